"""An assessment as text that never changes: written for a snapshot, read back as a book."""

from __future__ import annotations

import hashlib
import json
from typing import Any

from workbench.content.loader import pack_from_source
from workbench.domain.assessment import Assessment, StoredPack, Workspace
from workbench.domain.book import Book
from workbench.domain.snapshot import Snapshot
from workbench.storage.codec import to_values
from workbench.storage.errors import DamagedWorkspace, StorageError
from workbench.storage.kept_books import WRONG, book_of
from workbench.storage.kinds import BOOK_KINDS, TABLES
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
    try:
        kept = book_of(json.loads(content))
        pack = pack_from_source(unit.get(StoredPack, snapshot.pack).source)
        return Book.of(kept.workspace, pack, kept.assessment, kept.entities)
    except (*WRONG, DamagedWorkspace) as error:
        raise StorageError(
            f"Snapshot {snapshot.number} holds something that this program never froze, so it is not shown. "
            "It was left as it is; remove it, or open a backup."
        ) from error
