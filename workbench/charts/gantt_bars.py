"""One row of the roadmap: its name, its bar, what stands behind the bar, and the arrows between bars."""

from __future__ import annotations

import datetime as dt
from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise

from workbench.charts import calendar, glyphs
from workbench.charts.figure import Anchor, Line, Mark, Polygon, Rect, Text
from workbench.charts.gantt_axis import Layout
from workbench.charts.measure import shorten, text_width
from workbench.charts.words import improvement_label, one_line
from workbench.domain.action import Action, ActionState


@dataclass(frozen=True, slots=True)
class Row:
    """One action as it is drawn: `group` is the place of its workstream, y its top."""

    action: Action
    group: int
    y: float


def token(workstream: int) -> str:
    """The colour token of a workstream by its place."""
    return f"c{workstream % 6 + 1}"


def bar(plan: Layout, row: Row, selected: bool) -> tuple[list[Mark], tuple[float, float] | None]:
    """The bar of an action and where it begins and ends, as far as the axis goes; `None` where it lies beyond."""
    found = calendar.span(row.action)
    middle = row.y + plan.row / 2
    if found is None:
        return [], None
    x, right = (plan.axis.x(each.toordinal() + extra) for each, extra in zip(found, (0, 1), strict=True))
    beyond = _beyond(plan, x, right, middle, found)
    if beyond:
        return beyond, None
    colour = token(row.group)
    tall = min(13.0, plan.row * 0.5)
    key = row.action.id
    if right - x < 5 or found[0] == found[1]:
        x, right = right - 6, right + 6
        points = ((x, middle), (x + 6, middle - 6), (right, middle), (x + 6, middle + 6))
        marks: list[Mark] = [Polygon(points, fill=colour, key=key)]
    else:
        x, right = max(x, plan.axis.left), min(right, plan.axis.right)
        marks = [Rect(x, middle - tall / 2, right - x, tall, fill=colour, radius=2, key=key)]
        if row.action.state is ActionState.DONE:
            marks.append(Rect(x, middle - tall / 2, right - x, tall, fill="surface", opacity=0.55, radius=2))
    if selected:
        marks.append(
            Rect(x - 3, middle - tall / 2 - 3, right - x + 6, tall + 6, stroke="ink", line=1.5, radius=4)
        )
    return marks, (x, right)


def _beyond(
    plan: Layout, x: float, right: float, middle: float, found: tuple[dt.date, dt.date]
) -> list[Mark]:
    """What stands at the edge for a bar that lies wholly before or after what the axis shows."""
    axis = plan.axis
    if right < axis.left - 0.5:
        said = f"‹ {calendar.day_words(found[1])}"
        return [Text(axis.left + 6, middle + 4, said, 11, color="ink3")]
    if x > axis.right + 0.5:
        said = f"{calendar.day_words(found[0])} ›"
        return [Text(axis.right - 6, middle + 4, said, 11, color="ink3", anchor=Anchor.END)]
    return []


def after_label(
    plan: Layout, action: Action, ends: tuple[float, float], middle: float, quick: bool
) -> list[Mark]:
    """What stands after the bar, a quick win's bolt first; before it where there is no room, or not at all."""
    said = improvement_label(action) or ("done" if action.state is ActionState.DONE else "")
    bolt = 16.0 if quick else 0.0
    wide = text_width(said, 11.5) + bolt
    if not wide:
        return []
    left = ends[1] + 8 if ends[1] + 8 + wide <= plan.width else ends[0] - 8 - wide
    if left < plan.axis.left:
        if not quick or ends[1] + 6 + bolt > plan.width:
            return []
        left, said = ends[1] + 6, ""
    # Before a bar an arrow may come in, which would strike the words through.
    before = left < ends[0]
    marks: list[Mark] = [Rect(left - 2, middle - 7, wide + 3, 14, fill="surface")] if before else []
    marks += [glyphs.bolt(left, middle - 6.5, 13)] if quick else []
    return [*marks, Text(left + bolt, middle + 4, said, 11.5, color="ink2")] if said else marks


def needs(plan: Layout, rows: dict[str, Row], ends: dict[str, tuple[float, float]]) -> list[Mark]:
    """Draw an arrow from each action to those that need it first; one that comes too early is red."""
    marks: list[Mark] = []
    for row in rows.values():
        for before in row.action.after:
            if before not in ends or row.action.id not in ends:
                continue
            other = rows[before]
            start = min(ends[before][1] - 5, ends[row.action.id][0] - 10)
            start = max(start, ends[before][0] + 2)
            spans = calendar.span(other.action), calendar.span(row.action)
            late = spans[0] is not None and spans[1] is not None and spans[0][1] > spans[1][0]
            y0, y1 = other.y + plan.row / 2, row.y + plan.row / 2
            down = 1 if y1 > y0 else -1
            leave = y0 + down * min(7.0, plan.row * 0.27)
            turn = y1 - down * plan.row / 2 if abs(y1 - y0) > plan.row else (y0 + y1) / 2
            x1 = ends[row.action.id][0]
            path = ((start, leave), (start, turn), (x1 - 9, turn), (x1 - 9, y1), (x1 - 1.5, y1))
            if start <= x1 - 10 + 0.5:
                path = ((start, leave), (start, y1), (x1 - 1.5, y1))
            marks.append(
                Line(path, "bad" if late else "ink3", 1.2, arrow=True, key=f"{before}>{row.action.id}")
            )
    return marks


def under_words(
    after: Iterable[Mark], arrows: Iterable[Mark], chosen: float | None, tall: float
) -> list[Mark]:
    """Give the ground for words after a bar that an arrow would strike through, wherever one runs down behind them.

    `chosen` is the top of the chosen row, which has a ground of its own, `tall` the height of a row.
    """
    down = sorted(
        (x0, min(y0, y1), max(y0, y1))
        for each in arrows
        if isinstance(each, Line)
        for (x0, y0), (x1, y1) in pairwise(each.points)
        if x0 == x1
    )
    at = [each[0] for each in down]
    marks: list[Mark] = []
    for words in after:
        if isinstance(words, Text):
            right = words.x + text_width(words.text, words.size)
            behind = down[bisect_left(at, words.x) : bisect_right(at, right)]
            if any(top <= words.y - 4 <= foot for _, top, foot in behind):
                inside = chosen is not None and chosen <= words.y - 4 <= chosen + tall
                fill = "accent-t" if inside else "surface"
                marks.append(Rect(words.x - 2, words.y - 11, right - words.x + 4, 14, fill=fill))
    return marks


def labels(plan: Layout, row: Row, chosen: bool) -> list[Mark]:
    """Draw the code and the title of an action."""
    base = row.y + plan.row / 2 + 4.5
    weight = 600 if chosen else 400
    code = shorten(row.action.code, plan.code - 6, 12)
    room = plan.name - 10 if row.group >= 0 else plan.width - plan.group - plan.code
    name = shorten(one_line(row.action.title), room, 12.5, weight)
    return [
        Text(plan.group, base, code, 12, color="ink3"),
        Text(plan.group + plan.code, base, name, 12.5, weight),
    ]
