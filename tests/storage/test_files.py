"""Files written whole or not at all, and the program's own folder."""

from __future__ import annotations

import json
import os
import stat
import sys
from pathlib import Path
from typing import BinaryIO

import pytest

from workbench.storage import places
from workbench.storage.files import CHECKED, draft_of, sweep, write_through, write_whole


@pytest.mark.skipif(sys.platform == "win32", reason="modes of POSIX")
def test_a_file_is_replaced_whole_and_is_its_owners(tmp_path: Path) -> None:
    path = tmp_path / "plan.pdf"
    path.write_bytes(b"old")
    write_whole(path, b"new")
    assert path.read_bytes() == b"new"
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert list(tmp_path.iterdir()) == [path]


def test_a_failed_write_keeps_the_old_file(tmp_path: Path) -> None:
    path = tmp_path / "plan.pdf"
    path.write_bytes(b"old")

    def fail(file: BinaryIO) -> None:
        file.write(b"half")
        raise RuntimeError("stop")

    with pytest.raises(RuntimeError):
        write_through(path, fail)
    assert path.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [path]


def test_a_folder_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(OSError, match="No such file"):
        write_whole(tmp_path / "none" / "plan.pdf", b"x")
    (tmp_path / "folder").mkdir()
    with pytest.raises(OSError, match="directory"):
        write_whole(tmp_path / "folder", b"x")
    assert [each.name for each in tmp_path.iterdir()] == ["folder"]


def test_strays_of_a_kill_are_swept_after_an_hour(tmp_path: Path) -> None:
    old, new, other = (
        tmp_path / draft_of(tmp_path / "a.srew"),
        draft_of(tmp_path / "b.pdf"),
        tmp_path / ".c.part",
    )
    for each in (old, new, other):
        each.touch()
    looked_into = tmp_path / f"{CHECKED}56"
    looked_into.mkdir()
    (looked_into / "client.srew").touch()
    journal = old.with_name(f"{old.name}-journal")
    journal.touch()
    for each in (old, journal, other, looked_into):
        os.utime(each, (1, 1))
    sweep([tmp_path, tmp_path / "none"])
    # Somebody else's hidden file stays, however old.
    assert sorted(each.name for each in tmp_path.iterdir()) == sorted([new.name, ".c.part"])


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A home of this test's own."""
    monkeypatch.setenv(places.HOME_VARIABLE, str(tmp_path / "home"))
    return tmp_path / "home"


def test_one_variable_moves_everything(home: Path) -> None:
    assert places.data_folder() == home / "data"
    assert places.demo_workspace() == home / "data" / "demo.srew"
    assert places.workspace_folder() == home / "SRE Workbench"


def test_recent_workspaces_newest_first_each_once(home: Path, tmp_path: Path) -> None:
    assert places.last_workspace() is None
    files = [tmp_path / f"{name}.srew" for name in "abc"]
    for each in (*files, files[0]):
        each.touch()
        places.remember_workspace(each)
    assert places.recent_workspaces() == [files[0], files[2], files[1]]
    files[0].unlink()
    assert places.last_workspace() == files[2]
    for number in range(30):
        places.remember_workspace(tmp_path / f"{number}.srew")
    assert len(places.recent_workspaces()) == places.MOST_RECENT
    assert [each.name for each in (home / "data").iterdir()] == ["recent.json"]


@pytest.mark.parametrize("content", ["", "{", "{}", "[1, null]", '"x"', "\udcff"])
def test_damaged_notes_are_no_reason_to_fail(content: str, home: Path, tmp_path: Path) -> None:
    (home / "data").mkdir(parents=True)
    (home / "data" / "recent.json").write_bytes(content.encode("utf-8", "surrogateescape"))
    assert places.recent_workspaces() == []
    places.remember_workspace(tmp_path / "a.srew")
    assert json.loads((home / "data" / "recent.json").read_text()) == [str(tmp_path / "a.srew")]
