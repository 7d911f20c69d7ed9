"""What the business needs, how it is measured, and which SRE work serves it."""

from __future__ import annotations

import datetime as dt
import math
from dataclasses import dataclass
from enum import StrEnum

from workbench.domain.entity import require
from workbench.domain.linked import Linked

MOST = 1e12
"""No figure of an inventory is larger; sums and products of such figures stay numbers."""


def require_amount(name: str, value: float | None) -> None:
    """Refuse an amount that is no number, or below 0; `None` means 'not known yet' and is allowed."""
    fine = value is None or (not isinstance(value, bool) and math.isfinite(value) and 0 <= value <= MOST)
    require(fine, f"{name} must be a number from 0 to a million millions.")


class Horizon(StrEnum):
    """A need of today, or a plan for the future of the business."""

    NOW = "now"
    FUTURE = "future"

    @property
    def label(self) -> str:
        """The horizon as shown."""
        return {"now": "Need of today", "future": "Future plan"}[self.value]


@dataclass(frozen=True, slots=True, kw_only=True)
class Need(Linked):
    """A business need or future plan with its KPI: figures in `unit`, `due` the day the target is for."""

    assessment: str
    code: str
    title: str
    horizon: Horizon = Horizon.NOW
    detail: str = ""
    kpi: str = ""
    unit: str = ""
    lower_is_better: bool = False
    current: float | None = None
    target: float | None = None
    due: dt.date | None = None
    owner: str = ""
    sre_work: str = ""
    position: int = 0

    def __post_init__(self) -> None:
        require(bool(self.title.strip()), "A business need needs a title.")
        require_amount("The current figure", self.current)
        require_amount("The target", self.target)
