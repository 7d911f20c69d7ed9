"""Trade-offs: options weighed by criteria, and the reason for the choice."""

from __future__ import annotations

import datetime as dt
import math
from dataclasses import dataclass

from workbench.domain.entity import require, require_step
from workbench.domain.linked import Linked

BEST = 5
"""Options are rated 1 to 5 by each criterion."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Criterion:
    """What options are judged by, and how much it weighs, 0 or more."""

    name: str
    weight: float = 1.0

    def __post_init__(self) -> None:
        require(bool(self.name.strip()), "A criterion needs a name.")
        fine = math.isfinite(self.weight) and 0 <= self.weight <= 100
        require(fine, "The weight of a criterion is a number from 0 to 100.")


CRITERIA = (
    Criterion(name="Business need", weight=3.0),
    Criterion(name="Engineering maturity", weight=2.0),
    Criterion(name="Maintainability", weight=2.0),
)
"""What the blueprint asks to be weighed; own ones are added."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Option:
    """One way to go; `ratings` are 1 to 5 in the order of the criteria, `None` while open."""

    name: str
    ratings: tuple[int | None, ...] = ()
    note: str = ""

    def __post_init__(self) -> None:
        require(bool(self.name.strip()), "An option needs a name.")
        for each in self.ratings:
            require_step("A rating", each, 1, BEST)

    def rating(self, number: int) -> int | None:
        """The rating by one criterion, counted from 0."""
        return self.ratings[number] if number < len(self.ratings) else None


@dataclass(frozen=True, slots=True, kw_only=True)
class TradeOff(Linked):
    """A decision record; `choice` is the number of an option, counted from 0, or `None` while nothing is decided."""

    assessment: str
    code: str
    title: str
    context: str = ""
    criteria: tuple[Criterion, ...] = CRITERIA
    options: tuple[Option, ...] = ()
    choice: int | None = None
    reason: str = ""
    consequences: str = ""
    decided_by: str = ""
    day: dt.date | None = None
    position: int = 0

    def __post_init__(self) -> None:
        require(bool(self.title.strip()), "Say what has to be decided.")
        names = [each.name.strip().casefold() for each in self.options]
        require(len(set(names)) == len(names), "Two options have the same name.")
        listed = self.choice is None or 0 <= self.choice < len(self.options)
        require(listed, "What is chosen must be one of the options.")

    @property
    def chosen(self) -> Option | None:
        """The option that was chosen."""
        return None if self.choice is None else self.options[self.choice]
