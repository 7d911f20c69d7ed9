"""Threats and opportunities, and what is done about them."""

from __future__ import annotations

import datetime as dt
import math
from dataclasses import dataclass
from enum import StrEnum

from workbench.domain.control import Control
from workbench.domain.entity import Entity, require, require_step
from workbench.domain.need import MOST, require_amount

STEPS = 5
"""How many steps frequency and impact have."""
MOST_FREQUENT = 1000.0
"""What happens more often in a year is no risk."""
WIDEST = 1e6
"""The most that the ends of an interval lie apart, one over the other."""
TOO_FREQUENT = "More than 1,000 times a year is an operating cost, not a risk: plan for it, and rate what is out of the ordinary."


class RiskKind(StrEnum):
    """Negative or positive risk."""

    THREAT = "threat"
    OPPORTUNITY = "opportunity"

    @property
    def label(self) -> str:
        """The kind as shown."""
        return self.value.capitalize()

    @property
    def letter(self) -> str:
        """The letter its codes begin with."""
        return "T" if self is RiskKind.THREAT else "O"


class Zone(StrEnum):
    """Where a risk lies against appetite and tolerance (domain.md 3)."""

    GREEN = "green"
    AMBER = "amber"
    RED = "red"

    def word(self, kind: RiskKind) -> str:
        """The word that stands for the zone, other for threats and opportunities."""
        words = _THREAT_WORDS if kind is RiskKind.THREAT else _OPPORTUNITY_WORDS
        return words[self]


_THREAT_WORDS = {Zone.GREEN: "Accept", Zone.AMBER: "Watch", Zone.RED: "Treat"}
_OPPORTUNITY_WORDS = {Zone.GREEN: "Note", Zone.AMBER: "Explore", Zone.RED: "Seize"}


class Treatment(StrEnum):
    """What is done: the first four (and accept) for threats, the rest for opportunities."""

    NONE = ""
    AVOID = "avoid"
    REDUCE = "reduce"
    SHARE = "share"
    RETAIN = "retain"
    EXPLOIT = "exploit"
    ENHANCE = "enhance"
    ACCEPT = "accept"

    @property
    def label(self) -> str:
        """The treatment as shown."""
        return self.value.capitalize() if self.value else "Not decided"


TREATMENTS = {
    RiskKind.THREAT: (Treatment.AVOID, Treatment.REDUCE, Treatment.SHARE, Treatment.RETAIN),
    RiskKind.OPPORTUNITY: (Treatment.EXPLOIT, Treatment.ENHANCE, Treatment.SHARE, Treatment.ACCEPT),
}


class RiskState(StrEnum):
    """Where the risk is in its life."""

    OPEN = "open"
    TREATED = "in treatment"
    CLOSED = "closed"

    @property
    def label(self) -> str:
        """The state as shown."""
        return self.value.capitalize()


FREQUENCY_WORDS = ("Rare", "Unlikely", "Possible", "Likely", "Certain")
FREQUENCY_RANGES = (
    "less than once in 10 years",
    "once in 3 to 10 years",
    "once in 1 to 3 years",
    "1 to 3 times a year",
    "more than 3 times a year",
)
IMPACT_WORDS = ("Minor", "Moderate", "Major", "Severe", "Extreme")
BENEFIT_WORDS = ("Slight", "Useful", "Strong", "Large", "Transforming")


def _is_number(value: float | None) -> bool:
    return value is None or (not isinstance(value, bool) and math.isfinite(value))


def _frequency(name: str, value: float | None, *, never: bool = False) -> None:
    least = "0 or more" if never else "above 0"
    fine = _is_number(value) and (value is None or value > 0 or (never and value == 0))
    require(fine, f"{name} must be a number {least}, counted per year.")
    require(value is None or value <= MOST_FREQUENT, TOO_FREQUENT)


def _interval(name: str, low: float | None, high: float | None) -> None:
    for end, value in (("The 5 % value", low), ("The 95 % value", high)):
        fine = _is_number(value) and (value is None or 0 < value <= MOST)
        require(fine, f"{end} of the {name} must be a number above 0.")
    ordered = low is None or high is None or low < high
    require(ordered, f"The 5 % value of the {name} must be below its 95 % value.")
    narrow = low is None or high is None or high <= low * WIDEST
    require(
        narrow, f"The 95 % value of the {name} is more than a million times its 5 % value: that says nothing."
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Risk(Entity):
    """A threat or an opportunity, before (inherent) and after (residual) treatment.

    Frequency and impact are steps 1..5 or numbers; where there is a number it holds, the step is kept for when it
    is taken away. Frequencies are per year, impacts per event, costs and benefits per year, all in the unit of the
    criteria; `…_low` and `…_high` are the ends of a 90 % interval of the impact. An impact without a number that
    has such an interval is its mean. `treatment_cost` is what the treatment costs beyond its controls.

    An opportunity also has the `chance` (0..1) that it works out, its `benefit`, and the worst that can come of
    trying (`downside_…`).
    """

    assessment: str
    code: str
    title: str
    kind: RiskKind = RiskKind.THREAT
    cause: str = ""
    event: str = ""
    consequence: str = ""
    capability: str = ""
    owner: str = ""
    frequency: int | None = None
    impact: int | None = None
    residual_frequency: int | None = None
    residual_impact: int | None = None
    treatment: Treatment = Treatment.NONE
    due: dt.date | None = None
    review: dt.date | None = None
    state: RiskState = RiskState.OPEN
    note: str = ""
    position: int = 0
    obstacles: tuple[str, ...] = ()
    clauses: tuple[str, ...] = ()
    frequency_number: float | None = None
    impact_number: float | None = None
    residual_frequency_number: float | None = None
    residual_impact_number: float | None = None
    impact_low: float | None = None
    impact_high: float | None = None
    residual_impact_low: float | None = None
    residual_impact_high: float | None = None
    simulated: bool = False
    controls: tuple[Control, ...] = ()
    treatment_cost: float | None = None
    chance: float | None = None
    benefit: float | None = None
    downside_frequency: int | None = None
    downside_impact: int | None = None
    downside_frequency_number: float | None = None
    downside_impact_number: float | None = None

    def __post_init__(self) -> None:
        require(bool(self.title.strip()), "A risk needs a title.")
        require_step("Frequency", self.frequency, 1, STEPS)
        require_step("Impact", self.impact, 1, STEPS)
        require_step("Frequency after treatment", self.residual_frequency, 1, STEPS)
        require_step("Impact after treatment", self.residual_impact, 1, STEPS)
        require_step("Frequency of the downside", self.downside_frequency, 1, STEPS)
        require_step("Impact of the downside", self.downside_impact, 1, STEPS)
        _frequency("Frequency", self.frequency_number)
        _frequency("Frequency after treatment", self.residual_frequency_number, never=True)
        _frequency("Frequency of the downside", self.downside_frequency_number, never=True)
        require_amount("Impact", self.impact_number)
        require_amount("Impact after treatment", self.residual_impact_number)
        require_amount("Impact of the downside", self.downside_impact_number)
        require_amount("The cost of the treatment a year", self.treatment_cost)
        require_amount("The benefit a year", self.benefit)
        _interval("impact", self.impact_low, self.impact_high)
        _interval("impact after treatment", self.residual_impact_low, self.residual_impact_high)
        chance = _is_number(self.chance) and (self.chance is None or 0 <= self.chance <= 1)
        require(chance, "The chance that it works out is a fraction from 0 to 1.")
