"""Working days, Monday to Friday less holidays, counted from the start of a plan (domain.md 4, 'Sequence')."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from workbench.analysis.checks import require_whole

WORKING_WEEK = 5
_DAY = dt.timedelta(days=1)
_BUCKETS = ((30, "First 30 days"), (60, "To 60 days"), (90, "To 90 days"))
BEFORE = "Before the start"
_NONE: frozenset[dt.date] = frozenset()


def is_working_day(day: dt.date, holidays: AbstractSet[dt.date] = _NONE) -> bool:
    """Whether people work on a day."""
    return day.weekday() < WORKING_WEEK and day not in holidays


def _weekday(start: dt.date, n: int) -> dt.date:
    """The n-th Monday-to-Friday day, counted from 0 at the first one at or after `start`."""
    late = max(0, start.weekday() - WORKING_WEEK + 1)
    first = start if not late else start + (3 - late) * _DAY
    weeks, rest = divmod(first.weekday() + n, WORKING_WEEK)
    return first + dt.timedelta(days=7 * weeks + rest - first.weekday())


def _until(days: Sequence[dt.date], last: dt.date) -> int:
    return sum(1 for day in days if day <= last)


def working_day(start: dt.date, n: int, holidays: AbstractSet[dt.date] = _NONE) -> dt.date:
    """Give the n-th working day of a plan; day 0 is the first working day at or after its start.

    Raises:
        ValueError: for an `n` that is no whole number of 0 or more, or a day beyond the year 9999.
    """
    require_whole("n", n, 0)
    off = sorted(day for day in holidays if day >= start and day.weekday() < WORKING_WEEK)
    try:
        passed = 0
        found = _weekday(start, n)
        # Holidays passed push the day on, which may pass more of them.
        while (now := _until(off, found)) != passed:
            passed = now
            found = _weekday(start, n + passed)
    except OverflowError:
        raise ValueError(f"Working day {n:,} lies beyond the calendar.") from None
    return found


def working_days_between(first: dt.date, last: dt.date, holidays: AbstractSet[dt.date] = _NONE) -> int:
    """Count the working days from a day on up to another, which is not counted itself.

    From the start of a plan to its n-th working day it is n.

    Raises:
        ValueError: when `last` lies before `first`.
    """
    if last < first:
        raise ValueError(f"The last day, {last:%d.%m.%Y}, lies before the first, {first:%d.%m.%Y}.")
    weeks, rest = divmod((last - first).days, 7)
    days = weeks * WORKING_WEEK
    days += sum(1 for each in range(rest) if (first + each * _DAY).weekday() < WORKING_WEEK)
    return days - sum(1 for day in holidays if first <= day < last and day.weekday() < WORKING_WEEK)


def finish_date(start: dt.date, first: int, finish: int, holidays: AbstractSet[dt.date] = _NONE) -> dt.date:
    """Give the last day worked in a slot of working days `first` to `finish`, the latter not included.

    A slot without any length, a milestone, lies on the day it is reached.

    Raises:
        ValueError: for a finish before the first day, or days that are no whole numbers of 0 or more.
    """
    require_whole("first", first, 0)
    require_whole("finish", finish, first)
    return working_day(start, max(first, finish - 1), holidays)


@dataclass(frozen=True, slots=True, order=True)
class Bucket:
    """A stretch of a plan that things finish in; buckets compare by time."""

    order: tuple[int, int]
    label: str


def horizon(start: dt.date, finish: dt.date) -> Bucket:
    """Say which stretch of a plan a finish lies in, in calendar days from the plan's start.

    0 to 30, 31 to 60 and 61 to 90 days, then quarters of the calendar: 'First 30 days', 'To 60 days', 'To 90 days',
    'Q2 2027'. What was finished earlier lies 'Before the start'.
    """
    days = (finish - start).days
    if days < 0:
        return Bucket((0, -1), BEFORE)
    for number, (last, label) in enumerate(_BUCKETS):
        if days <= last:
            return Bucket((0, number), label)
    quarter = (finish.month + 2) // 3
    return Bucket((finish.year, quarter), f"Q{quarter} {finish.year}")
