"""Whom SRE speaks up for: one line per partner team, with what comes next."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum

from workbench.domain.entity import require, require_step
from workbench.domain.linked import Linked

TRUST = ("None yet", "First contact", "They ask us", "We work together", "They speak up for us")


class AdvocacyState(StrEnum):
    """How far it has come."""

    IDEA = "idea"
    OFFERED = "offered"
    UNDER_WAY = "under way"
    STEADY = "steady"
    PAUSED = "paused"

    @property
    def label(self) -> str:
        """The state as shown."""
        return self.value.capitalize()


@dataclass(frozen=True, slots=True, kw_only=True)
class Advocacy(Linked):
    """Advocacy for one partner team; `area` is the id of an advocacy area of the pack, trust runs 1..5."""

    assessment: str
    code: str
    title: str
    area: str = ""
    contact: str = ""
    trust: int | None = None
    next_move: str = ""
    due: dt.date | None = None
    owner: str = ""
    state: AdvocacyState = AdvocacyState.IDEA
    note: str = ""
    position: int = 0

    def __post_init__(self) -> None:
        require(bool(self.title.strip()), "Advocacy needs the name of a partner team.")
        require_step("Trust", self.trust, 1, 5)
