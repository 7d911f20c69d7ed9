"""The cells of the matrix that hold more risks than there is room to draw, with everything that is in them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from workbench.analysis.exposure import When, exposure
from workbench.analysis.risk import live, ranked
from workbench.domain.criteria import RiskCriteria
from workbench.domain.risk import Risk, RiskKind

SHOWN = 4
"""How many markers a cell shows one by one."""


@dataclass(frozen=True, slots=True)
class Crowd:
    """One cell: the codes of the risks that lie in it before treatment, and of those that do after it."""

    kind: RiskKind
    frequency: int
    impact: int
    before: tuple[str, ...]
    after: tuple[str, ...]


def crowded(risks: Iterable[Risk], criteria: RiskCriteria) -> list[Crowd]:
    """Give the cells with more than four markers, threats first, the most frequent and largest first."""
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
    ]
    return sorted(found, key=lambda each: (order.index(each.kind), -each.frequency, -each.impact))
