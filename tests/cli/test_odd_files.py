"""Commands and what may lie beside a workspace: pipes, names too long, a folder that cannot be written, older backups."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from tests.cli.test_cli import Shell
from tests.cli.test_protect import OTHER, PASSPHRASE, written
from tests.reliability.mounts import read_only
from tests.reliability.operations import RECOVER, workspace
from tests.storage.raw import digest
from workbench.storage.files import LONGEST_NAME, journal_of
from workbench.storage.hold import note_of
from workbench.storage.places import HOME_VARIABLE

NO_PIPES = pytest.mark.skipif(sys.platform == "win32", reason="has no pipes with a place in a folder")


@pytest.fixture
def shell(tmp_path: Path) -> Shell:
    return Shell(tmp_path / "home")


COMMANDS = (
    ("list", "--workspace"),
    ("check",),
    ("backups", "make", "--workspace"),
    ("forget", "Ada Lovelace", "--yes", "--workspace"),
)


@NO_PIPES
@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command[0])
def test_a_pipe_as_journal_is_one_sentence(command: tuple[str, ...], shell: Shell, demo_file: Path) -> None:
    os.mkfifo(journal_of(demo_file))
    assert "no file but a folder, a pipe or a device" in shell.refused(*command, demo_file, status=1)


@NO_PIPES
def test_a_pipe_as_note_counts_for_nothing(shell: Shell, demo_file: Path) -> None:
    os.mkfifo(note_of(demo_file))
    assert "listed in this workspace" in shell.refused(*COMMANDS[-1], demo_file)


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command[0])
def test_a_name_too_long_is_one_sentence(command: tuple[str, ...], shell: Shell, demo_file: Path) -> None:
    long = demo_file.rename(demo_file.with_name("a" * (LONGEST_NAME - 4) + ".srew"))
    assert f"Shorten it to at most {LONGEST_NAME} bytes" in shell.refused(*command, long, status=1)


@pytest.mark.system
def test_a_cut_off_save_where_nothing_can_be_written_is_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(HOME_VARIABLE, str(tmp_path / "case" / "home"))
    RECOVER.lay_out(tmp_path / "case")
    path = workspace(tmp_path / "case")
    before = digest(path)
    shell = Shell(tmp_path / "home")
    with read_only(path.parent, tmp_path / "mounted") as place:
        assert shell("list", "--workspace", place / path.name).status == 0
        assert "lies in a folder that cannot be written" in shell.refused(
            *COMMANDS[-1], place / path.name, status=1
        )
    assert digest(path) == before


def test_a_backup_under_an_earlier_passphrase_says_so(shell: Shell, demo_file: Path, tmp_path: Path) -> None:
    one, two = written(tmp_path, "one.txt", PASSPHRASE), written(tmp_path, "two.txt", OTHER)
    shell("protect", demo_file, "--new-passphrase-file", one)
    shell("backups", "make", "--workspace", demo_file, "--passphrase-file", one)
    shell("protect", demo_file, "--change", "--passphrase-file", one, "--new-passphrase-file", two)
    before = digest(demo_file)
    asked = ("backups", "restore", "1", "--workspace", demo_file, "--passphrase-file")
    assert "This backup was made under another passphrase" in shell.refused(*asked, two)
    assert digest(demo_file) == before
    assert shell(*asked, one).status == 0
    assert "protected" in shell("backups", "list", "--workspace", demo_file, "--passphrase-file", one).out
