"""An answer pack: what one respondent is asked, what they answered so far, and where it belongs."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from workbench.domain.assessment import Answer, AnswerState, Strength
from workbench.domain.content import Option
from workbench.domain.entity import require, require_step
from workbench.domain.role import Role
from workbench.domain.text import storable

MOST_LETTERS = 32_767
"""The most letters of a comment or a reason: what a cell of a spreadsheet takes, so that every way takes the same."""
MOST_QUESTIONS = 2_000
MOST_OPTIONS = 25


def same_words(text: str) -> str:
    """Text as it is compared: programs that fill in forms end lines in their own ways, and drop space at the ends."""
    return storable(text).replace("\r\n", "\n").replace("\r", "\n").strip()


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """What a respondent said to one question, as it travels; the fields are those of an `Answer` of one person."""

    question: str
    state: AnswerState = AnswerState.OPEN
    value: int | None = None
    variant: int = 0
    reason: str = ""
    note: str = ""
    strength: Strength | None = None

    def __post_init__(self) -> None:
        require_step("An answer", self.value, 1, 5)
        require_step("The option of an answer", self.variant, 0, 5)
        require(self.state is not AnswerState.COUNTED, "Hands are not counted in an answer pack.")
        rated = self.state is AnswerState.RATED
        require(rated == (self.value is not None), "A rated answer has a value, any other has none.")

    @classmethod
    def of(cls, answer: Answer) -> Given:
        """What a stored answer of a person says."""
        return cls(
            question=answer.question,
            state=answer.state,
            value=answer.value,
            variant=answer.variant,
            reason=answer.reason,
            note=answer.note,
            strength=answer.strength,
        )

    @property
    def blank(self) -> bool:
        """Whether nothing at all was said."""
        return self.state is AnswerState.OPEN and not (
            same_words(self.note) or same_words(self.reason) or self.strength
        )

    @property
    def digest(self) -> str:
        """A short proof of what was said, the same for the same words however their lines end."""
        said = [
            self.state.value,
            self.value,
            self.variant if self.value is not None else 0,
            same_words(self.reason),
            same_words(self.note),
            self.strength.value if self.strength else "",
        ]
        return hashlib.sha256(json.dumps(said).encode()).hexdigest()[:16]


@dataclass(frozen=True, slots=True, kw_only=True)
class PackQuestion:
    """A question as it was worded when the pack was made; `area` and `capability` are names to show."""

    id: str
    area: str
    capability: str
    title: str
    ask: str
    options: tuple[Option, ...]
    why: str = ""
    evidence: str = ""

    def option(self, value: int | None, variant: int = 0) -> Option | None:
        """The option of this level and variant, if it is offered."""
        return next((each for each in self.options if (each.level, each.variant) == (value, variant)), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerPack:
    """One respondent's questions and answers, for a way out of the workspace and back.

    `workspace`, `assessment` and `respondent` are ids, `content` the hash of the content pack. `before` holds by question
    the digest of the answer as it went out, so that a change here and a change there can be told apart. `exported_at` and
    `saved_at` are moments in UTC as ISO 8601. No name of a person is in it.
    """

    workspace: str
    client: str
    assessment: str
    title: str
    respondent: str
    role: Role
    pack: str
    pack_version: str
    content: str
    questions: tuple[PackQuestion, ...]
    answers: tuple[Given, ...] = ()
    before: Mapping[str, str] = field(default_factory=dict[str, str])
    role_title: str = ""
    group: str = ""
    language: str = ""
    exported_at: str = ""
    saved_at: str = ""
    due: dt.date | None = None
    readers: str = ""

    def __post_init__(self) -> None:
        asked = [each.id for each in self.questions]
        said = [each.question for each in self.answers]
        require(len(set(asked)) == len(asked), "A question stands in the pack twice.")
        require(len(set(said)) == len(said), "A question is answered twice in the pack.")
        require(set(said) <= set(asked), "An answer in the pack belongs to no question of it.")
        require(len(asked) <= MOST_QUESTIONS, f"A pack asks at most {MOST_QUESTIONS:,} questions.")
        most = max((len(each.options) for each in self.questions), default=0)
        require(most <= MOST_OPTIONS, f"A question offers at most {MOST_OPTIONS} answers.")

    def given(self, question: str) -> Given | None:
        """What was said to a question."""
        return next((each for each in self.answers if each.question == question), None)

    def with_answers(self, answers: Mapping[str, Given], saved_at: str) -> AnswerPack:
        """The same pack with some answers in the place of what was there; blank ones leave none."""
        known = {each.question: each for each in self.answers} | dict(answers)
        kept = (known[each.id] for each in self.questions if each.id in known)
        return replace(self, answers=tuple(each for each in kept if not each.blank), saved_at=saved_at)
