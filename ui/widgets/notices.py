"""Telling people something: a notice that stays until it is closed, a toast that goes by itself."""

from __future__ import annotations

from collections.abc import Callable
from itertools import zip_longest

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QFrame, QWidget

from ui.theme import Theme
from ui.widgets.parts import Button, IconButton, IconLabel, label, row

TOAST_MILLISECONDS = 5000


Offer = tuple[str, Callable[[], None]]
"""What can be done about it: the words on the button, and what it does."""


class Notice(QFrame):
    """Trouble, in one sentence, above the screen, with what can be done about it; it stays until it is closed."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setProperty("look", "notice")
        self._text = label("", "", wrap=True)
        self.offers = [Button(theme, "", look="small") for _ in range(2)]
        self._does: list[Callable[[], None]] = []
        for i, button in enumerate(self.offers):
            button.clicked.connect(lambda _checked=False, i=i: self._on_offer(i))
        close = IconButton(theme, "x", "Close this notice", self.hide, look="flat")
        layout = row(
            IconLabel(theme, "triangle-alert", "bad"),
            self._text,
            *self.offers,
            close,
            spacing=12,
            margins=(16, 8, 8, 8),
        )
        layout.setStretch(1, 1)
        self.setLayout(layout)
        self.hide()

    @property
    def text(self) -> str:
        """What it says."""
        return self._text.text()

    def say(self, text: str, *offers: Offer) -> None:
        """Show a sentence, and at most two things to do about it."""
        self._text.setText(text)
        self._does = [do for _, do in offers]
        for button, offer in zip_longest(self.offers, offers):
            button.setText(offer[0] if offer else "")
            button.setVisible(offer is not None)
        self.setAccessibleName(text)
        self.show()

    def _on_offer(self, index: int) -> None:
        self.hide()
        self._does[index]()


class OnlyRead(QFrame):
    """Says as long as it is so that the open workspace can be read only, and why; `copy_wanted` goes on in a copy."""

    copy_wanted = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setProperty("look", "notice")
        self._text = label("", "", wrap=True)
        button = Button(theme, "Go on in a copy…", self.copy_wanted.emit, look="small")
        layout = row(IconLabel(theme, "lock", "ink2"), self._text, button, spacing=12, margins=(16, 6, 8, 6))
        layout.setStretch(1, 1)
        self.setLayout(layout)
        self.hide()

    @property
    def text(self) -> str:
        """What it says."""
        return self._text.text()

    def say(self, why: str) -> None:
        """Say why; nothing, where everything can be changed."""
        words = f"Open for reading only. {why}" if why else ""
        self._text.setText(words)
        self.setAccessibleName(words)
        self.setVisible(bool(why))


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
