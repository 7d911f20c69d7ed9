"""Makes a report: lays out its sections, draws them, and moves the file into place only when it is whole."""

from __future__ import annotations

import contextlib
import os
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from typing import Any

from workbench.analysis.standing import Standing
from workbench.analysis.veil import Veil, names_in, texts_of, without_names
from workbench.charts.figure import Text
from workbench.domain.book import Book
from workbench.domain.collector import collector_asleep
from workbench.reports import fonts
from workbench.reports.context import Context
from workbench.reports.document import Progress, new_canvas, print_one, print_pages
from workbench.reports.editions import CONTENTS, EDITIONS, MAKERS
from workbench.reports.layout import PAPERS, Page, Piece, Section, flow
from workbench.reports.locked import check_password, lock
from workbench.reports.sections import contents, stakeholders
from workbench.reports.settings import (
    BRIEF_PAGES,
    Cancelled,
    ReportError,
    ReportResult,
    ReportSettings,
)
from workbench.reports.shortened import within

__all__ = [
    "Cancelled",
    "Draft",
    "ReportError",
    "ReportResult",
    "ReportSettings",
    "names_printed",
    "render_bytes",
    "takes_place",
    "write_report",
]

Cancel = Callable[[], bool]


def _keys(settings: ReportSettings) -> list[str]:
    edition = EDITIONS.get(settings.edition)
    if edition is None:
        raise ReportError(f"There is no edition '{settings.edition}'; there are {', '.join(EDITIONS)}.")
    for key in settings.sections or ():
        if key not in MAKERS and key != CONTENTS:
            raise ReportError(f"There is no section '{key}'; there are {', '.join((CONTENTS, *MAKERS))}.")
    return edition.ordered(settings.sections)


def _joined(found: list[Section]) -> list[Section]:
    """The people's counts share the page of the obstacles before them; alone they open one of their own."""
    joined: list[Section] = []
    for section in found:
        if section.key == "people" and joined and joined[-1].key == "obstacles":
            joined[-1] = replace(joined[-1], pieces=(*joined[-1].pieces, *section.pieces))
        else:
            joined.append(section)
    return joined


def _with_bookmark(section: Section) -> Section:
    """The first piece of a section carries its bookmark."""
    if not section.pieces or section.pieces[0].anchor:
        return section
    first = replace(section.pieces[0], anchor=section.key, outline=section.title, level=section.level)
    return replace(section, pieces=(first, *section.pieces[1:]))


def lay_out(
    context: Context, cancelled: Cancel | None = None, known: dict[str, list[Section]] | None = None
) -> list[Page]:
    """Lay out every page of a report, the contents with the numbers of the pages that follow.

    Sections that are `known` already are not made again, and those that are made join them.
    """
    made = {} if known is None else known
    keys = _keys(context.settings)
    found: list[Section] = []
    for key in keys:
        if cancelled is not None and cancelled():
            raise Cancelled("The report was cancelled.")
        if key == CONTENTS:
            continue
        if key not in made:
            made[key] = MAKERS[key](context)
        found += made[key]
    listed = [_with_bookmark(section) for section in _joined(found)]
    if not listed:
        raise ReportError("Nothing that was chosen has anything to print yet.")
    paged = [(section, flow(section, context.paper)) for section in listed]
    if context.brief:
        paged = within(paged, BRIEF_PAGES)
    front = [pages for section, pages in paged if section.bare]
    rest = [(section, pages) for section, pages in paged if not section.bare]
    pages = [page for some in front for page in some]
    if CONTENTS in keys and rest:
        pages += _contents(context, rest, len(pages))
    pages += [page for _, some in rest for page in some]
    return pages


def _contents(context: Context, rest: list[tuple[Section, list[Page]]], before: int) -> list[Page]:
    """How long the contents are depends on no page number, so they are laid out once for length, once for good."""

    def made(length: int) -> list[Page]:
        number = before + length + 1
        entries: list[tuple[Section, int]] = []
        for section, pages in rest:
            entries.append((section, number))
            number += len(pages)
        return flow(_with_bookmark(contents.sections(context, entries)[0]), context.paper)

    return made(len(made(1)))


