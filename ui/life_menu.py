"""The menu of an assessment's life: begin, agree, reopen, close, freeze, copy, carry forward, archive, delete."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMainWindow, QMenu

if TYPE_CHECKING:
    from ui.session import Session
    from ui.theme import Theme
    from workbench.actions.edit import Edit

Add = Callable[..., QAction]
KEYS = ("begin", "agree", "reopen", "close", "snapshot", "duplicate", "carry-forward", "archive", "delete")


class LifeMenu(QObject):
    """Builds the menu and does what it says; dialogs and actions are imported when asked for."""

    def __init__(self, session: Session, theme: Theme, window: QMainWindow, add: Add) -> None:
        super().__init__(window)
        self._session, self._theme, self._window = session, theme, window
        self.menu = QMenu("&Assessment", window)
        menu = self.menu
        self._actions = {
            "begin": add(menu, "begin", "&Begin", self._begin, None, "play"),
            "agree": add(menu, "agree", "&Agree to the answers…", self._agree, None, "handshake"),
            "reopen": add(menu, "reopen", "&Reopen…", self._reopen, None, "refresh-cw"),
            "close": add(menu, "close", "C&lose", self._close, None, "lock"),
        }
        menu.addSeparator()
        self._actions["snapshot"] = add(
            menu, "snapshot", "Take a &snapshot…", self._snapshot, "Ctrl+Shift+S", "save"
        )
        menu.addSeparator()
        self._actions |= {
            "duplicate": add(menu, "duplicate", "D&uplicate…", lambda: self._copy(False), None, "copy"),
            "carry-forward": add(
                menu, "carry-forward", "Carry &forward…", lambda: self._copy(True), None, "arrow-right"
            ),
            "archive": add(menu, "archive", "Arc&hive", self._archive, None, "archive"),
            "delete": add(menu, "delete", "&Delete…", self._delete, None, "trash-2"),
        }

    def enable(self) -> None:
        """Offer what the state of the assessment allows; nothing where it is only read."""
        book = self._session.book
        changes = book is not None and self._session.writable
        for key in KEYS:
            self._actions[key].setEnabled(changes)
        if book is None or not changes:
            return
        from workbench.domain.assessment import State  # loaded with the book

        state = book.assessment.state
        self._actions["begin"].setEnabled(state is State.DRAFT)
        self._actions["agree"].setEnabled(state in (State.DRAFT, State.RUNNING))
        self._actions["reopen"].setEnabled(state in (State.AGREED, State.CLOSED))
        self._actions["close"].setEnabled(state is not State.CLOSED)
        words = "Take out of the arc&hive" if book.assessment.archived else "Arc&hive"
        self._actions["archive"].setText(words)

    @property
    def _id(self) -> str:
        assert self._session.book is not None
        return self._session.book.assessment.id

    def _run(self, edit: Edit) -> None:
        self._session.run(edit)

    def _begin(self) -> None:
        from workbench.actions import life

        self._run(life.begin(self._id))

    def _close(self) -> None:
        from workbench.actions import life

        self._run(life.close(self._id))

    def _archive(self) -> None:
        from workbench.actions import life

        assert self._session.book is not None
        self._run(life.archive(self._id, not self._session.book.assessment.archived))

    def _agree(self) -> None:
        from ui.dialogs.life import AgreeDialog

        AgreeDialog(self._session, self._theme, self._window).open()

    def _reopen(self) -> None:
        from ui.dialogs.life import ReopenDialog

        ReopenDialog(self._session, self._theme, self._window).open()

    def _snapshot(self) -> None:
        from ui.dialogs.life import SnapshotDialog

        SnapshotDialog(self._session, self._theme, self._window).open()

    def _copy(self, forward: bool) -> None:
        from ui.dialogs.life import CopyDialog

        CopyDialog(self._session, self._theme, self._window, forward=forward).open()

    def _delete(self) -> None:
        from ui.dialogs.assessment_details import DeleteDialog

        DeleteDialog(self._session, self._theme, self._window).open()
