"""F1, F16, F21: killed at every call by which an operation changes something on disk."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.reliability.conftest import Tally
from tests.reliability.extent import spread
from tests.reliability.harness import Nursery, needs, nursery, points
from tests.reliability.operations import (
    BACKUP,
    FILES,
    MIGRATE,
    RECOVER,
    RESTORE,
    SALVAGE,
    SAVE,
    TAKE,
    Operation,
)
from workbench.storage.places import HOME_VARIABLE


@pytest.fixture(scope="module")
def worker() -> Iterator[Nursery]:
    """The program, ready to be killed."""
    needs("strace", "strace")
    with nursery() as started:
        yield started


def kill_everywhere(
    worker: Nursery,
    operation: Operation,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    tally: Tally,
    quick: int,
) -> None:
    """Run it once to see its calls, then once for each with a kill on entering it."""
    monkeypatch.setenv(HOME_VARIABLE, str(tmp_path / "template" / "home"))
    template, case = tmp_path / "template", tmp_path / "case"
    operation.lay_out(template)
    monkeypatch.setenv(HOME_VARIABLE, str(case / "home"))
    shutil.copytree(template, case)
    listed = points(worker, operation, case)
    kills = 0
    for point in spread(listed, quick):
        shutil.rmtree(case)
        shutil.copytree(template, case)
        done = worker.run(operation, case, ["-e", f"inject={point.call}:signal=SIGKILL:when={point.when}"])
        kills += done.killed
        operation.check(case, done.said, f"after a kill at {point} of {len(listed)}")
        tally.case()
    assert kills >= min(len(listed), quick) - 1, f"only {kills} runs were killed"


@pytest.mark.fault("F1")
@pytest.mark.parametrize("operation", [SAVE, TAKE, MIGRATE, BACKUP], ids=lambda each: each.name)
def test_killed_at_every_call(
    operation: Operation, worker: Nursery, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, tally: Tally
) -> None:
    kill_everywhere(worker, operation, tmp_path, monkeypatch, tally, 6)


@pytest.mark.fault("F21")
@pytest.mark.parametrize("operation", [RECOVER, RESTORE, SALVAGE], ids=lambda each: each.name)
def test_killed_while_it_recovers(
    operation: Operation, worker: Nursery, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, tally: Tally
) -> None:
    kill_everywhere(worker, operation, tmp_path, monkeypatch, tally, 6)


@pytest.mark.fault("F16")
@pytest.mark.parametrize("operation", FILES, ids=lambda each: each.name)
def test_killed_while_a_file_is_written(
    operation: Operation, worker: Nursery, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, tally: Tally
) -> None:
    kill_everywhere(worker, operation, tmp_path, monkeypatch, tally, 3)
