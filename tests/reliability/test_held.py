"""F5 to F8: a folder that cannot be written, a file that somebody holds, locks left behind, and two at once."""

from __future__ import annotations

import datetime as dt
import os
import shutil
import signal
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from tests.reliability.checker import age, check_workspace, strays
from tests.reliability.conftest import Tally
from tests.reliability.mounts import read_only
from tests.reliability.operations import RECOVER, STEPS, base, holds_steps, is_sentence, workspace
from tests.storage.raw import ROOT, digest, holding
from tests.storage.steps import step
from workbench.actions.edit import perform
from workbench.domain.assessment import Workspace
from workbench.exchange.sheets import SheetError, write_sheet
from workbench.storage import backups, errors
from workbench.storage.checking import check_file
from workbench.storage.copying import save_copy
from workbench.storage.files import sweep
from workbench.storage.places import HOME_VARIABLE, data_folder
from workbench.storage.store import Store


@pytest.fixture
def path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A workspace with some steps in it."""
    monkeypatch.setenv(HOME_VARIABLE, str(tmp_path / "case" / "home"))
    base(tmp_path / "case")
    return workspace(tmp_path / "case")


def lock_of(path: Path) -> Path:
    return path.with_name(f".{path.name}.lock")


# --- F5 -------------------------------------------------------------------------------------------


@pytest.mark.fault("F5")
def test_a_folder_that_cannot_be_written_is_read(path: Path, tmp_path: Path, tally: Tally) -> None:
    before = digest(path)
    with read_only(path.parent, tmp_path / "mounted") as place:
        there = place / path.name
        with pytest.raises(errors.NotWritable) as refused:
            Store.open(there)
        assert is_sentence(str(refused.value))
        tally.case()
        with Store.open(there, writable=False) as store:
            holds_steps(STEPS - 1)(store)
            with pytest.raises(errors.NotWritable) as refused:
                perform(store, step(STEPS))
            assert is_sentence(str(refused.value))
            holds_steps(STEPS - 1)(store)
        assert check_file(there).sound
        tally.case()
        made = backups.make(there, "by-hand", dt.datetime.now(dt.UTC))
        assert made is not None
        assert check_file(made.path).sound
        with pytest.raises(errors.NotWritable, match="nothing was changed"):
            backups.restore(made.path, there)
        tally.case()
        with pytest.raises(SheetError, match="nothing there was changed"):
            write_sheet(place / "a.csv", "A", ["a"], [[1]])
        with pytest.raises(errors.NotWritable, match="Choose a folder"):
            Store.create(place / "new.srew", "Tern Health")
        tally.case()
    assert digest(path) == before
    assert sorted(each.name for each in path.parent.iterdir()) == [path.name]


@pytest.mark.fault("F5")
def test_a_cut_off_save_in_such_a_folder_is_taken_back_for_whoever_reads(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, tally: Tally
) -> None:
    monkeypatch.setenv(HOME_VARIABLE, str(tmp_path / "case" / "home"))
    RECOVER.lay_out(tmp_path / "case")
    path = workspace(tmp_path / "case")
    before = digest(path)
    with read_only(path.parent, tmp_path / "mounted") as place:
        there = place / path.name
        with Store.open(there, writable=False) as store:
            holds_steps(STEPS - 1)(store)
            # As long as somebody reads the copy it was taken back in, nobody sweeps it away.
            age(data_folder())
            sweep([data_folder()])
            holds_steps(STEPS - 1)(store)
        assert strays(data_folder()) == []
        tally.case()
        assert check_file(there).sound
        save_copy(there, tmp_path / "copy.srew")
        with Store.open(tmp_path / "copy.srew") as store:
            holds_steps(STEPS - 1)(store)
        tally.case()
    assert digest(path) == before
    check_workspace(path, holds_steps(STEPS - 1))


# --- F6 -------------------------------------------------------------------------------------------


def held_for(path: Path, seconds: float) -> subprocess.Popen[str]:
    """Another program that holds the file for so long, and then says so."""
    command = [sys.executable, "-m", "tests.storage.child", "begin", str(path), str(seconds)]
    process = subprocess.Popen(command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    assert process.stdout.readline() == "held\n"
    return process


@pytest.mark.fault("F6")
@pytest.mark.parametrize("seconds", [0.1, 1.0])
def test_held_for_a_moment_it_is_waited_for(path: Path, seconds: float) -> None:
    with Store.open(path) as store, held_for(path, seconds) as process:
        perform(store, step(STEPS))
        assert process.wait(30) == 0
    check_workspace(path, holds_steps(STEPS))


@pytest.mark.fault("F6")
def test_held_for_long_the_save_is_refused_and_works_afterwards(path: Path) -> None:
    with Store.open(path) as store, held_for(path, 5) as process:
        with pytest.raises(errors.WorkspaceLocked) as refused:
            perform(store, step(STEPS))
        assert is_sentence(str(refused.value))
        assert process.wait(30) == 0
        perform(store, step(STEPS))
    check_workspace(path, holds_steps(STEPS))


@pytest.mark.fault("F6")
def test_held_before_it_is_opened(path: Path) -> None:
    with held_for(path, 600) as process:
        for writable in (True, False):
            with pytest.raises(errors.WorkspaceLocked) as refused:
                Store.open(path, writable=writable)
            assert is_sentence(str(refused.value))
        # Nor is it called damaged, which would have it set aside.
        with pytest.raises(errors.WorkspaceLocked):
            check_file(path)
        with pytest.raises(errors.WorkspaceLocked):
            backups.make(path, "opened", dt.datetime.now(dt.UTC))
        process.kill()
    check_workspace(path, holds_steps(STEPS - 1))


# --- F7 -------------------------------------------------------------------------------------------


@pytest.mark.fault("F7")
def test_the_lock_of_a_killed_program_does_not_hold(path: Path) -> None:
    command = [sys.executable, "-m", "tests.storage.child", "hold", str(path)]
    pipe = subprocess.PIPE
    with subprocess.Popen(command, cwd=ROOT, stdin=pipe, stdout=pipe, text=True) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "held\n"
        with pytest.raises(errors.WorkspaceLocked, match="another window"):
            Store.open(path)
        os.kill(process.pid, signal.SIGKILL)
        process.wait(30)
        assert lock_of(path).exists(), "the killed program left it behind"
    check_workspace(path, holds_steps(STEPS - 1))


@pytest.mark.fault("F7")
@pytest.mark.parametrize(
    "content",
    [b"", b"12345\nother-laptop\n", f"{os.getppid()}\n".encode(), b"\xff\x00" * 500],
    ids=["empty", "of another host", "of a number that is used again", "of noise"],
)
def test_a_lock_file_left_behind_says_nothing(path: Path, content: bytes) -> None:
    """The system's lock counts, not what is written in the file: it ends with its program."""
    lock_of(path).write_bytes(content)
    check_workspace(path, holds_steps(STEPS - 1))


