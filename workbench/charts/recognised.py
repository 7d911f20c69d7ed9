"""Recognitions and incentives along time, made known or not; the marker of each can be put on another day."""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Sequence
from dataclasses import dataclass

from workbench.charts import calendar
from workbench.charts.figure import (
    Anchor,
    Circle,
    Drop,
    Figure,
    Handle,
    Line,
    Mark,
    Rect,
    Spot,
    TableText,
    Text,
    TimeAxis,
)
from workbench.charts.measure import shorten
from workbench.charts.words import one_line
from workbench.domain.recognition import Approval, Recognition, RecognitionKind
from workbench.domain.text import plural

ROW, HEAD, FOOT = 28.0, 26.0, 8.0
_MOST, _MOST_DROPS = 24, 400
_UNDATED, _RADIUS, _ASIDE = 64.0, 6.0, 190.0


@dataclass(frozen=True, slots=True)
class _Frame:
    """Where the slot without a date begins, where days lie, and where words stand beside them."""

    left: float
    axis: TimeAxis

    def x(self, day: dt.date | None) -> float:
        """The middle of a marker."""
        return self.left + _UNDATED / 2 if day is None else self.axis.x(day.toordinal())


def title(listed: Sequence[Recognition]) -> str:
    """Say how often work together was made known, and what waits for approval."""
    if not listed:
        return "Nothing recognised yet"
    thanks = [each for each in listed if each.kind is RecognitionKind.RECOGNITION]
    known = sum(1 for each in thanks if each.made_known.strip())
    waiting = sum(1 for each in listed if each.approval is Approval.ASKED)
    said = f"{plural(len(thanks), 'recognition', 'recognitions')}, {known} made known to others"
    if waiting:
        said += f"; {plural(waiting, 'incentive waits', 'incentives wait')} for approval"
    return said


def _known(each: Recognition) -> bool:
    """Whether it has come to what it is for: others heard of it, or the incentive may be given."""
    if each.kind is RecognitionKind.RECOGNITION:
        return bool(each.made_known.strip())
    return each.approval in (Approval.APPROVED, Approval.GIVEN)


def _aside(each: Recognition) -> str:
    if each.kind is RecognitionKind.INCENTIVE:
        return f"Incentive: {each.approval.label.lower()}"
    return one_line(each.made_known) or "Not made known yet"


def _frame(listed: Sequence[Recognition], width: float, today: dt.date) -> _Frame:
    days = [each.day for each in listed if each.day is not None] or [today]
    # A month of room at either end, so that a marker can be put beyond the first and the last.
    first = max(dt.date.min.toordinal(), min(days).toordinal() - 31)
    last = min(dt.date.max.toordinal(), max(days).toordinal() + 31)
    left = min(230.0, width * 0.3)
    right = max(left + _UNDATED + 60, width - min(_ASIDE, width * 0.24))
    return _Frame(left, TimeAxis(left + _UNDATED, right, first, last))


def _head(frame: _Frame, height: float) -> list[Mark]:
    axis = frame.axis
    marks: list[Mark] = [
        Text(frame.x(None), 14, "No date", 11.5, color="ink3", anchor=Anchor.MIDDLE),
        Line(((axis.left, HEAD - 6), (axis.left, height - FOOT)), "line2"),
    ]
    first, last = dt.date.fromordinal(axis.first), dt.date.fromordinal(axis.last)
    for day, said, year in calendar.ticks(first.replace(day=1), last):
        x = axis.x(day.toordinal())
        if x >= axis.left + 8:
            marks.append(Line(((x, HEAD - 6), (x, height - FOOT)), "line"))
            marks.append(Text(x + 4, 14, said, 11.5, 600 if year else 400, color="ink3"))
    return marks


def _row(each: Recognition, y: float, frame: _Frame, width: float, selected: bool) -> list[Mark]:
    middle, weight, x = y + ROW / 2, 600 if selected else 400, frame.x(each.day)
    token = "ok" if _known(each) else "warn"
    fill = token if _known(each) else "surface"
    room = width - frame.axis.right - 12
    marks: list[Mark] = [
        Text(0, middle + 4, shorten(one_line(each.title), frame.left - 10, 12, weight), 12, weight),
        Line(((frame.axis.left, middle), (frame.axis.right, middle)), "line"),
        Text(frame.axis.right + 12, middle + 4, shorten(_aside(each), room, 11.5), 11.5, color="ink2"),
    ]
    if each.kind is RecognitionKind.INCENTIVE:
        side = 2 * _RADIUS - 1
        marks.append(Rect(x - side / 2, middle - side / 2, side, side, fill, token, 2, radius=2, key=each.id))
    else:
        marks.append(Circle(x, middle, _RADIUS, fill, token, 2, key=each.id))
    return marks


def _drops(frame: _Frame, height: float) -> tuple[Drop, ...]:
    axis = frame.axis
    step = max(1, math.ceil((axis.last - axis.first) / _MOST_DROPS))
    wide = axis.x(axis.first + step) - axis.left
    none = Drop(frame.left, HEAD, _UNDATED - wide / 2, max(1.0, height - HEAD), None)
    days = range(axis.first, axis.last + 1, step)
    return (
        none,
        *(Drop(axis.x(day) - wide / 2, HEAD, wide, max(1.0, height - HEAD), dt.date.fromordinal(day)) for day in days),
    )  # fmt: skip


def draw(listed: Sequence[Recognition], width: float, today: dt.date, selected: str = "") -> Figure:
    """Draw one row each, the latest first and those without a date last, as high as there are rows; a drop means a day
    or none."""
    ordered = sorted(
        listed, key=lambda each: (each.day is None, -(each.day.toordinal() if each.day else 0), each.position)
    )
    shown = ordered[:_MOST]
    height = HEAD + max(1, len(shown)) * ROW + FOOT
    frame = _frame(shown, width, today)
    marks = _head(frame, height)
    spots: list[Spot] = []
    handles: list[Handle] = []
    for number, each in enumerate(shown):
        y = HEAD + number * ROW
        marks += _row(each, y, frame, width, each.id == selected)
        when = calendar.day_words(each.day) if each.day else "no date yet"
        name = f"{each.code} {each.title}: {when}, {_aside(each)}"
        spots.append(Spot(each.id, 0, y, width, ROW, name, each.title))
        x = frame.x(each.day)
        handles.append(Handle(each.id, x - 9, y + ROW / 2 - 9, 18, 18, f"{each.code}: the day"))
    drops = _drops(frame, height)
    if len(ordered) > _MOST:
        said = f"and {plural(len(ordered) - _MOST, 'more', 'more')} in the list"
        marks.append(Text(0, height + 8, said, 12, color="ink3"))
        height += 18
    table = TableText(
        ("Code", "What", "Kind", "Team", "Date", "How it was made known", "Approval"),
        tuple(
            (
                each.code,
                each.title,
                each.kind.label,
                each.team,
                calendar.day_words(each.day) if each.day else "–",
                each.made_known,
                each.approval.label,
            )
            for each in ordered
        ),
    )
    return Figure(width, height, tuple(marks), title(listed), table, tuple(spots), tuple(handles), drops)
