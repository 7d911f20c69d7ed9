"""A workspace, its assessments, and everything people said in them."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from workbench.domain.brand import Brand
from workbench.domain.consent import Consent, Reopening
from workbench.domain.content import Pack, Question
from workbench.domain.entity import Entity, require, require_step
from workbench.domain.role import Role

SMALLEST_GROUPS = (1, 3, 5)
"""What the smallest group shown can be."""


class State(StrEnum):
    """Where an assessment is in its life."""

    DRAFT = "draft"
    RUNNING = "running"
    AGREED = "agreed"
    CLOSED = "closed"

    @property
    def label(self) -> str:
        """The state as shown."""
        return self.value.capitalize()


class ScopeKind(StrEnum):
    """How much of the pack an assessment asks."""

    FULL = "full"
    QUICK = "quick"
    OWN = "own"


@dataclass(frozen=True, slots=True, kw_only=True)
class Workspace(Entity):
    """One file: all assessments of one client. `code` is what unlocks the program after a respondent had it (hashed).

    `origin` says of what it is a part that went to another room (see `Origin`), and is empty for all others.
    """

    client: str
    about: str = ""
    brand: Brand = field(default_factory=Brand)
    code: str = ""
    origin: Mapping[str, str] = field(default_factory=dict[str, str])

    def __post_init__(self) -> None:
        require(bool(self.client.strip()), "A workspace needs the name of its client.")


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredPack(Entity):
    """A content pack as kept in the workspace: its id here is the hash of its content."""

    pack_id: str
    pack_version: str
    title: str
    source: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Assessment(Entity):
    """One look at one organisation, made with one content pack, over one scope.

    `consents` are the sides that agreed to its answers, `reopened` how often that was taken back, `carried_from` is the
    id of the assessment it goes on from, `smallest_group` how many answers sent in alone are shown together at least.
    """

    title: str
    date: dt.date
    pack: str
    about: str = ""
    state: State = State.DRAFT
    scope: ScopeKind = ScopeKind.FULL
    questions: tuple[str, ...] = ()
    roles: tuple[Role, ...] = tuple(Role)
    prepared_for: str = ""
    prepared_by: str = ""
    target_date: dt.date | None = None
    archived: bool = False
    consents: tuple[Consent, ...] = ()
    reopened: tuple[Reopening, ...] = ()
    carried_from: str = ""
    smallest_group: int = 3

    def __post_init__(self) -> None:
        require(bool(self.title.strip()), "An assessment needs a title.")
        require(self.smallest_group in SMALLEST_GROUPS, "The smallest group shown is 1, 3 or 5.")
        require(bool(self.roles), "An assessment needs at least one role present.")
        require(self.scope is not ScopeKind.OWN or bool(self.questions), "An own selection needs a question.")

    def in_scope(self, pack: Pack) -> tuple[Question, ...]:
        """The questions this assessment asks, in the pack's order."""
        if self.scope is ScopeKind.FULL:
            return pack.questions
        wanted = pack.lead_questions if self.scope is ScopeKind.QUICK else frozenset(self.questions)
        return tuple(question for question in pack.questions if question.id in wanted)


class RespondentKind(StrEnum):
    """A single voice, or the tally of a show of hands."""

    PERSON = "person"
    TALLY = "tally"


@dataclass(frozen=True, slots=True, kw_only=True)
class Respondent(Entity):
    """Someone who answers, or the tally of a show of hands. `team` and `group` only break figures down.

    `set_aside` says why the answers do not count, '' where they do; they stay and can be read.
    """

    assessment: str
    role: Role
    kind: RespondentKind = RespondentKind.PERSON
    role_title: str = ""
    name: str = ""
    team: str = ""
    group: str = ""
    position: int = 0
    set_aside: str = ""

    @property
    def label(self) -> str:
        """How the respondent is called where names are not shown."""
        if self.kind is RespondentKind.TALLY:
            return f"Show of hands, {self.role.plural}"
        return self.role_title or self.role.label


class AnswerState(StrEnum):
    """What a respondent has said so far."""

    OPEN = "open"
    RATED = "rated"
    NOT_APPLICABLE = "na"
    DONT_KNOW = "dk"
    COUNTED = "counted"


