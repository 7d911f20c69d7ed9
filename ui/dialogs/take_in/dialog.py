"""Taking answers in: files are read in a process of their own, looked at question by question, and taken in as one step."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from contextlib import suppress
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QFileDialog, QProgressBar, QWidget

from ui.dialogs.base import Dialog
from ui.dialogs.take_in.incoming import Choice, Incoming, compared
from ui.dialogs.take_in.lock_line import LockLine
from ui.dialogs.take_in.tree import IncomingTree
from ui.dialogs.take_in.versions import Versions
from ui.jobs import Job
from ui.keeping import copy_now
from ui.session import Session, sentence
from ui.theme import Theme
from ui.widgets.parts import Button, boxed, column, empty_state, label, row
from ui.widgets.segmented import Segmented
from workbench.actions.intake_rows import RowKind
from workbench.charts.calendar import moment_words
from workbench.domain.text import plural, short
from workbench.exchange.reading import FileRead, read_files
from workbench.storage.errors import StorageError

ALL = "all"
_SAME = frozenset({RowKind.SAME, RowKind.AS_SENT})
FILTERS: tuple[tuple[str, str, frozenset[RowKind] | None], ...] = (
    (ALL, "All", None),
    ("new", "New", frozenset({RowKind.NEW})),
    ("changed", "Changed", frozenset({RowKind.CHANGED})),
    ("conflict", "Conflicts", frozenset({RowKind.CONFLICT})),
    ("same", "The same", _SAME),
)
_ALL_KINDS = frozenset(RowKind)


def choose_files(parent: QWidget) -> QFileDialog:
    """A dialog that asks for files with answers."""
    dialog = QFileDialog(parent, "Take answers in")
    dialog.setNameFilters(["Files with answers (*.sreanswers *.pdf *.xlsx *.csv)", "All files (*)"])
    dialog.setFileMode(QFileDialog.FileMode.ExistingFiles)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    return dialog


class TakeInDialog(Dialog):
    """Takes files, chosen or dropped, shows what they would change, and takes in what is ticked: `taken(words)`."""

    taken = Signal(str)

    def __init__(
        self, session: Session, theme: Theme, parent: QWidget | None, files: Iterable[Path] = ()
    ) -> None:
        super().__init__(theme, "Take answers in", parent, "Take in", width=760)
        self.session = session
        self.choice = Choice(())
        self._files: list[FileRead] = []
        self._passphrases: list[str] = []
        self._job: Job | None = None
        self._over = self._comparing = False
        self._locked: Path | None = None
        self.setAcceptDrops(True)
        self._build()
        self._connect()
        self._show_state()
        window = parent.window() if parent is not None else None
        if window is not None:
            self.resize(min(1080, window.width() - 40), min(720, window.height() - 30))
        waiting = list(files)
        if waiting:
            self.bring(waiting)

    def _build(self) -> None:
        theme = self.theme
        self.head("Take answers in")
        self.about = label("", "second", wrap=True)
        self.body.addWidget(self.about)
        self.filter = Segmented(theme, [(key, name) for key, name, _ in FILTERS], "Show")
        self.filter.take(ALL)
        self._bring = Button(theme, "Add files…", self._ask, icon_name="plus", look="small")
        self._tick = Button(theme, "Tick all shown", lambda: self._tick_shown(True), look="small")
        self._untick = Button(theme, "Tick none", lambda: self._tick_shown(False), look="small")
        self._tools = boxed(row(self.filter, self._tick, self._untick, None, self._bring, spacing=8))
        self.body.addWidget(self._tools)
        self.progress = QProgressBar()
        self.progress.setTextVisible(False)
        self.progress.setAccessibleName("Progress of the reading")
        self.stop = Button(theme, "Stop", self._on_stop, look="small")
        line = row(self.progress, self.stop, spacing=8)
        line.setStretch(0, 1)
        self._progress_line = boxed(line)
        self._progress_line.hide()
        self.body.addWidget(self._progress_line)
        self.empty = empty_state(
            theme,
            "download",
            "Add the files that came back, or drop them here",
            "Answer packs, PDFs and spreadsheets, several at once; they are told apart by what is in them, not by their names.",
            Button(theme, "Add files…", self._ask, icon_name="plus"),
        )
        self._nothing = boxed(column(self.empty, None))
        self.body.addWidget(self._nothing, 1)
        self.tree = IncomingTree(theme, self.session.curtain.said)
        self.body.addWidget(self.tree, 1)
        self.lock = LockLine(theme)
        self.body.addWidget(self.lock)
        self.versions = Versions(theme)
        self.body.addWidget(self.versions)

    def _connect(self) -> None:
        self.filter.chosen.connect(self._on_filter)
        self.lock.typed.connect(self._on_unlock)
        self.tree.turned.connect(self._show_state)
        self.tree.pointed.connect(self._on_pointed)
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            QShortcut(QKeySequence(keys), self, self.on_accept)

    # Reading

    def _ask(self) -> None:
        dialog = choose_files(self)
        dialog.filesSelected.connect(lambda names: self.bring([Path(name) for name in names]))
        dialog.open()

    def bring(self, files: Iterable[Path]) -> None:
        """Read more files; those that are here already are not read again."""
        here = {each.path for each in self._files}
        fresh = [each for each in dict.fromkeys(files) if each not in here]
        if fresh and self._job is None:
            self._read(fresh)

    def _read(self, files: Sequence[Path]) -> None:
        self.say("")
        phrases = list(self._passphrases)
        self.progress.setRange(0, len(files))
        self.progress.setValue(0)
        self._progress_line.show()
        path, key = self.session.path, self.session.key

        def work(job: Job) -> list[FileRead]:
            # Taking in asks for a backup and waits for it, unless there is one that holds everything.
            with suppress(StorageError):
                if path is not None:
                    copy_now(path, "before-import", key)
            return read_files(files, phrases, job.progress, job.cancelled)

        self._job = self.session.jobs.pool(
            work,
            lambda found: self._on_read(found, files),
            self._on_trouble,
            self._on_progress,
        )
        self._show_state()

    def _on_progress(self, now: int, of: int) -> None:
        if not self._over:
            self.progress.setValue(now)
            self.about.setText(f"Read {now} of {plural(of, 'file')}…")

    def _on_stop(self) -> None:
        if self._job is not None:
            self._job.cancel()

    def _on_read(self, found: Sequence[FileRead], wanted: Sequence[Path]) -> None:
        if self._over:
            return
        self._job = None
        self._progress_line.hide()
        new = {each.path: each for each in found}
        self._files = [new.pop(each.path, each) for each in self._files]
        self._files += new.values()
        if len(found) < len(wanted):
            missed = len(wanted) - len(found)
            self.say(
                f"Stopped: {plural(missed, 'file was', 'files were')} not read. Add them again to read them."
            )
        refused = [each.problem for each in found if each.locked and self._passphrases]
        if refused:
            self.say(self.session.curtain.said("\n".join(refused)))
        self._compare()

    def _compare(self) -> None:
        """Hold everything read against the assessment as it is once all that is under way is saved."""
        store = self.session.store
        if store is None:
            return
        self._comparing = True
        self._show_state()
        self.session.jobs.lane(lambda: None, lambda _none: self._compare_now())

    def _compare_now(self) -> None:
        store, book, files = self.session.store, self.session.stored_book, list(self._files)
        if self._over or store is None or book is None:
            return
        shot = book.snapshot()
        self.session.jobs.lane(lambda: compared(store, shot, files), self._on_compared, self._on_trouble)

    def _on_compared(self, found: list[Incoming]) -> None:
        if self._over:
            return
        book = self.session.stored_book
        if book is None:
            self.reject()
            return
        self._comparing = False
        self.choice = Choice(found)
        self.filter.take(ALL)
        self.tree.show_choice(book, self.choice)
        self.tree.setFocus()

    # What is shown

    def _show_state(self) -> None:
        busy = self._job is not None or self._comparing
        count, files = self.choice.count, self.choice.files
        for each in (self._tick, self._untick, self.filter, self._bring):
            each.setEnabled(not busy and (each is self._bring or bool(files)))
        self.primary.setEnabled(not busy and bool(self.choice.files_in))
        if count:
            self.primary.setText(f"Take in {plural(count, 'answer')}")
        else:
            self.primary.setText("Note as come back" if self.choice.files_in else "Take in")
        for each in (self._tools, self.tree, self.versions):
            each.setVisible(bool(files))
        self._nothing.setVisible(not files)
        self.about.setText(self._about_words(busy))
        self.about.setVisible(bool(self.about.text()))
        self._show_lock()

    def _about_words(self, busy: bool) -> str:
        files = self.choice.files
        if self._job is not None:
            return "Reading…"
        if busy:
            return "Comparing…"
        if not files:
            return ""
        good = [each for each in files if each.comparison is not None]
        takes = self.choice.offered
        said = [
            f"{plural(len(files), 'file')}, {plural(takes, 'answer')} to take in, {self.choice.count} ticked."
        ]
        if len(good) < len(files):
            bad = len(files) - len(good)
            said.append(f"{plural(bad, 'file')} cannot be taken in; the others can.")
        elif good and not takes:
            said.append("Nothing in it is new." if len(good) == 1 else "Nothing in them is new.")
        return " ".join(said)

    def _show_lock(self) -> None:
        locked = [each.file.path for each in self.choice.files if each.file.locked]
        if self._locked not in locked:
            self._locked = locked[0] if locked else None
            self.lock.edit.clear()
        self.lock.setVisible(self._locked is not None)
        self.lock.button.setEnabled(self._job is None)
        if self._locked is not None:
            self.lock.ask(self.session.curtain.said(short(self._locked.name, 60)))

    def _on_unlock(self, typed: str) -> None:
        if self._locked is None or self._job is not None:
            return
        if not typed:
            self.say("Type the passphrase first.")
            return
        if typed not in self._passphrases:
            self._passphrases.append(typed)
        self._read([self._locked])

    def _on_pointed(self, at: int, question: str) -> None:
        book, each = self.session.stored_book, self.choice.files[at]
        said = self.session.curtain.said
        if each.file.locked:
            self._locked = each.file.path
            self._show_lock()
        if book is None:
            return
        if not question or each.comparison is None:
            self.versions.show_file(said(self._file_words(each)))
            return
        found = next(one for one in each.comparison.rows if one.question == question)
        self.versions.show_row(book, each, found, said)

    def _file_words(self, each: Incoming) -> str:
        """Everything there is to say of a file as a whole."""
        if each.comparison is None or each.file.read is None:
            return each.problem
        comparison = each.comparison
        lines = [f"Answers of {comparison.who}, {moment_words(comparison.at) or 'no date'}."]
        if each.known:
            rest = "" if each.takes else " Nothing in it is new, so nothing would change."
            lines.append(f"This very file was taken in before, on {moment_words(each.known)}.{rest}")
        lines += [line for line in (comparison.note, *each.file.read.problems, *comparison.left) if line]
        return "\n".join(lines)

    def _on_filter(self, key: str) -> None:
        self.filter.take(key)
        self.tree.only(self._kinds)

    @property
    def _kinds(self) -> frozenset[RowKind] | None:
        return next(kinds for key, _, kinds in FILTERS if key == self.filter.current)

    def _tick_shown(self, on: bool) -> None:
        self.choice.set_many(on, self._kinds or _ALL_KINDS)
        self.tree.settle()

    # Taking in

    def on_accept(self) -> None:
        if not self.primary.isEnabled():
            return
        self.say("")
        self.primary.setEnabled(False)
        count, files = self.choice.count, len(self.choice.files_in)
        edit = self.choice.edit(dt.datetime.now(dt.UTC), self.session.who)
        said = f"{plural(count, 'answer')} taken in from {plural(files, 'file')}"
        self.session.run(edit, lambda _done: self._on_taken(said), self._on_refused)

    def _on_taken(self, said: str) -> None:
        self.taken.emit(said)
        if not self._over:
            self.accept()

    def _on_refused(self, error: Exception) -> None:
        if self._over:
            return
        self._on_trouble(error)
        # Something changed since: what is shown next is true again.
        self._compare()

    def _on_trouble(self, error: Exception) -> None:
        if self._over:
            return
        self._job, self._comparing = None, False
        self._progress_line.hide()
        self._show_state()
        self.say(self.session.curtain.said(sentence(error)))

    # Dropping, closing

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if _dropped(event):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        self.bring(_dropped(event))

    def done(self, result: int) -> None:
        """Close; what still comes back from a job finds the dialog over."""
        self._over = True
        if self._job is not None:
            self._job.cancel()
        super().done(result)


def _dropped(event: QDropEvent) -> list[Path]:
    """The files that are being dropped, whatever they are called."""
    return [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
