"""A variant of the plan: which of its actions would be done."""

from __future__ import annotations

from dataclasses import dataclass

from workbench.domain.entity import Entity, require
from workbench.domain.need import require_amount


@dataclass(frozen=True, slots=True, kw_only=True)
class Variant(Entity):
    """A choice of actions within a capacity in person-days (`None` for no limit)."""

    assessment: str
    title: str
    actions: tuple[str, ...] = ()
    capacity_days: float | None = None
    note: str = ""
    position: int = 0

    def __post_init__(self) -> None:
        require(bool(self.title.strip()), "A variant needs a name.")
        require_amount("The capacity in person-days", self.capacity_days)
