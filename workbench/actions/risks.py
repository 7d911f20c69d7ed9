"""Threats and opportunities."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from workbench.actions import entries, links
from workbench.actions.edit import Edit
from workbench.domain.action import Action
from workbench.domain.content import CatalogueEntry
from workbench.domain.control import Control
from workbench.domain.entity import new_id
from workbench.domain.risk import Risk, RiskKind
from workbench.storage.errors import StorageError
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


def rating(frequency: int | None, impact: int | None, *, after: bool = False) -> dict[str, Any]:
    """The fields of a risk rated by steps, before treatment or after it; numbers and intervals there give way."""
    start = "residual_" if after else ""
    empty = ("frequency_number", "impact_number", "impact_low", "impact_high")
    return {
        f"{start}frequency": frequency,
        f"{start}impact": impact,
        **dict.fromkeys(f"{start}{name}" for name in empty),
    }


def rate(entity_id: str, frequency: int | None, impact: int | None, *, after: bool = False) -> Edit:
    """Rate a risk by steps, as by dragging its marker, before treatment or after it."""
    return change(entity_id, label="Rate a risk", **rating(frequency, impact, after=after))


def add_control(entity_id: str, name: str, **fields: Any) -> Edit:
    """Add a control to a risk."""

    def do(unit: Unit) -> None:
        before = unit.get(Risk, entity_id)
        unit.put(replace(before, controls=(*before.controls, Control(name=name.strip(), **fields))))

    return Edit(f"Add control {name.strip()}", do)


def change_control(entity_id: str, number: int, merge: str = "", **fields: Any) -> Edit:
    """Change some fields of one control, counted from 0."""

    def do(unit: Unit) -> None:
        before = unit.get(Risk, entity_id)
        after = replace(_control(before, number), **fields)
        if after != before.controls[number]:
            unit.put(
                replace(before, controls=(*before.controls[:number], after, *before.controls[number + 1 :]))
            )

    return Edit("Change a control", do, merge)


def remove_control(entity_id: str, number: int) -> Edit:
    """Take one control away, counted from 0."""

    def do(unit: Unit) -> None:
        before = unit.get(Risk, entity_id)
        _control(before, number)
        unit.put(replace(before, controls=(*before.controls[:number], *before.controls[number + 1 :])))

    return Edit("Remove a control", do)


def _control(risk: Risk, number: int) -> Control:
    if not 0 <= number < len(risk.controls):
        raise StorageError("This control is no longer there. Go back to the risk and look again.")
    return risk.controls[number]


def without_action(unit: Unit, assessment_id: str, action_id: str) -> None:
    """Take a removed action out of the controls it would have brought."""
    for risk in unit.of_assessment(Risk, assessment_id):
        if any(each.action == action_id for each in risk.controls):
            left = (replace(each, action="") if each.action == action_id else each for each in risk.controls)
            unit.put(replace(risk, controls=tuple(left)))


def remove(assessment_id: str, entity_id: str) -> Edit:
    """Take one away, and out of everything that names it."""

    def do(unit: Unit) -> None:
        entries.unlink(unit, Action, assessment_id, "risks", entity_id)
        links.unlink(unit, assessment_id, "risks", entity_id)
        unit.remove(Risk, entity_id)

    return Edit("Remove a risk", do)
