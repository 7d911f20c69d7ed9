"""The plan as a file: for trackers, calendars and spreadsheets, and how far it is taken in again."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QWidget

from ui.screens.entries.file_desk import FileDesk, Listed, Way
from ui.session import Session
from ui.theme import Theme
from workbench.actions.progress import take
from workbench.analysis.standing import rate_book
from workbench.domain.book import Book
from workbench.exchange.changes import Taken
from workbench.exchange.plan_changes import look
from workbench.exchange.plan_formats import FORMATS, PlanFormat, names_written
from workbench.exchange.plan_sheet import PlanRead, read_progress

_WORDS = (
    "Export…",
    "Write the plan for other programs, or take in how far it is",
    "Plan: export, or import how far it is",
)


def _way(form: PlanFormat) -> Way:
    def write(book: Book, path: Path, names: bool) -> int:
        return form.write(book, rate_book(book), path, names)

    return Way(f"{form.name}…", form.suffix, f"{form.name} (*{form.suffix})", form.what, write, form.about)


def _read(book: Book, path: Path) -> tuple[PlanRead, list[Taken]]:
    read = read_progress(book, path)
    return read, look(read)


def plan_files(session: Session, theme: Theme, owner: QWidget, flush: Callable[[], None]) -> FileDesk:
    """The button for the plan."""
    listed = Listed(
        "action",
        "plan",
        [_way(form) for form in FORMATS],
        names_written,
        _read,
        lambda _book, table: take(table),
    )
    return FileDesk(session, theme, owner, flush, listed, _WORDS)
