"""Books and the summaries beside them, and a summary left stale by a crash."""

from __future__ import annotations

from workbench.actions import answers, books, demo
from workbench.actions.edit import perform
from workbench.domain.assessment import Target
from workbench.storage.store import Store

A = demo.ASSESSMENT_ID


def index(store: Store) -> object:
    return books.listing(store)[0].figures["index"]


def test_a_stale_summary_is_made_anew_and_stored(demo_store: Store) -> None:
    assert index(demo_store) == "2.2"
    book = books.open_book(demo_store, A)
    for question in book.questions:
        perform(demo_store, answers.agree(A, question.id, 5))
    # Nobody stored a summary since, as after a crash.
    with demo_store.unit(writes=False) as unit:
        assert unit.listing()[0].fresh is False
    with Store.open(demo_store.path, writable=False) as reading:
        assert index(reading) == "5.0"
    with demo_store.unit(writes=False) as unit:
        assert unit.listing()[0].fresh is False
    assert index(demo_store) == "5.0"
    with demo_store.unit(writes=False) as unit:
        assert unit.listing()[0].fresh is True


def test_refreshing_gives_what_the_list_shows(demo_store: Store) -> None:
    book = books.open_book(demo_store, A)
    figures = books.refresh_summary(demo_store, book)
    row = books.listing(demo_store)[0]
    assert row.figures == figures
    assert (row.what, row.fresh) == ("New workspace", True)


def test_a_book_holds_what_the_assessment_holds(demo_store: Store) -> None:
    book = books.open_book(demo_store, A)
    assert book.workspace.client == "Larkfield Logistics"
    assert book.targets == {each.capability: each.level for each in book.all(Target)}
    assert {each.question for each in book.consensus.values()} == {"OBS-2", "SLO-1", "BLM-1"}
