"""Voting in a session: hidden until revealed, then answers; a new round takes the place of the last."""

from __future__ import annotations

import datetime as dt
import shutil
import tempfile
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.actions.content import content
from tests.exchange.packs import book_of
from workbench.actions import answers, assessments, demo, meetings, respondents, votes
from workbench.actions.edit import Edit, perform
from workbench.analysis.standing import rate_book
from workbench.domain.assessment import Answer, AnswerState, RespondentKind, State
from workbench.domain.meeting import AgendaItem, AgendaKind, Meeting, Round, Vote
from workbench.domain.role import Role
from workbench.storage.errors import StaleEdit
from workbench.storage.store import Store

A, M, Q = demo.ASSESSMENT_ID, "m" * 32, "REV-3"
"""Nobody has answered REV-3 in the demo."""
NOW = dt.datetime(2026, 11, 23, 9, 30, tzinfo=dt.UTC)


@pytest.fixture
def room(demo_store: Store) -> Store:
    """A session with the first four people in it."""
    there = tuple(each.id for each in book_of(demo_store).people()[:4])
    perform(demo_store, meetings.add(A, "Stage 4", entity_id=M, present=there))
    return demo_store


def do(store: Store, *edits: Edit) -> None:
    for each in edits:
        perform(store, each, "Facilitator")


def vote(store: Store) -> Vote:
    return book_of(store).all(Vote)[0]


def said(store: Store, number: int) -> Answer | None:
    book = book_of(store)
    return book.answer(book.people()[number].id, Q)


def shown(store: Store, role: Role) -> dict[str, int]:
    book = book_of(store)
    for each in book.respondents:
        if each.kind is RespondentKind.TALLY and each.role is role:
            found = book.answer(each.id, Q)
            return dict(found.counts) if found else {}
    return {}


def test_votes_are_no_answers_until_they_are_revealed(room: Store) -> None:
    before = rate_book(book_of(room))
    who = book_of(room).people()[0].id
    do(
        room,
        votes.raise_hands(M, Q, Role.ENGINEER, "3", 2),
        votes.raise_hands(M, Q, Role.ENGINEER, "3", 1),
        votes.raise_hands(M, Q, Role.ENGINEER, "1", -1),
        votes.count_hands(M, Q, Role.MANAGER, {"2": 1, "dk": 2}),
        votes.speak(M, Q, who, "4"),
    )
    assert vote(room).rounds == (
        Round(hands={"engineer/3": 3, "manager/2": 1, "manager/dk": 2}, voices={who: "4"}),
    )
    assert not vote(room).revealed
    assert book_of(room).answers_to(Q) == {}
    assert rate_book(book_of(room)).questions[Q] == before.questions[Q]

    do(room, votes.reveal(M, Q))
    assert vote(room).revealed
    assert shown(room, Role.ENGINEER) == {"3": 3}
    assert shown(room, Role.MANAGER) == {"2": 1, "dk": 2}
    found = said(room, 0)
    assert found is not None
    assert (found.state, found.value, found.alone) == (AnswerState.RATED, 4, False)
    # Executive 4, engineers 3 3 3, managers 2: the lower median over roles is 3.
    rating = rate_book(book_of(room)).questions[Q]
    assert (rating.median, rating.voices) == (3, 7)


def test_undo_of_a_reveal_hides_the_votes_again_and_takes_their_answers_away(room: Store) -> None:
    do(room, votes.raise_hands(M, Q, Role.ENGINEER, "3", 2))
    before = content(room)
    done = perform(room, votes.reveal(M, Q))
    perform(room, done.undo)
    assert content(room) == before
    assert not vote(room).revealed


