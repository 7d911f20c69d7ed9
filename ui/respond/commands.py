"""What the program's window can do for respondents: hand this computer over, open answer packs."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

# Built when asked for: the window must be painted before that.
if TYPE_CHECKING:
    from ui.respond.lock import Lock, Shell
    from ui.respond.opening import PackWindows


class RespondCommands(QObject):
    """Works for one main window; a workspace that was handed over is locked as soon as it is open."""

    def __init__(self, shell: Shell) -> None:
        super().__init__(shell.widget)
        self._shell = shell
        self._lock: Lock | None = None
        self._packs: PackWindows | None = None
        shell.session.workspace_opened.connect(self._on_workspace)
        shell.session.workspace_closed.connect(self._on_workspace)

    @property
    def lock(self) -> Lock:
        """What hands the program over and takes it back."""
        if self._lock is None:
            from ui.respond.lock import Lock

            self._lock = Lock(self._shell)
        return self._lock

    @property
    def packs(self) -> PackWindows:
        """The answer packs that are open."""
        if self._packs is None:
            from ui.respond.opening import PackWindows

            self._packs = PackWindows(self._shell.theme, self._shell.widget)
        return self._packs

    def _on_workspace(self) -> None:
        if self._lock is not None:
            # Of what was open before, such as a workspace that was opened anew.
            self._lock.let_go()
        if self._shell.session.handed is not None:
            self.lock.resume()

    def hand_over(self) -> None:
        """Let a respondent answer on this computer, with everything else locked."""
        self.lock.ask()

    def open_answers(self, file: Path) -> None:
        """Open an answer pack in a window of its own."""
        self.packs.open(file)
