"""How often processes are reviewed: the day of the next review, and which are due (stage 4)."""

from __future__ import annotations

import calendar
import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from workbench.analysis.checks import require_whole
from workbench.domain.review import Review

SOON_DAYS = 14
"""Within so many days a review counts as due soon."""


def after_months(day: dt.date, months: int) -> dt.date:
    """Give the same day so many months later; the last of the month where that one has no such day.

    Raises:
        ValueError: for less than one month, or beyond the calendar.
    """
    count = day.year * 12 + day.month - 1 + require_whole("months", months, 1)
    year, month = divmod(count, 12)
    if year > dt.MAXYEAR:
        raise ValueError("months lead beyond the calendar.")
    return dt.date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


@dataclass(frozen=True, slots=True)
class Waiting:
    """A review that is to be held, and in how many days: below 0 when it is overdue."""

    review: Review
    days: int

    @property
    def overdue(self) -> bool:
        """Whether its day has passed."""
        return self.days < 0


def waiting(reviews: Iterable[Review], today: dt.date) -> tuple[Waiting, ...]:
    """Give the reviews that are overdue or due within 14 days, the most overdue first."""
    found = [Waiting(each, (each.due - today).days) for each in reviews if each.due is not None]
    soon = [each for each in found if each.days <= SOON_DAYS]
    return tuple(sorted(soon, key=lambda each: (each.days, each.review.position)))


def waiting_words(days: int) -> str:
    """Say when: 'today', 'in 3 days', '2 days overdue'."""
    if days == 0:
        return "today"
    if days < 0:
        return f"{-days:,} {'day' if days == -1 else 'days'} overdue"
    return f"in {days:,} {'day' if days == 1 else 'days'}"
