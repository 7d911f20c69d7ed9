"""Zones of a risk matrix, derived from appetite and tolerance rather than painted (domain.md 3)."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from functools import lru_cache
from itertools import pairwise

from workbench.domain.book import Book
from workbench.domain.risk import Risk, RiskKind, Zone

STEPS = 5
FREQUENCY_EDGES = (0.0, 10**-1.0, 10**-0.5, 1.0, 10**0.5, math.inf)
IMPACT_EDGES = (0.0, 1.0, 10**0.5, 10.0, 10**1.5, math.inf)
APPETITE = 1.0
TOLERANCE = 10**0.5
_RELATIVE = 1e-9


def _product(a: float, b: float) -> float:
    # 0 · ∞ is the corner of an open cell: nothing happens there, whatever it would cost.
    return 0.0 if a == 0 or b == 0 else a * b


def _check(name: str, edges: Sequence[float], step: object) -> None:
    if len(edges) < 2 or not all(a < b for a, b in pairwise(edges)) or edges[0] < 0:
        raise ValueError(f"{name}_edges must be ascending numbers from 0 up.")
    if isinstance(step, bool) or not isinstance(step, int) or not 1 <= step < len(edges):
        raise ValueError(f"{name}_step must be a whole number from 1 to {len(edges) - 1}, not {step!r}.")


def zone(
    frequency_step: int,
    impact_step: int,
    appetite: float,
    tolerance: float,
    frequency_edges: Sequence[float] | None = None,
    impact_edges: Sequence[float] | None = None,
) -> Zone:
    """Colour one cell of the matrix (domain.md 3).

    A cell spans [f_min·i_min, f_max·i_max] in units a year: green when its most is within the appetite, red
    when its least reaches the tolerance, amber between. Steps run from 1; edges are n + 1 ascending numbers,
    the last may be infinite; by default exact half decades. Comparisons use a relative tolerance of 1e-9.

    Raises:
        ValueError: unless 0 < appetite < tolerance, the steps exist and the edges ascend.
    """
    frequencies = FREQUENCY_EDGES if frequency_edges is None else frequency_edges
    impacts = IMPACT_EDGES if impact_edges is None else impact_edges
    if not (math.isfinite(appetite) and math.isfinite(tolerance) and 0 < appetite < tolerance):
        raise ValueError("appetite must be above 0 and below tolerance.")
    _check("frequency", frequencies, frequency_step)
    _check("impact", impacts, impact_step)
    least = _product(frequencies[frequency_step - 1], impacts[impact_step - 1])
    most = _product(frequencies[frequency_step], impacts[impact_step])
    if most <= appetite * (1 + _RELATIVE):
        return Zone.GREEN
    if least >= tolerance * (1 - _RELATIVE):
        return Zone.RED
    return Zone.AMBER


@lru_cache(maxsize=64, typed=True)
def default_zone(frequency: int | None, impact: int | None) -> Zone | None:
    """Give the zone at the default thresholds; `None` while either step is missing."""
    if frequency is None or impact is None:
        return None
    return zone(frequency, impact, APPETITE, TOLERANCE)


def inherent(risk: Risk) -> Zone | None:
    """The zone before treatment."""
    return default_zone(risk.frequency, risk.impact)


def residual(risk: Risk) -> Zone | None:
    """The zone after treatment; `None` while it was not rated."""
    return default_zone(risk.residual_frequency, risk.residual_impact)


def sort_key(risk: Risk) -> tuple[int, int, int, str]:
    """Order a register: red first, then by step sum within a zone, then by code."""
    found = inherent(risk)
    rank = {Zone.RED: 0, Zone.AMBER: 1, Zone.GREEN: 2, None: 3}[found]
    return (
        rank,
        -((risk.frequency or 0) + (risk.impact or 0)),
        int(risk.kind is RiskKind.OPPORTUNITY),
        risk.code,
    )


def ranked(risks: Iterable[Risk]) -> list[Risk]:
    """Give risks in the order a register lists them."""
    return sorted(risks, key=sort_key)


def above_limit(book: Book) -> tuple[list[Risk], list[Risk]]:
    """The threats in the red zone today, and those still there after treatment (unrated counts as today)."""
    threats = [risk for risk in book.risks if risk.kind is RiskKind.THREAT]
    today = [risk for risk in threats if inherent(risk) is Zone.RED]
    after = [risk for risk in threats if (residual(risk) or inherent(risk)) is Zone.RED]
    return today, after
