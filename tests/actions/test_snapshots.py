"""Snapshots: frozen, numbered, named; damage is found, and nothing of them changes with the assessment."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.conftest import DEMO_DAY
from tests.storage.raw import database
from workbench.actions import answers, books, demo, life, plan, snapshots
from workbench.actions.edit import perform
from workbench.analysis.standing import rate_book
from workbench.domain.role import Role
from workbench.domain.snapshot import Snapshot
from workbench.storage.errors import StorageError
from workbench.storage.store import Store

A = demo.ASSESSMENT_ID


def listed(store: Store) -> list[Snapshot]:
    return books.open_book(store, A).snapshots


def test_it_stays_as_it_was_whatever_comes_after(demo_store: Store) -> None:
    before = books.open_book(demo_store, A)
    perform(demo_store, snapshots.take(A, " Before the workshop ", DEMO_DAY, by="SRE Lead"))
    who = next(each.id for each in before.respondents if each.role is Role.MANAGER)
    for question in before.pack.questions[:8]:
        if Role.MANAGER in question.roles:
            perform(demo_store, answers.rate(who, question.id, question.options[0].level))
    perform(demo_store, plan.remove(A, before.actions[0].id))
    taken = listed(demo_store)[0]
    assert (taken.number, taken.name, taken.by, taken.taken_on) == (
        1,
        "Before the workshop",
        "SRE Lead",
        DEMO_DAY,
    )
    then = snapshots.open_snapshot(demo_store, taken.id)
    assert rate_book(then).overall == rate_book(before).overall
    assert rate_book(then).questions == rate_book(before).questions
    assert then.actions == before.actions
    assert then.all(type(before.risks[0])) == before.risks


def test_the_same_state_has_the_same_content(demo_store: Store) -> None:
    perform(demo_store, snapshots.take(A, "One", DEMO_DAY))
    perform(demo_store, snapshots.take(A, "Two", DEMO_DAY))
    one, two = listed(demo_store)
    assert one.sha256 == two.sha256
    assert (one.number, two.number) == (1, 2)


def test_no_number_is_given_twice(demo_store: Store) -> None:
    for name in ("One", "Two"):
        perform(demo_store, snapshots.take(A, name, DEMO_DAY))
    perform(demo_store, snapshots.remove(listed(demo_store)[1].id))
    perform(demo_store, snapshots.take(A, "Three", DEMO_DAY))
    assert [(each.number, each.name) for each in listed(demo_store)] == [(1, "One"), (3, "Three")]


def test_a_name_can_change_and_is_needed(demo_store: Store) -> None:
    with pytest.raises(ValueError, match="needs a name"):
        perform(demo_store, snapshots.take(A, "  ", DEMO_DAY))
    perform(demo_store, snapshots.take(A, "One", DEMO_DAY))
    perform(demo_store, snapshots.rename(listed(demo_store)[0].id, "First", "Shown to the board"))
    assert [(each.name, each.note) for each in listed(demo_store)] == [("First", "Shown to the board")]


def test_its_content_outlives_closing_the_file_and_goes_with_it(demo_store: Store) -> None:
    perform(demo_store, snapshots.take(A, "One", DEMO_DAY))
    demo_store.close()
    with Store.open(demo_store.path) as store:
        assert snapshots.open_snapshot(store, listed(store)[0].id).actions
        perform(store, snapshots.remove(listed(store)[0].id))
        with store.unit(writes=False) as unit:
            size = unit.blob_bytes()
    with Store.open(demo_store.path) as store, store.unit(writes=False) as unit:
        assert unit.blob_bytes() < size


def test_damage_is_said_and_nothing_else_is_lost(demo_store: Store, tmp_path: Path) -> None:
    perform(demo_store, snapshots.take(A, "One", DEMO_DAY))
    taken = listed(demo_store)[0]
    demo_store.close()
    with database(demo_store.path) as raw:
        raw.execute("UPDATE blob SET data = CAST(data || ' ' AS BLOB) WHERE sha256 = ?", (taken.sha256,))
        raw.commit()
    with Store.open(demo_store.path) as store:
        with pytest.raises(StorageError, match="Snapshot 1 is damaged"):
            snapshots.open_snapshot(store, taken.id)
        assert books.open_book(store, A).actions


def test_a_duplicate_takes_no_snapshot_along(demo_store: Store) -> None:
    perform(demo_store, snapshots.take(A, "One", DEMO_DAY))
    perform(demo_store, life.duplicate(A, "Copy", new="n" * 32))
    assert books.open_book(demo_store, "n" * 32).snapshots == []