def test_a_new_round_takes_the_place_of_the_last_for_those_who_voted_in_it(room: Store) -> None:
    first, second = (each.id for each in book_of(room).people()[:2])
    do(
        room,
        votes.speak(M, Q, first, "1"),
        votes.speak(M, Q, second, "5"),
        votes.raise_hands(M, Q, Role.ENGINEER, "2", 4),
        votes.raise_hands(M, Q, Role.OPERATIONS, "2", 1),
        votes.reveal(M, Q),
        answers.set_note(first, Q, "Typed later"),
        votes.again(M, Q),
    )
    # What was revealed stays until the new round is.
    assert shown(room, Role.ENGINEER) == {"2": 4}
    do(
        room,
        votes.speak(M, Q, second, "3"),
        votes.raise_hands(M, Q, Role.ENGINEER, "3", 4),
        votes.reveal(M, Q),
    )
    assert shown(room, Role.ENGINEER) == {"3": 4}
    assert shown(room, Role.OPERATIONS) == {}
    gone, changed = said(room, 0), said(room, 1)
    assert gone is not None
    assert changed is not None
    assert (gone.state, gone.note) == (AnswerState.OPEN, "Typed later")
    assert changed.value == 3
    assert len(vote(room).rounds) == 2


def test_an_empty_new_round_is_not_revealed(room: Store) -> None:
    do(room, votes.raise_hands(M, Q, Role.ENGINEER, "2", 4), votes.reveal(M, Q), votes.again(M, Q))
    with pytest.raises(ValueError, match="Nobody has voted in this round"):
        do(room, votes.reveal(M, Q))
    assert shown(room, Role.ENGINEER) == {"2": 4}


def test_what_was_sent_in_alone_is_revealed_as_it_is(room: Store) -> None:
    who = book_of(room).people()[0].id
    do(room, answers.rate(who, Q, 2))
    do(room, votes.reveal(M, Q))
    found = said(room, 0)
    assert found is not None
    assert (found.value, vote(room).rounds, vote(room).revealed) == (2, (Round(),), True)


def test_words_sent_in_alone_stay_so_when_the_choice_is_given_openly(room: Store) -> None:
    people = [each.id for each in book_of(room).people()[:2]]
    with room.unit("Sent in") as unit:
        for who, note in zip(people, ("Between us", ""), strict=True):
            unit.put(
                Answer(
                    id=answers.place_id(who, Q), respondent=who, question=Q, note=note, alone=True,
                    state=AnswerState.DONT_KNOW,
                )
            )  # fmt: skip
    do(room, *(votes.speak(M, Q, who, "2") for who in people), votes.reveal(M, Q))
    found = [said(room, number) for number in (0, 1)]
    assert [(each.value, each.note, each.alone) for each in found if each] == [
        (2, "Between us", True),
        (2, "", False),
    ]


@pytest.mark.parametrize("option", ["6", "0", "3.1", "", "yes", "na/1"])
def test_an_option_that_is_not_offered_is_refused(option: str, room: Store) -> None:
    before = content(room)
    with pytest.raises(ValueError, match="REV-3 has no answer"):
        do(room, votes.raise_hands(M, Q, Role.ENGINEER, option, 1))
    with pytest.raises(ValueError, match="There is no question 'XXX-9'"):
        do(room, votes.raise_hands(M, "XXX-9", Role.ENGINEER, "3", 1))
    assert content(room) == before


def test_a_voice_is_taken_back_and_a_question_skipped_and_taken_up(room: Store) -> None:
    who = book_of(room).people()[0].id
    do(room, votes.speak(M, Q, who, "4"), votes.speak(M, Q, who, ""), votes.skip(M, Q))
    assert (vote(room).rounds, vote(room).skipped) == ((Round(),), True)
    do(room, votes.speak(M, Q, who, "na"))
    assert (vote(room).rounds, vote(room).skipped) == ((Round(voices={who: "na"}),), False)
    do(room, votes.reveal(M, Q), votes.skip(M, Q))
    assert (vote(room).revealed, vote(room).skipped) == (True, False)


