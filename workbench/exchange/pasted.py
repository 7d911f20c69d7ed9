"""Rows pasted from a spreadsheet or typed as CSV: parted, matched to columns, and read cell by cell."""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from workbench.domain.text import plural
from workbench.domain.written import decimal_mark
from workbench.exchange.columns import Column, Kind

MOST_ROWS, MOST_COLUMNS, MOST_LETTERS = 10_000, 200, 20_000_000
_OPEN = (
    "A quotation mark in this row is never closed, so the row was read as it stands, quotation marks and all."
)
_MIDDLE = "A quotation mark in this row ends in the middle of a cell, so the row was read as it stands, quotation marks and all."
_FOLDED = "One cell holds several lines with columns of their own: is a quotation mark missing?"
_TELL = 500
_SAMPLE = 20_000


class TooMuch(ValueError):
    """More was pasted than any list holds."""


@dataclass(frozen=True, slots=True)
class Grid:
    """Cells as pasted, row by row, and whether the first row is a head; `odd` says what is strange about a row, by place."""

    rows: tuple[tuple[str, ...], ...]
    head: bool
    odd: Mapping[int, str] = field(default_factory=dict[int, str])

    @property
    def body(self) -> tuple[tuple[str, ...], ...]:
        """The rows without the head."""
        return self.rows[1:] if self.head else self.rows

    @property
    def width(self) -> int:
        """The number of cells of the widest row."""
        return max((len(row) for row in self.rows), default=0)

    @property
    def usual(self) -> int:
        """The number of cells a row should have: as many as the head, else as most rows have."""
        if self.head:
            return len(_used(self.rows[0]))
        counts = Counter(map(len, self.rows))
        most = max(counts.values(), default=0)
        return max((width for width, count in counts.items() if count == most), default=0)


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
    sample = text[:_SAMPLE]
    # A single column of sentences has commas too: it is a table only where every line has as many. Semicolons first,
    # since numbers have commas.
    delimiter = "\t" if "\t" in sample else next((each for each in ";," if _regular(sample, each)), "")
    if not delimiter:
        records: Iterator[tuple[tuple[str, ...], str]] = (((line,), "") for line in text.split("\n"))
    else:
        records = _records(text, delimiter)
    rows: list[tuple[str, ...]] = []
    odd: dict[int, str] = {}
    for row, said in records:
        if any(cell.strip() for cell in row):
            if said:
                odd[len(rows)] = said
            rows.append(row)
    if len(rows) > MOST_ROWS + 1:
        raise TooMuch(
            f"{len(rows):,} rows are more than the {MOST_ROWS:,} a list takes; paste them in parts."
        )
    if any(len(row) > MOST_COLUMNS for row in rows):
        raise TooMuch(f"A row has more than {MOST_COLUMNS} columns; this is no such list.")
    return Grid(tuple(rows), head=False, odd=odd)


def _used(row: Sequence[str]) -> Sequence[str]:
    """A row without the empty cells at its end, which spreadsheets copy along."""
    end = len(row)
    while end > 1 and not row[end - 1].strip():
        end -= 1
    return row[:end]


def _records(text: str, delimiter: str) -> Iterator[tuple[tuple[str, ...], str]]:
    """Rows of CSV with what is odd about each: where quotation marks do not pair, a line is a row of its own."""
    csv.field_size_limit(MOST_LETTERS)
    lines = text.split("\n")
    at = 0
    while at < len(lines):
        reader = csv.reader(_fed(lines, at), delimiter=delimiter, strict=True)
        start = at
        try:
            for row in reader:
                folded = any("\n" in cell and delimiter in cell for cell in row)
                yield tuple(row), _FOLDED if folded else ""
                start = at + reader.line_num
            return
        except csv.Error as problem:
            yield tuple(lines[start].split(delimiter)), _OPEN if "unexpected end" in str(problem) else _MIDDLE
            at = start + 1


def _fed(lines: Sequence[str], start: int) -> Iterator[str]:
    return (f"{lines[place]}\n" for place in range(start, len(lines)))


def _regular(sample: str, delimiter: str) -> bool:
    rows: list[tuple[str, ...]] = []
    for row, said in _records(sample, delimiter):
        if said == _OPEN and len(sample) == _SAMPLE:
            # It is closed beyond the end of the sample.
            break
        if row:
            rows.append(row)
    widths = {len(row) for row in rows[: max(1, len(rows) - 1)]}
    return len(widths) == 1 and widths != {1}


def match(
    grid: Grid, columns: Sequence[Column], head: bool | None = None
) -> tuple[Grid, tuple[Column | None, ...]]:
    """Find which pasted column is which: by the first row where it is a head, else by order.

    `head` says whether it is one; `None` leaves that to be guessed.
    """
    first = grid.rows[0] if grid.rows else ()
    by_head = [next((column for column in columns if column.named(cell)), None) for cell in first]
    if _is_head(grid, first, by_head, columns) if head is None else head and bool(first):
        once: list[Column | None] = []
        for each in by_head:
            once.append(None if each in once else each)
        return Grid(grid.rows, True, grid.odd), tuple(once) + (None,) * (grid.width - len(once))
    ordered = [column for column in columns if not column.extra][: grid.width]
    return Grid(grid.rows, False, grid.odd), (*ordered, *(None,) * (grid.width - len(ordered)))


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
Tell = Callable[[int, int], None]


