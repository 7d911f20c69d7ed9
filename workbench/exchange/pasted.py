"""Rows pasted from a spreadsheet or typed as CSV: parted, matched to columns, and read cell by cell."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from workbench.domain.written import ambiguous, decimal_mark
from workbench.exchange.columns import Column, Kind

MOST_ROWS, MOST_COLUMNS, MOST_LETTERS = 10_000, 200, 20_000_000
_DELIMITERS = ("\t", ";", ",")


class TooMuch(ValueError):
    """More was pasted than any list holds."""


@dataclass(frozen=True, slots=True)
class Grid:
    """Cells as pasted, row by row, and whether the first row is a head."""

    rows: tuple[tuple[str, ...], ...]
    head: bool

    @property
    def body(self) -> tuple[tuple[str, ...], ...]:
        """The rows without the head."""
        return self.rows[1:] if self.head else self.rows

    @property
    def width(self) -> int:
        """The number of cells of the widest row."""
        return max((len(row) for row in self.rows), default=0)


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong with one cell: its column's title and a sentence."""

    column: str
    sentence: str


@dataclass(frozen=True, slots=True)
class ReadRow:
    """One pasted row: its number (from 1, the head not counted), what was read, and what is wrong or doubtful."""

    number: int
    cells: tuple[str, ...]
    values: Mapping[str, Any]
    problems: tuple[Problem, ...] = ()
    doubts: tuple[Problem, ...] = ()

    @property
    def good(self) -> bool:
        """Whether the row can be taken."""
        return not self.problems


@dataclass(frozen=True, slots=True)
class Preview:
    """Everything pasted, as it would be taken: `columns` says for each pasted column where it goes, or nowhere."""

    grid: Grid
    columns: tuple[Column | None, ...]
    rows: tuple[ReadRow, ...]
    notes: tuple[str, ...] = field(default=())

    @property
    def good(self) -> list[ReadRow]:
        """The rows that can be taken."""
        return [row for row in self.rows if row.good]


def split(text: str) -> Grid:
    """Part pasted text into cells: tabs as spreadsheets copy them, else ';' or ',' as CSV has them.

    Raises:
        TooMuch: when it is longer than any list.
    """
    if len(text) > MOST_LETTERS:
        raise TooMuch(f"That is more than {MOST_LETTERS // 1_000_000} million letters; paste it in parts.")
    text = text.removeprefix("\N{ZERO WIDTH NO-BREAK SPACE}").replace("\r\n", "\n").replace("\r", "\n")
    sample = text[:20_000]
    counts = {each: sample.count(each) for each in _DELIMITERS}
    delimiter = "\t" if counts["\t"] else max((";", ","), key=lambda each: counts[each])
    # A single column of sentences has commas too: it is a table only where every line has as many.
    if delimiter != "\t" and not _regular(sample, delimiter):
        rows = [(line,) for line in text.split("\n")]
    else:
        csv.field_size_limit(MOST_LETTERS)
        rows = [tuple(row) for row in csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)]
    rows = [row for row in rows if any(cell.strip() for cell in row)]
    if len(rows) > MOST_ROWS + 1:
        raise TooMuch(
            f"{len(rows):,} rows are more than the {MOST_ROWS:,} a list takes; paste them in parts."
        )
    if any(len(row) > MOST_COLUMNS for row in rows):
        raise TooMuch(f"A row has more than {MOST_COLUMNS} columns; this is no such list.")
    return Grid(tuple(rows), head=False)


def _regular(sample: str, delimiter: str) -> bool:
    rows = [row for row in csv.reader(io.StringIO(sample, newline=""), delimiter=delimiter) if row]
    widths = {len(row) for row in rows[: max(1, len(rows) - 1)]}
    return len(widths) == 1 and widths != {1}


def match(grid: Grid, columns: Sequence[Column]) -> tuple[Grid, tuple[Column | None, ...]]:
    """Find which pasted column is which: by the first row where it is a head, else by order."""
    first = grid.rows[0] if grid.rows else ()
    by_head = [next((column for column in columns if column.named(cell)), None) for cell in first]
    if _is_head(grid, first, by_head, columns):
        once: list[Column | None] = []
        for each in by_head:
            once.append(None if each in once else each)
        return Grid(grid.rows, head=True), tuple(once) + (None,) * (grid.width - len(once))
    ordered = [column for column in columns if not column.extra][: grid.width]
    return Grid(grid.rows, head=False), (*ordered, *(None,) * (grid.width - len(ordered)))


