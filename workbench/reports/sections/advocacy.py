"""Advocacy: trust per partner team as a picture, and what comes next with each of them."""

from __future__ import annotations

from dataclasses import replace

from workbench.charts import calendar, glyphs, partners
from workbench.charts.words import one_line
from workbench.domain.advocacy import TRUST, Advocacy
from workbench.domain.text import plural, whole_line
from workbench.reports import findings
from workbench.reports.context import Context
from workbench.reports.fonts import printable
from workbench.reports.layout import (
    Cell,
    Column,
    Piece,
    Section,
    finding,
    heading,
    paragraph,
    picture,
)
from workbench.reports.sections.entries import Details, linked, register
from workbench.reports.text import BODY, TABLE, TABLE_SOFT

SCALE = 0.7
_PICTURED = 24
"""More tracks than this would take a page of their own, and say no more than the table."""


def _columns(width: float) -> list[Column]:
    return [
        Column("", 0, 24),
        Column("Partner team", 26, 128),
        Column("Contact", 162, 90),
        Column("Trust", 260, 52),
        Column("", 316, 78),
        Column("Due", 400, 56),
        Column("State", 458, width - 458),
    ]


def _row(context: Context, each: Advocacy) -> tuple[list[Cell], Details]:
    areas = {one.id: one.title for one in partners.areas(context.pack)}
    area = areas.get(each.area, each.area)
    dots = tuple(glyphs.dots(0, 6.2, each.trust, 3.1, 2.2))
    cells = [
        Cell(printable(each.code), TABLE_SOFT),
        Cell(each.title, TABLE),
        Cell(each.contact or "Nobody yet", TABLE_SOFT),
        Cell("", TABLE, dots),
        Cell(TRUST[each.trust - 1] if each.trust is not None else "not rated", TABLE_SOFT),
        Cell(calendar.day_words(each.due) if each.due else "–", TABLE_SOFT),
        Cell(each.state.label, TABLE_SOFT),
    ]
    return cells, [
        ("Area", area if whole_line(area) != whole_line(each.title) else ""),
        ("Next move", each.next_move),
        ("Owner", each.owner),
        ("Note", each.note),
        *linked(context, each),
    ]


def _shown(context: Context, each: Advocacy) -> Advocacy:
    """A partner as the picture can show it."""
    return replace(
        each,
        title=printable(one_line(each.title)) or each.code,
        next_move=printable(one_line(each.next_move)),
    )


def sections(context: Context) -> list[Section]:
    """The tracks and the table; nothing where no partner team is listed."""
    listed = partners.ordered(context.book.advocacy, partners.areas(context.pack))
    if not listed:
        return []
    width, areas = context.width, partners.areas(context.pack)
    said = findings.stop(partners.title(listed, areas))
    pieces: list[Piece] = list(finding(said, width))
    if len(listed) <= _PICTURED:
        drawn = partners.draw([_shown(context, each) for each in listed], areas, width / SCALE)
        pieces.append(heading("Trust, by partner team", width, before=0))
        pieces.append(picture(drawn, SCALE, before=4))
    missing = partners.nobody_yet(listed, areas)
    if missing:
        pieces += paragraph(f"{missing}.", width, BODY, before=6)
    count = plural(len(listed), "partner team")
    pieces += register(context, _columns(width), listed, _row, "What comes next", count)
    return [Section("advocacy", "Advocacy", said, tuple(pieces))]
