"""Whose hands are counted: one button a role, with how many are up in all and never for what."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QEvent, QObject, Signal
from PySide6.QtWidgets import QFrame

from ui.theme import Theme
from ui.widgets.parts import Button, boxed, label, row, set_look
from workbench.domain.role import Role

LETTERS = {Role.EXECUTIVE: "X", Role.MANAGER: "M", Role.ENGINEER: "E", Role.OPERATIONS: "O"}
"""The key that chooses a role."""


class HandsStrip(QFrame):
    """`chosen(role)` by its letter, by Tab or by mouse; `pass_wanted`, `grid_wanted` and `minus_wanted` by their buttons."""

    chosen = Signal(str)
    pass_wanted = Signal()
    grid_wanted = Signal()
    minus_wanted = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._roles = row(spacing=8)
        # Before the others, so that Tab comes to the roles first.
        self.buttons = {role: self._button(role) for role in Role}
        self._caption = label("Hands of", "second")
        self.minus = Button(theme, "Take down", self.minus_wanted.emit, look="small", key="−")
        self.minus.setToolTip("A digit takes a hand down instead of up (minus; once by Shift and the digit)")
        grid = Button(theme, "Type counts", self.grid_wanted.emit, look="small", key="F2")
        turn = Button(theme, "Pass the keyboard", self.pass_wanted.emit, look="small", key="P")
        self._words = {
            self.minus: ("Take down", "Down"),
            grid: ("Type counts", "Counts"),
            turn: ("Pass the keyboard", "Pass"),
        }
        self._narrow = False
        self._hands: Mapping[Role, int] = {}
        self._line = row(self._caption, boxed(self._roles), None, self.minus, grid, turn, spacing=8)
        self.setLayout(self._line)

    def show_roles(self, roles: Sequence[Role], current: Role, hands: Mapping[Role, int]) -> None:
        """Show the roles of the assessment, which one is counted, and how many hands of each are up."""
        self._hands = hands
        for role, button in self.buttons.items():
            button.setHidden(role not in roles)
            self._write(role)
            button.setAccessibleName(
                f"Count hands of {role.plural}: {hands.get(role, 0)} up{', chosen' if role is current else ''}"
            )
            set_look(button, "small-on" if role is current else "small")

    def _write(self, role: Role) -> None:
        button = self.buttons[role]
        name = role.short if self._narrow else role.plural.split()[0].capitalize()
        words = f"{name}  {self._hands.get(role, 0)}"
        if button.text() != words:
            said = button.accessibleName()
            button.setText(words)
            button.setAccessibleName(said)

    def show_minus(self, on: bool) -> None:
        """Show whether digits take hands down."""
        set_look(self.minus, "small-on" if on else "small")
        self.minus.setAccessibleDescription("on" if on else "off")

    def _button(self, role: Role) -> Button:
        made = Button(
            self._theme, role.label, lambda: self.chosen.emit(role.value), look="small", key=LETTERS[role]
        )
        made.installEventFilter(self)
        self._roles.addWidget(made)
        return made

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Whoever comes to a role by Tab has chosen it."""
        if event.type() == QEvent.Type.FocusIn:
            role = next((role for role, each in self.buttons.items() if each is watched), None)
            if role is not None:
                self.chosen.emit(role.value)
        return False

    def show_side(self, side: int, narrow: bool) -> None:
        """Take the margins of the window; a narrow one has no room for the caption and for whole words."""
        self._line.setContentsMargins(side, 4, side, 8)
        self._caption.setHidden(narrow)
        if narrow != self._narrow:
            self._narrow = narrow
            for role in self.buttons:
                self._write(role)
            for button, words in self._words.items():
                button.setText(words[narrow])
                button.setAccessibleName(words[0])
