"""The report of a book as a web page: the same words, tables and figures, as someone would write them in HTML.

It is made from the sections before they are set on pages, so that no word is missing. What ReportLab is given as
broken lines stands here as flowing paragraphs and real tables. Fill patterns and hairlines are left out, so the
comparison errs in favour of the other side.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from html import escape
from pathlib import Path

from workbench.analysis.standing import Standing
from workbench.charts.figure import Anchor, Circle, Line, Mark, Polygon, Rect, Text
from workbench.charts.measure import text_width
from workbench.domain.book import Book
from workbench.reports.context import Context
from workbench.reports.editions import CONTENTS, EDITIONS, MAKERS
from workbench.reports.layout import PAPERS, Piece, Section
from workbench.reports.painter import palette
from workbench.reports.settings import ReportSettings

_FONTS = Path(__file__).parent.parent.parent / "resources" / "fonts"
_FACES = {
    ("sans", 400): "WorkbenchSans-Regular",
    ("sans", 500): "WorkbenchSans-Medium",
    ("sans", 600): "WorkbenchSans-SemiBold",
    ("serif", 400): "WorkbenchSerif-Regular",
    ("serif", 600): "WorkbenchSerif-SemiBold",
    ("mono", 400): "WorkbenchMono-Regular",
}
_ANCHORS = {Anchor.START: "start", Anchor.MIDDLE: "middle", Anchor.END: "end"}


def _colour(token: str) -> str:
    if not token:
        return "none"
    return "#" + "".join(f"{round(part * 255):02x}" for part in palette()[token])


def _shape(mark: Mark) -> str:
    if isinstance(mark, Text):
        return (
            f'<text x="{mark.x:.2f}" y="{mark.y:.2f}" font-size="{mark.size}" font-weight="{mark.weight}" '
            f'font-family="wb-{mark.family}" fill="{_colour(mark.color)}" '
            f'text-anchor="{_ANCHORS[mark.anchor]}">{escape(mark.text)}</text>'
        )
    line = f'stroke="{_colour(mark.stroke)}" stroke-width="{mark.line}"'
    if mark.dash:
        line += f' stroke-dasharray="{" ".join(map(str, mark.dash))}"'
    if isinstance(mark, Line):
        return f'<polyline points="{_points(mark.points)}" fill="none" {line}/>'
    look = f'fill="{_colour(mark.fill)}" {line}'
    if isinstance(mark, Circle):
        return f'<circle cx="{mark.x:.2f}" cy="{mark.y:.2f}" r="{mark.radius}" {look}/>'
    if mark.opacity < 1:
        look += f' fill-opacity="{mark.opacity}"'
    if isinstance(mark, Polygon):
        return f'<polygon points="{_points(mark.points)}" {look}/>'
    size = f'width="{mark.width:.2f}" height="{mark.height:.2f}" rx="{mark.radius}"'
    return f'<rect x="{mark.x:.2f}" y="{mark.y:.2f}" {size} {look}/>'


def _points(points: Iterable[tuple[float, float]]) -> str:
    return " ".join(f"{x:.2f},{y:.2f}" for x, y in points)


def _svg(
    marks: Iterable[Mark],
    width: float,
    height: float,
    scale: float = 1.0,
    left: float = 0.0,
    top: float = 0.0,
) -> str:
    inside = "".join(_shape(mark) for mark in marks)
    return (
        f'<svg width="{width * scale:.1f}pt" height="{height * scale:.1f}pt" '
        f'viewBox="{left:.1f} {top:.1f} {width:.1f} {height:.1f}">{inside}</svg>'
    )


def _left(mark: Mark) -> float:
    if isinstance(mark, Line | Polygon):
        return min(x for x, _ in mark.points)
    return mark.x - (mark.radius if isinstance(mark, Circle) else 0)


def _box(mark: Mark) -> tuple[float, float, float, float]:
    if isinstance(mark, Line | Polygon):
        xs, ys = [x for x, _ in mark.points], [y for _, y in mark.points]
        return min(xs), min(ys), max(xs), max(ys)
    if isinstance(mark, Circle):
        return mark.x - mark.radius, mark.y - mark.radius, mark.x + mark.radius, mark.y + mark.radius
    if isinstance(mark, Rect):
        return mark.x, mark.y, mark.x + mark.width, mark.y + mark.height
    return mark.x, mark.y, mark.x, mark.y


def _drawing(marks: Sequence[Mark]) -> str:
    """Shapes of a text piece as a picture as large as they are."""
    boxes = [_box(mark) for mark in marks]
    left, top = min(box[0] for box in boxes), min(box[1] for box in boxes)
    right, bottom = max(box[2] for box in boxes), max(box[3] for box in boxes)
    return _svg(marks, right - left + 1, bottom - top + 1, left=left - 0.5, top=top - 0.5)


def _drawn(mark: Mark) -> bool:
    """Whether a mark is more than the hairline of a row."""
    return not isinstance(mark, Text) and not (isinstance(mark, Rect) and mark.height <= 1)


def _style(mark: Text) -> str:
    return f"font:{mark.weight} {mark.size}pt wb-{mark.family};color:{_colour(mark.color)}"


def _paragraphs(pieces: Sequence[Piece]) -> str:
    """Words of pieces outside tables: lines of one look that follow each other are one paragraph."""
    found: list[tuple[str, list[str]]] = []
    drawn: list[str] = []
    for piece in pieces:
        for mark in piece.marks:
            if isinstance(mark, Text):
                look = _style(mark)
                if found and found[-1][0] == look:
                    found[-1][1].append(mark.text)
                else:
                    found.append((look, [mark.text]))
        shapes = [mark for mark in piece.marks if _drawn(mark)]
        if shapes:
            drawn.append(_drawing(shapes))
        drawn += [
            _svg(each.figure.marks, each.figure.width, each.figure.height, each.scale)
            for each in piece.figures
        ]
    words = "".join(f'<p style="{look}">{escape(" ".join(lines))}</p>' for look, lines in found)
    return words + "".join(f"<div>{each}</div>" for each in drawn)


def _cells(pieces: Sequence[Piece], edges: list[float], width: float, tag: str = "td") -> str:
    cells: list[list[Mark]] = [[] for _ in edges]
    for piece in pieces:
        for mark in piece.marks:
            if isinstance(mark, Text) or _drawn(mark):
                at = max((i for i, edge in enumerate(edges) if edge <= _left(mark) + 0.5), default=0)
                cells[at].append(mark)
    row = ""
    long: list[Text] = []
    for i, (marks, edge) in enumerate(zip(cells, edges, strict=True)):
        texts = [mark for mark in marks if isinstance(mark, Text)]
        shapes = [mark for mark in marks if _drawn(mark)]
        wide = (edges[i + 1] if i + 1 < len(edges) else width) - edge
        long += [mark for mark in texts if text_width(mark.text, mark.size, mark.weight) > wide + 2]
        texts = [mark for mark in texts if mark not in long]
        words = " ".join(mark.text for mark in texts)
        inside = f'<span style="{_style(texts[0])}">{escape(words)}</span>' if texts else ""
        if shapes:
            inside += _drawing(shapes)
        row += f"<{tag}>{inside}</{tag}>"
    row = f"<tr>{row}</tr>"
    if long:
        # What runs on over the next columns, as notes do, stands in a line of its own.
        words = " ".join(mark.text for mark in long)
        row += (
            f'<tr><td></td><td colspan={len(edges) - 1} style="{_style(long[0])}">{escape(words)}</td></tr>'
        )
    return row


def _table(head: Piece, pieces: Sequence[Piece], width: float) -> str:
    edges = sorted({0.0, *(mark.x for mark in head.marks if isinstance(mark, Text))})
    ends = [*edges[1:], width]
    columns = "".join(
        f'<col style="width:{end - edge:.1f}pt">' for edge, end in zip(edges, ends, strict=True)
    )
    rows: list[list[Piece]] = []
    for piece in pieces:
        if piece.row and rows and rows[-1][0].row == piece.row:
            rows[-1].append(piece)
        else:
            rows.append([piece])
    body = "".join(_cells(each, edges, width) for each in rows)
    return (
        f"<table><colgroup>{columns}</colgroup><thead>{_cells([head], edges, width, 'th')}</thead>"
        f"<tbody>{body}</tbody></table>"
    )


def _section(section: Section, width: float) -> str:
    heads = {id(piece.head) for piece in section.pieces if piece.head is not None}
    parts: list[str] = []
    loose: list[Piece] = []
    table: list[Piece] = []

    def close() -> None:
        if loose:
            parts.append(_paragraphs(loose))
            loose.clear()
        if table and table[0].head is not None:
            parts.append(_table(table[0].head, table, width))
            table.clear()

    for piece in section.pieces:
        if id(piece) in heads:
            continue
        if table and piece.head is not table[0].head:
            close()
        if piece.head is None:
            loose.append(piece)
        else:
            if loose:
                close()
            table.append(piece)
    close()
    bare = " class=bare" if section.bare else ""
    return f"<section{bare} id={section.key}><h1>{escape(section.title)}</h1>{''.join(parts)}</section>"


def page_of(book: Book, standing: Standing, day: dt.date) -> str:
    """The full report of a book as HTML."""
    paper = PAPERS["A4"]
    context = Context(book, standing, ReportSettings(date=day), paper)
    sections: list[Section] = []
    for key, _ in EDITIONS["full"].sections:
        if key != CONTENTS:
            sections += MAKERS[key](context)
    faces = "".join(
        f'@font-face{{font-family:wb-{family};font-weight:{weight};src:url("{(_FONTS / f"{name}.ttf").as_uri()}")}}'
        for (family, weight), name in _FACES.items()
    )
    entries = "".join(
        f"<p class=entry><a href=#{each.key}>{escape(each.title)}</a><br>{escape(each.finding)}</p>"
        for each in sections
        if not each.bare
    )
    title = escape(f"{context.client}: {book.assessment.title}")
    style = f"""{faces}
