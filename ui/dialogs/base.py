"""What all dialogs have in common: a title, a body, buttons in the system's order, and sentences beside fields."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QLineEdit, QPlainTextEdit, QVBoxLayout, QWidget

from ui.theme import Theme
from ui.widgets.parts import column, label, row, rule


class Dialog(QDialog):
    """A dialog with a body to fill, a place for trouble, and one primary button."""

    def __init__(
        self, theme: Theme, title: str, parent: QWidget | None, accept: str = "", width: int = 520
    ) -> None:
        super().__init__(parent)
        self.theme = theme
        self._closed, self._keeps = False, bool(accept)
        self.setWindowTitle(title)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setMinimumWidth(theme.px(width))
        self.body: QVBoxLayout = column(spacing=8, margins=(24, 20, 24, 12))
        self.trouble = label("", "bad", wrap=True)
        self.trouble.hide()
        buttons = QDialogButtonBox()
        if accept:
            self.primary = buttons.addButton(accept, QDialogButtonBox.ButtonRole.AcceptRole)
            self.primary.setProperty("look", "primary")
            buttons.addButton(QDialogButtonBox.StandardButton.Cancel)
        else:
            buttons.addButton(QDialogButtonBox.StandardButton.Close)
        buttons.accepted.connect(self.on_accept)
        buttons.rejected.connect(self.reject)
        foot = column(self.trouble, buttons, spacing=8, margins=(24, 8, 24, 16))
        layout = column(spacing=0)
        layout.addLayout(self.body, 1)
        layout.addWidget(rule("hairline"))
        layout.addLayout(foot)
        self.setLayout(layout)
        if accept:
            # Only inside the dialog does it become its default again after another button had the focus.
            self.primary.setDefault(True)

    def done(self, result: int) -> None:
        """Close; what still comes back from elsewhere is then for nobody."""
        self._closed = True
        super().done(result)

    def unless_closed(self, do: Callable[..., object]) -> Callable[..., None]:
        """The same, as long as the dialog is open: for what comes back from another thread, perhaps too late."""

        def then(*said: Any) -> None:
            if not self._closed:
                do(*said)

        return then

    def head(self, text: str) -> None:
        """Open the body with what the dialog is for."""
        self.body.addWidget(label(text, "title", wrap=True))

    def field(self, name: str, widget: QWidget, note: str = "") -> None:
        """Add a named field."""
        head = label(name, "label")
        head.setBuddy(widget)
        widget.setAccessibleName(name)
        self.body.addSpacing(4)
        self.body.addWidget(head)
        self.body.addWidget(widget)
        if note:
            self.body.addWidget(label(note, "caption", wrap=True))

    def fields(self, *named: tuple[str, QWidget]) -> None:
        """Add named fields beside each other, all of one width."""
        side_by_side = row(spacing=16)
        for name, widget in named:
            head = label(name, "label")
            head.setBuddy(widget)
            widget.setAccessibleName(name)
            side_by_side.addLayout(column(head, widget, spacing=8), 1)
        self.body.addSpacing(4)
        self.body.addLayout(side_by_side)

    def say(self, text: str) -> None:
        """Say what is wrong, and stay open."""
        self.trouble.setText(text)
        self.trouble.setVisible(bool(text))
        self.trouble.setAccessibleName(text)

    @property
    def unsaved_words(self) -> bool:
        """Whether there are words in it that somebody typed and only its button keeps: no passphrase, nothing searched for."""
        lines = any(
            each.isModified()
            and each.echoMode() is QLineEdit.EchoMode.Normal
            # What can be cleared with a click is what a list is searched for.
            and not each.isClearButtonEnabled()
            for each in self.findChildren(QLineEdit)
        )
        texts = any(each.document().isModified() for each in self.findChildren(QPlainTextEdit))
        return self._keeps and (lines or texts)

    def on_accept(self) -> None:
        """Do what the dialog is for; subclasses close it when that worked."""
        self.accept()
