"""Whether a workspace file is what was written into it: every page, every link, and every row against its history.

SQLite's own check finds broken pages and indexes, but not a bit that turned inside a text, nor a table that is gone with
its journal. The history holds every row as it was last written, so it is the proof of what must be there.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import os
import shutil
import tempfile
from collections import Counter
from collections.abc import Generator, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from sqlalchemy.exc import DBAPIError

from workbench.domain.entity import Entity
from workbench.domain.key import Key
from workbench.domain.meeting import RUNNING
from workbench.domain.text import plural
from workbench.storage import errors
from workbench.storage.cipher import fitting
from workbench.storage.codec import from_values, names_of, reader_of, to_values
from workbench.storage.engine import make_engine
from workbench.storage.files import CHECKED, in_use, journal_of, make_own, require_plain_journal
from workbench.storage.header import LATEST, peek
from workbench.storage.kept_books import content_of
from workbench.storage.kinds import BY_NAME, TABLES
from workbench.storage.places import data_folder
from workbench.storage.within import version_within

MOST_FINDINGS = 50
"""More than these are counted, not listed."""
QUICK_LINES = 20_000
"""How long a history may be for every row to be looked at when a workspace is opened."""
_OWN_TABLES = frozenset({"history", "summary", "blob", "sqlite_sequence"})
_WITHOUT_HISTORY = frozenset({"pack"})
_UNREADABLE = (DBAPIError, UnicodeDecodeError, ValueError, TypeError, KeyError, RecursionError)


@dataclass(frozen=True, slots=True)
class Health:
    """What a check found: a sentence each, in the order of how bad it is; `rows` and `lines` are how much was looked at."""

    findings: tuple[str, ...]
    rows: int = 0
    lines: int = 0

    @property
    def sound(self) -> bool:
        """Whether nothing is wrong."""
        return not self.findings


def check_file(path: Path, key: Key | None = None) -> Health:
    """Look at everything in a workspace file; it is only read, and an older format is judged by its own tables.

    Raises:
        PassphraseNeeded, WrongPassphrase: when it is protected, and this key does not open it.
        StorageError: when it is missing, empty, another program's, newer than this program, or cannot be read at all.
    """
    key = fitting(path, key)
    if key is None:
        peek(path)
    with settled(path, key) as readable:
        trouble = head_trouble(readable) if key is None else ""
        if trouble:
            return Health((trouble,))
        engine = make_engine(readable, writable=False, key=key)
        try:
            with engine.connect() as connection:
                if key is not None:
                    version_within(connection, path)
                return _Check(connection, protected=key is not None).run()
        except _UNREADABLE as error:
            raise_otherwise(path, error)
            return Health(("The file is damaged so badly that it cannot be read as a database.",))
        finally:
            engine.dispose()


def _held(error: Exception) -> bool:
    code = str(getattr(getattr(error, "orig", error), "sqlite_errorname", ""))
    return code.startswith(("SQLITE_BUSY", "SQLITE_LOCKED"))


def disk_failed(error: Exception) -> bool:
    """Whether it was the disk that reported an error, not what is on it."""
    code = str(getattr(getattr(error, "orig", error), "sqlite_errorname", ""))
    # A file that ends too early is told as an error of the disk as well, and is damage.
    return code.startswith("SQLITE_IOERR") and code != "SQLITE_IOERR_SHORT_READ"


def raise_otherwise(path: Path, error: Exception) -> None:
    """Say so where a file could not be looked into for a reason that is no damage; else do nothing.

    Raises:
        WorkspaceLocked: when another program holds it.
        DiskFailed: when the disk reported an error.
        NotWritable: when the system does not open it.
    """
    if _held(error):
        raise errors.WorkspaceLocked(
            f"'{path.name}' is held by another program. Close it there, then try again; nothing was changed."
        ) from error
    if disk_failed(error):
        raise errors.DiskFailed(
            f"The disk with '{path.name}' reported an error, so it could not be looked into. It was left as it is; "
            "copy it to another disk, if that can be done, and go on there."
        ) from error
    if str(getattr(getattr(error, "orig", error), "sqlite_errorname", "")).startswith("SQLITE_CANTOPEN"):
        raise errors.NotWritable(
            f"'{path.name}' could not be opened to look into it. It was left as it is; check that you may open it, then try again."
        ) from error


@contextmanager
def settled(path: Path, key: Key | None = None) -> Generator[Path]:
    """A file to read that no journal waits for: where a save was cut off, a copy of both with that save taken back.

    A journal of somebody who is saving just now does not matter: they are waited for.

    Raises:
        StorageError: when there is no room for a copy.
    """
    path = path.resolve()
    require_plain_journal(path)
    journal = journal_of(path)
    if not journal.exists() or _readable(path, key):
        yield path
        return
    try:
        make_own(data_folder())
        with (
            tempfile.TemporaryDirectory(
                prefix=CHECKED, dir=data_folder(), ignore_cleanup_errors=True
            ) as name,
            in_use(Path(name)),
        ):
            copy = Path(name) / path.name
            for source in (path, journal):
                goal = copy.with_name(source.name)
                os.close(os.open(goal, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600))
                shutil.copyfile(source, goal)
            engine = make_engine(copy, key=key)
            try:
                # Whoever may write takes the cut-off save back by reading.
                with suppress(*_UNREADABLE), engine.connect() as connection:
                    connection.exec_driver_sql("SELECT count(*) FROM sqlite_master")
            finally:
                engine.dispose()
            yield copy
    except OSError as error:
        raise errors.NotWritable(
            f"'{path.name}' could not be copied to look into it ({error.strerror}). It was left as it is."
        ) from error


def head_trouble(path: Path) -> str:
    """What is wrong with the first bytes of a file that is not protected; '' where all is well.

    SQLite reads a file of another version of writing, and refuses to write it with words that lead elsewhere.
    """
    with path.open("rb") as file:
        head = file.read(20)
    return "" if head[18:20] in (b"\1\1", b"\2\2") else "The head of the file is damaged."


def quick_trouble(connection: sa.Connection, *, protected: bool = False) -> str:
    """The first thing a look at opening finds wrong: pages, links, how many rows there must be; '' where all is well.

    Every row and kept file is looked at as well while that takes less than about a second; in a longer history they are
    whenever a backup is made, and by `check_file`.
    """
    check = _Check(connection, protected=protected)
    quick = (check.pages, check.schema, check.links, check.counts)
    trouble = next((found for step in quick for found in step()), "")
    if trouble or check.lines > QUICK_LINES:
        return trouble
    return next((found for step in (check.rows, check.packs, check.blobs) for found in step()), "")


def _readable(path: Path, key: Key | None) -> bool:
    """Whether it can be read as it is: only a writer may take a cut-off save back."""
    engine = make_engine(path, writable=False, key=key)
    try:
        with engine.connect() as connection:
            connection.exec_driver_sql("SELECT count(*) FROM sqlite_master")
        return True
    except _UNREADABLE:
        return False
    finally:
        engine.dispose()


class _Check:
    def __init__(self, connection: sa.Connection, *, protected: bool = False) -> None:
        self._connection = connection
        self._protected = protected
        self._version = int(self._all("PRAGMA user_version")[0][0])
        self._tables = {
            str(row[0]) for row in self._all("SELECT name FROM sqlite_master WHERE type = 'table'")
        }
        # Of an older format's tables those are known that are there.
        newest = frozenset(each.name for each in TABLES.values()) | _OWN_TABLES - {"sqlite_sequence"}
        self._ours = newest if self._version == LATEST else newest & self._tables
        self._rows = self.lines = 0

    def _all(self, query: str) -> list[Any]:
        return list(self._connection.exec_driver_sql(query))

    def run(self) -> Health:
        """Every check; one that cannot be finished says so and leaves the others their turn."""
        found: list[str] = []
        more = 0
        for step in (
            self.pages,
            self.schema,
            self.links,
            self.counts,
            self.rows,
            self.history,
            self.packs,
            self.blobs,
            self.snapshots,
        ):
            try:
                for each in step():
                    if len(found) < MOST_FINDINGS:
                        found.append(each)
                    else:
                        more += 1
            except _UNREADABLE as error:
                if _held(error) or disk_failed(error):
                    raise
                found.append("A part of the file cannot be read, so the check of it could not be finished.")
        if more:
            found.append(f"And {more:,} more of the same kind.")
        return Health(tuple(dict.fromkeys(found)), self._rows, self.lines)

    def pages(self) -> Iterator[str]:
        """What SQLite finds by itself, and in a protected file every page that does not prove itself, also an empty one."""
        if self._protected:
            wrong = self._all("PRAGMA cipher_integrity_check")
            if wrong:
                yield f"{plural(len(wrong), 'page')} of the file cannot be proved, so the file was damaged or changed from outside."
        for row in self._all(f"PRAGMA integrity_check({MOST_FINDINGS})"):
            if row[0] != "ok":
                yield f"The database is damaged: {str(row[0]).splitlines()[0][:200]}"

    def schema(self) -> Iterator[str]:
        """Tables that must be there, and things that must not: nothing of ours runs by itself."""
        wanted = self._ours
        for name in sorted(wanted - self._tables):
            yield f"The table '{name}' is missing, so everything in it is."
        lacks = [
            (table.name, sorted(set(names_of(kind)) - self._columns(table.name)))
            for kind, table in TABLES.items()
        ]
        for name, lacking in lacks:
            if self._version == LATEST and name in self._tables and lacking:
                yield f"The table '{name}' lacks its column '{lacking[0]}', so nothing in it can be read."
        if self._version < LATEST and not any(lacking for _, lacking in lacks):
            yield f"It says that its format is {self._version}, and its tables are those of format {LATEST}."
        for kind, name in self._all("SELECT type, name FROM sqlite_master ORDER BY type, name"):
            if kind in ("trigger", "view") or (
                kind == "table" and name not in wanted | _OWN_TABLES and self._version == LATEST
            ):
                yield f"It holds a {kind} of somebody else's, '{str(name)[:60]}'."

    def _columns(self, name: str) -> set[str]:
        return {str(row[1]) for row in self._all(f'PRAGMA table_info("{name}")')}

    def links(self) -> Iterator[str]:
        """Rows that belong to something that is gone."""
        lost = Counter((str(row[0]), str(row[2])) for row in self._all("PRAGMA foreign_key_check"))
        for (name, other), count in sorted(lost.items()):
            yield f"{count:,} of '{name}' belong to a '{other}' that is not there."

    def counts(self) -> Iterator[str]:
        """How many rows of each kind the history says there are, and how many lines it must have itself."""
        last, lines = self._all("SELECT coalesce(max(seq), 0), count(*) FROM history")[0]
        self.lines = int(lines)
        if last != lines:
            yield f"The history lacks {int(last) - int(lines):,} of its {int(last):,} lines."
        expected = {
            str(row[0]): int(row[1])
            for row in self._all(
                "SELECT kind, count(*) FROM history WHERE after IS NOT NULL AND after != 'null' AND seq IN "
                "(SELECT max(seq) FROM history GROUP BY kind, row) GROUP BY kind"
            )
        }
        for name in sorted(self._ours - _WITHOUT_HISTORY - _OWN_TABLES):
            if name not in self._tables:
                continue
            there = int(self._all(f'SELECT count(*) FROM "{name}"')[0][0])
            if there != expected.get(name, 0):
                yield f"'{name}' has {there:,} rows where there must be {expected.get(name, 0):,}."

    def rows(self) -> Iterator[str]:
        """Every row against the line of history that wrote it."""
        last = "SELECT max(seq) FROM history GROUP BY kind, row"
        said = self._connection.exec_driver_sql(f"SELECT kind, row, after FROM history WHERE seq IN ({last})")
        wanted: dict[tuple[str, str], str] = {
            (str(kind), str(row)): after for kind, row, after in said if after not in (None, "null")
        }
        for name, kind in BY_NAME.items():
            if name not in self._tables or name in _WITHOUT_HISTORY:
                continue
            yield from self._rows_of(name, kind, wanted)
        for name, row in wanted:
            if name in BY_NAME:
                yield f"A row of '{name}' is gone ({row[:12]})."

    def _rows_of(self, name: str, kind: type[Entity], wanted: dict[tuple[str, str], str]) -> Iterator[str]:
        here = self._columns(name)
        columns = [each for each in names_of(kind) if each in here]
        whole = len(columns) == len(names_of(kind))
        listed = ", ".join(f'"{each}"' for each in columns)
        # In the order the program reads them in, so that the index it goes by is gone through as well.
        query = f'SELECT {listed} FROM "{name}" ORDER BY "id"'
        for row in self._connection.exec_driver_sql(query):
            self._rows += 1
            entity_id = str(row[columns.index("id")])
            after = wanted.pop((name, entity_id), None)
            if after is None:
                yield f"A row of '{name}' is in no line of the history ({entity_id[:12]})."
                continue
            try:
                said = json.loads(after)
                if whole:
                    now = to_values(reader_of(kind)(row))
                    then = to_values(from_values(kind, said))
                else:
                    # An older format, of which nothing can be built before it is renewed.
                    now = {
                        name: _plain(value, said.get(name)) for name, value in zip(columns, row, strict=True)
                    }
                    then = said
            except _UNREADABLE:
                yield f"A row of '{name}' cannot be read ({entity_id[:12]})."
                continue
            # What a later format added is in no older line of the history.
            running = RUNNING.get(kind, frozenset())
            # What runs on by itself leaves no line of history behind, and grows the version with it.
            beside = running | {"version"} if running else running
            if any(now[each] != then[each] for each in columns if each in said and each not in beside):
                yield f"A row of '{name}' is not what was written last ({entity_id[:12]})."

    def history(self) -> Iterator[str]:
        """Whether every line of the history can be read, and says of what was before what the line before it said came.

        So each older line is proved by the next one of the same row, and the last by the row itself; what no other line
        says again is when a change was made, by whom, and its label.
        """
        last: dict[tuple[str, str], Any] = {}
        lines = "SELECT seq, at, kind, row, before, after FROM history ORDER BY seq"
        for seq, at, name, row, before, after in self._connection.exec_driver_sql(lines):
            try:
                dt.datetime.fromisoformat(at)
                was, came = (None if said is None else json.loads(said) for said in (before, after))
                follows = self._follows(name, last.get((name, row)), was)
            except (*_UNREADABLE, AttributeError):
                yield f"Line {seq} of the history cannot be read."
                continue
            if not follows:
                yield f"Line {seq} of the history does not follow from the line before it of the same '{str(name)[:20]}'."
            last[name, row] = came

    @staticmethod
    def _follows(name: str, came: dict[str, Any] | None, was: dict[str, Any] | None) -> bool:
        """Whether what a line says was before is what the line before it says came."""
        if not came or not was:
            return not came and not was
        kind = BY_NAME.get(name)
        running = RUNNING.get(kind, frozenset[str]()) if kind is not None else frozenset[str]()
        beside = running | {"version"} if running else running
        # A later format may have added a field, or taken one away.
        return all(was[each] == came[each] for each in was.keys() & came.keys() - beside)

    def packs(self) -> Iterator[str]:
        """Kept content packs against their hash, and their names against what they say of themselves."""
        if "pack" not in self._tables:
            return
        for key, *names, source in self._connection.exec_driver_sql(
            "SELECT id, pack_id, pack_version, title, source FROM pack"
        ):
            if hashlib.sha256(str(source).encode()).hexdigest() != key:
                yield f"A kept content pack is damaged ({str(key)[:12]})."
            elif names != [str(json.loads(source).get(name)).strip() for name in ("id", "version", "title")]:
                yield f"A kept content pack is called something else than it calls itself ({str(key)[:12]})."

    def blobs(self) -> Iterator[str]:
        """Kept files against their hash."""
        if "blob" not in self._tables:
            return
        for sha256, data in self._connection.exec_driver_sql("SELECT sha256, data FROM blob"):
            if hashlib.sha256(bytes(data)).hexdigest() != sha256:
                yield f"A kept file is damaged ({str(sha256)[:12]})."

    def snapshots(self) -> Iterator[str]:
        """What snapshots froze: that it is there, and can be read as what it was."""
        if not {"snapshot", "blob"} <= self._tables:
            return
        query = "SELECT number, data FROM snapshot LEFT JOIN blob ON blob.sha256 = snapshot.sha256 ORDER BY snapshot.id"
        for number, data in self._connection.exec_driver_sql(query):
            try:
                content_of(bytes(data))
            except (errors.DamagedWorkspace, TypeError):
                yield f"What snapshot {number} froze is not there, or is no frozen assessment."


def _plain(value: Any, like: Any) -> Any:
    """A column's value in the form the history has it in."""
    if isinstance(like, (list, dict)):
        return json.loads(value)
    return bool(value) if isinstance(like, bool) else value
