"""Answering in an answer pack: every answer goes into its file at once, one writing after the other."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject

from ui.jobs import Jobs
from ui.respond.answering import Answering, Kept
from ui.session import sentence
from workbench.domain.answer_pack import AnswerPack
from workbench.exchange.answer_error import AnswerFileError
from workbench.exchange.kept_pack import KeptPack


class PackFile(Answering):
    """One open file; while it is being written, what is answered meanwhile waits for the next writing."""

    in_file = True

    def __init__(self, kept: KeptPack, jobs: Jobs, parent: QObject | None = None) -> None:
        super().__init__(kept.pack, parent=parent)
        self._file, self._jobs = kept, jobs
        self._writing = self._again = False

    @property
    def path(self) -> Path:
        """Where the answers are."""
        return self._file.path

    def save(self, question: str = "") -> None:
        """Write the file, unless that is under way: then once more after it."""
        if self._writing:
            self._again = True
            return
        self._start(lambda pack: self._file.write(pack), self.path.name)

    def save_elsewhere(self, path: Path) -> None:
        """Go on in another file."""
        self._start(lambda pack: self._file.move(path, pack), path.name)

    def _start(self, write: Callable[[AnswerPack], None], name: str) -> None:
        pack = self.pack
        self._writing, self._again = True, False
        self.turn(Kept.SAVING)
        self._jobs.lane(
            lambda: write(pack), lambda _none: self._landed(), lambda error: self._failed(name, error)
        )

    def _landed(self) -> None:
        self._writing = False
        if self._again:
            self.save()
        else:
            self.turn(Kept.SAVED)

    def _failed(self, name: str, error: Exception) -> None:
        # What was answered meanwhile is in the pack, and goes with the next try.
        self._writing = self._again = False
        why = str(error) if isinstance(error, AnswerFileError) else sentence(error)
        self.turn(Kept.UNSAVED, f"{name}: {why}")

    def close(self) -> None:
        """Let go of the file, after everything that is being written."""
        self._jobs.lane(self._file.close)