class Strength(StrEnum):
    """How well an answer is backed (domain.md 2.2): asserted .4, a recent example .7, seen 1.0."""

    ASSERTED = "asserted"
    EXAMPLE = "example"
    ARTEFACT = "artefact"

    @property
    def label(self) -> str:
        """The strength in the words of the person answering."""
        return {"asserted": "My view", "example": "Recent example", "artefact": "Can show it"}[self.value]


def _is_count(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and value >= 0


TALLY_KEY = re.compile(r"[1-5](\.[1-5])?|na|dk")
"""What hands are counted for: an option by its key (see `Option.key`), 'not applicable' or 'don't know'."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer(Entity):
    """What one respondent said to one question.

    A person's answer is `RATED` with `value` 1..5, the level of the option chosen (`variant` tells options of the
    same level apart), `NOT_APPLICABLE` (counts only with a `reason`),
    `DONT_KNOW`, or `OPEN` (a note alone). A tally's answer is `COUNTED`, with hands per value in `counts`. `alone` says
    that it was sent in by the respondent alone, not given openly in the room.
    """

    respondent: str
    question: str
    state: AnswerState = AnswerState.OPEN
    value: int | None = None
    reason: str = ""
    strength: Strength | None = None
    note: str = ""
    counts: Mapping[str, int] = field(default_factory=dict[str, int])
    variant: int = 0
    alone: bool = False

    def __post_init__(self) -> None:
        require_step("An answer", self.value, 1, 5)
        require_step("The option of an answer", self.variant, 0, 5)
        rated = self.state is AnswerState.RATED
        require(rated == (self.value is not None), "A rated answer has a value, any other has none.")
        # Only tallies have counts; a large assessment has thousands of answers without.
        if self.counts:
            known = all(TALLY_KEY.fullmatch(key) for key in self.counts)
            whole = all(_is_count(n) for n in self.counts.values())
            require(
                known and whole,
                "Hands are counted in whole numbers of 0 or more, per option 1 to 5, na or dk.",
            )

    def counts_for(self, question: Question) -> bool:
        """Whether a choice was made that the question still offers; one it offers no longer waits to be given again."""
        if not self.given:
            return False
        if self.value is not None:
            return question.option(self.value, self.variant) is not None
        if self.state is not AnswerState.COUNTED:
            return True
        offered = {option.key for option in question.options}
        return any(hands and (key in offered or not key[0].isdigit()) for key, hands in self.counts.items())

    @property
    def given(self) -> bool:
        """Whether a choice was made: a note alone is not one."""
        if self.state is AnswerState.COUNTED:
            return any(self.counts.values())
        return self.state is not AnswerState.OPEN


@dataclass(frozen=True, slots=True, kw_only=True)
class Consensus(Entity):
    """What the room agreed on for a question: 1..5, or not applicable with a reason. It is no answer."""

    assessment: str
    question: str
    value: int | None = None
    reason: str = ""
    agreed_by: str = ""
    dissent: str = ""
    variant: int = 0

    def counts_for(self, question: Question) -> bool:
        """Whether the question still offers what was agreed on."""
        return self.value is None or question.option(self.value, self.variant) is not None

    def __post_init__(self) -> None:
        require_step("A consensus", self.value, 1, 5)
        require_step("The option of a consensus", self.variant, 0, 5)
        reasoned = self.value is not None or bool(self.reason.strip())
        require(reasoned, "A consensus of 'not applicable' needs a reason.")


class EvidenceKind(StrEnum):
    """A link, or a file copied into the workspace."""

    LINK = "link"
    FILE = "file"


@dataclass(frozen=True, slots=True, kw_only=True)
class EvidenceItem(Entity):
    """A link or file that backs an answer; a file is known by size (bytes) and SHA-256."""

    respondent: str
    question: str
    kind: EvidenceKind
    title: str
    url: str = ""
    size: int = 0
    sha256: str = ""
    position: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Target(Entity):
    """The level the client wants a capability to reach."""

    assessment: str
    capability: str
    level: int

    def __post_init__(self) -> None:
        require_step("A target", self.level, 1, 5)
