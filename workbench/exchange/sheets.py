"""A table in a file: CSV or a spreadsheet (.xlsx), written whole and read with limits."""

from __future__ import annotations

import csv
import datetime as dt
import io
import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from workbench.domain.text import storable
from workbench.exchange.door import TABLE, NotRead, ask
from workbench.exchange.formulas import guarded, unguarded
from workbench.exchange.pasted import MOST_COLUMNS, MOST_LETTERS, MOST_ROWS
from workbench.exchange.workbook import WorkbookError, read_sheets
from workbench.storage.files import write_whole

if TYPE_CHECKING:
    import xlsxwriter

_FAR_TOO_MANY = 10_000
"""So many columns are no table, whatever rows follow."""
Value = str | int | float | bool | dt.date | None
Wanted = Callable[[Sequence[str]], bool]
SUFFIXES = (".csv", ".xlsx")
LONGEST_CELL = 32_767
"""The most letters a cell of a spreadsheet takes."""
LONGEST_SHEET = 1_048_575
"""The most rows a sheet takes below its head."""
HEAD_WITHIN = 20
"""How many rows at the top may be a title before the names of the columns."""
MOST_BYTES = 50_000_000
_WIDE = (10, 60)
_FIRST_YEAR = 1900
_EXACT = 1e15
"""What spreadsheets keep of a date and of a number; beyond that it is written as text, which loses nothing."""


class SheetError(ValueError):
    """A table could not be read or written; says why in one sentence."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table with its name: the names of its columns, and its rows."""

    title: str
    head: Sequence[str]
    rows: Sequence[Sequence[Value]]


def kind_of(path: Path) -> str:
    """Give the format of a file by its ending.

    Raises:
        SheetError: when it is neither CSV nor a spreadsheet.
    """
    suffix = path.suffix.lower()
    if suffix not in SUFFIXES:
        raise SheetError(f"'{path.name}' is neither .csv nor .xlsx; give it one of these endings.")
    return suffix


def write_sheet(
    path: Path, title: str, head: Sequence[str], rows: Sequence[Sequence[Value]], *more: Sheet
) -> None:
    """Write a table; what was at `path` stays until the new file is whole. `more` sheets go into a spreadsheet only.

    Raises:
        SheetError: when it cannot be written, or would take the place of a file of another kind.
    """
    kind = kind_of(path)
    data = csv_bytes(head, rows) if kind == ".csv" else workbook_bytes([Sheet(title, head, rows), *more])
    put_file(path, data, kind)


def put_file(path: Path, data: bytes, kind: str) -> None:
    """Put a file of a kind, named by its ending, in its place, whole or not at all.

    Raises:
        SheetError: when it cannot be written, has another ending, or would take the place of a file of another kind.
    """
    if path.suffix.lower() != kind:
        raise SheetError(f"'{path.name}' does not end in {kind}; give it this ending.")
    try:
        if not takes_place(path, kind):
            raise SheetError(f"'{path.name}' is there already and is no {kind} file; it was left as it is.")
        write_whole(path, data)
    except OSError as problem:
        reason = problem.strerror or str(problem)
        raise SheetError(
            f"'{path.name}' cannot be written ({reason}); nothing there was changed."
        ) from problem


def takes_place(path: Path, kind: str) -> bool:
    """Whether a file of a kind may be written here: over nothing, or over what may well be one of its kind."""
    if not path.exists():
        return True
    if not path.is_file():
        return False
    with path.open("rb") as file:
        start = file.read(1_000)
    # A slip of the finger must not put a table where the workspace was.
    match kind:
        case ".csv":
            return b"\0" not in start
        case ".json":
            return start.lstrip()[:1] in (b"", b"{")
        case _:
            return start[:2] in (b"", b"PK")


def _text(value: Value) -> str:
    match value:
        case None:
            return ""
        case bool():
            return "yes" if value else "no"
        case float():
            return f"{value:.15g}"
        case dt.date():
            return value.isoformat()
        case _:
            return str(value)


