"""F2: the power goes at any moment; what was not synced is there, missing or torn."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.reliability.checker import Corrupt, Lost
from tests.reliability.conftest import Tally
from tests.reliability.extent import many
from tests.reliability.harness import WRITING, Nursery, needs, nursery
from tests.reliability.operations import FILES, RESTORE, SAVE, WORKSPACE, Operation
from tests.reliability.powercut import read_log, replayed, states
from workbench.storage.places import HOME_VARIABLE


@pytest.fixture(scope="module")
def worker() -> Iterator[Nursery]:
    """The program that is recorded."""
    needs("strace", "strace")
    with nursery() as started:
        yield started


@pytest.mark.fault("F2")
@pytest.mark.parametrize("operation", [*WORKSPACE, FILES[0]], ids=lambda each: each.name)
def test_the_power_goes(
    operation: Operation, worker: Nursery, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, tally: Tally
) -> None:
    template, case = tmp_path / "template", tmp_path / "case"
    monkeypatch.setenv(HOME_VARIABLE, str(template / "home"))
    operation.lay_out(template)
    monkeypatch.setenv(HOME_VARIABLE, str(case / "home"))
    shutil.copytree(template, case)
    log = tmp_path / "strace.log"
    whole = ["-y", "-xx", "-s", "50000000", "-o", str(log), "-e", f"trace={','.join(WRITING)}"]
    assert worker.run(operation, case, whole).said
    events = read_log(log.read_text(encoding="ascii"), case)
    assert any(each.what == "write" for each in events), "nothing was recorded"
    wanted = many(16, 600)
    count = 0
    for state in states(template, events, wanted, seed=20261123):
        shutil.rmtree(case)
        state.put(case)
        operation.check(case, state.said, state.why)
        tally.case()
        count += 1
    assert count == wanted or operation in FILES, count


def test_a_replay_to_the_end_is_what_the_disk_holds(
    worker: Nursery, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The model itself: with nothing dropped it gives the very bytes that the operation left behind."""
    template, case = tmp_path / "template", tmp_path / "case"
    monkeypatch.setenv(HOME_VARIABLE, str(template / "home"))
    RESTORE.lay_out(template)
    monkeypatch.setenv(HOME_VARIABLE, str(case / "home"))
    shutil.copytree(template, case)
    log = tmp_path / "strace.log"
    whole = ["-y", "-xx", "-s", "50000000", "-o", str(log), "-e", f"trace={','.join(WRITING)}"]
    worker.run(RESTORE, case, whole)
    there = {str(each.relative_to(case)): each.read_bytes() for each in case.rglob("*") if each.is_file()}
    assert replayed(template, read_log(log.read_text(encoding="ascii"), case)).files == there


@pytest.mark.fault("F2")
def test_what_is_never_synced_would_be_found(
    worker: Nursery, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The same replay of a program that syncs nothing: this must lose saves and break files, or it proves nothing."""
    template, case = tmp_path / "template", tmp_path / "case"
    monkeypatch.setenv(HOME_VARIABLE, str(template / "home"))
    SAVE.lay_out(template)
    monkeypatch.setenv(HOME_VARIABLE, str(case / "home"))
    shutil.copytree(template, case)
    log = tmp_path / "strace.log"
    whole = ["-y", "-xx", "-s", "50000000", "-o", str(log), "-e", f"trace={','.join(WRITING)}"]
    worker.run(SAVE, case, whole)
    events = [each for each in read_log(log.read_text(encoding="ascii"), case) if each.what != "sync"]
    found: set[type[Exception]] = set()
    for state in states(template, events, 60, seed=20261123):
        shutil.rmtree(case)
        state.put(case)
        try:
            SAVE.check(case, state.said, state.why)
        except (Lost, Corrupt) as problem:
            found.add(type(problem))
    assert found == {Lost, Corrupt}
