"""The risks on paper: what closing an action lowers, and every one of sixty found by its code."""

from __future__ import annotations

import re
from dataclasses import replace
from io import BytesIO

import pdfplumber

from tests.reports import sample
from tests.reports.test_report import all_text, made, pages_of
from workbench.domain.action import ActionState
from workbench.domain.assessment import Strength
from workbench.domain.book import Book
from workbench.domain.control import Control
from workbench.domain.risk import Risk, RiskKind
from workbench.reports.settings import ReportSettings

RISKS = ReportSettings(date=sample.TODAY, sections=("risks", "treatment"))


def book(*risks: Risk, done: bool = False) -> Book:
    first, *others = sample.actions()
    first = replace(first, state=ActionState.DONE if done else ActionState.RUNNING)
    everything = [*sample.respondents(), *sample.answers(), first, *others, *risks]
    return Book.of(sample.workspace(), sample.pack(), sample.assessment(), everything)


def test_closing_an_action_lowers_its_risk_on_paper() -> None:
    seen = Strength.ARTEFACT
    first = sample.actions()[0].id
    # 2 a year of 1 u is amber; a tenth of it, 0.2 u, is green.
    controls = (
        Control(name="Pager", prevention=0.9, evidence=seen, action=first),
        Control(name="Drill", mitigation=0.5, evidence=seen),
    )
    risk = Risk(
        id="k", assessment="a", code="T1", title="Alarm", frequency_number=2.0, impact_number=1.0, controls=controls
    )  # fmt: skip
    before, after = made(book(risk), RISKS), made(book(risk, done=True), RISKS)
    assert "sofar" not in all_text(before)
    # Both in the register and in the treatment plan.
    assert all_text(after).count("Zonebefore→sofar→after") == 2
    # The words of a row's chips are read with the arrow that stands before each of them after it.
    assert all_text(before).count("T1AlarmWatchAccept→") == 2
    assert all_text(after).count("T1AlarmWatchAccept→Accept→") == 2


def sixty() -> list[Risk]:
    return [
        Risk(
            id=f"k{n}",
            assessment="a",
            code=f"{'TO'[n % 2]}{n}",
            title=f"Risk {n} 可靠性 العربية",
            kind=list(RiskKind)[n % 2],
            frequency=n * 7 % 5 + 1,
            impact=n * 3 % 4 + 1,
            residual_frequency=max(1, n * 7 % 5),
            residual_impact=n * 3 % 4 + 1,
        )
        for n in range(60)
    ]


def test_every_one_of_sixty_risks_is_found_on_the_page_of_the_matrix() -> None:
    data = made(book(*sixty()), RISKS)
    first = pages_of(data)[0]
    found = set(re.findall(r"[TO]\d+", first.split("Register")[0]))
    assert {risk.code for risk in sixty()} <= found
    # Those in the topmost row go down from 5; the others stand at 1 already or move as well.
    movers = sum(1 for risk in sixty() if risk.frequency != risk.residual_frequency)
    said = re.search(r"Arrows for (\d+) of (\d+) risks", first)
    assert said is not None
    assert int(said[1]) <= 16
    assert int(said[2]) == movers
    with pdfplumber.open(BytesIO(data)) as file:
        page = file.pages[0]
        assert all(each["x0"] >= 0 and each["x1"] <= page.width for each in page.chars)


def test_codes_too_long_for_a_marker_are_listed_beside_the_matrix() -> None:
    long = [replace(risk, code=f"LARKFIELD-2026-{n:03}") for n, risk in enumerate(sixty()[:6])]
    before = pages_of(made(book(*long), RISKS))[0].split("Register")[0]
    assert all(risk.code in before.replace("\n", "") for risk in long)
