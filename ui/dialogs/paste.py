"""Rows from a spreadsheet, looked at before they are taken: what goes where, and what is wrong."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, QTimer, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QHeaderView,
    QPlainTextEdit,
    QScrollArea,
    QTableView,
    QWidget,
)

from ui.dialogs.base import Dialog
from ui.theme import Theme
from ui.widgets.parts import boxed, label, row
from workbench.domain.text import plural
from workbench.exchange.columns import Column
from workbench.exchange.pasted import Grid, Preview, ReadRow, TooMuch, match, read, split

Index = QModelIndex | QPersistentModelIndex
PAUSE = 250
NOWHERE = "Leave out"


class _Rows(QAbstractTableModel):
    """The rows as they would be taken; the first column says what is wrong."""

    def __init__(self) -> None:
        super().__init__()
        self.rows: list[ReadRow] = []
        self.heads: list[str] = []
        self.width = 0

    def show_rows(self, rows: Sequence[ReadRow], heads: Sequence[str], width: int) -> None:
        """Show other rows."""
        self.beginResetModel()
        self.rows, self.heads, self.width = list(rows), list(heads), width
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else self.width + 1

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if role != Qt.ItemDataRole.DisplayRole or not index.isValid():
            return None
        each, place = self.rows[index.row()], index.column() - 1
        if place < 0:
            return _said(each)
        return " ".join(each.cells[place].split())[:200] if place < len(each.cells) else ""

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        if orientation == Qt.Orientation.Vertical:
            return str(self.rows[section].number)
        return "What is wrong" if section == 0 else self.heads[section - 1]


def _said(each: ReadRow) -> str:
    if each.problems:
        return " ".join(f"{one.column}: {one.sentence}" for one in each.problems)
    if each.doubts:
        return " ".join(f"{one.column}: {one.sentence} Right?" for one in each.doubts)
    return "Fine"


class PasteDialog(Dialog):
    """Takes pasted or typed rows; `taken(rows)` gives the values of every row that is fine."""

    taken = Signal(object)

    def __init__(
        self,
        theme: Theme,
        columns: Sequence[Column],
        required: str,
        nouns: str,
        text: str,
        parent: QWidget | None,
        attempt: Callable[[Mapping[str, Any]], object] | None = None,
    ) -> None:
        super().__init__(theme, f"Add {nouns} from a table", parent, f"Add {nouns}", width=860)
        self._columns, self._required, self._nouns = list(columns), required, nouns
        self._attempt = attempt
        self._preview: Preview | None = None
        self._boxes: list[QComboBox] = []
        self.head(f"Add {nouns} from a table")
        self.text = QPlainTextEdit(text)
        self.text.setPlaceholderText("Copy rows in a spreadsheet and paste them here; CSV will do, too.")
        self.text.setMaximumHeight(theme.px(110))
        self.field("Rows", self.text)
        self.has_head = QCheckBox("The first row holds the names of the columns")
        self.body.addWidget(self.has_head)
        self._places = row(spacing=8)
        holder = QScrollArea()
        holder.setWidgetResizable(True)
        holder.setWidget(boxed(self._places))
        holder.setFixedHeight(theme.px(74))
        holder.setAccessibleName("Where each column goes")
        self.body.addWidget(holder)
        self.sums = label("", "strong", wrap=True)
        self.body.addWidget(self.sums)
        self._rows = _Rows()
        self.table = QTableView()
        self.table.setModel(self._rows)
        self.table.setAccessibleName("Rows as they will be added")
        self.table.setMinimumHeight(theme.px(200))
        self.table.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        self.table.setWordWrap(False)
        self.body.addWidget(self.table, 1)
        self._timer = QTimer(self, singleShot=True, interval=PAUSE)
        self._timer.timeout.connect(self._look)
        self.text.textChanged.connect(self._timer.start)
        self.has_head.clicked.connect(lambda _on: self._match_again())
        self.primary.setEnabled(False)
        self._look()
        window = parent.window() if parent is not None else None
        if window is not None:
            self.resize(min(1000, window.width() - 60), min(700, window.height() - 40))

    def _look(self) -> None:
        """Part the text and guess which column is which."""
        try:
            grid, found = match(split(self.text.toPlainText()), self._columns)
        except TooMuch as problem:
            self._preview = None
            self._rows.show_rows((), (), 0)
            self.sums.setText(str(problem))
            self.primary.setEnabled(False)
            return
        self.has_head.setChecked(grid.head)
        self._offer(grid, found)
        self._read(grid)

    def _match_again(self) -> None:
        if self._preview is not None:
            self._read(Grid(self._preview.grid.rows, self.has_head.isChecked()))

    def _offer(self, grid: Grid, found: Sequence[Column | None]) -> None:
        while (item := self._places.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.deleteLater()
        self._boxes = []
        for place, column in enumerate(found):
            box = QComboBox()
            box.addItem(NOWHERE)
            for each in self._columns:
                box.addItem(each.title)
            box.setCurrentIndex(self._columns.index(column) + 1 if column in self._columns else 0)
            box.setAccessibleName(f"Column {place + 1} goes to")
            box.activated.connect(partial(self._on_place, place))
            self._boxes.append(box)
            self._places.addWidget(box)
        self._places.addStretch(1)

    def _on_place(self, place: int, chosen: int) -> None:
        # A field can be filled from one column only; the one before gives way.
        for other, box in enumerate(self._boxes):
            if other != place and chosen and box.currentIndex() == chosen:
                box.setCurrentIndex(0)
        self._match_again()

    def _read(self, grid: Grid) -> None:
        columns = [
            self._columns[box.currentIndex() - 1] if box.currentIndex() > 0 else None for box in self._boxes
        ]
        self._preview = found = read(grid, columns, self._required, self._attempt)
        good = len(found.good)
        heads = [each.title if each else NOWHERE for each in columns]
        # What needs a look comes first.
        ordered = sorted(found.rows, key=lambda each: (each.good, not each.doubts, each.number))
        self._rows.show_rows(ordered, heads, len(columns))
        self.table.setColumnWidth(0, self.theme.px(260))
        said = [
            f"{plural(good, 'row')} of {len(found.rows):,} can be added." if found.rows else "No rows yet."
        ]
        if good < len(found.rows):
            said.append("Mend the others above, or leave them out.")
        self.sums.setText(" ".join([*said, *found.notes]))
        self.primary.setText(f"Add {plural(good, 'row')}" if good else f"Add {self._nouns}")
        self.primary.setEnabled(good > 0)

    def on_accept(self) -> None:
        if self._timer.isActive():
            self._timer.stop()
            self._look()
        if self._preview is not None and self._preview.good:
            rows = [dict(each.values) for each in self._preview.good]
            self.accept()
            self.taken.emit(rows)
