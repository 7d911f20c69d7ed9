"""What is not in the plan, and why: actions that were dropped and suggestions that were turned down."""

from __future__ import annotations

from workbench.domain.action import ActionState
from workbench.reports.context import Context
from workbench.reports.layout import Cell, Column, Piece, heading, table_head, table_row
from workbench.reports.text import TABLE, TABLE_SOFT


def pieces(context: Context) -> list[Piece]:
    """A table of both, each with its reason; nothing where all that was thought of is done."""
    dropped = [each for each in context.book.actions if each.state is ActionState.DROPPED]
    turned_down = context.book.dismissals
    if not dropped and not turned_down:
        return []
    width = context.width
    columns = [
        Column("", 0, 24),
        Column("What", 26, 170),
        Column("Became", 204, 66),
        Column("Because", 276, width - 276),
    ]
    head = table_head(columns, width)
    found = [heading("Not in the plan, and why", width, before=18, hold=3), head]
    rows = [
        *((each.code, each.title, "Dropped", each.drop_reason, each.id) for each in dropped),
        *(("", each.title, "Turned down", each.reason, each.id) for each in turned_down),
    ]
    for code, title, became, reason, name in rows:
        cells = [
            Cell(code, TABLE_SOFT),
            Cell(title or "A suggestion", TABLE),
            Cell(became, TABLE_SOFT),
            Cell(reason or "No reason was written down", TABLE_SOFT),
        ]
        found += table_row(cells, columns, width, head, f"aside:{name}")
    return found