@page {{ size: A4; margin: 24mm 18mm 22mm;
  @top-left {{ content: "{escape(context.client)}"; font: 500 8pt wb-sans }}
  @top-right {{ content: string(part); font: 8pt wb-sans }}
  @bottom-left {{ content: "Confidential, for the leadership of {escape(context.client)}"; font: 8pt wb-sans }}
  @bottom-right {{ content: counter(page) " / " counter(pages); font: 8pt wb-sans }} }}
body {{ font: 9pt wb-sans }} h1 {{ font: 600 13pt wb-serif; string-set: part content() }}
section {{ break-before: page }} section.bare {{ break-before: auto }}
p {{ margin: 0 0 3pt; line-height: 1.35 }} a {{ color: inherit; text-decoration: none; font-weight: 600 }}
.entry a::after {{ content: " " target-counter(attr(href), page) }}
table {{ width: 100%; border-collapse: collapse; table-layout: fixed }}
td, th {{ text-align: left; vertical-align: top; padding: 3pt 2pt; border-bottom: .5pt solid #ddd }}
tr, svg {{ break-inside: avoid }}"""
    front = [each for each in sections if each.bare]
    rest = [each for each in sections if not each.bare]
    return (
        f"<!doctype html><html lang=en><meta charset=utf-8><title>{title}</title><style>{style}</style><body>"
        + "".join(_section(each, context.width) for each in front)
        + f"<section id=contents><h1>Contents</h1>{entries}</section>"
        + "".join(_section(each, context.width) for each in rest)
        + "</body></html>"
    )
