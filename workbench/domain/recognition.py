"""What was recognised and how it was made known; incentives, and who approved them."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum

from workbench.domain.entity import require
from workbench.domain.linked import Linked


class RecognitionKind(StrEnum):
    """Thanks given, or an incentive offered."""

    RECOGNITION = "recognition"
    INCENTIVE = "incentive"

    @property
    def label(self) -> str:
        """The kind as shown."""
        return self.value.capitalize()


class Approval(StrEnum):
    """Where an incentive is with the business."""

    IDEA = "idea"
    ASKED = "asked"
    APPROVED = "approved"
    REFUSED = "refused"
    GIVEN = "given"

    @property
    def label(self) -> str:
        """The state as shown."""
        return self.value.capitalize()


@dataclass(frozen=True, slots=True, kw_only=True)
class Recognition(Linked):
    """One recognition or incentive; `team` is whom it goes to, `made_known` how others learnt of it."""

    assessment: str
    code: str
    title: str
    kind: RecognitionKind = RecognitionKind.RECOGNITION
    team: str = ""
    day: dt.date | None = None
    made_known: str = ""
    criteria: str = ""
    approval: Approval = Approval.IDEA
    approved_by: str = ""
    note: str = ""
    position: int = 0

    def __post_init__(self) -> None:
        require(bool(self.title.strip()), "Say in a few words what is recognised.")
