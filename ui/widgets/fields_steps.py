"""Steps on a short scale, each with its word."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.theme import Theme
from ui.widgets.fields import Control, next_epoch
from ui.widgets.parts import column, label


class StepControl(Control):
    """A step on a short scale, with the word of the step taken; the same step again takes it back."""

    def __init__(
        self,
        theme: Theme,
        name: str,
        words: Sequence[str] = (),
        notes: Sequence[str] = (),
        low: int = 1,
        high: int = 5,
    ) -> None:
        super().__init__()
        self.bar = _StepBar(theme, name, low, high)
        self._words, self._notes, self._low, self._name = tuple(words), tuple(notes), low, name
        self._word = label("", "second", wrap=True)
        self.setFocusProxy(self.bar)
        self.setLayout(column(self.bar, self._word, spacing=3))
        self.bar.chosen.connect(self._on_chosen)
        self._say()

    def show_words(self, words: Sequence[str], notes: Sequence[str] = ()) -> None:
        """Say other words for the steps."""
        self._words, self._notes = tuple(words), tuple(notes)
        self._say()

    def start(self, value: Any) -> None:
        self.bar.take(value)
        self._say()

    def show_value(self, value: Any) -> None:
        self.start(value)

    def _on_chosen(self, value: object) -> None:
        self._say()
        self.given.emit(value, next_epoch())

    def _say(self) -> None:
        value = self.bar.value
        if value is None:
            said = "Not rated"
        else:
            at = value - self._low
            word = self._words[at] if at < len(self._words) else ""
            note = self._notes[at] if at < len(self._notes) else ""
            said = f"{word}, {note}" if word and note else word or note
        self._word.setText(said)
        shown = "" if value is None else f" {_sign(value)}"
        self.bar.setAccessibleName(f"{self._name}:{shown} {said}".rstrip())


def _sign(value: int) -> str:
    return str(value) if value >= 0 else f"\N{MINUS SIGN}{-value}"


class _StepBar(QWidget):
    """The steps as a row of squares; digits choose, arrow keys move, Backspace takes the choice back."""

    chosen = Signal(object)

    def __init__(self, theme: Theme, name: str, low: int, high: int) -> None:
        super().__init__()
        self._theme, self._low, self._high = theme, low, high
        self.value: int | None = None
        self.setAccessibleName(name)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self.updateGeometry)

    @property
    def _count(self) -> int:
        return self._high - self._low + 1

    def sizeHint(self) -> QSize:
        px = self._theme.px
        return QSize(self._count * px(36) + 1, px(28))

    def take(self, value: int | None) -> None:
        """Show a step as taken."""
        if value != self.value:
            self.value = value
            self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        theme = self._theme
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.color("surface"))
        painter.drawRoundedRect(box, 6, 6)
        wide = box.width() / self._count
        for i in range(self._count):
            step = self._low + i
            cell = QRectF(i * wide, 0, wide, self.height())
            taken = step == self.value
            if taken:
                painter.setPen(Qt.PenStyle.NoPen)
                painter.setBrush(theme.color("accent-t"))
                painter.drawRoundedRect(cell.adjusted(1.5, 1.5, -1, -1.5), 5, 5)
            if i:
                painter.setPen(QPen(theme.color("line2"), 1))
                painter.drawLine(round(i * wide), 1, round(i * wide), self.height() - 1)
            painter.setFont(theme.font(13, 600 if taken else 400))
            painter.setPen(theme.color("accent" if taken else "ink2"))
            painter.drawText(cell, Qt.AlignmentFlag.AlignCenter, _sign(step))
        focused = self.hasFocus()
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(theme.color("accent" if focused else "control"), 2 if focused else 1))
        painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5) if focused else box, 6, 6)
        painter.end()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            step = self._low + int(event.position().x() * self._count / max(1, self.width()))
            step = max(self._low, min(self._high, step))
            self._choose(None if step == self.value else step)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, text = Qt.Key(event.key()), event.text()
        if text.isdigit() and self._low >= 0 and self._low <= int(text) <= self._high:
            self._choose(int(text))
        elif key in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            by = 1 if key == Qt.Key.Key_Right else -1
            start = self.value if self.value is not None else (self._low - 1 if by > 0 else self._high + 1)
            self._choose(max(self._low, min(self._high, start + by)))
        elif key in (Qt.Key.Key_Backspace, Qt.Key.Key_Delete):
            self._choose(None)
        else:
            super().keyPressEvent(event)

    def _choose(self, value: int | None) -> None:
        if value != self.value:
            self.take(value)
            self.chosen.emit(value)
