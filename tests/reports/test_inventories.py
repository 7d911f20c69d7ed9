"""The inventories on paper: every word that was typed is there, pages hold whatever is in the lists."""

from __future__ import annotations

import datetime as dt
import io
from dataclasses import fields
from typing import Any

import pytest
from pypdf import PdfReader

from tests.reports import sample
from workbench.analysis.standing import rate_book
from workbench.domain.advocacy import Advocacy
from workbench.domain.book import Book, Change
from workbench.domain.discovery import Discovery, DiscoveryKind
from workbench.domain.entity import Entity
from workbench.domain.need import Need
from workbench.domain.practice import Practice, Presence, Subject
from workbench.domain.recognition import Recognition
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
    assert "1 gap among 1 practices checked" in text
    assert "Only the office" in text
    assert "Payments" in text


def test_empty_inventories_have_no_section() -> None:
    text = printed(sample.empty_book(), "cover", *KEYS.values(), "practices")
    for title in ("Business needs", "Toil and pain points", "Recognition"):
        assert title not in text
