"""The people the change depends on: talents and stakeholders, confidential by default."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from workbench.domain.entity import Entity, require, require_step

STANCES = {
    -2: "Holds to the traditional model",
    -1: "Doubtful",
    0: "Undecided",
    1: "In favour",
    2: "Speaks up for it",
}


ADKAR = ("awareness", "desire", "knowledge", "ability", "reinforcement")
"""The five steps a person takes through a change, in their order."""


class Offer(StrEnum):
    """What became of the offer to list a strong opponent as an obstacle, or a strong supporter as a talent."""

    OPEN = ""
    TAKEN = "taken"
    DISMISSED = "dismissed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Talent(Entity):
    """A talent or stakeholder: influence 1..5, stance -2..+2; every such figure is confidential.

    The five ADKAR steps run 1..5, `competences` 0..5 by competence id of the pack; `award` stands for the
    skill level that is given, not reached; `advocacy_area` is the id of an advocacy area of the pack.
    """

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
    awareness: int | None = None
    desire: int | None = None
    knowledge: int | None = None
    ability: int | None = None
    reinforcement: int | None = None
    competences: Mapping[str, int] = field(default_factory=dict[str, int])
    award: bool = False
    advocacy_area: str = ""
    offer: Offer = Offer.OPEN

    def __post_init__(self) -> None:
        require(bool(self.role_title.strip()), "A talent or stakeholder needs a role title.")
        require_step("Influence", self.influence, 1, 5)
        require_step("Stance", self.stance, -2, 2)
        for name in ADKAR:
            require_step(name.capitalize(), getattr(self, name), 1, 5)
        for name, value in self.competences.items():
            require_step(f"The competence '{name}'", value, 0, 5)

    @property
    def adkar(self) -> tuple[int, ...] | None:
        """The five ADKAR steps in order, or `None` while one of them is open."""
        steps = tuple(getattr(self, name) for name in ADKAR)
        return None if None in steps else steps
