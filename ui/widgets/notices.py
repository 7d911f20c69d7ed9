"""Telling people something: a notice that stays until it is closed, a toast that goes by itself."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QFrame, QWidget

from ui.theme import Theme
from ui.widgets.parts import Button, IconButton, IconLabel, label, row

TOAST_MILLISECONDS = 5000


class Notice(QFrame):
    """Trouble, in one sentence, above the screen; it stays until it is closed."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setProperty("look", "notice")
        self._text = label("", "", wrap=True)
        close = IconButton(theme, "x", "Close this notice", self.hide, look="flat")
        layout = row(
            IconLabel(theme, "triangle-alert", "bad"), self._text, close, spacing=12, margins=(16, 8, 8, 8)
        )
        layout.setStretch(1, 1)
        self.setLayout(layout)
        self.hide()

    @property
    def text(self) -> str:
        """What it says."""
        return self._text.text()

    def say(self, text: str) -> None:
        """Show a sentence."""
        self._text.setText(text)
        self.setAccessibleName(text)
        self.show()


class Toast(QFrame):
    """A short word at the bottom of the window, with one thing to do about it."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self.setProperty("look", "toast")
        self._text = label("")
        self._button = Button(theme, "", look="small")
        self._button.clicked.connect(self._on_pressed)
        self._do: Callable[[], None] | None = None
        self.setLayout(row(self._text, self._button, spacing=16, margins=(16, 8, 8, 8)))
        self._timer = QTimer(self, singleShot=True, interval=TOAST_MILLISECONDS)
        self._timer.timeout.connect(self.hide)
        self.hide()

    def say(self, text: str, button: str = "", do: Callable[[], None] | None = None) -> None:
        """Show a word, and a button where there is something to do."""
        self._text.setText(text)
        self._do = do
        self._button.setText(button)
        self._button.setVisible(do is not None)
        self.adjustSize()
        self.place()
        self.show()
        self.raise_()
        self._timer.start()

    def place(self) -> None:
        """Stand at the bottom, in the middle."""
        parent = self.parentWidget()
        if parent is not None:
            self.move((parent.width() - self.width()) // 2, parent.height() - self.height() - 48)

    def _on_pressed(self) -> None:
        self.hide()
        if self._do is not None:
            self._do()
