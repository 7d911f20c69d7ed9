"""What talks with other teams bring up: toil, pain points, noisy alerts and everything else worth working on."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from workbench.domain.entity import require
from workbench.domain.linked import Linked
from workbench.domain.need import require_amount


class DiscoveryKind(StrEnum):
    """What was brought up."""

    TOIL = "toil"
    PAIN = "pain point"
    KNOWN_ISSUE = "known issue"
    DEBT = "technical debt"
    NOISY_ALERT = "noisy alert"
    PROCESS = "process"
    TESTING = "testing"
    RELEASE = "release"
    SERVICE_LEVEL = "service level"
    OBSERVABILITY = "observability"

    @property
    def label(self) -> str:
        """The kind as shown."""
        return {"known issue": "Known issue to self-heal"}.get(self.value, self.value.capitalize())


class HeardFrom(StrEnum):
    """The team it was heard from."""

    DEVELOPMENT = "development"
    OPERATIONS = "operations"
    QUALITY = "quality"
    SECURITY = "security"
    OTHER = "other"

    @property
    def label(self) -> str:
        """The team as shown."""
        return self.value.capitalize()

    @property
    def short(self) -> str:
        """The team for the head of a narrow column."""
        return {"development": "Dev", "operations": "Ops", "quality": "QA", "security": "Sec"}.get(
            self.value, self.label
        )


class AlertDecision(StrEnum):
    """What becomes of a noisy alert."""

    OPEN = ""
    KEEP = "keep"
    REFACTOR = "refactor"
    REMOVE = "remove"

    @property
    def label(self) -> str:
        """The decision as shown."""
        return self.value.capitalize() if self.value else "Not decided"


class ToilTrait(StrEnum):
    """What makes work toil."""

    MANUAL = "manual"
    TIME_CONSUMING = "time-consuming"
    REPETITIVE = "repetitive"
    REACTIVE = "reactive"

    @property
    def label(self) -> str:
        """The trait as shown."""
        return self.value.capitalize()


class DiscoveryState(StrEnum):
    """What is being done about it."""

    NOTED = "noted"
    CHOSEN = "chosen"
    WORKING = "working on it"
    DONE = "done"
    LEFT = "left alone"

    @property
    def label(self) -> str:
        """The state as shown."""
        return self.value.capitalize()


@dataclass(frozen=True, slots=True, kw_only=True)
class Discovery(Linked):
    """One thing heard from a team.

    Toil: `runs` a month, `minutes` per run and person, `people` per run, `hour_cost` in the client's money;
    after automation `runs_after` and `upkeep_hours` a month remain, for `build_hours` of work. Noisy alerts:
    `fired` and `acted_on` in the same period.
    """

    assessment: str
    code: str
    title: str
    kind: DiscoveryKind = DiscoveryKind.PAIN
    team: HeardFrom = HeardFrom.OTHER
    detail: str = ""
    benefit: str = ""
    next_step: str = ""
    owner: str = ""
    state: DiscoveryState = DiscoveryState.NOTED
    fired: int | None = None
    acted_on: int | None = None
    decision: AlertDecision = AlertDecision.OPEN
    traits: tuple[ToilTrait, ...] = ()
    runs: float | None = None
    minutes: float | None = None
    people: float | None = None
    hour_cost: float | None = None
    hours_after: float | None = None
    upkeep_hours: float | None = None
    build_hours: float | None = None
    catalogue: str = ""
    position: int = 0

    def __post_init__(self) -> None:
        require(bool(self.title.strip()), "Say in a few words what was heard.")
        for name, value in (
            ("Runs a month", self.runs),
            ("Minutes a run", self.minutes),
            ("People a run", self.people),
            ("Cost of an hour", self.hour_cost),
            ("Hours a month afterwards", self.hours_after),
            ("Hours of upkeep", self.upkeep_hours),
            ("Hours to build", self.build_hours),
            ("Alerts fired", self.fired),
            ("Alerts acted on", self.acted_on),
        ):
            require_amount(name, value)
        fits = self.fired is None or self.acted_on is None or self.acted_on <= self.fired
        require(fits, "No more alerts can be acted on than fired.")
