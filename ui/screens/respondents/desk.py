"""What is done with those who answer: the dialogs that ask, and the edits that follow."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from ui.dialogs.forget import ForgetDialog
from ui.dialogs.respondent import RespondentDialog
from ui.dialogs.set_aside import SetAsideDialog
from ui.session import Session
from ui.theme import Theme
from workbench.actions import invitations, respondents
from workbench.actions.edit import Edit, together
from workbench.domain.assessment import Answer, Respondent, RespondentKind
from workbench.domain.book import Book
from workbench.domain.entity import new_id
from workbench.domain.role import Role
from workbench.domain.text import plural, short

Run = Callable[[Edit, Callable[[], None] | None], None]


class Desk:
    """Opens dialogs for `parent` and makes their edits with `run`; `say` tells in a word what was done."""

    def __init__(
        self, session: Session, theme: Theme, parent: QWidget, run: Run, say: Callable[[str], None]
    ) -> None:
        self.session, self.theme, self._parent, self._run, self._say = session, theme, parent, run, say

    def add(self, then: Callable[[str], None]) -> None:
        """Ask for somebody new; `then` gets the id."""
        book = self.session.book
        if book is None:
            return
        made = new_id()

        def given(fields: dict[str, Any]) -> None:
            role = fields.pop("role")
            edit = respondents.add(book.assessment.id, role, respondent_id=made, **fields)
            self._run(edit, lambda: then(made))

        dialog = RespondentDialog(self.theme, book.assessment.roles, self._parent)
        dialog.given.connect(given)
        dialog.open()

    def edit(self, who: str) -> None:
        """Change what is known of somebody."""
        known = self._person(who)
        if known is None:
            return
        covered = self.session.curtain.covered(Respondent, who)
        dialog = RespondentDialog(self.theme, tuple(Role), self._parent, known, covered)
        dialog.given.connect(lambda fields: self._run(respondents.change(who, **fields), None))
        dialog.open()

    def forget(self, who: str) -> None:
        """Take everything that names somebody out of the workspace, after a look at what that is."""
        known = self._person(who)
        if known is not None and known.name.strip() and not self.session.curtain.hidden:
            ForgetDialog(self.session, self.theme, self._parent, known.name).open()

    def remove(self, ids: Sequence[str], gone: Callable[[str], None]) -> None:
        """Take people away with all they said, in one step; `gone` gets the words for it."""
        book = self.session.book
        found = [each for who in ids if book and (each := book.get(Respondent, who)) is not None]
        if book is None or not found:
            return
        listed = {each.id for each in found}
        count = sum(1 for each in book.all(Answer) if each.respondent in listed)
        who = (
            short(found[0].label, 40) if len(found) == 1 else plural(len(found), "respondent", "respondents")
        )
        said = f"{who} removed"
        if count:
            said += f", with {plural(count, 'answer')}"
        edits = [respondents.remove(each.id) for each in found]
        one = edits[0] if len(edits) == 1 else together(f"Remove {len(edits)} respondents", edits)
        self._run(one, lambda: gone(said))

    def ask(self, ids: Sequence[str]) -> None:
        """Choose what some are asked."""
        from ui.dialogs.ask import AskDialog  # it is rarely opened first

        people = self._people(ids)
        if people:
            AskDialog(self.session, self.theme, people, self._parent).open()

    def send(self, ids: Sequence[str]) -> None:
        """Write a file for some."""
        from ui.dialogs.send import SendDialog  # it brings the report with it

        people = self._people(ids)
        if people:
            SendDialog(self.session, self.theme, [each.id for each in people], self._parent).open()

    def take_in(self, files: Sequence[Path], done: Callable[[str], None]) -> None:
        """Take in what came back; `done` gets the words for what was taken."""
        from ui.dialogs.take_in import TakeInDialog  # so is this

        dialog = TakeInDialog(self.session, self.theme, self._parent, files)
        dialog.taken.connect(done)
        dialog.open()

    def remind(self, who: str) -> None:
        """Copy the text that reminds somebody, and note that they were reminded today."""
        # What is copied leaves the program, so it names nobody whether names are hidden or not.
        book = self.session.curtain.by_roles
        known = book.get(Respondent, who) if book is not None else None
        if book is None or known is None or known.kind is not RespondentKind.PERSON:
            return
        QGuiApplication.clipboard().setText(invitations.reminder_text(book, known))
        if not invitations.missing(book, known):
            self._say("Copied: a word of thanks, since nothing is missing")
            return
        edit = invitations.reminded(who, dt.date.today())
        self._run(edit, lambda: self._say("The reminder is copied; today is noted as its day"))

    def set_aside(self, who: str) -> None:
        """Ask why answers count no more."""
        known = self._person(who)
        if known is None:
            return
        dialog = SetAsideDialog(self.theme, short(known.label, 60), self._parent)
        dialog.given.connect(lambda reason: self._run(respondents.set_aside(who, reason), None))
        dialog.open()

    def count_again(self, who: str) -> None:
        """Have answers count again."""
        self._run(respondents.set_aside(who, ""), None)

    def withdraw(self, who: str, gone: Callable[[str], None]) -> None:
        """Take an invitation away; answers stay."""
        self._run(
            invitations.withdraw(who), lambda: gone("The invitation is withdrawn; what was answered stays")
        )

    def _person(self, who: str) -> Respondent | None:
        found = self._people([who])
        return found[0] if found else None

    def _people(self, ids: Sequence[str]) -> list[Respondent]:
        """Those of some ids who can be sent something."""
        book: Book | None = self.session.book
        if book is None:
            return []
        found = (book.get(Respondent, who) for who in ids)
        return [each for each in found if each is not None and each.kind is RespondentKind.PERSON]
