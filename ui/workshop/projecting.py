"""Whether there is a projector's window, and what may stand on it now."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent, QScreen
from PySide6.QtWidgets import QWidget

from ui.theme import Theme
from ui.workshop.desk import Desk
from ui.workshop.projector import ProjectorWindow


class Projecting(QObject):
    """Puts the window up and takes it away; `turned` when that, or the still picture, changed.

    The still picture stands while somebody asked for it, while the facilitator is elsewhere in the program, and while
    there is no session. What stands there otherwise is the slide and the time, and nothing else.
    """

    turned = Signal()

    def __init__(
        self, theme: Theme, desk: Desk, view: QWidget, take_key: Callable[[QKeyEvent], bool]
    ) -> None:
        super().__init__(view)
        self._theme, self._desk, self._view, self._take_key = theme, desk, view, take_key
        self.window: ProjectorWindow | None = None
        self.asked_still = False
        self._away = False
        app = QGuiApplication.instance()
        assert isinstance(app, QGuiApplication)
        app.screenRemoved.connect(self._on_screen_removed)

    @property
    def up(self) -> bool:
        """Whether the room can see the window."""
        return self.window is not None and self.window.up

    @property
    def still(self) -> bool:
        """Whether it is the still picture that stands there."""
        return self.asked_still or self._away or self._desk.meeting is None

    @property
    def words(self) -> str:
        """What the facilitator is told of it."""
        if not self.up:
            return "Projector off (W)"
        return "Projector: still picture (H)" if self.still else "Projector on"

    def toggle(self) -> None:
        """Put the window up, or take it away."""
        if self.up and self.window is not None:
            self.window.hide()
        else:
            if self.window is None:
                self.window = ProjectorWindow(self._theme, self._take_key)
                self.window.closed.connect(self.turned)
            self.show()
            self.window.put_up(self._view)
            self.show()
        self.turned.emit()

    def turn_still(self) -> None:
        """Put the still picture up, or take it away."""
        self.asked_still = not self.asked_still
        self.show()
        self.turned.emit()

    def go_away(self) -> None:
        """The facilitator works elsewhere: nothing of that is the room's."""
        self._away = True
        self.show()

    def come_back(self) -> None:
        """The facilitator is back."""
        self._away = False
        self.turned.emit()

    def show(self) -> None:
        """Show what may be seen now."""
        if self.window is None:
            return
        if self.still:
            self.window.show_still(self._title())
        else:
            self.window.show_slide(self._desk.slide())
        self.turned.emit()

    def show_time(self, words: str, spoken: str, over: bool) -> None:
        """Show what is left of the time."""
        if self.window is not None and not self.still:
            self.window.show_time(words, spoken, over)

    def _title(self) -> str:
        meeting = self._desk.meeting
        return meeting.title if meeting is not None else ""

    def _on_screen_removed(self, screen: QScreen) -> None:
        if self.window is not None and self.window.on is screen:
            self.asked_still = True
            self.window.pull_back(self._title())
            self.turned.emit()

    def close(self) -> None:
        """Take the window away for good."""
        if self.window is not None:
            self.window.hide()
            self.window.deleteLater()
            self.window = None
