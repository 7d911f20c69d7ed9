"""The cover: what this is, for whom, and the staircase across its foot."""

from __future__ import annotations

from workbench.charts import glyphs, ladder, words
from workbench.charts.figure import Anchor, Mark, Text
from workbench.domain.text import plural
from workbench.reports import findings
from workbench.reports.context import Context
from workbench.reports.layout import MARGIN, Piece, Placed, Section, block, shift
from workbench.reports.text import Style, break_lines, set_lines, single

_TITLE = Style(44, 48, 500, "serif")
_LEAD = Style(15, 22, 400, "serif", "ink2")
_CLIENT = Style(11.4, 15, color="ink2")
_LABEL = Style(8.4, 15, color="ink3")
_VALUE = Style(8.4, 15, color="ink2")
_STAIRS = 330.0
_WORDS = Style(10.4, 15, color="ink2")
_MOST_WORDS = 6
LOGO = 30.0
"""How tall a client's logo is, in points."""


def _facts(context: Context) -> list[tuple[str, str]]:
    book, settings = context.book, context.settings
    day = context.today
    count = len(book.questions)
    edition = {"full": "Full report", "executive": "Executive summary"}.get(
        settings.edition, settings.edition
    )
    found = [
        ("Prepared for", book.assessment.prepared_for),
        ("Prepared by", book.assessment.prepared_by),
        ("Date", f"{day.day} {day.strftime('%B')} {day.year}"),
        ("Scope", words.sentence(context.scope) if context.scope else f"Full, {plural(count, 'question')}"),
        (
            "Edition",
            f"{edition}, version {settings.version}, {'people by name' if settings.names else 'people by role only'}",
        ),
    ]
    return [(label, value) for label, value in found if value.strip()]


def cut(context: Context) -> bool:
    """Whether the cover has no room for all the client wants on it."""
    said = context.settings.brand.cover
    return len(break_lines(said, min(context.width, 370), _WORDS)) > _MOST_WORDS if said else False


def sections(context: Context) -> list[Section]:
    """The cover as one bare page."""
    paper = context.paper
    right = paper.width - MARGIN
    brand = context.settings.brand
    ours: list[Mark] = [*glyphs.logo(MARGIN, 50, 18), Text(MARGIN + 27, 61.5, "SRE assessment", 10.4, 600)]
    marks: list[Mark] = [
        # Where the client has a logo, it stands here alone.
        *([] if brand.logo else ours),
        Text(
            right,
            61.5,
            single(context.settings.classification, 200, _LABEL),
            9,
            color="ink3",
            anchor=Anchor.END,
        ),
    ]
    about = f"{context.client}, {context.book.assessment.title}"
    marks += shift(block(about, context.width, _CLIENT, most=2).marks, MARGIN, 124)
    title = break_lines(findings.cover_title(context), min(context.width, 380), _TITLE)
    marks += set_lines(title, MARGIN, 152, context.width, _TITLE)
    y = 152 + len(title) * _TITLE.leading + 16
    lead = break_lines(findings.cover_lead(context), min(context.width, 370), _LEAD)
    marks += set_lines(lead, MARGIN, y, context.width, _LEAD)
    y += len(lead) * _LEAD.leading + 26
    if brand.cover:
        words_block = block(brand.cover, min(context.width, 370), _WORDS, most=_MOST_WORDS)
        marks += shift(words_block.marks, MARGIN, y - 12)
        y += words_block.height
    for label, value in _facts(context):
        marks.append(Text(MARGIN, y + 8, label, 8.4, color="ink3"))
        said = single(value, context.width - 75, _VALUE)
        wide = _VALUE.measure(said) + 1
        marks += set_lines(break_lines(said, wide, _VALUE), MARGIN + 69, y - 2.5, wide, _VALUE)
        y += 15
    stairs = ladder.cover(
        context.standing, context.pack, paper.width, _STAIRS, MARGIN, "Today", context.target_label
    )
    placed = Placed(stairs, 0, paper.height - _STAIRS, 1.0)
    piece = Piece(paper.height, tuple(marks), (placed,), anchor="cover", outline="Cover")
    return [Section("cover", "Cover", "", (piece,), bare=True)]