@pytest.mark.fault("F7")
def test_something_else_in_the_place_of_the_lock_is_a_sentence(path: Path) -> None:
    lock_of(path).mkdir()
    with pytest.raises(errors.NotWritable) as refused:
        Store.open(path)
    assert is_sentence(str(refused.value))
    lock_of(path).rmdir()
    check_workspace(path, holds_steps(STEPS - 1))


# --- F8 -------------------------------------------------------------------------------------------


@pytest.mark.fault("F8")
@pytest.mark.parametrize("way", ["itself", "a link", "a link in another folder", "a way round"])
def test_a_second_one_that_writes_is_refused_whatever_the_file_is_called(
    path: Path, tmp_path: Path, way: str
) -> None:
    other = {
        "itself": path,
        "a link": path.with_name("other.srew"),
        "a link in another folder": tmp_path / "linked.srew",
        "a way round": path.parent / ".." / path.parent.name / path.name,
    }[way]
    if "link" in way:
        other.symlink_to(path)
    with Store.open(path), pytest.raises(errors.WorkspaceLocked):
        Store.open(other)
    with holding("hold", path), pytest.raises(errors.WorkspaceLocked):
        Store.open(other)
    with Store.open(other), pytest.raises(errors.WorkspaceLocked):
        Store.open(path)
    if "link" in way:
        other.unlink()
    check_workspace(path, holds_steps(STEPS - 1))


@pytest.mark.fault("F8")
def test_what_was_read_before_somebody_else_wrote_is_not_written(path: Path, tmp_path: Path) -> None:
    """Where no lock helped, such as on a folder that a cloud brings along: both texts are still known."""
    with Store.open(path) as store:
        with store.unit(writes=False) as unit:
            mine = unit.all(Workspace)[0]
        with store.unit() as unit:
            unit.put(replace(mine, about="theirs"))
        with pytest.raises(errors.StaleEdit) as refused, store.unit() as unit:
            unit.put(replace(mine, about="mine"))
        assert is_sentence(str(refused.value))
        with store.unit(writes=False) as unit:
            assert unit.all(Workspace)[0].about == "theirs"
    shutil.rmtree(tmp_path / "case" / "home")
    check_workspace(path, holds_steps(STEPS - 1))
