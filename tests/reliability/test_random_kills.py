"""F1: killed at any moment that the clock happens to choose, which no list of calls foresees."""

from __future__ import annotations

import contextlib
import os
import random
import select
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.reliability.conftest import Tally
from tests.reliability.extent import many
from tests.storage.raw import ROOT
from tests.storage.steps import check, prepare
from workbench.domain.content import Pack

COMMAND = [sys.executable, "-m", "tests.storage.child"]

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="kills by signal")


@pytest.fixture
def workspace(tmp_path: Path, pack: Pack, pack_source: str) -> Path:
    """A workspace alone in its folder, ready to be saved to."""
    folder = tmp_path / "alone"
    folder.mkdir()
    prepare(folder / "client.srew", pack, pack_source)
    return folder / "client.srew"


@contextlib.contextmanager
def nursery(path: Path) -> Iterator[subprocess.Popen[str]]:
    """A program that starts savers: it has everything imported, so each begins at once."""
    pipe = subprocess.PIPE
    with subprocess.Popen(
        [*COMMAND, "fork", str(path)], cwd=ROOT, stdin=pipe, stdout=pipe, text=True
    ) as program:
        assert program.stdout is not None
        assert program.stdout.readline() == "ready\n"
        yield program
        assert program.stdin is not None
        program.stdin.close()


def one_kill(program: subprocess.Popen[str], saves: int, delay: float) -> int:
    """Start a saver, kill it some time after so many saves, and give the last one it acknowledged."""
    assert program.stdin is not None
    assert program.stdout is not None
    program.stdin.write("save\n")
    program.stdin.flush()
    saver, acknowledged = 0, -1
    while saver == 0 or saves > 0:
        word = program.stdout.readline().split()
        if word[0] == "pid":
            saver = int(word[1])
        else:
            acknowledged = int(word[0])
            saves -= 1
    # Returns when the next save is acknowledged, so that a kill falls into a save as well as between two.
    select.select([program.stdout], [], [], delay)
    os.kill(saver, signal.SIGKILL)
    while (word := program.stdout.readline().strip()) != "gone":
        acknowledged = int(word)
    return acknowledged


@pytest.mark.fault("F1")
def test_killed_at_random_moments(workspace: Path, tally: Tally) -> None:
    dice = random.Random(20261122)
    kills, last = many(25, 400), -1
    with nursery(workspace) as program:
        for _ in range(kills):
            acknowledged = one_kill(program, dice.randrange(1, 4), dice.random() * 0.012)
            last = check(workspace, max(acknowledged, last))
            tally.case()
    assert last >= kills, "every round has saved something"
