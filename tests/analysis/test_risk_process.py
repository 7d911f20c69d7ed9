"""How far each step of the risk process is, by hand-made books."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import Any

from tests.reports import sample
from workbench.analysis.risk_process import Stage, Step, process
from workbench.domain.book import Book
from workbench.domain.criteria import RiskCriteria, Threshold
from workbench.domain.risk import Risk, RiskKind, RiskState, Treatment

TODAY = dt.date(2026, 11, 23)


def risk(code: str, kind: RiskKind = RiskKind.THREAT, **fields: Any) -> Risk:
    return Risk(id=code, assessment="a", code=code, title=code, kind=kind, **fields)


def stages(*risks: Risk, criteria: RiskCriteria | None = None) -> dict[Step, Stage]:
    kept = [] if criteria is None else [criteria]
    book = Book.of(sample.workspace(), sample.pack(), replace(sample.assessment(), about=""), [*risks, *kept])
    return {each.step: each for each in process(book, TODAY)}


def test_an_empty_register_says_where_to_begin() -> None:
    found = stages()
    assert list(found) == list(Step)
    assert not any(each.done for each in found.values())
    assert found[Step.CONTEXT].said == "Write down what is looked at, and the business needs it serves."
    assert found[Step.CRITERIA].said == "4 of 4 thresholds are not yet confirmed."
    assert found[Step.IDENTIFICATION].said == "No risk is listed yet."
    assert found[Step.REPORTING].said == "There is nothing to report yet."


def test_thresholds_are_done_when_all_are_confirmed() -> None:
    def set_to(value: float) -> Threshold:
        return Threshold(value=value, set_by="CFO", set_on=TODAY, confirmed=True)

    whole = RiskCriteria(
        id="c", assessment="a", appetite=set_to(1), tolerance=set_to(4), least=set_to(1), most=set_to(9)
    )
    assert stages(criteria=whole)[Step.CRITERIA].done
    part = replace(whole, most=Threshold(value=9.0))
    assert stages(criteria=part)[Step.CRITERIA].said == "1 of 4 thresholds is not yet confirmed."


def test_unrated_risks_wait_for_analysis_and_closed_ones_do_not() -> None:
    found = stages(
        risk("T1"), risk("T2", state=RiskState.CLOSED), risk("O1", RiskKind.OPPORTUNITY, position=1)
    )
    assert found[Step.ANALYSIS].risks == ("T1", "O1")
    assert found[Step.ANALYSIS].said == "2 risks not rated yet."
    # F1 I5 reaches from nothing to without end.
    vague = stages(risk("T1", frequency=1, impact=5))[Step.ANALYSIS]
    assert vague.risks == ("T1",)
    assert "needs numbers" in vague.said
    assert stages(risk("T1", frequency=1, impact=5, frequency_number=0.05, impact_number=50.0))[
        Step.ANALYSIS
    ].done


def test_red_risks_need_a_treatment_an_owner_and_dates() -> None:
    red = risk("T1", frequency=5, impact=5)
    found = stages(red)
    assert found[Step.TREATMENT].risks == ("T1",)
    assert found[Step.TREATMENT].said == "1 of 1 red risk lacks a treatment, an owner, a date or a review."
    whole = replace(red, treatment=Treatment.REDUCE, owner="CTO", due=TODAY, review=TODAY + dt.timedelta(9))
    done = stages(whole)
    assert done[Step.TREATMENT].done
    assert done[Step.MONITORING].said == "The next review is on 2 December 2026."
    due = stages(replace(whole, review=TODAY))[Step.MONITORING]
    assert (due.done, due.risks, due.said) == (False, ("T1",), "1 review is due.")
    assert "no review date" in found[Step.MONITORING].said
