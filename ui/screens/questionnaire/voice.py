"""Whose answers are being written: a respondent's, or what the room agrees on."""

from __future__ import annotations

from dataclasses import dataclass

from workbench.actions import answers
from workbench.actions.edit import Edit
from workbench.analysis.retired import earlier_words
from workbench.domain.assessment import (
    Answer,
    AnswerState,
    Consensus,
    Respondent,
    RespondentKind,
    Strength,
)
from workbench.domain.book import Book
from workbench.domain.content import Option, Question, option_key
from workbench.domain.entity import Entity

CONSENSUS = "consensus"


@dataclass(frozen=True)
class Shown:
    """What is chosen for a question by one voice."""

    state: AnswerState = AnswerState.OPEN
    value: int | None = None
    variant: int = 0
    reason: str = ""
    note: str = ""
    strength: Strength | None = None
    counts: tuple[tuple[str, int], ...] = ()
    agreed_by: str = ""

    @property
    def key(self) -> str:
        """The key of the option chosen; '' for none."""
        return "" if self.value is None else option_key(self.value, self.variant)


@dataclass(frozen=True)
class Voice:
    """A respondent, or with `respondent` `None` the room as a whole."""

    book: Book
    respondent: Respondent | None

    @property
    def id(self) -> str:
        """The respondent's id, or a word for the room."""
        return self.respondent.id if self.respondent else CONSENSUS

    @property
    def tally(self) -> bool:
        """Whether hands are counted."""
        return self.respondent is not None and self.respondent.kind is RespondentKind.TALLY

    def asked(self) -> list[Question]:
        """The questions this voice is asked."""
        if self.respondent is None:
            return list(self.book.questions)
        return self.book.asked_of(self.respondent.role)

    def answer(self, question: Question) -> Answer | Consensus | None:
        """What is stored for a question."""
        if self.respondent is None:
            return self.book.consensus.get(question.id)
        return self.book.answer(self.respondent.id, question.id)

    def entry(self, question: Question) -> tuple[type[Entity], str]:
        """Under which kind and id a question's answer is kept, whether it is there now or not."""
        stored = self.answer(question)
        owner = self.respondent.id if self.respondent else self.book.assessment.id
        found = stored.id if stored is not None else answers.place_id(owner, question.id)
        return (Answer if self.respondent else Consensus), found

    def shown(self, question: Question) -> Shown:
        """What is chosen for a question, in one shape for answers and consensus."""
        stored = self.answer(question)
        if stored is None:
            return Shown()
        if isinstance(stored, Consensus):
            state = AnswerState.RATED if stored.value is not None else AnswerState.NOT_APPLICABLE
            return Shown(
                state,
                stored.value,
                stored.variant,
                stored.reason,
                stored.dissent,
                agreed_by=stored.agreed_by,
            )
        return Shown(
            stored.state,
            stored.value,
            stored.variant,
            stored.reason,
            stored.note,
            stored.strength,
            tuple(stored.counts.items()),
        )

    def given(self, question: Question) -> bool:
        """Whether this voice has answered a question with something it still offers."""
        stored = self.answer(question)
        return stored is not None and stored.counts_for(question)

    def earlier(self, question: Question) -> str:
        """What this voice chose before and cannot choose any more, in words."""
        return earlier_words(self.book, question, self.answer(question))

    def rate(self, question: Question, option: Option) -> Edit:
        """Choose an anchor."""
        value, variant = option.level, option.variant
        if self.respondent is None:
            return answers.agree(self.book.assessment.id, question.id, value, reason="", variant=variant)
        if self.tally:
            return answers.count_hands(self.respondent.id, question.id, option.key, 1)
        return answers.rate(self.respondent.id, question.id, value, variant)

    def fewer(self, question: Question, key: str) -> Edit:
        """Take one hand down again."""
        assert self.respondent is not None
        return answers.count_hands(self.respondent.id, question.id, key, -1)

    def not_applicable(self, question: Question) -> Edit | None:
        """Say 'not applicable'; a consensus of it waits for its reason."""
        if self.respondent is None:
            return None
        if self.tally:
            return answers.count_hands(self.respondent.id, question.id, "na", 1)
        return answers.not_applicable(self.respondent.id, question.id)

    def dont_know(self, question: Question) -> Edit | None:
        """Say 'don't know'; a room that does not know has no consensus."""
        if self.respondent is None:
            return None
        if self.tally:
            return answers.count_hands(self.respondent.id, question.id, "dk", 1)
        return answers.dont_know(self.respondent.id, question.id)

    def clear(self, question: Question) -> Edit:
        """Take the choice back."""
        if self.respondent is None:
            return answers.withdraw_consensus(self.book.assessment.id, question.id)
        return answers.clear(self.respondent.id, question.id)

    def set_reason(self, question: Question, reason: str, epoch: int) -> Edit | None:
        """Write why a question does not apply."""
        merge = f"reason:{self.id}:{question.id}:{epoch}"
        if self.respondent is not None:
            return answers.set_reason(self.respondent.id, question.id, reason, merge)
        if not reason.strip():
            return None
        return answers.agree(self.book.assessment.id, question.id, None, reason, merge=merge)

    def set_note(self, question: Question, note: str, epoch: int) -> Edit:
        """Write the note, which for a consensus is the dissent."""
        merge = f"note:{self.id}:{question.id}:{epoch}"
        if self.respondent is not None:
            return answers.set_note(self.respondent.id, question.id, note, merge)
        return answers.word_consensus(self.book.assessment.id, question.id, merge, dissent=note)

    def set_agreed_by(self, question: Question, names: str, epoch: int) -> Edit:
        """Write who agreed."""
        merge = f"agreed:{question.id}:{epoch}"
        return answers.word_consensus(self.book.assessment.id, question.id, merge, agreed_by=names)
