"""The daily updates of the last two weeks: what each did, will do, and what stands in the way (stage 2)."""

from __future__ import annotations

from itertools import groupby

from workbench.analysis.rounds import RECENT_DAYS, clock_words, recent
from workbench.charts.calendar import day_words
from workbench.domain.text import plural
from workbench.reports.context import Context
from workbench.reports.layout import Cell, Column, Piece, Section, finding, heading, table_head, table_row
from workbench.reports.text import CAPTION, STRONG, TABLE_SOFT


def _columns(width: float) -> list[Column]:
    third = (width - 92 - 24) / 3
    return [
        Column("Who", 0, 86),
        Column("Last 24 hours", 92, third),
        Column("Next 24 hours", 92 + third + 12, third),
        Column("Blockers", 92 + 2 * (third + 12), third),
    ]


def sections(context: Context) -> list[Section]:
    """A table a day, the newest first; nothing where nobody said anything in these days."""
    listed = recent(context.book.daily_updates, context.today)
    if not listed:
        return []
    width = context.width
    codes = {each.id: each.code for each in context.book.obstacles}
    blocked = [each for each in listed if each.blocker.strip()]
    days = len({each.day for each in listed})
    said = f"{plural(len(blocked), 'blocker')} came up on {plural(days, 'day')} of daily updates"
    made = sum(1 for each in blocked if each.obstacle in codes)
    if made:
        said += f"; {made} {'is listed as an obstacle' if made == 1 else 'are listed as obstacles'}"
    said += "."
    columns = _columns(width)
    pieces: list[Piece] = [*finding(said, width, f"The last {RECENT_DAYS} days, the newest first.")]
    for number, (day, found) in enumerate(groupby(listed, key=lambda each: each.day)):
        updates = list(found)
        total = sum(each.seconds for each in updates)
        aside = plural(len(updates), "person", "people") + (f", {clock_words(total)} in all" if total else "")
        head = table_head(columns, width)
        pieces += [heading(day_words(day), width, aside=aside, before=12 if number else 0, hold=2), head]
        for each in updates:
            code = codes.get(each.obstacle, "")
            cells = [
                Cell(each.who, STRONG),
                Cell(each.last or "–", TABLE_SOFT),
                Cell(each.following or "–", TABLE_SOFT),
                Cell(
                    f"{each.blocker} ({code})" if code else each.blocker or "–",
                    TABLE_SOFT if each.blocker else CAPTION,
                ),
            ]
            pieces += table_row(cells, columns, width, head, f"daily:{each.id}")
    return [Section("daily", "Daily updates", said, tuple(pieces))]
