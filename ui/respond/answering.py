"""What the respondent's view works on: questions, what was answered so far, and whether that is saved."""

from __future__ import annotations

import datetime as dt
from enum import StrEnum

from PySide6.QtCore import QObject, Signal

from workbench.domain.answer_pack import AnswerPack, Given, PackQuestion
from workbench.domain.assessment import AnswerState
from workbench.domain.content import Term

PACE = 0.75
"""Minutes a question takes where no content pack is at hand to say: what the built-in one says."""


class Kept(StrEnum):
    """Whether what was answered is saved."""

    QUIET = "quiet"
    SAVING = "saving"
    SAVED = "saved"
    UNSAVED = "unsaved"


class Answering(QObject):
    """One respondent's questions and answers; `turned` when what is saved of them changes.

    `pack` holds what was answered, saved or not. Subclasses say where it goes, in `save`, and never wait for that.
    """

    turned = Signal()
    in_file = False

    def __init__(
        self,
        pack: AnswerPack,
        glossary: tuple[Term, ...] = (),
        pace: float = PACE,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self.pack, self.glossary, self.pace = pack, glossary, pace
        # Every answer looks at all of them, and a pack may ask 2,000 questions.
        self._said = {each.question: each for each in pack.answers}
        self.kept = Kept.QUIET
        self.at: dt.datetime | None = None
        self.problem = ""

    def given(self, question: str) -> Given:
        """What was said to a question so far."""
        return self._said.get(question) or Given(question=question)

    def give(self, said: Given) -> None:
        """Take an answer, and begin to save it."""
        if said != self.given(said.question):
            now = dt.datetime.now(dt.UTC).isoformat(timespec="seconds")
            self.pack = self.pack.with_answers({said.question: said}, now)
            self._said[said.question] = said
            self.save(said.question)

    def save(self, question: str = "") -> None:
        """Save what is not saved yet: the answer to a question, and all that could not be saved before."""
        raise NotImplementedError

    def finish(self) -> None:
        """Note that the respondent is done."""

    def turn(self, kept: Kept, problem: str = "") -> None:
        """Say how far saving is."""
        self.kept, self.problem = kept, problem
        if kept is Kept.SAVED:
            self.at = dt.datetime.now(dt.UTC)
        self.turned.emit()

    @property
    def words(self) -> str:
        """Whether it is saved, as the head of the window says it."""
        since = f"{self.at.astimezone():%H:%M}" if self.at else ""
        if self.kept is Kept.SAVING:
            return "Saving"
        if self.kept is Kept.UNSAVED:
            return f"Not saved since {since}" if since else "Not saved"
        return f"Saved {since}" if since else "Every answer is saved at once"

    # How far it is

    def is_open(self, question: PackQuestion) -> bool:
        """Whether nothing was chosen yet; a comment alone is no answer."""
        return self.given(question.id).state is AnswerState.OPEN

    @property
    def open_questions(self) -> list[PackQuestion]:
        """The questions without an answer, in their order."""
        return [each for each in self.pack.questions if self.is_open(each)]

    @property
    def areas(self) -> dict[str, list[PackQuestion]]:
        """The questions by area, both in the order of the questions."""
        found: dict[str, list[PackQuestion]] = {}
        for each in self.pack.questions:
            found.setdefault(each.area, []).append(each)
        return found

    def done_in(self, questions: list[PackQuestion]) -> int:
        """How many of some questions are answered."""
        return sum(1 for each in questions if not self.is_open(each))

    @property
    def minutes(self) -> int:
        """About how long the rest takes."""
        return max(1, round(len(self.open_questions) * self.pace))

    @property
    def without_reason(self) -> list[PackQuestion]:
        """The questions that do not apply without a word why."""
        na = AnswerState.NOT_APPLICABLE
        said = ((each, self.given(each.id)) for each in self.pack.questions)
        return [each for each, given in said if given.state is na and not given.reason.strip()]
