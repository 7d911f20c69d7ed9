"""F10 to F12: empty, missing and foreign files, journals of something else, every format there was, and those to come."""

from __future__ import annotations

import datetime as dt
import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from tests.reliability.checker import Lost, check_backups, check_workspace
from tests.reliability.conftest import Tally
from tests.reliability.extent import spread
from tests.reliability.operations import (
    DATABASES,
    RECOVER,
    STEPS,
    base,
    holds_steps,
    is_sentence,
    workspace,
)
from tests.storage.raw import database, digest
from tests.storage.steps import step
from workbench.actions.edit import perform
from workbench.domain.assessment import Workspace
from workbench.storage import backups, errors
from workbench.storage.checking import check_file
from workbench.storage.header import APPLICATION_ID, LATEST
from workbench.storage.places import HOME_VARIABLE
from workbench.storage.salvage import salvage
from workbench.storage.store import Store

SEED = 20261123
NOW = dt.datetime(2026, 11, 23, tzinfo=dt.UTC)


@pytest.fixture
def path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A workspace with some steps in it."""
    monkeypatch.setenv(HOME_VARIABLE, str(tmp_path / "case" / "home"))
    base(tmp_path / "case")
    return workspace(tmp_path / "case")


# --- F10 ------------------------------------------------------------------------------------------


@pytest.mark.fault("F10")
@pytest.mark.parametrize("size", [0, 1, 99, 100, 4096], ids=lambda size: f"{size} zeros")
def test_a_file_with_nothing_in_it_opens_as_nothing(path: Path, size: int) -> None:
    path.write_bytes(bytes(size))
    for writable in (True, False):
        with pytest.raises(errors.NotAWorkspace):
            Store.open(path, writable=writable)
    with pytest.raises(errors.NotAWorkspace):
        check_file(path)
    assert path.read_bytes() == bytes(size)


@pytest.mark.fault("F10")
def test_a_file_that_is_gone_is_not_made_anew(path: Path) -> None:
    path.unlink()
    for writable in (True, False):
        with pytest.raises(errors.WorkspaceMissing):
            Store.open(path, writable=writable)
    assert list(path.parent.iterdir()) == []
    assert backups.last_known_at(path) != "", "its backups are still found"


@pytest.mark.fault("F10")
def test_a_header_alone_is_damage(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:100])
    with pytest.raises(errors.DamagedWorkspace):
        Store.open(path)
    assert not check_file(path).sound


# --- F11 ------------------------------------------------------------------------------------------


def journal_of(path: Path) -> Path:
    return path.with_name(f"{path.name}-journal")


@pytest.fixture
def cut_off(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A workspace in the middle of a save, with the journal that takes it back."""
    monkeypatch.setenv(HOME_VARIABLE, str(tmp_path / "cut" / "home"))
    RECOVER.lay_out(tmp_path / "cut")
    return workspace(tmp_path / "cut")


@pytest.mark.fault("F11")
def test_without_its_journal_half_a_save_is_found(cut_off: Path) -> None:
    journal_of(cut_off).unlink()
    before = digest(cut_off)
    assert not check_file(cut_off).sound
    with pytest.raises(errors.DamagedWorkspace):
        backups.make(cut_off, "opened", NOW)
    assert digest(cut_off) == before


@pytest.mark.fault("F11")
def test_a_journal_cut_short_is_found_or_takes_the_save_back(cut_off: Path, tally: Tally) -> None:
    data, journal = cut_off.read_bytes(), journal_of(cut_off).read_bytes()
    for size in spread(range(0, len(journal), 512), 12):
        cut_off.write_bytes(data)
        journal_of(cut_off).write_bytes(journal[:size])
        sound = check_file(cut_off).sound
        assert cut_off.read_bytes() == data
        if sound:
            check_workspace(cut_off, holds_steps(STEPS - 1), why=size)
        tally.case()


