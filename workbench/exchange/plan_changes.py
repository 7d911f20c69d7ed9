"""What taking in how far the actions are would do to the plan, row by row and field by field."""

from __future__ import annotations

from workbench.domain.action import Action
from workbench.domain.text import whole_line
from workbench.exchange.changes import Difference, Fate, Taken, in_order
from workbench.exchange.plan_sheet import PLAN, PlanRead, Progress


def look(read: PlanRead) -> list[Taken]:
    """Say what becomes of each row, what is refused first."""
    return in_order(
        [
            *(Taken(number, Fate.REFUSED, called, wrong=wrong) for number, called, wrong in read.refused),
            *(Taken(row.number, Fate.CHANGED, _called(row.action), _differences(row)) for row in read.rows),
            *(Taken(number, Fate.UNCHANGED, _called(action)) for number, action in read.same),
        ]
    )


def _called(action: Action) -> str:
    return whole_line(f"{action.code} {action.title}")


def _differences(row: Progress) -> tuple[Difference, ...]:
    return tuple(
        Difference(
            column.title, column.write(getattr(row.action, column.key)), column.write(row.values[column.key])
        )
        for column in PLAN
        if column.key in row.values
    )
