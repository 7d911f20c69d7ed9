"""The list of everyone who answers: add, change, remove."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QWidget

from ui.dialogs.base import Dialog
from ui.dialogs.respondent import RespondentDialog
from ui.session import Session
from ui.theme import Theme
from ui.widgets.parts import Button, label, row
from workbench.actions import respondents
from workbench.domain.assessment import Respondent, RespondentKind
from workbench.domain.role import Role

ID = Qt.ItemDataRole.UserRole


class RespondentsDialog(Dialog):
    """Who answers, with how far each has come."""

    def __init__(self, session: Session, theme: Theme, parent: QWidget | None) -> None:
        super().__init__(theme, "People who answer", parent, width=620)
        self.session = session
        self.head("People who answer")
        self._note = label("", "muted", wrap=True)
        self.body.addWidget(self._note)
        self.list = QListWidget()
        self.list.setAccessibleName("Respondents")
        self.list.setMinimumHeight(theme.px(300))
        self.body.addWidget(self.list, 1)
        self._change = Button(theme, "Change…", self.change, icon_name="pencil")
        self._remove = Button(theme, "Remove", self.remove, icon_name="trash-2")
        add = Button(theme, "Add a respondent…", self.add, icon_name="plus", look="primary")
        self.body.addLayout(row(add, self._change, self._remove, None))
        session.changed.connect(self._on_changed)
        self.list.itemDoubleClicked.connect(lambda _item: self.change())
        self.list.currentItemChanged.connect(lambda _now, _before: self._enable())
        self.refresh()

    def _on_changed(self, _topics: object) -> None:
        self.refresh()

    def refresh(self) -> None:
        """Show who there is."""
        book = self.session.book
        if book is None:
            self.reject()
            return
        chosen = self._chosen()
        self.list.clear()
        for each in book.respondents:
            done, asked = book.progress(each)
            where = ", ".join(part for part in (each.role.label, each.team, each.group) if part)
            item = QListWidgetItem(f"{each.label}   ({where})   {done} of {asked} answered")
            item.setData(ID, each.id)
            self.list.addItem(item)
            if chosen is not None and each.id == chosen.id:
                self.list.setCurrentItem(item)
        counts = [
            f"{sum(1 for each in book.people() if each.role is role)} {role.plural}"
            for role in book.assessment.roles
        ]
        self._note.setText("Asked so far: " + ", ".join(counts) + ".")
        self._enable()

    def _enable(self) -> None:
        chosen = self._chosen()
        self._remove.setEnabled(chosen is not None)
        self._change.setEnabled(chosen is not None and chosen.kind is RespondentKind.PERSON)

    def _chosen(self) -> Respondent | None:
        book, item = self.session.book, self.list.currentItem()
        return book.get(Respondent, str(item.data(ID))) if book is not None and item is not None else None

    def add(self) -> None:
        """Ask for a respondent."""
        book = self.session.book
        if book is None:
            return
        dialog = RespondentDialog(self.theme, book.assessment.roles, self)
        dialog.given.connect(self._on_given)
        dialog.open()

    def _on_given(self, fields: dict[str, Any]) -> None:
        book = self.session.book
        if book is not None:
            role = fields.pop("role")
            self.session.run(respondents.add(book.assessment.id, role, **fields))

    def change(self) -> None:
        """Change the chosen respondent."""
        chosen = self._chosen()
        if chosen is None or chosen.kind is not RespondentKind.PERSON:
            return
        covered = self.session.curtain.covered(Respondent, chosen.id)
        dialog = RespondentDialog(self.theme, tuple(Role), self, chosen, covered)
        dialog.given.connect(lambda fields: self.session.run(respondents.change(chosen.id, **fields)))
        dialog.open()

    def remove(self) -> None:
        """Take the chosen respondent away with all answers; undo brings both back."""
        chosen = self._chosen()
        if chosen is not None:
            self.session.run(respondents.remove(chosen.id))
            self.say(f"'{chosen.label}' and all their answers were removed. Undo (Ctrl+Z) brings them back.")
