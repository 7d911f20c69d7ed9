"""The cells of a risk matrix: coloured from appetite and tolerance, or in own colours that are checked (domain.md 3).

A cell spans the products of its edges, from the least frequency times the least impact to the most of both, in
units a year. Comparisons use a relative tolerance of 1e-9.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations, pairwise, product

from workbench.analysis.checks import require_list
from workbench.domain.criteria import FREQUENCY_STEPS, IMPACT_STEPS, RELATIVE, above
from workbench.domain.risk import Zone

FREQUENCY_EDGES = (0.0, *FREQUENCY_STEPS, math.inf)
IMPACT_EDGES = (0.0, *IMPACT_STEPS, math.inf)
APPETITE = 1.0
TOLERANCE = 10**0.5
WEAK_CONSISTENCY = "weak consistency"
BETWEENNESS = "betweenness"
CONSISTENT_COLOURING = "consistent colouring"

Cell = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Violation:
    """An axiom that two cells break, each (frequency_step, impact_step); of red and green the red one comes first."""

    axiom: str
    cells: tuple[Cell, Cell]


def spread(frequencies: tuple[float, float], impacts: tuple[float, float]) -> tuple[float, float]:
    """Give the least and the most a year of a frequency and an impact that are known from–to."""
    return (_product(frequencies[0], impacts[0]), _product(frequencies[1], impacts[1]))


def _product(a: float, b: float) -> float:
    # 0 · ∞ is the corner of an open cell: nothing happens there, whatever it would cost.
    return 0.0 if a == 0 or b == 0 else a * b


def zone_of(least: float, most: float, appetite: float, tolerance: float) -> Zone:
    """Colour whatever comes to `least` to `most` a year: green within the appetite, red from the tolerance on."""
    if most <= appetite * (1 + RELATIVE):
        return Zone.GREEN
    if least >= tolerance * (1 - RELATIVE):
        return Zone.RED
    return Zone.AMBER


def _check_edges(name: str, edges: object) -> list[float]:
    listed = list(require_list(f"{name}_edges", edges))
    numbers = [float(each) for each in listed if isinstance(each, int | float) and not isinstance(each, bool)]
    fine = len(numbers) == len(listed) >= 2 and numbers[0] >= 0 and all(a < b for a, b in pairwise(numbers))
    if not fine:
        raise ValueError(f"{name}_edges must be ascending numbers from 0 up.")
    return numbers


def _check_step(name: str, step: object, edges: Sequence[float]) -> None:
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
    the last may be infinite; by default exact half decades.

    Raises:
        ValueError: unless 0 < appetite < tolerance, the steps exist and the edges ascend.
    """
    frequencies = _check_edges("frequency", FREQUENCY_EDGES if frequency_edges is None else frequency_edges)
    impacts = _check_edges("impact", IMPACT_EDGES if impact_edges is None else impact_edges)
    if not above(tolerance, appetite):
        raise ValueError("appetite must be above 0 and below tolerance.")
    _check_step("frequency", frequency_step, frequencies)
    _check_step("impact", impact_step, impacts)
    least, most = spread(
        (frequencies[frequency_step - 1], frequencies[frequency_step]),
        (impacts[impact_step - 1], impacts[impact_step]),
    )
    return zone_of(least, most, appetite, tolerance)


def _colours(colours: object, rows: int, columns: int) -> dict[Cell, Zone]:
    found: dict[Cell, Zone] = {}
    listed = list(require_list("colours", colours))
    if len(listed) != rows:
        raise ValueError(f"colours must have {rows} rows, one for each step of frequency, not {len(listed)}.")
    for frequency, row in enumerate(listed, 1):
        cells = list(require_list("colours", row))
        if len(cells) != columns:
            raise ValueError(
                f"Each row of colours must have {columns} zones, one for each step of impact, not {len(cells)}."
            )
        for impact, colour in enumerate(cells, 1):
            try:
                found[frequency, impact] = Zone(colour)
            except ValueError:
                raise ValueError(f"colours must be green, amber or red, not {colour!r}.") from None
    return found


def _same(a: float, b: float) -> bool:
    return math.isclose(a, b, rel_tol=RELATIVE)


def check_matrix(
    colours: Sequence[Sequence[Zone]], frequency_edges: Sequence[float], impact_edges: Sequence[float]
) -> list[Violation]:
    """Check an own colouring against Cox's axioms; empty when all hold (Cox 2008, Risk Analysis 28:497).

    `colours[f − 1][i − 1]` is the zone of a cell. 'Weak consistency' fails where a red cell's least lies below a
    green cell's most, 'betweenness' where a red cell lies directly right of, above, or diagonally right above a
    green one, 'consistent colouring' where two cells with the same least and most have different zones.

    Raises:
        ValueError: for edges that do not ascend, or colours that are no zones or not one for each cell.
    """
    frequencies = _check_edges("frequency", frequency_edges)
    impacts = _check_edges("impact", impact_edges)
    zones = _colours(colours, len(frequencies) - 1, len(impacts) - 1)
    reach = {
        (f, i): spread((frequencies[f - 1], frequencies[f]), (impacts[i - 1], impacts[i])) for f, i in zones
    }
    red = [cell for cell, colour in zones.items() if colour is Zone.RED]
    green = [cell for cell, colour in zones.items() if colour is Zone.GREEN]
    found = [
        Violation(WEAK_CONSISTENCY, (worse, better))
        for worse, better in product(red, green)
        if reach[worse][0] < reach[better][1] and not _same(reach[worse][0], reach[better][1])
    ]
    found += [
        Violation(BETWEENNESS, ((f + up, i + right), (f, i)))
        for f, i in green
        for up, right in ((0, 1), (1, 0), (1, 1))
        if zones.get((f + up, i + right)) is Zone.RED
    ]
    found += [
        Violation(CONSISTENT_COLOURING, (one, other))
        for one, other in combinations(zones, 2)
        if zones[one] is not zones[other]
        and _same(reach[one][0], reach[other][0])
        and _same(reach[one][1], reach[other][1])
    ]
    return found
