"""Obstacles, talents, risks and actions: codes, catalogue entries, links, prerequisites and dates."""

from __future__ import annotations

import datetime as dt
from typing import TypeVar

import pytest

from tests.conftest import DEMO_DAY
from workbench.actions import assessments, books, demo, obstacles, plan, plan_settings, risks, talents
from workbench.actions.edit import perform
from workbench.domain.action import Action, ActionState
from workbench.domain.assessment import Assessment, ScopeKind
from workbench.domain.book import Book
from workbench.domain.content import Pack
from workbench.domain.entity import Entity
from workbench.domain.obstacle import Obstacle, ObstacleKind
from workbench.domain.risk import Risk, RiskKind
from workbench.domain.role import Role
from workbench.domain.talent import Talent
from workbench.storage import errors
from workbench.storage.store import Store

A = demo.ASSESSMENT_ID
E = TypeVar("E", bound=Entity)


def book_of(store: Store) -> Book:
    return books.open_book(store, A)


def newest(store: Store, kind: type[E]) -> E:
    return book_of(store).all(kind)[-1]


def test_codes_go_on_from_the_highest_of_their_letter(demo_store: Store) -> None:
    perform(demo_store, obstacles.add(A, " No time ", ObstacleKind.DETERRENT))
    added = newest(demo_store, Obstacle)
    assert (added.code, added.title, added.position) == ("D6", "No time", 10)
    perform(demo_store, obstacles.add(A, "No room"))
    perform(demo_store, risks.add(A, "Gain", RiskKind.OPPORTUNITY))
    perform(demo_store, risks.add(A, "Loss"))
    perform(demo_store, talents.add(A, "Architect"))
    perform(demo_store, plan.add(A, "Do"))
    book = book_of(demo_store)
    assert [each.code for each in book.obstacles[-2:]] == ["D6", "B6"]
    assert [each.code for each in book.risks[-2:]] == ["O6", "T9"]
    assert (book.talents[-1].code, book.actions[-1].code) == ("P13", "A15")
    perform(demo_store, risks.remove(A, book.risks[0].id))
    perform(demo_store, risks.add(A, "Loss"))
    assert newest(demo_store, Risk).code == "T10", "the gap stays a gap"


def test_a_title_is_needed(demo_store: Store) -> None:
    for edit in (obstacles.add(A, " "), risks.add(A, ""), talents.add(A, "\t"), plan.add(A, "")):
        with pytest.raises(ValueError, match=r"needs a title|Give a role title or a name"):
            perform(demo_store, edit)


def test_entries_of_the_catalogue(demo_store: Store, pack: Pack) -> None:
    silos = next(each for each in pack.deterrents if each.id == "silos")
    perform(demo_store, obstacles.pick(A, silos, ObstacleKind.DETERRENT))
    found = newest(demo_store, Obstacle)
    assert (found.title, found.countermeasure, found.catalogue) == (
        silos.title,
        silos.countermeasure,
        "silos",
    )
    assert found.capabilities == ("OBST", "ENG", "DISC")
    peak = next(each for each in pack.risks if each.id == "demand-peak")
    perform(demo_store, risks.pick(A, peak))
    risk = newest(demo_store, Risk)
    assert (risk.kind, risk.cause, risk.capability) == (RiskKind.THREAT, peak.cause, "SCL")


def test_a_suggested_action_waits_for_those_in_the_plan(demo_store: Store, pack: Pack) -> None:
    known = {each.id: each for each in pack.actions}
    # It waits for 'appoint-sponsor', which is A1, and for 'review-monitoring-one-team', which is not there.
    perform(demo_store, plan.pick(A, known["health-checks"]))
    book = book_of(demo_store)
    added = book.actions[-1]
    assert (added.after, added.capability, added.level) == ((book.actions[0].id,), "OBS", 3)
    assert (added.measure, added.lower_is_better) == ("Incidents noticed first by customers", True)
    assert (added.effort_days, added.lead_days, added.workstream) == (8.0, 45, "Monitoring")


def test_what_is_removed_leaves_every_list_that_names_it(demo_store: Store) -> None:
    book = book_of(demo_store)
    silos, noise, sponsor = book.obstacles[0], book.risks[0], book.actions[0]
    naming = [each.code for each in book.actions if silos.id in each.obstacles]
    assert naming == ["A2", "A3", "A7"]
    for edit in (obstacles.remove(A, silos.id), risks.remove(A, noise.id), plan.remove(A, sponsor.id)):
        perform(demo_store, edit)
    after = book_of(demo_store)
    for each in after.actions:
        assert silos.id not in each.obstacles
        assert noise.id not in each.risks
        assert sponsor.id not in each.after
    assert [each.code for each in after.actions] == [f"A{n}" for n in range(2, 15)]


