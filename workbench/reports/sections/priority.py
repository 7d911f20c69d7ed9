"""What comes first: value against effort, and the plan ranked with its arithmetic."""

from __future__ import annotations

from dataclasses import replace

from workbench.analysis.priority import LEAST_EFFORT
from workbench.analysis.ranking import Ranked, Ranking, rank
from workbench.charts import gantt, priority_words, value_effort
from workbench.domain.plan_settings import Method
from workbench.reports.context import Context
from workbench.reports.fonts import printable
from workbench.reports.layout import (
    Cell,
    Column,
    Link,
    Piece,
    Section,
    finding,
    heading,
    paragraph,
    picture,
    shift,
    table_head,
    table_row,
)
from workbench.reports.text import CAPTION, STRONG, TABLE, TABLE_SOFT

SCALE = 0.7
_BAR = 60.0


def _columns(width: float) -> list[Column]:
    return [
        Column("", 0, 24),
        Column("Action", 26, 150),
        Column("Value", 184, 26),
        Column("", 212, _BAR),
        Column("Priority", 282, 40),
        Column("Quick win", 328, width - 328),
    ]


def _misses(each: Ranked) -> str:
    return "Yes" if each.quick_win else "; ".join(printable(miss) for miss in each.misses) or "–"


def _row(each: Ranked, columns: list[Column], width: float, head: Piece) -> list[Piece]:
    cells = [
        Cell(printable(each.action.code), TABLE_SOFT),
        Cell(printable(each.action.title), TABLE),
        Cell(f"{each.value:.0f}", TABLE),
        Cell("", TABLE, tuple(shift(priority_words.bar(each.points, _BAR, 7.0), 0, 6.2))),
        Cell("–" if each.score is None else f"{each.score:.1f}", STRONG),
        Cell(_misses(each), CAPTION),
    ]
    row = table_row(cells, columns, width, head, f"first:{each.action.id}")
    tall = row[0].height
    row[0] = replace(row[0], links=(Link(0, 0, width, tall, each.action.id),))
    return row


def _near(context: Context, ranking: Ranking) -> list[Piece]:
    names = {each.action.id: each.action.code for each in ranking.rows}
    said = [
        f"{printable(names[each.id])}: {'; '.join(printable(miss) for miss in each.misses)}"
        for each in ranking.near
    ]
    return [
        line
        for text in (["Nearest to a quick win:"] if said else []) + said
        for line in paragraph(text, context.width, CAPTION, before=2)
    ]


def sections(context: Context) -> list[Section]:
    """The plot and the ranking; nothing where nothing is left to do."""
    ranking = rank(context.book, context.standing)
    ordered = ranking.ordered(Method.PRIORITY)
    if not ordered:
        return []
    width = context.width
    said = f"{value_effort.title(ranking)}."
    streams = gantt.workstreams(context.actions)
    columns = _columns(width)
    head = table_head(columns, width)
    note = (
        "Value 0 to 100, the sum of the bar: gap closed, expected loss cut, toil saved, obstacles cleared, each held "
        "against the most that one action of this plan brings. Priority is value × urgency × confidence, over the "
        f"effort in person-days, {LEAST_EFFORT:g} at least. A quick win has at least the middle value, at most 10 "
        "person-days of effort, at most 30 days to go, and waits for nothing."
    )
    pieces = [
        *finding(said, width, f"{printable(priority_words.title(ranking, Method.PRIORITY))}."),
        heading(
            "Value against effort",
            width,
            aside="hollow among the quick wins: misses another condition",
            before=0,
            hold=1,
        ),
        picture(value_effort.draw(ranking, streams, width / SCALE, 330), SCALE, before=4),
        heading("In order of priority", width, aside="what is still to be done", before=14, hold=3),
        head,
    ]
    for each in ordered:
        pieces += _row(each, columns, width, head)
    pieces += [*_near(context, ranking), *paragraph(note, width, CAPTION, before=6)]
    return [Section("priority", "What comes first", said, tuple(pieces))]
