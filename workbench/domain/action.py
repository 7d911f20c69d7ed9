"""An action of the plan: who does what by when, and what it is judged by."""

from __future__ import annotations

import datetime as dt
import math
from dataclasses import dataclass
from enum import StrEnum

from workbench.domain.entity import Entity, require, require_step


class ActionState(StrEnum):
    """Where the action is in its life."""

    PROPOSED = "proposed"
    AGREED = "agreed"
    RUNNING = "running"
    DONE = "done"
    DROPPED = "dropped"

    @property
    def label(self) -> str:
        """The state as shown."""
        return self.value.capitalize()


def _amount(name: str, value: float | None) -> None:
    fine = value is None or (math.isfinite(value) and value >= 0)
    require(fine, f"{name} must be a number of 0 or more.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Action(Entity):
    """An action: effort in person-days, lead time in calendar days, measured before and after."""

    assessment: str
    code: str
    title: str
    workstream: str = ""
    purpose: str = ""
    owner: str = ""
    capability: str = ""
    level: int | None = None
    start: dt.date | None = None
    finish: dt.date | None = None
    effort_days: float | None = None
    lead_days: int | None = None
    cost: float | None = None
    after: tuple[str, ...] = ()
    deliverables: tuple[str, ...] = ()
    acceptance: tuple[str, ...] = ()
    obstacles: tuple[str, ...] = ()
    risks: tuple[str, ...] = ()
    state: ActionState = ActionState.PROPOSED
    drop_reason: str = ""
    measure: str = ""
    unit: str = ""
    lower_is_better: bool = True
    before: float | None = None
    expected: float | None = None
    catalogue: str = ""
    position: int = 0

    def __post_init__(self) -> None:
        require(bool(self.title.strip()), "An action needs a title.")
        require_step("The level an action serves", self.level, 2, 5)
        _amount("Effort", self.effort_days)
        _amount("Lead time", self.lead_days)
        _amount("Cost", self.cost)
        _amount("The figure before", self.before)
        _amount("The figure after", self.expected)
        ordered = self.start is None or self.finish is None or self.start <= self.finish
        require(ordered, "An action cannot finish before it starts.")
        require(self.id not in self.after, "An action cannot wait for itself.")
