"""Asks for one line of text that must not be empty: a name, or a reason."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from ui.dialogs.base import Dialog
from ui.theme import Theme
from ui.widgets.parts import label
from workbench.domain.text import whole_line


class NameDialog(Dialog):
    """`given(text)` when it is accepted; an empty text is refused with a sentence."""

    given = Signal(str)

    def __init__(
        self,
        theme: Theme,
        title: str,
        accept: str,
        field: str,
        empty: str,
        parent: QWidget | None,
        text: str = "",
        about: Sequence[str] = (),
    ) -> None:
        super().__init__(theme, title, parent, accept, width=440)
        self._empty = empty
        self.head(title)
        for each in about:
            self.body.addWidget(label(each, "second", wrap=True))
        self.line = QLineEdit(text)
        self.field(field, self.line)
        self.body.addStretch(1)
        self.line.textChanged.connect(lambda _text: self.say(""))
        self.line.setFocus()

    def on_accept(self) -> None:
        text = whole_line(self.line.text())
        if not text:
            self.say(self._empty)
            self.line.setFocus()
            return
        self.given.emit(text)
        self.accept()
