"""Backups by themselves: when a workspace was opened and has changed, every half hour, and before something is taken in."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from ui.jobs import Jobs
from ui.session import Session, sentence

if TYPE_CHECKING:
    from workbench.domain.key import Key
    from workbench.storage.backups import Backup

EVERY = 30 * 60 * 1000
SOON = 3000
"""After opening, so that nobody waits for it; in milliseconds, as the other."""


class Keeper(QObject):
    """Makes backups of the open workspace away from the UI thread; `failed` says once for each opening why it could not."""

    made = Signal(object)
    failed = Signal(str)

    def __init__(self, session: Session, jobs: Jobs, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session, self._jobs = session, jobs
        self._told: Path | None = None
        self._soon = QTimer(self, singleShot=True, interval=SOON)
        self._soon.timeout.connect(lambda: self.back_up("opened"))
        self._often = QTimer(self, interval=EVERY)
        self._often.timeout.connect(lambda: self.back_up("scheduled"))
        session.workspace_opened.connect(self._on_opened)

    def _on_opened(self) -> None:
        self._told = None
        self._soon.start()
        self._often.start()

    def back_up(self, reason: str) -> None:
        """Make a backup, where anything was changed since the last one."""
        path, key = self._session.path, self._session.key
        if path is not None and not self._session.locked:
            self._jobs.pool(lambda _job: copy_now(path, reason, key), self.made.emit, self._on_failed)

    def _on_failed(self, error: Exception) -> None:
        path = self._session.path
        if path is not None and path != self._told:
            self._told = path
            self.failed.emit(sentence(error))


def copy_now(path: Path, reason: str, key: Key | None) -> Backup | None:
    """Make a backup here and now, for a job that is about to change much; under the workspace's own key."""
    from workbench.storage import backups  # loaded with the store

    return backups.make(path, reason, dt.datetime.now(dt.UTC), key)
