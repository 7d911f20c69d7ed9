"""Working on a plan: suggestions taken up, merged and turned down, agreements, blockers, dates, links from both sides."""

from __future__ import annotations

import datetime as dt

import pytest

from tests.conftest import DEMO_DAY
from workbench.actions import agreements, books, daily, demo, needs, obstacles, plan, suggestions, variants
from workbench.actions.edit import perform
from workbench.analysis.standing import rate_book
from workbench.analysis.suggest import Source, Suggestion
from workbench.analysis.suggest import suggestions as suggested
from workbench.domain.agreement import Agreement
from workbench.domain.book import Book
from workbench.domain.discovery import Discovery
from workbench.domain.service import Service
from workbench.storage.store import Store

A = demo.ASSESSMENT_ID


def book(store: Store) -> Book:
    return books.open_book(store, A)


def offered(store: Store) -> list[Suggestion]:
    found = book(store)
    return suggested(found, rate_book(found), {each.key for each in found.dismissals})


def first(store: Store, kind: Source) -> Suggestion:
    return next(each for each in offered(store) if each.kind is kind)


@pytest.mark.parametrize("kind", [Source.GAP, Source.OBSTACLE, Source.TOIL, Source.RISK])
def test_a_suggestion_taken_up_is_linked_and_not_made_again(demo_store: Store, kind: Source) -> None:
    for action in book(demo_store).actions:
        perform(demo_store, plan.remove(A, action.id))
    taken = first(demo_store, kind)
    perform(
        demo_store, suggestions.accept(A, taken, book(demo_store).pack, entity_id="n" * 32, owner="SRE Lead")
    )
    now = book(demo_store)
    action = now.actions[0]
    assert (action.title, action.owner) == (taken.title, "SRE Lead")
    assert taken.key not in {each.key for each in offered(demo_store)}
    if kind is Source.GAP:
        assert (action.capability, action.level) == (taken.capability, taken.level)
        assert action.deliverables
    if kind is Source.OBSTACLE:
        assert action.obstacles == taken.sources
    if kind is Source.RISK:
        assert action.risks == taken.sources
    if kind is Source.TOIL:
        assert now.get(Discovery, taken.sources[0]).actions == ("n" * 32,)  # type: ignore[union-attr]


def test_a_suggestion_merged_into_an_action_leaves_its_words(demo_store: Store) -> None:
    for action in book(demo_store).actions[1:]:
        perform(demo_store, plan.remove(A, action.id))
    taken = first(demo_store, Source.TOIL)
    before = book(demo_store).actions[0]
    done = perform(demo_store, suggestions.merge(before.id, taken))
    after = book(demo_store).actions[0]
    assert (after.title, after.start, after.capability) == (before.title, before.start, before.capability)
    assert taken.why in after.purpose
    assert taken.key not in {each.key for each in offered(demo_store)}
    perform(demo_store, done.undo)
    assert taken.key in {each.key for each in offered(demo_store)}


def test_what_was_turned_down_stays_away_until_its_facts_change(demo_store: Store) -> None:
    for action in book(demo_store).actions:
        perform(demo_store, plan.remove(A, action.id))
    taken = first(demo_store, Source.OBSTACLE)
    with pytest.raises(ValueError, match="Say in a few words why"):
        suggestions.dismiss(A, taken.key, taken.title, "  ")
    perform(demo_store, suggestions.dismiss(A, taken.key, taken.title, "Not in our hands"))
    assert taken.key not in {each.key for each in offered(demo_store)}
    found = next(each for each in book(demo_store).obstacles if each.id == taken.sources[0])
    perform(demo_store, obstacles.change(found.id, impact=1 if found.impact != 1 else 2))
    assert any(each.sources == taken.sources for each in offered(demo_store))
    perform(demo_store, suggestions.offer_again(book(demo_store).dismissals[0].id))
    perform(demo_store, obstacles.change(found.id, impact=found.impact))
    assert taken.key in {each.key for each in offered(demo_store)}


def test_an_agreement_is_agreed_once_both_sides_are_named_and_dated(demo_store: Store) -> None:
    perform(demo_store, agreements.add(A, "Payments", entity_id="n" * 32))

    def found() -> tuple[bool, list[str]]:
        each = next(each for each in book(demo_store).agreements if each.id == "n" * 32)
        return each.agreed, [consent.who for consent in each.consents]

    perform(demo_store, agreements.consent("n" * 32, 0, " SRE Lead ", DEMO_DAY))
    assert found() == (False, ["SRE Lead", ""])
    with pytest.raises(ValueError, match="Say who agrees"):
        agreements.consent("n" * 32, 1, "", DEMO_DAY)
    perform(demo_store, agreements.consent("n" * 32, 1, "Head of Development", DEMO_DAY))
    assert found() == (True, ["SRE Lead", "Head of Development"])


