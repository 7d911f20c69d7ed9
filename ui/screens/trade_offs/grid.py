"""The grid of a decision as it is worked in: arrows go from cell to cell, digits rate, typing names and weighs."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QLineEdit,
    QMenu,
    QSizePolicy,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from ui.screens.trade_offs.model import NAMES, WORDS, GridModel, Index, Part
from ui.theme import Theme
from workbench.charts.measure import wrap

NAME_HIGH, ROW_HIGH = 52, 32
LEAST_NAME, LEAST, WIDEST, SCORE, ADD = 190, 66, 132, 64, 116
_FILLS = ("of1", "of2", "of3", "of4", "accent")
_BOX = 28


class _CellPainter(QStyledItemDelegate):
    """Paints a cell: words, a rating on its ground, or the score."""

    def __init__(self, theme: Theme, view: GridTable) -> None:
        super().__init__(view)
        self._theme, self._view = theme, view

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        return QSize(40, self._theme.px(ROW_HIGH))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        theme, model, box = self._theme, self._view.cells, QRect(option.rect)
        part = model.part(index)
        if part is Part.NOTHING:
            return
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        chosen = part in (Part.OPTION, Part.RATING, Part.SCORE) and self._is_chosen(index)
        if chosen:
            painter.fillRect(box, theme.color("accent-t"))
        painter.fillRect(
            box.x(), box.bottom(), box.width(), 1, theme.color("line2" if index.row() < 2 else "line")
        )
        if part is Part.RATING:
            self._rating(painter, box, index)
        else:
            self._words(painter, box, index, part, chosen)
        if bool(option.state & QStyle.StateFlag.State_Selected):
            painter.setPen(theme.color("accent" if self._view.hasFocus() else "line2"))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(box.adjusted(2, 2, -3, -3), 4, 4)
            if self._view.hasFocus():
                painter.drawRoundedRect(box.adjusted(3, 3, -4, -4), 3, 3)
        painter.restore()

    def _is_chosen(self, index: Index) -> bool:
        shown = self._view.cells.shown
        return shown is not None and shown.choice == self._view.cells.option(index)

    def _rating(self, painter: QPainter, box: QRect, index: Index) -> None:
        theme, rating = self._theme, self._view.cells.rating(index)
        px = theme.px
        place = QRect(0, 0, px(_BOX), px(22))
        place.moveCenter(box.center())
        if rating is None:
            painter.setPen(theme.color("control"))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(place, 4, 4)
            return
        fill = _FILLS[rating - 1]
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.color(fill))
        painter.drawRoundedRect(place, 4, 4)
        painter.setFont(theme.font(13, 600))
        painter.setPen(theme.color("on-accent" if fill == "accent" else "ink"))
        painter.drawText(place, Qt.AlignmentFlag.AlignCenter, str(rating))

    def _words(self, painter: QPainter, box: QRect, index: Index, part: Part, chosen: bool) -> None:
        theme, text = self._theme, self._view.cells.said(index)
        grey = part in (Part.NEW_OPTION, Part.NEW_CRITERION, Part.CORNER)
        bold = chosen or part is Part.SCORE
        size, weight = (12, 500) if index.row() == NAMES else (13, 600 if bold else 400)
        painter.setFont(theme.font(size, weight))
        painter.setPen(theme.color("ink3" if grey else "ink"))
        left = box.adjusted(theme.px(8), 0, -theme.px(4), 0)
        middle = index.column() > 0
        if chosen and part is Part.OPTION:
            text = f"✓ {text}"
        align = Qt.AlignmentFlag.AlignVCenter | (
            Qt.AlignmentFlag.AlignHCenter if middle else Qt.AlignmentFlag.AlignLeft
        )
        if index.row() == NAMES:
            lines = wrap(text, left.width() / theme.scale, size, weight, most=3)
            painter.drawText(left, align, "\n".join(lines))
        else:
            room = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, left.width())
            painter.drawText(left, align, room)

    def createEditor(self, parent: QWidget, _option: QStyleOptionViewItem, index: Index) -> QWidget:
        editor = QLineEdit(parent)
        editor.setAccessibleName(self._view.cells.read_out(index))
        editor.setProperty("look", "inline")
        return editor

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        if isinstance(editor, QLineEdit):
            editor.setText(str(index.data(Qt.ItemDataRole.EditRole)))
            editor.selectAll()

    def setModelData(self, editor: QWidget, model: object, index: Index) -> None:
        if isinstance(editor, QLineEdit):
            self._view.cells.setData(index, editor.text())

    def updateEditorGeometry(self, editor: QWidget, option: QStyleOptionViewItem, _index: Index) -> None:
        editor.setGeometry(QRect(option.rect))


class GridTable(QTableView):
    """The grid itself: `rated(option, criterion, rating or None)`, `taken(option)` for what is chosen with Space,
    `removed(part, number)` on Del, `covered()` where words that stand for others were to be typed over."""

    rated = Signal(int, int, object)
    taken = Signal(int)
    removed = Signal(object, int)
    covered = Signal()

    def __init__(self, theme: Theme, model: GridModel, name: str) -> None:
        super().__init__()
        self._theme, self.cells = theme, model
        self.setAccessibleName(name)
        self.setAccessibleDescription(
            "Arrow keys go from cell to cell. 1 to 5 rate, Del takes a rating, an option or a criterion away, "
            "F2 or typing changes a name or a weight, Space on an option chooses it."
        )
        self.setModel(model)
        self.setItemDelegate(_CellPainter(theme, self))
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.DoubleClicked)
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setMinimumWidth(200)
        self.horizontalHeader().hide()
        self.horizontalHeader().setMinimumSectionSize(20)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        model.modelReset.connect(self._on_reset)
        theme.changed.connect(self._fit)

    def _on_reset(self) -> None:
        self._fit()
        if self.cells.rowCount() and not self.currentIndex().isValid():
            self.setCurrentIndex(self.cells.index(min(2, self.cells.rowCount() - 1), 0))

    def _fit(self) -> None:
        px, cells = self._theme.px, self.cells
        rows, columns = cells.rowCount(), cells.columnCount()
        for row in range(rows):
            self.setRowHeight(row, px(NAME_HIGH if row == NAMES else ROW_HIGH))
        if columns:
            fixed = px(SCORE) + px(ADD)
            room = self.viewport().width() - fixed - px(LEAST_NAME)
            each = max(px(LEAST), min(px(WIDEST), room // max(1, cells.criteria)))
            name = max(px(LEAST_NAME), self.viewport().width() - fixed - each * cells.criteria)
            for column in range(columns):
                wide = name if column == 0 else each
                wide = px(SCORE) if column == cells.criteria + 1 else wide
                wide = px(ADD) if column == cells.criteria + 2 else wide
                self.setColumnWidth(column, wide)
            over = name + fixed + each * cells.criteria > self.viewport().width()
        else:
            over = False
        bar = self.horizontalScrollBar().sizeHint().height() if over else 0
        self.setFixedHeight(px(NAME_HIGH) + px(ROW_HIGH) * max(0, rows - 1) + bar + 2)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _edit(self, index: Index, begin: str = "") -> None:
        if not self.cells.is_typed(index):
            if self.cells.part(index) in (Part.OPTION, Part.CRITERION):
                self.covered.emit()
            return
        self.edit(index)
        if begin:
            for editor in self.viewport().findChildren(QLineEdit):
                if editor.isVisible():
                    editor.setText(begin)
                    editor.end(False)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        index = self.indexAt(event.position().toPoint())
        if event.button() != Qt.MouseButton.LeftButton:
            return
        part = self.cells.part(index)
        if part is Part.RATING:
            self._pop(index)
        elif part in (Part.NEW_OPTION, Part.NEW_CRITERION):
            self._edit(index)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        index, key, text = self.currentIndex(), Qt.Key(event.key()), event.text()
        if self.state() == QAbstractItemView.State.EditingState or not index.isValid():
            super().keyPressEvent(event)
            return
        part = self.cells.part(index)
        plain = not event.modifiers() & ~(
            Qt.KeyboardModifier.KeypadModifier | Qt.KeyboardModifier.ShiftModifier
        )
        enter = key in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if part is Part.RATING and plain and text in ("1", "2", "3", "4", "5"):
            self._rate(index, int(text))
        elif plain and key in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace, Qt.Key.Key_Minus) and part in _GONE:
            self._take_away(index, part)
        elif plain and key == Qt.Key.Key_Space and part in (Part.OPTION, Part.SCORE):
            self.taken.emit(self.cells.option(index))
        elif plain and part is Part.RATING and (enter or key in (Qt.Key.Key_Space, Qt.Key.Key_F2)):
            self._pop(index)
        elif plain and (enter or key == Qt.Key.Key_F2):
            self._edit(index)
        elif plain and text.strip() and text.isprintable() and part in _TYPED:
            self._edit(index, text)
        else:
            super().keyPressEvent(event)

    def _take_away(self, index: Index, part: Part) -> None:
        if part is Part.RATING:
            self._rate(index, None)
        elif part is Part.OPTION:
            self.removed.emit(part, self.cells.option(index))
        else:
            self.removed.emit(part, self.cells.criterion(index))

    def _rate(self, index: Index, rating: int | None) -> None:
        self.rated.emit(self.cells.option(index), self.cells.criterion(index), rating)

    def menu(self, index: Index) -> QMenu:
        """The ratings with their words, the one given marked."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.setAccessibleName(self.cells.read_out(index))
        now = self.cells.rating(index)
        option, criterion = self.cells.option(index), self.cells.criterion(index)
        for rating, words in (*enumerate(WORDS, 1), (None, "Not rated")):
            action = menu.addAction(words if rating is None else f"{rating}   {words}")
            action.setCheckable(True)
            action.setChecked(rating == now)
            action.triggered.connect(
                lambda _on=False, rating=rating: self.rated.emit(option, criterion, rating)
            )
        return menu

    def _pop(self, index: Index) -> None:
        box = self.visualRect(index)
        self.menu(index).popup(self.viewport().mapToGlobal(QPoint(box.left(), box.bottom() + 1)))

    def keyboardSearch(self, search: str) -> None:
        """Letters are typed into cells here, not searched."""


_GONE = (Part.RATING, Part.OPTION, Part.CRITERION)
_TYPED = (Part.WEIGHT, Part.NEW_OPTION, Part.NEW_CRITERION)
