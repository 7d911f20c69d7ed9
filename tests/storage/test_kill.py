"""Killed at any moment: everything once acknowledged is there, and nothing is there by half."""

from __future__ import annotations

import contextlib
import os
import random
import select
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.storage.steps import check, prepare
from workbench.domain.content import Pack

ROOT = Path(__file__).parents[2]
KILLS = 40
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


def test_killed_at_random_moments(workspace: Path) -> None:
    dice = random.Random(20261122)
    last = -1
    with nursery(workspace) as program:
        for _ in range(KILLS):
            acknowledged = one_kill(program, dice.randrange(1, 4), dice.random() * 0.012)
            last = check(workspace, max(acknowledged, last))
    assert last >= KILLS, "every round has saved something"


@pytest.mark.system
@pytest.mark.parametrize("call", ["pwrite64", "fdatasync", "fsync", "unlink", "ftruncate"])
def test_killed_at_every_system_call(call: str, workspace: Path) -> None:
    """Two saves, killed on entering the first, second, third … call of one kind, until one run ends by itself."""
    assert shutil.which("strace"), "strace is not installed"
    kept = workspace.read_bytes()
    kills = 0
    with nursery(workspace) as program:
        for when in range(1, 400):
            numbers = traced(program, f"inject={call}:signal=SIGKILL:when={when}")
            last = check(workspace, max(numbers, default=-1))
            if numbers[-1:] == [1]:
                break
            kills += 1
            assert last <= 1
            workspace.write_bytes(kept)
        else:
            pytest.fail("never ran to its end")
    # Builds of SQLite differ in how they sync, and truncate only what was torn.
    assert kills > 0 or call in ("fdatasync", "fsync", "ftruncate")


def traced(program: subprocess.Popen[str], inject: str) -> list[int]:
    """Let a process save twice under strace, and give the steps it acknowledged."""
    assert program.stdin is not None
    assert program.stdout is not None
    program.stdin.write("two\n")
    program.stdin.flush()
    saver = program.stdout.readline().split()[1]
    command = ["strace", "-o", os.devnull, "-e", inject, "-p", saver]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as strace:
        assert strace.stderr is not None
        assert "attached" in strace.stderr.readline()
        program.stdin.write("go\n")
        program.stdin.flush()
        words = list(iter(lambda: program.stdout.readline().strip(), "gone"))  # pyright: ignore[reportOptionalMemberAccess]
    return [int(word) for word in words]
