"""An interview sheet: for which level, whom and when; shown as it will be, written as PDF or copied as text."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import Qt, QTimer, QUrl
from PySide6.QtGui import QDesktopServices, QGuiApplication, QImage, QPixmap, QResizeEvent
from PySide6.QtWidgets import QComboBox, QFileDialog, QFrame, QLabel, QLineEdit, QWidget

from ui.dialogs.base import Dialog
from ui.jobs import Job
from ui.pages import render_pages
from ui.session import Session, sentence
from ui.theme import Theme
from ui.widgets.fields import DateControl
from ui.widgets.parts import Button, boxed, column, label, row, rule, scrolled
from ui.widgets.segmented import Segmented
from workbench.charts.words import one_line
from workbench.domain.text import plural, slug, whole_line
from workbench.reports.interview import Sheet, SheetDraft, as_text, write_sheet
from workbench.reports.settings import ReportError, ReportResult

INTERNAL, EXTERNAL = "internal", "external"
PREVIEW_DELAY = 250
PAGE_WIDTH = 520


class SheetDialog(Dialog):
    """Makes an interview sheet for a level."""

    def __init__(self, session: Session, theme: Theme, level: str, parent: QWidget | None) -> None:
        super().__init__(theme, "Interview sheet", parent, "Write PDF", width=820)
        assert session.stored_book is not None
        self.session = session
        self._book, self._standing = session.stored_book.snapshot(), session.standing
        self._date: dt.date | None = None
        self._own_name = self._over = False
        self._job: Job | None = None
        self._image: QImage | None = None
        self._last: Path | None = None
        self._build(level)
        self._timer = QTimer(self, singleShot=True, interval=PREVIEW_DELAY)
        self._timer.timeout.connect(self._start_preview)
        self._connect()
        self._name_file()
        self._timer.start(0)
        window = parent.window() if parent is not None else None
        if window is not None:
            self.resize(min(960, window.width() - 60), min(700, window.height() - 40))

    def _build(self, level: str) -> None:
        theme = self.theme
        self.body.setContentsMargins(0, 0, 0, 0)
        self.level = QComboBox()
        for each in self._book.pack.skill_levels:
            self.level.addItem(f"{each.id}  {one_line(each.name)}", each.id)
        self.level.setCurrentIndex(max(0, self.level.findData(level)))
        self.level.setAccessibleName("Level")
        self.candidate = Segmented(theme, [(INTERNAL, "Internal"), (EXTERNAL, "External")], "Candidate")
        self.candidate.take(INTERNAL)
        self.date = DateControl(theme, "Date of the interview")
        self.interviewer = QLineEdit()
        self.interviewer.setPlaceholderText("A role, such as Head of Operations")
        self.interviewer.setAccessibleName("Interviewer, by role")
        self._wrong = label("", "bad", wrap=True)
        self._wrong.hide()
        note = (
            "The sheet has a line for the candidate's name, to be written by hand. No name is asked for here."
        )
        left = column(
            label("Interview sheet", "title"), 4,
            label("Level", "label"), self.level,
            label("Candidate", "label"), boxed(row(self.candidate, None)),
            label("Date", "label"), self.date, self._wrong,
            label("Interviewer", "label"), self.interviewer, 6,
            label(note, "muted", wrap=True), 6,
            boxed(row(Button(theme, "Copy as text", self.copy, icon_name="copy"), None)), None,
            spacing=6, margins=(24, 20, 24, 16),
        )  # fmt: skip
        side = scrolled(boxed(left))
        side.setFixedWidth(theme.px(330))
        self.page = QLabel()
        self.page.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.page.setMinimumSize(160, 220)
        self.page.setAccessibleName("Preview of the first page")
        self._which = label("Preparing the preview…", "medium")
        shown = column(self._which, spacing=8, margins=(16, 14, 16, 10))
        shown.addWidget(self.page, 1)
        self._preview = QFrame()
        self._preview.setObjectName("inspector")
        self._preview.setLayout(shown)
        across = row(side, rule("vline"), spacing=0)
        across.addWidget(self._preview, 1)
        self.body.addLayout(across, 1)
        self._build_foot()

    def _build_foot(self) -> None:
        self.path = QLineEdit()
        self.path.setAccessibleName("File to write")
        folder = Button(self.theme, "Folder…", self._choose, look="small")
        line = row(self.path, folder, margins=(24, 10, 24, 0))
        line.setStretch(0, 1)
        self.body.addWidget(rule("hairline"))
        self.body.addLayout(line)
        self._done = QFrame()
        self._done_text = label("", "ok", wrap=True)
        opened = Button(self.theme, "Open it", lambda: self._open(self._last), look="small")
        folder = Button(self.theme, "Open folder", self._on_folder, look="small")
        line = row(self._done_text, opened, folder, margins=(24, 6, 24, 0))
        line.setStretch(0, 1)
        self._done.setLayout(line)
        self._done.hide()
        self.body.addWidget(self._done)
        self.body.addSpacing(10)

    def _connect(self) -> None:
        self.level.currentIndexChanged.connect(lambda _i: self._on_changed())
        self.candidate.chosen.connect(lambda _key: self._on_changed())
        self.date.given.connect(lambda value, _epoch: self._on_date(value))
        self.date.wrong.connect(self._on_wrong)
        self.interviewer.textChanged.connect(lambda _text: self._on_changed())
        self.path.textEdited.connect(self._on_named)

    # What it is for

    def sheet(self) -> Sheet:
        """What the sheet is to be."""
        return Sheet(
            str(self.level.currentData()),
            self.candidate.current == EXTERNAL,
            self._date,
            whole_line(self.interviewer.text()),
        )

    def _on_changed(self) -> None:
        self._done.hide()
        self._name_file()
        self._timer.start()

    def _on_date(self, value: dt.date | None) -> None:
        self._date = value
        self._on_changed()

    def _on_wrong(self, text: str) -> None:
        self._wrong.setText(text)
        self._wrong.setVisible(bool(text))

    def _on_named(self) -> None:
        self._own_name = True

    def _name_file(self) -> None:
        if self._own_name or self.session.path is None:
            return
        name = slug("interview", "level", str(self.level.currentData()))
        self.path.setText(str(self.session.path.parent / f"{name or 'interview'}.pdf"))

    def _choose(self) -> None:
        dialog = QFileDialog(self, "Write the sheet to", self.path.text())
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix("pdf")
        dialog.fileSelected.connect(self._on_path)
        dialog.open()

    def _on_path(self, name: str) -> None:
        self._own_name = True
        self.path.setText(name)

    def copy(self) -> None:
        """Put the sheet on the clipboard as text."""
        self.date.flush()
        sheet = self.sheet()
        sheet = replace(sheet, interviewer=self.session.curtain.by_role(sheet.interviewer))
        QGuiApplication.clipboard().setText(as_text(self._book.pack, sheet))
        self._done_text.setText("Copied as text.")
        self._done.show()

    # Preview

    def _start_preview(self) -> None:
        book, standing, sheet = self._book, self._standing, self.sheet()
        width, day = self.theme.px(PAGE_WIDTH), dt.date.today()

        def work(_job: Job) -> tuple[int, QImage]:
            draft = SheetDraft(book, standing, sheet, day)
            return len(draft), render_pages(draft.page(1), width)[0]

        job = self.session.jobs.pool(work, lambda result: self._on_preview(job, result), self._on_trouble)
        self._job = job

    def _on_preview(self, job: Job, result: tuple[int, QImage]) -> None:
        if self._over or job is not self._job:
            return
        count, self._image = result
        self._which.setText(f"Page 1 of {count}")
        self._show_page()

    def _show_page(self) -> None:
        if self._image is not None:
            keep, smooth = Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation
            self.page.setPixmap(QPixmap.fromImage(self._image).scaled(self.page.size(), keep, smooth))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._show_page()

    # Writing

    def on_accept(self) -> None:
        self.date.flush()
        text = self.path.text().strip()
        if not text:
            self.say("Say where the sheet goes.")
            return
        path = Path(text).expanduser()
        path = path if path.suffix.lower() == ".pdf" else path.with_name(path.name + ".pdf")
        self.say("")
        self._done.hide()
        self.primary.setEnabled(False)
        book, standing, sheet, day = self._book, self._standing, self.sheet(), dt.date.today()
        self.session.jobs.pool(
            lambda _job: write_sheet(book, standing, sheet, path, day),
            lambda result: self._on_written(path, result),
            self._on_trouble,
        )

    def _on_written(self, path: Path, result: ReportResult) -> None:
        if self._over:
            return
        self.primary.setEnabled(True)
        self._last = path
        self._done_text.setText(f"Written: {path.name}, {plural(result.pages, 'page')}.")
        self._done.show()

    def _on_trouble(self, error: Exception) -> None:
        if self._over:
            return
        self.primary.setEnabled(True)
        self.say(str(error) if isinstance(error, ReportError) else sentence(error))

    def _on_folder(self) -> None:
        self._open(self._last.parent if self._last is not None else None)

    def _open(self, path: Path | None) -> None:
        if path is not None:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))

    def done(self, result: int) -> None:
        self._over = True
        super().done(result)
