"""Asking for one respondent: role, role title, team and group; the name stays optional."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QLineEdit, QWidget

from ui.curtain import COVERED, COVERED_FIELDS
from ui.dialogs.base import Dialog
from ui.theme import Theme
from ui.widgets.parts import label
from workbench.domain.assessment import Respondent
from workbench.domain.role import Role


class RespondentDialog(Dialog):
    """Asks for a respondent, or changes one; `given` hands over the fields, without those that are `covered`."""

    given = Signal(object)

    def __init__(
        self,
        theme: Theme,
        roles: Sequence[Role],
        parent: QWidget | None,
        known: Respondent | None = None,
        covered: frozenset[str] = frozenset(),
    ) -> None:
        super().__init__(theme, "Respondent", parent, "Add respondent" if known is None else "Save")
        self.head("Add a respondent" if known is None else "Change a respondent")
        self.role = QComboBox()
        for role in roles:
            self.role.addItem(role.label, role.value)
        self.role_title, self.team, self.group, self.name = (QLineEdit() for _ in range(4))
        self.field("Role", self.role, "Decides which questions they get and how their answers count.")
        self.field("Role title", self.role_title, "How they appear in reports, such as 'Head of Operations'.")
        self.field("Team (optional)", self.team)
        self.field("Group (optional)", self.group, "Teams and groups only break figures down.")
        self.field("Name (optional)", self.name, "Confidential: in a report only where that is asked for.")
        if known is not None:
            self.role.setCurrentIndex(max(0, self.role.findData(known.role.value)))
            for field, text in (
                (self.role_title, known.role_title),
                (self.team, known.team),
                (self.group, known.group),
                (self.name, known.name),
            ):
                field.setText(text)
        self._covered = covered
        for key in covered:
            line: QLineEdit = getattr(self, key)
            line.setReadOnly(True)
            line.setToolTip(COVERED)
        if covered:
            self.body.addWidget(label(COVERED_FIELDS, "second", wrap=True))
        self.role_title.setFocus()

    def on_accept(self) -> None:
        fields: dict[str, Any] = {
            "role": Role(self.role.currentData()),
            "role_title": self.role_title.text().strip(),
            "team": self.team.text().strip(),
            "group": self.group.text().strip(),
            "name": self.name.text().strip(),
        }
        self.given.emit({key: value for key, value in fields.items() if key not in self._covered})
        self.accept()
