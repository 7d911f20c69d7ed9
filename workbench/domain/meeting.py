"""A session: people in a room, what they mean to talk about, and what came of it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from workbench.domain.entity import Entity, require, require_step
from workbench.domain.role import Role

MOST_MINUTES = 24 * 60
_MOST_SECONDS = 7 * 24 * 60 * 60


class AgendaKind(StrEnum):
    """What an item of the agenda is about."""

    CAPABILITY = "capability"
    INVENTORY = "inventory"


@dataclass(frozen=True, slots=True, kw_only=True)
class AgendaItem:
    """A capability by id, or an inventory by the key of its screen, with the minutes planned for it."""

    kind: AgendaKind
    what: str
    minutes: int = 10
    done: bool = False

    def __post_init__(self) -> None:
        require_step("The minutes planned", self.minutes, 0, MOST_MINUTES)

    @property
    def key(self) -> str:
        """By what the clock knows the item: 'capability/OBS'."""
        return f"{self.kind.value}/{self.what}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Parked:
    """Something to come back to; `question` is the id of the one it came up at."""

    text: str
    question: str = ""
    done: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """What was decided, who sees to it and until when; `question` is the id of the one it came up at."""

    text: str
    owner: str = ""
    due: dt.date | None = None
    question: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Meeting(Entity):
    """A session of an assessment, as it is planned, held and remembered.

    `present` are ids of respondents, `current` the item of the agenda that is talked about and `question` the one on
    screen, so that a session goes on where it was. `clock` holds the seconds used by item of the agenda (see
    `AgendaItem.key`) and by question (see `question_key`), `timebox` the seconds a question is meant to take, 0 for no
    limit. `started` and `ended` are moments in UTC as ISO 8601, '' before.
    """

    assessment: str
    code: str
    title: str
    day: dt.date | None = None
    place: str = ""
    present: tuple[str, ...] = ()
    agenda: tuple[AgendaItem, ...] = ()
    parked: tuple[Parked, ...] = ()
    decisions: tuple[Decision, ...] = ()
    current: int = 0
    question: str = ""
    started: str = ""
    ended: str = ""
    note: str = ""
    position: int = 0
    clock: Mapping[str, int] = field(default_factory=dict[str, int])
    timebox: int = 120

    def __post_init__(self) -> None:
        require(bool(self.title.strip()), "A session needs a title.")
        require_step("The current item", self.current, 0, 10_000)
        require_step("The seconds for a question", self.timebox, 0, MOST_MINUTES * 60)
        for used in self.clock.values():
            require_step("The seconds used", used, 0, _MOST_SECONDS)

    def used(self, item: AgendaItem) -> int:
        """The seconds used for an item of the agenda."""
        return self.clock.get(item.key, 0)


def question_key(question: str) -> str:
    """By what the clock knows a question: 'question/OBS-1'."""
    return f"question/{question}"


def hands_key(role: Role, option: str) -> str:
    """By what the hands of a role for an option are counted: 'manager/3'."""
    return f"{role.value}/{option}"


def split_hands(key: str) -> tuple[Role, str]:
    """The role and the option that hands were counted for; the reverse of `hands_key`."""
    role, _, option = key.partition("/")
    return Role(role), option


@dataclass(frozen=True, slots=True, kw_only=True)
class Round:
    """One time round the room: hands counted by role and option ('manager/3'), and single voices by respondent.

    An option is named by its key (see `Option.key`), 'na' or 'dk'.
    """

    hands: Mapping[str, int] = field(default_factory=dict[str, int])
    voices: Mapping[str, str] = field(default_factory=dict[str, str])

    def __post_init__(self) -> None:
        whole = all(type(n) is int and n >= 0 for n in self.hands.values())
        require(whole, "Hands are counted in whole numbers of 0 or more.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Vote(Entity):
    """How a session voted on one question; the last of `rounds` is hidden until it is `revealed`.

    A vote is not an answer: it becomes one when it is revealed. `seconds` is how long the question took until then.
    """

    assessment: str
    meeting: str
    question: str
    rounds: tuple[Round, ...] = ()
    revealed: bool = False
    skipped: bool = False
    seconds: int = 0
    position: int = 0

    def __post_init__(self) -> None:
        require_step("The seconds used", self.seconds, 0, _MOST_SECONDS)


RUNNING: Mapping[type[Entity], frozenset[str]] = {
    Meeting: frozenset({"clock", "current", "question"}),
    Vote: frozenset({"seconds"}),
}
"""What moves on by itself while a session is held: it is stored, but no step that could be taken back."""
