"""What was answered to questions that the content pack no longer has."""

from __future__ import annotations

from PySide6.QtWidgets import QPlainTextEdit, QWidget

from ui.dialogs.base import Dialog
from ui.theme import Theme
from workbench.analysis.retired import retired_words
from workbench.domain.book import Book


class RetiredDialog(Dialog):
    """Every retired question with its answers, as text to read and to copy."""

    def __init__(self, book: Book, theme: Theme, parent: QWidget | None) -> None:
        super().__init__(theme, "Retired questions", parent, width=720)
        self.head("Retired questions and what was answered")
        self.text = QPlainTextEdit("\n\n".join(retired_words(book)))
        self.text.setReadOnly(True)
        self.text.setAccessibleName("Retired questions")
        self.text.setMinimumHeight(theme.px(380))
        self.body.addWidget(self.text, 1)
