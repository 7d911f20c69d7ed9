"""Practices checked per team or service."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from workbench.actions import entries
from workbench.actions.edit import Edit, together
from workbench.domain.entity import new_id
from workbench.domain.practice import Practice, Presence, Subject
from workbench.storage.unit import Unit


def add_subject(assessment_id: str, title: str, *, entity_id: str | None = None) -> Edit:
    """Add a team or service at the end of the columns."""
    new = entity_id or new_id()

    def do(unit: Unit) -> None:
        position = entries.next_position(unit, Subject, assessment_id)
        unit.put(Subject(id=new, assessment=assessment_id, title=title.strip(), position=position))

    return Edit("Add a team or service", do)


def add_subjects(assessment_id: str, titles: Sequence[str]) -> Edit:
    """Add several teams or services in one step."""
    edits = [add_subject(assessment_id, each) for each in titles]
    return edits[0] if len(edits) == 1 else together(f"Add {len(edits):,} teams or services", edits)


def rename_subject(entity_id: str, title: str) -> Edit:
    """Call a team or service otherwise."""
    return entries.change(Subject, entity_id, "Rename a team or service", title=title.strip())


def remove_subject(assessment_id: str, entity_id: str) -> Edit:
    """Take a team or service away with everything noted of it."""

    def do(unit: Unit) -> None:
        for each in unit.all(Practice, assessment=assessment_id):
            if each.subject == entity_id:
                unit.remove(Practice, each.id)
        unit.remove(Subject, entity_id)

    return Edit("Remove a team or service", do)


def place_id(subject: str, catalogue: str, item: str) -> str:
    """One id per cell, so that two people who fill the same cell meet there."""
    return hashlib.sha256(f"{subject}/{catalogue}/{item}".encode()).hexdigest()[:32]


def note(
    assessment_id: str,
    subject: str,
    catalogue: str,
    item: str,
    presence: Presence | None,
    text: str | None = None,
    merge: str = "",
) -> Edit:
    """Note whether a subject has a practice; `None` takes the note back, `text` `None` keeps what was typed."""

    def do(unit: Unit) -> None:
        cell = place_id(subject, catalogue, item)
        before = unit.find(Practice, cell)
        if presence is None:
            if before is not None:
                unit.remove(Practice, cell)
            return
        words = text if text is not None else before.note if before is not None else ""
        if before is not None:
            after = replace(before, presence=presence, note=words)
            if after != before:
                unit.put(after)
            return
        unit.put(
            Practice(
                id=cell,
                assessment=assessment_id,
                subject=subject,
                catalogue=catalogue,
                item=item,
                presence=presence,
                note=words,
            )
        )

    return Edit("Check a practice", do, merge)


def change(entity_id: str, merge: str = "", **fields: Any) -> Edit:
    """Change what is said of a practice beyond whether it is there."""
    return entries.change(Practice, entity_id, "Change a practice", merge, **fields)
