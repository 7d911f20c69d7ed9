"""Links to other things, and a button that is a link."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QPushButton, QSizePolicy

from ui.theme import Theme
from ui.widgets.fields import Control, next_epoch
from ui.widgets.parts import Button, IconButton, as_plain, boxed, clear, column, label, row
from workbench.charts.words import one_line

LONGEST = 300


class LinkButton(Button):
    """A link whose words are cut to the room there is; all of them stand in its tooltip and its name."""

    def __init__(self, theme: Theme, words: str, on_click: Callable[[], None], name: str = "") -> None:
        super().__init__(theme, "", on_click, look="link")
        self._words = one_line(words)[:LONGEST]
        self.setAccessibleName(name or self._words)
        self.setToolTip(as_plain(self._words))
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.setMinimumWidth(40)

    def sizeHint(self) -> QSize:
        size = super().sizeHint()
        self.ensurePolished()
        size.setWidth(self.fontMetrics().horizontalAdvance(self._words) + 14)
        return size

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        metrics = self.fontMetrics()
        shown = metrics.elidedText(self._words, Qt.TextElideMode.ElideRight, self.width() - 12)
        # An ampersand would underline the letter after it.
        shown = shown.replace("&", "&&")
        if shown != self.text():
            # Past `Button.setText`, which would make the cut words the name that is read out.
            QPushButton.setText(self, shown)


class LinksControl(Control):
    """Links to other things, each with a button to take it off; `ask(taken)` opens the choice of more."""

    wanted = Signal(object)
    followed = Signal(str)

    def __init__(self, theme: Theme, name: str, add: str, follows: bool = False) -> None:
        super().__init__()
        self._theme, self._name, self._follows = theme, name, follows
        self._value: tuple[str, ...] = ()
        self._words: dict[str, str] = {}
        self._rows = column(spacing=2)
        self._add = Button(theme, add, self._on_add, look="link", icon_name="plus")
        self._add.setAccessibleName(f"{name}: {add}")
        self.setFocusProxy(self._add)
        layout = column(spacing=2)
        layout.addLayout(self._rows)
        layout.addLayout(row(self._add, None))
        self.setLayout(layout)

    def show_words(self, words: dict[str, str]) -> None:
        """Say what each linked id is called."""
        if words != self._words:
            self._words = words
            self._fill()

    def start(self, value: Any) -> None:
        value = tuple(value or ())
        if value != self._value:
            self._value = value
            self._fill()

    def show_value(self, value: Any) -> None:
        self.start(value)

    def take(self, value: Sequence[str]) -> None:
        """Put these links in place of those there were, and say so."""
        if tuple(value) != self._value:
            self.start(value)
            self.given.emit(tuple(value), next_epoch())

    def _fill(self) -> None:
        clear(self._rows)
        for each in self._value:
            words = one_line(self._words.get(each, "no longer there"))
            name = label(words, "", wrap=True)
            off = IconButton(
                self._theme,
                "x",
                f"{self._name}: take {words[:60]} off",
                lambda each=each: self._off(each),
                "flat",
                14,
            )
            line = row(spacing=4)
            if self._follows:
                line.addWidget(
                    LinkButton(
                        self._theme, words, lambda each=each: self.followed.emit(each), f"Go to {words[:80]}"
                    )
                )
                line.addStretch(1)
            else:
                line.addWidget(name, 1)
            line.addWidget(off)
            self._rows.addWidget(boxed(line))

    def _off(self, each: str) -> None:
        self.take([other for other in self._value if other != each])

    def _on_add(self) -> None:
        self.wanted.emit(self._value)
