"""Operations on whole workspaces: making a backup, putting one back, and saving what can be read."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from tests.reliability.checker import (
    Lost,
    check_backups,
    check_workspace,
    swept,
)
from tests.reliability.operation import (
    NOW,
    STEPS,
    Operation,
    Run,
    Say,
    base,
    holds_steps,
    workspace,
)
from workbench.domain.assessment import Answer
from workbench.storage import backups
from workbench.storage.salvage import salvage
from workbench.storage.store import Store


def _backup(folder: Path) -> Run:
    def run(say: Say) -> None:
        made = backups.make(workspace(folder), "by-hand", NOW)
        assert made is not None
        say(made.number)

    return run


def _check_backup(folder: Path, said: Sequence[str], why: object) -> None:
    check_backups(workspace(folder), int(said[-1]) if said else 1, why=why)
    check_workspace(workspace(folder), holds_steps(STEPS - 1), why=why)


def _restore(folder: Path) -> Run:
    path = workspace(folder)
    oldest = backups.backups_of(backups.workspace_id_of(path))[-1]

    def run(say: Say) -> None:
        backups.restore(oldest.path, path)
        say("restored")

    return run


def _check_restore(folder: Path, said: Sequence[str], why: object) -> None:
    """The backup holds no step and the workspace six: one of the two is in place, and the six are there in any case."""
    path = workspace(folder)
    found: list[int] = []

    def count(store: Store) -> None:
        with store.unit(writes=False) as unit:
            found.append(len(unit.all(Answer)))

    check_workspace(path, count, why=why)
    if found[0] not in (0, 2 * STEPS) or (said and found[0]):
        raise Lost(f"{found[0]} answers after a restore {why}")
    aside = list(path.parent.glob("*set aside*.srew"))
    if found[0] == 0 or said:
        if len(aside) != 1:
            raise Lost(f"what was there is not set aside {why}")
        check_workspace(aside[0], holds_steps(STEPS - 1), why=why)
    check_backups(path, 1, why=why)


# --- a new workspace from what can be read --------------------------------------------------------


def _salvage(folder: Path) -> Run:
    def run(say: Say) -> None:
        salvage(workspace(folder), folder / "out" / "saved.srew")
        say("saved")

    return run


def _check_salvage(folder: Path, said: Sequence[str], why: object) -> None:
    goal = folder / "out" / "saved.srew"
    if goal.exists():
        check_workspace(goal, holds_steps(STEPS - 1), why=why)
    elif said:
        raise Lost(f"acknowledged, and not there {why}")
    check_workspace(workspace(folder), holds_steps(STEPS - 1), why=why)
    swept(goal, why)


BACKUP = Operation("make a backup", base, _backup, _check_backup)
RESTORE = Operation("put a backup back", base, _restore, _check_restore)
SALVAGE = Operation("save what can be read", base, _salvage, _check_salvage)
