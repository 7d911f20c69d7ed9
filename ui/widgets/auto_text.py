"""Text fields that save themselves: 500 ms after the last key, and whenever they are left."""

from __future__ import annotations

import itertools
from typing import Any

from PySide6.QtCore import QEvent, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit

SAVE_AFTER = 500
_BREAKS = str.maketrans({"\N{PARAGRAPH SEPARATOR}": "\n", "\N{LINE SEPARATOR}": "\n"})
_epochs = itertools.count(1)


class _Coverable:
    """A field whose text may stand for another one, which must not be overwritten: it can then only be read.

    A field that is being typed in is covered when it is left, not under the hands of who types.
    """

    _cover = False
    _behind: str | None = None

    def cover(self, on: bool) -> None:
        """Say whether the text shown next stands for another one."""
        self._cover = on
        field: Any = self
        if not on or not field.hasFocus():
            field.setReadOnly(on)

    def event(self, event: QEvent) -> bool:
        """Keep letters from becoming commands: whoever types here by mistake must not show names by that."""
        field: Any = super()
        if self._cover and event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            typed = event.modifiers() & ~Qt.KeyboardModifier.ShiftModifier == Qt.KeyboardModifier.NoModifier
            if typed and event.text().isprintable() and event.text():
                event.accept()
                return True
        return bool(field.event(event))

    def _waits(self, text: str) -> bool:
        field: Any = self
        if not self._cover or field.isReadOnly():
            return False
        self._behind = text
        return True

    def _uncover(self) -> None:
        self._behind = None
        field: Any = self
        field.setReadOnly(self._cover)

    def _draw_cover(self) -> None:
        field: Any = self
        if self._cover and not field.isReadOnly():
            field.start(field.said() if self._behind is None else self._behind)


class AutoText(_Coverable, QPlainTextEdit):
    """Several lines of plain text; `written(text, epoch)` when they are to be saved.

    All that is typed between entering and leaving the field has one `epoch`, so that it is one step of undo.
    """

    written = Signal(str, int)

    def __init__(self, name: str, placeholder: str = "", lines: int = 4) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setPlaceholderText(placeholder)
        self.setTabChangesFocus(True)
        self._lines = lines
        self._epoch = next(_epochs)
        self._known = self._stored = ""
        self._timer = QTimer(self, singleShot=True, interval=SAVE_AFTER)
        self._timer.timeout.connect(self.flush)
        self.textChanged.connect(self._timer.start)

    def sizeHint(self) -> QSize:
        return QSize(200, self.fontMetrics().lineSpacing() * self._lines + 22)

    def minimumSizeHint(self) -> QSize:
        return QSize(80, self.fontMetrics().lineSpacing() * 2 + 22)

    def said(self) -> str:
        """What stands here, as typed; Qt's own plain text would make every no-break space a space."""
        return self.document().toRawText().translate(_BREAKS)

    def show_text(self, text: str) -> None:
        """Show what is stored, unless something newer is being typed."""
        if self._waits(text):
            return
        said = self.said()
        if self._timer.isActive() or (text == self._stored and said == self._known):
            return
        if self.hasFocus() and said != self._known:
            return
        self._take(text, text != said)

    def start(self, text: str) -> None:
        """Show the text of another thing; what was typed before must have been flushed."""
        self._timer.stop()
        self._uncover()
        self._epoch = next(_epochs)
        self._take(text)

    def _take(self, text: str, anew: bool = True) -> None:
        if anew:
            self.blockSignals(True)
            self.setPlainText(text)
            self.blockSignals(False)
        # A field cannot hold every text as it is ('\r\n'); only what differs from what it made of it was typed.
        self._stored, self._known = text, self.said()

    def flush(self) -> None:
        """Save now what is not saved yet."""
        self._timer.stop()
        text = self.said()
        if text != self._known:
            self._stored = self._known = text
            self.written.emit(text, self._epoch)

    def focusInEvent(self, event: QFocusEvent) -> None:
        self._epoch = next(_epochs)
        super().focusInEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        self.flush()
        super().focusOutEvent(event)
        self._draw_cover()


class AutoLine(_Coverable, QLineEdit):
    """One line of text that saves itself like `AutoText`."""

    written = Signal(str, int)

    def __init__(self, name: str, placeholder: str = "") -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setPlaceholderText(placeholder)
        self._epoch = next(_epochs)
        self._known = ""
        self._timer = QTimer(self, singleShot=True, interval=SAVE_AFTER)
        self._timer.timeout.connect(self.flush)
        self.textEdited.connect(lambda _text: self._timer.start())

    def said(self) -> str:
        """What stands here."""
        return self.text()

    def show_text(self, text: str) -> None:
        """Show what is stored, unless something newer is being typed."""
        if self._waits(text):
            return
        if self._timer.isActive() or (self.hasFocus() and self.text() != self._known):
            return
        if text != self.text():
            self.setText(text)
        self._known = self.text()

    def start(self, text: str) -> None:
        """Show the text of another thing."""
        self._timer.stop()
        self._uncover()
        self._epoch = next(_epochs)
        self.setText(text)
        self._known = self.text()

    def flush(self) -> None:
        """Save now what is not saved yet."""
        self._timer.stop()
        if self.text() != self._known:
            self._known = self.text()
            self.written.emit(self.text(), self._epoch)

    def focusInEvent(self, event: QFocusEvent) -> None:
        self._epoch = next(_epochs)
        super().focusInEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        self.flush()
        super().focusOutEvent(event)
        self._draw_cover()
