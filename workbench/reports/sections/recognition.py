"""Recognition given and incentives offered."""

from __future__ import annotations

from workbench.charts.calendar import day_words
from workbench.domain.recognition import Recognition, RecognitionKind
from workbench.domain.text import plural
from workbench.reports.context import Context
from workbench.reports.layout import Cell, Column, Section, finding
from workbench.reports.sections.entries import Details, linked, register
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
    """The list; nothing where none is given or offered."""
    listed = context.book.recognitions
    if not listed:
        return []
    width = context.width
    thanks = [each for each in listed if each.kind is RecognitionKind.RECOGNITION]
    known = sum(1 for each in thanks if each.made_known.strip())
    said = f"{plural(len(thanks), 'recognition', 'recognitions')} so far, {known} made known to others."
    pieces = [
        *finding(said, width),
        *register(context, _columns(width), listed, _row, "Recognition and incentives", before=0),
    ]
    return [Section("recognition", "Recognition", said, tuple(pieces))]
