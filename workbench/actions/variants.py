"""Variants of the plan."""

from __future__ import annotations

from typing import Any

from workbench.actions import entries
from workbench.actions.edit import Edit
from workbench.domain.entity import new_id
from workbench.domain.variant import Variant
from workbench.storage.unit import Unit


def add(assessment_id: str, title: str, *, entity_id: str | None = None, **fields: Any) -> Edit:
    """Keep a choice of actions under a name."""
    new = entity_id or new_id()

    def do(unit: Unit) -> None:
        position = entries.next_position(unit, Variant, assessment_id)
        unit.put(Variant(id=new, assessment=assessment_id, title=title.strip(), position=position, **fields))

    return Edit("Save a variant", do)


def change(entity_id: str, merge: str = "", **fields: Any) -> Edit:
    """Change some fields."""
    return entries.change(Variant, entity_id, "Change a variant", merge, **fields)


def remove(entity_id: str) -> Edit:
    """Take one away; its actions stay in the plan."""
    return entries.remove(Variant, entity_id, "Remove a variant")
