"""The record of a session on paper: one page where it fits, and nobody's name unless names are asked for."""

from __future__ import annotations

import datetime as dt
import io
from dataclasses import replace

from pypdf import PdfReader

from tests.reports import sample
from workbench.analysis.standing import rate_book
from workbench.domain.assessment import Consensus, Respondent
from workbench.domain.book import Book
from workbench.domain.entity import Entity
from workbench.domain.meeting import AgendaItem, AgendaKind, Decision, Meeting, Parked, Round, Vote
from workbench.reports.build import render_bytes
from workbench.reports.settings import ReportSettings

ONLY = ReportSettings(date=sample.TODAY, sections=("sessions",))
NAME = "Wilhelmina Okonkwo"


def people() -> list[Respondent]:
    first, *rest = sample.respondents()
    return [replace(first, name=NAME), *rest]


def asked() -> str:
    """A question of the sample's pack."""
    return sample.pack().questions[0].id


def meeting(**fields: object) -> Meeting:
    question = sample.pack().by_question[asked()]
    given: dict[str, object] = {
        "id": "1" * 32,
        "assessment": sample.assessment().id,
        "code": "M1",
        "title": "Morning of the first day",
        "day": dt.date(2026, 11, 23),
        "place": "Room 4",
        "present": (people()[0].id,),
        "agenda": (
            AgendaItem(kind=AgendaKind.CAPABILITY, what=question.capability, minutes=20, done=True),
            AgendaItem(kind=AgendaKind.INVENTORY, what="obstacles", minutes=15),
        ),
        "clock": {f"capability/{question.capability}": 26 * 60},
        "parked": (Parked(text=f"Ask {NAME} about nights", question=question.id),),
        "decisions": (Decision(text="Page on burn rate", owner=NAME, due=dt.date(2026, 12, 1)),),
        "started": "2026-11-23T09:00:00+00:00",
        "ended": "2026-11-23T10:00:00+00:00",
    }
    return Meeting(**{**given, **fields})  # type: ignore[arg-type]


def book(*more: Entity) -> Book:
    kept = [each for each in sample.entities() if not isinstance(each, (Respondent, Consensus))]
    return Book.of(sample.workspace(), sample.pack(), sample.assessment(), [*people(), *kept, *more])


def pages(of: Book, settings: ReportSettings = ONLY) -> list[str]:
    data = render_bytes(of, rate_book(of), settings)
    return [" ".join(each.extract_text().split()) for each in PdfReader(io.BytesIO(data)).pages]


def test_a_record_says_when_where_who_by_role_and_what_came_of_it() -> None:
    question = asked()
    vote = Vote(
        id="2" * 32,
        assessment=sample.assessment().id,
        meeting="1" * 32,
        question=question,
        rounds=(Round(), Round()),
        revealed=True,
    )
    agreed = Consensus(
        id="3" * 32,
        assessment=sample.assessment().id,
        question=question,
        value=3,
        dissent=f"Engineers, and {NAME}, saw more.",
    )
    overview, record = pages(book(meeting(), vote, agreed))
    assert "1 session, 1 decision and 1 thing parked." in overview
    role = people()[0].role
    for words in (
        "Record of session M1",
        "Morning of the first day",
        "23 Nov 2026; ended",
        "Room 4",
        f"1 {role.label.lower()}",
        # 20 + 15 minutes were planned and 26 used; the one item done took 6 more than planned.
        "35 minutes planned, 26 used, behind by 6 min",
        "1 of 2 items done",
        "1 of 1 agreed on",
        "level 3",
        "saw more.",
        "Page on burn rate",
        "1 Dec 2026",
        f"about nights ({question})",
    ):
        assert words in record, words
    assert "Okonkwo" not in record


def test_names_are_printed_where_they_are_asked_for() -> None:
    record = pages(book(meeting()), replace(ONLY, names=True))[-1]
    assert NAME in record


def test_a_vote_that_is_hidden_tells_nothing() -> None:
    question = asked()
    hidden = Vote(
        id="2" * 32,
        assessment=sample.assessment().id,
        meeting="1" * 32,
        question=question,
        rounds=(Round(hands={"engineer/5": 7}),),
    )
    record = pages(book(meeting(), hidden))[-1]
    assert "0 of 1 agreed on" in record
    assert "nothing, hidden" in record
    assert "7" not in record.partition("Votes")[2].partition("Decisions")[0]


def test_each_session_begins_on_a_page_of_its_own_and_one_alone_can_be_asked_for() -> None:
    of = book(meeting(), meeting(id="4" * 32, code="M2", title="Afternoon"))
    assert len(pages(of)) == 3
    (alone,) = pages(of, replace(ONLY, sessions=("4" * 32,)))
    assert "Record of session M2" in alone
    assert "Morning" not in alone


def test_a_long_record_goes_on_and_loses_nothing() -> None:
    parked = tuple(Parked(text=f"Thing {number} of many") for number in range(120))
    found = pages(book(meeting(parked=parked)), replace(ONLY, sessions=("1" * 32,)))
    assert len(found) > 1
    assert all(f"Thing {number} of many" in " ".join(found) for number in range(120))
