"""The record of one session as a PDF: a file is asked for, and written away from the UI thread."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QWidget

from ui.session import Session, sentence
from workbench.actions import reports
from workbench.actions.reports import Made
from workbench.analysis.standing import rate_book
from workbench.domain.meeting import Meeting
from workbench.domain.text import plural, slug
from workbench.reports.build import ReportResult, write_report
from workbench.reports.settings import ReportError, ReportSettings


class RecordDesk:
    """Asks where a record goes and writes it; `say` tells that it is written, `trouble` why it is not."""

    def __init__(
        self, session: Session, parent: QWidget, say: Callable[[str], None], trouble: Callable[[str], None]
    ) -> None:
        self._session, self._parent, self._say, self._trouble = session, parent, say, trouble

    def ask(self, meeting: Meeting) -> None:
        """Ask for a file, and write the record into it."""
        session = self._session
        if session.path is None:
            return
        # A file name leaves the program, so it names nobody.
        title = session.curtain.by_role(meeting.title)
        name = slug(session.client, meeting.code, title, "record")
        dialog = QFileDialog(self._parent, "Write the record to", str(session.path.parent / f"{name}.pdf"))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setNameFilters(["PDF (*.pdf)"])
        dialog.setDefaultSuffix("pdf")
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(lambda chosen: self.write(meeting.id, Path(chosen)))
        dialog.open()

    def write(self, meeting_id: str, path: Path) -> None:
        """Write the record, once everything is saved; people stand in it by role, never by name."""
        session = self._session
        store, book = session.store, session.stored_book
        if store is None or book is None:
            return
        name = book.assessment.id

        def written(result: ReportResult) -> None:
            self._say(f"Written: {path.name}, {plural(result.pages, 'page')}")

        def prepared(made: Made) -> None:
            brand = made.book.workspace.brand
            wanted = ReportSettings(
                date=dt.date.today(), sections=("sessions",), sessions=(meeting_id,), brand=made.brand
            )
            if brand.confidentiality:
                wanted = replace(wanted, classification=brand.confidentiality)
            session.jobs.pool(
                lambda _job: write_report(made.book, rate_book(made.book), wanted, path),
                written,
                self._failed,
            )

        session.jobs.lane(lambda: reports.prepare(store, name), prepared, self._failed)

    def _failed(self, error: Exception) -> None:
        said = str(error) if isinstance(error, ReportError) else sentence(error)
        self._trouble(self._session.curtain.said(said))
