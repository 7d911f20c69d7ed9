"""Several of a few words: each a button that is on or off."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from ui.theme import Theme
from ui.widgets.fields import Control, next_epoch
from ui.widgets.parts import Button, boxed, column, row, set_look


class TogglesControl(Control):
    """Gives the values that are on, in the order offered, as a tuple."""

    def __init__(self, theme: Theme, name: str, choices: Sequence[tuple[Any, str]]) -> None:
        super().__init__()
        self._value: tuple[Any, ...] = ()
        self.buttons: list[tuple[Any, Button]] = []
        lines = column(spacing=4)
        pairs = [choices[i : i + 2] for i in range(0, len(choices), 2)]
        for pair in pairs:
            line = row(spacing=4)
            for value, words in pair:
                button = Button(theme, words, lambda value=value: self._turn(value), look="small")
                button.setCheckable(True)
                button.setAccessibleName(f"{name}: {words}")
                self.buttons.append((value, button))
                line.addWidget(button, 1)
            lines.addWidget(boxed(line))
        self.setLayout(lines)
        if self.buttons:
            self.setFocusProxy(self.buttons[0][1])

    def start(self, value: Any) -> None:
        self._value = tuple(value or ())
        for each, button in self.buttons:
            button.setChecked(each in self._value)
            set_look(button, "small-on" if each in self._value else "small")

    def show_value(self, value: Any) -> None:
        self.start(value)

    def _turn(self, value: Any) -> None:
        on = set(self._value) ^ {value}
        self.start(tuple(each for each, _ in self.buttons if each in on))
        self.given.emit(self._value, next_epoch())
