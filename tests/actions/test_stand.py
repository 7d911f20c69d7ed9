"""Rating from the file without its answers as objects gives what rating the whole book gives."""

from __future__ import annotations

from tests.actions.test_packs import ASSESSMENT, MANAGER, home, store  # noqa: F401
from workbench.actions import answers, books, demo, entries
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


def test_a_level_that_is_not_offered_has_no_value_either_way(store: Store) -> None:  # noqa: F811
    perform(store, entries.change(Answer, answers.place_id(MANAGER, "AAA-1"), "Left behind", value=3))
    same(store, ASSESSMENT)
