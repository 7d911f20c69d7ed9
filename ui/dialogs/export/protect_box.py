"""A password for the finished file."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QLineEdit, QWidget

from ui.widgets.parts import column, label
from workbench.reports.locked import check_password
from workbench.reports.settings import ReportError

_NOTE = (
    "AES-256. Without the password nobody can read it: not you, not we. Send it on another way than the file."
)


class ProtectBox(QWidget):
    """A tick, the password and the password again; `turned()` when it is ticked or not."""

    turned = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.tick = QCheckBox("Open with a password only")
        self.first, self.again = QLineEdit(), QLineEdit()
        for edit, name in ((self.first, "Password"), (self.again, "Password, once more")):
            edit.setEchoMode(QLineEdit.EchoMode.Password)
            edit.setPlaceholderText(name)
            edit.setAccessibleName(name)
        self.shown = QCheckBox("Show it")
        self._note = label(_NOTE, "caption", wrap=True)
        self.setLayout(column(self.tick, self.first, self.again, self.shown, self._note, spacing=4))
        self.tick.toggled.connect(self._on_tick)
        self.shown.toggled.connect(self._on_shown)
        self._on_tick(False)

    @property
    def on(self) -> bool:
        """Whether the file is to have a password."""
        return self.tick.isChecked()

    def password(self) -> str:
        """What was typed twice; '' when the file is to be open.

        Raises:
            ReportError: when the two differ, or it would protect nothing.
        """
        if not self.on:
            return ""
        if self.first.text() != self.again.text():
            raise ReportError("The two passwords differ. Type the same one twice.")
        check_password(self.first.text())
        return self.first.text()

    def _on_tick(self, on: bool) -> None:
        for each in (self.first, self.again, self.shown, self._note):
            each.setVisible(on)
        if not on:
            self.first.clear()
            self.again.clear()
        self.turned.emit()

    def _on_shown(self, on: bool) -> None:
        mode = QLineEdit.EchoMode.Normal if on else QLineEdit.EchoMode.Password
        self.first.setEchoMode(mode)
        self.again.setEchoMode(mode)
