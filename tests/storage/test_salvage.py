"""Salvage says what is missing and nothing else: in every stored format, and of kept files."""

from __future__ import annotations

import hashlib
import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from tests.conftest import DEMO_DAY
from tests.storage.raw import database
from workbench.actions import demo, evidence, snapshots
from workbench.actions.edit import perform
from workbench.domain.assessment import Answer, EvidenceItem, EvidenceKind, Workspace
from workbench.domain.brand import Brand
from workbench.storage.checking import check_file
from workbench.storage.kinds import BY_NAME
from workbench.storage.salvage import salvage
from workbench.storage.store import Store

STORED = sorted((Path(__file__).parents[1] / "databases").glob("*.srew"))


@pytest.mark.parametrize("stored", STORED, ids=lambda each: each.stem)
def test_salvage_names_the_one_row_that_was_changed_and_keeps_all(stored: Path, tmp_path: Path) -> None:
    damaged, goal = tmp_path / "damaged.srew", tmp_path / "new.srew"
    shutil.copyfile(stored, damaged)
    with database(damaged) as connection:
        changed = connection.execute("SELECT id FROM respondent ORDER BY rowid").fetchone()[0]
        connection.execute("UPDATE respondent SET role_title = 'changed outside' WHERE id = ?", (changed,))
        tables = {row[0] for row in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
        there = {
            name: connection.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0]
            for name in BY_NAME.keys() & tables
        }

    found = salvage(damaged, goal)

    assert len(found.missing) == 1
    assert f"A row of 'respondent' is not what was written last ({changed[:12]})" in found.missing[0]
    assert found.from_history == 0
    with database(goal) as new:
        assert {name: new.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0] for name in there} == there


@pytest.mark.parametrize("harm", ["DROP TABLE blob", "UPDATE blob SET data = x'00'", "DELETE FROM blob"])
def test_whose_bytes_are_lost_is_said(harm: str, demo_file: Path, tmp_path: Path) -> None:
    (tmp_path / "minutes.txt").write_text("Agreed.")
    logo = b"a logo"
    with Store.open(demo_file) as store:
        with store.unit(writes=False) as unit:
            answer = unit.of_assessment(Answer, demo.ASSESSMENT_ID)[0]
        perform(store, evidence.add_file(answer.respondent, answer.question, tmp_path / "minutes.txt"))
        perform(store, snapshots.take(demo.ASSESSMENT_ID, "Half-way", DEMO_DAY))
        with store.unit("Brand") as unit:
            unit.keep_blob(hashlib.sha256(logo).hexdigest(), logo)
            brand = Brand(logo=hashlib.sha256(logo).hexdigest())
            unit.put(replace(unit.all(Workspace)[0], brand=brand))
            files = [each.title for each in unit.all(EvidenceItem) if each.kind is EvidenceKind.FILE]
    assert "minutes.txt" in files
    with database(demo_file) as connection:
        connection.execute(harm)
    found = salvage(demo_file, tmp_path / "new.srew")
    assert set(found.missing) == {
        "Snapshot 1, 'Half-way', is lost.",
        *(f"The file '{each}', kept as evidence, is lost; the entry that names it stays." for each in files),
        "The logo of the client's brand is lost. Choose it again.",
    }
    assert check_file(tmp_path / "new.srew").findings == ()


def test_of_a_sound_one_nothing_is_missing(demo_file: Path, tmp_path: Path) -> None:
    with Store.open(demo_file) as store:
        perform(store, snapshots.take(demo.ASSESSMENT_ID, "Half-way", DEMO_DAY))
    found = salvage(demo_file, tmp_path / "new.srew")
    assert (found.missing, found.from_history, found.kept["snapshot"]) == ((), 0, 1)
