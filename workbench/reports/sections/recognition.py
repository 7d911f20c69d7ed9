"""Recognition given and incentives offered."""

from __future__ import annotations

from workbench.charts import recognised
from workbench.charts.calendar import day_words
from workbench.domain.recognition import Recognition
from workbench.reports.context import Context
from workbench.reports.layout import Cell, Column, Section, finding, heading, picture
from workbench.reports.sections.entries import Details, linked, register
from workbench.reports.text import TABLE, TABLE_SOFT

SCALE = 0.7


def _columns(width: float) -> list[Column]:
    return [
        Column("", 0, 24),
        Column("What", 26, 196),
        Column("Kind", 228, 66),
        Column("Team", 300, 86),
        Column("Date", 390, 56),
        Column("Approval", 450, width - 450),
    ]


def _row(context: Context, each: Recognition) -> tuple[list[Cell], Details]:
    cells = [
        Cell(each.code, TABLE_SOFT),
        Cell(each.title, TABLE),
        Cell(each.kind.label, TABLE_SOFT),
        Cell(each.team or "–", TABLE_SOFT),
        Cell(day_words(each.day) if each.day else "–", TABLE_SOFT),
        Cell(each.approval.label, TABLE_SOFT),
    ]
    return cells, [
        ("Made known", each.made_known),
        ("Criteria", each.criteria),
        ("Approved by", each.approved_by),
        ("Note", each.note),
        *linked(context, each),
    ]


def sections(context: Context) -> list[Section]:
    """What was recognised when, and the list; nothing where none is given or offered."""
    listed = context.book.recognitions
    if not listed:
        return []
    width = context.width
    said = f"{recognised.title(listed)}."
    pieces = [*finding(said, width)]
    dated = [each for each in listed if each.day is not None]
    if dated:
        pieces.append(heading("When it was said", width, before=0, hold=1))
        pieces.append(picture(recognised.draw(dated, width / SCALE, context.today), SCALE, before=4))
    pieces += register(
        context, _columns(width), listed, _row, "Recognition and incentives", before=14 if dated else 0
    )
    return [Section("recognition", "Recognition", said, tuple(pieces))]
