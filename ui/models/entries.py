"""A list of entries as a Qt model: cells made once per entry, sorted and filtered as plain Python lists."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal

from workbench.charts.figure import Mark
from workbench.charts.words import one_line
from workbench.exchange.columns import Column as TableColumn

Index = QModelIndex | QPersistentModelIndex
LONGEST = 300


@dataclass(slots=True)
class Cell:
    """What stands in one place of a list: text in a token's colour, or marks with the words that stand for them.

    Marks are centred on y = 0 and begin at x = 0. `shown` is the text as cut to the width in `fits`.
    """

    text: str
    token: str = "ink"
    weight: int = 400
    marks: tuple[Mark, ...] = ()
    width: float = 0.0
    icon: str = ""
    fits: int = field(default=-1, compare=False)
    shown: str = field(default="", compare=False)


@dataclass(frozen=True)
class Column:
    """One column: its head, its width (0 takes what is left), how an entry looks in it and how it is sorted.

    `least` is the width of the whole list below which the column is left out; `edits` names the field that is
    edited in this column.
    """

    title: str
    width: int
    cell: Callable[[Any], Cell]
    order: Callable[[Any], Any]
    least: int = 0
    edits: str = ""


@dataclass(frozen=True)
class Group:
    """A row that heads the rows of one group."""

    id: str
    title: str
    count: int


def text_cell(text: str, token: str = "ink", weight: int = 400, icon: str = "") -> Cell:
    """A cell of plain text on one line, however much was typed."""
    return Cell(one_line(text)[:LONGEST], token, weight, icon=icon)


class EntryModel(QAbstractTableModel):
    """The entries of one list, in their own order, by a column, or only those a filter finds."""

    edited = Signal(str, str, str)

    def __init__(
        self,
        columns: Sequence[Column],
        haystack: Callable[[Any], str],
        written: Mapping[str, TableColumn] | None = None,
        movable: bool = True,
    ) -> None:
        super().__init__()
        self.columns = tuple(columns)
        self._haystack = haystack
        self._written = dict(written or {})
        self._movable = movable
        self._group: Callable[[Any], str] | None = None
        self._all: list[Any] = []
        self._shown: list[Any] = []
        self._cells: dict[str, tuple[Any, list[Cell | None]]] = {}
        self._words: dict[str, tuple[Any, str]] = {}
        self._context: Hashable = None
        self._filter = ""
        self._only: Callable[[Any], bool] | None = None
        self.sorted_by = -1
        self.ascending = True
        self.covered: Callable[[Any], frozenset[str]] = lambda _entry: frozenset()
        """The fields of an entry whose cells stand for something else, and are not edited."""

    # What is shown

    def show_entries(self, entries: Sequence[Any], context: Hashable = None) -> None:
        """Show these entries; cells are kept for those that are the same objects, while `context` is equal."""
        if context != self._context:
            self._cells.clear()
            self._context = context
        self._all = list(entries)
        listed = self._listed()
        if [each.id for each in listed] == [each.id for each in self._shown]:
            self._shown = listed
            if listed:
                self.dataChanged.emit(self.index(0, 0), self.index(len(listed) - 1, len(self.columns) - 1))
            return
        self._reset(listed)

    def filter(self, text: str) -> None:
        """Show only entries with these words in them."""
        wanted = text.casefold().strip()
        if wanted != self._filter:
            self._filter = wanted
            self._reset(self._listed())

    def only(self, wanted: Callable[[Any], bool] | None) -> None:
        """Show only entries that are `wanted`, besides having the filter's words; `None` shows all of them again."""
        self._only = wanted
        self._reset(self._listed())

    def sort_by(self, column: int) -> None:
        """Sort by a column; once more turns it round, a third time goes back to the list's own order."""
        if self.sorted_by != column:
            self.sorted_by, self.ascending = column, True
        elif self.ascending:
            self.ascending = False
        else:
            self.sorted_by, self.ascending = -1, True
        self._reset(self._listed())
        self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, len(self.columns) - 1)

    def _reset(self, listed: list[Any]) -> None:
        self.beginResetModel()
        self._shown = listed
        self.endResetModel()

    def _listed(self) -> list[Any]:
        listed = self._all if self._only is None else [each for each in self._all if self._only(each)]
        if self._filter:
            parts = self._filter.split()
            listed = [each for each in listed if all(part in self._words_of(each) for part in parts)]
        if self.sorted_by >= 0:
            order = self.columns[self.sorted_by].order
            listed = sorted(listed, key=order, reverse=not self.ascending)
        return self._grouped(listed) if self._group is not None else listed

    def _grouped(self, listed: Sequence[Any]) -> list[Any]:
        """The same entries under a head for each group, groups in the order their first entries come."""
        assert self._group is not None
        groups: dict[str, list[Any]] = {}
        for each in listed:
            groups.setdefault(self._group(each), []).append(each)
        found: list[Any] = []
        for title, members in groups.items():
            found += [Group(f"group:{title}", title, len(members)), *members]
        return found

    def group_by(self, group: Callable[[Any], str] | None) -> None:
        """Put entries under heads, or all in one list again."""
        self._group = group
        self._reset(self._listed())

    @property
    def own_order(self) -> bool:
        """Whether rows stand in the order people gave them, all of them, so that they can be put elsewhere."""
        return self._movable and self.sorted_by < 0 and not self.filtered and self._group is None

    @property
    def shown(self) -> list[Any]:
        """The entries that are shown, in order, heads of groups left out."""
        return [each for each in self._shown if not isinstance(each, Group)]

    def is_group(self, row: int) -> bool:
        """Whether a row heads a group."""
        return isinstance(self._shown[row], Group)

    def table_column(self, column: int) -> TableColumn | None:
        """How the field that is edited in a column is read and written."""
        return self._written.get(self.columns[column].edits)

    def _words_of(self, entry: Any) -> str:
        known = self._words.get(entry.id)
        if known is None or known[0] is not entry:
            known = (entry, self._haystack(entry).casefold())
            self._words[entry.id] = known
        return known[1]

    def forget_words(self) -> None:
        """Forget what the filter looks in: it depends on more than the entries."""
        self._words.clear()

    @property
    def total(self) -> int:
        """How many entries there are, found by the filter or not."""
        return len(self._all)

    @property
    def filtered(self) -> bool:
        """Whether some entries may be left out."""
        return bool(self._filter) or self._only is not None

    def entry(self, row: int) -> Any:
        """The entry of a row."""
        return self._shown[row]

    def row_of(self, entry_id: str) -> int:
        """Where an entry stands, or -1."""
        return next((i for i, each in enumerate(self._shown) if each.id == entry_id), -1)

    def cell(self, row: int, column: int) -> Cell:
        """What stands in a place, made when it is first looked at."""
        entry = self._shown[row]
        if isinstance(entry, Group):
            return Cell(f"{entry.title or 'Not said'}  {entry.count:,}" if column == 0 else "", "ink2", 600)
        known = self._cells.get(entry.id)
        if known is None or known[0] is not entry:
            cells: list[Cell | None] = [None] * len(self.columns)
            known = (entry, cells)
            self._cells[entry.id] = known
        found = known[1][column]
        if found is None:
            found = known[1][column] = self.columns[column].cell(entry)
        return found

    # Qt

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self._shown)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self.columns)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return self.cell(index.row(), index.column()).text
        if role == Qt.ItemDataRole.EditRole:
            column, entry = self.table_column(index.column()), self._shown[index.row()]
            return column.write(getattr(entry, column.key)) if column is not None else ""
        return None

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        if role != Qt.ItemDataRole.EditRole or not index.isValid():
            return False
        # The row follows when the change is on disk.
        self.edited.emit(self._shown[index.row()].id, self.columns[index.column()].edits, str(value))
        return True

    def flags(self, index: Index) -> Qt.ItemFlag:
        flags = super().flags(index)
        if not index.isValid():
            return flags | Qt.ItemFlag.ItemIsDropEnabled
        if self.is_group(index.row()):
            return Qt.ItemFlag.ItemIsEnabled
        if self.table_column(index.column()) is not None and not self.is_covered(index):
            flags |= Qt.ItemFlag.ItemIsEditable
        return flags | Qt.ItemFlag.ItemIsDragEnabled

    def is_covered(self, index: Index) -> bool:
        """Whether a cell stands for something else than what is stored."""
        entry = self._shown[index.row()]
        return not isinstance(entry, Group) and self.columns[index.column()].edits in self.covered(entry)

    def supportedDropActions(self) -> Qt.DropAction:
        return Qt.DropAction.MoveAction

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if orientation != Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            sign = ("  ↑" if self.ascending else "  ↓") if section == self.sorted_by else ""
            return self.columns[section].title + sign
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        return None
