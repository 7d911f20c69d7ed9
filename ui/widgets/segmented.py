"""A few choices side by side, one of them taken."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.theme import Theme


class Segmented(QWidget):
    """Choices as one bar; arrow keys move, `chosen` gives the key of the choice taken."""

    chosen = Signal(str)
    least = 28

    def __init__(self, theme: Theme, choices: Sequence[tuple[str, str]], name: str) -> None:
        super().__init__()
        self._theme = theme
        self._choices = list(choices)
        self._name = name
        self.current = ""
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(name)
        theme.changed.connect(self.updateGeometry)

    def show_choices(self, choices: Sequence[tuple[str, str]]) -> None:
        """Show other words for the choices."""
        if list(choices) != self._choices:
            self._choices = list(choices)
            self.updateGeometry()
            self.update()

    def take(self, key: str) -> None:
        """Mark a choice as taken, without telling anyone."""
        if key != self.current:
            self.current = key
            said = next((text for each, text in self._choices if each == key), "none")
            self.setAccessibleName(f"{self._name}: {said}")
            self.update()

    def _widths(self) -> list[int]:
        metrics = QFontMetrics(self._theme.font(13, 600))
        return [metrics.horizontalAdvance(text) + self._theme.px(24) for _, text in self._choices]

    def sizeHint(self) -> QSize:
        return QSize(sum(self._widths()) + 2, self._theme.px(self.least))

    def paintEvent(self, _event: QPaintEvent) -> None:
        theme = self._theme
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.color("surface"))
        painter.drawRoundedRect(box, 6, 6)
        x = 0.0
        for i, ((key, text), width) in enumerate(zip(self._choices, self._widths(), strict=True)):
            cell = QRectF(x, 0, width, self.height())
            taken = key == self.current
            if taken:
                painter.setPen(Qt.PenStyle.NoPen)
                painter.setBrush(theme.color("accent-t"))
                painter.drawRoundedRect(cell.adjusted(1, 1, -1, -1), 5, 5)
            if i:
                painter.setPen(QPen(theme.color("line2"), 1))
                painter.drawLine(round(x), 1, round(x), self.height() - 1)
            painter.setFont(theme.font(13, 600 if taken else 400))
            painter.setPen(theme.color("accent" if taken else "ink2"))
            painter.drawText(cell, Qt.AlignmentFlag.AlignCenter, text)
            x += width
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(
            QPen(theme.color("accent" if self.hasFocus() else "line2"), 2 if self.hasFocus() else 1)
        )
        painter.drawRoundedRect(box, 6, 6)
        painter.end()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        x = 0.0
        for (key, _), width in zip(self._choices, self._widths(), strict=True):
            if x <= event.position().x() < x + width:
                self._choose(key)
                return
            x += width

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(Qt.Key(event.key()))
        keys = [key for key, _ in self._choices]
        if step is None:
            super().keyPressEvent(event)
            return
        at = keys.index(self.current) if self.current in keys else -1
        self._choose(keys[max(0, min(len(keys) - 1, at + step))])

    def _choose(self, key: str) -> None:
        self.take(key)
        self.chosen.emit(key)
