"""The inventories on paper: every word that was typed is there, pages hold whatever is in the lists."""

from __future__ import annotations

import datetime as dt
import io
from dataclasses import fields, replace
from typing import Any

import pytest
from pypdf import PdfReader

from tests.reports import sample
from workbench.analysis.standing import rate_book
from workbench.domain.action import Action
from workbench.domain.advocacy import Advocacy
from workbench.domain.book import Book, Change
from workbench.domain.discovery import Discovery, DiscoveryKind, DiscoveryState
from workbench.domain.entity import Entity
from workbench.domain.need import Need
from workbench.domain.obstacle import Obstacle
from workbench.domain.practice import Practice, Presence, Subject
from workbench.domain.recognition import Recognition
from workbench.domain.risk import Risk
from workbench.domain.service import Service
from workbench.reports.build import render_bytes
from workbench.reports.editions import ReportSettings

KEYS = {
    Need: "needs",
    Discovery: "discoveries",
    Service: "services",
    Recognition: "recognition",
    Advocacy: "advocacy",
}
KEPT_OUT = {"id", "assessment", "code", "catalogue", "area"}


def printed(book: Book, *sections: str) -> str:
    settings = ReportSettings(edition="full", date=dt.date(2026, 11, 23), sections=sections)
    data = render_bytes(book, rate_book(book), settings)
    pages = [page.extract_text() for page in PdfReader(io.BytesIO(data)).pages]
    return " ".join(" ".join(pages).split())


def with_entries(*entries: Entity) -> Book:
    book = sample.book().snapshot()
    book.apply([Change(type(each), each.id, None, each) for each in entries])
    return book


def filled(kind: type[Entity], number: int = 0, words: str = "") -> Entity:
    """An entry with a word of its own in every field of text."""
    values: dict[str, Any] = {
        "id": f"{kind.__name__}{number}",
        "assessment": sample.book().assessment.id,
        "code": f"Z{number}",
    }
    for each in fields(kind):
        if each.type == "str" and each.name not in KEPT_OUT:
            values[each.name] = f"{words}word{each.name.replace('_', '')}{number}"
    return kind(**values)


@pytest.mark.parametrize("kind", KEYS, ids=[kind.__name__ for kind in KEYS])
def test_every_word_of_an_entry_is_printed(kind: type[Entity]) -> None:
    entry = filled(kind)
    text = printed(with_entries(entry), KEYS[kind])
    missing = [
        each.name
        for each in fields(kind)
        if each.type == "str" and each.name not in KEPT_OUT and getattr(entry, each.name) not in text
    ]
    assert missing == []


@pytest.mark.parametrize("kind", KEYS, ids=[kind.__name__ for kind in KEYS])
def test_long_and_hostile_lists_flow_over_pages_with_nothing_lost(kind: type[Entity]) -> None:
    entries = [filled(kind, number, "<b>&amp; ") for number in range(120)]
    text = printed(with_entries(*entries), KEYS[kind])
    title = "wordtitle"
    assert [number for number in range(120) if f"<b>&amp; {title}{number} " not in f"{text} "] == []


def test_toil_and_alerts_print_their_figures() -> None:
    toil = Discovery(
        id="t", assessment=sample.book().assessment.id, code="H1", title="Restart", kind=DiscoveryKind.TOIL,
        runs=40.0, minutes=30.0, people=2.0, hours_after=2.0, upkeep_hours=3.0, build_hours=140.0,
    )  # fmt: skip
    alert = Discovery(
        id="n",
        assessment=toil.assessment,
        code="H2",
        title="Disk",
        kind=DiscoveryKind.NOISY_ALERT,
        fired=50,
        acted_on=1,
        position=1,
    )
    text = printed(with_entries(toil, alert), "discoveries")
    assert "Pays back in 4.0 months; twelve months bring 200% of the effort." in text
    assert "98% of 50 alerts led to nothing." in text


def test_a_service_prints_its_budget_and_a_promise_too_strict() -> None:
    service = Service(
        id="s",
        assessment=sample.book().assessment.id,
        code="S1",
        title="API",
        objective=99.9,
        agreement=99.95,
        elapsed=15.0,
        downtime=10.8,
    )
    text = printed(with_entries(service), "services")
    assert "75% of the budget is left: releases may take risks." in text
    assert "promises 99.95%, more than the objective aims at" in text


def test_practices_print_gaps_and_notes() -> None:
    owner = sample.book().assessment.id
    subject = Subject(id="p", assessment=owner, title="Payments")
    cell = Practice(
        id="c",
        assessment=owner,
        subject="p",
        catalogue="as-code",
        item="network",
        presence=Presence.PARTLY,
        note="Only the office",
    )
    text = printed(with_entries(subject, cell), "practices")
    assert "1 gap among 1 practice checked" in text
    assert "Only the office" in text
    assert "Payments" in text


def test_empty_inventories_have_no_section() -> None:
    text = printed(sample.empty_book(), "cover", *KEYS.values(), "practices")
    for title in ("Business needs", "Toil and pain points", "Recognition"):
        assert title not in text


LINKS = {"capabilities": ("OBS",), "clauses": ("S0-GOAL",), "risks": ("risk1",), "actions": ("act1",)}


def linkable() -> tuple[Risk, Action]:
    owner = sample.book().assessment.id
    return (
        Risk(id="risk1", assessment=owner, code="T91", title="Nobody hears the alarm"),
        Action(id="act1", assessment=owner, code="A91", title="Buy a bell"),
    )


