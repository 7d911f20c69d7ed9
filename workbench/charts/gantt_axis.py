"""The axis of the roadmap: how its columns are laid out, its months or weeks, today, and the stretches of the plan."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from workbench.charts import calendar
from workbench.charts.figure import Anchor, Line, Mark, Rect, Text, TimeAxis
from workbench.charts.measure import text_width

HEAD = 46.0
_SMALL = 11.5
_SHORT = 130
"""An axis of no more days is marked by weeks."""
_STRETCHES = (30, 60, 90)


@dataclass(frozen=True, slots=True)
class Layout:
    """Where the columns of a roadmap lie: workstream, code, name and time."""

    width: float
    row: float
    group: float
    code: float
    name: float
    axis: TimeAxis


def layout(width: float, row: float, first: dt.date, last: dt.date) -> Layout:
    """Divide a width among the columns."""
    group = max(70.0, min(164.0, width * 0.175))
    code = 36.0
    name = max(90.0, min(236.0, width * 0.285))
    left = group + code + name
    return Layout(width, row, group, code, name, TimeAxis(left, width, first.toordinal(), last.toordinal()))


def _days(axis: TimeAxis) -> tuple[dt.date, dt.date]:
    return dt.date.fromordinal(axis.first), dt.date.fromordinal(axis.last)


def _wide(text: str) -> float:
    return text_width(text, _SMALL, 600)


def head(
    plan: Layout, today: dt.date, bottom: float, start: dt.date | None = None, weeks: bool = False
) -> list[Mark]:
    """Draw the axis with its names over `bottom`; the stretches count from `start`, or from today without one."""
    marks = ground(plan, today, HEAD, bottom, start, weeks)
    marks += _tick_words(plan, weeks)
    marks += _stretch_words(plan, today) if start is None else _horizon_words(plan, today, start)
    marks.append(Rect(0, HEAD - 1, plan.width, 1, fill="line2"))
    return marks


def ground(
    plan: Layout, today: dt.date, top: float, bottom: float, start: dt.date | None, weeks: bool
) -> list[Mark]:
    """Draw what lies behind the rows: the first 90 days, the months, today."""
    axis = plan.axis
    begin = (start or today).toordinal()
    marks: list[Mark] = []
    left, right = max(axis.left, axis.x(begin)), min(axis.right, axis.x(begin + _STRETCHES[-1]))
    if right > left and axis.first <= begin + _STRETCHES[-1]:
        marks.append(Rect(left, 0, right - left, bottom, fill="sunk"))
        for days in _STRETCHES[:-1]:
            x = axis.x(begin + days)
            if axis.left < x < axis.right:
                marks.append(Line(((x, top), (x, bottom)), "line2", 0.75, (2, 3)))
    up = max(0.0, top - 20)
    for day, _, is_year in _ticks(plan, weeks):
        x = axis.x(day.toordinal())
        marks.append(Line(((x, up), (x, bottom)), "line2" if is_year else "grid", 1.25 if is_year else 1))
    if axis.first <= today.toordinal() <= axis.last:
        x = axis.x(today.toordinal())
        marks.append(Line(((x, min(4.0, top)), (x, bottom)), "accent", 1.75))
    return marks


def _ticks(plan: Layout, weeks: bool) -> Sequence[tuple[dt.date, str, bool]]:
    first, last = _days(plan.axis)
    if weeks and (last - first).days <= _SHORT:
        return list(calendar.week_ticks(first, last))
    return list(calendar.ticks(first, last))


def _tick_words(plan: Layout, weeks: bool) -> list[Mark]:
    marks: list[Mark] = []
    axis, previous = plan.axis, -100.0
    for day, said, is_year in _ticks(plan, weeks):
        x = axis.x(day.toordinal())
        if said and x > previous + 4 and x + _wide(said) < axis.right + 8:
            weight, ink = (600, "ink") if is_year else (400, "ink3")
            marks.append(Text(x + 4, HEAD - 8, said, _SMALL, weight, color=ink))
            previous = x + _wide(said)
    return marks


def _stretch_words(plan: Layout, today: dt.date) -> list[Mark]:
    """Today and the 30, 60 and 90 days from it."""
    axis, now = plan.axis, today.toordinal()
    if not axis.first <= now <= axis.last:
        return []
    x = axis.x(now)
    marks: list[Mark] = [Text(x - 6, 13, "Today", _SMALL, 600, color="accent", anchor=Anchor.END)]
    at = [(axis.x(now + days), said) for days, said in zip(_STRETCHES, ("30", "60", "90 days"), strict=True)]
    if at[0][0] - x > _wide("90 days") + 10 and at[2][0] <= axis.right:
        for right, said in at:
            marks.append(Text(right - 4, 13, said, _SMALL, 600, color="accent", anchor=Anchor.END))
    else:
        marks.append(Text(x + 6, 13, "First 90 days", _SMALL, 600, color="accent"))
    return marks


def _horizon_words(plan: Layout, today: dt.date, start: dt.date) -> list[Mark]:
    """The stretches a plan is read by: 30, 60 and 90 days from its start, then quarters; today where there is room."""
    axis, begin = plan.axis, start.toordinal()
    first, last = _days(axis)
    told: list[tuple[float, float, str, str]] = []
    edges = (0, *_STRETCHES)
    whole = (axis.x(begin), axis.x(begin + _STRETCHES[-1]), "First 90 days", "accent")
    parts = [
        (axis.x(begin + low), axis.x(begin + high), f"To {high} days" if low else "First 30 days", "accent")
        for low, high in pairwise(edges)
    ]
    told += parts if parts[0][1] - parts[0][0] > _wide("First 30 days") + 8 else [whole]
    after = max(first, _plus(start, _STRETCHES[-1] + 1))
    told += [
        (axis.x(low.toordinal()), axis.x(high.toordinal()), said, "ink2")
        for low, high, said in calendar.quarters(after, last)
    ]
    marks: list[Mark] = []
    taken = -100.0
    now = axis.x(today.toordinal())
    here = axis.first <= today.toordinal() <= axis.last
    for left, right, said, ink in told:
        x = max(axis.left, left) + 6
        # Today is said where its line stands: what would run into it begins behind it.
        if here and now - _wide("Today") - 8 < x + _wide(said) and x < now:
            x = now + 6
        if x + _wide(said) <= min(right, axis.right) + 2 and x > taken:
            marks.append(Text(x, 13, said, _SMALL, 600, color=ink))
            taken = x + _wide(said) + 8
    if here:
        beside = now - _wide("Today") - 8 > 0
        marks.append(
            Text(
                now - 6 if beside else now + 6,
                13,
                "Today",
                _SMALL,
                600,
                color="accent",
                anchor=Anchor.END if beside else Anchor.START,
            )
        )
    return marks


def _plus(day: dt.date, days: int) -> dt.date:
    try:
        return day + dt.timedelta(days)
    except OverflowError:
        return dt.date.max
