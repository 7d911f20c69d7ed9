"""A report laid out: its sections in their order, on pages, and any page of it as a PDF."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from io import BytesIO
from typing import Any

from workbench.analysis.standing import Standing
from workbench.analysis.veil import Veil, without_names
from workbench.charts.figure import Text
from workbench.domain.book import Book
from workbench.domain.collector import collector_asleep
from workbench.reports.context import Context
from workbench.reports.document import Progress, new_canvas, print_one, print_pages
from workbench.reports.editions import CONTENTS, EDITIONS, MAKERS
from workbench.reports.layout import PAPERS, Page, Piece, Section, flow
from workbench.reports.sections import contents
from workbench.reports.settings import BRIEF_PAGES, Cancelled, ReportError, ReportSettings
from workbench.reports.shortened import within

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


def one_page(context: Context, page: Page, number: int | None = None, total: int | None = None) -> bytes:
    """A page as a PDF of its own."""
    out = BytesIO()
    canvas: Any = new_canvas(out, context)
    print_one(canvas, context, page, number, total)
    canvas.save()
    return out.getvalue()


@dataclass(frozen=True)
class Place:
    """A page by what stands on it: which page of which section, counted from 0."""

    section: str
    at: int = 0


class Sketch:
    """A report about to be laid out: the page that is looked at can be had before all the others are made."""

    def __init__(
        self, book: Book, standing: Standing, settings: ReportSettings, before: Draft | None = None
    ) -> None:
        """`before` is an earlier draft: where it differs by the choice of sections alone, what it made is used again."""
        self.asked = (book, standing, replace(settings, sections=None))
        same = before is not None and before.is_of(*self.asked)
        self.made: dict[str, list[Section]] = before.made if before is not None and same else {}
        self._before = before
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
        self.context = Context(book, standing, settings, paper)

    def early(self, place: Place | None = None) -> bytes | None:
        """The page at a place of the draft before, or the first, as a PDF of its own that does not know its number yet.

        `None` where the page depends on all the others, or where there is no such place any more.
        """
        with collector_asleep():
            page = self._early_page(place)
        return None if page is None else one_page(self.context, page)

    def _early_page(self, place: Place | None) -> Page | None:
        if self.context.brief:
            # What it cuts depends on all of it.
            return None
        keys = _keys(self.context.settings)
        if place is None:
            place = next((Place(key) for key in keys if key != CONTENTS), Place(""))
        if place.section == CONTENTS:
            pages = self._contents() if CONTENTS in keys else []
        else:
            section = next(
                (each for each in self._made_around(place, keys) if each.key == place.section), None
            )
            pages = flow(_with_bookmark(section), self.context.paper) if section else []
        return pages[place.at] if place.at < len(pages) else None

    def _made_around(self, place: Place, keys: list[str]) -> list[Section]:
        """The sections made together with the one of a place, and those that may share its last page."""
        key = self._before.maker(place.section) if self._before is not None else place.section
        if key not in keys:
            return []
        found = self._of(key)
        if found and found[-1].key == "obstacles":
            others = keys[keys.index(key) + 1 :]
            beside = next((made for each in others if each != CONTENTS and (made := self._of(each))), [])
            found = _joined([*found, *beside])
        return found

    def _of(self, key: str) -> list[Section]:
        if key not in self.made:
            self.made[key] = MAKERS[key](self.context)
        return self.made[key]

    def _contents(self) -> list[Page]:
        """What the draft before listed, its pages still to be counted."""
        before = self._before
        if before is None or before.names != self.context.settings.names:
            return []
        listed = [(section, None) for section in before.listed if not section.bare]
        return flow(contents.sections(self.context, listed)[0], self.context.paper)

    def draft(self, cancelled: Cancel | None = None) -> Draft:
        """All of it, laid out with what was made already."""
        return Draft(*self.asked, cancelled, sketch=self)


class Draft:
    """A report that is laid out: how many pages it has, any one of them, or all."""

    def __init__(
        self,
        book: Book,
        standing: Standing,
        settings: ReportSettings,
        cancelled: Cancel | None = None,
        before: Draft | None = None,
        sketch: Sketch | None = None,
    ) -> None:
        """`before` is as in `Sketch`; a `sketch` takes the place of all the others."""
        asked = sketch or Sketch(book, standing, settings, before)
        self._asked, self.made, self._context = asked.asked, asked.made, asked.context
        with collector_asleep():
            self._pages = lay_out(self._context, cancelled, self.made)

    def __len__(self) -> int:
        return len(self._pages)

    def is_of(self, book: Book, standing: Standing, settings: ReportSettings) -> bool:
        """Whether it was asked for with these, whatever sections were chosen."""
        return self._asked[0] is book and self._asked[1] is standing and self._asked[2] == settings

    @property
    def names(self) -> bool:
        """Whether it names people."""
        return self._context.settings.names

    @property
    def listed(self) -> list[Section]:
        """The sections that have pages, without the contents."""
        return list(
            {page.section.key: page.section for page in self._pages if page.section.key != CONTENTS}.values()
        )

    def maker(self, section: str) -> str:
        """Which part of the report makes a section; the section itself where none does."""
        own = (key for key, made in self.made.items() if any(each.key == section for each in made))
        return next(own, section)

    def place(self, number: int) -> Place:
        """What stands on a page, counted from 1."""
        section = self._pages[number - 1].section.key
        return Place(section, sum(1 for page in self._pages[: number - 1] if page.section.key == section))

    def number_of(self, place: Place) -> int | None:
        """Where a place is, or the last page of its section if that has become shorter; `None` where it is gone."""
        own = [number for number, page in enumerate(self._pages, 1) if page.section.key == place.section]
        return own[min(place.at, len(own) - 1)] if own else None

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
        return one_page(self._context, self._pages[number - 1], number, len(self))

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
