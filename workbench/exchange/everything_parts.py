"""How the tables of an export are put together: columns with what stands in them, links in words people know."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from fractions import Fraction
from typing import TypeVar

from workbench.domain.book import Book
from workbench.domain.linked import Linked
from workbench.exchange.columns import Column, Kind
from workbench.exchange.sheets import Sheet, Value

T = TypeVar("T")
Field = tuple[str, Callable[[T], Value]]
"""The name of a column, and what an entry has in it."""
_TYPED = (Kind.NUMBER, Kind.WHOLE, Kind.STEP, Kind.DATE)


def table(title: str, fields: Sequence[Field[T]], entries: Iterable[T]) -> Sheet:
    """A table with a row for each entry."""
    return Sheet(
        title, [name for name, _ in fields], [[give(each) for _, give in fields] for each in entries]
    )


def number(value: Fraction | float | None) -> float | None:
    """A figure as a cell holds it, to six decimals."""
    return None if value is None else round(float(value), 6)


def lines(parts: Iterable[str]) -> str:
    """Several entries in one cell, a line each."""
    return "\n".join(part for part in parts if part)


def typed(column: Column) -> Field[object]:
    """A column of an inventory: numbers and dates as such, everything else in words."""

    def give(entry: object) -> Value:
        value = getattr(entry, column.key)
        return value if value is None or column.kind in _TYPED else column.write(value)

    return column.title, give


class Linking:
    """What ids stand for: codes of entries, and capabilities and clauses as the pack names them."""

    def __init__(self, book: Book) -> None:
        listed = (*book.obstacles, *book.risks, *book.actions, *book.needs, *book.services)
        self._codes: Mapping[str, str] = {each.id: each.code for each in listed}
        self._book = book

    def codes(self, ids: Iterable[str]) -> str:
        """Entries by their codes; what is no longer there is left out."""
        return ", ".join(self._codes[each] for each in ids if each in self._codes)

    def capability(self, key: str) -> str:
        """A capability by name, or its id where the pack has none of that id."""
        found = self._book.pack.by_capability.get(key)
        return found.name if found is not None else key

    def fields(self) -> list[Field[Linked]]:
        """What an entry is linked to."""
        return [
            ("Capabilities", lambda each: ", ".join(each.capabilities)),
            ("Clauses", lambda each: ", ".join(each.clauses)),
            ("Risks", lambda each: self.codes(each.risks)),
            ("Actions", lambda each: self.codes(each.actions)),
        ]
