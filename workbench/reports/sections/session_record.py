"""The record of one session on a page of its own: when, who by role, what was talked about, agreed, decided and parked."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from workbench.analysis.agenda import item_name, pace, questions_of
from workbench.analysis.meetings import Voted, present_by_role, voted_on
from workbench.charts import glyphs
from workbench.charts.calendar import day_words
from workbench.charts.figure import Mark, Text
from workbench.charts.words import one_line
from workbench.domain.meeting import AgendaItem, AgendaKind, Meeting
from workbench.domain.text import plural, whole_line
from workbench.reports.context import Context
from workbench.reports.layout import (
    Cell,
    Column,
    Piece,
    Section,
    heading,
    paragraph,
    space,
    table_head,
    table_row,
)
from workbench.reports.sections.entries import entry
from workbench.reports.text import BODY, TABLE, TABLE_SOFT, Style, break_lines, set_lines

_TITLE = Style(22, 27, 500, "serif")
_KIND = Style(9.4, 13, 600, color="ink3")
_LABELS = 92.0


def minutes(seconds: int) -> int:
    """Seconds as whole minutes."""
    return round(seconds / 60)


def time_words(meeting: Meeting) -> str:
    """'60 minutes planned, 72 used, behind by 12 min'; '' without an agenda."""
    found = pace(meeting)
    if not meeting.agenda:
        return ""
    planned = f"{plural(minutes(found.planned), 'minute')} planned"
    return f"{planned}, {minutes(found.used)} used, {found.words}" if found.used else planned


def state_words(meeting: Meeting) -> str:
    """Whether it was held."""
    return "Ended" if meeting.ended else "Going on" if meeting.started else "Not held yet"


def _present(context: Context, meeting: Meeting) -> str:
    """Who was there by role, and each of them where names were asked for."""
    counted = present_by_role(context.book, meeting)
    if not context.settings.names or not counted:
        return counted or "Nobody was ticked."
    labels = context.labels
    there = [one_line(labels[each.id]) for each in context.book.people() if each.id in meeting.present]
    return f"{counted}: {'; '.join(there)}"


def _facts(context: Context, each: Meeting) -> list[Piece]:
    """When, where and who, each under its label."""
    rows = [
        ("When", f"{day_words(each.day) if each.day else 'No date'}; {state_words(each).lower()}"),
        ("Where", each.place),
        ("Present", _present(context, each)),
        ("Time", time_words(each)),
    ]
    pieces: list[Piece] = []
    for name, text in rows:
        for number, line in enumerate(
            break_lines(text, context.width - _LABELS, BODY) if text.strip() else ()
        ):
            marks: list[Mark] = list(set_lines([line], _LABELS, 0, context.width - _LABELS, BODY))
            if number == 0:
                marks.append(Text(0, 9.9, name, 8.4, 500, color="ink3"))
            pieces.append(Piece(BODY.leading, tuple(marks), row=f"fact:{name}"))
    return pieces


def _table(
    title: str, aside: str, columns: Sequence[Column], rows: Iterable[Sequence[Cell]], width: float
) -> list[Piece]:
    listed = list(rows)
    if not listed:
        return []
    head = table_head(columns, width)
    pieces = [heading(title, width, aside=aside, before=14, hold=3), head]
    for number, cells in enumerate(listed):
        pieces += table_row(cells, columns, width, head, f"{title}:{number}")
    return pieces


def _agenda(context: Context, each: Meeting) -> list[Piece]:
    width = context.width
    columns = [
        Column("What", 0, width - 250),
        Column("Questions", width - 240, 54),
        Column("Planned", width - 180, 56),
        Column("Used", width - 118, 56),
        Column("Done", width - 56, 56),
    ]

    def cells(item: AgendaItem) -> list[Cell]:
        asked = len(questions_of(context.book, item))
        used = each.used(item)
        return [
            Cell(item_name(context.book, item), TABLE),
            Cell(str(asked) if item.kind is AgendaKind.CAPABILITY else "–", TABLE_SOFT),
            Cell(f"{item.minutes} min", TABLE_SOFT),
            Cell(f"{minutes(used)} min" if used else "–", TABLE_SOFT),
            Cell("done" if item.done else "open", TABLE_SOFT),
        ]

    done = sum(1 for item in each.agenda if item.done)
    aside = f"{done} of {plural(len(each.agenda), 'item')} done"
    return _table("Agenda", aside, columns, map(cells, each.agenda), width)


def _votes(context: Context, each: Meeting) -> list[Piece]:
    listed = voted_on(context.book, each, context.standing.questions)
    if not listed:
        return []
    width = context.width
    columns = [
        Column("", 0, 46),
        Column("Voted on", 50, width - 240),
        Column("Rounds", width - 180, 56),
        Column("Agreed on", width - 118, 118),
    ]
    agreed = sum(1 for one in listed if one.agreed)
    head = table_head(columns, width)
    pieces = [
        heading("Votes", width, aside=f"{agreed} of {len(listed)} agreed on", before=14, hold=3),
        head,
    ]
    for number, one in enumerate(listed):
        cells = [
            Cell(one.question, TABLE_SOFT),
            Cell(one_line(one.title), TABLE),
            Cell(str(one.rounds), TABLE_SOFT),
            Cell(one.agreed or f"nothing, {one.state}", TABLE if one.agreed else TABLE_SOFT),
        ]
        # No bookmark: a question has its own elsewhere.
        rows = entry(cells, columns, width, head, f"vote:{number}", _said(one), 50)
        pieces += [replace(rows[0], anchor=""), *rows[1:]]
    return pieces


def _said(one: Voted) -> list[tuple[str, str]]:
    return [("Agreed", one.sentence), ("Dissent", one.dissent)]


def _decisions(context: Context, each: Meeting) -> list[Piece]:
    width = context.width
    columns = [
        Column("What was decided", 0, width - 250),
        Column("Who sees to it", width - 240, 150),
        Column("Until", width - 82, 82),
    ]
    rows = (
        [
            Cell(f"{one.text} ({one.question})" if one.question else one.text, TABLE),
            Cell(one.owner or "–", TABLE_SOFT),
            Cell(day_words(one.due) if one.due else "–", TABLE_SOFT),
        ]
        for one in each.decisions
    )
    return _table("Decisions", str(len(each.decisions)), columns, rows, width)


def _parked(context: Context, each: Meeting) -> list[Piece]:
    width = context.width
    left = sum(1 for one in each.parked if not one.done)
    if not each.parked:
        return []
    pieces = [heading("Parking lot", width, aside=f"{left} still open", before=14, hold=1)]
    for number, one in enumerate(each.parked):
        text = f"{one.text}{f' ({one.question})' if one.question else ''}{', done' if one.done else ''}"
        for place, line in enumerate(break_lines(text, width - 16, TABLE)):
            marks: list[Mark] = list(set_lines([line], 16, 0, width - 16, TABLE))
            if place == 0:
                marks.append(glyphs.check_box(0.5, 1.2, 7.6))
            above = 2.2 if place == 0 and number else 0.0
            pieces.append(Piece(TABLE.leading, tuple(marks), before=above, row=f"parked:{number}"))
    return pieces


def record(context: Context, each: Meeting) -> Section:
    """The record of a session as a section of its own, on one page where it fits."""
    width = context.width
    title = break_lines(whole_line(each.title), width, _TITLE)
    pieces: list[Piece] = [
        Piece(
            _KIND.leading + 2,
            (Text(0, 10, f"Record of session {each.code}", _KIND.size, 600, color="ink3"),),
            anchor=f"Meeting:{each.id}",
        ),
        *(Piece(_TITLE.leading, tuple(set_lines([line], 0, 0, width, _TITLE))) for line in title),
        space(8),
        *_facts(context, each),
        *_agenda(context, each),
        *_votes(context, each),
        *_decisions(context, each),
        *_parked(context, each),
    ]
    if each.note.strip():
        pieces += [heading("Note", width, before=14, hold=1), *paragraph(each.note, width, TABLE)]
    said = time_words(each) or state_words(each)
    return Section(
        f"session-{each.id}", f"{each.code} {whole_line(each.title)}", f"{said}.", tuple(pieces), level=1
    )
