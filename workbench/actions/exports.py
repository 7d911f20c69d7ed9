"""What an assessment goes out as, beside the PDF: one list for the command line and the window."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from workbench.actions import whole
from workbench.analysis.standing import rate_book
from workbench.analysis.veil import without_names
from workbench.domain.book import Book
from workbench.domain.text import plural
from workbench.exchange.everything import csv_archive, workbook
from workbench.exchange.plan_document import plan_document
from workbench.exchange.sheets import SheetError, put_file
from workbench.exchange.whole import Whole, dump
from workbench.storage.store import Store


@dataclass(frozen=True, slots=True)
class Format:
    """One format: its key on the command line, its name, the ending of its files, what it is for, what is counted.

    `whole` says that it loses nothing: everybody's name and stance is in it, whatever was ticked.
    """

    key: str
    name: str
    suffix: str
    about: str
    what: str
    whole: bool = False


FORMATS: tuple[Format, ...] = (
    Format(
        "xlsx",
        "Spreadsheet (.xlsx)",
        ".xlsx",
        "Scores, questions, answers, every list and the plan, a sheet each.",
        "table",
    ),
    Format(
        "csv",
        "CSV files (.zip)",
        ".zip",
        "The same tables as CSV, a file each, for other programs.",
        "table",
    ),
    Format(
        "docx",
        "Word document of the plan (.docx)",
        ".docx",
        "The finding, the decisions asked for, the roadmap and every action, to go on writing in.",
        "action",
    ),
    Format(
        "json",
        "Everything, to import again (.json)",
        ".json",
        "Loses nothing. It holds names of people, their stances and their competences: keep it like the workspace.",
        "entry",
        whole=True,
    ),
)
BY_KEY = {each.key: each for each in FORMATS}


class Stopped(ValueError):
    """An export was called off; nothing was written."""


def load(store: Store, form: Format, assessment_id: str) -> Whole | None:
    """What a format needs from the file beyond the book, read in a transaction of its own; `None` for nothing."""
    return whole.read(store, assessment_id) if form.whole else None


def write(
    form: Format,
    book: Book,
    path: Path,
    today: dt.date,
    *,
    names: bool = False,
    loaded: Whole | None = None,
    cancelled: Callable[[], bool] = lambda: False,
) -> str:
    """Write an assessment in a format, and say how much is in the file: '30 tables'.

    Roles stand in place of the names of people, unless `names` asks for them; `loaded` is what `load` gave.

    Raises:
        SheetError: with one sentence, when it cannot be written; what was there is then as it was.
        Stopped: when `cancelled` said so; the same then.
    """
    if path.suffix.lower() != form.suffix:
        raise SheetError(f"'{path.name}' does not end in {form.suffix}; give it this ending.")
    data, count = _made(form, book, today, names, loaded)
    if cancelled():
        raise Stopped("Stopped. Nothing was written.")
    put_file(path, data, form.suffix)
    return plural(count, form.what, "entries" if form.what == "entry" else None)


def _made(form: Format, book: Book, today: dt.date, names: bool, loaded: Whole | None) -> tuple[bytes, int]:
    if loaded is not None:
        return dump(loaded), len(loaded.entities)
    standing = rate_book(book)
    match form.key:
        case "xlsx":
            return workbook(book, standing, names=names)
        case "csv":
            return csv_archive(book, standing, names=names)
        case _:
            asked = decisions(book if names else without_names(book), today)
            return plan_document(book, standing, today, asked, names=names), len(book.actions)


def decisions(book: Book, today: dt.date) -> list[tuple[str, str]]:
    """What leaders are asked to decide, and why: as the report says it."""
    from workbench.reports import decisions as asked  # brings what draws pages
    from workbench.reports.context import Context
    from workbench.reports.layout import PAPERS
    from workbench.reports.settings import ReportSettings

    context = Context(book, rate_book(book), ReportSettings(date=today), PAPERS["A4"])
    return [
        (each.text, f"{each.note.rstrip('.')}." if each.note else "") for each in asked.decisions(context)
    ]
