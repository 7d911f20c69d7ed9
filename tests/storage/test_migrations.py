"""Numbered steps to today's tables: each whole or not at all, and one real file of every released schema."""

from __future__ import annotations

import datetime as dt
import json
import re
import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import sqlalchemy as sa
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from sqlmodel import SQLModel

from tests.storage.raw import database, digest
from tests.storage.steps import sound
from workbench.actions import books, snapshots
from workbench.analysis.standing import rate_book
from workbench.domain.action import Action, Deliverable
from workbench.domain.assessment import Answer, Workspace
from workbench.domain.invitation import Intake, Invitation
from workbench.domain.meeting import Meeting, Vote
from workbench.storage import kinds
from workbench.storage.engine import make_engine
from workbench.storage.header import LATEST
from workbench.storage.migrations import MIGRATIONS, upgrade
from workbench.storage.store import Store

if TYPE_CHECKING:
    from alembic.operations import Operations

DATABASES = Path(__file__).parent.parent / "databases"


def schema(path: Path) -> list[tuple[str, ...]]:
    """Everything the file says of its own shape."""
    with database(path) as raw:
        rows = raw.execute("SELECT type, name, tbl_name, sql FROM sqlite_schema ORDER BY 1, 2").fetchall()
        return [*rows, *raw.execute("PRAGMA user_version").fetchall()]


@pytest.fixture
def empty(tmp_path: Path) -> Path:
    """A file without any table."""
    path = tmp_path / "client.srew"
    path.touch()
    return path


def test_the_schema_number_is_the_number_of_steps() -> None:
    assert len(MIGRATIONS) == LATEST


def test_migrated_schema_is_what_the_tables_say(store: Store) -> None:
    assert kinds.KINDS
    store.close()
    engine = make_engine(store.path)
    with engine.connect() as connection:
        context = MigrationContext.configure(
            connection, opts={"compare_type": True, "compare_server_default": True}
        )
        assert compare_metadata(context, SQLModel.metadata) == []
        found = sa.inspect(connection)
        for table in SQLModel.metadata.sorted_tables:
            # Alembic does not compare these.
            said = {check["name"]: check["sqltext"] for check in found.get_check_constraints(table.name)}
            wanted = {
                str(each.name): str(each.sqltext)
                for each in table.constraints
                if isinstance(each, sa.CheckConstraint)
            }
            assert said == wanted, table.name
            assert [each["name"] for each in found.get_columns(table.name)] == [
                each.name for each in table.columns
            ]
    engine.dispose()


def test_every_constraint_has_a_name(store: Store) -> None:
    store.close()
    for kind, name, _, sql in [row for row in schema(store.path) if len(row) == 4]:
        if kind == "table" and not name.startswith("sqlite_"):
            loose = re.findall(r"^\s*(?:PRIMARY KEY|FOREIGN KEY|UNIQUE|CHECK)\b", sql, re.MULTILINE)
            assert loose == [], sql


def test_nothing_is_done_twice(empty: Path) -> None:
    engine = make_engine(empty)
    upgrade(engine)
    before = digest(empty)
    upgrade(engine)
    engine.dispose()
    assert digest(empty) == before


def _adds_and_fails(op: Operations) -> None:
    op.create_table("half", sa.Column("id", sa.Integer()))
    op.add_column("workspace", sa.Column("extra", sa.String(), nullable=True))
    op.execute("UPDATE workspace SET client = 'changed'")
    raise RuntimeError("stop")


def test_a_step_that_fails_leaves_the_file_as_it_was(store: Store) -> None:
    store.close()
    before, content = schema(store.path), digest(store.path)
    engine = make_engine(store.path)
    with pytest.raises(RuntimeError):
        upgrade(engine, (*MIGRATIONS, _adds_and_fails))
    engine.dispose()
    assert schema(store.path) == before
    assert digest(store.path) == content
    with Store.open(store.path) as again, again.unit(writes=False) as unit:
        assert unit.all(Workspace)[0].client == "Tern Health"


def test_steps_before_a_failing_one_stay_and_it_can_be_run_again(empty: Path) -> None:
    def adds(op: Operations) -> None:
        op.add_column("workspace", sa.Column("extra", sa.String(), nullable=True))

    engine = make_engine(empty)
    with pytest.raises(RuntimeError):
        upgrade(engine, (*MIGRATIONS, _adds_and_fails, adds))
    assert schema(empty)[-1] == (LATEST,)
    upgrade(engine, (*MIGRATIONS, adds))
    engine.dispose()
    assert schema(empty)[-1] == (LATEST + 1,)
    assert "extra" in next(row[3] for row in schema(empty) if row[1] == "workspace")


def test_there_is_a_stored_file_of_every_schema() -> None:
    stored = sorted(each.name for each in DATABASES.glob("*.srew"))
    assert stored == [f"v{number:04}.srew" for number in range(1, LATEST + 1)]


