"""Damage is found, wherever it is, and what can be read is brought into a new workspace with a list of what is missing."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from tests.actions.content import content
from tests.exchange.packs import book_of
from tests.storage.raw import database, digest
from workbench.actions import demo, meetings
from workbench.actions.edit import perform
from workbench.domain.assessment import Workspace
from workbench.storage import errors
from workbench.storage.checking import check_file
from workbench.storage.salvage import salvage
from workbench.storage.store import Store

DATABASES = Path(__file__).parents[1] / "databases"


@pytest.mark.parametrize("name", sorted(each.name for each in DATABASES.glob("*.srew")))
def test_every_format_is_sound_before_and_after_it_is_renewed(name: str, tmp_path: Path) -> None:
    path = Path(shutil.copy(DATABASES / name, tmp_path / "client.srew"))
    assert check_file(path).findings == ()
    Store.open(path).close()
    health = check_file(path)
    assert (health.findings, health.rows > 10, health.lines > 10) == ((), True, True)


@pytest.mark.parametrize(
    ("harm", "said"),
    [
        ("UPDATE answer SET note = 'else' WHERE rowid = 5", "not what was written last"),
        ("UPDATE obstacle SET impact = 9 WHERE rowid = 1", "cannot be read"),
        ("DELETE FROM answer WHERE rowid = 5", "rows where there must be"),
        ("DELETE FROM history WHERE seq = 7", "The history lacks 1 of its"),
        ("UPDATE blob SET data = x'00'", "A kept file is damaged"),
        ("CREATE TRIGGER t AFTER INSERT ON answer BEGIN SELECT 1; END", "a trigger of somebody else's"),
        ("CREATE VIEW v AS SELECT 1", "a view of somebody else's"),
        ("CREATE TABLE t (x)", "a table of somebody else's"),
        ("DROP TABLE vote", "The table 'vote' is missing"),
    ],
)
def test_what_was_changed_behind_our_back_is_found(harm: str, said: str, demo_file: Path) -> None:
    with database(demo_file) as raw:
        raw.execute("PRAGMA foreign_keys=OFF")
        raw.execute("PRAGMA ignore_check_constraints=ON")
        if "blob" in harm:
            raw.execute("INSERT INTO blob VALUES ('aa', x'11')")
        raw.execute(harm)
    before = digest(demo_file)
    health = check_file(demo_file)
    assert not health.sound
    assert any(said in each for each in health.findings), health.findings
    assert digest(demo_file) == before


@pytest.mark.parametrize("side", ["before", "after"])
def test_a_letter_turned_in_an_older_line_of_the_history_is_found(side: str, demo_file: Path) -> None:
    with Store.open(demo_file) as store:
        for name in ("Kestrel", "Kestrel Pay", "Kestrel Payments"):
            with store.unit("Call the client") as unit:
                unit.put(replace(unit.all(Workspace)[0], client=name))
    assert check_file(demo_file).findings == ()
    with database(demo_file) as raw:
        harm = f"UPDATE history SET {side} = replace({side}, 'Kestrel Pay\"', 'Kestrel Pey\"')"
        assert raw.execute(f"{harm} WHERE {side} LIKE '%Kestrel Pay\"%'").rowcount == 1
    (found,) = check_file(demo_file).findings
    assert "does not follow from the line before it of the same 'workspace'" in found


@pytest.mark.parametrize("version", [0, 2, 5])
def test_a_head_that_tells_of_an_older_format_than_the_tables_is_found(version: int, demo_file: Path) -> None:
    with database(demo_file) as raw:
        raw.execute(f"PRAGMA user_version={version}")
    assert "its tables are those of format" in " ".join(check_file(demo_file).findings)
    before = digest(demo_file)
    with pytest.raises(errors.StorageError):
        Store.open(demo_file)
    assert digest(demo_file) == before


def test_a_clock_that_ran_without_a_line_of_history_is_no_damage(demo_file: Path) -> None:
    with Store.open(demo_file) as store:
        perform(store, meetings.add(demo.ASSESSMENT_ID, "Stage 1", entity_id="m" * 32))
        perform(store, meetings.spend("m" * 32, {"capability/OBS": 10}, noted=False))
    assert check_file(demo_file).findings == ()


def test_a_link_to_something_that_is_gone_is_found(demo_file: Path) -> None:
    with database(demo_file) as raw:
        raw.execute("PRAGMA foreign_keys=OFF")
        raw.execute("DELETE FROM respondent WHERE rowid = 1")
    assert any(
        "belong to a 'respondent' that is not there" in each for each in check_file(demo_file).findings
    )


def test_a_file_cut_short_or_emptied_is_told_from_a_good_one(demo_file: Path, tmp_path: Path) -> None:
    data = demo_file.read_bytes()
    for size in (0, 50, 100, 512, 4096, len(data) // 2, len(data) - 4096):
        path = tmp_path / "cut.srew"
        path.write_bytes(data[:size])
        if size < 100:
            with pytest.raises(errors.NotAWorkspace):
                check_file(path)
        else:
            assert not check_file(path).sound
        assert path.read_bytes() == data[:size]


def test_what_the_tables_lost_is_brought_back_from_the_history(demo_file: Path, tmp_path: Path) -> None:
    with Store.open(demo_file, writable=False) as store:
        wanted = content(store)
        lost = next(iter(book_of(store).answers_to("SPON-1").values()))
    with database(demo_file) as raw:
        raw.execute("PRAGMA foreign_keys=OFF")
        raw.execute("PRAGMA ignore_check_constraints=ON")
        raw.execute("DELETE FROM answer WHERE id = ?", (lost.id,))
        raw.execute("UPDATE obstacle SET impact = 9 WHERE rowid = 1")
    before = digest(demo_file)
    found = salvage(demo_file, tmp_path / "saved.srew")
    assert digest(demo_file) == before
    assert found.from_history == 2
    assert any("'obstacle' could not be read" in each for each in found.missing)
    with Store.open(tmp_path / "saved.srew", writable=False) as store:
        assert content(store) == wanted
    assert check_file(tmp_path / "saved.srew").sound


def test_broken_pages_cost_what_was_in_them_and_nothing_else(demo_file: Path, tmp_path: Path) -> None:
    with Store.open(demo_file, writable=False) as store:
        wanted = content(store)
    with database(demo_file) as raw:
        size = raw.execute("PRAGMA page_size").fetchone()[0]
        pages = demo_file.stat().st_size // size
    saved = 0
    for page in range(3, pages, max(1, pages // 12)):
        path = Path(shutil.copy(demo_file, tmp_path / f"{page}.srew"))
        with path.open("r+b") as file:
            file.seek(page * size)
            file.write(b"\xff" * size)
        try:
            found = salvage(path, tmp_path / f"{page}-saved.srew")
        except errors.DamagedWorkspace:
            continue
        saved += 1
        with Store.open(tmp_path / f"{page}-saved.srew", writable=False) as store:
            there = content(store)
        assert all(
            wanted[key] == value for key, value in there.items() if key in wanted and key[0] != "Workspace"
        )
        if len(there) < len(wanted):
            assert found.missing
    assert saved >= 6


def test_of_nothing_nothing_is_made(demo_file: Path, tmp_path: Path) -> None:
    data = demo_file.read_bytes()
    demo_file.write_bytes(data[:100] + b"\0" * (len(data) - 100))
    with pytest.raises(errors.DamagedWorkspace, match="restore a backup"):
        salvage(demo_file, tmp_path / "saved.srew")
    assert not (tmp_path / "saved.srew").exists()


def test_a_row_that_is_not_what_was_written_is_kept_and_named(demo_file: Path, tmp_path: Path) -> None:
    with database(demo_file) as raw:
        raw.execute("UPDATE answer SET note = 'another' WHERE rowid = 2")
    found = salvage(demo_file, tmp_path / "saved.srew")
    assert [each for each in found.missing if "is not what was written last" in each] == list(found.missing)
    assert len(found.missing) == 1
    with database(tmp_path / "saved.srew") as raw:
        assert raw.execute("SELECT count(*) FROM answer WHERE note = 'another'").fetchone()[0] == 1


def test_a_damaged_content_pack_is_taken_from_one_that_is_known_here(
    demo_file: Path, tmp_path: Path, pack_source: str
) -> None:
    with Store.open(demo_file, writable=False) as store:
        wanted = content(store)
    with database(demo_file) as raw:
        raw.execute("UPDATE pack SET source = replace(source, 'a', 'e')")
    found = salvage(demo_file, tmp_path / "saved.srew", packs=[pack_source])
    assert found.missing == ()
    with Store.open(tmp_path / "saved.srew", checked=True) as store:
        assert content(store) == wanted


def test_a_damaged_content_pack_that_nobody_knows_is_kept_as_it_can_be_read(
    demo_file: Path, tmp_path: Path
) -> None:
    with database(demo_file) as raw:
        raw.execute("UPDATE pack SET source = replace(source, 'Prevision', 'Prevosion')")
    found = salvage(demo_file, tmp_path / "saved.srew")
    assert [each for each in found.missing if "content pack is damaged" in each] == list(found.missing)
    with Store.open(tmp_path / "saved.srew", checked=True) as store:
        assert len(book_of(store).pack.questions) == 100
    with database(demo_file) as raw:
        raw.execute("UPDATE pack SET source = 'nothing that can be read'")
    with pytest.raises(errors.DamagedWorkspace, match="Add the pack it was made with"):
        salvage(demo_file, tmp_path / "again.srew")
    assert not (tmp_path / "again.srew").exists()
