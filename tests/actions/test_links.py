"""Entries of every inventory are linked to capabilities, clauses, risks and actions; what goes leaves no link behind."""

from __future__ import annotations

from typing import Any

import pytest

from workbench.actions import (
    advocacy,
    books,
    demo,
    discoveries,
    needs,
    plan,
    practices,
    recognition,
    reviews,
    risks,
    services,
    talents,
    trade_offs,
)
from workbench.actions.edit import perform
from workbench.actions.links import LINKED
from workbench.domain.advocacy import Advocacy
from workbench.domain.discovery import Discovery
from workbench.domain.linked import LINKS, Linked
from workbench.domain.need import Need
from workbench.domain.practice import Practice, Presence
from workbench.domain.recognition import Recognition
from workbench.domain.review import Review
from workbench.domain.service import Service
from workbench.domain.talent import Talent
from workbench.domain.trade_off import TradeOff
from workbench.storage.store import Store

A = demo.ASSESSMENT_ID
ADD: dict[type[Linked], Any] = {
    Need: needs.add,
    Advocacy: advocacy.add,
    Discovery: discoveries.add,
    Service: services.add,
    Talent: talents.add,
    Recognition: recognition.add,
    Review: reviews.add,
    TradeOff: trade_offs.add,
}


def test_every_kind_with_links_is_in_the_list() -> None:
    assert set(LINKED) == {*ADD, Practice}
    assert LINKS == ("capabilities", "clauses", "risks", "actions")


@pytest.mark.parametrize("kind", ADD, ids=lambda kind: kind.__name__)
def test_links_are_kept_and_go_with_what_they_name(kind: type[Linked], demo_store: Store) -> None:
    book = books.open_book(demo_store, A)
    risk, other, action = book.risks[0].id, book.risks[1].id, book.actions[0].id
    given = {"capabilities": ("OBS",), "clauses": ("S0-GOAL",), "risks": (risk, other), "actions": (action,)}
    perform(demo_store, ADD[kind](A, "With links", entity_id="9" * 32, **given))

    def links() -> dict[str, tuple[str, ...]]:
        with demo_store.unit(writes=False) as unit:
            entry = unit.get(kind, "9" * 32)
        return {name: getattr(entry, name) for name in LINKS}

    assert links() == given
    done = perform(demo_store, risks.remove(A, risk))
    assert links() == {**given, "risks": (other,)}
    perform(demo_store, done.undo)
    assert links() == given
    perform(demo_store, plan.remove(A, action))
    assert links() == {**given, "actions": ()}


def test_a_checked_practice_has_links_of_its_own(demo_store: Store) -> None:
    book = books.open_book(demo_store, A)
    risk, subject = book.risks[0].id, book.subjects[0].id
    cell = (subject, "as-code", "network")
    perform(demo_store, practices.note(A, *cell, Presence.PARTLY))
    perform(demo_store, practices.change(practices.place_id(*cell), risks=(risk,), clauses=("OC-XAC",)))
    found = books.open_book(demo_store, A).practices[cell]
    assert (found.presence, found.risks, found.clauses) == (Presence.PARTLY, (risk,), ("OC-XAC",))
    perform(demo_store, practices.note(A, *cell, Presence.PRESENT))
    assert books.open_book(demo_store, A).practices[cell].risks == (risk,)
    removed = perform(demo_store, risks.remove(A, risk))
    assert books.open_book(demo_store, A).practices[cell].risks == ()
    perform(demo_store, removed.undo)
    assert books.open_book(demo_store, A).practices[cell].risks == (risk,)
