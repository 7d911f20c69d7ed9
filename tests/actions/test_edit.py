"""What an edit promises: all of it or nothing, what moved, and how two become one step."""

from __future__ import annotations

import pytest

from tests.actions.content import content
from workbench.actions import answers, assessments, books, demo, obstacles, plan, respondents, risks
from workbench.actions.edit import Edit, combine, perform, together
from workbench.domain.action import Action
from workbench.domain.assessment import Answer
from workbench.domain.topic import Topic
from workbench.storage import errors
from workbench.storage.store import Store
from workbench.storage.unit import Unit

A = demo.ASSESSMENT_ID


def someone(store: Store, number: int = 0) -> str:
    return books.open_book(store, A).respondents[number].id


def test_topics_say_where_to_look_again(demo_store: Store) -> None:
    who = someone(demo_store)
    book = books.open_book(demo_store, A)
    assert perform(demo_store, answers.rate(who, "SPON-1", 5)).topics == {Topic.ANSWERS}
    assert perform(demo_store, answers.agree(A, "SPON-1", 2)).topics == {Topic.ANSWERS}
    assert perform(demo_store, assessments.set_target(A, "SPON", 4)).topics == {Topic.TARGETS}
    assert perform(demo_store, assessments.change(A, prepared_by="Us")).topics == {Topic.ASSESSMENTS}
    assert perform(demo_store, assessments.rename_client(demo.WORKSPACE_ID, "L")).topics == {Topic.WORKSPACE}
    # The first obstacle is named by three actions, the first risk by two, a need and an alert.
    assert perform(demo_store, obstacles.remove(A, book.obstacles[0].id)).topics == {
        Topic.OBSTACLES,
        Topic.ACTIONS,
    }
    removed = perform(demo_store, risks.remove(A, book.risks[0].id)).topics
    assert removed == {Topic.RISKS, Topic.ACTIONS, Topic.NEEDS, Topic.DISCOVERIES}
    assert perform(demo_store, respondents.remove(who)).topics == {Topic.RESPONDENTS, Topic.ANSWERS}


def test_an_edit_that_changes_nothing_writes_nothing(demo_store: Store) -> None:
    book = books.open_book(demo_store, A)
    who, action = book.respondents[0].id, book.actions[0]
    same = [
        answers.rate(who, "SPON-1", 3),
        answers.set_note(who, "SPON-2", ""),
        answers.withdraw_consensus(A, "KPI-1"),
        answers.agree(A, "SLO-1", 2, agreed_by="Monitoring workshop, 14 people"),
        assessments.set_target(A, "SLO", 3),
        assessments.set_target(A, "GIT", None),
        plan.change(action.id, title=action.title, after=action.after),
    ]
    for edit in same:
        assert perform(demo_store, edit).changes == (), edit.label


def test_a_failing_edit_leaves_nothing_and_says_why(demo_store: Store) -> None:
    book = books.open_book(demo_store, A)
    who, before = book.respondents[0].id, content(demo_store)

    def late(unit: Unit) -> None:
        raise RuntimeError("late")

    with pytest.raises(RuntimeError):
        perform(demo_store, together("Both", [answers.rate(who, "SPON-1", 1), Edit("Late", late)]))
    for edit, words in (
        (answers.rate(who, "SPON-1", 6), "from 1 to 5"),
        (answers.agree(A, "KPI-1", None), "needs a reason"),
        (risks.change(book.risks[0].id, frequency=0), "Frequency"),
        (obstacles.change(book.obstacles[0].id, title=" "), "needs a title"),
        (assessments.change(A, roles=()), "at least one role"),
        (assessments.rename_client(demo.WORKSPACE_ID, "  "), "name of its client"),
    ):
        with pytest.raises(ValueError, match=words):
            perform(demo_store, edit)
    with pytest.raises(errors.StorageError, match="no longer there"):
        perform(demo_store, risks.change("none", impact=1))
    assert content(demo_store) == before


def test_two_edits_of_one_field_become_one_step(demo_store: Store) -> None:
    who, before = someone(demo_store), content(demo_store)
    merge = f"note {who} SPON-1"
    first = perform(demo_store, answers.set_note(who, "SPON-1", "One", merge))
    second = perform(demo_store, answers.set_note(who, "SPON-1", "One two", merge))
    step = combine(first, second)
    assert (step.merge, step.at, len(step.changes)) == (merge, second.at, 1)
    after = content(demo_store)
    undone = perform(demo_store, step.undo)
    assert content(demo_store) == before
    perform(demo_store, undone.undo)
    assert content(demo_store) == after


def test_a_step_of_two_that_began_an_answer(demo_store: Store) -> None:
    who, before = someone(demo_store, 3), content(demo_store)
    first = perform(demo_store, answers.set_note(who, "REV-3", "O", "m"))
    second = perform(demo_store, answers.set_note(who, "REV-3", "One", "m"))
    step = combine(first, second)
    perform(demo_store, step.undo)
    assert content(demo_store) == before


def test_a_step_of_two_that_cancel_out(demo_store: Store) -> None:
    before = content(demo_store)
    added = perform(demo_store, plan.add(A, "Do", entity_id="x" * 32))
    removed = perform(demo_store, plan.remove(A, "x" * 32))
    perform(demo_store, combine(added, removed).undo)
    assert content(demo_store) == before


def test_undo_of_what_somebody_changed_since_is_refused(demo_store: Store) -> None:
    who = someone(demo_store)
    done = perform(demo_store, answers.rate(who, "SPON-1", 1))
    perform(demo_store, answers.rate(who, "SPON-1", 2))
    before = content(demo_store)
    with pytest.raises(errors.StaleEdit, match="cannot be undone"):
        perform(demo_store, done.undo)
    assert content(demo_store) == before


def test_who_did_it_stands_in_the_history(demo_store: Store) -> None:
    who = someone(demo_store)
    done = perform(demo_store, answers.rate(who, "SPON-1", 1), who="Facilitator")
    with demo_store.unit(writes=False) as unit:
        entry = unit.history(Answer, done.changes[0].id)[0]
    assert (entry.who, entry.label) == ("Facilitator", "Answer SPON-1: 1")
    assert entry.after == done.changes[0].after


def test_the_book_in_memory_follows_the_file(demo_store: Store) -> None:
    book = books.open_book(demo_store, A)
    who = book.respondents[13].id
    for edit in (
        answers.rate(who, "OBS-1", 5),
        respondents.remove(who),
        obstacles.remove(A, book.obstacles[0].id),
        plan.remove(A, book.actions[0].id),
        answers.withdraw_consensus(A, "OBS-2"),
    ):
        done = perform(demo_store, edit)
        book.apply(done.changes)
        check_book(book, demo_store)
        book.apply(perform(demo_store, done.undo).changes)
        check_book(book, demo_store)


def check_book(book: books.Book, store: Store) -> None:
    fresh = books.open_book(store, A)
    assert {kind: rows for kind, rows in book.rows.items() if rows} == fresh.rows
    assert all(book.answers_to(each.id) == fresh.answers_to(each.id) for each in book.questions)
    assert [each.code for each in book.all(Action)] == [each.code for each in fresh.all(Action)]
