"""Backups: known to be good, never over a good one, never thrown away by a wrong clock, and put back without losing anything."""

from __future__ import annotations

import datetime as dt
import os
import shutil
import stat
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.exchange.packs import book_of
from tests.reliability.harness import needs
from tests.reliability.operations import RECOVER, workspace
from tests.storage.raw import ROOT, database, digest
from workbench.actions import answers, demo
from workbench.actions.edit import Edit, perform, together
from workbench.actions.protecting import protect
from workbench.domain.assessment import Workspace
from workbench.storage import errors
from workbench.storage.backups import (
    DAYS,
    NEWEST,
    Backup,
    backups_of,
    folder_of,
    last_known_at,
    look_into,
    make,
    place_of,
    restore,
    set_aside,
    to_prune,
    turn,
)
from workbench.storage.checking import check_file
from workbench.storage.copying import save_copy
from workbench.storage.files import draft_of, journal_of
from workbench.storage.places import HOME_VARIABLE
from workbench.storage.store import Store

NOW = dt.datetime(2026, 11, 23, 9, 0, tzinfo=dt.UTC)
W = demo.WORKSPACE_ID
DATABASES = Path(__file__).parents[1] / "databases"


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv(HOME_VARIABLE, str(tmp_path / "home"))
    return tmp_path / "home"


def answer(path: Path, value: int) -> None:
    with Store.open(path) as store:
        who = book_of(store).people()[0].id
        perform(store, answers.rate(who, "REV-3", value))


def value(path: Path) -> int | None:
    with Store.open(path, writable=False) as store:
        book = book_of(store)
        found = book.answer(book.people()[0].id, "REV-3")
        return found.value if found else None


def test_a_backup_is_made_when_something_changed_and_holds_all_of_it(demo_file: Path) -> None:
    first = make(demo_file, "opened", NOW)
    assert first is not None
    assert (first.number, first.at, first.reason) == (1, NOW, "opened")
    assert check_file(first.path).sound
    assert make(demo_file, "scheduled", NOW) is None
    answer(demo_file, 4)
    second = make(demo_file, "scheduled", NOW)
    assert second is not None
    assert [each.number for each in backups_of(W)] == [2, 1]
    assert (value(second.path), value(first.path)) == (4, None)
    health, content = look_into(second.path)
    assert health.sound
    assert (content.client, len(content.assessments)) == ("Larkfield Logistics", 1)
    with database(demo_file) as raw:
        assert content.answers == raw.execute("SELECT count(*) FROM answer").fetchone()[0]


@pytest.mark.skipif(os.name == "nt", reason="modes of POSIX")
def test_a_backup_is_for_its_owner_alone_and_names_no_client(demo_file: Path) -> None:
    before = os.umask(0o022)
    try:
        made = make(demo_file, "opened", NOW)
    finally:
        os.umask(before)
    assert made is not None
    assert stat.S_IMODE(made.path.stat().st_mode) == 0o600
    assert stat.S_IMODE(folder_of(W).stat().st_mode) == 0o700
    assert "larkfield" not in str(made.path).lower()


def test_one_is_made_while_the_workspace_is_open(demo_file: Path) -> None:
    with Store.open(demo_file) as store:
        perform(store, answers.rate(book_of(store).people()[0].id, "REV-3", 2))
        made = make(demo_file, "scheduled", NOW)
        perform(store, answers.rate(book_of(store).people()[0].id, "REV-3", 5))
    assert made is not None
    assert value(made.path) == 2


def test_a_damaged_file_is_copied_over_nothing(demo_file: Path) -> None:
    good = make(demo_file, "opened", NOW)
    assert good is not None
    kept = digest(good.path)
    answer(demo_file, 3)
    with database(demo_file) as raw:
        raw.execute("UPDATE answer SET note = 'somebody else' WHERE rowid = 3")
    with pytest.raises(errors.DamagedWorkspace, match="was not copied, since it is not sound"):
        make(demo_file, "scheduled", NOW)
    assert [each.number for each in backups_of(W)] == [1]
    assert digest(good.path) == kept
    assert sorted(each.name for each in folder_of(W).glob("[!.]*")) == [good.path.name, "where"]


