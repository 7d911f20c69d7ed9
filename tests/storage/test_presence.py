"""A workspace that is moved, deleted or replaced while it is open: nothing is saved beside it, and a copy holds what is open."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from tests.storage.raw import database, digest
from workbench.domain.assessment import Workspace
from workbench.domain.key import Key, new_key
from workbench.storage import errors
from workbench.storage.places import HOME_VARIABLE
from workbench.storage.store import Store


@pytest.fixture
def path(tmp_path: Path, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv(HOME_VARIABLE, str(tmp_path_factory.mktemp("own")))
    folder = tmp_path / "there"
    folder.mkdir()
    Store.create(folder / "client.srew", "Lumen Freight").close()
    return folder / "client.srew"


def call(store: Store, client: str) -> None:
    with store.unit("Name") as unit:
        unit.put(replace(unit.all(Workspace)[0], client=client))


def client_of(path: Path, key: Key | None = None) -> str:
    with Store.open(path, checked=True, key=key) as store, store.unit(writes=False) as unit:
        return unit.all(Workspace)[0].client


def delete(path: Path) -> None:
    path.unlink()


def move_folder(path: Path) -> None:
    path.parent.rename(path.parent.with_name("moved"))


def remove_folder(path: Path) -> None:
    shutil.rmtree(path.parent)


def replace_by_older(path: Path) -> None:
    os.replace(path.with_name("older.srew"), path)


def replace_by_another(path: Path) -> None:
    other = path.with_name("other.srew")
    Store.create(other, "Somebody else").close()
    os.replace(other, path)


GONE, REPLACED = "any more: it was moved or deleted", "Another file was put in the place of 'client.srew'"


@pytest.mark.parametrize(
    ("happens", "said"),
    [
        (delete, GONE),
        (move_folder, GONE),
        (remove_folder, GONE),
        (replace_by_older, REPLACED),
        (replace_by_another, REPLACED),
    ],
)
def test_nothing_is_saved_and_a_copy_holds_what_was_saved_before(
    happens: Callable[[Path], None], said: str, path: Path, tmp_path: Path
) -> None:
    shutil.copy(path, path.with_name("older.srew"))
    goal = tmp_path / "copy.srew"
    with Store.open(path) as store:
        call(store, "Saved before")
        happens(path)
        before = digest(path) if path.exists() else None
        with pytest.raises(errors.WorkspaceGone, match=said):
            call(store, "Too late")
        store.save_copy(goal)
        assert (digest(path) if path.exists() else None) == before
    assert client_of(goal) == "Saved before"


def test_a_copy_of_a_protected_one_that_is_gone_is_under_the_same_key(path: Path, tmp_path: Path) -> None:
    key, goal = new_key("otter lamp gravel café"), tmp_path / "copy.srew"
    with Store.open(path) as store:
        call(store, "Saved before")
        store.protect(key)
        replace_by_another(path)
        store.save_copy(goal)
    assert b"Saved before" not in goal.read_bytes()
    with pytest.raises(errors.PassphraseNeeded):
        Store.open(goal)
    assert client_of(goal, key) == "Saved before"


def test_what_is_only_read_is_copied_as_it_was_opened(path: Path, tmp_path: Path) -> None:
    goal = tmp_path / "copy.srew"
    with Store.open(path, writable=False) as store:
        replace_by_another(path)
        store.save_copy(goal)
    assert client_of(goal) == "Lumen Freight"


def test_another_file_is_not_put_under_a_passphrase(path: Path) -> None:
    with Store.open(path) as store:
        replace_by_another(path)
        before = digest(path)
        with pytest.raises(errors.WorkspaceGone, match=REPLACED):
            store.protect(new_key("otter lamp gravel café"))
    assert digest(path) == before


def test_what_comes_back_to_its_place_is_saved_in_again(path: Path) -> None:
    moved = path.with_name("moved.srew")
    with Store.open(path) as store:
        path.rename(moved)
        with pytest.raises(errors.WorkspaceGone):
            call(store, "Too late")
        moved.rename(path)
        call(store, "In time")
    assert client_of(path) == "In time"


def test_no_connection_is_made_to_another_file(path: Path, tmp_path: Path) -> None:
    """After damage was found nothing is open but the name, which says nothing of what lies there."""
    with Store.open(path) as store:
        with database(path) as raw:
            raw.execute("UPDATE workspace SET client = CAST(x'ff' AS TEXT)")
        with pytest.raises(errors.DamagedWorkspace), store.unit(writes=False) as unit:
            unit.all(Workspace)
        replace_by_another(path)
        with pytest.raises(errors.WorkspaceGone, match=REPLACED), store.unit(writes=False) as unit:
            unit.all(Workspace)
        with pytest.raises(errors.WorkspaceGone, match="cannot be read: no copy was made"):
            store.save_copy(tmp_path / "copy.srew")
    assert [each.name for each in tmp_path.iterdir()] == ["there"]


def test_what_cannot_be_read_any_more_is_said_so(path: Path, tmp_path: Path) -> None:
    """As on a drive that was pulled out: what is open has lost its pages."""
    with Store.open(path) as store, path.open("rb+") as file:
        path.unlink()
        file.truncate(4096)
        with pytest.raises(errors.WorkspaceGone, match="cannot be read: no copy was made"):
            store.save_copy(tmp_path / "copy.srew")
    assert [each.name for each in tmp_path.iterdir()] == ["there"]
