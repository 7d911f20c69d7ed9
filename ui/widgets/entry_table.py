"""The list every inventory uses: rows painted in one go, hairlines, one row chosen, its title edited in place."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QEvent, QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QFontMetrics, QHelpEvent, QKeyEvent, QPainter, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QLineEdit,
    QScrollArea,
    QSizePolicy,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QToolTip,
    QWidget,
)

from ui.icons import pixmap
from ui.models.entries import EntryModel
from ui.theme import Theme
from ui.widgets.figure_view import FigurePainter, as_plain

Index = QModelIndex | QPersistentModelIndex
ROW_HEIGHT, HEAD_HEIGHT = 32, 30
_PAD = 8


class _RowPainter(QStyledItemDelegate):
    """Paints cells from the model's own objects, without a call of `data()` or the style."""

    def __init__(self, theme: Theme, view: EntryTable) -> None:
        super().__init__(view)
        self._theme, self._view = theme, view
        self._marks = FigurePainter(theme)
        self._fonts: dict[int, tuple[Any, QFontMetrics]] = {}
        theme.changed.connect(self._fonts.clear)

    def _font(self, weight: int) -> tuple[Any, QFontMetrics]:
        if weight not in self._fonts:
            font = self._theme.font(13, weight)
            self._fonts[weight] = (font, QFontMetrics(font))
        return self._fonts[weight]

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        return QSize(40, self._theme.px(ROW_HEIGHT))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        model = self._view.entries
        row, column = index.row(), index.column()
        cell, theme, box = model.cell(row, column), self._theme, QRect(option.rect)
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        if chosen:
            painter.fillRect(box, theme.color("accent-t"))
            if self._view.hasFocus():
                painter.fillRect(box.x(), box.y(), box.width(), 1, theme.color("accent"))
                painter.fillRect(box.x(), box.bottom(), box.width(), 1, theme.color("accent"))
            if self._view.first_column() == column:
                painter.fillRect(box.x(), box.y(), 2, box.height(), theme.color("accent"))
        if not (chosen and self._view.hasFocus()):
            painter.fillRect(box.x(), box.bottom(), box.width(), 1, theme.color("line"))
        left = box.x() + theme.px(_PAD)
        if cell.icon:
            size = theme.px(14)
            painter.drawPixmap(left, box.center().y() - size // 2, pixmap(theme, cell.icon, "ink3", 14))
            left += size + theme.px(6)
        if cell.marks:
            painter.save()
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setClipRect(box)
            painter.translate(left, box.center().y() + 0.5)
            painter.scale(theme.scale, theme.scale)
            for mark in cell.marks:
                self._marks.paint_mark(painter, mark)
            painter.restore()
            left += theme.px(cell.width) if cell.width else box.width()
        room = box.right() - left - theme.px(4)
        if room > 4 and (cell.width or not cell.marks):
            title = model.columns[column].edits
            font, metrics = self._font(600 if chosen and title else cell.weight)
            if cell.fits != room or chosen:
                cell.shown = metrics.elidedText(cell.text, Qt.TextElideMode.ElideRight, room)
                cell.fits = -1 if chosen else room
            painter.setFont(font)
            painter.setPen(theme.color(cell.token))
            painter.drawText(
                QRect(left, box.y(), room, box.height()), Qt.AlignmentFlag.AlignVCenter, cell.shown
            )

    def helpEvent(
        self, event: QHelpEvent, view: QAbstractItemView, option: QStyleOptionViewItem, index: Index
    ) -> bool:
        if event.type() == QEvent.Type.ToolTip and index.isValid():
            cell = self._view.entries.cell(index.row(), index.column())
            cut = bool(cell.shown) and cell.shown != cell.text
            # A tooltip takes markup by itself, so what people typed is shown as text.
            QToolTip.showText(event.globalPos(), as_plain(cell.text) if cut else "", view)
            return True
        return super().helpEvent(event, view, option, index)

    def createEditor(self, parent: QWidget, _option: QStyleOptionViewItem, _index: Index) -> QWidget:
        editor = QLineEdit(parent)
        editor.setAccessibleName("Title")
        editor.setProperty("look", "inline")
        return editor

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        assert isinstance(editor, QLineEdit)
        editor.setText(index.data(Qt.ItemDataRole.EditRole))
        editor.selectAll()

    def updateEditorGeometry(self, editor: QWidget, option: QStyleOptionViewItem, _index: Index) -> None:
        editor.setGeometry(QRect(option.rect))


class EntryTable(QTableView):
    """The list itself. It is as high as its rows; the page around it scrolls.

    `chosen(id)` when another row is taken, `opened(id)` on Enter, `remove_wanted(id)` on Del,
    `renamed(id, title)` after F2.
    """

    chosen = Signal(str)
    opened = Signal(str)
    remove_wanted = Signal(str)
    renamed = Signal(str, str)

    def __init__(self, theme: Theme, model: EntryModel, name: str) -> None:
        super().__init__()
        self._theme = theme
        self.entries = model
        self._chosen = ""
        self._quiet = False
        self.setAccessibleName(name)
        self.setAccessibleDescription(
            "Up and Down choose, F2 edits the title, Del removes, Enter goes to the details."
        )
        self.setModel(model)
        self.setItemDelegate(_RowPainter(theme, self))
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.DoubleClicked)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setMinimumWidth(200)
        head = self.horizontalHeader()
        head.setHighlightSections(False)
        head.setSectionsClickable(True)
        head.setMinimumSectionSize(20)
        head.sectionClicked.connect(self._on_head)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.selectionModel().currentRowChanged.connect(self._on_current)
        model.modelReset.connect(self._on_reset)
        model.renamed.connect(self.renamed)
        theme.changed.connect(self._fit)
        self._fit()

    def first_column(self) -> int:
        """The leftmost column that is seen."""
        return next((i for i in range(self.entries.columnCount()) if not self.isColumnHidden(i)), 0)

    def choose(self, entry_id: str, tell: bool = False) -> None:
        """Mark an entry as chosen; `tell` says so like a click does."""
        row = self.entries.row_of(entry_id)
        self._chosen = entry_id
        self._quiet = not tell
        if row < 0:
            self.clearSelection()
        else:
            self.setCurrentIndex(self.entries.index(row, self._title_column()))
            self.selectRow(row)
        self._quiet = False

    def edit_title(self) -> None:
        """Edit the title of the chosen entry where it stands."""
        row = self.entries.row_of(self._chosen)
        if row >= 0:
            self.edit(self.entries.index(row, self._title_column()))

    def _title_column(self) -> int:
        return next((i for i, column in enumerate(self.entries.columns) if column.edits), 0)

    def _fit(self) -> None:
        px = self._theme.px
        self.verticalHeader().setDefaultSectionSize(px(ROW_HEIGHT))
        self.horizontalHeader().setFixedHeight(px(HEAD_HEIGHT))
        for number, column in enumerate(self.entries.columns):
            mode = QHeaderView.ResizeMode.Fixed if column.width else QHeaderView.ResizeMode.Stretch
            self.horizontalHeader().setSectionResizeMode(number, mode)
            if column.width:
                self.setColumnWidth(number, px(column.width))
        self._fit_height()

    def _fit_height(self) -> None:
        px = self._theme.px
        self.setFixedHeight(px(HEAD_HEIGHT) + px(ROW_HEIGHT) * self.entries.rowCount() + 2)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        for number, column in enumerate(self.entries.columns):
            hidden = bool(column.least) and self.width() < self._theme.px(column.least)
            if self.isColumnHidden(number) != hidden:
                self.setColumnHidden(number, hidden)

    def _on_head(self, column: int) -> None:
        self.entries.sort_by(column)

    def _on_reset(self) -> None:
        self._fit_height()
        self.choose(self._chosen)

    def _on_current(self, now: QModelIndex, _before: QModelIndex) -> None:
        if self._quiet or not now.isValid():
            return
        self._chosen = self.entries.entry(now.row()).id
        self.chosen.emit(self._chosen)
        self._follow(now)

    def _follow(self, index: QModelIndex) -> None:
        """Scroll the page so that the chosen row is seen."""
        parent = self.parentWidget()
        while parent is not None and not isinstance(parent, QScrollArea):
            parent = parent.parentWidget()
        page = parent.widget() if isinstance(parent, QScrollArea) else None
        if isinstance(parent, QScrollArea) and page is not None and self.hasFocus():
            middle = self.viewport().mapTo(page, self.visualRect(index).center())
            parent.ensureVisible(0, middle.y(), 0, self._theme.px(ROW_HEIGHT))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, plain = Qt.Key(event.key()), event.modifiers() == Qt.KeyboardModifier.NoModifier
        if self.state() == QAbstractItemView.State.EditingState or not self._chosen:
            super().keyPressEvent(event)
        elif key == Qt.Key.Key_F2:
            self.edit_title()
        elif key in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace) and plain:
            self.remove_wanted.emit(self._chosen)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.opened.emit(self._chosen)
        else:
            super().keyPressEvent(event)

    def keyboardSearch(self, search: str) -> None:
        """Letters are shortcuts here, not a search."""

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if not self.currentIndex().isValid() and self.entries.rowCount():
            self.choose(self.entries.entry(0).id, tell=True)
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.viewport().update()
