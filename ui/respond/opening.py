"""Answer packs, each in a window of its own that knows no workspace."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject, Qt, QUrl, Signal
from PySide6.QtGui import QCloseEvent, QDesktopServices
from PySide6.QtWidgets import QFileDialog

from ui.endings import ANSWERS
from ui.jobs import Jobs
from ui.respond.answering import Kept
from ui.respond.pack_file import PackFile
from ui.respond.pages import Page, SecretPage
from ui.respond.window import RespondWindow
from ui.session import sentence
from ui.theme import Theme
from ui.widgets.parts import Button
from workbench.domain.text import sentence_case
from workbench.exchange.answer_error import AnswerFileError, AnswerFileLocked
from workbench.exchange.kept_pack import KeptPack

LAST_WORDS = "The last answer could not be saved, so the window is still open. Save elsewhere, or close again to go without it."


class PackWindow(RespondWindow):
    """One file, from opening it to closing it; `closed` when the window is gone."""

    closed = Signal()

    def __init__(self, theme: Theme, jobs: Jobs) -> None:
        super().__init__(theme)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.jobs = jobs
        self._path = Path()
        self._answering: PackFile | None = None
        self._going_anyway = False
        self.waiting = Page(theme)
        self.trouble = Page(
            theme,
            Button(theme, "Choose another file…", self._choose, look="primary"),
            Button(theme, "Close", self._on_close),
        )
        self.passphrase = SecretPage(theme, "Passphrase", "Open")
        self.passphrase.given.connect(lambda said: self._open(self._path, said))

    def open_path(self, path: Path) -> None:
        """Open a file; what stands in its way is said in the window."""
        self._open(path, "")

    def _open(self, path: Path, passphrase: str) -> None:
        self._path = path
        if passphrase:
            self.passphrase.say("")
            self.passphrase.wait(True)
        else:
            self.say(self.waiting, "Opening", path.name)
        self.jobs.lane(
            lambda: KeptPack.open(path, passphrase),
            self._opened,
            lambda error: self._refused(error, bool(passphrase)),
        )

    def _refused(self, error: Exception, tried: bool) -> None:
        why = str(error) if isinstance(error, AnswerFileError) else sentence(error)
        if isinstance(error, AnswerFileLocked):
            if not tried:
                words = "Type the passphrase you were given with it. The file stays locked with it while you answer."
                self.say(self.passphrase, f"{self._path.name} is locked", words)
            else:
                self.passphrase.say(f"{self._path.name}: {why}")
            self.passphrase.wait(False)
            return
        self.say(self.trouble, f"{self._path.name} cannot be opened", sentence_case(why))

    def _opened(self, kept: KeptPack) -> None:
        answering = self._answering = PackFile(kept, self.jobs, self)
        if not kept.pack.questions:
            self.say(
                self.trouble,
                f"{self._path.name} asks nothing",
                "There is no question in it. Ask for the file again.",
            )
            return
        view = self.answer(answering, answering.path.name)
        view.later.connect(self._on_close)
        view.finished.connect(self._on_finished)
        view.head.elsewhere.connect(self._elsewhere)
        answering.turned.connect(self._on_turned)

    def _on_close(self) -> None:
        self.close()

    def _choose(self) -> None:
        dialog = QFileDialog(self, "Open an answer pack")
        dialog.setNameFilters([f"Answer packs (*{ANSWERS})", "All files (*)"])
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(lambda name: self.open_path(Path(name)))
        dialog.open()

    # Saving

    def _elsewhere(self) -> None:
        dialog = QFileDialog(self, "Save elsewhere")
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setNameFilters([f"Answer packs (*{ANSWERS})"])
        dialog.setDefaultSuffix(ANSWERS.removeprefix("."))
        dialog.selectFile(self._path.name)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(lambda name: self.save_elsewhere(Path(name)))
        dialog.open()

    def save_elsewhere(self, path: Path) -> None:
        """Go on in another file, with everything that was answered."""
        if self._answering is not None and self.view is not None and self.view.flush():
            self._answering.save_elsewhere(path)

    def _on_turned(self) -> None:
        assert self._answering is not None
        assert self.view is not None
        if self._answering.kept is Kept.SAVED:
            self._going_anyway = False
            self._path = self._answering.path
            self.view.show_file(self._path.name)

    def _on_finished(self) -> None:
        assert self._answering is not None
        self._answering.save()
        self.jobs.settle()
        if self._answering.kept is Kept.SAVED:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._answering.path.parent)))

    def closeEvent(self, event: QCloseEvent) -> None:
        """Write down everything, then go; what cannot be written keeps the window open once."""
        # A file that is just being opened is let go of, too.
        self.jobs.settle()
        answering, view = self._answering, self.view
        if answering is not None and view is not None:
            whole = view.flush()
            if answering.kept is Kept.UNSAVED:
                answering.save()
            self.jobs.settle()
            if (answering.kept is Kept.UNSAVED or not whole) and not self._going_anyway:
                self._going_anyway = True
                view.head.remind(LAST_WORDS)
                event.ignore()
                return
        if answering is not None:
            answering.close()
        self.jobs.close()
        event.accept()
        self.closed.emit()


class PackWindows(QObject):
    """Opens answer packs, each in its own window, and lets go of those that are closed."""

    def __init__(self, theme: Theme, parent: QObject) -> None:
        super().__init__(parent)
        self._theme = theme
        self.windows: list[PackWindow] = []

    def open(self, path: Path) -> PackWindow:
        """Open a file; one that is open already says so."""
        jobs = Jobs(self)
        window = PackWindow(self._theme, jobs)
        self.windows.append(window)
        window.closed.connect(lambda: self._forget(window, jobs))
        window.open_path(path)
        window.show()
        return window

    def _forget(self, window: PackWindow, jobs: Jobs) -> None:
        if window in self.windows:
            self.windows.remove(window)
            jobs.deleteLater()
