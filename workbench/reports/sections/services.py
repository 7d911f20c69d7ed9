"""Services, what they promise, and what is left of their error budgets."""

from __future__ import annotations

from workbench.analysis import budget
from workbench.charts import budget as chart
from workbench.domain.service import BudgetPolicy, Service
from workbench.domain.text import plural
from workbench.reports.context import Context
from workbench.reports.layout import (
    Cell,
    Column,
    Piece,
    Section,
    finding,
    heading,
    picture,
    table_head,
    table_row,
)
from workbench.reports.sections.entries import Details, linked, register
from workbench.reports.text import TABLE, TABLE_SOFT

SCALE = 0.7
_PICTURES = 4


def _columns(width: float) -> list[Column]:
    return [
        Column("", 0, 24),
        Column("Service", 26, 110),
        Column("Indicator (SLI)", 142, 116),
        Column("SLO", 264, 40),
        Column("SLA", 308, 40),
        Column("Allowed", 352, 62),
        Column("Left", 418, 40),
        Column("Burn", 462, width - 462),
    ]


def _row(context: Context, each: Service) -> tuple[list[Cell], Details]:
    found = budget.state(each)
    left = found.left if found is not None else None
    burn = found.burn if found is not None else None
    cells = [
        Cell(each.code, TABLE_SOFT),
        Cell(each.title, TABLE),
        Cell(each.indicator or "–", TABLE_SOFT),
        Cell(chart.per_cent(each.objective), TABLE),
        Cell(chart.per_cent(each.agreement), TABLE),
        Cell(chart.span(found.allowed) if found is not None else "–", TABLE_SOFT),
        Cell("–" if left is None else "spent" if left <= 0 else f"{round(left * 100)}%", TABLE),
        Cell("–" if burn is None else f"{burn:.1f}", TABLE_SOFT),
    ]
    services = {one.id: one for one in context.book.services}
    return cells, [
        ("Owner", each.owner),
        ("Counted", chart.counted(each)),
        ("Budget", " ".join(chart.sentences(each, services))),
        ("Policy", each.policy.label if each.policy is not BudgetPolicy.NONE else ""),
        ("Rule", each.policy_text),
        ("Needs", ", ".join(services[part].title for part in each.needs if part in services)),
        ("Source", each.source),
        ("Note", each.note),
        *linked(context, each),
    ]


def _alert_columns(width: float) -> list[Column]:
    return [
        Column("", 0, 24),
        Column("Service", 26, 124),
        Column("Alert", 156, 40),
        Column("Long, short window", 202, 90),
        Column("Burn rate", 298, 50),
        Column("Of the budget", 354, 66),
        Column("Fires after", 426, width - 426),
    ]


def _alerts(context: Context, listed: list[Service]) -> list[Piece]:
    """When to alert on each service with an objective, and when that alert would come at the rate so far."""
    width = context.width
    columns = _alert_columns(width)
    head = table_head(columns, width)
    pieces: list[Piece] = []
    for each in listed:
        for number, found in enumerate(budget.alerts(each)):
            fires = chart.span(found.fires_after) if found.fires_after is not None else "not now"
            texts = (
                each.code if number == 0 else "",
                each.title if number == 0 else "",
                found.severity,
                f"{chart.span(found.long)}, {chart.span(found.short)}",
                f"{found.burn:.4g}",
                f"{found.share * 100:.3g}%",
                fires,
            )
            cells = [Cell(text, TABLE if place == 1 else TABLE_SOFT) for place, text in enumerate(texts)]
            pieces += table_row(cells, columns, width, head, f"alert:{each.id}:{number}")
    if not pieces:
        return []
    aside = "an alert needs both windows above the burn rate"
    return [heading("When to alert", width, aside=aside, before=16, hold=3), head, *pieces]


def sections(context: Context) -> list[Section]:
    """The budgets nearest to being spent as pictures, and every service; nothing where none is listed."""
    listed = context.book.services
    if not listed:
        return []
    width = context.width
    said = f"{chart.title(listed)}."
    pieces = [*finding(said, width)]
    counted = [
        (each, found.left) for each in listed if (found := budget.state(each)) and found.left is not None
    ]
    for each, _ in sorted(counted, key=lambda pair: pair[1])[:_PICTURES]:
        pieces.append(heading(f"{each.title}: {plural(each.window, 'day')}", width, before=10, hold=1))
        pieces.append(picture(chart.draw(each, width / SCALE, 190), SCALE, before=4))
    pieces += register(context, _columns(width), listed, _row, "All services")
    pieces += _alerts(context, listed)
    return [Section("services", "Services", said, tuple(pieces))]
