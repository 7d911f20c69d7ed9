"""Dates along an axis: the span of a plan, its months or quarters, and how they are named."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence

from workbench.charts.words import month
from workbench.domain.action import Action

_NEAR = 400
_MOST = 14


def span(action: Action) -> tuple[dt.date, dt.date] | None:
    """From when to when an action runs; a missing end follows from the lead time, else both ends are one day."""
    return action.span


def _next_month(day: dt.date, months: int = 1) -> dt.date:
    count = day.year * 12 + day.month - 1 + months
    year, number = divmod(count, 12)
    return dt.date(year, number + 1, 1) if year <= dt.MAXYEAR else dt.date.max


def plan_span(actions: Iterable[Action], today: dt.date) -> tuple[dt.date, dt.date]:
    """The whole months a plan's axis shows: every dated action, and today with its 90 days where that is near."""
    spans = [found for action in actions if (found := span(action))]
    first = min((start for start, _ in spans), default=today)
    last = max((finish for _, finish in spans), default=today)
    if abs((today - first).days) <= _NEAR or first <= today <= last:
        first = min(first, today)
        horizon = today.toordinal() + 90
        last = max(last, dt.date.fromordinal(min(horizon, dt.date.max.toordinal())))
    return first.replace(day=1), _next_month(last)


def ticks(first: dt.date, last: dt.date) -> Iterator[tuple[dt.date, str, bool]]:
    """The marks of an axis: day, label, and whether it is a year; the year stands in the place of 'Jan'."""
    months = (last.year - first.year) * 12 + last.month - first.month
    step = 1 if months <= _MOST else 3 if months <= 3 * _MOST else 12
    while months / step > _MOST:
        step *= 2 if step >= 12 else 4
    day = first
    # Steps above a month begin on their own boundary, so that quarters are quarters.
    while (day.year * 12 + day.month - 1) % step:
        day = _next_month(day)
    if day > first:
        yield first, "", False
    while day < last:
        if day.month == 1:
            yield day, str(day.year), True
        elif step == 3:
            yield day, f"Q{(day.month + 2) // 3}", False
        else:
            yield day, month(day.month), False
        day = _next_month(day, step)


def week_ticks(first: dt.date, last: dt.date) -> Iterator[tuple[dt.date, str, bool]]:
    """The marks of an axis of a few months: every Monday by its date; the first of a year carries the year."""
    day = first + dt.timedelta((7 - first.weekday()) % 7)
    while day < last:
        new_year = day.month == 1 and day.day <= 7
        yield day, day_words(day, new_year), new_year
        day += dt.timedelta(7)


def quarters(first: dt.date, last: dt.date) -> Iterator[tuple[dt.date, dt.date, str]]:
    """The quarters of the calendar between two days: first day, day after the last, and name; the first may be cut."""
    day = first
    while day < last:
        following = min(last, _next_month(day.replace(day=1), 3 - (day.month - 1) % 3))
        yield day, following, f"Q{(day.month + 2) // 3} {day.year}"
        if following <= day:
            return
        day = following


def day_words(day: dt.date, year: bool = True) -> str:
    """A date as read: '22 Nov 2026', or '22 Nov'."""
    short = f"{day.day} {month(day.month)}"
    return f"{short} {day.year}" if year else short


def moment_words(at: dt.datetime | str) -> str:
    """A moment as this computer's clock shows it: '22 Nov 2026, 10:30'; '' for text that is none in ISO 8601."""
    try:
        found = dt.datetime.fromisoformat(at) if isinstance(at, str) else at
        local = found.astimezone()
    except (ValueError, OverflowError, OSError):
        return ""
    return f"{day_words(local.date())}, {local:%H:%M}"


def span_words(found: tuple[dt.date, dt.date] | None) -> str:
    """A span as read: '1 Dec 2026 to 15 Jan 2027'; 'no dates yet' without one."""
    if found is None:
        return "no dates yet"
    start, finish = found
    if start == finish:
        return day_words(start)
    return f"{day_words(start, start.year != finish.year)} to {day_words(finish)}"


def within(actions: Sequence[Action], today: dt.date, days: int) -> list[Action]:
    """The actions that finish within so many days from today, soonest first."""
    found = [(spanned[1], action) for action in actions if (spanned := span(action))]
    soon = [(finish, action) for finish, action in found if 0 <= (finish - today).days <= days]
    return [action for _, action in sorted(soon, key=lambda pair: (pair[0], pair[1].code))]
