"""Writing everything an assessment holds to a file: a spreadsheet, CSV, the plan for Word, or JSON to import again."""

from __future__ import annotations

import datetime as dt
from functools import partial
from pathlib import Path

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices, QKeySequence, QShortcut
from PySide6.QtWidgets import QFileDialog, QFrame, QLineEdit, QProgressBar, QRadioButton, QWidget

from ui.dialogs.base import Dialog
from ui.dialogs.names import NamesBox
from ui.jobs import Job
from ui.session import Session, sentence
from ui.theme import Theme
from ui.widgets.parts import Button, boxed, label, row
from workbench.actions import exports
from workbench.actions.exports import FORMATS, Format, Stopped
from workbench.domain.text import slug
from workbench.exchange.everything import names_written
from workbench.exchange.whole import NOTICE, Whole


class ExportDataDialog(Dialog):
    """Chooses a format, whether names are in it, and a file; writes it away from the UI thread."""

    def __init__(self, session: Session, theme: Theme, parent: QWidget | None) -> None:
        super().__init__(theme, "Export data", parent, "Export", width=600)
        self.session = session
        assert session.stored_book is not None
        self._own_name = self._over = False
        self._job: Job | None = None
        self._writing = False
        self._last: Path | None = None
        self._build()
        self._connect()
        self._on_format()

    def _build(self) -> None:
        book = self.session.stored_book
        assert book is not None
        self.head("Export data")
        said = self.session.curtain.said(f"{book.workspace.client}, {book.assessment.title}")
        self.body.addWidget(label(said, "muted", wrap=True))
        self.formats: dict[str, QRadioButton] = {}
        for each in FORMATS:
            button = QRadioButton(each.name)
            button.setAccessibleDescription(each.about)
            self.formats[each.key] = button
            self.body.addWidget(button)
            note = label(each.about, "caption", wrap=True)
            self.body.addWidget(boxed(row(note, margins=(24, 0, 0, 4))))
        self.formats[FORMATS[0].key].setChecked(True)
        self.names = NamesBox(self.session, self.theme, self._names)
        self.body.addWidget(self.names)
        self.whole = label(NOTICE, "bad", wrap=True)
        self.whole.setAccessibleName(NOTICE)
        self.body.addWidget(self.whole)
        self.path = QLineEdit()
        line = row(self.path, Button(self.theme, "Folder…", self._choose, look="small"))
        line.setStretch(0, 1)
        self.field("File", boxed(line))
        self.path.setAccessibleName("File to write")
        self.progress = QProgressBar()
        self.progress.setRange(0, 0)
        self.progress.setTextVisible(False)
        self.progress.setAccessibleName("Progress of the export")
        self.progress.hide()
        self.body.addWidget(self.progress)
        self._done_text = label("", "ok", wrap=True)
        opened = Button(self.theme, "Open it", lambda: self._open(self._last), look="small")
        shown = Button(
            self.theme,
            "Show in folder",
            lambda: self._open(self._last.parent if self._last else None),
            look="small",
        )
        line = row(self._done_text, opened, shown)
        line.setStretch(0, 1)
        self._done = QFrame()
        self._done.setLayout(line)
        self._done.hide()
        self.body.addWidget(self._done)
        self.body.addStretch(1)

    def _connect(self) -> None:
        for button in self.formats.values():
            button.toggled.connect(lambda on: self._on_format() if on else None)
        self.names.turned.connect(self._name_file)
        self.path.textEdited.connect(lambda _text: setattr(self, "_own_name", True))
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            QShortcut(QKeySequence(keys), self, self.on_accept)

    def _names(self) -> partial[list[str]]:
        book = self.session.stored_book
        assert book is not None
        return partial(names_written, book.snapshot())

    @property
    def format(self) -> Format:
        """The format chosen."""
        return next(each for each in FORMATS if self.formats[each.key].isChecked())

    def _on_format(self) -> None:
        self.names.setVisible(not self.format.whole)
        self.whole.setVisible(self.format.whole)
        self._done.hide()
        self.say("")
        self._name_file()

    def _name_file(self) -> None:
        book, place = self.session.stored_book, self.session.path
        if book is None or place is None:
            return
        form = self.format
        if self._own_name:
            # The place somebody chose stays, with the ending that fits.
            path = Path(self.path.text())
            known = {each.suffix for each in FORMATS}
            if path.suffix.lower() in known:
                self.path.setText(str(path.with_suffix(form.suffix)))
            return
        title = book.assessment.title
        title = title if self.names.on else self.session.curtain.by_role(title)
        name = slug(book.workspace.client, title, "plan" if form.key == "docx" else "data")
        self.path.setText(str(place.parent / f"{name}{form.suffix}"))

    def _choose(self) -> None:
        dialog = QFileDialog(self, "Write the data to", self.path.text())
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix(self.format.suffix[1:])
        dialog.selectFile(self.path.text())
        # Replacing is asked for by the system's own dialog.
        dialog.fileSelected.connect(self._on_path)
        dialog.open()

    def _on_path(self, name: str) -> None:
        self._own_name = True
        self.path.setText(name)

    # Writing

    def on_accept(self) -> None:
        if self._writing:
            return
        text, store, book = self.path.text().strip(), self.session.store, self.session.stored_book
        if store is None or book is None:
            return
        if not text:
            self.say("Say where the file goes.")
            return
        form = self.format
        path = Path(text).expanduser()
        path = path if path.suffix.lower() == form.suffix else path.with_name(path.name + form.suffix)
        self._writing = True
        self.say("")
        self._done.hide()
        self.primary.setEnabled(False)
        self.progress.show()
        # After everything typed so far: what is on disk and in the book then is what goes out.
        self.session.jobs.lane(
            lambda: exports.load(store, form, book.assessment.id),
            lambda loaded: self._write(form, path, loaded),
            self._on_trouble,
        )

    def _write(self, form: Format, path: Path, loaded: Whole | None) -> None:
        book = self.session.stored_book
        if self._over or not self._writing or book is None:
            return
        shot, today = book.snapshot(), dt.date.today()
        # Who hides names on screen does not want them in a file.
        names = self.names.on and not self.session.curtain.hidden
        self._job = self.session.jobs.pool(
            lambda job: exports.write(
                form, shot, path, today, names=names, loaded=loaded, cancelled=job.cancelled
            ),
            lambda held: self._on_written(path, held),
            self._on_trouble,
        )

    def _ended(self) -> None:
        self._writing, self._job = False, None
        self.progress.hide()
        self.primary.setEnabled(True)

    def _on_written(self, path: Path, held: str) -> None:
        if self._over:
            return
        self._ended()
        self.say("")
        self._last = path
        self._done_text.setText(f"Written: {path.name}, {held}.")
        self._done_text.setAccessibleName(self._done_text.text())
        self._done.show()

    def _on_trouble(self, error: Exception) -> None:
        # A closed dialog has nobody to say it to.
        if self._over:
            return
        self._ended()
        self.say(str(error) if isinstance(error, Stopped) else self.session.curtain.said(sentence(error)))

    def _open(self, path: Path | None) -> None:
        if path is not None:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))

    def done(self, result: int) -> None:
        """Close; what still comes back from a job finds the dialog over."""
        self._over = True
        super().done(result)

    def reject(self) -> None:
        """Stop what is under way first; the file that was there stays."""
        if self._job is not None and not self._job.cancelled():
            # Whether it was in time is known only when the job comes back, and said then.
            self._job.cancel()
            self.say("Stopping…")
            return
        super().reject()
