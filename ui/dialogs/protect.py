"""Putting the open workspace under a passphrase, under another one, or under none."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QLineEdit, QWidget

from ui.dialogs.base import Dialog
from ui.session import Session, sentence
from ui.theme import Theme
from ui.widgets.parts import label
from ui.widgets.secret_box import SecretBox
from workbench.domain.key import LEAST, check_passphrase, strength_words

if TYPE_CHECKING:
    from workbench.actions.protecting import Protected

NOTE = (
    f"At least {LEAST} characters; four words that do not belong together are good. The whole file is encrypted with it "
    "(SQLCipher, AES-256), and its backups from now on. Nobody can read them without it, not even we."
)
BEFORE = (
    "Backups made before now stay as they are: without a passphrase, or under the one before. Tick to remove them, once there "
    "is one under the new passphrase. Reports, exports and files set aside elsewhere are not touched; nor can it be promised "
    "that nothing of the old file can be found on the disk."
)


def workspace_box(tick: str = "") -> SecretBox:
    """Asks for the passphrase of a workspace; a wrong one raises `ValueError`."""
    return SecretBox("passphrase", NOTE, check_passphrase, tick=tick, strength=strength_words)


class ProtectDialog(Dialog):
    """Asks for the passphrase there is, where there is one, and for the new one; `protected(key)` when it is done."""

    protected = Signal(object)

    def __init__(self, session: Session, theme: Theme, parent: QWidget | None) -> None:
        self._has = session.key is not None
        title = "Change the passphrase" if self._has else "Protect with a passphrase"
        super().__init__(theme, title, parent, "Change it" if self._has else "Protect it", width=560)
        self.session = session
        self._over = False
        self.head(title)
        self.present = QLineEdit()
        self.present.setEchoMode(QLineEdit.EchoMode.Password)
        self.present.setAcceptDrops(False)
        if self._has:
            self.field("Passphrase now, or the recovery key", self.present)
        self.box = workspace_box()
        self.body.addSpacing(4)
        self.body.addWidget(label("New passphrase", "label"))
        self.body.addWidget(self.box)
        self.off = QCheckBox("Take the passphrase away: whoever has the file can read it then")
        self.off.setVisible(self._has)
        self.body.addWidget(self.off)
        self.old = QCheckBox("Remove backups that can be read without the new passphrase")
        self._before = label(BEFORE, "caption", wrap=True)
        self.body.addSpacing(8)
        self.body.addWidget(self.old)
        self.body.addWidget(self._before)
        self.off.toggled.connect(self._on_off)
        (self.present if self._has else self.box.first).setFocus()

    def _on_off(self, on: bool) -> None:
        for each in (self.box, self.old, self._before):
            each.setEnabled(not on)
        self.primary.setText("Take it away" if on else "Change it")

    def on_accept(self) -> None:
        if not self.primary.isEnabled():
            return
        off = self.off.isChecked()
        try:
            passphrase = "" if off else self.box.secret()
        except ValueError as problem:
            self.say(str(problem))
            return
        if self._has and not self.present.text():
            self.say("Type the passphrase the workspace has now, or its recovery key.")
            self.present.setFocus()
            return
        self.say("")
        self.primary.setEnabled(False)
        self.session.protect(
            self.present.text(), passphrase, self._on_done, self._on_failed, remove_old=self.old.isChecked()
        )

    def _on_done(self, done: Protected) -> None:
        self.protected.emit(done)
        if not self._over:
            self.accept()

    def _on_failed(self, error: Exception) -> None:
        if not self._over:
            self.primary.setEnabled(True)
            self.say(sentence(error))

    def done(self, result: int) -> None:
        """Close, and keep nothing of what was typed."""
        self._over = True
        self.present.clear()
        self.box.clear()
        super().done(result)
