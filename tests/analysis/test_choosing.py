"""Choices of actions: what they lack, and how a capacity is filled."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.charts.test_plan import action, plan
from workbench.analysis.choosing import Caution, Rule, cautions, effort_of, fill
from workbench.analysis.standing import rate_book
from workbench.domain.action import ActionState
from workbench.domain.book import Book


def levels(book: Book) -> dict[str, int]:
    """The capabilities with a level, by id."""
    return {
        name: part.rating.level for name, part in rate_book(book).capabilities.items() if part.rating.level
    }


def test_an_open_prerequisite_is_named_until_it_is_ticked_or_done() -> None:
    first, second = action("a1"), action("a2", after=("a1",))
    book = plan(first, second)
    standing = rate_book(book)
    assert cautions(book, standing, {"a2"}) == [Caution(Rule.PREREQUISITE, "a2", "a1")]
    assert cautions(book, standing, {"a1", "a2"}) == []
    assert cautions(book, standing, {"a1"}) == []
    for state in (ActionState.DONE, ActionState.DROPPED):
        over = plan(replace(first, state=state, drop_reason="x"), second)
        assert cautions(over, rate_book(over), {"a2"}) == []


def test_a_level_that_skips_a_step_is_named_with_the_step() -> None:
    name, level = next((key, at) for key, at in levels(plan()).items() if at <= 2)
    high = action("a1", capability=name, level=level + 2)
    low = action("a2", capability=name, level=level + 1)
    book = plan(high, low)
    standing = rate_book(book)
    assert cautions(book, standing, {"a1"}) == [Caution(Rule.LEVEL, "a1", "", level + 1, level)]
    assert cautions(book, standing, {"a1", "a2"}) == []
    # The next step needs nothing below it.
    assert cautions(book, standing, {"a2"}) == []


def test_what_the_pack_puts_first_is_named_while_its_step_is_not_reached() -> None:
    bare = plan()
    reached, entries = levels(bare), {each.id: each for each in bare.pack.actions}
    entry, first = next(
        (each, entries[name])
        for each in bare.pack.actions
        for name in each.after
        if entries[name].capability != each.capability
        and reached.get(entries[name].capability, 9) < entries[name].level
        and reached.get(each.capability, 0) >= each.level - 1
    )
    book = plan(action("a1", catalogue=entry.id, capability=entry.capability, level=entry.level))
    assert Caution(Rule.STAGE, "a1", first.id) in cautions(book, rate_book(book), {"a1"})
    both = plan(
        action("a1", catalogue=entry.id, capability=entry.capability, level=entry.level),
        action("a2", catalogue=first.id),
    )
    found = cautions(both, rate_book(both), {"a1", "a2"})
    assert Caution(Rule.STAGE, "a1", first.id) not in found
    # What is linked as a prerequisite is named once, not twice.
    linked = plan(
        action("a1", catalogue=entry.id, after=("a2",), capability=entry.capability, level=entry.level),
        action("a2", catalogue=first.id),
    )
    named = [
        each.rule for each in cautions(linked, rate_book(linked), {"a1"}) if each.other in ("a2", first.id)
    ]
    assert named == [Rule.PREREQUISITE]


def test_a_capacity_is_filled_in_order_with_what_is_needed_first() -> None:
    actions = [
        action("a1", effort_days=5.0, after=("a2",)),
        action("a2", effort_days=4.0),
        action("a3", effort_days=3.0),
        action("a4"),
        action("a5", effort_days=1.0, state=ActionState.DONE),
    ]
    order = ["a1", "a3", "a2", "a4", "a5"]
    assert fill(actions, order, 9) == {"a1", "a2"}
    assert fill(actions, order, 12) == {"a1", "a2", "a3"}
    # The first does not fit with what it needs; smaller ones follow.
    assert fill(actions, order, 8) == {"a3", "a2"}
    assert fill(actions, order, 0) == frozenset()
    assert effort_of(actions, {"a1", "a2", "a4"}) == 9.0
    with pytest.raises(ValueError, match="capacity must be 0 or more"):
        fill(actions, order, -1)
