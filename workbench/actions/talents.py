"""Talents and stakeholders."""

from __future__ import annotations

from typing import Any

from workbench.actions import entries
from workbench.actions.edit import Edit
from workbench.domain.entity import new_id
from workbench.domain.talent import Talent
from workbench.storage.unit import Unit

LETTER = "P"


def add(assessment_id: str, role_title: str, *, entity_id: str | None = None, **fields: Any) -> Edit:
    """Add a talent or stakeholder at the end of the list."""
    new = entity_id or new_id()

    def do(unit: Unit) -> None:
        unit.put(
            Talent(
                id=new,
                assessment=assessment_id,
                code=entries.next_code(unit, Talent, assessment_id, LETTER),
                role_title=role_title.strip(),
                position=entries.next_position(unit, Talent, assessment_id),
                **fields,
            )
        )

    return Edit("Add a talent or stakeholder", do)


def change(entity_id: str, merge: str = "", **fields: Any) -> Edit:
    """Change some fields."""
    return entries.change(Talent, entity_id, "Change a talent or stakeholder", merge, **fields)


def remove(entity_id: str) -> Edit:
    """Take one away."""
    return entries.remove(Talent, entity_id, "Remove a talent or stakeholder")