def csv_bytes(head: Sequence[str], rows: Sequence[Sequence[Value]]) -> bytes:
    """A table as CSV (RFC 4180) in UTF-8, with nothing in it that a spreadsheet would run."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(head)
    for row in rows:
        writer.writerow([guarded(storable(cell)) if isinstance(cell, str) else _text(cell) for cell in row])
    # With a mark at its start spreadsheets take it for UTF-8.
    return out.getvalue().encode("utf-8-sig")


def workbook_bytes(sheets: Sequence[Sheet], made: dt.date | None = None) -> bytes:
    """A spreadsheet of some sheets; with the day it is `made` for, the same sheets give the same bytes.

    Raises:
        SheetError: when a cell or a sheet is longer than a spreadsheet takes.
    """
    import xlsxwriter  # brings XML and ZIP; no other command needs it

    for each in sheets:
        _check_lengths(each)
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True})
    if made is not None:
        book.set_properties({"created": dt.datetime.combine(made, dt.time())})
    for each in sheets:
        _fill(book, each)
    book.close()
    return out.getvalue()


def _check_lengths(each: Sheet) -> None:
    if len(each.rows) > LONGEST_SHEET:
        raise SheetError(
            f"'{each.title}' has more than the {LONGEST_SHEET:,} rows a sheet takes; write CSV, which takes them all."
        )
    for number, row in enumerate(each.rows, 1):
        for name, cell in zip(each.head, row, strict=True):
            if isinstance(cell, str) and len(cell) > LONGEST_CELL:
                raise SheetError(
                    f"'{name}' in row {number} is longer than the {LONGEST_CELL:,} letters a spreadsheet takes; "
                    "write a .csv file, which takes it whole."
                )


def _fill(book: xlsxwriter.Workbook, each: Sheet) -> None:
    head, rows = each.head, each.rows
    sheet = book.add_worksheet(each.title)
    bold = book.add_format({"bold": True})
    day = book.add_format({"num_format": "yyyy-mm-dd"})
    plain = book.add_format({"text_wrap": True, "valign": "top"})
    for column, name in enumerate(head):
        sheet.write_string(0, column, name, bold)
        longest = max((len(_text(row[column])) for row in rows), default=0)
        sheet.set_column(column, column, min(_WIDE[1], max(_WIDE[0], len(name), longest)))
    for number, row in enumerate(rows, 1):
        for column, cell in enumerate(row):
            match cell:
                case None | "":
                    pass
                case str() | bool():
                    # Always as text: what begins with '=' is no formula here.
                    sheet.write_string(number, column, storable(_text(cell)), plain)
                case dt.date() if cell.year >= _FIRST_YEAR:
                    sheet.write_datetime(number, column, dt.datetime.combine(cell, dt.time()), day)
                case int() | float() if math.isfinite(cell) and abs(cell) <= _EXACT:
                    sheet.write_number(number, column, cell)
                case _:
                    sheet.write_string(number, column, _text(cell), plain)
    sheet.freeze_panes(1, 0)
    if rows:
        sheet.autofilter(0, 0, len(rows), len(head) - 1)


def read_sheet(path: Path, wanted: Wanted | None = None) -> list[list[str]]:
    """Read the table of a file, every cell as text and every row at its place; rows without text are empty.

    Of a spreadsheet with several sheets it is the first one with a row near its top that is `wanted`, else the first.
    It is read in a process of its own.

    Raises:
        SheetError: naming the file, when it is no such table or larger than any list.
    """
    kind_of(path)
    try:
        return _chosen(path.name, ask(TABLE, path).get("sheets"), wanted)
    except NotRead as problem:
        raise SheetError(str(problem)) from None


def tables_of(data: bytes, name: str) -> list[list[list[str]] | str]:
    """Every table in the bytes of a file, of which nothing is believed: its rows, or what is wrong with it.

    Raises:
        SheetError: naming the file, when none can be read.
    """
    if kind_of(Path(name)) == ".csv":
        return [_read_csv(name, data)]
    try:
        return list(read_sheets(data))
    except WorkbookError as problem:
        raise SheetError(f"'{name}' {problem}") from problem


def _chosen(name: str, sheets: Any, wanted: Wanted | None) -> list[list[str]]:
    """The wanted one of what a reader gave, held to the same limits again."""
    if not isinstance(sheets, list) or not sheets:
        raise SheetError(f"'{name}' is empty.")
    listed: list[Any] = sheets
    found: Any = listed[0]
    if wanted is not None:
        # What is too large is not looked through for a head either: that would take the time the limits are to save.
        fits = (
            each
            for each in listed
            if isinstance(each, list) and not _too_large(each) and head_of(each, wanted) is not None
        )
        found = next(fits, found)
    if isinstance(found, str):
        raise SheetError(f"'{name}' {found}")
    if any(len(row) > _FAR_TOO_MANY for row in found):
        raise SheetError(_large(name))
    rows = [[str(cell) for cell in row] if any(str(cell).strip() for cell in row) else [] for row in found]
    while rows and not rows[-1]:
        rows.pop()
    if not rows:
        raise SheetError(f"'{name}' is empty.")
    if _too_large(rows):
        raise SheetError(_large(name))
    return rows


def _too_large(rows: Sequence[Sequence[Any]]) -> bool:
    return len(rows) > MOST_ROWS + 1 or any(len(row) > MOST_COLUMNS for row in rows)


def _large(name: str) -> str:
    return f"'{name}' has more than {MOST_ROWS:,} rows or {MOST_COLUMNS} columns."


def _read_csv(name: str, data: bytes) -> list[list[str]]:
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise SheetError(f"'{name}' is not in UTF-8; save it in that encoding.") from None
    if "\0" in text:
        raise SheetError(f"'{name}' is no text, so it is no CSV file.")
    first = text.partition("\n")[0]
    delimiter = max((",", ";", "\t"), key=first.count)
    csv.field_size_limit(MOST_LETTERS)
    try:
        # Without 'newline' a line break inside a cell would not come back as it was.
        rows: list[list[str]] = []
        for row in csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True):
            rows.append(row)
            if len(row) > _FAR_TOO_MANY:
                raise SheetError(_large(name))
    except csv.Error as problem:
        raise SheetError(f"'{name}' is no CSV file ({problem}).") from None
    return [[unguarded(cell) for cell in row] for row in rows]


def head_of(rows: Sequence[Sequence[str]], wanted: Wanted) -> int | None:
    """The place of the first row that is `wanted`, among the few at the top where a head can stand."""
    return next((at for at, row in enumerate(rows[:HEAD_WITHIN]) if wanted(row)), None)
