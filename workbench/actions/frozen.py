"""An assessment as text that never changes: written for a snapshot, read back as a book."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator
from typing import Any

from workbench.content.loader import pack_from_source
from workbench.domain.assessment import Assessment, StoredPack, Workspace
from workbench.domain.book import Book
from workbench.domain.entity import Entity
from workbench.domain.snapshot import Snapshot
from workbench.storage.codec import from_values, to_values
from workbench.storage.errors import StorageError
from workbench.storage.kinds import BOOK_KINDS, BY_NAME, TABLES
from workbench.storage.unit import Unit

FORMAT = 1


def write(unit: Unit, assessment_id: str) -> bytes:
    """Everything an assessment is made of, as bytes that are the same for the same content; without its snapshots."""
    assessment, workspace = unit.get(Assessment, assessment_id), unit.all(Workspace)[0]
    rows: dict[str, list[dict[str, Any]]] = {}
    for kind in BOOK_KINDS:
        if kind is not Snapshot:
            listed = [to_values(each) for each in unit.of_assessment(kind, assessment_id)]
            rows[TABLES[kind].name] = sorted(listed, key=lambda row: row["id"])
    # The brand and the code are the workspace's own, and no part of what was found.
    client = {key: value for key, value in to_values(workspace).items() if key not in ("brand", "code")}
    content = {
        "format": FORMAT,
        "workspace": client,
        "assessment": to_values(assessment),
        "rows": rows,
    }
    return packed(content)


def packed(content: dict[str, Any]) -> bytes:
    """Content as the bytes that are kept."""
    return json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def digest(content: bytes) -> str:
    """What the content is known by."""
    return hashlib.sha256(content).hexdigest()


def read(unit: Unit, snapshot: Snapshot) -> Book:
    """The assessment as it was when the snapshot was taken, rated by the pack of that day.

    Raises:
        StorageError: when the content is missing, or not what was frozen.
    """
    content = unit.blob(snapshot.sha256)
    if digest(content) != snapshot.sha256:
        raise StorageError(
            f"Snapshot {snapshot.number} is damaged: it is not what was frozen, so it is not shown."
        )
    frozen = json.loads(content)
    workspace = from_values(Workspace, frozen["workspace"])
    assessment = from_values(Assessment, frozen["assessment"])
    pack = pack_from_source(unit.get(StoredPack, snapshot.pack).source)
    return Book.of(workspace, pack, assessment, _entities(frozen["rows"]))


def _entities(rows: dict[str, Iterable[dict[str, Any]]]) -> Iterator[Entity]:
    # In the order of kinds: answers hang on respondents.
    for kind in BOOK_KINDS:
        for values in rows.get(TABLES[kind].name, ()):
            yield from_values(BY_NAME[TABLES[kind].name], values)
