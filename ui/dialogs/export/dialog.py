"""The dialog that writes a report, and notes what it was made of."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import (
    QComboBox,
    QFileDialog,
    QFrame,
    QLineEdit,
    QProgressBar,
    QRadioButton,
    QWidget,
)

from ui.dialogs.agreements_box import AgreementsBox
from ui.dialogs.base import Dialog
from ui.dialogs.export.brand_box import BrandBox
from ui.dialogs.export.preview import Preview
from ui.dialogs.export.sections_list import SectionsList
from ui.dialogs.names import LabelsDialog, NamesBox
from ui.jobs import Job
from ui.session import Session, sentence
from ui.theme import Theme
from ui.widgets.parts import Button, boxed, column, label, row, rule, scrolled
from ui.widgets.secret_box import SecretBox
from workbench.actions import branding, reports
from workbench.actions.reports import Made
from workbench.analysis.standing import rate_book
from workbench.domain.assessment import SMALLEST_GROUPS, State
from workbench.domain.text import plural, slug
from workbench.reports.build import (
    Cancelled,
    Draft,
    Sketch,
    labels_printed,
    names_printed,
    page_count,
    write_report,
)
from workbench.reports.editions import EDITIONS, FIRST, ReportSettings
from workbench.reports.locked import check_password
from workbench.reports.settings import ENGAGEMENT, ReportError

_LOCKED = (
    "AES-256. Without the password nobody can read it: not you, not we. Send it on another way than the file."
)
_GROUPS = {
    1: "1: every answer may be shown by role",
    3: "3: smaller roles are shown as others",
    5: "5: smaller roles are shown as others",
}


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
        self._made: Made | None = None
        self._own_name = False
        self._over = self._waiting = False
        self._export_job: Job | None = None
        self._counting: Job | None = None
        self._last: Path | None = None
        self.names = NamesBox(
            session, theme, lambda: partial(names_printed, self._book, self._standing, self.settings())
        )
        self.preview = Preview(theme, session.jobs, self._sketch)
        self._build()
        self._connect()
        self._name_file()
        self._prepare()
        window = parent.window() if parent is not None else None
        if window is not None:
            self.resize(min(1160, window.width() - 60), min(820, window.height() - 40))

    # What it shows

    @property
    def thumbs(self) -> Any:
        """The pages of the preview."""
        return self.preview.thumbs

    def _build(self) -> None:
        theme = self.theme
        self.body.setContentsMargins(0, 0, 0, 0)
        left = column(spacing=6, margins=(24, 20, 24, 16))
        book = self._book
        left.addWidget(label("Export report", "title"))
        about = self.session.curtain.said(f"{book.workspace.client}, {book.assessment.title}")
        left.addWidget(label(about, "muted", wrap=True))
        left.addSpacing(8)
        self._build_editions(left)
        left.addSpacing(8)
        self.sections = SectionsList(theme, self._needs_a_look)
        left.addWidget(self.sections)
        left.addSpacing(8)
        left.addWidget(label("People", "section"))
        left.addWidget(self.names)
        self.smallest = QComboBox()
        self.smallest.setAccessibleName("Smallest group shown")
        for people in SMALLEST_GROUPS:
            self.smallest.addItem(_GROUPS[people], people)
        self.smallest.setCurrentIndex(self.smallest.findData(book.assessment.smallest_group))
        self.smallest.setEnabled(book.assessment.state is not State.CLOSED)
        left.addWidget(label("Smallest group shown, of answers sent in alone", "label", wrap=True))
        left.addWidget(self.smallest)
        left.addSpacing(8)
        left.addWidget(label("Brand", "section"))
        self.brand = BrandBox(self.session, theme, book.workspace.brand, self._logo)
        left.addWidget(self.brand)
        left.addSpacing(8)
        left.addWidget(label("Paper", "section"))
        self.paper = QComboBox()
        self.paper.addItems(["A4", "Letter"])
        self.paper.setAccessibleName("Paper")
        left.addWidget(self.paper, 0, Qt.AlignmentFlag.AlignLeft)
        left.addSpacing(8)
        left.addWidget(label("Password", "section"))
        self.protect = SecretBox(
            "password", _LOCKED, check_password, tick="Open with a password only", wrong=ReportError
        )
        left.addWidget(self.protect)
        left.addStretch(1)
        side = scrolled(boxed(left))
        side.setFixedWidth(theme.px(370))
        across = row(side, spacing=0)
        across.addWidget(rule("vline"))
        across.addWidget(self.preview, 1)
        self.body.addLayout(across, 1)
        self._build_foot()

    def _build_editions(self, left: Any) -> None:
        left.addWidget(label("Edition", "section"))
        self.editions: dict[str, QRadioButton] = {}
        self.counts: dict[str, Any] = {}
        for name, edition in EDITIONS.items():
            button = QRadioButton(edition.title)
            button.setAccessibleDescription(edition.text)
            self.editions[name] = button
            self.counts[name] = label("", "caption")
            line = row(button, None, self.counts[name])
            left.addLayout(line)
            left.addWidget(_inset(label(edition.text, "caption", wrap=True)))
        self.editions[self._first].setChecked(True)
        self.agreements = AgreementsBox(self._book.agreements, self._wanted, self.session.curtain.said)
        left.addWidget(self.agreements)

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
            button.toggled.connect(lambda on: self._on_edition() if on else None)
        self.sections.turned.connect(self.preview.refresh)
        self.sections.asked.connect(self._on_asked)
        self.paper.currentIndexChanged.connect(lambda _i: self._on_all())
        self.names.turned.connect(self._on_names)
        self.agreements.turned.connect(self._on_names)
        self.smallest.activated.connect(lambda _i: self._on_smallest())
        self.brand.changed.connect(self._prepare)
        self.preview.laid_out.connect(self._on_laid_out)
        self.preview.failed.connect(self._on_trouble)
        self.path.textEdited.connect(self._on_named)
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            QShortcut(QKeySequence(keys), self, self.on_accept)
        self._on_edition()

    # What is wanted

    def edition(self) -> str:
        """The edition chosen."""
        return next(name for name, button in self.editions.items() if button.isChecked())

    def settings(self, edition: str = "") -> ReportSettings:
        """What the report is to be; of another `edition` as that is by itself."""
        brand, made = self.brand.brand, self._made
        confidentiality = {"classification": brand.confidentiality} if brand.confidentiality else {}
        fields: dict[str, Any] = {}
        if made is not None:
            fields = {
                "snapshot": made.number,
                "content": made.content,
                "earlier": made.earlier,
                "brand": made.brand,
            }
        return ReportSettings(
            edition=edition or self.edition(),
            date=dt.date.today(),
            paper=self.paper.currentText(),
            sections=None if edition else self.sections.chosen,
            names=self.names.on,
            agreements=self.agreements.chosen,
            **confidentiality,
            **fields,
        )

    def _sketch(self) -> Callable[[Draft | None], Sketch]:
        settings, book, standing = self.settings(), self._book, self._standing
        return lambda before: Sketch(book, standing, settings, before)

    def _logo(self) -> bytes:
        return self._made.brand.logo if self._made is not None else b""

    def _prepare(self) -> None:
        """Read what the report is made of anew: the brand, its proof, and the report before it."""
        store, name = self.session.store, self._book.assessment.id
        if store is None:
            return
        self.session.jobs.lane(lambda: reports.prepare(store, name), self._on_prepared, self._on_trouble)

    def _on_prepared(self, made: Made) -> None:
        if self._over:
            return
        self._take(made)
        self._on_all()

    def _take(self, made: Made) -> None:
        """From now on the report is made of this."""
        self._made = made
        self._book = made.book
        self._standing = rate_book(made.book)
        self.brand.show_brand(made.book.workspace.brand)
        if made.trouble:
            self.brand.say(made.trouble)

    def _on_all(self) -> None:
        """Something changed that every edition shows."""
        self._count()
        self.preview.refresh()

    def _on_edition(self) -> None:
        self.agreements.setVisible(self.edition() == ENGAGEMENT)
        edition = EDITIONS[self.edition()]
        self.sections.show_edition(edition.sections, edition.optional, FIRST)
        self._name_file()
        self.preview.refresh()

    def _on_smallest(self) -> None:
        people = int(self.smallest.currentData())
        edit = branding.set_smallest_group(self._book.assessment.id, people)
        self.session.run(edit, lambda _done: self._prepare(), self._on_trouble)

    def _needs_a_look(self, key: str) -> bool:
        return any(key == each for each, _ in EDITIONS[self.edition()].optional)

    def _on_asked(self, key: str) -> None:
        """What shows single people is printed only after a look at every label it would have."""
        book, settings = self._book, self.settings()

        def landed(labels: list[str]) -> None:
            if self._over:
                return
            dialog = LabelsDialog(self.theme, labels, self)
            dialog.accepted.connect(lambda: self.sections.tick(key))
            dialog.open()

        self.session.jobs.pool(
            lambda _job: labels_printed(book, self._standing, settings), landed, self._on_trouble
        )

    def _on_named(self) -> None:
        self._own_name = True

    def _on_names(self) -> None:
        self._name_file()
        self._on_all()

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

    # How long each edition is

    def _count(self) -> None:
        if self._counting is not None:
            self._counting.cancel()
        book, standing = self._book, self._standing
        wanted = {name: self.settings(name) for name in EDITIONS}

        def work(job: Job) -> dict[str, int | None]:
            return {name: page_count(book, standing, each, job.cancelled) for name, each in wanted.items()}

        self._counting = self.session.jobs.pool(work, self._on_counted, lambda _error: None)

    def _on_counted(self, counts: dict[str, int | None]) -> None:
        if self._over:
            return
        for name, count in counts.items():
            if count is not None:
                self.counts[name].setText(plural(count, "page") if count else "Nothing yet")

    def _on_laid_out(self, pages: int, size: int) -> None:
        self.say("")
        self._size.setText(f"{plural(pages, 'page')}, {max(1, size // 1000)} kB, searchable, with bookmarks")

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.preview.setVisible(self.width() >= 820)

    # Writing

    def on_accept(self) -> None:
        if self._export_job is not None or self._waiting:
            return
        self.brand.flush()
        text = self.path.text().strip()
        if not text:
            self.say("Say where the report goes.")
            return
        try:
            password = self.protect.secret()
        except ReportError as error:
            self.say(str(error))
            return
        path = Path(text).expanduser()
        path = path if path.suffix.lower() == ".pdf" else path.with_name(path.name + ".pdf")
        self.say("")
        self._done.hide()
        self.primary.setEnabled(False)
        self.progress.setRange(0, 0)
        self.progress.show()
        # After everything that is still being saved, the brand as typed last among it.
        self._waiting = True
        store, name = self.session.store, self._book.assessment.id
        assert store is not None
        self.session.jobs.lane(
            lambda: reports.prepare(store, name),
            lambda made: self._write(made, path, password),
            self._on_trouble,
        )

    def _write(self, made: Made, path: Path, password: str) -> None:
        if self._over:
            return
        if not self._waiting:
            self._on_trouble(Cancelled("Stopped."))
            return
        self._waiting = False
        self._take(made)
        settings, book, standing = self.settings(), self._book, self._standing

        def work(job: Job) -> Any:
            return write_report(
                book,
                standing,
                settings,
                path,
                progress=job.progress,
                cancelled=job.cancelled,
                password=password,
            )

        self._export_job = self.session.jobs.pool(
            work, lambda result: self._on_written(path, result, settings), self._on_trouble, self._on_progress
        )

    def _on_progress(self, now: int, of: int) -> None:
        if self._over:
            return
        self.progress.setRange(0, of)
        self.progress.setValue(now)

    def _on_written(self, path: Path, result: Any, settings: ReportSettings) -> None:
        said = f"Written: {path.name}, {plural(result.pages, 'page')}."
        self._record(settings)
        if self._over:
            return
        self._export_job = None
        self.progress.hide()
        self.primary.setEnabled(True)
        self.say("")
        self._last = path
        self._done_text.setText(said)
        self._done.show()

    def _record(self, settings: ReportSettings) -> None:
        """Freeze what the report was made of, so that the next one can say what changed."""
        if not settings.content:
            return
        title = EDITIONS[settings.edition].title
        day = settings.date
        edit = reports.record(
            self._book.assessment.id,
            settings.content,
            f"{title}, {day.day} {day:%B} {day.year}",
            settings.edition,
            day,
            self.session.who,
        )
        self.session.run(edit, None, self._on_not_frozen)

    def _on_not_frozen(self, error: Exception) -> None:
        if not self._over:
            self.say(f"The report is written, but not frozen as a snapshot: {sentence(error)}")

    def _on_trouble(self, error: Exception) -> None:
        # A closed dialog has nobody to say it to.
        if self._over:
            return
        self._export_job = None
        self._waiting = False
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
        self.brand.flush()
        self._over = True
        self.preview.stop()
        if self._counting is not None:
            self._counting.cancel()
        super().done(result)

    def reject(self) -> None:
        """Stop what is under way first; the file that was there stays."""
        if self._waiting:
            # Nothing was begun yet; what comes next sees it.
            self._waiting = False
            self.say("Stopping…")
            return
        if self._export_job is not None and not self._export_job.cancelled():
            # Whether it was in time is known only when the job comes back, and said then.
            self._export_job.cancel()
            self.say("Stopping…")
            return
        super().reject()


def _inset(widget: QWidget) -> QWidget:
    return boxed(row(widget, margins=(24, 0, 0, 6)))
