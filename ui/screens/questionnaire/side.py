"""The side panel of a question: why it is asked, what the blueprint says, where the capability stands."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ui.screens.questionnaire.voice import Voice
from ui.theme import Theme
from ui.widgets.parts import Button, clear, label, rule
from workbench.analysis.summary import level_words, one_decimal
from workbench.charts.words import role_mean
from workbench.domain.content import Question
from workbench.domain.role import Role
from workbench.domain.text import plural

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QVBoxLayout

    from workbench.analysis.standing import Standing


def fill(
    layout: QVBoxLayout,
    theme: Theme,
    voice: Voice,
    question: Question,
    standing: Standing,
    show_history: Callable[[], None],
    show_results: Callable[[], None],
    last_time: tuple[str, str] = ("", ""),
) -> None:
    """Fill the panel for a question; `last_time` is a head and what was said before, where that is known."""
    clear(layout)

    def part(head: str, *texts: tuple[str, str]) -> None:
        if layout.count():
            layout.addWidget(rule("hairline"))
        layout.addWidget(label(head, "label"))
        for text, look in texts:
            layout.addWidget(label(text, look, wrap=True))

    if question.why:
        part("Why it matters", (question.why, ""))
    if question.evidence:
        part("What would show it", (question.evidence, "second"))
    clauses = [
        voice.book.pack.by_clause[each] for each in question.clauses if each in voice.book.pack.by_clause
    ]
    if clauses:
        part("Clauses it serves", *((clause.text, "quote") for clause in clauses))
        layout.addWidget(
            label(f"{clauses[0].section} ({', '.join(c.id for c in clauses)})", "caption", wrap=True)
        )
    if question.essential is not None:
        name = voice.book.pack.level_name(question.essential.level)
        part(f"Essential for {name}", (question.essential.reason, "second"))
    rated = standing.capabilities[question.capability]
    rating = rated.rating
    waiting = sum(1 for each in rated.questions if each.applicable and not each.scored)
    index = f"index {one_decimal(rating.index)}" if rating.index is not None else "no index yet"
    text = f"{level_words(rating, voice.book.pack, waiting)}, {index}, target {rated.target}."
    asked = len(rated.questions)
    part(rated.capability.name, (f"{text} This is one of {plural(asked, 'question')} in it.", "second"))
    layout.addWidget(_left(Button(theme, "Show the calculation", show_results, look="link")))
    said = standing.questions[question.id]
    if said.agreed and said.open_index is not None:
        part(
            "Without the consensus",
            (f"Index {one_decimal(said.open_index)} from the single answers.", "second"),
        )
    if said.role_means:
        means = ", ".join(f"{role.short} {role_mean(said, role)}" for role in Role if role in said.role_means)
        part("Answers so far", (f"{plural(said.voices, 'answer')}. Mean by role: {means}.", "second"))
    if last_time[1]:
        part(last_time[0], (last_time[1], "second"))
    layout.addWidget(rule("hairline"))
    layout.addWidget(_left(Button(theme, "Earlier answers…", show_history, look="link", icon_name="history")))
    layout.addStretch(1)


def _left(button: Button) -> Button:
    button.setSizePolicy(button.sizePolicy().Policy.Maximum, button.sizePolicy().Policy.Fixed)
    return button
