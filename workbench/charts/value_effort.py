"""Actions by what they bring and what they cost: quick wins, big bets, fill-ins, and what is to be questioned."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from workbench.analysis.quick_wins import MOST_EFFORT
from workbench.analysis.ranking import Ranked, Ranking
from workbench.charts import gantt
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
)
from workbench.charts.measure import shorten, text_width
from workbench.charts.words import amount, one_line
from workbench.domain.text import join_words, plural, sentence_case, spelled

MORE = "more:"
"""What the key of an overflow marker begins with; then the ids it stands for, split by ','."""

_LEFT, _TOP, _FOOT = 26.0, 2.0, 40.0
_RADIUS = 12.0
_INSIDE = 16.0
_LEAST_SPAN = 20.0
_STRIP = 7.0
_STEPS = (0.5, 1.0, 2.0, 5.0, 10.0, 20.0, 50.0, 100.0, 200.0, 500.0, 1000.0)
_TICKS = (0, 1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000, 10_000, 100_000)


def title(ranking: Ranking) -> str:
    """Say how many quick wins there are."""
    left = [each for each in ranking.rows if not each.action.state.ended]
    if not left:
        return "Nothing left to weigh"
    placed = [each for each in left if each.action.effort_days is not None]
    if not placed:
        return f"{plural(len(left), 'action')}, none with an effort yet"
    found = ranking.quick_wins
    if not found:
        return f"None of {plural(len(left), 'action')} is a quick win yet"
    if len(found) > 3:
        return f"{sentence_case(spelled(len(found)))} of {spelled(len(left))} actions are quick wins"
    codes = join_words([each.action.code for each in found])
    return f"{codes} {'is a quick win' if len(found) == 1 else 'are quick wins'}"


@dataclass(frozen=True, slots=True)
class _Plane:
    """Effort runs across on a square-root scale, so that days and months both have room; value runs up from 0 to 100."""

    left: float
    right: float
    bottom: float
    most: float

    def x(self, days: float) -> float:
        return self.left + math.sqrt(max(0.0, days) / self.most) * (self.right - self.left)

    def days(self, x: float) -> float:
        return self.most * ((x - self.left) / (self.right - self.left)) ** 2

    def y(self, value: float) -> float:
        # A marker of 0 or 100 still lies within the frame.
        tall = self.bottom - _TOP - 2 * _INSIDE
        return self.bottom - _INSIDE - value / 100 * tall


def _plane(rows: Sequence[Ranked], width: float, height: float) -> _Plane:
    most = max((each.action.effort_days or 0.0 for each in rows), default=0.0)
    return _Plane(_LEFT, width - 4, height - _FOOT, max(_LEAST_SPAN, most * 1.1))


def _frame(plane: _Plane, median: float, width: float) -> list[Mark]:
    x, y = plane.x(MOST_EFFORT), plane.y(median)
    left, right, bottom = plane.left, plane.right, plane.bottom
    marks: list[Mark] = [
        Rect(left, _TOP, x - left, y - _TOP, fill="accent-t"),
        Rect(left, _TOP, right - left, bottom - _TOP, stroke="line2"),
        Line(((x, _TOP), (x, bottom)), "line2"),
        Line(((left, y), (right, y)), "line2"),
        Text(left + 8, _TOP + 16, "Quick wins", 11.5, 600, color="accent"),
        Text(left + 8, bottom - 8, "Fill-ins", 11.5, 600, color="ink3"),
        Text(right, bottom + 34, "Effort, person-days →", 11.5, color="ink3", anchor=Anchor.END),
        Text(left, bottom + 34, "↑ Value, 0 to 100", 11.5, color="ink3"),
    ]
    if right - x > text_width("Question these", 11.5, 600) + 12:
        marks += [
            Text(right - 8, _TOP + 16, "Big bets", 11.5, 600, color="ink3", anchor=Anchor.END),
            Text(right - 8, bottom - 8, "Question these", 11.5, 600, color="ink3", anchor=Anchor.END),
        ]
    previous = -100.0
    for days in _TICKS:
        at = plane.x(days)
        said = f"{days:,}"
        half = text_width(said, 11) / 2
        if days <= plane.most and at - half > previous + 6 and at + half <= width:
            marks.append(Text(at, bottom + 16, said, 11, color="ink2", anchor=Anchor.MIDDLE))
            previous = at + half
    return marks


def _place(
    rows: Sequence[Ranked], plane: _Plane, radius: float, selected: str
) -> list[tuple[float, float, list[Ranked]]]:
    """Where each marker lies; one that would cover another is put beside it, and where there is no room joins it."""
    placed: list[tuple[float, float, list[Ranked]]] = []
    apart = 2 * radius - 1

    def free(x: float, y: float) -> bool:
        inside = plane.left + 2 <= x - radius and x + radius <= plane.right - 2
        inside = inside and y - radius >= _TOP + 1 and y + radius <= plane.bottom - 1
        return inside and all(math.hypot(x - a, y - b) >= apart for a, b, _ in placed)

    for each in rows:
        x = min(
            max(plane.x(each.action.effort_days or 0.0), plane.left + radius + 2), plane.right - radius - 2
        )
        y = plane.y(each.value)
        around = ((0, 0), (0, -apart), (0, apart), (apart, 0), (-apart, 0))
        found = next(((x + dx, y + dy) for dx, dy in around if free(x + dx, y + dy)), None)
        if found is not None:
            placed.append((*found, [each]))
        else:
            # What is chosen stays a marker of its own.
            others = [one for one in placed if one[2][0].action.id != selected] or placed
            nearest = min(others, key=lambda one: math.hypot(x - one[0], y - one[1]))
            nearest[2].append(each)
    return placed


def _marker(
    x: float,
    y: float,
    members: Sequence[Ranked],
    places: dict[str, int],
    radius: float,
    selected: str,
    median: float,
) -> tuple[list[Mark], Spot]:
    if len(members) > 1:
        ids = ",".join(each.action.id for each in members)
        codes = ", ".join(each.action.code for each in members)
        key = f"{MORE}{ids}"
        ring = 2.5 if selected in ids.split(",") else 1.5
        said = f"{len(members)}"
        marks: list[Mark] = [
            Circle(x, y, radius, "surface", "ink", ring, key=key),
            Text(x, y + 3.5, said, 10, 600, anchor=Anchor.MIDDLE),
        ]
        return marks, _spot(key, x, y, radius, f"{len(members)} actions in one place: {codes}", codes)
    each = members[0]
    action = each.action
    stream = one_line(action.workstream) or gantt.NO_WORKSTREAM
    number = places.get(stream, 0) % 6 + 1
    # In the corner of quick wins by value and effort, and yet none by rule: hollow.
    corner = (action.effort_days or 0) <= MOST_EFFORT and each.value >= median * (1 - 1e-9)
    hollow = corner and bool(each.misses) and not action.state.ended
    fill = "surface" if hollow else f"c{number}"
    marks = [Circle(x, y, radius, fill, f"c{number}", 2, key=action.id)]
    if action.id == selected:
        marks.insert(0, Circle(x, y, radius + 3, "", "ink", 1.5))
    code = shorten(action.code, 60, 10, 600)
    size = min(10.0, 10.0 * (radius * 1.75) / max(1.0, text_width(code, 10, 600)))
    ink = "ink" if hollow else f"on-c{number}"
    marks.append(Text(x, y + size * 0.36, code, size, 600, color=ink, anchor=Anchor.MIDDLE))
    missed = "a quick win" if each.quick_win else f"no quick win: {'; '.join(each.misses)}"
    if action.state.ended:
        missed = action.state.label.lower()
    effort = amount(action.effort_days or 0)
    said = f"{action.code} {one_line(action.title)}: value {each.value:.0f}, effort {effort} days, {missed}"
    return marks, _spot(action.id, x, y, radius, said, one_line(action.title))


def _spot(key: str, x: float, y: float, radius: float, said: str, hint: str) -> Spot:
    return Spot(key, x - radius, y - radius, 2 * radius, 2 * radius, said, hint)


def _strips(plane: _Plane) -> tuple[Drop, ...]:
    """The efforts a marker can be put to: half days first, larger steps where the scale is closer."""
    found: list[Drop] = []
    days = _STEPS[0]
    left = plane.left
    while days <= plane.most and left < plane.right:
        step = next((each for each in _STEPS if plane.x(days + each) - plane.x(days) >= _STRIP), _STEPS[-1])
        # From a multiple of its step to the next one.
        following = (math.floor(days / step + 1e-9) + 1) * step
        right = min(plane.right, plane.x((days + following) / 2))
        found.append(Drop(left, _TOP, right - left, plane.bottom - _TOP, days))
        days, left = following, right
    return tuple(found)


def draw(ranking: Ranking, streams: Sequence[str], width: float, height: float, selected: str = "") -> Figure:
    """Draw the plot; `streams` are the workstreams in their order, `selected` an action's id.

    A marker can be moved across alone: a drop means the effort in person-days, since value is worked out.
    """
    rows = [each for each in ranking.rows if each.action.effort_days is not None]
    order = sorted(rows, key=lambda one: (one.action.id != selected, -one.value, one.action.code))
    plane = _plane(rows, width, height)
    places = {name: number for number, name in enumerate(streams)}
    marks = _frame(plane, ranking.median or 0.0, width)
    radius = _RADIUS if len(rows) <= 40 else 9.0
    spots: list[Spot] = []
    handles: list[Handle] = []
    for x, y, members in reversed(_place(order, plane, radius, selected)):
        drawn, spot = _marker(x, y, members, places, radius, selected, ranking.median or 0.0)
        marks += drawn
        spots.append(spot)
        if len(members) == 1:
            handles.append(Handle(spot.key, spot.x, spot.y, spot.width, spot.height, spot.name, "across"))
    missing = len(ranking.rows) - len(rows)
    if missing:
        said = f"{missing:,} without an effort not placed"
        middle = plane.x(MOST_EFFORT)
        marks.append(Text(middle, plane.bottom + 34, said, 11, color="warn", anchor=Anchor.MIDDLE))
    return Figure(
        width,
        height,
        tuple(marks),
        title(ranking),
        table(ranking),
        tuple(spots),
        tuple(handles),
        _strips(plane),
    )


def table(ranking: Ranking) -> TableText:
    """The plot as a table."""
    rows = tuple(
        (
            each.action.code,
            each.action.title,
            f"{each.value:.0f}",
            "–" if each.action.effort_days is None else amount(each.action.effort_days),
            "yes" if each.quick_win else "; ".join(each.misses),
        )
        for each in ranking.rows
    )
    return TableText(("Code", "Action", "Value", "Effort, person-days", "Quick win"), rows)