@pytest.mark.parametrize("number", range(1, LATEST + 1))
def test_a_file_of_every_schema_opens_with_all_its_content(number: int, tmp_path: Path) -> None:
    path = Path(shutil.copy(DATABASES / f"v{number:04}.srew", tmp_path / "client.srew"))
    with Store.open(path) as store:
        listed = books.listing(store)
        assert [row.assessment.title for row in listed] == ["Autumn 2026"]
        book = books.open_book(store, listed[0].assessment.id)
        assert book.workspace.client == "Tern Health"
        assert [each.role_title for each in book.respondents][:3] == [
            "Head of Operations",
            "Build Engineer",
            "",
        ]
        standing = rate_book(book)
        # 3 and 2 by two roles, and hands 1, 1, 4; AAA-1 offers no 3, so that answer is kept without a value.
        assert (standing.questions["AAA-1"].index, standing.questions["BBB-1"].index) == (2, 2)
        assert (len(book.obstacles), len(book.talents), len(book.risks), len(book.actions)) == (1, 1, 1, 2)
        assert book.actions[1].after == (book.actions[0].id,)
        note = book.answer(book.respondents[0].id, "AAA-1")
        assert note is not None
        assert note.note == "Naïve 漢字 👋 <b>&amp;\t"
        with store.unit(writes=False) as unit:
            assert [
                each.after.value for each in unit.history(Answer, note.id) if isinstance(each.after, Answer)
            ] == [3, 3, 1]
            assert book.criteria.limits == ((1, 10**0.5) if number < 3 else (1, 3))
            controls = [each.name for each in book.risks[0].controls]
            assert controls == ([] if number < 3 else ["Rollback"])
            item = book.evidence_for(book.respondents[1].id, "AAA-1")[0]
            assert unit.blob(item.sha256) == b"pages,412\n"
    assert sound(path)


def test_deliverables_become_a_checklist_in_the_list_and_in_its_history(tmp_path: Path) -> None:
    path = Path(shutil.copy(DATABASES / "v0003.srew", tmp_path / "client.srew"))
    old = ["Weekly triage", "", "A <b>list</b>"]
    with database(path) as raw:
        raw.execute("UPDATE action SET deliverables = ? WHERE code = 'A1'", (json.dumps(old),))
        raw.execute(
            "UPDATE history SET after = json_set(after, '$.deliverables', json(?)) WHERE kind = 'action' "
            "AND row = (SELECT id FROM action WHERE code = 'A1')",
            (json.dumps(old),),
        )
        raw.commit()
    wanted = (Deliverable(title="Weekly triage"), Deliverable(title="A <b>list</b>"))
    with Store.open(path) as store, store.unit(writes=False) as unit:
        first = next(each for each in unit.all(Action) if each.code == "A1")
        assert first.deliverables == wanted
        for line in unit.history(Action, first.id):
            assert isinstance(line.after, Action)
            assert line.after.deliverables == wanted
    assert sound(path)


def test_the_newest_stored_file_holds_what_answering_together_needs(tmp_path: Path) -> None:
    path = Path(shutil.copy(DATABASES / "v0006.srew", tmp_path / "client.srew"))
    with Store.open(path) as store:
        book = books.open_book(store, books.listing(store)[0].assessment.id)
    assert (book.workspace.brand.accent, book.assessment.smallest_group) == ("#C02020", 5)
    assert [each.report for each in book.snapshots] == ["", "full"]
    assert [each.set_aside for each in book.respondents] == ["", "", "", "Left the firm"]
    assert [each.sent_as for each in book.all(Invitation)] == ["pdf"]
    assert [each.file for each in book.all(Intake)] == ["a.pdf"]
    meeting, vote = book.all(Meeting)[0], book.all(Vote)[0]
    assert (meeting.agenda[0].minutes, meeting.parked[0].text) == (15, "Pay")
    assert meeting.decisions[0].due == dt.date(2026, 11, 22)
    assert vote.rounds[0].hands == {"manager/3": 2}
    assert vote.rounds[0].voices == {meeting.present[0]: "2"}


def test_the_seconds_of_an_agenda_become_the_clock_of_its_session(tmp_path: Path) -> None:
    path = Path(shutil.copy(DATABASES / "v0005.srew", tmp_path / "client.srew"))
    with database(path) as raw:
        stored = json.loads(raw.execute("SELECT agenda FROM meeting").fetchone()[0])
    assert stored[0]["seconds"] == 720
    with Store.open(path) as store, store.unit(writes=False) as unit:
        meeting = unit.all(Meeting)[0]
        assert meeting.used(meeting.agenda[0]) == 720
        assert (meeting.clock, meeting.timebox) == ({"capability/AAA": 720}, 120)
        then = unit.history(Meeting, meeting.id)[0].after
        assert isinstance(then, Meeting)
        assert then.clock == meeting.clock
    assert sound(path)


@pytest.mark.parametrize(("stored", "wanted"), [(0, 1), (1, 1), (2, 3), (3, 3), (4, 5), (9, 5)])
def test_the_smallest_group_moves_to_the_assessments_and_never_shows_more(
    stored: int, wanted: int, tmp_path: Path
) -> None:
    path = Path(shutil.copy(DATABASES / "v0004.srew", tmp_path / "client.srew"))
    with database(path) as raw:
        raw.execute("UPDATE workspace SET smallest_group = ?", (stored,))
        raw.commit()
    with Store.open(path) as store:
        book = books.open_book(store, books.listing(store)[0].assessment.id)
    assert book.assessment.smallest_group == wanted


def test_the_stored_file_of_schema_four_holds_one_of_everything_new(tmp_path: Path) -> None:
    path = Path(shutil.copy(DATABASES / "v0004.srew", tmp_path / "client.srew"))
    with Store.open(path) as store:
        book = books.open_book(store, books.listing(store)[0].assessment.id)
        assert book.plan_settings.capacity == 3
        assert [each.key for each in book.dismissals] == ["gap:AAA:3"]
        assert [each.actions for each in book.variants] == [(book.actions[0].id,)]
        assert [each.side for each in book.agreements[0].consents] == ["SRE", "The business"]
        assert book.daily_updates[0].blocker == "No access"
        assert (book.reviews[0].title, book.trade_offs[0].options[0].ratings) == ("Change board", (3, None))
        assert book.actions[1].deliverables[0].due == dt.date(2026, 11, 22)
        then = snapshots.open_snapshot(store, book.snapshots[0].id)
        assert [each.title for each in then.actions] == ["First", "Second"]
