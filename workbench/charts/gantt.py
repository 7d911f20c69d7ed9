"""The roadmap: actions over time by workstream, with what has to come first."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, field

from workbench.charts import calendar
from workbench.charts.figure import (
    Anchor,
    Figure,
    Handle,
    Line,
    Mark,
    Polygon,
    Rect,
    Spot,
    TableText,
    Text,
    TimeAxis,
)
from workbench.charts.measure import shorten, text_width, wrap
from workbench.charts.words import improvement_label, one_line
from workbench.domain.action import Action, ActionState
from workbench.domain.text import sentence_case, spelled

_HEAD = 46.0
_GROUP = 10.0
NO_WORKSTREAM = "Other actions"
UNDATED = "No dates yet"


def title(actions: Sequence[Action], today: dt.date) -> str:
    """Say how much of the plan lands in its first 90 days."""
    live = _live(actions)
    if not live:
        return "No actions yet"
    dated = [each for each in live if calendar.span(each)]
    if not dated:
        return f"{sentence_case(spelled(len(live)))} {'action' if len(live) == 1 else 'actions'}, none with dates yet"
    soon = len(calendar.within(live, today, 90))
    count = f"{sentence_case(spelled(len(live)))} {'action' if len(live) == 1 else 'actions'}"
    if soon == 0:
        return f"{count}, none finished within 90 days"
    if soon == len(live):
        return f"{count}, {'' if soon == 1 else 'all '}finished within 90 days"
    return f"{count}, {spelled(soon)} finished within 90 days"


def _live(actions: Sequence[Action]) -> list[Action]:
    return [each for each in actions if each.state is not ActionState.DROPPED]


def workstreams(actions: Sequence[Action]) -> list[str]:
    """The workstreams in the order they first appear; their place decides their colour."""
    return list(dict.fromkeys(one_line(each.workstream) or NO_WORKSTREAM for each in _live(actions)))


def token(workstream: int) -> str:
    """The colour token of a workstream by its place."""
    return f"c{workstream % 6 + 1}"


@dataclass(frozen=True, slots=True)
class _Row:
    action: Action
    group: int
    y: float


@dataclass(frozen=True, slots=True)
class _Layout:
    width: float
    row: float
    group: float
    code: float
    name: float
    axis: TimeAxis


def rows_of(actions: Sequence[Action]) -> list[tuple[str, int, list[Action]]]:
    """The plan as drawn: dated actions by workstream, then those without dates."""
    names = workstreams(actions)
    found: list[tuple[str, int, list[Action]]] = []
    live = _live(actions)
    for place, name in enumerate(names):
        mine = [
            each
            for each in live
            if (one_line(each.workstream) or NO_WORKSTREAM) == name and calendar.span(each)
        ]
        mine.sort(key=lambda each: (calendar.span(each) or (dt.date.max, dt.date.max), each.code))
        if mine:
            found.append((name, place, mine))
    undated = [each for each in live if calendar.span(each) is None]
    if undated:
        found.append((UNDATED, -1, undated))
    return found


def _layout(width: float, row: float, first: dt.date, last: dt.date) -> _Layout:
    group = max(70.0, min(164.0, width * 0.175))
    code = 36.0
    name = max(90.0, min(236.0, width * 0.285))
    left = group + code + name
    return _Layout(width, row, group, code, name, TimeAxis(left, width, first.toordinal(), last.toordinal()))


def _head(plan: _Layout, today: dt.date, bottom: float) -> list[Mark]:
    axis = plan.axis
    marks: list[Mark] = []
    now = today.toordinal()
    inside = axis.first <= now <= axis.last
    if inside:
        edge = min(axis.right, axis.x(now + 90))
        marks.append(Rect(axis.x(now), 0, edge - axis.x(now), bottom, fill="sunk"))
        for days in (30, 60):
            if axis.x(now + days) < axis.right:
                marks.append(
                    Line(((axis.x(now + days), _HEAD), (axis.x(now + days), bottom)), "line2", 0.75, (2, 3))
                )
    previous = -100.0
    for day, label, is_year in calendar.ticks(
        dt.date.fromordinal(axis.first), dt.date.fromordinal(axis.last)
    ):
        x = axis.x(day.toordinal())
        marks.append(
            Line(((x, _HEAD - 20), (x, bottom)), "line2" if is_year else "grid", 1.25 if is_year else 1)
        )
        if (
            label
            and x - previous > text_width(label, 11.5, 600) + 4
            and x + text_width(label, 11.5, 600) < axis.right + 8
        ):
            weight, ink = (600, "ink") if is_year else (400, "ink3")
            marks.append(Text(x + 4, _HEAD - 8, label, 11.5, weight, color=ink))
            previous = x
    if inside:
        x = axis.x(now)
        marks.append(Line(((x, 4), (x, bottom)), "accent", 1.75))
        marks.append(Text(x - 6, 13, "Today", 11.5, 600, color="accent", anchor=Anchor.END))
        ends = [(30, "30"), (60, "60"), (90, "90 days")]
        at = [(axis.x(now + days), label) for days, label in ends]
        if at[0][0] - x > text_width("90 days", 11.5, 600) + 10 and at[2][0] <= axis.right:
            for right, label in at:
                marks.append(Text(right - 4, 13, label, 11.5, 600, color="accent", anchor=Anchor.END))
        else:
            marks.append(Text(x + 6, 13, "First 90 days", 11.5, 600, color="accent"))
    marks.append(Rect(0, _HEAD - 1, plan.width, 1, fill="line2"))
    return marks


def _bar(plan: _Layout, row: _Row, selected: bool) -> tuple[list[Mark], tuple[float, float] | None]:
    found = calendar.span(row.action)
    middle = row.y + plan.row / 2
    if found is None:
        return [], None
    x, right = (plan.axis.x(each.toordinal() + extra) for each, extra in zip(found, (0, 1), strict=True))
    colour = token(row.group)
    tall = min(13.0, plan.row * 0.5)
    key = row.action.id
    if right - x < 5 or found[0] == found[1]:
        x, right = right - 6, right + 6
        points = ((x, middle), (x + 6, middle - 6), (right, middle), (x + 6, middle + 6))
        marks: list[Mark] = [Polygon(points, fill=colour, key=key)]
    else:
        marks = [Rect(x, middle - tall / 2, right - x, tall, fill=colour, radius=2, key=key)]
        if row.action.state is ActionState.DONE:
            marks.append(Rect(x, middle - tall / 2, right - x, tall, fill="surface", opacity=0.55, radius=2))
    if selected:
        marks.append(
            Rect(x - 3, middle - tall / 2 - 3, right - x + 6, tall + 6, stroke="ink", line=1.5, radius=4)
        )
    return marks, (x, right)


def _after_label(plan: _Layout, action: Action, ends: tuple[float, float], middle: float) -> list[Mark]:
    """What stands after the bar; before it where there is no room, and shortened where neither has."""
    said = improvement_label(action) or ("done" if action.state is ActionState.DONE else "")
    if not said:
        return []
    wide = text_width(said, 11.5)
    if ends[1] + 8 + wide <= plan.width:
        return [Text(ends[1] + 8, middle + 4, said, 11.5, color="ink2")]
    if ends[0] - 8 - wide >= plan.axis.left:
        return [Text(ends[0] - 8, middle + 4, said, 11.5, color="ink2", anchor=Anchor.END)]
    return []


def _needs(plan: _Layout, rows: dict[str, _Row], ends: dict[str, tuple[float, float]]) -> list[Mark]:
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


def height_of(actions: Sequence[Action], row_height: float = 26.0) -> float:
    """How high the roadmap is for these actions."""
    listed = rows_of(actions)
    return (
        _HEAD
        + 6
        + sum(len(mine) * row_height + _GROUP for _, _, mine in listed)
        + (0 if listed else row_height)
    )


@dataclass
class _Drawn:
    """What the rows come to: arrows lie over the names and under the bars."""

    names: list[Mark] = field(default_factory=list[Mark])
    bars: list[Mark] = field(default_factory=list[Mark])
    spots: list[Spot] = field(default_factory=list[Spot])
    handles: list[Handle] = field(default_factory=list[Handle])
    rows: dict[str, _Row] = field(default_factory=dict[str, _Row])
    ends: dict[str, tuple[float, float]] = field(default_factory=dict[str, tuple[float, float]])


def _draw_row(plan: _Layout, row: _Row, chosen: bool, drawn: _Drawn) -> None:
    action, y = row.action, row.y
    if chosen:
        behind = Rect(plan.group - 6, y, plan.width - plan.group + 6, plan.row, fill="accent-t")
        drawn.names.append(behind)
    drawn.names += _labels(plan, row, chosen)
    bar, found = _bar(plan, row, chosen)
    drawn.bars += bar
    words = f"{action.code} {one_line(action.title)}: {calendar.span_words(calendar.span(action))}"
    drawn.spots.append(Spot(action.id, 0, y, plan.width, plan.row, words, improvement_label(action)))
    if found:
        drawn.ends[action.id] = found
        drawn.bars += _after_label(plan, action, found, y + plan.row / 2)
        left, right = found
        drawn.handles.append(Handle(action.id, left, y, right - left, plan.row, words, "time"))
    drawn.rows[action.id] = row


def draw(
    actions: Sequence[Action],
    width: float,
    today: dt.date,
    selected: str = "",
    row_height: float = 26.0,
    period: tuple[dt.date, dt.date] | None = None,
    names: Sequence[str] = (),
) -> Figure:
    """Draw the roadmap; `selected` is an action's id.

    `period` fixes the axis and `names` the workstreams' order, so that parts of one plan drawn apart agree.
    """
    height = height_of(actions, row_height)
    plan = _layout(width, row_height, *(period or calendar.plan_span(_live(actions), today)))
    marks = _head(plan, today, height)
    order = list(names) or workstreams(actions)
    drawn = _Drawn()
    y = _HEAD + 6
    listed = rows_of(actions)
    if not listed:
        marks.append(Text(0, y + row_height * 0.65, "No actions yet.", 13, color="ink3"))
    for number, (name, _, mine) in enumerate(listed):
        place = order.index(name) if name in order else -1
        if number:
            marks.append(Rect(0, y - _GROUP / 2 - 0.5, width, 1, fill="line"))
        colour = token(place) if place >= 0 else "line2"
        marks.append(Rect(0, y + 3, 4, len(mine) * row_height - 6, fill=colour, radius=1.5))
        marks += _group_name(plan, name, y, len(mine))
        for action in mine:
            _draw_row(plan, _Row(action, place, y), action.id == selected, drawn)
            y += row_height
        y += _GROUP
    marks += drawn.names
    marks += _needs(plan, drawn.rows, drawn.ends)
    marks += drawn.bars
    return Figure(
        width,
        height,
        tuple(marks),
        title(actions, today),
        _table(actions),
        tuple(drawn.spots),
        tuple(drawn.handles),
        (),
        plan.axis,
    )


def _group_name(plan: _Layout, name: str, y: float, rows: int) -> list[Mark]:
    """A workstream's name beside its rows; where there is but one row, two smaller lines."""
    room = plan.group - 20
    if rows > 1 or text_width(name, 12, 600) <= room:
        lines = wrap(name, room, 12, 600, most=min(2, rows))
        return [Text(13, y + plan.row * 0.5 + 4.5 + 15 * at, line, 12, 600) for at, line in enumerate(lines)]
    lines = wrap(name, room, 10.5, 600)
    return [Text(13, y + plan.row * 0.5 - 2 + 11.5 * at, line, 10.5, 600) for at, line in enumerate(lines)]


def _labels(plan: _Layout, row: _Row, chosen: bool) -> list[Mark]:
    base = row.y + plan.row / 2 + 4.5
    weight = 600 if chosen else 400
    code = shorten(row.action.code, plan.code - 6, 12)
    room = plan.name - 10 if row.group >= 0 else plan.width - plan.group - plan.code
    name = shorten(one_line(row.action.title), room, 12.5, weight)
    return [
        Text(plan.group, base, code, 12, color="ink3"),
        Text(plan.group + plan.code, base, name, 12.5, weight),
    ]


def _table(actions: Sequence[Action]) -> TableText:
    codes = {each.id: each.code for each in actions}
    rows = tuple(
        (
            action.code,
            action.title,
            name,
            calendar.span_words(calendar.span(action)),
            ", ".join(codes[each] for each in action.after if each in codes),
            improvement_label(action),
        )
        for name, _, mine in rows_of(actions)
        for action in mine
    )
    return TableText(("Code", "Action", "Workstream", "When", "After", "Brings"), rows)
