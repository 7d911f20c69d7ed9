"""Threats and opportunities, and what is done about them."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum

from workbench.domain.entity import Entity, require, require_step


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


@dataclass(frozen=True, slots=True, kw_only=True)
class Risk(Entity):
    """A threat or an opportunity, before (inherent) and after (residual) treatment, on steps 1..5."""

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

    def __post_init__(self) -> None:
        require(bool(self.title.strip()), "A risk needs a title.")
        require_step("Frequency", self.frequency, 1, 5)
        require_step("Impact", self.impact, 1, 5)
        require_step("Frequency after treatment", self.residual_frequency, 1, 5)
        require_step("Impact after treatment", self.residual_impact, 1, 5)
