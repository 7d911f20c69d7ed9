"""Asking why somebody's answers count no more."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from ui.dialogs.base import Dialog
from ui.theme import Theme
from ui.widgets.parts import label


class SetAsideDialog(Dialog):
    """Asks for the reason: `given(reason)`."""

    given = Signal(str)

    def __init__(self, theme: Theme, who: str, parent: QWidget | None) -> None:
        super().__init__(theme, "Set answers aside", parent, "Set aside")
        self.head("Set answers aside")
        said = (
            f"What {who} answered stays and can be read, and counts in no figure until it is counted again."
        )
        self.body.addWidget(label(said, "muted", wrap=True))
        self.reason = QLineEdit()
        self.field("Why", self.reason, "Such as 'answered for another team'. It is shown beside the answers.")
        self.reason.setFocus()

    def on_accept(self) -> None:
        reason = self.reason.text().strip()
        if not reason:
            self.say("Say why, so that others can follow it later.")
            self.reason.setFocus()
            return
        self.given.emit(reason)
        self.accept()
