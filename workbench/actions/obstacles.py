"""Deterrents and obstacles."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from workbench.actions import entries
from workbench.actions.edit import Edit
from workbench.domain.action import Action
from workbench.domain.content import CatalogueEntry
from workbench.domain.daily import DailyUpdate
from workbench.domain.entity import new_id
from workbench.domain.obstacle import Obstacle, ObstacleKind
from workbench.domain.risk import Risk
from workbench.storage.unit import Unit

LETTER = ObstacleKind.OBSTACLE.letter
"""Codes begin with the letter of their kind; this one where no kind is said."""


def add(
    assessment_id: str,
    title: str,
    kind: ObstacleKind = ObstacleKind.OBSTACLE,
    *,
    entity_id: str | None = None,
    **fields: Any,
) -> Edit:
    """Add a deterrent or obstacle at the end of the list."""
    new = entity_id or new_id()

    def do(unit: Unit) -> None:
        unit.put(
            Obstacle(
                id=new,
                assessment=assessment_id,
                code=entries.next_code(unit, Obstacle, assessment_id, kind.letter),
                title=title.strip(),
                kind=kind,
                position=entries.next_position(unit, Obstacle, assessment_id),
                **fields,
            )
        )

    return Edit(f"Add {kind.value} {title.strip()}", do)


def pick(assessment_id: str, entry: CatalogueEntry, kind: ObstacleKind) -> Edit:
    """Add an entry of the content pack's catalogue."""
    return add(
        assessment_id,
        entry.title,
        kind,
        detail=entry.detail,
        countermeasure=entry.countermeasure,
        capabilities=entry.capabilities,
        catalogue=entry.id,
    )


def change(entity_id: str, merge: str = "", **fields: Any) -> Edit:
    """Change some fields."""
    return entries.change(Obstacle, entity_id, "Change an obstacle", merge, **fields)


def remove(assessment_id: str, entity_id: str) -> Edit:
    """Take one away, and out of the actions and risks that name it."""

    def do(unit: Unit) -> None:
        entries.unlink(unit, Action, assessment_id, "obstacles", entity_id)
        entries.unlink(unit, Risk, assessment_id, "obstacles", entity_id)
        for update in unit.all(DailyUpdate, assessment=assessment_id):
            if update.obstacle == entity_id:
                unit.put(replace(update, obstacle=""))
        unit.remove(Obstacle, entity_id)

    return Edit("Remove an obstacle", do)
