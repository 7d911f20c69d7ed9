"""The roadmap: actions over time by workstream, with what has to come first."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, field

from workbench.charts import calendar
from workbench.charts.figure import (
    Figure,
    Handle,
    Mark,
    Polygon,
    Rect,
    Spot,
    TableText,
    Text,
)
from workbench.charts.gantt_axis import HEAD, Layout, ground, layout
from workbench.charts.gantt_axis import head as axis_head
from workbench.charts.gantt_bars import Row, after_label, bar, labels, needs, under_words
from workbench.charts.gantt_bars import token as token
from workbench.charts.measure import text_width, wrap
from workbench.charts.words import improvement_label, one_line
from workbench.domain.action import Action, ActionState
from workbench.domain.text import sentence_case, spelled

_GROUP = 10.0
NO_WORKSTREAM = "Other actions"
UNDATED = "No dates yet"
STREAM = "stream:"
"""What the key of a workstream begins with; its name follows."""


@dataclass(frozen=True, slots=True)
class Look:
    """How a roadmap is drawn: `folded` names the workstreams shown as one row (`None`: none can be), `quick` the ids of
    quick wins, `start` the day the plan's stretches count from, `weeks` marks a short axis by weeks.

    Without its `head` only the rows are drawn, for a head that stays where it is while they are scrolled.
    """

    folded: frozenset[str] | None = None
    quick: frozenset[str] = frozenset()
    start: dt.date | None = None
    weeks: bool = False
    head: bool = True

    def is_folded(self, name: str) -> bool:
        """Whether a workstream is one row."""
        return self.folded is not None and name in self.folded


PLAIN = Look()


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


def rows_of(actions: Sequence[Action]) -> list[tuple[str, int, list[Action]]]:
    """The plan as drawn: dated actions by workstream, then those without dates."""
    dated: dict[str, list[Action]] = {}
    undated: list[Action] = []
    for each in _live(actions):
        mine = dated.setdefault(one_line(each.workstream) or NO_WORKSTREAM, [])
        (undated if calendar.span(each) is None else mine).append(each)
    found: list[tuple[str, int, list[Action]]] = []
    for place, (name, mine) in enumerate(dated.items()):
        mine.sort(key=lambda each: (calendar.span(each) or (dt.date.max, dt.date.max), each.code))
        if mine:
            found.append((name, place, mine))
    if undated:
        found.append((UNDATED, -1, undated))
    return found


def height_of(actions: Sequence[Action], row_height: float = 26.0, look: Look = PLAIN) -> float:
    """How high the roadmap is for these actions."""
    listed = rows_of(actions)
    rows = sum((1 if look.is_folded(name) else len(mine)) * row_height + _GROUP for name, _, mine in listed)
    return (HEAD if look.head else 0.0) + 6 + rows + (0 if listed else row_height)


@dataclass
class _Drawn:
    """What the rows come to: arrows lie over the names and under the bars."""

    look: Look
    names: list[Mark] = field(default_factory=list[Mark])
    bars: list[Mark] = field(default_factory=list[Mark])
    after: list[Mark] = field(default_factory=list[Mark])
    spots: list[Spot] = field(default_factory=list[Spot])
    handles: list[Handle] = field(default_factory=list[Handle])
    rows: dict[str, Row] = field(default_factory=dict[str, Row])
    ends: dict[str, tuple[float, float]] = field(default_factory=dict[str, tuple[float, float]])


def _draw_row(plan: Layout, row: Row, chosen: bool, drawn: _Drawn) -> None:
    action, y = row.action, row.y
    if chosen:
        behind = Rect(plan.group - 6, y, plan.width - plan.group + 6, plan.row, fill="accent-t")
        drawn.names.append(behind)
    drawn.names += labels(plan, row, chosen)
    marks, found = bar(plan, row, chosen)
    drawn.bars += marks
    quick = action.id in drawn.look.quick
    spanned = calendar.span(action)
    words = f"{action.code} {one_line(action.title)}: {calendar.span_words(spanned)}"
    if quick:
        words += ", a quick win"
    drawn.spots.append(Spot(action.id, 0, y, plan.width, plan.row, words, improvement_label(action)))
    if found and spanned:
        drawn.ends[action.id] = found
        drawn.after += after_label(plan, action, found, y + plan.row / 2, quick)
        left, right = found
        days = (spanned[0].toordinal(), spanned[1].toordinal())
        drawn.handles.append(Handle(action.id, left, y, right - left, plan.row, words, "time", days))
    drawn.rows[action.id] = row


def _draw_folded(
    plan: Layout, name: str, place: int, mine: Sequence[Action], y: float, drawn: _Drawn
) -> None:
    """A workstream as one row: how many actions it has, and all of their bars over each other."""
    middle = y + plan.row / 2
    counted = f"{len(mine):,} {'action' if len(mine) == 1 else 'actions'}"
    drawn.names.append(Text(plan.group, middle + 4.5, counted, 12.5, color="ink2"))
    for action in mine:
        found = calendar.span(action)
        if found is None:
            continue
        x, right = plan.axis.x(found[0].toordinal()), plan.axis.x(found[1].toordinal() + 1)
        x, right = max(plan.axis.left, x), min(plan.axis.right, right)
        if right > x:
            thin = Rect(x, middle - 3.5, max(2.0, right - x), 7, fill=token(place), opacity=0.6, radius=2)
            drawn.bars.append(thin)


def draw_head(
    actions: Sequence[Action],
    width: float,
    today: dt.date,
    period: tuple[dt.date, dt.date] | None = None,
    look: Look = PLAIN,
) -> Figure:
    """Draw the axis alone, as it stands above rows that are drawn without theirs."""
    plan = layout(width, 26.0, *(period or calendar.plan_span(_live(actions), today)))
    marks = axis_head(plan, today, HEAD, look.start, look.weeks)
    return Figure(width, HEAD, tuple(marks), title(actions, today), TableText((), ()), axis=plan.axis)


def draw(
    actions: Sequence[Action],
    width: float,
    today: dt.date,
    selected: str = "",
    row_height: float = 26.0,
    period: tuple[dt.date, dt.date] | None = None,
    names: Sequence[str] = (),
    look: Look = PLAIN,
) -> Figure:
    """Draw the roadmap; `selected` is an action's id.

    `period` fixes the axis and `names` the workstreams' order, so that parts of one plan drawn apart agree. The key of
    a workstream that can be folded is `STREAM` and its name.
    """
    height = height_of(actions, row_height, look)
    plan = layout(width, row_height, *(period or calendar.plan_span(_live(actions), today)))
    if look.head:
        marks = axis_head(plan, today, height, look.start, look.weeks)
    else:
        marks = ground(plan, today, 0, height, look.start, look.weeks)
    order = list(names) or workstreams(actions)
    drawn = _Drawn(look)
    y = (HEAD if look.head else 0.0) + 6
    listed = rows_of(actions)
    if not listed:
        marks.append(Text(0, y + row_height * 0.65, "No actions yet.", 13, color="ink3"))
    for number, (name, _, mine) in enumerate(listed):
        place = order.index(name) if name in order else -1
        folded = look.is_folded(name)
        rows = 1 if folded else len(mine)
        if number:
            marks.append(Rect(0, y - _GROUP / 2 - 0.5, width, 1, fill="line"))
        colour = token(place) if place >= 0 else "line2"
        marks.append(Rect(0, y + 3, 4, rows * row_height - 6, fill=colour, radius=1.5))
        marks += _group_name(plan, name, y, rows, look)
        if look.folded is not None:
            drawn.spots.append(_stream_spot(plan, name, y, len(mine), folded))
        if folded:
            _draw_folded(plan, name, place, mine, y, drawn)
            y += row_height
        for action in () if folded else mine:
            _draw_row(plan, Row(action, place, y), action.id == selected, drawn)
            y += row_height
        y += _GROUP
    marks += drawn.names
    arrows = needs(plan, drawn.rows, drawn.ends)
    chosen = drawn.rows[selected].y if selected in drawn.rows else None
    marks += [*arrows, *drawn.bars, *under_words(drawn.after, arrows, chosen, row_height), *drawn.after]
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


def _stream_spot(plan: Layout, name: str, y: float, count: int, folded: bool) -> Spot:
    counted = f"{count:,} {'action' if count == 1 else 'actions'}"
    said = f"{name}: {counted}, {'folded; Enter opens it' if folded else 'Enter folds it into one row'}"
    # Within one row, so that it is meant before the row it lies in.
    return Spot(f"{STREAM}{name}", 0, y, plan.group - 8, plan.row, said)


def _group_name(plan: Layout, name: str, y: float, rows: int, look: Look = PLAIN) -> list[Mark]:
    """A workstream's name beside its rows; where there is but one row, two smaller lines."""
    x, middle = 13.0, y + plan.row * 0.5
    marks: list[Mark] = []
    if look.folded is not None:
        shut = ((10.0, middle - 4), (10.0, middle + 4), (15.0, middle))
        open_ = ((8.5, middle - 2.5), (16.5, middle - 2.5), (12.5, middle + 2.5))
        marks.append(Polygon(shut if look.is_folded(name) else open_, fill="ink3"))
        x = 21.0
    room = plan.group - x - 7
    if rows > 1 or text_width(name, 12, 600) <= room:
        lines = wrap(name, room, 12, 600, most=min(2, rows))
        return marks + [Text(x, middle + 4.5 + 15 * at, line, 12, 600) for at, line in enumerate(lines)]
    lines = wrap(name, room, 10.5, 600)
    return marks + [Text(x, middle - 2 + 11.5 * at, line, 10.5, 600) for at, line in enumerate(lines)]


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
