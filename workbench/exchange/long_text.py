"""Text longer than a cell of a spreadsheet takes: it goes on in a sheet of its own, and the cell says where."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from workbench.exchange.sheets import LONGEST_CELL, Sheet, Value

TITLE = "Long text"
HEAD = ("Sheet", "Row", "Column", "Part", "Text")
_UNIT = 2
"""Spreadsheets count letters as UTF-16 does: two bytes each, and four for what lies beyond the first plane."""
_NOTE = " … [goes on in the sheet 'Long text', from row {row}]"
_ROOM = LONGEST_CELL - 80


def pieces(text: str, most: int) -> Iterator[str]:
    """Cut text into pieces of at most `most` letters as a spreadsheet counts them; together they are the text."""
    data = text.encode("utf-16-le", "surrogatepass")
    start = 0
    while start < len(data):
        end = min(len(data), start + most * _UNIT)
        # A letter made of two halves stays in one piece.
        if end < len(data) and 0xDC <= data[end + 1] <= 0xDF and end - _UNIT > start:
            end -= _UNIT
        yield data[start:end].decode("utf-16-le", "replace")
        start = end


def _too_long(cell: Value) -> bool:
    # Only what is half as long can be too long as a spreadsheet counts.
    if not isinstance(cell, str) or len(cell) <= LONGEST_CELL // 2:
        return False
    return len(cell.encode("utf-16-le", "surrogatepass")) > LONGEST_CELL * _UNIT


def fitted(sheets: Sequence[Sheet]) -> list[Sheet]:
    """Give sheets in which every cell can be written, with one more for what is too long; nothing is cut off."""
    rest: list[list[Value]] = []
    found: list[Sheet] = []
    for sheet in sheets:
        rows: list[Sequence[Value]] = []
        for number, row in enumerate(sheet.rows, 2):
            if any(map(_too_long, row)):
                shown: list[Value] = []
                for name, cell in zip(sheet.head, row, strict=True):
                    if not isinstance(cell, str) or not _too_long(cell):
                        shown.append(cell)
                        continue
                    first, *more = pieces(cell, _ROOM)
                    shown.append(first + _NOTE.format(row=len(rest) + 2))
                    rest += [[sheet.title, number, name, part, each] for part, each in enumerate(more, 2)]
                row = shown
            rows.append(row)
        found.append(Sheet(sheet.title, sheet.head, rows))
    return [*found, Sheet(TITLE, HEAD, rest)] if rest else found
