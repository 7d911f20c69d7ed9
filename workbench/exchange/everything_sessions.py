"""Sessions as tables: who was there by role, the agenda, what was parked and what was decided."""

from __future__ import annotations

from workbench.analysis.meetings import present_by_role
from workbench.domain.book import Book
from workbench.domain.meeting import AgendaItem, Decision, Meeting, Parked
from workbench.exchange.everything_parts import Field, Linking, table
from workbench.exchange.sheets import Sheet


def meetings(book: Book, _links: Linking) -> Sheet:
    """Every session."""
    fields: list[Field[Meeting]] = [
        ("Code", lambda each: each.code),
        ("Session", lambda each: each.title),
        ("Date", lambda each: each.day),
        ("Place", lambda each: each.place),
        ("Present, by role", lambda each: present_by_role(book, each)),
        ("Started (UTC)", lambda each: each.started),
        ("Ended (UTC)", lambda each: each.ended),
        ("Note", lambda each: each.note),
    ]
    return table("Sessions", fields, book.all(Meeting))


def agenda(book: Book, links: Linking) -> Sheet:
    """What each session meant to talk about, and how long it took."""
    fields: list[Field[tuple[Meeting, AgendaItem]]] = [
        ("Session", lambda row: row[0].code),
        ("Kind", lambda row: row[1].kind.value.capitalize()),
        ("About", lambda row: links.capability(row[1].what)),
        ("Minutes planned", lambda row: row[1].minutes),
        ("Seconds used", lambda row: row[0].used(row[1])),
        ("Done", lambda row: row[1].done),
    ]
    return table("Agenda", fields, [(each, item) for each in book.all(Meeting) for item in each.agenda])


def parked(book: Book, _links: Linking) -> Sheet:
    """What is to be come back to."""
    fields: list[Field[tuple[str, Parked]]] = [
        ("Session", lambda row: row[0]),
        ("Parked", lambda row: row[1].text),
        ("Question", lambda row: row[1].question),
        ("Done", lambda row: row[1].done),
    ]
    return table(
        "Parking lot", fields, [(each.code, one) for each in book.all(Meeting) for one in each.parked]
    )


def decisions(book: Book, _links: Linking) -> Sheet:
    """What was decided in the room."""
    fields: list[Field[tuple[str, Decision]]] = [
        ("Session", lambda row: row[0]),
        ("Decision", lambda row: row[1].text),
        ("Owner", lambda row: row[1].owner),
        ("Due", lambda row: row[1].due),
        ("Question", lambda row: row[1].question),
    ]
    return table(
        "Decisions", fields, [(each.code, one) for each in book.all(Meeting) for one in each.decisions]
    )