def _is_head(
    grid: Grid, first: Sequence[str], by_head: Sequence[Column | None], columns: Sequence[Column]
) -> bool:
    """Whether the first row names columns: more than half of its cells do, and none is a value that stands below
    it or that its column offers."""
    named = sum(1 for each in by_head if each)
    written = sum(1 for cell in first if cell.strip())
    if not named or 2 * named <= written or len(grid.rows) < 2:
        return False
    alone = (
        {words.casefold() for column in columns for _, words in column.choices}
        if grid.width == 1
        else set[str]()
    )
    for place, cell in enumerate(first):
        below = {row[place].strip().casefold() for row in grid.rows[1:] if place < len(row)}
        said = cell.strip().casefold()
        named_column = by_head[place]
        offered = alone | {words.casefold() for _, words in named_column.choices} if named_column else alone
        if named_column is not None and (said in below or said in offered):
            return False
    return True


Try = Callable[[Mapping[str, Any]], object]


def read(grid: Grid, columns: Sequence[Column | None], required: str, attempt: Try | None = None) -> Preview:
    """Read every cell by its column; a row without the `required` field cannot be taken, nor one that `attempt`
    refuses with a `ValueError` once all of its cells are read.

    A decimal mark that one cell of a column shows beyond doubt holds for the whole column.
    """
    marks = [_mark(grid, i) if _is_number(column) else "" for i, column in enumerate(columns)]
    rows = tuple(
        _row(number, cells, columns, marks, required, attempt) for number, cells in enumerate(grid.body, 1)
    )
    notes: list[str] = []
    if required not in {column.key for column in columns if column is not None}:
        notes.append("Say which column holds the titles.")
    wide = sum(1 for row in rows if len(row.cells) != grid.width)
    if wide and grid.width > 1:
        notes.append(
            f"{wide} of {len(rows)} rows have fewer columns than the widest; what is missing stays empty."
        )
    nowhere = sum(1 for column in columns if column is None)
    if nowhere:
        notes.append(f"{nowhere} of {len(columns)} columns go nowhere; choose where, or leave them out.")
    return Preview(grid, tuple(columns), rows, tuple(notes))


def _is_number(column: Column | None) -> bool:
    return column is not None and column.kind in (Kind.NUMBER, Kind.WHOLE)


def _mark(grid: Grid, place: int) -> str:
    shown = {decimal_mark(row[place]) for row in grid.body if place < len(row)} - {""}
    return shown.pop() if len(shown) == 1 else ""


def _row(
    number: int,
    cells: tuple[str, ...],
    columns: Sequence[Column | None],
    marks: Sequence[str],
    required: str,
    attempt: Try | None,
) -> ReadRow:
    values: dict[str, Any] = {}
    problems: list[Problem] = []
    doubts: list[Problem] = []
    for place, column in enumerate(columns):
        if column is None or place >= len(cells):
            continue
        cell = cells[place]
        if not cell.strip():
            # Nothing written is nothing said: the entry begins with what new ones begin with.
            continue
        try:
            values[column.key] = column.read(cell, marks[place])
        except ValueError as wrong:
            problems.append(Problem(column.title, f"'{_short(cell)}': {wrong}"))
            continue
        if _is_number(column) and not marks[place] and ambiguous(cell):
            read_as = column.write(values[column.key])
            doubts.append(Problem(column.title, f"'{_short(cell)}' was read as {read_as}."))
    if not str(values.get(required) or "").strip():
        title = next((column.title for column in columns if column and column.key == required), "Title")
        problems.append(Problem(title, "This row has no title."))
    if not problems and attempt is not None:
        try:
            attempt(values)
        except ValueError as refused:
            problems.append(Problem("Row", str(refused)))
    return ReadRow(number, cells, values, tuple(problems), tuple(doubts))


def _short(cell: str) -> str:
    line = " ".join(cell.split())
    return line if len(line) <= 40 else line[:39] + "…"


def preview(
    text: str, columns: Sequence[Column], required: str = "title", attempt: Try | None = None
) -> Preview:
    """Part, match and read pasted text in one go.

    Raises:
        TooMuch: when it is longer than any list.
    """
    grid, found = match(split(text), columns)
    return read(grid, found, required, attempt)
