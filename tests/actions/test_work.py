"""Agreements, daily updates, reviews, trade-offs and projects as they are worked on: through a real file, and undone."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.ui.sample import ASSESSMENT, FIRST_ACTION, SECOND_ACTION, small_workspace
from workbench.actions import agreements, daily, entries, plan, plan_settings, reviews, trade_offs
from workbench.actions.books import open_book
from workbench.actions.edit import Done, Edit, perform
from workbench.domain.action import Action
from workbench.domain.agreement import Agreement
from workbench.domain.book import Book
from workbench.domain.daily import DailyUpdate
from workbench.domain.review import Review, Verdict
from workbench.domain.trade_off import Option, TradeOff
from workbench.storage.store import Store

DAY = dt.date(2026, 11, 23)
ID = "9" * 32


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    small_workspace(tmp_path / "w.srew", DAY)
    with Store.open(tmp_path / "w.srew") as opened:
        yield opened


def do(store: Store, *edits: Edit) -> Done:
    return [perform(store, each) for each in edits][-1]


def book(store: Store) -> Book:
    return open_book(store, ASSESSMENT)


def trade_off(store: Store) -> TradeOff:
    return book(store).trade_offs[0]


def test_a_side_agrees_withdraws_and_goes(store: Store) -> None:
    do(store, agreements.add(ASSESSMENT, "Tracking", entity_id=ID))
    do(
        store,
        agreements.consent(ID, 0, "SRE Lead", DAY),
        agreements.consent(ID, 1, "Head of Operations", DAY),
    )
    assert book(store).agreements[0].agreed
    do(store, agreements.withdraw(ID, 1))
    found = book(store).agreements[0]
    assert (found.agreed, found.consents[1].who, found.consents[1].on) == (False, "Head of Operations", None)
    do(store, agreements.change_side(ID, 2, side="Security"), agreements.change_side(ID, 2, who="CISO"))
    assert [(each.side, each.who) for each in book(store).agreements[0].consents][2] == ("Security", "CISO")
    done = do(store, agreements.remove_side(ID, 2))
    assert len(book(store).agreements[0].consents) == 2
    do(store, done.undo)
    assert len(book(store).agreements[0].consents) == 3
    with pytest.raises(ValueError, match="Say who agrees"):
        agreements.consent(ID, 0, " ", DAY)
    with pytest.raises(ValueError, match="which side"):
        do(store, agreements.change_side(ID, 0, side=" "))
    assert isinstance(book(store).agreements[0], Agreement)


def test_an_update_begins_with_the_first_word_and_its_time_adds_up(store: Store) -> None:
    do(store, daily.write(ASSESSMENT, DAY, "Tester", ID, "m", last="Found two"))
    do(store, daily.write(ASSESSMENT, DAY, "Tester", ID, "m", blocker="No rights"))
    do(store, daily.spend(ASSESSMENT, DAY, "Tester", ID, 70), daily.spend(ASSESSMENT, DAY, "Tester", ID, 25))
    found = book(store).daily_updates
    assert [(each.who, each.last, each.blocker, each.seconds) for each in found] == [
        ("Tester", "Found two", "No rights", 95)
    ]
    other = "8" * 32
    do(store, daily.spend(ASSESSMENT, DAY, "Builder", other, 5))
    do(store, daily.write(ASSESSMENT, DAY, "Builder", other, who="Build Engineer"))
    assert [each.who for each in book(store).daily_updates] == ["Tester", "Build Engineer"]
    with pytest.raises(ValueError, match="whose update"):
        do(store, daily.write(ASSESSMENT, DAY, "Builder", "7" * 32, who=" "))


def test_rows_change_places_among_themselves_alone(store: Store) -> None:
    ids = [str(n) * 32 for n in range(1, 5)]
    for number, each in enumerate(ids):
        do(store, daily.say(ASSESSMENT, DAY + dt.timedelta(number % 2), f"P{number}", entity_id=each))
    do(store, entries.reorder_part(DailyUpdate, ASSESSMENT, [ids[2], ids[0]], "Move"))
    assert [each.who for each in book(store).daily_updates] == ["P2", "P1", "P0", "P3"]


def test_a_verdict_fills_the_next_date_by_the_cadence(store: Store) -> None:
    do(store, reviews.add(ASSESSMENT, "Change board", entity_id=ID), reviews.decide(ID, Verdict.KEPT, DAY))
    found = book(store).reviews[0]
    assert (found.day, found.due, found.verdict) == (DAY, dt.date(2027, 2, 23), Verdict.KEPT)
    do(store, plan_settings.change(ASSESSMENT, review_months=1))
    # The next one lies ahead, so it stays.
    do(store, reviews.decide(ID, Verdict.CHANGED, DAY))
    assert book(store).reviews[0].due == dt.date(2027, 2, 23)
    do(store, reviews.change(ID, due=None), reviews.decide(ID, Verdict.DROPPED, DAY))
    assert book(store).reviews[0].due == dt.date(2026, 12, 23)
    do(store, reviews.decide(ID, Verdict.OPEN, DAY + dt.timedelta(9)))
    found = book(store).reviews[0]
    assert (found.day, found.due, found.verdict) == (DAY, dt.date(2026, 12, 23), Verdict.OPEN)
    assert isinstance(found, Review)


def test_a_review_dated_on_or_after_the_day_it_was_due_makes_the_next_one_follow(store: Store) -> None:
    do(store, reviews.add(ASSESSMENT, "Change board", entity_id=ID, due=DAY + dt.timedelta(7)))
    # Held before it was due: what was planned stays.
    do(store, reviews.change(ID, day=DAY))
    assert book(store).reviews[0].due == DAY + dt.timedelta(7)
    # Held on 30 November: the next one is three months later, on the last of February.
    do(store, reviews.change(ID, day=DAY + dt.timedelta(7)))
    assert (DAY + dt.timedelta(7), book(store).reviews[0].due) == (
        dt.date(2026, 11, 30),
        dt.date(2027, 2, 28),
    )
    do(store, reviews.change(ID, day=dt.date(2027, 3, 1), due=dt.date(2027, 12, 1)))
    assert book(store).reviews[0].due == dt.date(2027, 12, 1)


def test_options_and_criteria_take_their_ratings_along(store: Store) -> None:
    do(store, trade_offs.add(ASSESSMENT, "Queues", entity_id=ID))
    do(store, *(trade_offs.add_option(ID, name) for name in ("Watcher", "Cloud", "Nothing")))
    do(store, trade_offs.rate(ID, 1, 2, 5), trade_offs.rate(ID, 1, 0, 4), trade_offs.rate(ID, 2, 1, 3))
    assert [each.ratings for each in trade_off(store).options] == [(), (4, None, 5), (None, 3, None)]
    do(store, trade_offs.add_criterion(ID, "Cost", 2.0), trade_offs.change_criterion(ID, 3, weight=0.5))
    do(store, trade_offs.remove_criterion(ID, 1))
    found = trade_off(store)
    assert [each.name for each in found.criteria] == ["Business need", "Maintainability", "Cost"]
    assert [each.ratings for each in found.options] == [(None,) * 3, (4, 5, None), (None,) * 3]
    with pytest.raises(ValueError, match="same name"):
        do(store, trade_offs.add_option(ID, "cloud"))
    with pytest.raises(ValueError, match="from 1 to 5"):
        do(store, trade_offs.rate(ID, 0, 0, 6))


def test_the_choice_follows_its_option_and_ends_with_it(store: Store) -> None:
    options = tuple(Option(name=name) for name in "ABC")
    do(store, trade_offs.add(ASSESSMENT, "Q", entity_id=ID, options=options, choice=2))
    do(store, trade_offs.remove_option(ID, 0))
    assert (trade_off(store).choice, trade_off(store).chosen) == (1, Option(name="C"))
    done = do(store, trade_offs.remove_option(ID, 1))
    assert trade_off(store).choice is None
    do(store, done.undo)
    assert trade_off(store).chosen == Option(name="C")


def test_a_template_becomes_a_project_without_its_example_figures(store: Store) -> None:
    template = next(each for each in book(store).pack.projects if each.before is not None)
    do(store, plan.start_project(ASSESSMENT, template, entity_id=ID))
    found = book(store).get(Action, ID)
    assert found is not None
    assert (found.project, found.title, found.measure) == (True, template.title, template.measure.name)
    assert (found.before, found.expected, found.actual) == (None, None, None)
    assert [each.project for each in book(store).actions if each.id in (FIRST_ACTION, SECOND_ACTION)] == [
        False
    ] * 2
