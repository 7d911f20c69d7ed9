"""Threats and opportunities."""

from __future__ import annotations

from typing import Any

from workbench.actions import entries, links
from workbench.actions.edit import Edit
from workbench.domain.action import Action
from workbench.domain.content import CatalogueEntry
from workbench.domain.entity import new_id
from workbench.domain.risk import Risk, RiskKind
from workbench.storage.unit import Unit


def add(
    assessment_id: str,
    title: str,
    kind: RiskKind = RiskKind.THREAT,
    *,
    entity_id: str | None = None,
    **fields: Any,
) -> Edit:
    """Add a threat or an opportunity at the end of the register."""
    new = entity_id or new_id()

    def do(unit: Unit) -> None:
        unit.put(
            Risk(
                id=new,
                assessment=assessment_id,
                code=entries.next_code(unit, Risk, assessment_id, kind.letter),
                title=title.strip(),
                kind=kind,
                position=entries.next_position(unit, Risk, assessment_id),
                **fields,
            )
        )

    return Edit(f"Add {kind.value} {title.strip()}", do)


def pick(assessment_id: str, entry: CatalogueEntry) -> Edit:
    """Add an entry of the content pack's catalogue."""
    return add(
        assessment_id,
        entry.title,
        RiskKind(entry.kind),
        cause=entry.cause,
        consequence=entry.consequence,
        capability=entry.capabilities[0] if entry.capabilities else "",
    )


def change(entity_id: str, merge: str = "", label: str = "Change a risk", **fields: Any) -> Edit:
    """Change some fields."""
    return entries.change(Risk, entity_id, label, merge, **fields)


def remove(assessment_id: str, entity_id: str) -> Edit:
    """Take one away, and out of everything that names it."""

    def do(unit: Unit) -> None:
        entries.unlink(unit, Action, assessment_id, "risks", entity_id)
        links.unlink(unit, assessment_id, "risks", entity_id)
        unit.remove(Risk, entity_id)

    return Edit("Remove a risk", do)
