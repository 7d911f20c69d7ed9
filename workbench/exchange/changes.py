"""What taking in a table would do, row by row: new, changed, as it is, or refused."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum


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
    """One field of an entry: the name of its column, and what it says before and after, in words."""

    field: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Taken:
    """One row of the table: its number in the file, the entry it means, and what it changes."""

    number: int
    fate: Fate
    entry: str
    differences: tuple[Difference, ...] = ()
    wrong: tuple[str, ...] = ()
    doubt: str = ""


def in_order(rows: Iterable[Taken]) -> list[Taken]:
    """Refused rows first, then what changes, what is new, and what stays; each in the order of the file."""
    order = list(Fate)
    return sorted(rows, key=lambda each: (order.index(each.fate), each.number))
