"""The columns of each inventory: how every field is called, read from text and written as text.

One declaration serves pasting, editing in place, spreadsheets and CSV.
"""

from __future__ import annotations

import datetime as dt
import math
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from workbench.domain.action import read_deliverable
from workbench.domain.text import join_words, short, whole_line
from workbench.domain.written import (
    DATE_HELP,
    ambiguous,
    decimal_mark,
    doubtful,
    read_clear,
    read_date,
    read_number,
    without_per_cent,
)


class Kind(StrEnum):
    """What a column holds."""

    TEXT = "text"
    LINE = "line"
    NUMBER = "number"
    WHOLE = "whole"
    STEP = "step"
    DATE = "date"
    CHOICE = "choice"
    FLAG = "flag"
    LIST = "list"
    SEVERAL = "several"


YES = frozenset({"yes", "true", "1", "x", "y"})
NO = frozenset({"no", "false", "0", "n", ""})
_STEP = re.compile(r"(-?\d{1,9})(?:[.,](\d*))?")
_PARTS = re.compile(r"[,;+/&|\n]|\band\b")


@dataclass(frozen=True, slots=True)
class Column:
    """One field of an inventory as a column.

    `choices` are values with their words; `words` name the steps from `low` up; no number is above `most`; `also` are
    other heads people write; `read_item` and `write_item` are for each part of a list; `extra` is left out when rows are pasted without a head.
    """

    key: str
    title: str
    kind: Kind = Kind.LINE
    choices: tuple[tuple[Any, str], ...] = ()
    words: tuple[str, ...] = ()
    low: int = 1
    high: int = 5
    most: float = math.inf
    also: tuple[str, ...] = ()
    extra: bool = False
    read_item: Callable[[str], Any] = str
    write_item: Callable[[Any], str] = str

    def named(self, head: str) -> bool:
        """Whether a head of a table means this column."""
        wanted = whole_line(head).casefold().rstrip(":*")
        return wanted in {each.casefold() for each in (self.title, self.key, *self.also)}

    def read(self, text: str, decimal: str = "") -> Any:
        """Read a cell; `decimal` is the decimal mark of its column.

        Raises:
            ValueError: with one sentence, when it is none of the column's values.
        """
        plain = text.strip()
        match self.kind:
            case Kind.TEXT:
                return plain
            case Kind.LINE:
                return whole_line(plain)
            case Kind.NUMBER:
                return self._number(plain, decimal)
            case Kind.WHOLE:
                return self._whole(plain, decimal)
            case Kind.STEP:
                return self._step(plain)
            case Kind.DATE:
                return _day(plain)
            case Kind.CHOICE:
                return self._choice(plain)
            case Kind.FLAG:
                return self._flag(plain)
            case Kind.LIST:
                parts = (part.strip() for part in plain.replace(";", "\n").splitlines())
                return tuple(self.read_item(part) for part in parts if part)
            case Kind.SEVERAL:
                return self._several(plain)

    def doubt(self, text: str, decimal: str = "") -> str:
        """What to say of a number that may mean two; '' where it is clear, and for all other columns."""
        counts = self.kind in (Kind.NUMBER, Kind.WHOLE)
        return doubtful(without_per_cent(text, self.most), self.most) if counts and not decimal else ""

    def typed(self, text: str) -> Any:
        """Read a cell that was typed alone, where no other cell says which mark is for decimals.

        Raises:
            ValueError: with one sentence, when it is none of the column's values or may mean two.
        """
        said = self.doubt(text)
        if said:
            raise ValueError(said)
        return self.read(text)

    def _number(self, text: str, decimal: str) -> float | None:
        text = without_per_cent(text, self.most)
        clear = not decimal and ambiguous(text) and not doubtful(text, self.most)
        return read_clear(text, self.most) if clear else read_number(text, decimal)

    def write(self, value: Any) -> str:
        """Write a value so that `read` gives it back."""
        if value is None:
            return ""
        match self.kind:
            case Kind.CHOICE:
                return next((words for known, words in self.choices if known == value), str(value))
            case Kind.FLAG:
                return "yes" if value else "no"
            case Kind.DATE:
                return value.isoformat()
            case Kind.LIST:
                return "; ".join(self.write_item(each) for each in value)
            case Kind.SEVERAL:
                words = dict(self.choices)
                return ", ".join(words.get(each, str(each)) for each in value)
            case Kind.NUMBER:
                return f"{value:.15g}"
            case _:
                return str(value)

    def _whole(self, text: str, decimal: str) -> int | None:
        value = self._number(text, decimal)
        if value is None:
            return None
        if value != int(value):
            raise ValueError("Write a whole number such as 20.")
        return int(value)

    def _step(self, text: str) -> int | None:
        if not text:
            return None
        for step, words in enumerate(self.words, self.low):
            if text.casefold() == words.casefold():
                return step
        # Spreadsheets write whole numbers with decimals, '4.0' or '4,0'.
        found = _STEP.fullmatch(text.replace("\N{MINUS SIGN}", "-").removeprefix("+"))
        if found is not None:
            number, between = int(found[1]), bool((found[2] or "").strip("0"))
            if not between and self.low <= number <= self.high:
                return number
            if between and self.low <= number < self.high and not found[1].startswith("-"):
                raise ValueError(
                    f"There is no step between {number} and {number + 1}; write a whole step from {self.low} to {self.high}."
                )
        raise ValueError(f"Write a step from {self.low} to {self.high}, or its word.")

    def _choice(self, text: str) -> Any:
        if not text:
            return self.choices[0][0]
        for value, words in self.choices:
            if text.casefold() in (words.casefold(), str(value).casefold()):
                return value
        listed = join_words([f"'{words}'" for _, words in self.choices])
        raise ValueError(f"Write one of {listed}.")

    def _several(self, text: str) -> tuple[Any, ...]:
        """Some of the choices, in the order written, each once."""
        known = {_plain(said): value for value, words in self.choices for said in (words, str(value))}
        found: dict[Any, None] = {}
        for part in filter(None, (each.strip() for each in _PARTS.split(text))):
            if _plain(part) not in known:
                listed = join_words([f"'{words}'" for _, words in self.choices])
                raise ValueError(
                    f"There is no '{short(part, 40)}'. Write some of {listed}, parted by commas."
                )
            found[known[_plain(part)]] = None
        return tuple(found)

    def _flag(self, text: str) -> bool:
        if text.casefold() in YES:
            return True
        if text.casefold() in NO:
            return False
        raise ValueError("Write yes or no.")


