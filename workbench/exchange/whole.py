"""A whole assessment as JSON that loses nothing and is taken in again; docs/workspace-json.md explains every field.

It is a copy to keep or to move, not a report: it holds names, stances and everything else that was typed.
"""

from __future__ import annotations

import base64
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from workbench import __version__
from workbench.domain.action import Action
from workbench.domain.assessment import Answer, Assessment, Respondent, StoredPack, Workspace
from workbench.domain.entity import Entity
from workbench.domain.obstacle import Obstacle
from workbench.domain.risk import Risk
from workbench.domain.snapshot import Snapshot
from workbench.domain.talent import Talent
from workbench.storage.codec import to_values
from workbench.storage.kinds import BOOK_KINDS, TABLES

FORMAT, VERSION = "sre-workbench/assessment", 1
NOTICE = "This file holds everything that was typed, with names of people, their stances and their competences. It is a copy to keep or to move, not a report: hand on a PDF or a spreadsheet instead."
STORED = frozenset({"version"})
"""What the file keeps of no entry: how often it was written."""
OWNED = frozenset({"version", "assessment"})
"""The same for entries of the assessment, which all belong to the one there is."""
OF_WORKSPACE = frozenset({"id", "version", "brand", "code", "origin"})
"""The same for the workspace: a new one gets an id of its own, and its brand, its code and where it came from are nobody else's."""

_COUNTED: tuple[tuple[type[Entity], str, str], ...] = (
    (Respondent, "respondent", "respondents"),
    (Answer, "answer", "answers"),
    (Obstacle, "obstacle", "obstacles"),
    (Talent, "person", "people"),
    (Risk, "risk", "risks"),
    (Action, "action", "actions"),
    (Snapshot, "snapshot", "snapshots"),
)


@dataclass(frozen=True, slots=True)
class Whole:
    """Everything an assessment is made of.

    `packs` are the content packs it needs: its own, those it was moved on from (`earlier`, by hash, the oldest first)
    and those of its snapshots. `files` are bytes by their SHA-256: files kept as evidence, and what snapshots froze.
    """

    workspace: Workspace
    assessment: Assessment
    entities: tuple[Entity, ...]
    packs: tuple[StoredPack, ...]
    earlier: tuple[str, ...]
    files: Mapping[str, bytes]

    @property
    def pack(self) -> StoredPack:
        """The pack it is rated by."""
        return next(each for each in self.packs if each.id == self.assessment.pack)

    @property
    def counts(self) -> tuple[tuple[str, str, int], ...]:
        """What is in it, for people: the name of one, of several, and how many there are."""
        return tuple((one, many, len(self.of(kind))) for kind, one, many in _COUNTED)

    def of(self, kind: type[Entity]) -> list[Entity]:
        """All entries of a kind."""
        return [each for each in self.entities if type(each) is kind]


def _row(entity: Entity, without: Iterable[str]) -> dict[str, Any]:
    return {name: value for name, value in to_values(entity).items() if name not in without}


def dump(whole: Whole) -> bytes:
    """Give a whole assessment as JSON in UTF-8; the same content gives the same bytes."""
    own = whole.pack
    rows: dict[str, list[dict[str, Any]]] = {TABLES[kind].name: [] for kind in BOOK_KINDS}
    for entity in sorted(whole.entities, key=lambda each: each.id):
        rows[TABLES[type(entity)].name].append(_row(entity, OWNED))
    content = {
        "format": FORMAT,
        "version": VERSION,
        "program": __version__,
        "notice": NOTICE,
        "pack": {"id": own.pack_id, "version": own.pack_version, "title": own.title, "hash": own.id},
        "workspace": _row(whole.workspace, OF_WORKSPACE),
        "assessment": _row(whole.assessment, STORED),
        "packs": [
            {
                "id": each.pack_id,
                "version": each.pack_version,
                "title": each.title,
                "hash": each.id,
                "source": each.source,
            }
            for each in sorted(whole.packs, key=lambda each: each.id)
        ],
        "earlier_packs": list(whole.earlier),
        "rows": rows,
        "files": {key: base64.b64encode(data).decode() for key, data in sorted(whole.files.items())},
    }
    return json.dumps(content, ensure_ascii=False, indent=1, allow_nan=False).encode() + b"\n"