def test_a_wrong_clock_throws_nothing_away(demo_file: Path) -> None:
    clocks = [NOW, NOW + dt.timedelta(days=3650), NOW - dt.timedelta(days=400), NOW, NOW]
    for number, clock in enumerate(clocks):
        answer(demo_file, number + 1)
        assert make(demo_file, "opened", clock) is not None
    listed = backups_of(W)
    assert [each.number for each in listed] == [5, 4, 3, 2, 1]
    assert value(listed[0].path) == 5


def backup(number: int, day: int) -> Backup:
    at = dt.datetime(2026, 1, 1, 12, tzinfo=dt.UTC) + dt.timedelta(days=day)
    return Backup(Path(f"{number}"), number, at, "opened", 1)


def test_kept_are_the_newest_and_one_a_day_before() -> None:
    # Three a day for 40 days, the newest first.
    listed = [backup(120 - n, 40 - n // 3) for n in range(120)]
    gone = to_prune(listed)
    kept = [each for each in listed if each not in gone]
    assert len(kept) == NEWEST + DAYS
    assert kept[:NEWEST] == listed[:NEWEST]
    days = [each.at.date() for each in kept[NEWEST:]]
    assert len(set(days)) == DAYS


@given(st.lists(st.integers(-4000, 4000), max_size=80))
def test_whatever_the_clock_says_the_newest_stay_and_not_more_than_so_many(days: list[int]) -> None:
    listed = [backup(len(days) - n, day) for n, day in enumerate(days)]
    gone = to_prune(listed)
    kept = [each for each in listed if each not in gone]
    assert kept[:NEWEST] == listed[:NEWEST]
    assert len(kept) <= NEWEST + DAYS
    # A stretch of one day among the rest is thrown away only when there are enough of them.
    groups: list[list[Backup]] = []
    for each in listed[NEWEST:]:
        if groups and groups[-1][-1].at.date() == each.at.date():
            groups[-1].append(each)
        else:
            groups.append([each])
    assert kept[NEWEST:] == [group[0] for group in groups[:DAYS]]


def test_a_clock_that_begins_anew_with_every_start_does_not_make_one_day_of_many() -> None:
    # The battery on the board is empty: each of 15 mornings is 1 January 2015, and three copies are made on each.
    first = dt.datetime(2015, 1, 1, tzinfo=dt.UTC)
    made = [
        Backup(Path(f"{start}-{n}"), start * 3 + n, first + dt.timedelta(minutes=5 + 30 * n), "opened", 1)
        for start in range(15)
        for n in range(3)
    ]
    listed = made[::-1]
    gone = to_prune(listed)
    # The newest ten are three mornings and one copy; of the twelve others the last one is kept.
    assert [each.path.name for each in listed if each not in gone][NEWEST:] == [
        f"{start}-{2 if start < 11 else 1}" for start in range(11, -1, -1)
    ]


@given(st.lists(st.sampled_from("ab"), max_size=90))
def test_a_copy_elsewhere_pushes_nothing_of_the_others_out(places: list[str]) -> None:
    listed = [replace(backup(len(places) - n, 400 - n), place=place) for n, place in enumerate(places)]
    gone = to_prune(listed)
    for place in "ab":
        alone = [each for each in listed if each.place == place]
        assert [each for each in gone if each.place == place] == to_prune(alone) == alone[NEWEST + DAYS :]


def test_a_workspace_and_a_copy_of_it_keep_their_backups_apart(demo_file: Path, tmp_path: Path) -> None:
    copy = tmp_path / "elsewhere" / "copy.srew"
    answer(demo_file, 1)
    assert make(demo_file, "opened", NOW) is not None
    save_copy(demo_file, copy)
    for number in range(NEWEST + 3):
        answer(copy, (number + 1) % 5 + 1)
        assert make(copy, "scheduled", NOW + dt.timedelta(hours=number)) is not None
    # What the copy did is in none of its own, so that nothing new is made of the original.
    assert make(demo_file, "opened", NOW) is None
    mine = [each for each in backups_of(W) if each.place == place_of(demo_file)]
    assert [value(each.path) for each in mine] == [1]
    for path in (demo_file, copy):
        path.write_bytes(b"")
        assert last_known_at(path) == W


def test_another_workspace_in_the_place_of_one_is_the_one_known_there(demo_file: Path) -> None:
    assert make(demo_file, "opened", NOW) is not None
    demo_file.unlink()
    with Store.create(demo_file, "Somebody else", workspace_id="another"):
        pass
    assert make(demo_file, "opened", NOW) is not None
    assert last_known_at(demo_file) == "another"


def test_what_somebody_has_open_is_not_taken_from_them(demo_file: Path) -> None:
    made = make(demo_file, "opened", NOW)
    assert made is not None
    with Store.open(demo_file) as store:
        with pytest.raises(errors.WorkspaceLocked, match="open in another window"):
            restore(made.path, demo_file)
        perform(store, answers.rate(book_of(store).people()[0].id, "REV-3", 4))
    assert value(demo_file) == 4
    assert restore(made.path, demo_file) is not None
    assert sorted(each.name for each in demo_file.parent.glob(".*")) == []


def test_who_removes_backups_waits_for_one_that_is_being_made(demo_file: Path) -> None:
    with Store.open(demo_file) as store, ThreadPoolExecutor() as pool:
        with turn(W):
            made = pool.submit(make, demo_file, "scheduled", NOW)
            protected = pool.submit(protect, store, "", "quattro cavalli verdi insieme", NOW, remove_old=True)
            with pytest.raises(TimeoutError):
                made.result(timeout=0.5)
        made.result()
        assert protected.result().key is not None
    assert [each for each in backups_of(W) if not each.protected] == []


def test_put_back_it_leaves_what_was_there_beside_it_with_its_journal(demo_file: Path) -> None:
    made = make(demo_file, "opened", NOW)
    assert made is not None
    answer(demo_file, 5)
    journal = demo_file.with_name(f"{demo_file.name}-journal")
    journal.write_bytes(b"left over")
    there = digest(demo_file)
    aside = restore(made.path, demo_file)
    assert aside is not None
    assert digest(aside) == there
    assert aside.with_name(f"{aside.name}-journal").read_bytes() == b"left over"
    assert not journal.exists()
    assert value(demo_file) is None
    again = restore(made.path, demo_file)
    assert again is not None
    assert again.name.endswith("(set aside 2).srew")


def test_a_damaged_backup_is_not_put_back(demo_file: Path) -> None:
    made = make(demo_file, "opened", NOW)
    assert made is not None
    with made.path.open("r+b") as file:
        file.seek(60_000)
        file.write(b"\0" * 30_000)
    before = digest(demo_file)
    with pytest.raises(errors.DamagedWorkspace, match="nothing was changed"):
        restore(made.path, demo_file)
    assert digest(demo_file) == before
    assert sorted(each.name for each in demo_file.parent.iterdir() if each.name.endswith(".srew")) == [
        "demo.srew"
    ]


def test_a_workspace_that_is_gone_is_put_back(demo_file: Path) -> None:
    made = make(demo_file, "opened", NOW)
    assert made is not None
    demo_file.unlink()
    assert restore(made.path, demo_file) is None
    assert check_file(demo_file).sound
    assert set_aside(demo_file.with_name("none.srew")) is None


def test_every_backup_is_opened_and_is_what_was_there(demo_file: Path, tmp_path: Path) -> None:
    wanted: list[int] = []
    for number in (1, 2, 3, 4):
        answer(demo_file, number)
        assert make(demo_file, "opened", NOW) is not None
        wanted.insert(0, number)
    for each, number in zip(backups_of(W), wanted, strict=True):
        copy = Path(shutil.copy(each.path, tmp_path / f"{each.number}.srew"))
        assert check_file(copy).sound
        assert value(copy) == number


def test_before_a_file_is_renewed_it_is_copied_as_it_was(tmp_path: Path) -> None:
    path = Path(shutil.copy(DATABASES / "v0004.srew", tmp_path / "client.srew"))
    with Store.open(path) as store, store.unit(writes=False) as unit:
        workspace = unit.all(Workspace)[0].id
    kept = backups_of(workspace)
    assert [(each.number, each.reason) for each in kept] == [(1, "before-upgrade")]
    with database(kept[0].path) as raw:
        assert raw.execute("PRAGMA user_version").fetchone()[0] == 4
    restore(kept[0].path, path)
    assert check_file(path).sound
    # Renewed once more there is nothing new to copy.
    Store.open(path).close()
    assert len(backups_of(workspace)) == 1


def test_without_a_copy_nothing_is_renewed(tmp_path: Path) -> None:
    path = Path(shutil.copy(DATABASES / "v0004.srew", tmp_path / "client.srew"))
    with database(path) as raw:
        raw.execute("UPDATE answer SET note = 'somebody else'")
    before = digest(path)
    with pytest.raises(errors.DamagedWorkspace, match="was not copied"):
        Store.open(path)
    assert digest(path) == before
    shutil.rmtree(tmp_path / "home")
    (tmp_path / "home").write_text("no folder")
    good = Path(shutil.copy(DATABASES / "v0004.srew", tmp_path / "good.srew"))
    before = digest(good)
    with pytest.raises(errors.NotWritable, match="No backup"):
        Store.open(good)
    assert digest(good) == before


def test_a_save_that_was_cut_off_is_taken_back_in_the_copy_alone(demo_file: Path, tmp_path: Path) -> None:
    """A journal left behind by a kill: the file is copied as it was before that save, and is not written to."""
    with database(demo_file) as raw:
        raw.execute("PRAGMA journal_mode=DELETE")
        raw.execute("PRAGMA cache_size=1")
        raw.execute("BEGIN IMMEDIATE")
        raw.execute("UPDATE answer SET note = note || hex(randomblob(3000))")
        journal = demo_file.with_name(f"{demo_file.name}-journal")
        cut = tmp_path / "cut" / demo_file.name
        cut.parent.mkdir()
        shutil.copy(demo_file, cut)
        shutil.copy(journal, cut.with_name(journal.name))
        raw.execute("ROLLBACK")
    before, waiting = digest(cut), digest(cut.with_name(journal.name))
    assert before != digest(demo_file)
    assert check_file(cut).sound
    made = make(cut, "opened", NOW)
    assert made is not None
    assert check_file(made.path).sound
    assert (digest(cut), digest(cut.with_name(journal.name))) == (before, waiting)


def test_before_something_is_taken_in_it_is_copied_once(demo_file: Path) -> None:
    with Store.open(demo_file) as store:
        perform(store, Edit("Something from outside", lambda _unit: None, copied=True))
        perform(store, Edit("Something from outside", lambda _unit: None, copied=True))
        perform(store, together("Two", [Edit("Nothing", lambda _unit: None)]))
        assert [each.reason for each in backups_of(W)] == ["before-import"]
        perform(store, answers.rate(book_of(store).people()[0].id, "REV-3", 4))
        perform(store, together("Two", [Edit("One", lambda _unit: None, copied=True)]))
    assert [each.reason for each in backups_of(W)] == ["before-import", "before-import"]
    assert value(backups_of(W)[0].path) == 4


def test_where_no_copy_can_be_made_nothing_is_taken_in(demo_file: Path, home: Path) -> None:
    home.mkdir(exist_ok=True)
    (home / "data").write_text("no folder")
    with Store.open(demo_file) as store:
        who = book_of(store).people()[0].id
        edit = Edit("From outside", answers.rate(who, "REV-3", 4).do, copied=True)
        with pytest.raises(errors.NotWritable, match="No backup"):
            perform(store, edit)
        assert book_of(store).answer(who, "REV-3") is None


def test_what_a_kill_left_behind_is_swept_with_the_next_backup(demo_file: Path) -> None:
    assert make(demo_file, "opened", NOW) is not None
    stray, beside = draft_of(folder_of(W) / "stray"), draft_of(demo_file)
    for each in (stray, beside):
        each.write_bytes(b"half")
        os.utime(each, (1, 1))
    answer(demo_file, 2)
    assert make(demo_file, "scheduled", NOW) is not None
    assert not stray.exists()
    assert not beside.exists()


def test_a_copy_has_a_backup_of_its_own_and_a_moved_file_none_twice(demo_file: Path, tmp_path: Path) -> None:
    assert make(demo_file, "opened", NOW) is not None
    copy = Path(shutil.copy(demo_file, tmp_path / "copy.srew"))
    # Its original goes on, and leaves behind the state that both have now.
    assert make(copy, "opened", NOW) is not None
    moved = demo_file.rename(tmp_path / "moved.srew")
    assert make(moved, "opened", NOW) is None
    assert [each.place for each in backups_of(W)] == [place_of(copy), place_of(demo_file)]


def test_a_place_is_known_however_it_is_spelt(demo_file: Path, tmp_path: Path) -> None:
    folder = Path(os.fsdecode(os.fsencode(tmp_path) + b"/M\xfcller"))
    folder.mkdir()
    file = demo_file.rename(folder / "client.srew")
    (tmp_path / "link").symlink_to(folder)
    for spelt in (tmp_path / "link" / file.name, folder / ".." / folder.name / file.name, file):
        make(spelt, "opened", NOW)
        answer(file, 3 if value(file) != 3 else 4)
    assert {each.place for each in backups_of(W)} == {place_of(file)}
    file.write_bytes(b"")
    assert last_known_at(file) == last_known_at(tmp_path / "link" / file.name) == W


@pytest.mark.parametrize("stop", ["signal=SIGKILL", "error=EIO"])
@pytest.mark.parametrize("when", [1, 2])
def test_a_cut_off_save_is_kept_however_putting_back_ends(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, stop: str, when: int
) -> None:
    """The file is moved away first, then the backup comes: stopped at either, what was there is whole, journal and all."""
    needs("strace", "strace")
    monkeypatch.setenv(HOME_VARIABLE, str(tmp_path / "case" / "home"))
    RECOVER.lay_out(tmp_path / "case")
    path = workspace(tmp_path / "case")
    kept = make(path, "by-hand", NOW)
    assert kept is not None
    before, journal = digest(path), digest(journal_of(path))
    code = f"from pathlib import Path; from workbench.storage.backups import restore; restore(Path({str(kept.path)!r}), Path({str(path)!r}))"
    notes = 1  # who has it open is written by a rename, too
    inject = f"inject=rename:{stop}:when={when + notes}"
    command = [
        "strace",
        "-f",
        "-o",
        os.devnull,
        "-e",
        "trace=rename",
        "-e",
        inject,
        sys.executable,
        "-c",
        code,
    ]
    assert subprocess.run(command, cwd=ROOT, capture_output=True, check=False).returncode != 0
    aside = path.with_name(f"{path.stem} (set aside 1){path.suffix}")
    there = aside if aside.exists() else path
    assert (digest(there), digest(journal_of(there))) == (before, journal)
    # Either it stands where it was, or nothing does; with an error it is always brought back.
    assert path.exists() == (there == path)
    assert path.exists() or "SIGKILL" in stop
    assert check_file(there).sound
    stood = path.exists()
    assert (restore(kept.path, path) is not None) == stood
    assert check_file(path).sound
    assert not journal_of(path).exists()
