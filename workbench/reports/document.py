"""Puts laid out pages on a canvas: header, footer, bookmarks, links and metadata."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from typing import Any, BinaryIO

from reportlab import rl_config
from reportlab.pdfgen.canvas import Canvas

from workbench import __version__
from workbench.charts import calendar, glyphs
from workbench.charts.figure import Anchor, Mark, Rect, Text
from workbench.domain.text import short
from workbench.reports import fonts
from workbench.reports.brand import tokens
from workbench.reports.context import Context
from workbench.reports.layout import MARGIN, MM, Page, Paper, Piece
from workbench.reports.leads import Leads
from workbench.reports.logo import Logo
from workbench.reports.painter import Painter
from workbench.reports.sections.cover import LOGO as COVER_LOGO
from workbench.reports.settings import ENGAGEMENT, HANDOUT, QUESTIONNAIRE, Cancelled
from workbench.reports.text import CAPTION, Style, single

PROGRAM = "SRE Assessment Workbench"
_HEADER = Style(8.0, 11)
_BASE = 11 * MM + 5
_READERS = {
    ENGAGEMENT: "both sides of it",
    HANDOUT: "the people in the room",
    QUESTIONNAIRE: "whoever answers, and those who run the assessment",
}
"""Whom an edition is for, where that is not the client's leadership."""
Progress = Callable[[int, int], None]


def new_canvas(out: BinaryIO, context: Context) -> Canvas:
    """A canvas for what is made of an assessment."""
    canvas = bare_canvas(out, context.paper, _title(context), context.today, context.pack.language)
    canvas.setSubject("SRE assessment and action plan")
    canvas.setKeywords("SRE, reliability, maturity, action plan")
    return canvas


def bare_canvas(out: BinaryIO, paper: Paper, title: str, day: dt.date, language: str = "") -> Canvas:
    """A canvas that names no font but ours and holds nothing about this machine."""
    # Base 85 makes a file a quarter larger and slower to write, for mail systems long gone.
    rl_config.useA85 = 0
    fonts.load(fonts.FIRST)
    # ReportLab's hints take a font's name for a number.
    make: Any = Canvas
    canvas = make(
        out,
        pagesize=(paper.width, paper.height),
        invariant=1,
        pageCompression=1,
        initialFontName=fonts.FIRST,
        initialFontSize=9,
        lang=language or "en-GB",
    )
    canvas.setTitle(title)
    canvas.setAuthor(PROGRAM)
    canvas.setCreator(f"{PROGRAM} {__version__}")
    canvas.setProducer("ReportLab")
    stamp = _stamp(day)
    canvas.setDateFormatter(lambda *_: stamp)
    canvas.setViewerPreference("DisplayDocTitle", "true")
    return canvas


def _title(context: Context) -> str:
    """A line that a window's title bar can show, without signs that steer what shows it."""
    said = short(f"{context.client}: {context.book.assessment.title}", 200)
    return "".join(sign for sign in said if sign.isprintable())


def _stamp(day: dt.date) -> str:
    return f"D:{day.year:04}{day.month:02}{day.day:02}000000Z"


def _header(context: Context, page: Page, indent: float, marks: list[Mark]) -> list[Mark]:
    """What stands beside the logo, which takes `indent` points."""
    width = context.paper.width
    base = _BASE
    client = single(context.client, context.width * 0.36, Style(8.2, 11, 500))
    marks.append(Text(MARGIN + indent, base, client, 8.2, 500))
    at = MARGIN + indent + fonts.width(client, 8.2, 500) + 7
    title = single(page.section.title, context.width * 0.3, _HEADER)
    room = width - MARGIN - fonts.width(title, 8) - 14 - at
    marks.append(Text(at, base, single(_about(context), room, _HEADER), 8.0, color="ink3"))
    marks.append(Text(width - MARGIN, base, title, 8.0, color="ink3", anchor=Anchor.END))
    marks.append(Rect(MARGIN, 48, context.width, 0.6, fill="line2"))
    return marks


def _about(context: Context) -> str:
    title = context.book.assessment.title
    return f"{title} · {context.scope}" if context.scope else title


def _footer(context: Context, number: int | None, total: int | None) -> list[Mark]:
    paper = context.paper
    base = paper.height - 11 * MM
    settings = context.settings
    readers = _READERS.get(settings.edition) or f"the leadership of {context.client}"
    said = settings.brand.footer
    note = f"{settings.classification} · {said}" if said else f"{settings.classification}, for {readers}"
    right = paper.width - MARGIN
    count = f" / {'…' if total is None else total}"
    counted = "…" if number is None else str(number)
    wide = fonts.width(count, 8)
    dated = f"{calendar.day_words(context.today)}, version {settings.version}"
    dated_right = right - wide - fonts.width(counted, 8, 600) - 16
    room = dated_right - fonts.width(dated, 8) - 16 - MARGIN
    return [
        Rect(MARGIN, paper.height - 47.5, context.width, 0.6, fill="line2"),
        Text(MARGIN, base, single(note, room, _HEADER), 8.0, color="ink3"),
        Text(dated_right, base, single(dated, 240, _HEADER), 8.0, color="ink3", anchor=Anchor.END),
        Text(right - wide, base, counted, 8.0, 600, anchor=Anchor.END),
        Text(right, base, count, 8.0, color="ink3", anchor=Anchor.END),
    ]


