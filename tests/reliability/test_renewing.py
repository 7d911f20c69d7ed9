"""F13: renewing an old file is stopped by an error, or killed, after each statement; and begun again."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
import sqlalchemy as sa
from sqlalchemy import event

from tests.reliability.checker import Corrupt
from tests.reliability.conftest import Tally
from tests.reliability.extent import spread
from tests.reliability.harness import Nursery, nursery
from tests.reliability.operations import DATABASES, STOPPED, workspace
from tests.storage.raw import database
from workbench.storage.checking import check_file
from workbench.storage.engine import make_engine
from workbench.storage.header import LATEST
from workbench.storage.migrations import MIGRATIONS, upgrade
from workbench.storage.places import HOME_VARIABLE


@pytest.fixture(scope="module")
def worker() -> Iterator[Nursery]:
    """The program that is killed."""
    with nursery() as started:
        yield started


def dump(path: Path) -> list[object]:
    """Everything in a file: its shape, its format, and all its rows."""
    with database(path) as raw:
        shape = raw.execute("SELECT type, name, sql FROM sqlite_schema ORDER BY 1, 2").fetchall()
        tables = [name for kind, name, _ in shape if kind == "table"]
        rows = [(name, raw.execute(f'SELECT * FROM "{name}" ORDER BY rowid').fetchall()) for name in tables]
        return [shape, rows, raw.execute("PRAGMA user_version").fetchone()]


def counted(engine: sa.Engine) -> list[str]:
    """The statements of all steps, run through once."""
    said: list[str] = []
    event.listen(engine, "before_cursor_execute", lambda *seen: said.append(seen[2]))
    upgrade(engine)
    return said


class Stop(Exception):
    """What the step raises."""


@pytest.mark.fault("F13")
def test_a_step_that_raises_anywhere_leaves_the_format_before_it(tmp_path: Path, tally: Tally) -> None:
    path = tmp_path / "client.srew"
    shutil.copy(DATABASES / "v0001.srew", path)
    engine = make_engine(path)
    statements = counted(engine)
    engine.dispose()
    wanted = dump(path)
    # What each format looks like when the steps to it are done.
    between = {1: dump(DATABASES / "v0001.srew")}
    for number in range(2, LATEST + 1):
        shutil.copy(DATABASES / "v0001.srew", path)
        engine = make_engine(path)
        upgrade(engine, MIGRATIONS[:number])
        engine.dispose()
        between[number] = dump(path)
    assert len(statements) > 100
    for stop in spread(range(1, len(statements) + 1), 12):
        shutil.copy(DATABASES / "v0001.srew", path)
        engine = make_engine(path)
        left = [stop]

        def count(*_: object, left: list[int] = left) -> None:
            left[0] -= 1
            if left[0] == 0:
                raise Stop

        event.listen(engine, "after_cursor_execute", count)
        with pytest.raises(Stop):
            upgrade(engine)
        engine.dispose()
        with database(path) as raw:
            version = raw.execute("PRAGMA user_version").fetchone()[0]
        if dump(path) != between[version] or not check_file(path).sound:
            raise Corrupt(f"half renewed after statement {stop} of {len(statements)}")
        # Begun again it comes to the same end.
        engine = make_engine(path)
        upgrade(engine)
        engine.dispose()
        assert dump(path) == wanted, stop
        tally.case()


@pytest.mark.fault("F13")
@pytest.mark.skipif(sys.platform == "win32", reason="because it kills by signal")
def test_killed_after_each_statement(
    worker: Nursery, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, tally: Tally
) -> None:
    monkeypatch.setenv(HOME_VARIABLE, str(tmp_path / "case" / "home"))
    template, case = tmp_path / "template", tmp_path / "case"
    STOPPED.lay_out(template)
    shutil.copytree(template, case)
    (case / "stop").write_text("1000000000", encoding="ascii")
    said = worker.run(STOPPED, case).said
    most = 1_000_000_000 - int(said[-1].split()[0])
    kills = 0
    chosen = spread(range(1, most), 12)
    for stop in chosen:
        shutil.rmtree(case)
        shutil.copytree(template, case)
        (case / "stop").write_text(str(stop), encoding="ascii")
        done = worker.run(STOPPED, case)
        kills += done.killed
        STOPPED.check(case, done.said, f"killed after statement {stop} of {most}")
        tally.case()
    assert kills == len(chosen)
    assert workspace(case).exists()
