"""Answers as text one can read through: written letter by letter, so that what people typed is never markup."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtGui import QTextBlockFormat, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QTextBrowser

from ui.theme import SERIF, Theme
from workbench.analysis.who_said import Said, choice_words
from workbench.domain.content import Question
from workbench.domain.text import whole_line


class SaidText(QTextBrowser):
    """Shows answers; a link in it has the id of a question as its address."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.setOpenLinks(False)
        self.setAccessibleName("Answers")
        self.setFrameShape(QTextBrowser.Shape.NoFrame)
        self.document().setUndoRedoEnabled(False)
        self.document().setDocumentMargin(theme.px(20))

    def begin(self) -> QTextCursor:
        """Take everything out, and write from the top."""
        self.clear()
        self.document().setDefaultFont(self._theme.font(13))
        return QTextCursor(self.document())

    def _form(self, token: str, size: int = 13, weight: int = 400) -> QTextCharFormat:
        made = QTextCharFormat()
        made.setFont(self._theme.font(size, weight))
        made.setForeground(self._theme.color(token))
        return made

    def _line(
        self, cursor: QTextCursor, text: str, form: QTextCharFormat, above: int = 2, left: int = 0
    ) -> None:
        block = QTextBlockFormat()
        block.setTopMargin(self._theme.px(above))
        block.setLeftMargin(self._theme.px(left))
        if cursor.atStart():
            cursor.setBlockFormat(block)
        else:
            cursor.insertBlock(block)
        cursor.insertText(text, form)

    def title(self, cursor: QTextCursor, text: str) -> None:
        """Write what all of it is about."""
        form = self._form("ink")
        form.setFont(self._theme.font(19, 400, SERIF))
        self._line(cursor, text, form, 0)

    def note(self, cursor: QTextCursor, text: str, token: str = "ink2") -> None:
        """Write a line beside the answers."""
        self._line(cursor, text, self._form(token))

    def head(self, cursor: QTextCursor, text: str) -> None:
        """Write the head of a group."""
        self._line(cursor, text, self._form("ink", 13, 600), 16)

    def link(self, cursor: QTextCursor, question: Question, text: str, above: int = 12) -> None:
        """Write a link to a question."""
        form = self._form("accent", 13, 500)
        form.setAnchor(True)
        form.setAnchorHref(question.id)
        self._line(cursor, text, form, above)

    def answer(self, cursor: QTextCursor, said: Said, head: str) -> None:
        """Write one answer under what it is headed by: choice, strength, comment, reason and what backs it."""
        answer = said.answer
        if head:
            self._line(cursor, head, self._form("ink", 13, 500), 10)
        beside = [answer.strength.label.lower()] if answer.strength else []
        if answer.given and not answer.counts_for(said.question):
            beside.append("no longer offered, so without a value")
        beside.append(said.place)
        self._line(cursor, choice_words(said.question, answer), self._form("ink"), 2 if head else 8, 12)
        self._line(cursor, ", ".join(beside), self._form("ink2", 12), 0, 12)
        for name, text in (("Reason", answer.reason), ("", answer.note)):
            if text.strip():
                quoted = f"“{text.strip()}”"
                self._line(cursor, f"{name}: {quoted}" if name else quoted, self._form("ink"), 2, 12)
        for item in said.evidence:
            where = f" ({whole_line(item.url)})" if item.url and item.url != item.title else ""
            self._line(cursor, f"Evidence: {whole_line(item.title)}{where}", self._form("ink2", 12), 2, 12)

    def end(self) -> None:
        """Show it from its top."""
        self.verticalScrollBar().setValue(0)


def matches(said: Iterable[Said], parts: list[str]) -> list[Said]:
    """Those answers in which all the words stand, in the question, the voice or what was said."""
    return [each for each in said if _holds(each, parts)]


def _holds(said: Said, parts: list[str]) -> bool:
    if not parts:
        return True
    answer, question = said.answer, said.question
    words = (
        question.id,
        question.title,
        question.ask,
        said.voice.label,
        said.voice.role,
        said.voice.beside,
        answer.note,
        answer.reason,
        choice_words(question, answer),
        *(f"{item.title} {item.url}" for item in said.evidence),
    )
    text = " ".join(words).casefold()
    return all(part in text for part in parts)
