"""Which form the SRE role takes, and the people it needs."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from workbench.actions.edit import Edit
from workbench.domain.entity import new_id
from workbench.domain.role_plan import RolePlan
from workbench.storage.unit import Unit


def change(assessment_id: str, merge: str = "", **fields: Any) -> Edit:
    """Change some fields of the role plan, which is made when there is none yet."""

    def do(unit: Unit) -> None:
        before = _plan(unit, assessment_id)
        after = replace(before, **fields)
        if after != before:
            unit.put(after)

    return Edit("Change the role plan", do, merge)


def need(assessment_id: str, level: str, count: int, merge: str = "") -> Edit:
    """Say how many people are needed at a skill level."""

    def do(unit: Unit) -> None:
        before = _plan(unit, assessment_id)
        rest = {key: each for key, each in before.needed.items() if key != level}
        after = replace(before, needed={**rest, level: count} if count else rest)
        if after != before:
            unit.put(after)

    return Edit("Change how many people are needed", do, merge)


def _plan(unit: Unit, assessment_id: str) -> RolePlan:
    known = unit.all(RolePlan, assessment=assessment_id)
    return known[0] if known else RolePlan(id=new_id(), assessment=assessment_id)
