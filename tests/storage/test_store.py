"""Making and opening workspace files, and refusing what is none."""

from __future__ import annotations

import os
import random
import stat
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from tests.storage.raw import database, digest, holding
from workbench.actions import books
from workbench.content.yaml_tree import PackError
from workbench.domain.assessment import Answer, Workspace
from workbench.storage import errors
from workbench.storage.engine import make_engine
from workbench.storage.header import APPLICATION_ID, LATEST
from workbench.storage.store import Store
from workbench.storage.unit import Unit


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A closed workspace."""
    file = tmp_path / "client.srew"
    Store.create(file, "Tern Health").close()
    return file


def names(folder: Path) -> list[str]:
    return sorted(each.name for each in folder.iterdir())


def test_a_new_workspace_names_its_client(tmp_path: Path) -> None:
    file = tmp_path / "new folder" / "client.srew"
    with (
        Store.create(file, "Tern Health", "A hospital", workspace_id="w" * 32) as store,
        store.unit() as unit,
    ):
        found = unit.all(Workspace)
        assert found == [Workspace(id="w" * 32, version=1, client="Tern Health", about="A hospital")]
        assert [entry.label for entry in unit.history(Workspace, "w" * 32)] == ["New workspace"]
    assert names(file.parent) == ["client.srew"]


def test_ids_differ_from_workspace_to_workspace(tmp_path: Path) -> None:
    found: set[str] = set()
    for name in ("a", "b"):
        with Store.create(tmp_path / f"{name}.srew", "Tern Health") as store, store.unit() as unit:
            found.add(unit.all(Workspace)[0].id)
    assert len(found) == 2


@pytest.mark.skipif(sys.platform == "win32", reason="modes of POSIX")
def test_files_are_their_owners_alone(tmp_path: Path) -> None:
    old = os.umask(0o022)
    try:
        with Store.create(tmp_path / "client.srew", "Tern Health") as store, store.unit() as unit:
            unit.put(replace(unit.all(Workspace)[0], client="Other"))
            # The file itself, its journal while a transaction runs, the lock, and who has it open.
            assert names(tmp_path) == [
                ".client.srew.lock",
                ".client.srew.open",
                "client.srew",
                "client.srew-journal",
            ]
            for each in tmp_path.iterdir():
                assert stat.S_IMODE(each.stat().st_mode) == 0o600, each.name
    finally:
        os.umask(old)


def test_how_we_speak_to_sqlite(path: Path) -> None:
    wanted = {
        "foreign_keys": 1,
        "journal_mode": "delete",
        "synchronous": 3,
        "secure_delete": 1,
        "trusted_schema": 0,
        "cell_size_check": 1,
        "application_id": APPLICATION_ID,
        "user_version": LATEST,
        "busy_timeout": 3000,
    }
    engine = make_engine(path)
    with engine.connect() as connection:
        found = {name: connection.exec_driver_sql(f"PRAGMA {name}").scalar_one() for name in wanted}
    engine.dispose()
    assert found == wanted


def test_a_failing_first_content_leaves_no_file(tmp_path: Path) -> None:
    def fill(unit: Unit) -> None:
        unit.put(Workspace(id="x", client="Half"))
        raise KeyError("broken")

    with pytest.raises(KeyError):
        Store.create(tmp_path / "client.srew", "Tern Health", fill=fill)
    assert names(tmp_path) == []


def test_nothing_is_written_over(path: Path) -> None:
    before = digest(path)
    with pytest.raises(errors.StorageError, match="there already"):
        Store.create(path, "Another")
    assert digest(path) == before
    assert names(path.parent) == ["client.srew"]


def test_a_folder_that_cannot_be_made(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    with pytest.raises(errors.NotWritable, match="Choose another one"):
        Store.create(tmp_path / "file" / "client.srew", "Tern Health")


@pytest.mark.parametrize(
    ("content", "error", "words"),
    [
        (b"", errors.NotAWorkspace, "is empty"),
        (b"Dear all,", errors.NotAWorkspace, "not an SRE Workbench workspace"),
        (b"\x00" * 4096, errors.NotAWorkspace, "not an SRE Workbench workspace"),
        (b"SQLite format 3\x00", errors.NotAWorkspace, "not an SRE Workbench workspace"),
        (b"SQLite format 3\x00" + b"\x00" * 4080, errors.NotAWorkspace, "another program"),
        # Without its key a protected workspace is nothing but random bytes.
        (random.Random(1).randbytes(8192), errors.PassphraseNeeded, "is protected"),
        (random.Random(1).randbytes(2000), errors.NotAWorkspace, "not an SRE Workbench workspace"),
    ],
)
@pytest.mark.parametrize("writable", [True, False])
def test_what_is_no_workspace_is_left_as_it_is(
    content: bytes, error: type[Exception], words: str, writable: bool, tmp_path: Path
) -> None:
    file = tmp_path / "client.srew"
    file.write_bytes(content)
    with pytest.raises(error, match=words):
        Store.open(file, writable=writable)
    assert file.read_bytes() == content
    assert names(tmp_path) == ["client.srew"]


def test_a_missing_file_and_a_folder(tmp_path: Path) -> None:
    with pytest.raises(errors.WorkspaceMissing, match="Check the name"):
        Store.open(tmp_path / "none.srew")
    with pytest.raises(errors.NotAWorkspace, match="is a folder"):
        Store.open(tmp_path)
    assert names(tmp_path) == []


def test_a_database_of_another_program(tmp_path: Path) -> None:
    file = tmp_path / "photos.db"
    with database(file) as raw:
        raw.execute("CREATE TABLE photo (id INTEGER)")
    before = digest(file)
    with pytest.raises(errors.NotAWorkspace, match="another program"):
        Store.open(file)
    assert digest(file) == before


@pytest.mark.parametrize("writable", [True, False])
def test_a_newer_workspace_is_not_touched(writable: bool, path: Path) -> None:
    with database(path) as raw:
        raw.execute(f"PRAGMA user_version={LATEST + 1}")
    before = digest(path)
    with pytest.raises(errors.NewerWorkspace, match=f"format {LATEST + 1}, this one knows {LATEST}"):
        Store.open(path, writable=writable)
    assert digest(path) == before
    assert names(path.parent) == ["client.srew"]


def test_an_older_workspace_is_not_renewed_by_a_reader(path: Path) -> None:
    with database(path) as raw:
        raw.execute("PRAGMA user_version=0")
    before = digest(path)
    with pytest.raises(errors.StorageError, match="older format"):
        Store.open(path, writable=False)
    assert digest(path) == before


def test_a_workspace_without_a_client_is_damaged(path: Path) -> None:
    with database(path) as raw:
        raw.execute("DELETE FROM workspace")
    with pytest.raises(errors.DamagedWorkspace, match="names no client"):
        Store.open(path)


def test_a_reader_writes_nothing(path: Path) -> None:
    before = digest(path)
    with Store.open(path, writable=False) as store:
        with pytest.raises(errors.NotWritable), store.unit("Rename") as unit:
            unit.put(replace(unit.all(Workspace)[0], client="Other"))
        assert names(path.parent) == ["client.srew"]
    assert digest(path) == before


def test_one_program_at_a_time_writes(path: Path) -> None:
    with Store.open(path), pytest.raises(errors.WorkspaceLocked, match="open in another window"):
        Store.open(path)
    with Store.open(path):
        pass
    with holding("hold", path):
        before = digest(path)
        with pytest.raises(errors.WorkspaceLocked, match="open in another window"):
            Store.open(path)
        with Store.open(path, writable=False) as reader, reader.unit(writes=False) as unit:
            assert unit.count(Workspace) == 1
        assert digest(path) == before
    Store.open(path).close()


def test_a_lock_left_by_a_killed_program_does_not_count(path: Path) -> None:
    (path.parent / ".client.srew.lock").touch()
    Store.open(path).close()
    assert names(path.parent) == ["client.srew"]


def test_locked_by_another_program(path: Path) -> None:
    before = digest(path)
    with holding("begin", path):
        with pytest.raises(errors.WorkspaceLocked, match="held by another program"):
            Store.open(path)
        assert names(path.parent) == ["client.srew"]
    assert digest(path) == before
    Store.open(path).close()


def test_locked_while_it_is_open(path: Path) -> None:
    with Store.open(path) as store:
        with (
            holding("begin", path),
            pytest.raises(errors.WorkspaceLocked, match="nothing was changed"),
            store.unit() as unit,
        ):
            unit.put(replace(unit.all(Workspace)[0], client="Other"))
        with store.unit() as unit:
            assert unit.all(Workspace)[0].client == "Tern Health"
            unit.put(replace(unit.all(Workspace)[0], client="Other"))


@pytest.mark.parametrize("journal", [b"", b"\x00" * 512, b"\x00" * 8192])
def test_an_empty_journal_left_by_a_kill_is_cleared(journal: bytes, path: Path) -> None:
    (path.parent / "client.srew-journal").write_bytes(journal)
    Store.open(path).close()
    assert names(path.parent) == ["client.srew"]


def test_damage_never_ends_in_anything_but_our_own_errors(demo_template: Path, tmp_path: Path) -> None:
    """Blocks zeroed or filled with noise, and files cut short: read what can be read, or say so."""
    dice = random.Random(20261122)
    whole = demo_template.read_bytes()
    refused = 0
    for number in range(60):
        file = tmp_path / f"{number}.srew"
        data = bytearray(whole)
        if number % 3 == 0:
            del data[dice.randrange(1, len(data)) :]
        else:
            start = dice.randrange(100, len(data) - 4096)
            data[start : start + 4096] = bytes(4096) if number % 3 == 1 else dice.randbytes(4096)
        file.write_bytes(data)
        try:
            with Store.open(file) as store:
                for row in books.listing(store):
                    books.open_book(store, row.assessment.id)
        except (errors.StorageError, PackError):
            refused += 1
        assert names(tmp_path) == [file.name]
        file.unlink()
    assert refused > 10


def test_a_row_that_is_none_of_ours_is_named_as_damage(demo_file: Path) -> None:
    with database(demo_file) as raw:
        raw.execute("UPDATE answer SET state = 'shouted', value = NULL WHERE question = 'KPI-1'")
        raw.execute("UPDATE summary SET figures = '{'")
    with Store.open(demo_file) as store:
        with pytest.raises(errors.DamagedWorkspace, match="damaged answer"), store.unit(writes=False) as unit:
            unit.all(Answer)
        with pytest.raises(errors.DamagedWorkspace, match="damaged assessment"):
            books.listing(store)


@pytest.mark.system
def test_in_a_folder_that_cannot_be_written(path: Path, tmp_path: Path) -> None:
    """As root a mode proves nothing, so the folder is mounted read-only."""
    place = tmp_path / "mounted"
    place.mkdir()
    subprocess.run(["mount", "--bind", str(path.parent), str(place)], check=True)
    try:
        subprocess.run(["mount", "-o", "remount,ro,bind", str(place)], check=True)
        before = digest(path)
        with pytest.raises(errors.NotWritable, match="cannot be written"):
            Store.open(place / "client.srew")
        with pytest.raises(errors.NotWritable, match="may write to"):
            Store.create(place / "new.srew", "Tern Health")
        with Store.open(place / "client.srew", writable=False) as store, store.unit(writes=False) as unit:
            assert unit.all(Workspace)[0].client == "Tern Health"
        assert digest(path) == before
    finally:
        subprocess.run(["umount", str(place)], check=True)
