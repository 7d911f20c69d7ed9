"""The mirrored risk matrix: threats left, opportunities right, before and after treatment."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from workbench.analysis.exposure import When, exposure
from workbench.analysis.risk import live, ranked, zone_today
from workbench.charts.crowded import CODE
from workbench.charts.figure import Anchor, Circle, Drop, Figure, Line, Mark, Text
from workbench.charts.matrix_markers import (
    AFTER,
    MORE,
    Drawn,
    arrow,
    draw_marker,
    markers_of,
    place_markers,
)
from workbench.charts.matrix_panels import (
    AXES_FOOT,
    DIRECTIONS,
    HEADS,
    Panel,
    axes,
    cells_of,
    grid,
    panels_of,
    step_line,
)
from workbench.charts.matrix_words import zone_words
from workbench.charts.measure import text_width
from workbench.charts.register import place, steps, table, threats_finding, title
from workbench.domain.criteria import RiskCriteria
from workbench.domain.risk import Risk, RiskKind
from workbench.domain.text import plural

__all__ = ["AFTER", "MORE", "draw", "place", "steps", "table", "threats_finding", "title"]

_FOOT = 68.0
_NOTE = 17.0
ARROWS = 16
"""So many arrows are drawn at most, those of the risks that stand first in the register: more say nothing."""


def _absent(unrated: int, closed: int) -> str:
    if not unrated:
        return f"{plural(closed, 'closed risk')} not drawn" if closed else ""
    said = f"{plural(unrated, 'risk')} not rated yet"
    return f"{said}, {closed} closed" if closed else said


def _legend_items(kinds: Sequence[RiskKind]) -> list[tuple[str, bool, float]]:
    """The lines of the legend behind the markers: their words, whether they are whole, and where they begin."""
    x = 38 + text_width("inherent, residual", 12) + 22
    found: list[tuple[str, bool, float]] = []
    for kind in kinds:
        threat = kind is RiskKind.THREAT
        said = "the most we accept" if threat else "worth seizing"
        found.append((said, threat, x))
        x += 29 + text_width(said, 12) + 22
    return found


def _legend(kinds: Sequence[RiskKind], y: float) -> list[Mark]:
    marks: list[Mark] = [
        Circle(6, y - 4, 5, fill="ink2"),
        Line(((11, y - 4), (21, y - 4)), "ink2", 1),
        Circle(27, y - 4, 5, fill="surface", stroke="ink2", line=1.5),
        Text(38, y, "inherent, residual", 12, color="ink3"),
    ]
    for said, whole, x in _legend_items(kinds):
        marks.append(Line(((x, y - 4), (x + 22, y - 4)), "ink", 2, () if whole else (5, 3)))
        marks.append(Text(x + 29, y, said, 12, color="ink3"))
    return marks


def _moving(risks: Sequence[Risk], criteria: RiskCriteria) -> Iterator[Risk]:
    """The risks that treatment takes to another cell, in the order of the register."""
    for risk in ranked(risks, criteria):
        before, after = exposure(risk, criteria), exposure(risk, criteria, When.AFTER)
        if before and after and place(before) != place(after):
            yield risk


def _arrows(
    listed: Sequence[Risk], criteria: RiskCriteria, drawn: Drawn, selected: str
) -> tuple[list[Risk], str]:
    """The risks that get an arrow, the selected one last, and a sentence about the others."""
    moving = list(_moving(listed, criteria))
    seen = [each for each in moving if each.id in drawn.where and each.id + AFTER in drawn.where]
    chosen = [each for at, each in enumerate(seen) if at < ARROWS or each.id == selected]
    left = f"Arrows for {len(chosen)} of {len(moving)} risks"
    said = f"{left}: the first of the register with both markers shown"
    return sorted(chosen, key=lambda each: each.id == selected), "" if len(chosen) == len(moving) else said


def _beside_axes(said: str, width: float) -> bool:
    """Whether a sentence fits between what stands at either end of the scales."""
    ends = 2 * max(text_width(each, 12) for each in DIRECTIONS.values())
    return bool(said) and text_width(said, 12) + ends + 2 * _NOTE <= width


@dataclass
class _Laid:
    """Everything above the scales, and what is said of the arrows that are not drawn."""

    panels: list[Panel]
    drawn: Drawn
    marks: list[Mark]
    drops: list[Drop]
    left_out: str = ""


def _lay_out(
    listed: Sequence[Risk],
    criteria: RiskCriteria,
    width: float,
    height: float,
    show: RiskKind | None,
    selected: str,
) -> _Laid:
    widest = max((text_width(risk.code, CODE, 600) for risk in listed), default=0.0)
    laid = _Laid(panels_of(width, height, criteria, show, widest), Drawn([], [], [], {}, [], []), [], [])
    cells = markers_of(listed, criteria, selected)
    for panel in laid.panels:
        laid.marks += [*grid(panel), step_line(panel)]
        laid.drops += [
            Drop(x, y, panel.cell_width, panel.cell_height, (panel.kind, frequency, impact))
            for frequency, impact, _, x, y in cells_of(panel)
        ]
        place_markers(panel, cells, laid.drawn)
    radius = laid.panels[0].radius
    chosen, laid.left_out = _arrows(listed, criteria, laid.drawn, selected)
    ways = [(laid.drawn.where[each.id], laid.drawn.where[each.id + AFTER]) for each in chosen]
    for panel in laid.panels:
        laid.marks += zone_words(panel, laid.drawn.boxes, ways, text_width(HEADS[panel.kind], 14, 600))
    for risk, way in zip(chosen, ways, strict=True):
        laid.marks += arrow(*way, radius, risk.id == selected)
    laid.marks += laid.drawn.marks
    for each, x, y in laid.drawn.rings:
        laid.marks += draw_marker(each, x, y, radius, each.risk.id == selected)
    return laid


def draw(
    risks: Sequence[Risk],
    criteria: RiskCriteria,
    width: float,
    height: float,
    show: RiskKind | None = None,
    selected: str = "",
) -> Figure:
    """Draw the matrix; `show` limits it to threats or opportunities, `selected` is a risk's id.

    What is closed is counted below it, and not drawn. Of many arrows only the first are drawn, which it says.
    """
    known = [risk for risk in risks if show is None or risk.kind is show]
    listed = live(known)
    kinds = list(RiskKind) if show is None else [show]
    unrated = sum(1 for risk in listed if zone_today(risk, criteria) is None)
    absent = _absent(unrated, len(known) - len(listed))
    said, _, x = _legend_items(kinds)[-1]
    fits = x + 29 + text_width(said, 12) + 22 + text_width(absent, 12) <= width
    below = [absent] if absent and not fits else []
    laid = _lay_out(listed, criteria, width, height - _FOOT - _NOTE * len(below), show, selected)
    beside = _beside_axes(laid.left_out, width)
    if laid.left_out and not beside:
        # The sentence takes a line of its own, and so what is drawn is laid out anew above it.
        less = height - _FOOT - _NOTE * (len(below) + 1)
        laid = _lay_out(listed, criteria, width, less, show, selected)
        below.append(laid.left_out)
    bottom = laid.panels[0].bottom
    legend = bottom + _FOOT - 4
    marks = [*laid.marks, *axes(laid.panels, width), *_legend(kinds, legend)]
    if beside:
        said = laid.left_out
        marks.append(Text(width / 2, bottom + AXES_FOOT, said, 12, color="ink3", anchor=Anchor.MIDDLE))
    if absent and fits:
        marks.append(Text(width, legend, absent, 12, color="warn", anchor=Anchor.END))
    for line, note in enumerate(below, 1):
        marks.append(Text(0, legend + _NOTE * line, note, 12, color="warn" if note == absent else "ink3"))
    return Figure(
        width,
        height,
        tuple(marks),
        title(known, criteria),
        table(known, criteria),
        tuple(laid.drawn.spots),
        tuple(laid.drawn.handles),
        tuple(laid.drops),
    )
