"""The daily update: what each did, will do, and what stands in the way (stage 2)."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from workbench.domain.entity import Entity, require, require_step

MOST_MINUTES = 15
"""How long everybody together may take."""
_DAY_SECONDS = 24 * 60 * 60


@dataclass(frozen=True, slots=True, kw_only=True)
class DailyUpdate(Entity):
    """What one person said on one day, in `seconds`; `obstacle` is the id of the obstacle a blocker became."""

    assessment: str
    day: dt.date
    who: str
    last: str = ""
    following: str = ""
    blocker: str = ""
    obstacle: str = ""
    seconds: int = 0
    position: int = 0

    def __post_init__(self) -> None:
        require(bool(self.who.strip()), "Say whose update this is.")
        require_step("The seconds an update took", self.seconds, 0, _DAY_SECONDS)
