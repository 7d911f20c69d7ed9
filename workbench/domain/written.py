"""Numbers, dates and lists as people write them."""

from __future__ import annotations

import datetime as dt
import math
import re

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
DATE_HELP = "Write a date such as 22 Nov 2026, 22.11.2026 or 2026-11-22."


_SPACES = str.maketrans(
    "", "", " \N{NO-BREAK SPACE}\N{NARROW NO-BREAK SPACE}\N{THIN SPACE}'\N{RIGHT SINGLE QUOTATION MARK}"
)
_GROUPED = re.compile(r"-?[1-9]\d{0,2}(?:[.,]\d{3})+")


def bare(text: str) -> str:
    """Take spaces and apostrophes, which group digits and mean nothing else, out of a number."""
    return text.translate(_SPACES).replace("\N{MINUS SIGN}", "-")


def ambiguous(text: str) -> bool:
    """Whether a mark in a number may part thousands or decimals: '1,200' or '1.200'."""
    number = bare(text)
    return bool(_GROUPED.fullmatch(number)) and len(re.findall("[.,]", number)) == 1


def decimal_mark(text: str) -> str:
    """The decimal mark a number shows beyond doubt, '.' or ','; '' where it shows none."""
    number = bare(text)
    marks = re.findall("[.,]", number)
    if not marks or ambiguous(text):
        return ""
    if len(set(marks)) == 2:
        return marks[-1]
    if len(marks) > 1:
        # The same mark twice parts thousands, so the other one is for decimals.
        return "," if marks[0] == "." else "."
    return marks[0]


def read_number(text: str, decimal: str = "") -> float | None:
    """Read a number as people write it: '1,200.5', '1.200,5', '1 200', '3,5'.

    `decimal` is the decimal mark where it is known from other numbers of the same list; without it, '1,200'
    is 1200 and '1.200' is 1.2.

    Raises:
        ValueError: when it is none.
    """
    number = bare(text)
    if not number:
        return None
    mark = decimal_mark(text) or decimal or "."
    group = "," if mark == "." else "."
    whole, _, rest = number.partition(mark)
    fine = re.fullmatch(rf"-?\d+|-?\d{{1,3}}(?:{re.escape(group)}\d{{3}})+|-?", whole) and re.fullmatch(
        r"\d*(?:[eE][-+]?\d+)?", rest
    )
    if not number.isascii() or "_" in number:
        # Python takes '1_0' for ten, and digits of every script; a person who wrote them meant something else, or us.
        raise ValueError("Write a number such as 12 or 3.5.")
    try:
        value = float(f"{whole.replace(group, '')}.{rest}") if fine else float(number)
    except ValueError:
        value = math.nan
    if not math.isfinite(value):
        raise ValueError("Write a number such as 12 or 3.5.")
    return value


def doubtful(text: str, most: float = math.inf) -> str:
    """What to say of a number that stands alone and may mean two: '10.000' is 10000 or 10; '' where it is clear.

    A reading beyond `most` is none: 99.999 per cent is clear.
    """
    if not ambiguous(text):
        return ""
    grouped, decimals = read_number(text, _other(text)), read_number(text, _mark(text))
    assert grouped is not None
    assert decimals is not None
    if abs(grouped) > most:
        return ""
    plain = f"{decimals:.15g}"
    # With one more digit it can part no thousands.
    clear = f"{plain}0" if ambiguous(plain) else plain
    return f"'{text.strip()}' may mean {grouped:.15g} or {decimals:.15g}: write {grouped:.15g} or {clear}."


def without_per_cent(text: str, most: float) -> str:
    """A figure as it stands beside a per cent sign, where it is one of per cent (`most` is 100): '99.9 %' is 99.9."""
    return text.strip().removesuffix("%") if most == 100 else text


def read_clear(text: str, most: float = math.inf) -> float | None:
    """Read a number that stands alone, where no other number says which mark is for decimals.

    Raises:
        ValueError: when it is none, or may mean two.
    """
    text = without_per_cent(text, most)
    if not ambiguous(text):
        return read_number(text)
    if _mark(text) == ",":
        # As the program itself writes thousands: what it shows can be typed again.
        grouped = read_number(text, ".")
        if grouped is not None and abs(grouped) <= most:
            return grouped
    said = doubtful(text, most)
    if said:
        raise ValueError(said)
    return read_number(text, _mark(text))


def _mark(text: str) -> str:
    return next(each for each in bare(text) if each in ".,")


def _other(text: str) -> str:
    return "," if _mark(text) == "." else "."


def read_whole(text: str, most: int = 1_000_000) -> int | None:
    """Read a whole number that stands alone.

    Raises:
        ValueError: when it is none, or may mean two.
    """
    value = read_clear(text)
    if value is None:
        return None
    if value != int(value):
        raise ValueError("Write a whole number such as 20.")
    if abs(value) > most:
        raise ValueError(f"Write a whole number up to {most:,}.")
    return int(value)


def read_date(text: str) -> dt.date | None:
    """Read a date as people write it: '22 Nov 2026', '22.11.2026', '2026-11-22'.

    Raises:
        ValueError: when it is none.
    """
    if not text:
        return None
    named = re.fullmatch(r"(\d{1,2})\.?\s+([A-Za-z]{3})[a-z]*\.?,?\s+(\d{4})", text)
    turned = re.fullmatch(r"(\d{4})-(\d{1,2})-(\d{1,2})", text)
    dotted = re.fullmatch(r"(\d{1,2})[./](\d{1,2})[./](\d{4})", text)
    try:
        if named and named[2].lower() in _MONTHS:
            return dt.date(int(named[3]), _MONTHS.index(named[2].lower()) + 1, int(named[1]))
        if turned:
            return dt.date(int(turned[1]), int(turned[2]), int(turned[3]))
        if dotted:
            return dt.date(int(dotted[3]), int(dotted[2]), int(dotted[1]))
    except ValueError:
        pass
    raise ValueError(DATE_HELP)


def read_lines(text: str) -> tuple[str, ...]:
    """One entry a line; empty lines are none."""
    return tuple(line.strip() for line in text.splitlines() if line.strip())
