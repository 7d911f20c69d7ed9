"""Pages of few words around the questions: what is asked for, what went wrong, what comes next."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractButton, QLineEdit, QWidget

from ui.respond.head import Mark
from ui.theme import Theme
from ui.widgets.parts import Button, boxed, column, label, row, rule
from ui.widgets.soft import soft

WIDTH = 520


class Page(QWidget):
    """A finding, a few sentences, and buttons below them."""

    foot_first = False

    def __init__(self, theme: Theme, *buttons: Button) -> None:
        super().__init__()
        self.setObjectName("surface")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._theme = theme
        self.head, self.words = label("", "finding", wrap=True), label("", "", wrap=True)
        self.trouble = label("", "bad", wrap=True)
        self.trouble.hide()
        self.inside = column(Mark(theme), 8, self.head, self.words, spacing=8)
        for each in buttons:
            each.setProperty("touch", True)
        foot = boxed(column(8, boxed(row(*buttons, None, spacing=8)), spacing=0))
        if self.foot_first:
            self.inside.addWidget(foot)
        self._build()
        self.inside.addWidget(self.trouble)
        if not self.foot_first:
            self.inside.addWidget(foot)
        self._box = boxed(self.inside)
        self.setLayout(row(None, boxed(column(None, self._box, None)), None))
        theme.changed.connect(self._fit)
        self._fit()

    def _fit(self) -> None:
        self._box.setFixedWidth(self._theme.px(WIDTH))

    def _build(self) -> None:
        """Put more between the words and the buttons."""

    def show_words(self, head: str, words: str) -> None:
        """Say what this page is about."""
        self.head.setText(soft(head))
        self.words.setText(soft(words))
        self.say("")

    def say(self, trouble: str) -> None:
        """Say what is wrong, '' for nothing."""
        self.trouble.setText(soft(trouble))
        self.trouble.setVisible(bool(trouble))
        self.trouble.setAccessibleName(trouble)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        focused = self.focusWidget()
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and isinstance(focused, QAbstractButton):
            focused.click()
        else:
            super().keyPressEvent(event)


class SecretPage(Page):
    """A page that asks for a passphrase or a code; `given` hands it over."""

    given = Signal(str)

    def __init__(self, theme: Theme, name: str, press: str, *buttons: Button) -> None:
        self._name = name
        self.press = Button(theme, press, self._on_given, look="primary" if not buttons else "")
        self.press.setProperty("touch", True)
        self.field = QLineEdit()
        super().__init__(theme, *buttons)
        self.field.returnPressed.connect(self._on_given)

    def _build(self) -> None:
        self.field.setEchoMode(QLineEdit.EchoMode.Password)
        self.field.setAccessibleName(self._name)
        self.field.setAcceptDrops(False)
        self.field.setProperty("touch", True)
        ask = column(8, label(self._name, "label"), spacing=4)
        line = row(self.field, self.press, spacing=8)
        line.setStretch(0, 1)
        ask.addLayout(line)
        self.ask = boxed(ask)
        self.inside.addWidget(self.ask)

    def wait(self, on: bool) -> None:
        """Take nothing for now, or again."""
        self.field.setEnabled(not on)
        self.press.setEnabled(not on)
        if not on:
            self.field.setFocus()

    def _on_given(self) -> None:
        if self.field.isEnabled() and self.field.text():
            self.given.emit(self.field.text())
            self.field.clear()


class PausePage(SecretPage):
    """What a respondent sees who stopped or finished, and where the consultant unlocks; `go_on` is for the former."""

    go_on = Signal()
    # The way on is the first thing, the code the last.
    foot_first = True

    def __init__(self, theme: Theme) -> None:
        self.on = Button(theme, "Go on answering", look="primary")
        super().__init__(theme, "Consultant’s code", "Unlock", self.on)
        self.on.clicked.connect(lambda _checked=False: self.go_on.emit())

    def _build(self) -> None:
        self.inside.addSpacing(16)
        self.inside.addWidget(rule("hairline"))
        super()._build()
