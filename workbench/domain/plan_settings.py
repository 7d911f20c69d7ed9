"""What a whole plan goes by: when it starts, who can work, which days are free, and how value is weighed."""

from __future__ import annotations

import datetime as dt
import math
from dataclasses import dataclass
from enum import StrEnum

from workbench.domain.entity import Entity, require, require_step

MOST_PEOPLE = 500
WEIGHTS = (0.35, 0.25, 0.25, 0.15)
"""What gap closed, expected loss cut, hours of toil saved and obstacles cleared weigh in value (domain.md 4)."""


class Method(StrEnum):
    """How actions are ranked; ranks of different methods are never mixed."""

    PRIORITY = "priority"
    WSJF = "wsjf"
    RICE = "rice"
    CD3 = "cd3"

    @property
    def label(self) -> str:
        """The method as shown."""
        return "Priority" if self is Method.PRIORITY else self.value.upper()


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanSettings(Entity):
    """The settings of one plan; there are always some.

    `capacity` is how many people can work at once; `holidays` are days nobody works, beside weekends; `weights` are
    for gap, risk, toil and obstacles, 0 or more; `review_months` is how often a process is to be reviewed.
    """

    assessment: str
    start: dt.date | None = None
    capacity: int = 2
    holidays: tuple[dt.date, ...] = ()
    weights: tuple[float, ...] = WEIGHTS
    method: Method = Method.PRIORITY
    review_months: int = 3

    def __post_init__(self) -> None:
        require_step("Capacity, the people who can work at once,", self.capacity, 1, MOST_PEOPLE)
        require_step("The months between two reviews", self.review_months, 1, 60)
        fine = len(self.weights) == len(WEIGHTS) and all(
            math.isfinite(each) and each >= 0 for each in self.weights
        )
        require(fine, "The weights are four numbers of 0 or more.")
        require(any(self.weights), "At least one benefit must weigh something.")
