"""All sessions at a glance, and after it the record of each on a page of its own."""

from __future__ import annotations

from dataclasses import replace

from workbench.analysis.meetings import present_by_role
from workbench.charts.calendar import day_words
from workbench.domain.meeting import Meeting
from workbench.domain.text import join_words, plural
from workbench.reports.context import Context
from workbench.reports.layout import Cell, Column, Section, finding, heading, table_head, table_row
from workbench.reports.sections.session_record import record
from workbench.reports.text import TABLE, TABLE_SOFT


def _columns(width: float) -> list[Column]:
    return [
        Column("", 0, 24),
        Column("Session", 26, 190),
        Column("Date", 224, 62),
        Column("Place", 292, 92),
        Column("Present", 392, width - 392),
    ]


def _row(context: Context, each: Meeting) -> list[Cell]:
    return [
        Cell(each.code, TABLE_SOFT),
        Cell(each.title, TABLE),
        Cell(day_words(each.day) if each.day else "No date", TABLE_SOFT),
        Cell(each.place or "–", TABLE_SOFT),
        Cell(present_by_role(context.book, each) or "Nobody ticked", TABLE_SOFT),
    ]


def _overview(context: Context, listed: list[Meeting]) -> Section:
    decided = sum(len(each.decisions) for each in listed)
    parked = sum(1 for each in listed for one in each.parked if not one.done)
    rest = [plural(decided, "decision"), f"{plural(parked, 'thing')} parked"]
    said = f"{plural(len(listed), 'session')}, {join_words(rest)}."
    width, columns = context.width, _columns(context.width)
    head = table_head(columns, width)
    pieces = [
        *finding(said, width),
        heading("Sessions", width, aside=plural(len(listed), "entry", "entries"), before=0, hold=3),
        head,
    ]
    for each in listed:
        pieces += table_row(_row(context, each), columns, width, head, f"session:{each.id}")
    return Section("sessions", "Sessions", said, tuple(pieces))


def sections(context: Context) -> list[Section]:
    """The sessions that were asked for; nothing where none was planned."""
    listed, wanted = context.book.all(Meeting), context.settings.sessions
    if wanted is not None:
        return [replace(record(context, each), level=0) for each in listed if each.id in wanted]
    if not listed:
        return []
    return [_overview(context, listed), *(record(context, each) for each in listed)]
