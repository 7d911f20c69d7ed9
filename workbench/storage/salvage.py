"""What can still be read of a damaged workspace, in a new one, with a list of what is missing."""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Set
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from sqlalchemy.exc import DBAPIError

from workbench.domain.assessment import Assessment, EvidenceItem, EvidenceKind, StoredPack, Workspace
from workbench.domain.entity import Entity
from workbench.domain.key import Key
from workbench.domain.meeting import RUNNING
from workbench.domain.snapshot import Snapshot
from workbench.domain.text import short
from workbench.storage import errors
from workbench.storage.checking import settled
from workbench.storage.cipher import fitting
from workbench.storage.codec import from_values, names_of, reader_of, to_values
from workbench.storage.engine import make_engine
from workbench.storage.header import peek
from workbench.storage.kinds import BOOK_KINDS, BY_NAME, TABLES, refers_to, unique_together
from workbench.storage.store import Store
from workbench.storage.unit import Unit

_UNREADABLE = (DBAPIError, UnicodeDecodeError, ValueError, TypeError, KeyError, RecursionError)


@dataclass(frozen=True, slots=True)
class Salvaged:
    """What came of it: rows kept by table, those brought back from the history among them, and what is missing."""

    kept: dict[str, int]
    from_history: int
    missing: tuple[str, ...]


def salvage(damaged: Path, goal: Path, key: Key | None = None, packs: Iterable[str] = ()) -> Salvaged:
    """Read what can be read and write it into a new workspace; the damaged file is only read.

    What comes of a protected one is protected just the same.

    A row that cannot be read, or is gone, is brought back as the history last knew it, where that can be read. What belongs
    to something that is lost is lost with it. The history itself begins anew.

    `packs` are sources of content packs that are known here: what is damaged of one in the file is taken from them.

    Raises:
        PassphraseNeeded, WrongPassphrase: when it is protected, and this key does not open it.
        DamagedWorkspace: when not even the client's assessments can be read; nothing was made then.
        StorageError: when the file is none of ours, or something is at `goal` already.
    """
    key = fitting(damaged, key)
    if key is None:
        peek(damaged)
    found = _Finds()
    with settled(damaged, key) as readable:
        engine = make_engine(readable, writable=False, key=key)
        try:
            with suppress(*_UNREADABLE):
                found.read(_Source(engine))
        finally:
            engine.dispose()
    workspace = next(iter(found.of(Workspace)), None)
    assessments = found.of(Assessment)
    if not assessments:
        raise errors.DamagedWorkspace(
            f"Nothing of '{damaged.name}' can be read, not even the list of its assessments. It was left as it is; restore a backup."
        )
    found.mend_packs({hashlib.sha256(each.encode()).hexdigest(): each for each in packs}, damaged.name)
    whole = found.consistent()
    client = workspace.client if workspace is not None else "Client (its name was lost)"
    about = workspace.about if workspace is not None else ""

    def fill(unit: Unit) -> None:
        for sha256, data in found.blobs.items():
            unit.keep_blob(sha256, data)
        for pack in found.of(StoredPack):
            unit.keep_pack(pack)
        if workspace is not None:
            there = unit.all(Workspace)[0]
            unit.put(replace(workspace, id=there.id, version=there.version))
        unit.put_all(whole)

    Store.create(goal, client, about, workspace.id if workspace is not None else "", fill, key=key).close()
    kept = Counter(TABLES[type(each)].name for each in whole)
    if workspace is None:
        found.missing.insert(0, "The name of the client and its brand are lost.")
    return Salvaged(dict(kept), found.revived, tuple(dict.fromkeys(found.missing)))


class _Source:
    """A damaged file to read; after each error by a new connection, since SQLCipher's does not get over a broken page."""

    def __init__(self, engine: sa.Engine) -> None:
        self._engine = engine

    def rows(self, query: str, *values: object) -> Iterator[Any]:
        """What a query finds.

        Raises:
            DBAPIError, UnicodeDecodeError: when it comes upon something that cannot be read; the next query begins anew.
        """
        try:
            with self._engine.connect() as connection:
                yield from connection.exec_driver_sql(query, values)
        except DBAPIError:
            self._engine.dispose()
            raise

    def columns(self, name: str, wanted: tuple[str, ...]) -> tuple[str, ...]:
        """Which of the columns a table has: an older format lacks some, or the table. All, where the file cannot tell."""
        try:
            here = {str(row[1]) for row in self.rows(f'PRAGMA table_info("{name}")')}
        except _UNREADABLE:
            return wanted
        return tuple(each for each in wanted if each in here)


