"""Snapshots: taken, named, looked at and taken away; their content never changes."""

from __future__ import annotations

import datetime as dt

from workbench.actions import entries, frozen
from workbench.actions.edit import Edit
from workbench.domain.assessment import Assessment
from workbench.domain.book import Book
from workbench.domain.entity import new_id
from workbench.domain.snapshot import Snapshot
from workbench.storage.store import Store
from workbench.storage.unit import Unit


def take(
    assessment_id: str,
    name: str,
    day: dt.date,
    *,
    by: str = "",
    note: str = "",
    report: str = "",
    entity_id: str | None = None,
) -> Edit:
    """Freeze an assessment as it is, under the next number and a name; no number is given twice.

    `report` is the edition of the report that is made of it.

    The edit raises `ValueError` without a name.
    """
    new = entity_id or new_id()

    def do(unit: Unit) -> None:
        content = frozen.write(unit, assessment_id)
        sha256 = frozen.digest(content)
        number = next_number(unit, assessment_id)
        snapshot = Snapshot(
            id=new,
            assessment=assessment_id,
            number=number,
            name=name.strip(),
            taken_on=day,
            by=by,
            note=note,
            sha256=sha256,
            pack=unit.get(Assessment, assessment_id).pack,
            position=number,
            report=report,
        )
        unit.keep_blob(sha256, content)
        unit.put(snapshot)

    return Edit("Take a snapshot", do)


def next_number(unit: Unit, assessment_id: str) -> int:
    """The number the next snapshot gets: none is given twice."""
    written = (line.after for line in unit.changes_of(Snapshot, assessment_id))
    return 1 + max((each.number for each in written if isinstance(each, Snapshot)), default=0)


def rename(entity_id: str, name: str, note: str | None = None) -> Edit:
    """Give a snapshot another name, or note; what is frozen stays."""
    fields = {"name": name.strip()} | ({} if note is None else {"note": note})
    return entries.change(Snapshot, entity_id, "Rename a snapshot", **fields)


def remove(entity_id: str) -> Edit:
    """Take a snapshot away; undo brings it back while the workspace is open."""
    return entries.remove(Snapshot, entity_id, "Remove a snapshot")


def open_snapshot(store: Store, entity_id: str) -> Book:
    """The assessment as it was, in a transaction of its own.

    Raises:
        StorageError: when it is missing or damaged.
    """
    with store.unit("Open a snapshot", writes=False) as unit:
        return frozen.read(unit, unit.get(Snapshot, entity_id))
