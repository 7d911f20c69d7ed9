"""F9: files damaged in every way that can be listed, workspaces and backups."""

from __future__ import annotations

import datetime as dt
import shutil
from collections.abc import Iterable
from pathlib import Path

import pytest

from tests.actions.content import Content, content
from tests.reliability import damage
from tests.reliability.checker import Corrupt, Lost
from tests.reliability.conftest import Tally
from tests.reliability.extent import FULL, many, spread
from tests.reliability.operations import (
    base,
    speaks,
    workspace,
)
from tests.storage.raw import database, digest
from workbench.storage import backups, errors
from workbench.storage.checking import check_file
from workbench.storage.places import HOME_VARIABLE, data_folder
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


def judge(path: Path, data: bytes, wanted: Content, why: str) -> bool:
    """Whether damage was found; what is not found must have changed nothing, and what is refused stays as it is."""
    path.write_bytes(data)
    try:
        sound = check_file(path).sound
    except errors.StorageError as problem:
        speaks(problem, why)
        sound = False
    if path.read_bytes() != data:
        raise Corrupt(f"looking at it changed it: {why}")
    for writable in (False, True):
        try:
            with Store.open(path, writable=writable) as store:
                there = content(store)
        except errors.StorageError as problem:
            speaks(problem, why)
            if path.read_bytes() != data:
                raise Corrupt(f"refused, and changed all the same: {why}") from problem
            if sound and writable:
                raise Corrupt(f"called sound, and does not open ({problem}): {why}") from problem
        else:
            if sound and there != wanted:
                raise Lost(f"called sound, and says something else: {why}")
    left = [each.name for each in path.parent.iterdir() if each != path]
    if left:
        raise Corrupt(f"left beside it: {left} {why}")
    return not sound


def judge_all(path: Path, cases: Iterable[tuple[str, bytes]], tally: Tally) -> int:
    """Judge each, and give how many were found."""
    with Store.open(path, writable=False) as store:
        wanted = content(store)
    found = 0
    for why, data in cases:
        found += judge(path, data, wanted, why)
        tally.case()
        # A copy made before something was taken for an older format.
        shutil.rmtree(data_folder(), ignore_errors=True)
    return found


@pytest.mark.fault("F9")
def test_bits_that_turned(path: Path, tally: Tally) -> None:
    count = many(60, 3000)
    # Free pages and room between rows hold nothing, and the history holds what has been since.
    assert judge_all(path, damage.flips(path.read_bytes(), count, SEED), tally) > count // 4


@pytest.mark.fault("F9")
def test_every_byte_of_the_header(path: Path, tally: Tally) -> None:
    cases = spread(list(damage.headers(path.read_bytes())), 30)
    assert judge_all(path, cases, tally) > len(cases) // 4


@pytest.mark.fault("F9")
def test_ends_cut_off(path: Path, tally: Tally) -> None:
    cases = spread(list(damage.cuts(path.read_bytes())), 30)
    # The last sectors of the last page may be empty.
    assert judge_all(path, cases, tally) >= len(cases) - 8


@pytest.mark.fault("F9")
def test_pages_that_are_something_else(path: Path, tally: Tally) -> None:
    data = path.read_bytes()
    cases = spread(range(sum(1 for _ in damage.pages(data, SEED))), 30)
    chosen = (each for number, each in enumerate(damage.pages(data, SEED)) if number in set(cases))
    assert judge_all(path, chosen, tally) > len(cases) // 2


@pytest.mark.fault("F9")
def test_malformed_trees(path: Path, tally: Tally) -> None:
    data = path.read_bytes()
    cases = set(spread(range(sum(1 for _ in damage.trees(data))), 30))
    chosen = (each for number, each in enumerate(damage.trees(data)) if number in cases)
    assert judge_all(path, chosen, tally) > len(cases) // 2


