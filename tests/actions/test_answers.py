"""Answering: choices, hands, consensus, and restoring an earlier answer."""

from __future__ import annotations

import pytest

from workbench.actions import answers, assessments, books, demo, respondents
from workbench.actions.edit import perform
from workbench.domain.assessment import (
    Answer,
    AnswerState,
    Consensus,
    Respondent,
    RespondentKind,
    Strength,
    Target,
)
from workbench.domain.role import Role
from workbench.storage import errors
from workbench.storage.store import Store

A, WHO, HANDS = demo.ASSESSMENT_ID, "b" * 32, "c" * 32


@pytest.fixture
def room(demo_store: Store) -> Store:
    """The demo with one more engineer who has said nothing, and a tally of engineers."""
    perform(demo_store, respondents.add(A, Role.ENGINEER, respondent_id=WHO))
    perform(demo_store, respondents.add(A, Role.ENGINEER, RespondentKind.TALLY, respondent_id=HANDS))
    return demo_store


def said(store: Store, who: str = WHO) -> Answer:
    with store.unit(writes=False) as unit:
        return next(iter(unit.all(Answer, respondent=who, question="SPON-2")))


def test_a_choice_follows_a_choice_and_the_note_stays(room: Store) -> None:
    perform(room, answers.set_note(WHO, "SPON-2", "In a moment"))
    begun = said(room)
    assert (begun.state, begun.given, begun.note) == (AnswerState.OPEN, False, "In a moment")
    perform(room, answers.rate(WHO, "SPON-2", 4))
    perform(room, answers.set_strength(WHO, "SPON-2", Strength.EXAMPLE))
    rated = said(room)
    assert (rated.id, rated.state, rated.value, rated.note) == (begun.id, AnswerState.RATED, 4, "In a moment")
    perform(room, answers.not_applicable(WHO, "SPON-2"))
    assert (said(room).state, said(room).value, said(room).reason) == (AnswerState.NOT_APPLICABLE, None, "")
    perform(room, answers.set_reason(WHO, "SPON-2", "Not ours"))
    perform(room, answers.not_applicable(WHO, "SPON-2"))
    assert said(room).reason == "Not ours"
    perform(room, answers.dont_know(WHO, "SPON-2"))
    assert said(room).state is AnswerState.DONT_KNOW
    perform(room, answers.clear(WHO, "SPON-2"))
    assert (said(room).given, said(room).note, said(room).strength) == (
        False,
        "In a moment",
        Strength.EXAMPLE,
    )


def test_hands_are_counted_up_and_down_but_not_below_none(room: Store) -> None:
    for key, by in (("2", 3), ("4", 1), ("dk", 1), ("2", -1), ("4", -5), ("na", 0)):
        perform(room, answers.count_hands(HANDS, "SPON-2", key, by))
    tally = said(room, HANDS)
    assert (tally.state, dict(tally.counts), tally.given) == (AnswerState.COUNTED, {"2": 2, "dk": 1}, True)
    with pytest.raises(ValueError, match="Hands are counted"):
        perform(room, answers.count_hands(HANDS, "SPON-2", "6", 1))


@pytest.mark.parametrize("choose", [answers.dont_know, answers.not_applicable, answers.clear])
def test_another_choice_puts_the_hands_down(choose: object, room: Store) -> None:
    perform(room, answers.count_hands(HANDS, "SPON-2", "2", 3))
    perform(room, choose(HANDS, "SPON-2"))  # pyright: ignore[reportCallIssue]
    assert said(room, HANDS).counts == {}
    perform(room, answers.count_hands(HANDS, "SPON-2", "5", 1))
    assert said(room, HANDS).counts == {"5": 1}


def test_a_consensus_is_replaced_in_place(room: Store) -> None:
    with room.unit(writes=False) as unit:
        old = unit.all(Consensus, question="OBS-2")[0]
    perform(room, answers.agree(A, "OBS-2", 3, agreed_by="All", dissent=""))
    with room.unit(writes=False) as unit:
        found = unit.all(Consensus, question="OBS-2")
    assert [(each.id, each.value, each.agreed_by, each.dissent) for each in found] == [(old.id, 3, "All", "")]


