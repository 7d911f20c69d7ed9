"""The parts of a session: each is changed by itself, and what hangs on its place follows."""

from __future__ import annotations

import datetime as dt

import pytest

from tests.exchange.packs import book_of
from workbench.actions import demo, meeting_parts, meetings
from workbench.actions.edit import Done, Edit, perform
from workbench.analysis.meetings import voted_on
from workbench.analysis.standing import rate_book
from workbench.domain.action import Action
from workbench.domain.meeting import AgendaItem, AgendaKind, Meeting
from workbench.domain.obstacle import Obstacle
from workbench.storage.errors import StorageError
from workbench.storage.store import Store

A, M = demo.ASSESSMENT_ID, "9" * 32
ONE, TWO, THREE = (AgendaItem(kind=AgendaKind.CAPABILITY, what=each) for each in ("OBS", "REV", "SPON"))


def do(store: Store, edit: Edit) -> Done:
    return perform(store, edit, "Facilitator")


def session(store: Store) -> Meeting:
    found = book_of(store).get(Meeting, M)
    assert found is not None
    return found


@pytest.fixture
def planned(demo_store: Store) -> Store:
    do(demo_store, meetings.add(A, "Morning", entity_id=M))
    do(demo_store, meeting_parts.add_items(M, [ONE, TWO, THREE]))
    return demo_store


def test_what_is_on_the_agenda_is_not_put_there_twice(planned: Store) -> None:
    done = do(planned, meeting_parts.add_items(M, [AgendaItem(kind=ONE.kind, what=ONE.what, minutes=99)]))
    assert done.changes == ()
    assert session(planned).agenda == (ONE, TWO, THREE)


def test_the_item_that_is_talked_about_stays_so_wherever_it_is_put(planned: Store) -> None:
    do(planned, meetings.go_to(M, 1, "REV-1"))
    do(planned, meeting_parts.order_items(M, [TWO.key, THREE.key, ONE.key]))
    assert (session(planned).agenda, session(planned).current) == ((TWO, THREE, ONE), 0)
    do(planned, meeting_parts.remove_items(M, [THREE.key]))
    assert session(planned).current == 0
    do(planned, meetings.go_to(M, 1))
    do(planned, meeting_parts.remove_items(M, [TWO.key]))
    # The one talked about was the second of two, and is the first of one now.
    assert (session(planned).agenda, session(planned).current) == ((ONE,), 0)


def test_an_item_taken_off_is_forgotten_with_its_time_until_that_is_taken_back(planned: Store) -> None:
    do(planned, meetings.spend(M, {ONE.key: 60, TWO.key: 30}))
    done = do(planned, meeting_parts.remove_items(M, [ONE.key]))
    assert session(planned).clock == {TWO.key: 30}
    do(planned, done.undo)
    assert session(planned).clock == {ONE.key: 60, TWO.key: 30}


def test_some_are_ticked_once_and_nobody_who_is_not_there(planned: Store) -> None:
    people = [each.id for each in book_of(planned).people()][:3]
    do(planned, meetings.come(M, people[1]))
    do(planned, meeting_parts.tick(M, people, there=True))
    assert session(planned).present == (people[1], people[0], people[2])
    do(planned, meeting_parts.tick(M, people[:2], there=False))
    assert session(planned).present == (people[2],)
    with pytest.raises(StorageError, match="no longer there"):
        do(planned, meeting_parts.tick(M, ["0" * 32], there=True))


def test_what_is_parked_and_decided_is_changed_by_its_place_and_never_emptied(planned: Store) -> None:
    for text in ("First", "Second"):
        do(planned, meetings.park(M, text))
        do(planned, meetings.decide(M, text))
    do(planned, meeting_parts.change_parked(M, 1, done=True))
    do(planned, meeting_parts.change_decision(M, 0, due=dt.date(2026, 12, 1), owner="CTO"))
    do(planned, meeting_parts.remove_parked(M, 0))
    do(planned, meeting_parts.remove_decision(M, 1))
    found = session(planned)
    assert [(each.text, each.done) for each in found.parked] == [("Second", True)]
    assert [(each.text, each.owner, each.due) for each in found.decisions] == [
        ("First", "CTO", dt.date(2026, 12, 1))
    ]
    with pytest.raises(ValueError, match="Write some words, or remove it"):
        do(planned, meeting_parts.change_parked(M, 0, text="  "))
    with pytest.raises(ValueError, match="It is not there any more"):
        do(planned, meeting_parts.remove_decision(M, 1))


def test_an_obstacle_or_an_action_is_made_of_what_is_parked_in_one_step(planned: Store) -> None:
    do(planned, meetings.park(M, "Nobody owns\nthe alerts", "OBS-1"))
    done = do(planned, meeting_parts.parked_to_obstacle(M, 0, "8" * 32))
    made = book_of(planned).get(Obstacle, "8" * 32)
    assert made is not None
    assert made.title == "Nobody owns the alerts"
    assert made.evidence == f"Came up in session {session(planned).code}, Morning, at OBS-1."
    assert session(planned).parked[0].done
    do(planned, done.undo)
    assert book_of(planned).get(Obstacle, "8" * 32) is None
    assert not session(planned).parked[0].done
    do(planned, meeting_parts.parked_to_action(M, 0, "7" * 32))
    action = book_of(planned).get(Action, "7" * 32)
    assert action is not None
    assert (action.title, action.purpose) == (
        "Nobody owns the alerts",
        f"Came up in session {session(planned).code}, Morning, at OBS-1.",
    )


def test_nothing_was_voted_on_in_a_session_that_took_no_votes(planned: Store) -> None:
    book = book_of(planned)
    assert voted_on(book, session(planned), rate_book(book).questions) == []
