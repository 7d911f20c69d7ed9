"""A table in a file: CSV or a spreadsheet (.xlsx), written whole and read with limits."""

from __future__ import annotations

import csv
import datetime as dt
import io
from collections.abc import Sequence
from pathlib import Path

from workbench.exchange.formulas import guarded, unguarded
from workbench.exchange.pasted import MOST_COLUMNS, MOST_LETTERS, MOST_ROWS
from workbench.exchange.workbook import WorkbookError, read_workbook
from workbench.storage.files import write_whole

Value = str | int | float | bool | dt.date | None
SUFFIXES = (".csv", ".xlsx")
LONGEST_CELL = 32_767
"""The most letters a cell of a spreadsheet takes."""
_MOST_BYTES = 50_000_000
_WIDE = (10, 60)


class SheetError(ValueError):
    """A table could not be read or written; says why in one sentence."""


def kind_of(path: Path) -> str:
    """Give the format of a file by its ending.

    Raises:
        SheetError: when it is neither CSV nor a spreadsheet.
    """
    suffix = path.suffix.lower()
    if suffix not in SUFFIXES:
        raise SheetError(f"'{path.name}' is neither .csv nor .xlsx; give it one of these endings.")
    return suffix


def write_sheet(path: Path, title: str, head: Sequence[str], rows: Sequence[Sequence[Value]]) -> None:
    """Write a table; what was at `path` stays until the new file is whole.

    Raises:
        SheetError: when it cannot be written, or would take the place of a file of another kind.
    """
    kind = kind_of(path)
    data = _csv(head, rows) if kind == ".csv" else _workbook(title, head, rows)
    try:
        if not _takes_place(path, kind):
            raise SheetError(f"'{path.name}' is there already and is no {kind} file; it was left as it is.")
        write_whole(path, data)
    except OSError as problem:
        reason = problem.strerror or str(problem)
        raise SheetError(
            f"'{path.name}' cannot be written ({reason}); nothing there was changed."
        ) from problem


def _takes_place(path: Path, kind: str) -> bool:
    if not path.exists():
        return True
    if not path.is_file():
        return False
    with path.open("rb") as file:
        start = file.read(1_000)
    # A slip of the finger must not put a table where the workspace was.
    return start[:2] in (b"", b"PK") if kind == ".xlsx" else b"\0" not in start


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


def _csv(head: Sequence[str], rows: Sequence[Sequence[Value]]) -> bytes:
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(head)
    for row in rows:
        writer.writerow([guarded(cell) if isinstance(cell, str) else _text(cell) for cell in row])
    # With a mark at its start spreadsheets take it for UTF-8.
    return out.getvalue().encode("utf-8-sig")


def _workbook(title: str, head: Sequence[str], rows: Sequence[Sequence[Value]]) -> bytes:
    import xlsxwriter  # brings XML and ZIP; no other command needs it

    for number, row in enumerate(rows, 1):
        for name, cell in zip(head, row, strict=True):
            if isinstance(cell, str) and len(cell) > LONGEST_CELL:
                raise SheetError(
                    f"'{name}' in row {number} is longer than the {LONGEST_CELL:,} letters a spreadsheet takes; "
                    "write a .csv file, which takes it whole."
                )
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True})
    sheet = book.add_worksheet(title)
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
                    sheet.write_string(number, column, _text(cell), plain)
                case dt.date():
                    sheet.write_datetime(number, column, dt.datetime.combine(cell, dt.time()), day)
                case _:
                    sheet.write_number(number, column, cell)
    sheet.freeze_panes(1, 0)
    if rows:
        sheet.autofilter(0, 0, len(rows), len(head) - 1)
    book.close()
    return out.getvalue()


def read_sheet(path: Path) -> list[list[str]]:
    """Read the table of a file, every cell as text; of a spreadsheet its first sheet. Rows without text are left out.

    Raises:
        SheetError: naming the file, when it is no such table or larger than any list.
    """
    kind = kind_of(path)
    try:
        size = path.stat().st_size
        if size > _MOST_BYTES:
            raise SheetError(
                f"'{path.name}' is larger than {_MOST_BYTES // 1_000_000} MB; that is no such list."
            )
        data = path.read_bytes()
    except OSError as problem:
        raise SheetError(f"'{path.name}' cannot be read ({problem.strerror}).") from problem
    rows = _read_csv(path.name, data) if kind == ".csv" else _read_workbook(path.name, data)
    rows = [row for row in rows if any(cell.strip() for cell in row)]
    if not rows:
        raise SheetError(f"'{path.name}' is empty.")
    if len(rows) > MOST_ROWS + 1 or max(map(len, rows)) > MOST_COLUMNS:
        raise SheetError(f"'{path.name}' has more than {MOST_ROWS:,} rows or {MOST_COLUMNS} columns.")
    return rows


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
        rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True))
    except csv.Error as problem:
        raise SheetError(f"'{name}' is no CSV file ({problem}).") from None
    return [[unguarded(cell) for cell in row] for row in rows]


def _read_workbook(name: str, data: bytes) -> list[list[str]]:
    try:
        return read_workbook(data)
    except WorkbookError as problem:
        raise SheetError(f"'{name}' {problem}") from problem