def three(store: Store) -> list[str]:
    """Three actions, each after the one before: days 1–10, 12–20, 22–30."""
    ids = ["1" * 32, "2" * 32, "3" * 32]
    for n, name in enumerate(ids):
        start = DEMO_DAY + dt.timedelta(days=(1, 12, 22)[n])
        finish = DEMO_DAY + dt.timedelta(days=(10, 20, 30)[n])
        perform(
            store,
            plan.add(A, f"Step {n}", entity_id=name, start=start, finish=finish, after=tuple(ids[:n][-1:])),
        )
    return ids


def test_a_circle_of_prerequisites_is_refused_with_its_path(demo_store: Store) -> None:
    first, _, third = three(demo_store)
    with pytest.raises(ValueError, match=r"A15 → A17 → A16 → A15\. Take one of the links out"):
        perform(demo_store, plan.change(first, after=(third,)))
    with pytest.raises(ValueError, match="cannot wait for itself"):
        perform(demo_store, plan.change(first, after=(first,)))
    with demo_store.unit(writes=False) as unit:
        assert unit.get(Action, first).after == ()
    perform(demo_store, plan.change(third, after=()))
    perform(demo_store, plan.change(first, after=(third,)))


def test_a_move_that_breaks_a_prerequisite_is_refused_with_the_reason(demo_store: Store) -> None:
    _, second, _ = three(demo_store)

    def move(start: int, finish: int) -> None:
        perform(
            demo_store,
            plan.move(second, DEMO_DAY + dt.timedelta(days=start), DEMO_DAY + dt.timedelta(days=finish)),
        )

    with pytest.raises(ValueError, match=r"A16 needs A15 first, which ends on 02.12.2026."):
        move(9, 20)
    with pytest.raises(ValueError, match="cannot finish before it starts"):
        move(12, 11)
    with demo_store.unit(writes=False) as unit:
        assert unit.get(Action, second).start == DEMO_DAY + dt.timedelta(days=12)
    move(10, 22)
    with demo_store.unit(writes=False) as unit:
        assert unit.get(Action, second).finish == DEMO_DAY + dt.timedelta(days=22)


def test_what_waits_for_a_moved_action_moves_along_and_back_in_one_step(demo_store: Store) -> None:
    first, second, third = three(demo_store)

    def days(name: str) -> tuple[int, int]:
        with demo_store.unit(writes=False) as unit:
            action = unit.get(Action, name)
        assert action.start is not None
        assert action.finish is not None
        return (action.start - DEMO_DAY).days, (action.finish - DEMO_DAY).days

    # Two days later: the second waits until day 12 anyway, so nothing else moves.
    perform(demo_store, plan.move(first, DEMO_DAY + dt.timedelta(3), DEMO_DAY + dt.timedelta(12)))
    assert (days(first), days(second), days(third)) == ((3, 12), (12, 20), (22, 30))
    # Five more: the second begins when it ends, on Wednesday, day 17, and takes its six working days (4 to 12 December
    # before, 9 to 16 now); the third begins that day and takes its seven, until Thursday, day 32.
    done = perform(demo_store, plan.move(first, DEMO_DAY + dt.timedelta(8), DEMO_DAY + dt.timedelta(17)))
    assert (days(first), days(second), days(third)) == ((8, 17), (17, 24), (24, 32))
    perform(demo_store, done.undo)
    assert (days(first), days(second), days(third)) == ((3, 12), (12, 20), (22, 30))
    # What is done does not move any more, and nothing behind it.
    perform(demo_store, plan.change(second, state=ActionState.DONE))
    perform(demo_store, plan.move(first, DEMO_DAY + dt.timedelta(20), DEMO_DAY + dt.timedelta(40)))
    assert (days(first), days(second), days(third)) == ((20, 40), (12, 20), (22, 30))


def test_what_moves_along_leaves_out_the_plans_holidays(demo_store: Store) -> None:
    first, second, third = three(demo_store)
    free = (dt.date(2026, 12, 10), dt.date(2026, 12, 11))
    perform(demo_store, plan_settings.change(A, holidays=free))
    # From 4 to 12 December it had four working days, 4, 7, 8 and 9, so it takes four: 9, 14, 15 and 16.
    perform(demo_store, plan.move(first, DEMO_DAY + dt.timedelta(8), dt.date(2026, 12, 9)))
    with demo_store.unit(writes=False) as unit:
        assert unit.get(Action, second).start == dt.date(2026, 12, 9)
        assert unit.get(Action, second).finish == dt.date(2026, 12, 16)
        assert unit.get(Action, third).start == dt.date(2026, 12, 16)


