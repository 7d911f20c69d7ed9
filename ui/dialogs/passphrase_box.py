"""A passphrase for a file that leaves the program, typed twice."""

from __future__ import annotations

from PySide6.QtWidgets import QCheckBox, QLineEdit, QWidget

from ui.widgets.parts import column, label
from workbench.exchange.answer_error import AnswerFileError
from workbench.exchange.sealed import check_passphrase

_NOTE = "AES-256. Without it nobody can read the file: not you, not we. Send it on another way than the file."


class PassphraseBox(QWidget):
    """A tick, the passphrase and the passphrase again."""

    def __init__(self) -> None:
        super().__init__()
        self.tick = QCheckBox("Lock with a passphrase")
        self.first, self.again = QLineEdit(), QLineEdit()
        for edit, name in ((self.first, "Passphrase"), (self.again, "Passphrase, once more")):
            edit.setEchoMode(QLineEdit.EchoMode.Password)
            edit.setPlaceholderText(name)
            edit.setAccessibleName(name)
        self.shown = QCheckBox("Show it")
        self._note = label(_NOTE, "caption", wrap=True)
        self.setLayout(column(self.tick, self.first, self.again, self.shown, self._note, spacing=4))
        self.tick.toggled.connect(self._on_tick)
        self.shown.toggled.connect(self._on_shown)
        self._on_tick(False)

    def passphrase(self) -> str:
        """What was typed twice; '' when the file is to be open.

        Raises:
            AnswerFileError: when the two differ, or it would protect nothing.
        """
        if not self.tick.isChecked():
            return ""
        if self.first.text() != self.again.text():
            raise AnswerFileError("The two passphrases differ. Type the same one twice.")
        check_passphrase(self.first.text())
        return self.first.text()

    def _on_tick(self, on: bool) -> None:
        for each in (self.first, self.again, self.shown, self._note):
            each.setVisible(on)
        if on:
            self.first.setFocus()
        else:
            self.first.clear()
            self.again.clear()

    def _on_shown(self, on: bool) -> None:
        mode = QLineEdit.EchoMode.Normal if on else QLineEdit.EchoMode.Password
        self.first.setEchoMode(mode)
        self.again.setEchoMode(mode)
