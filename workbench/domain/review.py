"""Reviews of processes: what those who use them say, the figures beside it, and what follows (stage 4)."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum

from workbench.domain.entity import require
from workbench.domain.linked import Linked
from workbench.domain.need import require_amount


class Verdict(StrEnum):
    """What becomes of the process."""

    OPEN = ""
    KEPT = "kept"
    CHANGED = "changed"
    DROPPED = "dropped"

    @property
    def label(self) -> str:
        """The verdict as shown."""
        return self.value.capitalize() if self.value else "Not decided"


@dataclass(frozen=True, slots=True, kw_only=True)
class Review(Linked):
    """One review of one process; `users` are the roles that use it, `view` what they say of it.

    `before` and `now` are figures of one `measure` in one `unit`; `due` is the day of the next review.
    """

    assessment: str
    code: str
    title: str
    day: dt.date | None = None
    users: str = ""
    view: str = ""
    measure: str = ""
    unit: str = ""
    lower_is_better: bool = True
    before: float | None = None
    now: float | None = None
    verdict: Verdict = Verdict.OPEN
    change: str = ""
    reason: str = ""
    owner: str = ""
    due: dt.date | None = None
    position: int = 0

    def __post_init__(self) -> None:
        require(bool(self.title.strip()), "Name the process that is reviewed.")
        require_amount("The figure before", self.before)
        require_amount("The figure now", self.now)
        ordered = self.day is None or self.due is None or self.day <= self.due
        require(ordered, "The next review cannot come before this one.")