@pytest.mark.fault("F9")
@pytest.mark.parametrize(
    "harm",
    [
        "UPDATE sqlite_schema SET rootpage = 0 WHERE name = 'answer'",
        "UPDATE sqlite_schema SET rootpage = 2147483647 WHERE name = 'answer'",
        "UPDATE sqlite_schema SET rootpage = (SELECT rootpage FROM sqlite_schema WHERE name = 'history') WHERE name = 'answer'",
        "UPDATE sqlite_schema SET sql = 'CREATE TABLE answer (id)' WHERE name = 'answer'",
        "UPDATE sqlite_schema SET sql = 'nonsense' WHERE name = 'answer'",
        "UPDATE sqlite_schema SET sql = NULL WHERE name = 'answer'",
        "UPDATE sqlite_schema SET name = 'answers', tbl_name = 'answers' WHERE name = 'answer'",
        "UPDATE sqlite_schema SET type = 'view' WHERE name = 'answer'",
        "DELETE FROM sqlite_schema WHERE name = 'answer'",
        "DELETE FROM sqlite_schema",
    ],
)
def test_a_schema_that_lies(path: Path, harm: str) -> None:
    with Store.open(path, writable=False) as store:
        wanted = content(store)
    with database(path) as raw:
        raw.execute("PRAGMA writable_schema=ON")
        raw.execute(harm)
    assert judge(path, path.read_bytes(), wanted, harm)


@pytest.mark.fault("F9")
def test_a_damaged_file_spoils_no_backup(path: Path, tally: Tally) -> None:
    """Copies are made only of what is sound, and those that are damaged are put back nowhere."""
    kept = {each.path: digest(each.path) for each in backups.backups_of(backups.workspace_id_of(path))}
    good, workspace_id = path.read_bytes(), backups.workspace_id_of(path)
    refused = 0
    cases = [
        *damage.flips(good, many(20, 300), SEED + 1),
        *spread(list(damage.cuts(good, 4096)), 10),
    ]
    for why, data in cases:
        path.write_bytes(data)
        try:
            backups.make(path, "scheduled", NOW)
        except errors.StorageError as problem:
            speaks(problem, why)
            refused += 1
        assert {each: digest(each) for each in kept} == kept, why
        for made in backups.backups_of(workspace_id):
            assert check_file(made.path).sound, why
            if made.path not in kept:
                made.path.unlink()
        tally.case()
    assert refused > len(cases) // 4
    path.write_bytes(good)
    (copy,) = kept
    whole, before = copy.read_bytes(), digest(path)
    for why, data in [*damage.flips(whole, many(20, 200), SEED + 2), *spread(list(damage.cuts(whole)), 10)]:
        copy.write_bytes(data)
        try:
            aside = backups.restore(copy, path)
        except errors.StorageError as problem:
            speaks(problem, why)
            assert digest(path) == before, why
        else:
            assert aside is not None
            assert check_file(path).sound, why
            assert digest(aside) == before, why
            aside.replace(path)
        tally.case()


@pytest.mark.fault("F9")
def test_what_is_saved_from_damage_was_there(path: Path, tmp_path: Path, tally: Tally) -> None:
    """Salvage of any damaged file ends in a sound workspace, in which nothing is that was not there, or in a sentence."""
    with Store.open(path, writable=False) as store:
        wanted = content(store)
    data = path.read_bytes()
    listed = list(damage.pages(data, SEED))
    saved = 0
    for why, harmed in spread(listed, 12) if not FULL else listed[::4]:
        path.write_bytes(harmed)
        goal = tmp_path / "saved.srew"
        try:
            salvage(path, goal)
        except errors.StorageError as problem:
            speaks(problem, why)
        else:
            saved += 1
            with Store.open(goal, writable=False) as store:
                there = content(store)
            assert all(
                wanted[key] == each for key, each in there.items() if key in wanted and key[0] != "Workspace"
            ), why
            assert check_file(goal).sound, why
            goal.unlink()
        assert path.read_bytes() == harmed, why
        tally.case()
    assert saved
