"""Both versions of one answer in full: what is here and what was sent, who said so and when."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QPlainTextEdit, QWidget

from ui.dialogs.take_in.incoming import Incoming
from ui.theme import Theme
from ui.widgets.parts import boxed, column, label, row
from workbench.actions.intake_rows import Row
from workbench.analysis.who_said import choice_words
from workbench.charts.calendar import moment_words
from workbench.domain.answer_pack import Given
from workbench.domain.book import Book


def version_words(book: Book, question: str, given: Given | None) -> str:
    """Everything one version says."""
    if given is None:
        return "Nothing was said."
    parts = [choice_words(book.pack.by_question.get(question), given)]
    if given.strength is not None:
        parts.append(f"How sure: {given.strength.label.lower()}")
    if given.reason.strip():
        parts.append(f"Reason: {given.reason}")
    if given.note.strip():
        parts.append(f"Comment: {given.note}")
    return "\n".join(parts)


class Versions(QWidget):
    """Two texts side by side; text alone, whatever was typed."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.ask = label("", "strong", wrap=True)
        self.warning = label("", "warn", wrap=True)
        self.heads = [label("", "label", wrap=True) for _ in range(2)]
        self.texts = [QPlainTextEdit() for _ in range(2)]
        sides = []
        for head, text, name in zip(self.heads, self.texts, ("What is here", "What was sent"), strict=True):
            text.setReadOnly(True)
            text.setAccessibleName(name)
            text.setFixedHeight(theme.px(84))
            text.setTabChangesFocus(True)
            sides.append(boxed(column(head, text, spacing=3)))
        both = row(*sides, spacing=12)
        self._both = boxed(both)
        self.setLayout(column(self.ask, self._both, self.warning, spacing=4))

    def show_file(self, words: str) -> None:
        """Say something of a file as a whole."""
        self.ask.setText(words)
        self._both.hide()
        self.warning.hide()

    def show_row(self, book: Book, each: Incoming, row: Row, said: Callable[[str], str]) -> None:
        """Show both versions of one answer; `said` gives a text as it may be shown now."""
        assert each.comparison is not None
        here = each.moments.get(row.question)
        saved = f", {moment_words(here.at)}{f', saved by {here.who}' if here.who else ''}" if here else ""
        sent = moment_words(each.comparison.at)
        heads = f"Here{saved}", f"Sent by {each.comparison.who}{f', {sent}' if sent else ''}"
        texts = (version_words(book, row.question, given) for given in (row.here, row.there))
        self.show_texts(
            said(f"{row.question}  {row.ask}"),
            [said(one) for one in heads],
            [said(one) for one in texts],
            said(row.warning),
        )

    def show_texts(self, about: str, heads: Sequence[str], texts: Sequence[str], warning: str = "") -> None:
        """Show two texts as they may be shown: what is here first, then what came."""
        self.ask.setText(about)
        self.ask.setAccessibleName(about)
        for shown, said in zip(self.heads, heads, strict=True):
            shown.setText(said)
        for shown, said in zip(self.texts, texts, strict=True):
            shown.setPlainText(said)
        self.warning.setText(warning)
        self.warning.setVisible(bool(warning))
        self._both.show()
