"""What the window does with passphrases: open, protect, show the recovery key, lock."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QMainWindow

from workbench.domain.text import plural

# Built when asked for: the window must be painted before that.
if TYPE_CHECKING:
    from ui.dialogs.unlock import OpenWith
    from ui.jobs import Jobs
    from ui.locking import Locking
    from ui.opening import Opening
    from ui.session import OnError, Session
    from ui.settings import Settings
    from ui.theme import Theme
    from workbench.actions.protecting import Protected
    from workbench.domain.key import Key


class Shell(Protocol):
    """What this asks of the window; `widget` is the window itself, the parent of dialogs."""

    widget: QMainWindow
    session: Session
    jobs: Jobs
    theme: Theme
    settings: Settings
    opening: Opening

    def flush(self) -> None:
        """Write down what is being typed."""
        ...

    def tell(self, text: str) -> None:
        """Say above the screen what there is to know."""
        ...


class SecretCommands(QObject):
    """Opens the dialogs, which are imported when asked for, and has the lock."""

    def __init__(self, shell: Shell) -> None:
        super().__init__(shell.widget)
        self._shell, self._session = shell, shell.session
        self._locking: Locking | None = None
        self._session.workspace_opened.connect(self._on_workspace)

    @property
    def locking(self) -> Locking:
        """What locks the program, and watches whether anybody is there."""
        if self._locking is None:
            from ui.locking import Locking

            self._locking = Locking(self._shell)
        return self._locking

    def _on_workspace(self) -> None:
        # Where nothing is protected, nobody needs to be watched.
        if self._session.key is not None:
            self.locking.follow()

    def ask(self, path: Path, open_with: OpenWith, failed: OnError) -> None:
        """Ask for the passphrase of a workspace, and open it."""
        from ui.dialogs.unlock import UnlockDialog

        shell = self._shell
        UnlockDialog(self._session, shell.theme, shell.widget, path, open_with, failed).open()

    def protect(self) -> None:
        """Set, change or remove the passphrase of the open workspace."""
        from ui.dialogs.protect import ProtectDialog

        shell = self._shell
        if not self._session.writable:
            return
        shell.flush()
        dialog = ProtectDialog(self._session, shell.theme, shell.widget)
        dialog.protected.connect(self._on_protected)
        dialog.open()

    def _on_protected(self, done: Protected) -> None:
        from workbench.actions.protecting import of_other_names

        self.locking.follow()
        if done.key is None:
            self._shell.tell("The passphrase is gone: whoever has the file can read it now.")
            return
        told = [of_other_names(done)]
        if done.left:
            told.append(
                f"{plural(done.left, 'backup')} from before can still be read without the new passphrase; "
                "'Backups…' in the File menu removes them."
            )
        if any(told):
            self._shell.tell(" ".join(each for each in told if each))
        self.show_key(done.key, fresh=True)

    def recovery(self) -> None:
        """Show the recovery key of the open workspace, after the passphrase."""
        from ui.dialogs.unlock import ConfirmDialog

        def show() -> None:
            key = self._session.key
            if key is not None:
                self.show_key(key, fresh=False)

        if self._session.key is not None:
            shell = self._shell
            ConfirmDialog(self._session, shell.theme, shell.widget, show).open()

    def show_key(self, key: Key, *, fresh: bool) -> None:
        """Show a recovery key; a fresh one must be kept."""
        from ui.dialogs.recovery import RecoveryDialog

        path, shell = self._session.path, self._shell
        if path is not None:
            RecoveryDialog(self._session, shell.theme, shell.widget, key, path, fresh=fresh).open()

    def lock(self) -> None:
        """Lock the open workspace now."""
        if self._session.key is not None:
            self.locking.lock()