class _Finds:
    """Everything that could be read, by kind and id."""

    def __init__(self) -> None:
        self.rows: dict[type[Entity], dict[str, Entity]] = {}
        self.blobs: dict[str, bytes] = {}
        self.missing: list[str] = []
        self.revived = 0

    def of(self, kind: type[Any]) -> list[Any]:
        """All of a kind."""
        return list(self.rows.get(kind, {}).values())

    def read(self, source: _Source) -> None:
        """Read tables row by row, then the history for what they lack, then kept files."""
        lost: Counter[str] = Counter()
        columns_of: dict[type[Entity], tuple[str, ...]] = {}
        for name, kind in BY_NAME.items():
            here = self.rows.setdefault(kind, {})
            columns = columns_of[kind] = source.columns(name, names_of(kind))
            for row in _each(source, name, columns):
                try:
                    assert row is not None
                    entity = reader_of(kind, columns)(row)
                    here[entity.id] = entity
                except (*_UNREADABLE, AssertionError):
                    lost[name] += 1
        for name, row, after in self._history(source):
            kind = BY_NAME.get(name)
            if kind is None or kind is StoredPack:
                continue
            here = self.rows[kind].get(row)
            try:
                line = json.loads(after)
                said = from_values(kind, line)
                if here is not None:
                    if _differ(here, said, line.keys() & set(columns_of[kind])):
                        self.missing.append(
                            f"A row of '{name}' is not what was written last ({row[:12]}); it was kept as it stands. "
                            "Look at it again."
                        )
                    continue
                self.rows[kind][row] = said
                self.revived += 1
            except _UNREADABLE:
                if here is None:
                    self.missing.append(f"A row of '{name}' is lost ({row[:12]}).")
        for name, count in lost.items():
            self.missing.append(
                f"{count:,} of '{name}' could not be read; they are as the history knew them, where it did."
            )
        for row in _each(source, "blob", source.columns("blob", ("sha256", "data"))):
            with suppress(*_UNREADABLE, AssertionError):
                assert row is not None
                sha256, data = str(row[0]), bytes(row[1])
                assert hashlib.sha256(data).hexdigest() == sha256
                self.blobs[sha256] = data
        self._name_lost_files()

    def _name_lost_files(self) -> None:
        """Say whose bytes are lost; a snapshot without them is none."""
        for each in self.of(EvidenceItem):
            if each.kind is EvidenceKind.FILE and each.sha256 and each.sha256 not in self.blobs:
                self.missing.append(
                    f"The file '{short(each.title, 80)}', kept as evidence, is lost; the entry that names it stays."
                )
        for each in self.of(Snapshot):
            if each.sha256 not in self.blobs:
                self.missing.append(f"Snapshot {each.number}, '{short(each.name, 80)}', is lost.")
                del self.rows[Snapshot][each.id]
        for each in self.of(Workspace):
            if each.brand.logo and each.brand.logo not in self.blobs:
                self.missing.append("The logo of the client's brand is lost. Choose it again.")
                self.rows[Workspace][each.id] = replace(each, brand=replace(each.brand, logo=""))

    def mend_packs(self, known: Mapping[str, str], name: str) -> None:
        """Take damaged content packs from those that are known, or keep what can be read of them under a hash of its own.

        Raises:
            DamagedWorkspace: when one that is needed is lost.
        """
        packs = self.rows.setdefault(StoredPack, {})
        used: set[str] = {each.pack for each in self.of(Assessment)}
        for lost in sorted(used | set(packs)):
            there = packs.pop(lost, None)
            if isinstance(there, StoredPack) and hashlib.sha256(there.source.encode()).hexdigest() == lost:
                packs[lost] = there
            elif lost in known:
                packs[lost] = _named(known[lost], lost)
            elif lost in used:
                self._keep_damaged(there, lost, name)

    def _keep_damaged(self, there: Entity | None, lost: str, name: str) -> None:
        try:
            assert isinstance(there, StoredPack)
            found = hashlib.sha256(there.source.encode()).hexdigest()
            self.rows[StoredPack][found] = _named(there.source, found)
        except (*_UNREADABLE, AssertionError, AttributeError) as error:
            raise errors.DamagedWorkspace(
                f"A content pack in '{name}' cannot be read, and without it nor can its assessments. Add the pack it was made "
                "with to the content packs here, then try again; nothing was written."
            ) from error
        self.missing.append(
            "A content pack is damaged; it was kept as it can be read. Look at its questions again."
        )
        for kind, rows in self.rows.items():
            for field in ("pack",) if kind is not StoredPack else ():
                for each in [row for row in rows.values() if getattr(row, field, "") == lost]:
                    rows[each.id] = replace(each, **{field: found})

    def _history(self, source: _Source) -> Iterator[tuple[str, str, str]]:
        """The last line of each row that is not taken away, as far as lines can be read."""
        last: dict[tuple[str, str], Any] = {}
        for line in _each(source, "history", ("kind", "row", "after")):
            if line is None:
                self.missing.append("A part of the history cannot be read.")
                continue
            last[str(line[0]), str(line[1])] = line[2]
        for (name, row), after in last.items():
            if after not in (None, "null"):
                yield name, row, str(after)

    def consistent(self) -> list[Entity]:
        """What belongs together, in an order it can be written in; what hangs on something lost is lost with it."""
        kept: dict[type[Entity], dict[str, Entity]] = {StoredPack: self.rows.get(StoredPack, {})}
        listed: list[Entity] = []
        for kind in (Assessment, *BOOK_KINDS):
            uniques = [names for names in unique_together(kind) if names != ("id",)]
            taken: set[tuple[Any, ...]] = set()
            owners = refers_to(kind)
            here = kept.setdefault(kind, {})
            for entity in self.rows.get(kind, {}).values():
                alone = next(
                    (
                        name
                        for name, other in owners.items()
                        if getattr(entity, name) not in kept.get(other, {})
                    ),
                    None,
                )
                places = [(names, *(getattr(entity, name) for name in names)) for names in uniques]
                if alone is not None:
                    self.missing.append(
                        f"A row of '{TABLES[kind].name}' belongs to a '{TABLES[owners[alone]].name}' that is lost."
                    )
                elif not taken.isdisjoint(places):
                    self.missing.append(f"A row of '{TABLES[kind].name}' was there twice.")
                else:
                    taken.update(places)
                    here[entity.id] = entity
                    listed.append(replace(entity, version=0))
        return listed


