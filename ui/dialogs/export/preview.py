"""The pages as they will be written: small ones to choose from, and one to read, as large as wanted."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtGui import QImage, QKeySequence, QPixmap, QResizeEvent, QShortcut
from PySide6.QtWidgets import QFrame, QLabel, QListView, QListWidget, QListWidgetItem, QScrollArea

from ui.jobs import Job, Jobs
from ui.pages import render_pages
from ui.theme import Theme
from ui.widgets.parts import Button, IconButton, column, label, row, tip
from workbench.reports.build import Cancelled, Draft, Place, Sketch

PREVIEW_DELAY = 250
THUMB = 66
_WIDTH = 560
_ZOOMS = (0.0, 0.75, 1.0, 1.5, 2.0, 3.0)
"""How large a page is shown, as a multiple of its width here; 0 fits it into the room there is."""


def _number(draft: Draft, place: Place | None, row: int) -> int:
    """The page of a draft that shows what was looked at, or else the one that took its place in the list."""
    found = draft.number_of(place) if place is not None else None
    return found or min(max(0, row) + 1, len(draft))


class Preview(QFrame):
    """Lays a report out away from the UI thread and shows it; `laid_out(pages, bytes)`, `sharpened()`, `failed(error)`."""

    laid_out = Signal(int, int)
    sharpened = Signal()
    failed = Signal(object)

    def __init__(
        self, theme: Theme, jobs: Jobs, sketch: Callable[[], Callable[[Draft | None], Sketch]]
    ) -> None:
        super().__init__()
        self.setObjectName("inspector")
        self.theme, self._jobs, self._sketch = theme, jobs, sketch
        self._over = False
        self._job: Job | None = None
        self._whole: Draft | None = None
        self._listed: Draft | None = None
        self._pages: list[QImage] = []
        self._titles: list[str] = []
        self._zoom = 0
        self._sharp: tuple[int, int, QImage] | None = None
        self._build()
        self._timer = QTimer(self, singleShot=True, interval=PREVIEW_DELAY)
        self._timer.timeout.connect(self._start)
        self._timer.start(0)

    def _build(self) -> None:
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
        self.thumbs.currentRowChanged.connect(self._show_page)
        self.page = QLabel()
        self.page.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.page.setAccessibleName("Preview of the page")
        self._scroll = QScrollArea()
        self._scroll.setWidget(self.page)
        self._scroll.setWidgetResizable(True)
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setMinimumSize(200, 280)
        self.which = label("Preparing the preview…", "medium")
        self.title = label("", "muted")
        self.smaller = IconButton(theme, "minus", "Smaller", lambda: self.zoom(-1))
        self.fit = Button(theme, "Fit page", lambda: self.zoom(-self._zoom), look="link")
        self.larger = IconButton(theme, "plus", "Larger", lambda: self.zoom(1))
        for keys, step in (("Ctrl++", 1), ("Ctrl+=", 1), ("Ctrl+-", -1)):
            QShortcut(QKeySequence(keys), self, lambda step=step: self.zoom(step))
        QShortcut(QKeySequence("Ctrl+0"), self, lambda: self.zoom(-self._zoom))
        head = row(self.which, self.title, None, self.smaller, self.fit, self.larger, spacing=8)
        shown = column(spacing=8, margins=(16, 14, 16, 8))
        shown.addLayout(head)
        shown.addWidget(self._scroll, 1)
        inside = row(self.thumbs, spacing=0)
        inside.addLayout(shown, 1)
        self.setLayout(inside)

    def refresh(self) -> None:
        """Lay out again soon: several changes in a row are one."""
        self._timer.start()

    def stop(self) -> None:
        """Stop for good: whoever asked is gone."""
        self._over = True
        self._timer.stop()
        if self._job is not None:
            self._job.cancel()

    def _start(self) -> None:
        if self._job is not None:
            self._job.cancel()
        make, before = self._sketch(), self._whole
        width = self.theme.px(_WIDTH)
        self.which.setText("Preparing the preview…")
        looked_at = self._place()
        row_now = max(0, self.thumbs.currentRow())

        def early(_job: Job) -> tuple[Sketch, QImage | None]:
            # The page that is looked at comes before the others are laid out, where it can.
            sketch = make(before)
            data = sketch.early(looked_at)
            return sketch, None if data is None else render_pages(data, width)[0]

        def following(result: tuple[Sketch, QImage | None]) -> None:
            self._on_early(job, result, lambda draft: _number(draft, looked_at, row_now), width)

        job = self._jobs.pool(early, following, self._on_trouble)
        self._job = job

    def _place(self) -> Place | None:
        """What is looked at: settings that change keep it, on whatever page it will be."""
        index = self.thumbs.currentRow()
        return self._listed.place(index + 1) if self._listed is not None and index >= 0 else None

    def _on_early(
        self, job: Job, result: tuple[Sketch, QImage | None], number_in: Callable[[Draft], int], width: int
    ) -> None:
        if self._over or job is not self._job or job.cancelled():
            return
        sketch, image = result
        if image is not None:
            self._show_picture(image)

        def one(job: Job) -> tuple[Draft, int, QImage] | None:
            try:
                draft = sketch.draft(job.cancelled)
            except Cancelled:
                return None
            number = number_in(draft)
            return draft, number, render_pages(draft.page(number), width)[0]

        following = self._jobs.pool(
            one, lambda found: self._on_first(following, found, width), self._on_trouble
        )
        self._job = following

    def _on_trouble(self, error: Exception) -> None:
        if not self._over:
            self.which.setText("No preview")
            self.failed.emit(error)

    def _on_first(self, job: Job, result: tuple[Draft, int, QImage] | None, width: int) -> None:
        if self._over or result is None or job is not self._job or job.cancelled():
            return
        draft, number, image = result
        self._whole, self._titles, self._sharp = draft, draft.titles, None
        self._say(number, len(draft))
        self._show_picture(image)
        small = self.theme.px(THUMB)

        def rest(job: Job) -> tuple[int, list[QImage], list[QImage]] | None:
            try:
                data = draft.whole(cancelled=job.cancelled)
            except Cancelled:
                return None
            pages = render_pages(data, width, job.cancelled)
            if job.cancelled():
                return None
            smooth = Qt.TransformationMode.SmoothTransformation
            return len(data), pages, [page.scaledToWidth(small, smooth) for page in pages]

        following = self._jobs.pool(rest, lambda result: self._on_rest(following, result), self._on_trouble)
        self._job = following

    def _on_rest(self, job: Job, result: tuple[int, list[QImage], list[QImage]] | None) -> None:
        if self._over or result is None or job is not self._job or job.cancelled():
            return
        size, self._pages, small = result
        draft = self._whole
        assert draft is not None
        at = _number(draft, self._place(), self.thumbs.currentRow()) - 1
        self._listed = draft
        self.thumbs.blockSignals(True)
        self.thumbs.clear()
        for i, image in enumerate(small):
            item = QListWidgetItem(QPixmap.fromImage(image), str(i + 1))
            item.setToolTip(tip(self._titles[i]))
            item.setData(Qt.ItemDataRole.AccessibleTextRole, f"Page {i + 1}, {self._titles[i]}")
            self.thumbs.addItem(item)
        self.thumbs.blockSignals(False)
        self.thumbs.setCurrentRow(at)
        self._show_page(self.thumbs.currentRow())
        self.laid_out.emit(len(self._pages), size)

    # One page

    def zoom(self, step: int) -> None:
        """Show the page one step larger or smaller; the smallest fits it into the room there is."""
        self._zoom = min(len(_ZOOMS) - 1, max(0, self._zoom + step))
        factor = _ZOOMS[self._zoom]
        self.fit.setText("Fit page" if not factor else f"{factor:.0%}")
        self._show_page(self.thumbs.currentRow())

    def _show_page(self, index: int) -> None:
        if not 0 <= index < len(self._pages):
            return
        self._say(index + 1, len(self._pages))
        factor = _ZOOMS[self._zoom]
        if not factor:
            self._show_picture(self._pages[index])
            return
        width = round(self.theme.px(_WIDTH) * factor)
        draft = self._listed
        if self._sharp is not None and self._sharp[:2] == (index, width):
            self._show_picture(self._sharp[2])
            return
        # Enlarged at once, and drawn anew as soon as it is there.
        smooth = Qt.TransformationMode.SmoothTransformation
        self._show_picture(self._pages[index].scaledToWidth(width, smooth))
        if draft is None:
            return

        def sharp(_job: Job) -> QImage:
            return render_pages(draft.page(index + 1), width)[0]

        def landed(image: QImage) -> None:
            wanted = round(self.theme.px(_WIDTH) * _ZOOMS[self._zoom])
            if (
                not self._over
                and self._listed is draft
                and (self.thumbs.currentRow(), wanted) == (index, width)
            ):
                self._sharp = index, width, image
                self._show_picture(image)
                self.sharpened.emit()

        self._jobs.pool(sharp, landed, self._on_trouble)

    def _say(self, number: int, of: int) -> None:
        self.which.setText(f"Page {number} of {of}")
        self.title.setText(self._titles[number - 1] if number <= len(self._titles) else "")

    def _show_picture(self, image: QImage) -> None:
        picture = QPixmap.fromImage(image)
        if _ZOOMS[self._zoom]:
            self._scroll.setWidgetResizable(False)
            self.page.setPixmap(picture)
            self.page.resize(picture.size())
            return
        self._scroll.setWidgetResizable(True)
        keep, smooth = Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation
        self.page.setPixmap(picture.scaled(self._scroll.viewport().size(), keep, smooth))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._show_page(self.thumbs.currentRow())
