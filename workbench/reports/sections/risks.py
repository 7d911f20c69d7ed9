"""The risk matrix and the register."""

from __future__ import annotations

from workbench.analysis.exposure import When, exposure
from workbench.analysis.risk import ranked
from workbench.charts import calendar, matrix
from workbench.charts.crowded import crowded
from workbench.charts.risk_words import threshold
from workbench.domain.risk import Risk, RiskKind, RiskState
from workbench.domain.text import plural
from workbench.reports import findings
from workbench.reports.context import Context
from workbench.reports.layout import (
    Cell,
    Column,
    Piece,
    Section,
    finding,
    heading,
    paragraph,
    picture,
    table_head,
    table_row,
)
from workbench.reports.sections.entries import entry
from workbench.reports.sections.zone_chips import differs_so_far, zone_chips
from workbench.reports.text import CAPTION, TABLE, TABLE_SOFT, single

SCALE = 0.7
_BRIEF = 20.0


def _columns(width: float, three: bool) -> list[Column]:
    """The columns of the register; with `three` zones in a row the titles give way to them."""
    zones = "Zone before → so far → after" if three else "Zone before → after"
    title = 140.0 if three else 172.0
    return [
        Column("", 0, 24),
        Column("Risk", 26, title),
        Column(zones, 34 + title, 270 - title),
        Column("Steps", 310, 62),
        Column("Treatment", 376, 50),
        Column("Owner", 428, width - 428),
    ]


def _row(context: Context, risk: Risk, columns: list[Column], head: Piece) -> list[Piece]:
    steps = matrix.place(exposure(risk, context.criteria))
    after = exposure(risk, context.criteria, When.AFTER)
    if after is not None:
        steps += f" → {matrix.place(after)}"
    cells = [
        Cell(risk.code, TABLE_SOFT),
        Cell(risk.title, TABLE),
        Cell("Closed", TABLE_SOFT)
        if risk.state is RiskState.CLOSED
        else Cell("", TABLE, zone_chips(context, risk)),
        Cell(steps, CAPTION),
        Cell(risk.treatment.label, TABLE_SOFT),
        Cell(risk.owner or "No owner", TABLE_SOFT),
    ]
    part = context.pack.by_capability.get(risk.capability)
    dates = [f"due {calendar.day_words(risk.due)}"] if risk.due else []
    dates += [f"review {calendar.day_words(risk.review)}"] if risk.review else []
    details = [
        ("Because", risk.cause),
        ("May happen", risk.event),
        ("Then", risk.consequence),
        ("Concerns", part.name if part else ""),
        ("Dates", ", ".join(dates)),
        ("Note", risk.note),
    ]
    if context.brief:
        cells[1] = Cell(single(risk.title, columns[1].width, TABLE), TABLE)
        cells[5] = Cell(single(cells[5].text, columns[5].width, TABLE_SOFT), TABLE_SOFT)
        details = []
    return entry(cells, columns, context.width, head, f"risk:{risk.id}", details, 26)


def _crowds(context: Context) -> list[Piece]:
    """What stands behind the '+n' of a cell, which on paper nobody can press."""
    found = crowded(context.risks, context.criteria)
    if not found:
        return []
    width = context.width
    columns = [
        Column("Cell", 0, 92),
        Column("Before treatment", 96, 186),
        Column("After it", 286, width - 286),
    ]
    head = table_head(columns, width, before=8)
    pieces = [head]
    for each in found:
        where = f"{each.kind.label}s" if each.kind is RiskKind.THREAT else "Opportunities"
        cells = [
            Cell(f"{where} F{each.frequency} I{each.impact}", TABLE_SOFT),
            Cell(", ".join(each.before) or "–", TABLE_SOFT),
            Cell(", ".join(each.after) or "–", TABLE_SOFT),
        ]
        name = f"cell:{each.kind}:{each.frequency}:{each.impact}"
        pieces += table_row(cells, columns, width, head, name)
    return pieces


def sections(context: Context) -> list[Section]:
    """The matrix and the register; nothing where no risk is listed."""
    if not context.risks:
        return []
    width = context.width
    said = findings.risks(context)
    columns = _columns(width, any(differs_so_far(context, risk) for risk in context.risks))
    head = table_head(columns, width)
    threats = sum(1 for risk in context.risks if risk.kind is RiskKind.THREAT)
    counts = (
        f"{plural(threats, 'threat')}, {plural(len(context.risks) - threats, 'opportunity', 'opportunities')}"
    )
    note = (
        "F is the step of frequency, I the step of impact or benefit, each from 1 to 5. The zone follows from both and "
        f"the limits for a single risk. Appetite: {threshold(context.criteria.appetite, context.criteria)}. "
        f"Tolerance: {threshold(context.criteria.tolerance, context.criteria)}."
    )
    if not context.brief:
        note = f"{note} Where the matrix draws no arrow, Steps says where treatment takes a risk."
    pieces = [
        *finding(said, width),
        heading("Threats and opportunities, before and after treatment", width, before=0),
        picture(matrix.draw(context.risks, context.criteria, width / SCALE, 402), SCALE, before=2),
        *([] if context.brief else _crowds(context)),
        heading("Register", width, aside=counts, before=14, hold=3),
        head,
    ]
    listed = ranked(context.risks, context.criteria)
    if context.brief:
        left = context.paper.room - sum(piece.height + piece.before for piece in pieces) - 34
        fits = max(1, int(left // _BRIEF))
        if len(listed) > fits:
            note = f"{len(listed) - fits} more in the full report. {note}"
            listed = listed[:fits]
    for risk in listed:
        pieces += _row(context, risk, columns, head)
    pieces += paragraph(note, width, CAPTION, before=6)
    return [Section("risks", "Risk", said, tuple(pieces))]
