"""Answering on the consultant's laptop: every answer goes into the workspace at once, as one given alone."""

from __future__ import annotations

import datetime as dt

from PySide6.QtCore import QObject

from ui.respond.answering import Answering, Kept
from ui.session import Session, sentence
from workbench.actions import answers, invitations
from workbench.actions.edit import Done, Edit
from workbench.actions.packing import pack_of
from workbench.domain.assessment import Respondent
from workbench.domain.book import Book


class Here(Answering):
    """One respondent of the open assessment; nothing they do is a step of the consultant's undo.

    Raises:
        ValueError: where nothing is asked of them.
    """

    def __init__(
        self, session: Session, book: Book, respondent: Respondent, parent: QObject | None = None
    ) -> None:
        pack = pack_of(book, respondent, dt.datetime.now(dt.UTC))
        super().__init__(pack, book.pack.glossary, book.pack.pace.alone, parent)
        self._session = session
        # The history says the role, as it does for the consultant: no name.
        self._who = respondent.role.label
        self._unsaved: set[str] = set()
        self._going: dict[str, int] = {}
        self._why = ""
        self._finishing = False

    def save(self, question: str = "") -> None:
        """Write an answer, and those that could not be written before."""
        if self._finishing:
            self.finish()
        for each in sorted(self._unsaved | ({question} if question else set())):
            self._going[each] = self._going.get(each, 0) + 1
            self._unsaved.discard(each)
            edit = answers.give_alone(self.pack.respondent, self.given(each))
            self._run(edit, each)

    def _run(self, edit: Edit, question: str) -> None:
        self.turn(Kept.SAVING)

        def done(_done: Done) -> None:
            self._came_back(question)

        def failed(error: Exception) -> None:
            self._unsaved.add(question)
            self._came_back(question, sentence(error))

        self._session.run(edit, done, failed, by=self._who)

    def _came_back(self, question: str, problem: str = "") -> None:
        self._why = problem or self._why
        self._going[question] -= 1
        if not self._going[question]:
            del self._going[question]
            if not problem:
                # The last one written is what was said last, whatever became of those before.
                self._unsaved.discard(question)
        if problem or (self._unsaved and not self._going):
            self.turn(Kept.UNSAVED, self._why)
        elif not self._going:
            self.turn(Kept.SAVED)

    def finish(self) -> None:
        """Note that the answers are there."""
        edit = invitations.returned(self.pack.respondent, dt.datetime.now().astimezone().date())
        self._finishing = False

        def failed(error: Exception) -> None:
            self._finishing = True
            self.turn(Kept.UNSAVED, sentence(error))

        def done(_done: Done) -> None:
            if not self._unsaved and not self._going:
                self.turn(Kept.SAVED)

        self._session.run(edit, done, failed, by=self._who)
