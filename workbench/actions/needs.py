"""Business needs, future plans and their KPIs."""

from __future__ import annotations

from typing import Any

from workbench.actions import entries
from workbench.actions.edit import Edit
from workbench.domain.need import Need

LETTER = "N"


def add(assessment_id: str, title: str, *, entity_id: str | None = None, **fields: Any) -> Edit:
    """Add a need at the end of the list."""
    return entries.add(Need, assessment_id, LETTER, "Add a business need", entity_id, title=title, **fields)


def change(entity_id: str, merge: str = "", **fields: Any) -> Edit:
    """Change some fields."""
    return entries.change(Need, entity_id, "Change a business need", merge, **fields)


def remove(entity_id: str) -> Edit:
    """Take one away."""
    return entries.remove(Need, entity_id, "Remove a business need")
