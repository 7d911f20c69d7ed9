"""Who has a workspace open: another window, another computer, or a program that died."""

from __future__ import annotations

import datetime as dt
import json
import os
import signal
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from tests.storage.raw import database, digest
from workbench.domain.assessment import Workspace
from workbench.domain.key import Key, new_key
from workbench.storage import backups, errors, hold
from workbench.storage.copying import save_copy
from workbench.storage.places import HOME_VARIABLE, data_folder, remember_workspace
from workbench.storage.store import Store

_OPENS = """
import os, sys
from pathlib import Path
from workbench.storage.store import Store
store = Store.open(Path(sys.argv[1]))
print("open", flush=True)
sys.stdin.read()
"""


@pytest.fixture
def path(tmp_path: Path, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    # Other tests kill programs, which leave their locks behind.
    monkeypatch.setenv(HOME_VARIABLE, str(tmp_path_factory.mktemp("own")))
    path = tmp_path / "client.srew"
    Store.create(path, "Lumen Freight").close()
    return path


def left_by(path: Path, computer: object, since: str = "2026-11-22T10:41+01:00") -> None:
    hold.note_of(path).write_text(json.dumps({"computer": computer, "since": since}), encoding="utf-8")


def client_of(store: Store) -> str:
    with store.unit(writes=False) as unit:
        return unit.all(Workspace)[0].client


def test_an_open_workspace_says_where_and_a_closed_one_leaves_nothing(path: Path) -> None:
    with Store.open(path):
        owner = hold.read(path)
        assert owner is not None
        assert owner.computer == hold.this_computer()
        assert hold.note_of(path).stat().st_mode & 0o777 == 0o600
    assert [each.name for each in path.parent.iterdir()] == [path.name]


def test_what_another_computer_has_open_is_refused_and_can_be_read(path: Path) -> None:
    left_by(path, "ANNA-LAPTOP")
    before = digest(path)
    with pytest.raises(errors.HeldElsewhere) as refused:
        Store.open(path)
    assert "is open on 'ANNA-LAPTOP' since 22 Nov 2026, 10:41" in str(refused.value)
    assert digest(path) == before
    with Store.open(path, writable=False) as store:
        assert client_of(store) == "Lumen Freight"
        assert not store.writable
    # Refusing and reading leave the other's note where it is.
    owner = hold.read(path)
    assert owner is not None
    assert owner.computer == "ANNA-LAPTOP"


def test_what_another_computer_left_behind_is_taken_over_when_somebody_says_so(path: Path) -> None:
    left_by(path, "ANNA-LAPTOP")
    with Store.open(path, take_over=True) as store:
        assert store.writable
        owner = hold.read(path)
        assert owner is not None
        assert owner.computer == hold.this_computer()
    Store.open(path).close()


@pytest.mark.parametrize(
    "said",
    [
        b"",
        b"{",
        b"[" * 100_000,
        b"\xff\xfe",
        b'{"computer": 4}',
        b"null",
        b'{"since": "2026"}',
        b'{"computer": "\\ud800"}',
    ],
)
def test_a_note_that_cannot_be_read_keeps_nobody_out(said: bytes, path: Path) -> None:
    hold.note_of(path).write_bytes(said)
    with Store.open(path) as store:
        assert client_of(store) == "Lumen Freight"


def test_a_name_of_many_lines_is_said_in_one(path: Path) -> None:
    left_by(path, "a\nb" + "x" * 500, "not a date")
    with pytest.raises(errors.HeldElsewhere) as refused:
        Store.open(path)
    assert "\n" not in str(refused.value)
    assert len(str(refused.value)) < 400


def test_what_a_killed_program_left_behind_is_recovered(path: Path) -> None:
    command = [sys.executable, "-c", _OPENS, str(path)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "open\n"
        with pytest.raises(errors.WorkspaceLocked) as refused:
            Store.open(path)
        assert not isinstance(refused.value, errors.HeldElsewhere)
        os.kill(process.pid, signal.SIGKILL)
    assert hold.note_of(path).exists()
    with Store.open(path) as store:
        assert client_of(store) == "Lumen Freight"
    assert [each.name for each in path.parent.iterdir()] == [path.name]


def test_a_lock_of_a_program_that_died_goes_when_anything_is_opened(path: Path, tmp_path: Path) -> None:
    remember_workspace(path)
    command = [sys.executable, "-c", _OPENS, str(path)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "open\n"
        (held,) = data_folder().glob(".held*")
        other = tmp_path / "other.srew"
        Store.create(other, "Tern Health").close()
        with Store.open(other):
            # Somebody has it.
            assert held.exists()
        os.kill(process.pid, signal.SIGKILL)
    assert held.exists()
    with Store.open(other):
        assert not held.exists()
    assert list(data_folder().glob(".held*")) == []


def test_a_damaged_workspace_is_refused_before_a_byte_of_it_is_written(path: Path) -> None:
    with database(path) as raw:
        raw.execute("UPDATE workspace SET client = 'Somebody else'")
    before = digest(path)
    with pytest.raises(errors.DamagedWorkspace) as refused:
        Store.open(path, checked=True)
    assert "A row of 'workspace' is not what was written last" in str(refused.value)
    assert digest(path) == before
    assert [each.name for each in path.parent.iterdir()] == [path.name]


def test_a_copy_is_made_while_it_is_open_and_stands_where_nothing_was(path: Path, tmp_path: Path) -> None:
    goal = tmp_path / "elsewhere" / "copy.srew"
    with Store.open(path):
        save_copy(path, goal)
    with Store.open(goal, checked=True) as store:
        assert client_of(store) == "Lumen Freight"
    assert goal.stat().st_mode & 0o777 == 0o600
    with pytest.raises(errors.StorageError, match="is there already"):
        save_copy(path, goal)


def test_a_damaged_workspace_is_not_copied(path: Path, tmp_path: Path) -> None:
    with database(path) as raw:
        raw.execute("UPDATE workspace SET client = 'Somebody else'")
    with pytest.raises(errors.DamagedWorkspace, match="not sound"):
        save_copy(path, tmp_path / "copy.srew")
    assert [each.name for each in tmp_path.iterdir()] == [path.name]


def test_no_copy_where_nobody_can_write(path: Path) -> None:
    with pytest.raises(errors.NotWritable, match="Choose another folder"):
        save_copy(path, Path("/proc/nowhere/copy.srew"))


def test_whoever_took_over_keeps_their_note_when_the_first_one_closes(path: Path) -> None:
    first = Store.open(path)
    left_by(path, "ANNA-LAPTOP")
    first.close()
    owner = hold.read(path)
    assert owner is not None
    assert owner.computer == "ANNA-LAPTOP"


def test_a_closed_workspace_is_written_no_more(path: Path) -> None:
    store = Store.open(path)
    store.close()
    before = digest(path)
    with pytest.raises(errors.StorageError, match="was closed meanwhile"), store.unit("Late") as unit:
        unit.put(replace(unit.all(Workspace)[0], client="Late"))
    assert digest(path) == before


def test_no_copy_is_made_where_an_old_journal_lies(path: Path, tmp_path: Path) -> None:
    (tmp_path / "copy.srew-journal").write_bytes(b"left by a workspace that is gone")
    with pytest.raises(errors.StorageError, match="the journal of a workspace that is gone"):
        save_copy(path, tmp_path / "copy.srew")
    assert not (tmp_path / "copy.srew").exists()


def test_behind_a_link_the_file_itself_is_protected(path: Path, tmp_path: Path) -> None:
    link = tmp_path / "link.srew"
    link.symlink_to(path)
    with Store.open(link) as store:
        store.protect(Key(b"\1" * 32, b"\2" * 16))
    assert link.is_symlink()
    assert b"Lumen Freight" not in path.read_bytes()
    assert not path.read_bytes().startswith(b"SQLite format 3")


def test_a_workspace_that_was_moved_is_known_at_its_new_place(
    path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(HOME_VARIABLE, str(tmp_path / "home"))
    now = dt.datetime(2026, 11, 23, tzinfo=dt.UTC)
    made = backups.make(path, "by-hand", now)
    assert made is not None
    moved = path.rename(tmp_path / "moved.srew")
    assert backups.last_known_at(moved) == ""
    assert backups.make(moved, "opened", now) is None
    assert backups.backups_of(backups.last_known_at(moved)) == [made]


def test_a_second_name_of_an_open_workspace_is_refused_and_can_be_read(
    path: Path, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(HOME_VARIABLE, str(tmp_path_factory.mktemp("new")))
    second = path.parent / "elsewhere" / "second.srew"
    second.parent.mkdir()
    os.link(path, second)
    # Also where nothing of the program's own is there yet.
    assert not data_folder().exists()
    with Store.open(path):
        with pytest.raises(errors.WorkspaceLocked, match="is open in another window"):
            Store.open(second)
        with Store.open(second, writable=False) as reading:
            assert client_of(reading) == "Lumen Freight"
    with Store.open(second) as store:
        assert store.writable
    assert [each.name for each in second.parent.iterdir()] == [second.name]
    assert list(data_folder().glob(".held*")) == []


def test_after_it_is_written_anew_the_new_file_is_held_and_the_old_one_is_not(path: Path) -> None:
    remember_workspace(path)
    with Store.open(path) as store:
        old = path.stat()
        store.protect(new_key("quattro cavalli verdi insieme"))
        second = path.with_name("second.srew")
        os.link(path, second)
        with pytest.raises(errors.WorkspaceLocked):
            Store.open(second, key=store.key)
        held = {each.name for each in data_folder().glob(".held*")}
        assert held == {f".held-{(now := path.stat()).st_dev:x}-{now.st_ino:x}.lock"}
        assert old.st_ino != now.st_ino
    assert list(data_folder().glob(".held*")) == []


def test_whoever_only_reads_changes_nothing(path: Path) -> None:
    with Store.open(path) as holder, Store.open(path, writable=False) as reading:
        before = digest(path)
        for change in (lambda: reading.protect(new_key("quattro cavalli verdi insieme")), reading.compact):
            with pytest.raises(errors.NotWritable, match="open for reading only"):
                change()
        assert digest(path) == before
        with holder.unit("Rename") as unit:
            unit.put(replace(unit.all(Workspace)[0], client="Tern Health"))
        assert client_of(holder) == "Tern Health"


@pytest.mark.parametrize("left", [b"", None])
def test_a_note_beside_nothing_holds_nothing(path: Path, left: bytes | None) -> None:
    made = backups.make(path, "by-hand", dt.datetime.now(dt.UTC))
    assert made is not None
    left_by(path, "ANNA-LAPTOP")
    path.unlink()
    if left is not None:
        path.write_bytes(left)
    backups.restore(made.path, path)
    with Store.open(path) as store:
        assert client_of(store) == "Lumen Freight"


def test_a_backup_is_put_back_over_what_another_computer_left_open_when_somebody_says_so(path: Path) -> None:
    made = backups.make(path, "by-hand", dt.datetime.now(dt.UTC))
    assert made is not None
    left_by(path, "ANNA-LAPTOP")
    with pytest.raises(errors.HeldElsewhere):
        backups.restore(made.path, path)
    assert backups.restore(made.path, path, over=True) is not None
    assert hold.read(path) is None


def as_account(number: int, folder: Path, work: Callable[[], str]) -> str:
    """What this says when another account of this computer does it, which ends without letting go of anything."""
    for each in (folder, *folder.parents):
        each.chmod(each.stat().st_mode | 0o011)
    read, write = os.pipe()
    child = os.fork()
    if child == 0:
        try:
            os.setgroups([])
            os.setgid(number)
            os.setuid(number)
            said = work()
        except BaseException as problem:
            said = repr(problem)
        os.write(write, said.encode())
        os._exit(0)
    os.close(write)
    with os.fdopen(read, "rb") as pipe:
        said = pipe.read().decode()
    os.waitpid(child, 0)
    return said


ROOT_ALONE = pytest.mark.skipif(
    not hasattr(os, "geteuid") or os.geteuid() != 0, reason="only root may be somebody else"
)


@ROOT_ALONE
def test_two_accounts_that_share_a_folder_let_each_other_in_when_one_was_killed(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path.chmod(0o666)
    path.parent.chmod(0o777)
    for number in (10_001, 10_002):
        home = path.parent / str(number)
        home.mkdir()
        os.chown(home, number, number)
        monkeypatch.setenv(HOME_VARIABLE, str(home))
        assert as_account(number, path.parent, lambda: str(Store.open(path).writable)) == "True"


@ROOT_ALONE
def test_a_note_that_may_not_be_read_counts(path: Path) -> None:
    left_by(path, "ANNA-LAPTOP")
    hold.note_of(path).chmod(0)
    assert "another account" in as_account(10_001, path.parent, lambda: str(hold.read(path)))
