"""H14: a workspace somebody prepared: nothing in it runs, nothing else is opened, and what is refused stays as it was."""

from __future__ import annotations

import datetime as dt
import shutil
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest

from tests.reliability.conftest import Tally
from tests.storage.raw import database, digest
from workbench.storage import backups, errors, listing
from workbench.storage.checking import check_file
from workbench.storage.salvage import salvage
from workbench.storage.store import Store

FOREIGN = (
    "CREATE TRIGGER evil AFTER INSERT ON answer BEGIN DELETE FROM respondent; END",
    "CREATE TRIGGER evil BEFORE UPDATE ON workspace BEGIN SELECT RAISE(IGNORE); END",
    "CREATE TRIGGER evil AFTER INSERT ON history BEGIN DELETE FROM history; END",
    "CREATE VIEW evil AS SELECT * FROM respondent",
    "CREATE VIEW evil AS WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT i FROM n",
    "CREATE TABLE evil (a TEXT)",
    "CREATE TABLE evil (a TEXT, b TEXT GENERATED ALWAYS AS (hex(zeroblob(1000000))) VIRTUAL)",
    "CREATE TABLE evil (a TEXT CHECK (length(a) < 9))",
    "CREATE TABLE evil (a TEXT DEFAULT (randomblob(9)))",
    'CREATE TABLE "evil\'; DROP TABLE answer; --" (a TEXT)',
    'CREATE TABLE "main.sqlite_master " (a TEXT)',
    "CREATE VIRTUAL TABLE evil USING fts5(a)",
    "CREATE VIRTUAL TABLE evil USING rtree(id, a, b)",
    "ALTER TABLE answer RENAME TO evil",
    "DROP TABLE vote",
)
SQL = (
    ("UPDATE sqlite_master SET sql = 'CREATE TABLE answer (id, id)' WHERE name = 'answer'"),
    ("UPDATE sqlite_master SET sql = 'nonsense' WHERE name = 'answer'"),
    ("UPDATE sqlite_master SET rootpage = 1 WHERE name = 'answer'"),
    ("UPDATE sqlite_master SET rootpage = 999999 WHERE name = 'answer'"),
    ("UPDATE sqlite_master SET name = 'x' WHERE name = 'answer'"),
    ("INSERT INTO sqlite_master VALUES ('table', 'evil', 'evil', 0, 'CREATE VIRTUAL TABLE evil USING csv(filename=''/etc/passwd'')')"),
    ("INSERT INTO sqlite_master VALUES ('trigger', 'evil', 'answer', 0, 'CREATE TRIGGER evil AFTER INSERT ON answer BEGIN SELECT 1; END')"),
)  # fmt: skip


def refusal_of(do: Callable[[], object]) -> str:
    """The sentence something is refused with; '' where it is not."""
    try:
        do()
    except errors.StorageError as problem:
        return str(problem)
    return ""


def refused(path: Path) -> None:
    """Held to: a typed sentence with the file's name, and the bytes as they were; and a check that says so as well."""
    before = digest(path)
    with pytest.raises(errors.StorageError) as caught:
        Store.open(path, checked=True).close()
    assert path.name in str(caught.value)
    assert digest(path) == before
    said = refusal_of(lambda: check_file(path))
    assert path.name in said if said else not check_file(path).sound
    assert digest(path) == before
    left = {each.name for each in path.parent.iterdir() if not each.name.startswith(".")}
    assert left - {"home"} == {path.name}


@pytest.mark.fault("H14")
@pytest.mark.parametrize("statement", FOREIGN, ids=range(len(FOREIGN)))
def test_what_is_not_ours_is_refused(statement: str, demo_file: Path) -> None:
    with database(demo_file) as raw:
        raw.execute(statement)
    refused(demo_file)


@pytest.mark.fault("H14")
@pytest.mark.parametrize("table", ["history", "workspace", "assessment", "invitation", "answer", "blob"])
def test_a_view_without_end_in_the_place_of_a_table_holds_nobody(table: str, demo_file: Path) -> None:
    with database(demo_file) as raw:
        raw.execute("PRAGMA legacy_alter_table=ON")
        raw.execute(f"ALTER TABLE {table} RENAME TO evil")
        columns = ", ".join(f"evil.{row[1]}" for row in raw.execute("PRAGMA table_info(evil)"))
        endless = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n)"
        raw.execute(f"CREATE VIEW {table} AS {endless} SELECT {columns} FROM evil, n WHERE n.i < 0")
    refused(demo_file)
    # Also what looks before anything was checked.
    glanced = listing.glance(demo_file)
    assert glanced is None or table in ("answer", "blob")
    before = digest(demo_file)
    with suppress(errors.StorageError):
        backups.workspace_id_of(demo_file)
    with pytest.raises(errors.StorageError):
        backups.make(demo_file, "by-hand", dt.datetime(2026, 11, 23, tzinfo=dt.UTC))
    with suppress(errors.StorageError):
        salvage(demo_file, demo_file.with_name("saved.srew"))
    assert digest(demo_file) == before


@pytest.mark.fault("H14")
@pytest.mark.parametrize("statement", SQL, ids=range(len(SQL)))
def test_a_schema_written_by_hand_is_refused(statement: str, demo_file: Path) -> None:
    with database(demo_file) as raw:
        raw.execute("PRAGMA writable_schema=ON")
        raw.execute(statement)
    refused(demo_file)


@pytest.mark.fault("H14")
def test_a_schema_without_end_is_refused(demo_file: Path) -> None:
    with database(demo_file) as raw:
        raw.execute("BEGIN")
        for number in range(3_000):
            raw.execute(f"CREATE TABLE evil{number} (a TEXT)")
        raw.execute("COMMIT")
    refused(demo_file)


@pytest.mark.fault("H14")
def test_a_row_without_end_is_refused_or_read(demo_file: Path) -> None:
    """A text of 100 MB where a title is: the file is as it says it is, or it is damaged; the program stays."""
    with database(demo_file) as raw:
        raw.execute("UPDATE obstacle SET title = printf('%.*c', 100000000, 'x') WHERE rowid = 1")
    assert not check_file(demo_file).sound


@pytest.mark.fault("H14")
@pytest.mark.parametrize("number", [0, 1, 0x7FFFFFFF, 0xFFFFFFFF])
def test_a_header_that_lies_is_refused_or_means_nothing(
    number: int, demo_file: Path, tmp_path: Path, tally: Tally
) -> None:
    (tmp_path / "copy").mkdir()
    for at in (16, 18, 28, 32, 36, 44, 52, 56, 60, 68):
        copy = Path(shutil.copy(demo_file, tmp_path / "copy" / f"at{at}.srew"))
        data = bytearray(copy.read_bytes())
        data[at : at + 4] = number.to_bytes(4, "big")
        copy.write_bytes(data)
        said = refusal_of(lambda copy=copy: Store.open(copy, checked=True).close())
        if said:
            assert copy.name in said
            assert copy.read_bytes() == data, at
        else:
            # What SQLite holds for no matter: everything is there, to the row.
            assert check_file(copy).findings == ()
        tally.case()
