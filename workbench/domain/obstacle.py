"""What stands in the way: deterrents known from elsewhere, obstacles of this organisation."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from workbench.domain.entity import Entity, require, require_step


class ObstacleKind(StrEnum):
    """A deterrent has stopped others before; an obstacle is this organisation's own."""

    DETERRENT = "deterrent"
    OBSTACLE = "obstacle"

    @property
    def label(self) -> str:
        """The kind as shown."""
        return self.value.capitalize()

    @property
    def letter(self) -> str:
        """The letter its codes begin with."""
        return "D" if self is ObstacleKind.DETERRENT else "B"


class ObstacleState(StrEnum):
    """What is being done about it."""

    NOT_STARTED = "not started"
    PLANNED = "planned"
    WORKING = "working on it"
    CLEARED = "cleared"
    ACCEPTED = "accepted"

    @property
    def label(self) -> str:
        """The state as shown."""
        return self.value.capitalize()


@dataclass(frozen=True, slots=True, kw_only=True)
class Obstacle(Entity):
    """A deterrent or obstacle; impact, spread and tractability run from 1 (low) to 5 (high)."""

    assessment: str
    code: str
    title: str
    kind: ObstacleKind = ObstacleKind.OBSTACLE
    detail: str = ""
    impact: int | None = None
    spread: int | None = None
    tractability: int | None = None
    evidence: str = ""
    owner: str = ""
    countermeasure: str = ""
    state: ObstacleState = ObstacleState.NOT_STARTED
    capabilities: tuple[str, ...] = ()
    catalogue: str = ""
    position: int = 0
    clauses: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        require(bool(self.title.strip()), "A deterrent or obstacle needs a title.")
        require_step("Impact", self.impact, 1, 5)
        require_step("Spread", self.spread, 1, 5)
        require_step("Tractability", self.tractability, 1, 5)
