"""The way through a session: its agenda to begin with, every place of it in order, and which session is held."""

from __future__ import annotations

from dataclasses import replace

from tests.analysis.making import E, M, O, question, said
from tests.exchange.packs import book_of
from workbench.actions import demo
from workbench.analysis.agenda import Stop, planned, questions_of, stop_at, stops
from workbench.analysis.meetings import to_hold
from workbench.analysis.question import rate_question
from workbench.analysis.room import How, Seat, Spread, middle, waiting
from workbench.domain.assessment import Respondent
from workbench.domain.meeting import AgendaItem, AgendaKind, Meeting
from workbench.storage.store import Store

CAPABILITY, INVENTORY = AgendaKind.CAPABILITY, AgendaKind.INVENTORY


def session(name: str = "m", **fields: object) -> Meeting:
    return replace(Meeting(id=name, assessment=demo.ASSESSMENT_ID, code="M1", title="T"), **fields)  # pyright: ignore[reportArgumentType]


def test_the_agenda_begins_with_what_is_asked_at_the_packs_pace(demo_store: Store) -> None:
    book = book_of(demo_store)
    found = planned(book, ("obstacles",))
    assert [each.what for each in found[:2]] == ["SPON", "OBST"]
    # Two and a half minutes a question together: four questions are 10 minutes, three are 7.5 and 8 to plan with.
    assert [each.minutes for each in found[:2]] == [10, 8]
    assert (found[-1].kind, found[-1].what, found[-1].minutes) == (INVENTORY, "obstacles", 10)
    assert len(found) == 31
    assert all(questions_of(book, each) for each in found[:-1])


def test_stops_are_every_question_in_order_and_a_list_as_one(demo_store: Store) -> None:
    agenda = (
        AgendaItem(kind=CAPABILITY, what="DSU"),
        AgendaItem(kind=INVENTORY, what="talents"),
        AgendaItem(kind=CAPABILITY, what="GONE"),
        AgendaItem(kind=CAPABILITY, what="GIT"),
    )
    found = stops(book_of(demo_store), session(agenda=agenda))
    assert found == (
        Stop(0, "DSU-1"), Stop(0, "DSU-2"), Stop(1), Stop(2), Stop(3, "GIT-1"), Stop(3, "GIT-2"),
    )  # fmt: skip
    assert [stop_at(found, 0, "DSU-2"), stop_at(found, 3, ""), stop_at(found, 3, "DSU-1")] == [1, 4, 4]
    assert [stop_at(found, 9, "GIT-2"), stop_at((), 0, "")] == [0, 0]


def test_the_session_that_is_going_on_comes_before_planned_ones() -> None:
    ended = session("a", started="2026-11-22T09:00:00+00:00", ended="2026-11-22T12:00:00+00:00")
    going, planned_one, other = session("b", started="2026-11-23T09:00:00+00:00"), session("c"), session("d")
    assert to_hold([ended, going, planned_one]) == going
    assert to_hold([ended, planned_one, other]) == other
    assert to_hold([ended]) is None
    assert to_hold([]) is None


def seat(name: str, how: How = How.WAITING) -> Seat:
    return Seat(E, Respondent(id=name, assessment="a", role=E), how)


def test_whoever_waits_is_called_in_turn() -> None:
    taken = [seat("a"), seat("b", How.HAND), seat("c"), Seat(O, None, How.HAND)]
    found = [waiting(taken, after) for after in ("", "a", "c", "nobody")]
    assert [each.id if each else "" for each in found] == ["a", "c", "a", "a"]
    assert waiting([seat("a", How.VOICE), Seat(O, None, How.HAND)]) is None


def test_most_hands_for_not_applicable_are_recorded_as_that() -> None:
    asked = question()
    # Three raised a hand for 'na', without a reason, so they count as 'don't know'; two chose a level.
    rating = rate_question(asked, said(M, "dk", "dk", "dk") + said(E, 2, 3))
    keys = ("1", "2", "3", "4", "5", "na", "dk")
    shown = Spread(keys, {"na": {"Manager": 3}, "2": {"Engineer": 1}, "3": {"Engineer": 1}})
    assert middle(asked, rating) == "2"
    assert middle(asked, rating, shown) == "na"
    even = Spread(keys, {"na": {"Manager": 2}, "2": {"Engineer": 1}, "3": {"Engineer": 1}})
    assert middle(asked, rating, even) == "2", "half of them is not most"
