"""Recognition given and incentives offered."""

from __future__ import annotations

from typing import Any

from workbench.actions import entries
from workbench.actions.edit import Edit
from workbench.domain.recognition import Recognition

LETTER = "R"


def add(assessment_id: str, title: str, *, entity_id: str | None = None, **fields: Any) -> Edit:
    """Add a recognition or incentive at the end of the list."""
    return entries.add(
        Recognition, assessment_id, LETTER, "Add a recognition", entity_id, title=title, **fields
    )


def change(entity_id: str, merge: str = "", **fields: Any) -> Edit:
    """Change some fields."""
    return entries.change(Recognition, entity_id, "Change a recognition", merge, **fields)


def remove(entity_id: str) -> Edit:
    """Take one away."""
    return entries.remove(Recognition, entity_id, "Remove a recognition")
