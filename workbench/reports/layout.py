"""Flows pieces of content over pages: everything is laid out first, then drawn."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import groupby

from workbench.charts.figure import Figure, Mark, Rect, Text
from workbench.reports.text import (
    BODY,
    CAPTION,
    FINDING,
    HEAD,
    LEAD,
    SECTION,
    Style,
    break_lines,
    code_style,
    mark,
    set_lines,
    single,
)

MM = 72 / 25.4
MARGIN = 18 * MM
TOP = 68.0
FOOT = 66.0
_WHOLE = 0.55
"""A row up to this share of a page is never split."""
_OPENING = 0.3
"""Up to this share of a page, what a section begins with counts as its opening."""


@dataclass(frozen=True, slots=True)
class Paper:
    """A page's size in points, and the frame its content stands in."""

    width: float
    height: float

    @property
    def inner(self) -> float:
        """The width between the margins."""
        return self.width - 2 * MARGIN

    @property
    def bottom(self) -> float:
        """Where content ends; below stand the note that a table goes on, and the footer."""
        return self.height - FOOT

    @property
    def room(self) -> float:
        """The height content can take on one page."""
        return self.bottom - TOP


PAPERS = {"A4": Paper(210 * MM, 297 * MM), "Letter": Paper(612.0, 792.0)}


@dataclass(frozen=True, slots=True)
class Placed:
    """A figure at a place, in points from the top left of its piece.

    `lead` is the bookmark its marks lead to where they name nothing that has a page of its own.
    """

    figure: Figure
    x: float
    y: float
    scale: float
    lead: str = ""


@dataclass(frozen=True, slots=True)
class Link:
    """An area that leads to a bookmark, or to wherever the thing with this id is told of in full."""

    x: float
    y: float
    width: float
    height: float
    target: str


@dataclass(frozen=True, slots=True)
class Piece:
    """Something that is never split.

    `before` is space above it, dropped at the top of a page. `hold` is how many rows that follow must share its
    page. Pieces of the same `row` stay together unless they would fill most of a page. A piece of a table names
    the `head` that is repeated where the table goes on. `anchor` and `outline` make it a bookmark.
    """

    height: float
    marks: tuple[Mark, ...] = ()
    figures: tuple[Placed, ...] = ()
    before: float = 0.0
    hold: int = 0
    row: str = ""
    head: Piece | None = None
    anchor: str = ""
    outline: str = ""
    level: int = 0
    links: tuple[Link, ...] = ()


@dataclass(frozen=True, slots=True)
class Section:
    """A part of a report: its bookmark, the words in the page header, its finding for the contents page."""

    key: str
    title: str
    finding: str
    pieces: tuple[Piece, ...]
    level: int = 0
    bare: bool = False


@dataclass
class Page:
    """One laid out page: pieces at their heights; `cut` says at its foot what was left out after it."""

    section: Section
    placed: list[tuple[float, Piece]] = field(default_factory=list[tuple[float, Piece]])
    carried_on: bool = False
    cut: str = ""


def _rows(pieces: Sequence[Piece], most: float) -> Iterator[list[Piece]]:
    """Pieces bundled into what must stay together."""
    for name, found in groupby(enumerate(pieces), key=lambda pair: pair[1].row or f"#{pair[0]}"):
        bundle = [piece for _, piece in found]
        whole = sum(piece.height + piece.before for piece in bundle)
        if name.startswith("#") or whole <= most:
            yield bundle
        else:
            yield from ([piece] for piece in bundle)


def _tall(bundle: Sequence[Piece], at_top: bool = False) -> float:
    return sum(piece.height + piece.before for piece in bundle) - (bundle[0].before if at_top else 0.0)


def _needed(rows: Sequence[list[Piece]], at: int) -> float:
    """The height a row asks for: its own, and that of the rows it must not be parted from."""
    need = _tall(rows[at])
    count = max(piece.hold for piece in rows[at])
    following = at + 1
    while count > 0 and following < len(rows):
        need += _tall(rows[following])
        # A heading under a heading brings its own followers along.
        count = max(count - 1, max(piece.hold for piece in rows[following]))
        following += 1
    return need


