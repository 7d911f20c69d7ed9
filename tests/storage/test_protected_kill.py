"""Killed in the midst of it: a protected workspace leaves nothing readable, and a change of its passphrase leaves one that opens."""

from __future__ import annotations

import contextlib
import os
import random
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.actions.content import content
from tests.storage.protected_child import CANARY
from tests.storage.raw import ROOT
from workbench.domain.key import Key, recovery_lines
from workbench.storage.checking import check_file
from workbench.storage.cipher import fits, is_protected
from workbench.storage.places import HOME_VARIABLE
from workbench.storage.store import Store

KILLS = 15
COMMAND = [sys.executable, "-m", "tests.storage.protected_child"]

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="kills by signal")


def typed(key: Key | None) -> str:
    return " ".join(recovery_lines(key)) + "\n" if key is not None else "\n"


def everything_in(folder: Path) -> dict[Path, bytes]:
    return {each: each.read_bytes() for each in folder.rglob("*") if each.is_file()}


@pytest.mark.parametrize("protected", [True, False])
def test_a_save_that_was_cut_off_leaves_nothing_readable_anywhere(protected: bool, tmp_path: Path) -> None:
    """Workspace, journal, temporary files, backups, the program's own folder and what it said: all of it is searched.

    Without a passphrase the same search finds the words, so it can find them.
    """
    key = Key(os.urandom(32), b"\0" * 16) if protected else None
    path = tmp_path / "alone" / "client.srew"
    Store.create(path, f"{CANARY.decode()} Ltd", about=CANARY.decode(), key=key).close()
    (tmp_path / "tmp").mkdir()
    environment = {
        **os.environ,
        HOME_VARIABLE: str(tmp_path / "home"),
        "TMPDIR": str(tmp_path / "tmp"),
        "SQLITE_TMPDIR": str(tmp_path / "tmp"),
    }
    with (
        (tmp_path / "said.log").open("wb") as log,
        subprocess.Popen(
            [*COMMAND, "spill", str(path)],
            cwd=ROOT,
            env=environment,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=log,
        ) as child,
    ):
        assert child.stdin is not None
        assert child.stdout is not None
        child.stdin.write(typed(key).encode())
        child.stdin.flush()
        assert child.stdout.readline() == b"in\n"
        found = everything_in(tmp_path)
        child.kill()
    journal = path.with_name("client.srew-journal")
    assert len(found[journal]) > 4096
    assert len(found[path]) > 5_000_000, "what was not committed has reached the disk"
    holding = {each.name for each, data in found.items() if CANARY in data}
    left = {each.name for each, data in everything_in(tmp_path).items() if CANARY in data}
    assert holding == left == (set() if protected else {"client.srew", "client.srew-journal"})
    # What was cut off is taken back.
    with Store.open(path, key=key) as store:
        assert all("CANARY-larkfield-owes-nobody CANARY" not in str(each) for each in content(store).values())
    assert check_file(path, key).sound
    assert [each.name for each in path.parent.iterdir()] == ["client.srew"]


@contextlib.contextmanager
def nursery(path: Path, keys: list[Key]) -> Iterator[subprocess.Popen[str]]:
    """A program that starts those to be killed: it has everything imported."""
    pipe = subprocess.PIPE
    with subprocess.Popen(
        [*COMMAND, "protect", str(path)], cwd=ROOT, stdin=pipe, stdout=pipe, text=True
    ) as program:
        assert program.stdin is not None
        assert program.stdout is not None
        program.stdin.write("".join(map(typed, keys)))
        program.stdin.flush()
        assert program.stdout.readline() == "ready\n"
        yield program
        program.stdin.close()


def begin(program: subprocess.Popen[str]) -> int:
    assert program.stdin is not None
    assert program.stdout is not None
    program.stdin.write("go\n")
    program.stdin.flush()
    return int(program.stdout.readline())


def end(program: subprocess.Popen[str], one: int) -> None:
    assert program.stdout is not None
    os.kill(one, signal.SIGKILL)
    assert program.stdout.readline() == "gone\n"


def let_go_by(program: subprocess.Popen[str], seconds: float) -> None:
    """A child that is killed ends nothing of ours: this only lets some time go by."""
    with contextlib.suppress(subprocess.TimeoutExpired):
        program.wait(seconds)


def seconds_of_a_change(program: subprocess.Popen[str], path: Path) -> float:
    """How long this machine takes now from the start of a process to the first change it has made."""
    begun, before = time.monotonic(), path.stat().st_ino
    one = begin(program)
    while path.stat().st_ino == before and time.monotonic() - begun < 60:
        let_go_by(program, 0.01)
    end(program, one)
    return time.monotonic() - begun


def opens(path: Path, keys: list[Key]) -> Key | None:
    """The one key that opens the workspace; `None` where it needs none. There is always one of these."""
    fitting = [each for each in keys if is_protected(path) and fits(path, each)]
    assert len(fitting) == int(is_protected(path))
    return fitting[0] if fitting else None


def test_killed_while_its_passphrase_changes_the_old_or_the_new_one_opens_it(
    demo_file: Path, tmp_path: Path
) -> None:
    with Store.open(demo_file) as store:
        wanted = content(store)
    keys = [Key(os.urandom(32), b"\1" * 16), Key(os.urandom(32), b"\2" * 16)]
    dice = random.Random(20261123)
    seen: set[Key | None] = set()
    with nursery(demo_file, keys) as program:
        long = seconds_of_a_change(program, demo_file)
        for _ in range(KILLS):
            one = begin(program)
            let_go_by(program, dice.random() * 3 * long)
            end(program, one)
            key = opens(demo_file, keys)
            seen.add(key)
            with Store.open(demo_file, key=key) as store:
                assert content(store) == wanted
            assert check_file(demo_file, key).sound
            rest = {
                each.name
                for each in tmp_path.iterdir()
                if each.suffix not in (".srew-part", ".lock", ".open")
            }
            assert rest == {"demo.srew"}
    assert len(seen) > 1, "some were killed after a change"


@pytest.mark.system
@pytest.mark.parametrize("call", ["rename", "fsync", "unlink", "openat"])
def test_killed_at_every_system_call_of_a_change(call: str, demo_file: Path) -> None:
    """One change after the other, killed on entering the first, second, third … call of one kind."""
    assert shutil.which("strace"), "strace is not installed"
    with Store.open(demo_file) as store:
        wanted = content(store)
    kept = demo_file.read_bytes()
    keys = [Key(os.urandom(32), b"\1" * 16), Key(os.urandom(32), b"\2" * 16)]
    with nursery(demo_file, keys) as program:
        assert program.stdout is not None
        for when in range(1, 13):
            one = begin(program)
            command = ["strace", "-o", os.devnull, "-e", f"inject={call}:signal=SIGKILL:when={when}"]
            with subprocess.Popen([*command, "-p", str(one)], stderr=subprocess.PIPE, text=True) as strace:
                assert strace.stderr is not None
                with contextlib.suppress(subprocess.TimeoutExpired):
                    strace.wait(8)
                with contextlib.suppress(ProcessLookupError):
                    os.kill(one, signal.SIGKILL)
            assert program.stdout.readline() == "gone\n"
            key = opens(demo_file, keys)
            with Store.open(demo_file, key=key) as store:
                assert content(store) == wanted
            for each in demo_file.parent.glob(".demo.srew.*.srew-part"):
                each.unlink()
            demo_file.write_bytes(kept)