@pytest.mark.fault("F11")
@pytest.mark.parametrize("made", ["of another workspace", "of an earlier day"])
def test_the_journal_of_something_else_is_not_played_back(
    cut_off: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, made: str
) -> None:
    """Somebody put a file in the place of one that was cut off; SQLite alone would write the old pages into it."""
    journal = journal_of(cut_off).read_bytes()
    if made == "of another workspace":
        base(tmp_path / "other")
        path = workspace(tmp_path / "other")
        with Store.open(path) as store:
            for number in range(STEPS, STEPS + 5):
                perform(store, step(number))
    else:
        # The backup, which holds no step yet, copied over the file by hand.
        path = backups.backups_of(backups.workspace_id_of(cut_off))[-1].path
        path = Path(shutil.copy(path, tmp_path / "client.srew"))
    journal_of(path).write_bytes(journal)
    before = digest(path)
    with pytest.raises(errors.DamagedWorkspace) as refused:
        Store.open(path)
    assert is_sentence(str(refused.value))
    assert digest(path) == before
    assert journal_of(path).read_bytes() == journal
    journal_of(path).unlink()
    assert check_file(path).sound


@pytest.mark.fault("F11")
def test_a_new_workspace_is_not_made_beside_an_old_journal(cut_off: Path) -> None:
    cut_off.unlink()
    before = digest(journal_of(cut_off))
    with pytest.raises(errors.StorageError, match="journal") as refused:
        Store.create(cut_off, "Tern Health")
    assert is_sentence(str(refused.value))
    assert not cut_off.exists()
    assert digest(journal_of(cut_off)) == before


@pytest.mark.fault("F11")
@pytest.mark.parametrize(
    "content", [b"", bytes(512), b"\xd9\xd5\x05\xf9\x20\xa1\x63\xd7" + bytes(504), b"noise" * 1000]
)
def test_a_journal_that_says_nothing_does_no_harm(path: Path, content: bytes) -> None:
    journal_of(path).write_bytes(content)
    check_workspace(path, holds_steps(STEPS - 1))


# --- F12 ------------------------------------------------------------------------------------------


@pytest.mark.fault("F12")
@pytest.mark.parametrize("number", range(1, LATEST + 1))
def test_every_format_opens_and_takes_saves(number: int, tmp_path: Path) -> None:
    path = Path(shutil.copy(DATABASES / f"v{number:04}.srew", tmp_path / "client.srew"))
    with Store.open(path) as store, store.unit() as unit:
        unit.put(replace(unit.all(Workspace)[0], about="saved in the newest format"))

    def holds(store: Store) -> None:
        with store.unit(writes=False) as unit:
            if unit.all(Workspace)[0].about != "saved in the newest format":
                raise Lost("the save is gone")

    check_workspace(path, holds)
    check_backups(path, int(number < LATEST))


@pytest.mark.fault("F12")
@pytest.mark.parametrize("version", [LATEST + 1, LATEST + 100, 2**31 - 1])
def test_a_newer_format_is_left_as_it_is(path: Path, version: int) -> None:
    with database(path) as raw:
        raw.execute(f"PRAGMA user_version={version}")
    before = digest(path)
    for attempt in (
        lambda: Store.open(path),
        lambda: Store.open(path, writable=False),
        lambda: check_file(path),
        lambda: salvage(path, path.with_name("saved.srew")),
    ):
        with pytest.raises(errors.NewerWorkspace):
            attempt()
    assert digest(path) == before
    assert [each.name for each in path.parent.iterdir()] == [path.name]


@pytest.mark.fault("F12")
@pytest.mark.parametrize("application", [0, 1, APPLICATION_ID + 1])
def test_somebody_elses_is_left_as_it_is(path: Path, application: int) -> None:
    with database(path) as raw:
        raw.execute(f"PRAGMA application_id={application}")
    before = digest(path)
    with pytest.raises(errors.NotAWorkspace):
        Store.open(path)
    assert digest(path) == before


@pytest.mark.fault("F12")
def test_a_format_below_zero_is_no_format(path: Path) -> None:
    with database(path) as raw:
        raw.execute("PRAGMA user_version=-3")
    before = digest(path)
    with pytest.raises(errors.StorageError):
        Store.open(path)
    assert digest(path) == before