def _named(source: str, content_hash: str) -> StoredPack:
    """A pack called what its source says."""
    said = json.loads(source)
    return StoredPack(
        id=content_hash, pack_id=said["id"], pack_version=said["version"], title=said["title"], source=source
    )


def _differ(here: Entity, said: Entity, known: Set[str]) -> bool:
    """Whether a row is another than its last line of history says, but for what runs on without one.

    Only what is `known` to both counts: what a later format added is in no older line, or in no older table.
    """
    running = RUNNING.get(type(here), frozenset())
    beside = {name: getattr(here, name) for name in (*running, "version")} if running else {}
    now, then = to_values(here), to_values(replace(said, **beside))
    return any(now[name] != then[name] for name in known & now.keys())


def _each(source: _Source, name: str, columns: tuple[str, ...]) -> Iterator[tuple[Any, ...] | None]:
    """Every row of a table; `None` for one that cannot be read. Behind a broken page it goes on by row number."""
    if not columns:
        # An older format has no such table; of what is lost with a newer one's, the history knows.
        return
    listed = ", ".join(f'"{each}"' for each in columns)
    last = 0
    try:
        for row in source.rows(f'SELECT rowid, {listed} FROM "{name}" ORDER BY rowid'):
            last = int(row[0])
            yield tuple(row[1:])
        return
    except _UNREADABLE:
        pass
    for rowid in range(last + 1, last + _highest(source, name) + 1):
        try:
            found = list(source.rows(f'SELECT {listed} FROM "{name}" WHERE rowid = ?', rowid))
        except _UNREADABLE:
            yield None
            continue
        yield from map(tuple, found)


def _highest(source: _Source, name: str) -> int:
    """How many more row numbers there may be; a few thousand where the file cannot tell."""
    try:
        found = next(source.rows(f'SELECT max(rowid) FROM "{name}"'))[0]
        return min(int(found or 0), 200_000)
    except _UNREADABLE:
        return 5_000
