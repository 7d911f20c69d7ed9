"""Criteria and figures of risk in words: as whole sentences, in the client's unit."""

from __future__ import annotations

import datetime as dt
import math
from dataclasses import replace

import pytest

from tests.analysis.risks import MONEY, made
from workbench.analysis.portfolio import Loss, Verdict
from workbench.analysis.positive_risk import positive_risk
from workbench.analysis.risk import Violation
from workbench.charts import risk_words
from workbench.domain.criteria import RiskCriteria, Threshold

DEFAULT = RiskCriteria(id="c", assessment="a")


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (0, "0"),
        (0.0123, "0.012"),
        (0.1, "0.1"),
        (10**-0.5, "0.32"),
        (1, "1"),
        (10**0.5, "3.2"),
        (10, "10"),
        (10**1.5, "32"),
        (99.6, "100"),
        (12_345.6, "12,346"),
        (float("inf"), "no end"),
    ],
)
def test_amounts_have_two_digits_that_say_something(value: float, text: str) -> None:
    assert risk_words.figure(value) == text


def test_the_default_scales_print_as_the_domain_says() -> None:
    assert [risk_words.impact_range(DEFAULT, step) for step in range(1, 6)] == [
        "under 1 u",
        "1 u to 3.2 u",
        "3.2 u to 10 u",
        "10 u to 32 u",
        "over 32 u",
    ]
    assert risk_words.frequency_range(DEFAULT, 1) == "less than once in 10 years"
    assert risk_words.frequency_range(DEFAULT, 5) == "more than 3 times a year"


def test_own_scales_are_said_in_the_clients_unit() -> None:
    own = replace(MONEY, frequency_edges=(0.2, 1.0, 4.0, 12.0), impact_edges=(1.0, 2.0, 5.0, 20.0))
    assert [risk_words.frequency_range(own, step) for step in range(1, 6)] == [
        "less than once in 5 years",
        "once in 5 years to once a year",
        "once a year to 4 times a year",
        "4 times a year to 12 times a year",
        "12 times a year or more",
    ]
    assert risk_words.impact_range(own, 3) == "20,000 € to 50,000 €"


def test_a_threshold_says_who_when_and_whether() -> None:
    day = dt.date(2027, 3, 1)
    said = risk_words.threshold(Threshold(value=5e4, set_by="CFO", set_on=day, confirmed=True), MONEY)
    assert said == "50,000 € a year, set by CFO on 1 Mar 2027"
    assert risk_words.threshold(Threshold(value=5e4), MONEY) == "50,000 € a year, not yet confirmed"
    assert risk_words.threshold(Threshold(value=5e4, set_by="CFO"), MONEY).endswith(
        "set by CFO, not yet confirmed"
    )
    assert risk_words.threshold(Threshold(value=5e4, set_on=day), MONEY).endswith(
        "set on 1 Mar 2027, not yet confirmed"
    )
    assert risk_words.threshold(Threshold(), MONEY) == "not set"


@pytest.mark.parametrize(
    ("verdict", "without", "said"),
    [
        (Verdict.ABOVE, 0, "is more than the business accepts (90,000 €)."),
        (Verdict.CAUTIOUS, 0, "is less than the 20,000 € the business would accept: overly cautious"),
        (Verdict.WITHIN, 0, "expected loss of 50,000 € a year lies within what the business accepts."),
        (Verdict.NO_LIMITS, 0, "The business has not said yet"),
        (Verdict.OPEN, 0, "cannot be said yet."),
        (Verdict.OPEN, 1, "cannot be said while 1 threat has no numbers."),
        (Verdict.OPEN, 3, "cannot be said while 3 threats have no numbers."),
    ],
)
def test_the_verdict_on_all_threats(verdict: Verdict, without: int, said: str) -> None:
    limits = replace(MONEY, least=Threshold(value=2e4), most=Threshold(value=9e4))
    assert said in risk_words.verdict(verdict, Loss(50_000, 50_000, 50_000), limits, without)


@pytest.mark.parametrize(
    ("verdict", "loss", "said"),
    [
        (
            Verdict.ABOVE,
            Loss(0, 100_000, math.inf, 2),
            "the expected loss of at least 100,000 € a year, counting 2 threats by their cell, is more than the business accepts (90,000 €).",
        ),
        (
            Verdict.CAUTIOUS,
            Loss(0, 0, 15_000, 1),
            "the expected loss of at most 15,000 € a year, counting 1 threat by its cell, is less than the 20,000 €",
        ),
        (
            Verdict.WITHIN,
            Loss(10_000, 30_000, 80_000, 1),
            "the expected loss of 30,000 € to 80,000 € a year, counting 1 threat by its cell, lies within",
        ),
    ],
)
def test_the_figure_that_decides_is_the_one_said(verdict: Verdict, loss: Loss, said: str) -> None:
    limits = replace(MONEY, least=Threshold(value=2e4), most=Threshold(value=9e4))
    assert loss.verdict(limits) is verdict
    assert said in risk_words.verdict(verdict, loss, limits)


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({}, "Not tested yet: say the chance that it works out, the benefit a year, what trying costs and the worst that can come of it."),
        ({"cost": 1_000.0}, "Worth trying: it promises 30 times what it may cost, and the worst that can come of it is acceptable."),
        ({"cost": 20_000.0}, "Not worth trying: it promises 1.5 times what it may cost, and 3 times is the least."),
        ({"cost": 0.0}, "Worth trying: it costs nothing, and the worst that can come of it does no harm."),
        ({"cost": 0.0, "benefit": 0.0}, "Not worth trying: it promises no benefit."),
        ({"cost": 0.0, "loss": 25_000.0}, "Not worth trying: the worst that can come of it (25,000 € a year) is more than the appetite."),
    ],
)  # fmt: skip
def test_the_positive_risk_test_in_a_sentence(fields: dict[str, float], said: str) -> None:
    risk = made("O1")
    if fields:
        risk = made(
            "O1",
            chance=0.5,
            benefit=fields.get("benefit", 60_000.0),
            treatment_cost=fields["cost"],
            downside_frequency_number=1.0,
            downside_impact_number=fields.get("loss", 0.0),
        )
    assert risk_words.positive_risk(positive_risk(risk, MONEY), MONEY) == said


def test_a_broken_axiom_names_its_cells() -> None:
    cells = ((2, 2), (1, 3))
    said = [risk_words.violation(Violation(axiom, cells)) for axiom in ("weak consistency", "betweenness", "consistent colouring")]  # fmt: skip
    assert all("F2 I2" in each and "F1 I3" in each for each in said)
    assert len(set(said)) == 3
