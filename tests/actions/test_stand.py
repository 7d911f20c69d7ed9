"""Rating from the file without its answers as objects gives what rating the whole book gives."""

from __future__ import annotations

from tests.actions.test_packs import ASSESSMENT, MANAGER, home, store  # noqa: F401
from workbench.actions import answers, books, demo, entries, respondents
from workbench.actions.edit import perform
from workbench.analysis.standing import rate_book
from workbench.domain.assessment import Answer, Assessment
from workbench.storage.store import Store


def same(opened: Store, assessment_id: str) -> None:
    book = books.open_book(opened, assessment_id)
    with opened.unit(writes=False) as unit:
        light, standing = books.stand(unit, unit.get(Assessment, assessment_id), book.pack)
    assert standing == rate_book(book)
    assert light.answered_ids == frozenset()
    assert len(light.respondents) == len(book.respondents)


def test_the_demo_with_hands_reasons_and_consensus(demo_store: Store) -> None:
    same(demo_store, demo.ASSESSMENT_ID)


def test_who_was_set_aside_counts_no_more_and_stays(demo_store: Store) -> None:
    before = books.open_book(demo_store, demo.ASSESSMENT_ID)
    who = before.people()[0]
    said = {question for question in before.answered_ids if who.id in before.answers_to(question)}
    assert said
    done = perform(demo_store, respondents.set_aside(who.id, "Answered for somebody else"))
    after = books.open_book(demo_store, demo.ASSESSMENT_ID)
    # As if the answers were not there, by both ways of counting; and yet each can be read.
    perform(demo_store, done.undo)
    perform(demo_store, respondents.remove(who.id))
    without = books.open_book(demo_store, demo.ASSESSMENT_ID)
    assert rate_book(after).overall == rate_book(without).overall != rate_book(before).overall
    assert rate_book(after).questions == rate_book(without).questions
    assert all(after.answer(who.id, question) for question in said)
    assert all(who.id in after.everything_said_to(question) for question in said)
    before.apply(done.changes)
    assert rate_book(before).questions == rate_book(after).questions


def test_setting_aside_counts_in_the_list_of_assessments_too(demo_store: Store) -> None:
    who = books.open_book(demo_store, demo.ASSESSMENT_ID).people()[0]
    perform(demo_store, respondents.set_aside(who.id, "Answered for somebody else"))
    book = books.open_book(demo_store, demo.ASSESSMENT_ID)
    with demo_store.unit(writes=False) as unit:
        _, counted = books.stand(unit, unit.get(Assessment, demo.ASSESSMENT_ID), book.pack)
    assert counted.overall == rate_book(book).overall


def test_a_level_that_is_not_offered_has_no_value_either_way(store: Store) -> None:  # noqa: F811
    perform(store, entries.change(Answer, answers.place_id(MANAGER, "AAA-1"), "Left behind", value=3))
    same(store, ASSESSMENT)
