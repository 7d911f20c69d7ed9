"""Names of people in reports: in no text, chart, bookmark or property of the file, unless they were asked for."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from tests.reports import sample
from tests.reports.test_inventories import filled
from tests.reports.test_report import all_text, outline_titles, reader, squeezed
from workbench.analysis.standing import rate_book
from workbench.analysis.veil import TEXTS
from workbench.domain.action import Action
from workbench.domain.advocacy import Advocacy
from workbench.domain.agreement import Agreement
from workbench.domain.assessment import Answer, Assessment, Respondent, Workspace
from workbench.domain.book import Book
from workbench.domain.criteria import RiskCriteria
from workbench.domain.daily import DailyUpdate
from workbench.domain.discovery import Discovery, HeardFrom
from workbench.domain.entity import Entity
from workbench.domain.meeting import Decision, Meeting, Parked
from workbench.domain.need import Need
from workbench.domain.practice import Practice, Presence, Subject
from workbench.domain.recognition import Recognition
from workbench.domain.review import Review
from workbench.domain.risk import Risk, RiskKind
from workbench.domain.role_plan import RolePlan
from workbench.domain.service import Service
from workbench.domain.talent import Talent
from workbench.domain.trade_off import TradeOff
from workbench.reports.build import Draft, names_printed, write_report
from workbench.reports.earlier import Earlier
from workbench.reports.editions import EDITIONS, ReportSettings
from workbench.reports.interview import Sheet, SheetDraft

NAME, ASKED = "Xanthippe Fothergill", "Ottoline Brackwater"
WAYS = (
    NAME,
    NAME.upper(),
    "Xanthippe",
    "fothergill",
    "Fothergill, Xanthippe",
    "Xanthippe’s",
    "x.fothergill@lumen.example",
)
SECRETS = ("xanthippe", "fothergill", "ottoline", "brackwater")
SETTINGS = ReportSettings(date=sample.TODAY, classification=f"For {NAME}")


def named(entity: Entity, number: int) -> Entity:
    """The same entry with a name in each of its texts, every time written another way."""
    if isinstance(entity, (Talent, Respondent)):
        return entity
    values: dict[str, Any] = {}
    for place, key in enumerate(TEXTS.get(type(entity), ())):
        way = WAYS[(number + place) % len(WAYS)]
        was = getattr(entity, key)
        if isinstance(was, str):
            values[key] = f"{was} {way} with {ASKED}".strip()
        else:
            # A scale keeps its number of steps.
            values[key] = (*was[:-1], way) if isinstance(entity, RiskCriteria) else (*was, way)
    return replace(entity, **values)


def everything() -> list[Entity]:
    """The believable assessment, one entry of every inventory, and two people whose names are known."""
    inventories = [
        filled(kind, n) for kind in (Need, Discovery, Service, Recognition, Advocacy) for n in range(3)
    ]
    heard = [
        replace(each, team=HeardFrom.QUALITY) if isinstance(each, Discovery) else each for each in inventories
    ]
    pack = sample.pack()
    checked = next(each for each in pack.catalogues if each.use.value == "check")
    subject = Subject(id="su", assessment="a", title="Depot")
    cell = Practice(
        id="pr", assessment="a", subject="su", catalogue=checked.id, item=checked.entries[0].id,
        presence=Presence.PARTLY, note="half",
    )  # fmt: skip
    plan = RolePlan(id="rp", assessment="a", model="embedded", reason="because", needed={"II": 1})
    worked = [filled(kind) for kind in (Agreement, Review, TradeOff)]
    session = Meeting(
        id="me", assessment="a", code="M1", title="Start", parked=(Parked(text=f"Ask {NAME}"),),
        decisions=(Decision(text=f"{NAME} rehearses", owner=ASKED),),
    )  # fmt: skip
    said = DailyUpdate(id="du", assessment="a", day=sample.TODAY, who="Engineer", last="done")
    entries = [*sample.entities(), *heard, subject, cell, plan, *worked, session, said]
    entries = [
        replace(each, project=True) if isinstance(each, Action) and each.before is not None else each
        for each in entries
    ]
    return [
        *(named(each, n) for n, each in enumerate(entries)),
        Talent(id="tz", assessment="a", code="P9", role_title="Harbour Master", name=NAME, position=99),
        Respondent(id="rz", assessment="a", role=sample.respondents()[0].role, role_title="Night Porter", name=ASKED,
                   team=f"{NAME}'s team", position=99),
    ]  # fmt: skip


@pytest.fixture(scope="module")
def book() -> Book:
    workspace, assessment = named(sample.workspace(), 0), named(sample.assessment(), 1)
    assert isinstance(workspace, Workspace)
    assert isinstance(assessment, Assessment)
    listed = everything()
    voice = next(each for each in listed if isinstance(each, Answer))
    return Book.of(workspace, sample.pack(), assessment, [*listed, replace(voice, id="az", respondent="rz")])


@pytest.mark.parametrize("edition", EDITIONS)
def test_no_name_is_printed_wherever_it_was_typed(book: Book, edition: str) -> None:
    data = Draft(book, rate_book(book), replace(SETTINGS, edition=edition)).whole()
    pdf = reader(data)
    text = all_text(data).casefold()
    outline = " ".join(outline_titles(pdf.outline))
    for secret in SECRETS:
        assert secret not in text, secret
        assert secret not in f"{outline} {pdf.metadata} {pdf.xmp_metadata}".casefold()
        assert secret.encode() not in data.lower()
    assert squeezed("Harbour Master") in all_text(data)
    assert "Harbour Master" in str(pdf.metadata)


def test_every_section_has_the_role_where_a_name_was_typed(book: Book) -> None:
    for key, _title in EDITIONS["full"].sections:
        if key in (
            "contents",
            "cover",
            "people",
            # Nothing to tell without a report before it; its names are looked for below.
            "changed",
            "reading",
            "profile",
            "agreement",
            "method",
            "retired",
            "sureness",
            "roadmap",
        ):
            continue
        settings = replace(SETTINGS, sections=(key,))
        said = all_text(Draft(book, rate_book(book), settings).whole())
        assert squeezed("Harbour Master").casefold() in said.casefold(), key


def test_names_are_printed_where_they_were_asked_for(book: Book) -> None:
    data = Draft(book, rate_book(book), replace(SETTINGS, names=True)).whole()
    text = all_text(data)
    assert squeezed(NAME) in text
    assert squeezed(f"Night Porter, {ASKED}") in text
    assert squeezed("people by name") in text
    assert squeezed("Names of people are printed where they were typed") in text
    assert "Harbour Master" not in str(reader(data).metadata)


def test_whoever_would_be_named_is_listed_first(book: Book) -> None:
    # Who answered is named beside their words, in the order of the alphabet.
    answered = {each.name for each in book.people() if each.name}
    assert names_printed(book, rate_book(book), SETTINGS) == sorted({NAME, *answered}, key=str.casefold)
    # Where no answers are printed, only those who were written of are named.
    written = replace(SETTINGS, sections=("obstacles",))
    assert names_printed(book, rate_book(book), written) == [ASKED, NAME]
    plain = Book.of(sample.workspace(), sample.pack(), sample.assessment(), sample.entities())
    assert names_printed(plain, rate_book(plain), replace(SETTINGS, sections=("obstacles", "risks"))) == []
    assert names_printed(sample.empty_book(), rate_book(sample.empty_book()), SETTINGS) == []


def test_a_written_file_is_the_same(book: Book, tmp_path: Path) -> None:
    path = tmp_path / "plan.pdf"
    write_report(book, rate_book(book), SETTINGS, path)
    assert not any(secret in all_text(path.read_bytes()).casefold() for secret in SECRETS)


def test_an_interview_sheet_names_nobody(book: Book) -> None:
    sheet = Sheet("III", interviewer=f"{NAME} and the CTO")
    data = SheetDraft(book, rate_book(book), sheet, dt.date(2026, 11, 24)).whole()
    assert not any(secret in all_text(data).casefold() for secret in SECRETS)
    assert squeezed("Harbour Master and the CTO") in all_text(data)


def across(then: tuple[Entity, ...], now: tuple[Entity, ...]) -> tuple[Book, ReportSettings]:
    """A book beside the one its last report was made of."""
    rest = [each for each in sample.entities() if not isinstance(each, Risk)]
    before, after = (
        Book.of(sample.workspace(), sample.pack(), sample.assessment(), [*rest, *more])
        for more in (then, now)
    )
    return after, replace(SETTINGS, edition="full", earlier=Earlier(before, sample.TODAY, 1, "full"))


LATER = Talent(id="later", assessment="a", code="P77", role_title="Auditor", name=NAME)
ABOUT = Risk(
    id="late", assessment="a", code="T99", kind=RiskKind.THREAT, title=f"Only {NAME} knows the switch"
)


@pytest.mark.parametrize(
    ("then", "now"),
    [
        # Typed before, and listed since.
        ((ABOUT,), (LATER,)),
        # Listed before, and typed since.
        ((LATER,), (ABOUT,)),
        # Listed and typed before alone.
        ((LATER, ABOUT), ()),
    ],
)
def test_what_changed_names_nobody_who_is_listed_in_either_report(
    then: tuple[Entity, ...], now: tuple[Entity, ...], tmp_path: Path
) -> None:
    book, settings = across(then, now)
    path = tmp_path / "r.pdf"
    write_report(book, rate_book(book), settings, path)
    text = all_text(path.read_bytes())
    assert squeezed("Only Auditor knows the switch") in text or squeezed("Only the Auditor knows") in text
    for secret in SECRETS[:2]:
        assert secret not in text.lower()
    # With names, the preview tells of everybody who would appear.
    assert NAME in names_printed(book, rate_book(book), settings)
