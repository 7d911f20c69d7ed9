"""Making and changing assessments, and the workspace they live in."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import Any

from workbench.actions import entries, packs
from workbench.actions.edit import Edit
from workbench.domain.assessment import (
    Assessment,
    ScopeKind,
    Target,
    Workspace,
)
from workbench.domain.content import Pack
from workbench.domain.entity import new_id
from workbench.domain.role import Role
from workbench.storage.kinds import BOOK_KINDS
from workbench.storage.unit import Unit


def create(
    pack: Pack,
    source: str,
    title: str,
    date: dt.date,
    roles: Iterable[Role],
    scope: ScopeKind = ScopeKind.FULL,
    questions: tuple[str, ...] = (),
    *,
    assessment_id: str | None = None,
    **fields: Any,
) -> Edit:
    """Begin an assessment with a content pack, which is kept in the workspace."""
    entity_id = assessment_id or new_id()
    present = tuple(roles)
    assessment = Assessment(
        id=entity_id,
        title=title.strip(),
        date=date,
        pack=pack.content_hash,
        roles=present,
        scope=scope,
        questions=questions,
        **fields,
    )

    def do(unit: Unit) -> None:
        packs.keep(unit, pack, source)
        unit.put(assessment)

    return Edit(f"New assessment {assessment.title}", do)


def change(assessment_id: str, label: str = "Change the assessment", merge: str = "", **fields: Any) -> Edit:
    """Change what an assessment says of itself."""
    return entries.change(Assessment, assessment_id, label, merge, **fields)


def remove(assessment_id: str) -> Edit:
    """Take an assessment away with everything in it; undo brings all of it back."""

    def do(unit: Unit) -> None:
        # Backwards: answers hang on respondents, practices on subjects.
        for kind in reversed(BOOK_KINDS):
            for row in unit.of_assessment(kind, assessment_id):
                unit.remove(kind, row.id)
        unit.drop_summary(assessment_id)
        unit.remove(Assessment, assessment_id)

    return Edit("Delete the assessment", do)


def rename_client(workspace_id: str, client: str) -> Edit:
    """Change the name of the client this workspace belongs to."""
    return entries.change(Workspace, workspace_id, "Rename the client", client=client.strip())


def set_target(assessment_id: str, capability: str, level: int | None) -> Edit:
    """Set the level a capability is to reach, or go back to the suggested one with `None`."""

    def do(unit: Unit) -> None:
        found = [each for each in unit.all(Target, assessment=assessment_id) if each.capability == capability]
        if level is None:
            for each in found:
                unit.remove(Target, each.id)
        elif not found:
            unit.put(Target(id=new_id(), assessment=assessment_id, capability=capability, level=level))
        elif found[0].level != level:
            target = found[0]
            unit.put(
                Target(
                    id=target.id,
                    version=target.version,
                    assessment=assessment_id,
                    capability=capability,
                    level=level,
                )
            )

    return Edit("Set the target", do)
