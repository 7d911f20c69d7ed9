"""The engagement agreements: between whom, about what, and which side has not agreed yet."""

from __future__ import annotations

from workbench.analysis import engagements
from workbench.charts.calendar import day_words
from workbench.domain.agreement import Agreement
from workbench.domain.consent import Consent
from workbench.domain.text import sentence_case
from workbench.reports.context import Context
from workbench.reports.layout import Cell, Column, Section, finding
from workbench.reports.sections.entries import Details, named, register
from workbench.reports.text import TABLE, TABLE_SOFT


def period(each: Agreement) -> str:
    """From when to when: '30 Nov 2026 to 1 Mar 2027', 'from 30 Nov 2026', 'no dates yet'."""
    if each.start and each.finish:
        return f"{day_words(each.start)} to {day_words(each.finish)}"
    if each.start:
        return f"from {day_words(each.start)}"
    return f"until {day_words(each.finish)}" if each.finish else "no dates yet"


def consent_words(each: Consent) -> str:
    """One side's consent: 'SRE: SRE Lead, 20 Nov 2026', 'Development: not yet'."""
    if each.given and each.on is not None:
        return f"{each.side}: {each.who}, {day_words(each.on)}"
    return f"{each.side}: {f'{each.who}, ' if each.who.strip() else ''}not yet"


def state_words(each: Agreement) -> str:
    """Whether both sides agree, or who has not: 'Waits for Development'."""
    return "Agreed" if each.agreed else engagements.waiting_words(each)


def linked_lists(context: Context, each: Agreement) -> tuple[str, str]:
    """The needs and the actions of an agreement by code and title."""
    book = context.book
    return (
        named(one for one in book.needs if one.id in each.needs),
        named(one for one in book.actions if one.id in each.actions),
    )


def _columns(width: float) -> list[Column]:
    return [
        Column("", 0, 24),
        Column("Engagement", 26, 152),
        Column("Partner", 184, 104),
        Column("When", 294, 100),
        Column("Consent", 400, width - 400),
    ]


def _row(context: Context, each: Agreement) -> tuple[list[Cell], Details]:
    cells = [
        Cell(each.code, TABLE_SOFT),
        Cell(each.title, TABLE),
        Cell(each.partner or "–", TABLE_SOFT),
        Cell(sentence_case(period(each)), TABLE_SOFT),
        Cell(state_words(each), TABLE_SOFT),
    ]
    needs, actions = linked_lists(context, each)
    return cells, [
        ("Purpose", each.purpose),
        ("Needs", needs),
        ("Wanted", "\n".join(each.wanted)),
        ("Offered", "\n".join(each.offered)),
        ("Workstream", each.workstream),
        ("Included", "\n".join(each.included)),
        ("Not included", "\n".join(each.excluded)),
        ("Meetings", each.meetings),
        ("Accepted", "\n".join(each.acceptance)),
        ("Actions", actions),
        ("Consents", "\n".join(map(consent_words, each.consents))),
        ("Note", each.note),
    ]


def sections(context: Context) -> list[Section]:
    """The list; nothing where there is no agreement."""
    listed = context.book.agreements
    if not listed:
        return []
    said = engagements.finding(listed)
    pieces = [
        *finding(said, context.width, "Each is signed as a document of its own: the edition 'engagement'."),
        *register(context, _columns(context.width), listed, _row, "Engagements", before=0),
    ]
    return [Section("engagement", "Engagement agreements", said, tuple(pieces))]
