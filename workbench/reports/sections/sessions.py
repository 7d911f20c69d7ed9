"""The record of each session: when and where, who was there by role, what was talked about, parked and decided."""

from __future__ import annotations

from workbench.analysis.meetings import present_by_role
from workbench.charts.calendar import day_words
from workbench.domain.meeting import AgendaItem, AgendaKind, Meeting
from workbench.domain.text import join_words, plural
from workbench.reports.context import Context
from workbench.reports.layout import Cell, Column, Section, finding
from workbench.reports.sections.entries import Details, register
from workbench.reports.text import TABLE, TABLE_SOFT


def _columns(width: float) -> list[Column]:
    return [
        Column("", 0, 24),
        Column("Session", 26, 190),
        Column("Date", 224, 62),
        Column("Place", 292, 92),
        Column("Present", 392, width - 392),
    ]


def _item(context: Context, meeting: Meeting, item: AgendaItem) -> str:
    known = context.pack.by_capability.get(item.what) if item.kind is AgendaKind.CAPABILITY else None
    name = known.name if known else item.what.replace("_", " ").capitalize()
    used = meeting.used(item)
    spent = f", {plural(round(used / 60), 'minute')} used" if used else ""
    return f"{name}: {plural(item.minutes, 'minute')} planned{spent}{', done' if item.done else ''}"


def _row(context: Context, each: Meeting) -> tuple[list[Cell], Details]:
    cells = [
        Cell(each.code, TABLE_SOFT),
        Cell(each.title, TABLE),
        Cell(day_words(each.day) if each.day else "No date", TABLE_SOFT),
        Cell(each.place or "–", TABLE_SOFT),
        Cell(present_by_role(context.book, each) or "Nobody ticked", TABLE_SOFT),
    ]
    parked = (f"{one.text}{' (done)' if one.done else ''}" for one in each.parked)
    decided = (
        ", ".join(part for part in (one.text, one.owner, day_words(one.due) if one.due else "") if part)
        for one in each.decisions
    )
    return cells, [
        ("Agenda", "\n".join(_item(context, each, item) for item in each.agenda)),
        ("Decided", "\n".join(decided)),
        ("Parked", "\n".join(parked)),
        ("Note", each.note),
    ]


def sections(context: Context) -> list[Section]:
    """A record each; nothing where no session was planned."""
    listed = context.book.all(Meeting)
    if not listed:
        return []
    decided = sum(len(each.decisions) for each in listed)
    parked = sum(1 for each in listed for one in each.parked if not one.done)
    rest = [plural(decided, "decision"), f"{plural(parked, 'thing')} parked"]
    said = f"{plural(len(listed), 'session')}, {join_words(rest)}."
    pieces = [
        *finding(said, context.width),
        *register(context, _columns(context.width), listed, _row, "Sessions", before=0),
    ]
    return [Section("sessions", "Sessions", said, tuple(pieces))]
