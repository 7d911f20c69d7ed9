"""The lock of a protected workspace: by itself when nobody is there, or at once; the passphrase brings everything back."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Protocol

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QGuiApplication, QWindow
from PySide6.QtWidgets import QApplication, QDialog, QMainWindow, QWidget
from shiboken6 import isValid

from ui import settings as known
from ui.dialogs.base import Dialog
from ui.jobs import Jobs
from ui.opening import Opening
from ui.respond.lock import HandedWindow
from ui.respond.pages import SecretPage
from ui.respond.window import RespondWindow
from ui.session import Session, sentence
from ui.settings import Settings
from ui.theme import Theme
from ui.workshop.projector import ProjectorWindow

TICK = 5000
WORDS = (
    "Everything you typed is saved, and nothing of it can be read without the passphrase. "
    "Give it, or the recovery key, to go on where you were."
)
UNSAVED = (
    "What you typed last could not be saved; it is still in its field. Give the passphrase, or the recovery key, to go on "
    "and save it elsewhere."
)
STILL_UNSAVED = "What you typed last is not saved. Unlock to keep it; closing a second time loses it."
IN_DIALOG = (
    "What you typed in a dialog is not saved; it is still there. Give the passphrase, or the recovery key, to go on and "
    "save it."
)
STILL_IN_DIALOG = (
    "What you typed in a dialog is not saved. Unlock to keep it; closing a second time loses it."
)
ANYWAY = "To open it anyway, give the passphrase once more."
FINISHING = "What was begun is finished first; you can unlock meanwhile."
NAME = "SRE Workbench"
_WINDOWS = frozenset({Qt.WindowType.Window, Qt.WindowType.Dialog, Qt.WindowType.Sheet, Qt.WindowType.Tool})
_SEEN = frozenset(
    {
        QEvent.Type.KeyPress,
        QEvent.Type.MouseMove,
        QEvent.Type.MouseButtonPress,
        QEvent.Type.Wheel,
        QEvent.Type.TouchBegin,
        QEvent.Type.TabletMove,
    }
)


def seconds_passed() -> float:
    """Seconds since some moment, no wrong clock among them, and those too in which the computer slept."""
    # What Python calls monotonic stands still in sleep on Linux and macOS, and goes on under Windows.
    slept = getattr(
        time, "CLOCK_BOOTTIME", getattr(time, "CLOCK_MONOTONIC", None) if sys.platform == "darwin" else None
    )
    return time.monotonic() if slept is None else time.clock_gettime(slept)


class Shell(Protocol):
    """What is locked: the main window with its session."""

    widget: QMainWindow
    session: Session
    jobs: Jobs
    theme: Theme
    settings: Settings
    opening: Opening

    def flush(self) -> None:
        """Write down what is being typed."""
        ...


class LockedWindow(QMainWindow):
    """Stands in the place of every other window, and says nothing of what is in them. Closing it ends the program."""

    def __init__(self, theme: Theme, close_main: Callable[[], bool]) -> None:
        super().__init__()
        self.setWindowTitle(f"{NAME} - locked")
        self.setMinimumSize(1024, 640)
        self.page = SecretPage(theme, "Passphrase or recovery key", "Unlock")
        self.setCentralWidget(self.page)
        self.unlocked = False
        self.warning = ""
        """What is lost with the program, to be said before it is closed."""
        self._close_main = close_main

    def closeEvent(self, event: QCloseEvent) -> None:
        if self.warning and not self.unlocked:
            # Once: what is in a field somewhere behind is lost with the program.
            self.page.say(self.warning)
            self.warning = ""
            event.ignore()
            return
        closed = self.unlocked or self._close_main()
        if not closed:
            # Where something is still being finished it was not let go of, and what was typed is asked about again.
            self.page.say(STILL_UNSAVED)
        event.setAccepted(closed)


class _Keeper(QObject):
    """Puts away at once whatever window is shown while all is locked, whoever shows it."""

    def __init__(self, parent: QObject, put_away: Callable[[list[QWidget]], None]) -> None:
        super().__init__(parent)
        self._put_away = put_away

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() != QEvent.Type.Show or not isinstance(watched, QWidget) or not watched.isWindow():
            return False
        if watched.windowType() in _WINDOWS and not isinstance(watched, LockedWindow):
            QTimer.singleShot(0, watched, lambda: self._put_away([watched]))
        return False


class Locking(QObject):
    """Watches whether anybody is there, locks, and unlocks. `locked` and `unlocked` when that is done.

    `now` gives seconds that only ever grow. A job that runs is finished before the file is let go of; what can be seen is
    hidden at once.
    """

    locked = Signal()
    unlocked = Signal()

    def __init__(self, shell: Shell, now: Callable[[], float] | None = None) -> None:
        now = now or seconds_passed
        super().__init__(shell.widget)
        self._shell, self._session, self._jobs = shell, shell.session, shell.jobs
        self._words = WORDS
        self.now = now
        self.window: LockedWindow | None = None
        self._hidden: list[QWidget] = []
        self._focus: QWidget | None = None
        self._watched: list[QWindow] = []
        self._asking = False
        self._last = now()
        self._timer = QTimer(self, interval=TICK)
        self._timer.timeout.connect(self.tick)
        self._anyway = False
        self._keeper = _Keeper(self, self._put_away)
        self._session.workspace_opened.connect(self.follow)
        self._session.leaving.connect(self._flush)
        self._jobs.rested.connect(self._let_go)

    def follow(self) -> None:
        """Watch as long as the open workspace is protected: when one is opened, and when its passphrase is set or removed."""
        self._last = self.now()
        if self._session.key is not None:
            self._timer.start()
            self._watch()
        else:
            self._timer.stop()

    # Whether anybody is there

    def _watch(self) -> None:
        """Hear of keys and the mouse in every window there is by now."""
        self._watched = [each for each in self._watched if isValid(each)]
        for each in QGuiApplication.topLevelWindows():
            if each not in self._watched:
                each.installEventFilter(self)
                self._watched.append(each)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() not in _SEEN:
            return False
        if self._too_long():
            # A laptop that was opened again hears of a key before any timer runs.
            QTimer.singleShot(0, self, self.tick)
            return True
        self._last = self.now()
        return False

    def tick(self) -> None:
        """Lock, if nobody was there for as long as the setting says."""
        self._watch()
        if self._too_long():
            self.lock()

    def _too_long(self) -> bool:
        minutes = self._shell.settings.get(known.LOCK_AFTER)
        open_now = self.window is None and self._session.key is not None
        return open_now and minutes > 0 and self.now() - self._last >= minutes * 60

    # Locking

    def lock(self) -> None:
        """Save what is typed, hide everything, and let go of file and key as soon as nothing is under way."""
        if self._session.key is None or self.window is not None:
            return
        popup = QApplication.activePopupWidget()
        while popup is not None:
            popup.close()
            popup = QApplication.activePopupWidget()
        self._focus = QApplication.focusWidget()
        self._session.unsaved.begin()
        self._hidden = self._seen()
        in_dialog = any(isinstance(each, Dialog) and each.unsaved_words for each in self._hidden)
        self._flush()
        self._jobs.hold()
        # What is under way may take its time, and what comes of it may open a window.
        self._hide(self._hidden)
        self._app().installEventFilter(self._keeper)
        QGuiApplication.sync()
        self._jobs.settle()
        self._put_away(self._seen())
        self._say_what_is_saved(in_dialog)
        self._let_go()

    @staticmethod
    def _app() -> QCoreApplication:
        app = QCoreApplication.instance()
        assert app is not None
        return app

    def _seen(self) -> list[QWidget]:
        """Every window that can be seen, but the one that stands for all."""
        there = (each for each in QApplication.topLevelWidgets() if each.isVisible() and each.isWindow())
        return [each for each in there if each is not self.window]

    def _put_away(self, shown: list[QWidget]) -> None:
        for each in shown if self.window is not None else ():
            if isinstance(each, ProjectorWindow):
                # Behind it the room would see the desktop.
                each.cover(True)
            elif isValid(each):
                if each not in self._hidden:
                    self._hidden.append(each)
                each.hide()

    def _flush(self) -> None:
        """Write down what is being typed, in the window and by a respondent."""
        self._shell.flush()
        for each in filter(isValid, self._hidden):
            if isinstance(each, RespondWindow) and each.view is not None:
                each.view.flush()

    def _hide(self, shown: list[QWidget]) -> None:
        main = self._shell.widget
        window = self.window = LockedWindow(self._shell.theme, main.close)
        window.page.given.connect(self._on_given)
        window.page.show_words("Locked", FINISHING)
        place = (
            main
            if main.isVisible()
            else next((each for each in shown if isinstance(each, QMainWindow)), main)
        )
        window.setGeometry(place.geometry())
        window.setWindowState(place.windowState())
        window.setWindowIcon(main.windowIcon())
        # First the one, then the others: without any window the program would end.
        window.show()
        self._hidden = []
        self._put_away(shown)
        window.activateWindow()
        window.page.field.setFocus()

    def _say_what_is_saved(self, in_dialog: bool) -> None:
        """Only when what was typed has been written, or refused, is it known which."""
        if self.window is None:
            return
        self._words, self.window.warning = WORDS, ""
        if self._session.unsaved.why is not None:
            self._words, self.window.warning = UNSAVED, STILL_UNSAVED
        elif in_dialog:
            # Nothing but its own button saves what stands in a dialog.
            self._words, self.window.warning = IN_DIALOG, STILL_IN_DIALOG
        self.window.page.words.setText(
            self._words if not self._jobs.working else f"{self._words} {FINISHING}"
        )

    def _let_go(self) -> None:
        if self.window is None or self._asking or self._session.locked or self._jobs.working:
            return
        self._session.lock()
        self.window.page.words.setText(self._words)
        self.locked.emit()

    # Unlocking

    def _on_given(self, secret: str) -> None:
        if self.window is None:
            return
        path, anyway = self._session.path, self._anyway
        if path is None:
            return
        self._asking = True
        self._anyway = False
        self.window.page.say("")
        self.window.page.wait(True)
        self._session.unlock(
            secret, self._unlock, lambda error: self._on_wrong(path, secret, error), take_over=anyway
        )

    def _on_wrong(self, path: Path, secret: str, error: Exception) -> None:
        from workbench.storage.errors import HeldElsewhere  # loaded by now

        self._asking = False
        if self._session.store is None:
            # Its secret was right, and it cannot be opened: that is said where something can be done about it.
            self._give_up()
            self._shell.opening.explain(path, error, secret)
            return
        self._anyway = isinstance(error, HeldElsewhere)
        if self.window is not None:
            said = sentence(error)
            self.window.page.say(f"{said} {ANYWAY}" if self._anyway else said)
            self.window.page.wait(False)
        self._let_go()

    def _give_up(self) -> None:
        """Bring the windows back without the dialogs, which are about what is not open any more."""
        for each in filter(isValid, self._hidden):
            if isinstance(each, QDialog):
                each.done(QDialog.DialogCode.Rejected)
        self._hidden = [each for each in self._hidden if not isinstance(each, QDialog)]
        self._unlock()

    def _unlock(self) -> None:
        window, self.window = self.window, None
        self._asking = False
        self._app().removeEventFilter(self._keeper)
        if window is None:
            return
        hidden = [each for each in self._hidden if isValid(each) and not _is_over(each)]
        for each in sorted(hidden, key=_depth):
            each.show()
        for each in QApplication.topLevelWidgets():
            if isinstance(each, ProjectorWindow):
                each.cover(False)
        self._hidden = []
        window.unlocked = True
        window.close()
        window.deleteLater()
        if self._focus is not None and isValid(self._focus) and self._focus.isVisible():
            self._focus.window().activateWindow()
            self._focus.setFocus()
        else:
            self._shell.widget.activateWindow()
        self._focus = None
        self._last = self.now()
        self._jobs.release()
        self.unlocked.emit()


def _is_over(window: QWidget) -> bool:
    """Whether it is a respondent's window that was closed since, when what it was about was opened anew."""
    return isinstance(window, HandedWindow) and window.unlocked


def _depth(window: QWidget) -> int:
    """How many windows a window stands on: those below are shown first."""
    depth, above = int(isinstance(window, QDialog)), window.parentWidget()
    while above is not None:
        depth, above = depth + 1, above.parentWidget()
    return depth
