"""A count with a button for one less and one for one more."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QSizePolicy, QWidget

from ui.theme import Theme
from ui.widgets.parts import IconButton, row

MOST = 999


class _Line(QLineEdit):
    """The figure itself; Up and Down count."""

    stepped = Signal(int)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_Up: 1, Qt.Key.Key_Down: -1}.get(Qt.Key(event.key()))
        if step is not None:
            self.stepped.emit(step)
        else:
            super().keyPressEvent(event)


class CountBox(QWidget):
    """A whole number from 0 up: `given(count)`. What is on its way to disk is not overwritten by what comes from there."""

    given = Signal(int)

    def __init__(self, theme: Theme, name: str) -> None:
        super().__init__()
        self._theme = theme
        self._value = 0
        self._waiting = 0
        self._less = IconButton(theme, "minus", f"One less: {name}", lambda: self._step(-1), "flat", 14)
        self._more = IconButton(theme, "plus", f"One more: {name}", lambda: self._step(1), "flat", 14)
        self.line = _Line()
        self.line.setAccessibleName(name)
        self.line.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.line.setMaxLength(3)
        self.setLayout(row(self._less, self.line, self._more, spacing=2))
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setFocusProxy(self.line)
        self.line.stepped.connect(self._step)
        self.line.editingFinished.connect(self._on_typed)
        theme.changed.connect(self._fit)
        self._fit()
        self._show()

    @property
    def value(self) -> int:
        """The count shown."""
        return self._value

    def show_value(self, value: int) -> None:
        """Show what is stored, unless something newer is on its way there."""
        if not self._waiting and not (self.line.hasFocus() and self.line.isModified()):
            self._value = value
            self._show()

    def landed(self) -> None:
        """A count is on disk, or was refused."""
        self._waiting = max(0, self._waiting - 1)

    def _step(self, by: int) -> None:
        self._give(max(0, min(MOST, self._value + by)))

    def _on_typed(self) -> None:
        text = self.line.text().strip()
        if text.isdecimal() and self.line.isModified():
            self._give(int(text))
        else:
            self._show()

    def _give(self, value: int) -> None:
        changed = value != self._value
        self._value = value
        self._show()
        if changed:
            self._waiting += 1
            self.given.emit(value)

    def _show(self) -> None:
        self.line.setText(str(self._value))
        self.line.setModified(False)
        self._less.setEnabled(self._value > 0)
        self._more.setEnabled(self._value < MOST)

    def _fit(self) -> None:
        self.line.setFixedWidth(self._theme.px(44))
