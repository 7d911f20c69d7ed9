"""Looking whether a workspace is sound, and backups, as a user starts them."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tests.actions.content import content
from tests.cli.test_cli import Shell
from tests.exchange.packs import book_of
from tests.storage.raw import database, digest, holding
from workbench.actions import answers, demo
from workbench.actions.edit import perform
from workbench.storage.copying import save_copy
from workbench.storage.store import Store


@pytest.fixture
def shell(tmp_path: Path) -> Shell:
    return Shell(tmp_path / "home")


def harm(path: Path) -> None:
    with database(path) as raw:
        raw.execute("UPDATE answer SET note = 'somebody else' WHERE rowid = 3")


def test_a_sound_file_is_said_to_be_sound_and_left_as_it_is(shell: Shell, demo_file: Path) -> None:
    before = digest(demo_file)
    done = shell("check", str(demo_file))
    assert (done.status, done.out.splitlines()[-1]) == (0, "It is sound.")
    assert digest(demo_file) == before


def test_a_damaged_file_is_told_and_what_can_be_read_is_saved(
    shell: Shell, demo_file: Path, tmp_path: Path
) -> None:
    with Store.open(demo_file, writable=False) as store:
        wanted = content(store)
    with database(demo_file) as raw:
        raw.execute("PRAGMA foreign_keys=OFF")
        raw.execute("DELETE FROM answer WHERE rowid = 3")
    before = digest(demo_file)
    done = shell("check", str(demo_file))
    assert done.status == 1
    assert "A row of 'answer' is gone" in done.out
    assert "was left as it is" in done.err
    saved = tmp_path / "saved.srew"
    done = shell("check", str(demo_file), "--salvage", str(saved))
    assert done.status == 0
    assert "1 row came from the history." in done.out
    assert "Nothing is missing." in done.out
    assert digest(demo_file) == before
    with Store.open(saved, writable=False) as store:
        assert content(store) == wanted
    again = shell("check", str(demo_file), "--salvage", str(saved))
    assert again.status == 1
    assert "is there already" in again.err


@pytest.mark.parametrize("said", [b"", b"no database", b"SQLite format 3\0" + b"\0" * 200])
def test_what_is_no_workspace_is_refused(said: bytes, shell: Shell, tmp_path: Path) -> None:
    path = tmp_path / "x.srew"
    path.write_bytes(said)
    assert shell("check", str(path)).status == 2
    assert shell("check", str(tmp_path / "none.srew")).status == 2
    assert path.read_bytes() == said


def test_a_backup_is_made_listed_and_put_back(shell: Shell, demo_file: Path) -> None:
    where = ("--workspace", str(demo_file))
    assert shell("backups", "list", *where).out == "There is no backup yet.\n"
    assert shell("backups", "make", *where).status == 0
    assert "Nothing was changed" in shell("backups", "make", *where).out
    with Store.open(demo_file) as store:
        wanted = content(store)
        perform(store, answers.rate(book_of(store).people()[0].id, "REV-3", 4))
    assert shell("backups", "make", *where).status == 0
    assert [line.split()[0] for line in shell("backups", "list", *where).out.splitlines()] == ["2", "1"]
    assert shell("backups", "restore", "9", *where).status == 2
    done = shell("backups", "restore", "1", *where)
    assert done.status == 0
    assert "(set aside 1).srew" in done.out
    with Store.open(demo_file, writable=False) as store:
        assert content(store) == wanted


def test_a_damaged_workspace_is_not_copied_and_its_backup_is_put_back(shell: Shell, demo_file: Path) -> None:
    where = ("--workspace", str(demo_file))
    assert shell("backups", "make", *where).status == 0
    with Store.open(demo_file) as store:
        perform(store, answers.rate(book_of(store).people()[0].id, "REV-3", 4))
    harm(demo_file)
    done = shell("backups", "make", *where)
    assert done.status == 1
    assert "was not copied" in done.err
    demo_file.write_bytes(b"")
    # An empty file cannot say which workspace it was; the place it lies at does.
    assert shell("backups", "list", *where).out.split()[0] == "1"
    assert shell("backups", "restore", "1", *where).status == 0
    assert shell("check", str(demo_file)).status == 0
    elsewhere = demo_file.rename(demo_file.with_name("moved.srew"))
    elsewhere.write_bytes(b"")
    where = ("--workspace", str(elsewhere))
    assert "is empty" in shell.refused("backups", "restore", "1", *where)
    assert shell("backups", "restore", "1", *where, "--id", demo.WORKSPACE_ID).status == 0
    assert shell("check", str(elsewhere)).status == 0


def test_backups_of_a_copy_are_told_apart_in_the_list(shell: Shell, demo_file: Path) -> None:
    copy = demo_file.with_name("copy.srew")
    save_copy(demo_file, copy)
    with Store.open(copy) as store:
        perform(store, answers.rate(book_of(store).people()[0].id, "REV-3", 4))
    assert shell("backups", "make", "--workspace", demo_file).status == 0
    assert shell("backups", "make", "--workspace", copy).status == 0
    of_copy, of_original = shell("backups", "list", "--workspace", demo_file).out.splitlines()
    assert of_copy.endswith("  of a file elsewhere")
    assert of_original.endswith(" bytes")


def test_a_backup_under_an_earlier_passphrase_is_put_back(shell: Shell, demo_file: Path) -> None:
    first, second = demo_file.with_name("first.txt"), demo_file.with_name("second.txt")
    first.write_text("otter lamp gravel nine")
    second.write_text("quattro cavalli verdi insieme")
    assert shell("protect", demo_file, "--new-passphrase-file", first).status == 0
    secret = "--workspace-passphrase-file"
    assert shell("backups", "make", "--workspace", demo_file, secret, first).status == 0
    changed = shell("protect", demo_file, "--change", "--new-passphrase-file", second, secret, first)
    assert changed.status == 0
    done = shell("backups", "restore", "1", "--workspace", demo_file, secret, first)
    assert done.status == 0, done.err
    assert shell("check", demo_file, secret, first).status == 0


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no pipes in folders")
def test_a_pipe_is_waited_for_by_no_command(shell: Shell, tmp_path: Path) -> None:
    pipe = tmp_path / "pipe.srew"
    os.mkfifo(pipe)
    for command in (
        ("check", pipe),
        ("score", "--workspace", pipe),
        ("backups", "make", "--workspace", pipe),
    ):
        done = shell(*command)
        assert done.status in (1, 2)
        assert "is no file but a pipe or a device" in done.err


def test_nothing_is_put_back_under_an_open_window(shell: Shell, demo_file: Path) -> None:
    where = ("--workspace", str(demo_file))
    assert shell("backups", "make", *where).status == 0
    with holding("hold", demo_file):
        done = shell("backups", "restore", "1", *where)
    assert done.status == 1
    assert "is open in another window" in done.err
