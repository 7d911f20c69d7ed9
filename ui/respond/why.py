"""Beside the question: who will see the answer, why it is asked, and words explained."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from ui.respond.answering import Answering
from ui.theme import Theme
from ui.widgets.parts import IconLabel, boxed, clear, column, label, row, rule, scrolled
from ui.widgets.soft import soft
from workbench.content.terms import terms_in
from workbench.domain.answer_pack import PackQuestion

WIDE, NARROW, MOST_WORDS = 328, 288, 3
KEYS = "Arrow keys choose, Enter goes on; while you type, Ctrl+Enter. You can change any answer later."


class Why(QFrame):
    """The right column."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setObjectName("inspector")
        self._theme = theme
        self._readers, self._reason = label("", "read", wrap=True), label("", "read", wrap=True)
        self._seen = _part(_head(theme, "lock", "Who sees your answer"), self._readers)
        self._asked = _part(label("Why we ask", "section"), self._reason)
        self._words = column(spacing=8)
        self._explained = _part(label("A word explained", "section"), boxed(self._words))
        keys = row(spacing=10)
        keys.addWidget(IconLabel(theme, "keyboard", "ink3", 16), 0, Qt.AlignmentFlag.AlignTop)
        keys.addWidget(label(KEYS, "muted", wrap=True), 1)
        inside = column(self._seen, self._asked, self._explained, spacing=20, margins=(28, 28, 28, 20))
        inside.addLayout(keys)
        inside.addStretch(1)
        self.setLayout(column(scrolled(boxed(inside)), spacing=0))

    def begin(self, answering: Answering) -> None:
        """Say who reads what is answered."""
        self._readers.setText(soft(answering.pack.readers))
        self._seen.setVisible(bool(answering.pack.readers.strip()))

    def show_question(self, answering: Answering, question: PackQuestion) -> None:
        """Say why a question is asked, and what its words mean where a glossary is at hand."""
        self._reason.setText(soft(question.why))
        self._asked.setVisible(bool(question.why.strip()))
        clear(self._words)
        said = "\n".join((question.ask, question.title, *(option.text for option in question.options)))
        terms = terms_in(said, answering.glossary)[:MOST_WORDS]
        for term in terms:
            self._words.addWidget(label(soft(term.term), "strong", wrap=True))
            self._words.addWidget(label(soft(term.text), "read", wrap=True))
        self._explained.setVisible(bool(terms))

    def fit(self, width: int) -> None:
        """Take the room a window of this width (in its own terms) has."""
        self.setFixedWidth(self._theme.px(WIDE if width >= 1400 else NARROW))


def _head(theme: Theme, icon_name: str, text: str) -> QWidget:
    return boxed(row(IconLabel(theme, icon_name, "ink2", 16), label(text, "section"), None, spacing=8))


def _part(head: QWidget, body: QWidget) -> QWidget:
    layout: QVBoxLayout = column(head, body, 12, rule("hairline"), spacing=8)
    return boxed(layout)
