"""Business needs from today's figure to the target, each on a scale of its own."""

from __future__ import annotations

import math
from collections.abc import Sequence

from workbench.analysis.figures import as_typed
from workbench.charts.figure import (
    Circle,
    Drop,
    Figure,
    Handle,
    Line,
    Mark,
    Spot,
    TableText,
    Text,
)
from workbench.charts.measure import shorten, text_width
from workbench.charts.words import one_line
from workbench.domain.need import Need
from workbench.domain.text import plural

ROW, TOP = 44.0, 6.0
_STEPS = 40
_BESIDE = 148.0


def amount(value: float | None) -> str:
    """A figure as typed, thousands grouped."""
    if value is None:
        return "–"
    return as_typed(value)


def now_then(each: Need) -> str:
    """'9 → 2 hours', or what is known of it."""
    if each.current is None and each.target is None:
        return "–"
    return f"{amount(each.current)} → {amount(each.target)} {one_line(each.unit)}".rstrip()


def measured(each: Need) -> bool:
    """Whether the need can be followed: a KPI with both figures."""
    return bool(each.kpi.strip()) and each.current is not None and each.target is not None


def title(listed: Sequence[Need]) -> str:
    """Say how many needs can be followed, and what no SRE work serves."""
    if not listed:
        return "No business needs yet"
    followed = sum(1 for each in listed if measured(each))
    unserved = [each for each in listed if not each.sre_work.strip() and not each.actions]
    said = f"{followed} of {plural(len(listed), 'need')} {'has' if followed == 1 else 'have'} a KPI with a figure and a target"
    if not followed:
        few = f"None of {len(listed)} needs has a" if len(listed) > 1 else "The one need has no"
        said = f"{few} KPI with a figure and a target"
    if unserved:
        names = shorten(one_line(unserved[0].title), 240, 13)
        if len(unserved) == 1:
            return f"{said}; no SRE work serves {names} yet"
        return f"{said}; {len(unserved)} are served by no SRE work yet"
    return said


def _top(each: Need) -> float:
    """The end of a need's own scale: a round figure beyond both of its figures."""
    most = max(each.current or 0, each.target or 0)
    if most <= 0:
        return 1.0
    size = 10 ** math.floor(math.log10(most))
    return next(step * size for step in (1, 1.5, 2, 3, 4, 5, 6, 8, 10, 15) if step * size >= most * 1.1)


def value_at(each: Need, share: float) -> float:
    """The figure at a share of a need's own scale, rounded as the scale is."""
    top = _top(each)
    size = 10 ** math.floor(math.log10(top)) / 20
    return round(round(top * share / size) * size, 10)


def _row(
    each: Need, y: float, frame: tuple[float, float, float], selected: bool
) -> tuple[list[Mark], Handle | None]:
    left, right, beside = frame
    middle = y + 26
    weight = 600 if selected else 400
    top = _top(each)
    marks: list[Mark] = [
        Text(0, y + 14, shorten(one_line(each.title), right, 12.5, 600), 12.5, 600),
        Text(0, y + 30, shorten(one_line(each.kpi) or "no KPI yet", left - 12, 11.5), 11.5, color="ink3"),
        Line(((left, middle), (right, middle)), "line2"),
    ]

    def x(value: float) -> float:
        return left + (right - left) * value / top

    handle = None
    if each.current is not None and each.target is not None:
        marks.append(Line(((x(each.current), middle), (x(each.target), middle)), "ink3", 2))
    if each.current is not None:
        marks.append(Circle(x(each.current), middle, 5, "data", "data"))
    if each.target is not None:
        marks.append(Circle(x(each.target), middle, 6, "surface", "accent", 2, key=each.id))
        handle = Handle(each.id, x(each.target) - 8, middle - 8, 16, 16, f"Target of {each.code}")
    elif each.current is not None:
        # No target yet: it begins at today's figure.
        marks.append(Circle(x(each.current), middle, 9, "", "line2", 2, key=each.id))
        handle = Handle(each.id, x(each.current) - 9, middle - 9, 18, 18, f"Target of {each.code}")
    marks.append(Text(right + 12, middle + 4, shorten(now_then(each), beside, 12, weight), 12, weight))
    return marks, handle


def draw(listed: Sequence[Need], width: float, selected: str = "") -> Figure:
    """Draw the needs that have a figure; a drop means a share 0..1 of the dragged need's own scale."""
    shown = [each for each in listed if each.current is not None or each.target is not None][:20]
    left = min(240.0, width * 0.34)
    widest = max((text_width(now_then(each), 12, 600) for each in shown), default=0.0)
    beside = max(_BESIDE, min(widest + 1, width * 0.4))
    right = width - beside - 12
    marks: list[Mark] = []
    spots: list[Spot] = []
    handles: list[Handle] = []
    for number, each in enumerate(shown):
        y = TOP + number * ROW
        drawn, handle = _row(each, y, (left, right, beside), each.id == selected)
        marks += drawn
        spots.append(
            Spot(each.id, 0, y, width, ROW - 4, f"{each.code} {each.title}: {now_then(each)}", each.title)
        )
        if handle is not None:
            handles.append(handle)
    height = TOP + max(1, len(shown)) * ROW
    if not shown:
        marks.append(
            Text(0, TOP + 20, "No figures yet: type today's and the target beside a need.", 12, color="ink3")
        )
    step = (right - left) / _STEPS
    drops = tuple(Drop(left + (i - 0.5) * step, 0, step, height, i / _STEPS) for i in range(_STEPS + 1))
    table = TableText(
        ("Code", "Need", "KPI", "Now", "Target", "Unit"),
        tuple(
            (each.code, each.title, each.kpi, amount(each.current), amount(each.target), each.unit)
            for each in listed
        ),
    )
    return Figure(width, height, tuple(marks), title(listed), table, tuple(spots), tuple(handles), drops)
