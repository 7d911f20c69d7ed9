"""A secret typed twice, with a tick before it where there may be none."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QLineEdit, QWidget

from ui.widgets.parts import column, label


class SecretBox(QWidget):
    """The tick, the secret, the secret again, and how good it is; `turned()` when it is ticked or not.

    `noun` is what it is called, 'passphrase' or 'password'; `check` raises a sentence for one that would protect nothing, of
    the kind `wrong`. Without the words of a `tick` it is always wanted.
    """

    turned = Signal()

    def __init__(
        self,
        noun: str,
        note: str,
        check: Callable[[str], None],
        *,
        tick: str = "",
        wrong: type[Exception] = ValueError,
        strength: Callable[[str], str] | None = None,
    ) -> None:
        super().__init__()
        self._noun, self._check, self._wrong, self._strength = noun, check, wrong, strength
        self.tick = QCheckBox(tick)
        self.tick.setVisible(bool(tick))
        self.first, self.again = QLineEdit(), QLineEdit()
        for edit, name in ((self.first, noun.capitalize()), (self.again, f"{noun.capitalize()}, once more")):
            edit.setEchoMode(QLineEdit.EchoMode.Password)
            edit.setPlaceholderText(name)
            edit.setAccessibleName(name)
        self.strength = label("", "caption", wrap=True)
        self.shown = QCheckBox("Show it")
        self._note = label(note, "caption", wrap=True)
        parts = (self.tick, self.first, self.again, self.strength, self.shown, self._note)
        self.setLayout(column(*parts, spacing=4))
        self.tick.toggled.connect(self._on_tick)
        self.shown.toggled.connect(self._on_shown)
        self.first.textChanged.connect(self._on_typed)
        self._always = not tick
        self._show(self._always)

    @property
    def on(self) -> bool:
        """Whether there is to be a secret."""
        return self._always or self.tick.isChecked()

    def secret(self) -> str:
        """What was typed twice; '' where there is to be none.

        Raises:
            Exception: of the kind `wrong`, when the two differ, or it would protect nothing.
        """
        if not self.on:
            return ""
        if self.first.text() != self.again.text():
            raise self._wrong(f"The two {self._noun}s differ. Type the same one twice.")
        self._check(self.first.text())
        return self.first.text()

    def clear(self) -> None:
        """Forget what was typed."""
        self.first.clear()
        self.again.clear()

    def _show(self, on: bool) -> None:
        for each in (self.first, self.again, self.shown, self._note):
            each.setVisible(on)
        self.strength.setVisible(on and self._strength is not None)

    def _on_tick(self, on: bool) -> None:
        self._show(on)
        if on:
            self.first.setFocus()
        else:
            self.clear()
        self.turned.emit()

    def _on_typed(self, text: str) -> None:
        if self._strength is not None:
            self.strength.setText(self._strength(text))

    def _on_shown(self, on: bool) -> None:
        mode = QLineEdit.EchoMode.Normal if on else QLineEdit.EchoMode.Password
        self.first.setEchoMode(mode)
        self.again.setEchoMode(mode)
