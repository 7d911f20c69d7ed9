"""Advocacy for partner teams."""

from __future__ import annotations

from typing import Any

from workbench.actions import entries
from workbench.actions.edit import Edit
from workbench.domain.advocacy import Advocacy
from workbench.domain.content import CatalogueItem

LETTER = "V"


def add(assessment_id: str, title: str, *, entity_id: str | None = None, **fields: Any) -> Edit:
    """Add a partner team at the end of the list."""
    return entries.add(
        Advocacy, assessment_id, LETTER, "Add a partner team", entity_id, title=title, **fields
    )


def pick(assessment_id: str, area: CatalogueItem, *, entity_id: str | None = None) -> Edit:
    """Add a partner team for an area of the content pack's catalogue, with its first suggestion as the next move."""
    return add(
        assessment_id,
        area.title,
        entity_id=entity_id,
        area=area.id,
        next_move=next(iter(area.points), ""),
        capabilities=area.capabilities,
    )


def change(entity_id: str, merge: str = "", **fields: Any) -> Edit:
    """Change some fields."""
    return entries.change(Advocacy, entity_id, "Change advocacy", merge, **fields)


def remove(entity_id: str) -> Edit:
    """Take one away."""
    return entries.remove(Advocacy, entity_id, "Remove a partner team")
