"""Services, what they promise, and what is left of their error budgets."""

from __future__ import annotations

from workbench.analysis import budget
from workbench.charts import budget as chart
from workbench.domain.service import BudgetPolicy, Service
from workbench.domain.text import plural
from workbench.reports.context import Context
from workbench.reports.layout import Cell, Column, Piece, Section, finding, heading, picture, table_head
from workbench.reports.sections.entries import entry
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


def _row(context: Context, each: Service, columns: list[Column], head: Piece) -> list[Piece]:
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
    codes = {action.id: action.code for action in context.book.actions}
    details = [
        ("Owner", each.owner),
        ("Budget", " ".join(chart.sentences(each, services))),
        ("Policy", each.policy.label if each.policy is not BudgetPolicy.NONE else ""),
        ("Rule", each.policy_text),
        ("Needs", ", ".join(services[part].title for part in each.needs if part in services)),
        ("Source", each.source),
        ("Note", each.note),
        ("Actions", ", ".join(codes[part] for part in each.actions if part in codes)),
    ]
    return entry(cells, columns, context.width, head, f"service:{each.id}", details, 26)


def sections(context: Context) -> list[Section]:
    """The budgets nearest to being spent as pictures, and every service; nothing where none is listed."""
    listed = context.book.services
    if not listed:
        return []
    width = context.width
    said = f"{chart.title(listed)}."
    columns = _columns(width)
    head = table_head(columns, width)
    pieces = [*finding(said, width)]
    counted = [
        (each, found.left) for each in listed if (found := budget.state(each)) and found.left is not None
    ]
    for each, _ in sorted(counted, key=lambda pair: pair[1])[:_PICTURES]:
        pieces.append(heading(f"{each.title}: {each.window} days", width, before=10, hold=1))
        pieces.append(picture(chart.draw(each, width / SCALE, 190), SCALE, before=4))
    pieces.append(
        heading("All services", width, aside=plural(len(listed), "entry", "entries"), before=16, hold=3)
    )
    pieces.append(head)
    for each in listed:
        pieces += _row(context, each, columns, head)
    return [Section("services", "Services", said, tuple(pieces))]
