"""Which form the SRE role takes here, and how many people it needs at each skill level."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from workbench.domain.entity import Entity, require


@dataclass(frozen=True, slots=True, kw_only=True)
class RolePlan(Entity):
    """The one role plan of an assessment.

    `model` is the id of a role model of the pack, '' while undecided; `reason` says why it is not the one
    recommended. `engineers` is how many people build and run software; `needed` is people per skill level id.
    """

    assessment: str
    model: str = ""
    reason: str = ""
    engineers: int | None = None
    teams: int | None = None
    freedom: bool | None = None
    needed: Mapping[str, int] = field(default_factory=dict[str, int])

    def __post_init__(self) -> None:
        for name, value in (("Engineers", self.engineers), ("Teams", self.teams)):
            require(
                value is None or (type(value) is int and value >= 0),
                f"{name} is a whole number of 0 or more.",
            )
        counts = all(type(value) is int and value >= 0 for value in self.needed.values())
        require(counts, "People needed are counted in whole numbers of 0 or more.")
