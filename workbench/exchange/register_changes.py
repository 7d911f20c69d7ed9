"""What taking in a table would do to the register: row by row, and field by field before and after."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from workbench.domain.book import Book
from workbench.domain.text import whole_line
from workbench.exchange.columns import Column
from workbench.exchange.register import REGISTER, Names, Register, RegisterRow, written


class Fate(StrEnum):
    """What becomes of a row."""

    REFUSED = "refused"
    CHANGED = "changed"
    NEW = "new"
    UNCHANGED = "unchanged"

    @property
    def label(self) -> str:
        """The fate as shown."""
        return self.value.capitalize()


@dataclass(frozen=True, slots=True)
class Difference:
    """One field of a risk: the name of its column, and what it says before and after, in words."""

    field: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Taken:
    """One row of the table: its number in the file, the risk it means, and what it changes."""

    number: int
    fate: Fate
    risk: str
    differences: tuple[Difference, ...] = ()
    wrong: tuple[str, ...] = ()
    doubt: str = ""


def look(book: Book, register: Register) -> list[Taken]:
    """Say what becomes of each row: refused ones first, then what changes, what is new, and what stays."""
    names = Names.of(book)
    found = [_look(row, names) for row in register.rows]
    order = list(Fate)
    return sorted(found, key=lambda each: (order.index(each.fate), each.number))


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
