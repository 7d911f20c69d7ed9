"""Asking for the passphrase of a file that came back locked."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from ui.theme import Theme
from ui.widgets.parts import Button, label, row


class _Phrase(QLineEdit):
    """A line whose Enter is its own, and presses no default button of the dialog."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        super().keyPressEvent(event)
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            event.accept()


class LockLine(QWidget):
    """Says which file is locked, and asks: `typed(passphrase)` on Enter or the button."""

    typed = Signal(str)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.words = label("", "warn", wrap=True)
        self.edit = _Phrase()
        self.edit.setEchoMode(QLineEdit.EchoMode.Password)
        self.edit.setAccessibleName("Passphrase of the locked file")
        self.edit.setPlaceholderText("Passphrase")
        self.edit.setFixedWidth(theme.px(220))
        self.button = Button(theme, "Unlock", self.give, look="small", icon_name="lock")
        self.edit.returnPressed.connect(self.give)
        line = row(self.words, self.edit, self.button, spacing=8)
        line.setStretch(0, 1)
        self.setLayout(line)
        self.hide()

    def give(self) -> None:
        """Hand over what was typed."""
        self.typed.emit(self.edit.text())

    def ask(self, name: str) -> None:
        """Ask for the passphrase of a file, by its name as it may be shown."""
        self.words.setText(f"'{name}' is locked. Give the passphrase it was saved with.")
        self.show()