def column_mark(body: Sequence[Sequence[str]], at: int) -> str:
    """The decimal mark that the numbers of a column show; a point where they show none, or both."""
    shown = {decimal_mark(row[at]) for row in body if at < len(row)} - {""}
    return shown.pop() if len(shown) == 1 else "."


def _plain(words: str) -> str:
    """Words as they are compared: 'Time-consuming' is 'time consuming'."""
    return " ".join(words.casefold().replace("-", " ").split())


def _day(text: str) -> dt.date | None:
    try:
        return read_date(text)
    except ValueError:
        raise ValueError(DATE_HELP) from None


def line(key: str, title: str, *also: str, extra: bool = False) -> Column:
    """Text on one line."""
    return Column(key, title, Kind.LINE, also=also, extra=extra)


def text(key: str, title: str, *also: str, extra: bool = False) -> Column:
    """Text of any length."""
    return Column(key, title, Kind.TEXT, also=also, extra=extra)


def number(key: str, title: str, *also: str, most: float = math.inf, extra: bool = False) -> Column:
    """A number, or none."""
    return Column(key, title, Kind.NUMBER, most=most, also=also, extra=extra)


def whole(key: str, title: str, *also: str, extra: bool = False) -> Column:
    """A whole number, or none."""
    return Column(key, title, Kind.WHOLE, also=also, extra=extra)


def date(key: str, title: str, *also: str, extra: bool = False) -> Column:
    """A date, or none."""
    return Column(key, title, Kind.DATE, also=also, extra=extra)


def flag(key: str, title: str, *also: str, extra: bool = False) -> Column:
    """Yes or no."""
    return Column(key, title, Kind.FLAG, also=also, extra=extra)


def listed(key: str, title: str, *also: str, extra: bool = False) -> Column:
    """Several entries in one cell, parted by ';' or line breaks."""
    return Column(key, title, Kind.LIST, also=also, extra=extra)


def checklist(key: str, title: str, *also: str) -> Column:
    """Several deliverables in one cell: '[x] Weekly triage (2026-12-01); List of removed rules'."""
    return Column(
        key, title, Kind.LIST, also=also, read_item=read_deliverable, write_item=lambda each: each.line
    )


def step(
    key: str, title: str, words: Sequence[str] = (), low: int = 1, high: int = 5, extra: bool = False
) -> Column:
    """A step on a scale, or none yet."""
    return Column(key, title, Kind.STEP, words=tuple(words), low=low, high=high, extra=extra)


def choice(key: str, title: str, kind: type[StrEnum], extra: bool = False) -> Column:
    """One of the members of an enum, each with a `label`."""
    return Column(key, title, Kind.CHOICE, _members(kind), extra=extra)


def several(key: str, title: str, kind: type[StrEnum], *also: str, extra: bool = False) -> Column:
    """Some of the members of an enum in one cell, parted by commas, semicolons or line breaks."""
    return Column(key, title, Kind.SEVERAL, _members(kind), also=also, extra=extra)


def _members(kind: type[StrEnum]) -> tuple[tuple[Any, str], ...]:
    members: list[Any] = list(kind)
    return tuple((each, each.label) for each in members)
