"""What stands in the way, by weight and by how easily it moves."""

from __future__ import annotations

from workbench.charts import glyphs, quadrant
from workbench.domain.obstacle import Obstacle
from workbench.reports import findings
from workbench.reports.context import Context
from workbench.reports.layout import Cell, Column, Section, finding, heading, picture
from workbench.reports.sections.entries import Details, capabilities, clauses, named, register
from workbench.reports.text import TABLE, TABLE_SOFT

SCALE = 0.7


def _columns(width: float) -> list[Column]:
    return [
        Column("", 0, 24),
        Column("Deterrent or obstacle", 26, 184),
        Column("Kind", 216, 42),
        Column("Impact", 264, 46),
        Column("Movable", 314, 46),
        Column("Owner", 364, 66),
        Column("State", 434, width - 434),
    ]


def _row(context: Context, each: Obstacle) -> tuple[list[Cell], Details]:
    dots = (tuple(glyphs.dots(0, 6.2, value, 3.1, 2.2)) for value in (each.impact, each.tractability))
    impact, movable = dots
    cells = [
        Cell(each.code, TABLE_SOFT),
        Cell(each.title, TABLE),
        Cell(each.kind.label, TABLE_SOFT),
        Cell("", TABLE, impact),
        Cell("", TABLE, movable),
        Cell(each.owner or "No owner", TABLE_SOFT),
        Cell(each.state.label, TABLE_SOFT),
    ]
    spread = f"{each.spread} of 5" if each.spread is not None else ""
    details = [
        ("What it is", each.detail),
        ("Spread", spread),
        ("Heard", each.evidence),
        ("Counter-move", each.countermeasure),
        ("Holds back", capabilities(context, each.capabilities)),
        ("Clauses", clauses(context, each.clauses)),
        ("Causes", named(risk for risk in context.risks if each.id in risk.obstacles)),
        ("Actions", named(action for action in context.actions if each.id in action.obstacles)),
    ]
    if not any(text.strip() for label, text in details if label != "Spread"):
        details = []
    return cells, details


def sections(context: Context) -> list[Section]:
    """The plot and the list; nothing where none is listed."""
    if not context.obstacles:
        return []
    width = context.width
    said = findings.obstacles(context)
    pieces = [
        *finding(said, width),
        heading("Deterrents and obstacles by impact and how easily they move", width, before=0),
        picture(quadrant.draw(context.obstacles, width / SCALE, 312), SCALE, before=4),
        *register(context, _columns(width), context.obstacles, _row),
    ]
    return [Section("obstacles", "Obstacles", said, tuple(pieces))]
