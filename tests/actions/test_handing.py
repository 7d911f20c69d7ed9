"""Handing this computer over: what is noted, what it takes, and the code that ends it."""

from __future__ import annotations

import pytest

from tests.conftest import DEMO_DAY
from workbench.actions import answers, books, demo, handing, invitations
from workbench.actions.edit import perform
from workbench.domain.answer_pack import Given
from workbench.domain.assessment import Answer, AnswerState, Strength, Workspace
from workbench.domain.book import Book
from workbench.domain.code import hashed, opens
from workbench.domain.invitation import HANDED
from workbench.storage.store import Store

A, CODE = demo.ASSESSMENT_ID, "red kite 7"


def book_of(store: Store) -> Book:
    return books.open_book(store, A)


def who_has(store: Store) -> handing.Handed | None:
    with store.unit(writes=False) as unit:
        return handing.handed_to(unit)


def test_it_goes_out_with_a_code_and_comes_back(demo_store: Store) -> None:
    first, second = (each.id for each in book_of(demo_store).people()[:2])
    with pytest.raises(ValueError, match="Set a code first"):
        perform(demo_store, handing.hand_over(first, DEMO_DAY))
    assert who_has(demo_store) is None
    perform(demo_store, handing.set_code(CODE))
    perform(demo_store, handing.hand_over(first, DEMO_DAY))
    assert who_has(demo_store) == handing.Handed(A, first)
    perform(demo_store, handing.hand_over(second, DEMO_DAY))
    assert who_has(demo_store) == handing.Handed(A, second)
    perform(demo_store, handing.take_back())
    assert who_has(demo_store) is None
    book = book_of(demo_store)
    found = invitations.invitation_of(book, next(each for each in book.people() if each.id == first))
    assert found is not None
    assert (found.sent_as, found.sent_on) == (invitations.HERE, DEMO_DAY)


def test_a_forgotten_code_takes_the_lock_along(demo_store: Store) -> None:
    first = book_of(demo_store).people()[0].id
    perform(demo_store, handing.set_code(CODE))
    perform(demo_store, handing.hand_over(first, DEMO_DAY))
    perform(demo_store, handing.forget_code())
    assert who_has(demo_store) is None
    with demo_store.unit(writes=False) as unit:
        assert unit.all(Workspace)[0].code == ""
    assert not perform(demo_store, handing.forget_code()).changes


def test_without_a_code_nothing_is_locked(demo_store: Store) -> None:
    """As in a workspace made from an export, which says who had it and holds no code."""
    first = book_of(demo_store).people()[0].id
    perform(demo_store, invitations.change(first, sent_as=HANDED))
    assert who_has(demo_store) is None


def test_the_code_is_known_again_however_it_is_typed_and_by_nobody_else() -> None:
    kept = hashed(" caf\u00e9 noir ")
    assert opens(kept, "cafe\u0301 noir")
    for wrong in ("caf\u00e9  noir", "Caf\u00e9 noir", "", "cafe noir"):
        assert not opens(kept, wrong)
    assert hashed(CODE) != hashed(CODE), "each has a salt of its own"
    for foreign in ("", "scrypt", "scrypt$32768$8$1$zz$00", kept.replace("32768", "1048576"), "$" * 5):
        assert not opens(foreign, CODE)
    for short in ("", "abc", "  ab  "):
        with pytest.raises(ValueError, match="at least 4 characters"):
            hashed(short)


def test_what_is_said_alone_is_marked_and_checked(demo_store: Store) -> None:
    book = book_of(demo_store)
    who, question = book.people()[0].id, "SPON-1"
    said = Given(
        question=question, state=AnswerState.RATED, value=2, note="As typed", strength=Strength.EXAMPLE
    )
    perform(demo_store, answers.give_alone(who, said))
    with demo_store.unit(writes=False) as unit:
        stored = unit.all(Answer, respondent=who, question=question)[0]
    assert stored.alone
    assert Given.of(stored) == said
    assert not perform(demo_store, answers.give_alone(who, said)).changes
    with pytest.raises(ValueError, match=r"has no answer 2\.1"):
        perform(
            demo_store,
            answers.give_alone(who, Given(question=question, state=AnswerState.RATED, value=2, variant=1)),
        )
    with pytest.raises(ValueError, match="no question 'NONE-1'"):
        perform(demo_store, answers.give_alone(who, Given(question="NONE-1", state=AnswerState.DONT_KNOW)))
    # Nothing said to what nobody answered leaves nothing behind.
    fresh = next(each.id for each in book.questions if book.answer(who, each.id) is None)
    assert not perform(demo_store, answers.give_alone(who, Given(question=fresh))).changes
