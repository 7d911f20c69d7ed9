"""Recognition given and incentives offered."""

from __future__ import annotations

from workbench.charts.calendar import day_words
from workbench.domain.recognition import Recognition, RecognitionKind
from workbench.domain.text import plural
from workbench.reports.context import Context
from workbench.reports.layout import Cell, Column, Piece, Section, finding, heading, table_head
from workbench.reports.sections.entries import entry
from workbench.reports.text import TABLE, TABLE_SOFT


def _columns(width: float) -> list[Column]:
    return [
        Column("", 0, 24),
        Column("What", 26, 196),
        Column("Kind", 228, 66),
        Column("Team", 300, 86),
        Column("Date", 390, 56),
        Column("Approval", 450, width - 450),
    ]


def _row(context: Context, each: Recognition, columns: list[Column], head: Piece) -> list[Piece]:
    cells = [
        Cell(each.code, TABLE_SOFT),
        Cell(each.title, TABLE),
        Cell(each.kind.label, TABLE_SOFT),
        Cell(each.team or "–", TABLE_SOFT),
        Cell(day_words(each.day) if each.day else "–", TABLE_SOFT),
        Cell(each.approval.label, TABLE_SOFT),
    ]
    details = [
        ("Made known", each.made_known),
        ("Criteria", each.criteria),
        ("Approved by", each.approved_by),
        ("Note", each.note),
    ]
    return entry(cells, columns, context.width, head, f"recognition:{each.id}", details, 26)


def sections(context: Context) -> list[Section]:
    """The list; nothing where none is given or offered."""
    listed = context.book.recognitions
    if not listed:
        return []
    width = context.width
    thanks = [each for each in listed if each.kind is RecognitionKind.RECOGNITION]
    known = sum(1 for each in thanks if each.made_known.strip())
    said = f"{plural(len(thanks), 'recognition', 'recognitions')} so far, {known} made known to others."
    columns = _columns(width)
    head = table_head(columns, width)
    pieces = [*finding(said, width), heading("Recognition and incentives", width, before=0, hold=3), head]
    for each in listed:
        pieces += _row(context, each, columns, head)
    return [Section("recognition", "Recognition", said, tuple(pieces))]
