"""The people the change depends on: talents and stakeholders, confidential by default."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from workbench.domain.entity import Entity, require, require_step

STANCES = {
    -2: "Holds to the traditional model",
    -1: "Doubtful",
    0: "Undecided",
    1: "In favour",
    2: "Speaks up for it",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Talent(Entity):
    """A talent or stakeholder: influence 1..5, stance -2..+2; every such figure is confidential."""

    assessment: str
    code: str
    role_title: str
    name: str = ""
    team: str = ""
    influence: int | None = None
    stance: int | None = None
    strengths: str = ""
    advocate_for: str = ""
    goal: str = ""
    training: str = ""
    due: dt.date | None = None
    note: str = ""
    position: int = 0

    def __post_init__(self) -> None:
        require(bool(self.role_title.strip()), "A talent or stakeholder needs a role title.")
        require_step("Influence", self.influence, 1, 5)
        require_step("Stance", self.stance, -2, 2)
