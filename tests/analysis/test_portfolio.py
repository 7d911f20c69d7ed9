"""All threats together, and opportunities put to the positive risk test."""

from __future__ import annotations

import math
from dataclasses import replace
from typing import Any

import pytest

from tests.analysis.risks import MONEY, made
from workbench.analysis.exposure import When
from workbench.analysis.portfolio import Verdict, portfolio
from workbench.analysis.positive_risk import Outcome, positive_risk, worth_trying
from workbench.domain.assessment import Strength
from workbench.domain.control import Control
from workbench.domain.criteria import Threshold
from workbench.domain.risk import Risk, RiskState

LIMITS = replace(MONEY, least=Threshold(value=20_000.0), most=Threshold(value=100_000.0))


def numbered(code: str, expected: float, **fields: Any) -> Risk:
    return made(code, frequency_number=2.0, impact_number=expected / 2, **fields)


def test_threats_add_up_and_opportunities_and_closed_ones_do_not() -> None:
    cut = Control(name="c", prevention=0.5, evidence=Strength.ARTEFACT, action="x")
    found = portfolio(
        [
            numbered("T1", 60_000, controls=(cut,)),
            numbered("T2", 30_000),
            numbered("T3", 90_000, state=RiskState.CLOSED),
            numbered("O1", 500_000),
        ],
        LIMITS,
    )
    assert [each.code for each in found.threats] == ["T1", "T2"]
    assert found.without_numbers == ()
    assert (found.inherent.expected, found.so_far.expected, found.after.expected) == (90_000, 90_000, 60_000)
    assert portfolio(found.threats, LIMITS, {"x"}).so_far.expected == 60_000


@pytest.mark.parametrize(
    ("losses", "verdict"),
    [
        ([60_000, 60_000], Verdict.ABOVE),
        ([50_000, 50_000], Verdict.WITHIN),
        ([20_000], Verdict.WITHIN),
        ([19_000], Verdict.CAUTIOUS),
        ([], Verdict.OPEN),
    ],
)
def test_held_against_the_least_and_the_most(losses: list[float], verdict: Verdict) -> None:
    found = portfolio([numbered(f"T{n}", loss) for n, loss in enumerate(losses)], LIMITS)
    for when in When:
        assert found.verdict(LIMITS, when) is verdict
    assert found.verdict(MONEY) is Verdict.NO_LIMITS


def test_steps_leave_open_what_they_cannot_say() -> None:
    # F2 I2 is 10^-1 · 10,000 = 1,000 to 10^-.5 · 31,623 = 10,000 a year.
    step = made("T9", frequency=2, impact=2)
    found = portfolio([numbered("T1", 15_000), step], LIMITS)
    assert found.without_numbers == (step,)
    assert (found.inherent.least, found.inherent.most) == pytest.approx((16_000, 25_000))
    assert found.verdict(LIMITS) is Verdict.OPEN
    assert portfolio([numbered("T1", 5_000), step], LIMITS).verdict(LIMITS) is Verdict.CAUTIOUS
    assert portfolio([numbered("T1", 50_000), step], LIMITS).verdict(LIMITS) is Verdict.WITHIN
    assert portfolio([numbered("T1", 105_000), step], LIMITS).verdict(LIMITS) is Verdict.ABOVE
    # Not rated at all: it may come to anything, so only 'above' can be said.
    unrated = portfolio([numbered("T1", 5_000), made("T8")], LIMITS)
    assert math.isinf(unrated.inherent.most)
    assert unrated.verdict(LIMITS) is Verdict.OPEN


def chance(code: str = "O1", **fields: Any) -> Risk:
    """An opportunity of 1/2 × 60,000 = 30,000 a year, that costs 4,000 and may lose 2 × 1,500 = 3,000."""
    start = {
        "chance": 0.5,
        "benefit": 60_000.0,
        "treatment_cost": 4_000.0,
        "downside_frequency_number": 2.0,
        "downside_impact_number": 1_500.0,
    }
    return made(code, **{**start, **fields})


def test_worth_trying_is_what_may_lose_little_and_promises_three_times_its_cost() -> None:
    found = positive_risk(chance(), MONEY)
    assert (found.gain, found.cost, found.loss) == (30_000, 4_000, 3_000)
    assert found.ratio == pytest.approx(30 / 7)
    assert found.outcome is Outcome.WORTH


@pytest.mark.parametrize(
    ("fields", "outcome", "ratio"),
    [
        ({"treatment_cost": 7_000.0}, Outcome.WORTH, 3.0),
        ({"treatment_cost": 7_001.0}, Outcome.THIN, 30_000 / 10_001),
        ({"downside_impact_number": 5_001.0}, Outcome.RISKY, 30_000 / 14_002),
        ({"downside_impact_number": 5_000.0}, Outcome.THIN, 30 / 14),
        # Of a green cell the most counts: F2 I1 comes to at most 10^-.5 · 10,000 = 3,162 a year.
        ({"downside_frequency_number": None, "downside_impact_number": None, "downside_frequency": 2, "downside_impact": 1}, Outcome.WORTH, 30_000 / (4_000 + 10**3.5)),
        ({"downside_frequency_number": None, "downside_impact_number": None, "downside_frequency": 1, "downside_impact": 5}, Outcome.RISKY, None),
        ({"treatment_cost": 0.0, "downside_impact_number": 0.0}, Outcome.WORTH, None),
        ({"treatment_cost": 0.0, "downside_impact_number": 0.0, "benefit": 0.0}, Outcome.THIN, None),
        ({"treatment_cost": None, "controls": (Control(name="Trial", cost=4_000.0),)}, Outcome.WORTH, 30 / 7),
    ],
)  # fmt: skip
def test_the_positive_risk_test(fields: dict[str, Any], outcome: Outcome, ratio: float | None) -> None:
    found = positive_risk(chance(**fields), MONEY)
    assert found.outcome is outcome
    assert found.ratio == (None if ratio is None else pytest.approx(ratio))


def test_what_was_not_said_is_named() -> None:
    found = positive_risk(made("O1", frequency=3, impact=3), MONEY)
    assert found.outcome is Outcome.INCOMPLETE
    assert found.missing == ("chance", "benefit", "treatment_cost", "downside")


def test_the_list_of_what_is_worth_trying_leads_with_the_best() -> None:
    free = chance("O4", treatment_cost=0.0, downside_impact_number=0.0)
    listed = worth_trying(
        [
            made("O1"),
            chance("O2", downside_impact_number=9_000.0),
            chance("O3"),
            free,
            chance("O5", benefit=90_000.0),
            chance("O6", benefit=1.0),
            chance("O7", state=RiskState.CLOSED),
            numbered("T1", 1),
        ],
        MONEY,
    )
    assert [each.risk.code for each in listed] == ["O4", "O5", "O3", "O6", "O2", "O1"]
