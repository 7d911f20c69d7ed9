"""The mirrored risk matrix: threats left, opportunities right, before and after treatment."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from workbench.analysis.exposure import When, cell_zone, exposure
from workbench.analysis.risk import live, ranked, zone_today
from workbench.charts import glyphs
from workbench.charts.crowded import SHOWN
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
    Text,
)
from workbench.charts.measure import shorten, text_width, wrap
from workbench.charts.register import place, steps, table, threats_finding, title
from workbench.domain.criteria import RiskCriteria
from workbench.domain.risk import STEPS, Risk, RiskKind, Zone
from workbench.domain.text import plural

AFTER = "/after"
"""What the key of a residual marker adds to the id of its risk."""
MORE = "more:"
"""What the key of an overflow marker begins with; then kind, frequency and impact, split by ':'."""

__all__ = ["AFTER", "MORE", "draw", "place", "steps", "table", "threats_finding", "title"]

_HEAD = 26.0
_FOOT = 68.0
_GUTTER = 70.0
_GAP = 2.0
_ARROWS = 16
_CODE = 10.0
"""The size of a code in its marker: 10 px on screen, and 7 pt on paper, where figures are drawn at 0.7."""
_SMALLEST, _LARGEST = 11.0, 13.5
_INSIDE = 1.85
"""How many radii of a marker its code may be wide."""


@dataclass(frozen=True, slots=True)
class _Marker:
    risk: Risk
    after: bool
    frequency: int
    impact: int

    @property
    def key(self) -> str:
        return self.risk.id + (AFTER if self.after else "")

    @property
    def name(self) -> str:
        when = "after treatment" if self.after else "before treatment"
        return f"{self.risk.code} {self.risk.title}, {when}: frequency {self.frequency}, impact {self.impact}"


@dataclass(frozen=True, slots=True)
class _Panel:
    kind: RiskKind
    left: float
    top: float
    cell_width: float
    cell_height: float
    criteria: RiskCriteria
    code_width: float = 0.0

    def corner(self, frequency: int, impact: int) -> tuple[float, float]:
        """The top left corner of a cell: threats mirrored, the most frequent on top."""
        column = STEPS - impact if self.kind is RiskKind.THREAT else impact - 1
        return (self.left + column * self.cell_width, self.top + (STEPS - frequency) * self.cell_height)

    @property
    def right(self) -> float:
        return self.left + STEPS * self.cell_width

    @property
    def bottom(self) -> float:
        return self.top + STEPS * self.cell_height

    @property
    def radius(self) -> float:
        wanted = max(
            _SMALLEST, self.code_width / _INSIDE, min(self.cell_height * 0.22, self.cell_width * 0.15)
        )
        return max(6.0, min(_LARGEST, wanted, self.cell_height / 2 - 1, self.cell_width / 2 - 1))

    @property
    def across(self) -> int:
        """How many markers stand side by side in a cell."""
        return max(1, int((self.cell_width - 1) // (2 * self.radius + 1)))

    @property
    def room(self) -> int:
        """How many markers a cell shows one by one before the rest is counted."""
        down = max(1, int((self.cell_height - 1) // (2 * self.radius + 1)))
        return min(SHOWN, self.across * down)


def _cells(panel: _Panel) -> Iterator[tuple[int, int, Zone, float, float]]:
    for frequency in range(1, STEPS + 1):
        for impact in range(1, STEPS + 1):
            zone = cell_zone(frequency, impact, panel.criteria)
            yield (frequency, impact, zone, *panel.corner(frequency, impact))


def _grid(panel: _Panel, taken: set[tuple[int, int]]) -> list[Mark]:
    marks: list[Mark] = []
    edge = glyphs.cell_token(panel.kind, Zone.AMBER)
    for _, _, zone, x, y in _cells(panel):
        marks.append(
            Rect(
                x + _GAP / 2,
                y + _GAP / 2,
                panel.cell_width - _GAP,
                panel.cell_height - _GAP,
                fill=glyphs.cell_token(panel.kind, zone),
                stroke=edge if zone is Zone.GREEN else "",
                radius=2,
                pattern=glyphs.ZONE_PATTERN[zone],
            )
        )
    for wanted in Zone:
        cells = [each for each in _cells(panel) if each[2] is wanted]
        if not cells:
            # Own thresholds may leave a zone without a cell.
            continue
        # The word stands in a free cell near the outer edge, so that no marker hides it.
        cells.sort(key=lambda each: ((each[0], each[1]) in taken, -abs(each[1] - 2.5), -each[0]))
        _, _, _, x, y = cells[0]
        word = wanted.word(panel.kind)
        marks.append(Text(x + 7, y + panel.cell_height - 8, word, 11.5, 600))
    return marks


def _step_line(panel: _Panel) -> Line:
    """The edge of the red zone: from the inner top corner down to the outer edge."""
    lowest = {
        impact: min(
            (f for f, i, zone, _, _ in _cells(panel) if i == impact and zone is Zone.RED), default=STEPS + 1
        )
        for impact in range(1, STEPS + 1)
    }
    points: list[tuple[float, float]] = []
    mirrored = panel.kind is RiskKind.THREAT
    for impact in range(1, STEPS + 1):
        if lowest[impact] > STEPS:
            continue
        x, y = panel.corner(lowest[impact], impact)
        inner, outer = (x + panel.cell_width, x) if mirrored else (x, x + panel.cell_width)
        if not points:
            points.append((inner, panel.top))
        points += [(inner, y + panel.cell_height), (outer, y + panel.cell_height)]
    return Line(tuple(points), "ink", 2, () if mirrored else (5, 3))


def _markers(
    risks: Iterable[Risk], criteria: RiskCriteria, selected: str
) -> dict[tuple[RiskKind, int, int], list[_Marker]]:
    cells: dict[tuple[RiskKind, int, int], list[_Marker]] = {}
    chosen = sorted(ranked(risks, criteria), key=lambda risk: risk.id != selected)
    for after in (False, True):
        for risk in chosen:
            stands = exposure(risk, criteria, When.AFTER if after else When.INHERENT)
            if stands is not None:
                frequency, impact = stands.frequency_step, stands.impact_step
                found = cells.setdefault((risk.kind, frequency, impact), [])
                found.append(_Marker(risk, after, frequency, impact))
    for found in cells.values():
        found.sort(key=lambda each: each.risk.id != selected)
    return cells


def _places(panel: _Panel, frequency: int, impact: int, count: int) -> list[tuple[float, float]]:
    x, y = panel.corner(frequency, impact)
    cx, cy = x + panel.cell_width / 2, y + panel.cell_height / 2
    step = 2 * panel.radius + 1
    across = min(count, 2 if count == 4 else 3, panel.across)
    lines = math.ceil(count / across)
    down = min(step, panel.cell_height - 2 * panel.radius - 2)
    places: list[tuple[float, float]] = []
    for number in range(count):
        line, column = divmod(number, across)
        in_line = min(across, count - line * across)
        places.append((cx + (column - (in_line - 1) / 2) * step, cy + (line - (lines - 1) / 2) * down))
    return places


def _draw_marker(each: _Marker, x: float, y: float, radius: float, selected: bool) -> list[Mark]:
    token = glyphs.kind_token(each.risk.kind)
    code = shorten(each.risk.code, radius * _INSIDE, _CODE, 600)
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
        Text(x, y + _CODE * 0.36, code, _CODE, 600, color=ink, anchor=Anchor.MIDDLE),
    ]
    return marks


def _arrow(start: tuple[float, float], end: tuple[float, float], radius: float, bold: bool) -> list[Mark]:
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
class _Drawn:
    """Everything the markers of the panels come to."""

    marks: list[Mark]
    spots: list[Spot]
    handles: list[Handle]
    where: dict[str, tuple[float, float]]
    rings: list[tuple[_Marker, float, float]]


def _place_markers(
    panel: _Panel, cells: dict[tuple[RiskKind, int, int], list[_Marker]], drawn: _Drawn
) -> None:
    radius = panel.radius
    for (kind, frequency, impact), found in sorted(cells.items()):
        if kind is not panel.kind:
            continue
        shown = found if len(found) <= panel.room else found[: min(2, panel.room - 1)]
        rest = len(found) - len(shown)
        places = _places(panel, frequency, impact, len(shown) + (1 if rest else 0))
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
                Text(x, y + _CODE * 0.36, f"+{rest}", _CODE, 600, color="ink2", anchor=Anchor.MIDDLE),
            ]


def _panels(
    width: float, height: float, criteria: RiskCriteria, show: RiskKind | None, code_width: float
) -> list[_Panel]:
    tall = (height - _HEAD - _FOOT) / STEPS
    if show is not None:
        left = _GUTTER if show is RiskKind.OPPORTUNITY else 0.0
        return [_Panel(show, left, _HEAD, (width - _GUTTER) / STEPS, tall, criteria, code_width)]
    wide = (width - _GUTTER) / (2 * STEPS)
    return [
        _Panel(RiskKind.THREAT, 0, _HEAD, wide, tall, criteria, code_width),
        _Panel(RiskKind.OPPORTUNITY, width / 2 + _GUTTER / 2, _HEAD, wide, tall, criteria, code_width),
    ]


def _axes(panels: Sequence[_Panel], width: float) -> list[Mark]:
    marks: list[Mark] = []
    first = panels[0]
    middle = width / 2
    if len(panels) == 1:
        middle = _GUTTER / 2 if first.kind is RiskKind.OPPORTUNITY else width - _GUTTER / 2
    marks.append(Text(middle, 14, "Frequency", 12, color="ink3", anchor=Anchor.MIDDLE))
    for step, word in enumerate(first.criteria.frequency_words, 1):
        lines = wrap(word, _GUTTER - 4, 12)
        y = first.top + (STEPS - step + 0.5) * first.cell_height - 6 * (len(lines) - 1)
        for at, said in enumerate((*lines, str(step))):
            small = at == len(lines)
            look = (11, "ink3") if small else (12, "ink2")
            place_y = y + 13 * at + (2 if small else 0)
            marks.append(Text(middle, place_y, said, look[0], color=look[1], anchor=Anchor.MIDDLE))
    for panel in panels:
        threat = panel.kind is RiskKind.THREAT
        scale = panel.criteria.impact_words if threat else panel.criteria.benefit_words
        head = "Threats" if threat else "Opportunities"
        edge, anchor = (panel.left, Anchor.START) if threat else (panel.right, Anchor.END)
        marks.append(Text(edge, 14, head, 14, 600, color=glyphs.kind_token(panel.kind), anchor=anchor))
        for impact in range(1, STEPS + 1):
            x = panel.corner(1, impact)[0] + panel.cell_width / 2
            marks.append(Text(x, panel.bottom + 15, str(impact), 12, color="ink2", anchor=Anchor.MIDDLE))
            word = scale[impact - 1]
            size = max(9.5, min(11.0, 11 * (panel.cell_width - 2) / text_width(word, 11)))
            word = shorten(word, panel.cell_width - 1.9, size)
            marks.append(Text(x, panel.bottom + 29, word, size, color="ink3", anchor=Anchor.MIDDLE))
        said = "← Negative impact" if threat else "Positive impact →"
        marks.append(Text(edge, panel.bottom + 46, said, 12, color="ink3", anchor=anchor))
    return marks


def _absent(unrated: int, closed: int) -> str:
    if not unrated:
        return f"{plural(closed, 'closed risk')} not drawn" if closed else ""
    said = f"{plural(unrated, 'risk')} not rated yet"
    return f"{said}, {closed} closed" if closed else said


def _legend(panels: Sequence[_Panel], y: float, absent: str, width: float) -> list[Mark]:
    marks: list[Mark] = [
        Circle(6, y - 4, 5, fill="ink2"),
        Line(((11, y - 4), (21, y - 4)), "ink2", 1),
        Circle(27, y - 4, 5, fill="surface", stroke="ink2", line=1.5),
        Text(38, y, "inherent, residual", 12, color="ink3"),
    ]
    x = 38 + text_width("inherent, residual", 12) + 22
    for panel in panels:
        threat = panel.kind is RiskKind.THREAT
        said = "the most we accept" if threat else "worth seizing"
        marks.append(Line(((x, y - 4), (x + 22, y - 4)), "ink", 2, () if threat else (5, 3)))
        marks.append(Text(x + 29, y, said, 12, color="ink3"))
        x += 29 + text_width(said, 12) + 22
    if absent:
        fits = x + text_width(absent, 12) <= width
        marks.append(Text(width, y if fits else y - 22, absent, 12, color="warn", anchor=Anchor.END))
    return marks


def draw(
    risks: Sequence[Risk],
    criteria: RiskCriteria,
    width: float,
    height: float,
    show: RiskKind | None = None,
    selected: str = "",
) -> Figure:
    """Draw the matrix; `show` limits it to threats or opportunities, `selected` is a risk's id.

    What is closed is counted below it, and not drawn.
    """
    known = [risk for risk in risks if show is None or risk.kind is show]
    listed = live(known)
    widest = max((text_width(risk.code, _CODE, 600) for risk in listed), default=0.0)
    panels = _panels(width, height, criteria, show, widest)
    cells = _markers(listed, criteria, selected)
    drawn = _Drawn([], [], [], {}, [])
    marks: list[Mark] = []
    drops: list[Drop] = []
    for panel in panels:
        taken = {(f, i) for kind, f, i in cells if kind is panel.kind}
        marks += _grid(panel, taken)
        marks.append(_step_line(panel))
        drops += [
            Drop(x, y, panel.cell_width, panel.cell_height, (panel.kind, frequency, impact))
            for frequency, impact, _, x, y in _cells(panel)
        ]
        _place_markers(panel, cells, drawn)
    moved = [risk for risk in listed if risk.id in drawn.where and risk.id + AFTER in drawn.where]
    for risk in sorted(moved, key=lambda each: each.id == selected):
        bold = risk.id == selected
        # Many arrows say nothing; then only the chosen risk shows its way.
        if bold or len(moved) <= _ARROWS:
            ends = drawn.where[risk.id], drawn.where[risk.id + AFTER]
            marks += _arrow(*ends, panels[0].radius, bold)
    marks += drawn.marks
    for each, x, y in drawn.rings:
        marks += _draw_marker(each, x, y, panels[0].radius, each.risk.id == selected)
    unrated = sum(1 for risk in listed if zone_today(risk, criteria) is None)
    marks += _axes(panels, width)
    marks += _legend(panels, height - 4, _absent(unrated, len(known) - len(listed)), width)
    return Figure(
        width,
        height,
        tuple(marks),
        title(known, criteria),
        table(known, criteria),
        tuple(drawn.spots),
        tuple(drawn.handles),
        tuple(drops),
    )
