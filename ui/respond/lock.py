"""The program while a respondent has it: their questions in the place of its window, until the consultant's code."""

from __future__ import annotations

from typing import Protocol

from PySide6.QtCore import QObject, QTimer
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QApplication, QDialog, QMainWindow

from ui.respond.answering import Kept
from ui.respond.hand_over import HandOverDialog
from ui.respond.here import Here
from ui.respond.pages import Page, PausePage
from ui.respond.window import RespondWindow
from ui.session import Session, sentence
from ui.theme import Theme
from workbench.actions import handing
from workbench.domain.code import opens
from workbench.domain.text import plural

MOST_SECONDS = 60
PAUSED = (
    "Your answers are saved. Hand the laptop back, or go on: you will be where you stopped. "
    "Everything else in this program is locked until the consultant’s code is given."
)
FINISHED = "Your answers are there. Hand the laptop back; until then you can go on and change what you like."
NOT_KEPT = (
    "Your last answer is not saved yet: go on, and try again at the top. Tell the consultant if it stays so."
)
UNSAVED = "The last answer is not saved. Mend this, or give the code once more to go on without it:"
WRONG = "This is not the code. A forgotten one cannot be looked up; the manual says what to do (answer packs, 'A forgotten code')."


class Shell(Protocol):
    """What is locked: the main window with its session."""

    widget: QMainWindow
    session: Session
    theme: Theme

    def flush(self) -> None:
        """Write down what is being typed."""
        ...


class HandedWindow(RespondWindow):
    """The respondent's window on the consultant's laptop; closing it leads to the pause."""

    def __init__(self, theme: Theme, pause: PausePage) -> None:
        super().__init__(theme)
        self.pause = pause
        self.unlocked = False
        self._words = ""
        self.waiting = Page(theme)
        self.say(self.waiting, "Opening", "")
        # Its place among the pages is its own: the first use must not cost the respondent a moment.
        self.pages.addWidget(pause)

    def pause_now(self, words: str = "") -> None:
        """Show the pause; what is being typed is saved first."""
        view = self.view
        if view is not None and not view.flush():
            return
        self._words = words
        self.say(self.pause, "Paused" if not words else "Thank you", "")
        self.say_kept()
        self.pause.on.setVisible(view is not None)
        self.pause.on.setFocus()

    def say_kept(self) -> None:
        """Say on the pause whether everything is saved; it may have come in a moment later."""
        kept = self.view.answering.kept if self.view is not None else Kept.QUIET
        known = {Kept.SAVING: "Saving your last answer.", Kept.UNSAVED: NOT_KEPT}
        self.pause.words.setText(known.get(kept, self._words or PAUSED))

    def closeEvent(self, event: QCloseEvent) -> None:
        if self.unlocked:
            event.accept()
            return
        event.ignore()
        self.pause_now()


