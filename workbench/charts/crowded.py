"""The cells of the matrix in which not every risk is found by its code, with everything that is in them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from workbench.analysis.exposure import When, exposure
from workbench.analysis.risk import live, ranked
from workbench.charts.measure import text_width
from workbench.domain.criteria import RiskCriteria
from workbench.domain.risk import Risk, RiskKind

SHOWN = 4
"""How many markers a cell shows one by one."""
CODE, LARGEST, INSIDE = 10.0, 13.5, 1.85
"""The size of a code in its marker (10 px on screen, and 7 pt on paper, where figures are drawn at 0.7), the largest
radius of a marker, and how many radii a code may be wide."""


@dataclass(frozen=True, slots=True)
class Crowd:
    """One cell: the codes of the risks that lie in it before treatment, and of those that do after it."""

    kind: RiskKind
    frequency: int
    impact: int
    before: tuple[str, ...]
    after: tuple[str, ...]


def crowded(risks: Iterable[Risk], criteria: RiskCriteria) -> list[Crowd]:
    """Give the cells with more than four markers, or with a code too long for one; threats first, the highest first."""
    cells: dict[tuple[RiskKind, int, int], tuple[list[str], list[str]]] = {}
    for risk in ranked(live(risks), criteria):
        for number, when in enumerate((When.INHERENT, When.AFTER)):
            place = exposure(risk, criteria, when)
            if place is not None:
                cell = cells.setdefault((risk.kind, place.frequency_step, place.impact_step), ([], []))
                cell[number].append(risk.code)
    order = list(RiskKind)
    found = [
        Crowd(kind, frequency, impact, tuple(before), tuple(after))
        for (kind, frequency, impact), (before, after) in cells.items()
        if len(before) + len(after) > SHOWN
        or any(text_width(code, CODE, 600) > LARGEST * INSIDE for code in (*before, *after))
    ]
    return sorted(found, key=lambda each: (order.index(each.kind), -each.frequency, -each.impact))
