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
    table_head,
)
from workbench.reports.sections.entries import entry
from workbench.reports.sections.people import by_role
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


def _row(context: Context, each: Advocacy, columns: list[Column], head: Piece) -> list[Piece]:
    areas = {one.id: one.title for one in partners.areas(context.pack)}
    area = areas.get(each.area, each.area)
    names = context.pack.by_capability
    serves = ", ".join(names[part].name for part in each.capabilities if part in names)
    dots = tuple(glyphs.dots(0, 6.2, each.trust, 3.1, 2.2))
    cells = [
        Cell(printable(each.code), TABLE_SOFT),
        Cell(by_role(context, each.title), TABLE),
        Cell(by_role(context, each.contact) or "Nobody yet", TABLE_SOFT),
        Cell("", TABLE, dots),
        Cell(TRUST[each.trust - 1] if each.trust is not None else "not rated", TABLE_SOFT),
        Cell(calendar.day_words(each.due) if each.due else "–", TABLE_SOFT),
        Cell(each.state.label, TABLE_SOFT),
    ]
    details = [
        ("Area", area if whole_line(area) != whole_line(each.title) else ""),
        ("Next move", by_role(context, each.next_move)),
        ("Owner", by_role(context, each.owner)),
        ("Serves", serves),
        ("Note", by_role(context, each.note)),
    ]
    return entry(cells, columns, context.width, head, f"advocacy:{each.id}", details, 26)


def _shown(context: Context, each: Advocacy) -> Advocacy:
    """A partner as the picture can show it."""
    return replace(
        each,
        title=printable(one_line(by_role(context, each.title))) or each.code,
        next_move=printable(one_line(by_role(context, each.next_move))),
    )


def sections(context: Context) -> list[Section]:
    """The tracks and the table; nothing where no partner team is listed."""
    listed = partners.ordered(context.book.advocacy, partners.areas(context.pack))
    if not listed:
        return []
    width, areas = context.width, partners.areas(context.pack)
    said = findings.stop(partners.title(listed, areas))
    columns = _columns(width)
    head = table_head(columns, width)
    pieces: list[Piece] = list(finding(said, width))
    if len(listed) <= _PICTURED:
        drawn = partners.draw([_shown(context, each) for each in listed], areas, width / SCALE)
        pieces.append(heading("Trust, by partner team", width, before=0))
        pieces.append(picture(drawn, SCALE, before=4))
    missing = partners.nobody_yet(listed, areas)
    if missing:
        pieces += paragraph(f"{missing}.", width, BODY, before=6)
    count = plural(len(listed), "partner team")
    pieces += [heading("What comes next", width, aside=count, before=16, hold=3), head]
    for each in listed:
        pieces += _row(context, each, columns, head)
    return [Section("advocacy", "Advocacy", said, tuple(pieces))]