def test_an_end_that_follows_from_the_lead_time_holds_what_waits(demo_store: Store) -> None:
    first, second, _ = three(demo_store)
    perform(demo_store, plan.change(first, start=DEMO_DAY, finish=None, lead_days=10))
    with pytest.raises(ValueError, match=r"A16 needs A15 first, which ends on 02\.12\.2026"):
        perform(demo_store, plan.change(second, start=DEMO_DAY + dt.timedelta(9)))
    # A longer lead time pushes what waits as a drag would: to Friday, day 12, then to Monday, day 15.
    perform(demo_store, plan.change(first, lead_days=13))
    with demo_store.unit(writes=False) as unit:
        assert unit.get(Action, first).span == (DEMO_DAY, DEMO_DAY + dt.timedelta(13))
        assert unit.get(Action, second).start == DEMO_DAY + dt.timedelta(15)


def test_dates_written_with_other_fields_keep_prerequisites(demo_store: Store) -> None:
    first, second, third = three(demo_store)
    with pytest.raises(ValueError, match="A16 needs A15 first"):
        perform(demo_store, plan.change(second, title="Sooner", start=DEMO_DAY, effort_days=3.0))
    with demo_store.unit(writes=False) as unit:
        assert unit.get(Action, second).title == "Step 1"
    done = perform(demo_store, plan.change(first, title="Later", finish=DEMO_DAY + dt.timedelta(15)))
    with demo_store.unit(writes=False) as unit:
        assert unit.get(Action, first).title == "Later"
        assert unit.get(Action, second).start == DEMO_DAY + dt.timedelta(15)
    perform(demo_store, done.undo)
    with demo_store.unit(writes=False) as unit:
        assert unit.get(Action, second).start == DEMO_DAY + dt.timedelta(12)
    # What was done is written down as it was: sooner than planned, here.
    perform(demo_store, plan.change(third, state=ActionState.DONE, start=DEMO_DAY, finish=DEMO_DAY))


def test_a_move_beyond_the_calendar_is_refused_with_a_sentence(demo_store: Store) -> None:
    first, second, _ = three(demo_store)
    with pytest.raises(ValueError, match="would end beyond the calendar"):
        perform(demo_store, plan.move(first, DEMO_DAY, dt.date.max))
    with demo_store.unit(writes=False) as unit:
        assert unit.get(Action, second).start == DEMO_DAY + dt.timedelta(days=12)


def test_what_is_done_or_dropped_holds_nobody_up(demo_store: Store) -> None:
    first, second, _ = three(demo_store)
    perform(demo_store, plan.change(first, state=ActionState.DROPPED, drop_reason="Too dear"))
    perform(demo_store, plan.move(second, DEMO_DAY, DEMO_DAY + dt.timedelta(days=5)))
    with demo_store.unit(writes=False) as unit:
        assert unit.get(Action, second).start == DEMO_DAY


def test_an_assessment_keeps_the_pack_it_was_made_with(
    demo_store: Store, pack: Pack, pack_source: str
) -> None:
    done = perform(
        demo_store,
        assessments.create(
            pack, pack_source, " Winter ", DEMO_DAY, [Role.MANAGER], ScopeKind.QUICK, prepared_for="Us"
        ),
    )
    made = done.changes[0].after
    assert isinstance(made, Assessment)
    assert (made.title, made.roles, made.scope, made.prepared_for) == (
        "Winter",
        (Role.MANAGER,),
        ScopeKind.QUICK,
        "Us",
    )
    book = books.open_book(demo_store, made.id)
    assert book.pack == pack
    assert len(book.questions) == 30
    with pytest.raises(ValueError, match="needs a title"):
        assessments.create(pack, pack_source, " ", DEMO_DAY, [Role.MANAGER])
    with pytest.raises(ValueError, match="needs a question"):
        assessments.create(pack, pack_source, "Own", DEMO_DAY, [Role.MANAGER], ScopeKind.OWN)


def test_removing_an_assessment_leaves_the_others(demo_store: Store, pack: Pack, pack_source: str) -> None:
    perform(
        demo_store, assessments.create(pack, pack_source, "Winter", DEMO_DAY, Role, assessment_id="w" * 32)
    )
    perform(demo_store, talents.add("w" * 32, "Architect"))
    done = perform(demo_store, assessments.remove(A))
    assert [row.assessment.title for row in books.listing(demo_store)] == ["Winter"]
    with demo_store.unit(writes=False) as unit:
        assert [each.role_title for each in unit.all(Talent)] == ["Architect"]
        assert unit.count(Action) == unit.count(Risk) == 0
    with pytest.raises(errors.StorageError, match="no longer there"):
        books.open_book(demo_store, A)
    perform(demo_store, done.undo)
    figures = {row.assessment.title: row.figures["index"] for row in books.listing(demo_store)}
    assert figures == {"Autumn 2026": "2.2", "Winter": None}
