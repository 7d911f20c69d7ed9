"""A unit of work: one transaction that speaks domain objects and writes down what it changed."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields, replace
from itertools import groupby
from typing import Any, NamedTuple, TypeVar, cast

import sqlalchemy as sa
from sqlmodel import SQLModel

from workbench.domain.assessment import Assessment, Respondent, StoredPack
from workbench.domain.book import Change
from workbench.domain.entity import Entity
from workbench.domain.listing import Listed
from workbench.domain.meeting import RUNNING
from workbench.domain.text import storable
from workbench.storage import listing, statements
from workbench.storage.codec import from_values, reader_of, to_values
from workbench.storage.errors import DamagedWorkspace, StaleEdit, StorageError
from workbench.storage.kinds import BOOK_KINDS, BY_NAME, TABLES, VIA_RESPONDENT
from workbench.storage.listing import rows_of

E = TypeVar("E", bound=Entity)
_HISTORY = SQLModel.metadata.tables["history"]
_SUMMARY = SQLModel.metadata.tables["summary"]
_BLOB = SQLModel.metadata.tables["blob"]


@dataclass(frozen=True, slots=True)
class HistoryEntry:
    """One change as written down: `before` and `after` are the entity then and thereafter."""

    seq: int
    at: dt.datetime
    who: str
    label: str
    before: Entity | None
    after: Entity | None


def _moved(change: Change) -> list[str] | None:
    """The fields a change moved; `None` where the whole entity came or went."""
    before, after = change.before, change.after
    if before is None or after is None:
        return None
    names = (field.name for field in fields(change.kind) if field.name != "version")
    return [name for name in names if getattr(before, name) != getattr(after, name)]


def _agree(now: Entity | None, after: Entity | None, names: Iterable[str]) -> bool:
    return now is not None and all(getattr(now, name) == getattr(after, name) for name in names)


def _kind(entity: Entity) -> type[Entity]:
    return type(entity)


def _same(a: Entity | None, b: Entity | None) -> bool:
    """Whether two states say the same, whatever their versions and whatever ran on meanwhile."""
    if a is None or b is None:
        return a is b
    apart: dict[str, Any] = {name: getattr(b, name) for name in RUNNING.get(type(b), ())}
    return replace(a, version=0, **apart) == replace(b, version=0)


class Said(NamedTuple):
    """One answer as stored, without its words: `counts` is JSON, `role`, `state` and `strength` are bare texts."""

    question: str
    role: str
    state: str
    value: int | None
    variant: int
    strength: str | None
    reason: str
    counts: str


class Unit:
    """One transaction on a workspace; made by the store alone."""

    def __init__(self, connection: sa.Connection, who: str, label: str) -> None:
        self._connection = connection
        self._who = storable(who)
        self._label = storable(label)
        self._batch = uuid.uuid4().hex
        self._owners: dict[str, str] = {}
        # What was read alone in this transaction, which nobody else can change before it ends.
        self._known: dict[tuple[type[Entity], str], Entity] = {}
        self.changes: list[Change] = []

    @property
    def connection(self) -> sa.Connection:
        """What this transaction runs on, for the neighbours in this folder alone."""
        return self._connection

    # Reading

    def find(self, kind: type[E], entity_id: str) -> E | None:
        """One entity by id, or `None`."""
        return next(iter(self.all(kind, id=entity_id)), None)

    def get(self, kind: type[E], entity_id: str) -> E:
        """One entity by id.

        Raises:
            StorageError: when it is not there any more.
        """
        found = self.find(kind, entity_id)
        if found is None:
            raise StorageError(
                f"This {TABLES[kind].name} is no longer there. Go back to the list and look again."
            )
        return found

    def all(self, kind: type[E], **equals: str) -> list[E]:
        """All entities of a kind whose fields equal what is asked, in the user's order."""
        return self._read(kind, statements.select_where(kind, tuple(equals)), tuple(equals.values()))

    def of_assessment(self, kind: type[E], assessment_id: str) -> list[E]:
        """All entities of a kind that belong to an assessment, answers and evidence by their respondent."""
        if kind not in VIA_RESPONDENT:
            return self.all(kind, assessment=assessment_id)
        return self._read(kind, statements.select_via_respondent(kind), (assessment_id,))

    def _read(self, kind: type[E], query: str, values: tuple[str, ...]) -> list[E]:
        try:
            found = list(map(reader_of(kind), self._connection.exec_driver_sql(query, values)))
        except _WRONG_ROW as error:
            raise _damaged(TABLES[kind].name) from error
        if len(found) == 1:
            self._known[kind, found[0].id] = found[0]
        return found

    def question_of(self, owner: type[Entity], owner_id: str, question: str) -> str | None:
        """One question, as JSON, of the pack of a respondent's assessment, or of an assessment; `None` without it."""
        by_person = owner is Respondent
        query = statements.QUESTION_OF_RESPONDENT if by_person else statements.QUESTION_OF_ASSESSMENT
        row = self._connection.exec_driver_sql(query, (owner_id, question)).first()
        return str(row[0]) if row is not None else None

    def said(self, assessment_id: str) -> Iterable[Said]:
        """What was answered in an assessment, for counting: a few plain values each, no objects."""
        return map(
            Said._make, self._connection.exec_driver_sql(statements.said_in_assessment(), (assessment_id,))
        )

    def entries(self, assessment_id: str) -> Iterable[Entity]:
        """Everything an open assessment is made of, respondents before their answers."""
        for kind in BOOK_KINDS:
            yield from self.of_assessment(kind, assessment_id)

    def values(self, kind: type[Entity], name: str, **equals: str) -> list[Any]:
        """One field of all entities of a kind whose fields equal what is asked, without building them: a bare value each."""
        table = TABLES[kind]
        query = sa.select(table.c[name])
        for key, value in equals.items():
            query = query.where(table.c[key] == value)
        return list(self._connection.execute(query).scalars())

    def count(self, kind: type[Entity], **equals: str) -> int:
        """How many entities of a kind there are."""
        table = TABLES[kind]
        query = sa.select(sa.func.count()).select_from(table)
        for name, value in equals.items():
            query = query.where(table.c[name] == value)
        return int(self._connection.execute(query).scalar_one())

    # Writing

    def put(self, entity: E) -> E:
        """Write an entity and its line of history; gives it back with its new version.

        Raises:
            StaleEdit: when the stored version is not the one this edit was based on.
        """
        kind = type(entity)
        before = self._known.get((kind, entity.id)) or self.find(kind, entity.id)
        if (before.version if before else 0) != entity.version:
            raise StaleEdit(
                "This entry was changed elsewhere in the meantime. Look at it again, then repeat the change."
            )
        return self._write(before, entity)

    def run_on(self, entity: E) -> E:
        """Write an entity of which only what runs on by itself has moved: a clock leaves no line of history behind.

        Raises:
            ValueError: when something else moved.
        """
        before = self.get(type(entity), entity.id)
        moved = _moved(Change(type(entity), entity.id, before, entity)) or []
        if not set(moved) <= RUNNING.get(type(entity), frozenset()):
            raise ValueError("Only what runs on by itself is written without a line of history.")
        return self._write(before, entity, noted=False)

    def put_all(self, entities: Iterable[Entity]) -> None:
        """Write many entities that are known to be new, in the order given."""
        # One statement for all of a kind in a row: thousands of answers come in at once.
        for kind, group in groupby(entities, _kind):
            rows = [to_values(replace(each, version=1)) for each in group]
            self._connection.execute(statements.insert(kind), rows)
            changes = [Change(kind, row["id"], None, from_values(kind, row)) for row in rows]
            self._known.update({(kind, each.id): each.after for each in changes if each.after is not None})
            lines = [self._line(each, None, row) for each, row in zip(changes, rows, strict=True)]
            self._connection.execute(statements.record(), lines)
            self.changes += changes

    def _write(self, before: Entity | None, entity: E, noted: bool = True) -> E:
        kind = type(entity)
        stored = replace(entity, version=(before.version if before else 0) + 1)
        values = to_values(stored)
        if before is None:
            self._connection.execute(statements.insert(kind), values)
        else:
            self._connection.execute(statements.update(kind), {**values, "row_id": entity.id})
        # What is remembered is what a reader will read back, unstorable characters replaced.
        stored = from_values(kind, values)
        self._known[kind, entity.id] = stored
        change = Change(kind, entity.id, before, stored)
        if noted:
            self._record(change)
        else:
            self.changes.append(change)
        return stored

    def remove(self, kind: type[Entity], entity_id: str) -> None:
        """Take an entity away; history keeps it."""
        before = self.find(kind, entity_id)
        if before is None:
            return
        owner = self._assessment_of(before)
        table = TABLES[kind]
        if kind is Assessment:
            # Derived figures hang on it; whoever lists assessments has stored them by now.
            self.drop_summary(entity_id)
        self._connection.execute(sa.delete(table).where(table.c.id == entity_id))
        self._known.pop((kind, entity_id), None)
        self._record(Change(kind, entity_id, before, None), owner)

    def revert(self, changes: Iterable[Change]) -> None:
        """Set everything back to what it was before these changes; other fields of an entity stay as they are now.

        Raises:
            StaleEdit: when the same was changed again since; nothing is written then.
        """
        for change in reversed(list(changes)):
            now = self.find(change.kind, change.id)
            moved = _moved(change)
            same = _same(now, change.after) if moved is None else _agree(now, change.after, moved)
            if not same:
                raise StaleEdit("This was changed again since, so it cannot be undone by itself.")
            if change.before is None:
                self.remove(change.kind, change.id)
            elif now is None or moved is None:
                self._write(now, change.before)
            else:
                self._write(now, replace(now, **{name: getattr(change.before, name) for name in moved}))

    # History, blobs, summaries

    def owner_of(self, change: Change) -> str:
        """The id of the assessment a change belongs to; '' for what belongs to the workspace."""
        entity = change.after or change.before
        return self._assessment_of(entity) if entity is not None else ""

    def _assessment_of(self, entity: Entity) -> str:
        if isinstance(entity, Assessment):
            return entity.id
        direct = getattr(entity, "assessment", None)
        if direct is not None:
            return str(direct)
        respondent = getattr(entity, "respondent", None)
        if respondent is None:
            return ""
        if respondent not in self._owners:
            query = statements.owner_of_respondent()
            found = self._connection.exec_driver_sql(query, (respondent,)).scalar()
            self._owners[respondent] = str(found or "")
        return self._owners[respondent]

    def _record(self, change: Change, owner: str | None = None) -> None:
        after = to_values(change.after) if change.after else None
        self._connection.execute(statements.record(), self._line(change, owner, after))
        self.changes.append(change)

    def _line(self, change: Change, owner: str | None, after: dict[str, Any] | None) -> dict[str, Any]:
        """A change as a line of history; `after` are the values of what it became."""
        entity = change.after or change.before
        assert entity is not None
        return {
            "batch": self._batch,
            "at": dt.datetime.now(dt.UTC).isoformat(timespec="milliseconds"),
            "who": self._who,
            "label": self._label,
            "assessment": self._assessment_of(entity) if owner is None else owner,
            "kind": TABLES[change.kind].name,
            "row": change.id,
            "before": to_values(change.before) if change.before else None,
            "after": after,
        }

    def history(self, kind: type[Entity], entity_id: str) -> list[HistoryEntry]:
        """Every change of one entity, newest first."""
        query = (
            sa.select(_HISTORY)
            .where(_HISTORY.c.kind == TABLES[kind].name, _HISTORY.c.row == entity_id)
            .order_by(_HISTORY.c.seq.desc())
        )
        return [_entry(row) for row in self._connection.execute(query).mappings()]

    def changes_of(self, kind: type[Entity], assessment_id: str) -> list[HistoryEntry]:
        """Every change of all entities of a kind in an assessment, newest first."""
        query = (
            sa.select(_HISTORY)
            .where(_HISTORY.c.kind == TABLES[kind].name, _HISTORY.c.assessment == assessment_id)
            .order_by(_HISTORY.c.seq.desc())
        )
        return [_entry(row) for row in self._connection.execute(query).mappings()]

    def history_entry(self, seq: int) -> HistoryEntry | None:
        """One line of history."""
        row = self._connection.execute(sa.select(_HISTORY).where(_HISTORY.c.seq == seq)).mappings().first()
        return _entry(row) if row else None

    def mark(self) -> tuple[int, str]:
        """The newest line of history with the batch it belongs to, by which this moment is known again; (0, '') before."""
        query = sa.select(_HISTORY.c.seq, _HISTORY.c.batch).order_by(_HISTORY.c.seq.desc()).limit(1)
        row = self._connection.execute(query).first()
        return (int(row[0]), str(row[1])) if row else (0, "")

    def as_of(
        self, mark: tuple[int, str], assessment_id: str
    ) -> dict[tuple[type[Entity], str], Entity] | None:
        """What an assessment held at a moment `mark` gave, by kind and id; `None` where this history knows no such moment."""
        seq, batch = mark
        known = self._connection.execute(sa.select(_HISTORY.c.batch).where(_HISTORY.c.seq == seq)).scalar()
        if known != batch:
            return None
        newest = (
            sa.select(sa.func.max(_HISTORY.c.seq))
            .where(_HISTORY.c.seq <= seq, _HISTORY.c.assessment == assessment_id)
            .group_by(_HISTORY.c.kind, _HISTORY.c.row)
        )
        lines = self._connection.execute(sa.select(_HISTORY).where(_HISTORY.c.seq.in_(newest))).mappings()
        found = ((BY_NAME[line["kind"]], str(line["row"]), _entry(line).after) for line in lines)
        return {(kind, row): after for kind, row, after in found if after is not None}

    def written_with(
        self, kind: type[Entity], ids: Iterable[str]
    ) -> dict[tuple[type[Entity], str], Entity | None]:
        """What was last written in the same steps as some entities, by kind and id; `None` where it was taken away."""
        steps = sa.select(_HISTORY.c.batch).where(
            _HISTORY.c.kind == TABLES[kind].name, _HISTORY.c.row.in_(list(ids))
        )
        query = sa.select(_HISTORY).where(_HISTORY.c.batch.in_(steps)).order_by(_HISTORY.c.seq)
        lines = self._connection.execute(query).mappings()
        return {(BY_NAME[line["kind"]], str(line["row"])): _entry(line).after for line in lines}

    def last_seq(self, assessment_id: str) -> int:
        """The number of the newest line of history of an assessment; 0 when there is none."""
        query = sa.select(sa.func.max(_HISTORY.c.seq)).where(_HISTORY.c.assessment == assessment_id)
        return int(self._connection.execute(query).scalar() or 0)

    def listing(self) -> list[Listed]:
        """All assessments with their stored summaries, last changed first, in one query."""
        try:
            return rows_of(self._connection.exec_driver_sql(listing.QUERY).mappings())
        except _WRONG_ROW as error:
            raise _damaged("assessment") from error

    def summary(self, assessment_id: str) -> tuple[int, dict[str, Any]] | None:
        """The stored figures of an assessment and the history number they rest on."""
        query = sa.select(_SUMMARY.c.seq, _SUMMARY.c.figures).where(_SUMMARY.c.assessment == assessment_id)
        row = self._connection.execute(query).first()
        return (int(row[0]), cast("dict[str, Any]", row[1])) if row else None

    def save_summary(self, assessment_id: str, seq: int, figures: Mapping[str, Any]) -> None:
        """Store the figures the home screen shows; they are derived, so they have no history."""
        self._connection.execute(sa.delete(_SUMMARY).where(_SUMMARY.c.assessment == assessment_id))
        self._connection.execute(
            sa.insert(_SUMMARY), {"assessment": assessment_id, "seq": seq, "figures": dict(figures)}
        )

    def drop_summary(self, assessment_id: str) -> None:
        """Forget the stored figures of an assessment that is being removed."""
        self._connection.execute(sa.delete(_SUMMARY).where(_SUMMARY.c.assessment == assessment_id))

    def keep_pack(self, pack: StoredPack) -> None:
        """Keep a content pack once; it never changes, so it has no history."""
        if self.find(StoredPack, pack.id) is None:
            self._connection.execute(sa.insert(TABLES[StoredPack]), to_values(replace(pack, version=1)))

    def keep_blob(self, sha256: str, data: bytes) -> None:
        """Keep the bytes of a file once, however often it is attached."""
        known = self._connection.execute(sa.select(_BLOB.c.sha256).where(_BLOB.c.sha256 == sha256)).first()
        if known is None:
            self._connection.execute(sa.insert(_BLOB), {"sha256": sha256, "data": data})

    def blob(self, sha256: str) -> bytes:
        """The bytes of a kept file.

        Raises:
            StorageError: when they are not in the workspace.
        """
        found = self._connection.execute(sa.select(_BLOB.c.data).where(_BLOB.c.sha256 == sha256)).scalar()
        if found is None:
            raise StorageError("The file is listed, but its content is not in the workspace.")
        return bytes(found)

    def blob_bytes(self) -> int:
        """How many bytes all kept files take."""
        query = sa.select(sa.func.coalesce(sa.func.sum(sa.func.length(_BLOB.c.data)), 0))
        return int(self._connection.execute(query).scalar_one())

    def purge_blobs(self) -> None:
        """Drop the bytes of files that nothing refers to any more."""
        evidence = SQLModel.metadata.tables["evidence"]
        snapshot = SQLModel.metadata.tables["snapshot"]
        logo = sa.select(sa.func.json_extract(SQLModel.metadata.tables["workspace"].c.brand, "$.logo"))
        used = sa.union_all(
            sa.select(evidence.c.sha256),
            sa.select(snapshot.c.sha256),
            logo.where(logo.selected_columns[0].is_not(None)),
        )
        self._connection.execute(sa.delete(_BLOB).where(_BLOB.c.sha256.not_in(used)))

    def clear_journal(self) -> None:
        """Have SQLite take away an empty journal that a kill left behind; only a write makes it do so."""
        # An update that changes nothing is not written; a pragma always is.
        version = int(self._connection.exec_driver_sql("PRAGMA user_version").scalar_one())
        self._connection.exec_driver_sql(f"PRAGMA user_version={version}")


# Ours never writes such a row, so the file was changed by something else.
_WRONG_ROW = (ValueError, KeyError, TypeError)


def _damaged(what: str) -> DamagedWorkspace:
    return DamagedWorkspace(
        f"This workspace holds a damaged {what}, so it cannot be read. It was left as it is; open a copy or a backup of it."
    )


def _entry(row: Mapping[Any, Any]) -> HistoryEntry:
    kind = BY_NAME[row["kind"]]
    known = {field.name for field in fields(kind)}

    def build(values: dict[str, Any] | None) -> Entity | None:
        if values is None:
            return None
        return from_values(kind, {name: value for name, value in values.items() if name in known})

    return HistoryEntry(
        seq=row["seq"],
        at=dt.datetime.fromisoformat(row["at"]),
        who=row["who"],
        label=row["label"],
        before=build(row["before"]),
        after=build(row["after"]),
    )