def read(
    grid: Grid,
    columns: Sequence[Column | None],
    required: str,
    attempt: Try | None = None,
    tell: Tell | None = None,
) -> Preview:
    """Read every cell by its column; a row without the `required` field cannot be taken, nor one that `attempt`
    refuses with a `ValueError` once all of its cells are read.

    A decimal mark that one cell of a column shows beyond doubt holds for the whole column. `tell(rows read, of)` is
    called now and then; what it raises ends the reading.
    """
    marks = [_mark(grid, i) if _is_number(column) else "" for i, column in enumerate(columns)]
    body, usual, above = grid.body, grid.usual, int(grid.head)
    rows: list[ReadRow] = []
    for number, cells in enumerate(body, 1):
        if tell is not None and number % _TELL == 0:
            tell(number, len(body))
        found = _row(number, cells, columns, marks, required, attempt)
        strange = [*_odd_width(cells, usual, grid.head), *filter(None, [grid.odd.get(number - 1 + above)])]
        if strange:
            marked = tuple(Problem("Row", said) for said in strange)
            found = replace(found, doubts=(*found.doubts, *marked))
        rows.append(found)
    notes: list[str] = []
    if not {column.key for column in columns if column is not None} & {*_enough(required)}:
        notes.append("Say which column holds the titles.")
    short = sum(1 for row in rows if len(row.cells) < usual)
    wide = sum(1 for row in rows if len(_used(row.cells)) > usual)
    if short:
        notes.append(f"{_rows(short, len(rows))} too few columns; what is missing stays empty.")
    if wide:
        notes.append(f"{_rows(wide, len(rows))} too many columns; look where the last ones go.")
    if 0 in grid.odd and grid.head:
        notes.append(f"The first row: {grid.odd[0]}")
    nowhere = sum(1 for column in columns if column is None)
    if nowhere:
        notes.append(
            f"{nowhere} of {plural(len(columns), 'column')} {'goes' if nowhere == 1 else 'go'} nowhere; choose where, or leave {'it' if nowhere == 1 else 'them'} out."
        )
    return Preview(grid, tuple(columns), tuple(rows), tuple(notes))


def _rows(count: int, of: int) -> str:
    return f"{count:,} of {of:,} rows {'has' if count == 1 else 'have'}"


def _odd_width(cells: Sequence[str], usual: int, head: bool) -> list[str]:
    """What to say of a row that is shorter or longer than it should be."""
    against = "the head names" if head else "most rows have"
    if len(cells) < usual:
        return [
            f"This row has {plural(len(cells), 'column')}, {against} {usual}; what is missing stays empty."
        ]
    used = len(_used(cells))
    if used > usual:
        return [f"This row has {plural(used, 'column')}, {against} {usual}; look where the last ones go."]
    return []


def _is_number(column: Column | None) -> bool:
    return column is not None and column.kind in (Kind.NUMBER, Kind.WHOLE)


def _mark(grid: Grid, place: int) -> str:
    shown = {decimal_mark(row[place]) for row in grid.body if place < len(row)} - {""}
    return shown.pop() if len(shown) == 1 else ""


def _enough(required: str) -> tuple[str, ...]:
    """The fields of which one is enough for a row: a person goes by role or by name."""
    return ("role_title", "name") if required == "role_title" else (required,)


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
        if column.doubt(cell, marks[place]):
            read_as = column.write(values[column.key])
            doubts.append(Problem(column.title, f"'{_short(cell)}' was read as {read_as}."))
        elif column.most == 100 and 0 < (values[column.key] or 0) <= 1:
            said = f"'{_short(cell)}' was read as {column.write(values[column.key])}%, not as a share of 1."
            doubts.append(Problem(column.title, said))
    if not any(str(values.get(key) or "").strip() for key in _enough(required)):
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


def as_text(grid: Grid, rows: Sequence[ReadRow]) -> str:
    """Some of the rows as text that `split` parts into the same cells, under the head there was."""
    out = io.StringIO()
    writer = csv.writer(out, delimiter="\t", lineterminator="\n")
    writer.writerows([*(grid.rows[:1] if grid.head else ()), *(row.cells for row in rows)])
    return out.getvalue()


def rest(found: Preview) -> Grid:
    """The rows of a preview that cannot be taken, to be mended, under the head there was."""
    first = int(found.grid.head)
    kept = [row for row in found.rows if not row.good]
    places = {row.number - 1 + first: place + first for place, row in enumerate(kept)}
    odd = {places[place]: said for place, said in found.grid.odd.items() if place in places}
    return Grid((*found.grid.rows[:first], *(row.cells for row in kept)), found.grid.head, odd)
