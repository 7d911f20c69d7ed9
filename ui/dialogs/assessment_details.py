"""Changing what an assessment says of itself: title, date, state, scope and for whom."""

from __future__ import annotations

import datetime as dt

from PySide6.QtCore import QDate
from PySide6.QtWidgets import QComboBox, QDateEdit, QLineEdit, QWidget

from ui.curtain import COVERED_FIELDS
from ui.dialogs.base import Dialog
from ui.dialogs.move_pack import MovePackDialog
from ui.dialogs.retired import RetiredDialog
from ui.session import Session, sentence
from ui.theme import Theme
from ui.widgets.parts import Button, label, row
from workbench.actions import assessments
from workbench.domain.assessment import Assessment, ScopeKind
from workbench.domain.text import plural, short


class AssessmentDetailsDialog(Dialog):
    """Shows an assessment's details; everything changed is one step of undo."""

    def __init__(self, session: Session, theme: Theme, parent: QWidget | None) -> None:
        super().__init__(theme, "Assessment details", parent, "Save details")
        self.session = session
        assert session.book is not None
        known = session.book.assessment
        self.head("Assessment details")
        self.name = QLineEdit(known.title)
        self.about = QLineEdit(known.about)
        self.date = QDateEdit(QDate(known.date.year, known.date.month, known.date.day))
        self.date.setCalendarPopup(True)
        self.scope = QComboBox()
        words = {ScopeKind.FULL: "Full: every question", ScopeKind.QUICK: "Quick scan: lead questions"}
        for kind, text in words.items():
            self.scope.addItem(text, kind.value)
        if known.scope is ScopeKind.OWN:
            self.scope.addItem(f"Own selection: {len(known.questions)} questions", ScopeKind.OWN.value)
        self.scope.setCurrentIndex(self.scope.findData(known.scope.value))
        self.prepared_for, self.prepared_by = QLineEdit(known.prepared_for), QLineEdit(known.prepared_by)
        self._texts = {
            "title": self.name,
            "about": self.about,
            "prepared_for": self.prepared_for,
            "prepared_by": self.prepared_by,
        }
        covered = session.curtain.covered(Assessment, known.id)
        for key in covered & self._texts.keys():
            self._texts[key].setReadOnly(True)
        if covered:
            self.body.addWidget(label(COVERED_FIELDS, "second", wrap=True))
        self.field("Title", self.name)
        self.field("What is looked at", self.about)
        self.field("Date", self.date)
        self.field("Scope", self.scope, "A scope can be widened at any time; no answer is lost.")
        self.field("Prepared for", self.prepared_for, "Printed on the cover, by role.")
        self.field("Prepared by", self.prepared_by)
        self.body.addSpacing(12)
        pack = session.book.pack
        self.body.addLayout(
            row(
                label(f"Content pack: {short(pack.title)}, version {pack.version}", "second", wrap=True),
                Button(theme, "Move to another version…", self._ask_move, look="small"),
            )
        )
        retired = len(session.book.retired)
        if retired:
            self.body.addLayout(
                row(
                    Button(
                        theme,
                        f"Answers to {plural(retired, 'retired question')}…",
                        self._show_retired,
                        look="link",
                    ),
                    None,
                )
            )
        self.body.addSpacing(12)
        self.body.addLayout(
            row(Button(theme, "Delete this assessment…", self._ask_delete, look="danger"), None)
        )

    def on_accept(self) -> None:
        book = self.session.book
        if book is None:
            self.reject()
            return
        date = self.date.date()
        scope = ScopeKind(self.scope.currentData())
        try:
            edit = assessments.change(
                book.assessment.id,
                date=dt.date(date.year(), date.month(), date.day()),
                scope=scope,
                questions=book.assessment.questions,
                **{key: line.text().strip() for key, line in self._texts.items() if not line.isReadOnly()},
            )
        except ValueError as error:
            self.say(str(error))
            return
        self.session.run(edit, lambda _done: self.accept(), lambda error: self.say(sentence(error)))

    def _ask_move(self) -> None:
        if self.session.book is not None and self.session.store is not None:
            dialog = MovePackDialog(self.session, self.theme, self)
            dialog.accepted.connect(self.reject)
            dialog.open()

    def _show_retired(self) -> None:
        if self.session.book is not None:
            RetiredDialog(self.session.book, self.theme, self).open()

    def _ask_delete(self) -> None:
        dialog = DeleteDialog(self.session, self.theme, self)
        dialog.accepted.connect(self.accept)
        dialog.open()


class DeleteDialog(Dialog):
    """Deletes an assessment once its title is typed; undo still brings it back while the workspace is open."""

    def __init__(self, session: Session, theme: Theme, parent: QWidget | None) -> None:
        super().__init__(theme, "Delete this assessment", parent, "Delete assessment")
        self.session = session
        assert session.book is not None
        self._wanted = session.book.assessment
        self.head("Delete this assessment with all its answers?")
        self.typed = QLineEdit()
        self.field(
            f"Type its title to go on: {self._wanted.title}",
            self.typed,
            "Undo brings it back as long as this workspace is open.",
        )
        self.primary.setEnabled(False)
        self.typed.textChanged.connect(
            lambda text: self.primary.setEnabled(text.strip() == self._wanted.title.strip())
        )

    def on_accept(self) -> None:
        edit = assessments.remove(self._wanted.id)
        self.session.run(edit, lambda _done: self.accept(), lambda error: self.say(sentence(error)))