def test_an_earlier_answer_is_restored_from_the_history(room: Store) -> None:
    for value in (1, 2, 5):
        perform(room, answers.rate(WHO, "SPON-2", value))
    perform(room, answers.set_note(WHO, "SPON-2", "Later"))
    with room.unit(writes=False) as unit:
        lines = unit.history(Answer, said(room).id)
    second = next(line for line in lines if line.label == "Answer SPON-2: 2")
    perform(room, answers.restore(second.seq), who="Facilitator")
    assert (said(room).value, said(room).note) == (2, "")
    with room.unit(writes=False) as unit:
        newest = unit.history(Answer, said(room).id)[0]
        assert (newest.label, newest.who) == ("Restore an earlier answer", "Facilitator")
        assert len(unit.history(Answer, said(room).id)) == 5


def test_an_answer_that_was_taken_back_whole_can_be_restored(room: Store) -> None:
    done = perform(room, answers.rate(WHO, "SPON-2", 4))
    perform(room, done.undo)
    with room.unit(writes=False) as unit:
        lines = unit.history(Answer, done.changes[0].id)
    perform(room, answers.restore(lines[-1].seq))
    assert said(room).value == 4


def test_what_cannot_be_restored_is_refused(room: Store) -> None:
    done = perform(room, answers.rate(WHO, "SPON-2", 4))
    perform(room, done.undo)
    gone = perform(room, assessments.set_target(A, "GIT", 4))
    with room.unit(writes=False) as unit:
        removal = unit.history(Answer, done.changes[0].id)[0]
        target = unit.history(Target, gone.changes[0].id)[0]
    for seq in (removal.seq, target.seq, 10**6):
        with pytest.raises(errors.StorageError, match="no answer to restore"):
            perform(room, answers.restore(seq))


def test_the_answer_of_somebody_who_was_removed_cannot_be_restored(room: Store) -> None:
    done = perform(room, answers.rate(WHO, "SPON-2", 4))
    with room.unit(writes=False) as unit:
        line = unit.history(Answer, done.changes[0].id)[0]
    perform(room, respondents.remove(WHO))
    with pytest.raises(errors.StorageError):
        perform(room, answers.restore(line.seq))
    with room.unit(writes=False) as unit:
        assert unit.all(Answer, respondent=WHO) == []


def test_removing_a_respondent_takes_answers_and_evidence_and_undo_brings_both_back(
    demo_store: Store,
) -> None:
    book = books.open_book(demo_store, A)
    oncall = next(each for each in book.respondents if each.role_title == "On-call Engineer")
    before = [each for each in book.rows[Answer].values() if each.respondent == oncall.id]
    # A link and a file were attached by this one.
    assert len(before) > 40
    assert len(book.evidence_for(oncall.id, "OBS-2")) == 2
    done = perform(demo_store, respondents.remove(oncall.id))
    gone = books.open_book(demo_store, A)
    assert gone.get(Respondent, oncall.id) is None
    assert not [each for each in gone.rows[Answer].values() if each.respondent == oncall.id]
    assert gone.evidence_for(oncall.id, "OBS-2") == []
    perform(demo_store, done.undo)
    again = books.open_book(demo_store, A)
    assert [each.title for each in again.evidence_for(oncall.id, "OBS-2")] == [
        "Pages by week, depot channel",
        "pages-by-week.csv",
    ]
    assert len([each for each in again.rows[Answer].values() if each.respondent == oncall.id]) == len(before)


def test_a_role_has_one_tally(demo_store: Store) -> None:
    assert perform(demo_store, respondents.add(A, Role.OPERATIONS, RespondentKind.TALLY)).changes == ()
    assert perform(demo_store, respondents.add(A, Role.MANAGER, RespondentKind.TALLY)).changes
    assert perform(demo_store, respondents.add(A, Role.MANAGER, RespondentKind.TALLY)).changes == ()
    assert [each.position for each in books.open_book(demo_store, A).respondents] == list(range(17))
