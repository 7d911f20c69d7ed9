"""The line that adds something: words and Enter, or a whole table pasted into it."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QLineEdit


class GivenLine(QLineEdit):
    """A line given away with Enter, `given(text)`: it empties once whoever takes it says that it has `landed`.

    Until then its words are marked, so that the next ones typed take their place. What was `refused` stands there again,
    unless something else was typed meanwhile; what the disk refused is given once more with every `flush`.
    """

    given = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._on_its_way: str | None = None
        self._refused: str | None = None
        self._behind: list[str] = []
        self.returnPressed.connect(self._give)
        self.textEdited.connect(lambda _text: self._let_go())
        self.textChanged.connect(self._on_other)

    def _let_go(self) -> None:
        """What stands here is something new, whatever becomes of what stood here before."""
        self._on_its_way = self._refused = None

    def _on_other(self, text: str) -> None:
        if text not in (self._on_its_way, self._refused):
            self._let_go()

    def _give(self) -> None:
        text = self.text()
        # A second Enter must not add it twice.
        if text.strip() and self._on_its_way is None:
            self._on_its_way, self._refused = text, None
            self.selectAll()
            self.given.emit(text)

    def landed(self, text: str) -> None:
        """What was given is where it belongs."""
        if self._on_its_way == text == self.text():
            self.clear()

    def refused(self, text: str, error: Exception) -> None:
        """What was given could not be taken."""
        from workbench.storage.errors import StorageError  # loaded with the store

        waits = isinstance(error, StorageError)
        if self._on_its_way == text == self.text() or not self.text():
            self._on_its_way, self._refused = None, text if waits else None
            self.setText(text)
        elif waits:
            self._behind.append(text)

    def flush(self) -> None:
        """Give once more what the disk refused before."""
        behind, self._behind = self._behind, []
        for each in behind:
            self.given.emit(each)
        if self._refused is not None and self._refused == self.text():
            self._give()


class AddLine(GivenLine):
    """A line that adds an entry; `rows(text)` when more than one line or cell is pasted."""

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
