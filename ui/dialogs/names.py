"""Asking whether a report is to name people, with everybody who would be named."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QListWidget, QWidget
from shiboken6 import isValid

from ui.dialogs.base import Dialog
from ui.session import Session
from ui.theme import Theme
from ui.widgets.parts import column, label
from workbench.domain.text import plural

BY_ROLE = "People appear by role title, also where a name was typed. Stances are never printed."
BY_NAME = "Names are printed as they were typed. Stances are never printed."
NAMES_HIDDEN = f"{BY_ROLE} Names are hidden now; show them first (Ctrl+Shift+R) to print them."


class NamesDialog(Dialog):
    """Lists the names; accepted when they are to be printed."""

    def __init__(self, theme: Theme, names: Sequence[str], parent: QWidget | None) -> None:
        super().__init__(theme, "Print names", parent, "Print these names")
        count = plural(len(names), "person", "people")
        self.head(f"{count} would be named" if names else "Nobody would be named")
        said = (
            "Whoever reads the report can read them. A role is said in place of each name if they stay out."
            if names
            else "No name of a listed person stands in the sections chosen."
        )
        self.body.addWidget(label(said, "second", wrap=True))
        self.list = QListWidget()
        self.list.setAccessibleName("People who would be named")
        self.list.addItems(list(names))
        self.list.setVisible(bool(names))
        self.body.addWidget(self.list, 1)


class LabelsDialog(Dialog):
    """Lists what would stand beside single people's marks; accepted when it is to be printed."""

    def __init__(self, theme: Theme, labels: Sequence[str], parent: QWidget | None) -> None:
        super().__init__(theme, "Print the stakeholder map", parent, "Print the map")
        count = plural(len(labels), "person", "people")
        self.head(f"{count} would be shown" if labels else "Nobody is placed yet")
        said = (
            "The map shows where single people stand. They are called by the kind of their role, but in a small firm "
            "readers may know who is meant. Whoever reads the report can see every line below."
        )
        self.body.addWidget(label(said, "second", wrap=True))
        self.list = QListWidget()
        self.list.setAccessibleName("Labels on the map")
        self.list.addItems(list(labels))
        self.list.setVisible(bool(labels))
        self.body.addWidget(self.list, 1)


class NamesBox(QWidget):
    """The tick 'Print names': set only after a look at whose, which what `prepare` gives finds away from the UI thread. `turned()`."""

    turned = Signal()

    def __init__(
        self, session: Session, theme: Theme, prepare: Callable[[], Callable[[], list[str]]]
    ) -> None:
        super().__init__()
        self._session, self._theme, self._prepare = session, theme, prepare
        self.on = False
        self.tick = QCheckBox("Print names…")
        self.tick.setEnabled(not session.curtain.hidden)
        self._note = label(NAMES_HIDDEN if session.curtain.hidden else BY_ROLE, "caption", wrap=True)
        self.setLayout(column(self.tick, self._note, spacing=4))
        self.tick.clicked.connect(self._on_click)

    def _on_click(self, wanted: bool) -> None:
        if not wanted:
            self._turn(False)
            return
        self.tick.setChecked(False)
        self._note.setText("Looking for names…")
        find = self._prepare()
        self._session.jobs.pool(lambda _job: find(), self._on_found, self._on_trouble)

    def _on_found(self, found: list[str]) -> None:
        if not isValid(self):
            # The dialog was closed meanwhile.
            return
        self._note.setText(BY_ROLE)
        dialog = NamesDialog(self._theme, found, self.window())
        dialog.accepted.connect(lambda: self._turn(True))
        dialog.open()

    def _on_trouble(self, error: Exception) -> None:
        if isValid(self):
            self._note.setText(str(error) or BY_ROLE)

    def _turn(self, on: bool) -> None:
        self.on = on
        self.tick.setChecked(on)
        self._note.setText(BY_NAME if on else BY_ROLE)
        self.turned.emit()
