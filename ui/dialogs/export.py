"""Writing a report: edition, sections, a preview of the real pages, progress and cancel."""

from __future__ import annotations

import datetime as dt
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import QSize, Qt, QTimer, QUrl
from PySide6.QtGui import QDesktopServices, QImage, QKeySequence, QPixmap, QResizeEvent, QShortcut
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QFileDialog,
    QFrame,
    QGridLayout,
    QLabel,
    QLineEdit,
    QListView,
    QListWidget,
    QListWidgetItem,
    QProgressBar,
    QRadioButton,
    QWidget,
)

from ui.dialogs.agreements_box import AgreementsBox
from ui.dialogs.base import Dialog
from ui.dialogs.names import NamesBox
from ui.jobs import Job
from ui.session import Session, sentence
from ui.theme import Theme
from ui.widgets.parts import Button, boxed, column, label, row, rule, scrolled
from workbench.analysis.standing import rate_book
from workbench.domain.text import plural, slug
from workbench.reports.build import Cancelled, Draft, names_printed, write_report
from workbench.reports.editions import EDITIONS, ReportSettings
from workbench.reports.settings import ENGAGEMENT

PREVIEW_DELAY = 250
THUMB = 66


def render_pages(data: bytes, width: int) -> list[QImage]:
    """Draw every page of a PDF at a width in pixels; called away from the UI thread."""
    import pypdfium2  # a large library that only the preview needs

    document = pypdfium2.PdfDocument(data)
    try:
        pages: list[QImage] = []
        for page in document:
            bitmap = page.render(scale=width / page.get_width(), rev_byteorder=True)
            shape = bitmap.width, bitmap.height, bitmap.stride
            image = QImage(bitmap.buffer, *shape, QImage.Format.Format_RGB888)
            # The copy owns its bytes; the bitmap's go with the document.
            pages.append(image.copy())
        return pages
    finally:
        document.close()


