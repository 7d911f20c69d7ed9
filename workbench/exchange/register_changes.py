"""What taking in a table would do to the register: row by row, and field by field before and after."""

from __future__ import annotations

from workbench.domain.book import Book
from workbench.domain.text import whole_line
from workbench.exchange.changes import Difference, Fate, Taken, in_order
from workbench.exchange.columns import Column
from workbench.exchange.register import REGISTER, Names, Register, RegisterRow, written


def look(book: Book, register: Register) -> list[Taken]:
    """Say what becomes of each row: refused ones first, then what changes, what is new, and what stays."""
    names = Names.of(book)
    return in_order(_look(row, names) for row in register.rows)


def _look(row: RegisterRow, names: Names) -> Taken:
    title = row.risk.title if row.risk else str(row.values.get("title", ""))
    code = row.risk.code if row.risk else row.code
    called = whole_line(f"{code} {title}")
    if row.wrong:
        return Taken(row.number, Fate.REFUSED, called, wrong=row.wrong)
    differences = tuple(_difference(column, row, names) for column in REGISTER if column.key in row.values)
    if row.risk is None:
        return Taken(row.number, Fate.NEW, called, differences, doubt=row.doubt)
    return Taken(row.number, Fate.CHANGED if differences else Fate.UNCHANGED, called, differences)


def _difference(column: Column, row: RegisterRow, names: Names) -> Difference:
    before = "" if row.risk is None else written(column, getattr(row.risk, column.key), names)
    return Difference(column.title, before, written(column, row.values[column.key], names))