class _Printer:
    """Draws pages one after the other on one canvas."""

    def __init__(
        self,
        canvas: Any,
        context: Context,
        pages: Sequence[Page],
        alone: bool = False,
        total: int | None = None,
        before_end: Callable[[Page], None] | None = None,
    ) -> None:
        self.canvas = canvas
        self.before_end = before_end
        self.context = context
        self.pages = pages
        self.total = total if alone else len(pages)
        # A page alone leads nowhere.
        self.leads = Leads.of(() if alone else pages)
        self.reached = self.leads.reached(() if alone else pages)
        brand = context.settings.brand
        self.painter = Painter(canvas, context.paper.height, tokens(brand.accent))
        self.logo = Logo(canvas, brand.logo) if brand.logo else None
        self.depth = -1
        self.marked: set[str] = set()

    def page(self, page: Page, number: int | None) -> None:
        """Draw one page."""
        paper = self.context.paper
        self.painter.new_page()
        if page.section.key == "cover" and self.logo is not None:
            self.logo.draw(MARGIN, paper.height - 58, COVER_LOGO, paper.width / 2)
        for y, piece in page.placed:
            x = 0.0 if page.section.bare else MARGIN
            self._bookmark(piece, y)
            if piece.marks:
                self.painter.paint(piece.marks, x, y)
            for placed in piece.figures:
                self.painter.figure(placed.figure, x + placed.x, y + placed.y, placed.scale)
            for link in self.leads.of_piece(piece):
                left, top = x + link.x, paper.height - y - link.y
                area = (left, top - link.height, left + link.width, top)
                there = self.leads.pages[link.target]
                said = f"{self.pages[there - 1].section.title}, page {there}"
                self.canvas.linkRect(said, link.target, area, relative=0, thickness=0)
        if page.carried_on or page.cut:
            following = "the next page" if number is None else f"page {number + 1}"
            said = page.cut or f"Continues on {following}"
            self.painter.paint([Text(MARGIN, paper.bottom + 10, said, CAPTION.size, color="ink3")])
        if not page.section.bare:
            # Last, as what no reader wants to hear on every page.
            self.painter.artifact(self._header(page))
            self.painter.artifact(_footer(self.context, number, self.total))
        if self.before_end is not None:
            self.before_end(page)
        self.canvas.showPage()

    def _header(self, page: Page) -> list[Mark]:
        if self.logo is None:
            return _header(self.context, page, 17, glyphs.logo(MARGIN, _BASE - 8.5, 10.5))
        tall, most = 15.0, 90.0
        self.logo.draw(MARGIN, self.context.paper.height - _BASE + 3, tall, most)
        return _header(self.context, page, self.logo.width(tall, most) + 7, [])

    def _bookmark(self, piece: Piece, y: float) -> None:
        if piece.anchor not in self.leads.pages or piece.anchor in self.marked:
            return
        if not piece.outline and piece.anchor not in self.reached:
            # A place nothing leads to would only make the file larger.
            return
        self.marked.add(piece.anchor)
        top = self.context.paper.height - max(0.0, y - 12)
        # A place on the page and no zoom: whoever follows a link keeps the size they read at.
        self.canvas.bookmarkPage(piece.anchor, fit="XYZ", top=top)
        if piece.outline:
            # An entry may be at most one deeper than the one before it.
            self.depth = min(piece.level, self.depth + 1)
            self.canvas.addOutlineEntry(piece.outline, piece.anchor, self.depth, 0)


def print_pages(
    canvas: Canvas,
    context: Context,
    pages: Sequence[Page],
    progress: Progress | None = None,
    cancelled: Callable[[], bool] | None = None,
    before_end: Callable[[Page], None] | None = None,
) -> None:
    """Draw all pages; asks before each whether to go on. `before_end` may add to a page what is no ink: form fields.

    Raises:
        Cancelled: when `cancelled` says so.
    """
    printer = _Printer(canvas, context, pages, before_end=before_end)
    for number, page in enumerate(pages, 1):
        if cancelled is not None and cancelled():
            raise Cancelled("The report was cancelled.")
        printer.page(page, number)
        if progress is not None:
            progress(number, len(pages))
    untyped: Any = canvas
    untyped.showOutline()


def print_one(
    canvas: Canvas, context: Context, page: Page, number: int | None = None, total: int | None = None
) -> None:
    """Draw one page as it stands among the others, or as long as nobody knows yet where that is; without links, which
    would lead nowhere."""
    _Printer(canvas, context, (), alone=True, total=total).page(page, number)
