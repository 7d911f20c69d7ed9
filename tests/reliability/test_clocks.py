"""F14: the clock is wrong, jumps, or moves by a zone: what came later still comes later, and no backup is thrown away."""

from __future__ import annotations

import contextlib
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.reliability.checker import check_backups, check_workspace
from tests.reliability.conftest import Tally
from tests.reliability.extent import many
from tests.reliability.harness import Nursery, needs
from tests.reliability.operations import STEPS, TICK, base, workspace
from tests.storage.raw import ROOT
from tests.storage.steps import ASSESSMENT, held
from workbench.domain.assessment import Consensus
from workbench.storage import backups
from workbench.storage.places import HOME_VARIABLE
from workbench.storage.store import Store

CLOCKS = (
    ("", "UTC"),
    ("-1y", "UTC"),
    ("+10y", "UTC"),
    ("@2026-10-25 00:30:00", "Europe/Berlin"),  # 02:30 of a summer that is about to end
    ("@2026-10-25 01:30:00", "Europe/Berlin"),  # 02:30 once more
    ("@2028-02-29 23:59:58", "UTC"),
    ("@2026-11-23 10:00:00", "Pacific/Kiritimati"),
    ("@2026-11-23 10:00:00", "Pacific/Pago_Pago"),
    ("@1970-01-01 00:00:10", "UTC"),
    ("", "UTC"),
)


def number_of(agreed: Consensus) -> int:
    """The step that agreed on it."""
    return int(agreed.agreed_by)


@contextlib.contextmanager
def at(clock: str, zone: str) -> Iterator[Nursery]:
    """The worker in a process to which the clock says something else."""
    command = [sys.executable, "-m", "tests.reliability.worker"]
    if clock:
        command = ["faketime", "-f", clock, *command]
    pipe = subprocess.PIPE
    environment = os.environ | {"TZ": zone} | ({"FAKETIME_DONT_FAKE_MONOTONIC": "1"} if clock else {})
    with subprocess.Popen(command, cwd=ROOT, stdin=pipe, stdout=pipe, text=True, env=environment) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "ready\n"
        yield Nursery(process)
        assert process.stdin is not None
        process.stdin.close()


@pytest.mark.fault("F14")
def test_whatever_the_clock_says_things_stay_in_order(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, tally: Tally
) -> None:
    needs("faketime", "faketime")
    case = tmp_path / "case"
    monkeypatch.setenv(HOME_VARIABLE, str(case / "home"))
    base(case)
    path = workspace(case)
    years: set[str] = set()
    for number, (clock, zone) in enumerate(CLOCKS[: many(4, len(CLOCKS))], 1):
        with at(clock, zone) as worker:
            assert worker.run(TICK, case).said == (str(STEPS + number - 1), str(number + 1))

        def holds(store: Store, number: int = number) -> None:
            assert held(store, STEPS + number - 1) == STEPS + number - 1
            with store.unit(writes=False) as unit:
                last = max(unit.all(Consensus, assessment=ASSESSMENT), key=number_of)
                line = unit.history(Consensus, last.id)[0]
                years.add(str(line.at.year))
                # The newest by number, whatever time it says.
                assert line.after == last

        check_workspace(path, holds, why=(clock, zone))
        # The first copy was made when the workspace was laid out.
        check_backups(path, number + 1, why=(clock, zone))
        assert [each.number for each in backups.backups_of(backups.workspace_id_of(path))] == list(
            range(number + 1, 0, -1)
        )
        tally.case()
    assert len(years) >= 3, "the clocks were not believed"


@pytest.mark.fault("F14")
def test_a_clock_of_the_future_sweeps_no_more_than_strays(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    needs("faketime", "faketime")
    case = tmp_path / "case"
    monkeypatch.setenv(HOME_VARIABLE, str(case / "home"))
    base(case)
    other = workspace(case).with_name(".somebody-elses.part")
    other.write_bytes(b"half a download")
    before = {each: each.read_bytes() for each in (case / "home").rglob("*.srew")}
    with at("+10y", "UTC") as worker:
        worker.run(TICK, case)
    assert other.read_bytes() == b"half a download"
    assert {each: each.read_bytes() for each in before} == before
