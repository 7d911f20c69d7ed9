"""Asking some respondents: which questions each gets, and until when."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from PySide6.QtCore import QTimer
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QLineEdit, QRadioButton, QWidget

from ui.dialogs.ask_tree import AskTree
from ui.dialogs.base import Dialog
from ui.session import Session, sentence
from ui.theme import Theme
from ui.widgets.fields import DateControl
from ui.widgets.parts import boxed, label, row
from workbench.actions import invitations
from workbench.actions.edit import together
from workbench.domain.assessment import Respondent
from workbench.domain.book import Book
from workbench.domain.text import join_words, plural, short
from workbench.domain.written import read_date

MOST_NAMED = 3


class AskDialog(Dialog):
    """Chooses questions for one or several; what was chosen before stands there, and is changed."""

    def __init__(
        self, session: Session, theme: Theme, people: Sequence[Respondent], parent: QWidget | None
    ) -> None:
        super().__init__(theme, "Ask", parent, "Ask", width=620)
        self.session = session
        assert session.book is not None
        self._book: Book = session.book
        self._people = list(people)
        self._roles = list(dict.fromkeys(each.role for each in people))
        self._given = {each.id: invitations.invitation_of(self._book, each) for each in people}
        self._build()
        self._start()
        self._connect()
        window = parent.window() if parent is not None else None
        if window is not None:
            self.resize(self.width(), min(theme.px(620), window.height() - 40))

    def _build(self) -> None:
        named = [short(each.label, 40) for each in self._people[:MOST_NAMED]]
        more = len(self._people) - len(named)
        self.head(f"What to ask {join_words([*named, *([f'{more} more'] if more else [])])}")
        plurals = join_words([role.plural for role in self._roles])
        self.all = QRadioButton(f"All that is asked of {plurals}")
        self.some = QRadioButton("Only some areas, capabilities or questions")
        self.body.addWidget(self.all)
        self.body.addWidget(self.some)
        self.search = QLineEdit()
        self.search.setPlaceholderText("Search the questions")
        self.search.setAccessibleName("Search the questions")
        self.search.setClearButtonEnabled(True)
        self.tree = AskTree(self.theme, self._book, self._roles)
        self.body.addWidget(self.search)
        self.body.addWidget(self.tree, 1)
        self.sums = label("", "strong", wrap=True)
        self.body.addWidget(self.sums)
        self.due = DateControl(self.theme, "Answer by")
        self.due.setFixedWidth(self.theme.px(170))
        head = label("Answer by", "label")
        head.setBuddy(self.due)
        self.body.addWidget(
            boxed(row(head, self.due, label("or empty, for no date", "muted"), None, spacing=10))
        )

    def _start(self) -> None:
        chosen = {q for each in self._given.values() if each is not None for q in each.questions}
        (self.some if chosen else self.all).setChecked(True)
        self.tree.tick(chosen)
        dues = {each.due if each is not None else None for each in self._given.values()}
        self._due_before: dt.date | None = dues.pop() if len(dues) == 1 else None
        self._mixed = bool(dues)
        self.due.start(self._due_before)
        if self._mixed:
            self.due.edit.setPlaceholderText("as it is, each")
        self._on_way()

    def _connect(self) -> None:
        for each in (self.all, self.some):
            each.toggled.connect(lambda _on: self._on_way())
        self.search.textChanged.connect(self._on_search)
        # The default button is pressed by the same Enter, and must still find the focus here.
        self.search.returnPressed.connect(lambda: QTimer.singleShot(0, self.tree.setFocus))
        self.tree.turned.connect(self._show_sums)
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            QShortcut(QKeySequence(keys), self, self.on_accept)

    def _on_way(self) -> None:
        some = self.some.isChecked()
        self.search.setEnabled(some)
        self.tree.setEnabled(some)
        self._show_sums()

    def _on_search(self, text: str) -> None:
        seen = self.tree.search(text)
        self.say("" if seen else "No question has these words.")

    def wanted(self, respondent: Respondent) -> tuple[str, ...]:
        """The questions somebody gets, () for all of their role.

        Raises:
            ValueError: when that is none, in a sentence.
        """
        if self.all.isChecked():
            return ()
        questions, own = self.tree.questions, self.tree.own
        mine = {key for key in self.tree.ticked if respondent.role in questions[key].roles or key in own}
        return invitations.choose(self._book, respondent, own=mine)

    def _show_sums(self) -> None:
        book = self._book
        counts: list[int] = []
        for each in self._people:
            try:
                wanted = self.wanted(each)
            except ValueError:
                counts.append(0)
                continue
            counts.append(len(wanted) if wanted else len(book.asked_of(each.role)))
        low, high = min(counts), max(counts)
        pace = book.pack.pace.alone
        minutes = [max(1, round(each * pace)) if each else 0 for each in (low, high)]
        if not high:
            said = "Nothing is chosen yet."
        elif low == high:
            each = ", each" if len(counts) > 1 else ""
            said = f"{plural(high, 'question')}, about {plural(minutes[1], 'minute')}{each}."
        else:
            said = f"{low:,} to {plural(high, 'question')}, about {minutes[0]} to {plural(minutes[1], 'minute')}, by role."
        self.sums.setText(said)

    def on_accept(self) -> None:
        # Enter in the search goes to the tree.
        if self.search.hasFocus() and self.search.text():
            return
        try:
            due = read_date(self.due.edit.text().strip())
        except ValueError as wrong:
            self.say(str(wrong))
            self.due.setFocus()
            return
        keep = self._mixed and due is None
        edits = []
        for each in self._people:
            try:
                wanted = self.wanted(each)
            except ValueError as none:
                self.say(f"{short(each.label, 60)}: {none}")
                return
            given = self._given[each.id]
            edits.append(invitations.invite(each.id, wanted, given.due if keep and given else due))
        one = edits[0] if len(edits) == 1 else together(f"Invite {len(edits)} respondents", edits)
        self.primary.setEnabled(False)
        self.session.run(one, lambda _done: self.accept(), self._on_refused)

    def _on_refused(self, error: Exception) -> None:
        self.primary.setEnabled(True)
        self.say(sentence(error))
