"""The people the change depends on: talents and stakeholders, confidential by default."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from workbench.domain.entity import require, require_step
from workbench.domain.linked import Linked

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


class GoalState(StrEnum):
    """How far somebody has come with a career goal."""

    NOT_STARTED = "not started"
    ON_TRACK = "on track"
    AT_RISK = "at risk"
    REACHED = "reached"

    @property
    def label(self) -> str:
        """The state as shown."""
        return self.value.capitalize()


@dataclass(frozen=True, slots=True, kw_only=True)
class Talent(Linked):
    """A talent or stakeholder: influence 1..5, stance -2..+2; every such figure is confidential.

    `wanted` is the stance this person is to come to, on the same scale.
    The five ADKAR steps run 1..5, `competences` 0..5 by competence id of the pack; `award` stands for the
    skill level that is given, not reached; `advocacy_area` is the id of an advocacy area of the pack. One of
    `role_title` and `name` is enough.
    """

    assessment: str
    code: str
    role_title: str = ""
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
    wanted: int | None = None
    goal_state: GoalState = GoalState.NOT_STARTED

    def __post_init__(self) -> None:
        said = self.role_title.strip() or self.name.strip()
        require(bool(said), "Give a role title or a name, so that this person can be told from the others.")
        require_step("Influence", self.influence, 1, 5)
        require_step("Stance", self.stance, -2, 2)
        require_step("The stance wanted", self.wanted, -2, 2)
        for name in ADKAR:
            require_step(name.capitalize(), getattr(self, name), 1, 5)
        for name, value in self.competences.items():
            require_step(f"The competence '{name}'", value, 0, 5)

    @property
    def label(self) -> str:
        """What a person is called where names may be seen: by role title, else by name."""
        return self.role_title.strip() or self.name.strip()

    @property
    def nameless(self) -> str:
        """What a person is called where no role is known and the name must not be said: 'Person 3', by their code."""
        number = re.search(r"\d+$", self.code)
        return f"Person {number[0]}" if number else "Somebody"

    @property
    def adkar(self) -> tuple[int, ...] | None:
        """The five ADKAR steps in order, or `None` while one of them is open."""
        steps = tuple(getattr(self, name) for name in ADKAR)
        return None if None in steps else steps
