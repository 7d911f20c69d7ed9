"""Sees from time to time whether the open workspace still lies where it was opened: 'Saved' is true only while it does."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from ui.session import Session

if TYPE_CHECKING:
    from workbench.storage.errors import WorkspaceGone
    from workbench.storage.store import Store

EVERY = 10_000
"""In milliseconds."""


class Watch(QObject):
    """Looks after the file of the open workspace; `gone` says once why it is not there any more."""

    gone = Signal(object)

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._told: Store | None = None
        self._timer = QTimer(self, interval=EVERY)
        self._timer.timeout.connect(self.look)
        session.workspace_opened.connect(self._timer.start)
        session.workspace_closed.connect(self._timer.stop)

    def look(self) -> None:
        """Look now."""
        store = self._session.store
        if store is None or self._session.locked:
            return

        def seen(error: WorkspaceGone | None) -> None:
            if error is None:
                self._told = None
            elif self._session.store is store and self._told is not store:
                self._told = store
                self.gone.emit(error)

        # After what is being written: a passphrase puts another file in its place, too.
        self._session.jobs.lane(store.gone, seen, lambda _error: None)
