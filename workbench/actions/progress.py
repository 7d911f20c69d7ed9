"""Taking in how far the actions of a plan are, from a table that was filled in elsewhere."""

from __future__ import annotations

from dataclasses import replace

from workbench.actions.edit import Edit
from workbench.domain.action import Action
from workbench.exchange.plan_sheet import PlanRead
from workbench.storage.unit import Unit


def take(read: PlanRead) -> Edit:
    """Change what a table says otherwise of the actions, all of it in one step.

    Raises:
        ValueError: when the table has problems; the first of them is the sentence.
    """
    if read.problems:
        more = len(read.problems) - 1
        raise ValueError(f"{read.problems[0]}{f' ({more} more)' if more else ''}")

    def do(unit: Unit) -> None:
        for row in read.rows:
            unit.put(replace(unit.get(Action, row.action.id), **row.values))

    return Edit("Take in the state of the plan", do, copied=True)
