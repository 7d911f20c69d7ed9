"""Reading a file from another room in a process of its own, with its passphrase where it is locked."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QProgressBar, QWidget

from ui.dialogs.base import Dialog
from ui.dialogs.take_in.lock_line import LockLine
from ui.jobs import Job
from ui.session import Session, sentence
from ui.theme import Theme
from ui.widgets.parts import label
from workbench.domain.text import short
from workbench.exchange.reading import FileRead, read_files


class ReadRoomDialog(Dialog):
    """Reads one file and closes: `found(read)` once it is read; what stands in the way is said in it."""

    found = Signal(object)

    def __init__(self, session: Session, theme: Theme, parent: QWidget | None, file: Path) -> None:
        super().__init__(theme, "A file from another room", parent, width=640)
        self.session, self._file = session, file
        self._job: Job | None = None
        self._over = False
        self.head(session.curtain.said(short(file.name, 80)))
        self.about = label("Reading…", "second", wrap=True)
        self.progress = QProgressBar()
        self.progress.setRange(0, 0)
        self.progress.setTextVisible(False)
        self.progress.setAccessibleName("Progress of the reading")
        self.lock = LockLine(theme)
        self.body.addWidget(self.about)
        self.body.addWidget(self.progress)
        self.body.addWidget(self.lock)
        self.lock.typed.connect(self._on_typed)
        self._read(())

    def _read(self, passphrases: Sequence[str]) -> None:
        self.say("")
        self.progress.show()
        self.lock.button.setEnabled(False)
        file = self._file
        self._job = self.session.jobs.pool(
            lambda job: read_files([file], passphrases, cancelled=job.cancelled),
            lambda read: self._on_read(read, bool(passphrases)),
            self._on_trouble,
        )

    def _on_read(self, read: Sequence[FileRead], tried: bool) -> None:
        if self._over or not read:
            return
        self._job = None
        self.progress.hide()
        self.lock.button.setEnabled(True)
        file = read[0]
        if file.session is not None:
            self.accept()
            self.found.emit(file)
        elif file.locked:
            self.about.hide()
            self.lock.ask(self.session.curtain.said(short(self._file.name, 60)))
            self.lock.edit.setFocus()
            self.lock.edit.selectAll()
            if tried:
                self.say(self.session.curtain.said(file.problem))
            self._grow()
        else:
            self.about.hide()
            self.lock.hide()
            problem = file.problem or (
                f"'{short(self._file.name, 60)}' holds somebody's answers and nothing of another room. "
                "Take it in with 'Take answers in'."
            )
            self.say(self.session.curtain.said(problem))
            self._grow()

    def _grow(self) -> None:
        """Take the room that what is said now needs."""
        layout = self.layout()
        if layout is not None:
            layout.activate()
            self.resize(self.width(), max(self.height(), layout.heightForWidth(self.width())))

    def _on_typed(self, typed: str) -> None:
        if self._job is None:
            if typed:
                self._read([typed])
            else:
                self.say("Type the passphrase first.")

    def _on_trouble(self, error: Exception) -> None:
        if not self._over:
            self._job = None
            self.progress.hide()
            self.say(self.session.curtain.said(sentence(error)))

    def done(self, result: int) -> None:
        """Close; what still comes back from a job finds the dialog over."""
        self._over = True
        if self._job is not None:
            self._job.cancel()
        super().done(result)
