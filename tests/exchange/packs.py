"""Answer packs for tests: of the demo's first respondent, and any that Hypothesis draws."""

from __future__ import annotations

import datetime as dt

from hypothesis import strategies as st

from workbench.actions import books, demo
from workbench.actions.packing import pack_of
from workbench.domain.answer_pack import AnswerPack, Given, PackQuestion
from workbench.domain.assessment import AnswerState, Strength
from workbench.domain.book import Book
from workbench.storage.store import Store

NOW = dt.datetime(2026, 11, 22, 9, 30, tzinfo=dt.UTC)
LATER = "2026-11-25T16:05:00+00:00"
PASSPHRASE = "four words not together"


def book_of(store: Store) -> Book:
    return books.open_book(store, demo.ASSESSMENT_ID)


def demo_pack(store: Store, number: int = 0) -> AnswerPack:
    book = book_of(store)
    return pack_of(book, book.respondents[number], NOW)


words = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=40)


@st.composite
def givens(draw: st.DrawFn, question: PackQuestion) -> Given:
    """Anything somebody can say to a question."""
    state = draw(st.sampled_from([each for each in AnswerState if each is not AnswerState.COUNTED]))
    option = draw(st.sampled_from(question.options)) if state is AnswerState.RATED else None
    return Given(
        question=question.id,
        state=state,
        value=option.level if option else None,
        variant=option.variant if option else 0,
        reason=draw(words),
        note=draw(words),
        strength=draw(st.sampled_from([None, *Strength])),
    )


@st.composite
def filled(draw: st.DrawFn, pack: AnswerPack, most: int = 6) -> AnswerPack:
    """The same pack with some other answers in it."""
    some = draw(st.lists(st.sampled_from(pack.questions), max_size=most, unique_by=lambda each: each.id))
    return pack.with_answers({each.id: draw(givens(each)) for each in some}, LATER)
