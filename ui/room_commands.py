"""What the window does with a file from another room: make a workspace of it, or take in what came back."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QMainWindow

from ui.endings import TAKE_IN

if TYPE_CHECKING:
    from ui.session import Session
    from ui.theme import Theme
    from workbench.exchange.reading import FileRead

ELSEWHERE = (
    "What came back from another room belongs to a workspace that is not open. Open the one it came from, "
    "then open the file again or drop it on the window."
)


class Shell(Protocol):
    """What this asks of the window; `widget` is the window itself, the parent of dialogs."""

    widget: QMainWindow
    session: Session
    theme: Theme

    def go_to(self, key: str, details: object = None) -> None:
        """Show a screen."""
        ...

    def flush(self) -> None:
        """Write down what is being typed."""
        ...

    def tell(self, text: str) -> None:
        """Say above the screen what did not work."""
        ...


class RoomCommands(QObject):
    """Opens the dialogs; they are imported when asked for, since they bring actions with them."""

    def __init__(self, window: Shell) -> None:
        super().__init__(window.widget)
        self._window = window

    def open_room(self, file: Path) -> None:
        """Read a file from another room, and go on with it whichever way it goes."""
        from ui.dialogs.room import ReadRoomDialog

        window = self._window
        window.flush()
        dialog = ReadRoomDialog(window.session, window.theme, window.widget, file)
        dialog.found.connect(self._on_read)
        dialog.open()

    def _on_read(self, read: FileRead) -> None:
        assert read.session is not None
        if not read.session.origin.back:
            from ui.dialogs.room import OpenRoomDialog

            OpenRoomDialog(self._window.session, self._window.theme, self._window.widget, read).open()
            return
        session, origin = self._window.session, read.session.origin
        if session.store is None or session.workspace is None:
            self._window.tell(ELSEWHERE)
        elif session.book is not None and session.book.assessment.id == origin.assessment:
            self._merge(read)
        elif session.workspace.id == origin.workspace and any(
            each.assessment.id == origin.assessment for each in session.listing
        ):
            session.open_assessment(origin.assessment, lambda: self._merge(read))
        elif session.book is not None:
            # It says itself why it does not belong here.
            self._merge(read)
        else:
            self._window.tell(ELSEWHERE)

    def _merge(self, read: FileRead) -> None:
        from ui.dialogs.room import MergeDialog

        window = self._window
        dialog = MergeDialog(window.session, window.theme, window.widget, read)
        dialog.taken.connect(lambda words: window.go_to("sessions", (TAKE_IN, words)))
        dialog.open()
