"""Makes a report: lays out its sections, draws them, and moves the file into place only when it is whole."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from workbench.analysis.standing import Standing
from workbench.analysis.veil import names_in, texts_of, without_names
from workbench.domain.book import Book
from workbench.reports import fonts
from workbench.reports.context import Context
from workbench.reports.document import Progress
from workbench.reports.draft import Cancel, Draft, Place, Sketch
from workbench.reports.layout import PAPERS
from workbench.reports.locked import check_password, lock
from workbench.reports.sections import stakeholders
from workbench.reports.settings import (
    Cancelled,
    ReportError,
    ReportResult,
    ReportSettings,
)
from workbench.storage.files import write_whole

__all__ = [
    "Cancelled",
    "Draft",
    "Place",
    "ReportError",
    "ReportResult",
    "ReportSettings",
    "Sketch",
    "names_printed",
    "render_bytes",
    "takes_place",
    "write_report",
]


def page_count(
    book: Book, standing: Standing, settings: ReportSettings, cancelled: Cancel | None = None
) -> int | None:
    """How many pages a report would have; 0 where there is nothing to print, `None` when it was cancelled."""
    try:
        return len(Draft(book, standing, settings, cancelled))
    except Cancelled:
        return None
    except ReportError:
        return 0


def labels_printed(book: Book, standing: Standing, settings: ReportSettings) -> list[str]:
    """Everything the stakeholder map of such a report would call people."""
    if not settings.names:
        book = without_names(book, settings.earlier and settings.earlier.book)
    return stakeholders.labels(Context(book, standing, settings, PAPERS[settings.paper]))


def names_printed(book: Book, standing: Standing, settings: ReportSettings) -> list[str]:
    """Everybody who would be named by a report with names, in alphabetical order."""
    then = settings.earlier.book if settings.earlier else None
    names = names_in(book, then)
    if not names:
        return []
    found: set[str] = set()
    for text in Draft(book, standing, replace(settings, names=True)).texts():
        found |= names.found(text)
    # Text from right to left is drawn in the order it is seen, in which no name can be read any more.
    turned = [each for each in names.people if fonts.is_right_to_left(each)]
    if turned:
        kept = [rows for each in (book, then) if each for rows in each.rows.values()]
        typed = (text for rows in kept for entity in rows.values() for text in texts_of(entity))
        found |= {each for text in typed for each in names.found(text) if each in turned}
    return sorted(found, key=str.casefold)


def render_bytes(
    book: Book,
    standing: Standing,
    settings: ReportSettings,
    progress: Progress | None = None,
    cancelled: Cancel | None = None,
) -> bytes:
    """Make a report in memory, as a preview shows it; nothing (b'') when it was cancelled."""
    try:
        return Draft(book, standing, settings, cancelled).whole(progress, cancelled)
    except Cancelled:
        return b""


def takes_place(path: Path) -> bool:
    """Whether a report may be written here: over nothing, over an empty file or over another PDF."""
    if not path.exists():
        return True
    try:
        with path.open("rb") as file:
            return path.is_file() and file.read(5) in (b"", b"%PDF-")
    except OSError:
        return False


def write_report(
    book: Book,
    standing: Standing,
    settings: ReportSettings,
    path: Path,
    progress: Progress | None = None,
    cancelled: Cancel | None = None,
    password: str = "",
) -> ReportResult:
    """Write a report; what was at `path` stays until the new file is whole and on the disk.

    With a `password` only its locked form ever reaches the disk.

    Raises:
        ReportError: with one sentence, when it cannot be written; the old file is then as it was.
        Cancelled: when `cancelled` said so.
    """
    if not path.is_dir() and not takes_place(path):
        # A slip of the finger must not put a report where the workspace was.
        raise ReportError(
            f"'{path}' is there already and is no PDF. It was left as it is; name another file."
        )
    if password:
        check_password(password)
    draft = Draft(book, standing, settings, cancelled)
    data = draft.whole(progress, cancelled)
    if password:
        data = lock(data, password)
        if cancelled is not None and cancelled():
            raise Cancelled("The report was cancelled.")
    try:
        write_whole(path, data)
    except OSError as error:
        reason = error.strerror or str(error)
        raise ReportError(
            f"The report could not be written to '{path}': {reason}; nothing there was changed."
        ) from error
    return ReportResult(len(draft), len(data))
