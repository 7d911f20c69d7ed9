"""A service and the level it promises: indicator, objective, agreement and error budget."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from workbench.domain.entity import require
from workbench.domain.linked import Linked
from workbench.domain.need import MOST


class BudgetPolicy(StrEnum):
    """What the state of the error budget tells developers."""

    NONE = ""
    RISKS = "take risks"
    CAREFUL = "be careful"

    @property
    def label(self) -> str:
        """The policy as shown."""
        return self.value.capitalize() if self.value else "No policy yet"


def _per_cent(name: str, value: float | None, whole: bool) -> None:
    if value is None:
        return
    fine = not isinstance(value, bool) and value > 0 and (value <= 100 if whole else value < 100)
    top = "up to 100" if whole else "below 100: a budget of nothing can never be kept"
    require(fine, f"{name} is a percentage above 0 and {top}.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Service(Linked):
    """One service level of one service.

    `objective` (SLO) and `agreement` (SLA) in per cent, `window` in days; the budget is taken from counted
    events (`good` of `total`) or from minutes of `downtime`, both over the window so far (`elapsed` days).
    `needs` are services in series without which this one does not work, `copies` run in parallel.
    """

    assessment: str
    code: str
    title: str
    owner: str = ""
    indicator: str = ""
    objective: float | None = None
    agreement: float | None = None
    window: int = 30
    elapsed: float | None = None
    good: int | None = None
    total: int | None = None
    downtime: float | None = None
    source: str = ""
    policy: BudgetPolicy = BudgetPolicy.NONE
    policy_text: str = ""
    needs: tuple[str, ...] = ()
    copies: int = 1
    note: str = ""
    position: int = 0

    def __post_init__(self) -> None:
        require(bool(self.title.strip()), "A service needs a name.")
        _per_cent("The objective (SLO)", self.objective, whole=False)
        _per_cent("The agreement (SLA)", self.agreement, whole=True)
        require(type(self.window) is int and 1 <= self.window <= 3660, "The window is 1 to 3660 whole days.")
        require(type(self.copies) is int and 1 <= self.copies <= 1000, "A service runs in 1 to 1000 copies.")
        elapsed = self.elapsed is None or 0 < self.elapsed <= self.window
        require(elapsed, "The days passed lie above 0 and within the window.")
        require(self.downtime is None or 0 <= self.downtime <= MOST, "Minutes of downtime are 0 or more.")
        require(self.good is None or 0 <= self.good <= MOST, "Good events are 0 or more.")
        require(
            self.total is None or 0 < self.total <= MOST, "Total events must be more than 0, or left open."
        )
        fits = self.good is None or self.total is None or self.good <= self.total
        require(fits, "No more events can be good than there are.")
        require(self.id not in self.needs, "A service cannot need itself.")

    @property
    def stricter_promise(self) -> bool:
        """Whether the agreement promises customers more than the objective aims at."""
        return self.objective is not None and self.agreement is not None and self.agreement > self.objective
