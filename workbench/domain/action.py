"""An action of the plan: who does what by when, and what it is judged by."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from enum import StrEnum

from workbench.domain.entity import Entity, require, require_step
from workbench.domain.need import require_amount

POINTS = (1, 2, 3, 5, 8, 13, 20)
"""The scale of relative estimates of WSJF."""
REACHES = (3.0, 2.0, 1.0, 0.5, 0.25)
"""The scale of impact of RICE: massive, high, medium, low, minimal."""
MOST_DAYS = 36_500
"""No lead time is longer."""
_MOST_SHOWN = 3650


class ActionState(StrEnum):
    """Where the action is in its life."""

    PROPOSED = "proposed"
    AGREED = "agreed"
    RUNNING = "running"
    DONE = "done"
    DROPPED = "dropped"

    @property
    def label(self) -> str:
        """The state as shown."""
        return self.value.capitalize()

    @property
    def ended(self) -> bool:
        """Whether nothing more is to be done."""
        return self in (ActionState.DONE, ActionState.DROPPED)


class Urgency(StrEnum):
    """How soon an action is wanted (domain.md 4)."""

    NORMAL = "normal"
    SOON = "soon"
    NOW = "now"

    @property
    def factor(self) -> float:
        """What the priority is multiplied by."""
        return {"normal": 1.0, "soon": 1.25, "now": 1.5}[self.value]

    @property
    def label(self) -> str:
        """The urgency as shown, with its factor."""
        return f"{self.value.capitalize()}, × {self.factor:g}"


class Confidence(StrEnum):
    """How sure the estimates of an action are (domain.md 4)."""

    LOW = "low"
    MEDIUM = "medium"
    HIGH = "high"

    @property
    def factor(self) -> float:
        """What the priority is multiplied by."""
        return {"low": 0.5, "medium": 0.8, "high": 1.0}[self.value]

    @property
    def label(self) -> str:
        """The confidence as shown, with its factor."""
        return f"{self.value.capitalize()}, × {self.factor:g}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Deliverable:
    """One thing an action delivers, by a day; a large action is cut up into several."""

    title: str
    due: dt.date | None = None
    done: bool = False

    def __post_init__(self) -> None:
        require(bool(self.title.strip()), "A deliverable needs a name.")

    @property
    def line(self) -> str:
        """The deliverable on one line, as `read_deliverable` reads it: '[x] Weekly triage (2026-12-01)'."""
        day = f" ({self.due.isoformat()})" if self.due else ""
        return f"[{'x' if self.done else ' '}] {' '.join(self.title.split())}{day}"


_LINE = re.compile(
    r"(?:[-*] )?(?:\[(?P<done>[ xX])\] )?(?P<title>.*?)(?: \((?P<due>\d{4}-\d\d-\d\d)\))?", re.DOTALL
)


def read_deliverable(line: str) -> Deliverable:
    """Read a deliverable from a line: a name, perhaps with '[x]' before it and a day in brackets behind it.

    Raises:
        ValueError: when it has no name, or the day is none.
    """
    found = _LINE.fullmatch(line.strip())
    if found is None or not found["title"].strip():
        return Deliverable(title=line.strip())
    try:
        due = dt.date.fromisoformat(found["due"]) if found["due"] else None
    except ValueError:
        raise ValueError(
            f"There is no day {found['due']}; write one such as (2026-12-01) behind the name."
        ) from None
    return Deliverable(title=found["title"].strip(), due=due, done=(found["done"] or " ") in "xX")


@dataclass(frozen=True, slots=True, kw_only=True)
class Action(Entity):
    """An action: effort in person-days, lead time in calendar days, measured before and after.

    It serves a step of a capability: it brings `questions` (all applicable ones of `capability` when empty) to
    `level`. RACI: exactly one is `accountable`; `responsible`, `consulted` and `informed` are lists of roles.
    `before`, `expected` and `actual` are figures of one `measure` in one `unit`, over the same `window` (such as 'four
    weeks') from the same `source`; each is measured or estimated. `reach` and `impact` are for RICE, `delay_cost`
    (money a week) for CD3, the four `…_points` for WSJF. `project` marks an initial project of stage 3, with its
    `benefits` that are no numbers and whom to `tell` what.
    """

    assessment: str
    code: str
    title: str
    workstream: str = ""
    purpose: str = ""
    owner: str = ""
    capability: str = ""
    level: int | None = None
    start: dt.date | None = None
    finish: dt.date | None = None
    effort_days: float | None = None
    lead_days: int | None = None
    cost: float | None = None
    after: tuple[str, ...] = ()
    deliverables: tuple[Deliverable, ...] = ()
    acceptance: tuple[str, ...] = ()
    obstacles: tuple[str, ...] = ()
    risks: tuple[str, ...] = ()
    state: ActionState = ActionState.PROPOSED
    drop_reason: str = ""
    measure: str = ""
    unit: str = ""
    lower_is_better: bool = True
    before: float | None = None
    expected: float | None = None
    catalogue: str = ""
    position: int = 0
    questions: tuple[str, ...] = ()
    accountable: str = ""
    responsible: tuple[str, ...] = ()
    consulted: tuple[str, ...] = ()
    informed: tuple[str, ...] = ()
    urgency: Urgency = Urgency.NORMAL
    confidence: Confidence = Confidence.MEDIUM
    reach: float | None = None
    impact: float | None = None
    delay_cost: float | None = None
    value_points: int | None = None
    time_points: int | None = None
    risk_points: int | None = None
    size_points: int | None = None
    actual: float | None = None
    baseline_on: dt.date | None = None
    actual_on: dt.date | None = None
    window: str = ""
    source: str = ""
    before_measured: bool = False
    actual_measured: bool = False
    project: bool = False
    benefits: str = ""
    tell: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        require(bool(self.title.strip()), "An action needs a title.")
        require_step("The level an action serves", self.level, 2, 5)
        require_amount("Effort", self.effort_days)
        require_step("Lead time", self.lead_days, 0, MOST_DAYS)
        require_amount("Cost", self.cost)
        require_amount("The figure before", self.before)
        require_amount("The figure expected after", self.expected)
        require_amount("The figure now", self.actual)
        require_amount("Reach", self.reach)
        require_amount("The cost of a week of delay", self.delay_cost)
        known = self.impact is None or self.impact in REACHES
        require(known, "Impact is 3, 2, 1, 0.5 or 0.25: massive, high, medium, low or minimal.")
        for name in ("value", "time", "risk", "size"):
            points = getattr(self, f"{name}_points")
            fits = points is None or points in POINTS
            require(fits, f"Points are {', '.join(map(str, POINTS[:-1]))} or {POINTS[-1]}, not {points!r}.")
        ordered = self.start is None or self.finish is None or self.start <= self.finish
        require(ordered, "An action cannot finish before it starts.")
        timely = self.baseline_on is None or self.actual_on is None or self.baseline_on <= self.actual_on
        require(timely, "The figure now cannot have been taken before the one it is compared with.")
        require(self.id not in self.after, "An action cannot wait for itself.")

    @property
    def span(self) -> tuple[dt.date, dt.date] | None:
        """From when to when it runs; a missing end follows from the lead time, else both ends are one day."""
        if self.start and self.finish:
            return self.start, self.finish
        known = self.start or self.finish
        if known is None:
            return None
        lead = int(min(self.lead_days or 0, _MOST_SHOWN))
        try:
            other = known + dt.timedelta(days=lead if self.start else -lead)
        except OverflowError:
            other = known
        return (known, other) if self.start else (other, known)

    @property
    def outcome(self) -> float | None:
        """What the measure is afterwards: the figure now where there is one, else the one expected."""
        return self.expected if self.actual is None else self.actual

    @property
    def open_deliverables(self) -> tuple[Deliverable, ...]:
        """What is still to be delivered."""
        return tuple(each for each in self.deliverables if not each.done)
