"""The risk matrix, against domain.md 3: zones from appetite and tolerance, never from a product."""

from __future__ import annotations

import datetime as dt
import math
from collections import Counter
from dataclasses import replace
from itertools import product
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.analysis import risk
from workbench.analysis.risk import APPETITE, TOLERANCE, zone, zone_after, zone_today
from workbench.domain.criteria import RiskCriteria, Threshold
from workbench.domain.risk import Risk, RiskKind, RiskState, Zone

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
        ((1, 1, 1.0, 1.0 + 1e-12), "appetite"),
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


CRITERIA = RiskCriteria(id="c", assessment="a")


def made(code: str, frequency: int | None = None, impact: int | None = None, **fields: Any) -> Risk:
    kind = RiskKind.OPPORTUNITY if code[0] == "O" else RiskKind.THREAT
    return Risk(
        id=code,
        assessment="a",
        code=code,
        title=code,
        kind=kind,
        frequency=frequency,
        impact=impact,
        **fields,
    )


def test_no_zone_while_a_step_is_missing() -> None:
    assert zone_today(made("T1", None, 3), CRITERIA) is None
    assert zone_today(made("T1", 3, None), CRITERIA) is None
    assert zone_today(made("T1", 4, 3), CRITERIA) is Zone.RED
    assert zone_after(made("T1", 4, 3), CRITERIA) is None


def test_register_is_ranked_red_first_then_by_step_sum() -> None:
    risks = [
        made("T1"),
        made("T2", 1, 1),
        made("T3", 3, 3),
        made("T4", 4, 4),
        made("O1", 5, 4),
        made("O2", 4, 4),
    ]
    assert [each.code for each in risk.ranked(risks, CRITERIA)] == ["O1", "T4", "O2", "T3", "T2", "T1"]


def test_numbers_rank_inside_a_cell() -> None:
    # All three lie in cell (4, 3), 1 to 3.16 times a year and 3.16 to 10 u: 5, 20 and an unknown amount a year.
    low = made("T1", frequency_number=1.25, impact_number=4.0)
    high = made("T2", frequency_number=2.5, impact_number=8.0)
    unknown = made("T3", 4, 3)
    assert [each.code for each in risk.ranked([unknown, low, high], CRITERIA)] == ["T2", "T1", "T3"]


def test_a_red_risk_needs_owner_date_and_review_before_or_after_treatment() -> None:
    day = dt.date(2027, 3, 1)
    assert risk.missing(made("T1", 3, 3), CRITERIA) == []
    assert risk.missing(made("T1", 4, 4), CRITERIA) == ["owner", "due", "review"]
    assert risk.missing(made("T1", 4, 4, owner="CTO", review=day), CRITERIA) == ["due"]
    treated = made("T1", 3, 3, residual_frequency=4, residual_impact=4, owner="CTO", due=day)
    assert risk.missing(treated, CRITERIA) == ["review"]
    # At a higher tolerance the same risk is watched, and nothing is demanded of it: (4, 4) begins at 1 · 10 = 10.
    milder = replace(CRITERIA, tolerance=Threshold(value=11.0))
    assert risk.missing(made("T1", 4, 4), milder) == []


def test_what_changes_colour_is_known_before_it_does() -> None:
    # (4, 4) begins at 10 u a year, (5, 5) at 100: a tolerance of 50 leaves only the second one red.
    after = replace(CRITERIA, tolerance=Threshold(value=50.0))
    risks = [made("T1", 4, 4, residual_frequency=1, residual_impact=1), made("T2", 5, 5), made("T3", 1, 1)]
    found = risk.recoloured(risks, CRITERIA, after)
    assert [(each.risk.code, each.today, each.treated) for each in found] == [
        ("T1", (Zone.RED, Zone.AMBER), (Zone.GREEN, Zone.GREEN))
    ]
    # Red from 50 on: least of (4, 5) 31.6, (5, 4) 31.6, (5, 5) 100.
    cells = risk.recoloured_cells(CRITERIA, after)
    assert len(cells) == 9
    assert (5, 5) not in cells
    assert risk.recoloured(risks, CRITERIA, CRITERIA) == []


def test_what_is_closed_comes_last_and_lacks_nothing() -> None:
    closed = made("T1", frequency=5, impact=5, state=RiskState.CLOSED)
    small = made("T2", frequency=1, impact=1)
    assert risk.ranked([closed, small], CRITERIA) == [small, closed]
    assert risk.live([closed, small]) == [small]
    assert risk.missing(closed, CRITERIA) == []
    assert risk.missing(replace(closed, state=RiskState.OPEN), CRITERIA) == ["owner", "due", "review"]
    assert risk.recoloured_cells(CRITERIA, CRITERIA) == []


def test_the_two_open_corners_demand_numbers() -> None:
    demanding = [cell for cell in product(STEPS, STEPS) if risk.demands_numbers(*cell, CRITERIA)]
    assert demanding == [(1, 5), (5, 1)]


def test_zone_words_differ_for_threats_and_opportunities() -> None:
    assert [zone.word(RiskKind.THREAT) for zone in ORDER] == ["Accept", "Watch", "Treat"]
    assert [zone.word(RiskKind.OPPORTUNITY) for zone in ORDER] == ["Note", "Explore", "Seize"]
