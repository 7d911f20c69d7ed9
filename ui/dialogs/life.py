"""Dialogs of an assessment's life: both sides agree, it is opened again with a reason, frozen, copied or gone on from."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

from PySide6.QtWidgets import QLineEdit, QWidget

from ui.dialogs.base import Dialog
from ui.session import Session, sentence
from ui.theme import Theme
from ui.widgets.fields import DateControl
from ui.widgets.parts import Button, boxed, column, label, row
from workbench.actions import life, snapshots
from workbench.actions.edit import Edit
from workbench.domain.consent import SIDES, Consent
from workbench.domain.text import short
from workbench.domain.written import read_date


class _LifeDialog(Dialog):
    """A dialog that makes one edit, and stays open with a sentence when it is refused."""

    def __init__(
        self,
        session: Session,
        theme: Theme,
        title: str,
        parent: QWidget | None,
        accept: str,
        width: int = 520,
    ) -> None:
        super().__init__(theme, title, parent, accept, width)
        self.session = session
        self.head(title)

    def carry_out(self, make: Callable[[], Edit], then: Callable[[], None] | None = None) -> None:
        """Make the edit and do it."""
        try:
            edit = make()
        except ValueError as error:
            self.say(str(error))
            return

        def done(_done: object) -> None:
            self.accept()
            if then is not None:
                then()

        self.session.run(edit, done, lambda error: self.say(sentence(error)))


class SideLine(QWidget):
    """One side: its name, who agrees for it, by role, and the day."""

    def __init__(self, theme: Theme, known: Consent, number: int, today: dt.date) -> None:
        super().__init__()
        place = f"Side {number}"
        self.side, self.who = QLineEdit(known.side), QLineEdit(known.who)
        self.side.setPlaceholderText("Which side")
        self.who.setPlaceholderText("Role, such as Head of Operations")
        self.side.setAccessibleName(place)
        self.who.setAccessibleName(f"{place}: who agrees")
        self.day = DateControl(theme, f"{place}: day")
        self.day.start(known.on or today)
        self.side.setMinimumWidth(theme.px(120))
        self.who.setMinimumWidth(theme.px(200))
        self.day.setFixedWidth(theme.px(150))
        self.setLayout(row(self.side, self.who, self.day, spacing=8))

    @property
    def empty(self) -> bool:
        """Whether nothing was said about it."""
        return not self.side.text().strip() and not self.who.text().strip()

    @property
    def consent(self) -> Consent:
        """What stands there.

        Raises:
            ValueError: with a sentence, when the day is none, or no side is named.
        """
        on = read_date(self.day.edit.text().strip())
        return Consent(side=self.side.text().strip(), who=self.who.text().strip(), on=on)


class AgreeDialog(_LifeDialog):
    """Both sides agree to the answers, named by role and dated."""

    def __init__(self, session: Session, theme: Theme, parent: QWidget | None) -> None:
        super().__init__(session, theme, "Agree to the answers", parent, "Both sides agree", width=640)
        assert session.book is not None
        self._id = session.book.assessment.id
        words = (
            "From then on answers stay as they are. They change only after the assessment is reopened; who reopens it, "
            "and why, is kept."
        )
        self.body.addWidget(label(words, "second", wrap=True))
        self.lines: list[SideLine] = []
        self._box = column(spacing=6)
        self.body.addLayout(self._box)
        names = session.book.assessment
        who = {SIDES[0]: names.prepared_by, SIDES[1]: ""}
        for side in SIDES:
            self._add(Consent(side=side, who=who[side]))
        add = Button(theme, "Add a side", lambda: self._add(None), look="link", icon_name="plus")
        self.body.addLayout(row(add, None))

    def _add(self, known: Consent | None) -> None:
        start = known or Consent(side="New side")
        line = SideLine(self.theme, start, len(self.lines) + 1, dt.date.today())
        if known is None:
            line.side.clear()
            line.side.setFocus()
        self.lines.append(line)
        self._box.addWidget(line)

    def on_accept(self) -> None:
        self.carry_out(lambda: life.agree(self._id, [each.consent for each in self.lines if not each.empty]))


class ReopenDialog(_LifeDialog):
    """Opens an agreed or closed assessment again."""

    def __init__(self, session: Session, theme: Theme, parent: QWidget | None) -> None:
        super().__init__(session, theme, "Reopen the assessment", parent, "Reopen")
        assert session.book is not None
        self._id = session.book.assessment.id
        self.body.addWidget(
            label(
                "Answers can change again, and both sides must agree anew. This is kept.", "second", wrap=True
            )
        )
        self.who, self.reason = QLineEdit(), QLineEdit()
        self.who.setPlaceholderText("Role, such as Chief Technology Officer")
        self.field("Who opens it again", self.who)
        self.field("Why", self.reason)
        for each in session.book.assessment.reopened:
            said = f"{each.on.day} {each.on:%b %Y}, {short(each.who)}: {each.reason}"
            self.body.addWidget(label(said, "caption", wrap=True))

    def on_accept(self) -> None:
        self.carry_out(lambda: life.reopen(self._id, self.who.text(), self.reason.text(), dt.date.today()))


class CopyDialog(_LifeDialog):
    """Duplicates an assessment, or carries it forward; the new one is opened."""

    def __init__(self, session: Session, theme: Theme, parent: QWidget | None, *, forward: bool) -> None:
        title = "Carry forward" if forward else "Duplicate the assessment"
        super().__init__(session, theme, title, parent, title if forward else "Duplicate")
        from workbench.domain.entity import new_id  # loaded with the book

        assert session.book is not None
        known, today = session.book.assessment, dt.date.today()
        self._id, self._forward, self._new = known.id, forward, new_id()
        words = (
            "The next assessment begins with the people, obstacles, risks, actions with their state, services and "
            "targets of this one. Answers are given anew: the last ones are only shown beside."
            if forward
            else "The copy is a draft with everything that is in this one, but its snapshots. Nobody has agreed to it."
        )
        self.body.addWidget(label(words, "second", wrap=True))
        suggestion = f"{today:%B %Y}" if forward else f"{short(known.title)} (copy)"
        self.name = QLineEdit(suggestion)
        self.field("Title", self.name)
        self.day = DateControl(theme, "Date")
        self.day.start(today)
        if forward:
            head = label("Date", "label")
            head.setBuddy(self.day)
            self.body.addWidget(boxed(column(head, self.day, spacing=3)))

    def _edit(self) -> Edit:
        if not self._forward:
            return life.duplicate(self._id, self.name.text(), new=self._new)
        day = read_date(self.day.edit.text().strip())
        if day is None:
            raise ValueError("Say the day of the next assessment, such as 22 Nov 2027.")
        return life.carry_forward(self._id, self.name.text(), day, new=self._new)

    def on_accept(self) -> None:
        session, new = self.session, self._new

        def show() -> None:
            # Through the list, so that no screen of the old one is seen with the new one's figures.
            if session.close_assessment():
                session.open_assessment(new)

        self.carry_out(self._edit, show)


class SnapshotDialog(_LifeDialog):
    """Freezes the assessment as it is, under a name."""

    def __init__(self, session: Session, theme: Theme, parent: QWidget | None) -> None:
        super().__init__(session, theme, "Take a snapshot", parent, "Take the snapshot")
        assert session.book is not None
        self._id = session.book.assessment.id
        words = (
            "It is frozen as it is now: figures, answers, lists and plan. It can be compared with any other."
        )
        self.body.addWidget(label(words, "second", wrap=True))
        today = dt.date.today()
        self.name = QLineEdit(f"{today.day} {today:%B %Y}")
        self.by, self.note = QLineEdit(), QLineEdit()
        self.field("Name", self.name)
        self.field("Taken by (optional)", self.by, "A role, such as SRE Lead.")
        self.field("Note (optional)", self.note)

    def on_accept(self) -> None:
        self.carry_out(
            lambda: snapshots.take(
                self._id,
                self.name.text(),
                dt.date.today(),
                by=self.by.text().strip(),
                note=self.note.text().strip(),
            )
        )
