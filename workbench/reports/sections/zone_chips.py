"""The zones of a risk on paper: before and after treatment, and between them the one so far where it differs."""

from __future__ import annotations

from workbench.analysis.risk import zone_after, zone_so_far, zone_today
from workbench.analysis.risk_process import done_actions
from workbench.charts import glyphs
from workbench.charts.figure import Anchor, Mark, Text
from workbench.domain.risk import Risk, RiskState
from workbench.reports.context import Context

_TWO, _THREE = (40.0, 14.0, 7.6), (33.0, 11.0, 7.0)
"""How wide a chip is, how wide the gap after it, and the size of its word; with two chips in a row and with three."""


def differs_so_far(context: Context, risk: Risk) -> bool:
    """Whether the controls in place have taken an open risk to another zone."""
    so_far = zone_so_far(risk, context.criteria, done_actions(context.book))
    return risk.state is not RiskState.CLOSED and so_far is not zone_today(risk, context.criteria)


def zone_chips(context: Context, risk: Risk) -> tuple[Mark, ...]:
    """A chip for each zone that is known, with arrows between."""
    before, after = zone_today(risk, context.criteria), zone_after(risk, context.criteria)
    zones = [before]
    if differs_so_far(context, risk):
        zones.append(zone_so_far(risk, context.criteria, done_actions(context.book)))
    if after is not None:
        zones.append(after)
    wide, gap, size = _THREE if len(zones) > 2 else _TWO
    marks: list[Mark] = []
    for number, zone in enumerate(zones):
        x = number * (wide + gap)
        marks += glyphs.zone_chip(x, -0.5, risk.kind, zone, size, wide)
        if number:
            marks.append(Text(x - gap / 2, 8.4, "→", 8, color="ink3", anchor=Anchor.MIDDLE))
    return tuple(marks)