class Lock(QObject):
    """Hands the program over, and takes it back; a workspace that was handed over opens like that again."""

    def __init__(self, shell: Shell) -> None:
        super().__init__(shell.widget)
        self._shell, self._session = shell, shell.session
        self.window: HandedWindow | None = None
        self._wrong = self._left = 0
        self._going_anyway = False
        self._scale = shell.theme.scale
        self._timer = QTimer(self, interval=1000)
        self._timer.timeout.connect(self._tick)
        self._session.failed.connect(self._on_failed)

    def ask(self) -> None:
        """Ask who gets this computer."""
        if _others():
            self._session.failed.emit(
                "Close the windows with answer packs first: the respondent would see them."
            )
            return
        self._shell.flush()
        dialog = HandOverDialog(self._session, self._shell.theme, self._shell.widget)
        dialog.handed.connect(self._on_handed)
        dialog.open()

    def resume(self) -> None:
        """Lock again what was handed over when the program ended."""
        handed = self._session.handed
        if handed is None:
            return
        self._close_in()
        self._session.open_assessment(handed.assessment, lambda: self._begin(handed.respondent))

    def let_go(self) -> None:
        """Bring the program's window back, since what the respondent's was about is not open any more."""
        window, self.window = self.window, None
        if window is not None:
            self._take_scale_back()
            self._shell.widget.show()
            _close(window)

    def _take_scale_back(self) -> None:
        """Show text as large as it was before a respondent chose."""
        theme = self._shell.theme
        if theme.scale != self._scale:
            theme.choose(theme.choice, self._scale)

    def _on_handed(self, respondent: str) -> None:
        self._close_in()
        self._begin(respondent)

    def _close_in(self) -> None:
        """Put the respondent's window in the place of the program's: what is hidden has no keys, menus or drops."""
        main, theme = self._shell.widget, self._shell.theme
        self._scale = theme.scale
        pause = PausePage(theme)
        window = self.window = HandedWindow(theme, pause)
        pause.given.connect(self._on_code)
        pause.go_on.connect(self._on_go_on)
        window.setGeometry(main.geometry())
        window.setWindowState(main.windowState())
        window.setWindowIcon(main.windowIcon())
        # First the one, then the other: without any window the program would end.
        window.show()
        for each in (*main.findChildren(QDialog), *_others(window)):
            each.close()
        main.hide()
        window.activateWindow()

    def _begin(self, respondent: str) -> None:
        book, window = self._session.stored_book, self.window
        if book is None or window is None:
            return
        found = next((each for each in book.people() if each.id == respondent), None)
        try:
            if found is None:
                raise ValueError("The respondent is not in this assessment any more.")
            answering = Here(self._session, book, found, window)
        except ValueError as problem:
            self._on_failed(str(problem))
            return
        view = window.answer(answering)
        view.later.connect(window.pause_now)
        answering.turned.connect(window.say_kept)
        view.finished.connect(self._on_finished)

    def _on_failed(self, text: str) -> None:
        """What went wrong before there was anything to answer: only the consultant can do something about it."""
        window = self.window
        if window is not None and window.view is None:
            window.pause_now()
            window.pause.show_words("This cannot be answered now", text)

    def _on_finished(self) -> None:
        window = self.window
        if window is not None and window.view is not None and window.view.flush():
            window.view.answering.finish()
            window.pause_now(FINISHED)

    def _on_go_on(self) -> None:
        window = self.window
        if window is not None and window.view is not None:
            window.show_page(window.view)
            if not window.view.at_summary:
                window.view.pane.take_focus()

    # Unlocking

    def _on_code(self, typed: str) -> None:
        workspace, window = self._session.workspace, self.window
        if workspace is None or window is None:
            return
        kept = workspace.code
        window.pause.wait(True)
        # Checking takes a tenth of a second on purpose.
        self._session.jobs.pool(lambda _job: opens(kept, typed), self._on_checked, self._on_unchecked)

    def _on_unchecked(self, error: Exception) -> None:
        if self.window is not None:
            self.window.pause.say(sentence(error))
            self.window.pause.wait(False)

    def _on_checked(self, right: bool) -> None:
        if right:
            self._unlock()
            return
        self._wrong += 1
        self._left = min(MOST_SECONDS, 2 ** (self._wrong - 1))
        self._say_wait()
        self._timer.start()

    def _tick(self) -> None:
        self._left -= 1
        self._say_wait()
        if self._left <= 0:
            self._timer.stop()
            if self.window is not None:
                self.window.pause.wait(False)

    def _say_wait(self) -> None:
        if self.window is not None:
            wait = f" Wait {plural(self._left, 'second')}." if self._left > 0 else ""
            self.window.pause.say(WRONG + wait)

    def _all_kept(self, window: HandedWindow) -> bool:
        """Whether nothing is lost by unlocking; what cannot be saved keeps it locked once."""
        view = window.view
        if view is not None and view.answering.kept is Kept.UNSAVED:
            view.answering.save()
        self._session.jobs.settle()
        if view is None or view.answering.kept is not Kept.UNSAVED or self._going_anyway:
            return True
        self._going_anyway = True
        window.pause.say(f"{UNSAVED} {view.answering.problem}")
        window.pause.wait(False)
        return False

    def _unlock(self) -> None:
        window, main = self.window, self._shell.widget
        if window is None or not self._all_kept(window):
            return
        self.window, self._wrong, self._session.handed = None, 0, None
        self._going_anyway = False
        self._take_scale_back()
        self._session.run(handing.take_back(), by=self._session.who)
        main.show()
        main.activateWindow()
        _close(window)


def _close(window: HandedWindow) -> None:
    window.unlocked = True
    window.close()
    window.deleteLater()


def _others(but: QMainWindow | None = None) -> list[RespondWindow]:
    """The windows with answer packs that are open beside."""
    shown = (each for each in QApplication.topLevelWidgets() if isinstance(each, RespondWindow))
    return [each for each in shown if each is not but and each.isVisible()]
