"""What a report says has changed: against the newest earlier moment that differs, whatever else was kept."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from pypdf import PdfReader

from tests.conftest import DEMO_DAY
from tests.storage.raw import database
from workbench.actions import answers, books, demo, life, moments, snapshots
from workbench.actions.edit import perform
from workbench.cli import main
from workbench.domain.assessment import Assessment
from workbench.domain.role import Role
from workbench.storage.store import Store

A = demo.ASSESSMENT_ID


def raise_all(store: Store, count: int = 6) -> None:
    """One manager answers the first questions with their highest option."""
    book = books.open_book(store, A)
    who = next(each.id for each in book.respondents if each.role is Role.MANAGER)
    asked = [each for each in book.questions if Role.MANAGER in each.roles][:count]
    for question in asked:
        perform(store, answers.rate(who, question.id, question.options[-1].level))


def test_without_an_earlier_moment_or_a_change_there_is_none(demo_store: Store) -> None:
    assert moments.since(demo_store, A) is None
    perform(demo_store, snapshots.take(A, "Just taken", DEMO_DAY))
    assert moments.since(demo_store, A) is None


def test_a_snapshot_just_taken_is_passed_over_for_one_that_differs(demo_store: Store) -> None:
    perform(demo_store, snapshots.take(A, "Before", DEMO_DAY))
    raise_all(demo_store)
    perform(demo_store, snapshots.take(A, "For the report", DEMO_DAY))
    found = moments.since(demo_store, A)
    assert found is not None
    assert found.before[0] == "Before"
    assert found.after[0] == books.open_book(demo_store, A).assessment.title[:40]
    assert sum(len(each) for each in found.found.answers.values()) > 0


def test_what_comes_later_or_was_never_answered_is_no_earlier_moment(demo_store: Store) -> None:
    perform(demo_store, life.carry_forward(A, "Next year", DEMO_DAY + dt.timedelta(300)))
    # The next one has no answers yet: there is nothing to set beside the demo's.
    with demo_store.unit(writes=False) as unit:
        following = next(each.id for each in unit.all(Assessment) if each.id != A)
    assert moments.since(demo_store, A) is None
    assert moments.since(demo_store, following) is None


def test_a_damaged_snapshot_costs_no_report(demo_store: Store) -> None:
    perform(demo_store, snapshots.take(A, "Older", DEMO_DAY))
    raise_all(demo_store)
    perform(demo_store, snapshots.take(A, "Damaged", DEMO_DAY))
    raise_all(demo_store, 9)
    taken = max(books.open_book(demo_store, A).snapshots, key=lambda each: each.number)
    demo_store.close()
    with database(demo_store.path) as raw:
        raw.execute("UPDATE blob SET data = CAST(data || ' ' AS BLOB) WHERE sha256 = ?", (taken.sha256,))
        raw.commit()
    with Store.open(demo_store.path) as store:
        found = moments.since(store, A)
    assert found is not None
    assert found.before[0] == "Older"


def test_the_command_prints_the_page(demo_store: Store, tmp_path: Path) -> None:
    perform(demo_store, snapshots.take(A, "Before", DEMO_DAY))
    raise_all(demo_store, 20)
    demo_store.close()
    goal = tmp_path / "report.pdf"
    assert (
        main(["report", "--workspace", str(demo_store.path), "--assessment", A, "--output", str(goal)]) == 0
    )
    assert "What has changed" in PdfReader(goal).pages[1].extract_text()
