"""Workspaces under a passphrase: nobody reads them without it, and whoever has it is told the truth about their file."""

from __future__ import annotations

import datetime as dt
import os
import shutil
import stat
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from sqlcipher3 import dbapi2

from tests.actions.content import content
from tests.conftest import DEMO_DAY
from tests.storage.raw import digest
from workbench.actions import demo
from workbench.actions.protecting import protect
from workbench.domain.assessment import StoredPack, Workspace
from workbench.domain.key import Key, derive, new_key, recovery_lines, recovery_text
from workbench.storage import errors
from workbench.storage.backups import backups_of, look_into, make, restore
from workbench.storage.checking import check_file
from workbench.storage.cipher import is_protected, key_from, salt_of
from workbench.storage.files import CHECKED, draft_of
from workbench.storage.header import LATEST
from workbench.storage.listing import glance
from workbench.storage.places import HOME_VARIABLE
from workbench.storage.salvage import salvage
from workbench.storage.store import Store

NOW = dt.datetime(2026, 11, 23, 9, 0, tzinfo=dt.UTC)
W = demo.WORKSPACE_ID
CLIENT = "Larkfield Logistics"
PASSPHRASE = "otter lamp gravel – café"
OTHER = "nine quiet tractors sing"
PAGE = 4096


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Backups of this test alone."""
    monkeypatch.setenv(HOME_VARIABLE, str(tmp_path / "home"))
    return tmp_path / "home"


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Key]:
    """The demo under a passphrase, and its key; copy it, never open it."""
    path = tmp_path_factory.mktemp("protected") / "demo.srew"
    key = new_key(PASSPHRASE)
    with demo.create(path, DEMO_DAY) as store:
        store.protect(key)
    return path, key


@pytest.fixture
def protected(template: tuple[Path, Key], tmp_path: Path) -> Path:
    """A copy of it for this test alone, in a folder of its own."""
    (tmp_path / "alone").mkdir()
    return Path(shutil.copy(template[0], tmp_path / "alone" / "demo.srew"))


@pytest.fixture
def key(template: tuple[Path, Key]) -> Key:
    return template[1]


def damage(path: Path, at: int) -> None:
    data = bytearray(path.read_bytes())
    data[at] ^= 1
    path.write_bytes(data)


def test_what_a_kill_left_unprotected_goes_when_it_is_opened_next(tmp_path: Path) -> None:
    key = new_key("quattro cavalli verdi insieme")
    for name in ("client.srew", f"{'x' * 60}.srew"):
        path = tmp_path / name
        Store.create(path, "Lumen Freight", key=key).close()
        left = draft_of(path)
        left.write_bytes(b"Lumen Freight, readable")
        # Somebody else's file, of which this program knows no more than that it is being written.
        others = draft_of(path.with_name(f"{name[:-5]}.srew.copy.srew"))
        others.write_bytes(b"half")
        Store.open(path, key=key, writable=False).close()
        assert left.exists()
        Store.open(path, key=key).close()
        assert not left.exists()
        assert others.exists()
        others.unlink()


def test_the_format_is_standard_so_that_other_tools_open_it_with_the_passphrase(
    protected: Path, key: Key
) -> None:
    with Store.open(protected, key=key) as store:
        assert store.key == key
    driver: Any = dbapi2
    connection = driver.connect(str(protected))
    connection.execute(f"PRAGMA key = '{PASSPHRASE}'")
    assert connection.execute("SELECT client FROM workspace").fetchall() == [(CLIENT,)]
    assert connection.execute("PRAGMA cipher_integrity_check").fetchall() == []
    assert connection.execute("PRAGMA user_version").fetchone() == (LATEST,)
    connection.close()


def test_created_protected_it_is_so_from_the_first_byte_on(tmp_path: Path) -> None:
    path = tmp_path / "client.srew"
    key = Key(os.urandom(32), os.urandom(16))
    with Store.create(path, "Tern Health and Sons", key=key):
        assert is_protected(path)
        assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert path.read_bytes()[:16] == key.salt
    assert b"Tern Health" not in path.read_bytes()
    with Store.open(path, key=key) as store, store.unit(writes=False) as unit:
        assert unit.all(Workspace)[0].client == "Tern Health and Sons"


def test_without_a_key_and_with_a_wrong_one_nothing_is_said_to_be_damaged(protected: Path) -> None:
    before = digest(protected)
    for look in (
        Store.open,
        check_file,
        lambda path: salvage(path, path.with_name("new.srew")),
        look_into,
        lambda path: make(path, "by-hand", NOW),
    ):
        with pytest.raises(errors.PassphraseNeeded, match=r"'demo.srew' is protected"):
            look(protected)
    wrong = derive(OTHER, salt_of(protected))
    for writable in (True, False):
        with pytest.raises(errors.WrongPassphrase, match="neither the passphrase nor the recovery key"):
            Store.open(protected, writable=writable, key=wrong)
    with pytest.raises(errors.WrongPassphrase, match="put a backup in its place"):
        key_from(protected, OTHER)
    with pytest.raises(errors.WrongPassphrase):
        check_file(protected, wrong)
    assert glance(protected) is None
    assert digest(protected) == before
    assert [each.name for each in protected.parent.iterdir()] == ["demo.srew"]


def test_the_recovery_key_opens_it_and_a_typo_is_told(protected: Path, key: Key) -> None:
    lines = recovery_lines(key)
    assert key_from(protected, recovery_text(key).lower()) == key
    with Store.open(protected, key=key_from(protected, " ".join(lines))) as store:
        assert store.key == key
    lines[4] = ("A" if lines[4][0] != "A" else "B") + lines[4][1:]
    with pytest.raises(errors.WrongPassphrase, match="typo in line 5"):
        key_from(protected, "\n".join(lines))
    # A recovery key, but of another workspace.
    with pytest.raises(errors.WrongPassphrase, match="neither"):
        key_from(protected, recovery_text(Key(os.urandom(32), b"")))


def test_a_passphrase_that_looks_like_a_recovery_key_still_is_one(tmp_path: Path) -> None:
    passphrase = "ABCDEFGH" * 8
    path = tmp_path / "odd.srew"
    Store.create(path, "Tern Health", key=new_key(passphrase)).close()
    with Store.open(path, key=key_from(path, passphrase)) as store:
        assert store.key is not None


@pytest.mark.parametrize("page", [0, 1, 7, 100, -1])
def test_a_turned_bit_in_any_page_is_damage_and_no_wrong_passphrase(
    page: int, protected: Path, key: Key
) -> None:
    pages = protected.stat().st_size // PAGE
    # Behind the salt, since that is what a wrong key cannot be told from.
    damage(protected, page % pages * PAGE + 500)
    health = check_file(protected, key)
    assert not health.sound
    if page == 0:
        with pytest.raises(errors.DamagedWorkspace, match="is damaged"):
            Store.open(protected, key=key)
        assert key_from(protected, PASSPHRASE) == key
    else:
        assert "1 page of the file cannot be proved" in health.findings[0]


def test_every_single_page_is_proved(protected: Path, key: Key) -> None:
    whole = protected.read_bytes()
    for page in range(0, len(whole) // PAGE, 13):
        protected.write_bytes(whole)
        damage(protected, page * PAGE + 16 + page * 29 % (PAGE - 16))
        assert not check_file(protected, key).sound, page


def test_a_file_that_was_cut_off_is_known_by_its_key(protected: Path, key: Key) -> None:
    protected.write_bytes(protected.read_bytes()[: -40 * PAGE - 700])
    with pytest.raises(errors.PassphraseNeeded):
        Store.open(protected)
    assert not check_file(protected, key).sound


@pytest.mark.parametrize("goal", ["other", "none", "same again"])
def test_changing_the_protection_changes_nothing_else(goal: str, protected: Path, key: Key) -> None:
    with Store.open(protected, key=key) as store:
        before = content(store)
        done = protect(store, PASSPHRASE, {"other": OTHER, "none": "", "same again": PASSPHRASE}[goal], NOW)
        assert store.key == done.key
        assert content(store) == before
        assert stat.S_IMODE(protected.stat().st_mode) == 0o600
    assert [each.name for each in protected.parent.iterdir()] == ["demo.srew"]
    assert check_file(protected, done.key).sound
    with Store.open(protected, key=done.key) as store:
        assert content(store) == before
    if done.key is None:
        assert not is_protected(protected)
    else:
        assert done.key != key, "another salt, so another key"
        with pytest.raises(errors.WrongPassphrase):
            Store.open(protected, key=key)


def test_the_one_there_is_must_be_known_to_change_it(protected: Path, key: Key) -> None:
    with Store.open(protected, key=key) as store:
        before = digest(protected)
        with pytest.raises(errors.WrongPassphrase):
            protect(store, OTHER, "a third one entirely", NOW)
        with pytest.raises(ValueError, match="at least 12"):
            protect(store, PASSPHRASE, "short", NOW)
        assert store.key == key
        assert digest(protected) == before


def test_an_unsound_workspace_is_not_written_anew(demo_file: Path) -> None:
    from tests.storage.raw import database

    with database(demo_file) as raw:
        raw.execute("UPDATE answer SET note = 'somebody else' WHERE rowid = 3")
    before = digest(demo_file)
    with Store.open(demo_file) as store:
        with pytest.raises(errors.DamagedWorkspace, match="left as it is"):
            store.protect(Key(os.urandom(32), os.urandom(16)))
        with store.unit(writes=False) as unit:
            assert unit.all(Workspace)
    assert digest(demo_file) == before
    assert not list(demo_file.parent.glob(".*"))


def test_locked_it_is_let_go_of_and_unlocked_it_goes_on(protected: Path, key: Key) -> None:
    store = Store.open(protected, key=key)
    before = content(store)
    store.lock()
    assert store.key is None
    assert [each.name for each in protected.parent.iterdir()] == ["demo.srew"]
    with pytest.raises(errors.PassphraseNeeded, match="Unlock it"), store.unit():
        pass
    with pytest.raises(errors.WrongPassphrase):
        store.unlock(derive(OTHER, key.salt))
    assert store.unlock(key)
    assert content(store) == before
    store.lock()
    with Store.open(protected, key=key) as other, other.unit("Meanwhile") as unit:
        unit.put(unit.all(Workspace)[0])
    assert not store.unlock(key), "somebody else wrote into it"
    store.close()


def test_backups_are_under_the_same_key_and_put_back(protected: Path, key: Key, home: Path) -> None:
    with Store.open(protected, key=key) as store:
        wanted = content(store)
        made = make(protected, "by-hand", NOW, store.key)
        assert made is not None
        assert made.protected
        assert make(protected, "by-hand", NOW, store.key) is None
    assert CLIENT.encode() not in b"".join(each.read_bytes() for each in home.rglob("*") if each.is_file())
    health, found = look_into(made.path, key)
    assert (health.sound, found.client) == (True, CLIENT)
    damage(protected, 5 * PAGE + 99)
    restore(made.path, protected, key)
    with Store.open(protected, key=key_from(protected, PASSPHRASE)) as store:
        assert content(store) == wanted


def test_a_backup_under_an_earlier_passphrase_asks_for_that_one(protected: Path, key: Key) -> None:
    old = make(protected, "by-hand", NOW, key)
    assert old is not None
    with Store.open(protected, key=key) as store:
        new = protect(store, PASSPHRASE, OTHER, NOW).key
        second = make(protected, "by-hand", NOW, new)
    assert second is not None, "the one under the earlier passphrase does not stand for it"
    with pytest.raises(errors.WrongPassphrase):
        look_into(old.path, new)
    with pytest.raises(errors.WrongPassphrase):
        restore(old.path, protected, new)
    assert key_from(old.path, PASSPHRASE) == key
    restore(old.path, protected, key)
    with Store.open(protected, key=key):
        pass


def test_open_backups_are_removed_on_request_and_only_once_there_is_a_closed_one(demo_file: Path) -> None:
    with Store.open(demo_file) as store:
        assert make(demo_file, "by-hand", NOW) is not None
        left = protect(store, "", PASSPHRASE, NOW)
        assert (left.left, left.removed) == (1, 0)
        assert [each.protected for each in backups_of(W)] == [False]
        again = protect(store, PASSPHRASE, OTHER, NOW, remove_old=True)
        assert again.removed == 1
        assert again.key is not None
        assert [each.protected for each in backups_of(W)] == [True]
        assert look_into(backups_of(W)[0].path, again.key)[0].sound


def test_salvaged_from_a_damaged_one_it_is_protected_just_the_same(
    protected: Path, key: Key, tmp_path: Path
) -> None:
    damage(protected, 30 * PAGE + 99)
    goal = tmp_path / "saved.srew"
    saved = salvage(protected, goal, key)
    assert sum(saved.kept.values()) > 100
    assert is_protected(goal)
    assert check_file(goal, key_from(goal, PASSPHRASE)).sound


def test_one_broken_page_costs_what_was_on_it_and_nothing_else(
    protected: Path, key: Key, tmp_path: Path, pack_source: str
) -> None:
    """SQLCipher's own connection reads nothing any more after one page that does not prove itself."""
    good = protected.read_bytes()
    pages = len(good) // PAGE
    whole = sum(salvage(protected, tmp_path / "whole.srew", key).kept.values())
    refused: list[int] = []
    for page in range(2, pages, pages // 6):
        protected.write_bytes(good)
        damage(protected, page * PAGE + 99)
        goal = tmp_path / f"{page}.srew"
        try:
            saved = salvage(protected, goal, key, [pack_source])
        except errors.DamagedWorkspace:
            # A page of the schema, without which no table is known.
            refused.append(page)
            continue
        # The history has what is gone from a table; what hangs on it is there as well.
        assert sum(saved.kept.values()) > 0.8 * whole, page
        goal.unlink()
    assert len(refused) <= 1


def test_after_a_broken_page_was_read_the_others_are_read_and_saved_still(protected: Path, key: Key) -> None:
    with Store.open(protected, key=key) as store, store.unit(writes=False) as unit:
        root = unit.connection.exec_driver_sql(
            "SELECT rootpage FROM sqlite_master WHERE name = 'pack'"
        ).scalar_one()
    damage(protected, (root - 1) * PAGE + 99)
    with Store.open(protected, key=key) as store:
        with pytest.raises(errors.DamagedWorkspace), store.unit(writes=False) as unit:
            unit.all(StoredPack)
        with store.unit("Rename") as unit:
            unit.put(replace(unit.all(Workspace)[0], client="Tern Health"))
        with store.unit(writes=False) as unit:
            assert unit.all(Workspace)[0].client == "Tern Health"


def test_what_would_not_be_known_as_protected_is_refused(protected: Path, key: Key, tmp_path: Path) -> None:
    with Store.create(tmp_path / "client.bak", CLIENT) as store:
        before = digest(store.path)
        with pytest.raises(errors.StorageError, match=r"does not end in \.srew"):
            store.protect(new_key(PASSPHRASE))
        assert digest(store.path) == before
    with pytest.raises(errors.StorageError, match=r"does not end in \.srew"):
        salvage(protected, tmp_path / "saved.old", key)
    assert not (tmp_path / "saved.old").exists()


def test_what_a_killed_reader_left_behind_goes_when_it_is_protected(tmp_path: Path, home: Path) -> None:
    path = tmp_path / "client.srew"
    left = home / "data" / f"{CHECKED}left"
    with Store.create(path, CLIENT) as store:
        left.mkdir(parents=True)
        (left / ".in-use").touch()
        shutil.copy(path, left / path.name)
        protect(store, "", PASSPHRASE, NOW)
    assert not left.exists()


def test_an_older_protected_format_is_renewed_with_a_protected_copy_before(tmp_path: Path) -> None:
    from workbench.storage.protecting import rewritten

    oldest = Path(shutil.copy(Path(__file__).parents[1] / "databases" / "v0005.srew", tmp_path / "old.srew"))
    key = Key(os.urandom(32), os.urandom(16))
    with rewritten(oldest, None, key) as draft:
        os.replace(draft, oldest)
    assert is_protected(oldest)
    with Store.open(oldest, key=key) as store, store.unit(writes=False) as unit:
        workspace_id = unit.all(Workspace)[0].id
    copies = backups_of(workspace_id)
    assert [(each.reason, each.protected) for each in copies] == [("before-upgrade", True)]
    assert check_file(oldest, key).sound
