"""Files beside a workspace: those that are no files, and names with no room for theirs."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from workbench.storage import errors, hold
from workbench.storage.checking import check_file
from workbench.storage.copying import save_copy
from workbench.storage.files import LONGEST_NAME, journal_of
from workbench.storage.store import Store

LONG = "x" * 245 + ".srew"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "a.srew"
    Store.create(path, "Northwind").close()
    return path


def opened(path: Path) -> None:
    Store.open(path).close()


def read(path: Path) -> None:
    Store.open(path, writable=False).close()


@pytest.mark.skipif(sys.platform == "win32", reason="has no pipes with a place in a folder")
@pytest.mark.parametrize("do", [opened, read, check_file])
def test_a_pipe_as_journal_is_refused(do: Callable[[Path], object], path: Path) -> None:
    os.mkfifo(journal_of(path))
    with pytest.raises(errors.NotWritable, match="no file but a folder, a pipe or a device"):
        do(path)


@pytest.mark.skipif(sys.platform == "win32", reason="has no pipes with a place in a folder")
def test_a_pipe_as_note_counts_for_nothing(path: Path) -> None:
    os.mkfifo(hold.note_of(path))
    assert hold.read(path) is None
    opened(path)


@pytest.mark.parametrize("do", [opened, read, check_file])
def test_a_file_whose_name_is_too_long_is_refused(
    do: Callable[[Path], object], path: Path, tmp_path: Path
) -> None:
    path.rename(tmp_path / LONG)
    with pytest.raises(errors.NotWritable, match=f"at most {LONGEST_NAME} bytes"):
        do(tmp_path / LONG)


def test_none_is_made_under_a_name_that_is_too_long(path: Path, tmp_path: Path) -> None:
    with pytest.raises(errors.NotWritable, match=f"at most {LONGEST_NAME} bytes"):
        Store.create(tmp_path / LONG, "Northwind")
    with pytest.raises(errors.NotWritable, match=f"at most {LONGEST_NAME} bytes"):
        save_copy(path, tmp_path / LONG)
    longest = tmp_path / ("x" * (LONGEST_NAME - 5) + ".srew")
    Store.create(longest, "Northwind").close()
    opened(longest)
