"""The markers of the risk matrix: where each stands in its cell, what is counted there, and the arrows between them."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass

from workbench.analysis.exposure import When, exposure
from workbench.analysis.risk import ranked
from workbench.charts import glyphs
from workbench.charts.crowded import CODE, INSIDE
from workbench.charts.figure import Anchor, Circle, Handle, Line, Mark, Rect, Spot, Text
from workbench.charts.matrix_panels import Panel
from workbench.charts.measure import shorten
from workbench.domain.criteria import RiskCriteria
from workbench.domain.risk import Risk, RiskKind

AFTER = "/after"
"""What the key of a residual marker adds to the id of its risk."""
MORE = "more:"
"""What the key of an overflow marker begins with; then kind, frequency and impact, split by ':'."""


@dataclass(frozen=True, slots=True)
class Marker:
    """One risk in one cell, before or after treatment."""

    risk: Risk
    after: bool
    frequency: int
    impact: int

    @property
    def key(self) -> str:
        """What screens call it."""
        return self.risk.id + (AFTER if self.after else "")

    @property
    def name(self) -> str:
        """What a screen reader says."""
        when = "after treatment" if self.after else "before treatment"
        return f"{self.risk.code} {self.risk.title}, {when}: frequency {self.frequency}, impact {self.impact}"


def markers_of(
    risks: Iterable[Risk], criteria: RiskCriteria, selected: str
) -> dict[tuple[RiskKind, int, int], list[Marker]]:
    """Give the markers of each cell, those of the selected risk first, then in the order of the register."""
    cells: dict[tuple[RiskKind, int, int], list[Marker]] = {}
    chosen = sorted(ranked(risks, criteria), key=lambda risk: risk.id != selected)
    for after in (False, True):
        for risk in chosen:
            stands = exposure(risk, criteria, When.AFTER if after else When.INHERENT)
            if stands is not None:
                frequency, impact = stands.frequency_step, stands.impact_step
                found = cells.setdefault((risk.kind, frequency, impact), [])
                found.append(Marker(risk, after, frequency, impact))
    for found in cells.values():
        found.sort(key=lambda each: each.risk.id != selected)
    return cells


def _places(panel: Panel, frequency: int, impact: int, count: int) -> list[tuple[float, float]]:
    x, y = panel.corner(frequency, impact)
    cx, cy = x + panel.cell_width / 2, y + panel.cell_height / 2
    step = 2 * panel.radius + 1
    # Two by two where there is height for it, else as many side by side as it takes.
    wanted = 2 if count == 4 else 3
    across = min(count, max(wanted, math.ceil(count / panel.down)), panel.across)
    lines = math.ceil(count / across)
    down = min(step, panel.cell_height - 2 * panel.radius - 2)
    places: list[tuple[float, float]] = []
    for number in range(count):
        line, column = divmod(number, across)
        in_line = min(across, count - line * across)
        places.append((cx + (column - (in_line - 1) / 2) * step, cy + (line - (lines - 1) / 2) * down))
    return places


def draw_marker(each: Marker, x: float, y: float, radius: float, selected: bool) -> list[Mark]:
    """A marker with its code: full before treatment, a ring after it."""
    token = glyphs.kind_token(each.risk.kind)
    code = shorten(each.risk.code, radius * INSIDE, CODE, 600)
    marks: list[Mark] = [Circle(x, y, radius + 4, stroke="ink", line=2)] if selected else []
    ink = token if each.after else "surface"
    marks += [
        Circle(
            x,
            y,
            radius,
            fill="surface" if each.after else token,
            stroke=token if each.after else "surface",
            line=1.6,
            key=each.key,
        ),
        Text(x, y + CODE * 0.36, code, CODE, 600, color=ink, anchor=Anchor.MIDDLE),
    ]
    return marks


def arrow(start: tuple[float, float], end: tuple[float, float], radius: float, bold: bool) -> list[Mark]:
    """The way from one marker to the other; nothing where they touch."""
    length = math.dist(start, end)
    if length <= 2 * radius + 4:
        return []
    ux, uy = (end[0] - start[0]) / length, (end[1] - start[1]) / length
    first = (start[0] + ux * (radius + 1), start[1] + uy * (radius + 1))
    last = (end[0] - ux * (radius + 2), end[1] - uy * (radius + 2))
    return [
        Line((first, last), "surface", 4 if bold else 3),
        Line((first, last), "ink" if bold else "ink2", 2 if bold else 1.2, arrow=True),
    ]


@dataclass
class Drawn:
    """Everything the markers of the panels come to."""

    marks: list[Mark]
    spots: list[Spot]
    handles: list[Handle]
    where: dict[str, tuple[float, float]]
    rings: list[tuple[Marker, float, float]]
    boxes: list[tuple[float, float, float, float]]


def place_markers(panel: Panel, cells: dict[tuple[RiskKind, int, int], list[Marker]], drawn: Drawn) -> None:
    """Find a place for every marker of a half; what its cell has no room for is counted."""
    radius = panel.radius
    for (kind, frequency, impact), found in sorted(cells.items()):
        if kind is not panel.kind:
            continue
        shown = found if len(found) <= panel.room else found[: max(0, panel.room - 1)]
        rest = len(found) - len(shown)
        places = _places(panel, frequency, impact, len(shown) + (1 if rest else 0))
        drawn.boxes += [(x - radius, y - radius, x + radius, y + radius) for x, y in places]
        for each, (x, y) in zip(shown, places, strict=False):
            drawn.where[each.key] = (x, y)
            drawn.rings.append((each, x, y))
            box = (x - radius, y - radius, 2 * radius, 2 * radius)
            drawn.spots.append(Spot(each.key, *box, each.name, each.risk.title))
            drawn.handles.append(Handle(each.key, *box, each.name))
        if rest:
            x, y = places[-1]
            key = f"{MORE}{kind}:{frequency}:{impact}"
            names = ", ".join(
                each.risk.code + (" after treatment" if each.after else "") for each in found[len(shown) :]
            )
            box = (x - radius, y - radius, 2 * radius, 2 * radius)
            drawn.spots.append(Spot(key, *box, f"{rest} more: {names}", names))
            drawn.marks += [
                Rect(*box, fill="surface", stroke="ink2", radius=radius, key=key),
                Text(x, y + CODE * 0.36, f"+{rest}", CODE, 600, color="ink2", anchor=Anchor.MIDDLE),
            ]
