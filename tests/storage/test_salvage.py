"""Salvage of workspaces in every stored format, one row of each changed from outside."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.storage.raw import database
from workbench.storage.kinds import BY_NAME
from workbench.storage.salvage import salvage

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
