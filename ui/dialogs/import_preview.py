"""A table from a file, looked at before it is taken in: what is new, what changes, what is refused."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtWidgets import QHeaderView, QTableView, QWidget

from ui.dialogs.base import Dialog
from ui.theme import Theme
from ui.widgets.parts import Button, as_plain, label, row
from workbench.charts.words import one_line
from workbench.domain.text import plural, whole_line
from workbench.exchange.changes import Fate, Taken

Index = QModelIndex | QPersistentModelIndex
HEADS = ("Row", "What happens", "Entry", "Field", "Before", "After")
_WIDTHS = (52, 104, 220, 150, 170)
_LONGEST = 300
_SAID = 3
"""The column from which a line says what happens."""


class Table(Protocol):
    """A table as it would be taken in: with any problem, nothing is."""

    @property
    def problems(self) -> Sequence[str]:
        """Everything that is wrong, in sentences."""
        ...

    @property
    def faults(self) -> Sequence[str]:
        """What is wrong with the table as a whole."""
        ...

    @property
    def notes(self) -> Sequence[str]:
        """What was left out of it."""
        ...


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the preview: a row of the file that stays, is new or is refused, or one field that changes."""

    fate: Fate
    cells: tuple[str, ...]


def lines(rows: Sequence[Taken]) -> list[Line]:
    """Give the lines of the preview, one for each field that changes."""
    return [line for each in rows for line in _lines(each)]


def _lines(each: Taken) -> Iterator[Line]:
    start = (str(each.number), each.fate.label, each.entry)
    match each.fate:
        case Fate.CHANGED:
            for one in each.differences:
                yield Line(each.fate, (*start, one.field, one.before or "–", one.after or "–"))
        case Fate.NEW:
            said = "; ".join(f"{one.field}: {one.after}" for one in each.differences if one.after)
            yield Line(each.fate, (*start, " ".join(filter(None, (each.doubt, said))), "", ""))
        case Fate.REFUSED:
            yield Line(each.fate, (*start, " ".join(each.wrong), "", ""))
        case Fate.UNCHANGED:
            yield Line(each.fate, (*start, "", "", ""))


class Lines(QAbstractTableModel):
    """The lines of the preview as a table; `said` gives a text as it may be shown now."""

    def __init__(self, said: Callable[[str], str]) -> None:
        super().__init__()
        self.lines: list[Line] = []
        self._said = said

    def show_lines(self, found: Sequence[Line]) -> None:
        """Show other lines."""
        self.beginResetModel()
        self.lines = list(found)
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self.lines)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(HEADS)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid() or role not in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return None
        text = self._said(self.lines[index.row()].cells[index.column()])
        if role == Qt.ItemDataRole.ToolTipRole:
            return as_plain(text[:2000])
        return one_line(text)[:_LONGEST]

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        if role != Qt.ItemDataRole.DisplayRole or orientation == Qt.Orientation.Vertical:
            return None
        return HEADS[section]


class ImportPreview(Dialog):
    """Shows what a file would change; `taken(table)` when that is wanted, `again()` to read the file once more.

    `what` names one entry, such as 'risk'; `counts` are how many are new and how many change. Whoever reads the file calls `show_table` or `show_trouble`; whoever takes it
    closes the dialog, or calls `refused`.
    """

    taken = Signal(object)
    again = Signal()

    def __init__(
        self, theme: Theme, what: str, name: str, said: Callable[[str], str], parent: QWidget | None
    ) -> None:
        super().__init__(theme, f"Import {what}s", parent, "Take it in", width=720)
        self._table: Table | None = None
        self._what = what
        self.counts = (0, 0)
        self._said = said
        self.head(f"What ‘{said(one_line(name))}’ would change")
        self.sums = label("", "strong", wrap=True)
        self.notes = label("", "second", wrap=True)
        self._lines = Lines(said)
        self.table = QTableView()
        self.table.setModel(self._lines)
        self.table.setAccessibleName("What each row of the file would change")
        self.table.setMinimumHeight(theme.px(220))
        self.table.setWordWrap(False)
        self.table.verticalHeader().hide()
        self.table.setTabKeyNavigation(False)
        self.table.setSelectionBehavior(QTableView.SelectionBehavior.SelectRows)
        head = self.table.horizontalHeader()
        head.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        head.setStretchLastSection(True)
        for column, width in enumerate(_WIDTHS):
            self.table.setColumnWidth(column, theme.px(width))
        self.whole = label("", "second", wrap=True)
        self.whole.setAccessibleName("The chosen line in full")
        self.table.selectionModel().currentRowChanged.connect(lambda now, _before: self._on_line(now.row()))
        self.reread = Button(theme, "Read the file again", self.again.emit, icon_name="refresh-cw")
        for each in (self.sums, self.notes):
            self.body.addWidget(each)
        self.body.addWidget(self.table, 1)
        self.body.addWidget(self.whole)
        self.body.addLayout(row(self.reread, None))
        self.primary.setEnabled(False)
        window = parent.window() if parent is not None else None
        if window is not None:
            self.resize(min(1040, window.width() - 60), min(640, window.height() - 40))

    def show_table(self, table: Table, rows: Sequence[Taken]) -> None:
        """Show what was read."""
        self._table = table
        self.say("")
        count = {fate: sum(1 for each in rows if each.fate is fate) for fate in Fate}
        self.counts = (count[Fate.NEW], count[Fate.CHANGED])
        self._lines.show_lines(lines(rows))
        self.table.clearSpans()
        for at, line in enumerate(self._lines.lines):
            if line.fate is not Fate.CHANGED:
                # What is said of the whole row needs no columns.
                self.table.setSpan(at, _SAID, 1, len(HEADS) - _SAID)
        self._on_line(0)
        said = [
            f"{count[Fate.NEW]} new, {count[Fate.CHANGED]} changed, {count[Fate.UNCHANGED]} unchanged, "
            f"{count[Fate.REFUSED]} refused. Nothing is deleted."
        ]
        fine = not table.problems
        wanted = count[Fate.NEW] + count[Fate.CHANGED]
        if not fine:
            said.append("Mend what is refused in the file and read it again; until then nothing is taken in.")
        elif not wanted:
            said.append("There is nothing to take in.")
        self.sums.setText(" ".join(said))
        self.notes.setText(self._said("\n".join((*table.faults, *table.notes))))
        self.notes.setVisible(bool(self.notes.text()))
        self.primary.setText(f"Take in {plural(wanted, self._what)}" if fine and wanted else "Take it in")
        self.primary.setEnabled(fine and wanted > 0)

    def show_trouble(self, why: str) -> None:
        """Say why the file cannot be read."""
        self._table = None
        self._lines.show_lines(())
        self.sums.setText("")
        self.notes.hide()
        self.primary.setEnabled(False)
        self.say(self._said(why))

    def _on_line(self, at: int) -> None:
        """Say a line in full: a cell shows its beginning."""
        shown = self._lines.lines[at].cells[_SAID:] if 0 <= at < len(self._lines.lines) else ()
        words = [whole_line(each)[:_LONGEST] for each in shown if each]
        self.whole.setText(self._said(": ".join(words[:2]) + "".join(f" → {each}" for each in words[2:])))

    def on_accept(self) -> None:
        if self._table is None or not self.primary.isEnabled():
            return
        self.primary.setEnabled(False)
        self.taken.emit(self._table)

    def refused(self, why: str) -> None:
        """Nothing was taken in, and everything stays as it was."""
        self.primary.setEnabled(True)
        self.say(self._said(why))