def flow(section: Section, paper: Paper) -> list[Page]:
    """Spread a section over pages, beginning on a new one."""
    rows = list(_rows(section.pieces, paper.room * _WHOLE))
    page = Page(section)
    pages = [page]
    y = 0.0 if section.bare else TOP
    for at, bundle in enumerate(rows):
        head = bundle[0].head
        need = _needed(rows, at)
        if len(pages) == 1 and y - TOP < paper.room * _OPENING and y + _tall(bundle) <= paper.bottom:
            # What a section opens with is never left alone on its page to keep later rows together.
            need = _tall(bundle)
        if page.placed and y + min(need, paper.room) > paper.bottom + 0.01 and not section.bare:
            last = page.placed[-1][1]
            page.carried_on = head is not None and last.head is head and last is not head
            page = Page(section)
            pages.append(page)
            y = TOP
            if head is not None and bundle[0] is not head:
                page.placed.append((y, replace(head, anchor="", outline="")))
                y += head.height
        for piece in bundle:
            y += piece.before if page.placed else 0.0
            page.placed.append((y, piece))
            y += piece.height
    return pages


# Building blocks ------------------------------------------------------------------------------------------------


def shift(marks: Iterable[Mark], x: float, y: float) -> Iterator[Mark]:
    """Marks moved by x, y."""
    for each in marks:
        if isinstance(each, Text | Rect):
            yield replace(each, x=each.x + x, y=each.y + y)
        elif hasattr(each, "points"):
            yield replace(each, points=tuple((px + x, py + y) for px, py in each.points))  # type: ignore[call-arg]
        else:
            yield replace(each, x=each.x + x, y=each.y + y)  # type: ignore[call-arg]


def stack(pieces: Iterable[Piece], x: float = 0.0) -> Piece:
    """Several pieces as one that is never split."""
    marks: list[Mark] = []
    figures: list[Placed] = []
    links: list[Link] = []
    y = 0.0
    for number, piece in enumerate(pieces):
        y += piece.before if number else 0.0
        marks += shift(piece.marks, x, y) if x or y else piece.marks
        figures += [replace(each, x=each.x + x, y=each.y + y) for each in piece.figures]
        links += [replace(each, x=each.x + x, y=each.y + y) for each in piece.links]
        y += piece.height
    return Piece(y, tuple(marks), tuple(figures), links=tuple(links))


def beside(left: Iterable[Piece], right: Iterable[Piece], x: float, before: float = 0.0) -> Piece:
    """Two stacks side by side, the right one beginning at x."""
    one, two = stack(left), stack(right, x)
    return Piece(
        max(one.height, two.height),
        (*one.marks, *two.marks),
        (*one.figures, *two.figures),
        before=before,
        links=(*one.links, *two.links),
    )


def space(height: float) -> Piece:
    """Room between two pieces."""
    return Piece(height)


def paragraph(
    text: str, width: float, style: Style = BODY, x: float = 0.0, before: float = 0.0, row: str = ""
) -> list[Piece]:
    """Text as one piece a line; short paragraphs stay together, long ones break anywhere but at their ends."""
    lines = break_lines(text, width, style)
    found = [
        Piece(
            style.leading,
            tuple(set_lines([line], x, 0, width, style)),
            before=before if number == 0 else 0.0,
            row=row,
        )
        for number, line in enumerate(lines)
    ]
    if not row and len(found) > 1:
        found[0] = replace(found[0], hold=min(len(found) - 1, 4 if len(found) <= 5 else 1))
        if len(found) > 5:
            found[-2] = replace(found[-2], hold=1)
    return found


def block(
    text: str, width: float, style: Style = BODY, x: float = 0.0, most: int = 0, before: float = 0.0
) -> Piece:
    """Text as one piece, cut after `most` lines where that is given."""
    lines = break_lines(text, width, style)
    if most and len(lines) > most:
        last = lines[most - 1]
        lines = [*lines[: most - 1], replace(last, text=single(last.text + "……", width, style))]
    return Piece(len(lines) * style.leading, tuple(set_lines(lines, x, 0, width, style)), before=before)