def _said(piece: Piece) -> Iterator[str]:
    """The texts of a piece and of its figures, in the order they are drawn."""
    yield piece.outline
    for mark in (*piece.marks, *(mark for placed in piece.figures for mark in placed.figure.marks)):
        if isinstance(mark, Text):
            yield mark.text


class Draft:
    """A report that is laid out: how many pages it has, any one of them, or all."""

    def __init__(
        self,
        book: Book,
        standing: Standing,
        settings: ReportSettings,
        cancelled: Cancel | None = None,
        before: Draft | None = None,
    ) -> None:
        """`before` is an earlier draft: where it differs by the choice of sections alone, what it made is used again."""
        self._asked = (book, standing, replace(settings, sections=None))
        same = before is not None and before._is_of(*self._asked)
        self._made: dict[str, list[Section]] = before._made if before is not None and same else {}
        paper = PAPERS.get(settings.paper)
        if paper is None:
            raise ReportError(f"There is no paper '{settings.paper}'; there are {', '.join(PAPERS)}.")
        if not settings.names:
            # Here and nowhere else: whatever is drawn, listed, bookmarked or written into the file comes from this.
            beside = settings.earlier.book if settings.earlier else None
            veil = Veil(book, beside)
            settings = replace(
                settings,
                classification=veil.names.redact(settings.classification),
                version=veil.names.redact(settings.version),
                brand=replace(
                    settings.brand,
                    cover=veil.names.redact(settings.brand.cover),
                    footer=veil.names.redact(settings.brand.footer),
                ),
                earlier=settings.earlier
                # Whoever is listed in one of them may have been typed into the other.
                and replace(settings.earlier, book=without_names(settings.earlier.book, book)),
            )
            book = veil.book
        self._context = Context(book, standing, settings, paper)
        with collector_asleep():
            self._pages = lay_out(self._context, cancelled, self._made)

    def __len__(self) -> int:
        return len(self._pages)

    def _is_of(self, book: Book, standing: Standing, settings: ReportSettings) -> bool:
        return self._asked[0] is book and self._asked[1] is standing and self._asked[2] == settings

    @property
    def titles(self) -> list[str]:
        """The section each page belongs to."""
        return [page.section.title for page in self._pages]

    def texts(self) -> Iterator[str]:
        """Everything that is printed, a page at a time, each line on one of its own."""
        context = self._context
        yield "\n".join((context.client, context.book.assessment.title, context.settings.classification))
        for page in self._pages:
            yield "\n".join(
                (page.section.title, *(said for _, piece in page.placed for said in _said(piece)))
            )

    def page(self, number: int) -> bytes:
        """One page, counted from 1, as a PDF of its own."""
        out = BytesIO()
        canvas: Any = new_canvas(out, self._context)
        print_one(canvas, self._context, self._pages, number)
        canvas.save()
        return out.getvalue()

    def whole(self, progress: Progress | None = None, cancelled: Cancel | None = None) -> bytes:
        """The whole report.

        Raises:
            Cancelled: when `cancelled` said so.
        """
        out = BytesIO()
        canvas: Any = new_canvas(out, self._context)
        with collector_asleep():
            print_pages(canvas, self._context, self._pages, progress, cancelled)
            canvas.save()
        return out.getvalue()


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
        _replace(path, data)
    except OSError as error:
        reason = error.strerror or str(error)
        raise ReportError(
            f"The report could not be written to '{path}': {reason}; nothing there was changed."
        ) from error
    return ReportResult(len(draft), len(data))


def _replace(path: Path, data: bytes) -> None:
    """Write beside the goal, then take its place in one step."""
    descriptor, name = tempfile.mkstemp(prefix=f".{path.name[:40]}.", suffix=".tmp", dir=path.parent)
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        os.replace(name, path)
    except BaseException:
        with contextlib.suppress(OSError):
            os.unlink(name)
        raise
    _sync_folder(path.parent)


def _sync_folder(folder: Path) -> None:
    """Make the new name durable where the system lets a folder be synced (Windows does not)."""
    with contextlib.suppress(OSError):
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