@pytest.mark.parametrize("kind", KEYS, ids=[kind.__name__ for kind in KEYS])
def test_links_are_printed_with_what_they_name(kind: type[Entity]) -> None:
    entry = replace(filled(kind), **LINKS)
    text = printed(with_entries(*linkable(), entry), KEYS[kind])
    for words in (
        "Monitoring and alert quality",
        "S0-GOAL Foresee likely",
        "T91 Nobody hears",
        "A91 Buy a bell",
    ):
        assert words in text, words


def test_an_obstacle_prints_its_clauses_and_what_acts_on_it() -> None:
    risk, action = linkable()
    obstacle = Obstacle(
        id="wall", assessment=risk.assessment, code="B91", title="A wall", clauses=("S0-OBS-01",)
    )
    book = with_entries(obstacle, replace(risk, obstacles=("wall",)), replace(action, obstacles=("wall",)))
    text = printed(book, "obstacles")
    clause = next(each for each in book.pack.clauses if each.id == "S0-OBS-01")
    assert f"S0-OBS-01 {clause.text[:20]}" in text
    assert "T91 Nobody hears the alarm" in text
    assert "A91 Buy a bell" in text


def test_a_linked_practice_is_printed_without_a_note() -> None:
    risk, action = linkable()
    subject = Subject(id="p", assessment=risk.assessment, title="Payments")
    cell = Practice(
        id="c",
        assessment=risk.assessment,
        subject="p",
        catalogue="as-code",
        item="network",
        presence=Presence.PARTLY,
        **LINKS,  # type: ignore[arg-type]
    )
    text = printed(with_entries(risk, action, subject, cell), "practices")
    assert "T91 Nobody hears the alarm" in text
    assert "A91 Buy a bell" in text


def test_toil_prints_every_figure_that_was_typed() -> None:
    toil = Discovery(
        id="t", assessment=sample.book().assessment.id, code="H1", title="Restart", kind=DiscoveryKind.TOIL,
        runs=1648.0, minutes=4.5, people=1.0, hour_cost=65.0, hours_after=2.0, upkeep_hours=1.0, build_hours=140.0,
    )  # fmt: skip
    text = printed(with_entries(toil), "discoveries")
    assert "1,648 runs a month, 4.5 minutes a run, 1 person, an hour costs 65." in text
    assert "2 hours a month remain, 1 hour of upkeep a month, 140 hours to build." in text
    # 1,648 · 4.5 / 60 = 123.6 hours; at 65 each 8,034.
    assert "124 hours a month now, 8,034 a month." in text


def test_a_service_prints_events_capabilities_and_when_to_alert() -> None:
    service = Service(
        id="s",
        assessment=sample.book().assessment.id,
        code="S1",
        title="API",
        objective=99.9,
        elapsed=15.0,
        good=812_440,
        total=815_300,
        capabilities=("SLO",),
    )
    text = printed(with_entries(service), "services")
    assert "812,440 good of 815,300 events in 15 of 30 days." in text
    assert "Capabilities SLI, SLO, SLA" in text
    # Google, SRE workbook, table 5-8: 2 % of 30 days in one hour is 14.4 times the budget's pace.
    assert "1 h, 5 min 14.4 2%" in text
    # Error rate 2860/815300 = 0.3508 %, burn 3.508: only the rows for 3 and 1 fire, 3 after 24 h · 3 / 3.508.
    assert "1 d, 2 h 3 10% 20 h 31 min" in text
    assert "6 h, 30 min 6 5% not now" in text


def _toil(number: int, hours: float, **more: Any) -> Discovery:
    """Toil of so many hours a month: runs of an hour by one person."""
    return Discovery(
        id=f"t{number}",
        assessment=sample.book().assessment.id,
        code=f"H{number}",
        title=f"Work {number}",
        kind=DiscoveryKind.TOIL,
        runs=hours,
        minutes=60.0,
        people=1.0,
        position=number,
        **more,
    )


def test_what_is_done_or_left_alone_is_printed_apart_from_todays_toil() -> None:
    done = _toil(1, 30, state=DiscoveryState.DONE, hours_after=4.0, upkeep_hours=1.0)
    left = _toil(2, 8, state=DiscoveryState.LEFT)
    text = printed(with_entries(done, left, _toil(3, 3), _toil(4, 1)), "discoveries")
    assert "4 hours a month are toil; 75% of them: Work 3" in text
    assert "Done or left alone, in no sum: Work 1 (30 → 5, done), Work 2 (8, left alone)" in text
    # 30 − 4 − 1
    assert "25 hours a month are saved so far" in text
    alone = printed(with_entries(done), "discoveries")
    assert "No toil is left; 25 hours a month are saved so far" in alone
    assert "30 hours a month are toil" not in alone


def test_one_hour_and_one_month_are_said_as_one_and_nothing_to_build_pays_back_at_once() -> None:
    free = _toil(1, 2, hours_after=1.0, build_hours=0.0)
    # One hour to build, one saved a month: a month. Twelve months bring (12 − 1) / 1.
    month = _toil(2, 2, hours_after=1.0, build_hours=1.0)
    text = printed(with_entries(free, month), "discoveries")
    assert "Saves 1 hour a month. Nothing has to be built for it, so it pays back at once." in text
    assert "Pays back in 1 month; twelve months bring 1,100% of the effort." in text
    assert "1 hours" not in text
    assert "1 hour a month is toil" in printed(with_entries(_toil(3, 1)), "discoveries")
