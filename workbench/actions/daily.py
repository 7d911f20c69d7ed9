"""Daily updates, and blockers that become obstacles."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import Any

from workbench.actions import entries, obstacles
from workbench.actions.edit import Edit
from workbench.domain.daily import DailyUpdate
from workbench.domain.entity import new_id
from workbench.storage.unit import Unit

_TITLE = 200
MOST_SECONDS = 24 * 60 * 60
"""More than a day nobody speaks."""


def say(assessment_id: str, day: dt.date, who: str, *, entity_id: str | None = None, **fields: Any) -> Edit:
    """Add what somebody says on a day, at the end of that day's round."""
    new = entity_id or new_id()

    def do(unit: Unit) -> None:
        position = entries.next_position(unit, DailyUpdate, assessment_id)
        unit.put(
            DailyUpdate(
                id=new, assessment=assessment_id, day=day, who=who.strip(), position=position, **fields
            )
        )

    return Edit("Add a daily update", do)


def write(
    assessment_id: str, day: dt.date, who: str, entity_id: str, merge: str = "", /, **fields: Any
) -> Edit:
    """Change what somebody says on a day; the update is added with the first thing that is said."""

    def do(unit: Unit) -> None:
        before = unit.find(DailyUpdate, entity_id)
        if before is None:
            rest = {key: value for key, value in fields.items() if key != "who"}
            say(assessment_id, day, fields.get("who", who), entity_id=entity_id, **rest).do(unit)
        else:
            change(entity_id, **fields).do(unit)

    return Edit("Change a daily update", do, merge)


def spend(assessment_id: str, day: dt.date, who: str, entity_id: str, seconds: int) -> Edit:
    """Add to the seconds somebody has spoken on a day."""

    def do(unit: Unit) -> None:
        before = unit.find(DailyUpdate, entity_id)
        known = before.seconds if before is not None else 0
        write(assessment_id, day, who, entity_id, seconds=min(known + seconds, MOST_SECONDS)).do(unit)

    return Edit("Time a daily update", do, f"{entity_id}:seconds")


def change(entity_id: str, merge: str = "", **fields: Any) -> Edit:
    """Change some fields."""
    return entries.change(DailyUpdate, entity_id, "Change a daily update", merge, **fields)


def remove(entity_id: str) -> Edit:
    """Take one away; an obstacle it became stays."""
    return entries.remove(DailyUpdate, entity_id, "Remove a daily update")


def to_obstacle(entity_id: str, *, obstacle_id: str | None = None) -> Edit:
    """List a blocker among the obstacles, and remember that this was done.

    The edit raises `ValueError` when there is no blocker, or it is listed already.
    """
    new = obstacle_id or new_id()

    def do(unit: Unit) -> None:
        update = unit.get(DailyUpdate, entity_id)
        words = " ".join(update.blocker.split())
        if not words:
            raise ValueError("There is no blocker to list. Say first what stands in the way.")
        if update.obstacle:
            raise ValueError("This blocker is listed among the obstacles already.")
        title = words if len(words) <= _TITLE else f"{words[: _TITLE - 1].rstrip()}…"
        detail = f"Came up in the daily update of {update.day:%d.%m.%Y}: {update.blocker.strip()}"
        obstacles.add(update.assessment, title, entity_id=new, detail=detail).do(unit)
        unit.put(replace(update, obstacle=new))

    return Edit("List a blocker as an obstacle", do)