class ExportDialog(Dialog):
    """Chooses what goes into a report, shows its pages, and writes it."""

    def __init__(
        self,
        session: Session,
        theme: Theme,
        parent: QWidget | None,
        edition: str = "",
        agreements: tuple[str, ...] | None = None,
    ) -> None:
        super().__init__(theme, "Export report", parent, "Export PDF", width=860)
        self.session = session
        self._first, self._wanted = edition or next(iter(EDITIONS)), agreements
        assert session.stored_book is not None
        # The report is made from what is known now, whatever is answered meanwhile.
        self._book = session.stored_book.snapshot()
        self._standing = rate_book(self._book)
        self._own_name = False
        self._over = False
        self._preview_job: Job | None = None
        self._export_job: Job | None = None
        self._pages: list[QImage] = []
        self._last: Path | None = None
        self.names = NamesBox(
            session, theme, lambda: partial(names_printed, self._book, self._standing, self.settings())
        )
        self._build()
        self._timer = QTimer(self, singleShot=True, interval=PREVIEW_DELAY)
        self._timer.timeout.connect(self._start_preview)
        self._connect()
        self._name_file()
        self._timer.start(0)
        window = parent.window() if parent is not None else None
        if window is not None:
            self.resize(min(1160, window.width() - 60), min(820, window.height() - 40))

    def _build(self) -> None:
        theme = self.theme
        self.body.setContentsMargins(0, 0, 0, 0)
        left = column(spacing=6, margins=(24, 20, 24, 16))
        book = self._book
        left.addWidget(label("Export report", "title"))
        left.addWidget(
            label(
                self.session.curtain.said(f"{book.workspace.client}, {book.assessment.title}"),
                "muted",
                wrap=True,
            )
        )
        left.addSpacing(8)
        left.addWidget(label("Edition", "section"))
        self.editions: dict[str, QRadioButton] = {}
        for name, edition in EDITIONS.items():
            button = QRadioButton(edition.title)
            button.setAccessibleDescription(edition.text)
            self.editions[name] = button
            left.addWidget(button)
            left.addWidget(_inset(label(edition.text, "caption", wrap=True)))
        self.editions[self._first].setChecked(True)
        self.agreements = AgreementsBox(book.agreements, self._wanted, self.session.curtain.said)
        left.addWidget(self.agreements)
        left.addSpacing(8)
        left.addWidget(label("Sections", "section"))
        grid = QGridLayout()
        self.sections: dict[str, QCheckBox] = {}
        names = {key: title for edition in EDITIONS.values() for key, title in edition.sections}
        for i, (key, title) in enumerate(names.items()):
            box = QCheckBox(title)
            self.sections[key] = box
            grid.addWidget(box, i // 2, i % 2)
        left.addLayout(grid)
        left.addSpacing(8)
        left.addWidget(label("Paper", "section"))
        self.paper = QComboBox()
        self.paper.addItems(["A4", "Letter"])
        self.paper.setAccessibleName("Paper")
        left.addWidget(self.paper, 0, Qt.AlignmentFlag.AlignLeft)
        left.addSpacing(8)
        left.addWidget(label("People", "section"))
        left.addWidget(self.names)
        left.addStretch(1)
        side = scrolled(boxed(left))
        side.setFixedWidth(theme.px(370))
        self._build_preview(side)
        self._build_foot()

    def _build_preview(self, side: QWidget) -> None:
        theme = self.theme
        self.thumbs = QListWidget()
        self.thumbs.setAccessibleName("Pages")
        self.thumbs.setViewMode(QListView.ViewMode.IconMode)
        self.thumbs.setFlow(QListView.Flow.TopToBottom)
        self.thumbs.setWrapping(False)
        self.thumbs.setMovement(QListView.Movement.Static)
        self.thumbs.setIconSize(QSize(theme.px(THUMB), theme.px(94)))
        self.thumbs.setFixedWidth(theme.px(THUMB + 34))
        self.thumbs.setStyleSheet("border: none; padding: 4px;")
        self.page = QLabel()
        self.page.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.page.setMinimumSize(200, 280)
        self.page.setAccessibleName("Preview of the page")
        self._which = label("Preparing the preview…", "medium")
        shown = column(self._which, spacing=8, margins=(16, 14, 16, 8))
        shown.addWidget(self.page, 1)
        self._preview = QFrame()
        self._preview.setObjectName("inspector")
        inside = row(self.thumbs, spacing=0)
        inside.addLayout(shown, 1)
        self._preview.setLayout(inside)
        across = row(side, spacing=0)
        across.addWidget(rule("vline"))
        across.addWidget(self._preview, 1)
        self.body.addLayout(across, 1)

    def _build_foot(self) -> None:
        self.path = QLineEdit()
        self.path.setAccessibleName("File to write")
        folder = Button(self.theme, "Folder…", self._choose, look="small")
        self._size = label("", "muted")
        self.progress = QProgressBar()
        self.progress.setTextVisible(False)
        self.progress.setAccessibleName("Progress of the export")
        self.progress.hide()
        line = row(self.path, folder, self._size, margins=(24, 10, 24, 0))
        line.setStretch(0, 1)
        self.body.addWidget(rule("hairline"))
        self.body.addLayout(line)
        self.body.addWidget(self.progress)
        self.body.addSpacing(10)
        self._done = QFrame()
        self._done_text = label("", "ok", wrap=True)
        opened = Button(self.theme, "Open it", lambda: self._open(self._last), look="small")
        shown = Button(
            self.theme,
            "Show in folder",
            lambda: self._open(self._last.parent if self._last else None),
            look="small",
        )
        line = row(self._done_text, opened, shown, margins=(24, 6, 24, 0))
        line.setStretch(0, 1)
        self._done.setLayout(line)
        self._done.hide()
        self.body.addWidget(self._done)

    def _connect(self) -> None:
        for button in self.editions.values():
            button.toggled.connect(self._on_edition)
        for box in self.sections.values():
            box.toggled.connect(lambda _on: self._timer.start())
        self.paper.currentIndexChanged.connect(lambda _i: self._timer.start())
        self.names.turned.connect(self._on_names)
        self.agreements.turned.connect(self._on_names)
        self.path.textEdited.connect(self._on_named)
        self.thumbs.currentRowChanged.connect(self._show_page)
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            QShortcut(QKeySequence(keys), self, self.on_accept)
        self._on_edition()

    def edition(self) -> str:
        """The edition chosen."""
        return next(name for name, button in self.editions.items() if button.isChecked())

    def settings(self) -> ReportSettings:
        """What the report is to be."""
        wanted = tuple(key for key, box in self.sections.items() if box.isEnabled() and box.isChecked())
        return ReportSettings(
            edition=self.edition(),
            date=dt.date.today(),
            paper=self.paper.currentText(),
            sections=wanted,
            names=self.names.on,
            agreements=self.agreements.chosen,
        )

    def _on_edition(self) -> None:
        self.agreements.setVisible(self.edition() == ENGAGEMENT)
        inside = {key for key, _ in EDITIONS[self.edition()].sections}
        for key, box in self.sections.items():
            box.blockSignals(True)
            box.setEnabled(key in inside)
            box.setChecked(key in inside)
            box.blockSignals(False)
        self._name_file()
        if hasattr(self, "_timer"):
            self._timer.start()

    def _on_named(self) -> None:
        self._own_name = True

    def _on_names(self) -> None:
        self._name_file()
        self._timer.start()

    def _name_file(self) -> None:
        if self._own_name or self.session.path is None:
            return
        title = self._book.assessment.title
        title = title if self.names.on else self.session.curtain.by_role(title)
        code = self.agreements.code if self.edition() == ENGAGEMENT else ""
        name = slug(self._book.workspace.client, title, self.edition(), code) + ".pdf"
        self.path.setText(str(self.session.path.parent / name))

    def _choose(self) -> None:
        dialog = QFileDialog(self, "Write the report to", self.path.text())
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix("pdf")
        # Replacing is asked for by the system's own dialog.
        dialog.fileSelected.connect(self._on_path)
        dialog.open()

    def _on_path(self, name: str) -> None:
        self._own_name = True
        self.path.setText(name)

    # Preview

    def _start_preview(self) -> None:
        if self._preview_job is not None:
            self._preview_job.cancel()
        settings = self.settings()
        width = self.theme.px(560)
        book, standing = self._book, self._standing
        self._which.setText("Preparing the preview…")

        wanted = max(0, self.thumbs.currentRow()) + 1

        def one(job: Job) -> tuple[Draft, int, QImage] | None:
            # The page that is looked at comes first; the others follow while it is read.
            try:
                draft = Draft(book, standing, settings, job.cancelled)
            except Cancelled:
                return None
            number = min(wanted, len(draft))
            return draft, number, render_pages(draft.page(number), width)[0]

        job = self.session.jobs.pool(one, lambda result: self._on_first(job, result, width), self._on_trouble)
        self._preview_job = job

    def _on_first(self, job: Job, result: tuple[Draft, int, QImage] | None, width: int) -> None:
        if self._over or result is None or job is not self._preview_job or job.cancelled():
            return
        draft, number, image = result
        self._show_picture(image, number, len(draft))
        small = self.theme.px(THUMB)

        def rest(job: Job) -> tuple[int, list[QImage], list[QImage]] | None:
            try:
                data = draft.whole(cancelled=job.cancelled)
            except Cancelled:
                return None
            pages = render_pages(data, width)
            smooth = Qt.TransformationMode.SmoothTransformation
            return len(data), pages, [page.scaledToWidth(small, smooth) for page in pages]

        following = self.session.jobs.pool(
            rest, lambda result: self._on_preview(following, result), self._on_trouble
        )
        self._preview_job = following

    def _on_preview(self, job: Job, result: tuple[int, list[QImage], list[QImage]] | None) -> None:
        if self._over or result is None or job is not self._preview_job or job.cancelled():
            return
        size, self._pages, small = result
        at = max(0, self.thumbs.currentRow())
        self.thumbs.blockSignals(True)
        self.thumbs.clear()
        for i, image in enumerate(small):
            self.thumbs.addItem(QListWidgetItem(QPixmap.fromImage(image), str(i + 1)))
        self.thumbs.blockSignals(False)
        self.thumbs.setCurrentRow(min(at, len(self._pages) - 1))
        self._show_page(self.thumbs.currentRow())
        self._size.setText(
            f"{plural(len(self._pages), 'page')}, {max(1, size // 1000)} kB, searchable, with bookmarks"
        )

    def _show_page(self, index: int) -> None:
        if not 0 <= index < len(self._pages):
            return
        self._show_picture(self._pages[index], index + 1, len(self._pages))

    def _show_picture(self, image: QImage, number: int, of: int) -> None:
        picture = QPixmap.fromImage(image)
        keep, smooth = Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation
        self.page.setPixmap(picture.scaled(self.page.size(), keep, smooth))
        self._which.setText(f"Page {number} of {of}")

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._preview.setVisible(self.width() >= 820)
        self._show_page(self.thumbs.currentRow())

    # Writing

    def on_accept(self) -> None:
        if self._export_job is not None:
            return
        text = self.path.text().strip()
        if not text:
            self.say("Say where the report goes.")
            return
        path = Path(text).expanduser()
        path = path if path.suffix.lower() == ".pdf" else path.with_name(path.name + ".pdf")
        self.say("")
        self._done.hide()
        self.primary.setEnabled(False)
        self.progress.setRange(0, 0)
        self.progress.show()
        settings = self.settings()
        book, standing = self._book, self._standing

        def work(job: Job) -> Any:
            return write_report(
                book, standing, settings, path, progress=job.progress, cancelled=job.cancelled
            )

        self._export_job = self.session.jobs.pool(
            work, lambda result: self._on_written(path, result), self._on_trouble, self._on_progress
        )

    def _on_progress(self, now: int, of: int) -> None:
        if self._over:
            return
        self.progress.setRange(0, of)
        self.progress.setValue(now)

    def _on_written(self, path: Path, result: Any) -> None:
        if self._over:
            return
        self._export_job = None
        self.progress.hide()
        self.primary.setEnabled(True)
        self.say("")
        self._last = path
        self._done_text.setText(f"Written: {path.name}, {plural(result.pages, 'page')}.")
        self._done.show()

    def _on_trouble(self, error: Exception) -> None:
        # A closed dialog has nobody to say it to.
        if self._over:
            return
        self._export_job = None
        self.progress.hide()
        self.primary.setEnabled(True)
        if isinstance(error, Cancelled):
            self.say("Stopped. Nothing was written.")
            return
        said = (
            str(error) if type(error).__module__.startswith("workbench") and str(error) else sentence(error)
        )
        self.say(said)

    def _open(self, path: Path | None) -> None:
        if path is not None:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))

    def done(self, result: int) -> None:
        """Close; what still comes back from a job finds the dialog over."""
        self._over = True
        super().done(result)

    def reject(self) -> None:
        """Stop what is under way first; the file that was there stays."""
        if self._export_job is not None and not self._export_job.cancelled():
            # Whether it was in time is known only when the job comes back, and said then.
            self._export_job.cancel()
            self.say("Stopping…")
            return
        if self._preview_job is not None:
            self._preview_job.cancel()
        super().reject()


def _inset(widget: QWidget) -> QWidget:
    return boxed(row(widget, margins=(24, 0, 0, 6)))