def rule(width: float, token: str = "line", x: float = 0.0, thick: float = 0.6) -> Rect:
    """A hairline across, at the top of its piece."""
    return Rect(x, 0, width, thick, fill=token)


def heading(
    text: str,
    width: float,
    x: float = 0.0,
    aside: str = "",
    before: float = 20.0,
    hold: int = 2,
    anchor: str = "",
) -> Piece:
    """A section's heading under its rule in ink; `aside` stands beside it in grey."""
    title = single(text, width, SECTION)
    marks: list[Mark] = [rule(width, "ink", x, 0.9), Text(x, 16, title, SECTION.size, 600)]
    if aside:
        at = x + SECTION.measure(title) + 7
        said = single(aside, x + width - at, CAPTION)
        marks.append(Text(at, 16, said, 8.2, color="ink3"))
    return Piece(24, tuple(marks), before=before, hold=hold, anchor=anchor)


def finding(text: str, width: float, lead: str = "", x: float = 0.0) -> list[Piece]:
    """The sentence a section opens with, in Serif, and a line that explains it."""
    found = [block(text, width, FINDING, x, most=4)]
    if lead:
        found.append(block(lead, width, LEAD, x, before=5))
    found[-1] = replace(found[-1], hold=1)
    return [stack(found), space(14)]


def picture(
    figure: Figure, scale: float, x: float = 0.0, before: float = 0.0, hold: int = 0, lead: str = ""
) -> Piece:
    """A figure at a scale; `lead` is where its marks lead that name nothing with a page of its own."""
    return Piece(figure.height * scale, (), (Placed(figure, x, 0, scale, lead),), before=before, hold=hold)


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table: heading, left edge, width."""

    title: str
    x: float
    width: float


def table_head(columns: Sequence[Column], width: float, before: float = 0.0) -> Piece:
    """The row of headings that a table repeats on each of its pages; it is its own head."""
    marks: list[Mark] = [
        Text(column.x, 10, single(column.title, column.width, HEAD), HEAD.size, 500, color="ink3")
        for column in columns
        if column.title
    ]
    marks.append(Rect(0, 15.4, width, 0.6, fill="line2"))
    return Piece(16, tuple(marks), before=before, hold=2)


@dataclass(frozen=True, slots=True)
class Cell:
    """Text of one cell and how it is set."""

    text: str
    style: Style
    marks: tuple[Mark, ...] = ()


def table_row(
    cells: Sequence[Cell], columns: Sequence[Column], width: float, head: Piece, name: str, pad: float = 4.2
) -> list[Piece]:
    """One row with a hairline under it; taller than a page, it is cut into its lines."""
    styles = [code_style(each.text, at.width, each.style) for each, at in zip(cells, columns, strict=True)]
    cells = [
        cell if style is cell.style else replace(cell, style=style)
        for cell, style in zip(cells, styles, strict=True)
    ]
    broken = [
        break_lines(cell.text, column.width, cell.style) for cell, column in zip(cells, columns, strict=True)
    ]
    leading = max(cell.style.leading for cell in cells)
    count = max(1, max(len(lines) for lines in broken))
    pieces: list[Piece] = []
    for at in range(count):
        marks: list[Mark] = []
        for cell, column, lines in zip(cells, columns, broken, strict=True):
            top = pad if at == 0 else 0.0
            if at < len(lines) and lines[at].text:
                base = top + cell.style.size * 0.36 + leading / 2
                marks.append(mark(lines[at], column.x, base, column.width, cell.style))
            if at == 0:
                marks += shift(cell.marks, column.x, pad)
        height = leading + (pad if at == 0 else 0.0) + (pad if at == count - 1 else 0.0)
        if at == count - 1:
            marks.append(Rect(0, height - 0.5, width, 0.5, fill="line"))
        pieces.append(Piece(height, tuple(marks), row=name, head=head))
    return pieces
