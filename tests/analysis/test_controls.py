"""Residual arithmetic and what treatment buys, against the example of domain.md 3."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.analysis.risks import MONEY, made
from workbench.analysis.controls import rosi, strengths, works
from workbench.analysis.portfolio import bought
from workbench.analysis.risk import residual
from workbench.domain.assessment import Strength
from workbench.domain.control import Control


def test_the_example_of_the_domain() -> None:
    """4 a year × 50 k; prevention .6 and .5, mitigation .3: .8 a year × 35 k, cost 43 k, ROSI 3.0."""
    frequency, impact = residual(4, 50_000, [0.6, 0.5], [0.3])
    assert frequency == pytest.approx(0.8)
    assert impact == pytest.approx(35_000)
    assert rosi(200_000, 28_000, 43_000) == pytest.approx(3.0)


def test_the_example_as_a_risk_with_controls() -> None:
    seen = Strength.ARTEFACT
    risk = made(
        frequency_number=4.0,
        impact_number=50_000.0,
        controls=(
            Control(name="Two pairs of eyes", prevention=0.6, evidence=seen, cost=20_000, in_place=True),
            Control(name="Rollback", prevention=0.5, mitigation=0.3, evidence=seen, cost=18_000, action="x"),
        ),
        treatment_cost=5_000.0,
    )
    now = bought(risk, MONEY)
    assert now.inherent == pytest.approx(200_000)
    # Only the first works: 4 × .4 = 1.6 a year, 50 k each.
    assert now.so_far == pytest.approx(80_000)
    assert now.after == pytest.approx(28_000)
    assert now.cost == 43_000
    assert now.rosi == pytest.approx(3.0)
    assert bought(risk, MONEY, {"x"}).so_far == pytest.approx(28_000)


def test_return_is_undefined_without_a_cost() -> None:
    assert rosi(200_000, 28_000, 0) is None
    assert rosi(100, 100, 50) == -1.0


def test_evidence_scales_what_is_claimed() -> None:
    controls = [
        Control(name="a", prevention=0.5, evidence=Strength.ASSERTED),
        Control(name="b", prevention=0.5, mitigation=0.9, evidence=Strength.EXAMPLE),
        Control(name="c", mitigation=0.95, evidence=Strength.ARTEFACT),
    ]
    prevention, mitigation = strengths(controls)
    assert prevention == pytest.approx([0.2, 0.35, 0])
    assert mitigation == pytest.approx([0, 0.63, 0.95])


def test_a_control_works_once_it_is_there_or_its_action_is_done() -> None:
    assert works(Control(name="a", in_place=True), ())
    assert not works(Control(name="a"), {""})
    assert not works(Control(name="a", action="x"), {"y"})
    assert works(Control(name="a", action="x"), {"x"})


def test_nothing_takes_all_of_a_risk_away() -> None:
    assert residual(1, 1, [0.95], [0.95]) == pytest.approx((0.05, 0.05))
    for fractions in ([0.9501], [-0.1], [math.nan], [True], ["0.5"], 0.5):
        with pytest.raises(ValueError, match="prevention"):
            residual(1, 1, fractions, [])  # pyright: ignore[reportArgumentType]
        with pytest.raises(ValueError, match="mitigation"):
            residual(1, 1, [], fractions)  # pyright: ignore[reportArgumentType]
    with pytest.raises(ValueError, match="frequency"):
        residual(-1, 1, [], [])
    with pytest.raises(ValueError, match="impact"):
        residual(1, math.inf, [], [])


@given(
    st.floats(0, 1e3),
    st.floats(0, 1e9),
    st.lists(st.floats(0, 0.95), max_size=4),
    st.lists(st.floats(0, 0.95), max_size=4),
)
def test_controls_never_raise_a_risk_and_their_order_is_all_one(
    frequency: float, impact: float, prevention: list[float], mitigation: list[float]
) -> None:
    f, i = residual(frequency, impact, prevention, mitigation)
    assert 0 <= f <= frequency
    assert 0 <= i <= impact
    again = residual(frequency, impact, prevention[::-1], mitigation[::-1])
    assert again == pytest.approx((f, i))
    assert residual(frequency, impact, [], []) == (frequency, impact)