def test_an_agreed_assessment_reveals_nothing(room: Store) -> None:
    do(room, votes.raise_hands(M, Q, Role.ENGINEER, "3", 2), assessments.change(A, state=State.AGREED))
    before = content(room)
    with pytest.raises(ValueError, match="Reopen the assessment first"):
        do(room, votes.reveal(M, Q))
    assert content(room) == before


def test_who_was_removed_is_revealed_no_more(room: Store) -> None:
    who = book_of(room).people()[0].id
    do(room, votes.speak(M, Q, who, "4"), votes.raise_hands(M, Q, Role.ENGINEER, "3", 2))
    do(room, respondents.remove(who), votes.reveal(M, Q))
    assert vote(room).rounds[0].voices == {}
    assert shown(room, Role.ENGINEER) == {"3": 2}


def test_the_clock_runs_while_something_else_is_undone(room: Store) -> None:
    item = AgendaItem(kind=AgendaKind.CAPABILITY, what="REV", minutes=10)
    do(room, meetings.change(M, agenda=(item,)), meetings.begin(M, NOW))
    parked = perform(room, meetings.park(M, "Pay"))
    do(room, meetings.spend(M, {item.key: 10}), meetings.go_to(M, 0, Q), meetings.spend(M, {item.key: 5}))
    perform(room, parked.undo)
    found = book_of(room).all(Meeting)[0]
    assert (found.parked, found.used(item), found.question) == ((), 15, Q)
    assert found.started == "2026-11-23T09:30:00+00:00"
    # The same field changed since is not taken back over somebody's head.
    first = perform(room, meetings.park(M, "One"))
    do(room, meetings.park(M, "Two"))
    with pytest.raises(StaleEdit, match="cannot be undone"):
        perform(room, first.undo)


def test_who_comes_late_is_in_the_session_and_on_the_list(room: Store) -> None:
    do(room, meetings.come_new(M, Role.ENGINEER, " Site engineer ", respondent_id="l" * 32))
    do(room, meetings.come(M, book_of(room).people()[4].id))
    book = book_of(room)
    assert book.people()[-1].role_title == "Site engineer"
    assert book.all(Meeting)[0].present[-2:] == ("l" * 32, book.people()[4].id)
    do(room, meetings.go(M, "l" * 32))
    assert "l" * 32 not in book_of(room).all(Meeting)[0].present


@pytest.mark.parametrize("make", [lambda: meetings.park(M, "  "), lambda: meetings.decide(M, "")])
def test_nothing_is_parked_or_decided_without_words(make: object) -> None:
    assert callable(make)
    with pytest.raises(ValueError, match="Write what"):
        make()


HANDS = st.dictionaries(
    st.tuples(st.sampled_from(list(Role)), st.sampled_from(["1", "2", "3", "4", "5", "na", "dk"])),
    st.integers(0, 9),
    max_size=8,
)


@settings(max_examples=15, deadline=None)
@given(rounds=st.lists(HANDS.filter(lambda hands: any(hands.values())), min_size=1, max_size=3))
def test_after_any_rounds_the_hands_are_those_of_the_last(
    rounds: list[dict[tuple[Role, str], int]], demo_template: Path
) -> None:
    with (
        tempfile.TemporaryDirectory() as folder,
        Store.open(Path(shutil.copy(demo_template, folder))) as store,
    ):
        do(store, meetings.add(A, "Any", entity_id=M))
        for number, hands in enumerate(rounds):
            if number:
                do(store, votes.again(M, Q))
            for (role, key), count in hands.items():
                do(store, votes.count_hands(M, Q, role, {key: count}))
            do(store, votes.reveal(M, Q))
        found = {(role, key): count for role in Role for key, count in shown(store, role).items()}
    assert found == {key: count for key, count in rounds[-1].items() if count}


def test_a_round_counts_in_whole_hands() -> None:
    with pytest.raises(ValueError, match="whole numbers"):
        replace(Round(), hands={"manager/1": -1})
