"""What runs on in a session while it is held: neither clock nor place stands in the way of undo."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from tests.conftest import DEMO_DAY
from tests.exchange.packs import book_of
from workbench.actions import demo, life, meetings, votes
from workbench.actions.edit import perform
from workbench.domain.assessment import RespondentKind
from workbench.domain.consent import Consent
from workbench.domain.meeting import AgendaItem, AgendaKind, Meeting, Vote, question_key
from workbench.domain.role import Role
from workbench.storage.store import Store

A, M, Q = demo.ASSESSMENT_ID, "m" * 32, "REV-3"
ITEM = AgendaItem(kind=AgendaKind.CAPABILITY, what="REV", minutes=10)


def meeting(store: Store) -> Meeting:
    return book_of(store).all(Meeting)[0]


def lines(store: Store) -> int:
    with store.unit(writes=False) as unit:
        return unit.last_seq(A)


@pytest.fixture
def held(demo_store: Store) -> Store:
    """A session that has begun."""
    perform(demo_store, meetings.add(A, "Stage 4", entity_id=M, agenda=(ITEM,)))
    perform(demo_store, meetings.begin(M, dt.datetime(2026, 11, 23, 9, tzinfo=dt.UTC)))
    return demo_store


def test_a_session_that_ran_can_still_be_taken_back_and_brought_again(demo_store: Store) -> None:
    made = perform(demo_store, meetings.add(A, "Stage 4", entity_id=M, agenda=(ITEM,)))
    perform(demo_store, meetings.spend(M, {ITEM.key: 30}))
    perform(demo_store, meetings.go_to(M, 0, Q))
    gone = perform(demo_store, made.undo)
    assert book_of(demo_store).all(Meeting) == []
    perform(demo_store, gone.undo)
    assert (meeting(demo_store).used(ITEM), meeting(demo_store).question) == (30, Q)


def test_the_first_hand_can_be_taken_back_after_time_was_added(held: Store) -> None:
    hand = perform(held, votes.raise_hands(M, Q, Role.ENGINEER, "3", 1))
    perform(held, votes.spend(M, Q, 12))
    perform(held, hand.undo)
    assert book_of(held).all(Vote) == []


def test_a_ticking_clock_leaves_no_line_of_history(held: Store) -> None:
    before = lines(held)
    done = perform(held, meetings.spend(M, {ITEM.key: 10, question_key(Q): 10}, noted=False))
    assert lines(held) == before
    assert meeting(held).clock == {"capability/REV": 10, "question/REV-3": 10}
    assert meeting(held) == done.changes[0].after
    # The next line says where the clock really stood.
    perform(held, meetings.spend(M, {ITEM.key: 5}))
    with held.unit(writes=False) as unit:
        last = unit.history(Meeting, M)[0]
    assert isinstance(last.before, Meeting)
    assert last.before.used(ITEM) == 10
    perform(held, meetings.park(M, "Later"))
    assert meeting(held).used(ITEM) == 15


def test_nothing_but_what_runs_on_is_written_without_history(held: Store) -> None:

    with pytest.raises(ValueError, match="Only what runs on"), held.unit("Quietly") as unit:
        unit.run_on(replace(unit.get(Meeting, M), title="Other", clock={ITEM.key: 1}))
    assert meeting(held).title == "Stage 4"


def test_a_clock_is_put_back_no_further_than_its_start(held: Store) -> None:
    perform(held, meetings.spend(M, {question_key(Q): 40, ITEM.key: 40}))
    perform(held, meetings.spend(M, {question_key(Q): -60}))
    assert meeting(held).clock == {"capability/REV": 40}


def test_a_revealed_vote_keeps_how_long_its_question_took(held: Store) -> None:
    perform(held, votes.raise_hands(M, Q, Role.ENGINEER, "3", 1))
    perform(held, meetings.spend(M, {question_key(Q): 75}))
    perform(held, votes.reveal(M, Q))
    assert book_of(held).all(Vote)[0].seconds == 75


def test_an_item_is_done_with_and_taken_up_again(held: Store) -> None:
    perform(held, meetings.finish(M, ITEM.key))
    assert meeting(held).agenda[0].done
    assert not perform(held, meetings.finish(M, ITEM.key)).changes
    perform(held, meetings.finish(M, ITEM.key, done=False))
    assert not meeting(held).agenda[0].done


def test_an_agreed_assessment_refuses_the_first_hand_already(held: Store) -> None:
    sides = [Consent(side=side, who="CTO", on=DEMO_DAY) for side in ("SRE", "Larkfield")]
    perform(held, life.agree(A, sides))
    who = next(each.id for each in book_of(held).respondents if each.kind is RespondentKind.PERSON)
    for edit in (
        votes.raise_hands(M, Q, Role.ENGINEER, "3", 1),
        votes.speak(M, Q, who, "3"),
        votes.skip(M, Q),
    ):
        with pytest.raises(ValueError, match="Both sides agreed to these answers"):
            perform(held, edit)
    assert book_of(held).all(Vote) == []
    perform(held, meetings.park(M, "The session itself goes on"))
