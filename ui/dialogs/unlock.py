"""Asking for the passphrase of a workspace, or for its recovery key."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QCheckBox, QLineEdit, QWidget

from ui.dialogs.base import Dialog
from ui.session import OnError, Session, sentence
from ui.theme import Theme
from ui.widgets.parts import label
from workbench.domain.text import short
from workbench.storage.errors import PassphraseNeeded, WrongPassphrase

OpenWith = Callable[[str, Callable[[], None], OnError], None]
"""Opens a workspace with a secret, and says when it is open or why it is not."""
NOTE = "Letters count as capital or small in a passphrase, not in a recovery key."


class AskDialog(Dialog):
    """A field for the secret; subclasses say what it is tried on. A wrong one is said, and can be typed again."""

    def __init__(
        self, session: Session, theme: Theme, parent: QWidget | None, title: str, head: str, accept: str
    ) -> None:
        super().__init__(theme, title, parent, accept)
        self.session = session
        self._over = False
        self.head(head)
        self.secret = QLineEdit()
        self.secret.setEchoMode(QLineEdit.EchoMode.Password)
        self.secret.setAcceptDrops(False)
        self.field("Passphrase or recovery key", self.secret, NOTE)
        self.shown = QCheckBox("Show it")
        self.shown.toggled.connect(self._on_shown)
        self.body.addWidget(self.shown)
        self.secret.setFocus()

    def _on_shown(self, on: bool) -> None:
        self.secret.setEchoMode(QLineEdit.EchoMode.Normal if on else QLineEdit.EchoMode.Password)

    def on_accept(self) -> None:
        if not self.primary.isEnabled():
            return
        if not self.secret.text():
            self.say("Type the passphrase, or the signs of the recovery key.")
            return
        self.say("")
        self._wait(True)
        self.try_it(self.secret.text())

    def _wait(self, on: bool) -> None:
        self.primary.setEnabled(not on)
        self.secret.setEnabled(not on)

    def try_it(self, secret: str) -> None:
        """Try what was typed, away from this thread: deriving the key takes a fifth of a second."""
        raise NotImplementedError

    def on_wrong(self, error: Exception) -> None:
        """Say why it does not open, and let it be typed again."""
        if self._over:
            return
        self._wait(False)
        self.say(sentence(error))
        self.secret.setFocus()
        self.secret.selectAll()

    def done(self, result: int) -> None:
        """Close, and keep nothing of what was typed."""
        self._over = True
        self.secret.clear()
        super().done(result)


class UnlockDialog(AskDialog):
    """Opens a protected workspace; closed without, everything stays as it is. `failed` hears of other trouble than a wrong key."""

    def __init__(
        self,
        session: Session,
        theme: Theme,
        parent: QWidget | None,
        path: Path,
        open_with: OpenWith,
        failed: OnError,
    ) -> None:
        super().__init__(
            session, theme, parent, "Open a protected workspace", "This workspace is protected", "Open"
        )
        self._open_with, self._failed = open_with, failed
        about = f"'{short(path.name, 80)}' opens with its passphrase, or with the key on its recovery sheet."
        self.body.insertWidget(1, label(about, "second", wrap=True))

    def try_it(self, secret: str) -> None:
        self._open_with(secret, self._opened, self._on_trouble)

    def _opened(self) -> None:
        if not self._over:
            self.accept()

    def _on_trouble(self, error: Exception) -> None:
        if isinstance(error, (WrongPassphrase, PassphraseNeeded)):
            self.on_wrong(error)
            return
        if not self._over:
            self.reject()
        self._failed(error)


class ConfirmDialog(AskDialog):
    """Asks once more for the passphrase of the open workspace, before its recovery key is shown."""

    def __init__(
        self, session: Session, theme: Theme, parent: QWidget | None, then: Callable[[], None]
    ) -> None:
        super().__init__(session, theme, parent, "Recovery key", "The passphrase once more", "Show the key")
        about = "Whoever has the recovery key can read the workspace, so it is shown to nobody who only found the laptop open."
        self.body.insertWidget(1, label(about, "second", wrap=True))
        self._then = then

    def try_it(self, secret: str) -> None:
        path = self.session.path
        assert path is not None

        def done(_key: object) -> None:
            if not self._over:
                self.accept()
                self._then()

        from workbench.storage.cipher import key_from  # with the store, loaded long since

        self.session.jobs.lane(lambda: key_from(path, secret), done, self.on_wrong)
