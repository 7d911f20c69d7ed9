"""The terms of art that stand in a text, each a quiet link to its meaning."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from PySide6.QtCore import QPointF, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.theme import Theme
from ui.widgets.flow import Flow
from ui.widgets.parts import Button, as_plain, label
from workbench.domain.content import Term
from workbench.domain.text import short

GAP, LINE, LONGEST = 14, 26, 40


class WordsRow(QWidget):
    """'Words: SLO · error budget'; `wanted` gives the number of the one pressed. Without a term it is hidden."""

    wanted = Signal(int)

    def __init__(self, theme: Theme, key: str = "") -> None:
        super().__init__()
        self._theme, self._key = theme, key
        self.terms: tuple[Term, ...] = ()
        self.buttons: list[Button] = []
        self._flow = Flow(gap=theme.px(GAP))
        self._head = label("Words:", "muted")
        self._flow.addWidget(self._head)
        self.setLayout(self._flow)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setAccessibleName("Words explained")
        theme.changed.connect(self._fit)
        self._fit()
        self.hide()

    def _fit(self) -> None:
        self._head.setFixedHeight(self._theme.px(LINE))

    def show_terms(self, terms: Sequence[Term]) -> None:
        """Show these terms; the buttons there are serve again."""
        self.terms = tuple(terms)
        while len(self.buttons) < len(self.terms):
            self.buttons.append(self._button(len(self.buttons)))
        for i, button in enumerate(self.buttons):
            button.setVisible(i < len(self.terms))
        for button, term in zip(self.buttons, self.terms, strict=False):
            # An ampersand would underline the letter after it.
            button.setText(short(term.term, LONGEST).replace("&", "&&"))
            button.setAccessibleName(f"{short(term.term, 200)}, what it means")
            key = f" ({self._key})" if self._key else ""
            button.setToolTip(as_plain(f"{short(term.term, 80)}: {short(term.text, 160)}{key}"))
        self.setVisible(bool(self.terms))
        self._flow.invalidate()
        self.update()

    def _button(self, index: int) -> Button:
        button = Button(self._theme, "", lambda: self.wanted.emit(index), look="word")
        self._flow.addWidget(button)
        return button

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._theme.color("ink3"))
        shown = [button.geometry() for button in self.buttons[: len(self.terms)]]
        for left, right in pairwise(shown):
            if left.y() == right.y():
                middle = QPointF((left.right() + right.left() + 1) / 2, left.center().y() + 1)
                painter.drawEllipse(middle, 1.2 * self._theme.scale, 1.2 * self._theme.scale)
        painter.end()
