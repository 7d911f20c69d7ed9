"""The line that adds an entry: a title and Enter, or a whole table pasted into it."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QLineEdit


class AddLine(QLineEdit):
    """A line of text; `rows(text)` when more than one line or cell is pasted."""

    rows = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.textChanged.connect(self._on_text)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        text = QGuiApplication.clipboard().text() if event.matches(QKeySequence.StandardKey.Paste) else ""
        if _is_table(text):
            # A line would take it all as one title.
            self.rows.emit(text)
        else:
            super().keyPressEvent(event)

    def _on_text(self, text: str) -> None:
        """Rows that came by the menu, the middle button or by being dropped here are rows, too."""
        if _is_table(text):
            self.clear()
            self.rows.emit(text)


def _is_table(text: str) -> bool:
    return "\t" in text or "\n" in text.strip("\r\n")
