"""Services and their levels."""

from __future__ import annotations

from typing import Any

from workbench.actions import entries
from workbench.actions.edit import Edit
from workbench.domain.service import Service
from workbench.storage.unit import Unit

LETTER = "S"


def add(assessment_id: str, title: str, *, entity_id: str | None = None, **fields: Any) -> Edit:
    """Add a service level at the end of the list."""
    return entries.add(Service, assessment_id, LETTER, "Add a service", entity_id, title=title, **fields)


def change(entity_id: str, merge: str = "", **fields: Any) -> Edit:
    """Change some fields."""
    return entries.change(Service, entity_id, "Change a service", merge, **fields)


def remove(assessment_id: str, entity_id: str) -> Edit:
    """Take one away, and out of the services that need it."""

    def do(unit: Unit) -> None:
        entries.unlink(unit, Service, assessment_id, "needs", entity_id)
        unit.remove(Service, entity_id)

    return Edit("Remove a service", do)
