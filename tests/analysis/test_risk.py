"""The risk matrix, against domain.md 3: zones from appetite and tolerance, never from a product."""

from __future__ import annotations

import math
from collections import Counter
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.analysis import risk
from workbench.analysis.risk import APPETITE, TOLERANCE, default_zone, zone
from workbench.domain.risk import Risk, RiskKind, Zone

STEPS = range(1, 6)
ORDER = [Zone.GREEN, Zone.AMBER, Zone.RED]


def test_zones_at_default_thresholds() -> None:
    cells = {(f, i): zone(f, i, APPETITE, TOLERANCE) for f, i in product(STEPS, STEPS)}
    assert Counter(cells.values()) == {Zone.GREEN: 6, Zone.AMBER: 9, Zone.RED: 10}
    for (f, i), found in cells.items():
        expected = Zone.GREEN if f + i <= 4 else Zone.RED if f + i >= 7 else Zone.AMBER
        assert found is expected, (f, i)


def test_open_corners_are_amber_since_they_have_no_end() -> None:
    assert zone(1, 5, APPETITE, TOLERANCE) is Zone.AMBER
    assert zone(5, 1, APPETITE, TOLERANCE) is Zone.AMBER


@given(
    st.floats(1e-3, 1e3),
    st.floats(1.001, 100),
    st.tuples(st.integers(1, 5), st.integers(1, 5)),
    st.tuples(st.integers(0, 4), st.integers(0, 4)),
)
def test_more_often_or_worse_is_never_a_milder_zone(
    appetite: float, factor: float, cell: tuple[int, int], up: tuple[int, int]
) -> None:
    f, i = cell
    higher = (min(5, f + up[0]), min(5, i + up[1]))
    tolerance = appetite * factor
    assert ORDER.index(zone(*higher, appetite, tolerance)) >= ORDER.index(zone(f, i, appetite, tolerance))


@given(st.floats(1e-3, 1e3), st.floats(1.001, 100))
def test_weak_consistency_and_betweenness(appetite: float, factor: float) -> None:
    """Cox's axioms: every red cell's least reaches every green cell's most, and no step jumps green to red."""
    tolerance = appetite * factor
    cells = {(f, i): zone(f, i, appetite, tolerance) for f, i in product(STEPS, STEPS)}
    f_edges, i_edges = risk.FREQUENCY_EDGES, risk.IMPACT_EDGES
    least_red = min(
        (f_edges[f - 1] * i_edges[i - 1] for (f, i), z in cells.items() if z is Zone.RED), default=math.inf
    )
    most_green = max((f_edges[f] * i_edges[i] for (f, i), z in cells.items() if z is Zone.GREEN), default=0.0)
    assert most_green < least_red
    for (f, i), found in cells.items():
        for neighbour in ((f + 1, i), (f, i + 1), (f + 1, i + 1)):
            if found is Zone.GREEN and neighbour in cells:
                assert cells[neighbour] is not Zone.RED


def test_thresholds_on_a_cells_edge_count_with_tolerance() -> None:
    # Cell (3, 3) spans 10^-0.5 · 10^0.5 = 1 to 1 · 10 = 10.
    assert zone(3, 3, 10.0, 20.0) is Zone.GREEN
    assert zone(3, 3, 10.0 * (1 - 1e-12), 20.0) is Zone.GREEN
    assert zone(3, 3, 9.999, 20.0) is Zone.AMBER
    assert zone(3, 3, 0.5, 1.0) is Zone.RED
    assert zone(3, 3, 0.5, 1.0 + 1e-12) is Zone.RED
    assert zone(3, 3, 0.5, 1.001) is Zone.AMBER


def test_own_edges() -> None:
    edges = [0, 1, 2]
    assert zone(1, 1, 1, 2, edges, edges) is Zone.GREEN
    assert zone(2, 2, 0.5, 1, edges, edges) is Zone.RED
    assert zone(2, 2, 1, 2, edges, edges) is Zone.AMBER


@pytest.mark.parametrize(
    ("arguments", "named"),
    [
        ((1, 1, 1.0, 1.0), "appetite"),
        ((1, 1, 2.0, 1.0), "appetite"),
        ((1, 1, 0.0, 1.0), "appetite"),
        ((1, 1, math.nan, 1.0), "appetite"),
        ((1, 1, 1.0, math.inf), "appetite"),
        ((0, 1, 1.0, 2.0), "frequency_step"),
        ((6, 1, 1.0, 2.0), "frequency_step"),
        ((1.5, 1, 1.0, 2.0), "frequency_step"),
        ((1, 0, 1.0, 2.0), "impact_step"),
        ((1, True, 1.0, 2.0), "impact_step"),
        ((1, 1, 1.0, 2.0, [0, 2, 1]), "frequency_edges"),
        ((1, 1, 1.0, 2.0, [-1, 1]), "frequency_edges"),
        ((1, 1, 1.0, 2.0, [0, math.nan]), "frequency_edges"),
        ((1, 1, 1.0, 2.0, None, [0]), "impact_edges"),
        ((1, 1, 1.0, 2.0, None, [1, 1]), "impact_edges"),
    ],
)
def test_a_wrong_argument_is_named(arguments: tuple[float, ...], named: str) -> None:
    with pytest.raises(ValueError, match=named):
        zone(*arguments)  # pyright: ignore[reportArgumentType]


def test_no_zone_while_a_step_is_missing() -> None:
    assert default_zone(None, 3) is None
    assert default_zone(3, None) is None
    assert default_zone(4, 3) is Zone.RED


def made(code: str, frequency: int | None, impact: int | None, kind: RiskKind = RiskKind.THREAT) -> Risk:
    return Risk(id=code, assessment="a", code=code, title=code, kind=kind, frequency=frequency, impact=impact)


def test_register_is_ranked_red_first_then_by_step_sum() -> None:
    risks = [
        made("T1", None, None),
        made("T2", 1, 1),
        made("T3", 3, 3),
        made("T4", 4, 4),
        made("O1", 5, 4, RiskKind.OPPORTUNITY),
        made("O2", 4, 4, RiskKind.OPPORTUNITY),
    ]
    assert [each.code for each in risk.ranked(risks)] == ["O1", "T4", "O2", "T3", "T2", "T1"]


def test_zone_words_differ_for_threats_and_opportunities() -> None:
    assert [zone.word(RiskKind.THREAT) for zone in ORDER] == ["Accept", "Watch", "Treat"]
    assert [zone.word(RiskKind.OPPORTUNITY) for zone in ORDER] == ["Note", "Explore", "Seize"]
