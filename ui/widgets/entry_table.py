"""The list every inventory uses: rows painted in one go, hairlines, one row chosen, its title edited in place."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from PySide6.QtCore import (
    QAbstractItemModel,
    QEvent,
    QItemSelection,
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtGui import (
    QDragMoveEvent,
    QDropEvent,
    QFocusEvent,
    QFontMetrics,
    QHelpEvent,
    QKeyEvent,
    QKeySequence,
    QPainter,
    QResizeEvent,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
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
from ui.widgets.figure_view import FigurePainter
from ui.widgets.parts import as_plain
from workbench.exchange.columns import Column, Kind

Index = QModelIndex | QPersistentModelIndex
ROW_HEIGHT, HEAD_HEIGHT = 32, 30
_PAD = 8


NOT_SET = "–"


def _options(column: Column) -> list[str]:
    """The words a column offers to choose from."""
    if column.kind is Kind.CHOICE:
        return [words for _, words in column.choices]
    if column.kind is Kind.FLAG:
        return ["yes", "no"]
    steps = [str(step) for step in range(column.low, column.high + 1)]
    return [NOT_SET, *(column.words or steps)]


def _option_of(column: Column, text: str) -> int:
    if column.kind is Kind.STEP:
        return int(text) - column.low + 1 if text else 0
    offered = _options(column)
    return offered.index(text) if text in offered else -1


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
        if model.is_group(row):
            self._paint_group(painter, option, model.cell(row, 0).text)
            return
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
        if self._view.hasFocus() and self._view.currentIndex() == index and model.table_column(column):
            # Where F2 would edit.
            painter.setPen(theme.color("control"))
            painter.drawRect(box.adjusted(1, 2, -3, -3))
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
            title = column == self._view.title_column()
            font, metrics = self._font(600 if chosen and title else cell.weight)
            if cell.fits != room or chosen:
                cell.shown = metrics.elidedText(cell.text, Qt.TextElideMode.ElideRight, room)
                cell.fits = -1 if chosen else room
            painter.setFont(font)
            painter.setPen(theme.color(cell.token))
            painter.drawText(
                QRect(left, box.y(), room, box.height()), Qt.AlignmentFlag.AlignVCenter, cell.shown
            )

    def _paint_group(self, painter: QPainter, option: QStyleOptionViewItem, text: str) -> None:
        box, theme = QRect(option.rect), self._theme
        painter.fillRect(box, theme.color("sunk"))
        painter.fillRect(box.x(), box.bottom(), box.width(), 1, theme.color("line2"))
        font, metrics = self._font(600)
        painter.setFont(font)
        painter.setPen(theme.color("ink2"))
        room = box.adjusted(theme.px(_PAD), 0, -theme.px(_PAD), 0)
        shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, shown)

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

    def createEditor(self, parent: QWidget, _option: QStyleOptionViewItem, index: Index) -> QWidget:
        column = self._view.entries.table_column(index.column())
        assert column is not None
        if column.kind in (Kind.CHOICE, Kind.STEP, Kind.FLAG):
            choose = QComboBox(parent)
            choose.setAccessibleName(column.title)
            for text in _options(column):
                choose.addItem(text)
            # One press chooses: the list opens at once, and what is taken is written at once.
            QTimer.singleShot(0, choose.showPopup)
            choose.activated.connect(lambda _i: self._take(choose))
            return choose
        editor = QLineEdit(parent)
        editor.setAccessibleName(column.title)
        editor.setProperty("look", "inline")
        return editor

    def _take(self, editor: QWidget) -> None:
        self.commitData.emit(editor)
        self.closeEditor.emit(editor, QStyledItemDelegate.EndEditHint.NoHint)

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        text = str(index.data(Qt.ItemDataRole.EditRole))
        if isinstance(editor, QComboBox):
            column = self._view.entries.table_column(index.column())
            assert column is not None
            editor.setCurrentIndex(max(0, _option_of(column, text)))
        elif isinstance(editor, QLineEdit):
            editor.setText(text)
            editor.selectAll()

    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: Index) -> None:
        text = editor.currentText() if isinstance(editor, QComboBox) else ""
        if isinstance(editor, QLineEdit):
            text = editor.text()
        elif text == NOT_SET:
            text = ""
        if text != str(index.data(Qt.ItemDataRole.EditRole)):
            model.setData(index, text)

    def updateEditorGeometry(self, editor: QWidget, option: QStyleOptionViewItem, _index: Index) -> None:
        editor.setGeometry(QRect(option.rect))


class EntryTable(QTableView):
    """The list itself. It is as high as its rows; the page around it scrolls.

    `chosen(id)` when another row is taken, `several(ids)` when more than one is marked, `opened(id)` on Enter,
    `remove_wanted(ids)` on Del, `edited(id, field, text)` after a cell was edited, `moved(ids, before)` when
    rows are to stand before another one ('' for the end), `paste_wanted()` on Ctrl+V, `covered()` where a cell that
    stands for something else was to be edited.
    """

    chosen = Signal(str)
    several = Signal(object)
    opened = Signal(str)
    remove_wanted = Signal(object)
    edited = Signal(str, str, str)
    moved = Signal(object, str)
    paste_wanted = Signal()
    covered = Signal()

    def __init__(self, theme: Theme, model: EntryModel, name: str) -> None:
        super().__init__()
        self._theme = theme
        self.entries = model
        self._chosen = ""
        self._quiet = False
        self.setAccessibleName(name)
        self.setAccessibleDescription(
            "Up and Down choose, Left and Right go to a cell, F2 edits it, Del removes, Enter goes to the details. "
            "Shift marks several; Alt with Up or Down moves the row; Ctrl+V adds rows from the clipboard."
        )
        self.setModel(model)
        self.setItemDelegate(_RowPainter(theme, self))
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.DoubleClicked)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setMinimumWidth(200)
        self.setDragEnabled(True)
        self.setAcceptDrops(True)
        self.setDragDropMode(QAbstractItemView.DragDropMode.InternalMove)
        self.setDragDropOverwriteMode(False)
        self.setDropIndicatorShown(True)
        head = self.horizontalHeader()
        head.setHighlightSections(False)
        head.setSectionsClickable(True)
        head.setMinimumSectionSize(20)
        head.sectionClicked.connect(self._on_head)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self._marks_later = QTimer(self, singleShot=True, interval=0)
        self._marks_later.timeout.connect(lambda: self.several.emit(self.marked))
        self.selectionModel().currentRowChanged.connect(self._on_current)
        self.selectionModel().currentChanged.connect(lambda _now, _before: self.viewport().update())
        self.selectionModel().selectionChanged.connect(lambda _on, _off: self._on_marked())
        model.modelReset.connect(self._on_reset)
        model.edited.connect(self.edited)
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
        elif self.currentIndex().row() != row or row not in self._marked_rows():
            column = self.currentIndex().column()
            self.setCurrentIndex(self.entries.index(row, column if column >= 0 else self.title_column()))
            self.selectRow(row)
        self._quiet = False

    def mark(self, ids: Iterable[str]) -> None:
        """Mark several entries."""
        model, selection = self.entries, QItemSelection()
        for entry_id in ids:
            row = model.row_of(entry_id)
            if row >= 0:
                selection.select(model.index(row, 0), model.index(row, model.columnCount() - 1))
        self.selectionModel().select(selection, QItemSelectionModel.SelectionFlag.ClearAndSelect)

    def _marked_rows(self) -> list[int]:
        return sorted({index.row() for index in self.selectionModel().selectedRows()})

    @property
    def marked(self) -> list[str]:
        """The ids of all marked entries, in the order shown."""
        return [self.entries.entry(row).id for row in self._marked_rows() if not self.entries.is_group(row)]

    def _on_marked(self) -> None:
        if not self._quiet:
            self.several.emit(self.marked)
        # Shift with an arrow takes a row first and marks it afterwards: what is marked is known when both are done.
        self._marks_later.start()

    def edit_title(self) -> None:
        """Edit the title of the chosen entry where it stands."""
        row = self.entries.row_of(self._chosen)
        if row >= 0:
            self.edit(self.entries.index(row, self.title_column()))

    def edit_cell(self) -> None:
        """Edit the cell the keyboard is in, or the title where that cell cannot be edited."""
        index = self.currentIndex()
        if index.isValid() and self.entries.is_covered(index):
            self.covered.emit()
        elif index.isValid() and self.entries.table_column(index.column()) is not None:
            self.edit(index)
        else:
            self.edit_title()

    def put_down(self) -> None:
        """End the editing of a cell, and take what was typed."""
        for editor in self.viewport().findChildren(QLineEdit):
            if editor.isVisible() and self.state() == QAbstractItemView.State.EditingState:
                self.commitData(editor)
                self.closeEditor(editor, QStyledItemDelegate.EndEditHint.NoHint)

    def title_column(self) -> int:
        """The column that says what an entry is called."""
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
        self.clearSpans()
        for row in range(self.entries.rowCount()):
            if self.entries.is_group(row):
                self.setSpan(row, 0, 1, self.entries.columnCount())
        self.choose(self._chosen)

    def _on_current(self, now: QModelIndex, _before: QModelIndex) -> None:
        if self._quiet or not now.isValid() or self.entries.is_group(now.row()):
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
        if self.state() == QAbstractItemView.State.EditingState:
            super().keyPressEvent(event)
        elif event.matches(QKeySequence.StandardKey.Paste):
            self.paste_wanted.emit()
        elif not self._chosen:
            super().keyPressEvent(event)
        elif key == Qt.Key.Key_F2:
            self.edit_cell()
        elif key in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace) and plain:
            self.remove_wanted.emit(self.marked or [self._chosen])
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.opened.emit(self._chosen)
        elif key in (Qt.Key.Key_Up, Qt.Key.Key_Down) and event.modifiers() == Qt.KeyboardModifier.AltModifier:
            self._shift(-1 if key == Qt.Key.Key_Up else 1)
        else:
            super().keyPressEvent(event)

    def _shift(self, by: int) -> None:
        """Move the marked rows one place up or down."""
        rows = self._marked_rows()
        if not rows or not self.entries.own_order:
            return
        target = rows[0] - 1 if by < 0 else rows[-1] + 2
        if 0 <= target <= self.entries.rowCount():
            self._move_before(target)

    def _move_before(self, row: int) -> None:
        before = self.entries.entry(row).id if row < self.entries.rowCount() else ""
        marked = self.marked
        if marked and before not in marked:
            self.moved.emit(marked, before)

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        super().dragMoveEvent(event)
        if not self.entries.own_order:
            event.ignore()

    def dropEvent(self, event: QDropEvent) -> None:
        if event.source() is not self or not self.entries.own_order:
            event.ignore()
            return
        place = event.position().toPoint()
        index = self.indexAt(place)
        row = self.entries.rowCount()
        if index.isValid():
            row = index.row() + (place.y() > self.visualRect(index).center().y())
        # The list follows once the new order is on disk; Qt must not take the rows out by itself.
        event.setDropAction(Qt.DropAction.CopyAction)
        event.accept()
        self._move_before(row)

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
