"""What the business needs and plans, and the SRE work that serves it."""

from __future__ import annotations

from workbench.charts import needs as chart
from workbench.charts.calendar import day_words
from workbench.domain.need import Need
from workbench.reports.context import Context
from workbench.reports.layout import Cell, Column, Section, finding, heading, picture
from workbench.reports.sections.entries import Details, linked, register
from workbench.reports.text import TABLE, TABLE_SOFT

SCALE = 0.7


def _columns(width: float) -> list[Column]:
    return [
        Column("", 0, 24),
        Column("Need or plan", 26, 150),
        Column("KPI", 182, 108),
        Column("Now → target", 296, 84),
        Column("Due", 386, 50),
        Column("Owner", 440, width - 440),
    ]


def _row(context: Context, each: Need) -> tuple[list[Cell], Details]:
    cells = [
        Cell(each.code, TABLE_SOFT),
        Cell(each.title, TABLE),
        Cell(each.kpi or "No KPI yet", TABLE_SOFT),
        Cell(chart.now_then(each), TABLE),
        Cell(day_words(each.due) if each.due else "–", TABLE_SOFT),
        Cell(each.owner or "No owner", TABLE_SOFT),
    ]
    return cells, [
        ("Horizon", each.horizon.label),
        ("What it is", each.detail),
        ("Unit", each.unit if each.current is None and each.target is None else ""),
        ("SRE work", each.sre_work),
        *linked(context, each),
    ]


def sections(context: Context) -> list[Section]:
    """The needs with their KPIs; nothing where none is listed."""
    listed = context.book.needs
    if not listed:
        return []
    width = context.width
    said = f"{chart.title(listed)}."
    pieces = [*finding(said, width)]
    if any(each.current is not None or each.target is not None for each in listed):
        pieces.append(heading("From today's figure to the target", width, before=0, hold=1))
        pieces.append(picture(chart.draw(listed, width / SCALE), SCALE, before=4))
    pieces += register(context, _columns(width), listed, _row)
    return [Section("needs", "Business needs", said, tuple(pieces))]