def test_what_a_side_agreed_to_changes_only_after_its_consent_is_withdrawn(demo_store: Store) -> None:
    perform(demo_store, agreements.add(A, "Payments", entity_id="n" * 32))
    for side, who in enumerate(("SRE Lead", "Head of Development")):
        perform(demo_store, agreements.change("n" * 32, purpose="Fewer pages at night"))
        perform(demo_store, agreements.consent("n" * 32, side, who, DEMO_DAY))

    def found() -> Agreement:
        return next(each for each in book(demo_store).agreements if each.id == "n" * 32)

    with pytest.raises(ValueError, match=r"agreed to this engagement.*Withdraw every consent first"):
        perform(demo_store, agreements.change("n" * 32, purpose="No pages at night"))
    assert found().purpose == "Fewer pages at night"
    action = book(demo_store).actions[0].id
    with pytest.raises(ValueError, match="agreed to this engagement"):
        perform(demo_store, agreements.change("n" * 32, actions=(action,)))
    # Nor does somebody else come to have agreed on that day.
    with pytest.raises(ValueError, match="agreed to this engagement"):
        perform(demo_store, agreements.change_side("n" * 32, 1, who="Head of Sales"))
    # A note is no part of what was agreed.
    perform(demo_store, agreements.change("n" * 32, note="Signed in the kitchen"))
    perform(demo_store, agreements.withdraw("n" * 32, 1))
    # The side whose consent stands agreed to the words as they were.
    with pytest.raises(ValueError, match="agreed to this engagement"):
        perform(demo_store, agreements.change("n" * 32, purpose="No pages at night"))
    perform(demo_store, agreements.withdraw("n" * 32, 0))
    perform(demo_store, agreements.change("n" * 32, purpose="No pages at night"))
    assert (found().purpose, found().agreed) == ("No pages at night", False)
    # What an engagement is linked to may still go, and come back with the link.
    perform(demo_store, agreements.change("n" * 32, actions=(action,)))
    for side, who in enumerate(("SRE Lead", "Head of Development")):
        perform(demo_store, agreements.consent("n" * 32, side, who, DEMO_DAY))
    done = perform(demo_store, plan.remove(A, action))
    assert (found().actions, found().agreed) == ((), True)
    perform(demo_store, done.undo)
    assert found().actions == (action,)


def test_what_is_taken_away_leaves_no_link(demo_store: Store) -> None:
    before = book(demo_store)
    agreement = before.agreements[0]
    perform(demo_store, variants.add(A, "Some", actions=agreement.actions))
    perform(demo_store, needs.remove(A, agreement.needs[0]))
    perform(demo_store, plan.remove(A, agreement.actions[0]))
    after = book(demo_store)
    assert after.agreements[0].needs == agreement.needs[1:]
    assert after.agreements[0].actions == agreement.actions[1:]
    assert after.variants[0].actions == agreement.actions[1:]


def test_a_blocker_becomes_an_obstacle_once(demo_store: Store) -> None:
    blocked = book(demo_store).daily_updates[0]
    done = perform(demo_store, daily.to_obstacle(blocked.id, obstacle_id="n" * 32))
    after = book(demo_store)
    made = after.obstacles[-1]
    assert (made.id, made.title) == ("n" * 32, "No rights to change rules in the depot network.")
    assert blocked.blocker in made.detail
    assert after.daily_updates[0].obstacle == "n" * 32
    with pytest.raises(ValueError, match="listed among the obstacles already"):
        perform(demo_store, daily.to_obstacle(blocked.id))
    with pytest.raises(ValueError, match="There is no blocker"):
        perform(demo_store, daily.to_obstacle(after.daily_updates[1].id))
    perform(demo_store, obstacles.remove(A, "n" * 32))
    assert book(demo_store).daily_updates[0].obstacle == ""
    assert done.topics


def test_an_action_names_the_toil_and_services_it_serves(demo_store: Store) -> None:
    before = book(demo_store)
    action, heard = before.actions[0].id, [each.id for each in before.discoveries]
    perform(demo_store, plan.link_back(A, action, Discovery, heard[:2]))
    perform(demo_store, plan.link_back(A, action, Service, [before.services[0].id]))
    perform(demo_store, plan.link_back(A, action, Discovery, heard[1:3]))
    after = book(demo_store)
    assert [each.id for each in after.discoveries if action in each.actions] == heard[1:3]
    assert [each.id for each in after.services if action in each.actions] == [before.services[0].id]
    for was, now in zip(before.discoveries, after.discoveries, strict=True):
        assert set(now.actions) - {action} == set(was.actions) - {action}


def test_many_dates_are_one_step(demo_store: Store) -> None:
    before = book(demo_store).actions
    day = DEMO_DAY + dt.timedelta(100)
    done = perform(demo_store, plan.reschedule(A, {each.id: (day, day) for each in before}))
    assert {each.start for each in book(demo_store).actions} == {day}
    perform(demo_store, done.undo)
    assert [each.start for each in book(demo_store).actions] == [each.start for each in before]
