"""The strip that says an assessment is agreed, closed or archived, and how to open it again."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame

from ui.theme import Theme
from ui.widgets.parts import Button, IconLabel, label, row
from workbench.domain.assessment import Assessment, State
from workbench.domain.text import join_words, short

_AGREED_ON = ("overview", "questionnaire", "workshop")
"""Where answers are given or summed up; the plan goes on after they are agreed."""


class Seal(QFrame):
    """Hidden while everything can be changed; `reopen` when that is asked for."""

    reopen = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setProperty("look", "notice")
        self._text = label("", "", wrap=True)
        button = Button(theme, "Reopen…", self.reopen.emit, look="small")
        layout = row(IconLabel(theme, "lock", "ink2"), self._text, button, spacing=12, margins=(16, 6, 8, 6))
        layout.setStretch(1, 1)
        self.setLayout(layout)
        self.hide()

    def show_assessment(self, assessment: Assessment | None, key: str) -> None:
        """Say what holds on the screen with this key."""
        words = _words(assessment, key) if assessment is not None else ""
        self._text.setText(words)
        self.setAccessibleName(words)
        self.setVisible(bool(words))


def _words(assessment: Assessment, key: str) -> str:
    if key == "home":
        return ""
    if assessment.state is State.CLOSED:
        return f"Closed. {_by(assessment)}Everything can be read and nothing changed.".replace("  ", " ")
    if assessment.state is State.AGREED and key in _AGREED_ON:
        return f"{_by(assessment)}Answers stay as they are; the plan goes on."
    return ""


def _by(assessment: Assessment) -> str:
    """'Agreed by SRE Lead (SRE, 22 Nov 2026) and CTO (The business, 23 Nov 2026). '."""
    said = [
        f"{short(each.who)} ({short(each.side)}, {each.on.day} {each.on:%b %Y})"
        for each in assessment.consents
        if each.on is not None
    ]
    return f"Agreed by {join_words(said)}. " if said else ""
