"""Risks held against what the business accepts: their zones, the order of the register, what red ones lack.

The names `Zone`, `zone`, `Violation`, `check_matrix` and `residual` are kept here for scripts; each has a module.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from workbench.analysis.controls import residual
from workbench.analysis.exposure import When, cell_zone, demands_numbers, exposure
from workbench.analysis.risk_matrix import (
    APPETITE,
    FREQUENCY_EDGES,
    IMPACT_EDGES,
    TOLERANCE,
    Violation,
    check_matrix,
    zone,
)
from workbench.domain.book import Book
from workbench.domain.criteria import RiskCriteria
from workbench.domain.risk import STEPS, Risk, RiskKind, RiskState, Zone

__all__ = [
    "APPETITE",
    "FREQUENCY_EDGES",
    "IMPACT_EDGES",
    "REQUIRED_FOR_RED",
    "STEPS",
    "TOLERANCE",
    "Recoloured",
    "Violation",
    "When",
    "Zone",
    "above_limit",
    "cell_zone",
    "check_matrix",
    "demands_numbers",
    "exposure",
    "live",
    "missing",
    "own_colours",
    "ranked",
    "recoloured",
    "recoloured_cells",
    "residual",
    "sort_key",
    "zone",
    "zone_after",
    "zone_so_far",
    "zone_today",
]

REQUIRED_FOR_RED = ("owner", "due", "review")
"""The fields that a risk in the red zone must have."""
_RANK = {Zone.RED: 0, Zone.AMBER: 1, Zone.GREEN: 2}


def zone_today(risk: Risk, criteria: RiskCriteria) -> Zone | None:
    """The zone before treatment; `None` while it was not rated."""
    found = exposure(risk, criteria)
    return found.zone if found else None


def zone_so_far(risk: Risk, criteria: RiskCriteria, done: Collection[str]) -> Zone | None:
    """The zone with the controls in place; `done` are the ids of the actions that are done."""
    found = exposure(risk, criteria, When.SO_FAR, done)
    return found.zone if found else None


def zone_after(risk: Risk, criteria: RiskCriteria) -> Zone | None:
    """The zone after treatment; `None` while it was not rated."""
    found = exposure(risk, criteria, When.AFTER)
    return found.zone if found else None


def live(risks: Iterable[Risk]) -> list[Risk]:
    """The threats and opportunities that are not closed, in the order given."""
    return [risk for risk in risks if risk.state is not RiskState.CLOSED]


def sort_key(risk: Risk, criteria: RiskCriteria) -> tuple[bool, int, int, float, int, str]:
    """Order a register: red first, then by step sum within a zone, then by expected loss or gain, then by code.

    What is closed comes last.
    """
    found = exposure(risk, criteria)
    return (
        risk.state is RiskState.CLOSED,
        _RANK[found.zone] if found else len(_RANK),
        -(found.frequency_step + found.impact_step) if found else 0,
        -(found.expected or 0.0) if found else 0.0,
        int(risk.kind is RiskKind.OPPORTUNITY),
        risk.code,
    )


def ranked(risks: Iterable[Risk], criteria: RiskCriteria) -> list[Risk]:
    """Give risks in the order a register lists them."""
    return sorted(risks, key=lambda risk: sort_key(risk, criteria))


def above_limit(book: Book) -> tuple[list[Risk], list[Risk]]:
    """The open threats in the red zone today, and those still there after treatment (unrated counts as today)."""
    threats = [risk for risk in live(book.risks) if risk.kind is RiskKind.THREAT]
    limits = book.criteria
    today = [risk for risk in threats if zone_today(risk, limits) is Zone.RED]
    after = [risk for risk in threats if (zone_after(risk, limits) or zone_today(risk, limits)) is Zone.RED]
    return today, after


def missing(risk: Risk, criteria: RiskCriteria) -> list[str]:
    """The fields a risk that is red before or after treatment must have and has not (domain.md 3); none once closed."""
    if risk.state is RiskState.CLOSED or Zone.RED not in (
        zone_today(risk, criteria),
        zone_after(risk, criteria),
    ):
        return []
    return [field for field in REQUIRED_FOR_RED if not getattr(risk, field)]


def own_colours(criteria: RiskCriteria) -> list[Violation]:
    """What is wrong with the client's own colouring; empty where the thresholds colour the matrix."""
    if not criteria.colours:
        return []
    rows = [criteria.colours[start : start + STEPS] for start in range(0, STEPS * STEPS, STEPS)]
    return check_matrix(rows, criteria.frequency_bounds, criteria.impact_bounds)


@dataclass(frozen=True, slots=True)
class Recoloured:
    """A risk that other criteria colour otherwise: its zones before and after that change.

    `today` are those before treatment, `so_far` with the controls in place, `treated` after all of it.
    """

    risk: Risk
    today: tuple[Zone | None, Zone | None]
    so_far: tuple[Zone | None, Zone | None]
    treated: tuple[Zone | None, Zone | None]


def recoloured(
    risks: Iterable[Risk], before: RiskCriteria, after: RiskCriteria, done: Collection[str] = ()
) -> list[Recoloured]:
    """Say which risks change colour with other criteria at any moment, in the order given.

    `done` are the ids of the actions that are done.
    """
    found = [
        Recoloured(
            risk,
            (zone_today(risk, before), zone_today(risk, after)),
            (zone_so_far(risk, before, done), zone_so_far(risk, after, done)),
            (zone_after(risk, before), zone_after(risk, after)),
        )
        for risk in risks
    ]
    return [
        each for each in found if any(old is not new for old, new in (each.today, each.so_far, each.treated))
    ]


def recoloured_cells(before: RiskCriteria, after: RiskCriteria) -> list[tuple[int, int]]:
    """Say which cells (frequency step, impact step) change colour with other criteria."""
    cells = [(f, i) for f in range(1, STEPS + 1) for i in range(1, STEPS + 1)]
    return [cell for cell in cells if cell_zone(*cell, before) is not cell_zone(*cell, after)]
