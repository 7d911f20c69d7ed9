"""Choosing who gets this computer, and the code that takes it back."""

from __future__ import annotations

import datetime as dt

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QLineEdit, QListWidget, QListWidgetItem, QWidget

from ui.dialogs.base import Dialog
from ui.session import Session, sentence
from ui.theme import Theme
from ui.widgets.parts import Button, boxed, column, label
from workbench.actions import handing
from workbench.actions.edit import Edit, together
from workbench.actions.invitations import standing
from workbench.actions.packing import pack_of
from workbench.domain.code import LEAST, check_code
from workbench.domain.text import short

KEY = Qt.ItemDataRole.UserRole
ABOUT = (
    "They see their own questions and nothing else until your code is given. What they answer is saved at once, and "
    "marked as given alone."
)
CODE_ABOUT = (
    f"At least {LEAST} characters; it is kept as a hash and cannot be looked up. It keeps curious eyes out: it does not "
    "encrypt the file, so stay near, or use an answer pack."
)
FORGOTTEN = "If you forgot your code, set another one now: while you can read this, nothing is locked."


class HandOverDialog(Dialog):
    """Lists who can answer, those invited first; `handed` names the one this computer was noted to be with."""

    handed = Signal(str)

    def __init__(self, session: Session, theme: Theme, parent: QWidget | None) -> None:
        super().__init__(theme, "Hand over to a respondent", parent, "Hand over", width=560)
        self._session = session
        self.head("Who answers on this computer?")
        self.body.addWidget(label(ABOUT, "second", wrap=True))
        self.list = QListWidget()
        self.list.setAccessibleName("Respondents")
        self.list.setMinimumHeight(theme.px(180))
        self.body.addWidget(self.list, 1)
        self.code, self.again = QLineEdit(), QLineEdit()
        self._set = boxed(column(spacing=4))
        self._other = Button(theme, "Set another code", self._on_other, look="link")
        self._build()
        self._fill()

    def _build(self) -> None:
        box = self._set.layout()
        assert box is not None
        for name, field in (("Your code", self.code), ("The same once more", self.again)):
            field.setEchoMode(QLineEdit.EchoMode.Password)
            field.setAccessibleName(name)
            box.addWidget(label(name, "label"))
            box.addWidget(field)
        box.addWidget(label(CODE_ABOUT, "caption", wrap=True))
        known = bool(self._session.workspace and self._session.workspace.code)
        self.body.addWidget(self._set)
        self.body.addWidget(self._other, 0, Qt.AlignmentFlag.AlignLeft)
        self._forgotten = label(FORGOTTEN, "caption", wrap=True)
        self.body.addWidget(self._forgotten)
        self._set.setVisible(not known)
        self._other.setVisible(known)
        self._forgotten.setVisible(known)
        self.list.itemActivated.connect(lambda _item: self.on_accept())

    def _fill(self) -> None:
        book = self._session.book
        if book is None:
            return
        today = dt.datetime.now().astimezone().date()
        found = [standing(book, each, today) for each in book.people() if not each.set_aside]
        found.sort(key=lambda each: each.invitation is None)
        for each in found:
            where = each.respondent.group or each.respondent.team
            called = short(each.respondent.label) + (f" ({short(where)})" if where else "")
            words = "Not invited" if each.invitation is None else each.words
            item = QListWidgetItem(
                f"{called}   {each.asked - each.missing} of {each.asked} answered   {words}"
            )
            item.setData(KEY, each.respondent.id)
            item.setSizeHint(QSize(0, self.theme.px(28)))
            self.list.addItem(item)
        self.list.setCurrentRow(0)
        self.list.setFocus()
        if not found:
            self.primary.setEnabled(False)
            self.say("There is nobody who answers alone yet. Add respondents first, in 'People who answer…'.")

    def _on_other(self) -> None:
        self._set.show()
        self._other.hide()
        self._forgotten.hide()
        self.code.setFocus()

    def _edits(self, respondent: str) -> list[Edit]:
        """What is to be done; raises `ValueError` in a sentence where that cannot be."""
        edits: list[Edit] = []
        if not self._set.isHidden():
            check_code(self.code.text())
            if self.code.text() != self.again.text():
                raise ValueError("The two codes are not the same. Type them again.")
            edits.append(handing.set_code(self.code.text()))
        book = self._session.stored_book
        assert book is not None
        chosen = next(each for each in book.people() if each.id == respondent)
        # Where nothing is asked, that is said here and not to the respondent.
        pack_of(book, chosen, dt.datetime.now(dt.UTC))
        return [*edits, handing.hand_over(respondent, dt.datetime.now().astimezone().date())]

    def on_accept(self) -> None:
        item = self.list.currentItem()
        if item is None or not self.primary.isEnabled():
            return
        respondent = str(item.data(KEY))
        try:
            edit = together("Hand over to a respondent", self._edits(respondent))
        except ValueError as problem:
            self.say(str(problem))
            return
        self.primary.setEnabled(False)
        self._session.run(
            edit, lambda _done: self._on_done(respondent), self._on_failed, by=self._session.who
        )

    def _on_done(self, respondent: str) -> None:
        self.accept()
        self.handed.emit(respondent)

    def _on_failed(self, error: Exception) -> None:
        self.primary.setEnabled(True)
        self.say(sentence(error))
