"""F22: every backup there is, opened, compared with what was there when it was made, and put back."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from tests.actions.content import Content, content
from tests.reliability.checker import Lost, check_workspace
from tests.reliability.conftest import Tally
from tests.reliability.extent import many
from tests.reliability.operations import STEPS, base, workspace
from tests.storage.steps import step
from workbench.actions.edit import perform
from workbench.storage import backups
from workbench.storage.places import HOME_VARIABLE
from workbench.storage.store import Store


@pytest.mark.fault("F22")
def test_every_backup_is_what_was_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, tally: Tally
) -> None:
    case = tmp_path / "case"
    monkeypatch.setenv(HOME_VARIABLE, str(case / "home"))
    base(case)
    path = workspace(case)
    now = dt.datetime(2026, 11, 23, tzinfo=dt.UTC)
    wanted: dict[int, Content] = {}
    with Store.open(path) as store:
        for number in range(STEPS, STEPS + many(6, 40)):
            perform(store, step(number))
            made = backups.make(path, "scheduled", now + dt.timedelta(hours=7 * number))
            assert made is not None
            wanted[made.number] = content(store)
    kept = [each for each in backups.backups_of(backups.workspace_id_of(path)) if each.number in wanted]
    assert len(kept) >= many(6, backups.NEWEST)
    for each in kept:

        def holds(store: Store, number: int = each.number) -> None:
            if content(store) != wanted[number]:
                raise Lost(f"backup {number} is not what was there")

        health, _ = backups.look_into(each.path)
        assert health.sound
        aside = backups.restore(each.path, path)
        check_workspace(path, holds, why=each.path.name)
        assert aside is not None
        aside.unlink()
        tally.case()
