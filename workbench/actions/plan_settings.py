"""What a plan goes by."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from workbench.actions.edit import Edit
from workbench.domain.entity import new_id
from workbench.domain.plan_settings import PlanSettings
from workbench.storage.unit import Unit


def change(assessment_id: str, merge: str = "", **fields: Any) -> Edit:
    """Change some settings of the plan, which are stored once they differ from the usual ones."""

    def do(unit: Unit) -> None:
        known = unit.all(PlanSettings, assessment=assessment_id)
        before = known[0] if known else PlanSettings(id=new_id(), assessment=assessment_id)
        after = replace(before, **fields)
        if after != before:
            unit.put(after)

    return Edit("Change how the plan is made", do, merge)
