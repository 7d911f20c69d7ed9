"""How a risk looks in the register and at the head of its details."""

from __future__ import annotations

from collections.abc import Collection

from ui.models.entries import Cell, text_cell
from workbench.analysis import risk as zones
from workbench.analysis.exposure import Exposure, When, exposure
from workbench.charts import glyphs
from workbench.charts.figure import Anchor, Figure, Mark, Rect, TableText, Text
from workbench.domain.criteria import RiskCriteria
from workbench.domain.risk import Risk, RiskState

NEEDED = {"owner": "an owner", "due": "a date", "review": "a review date"}
_SHORT = {"owner": "owner", "due": "date", "review": "review"}
_CHIP, _NARROW = 66.0, 54.0


def zone_cell(risk: Risk, criteria: RiskCriteria, done: Collection[str] = ()) -> Cell:
    """The zones before and after treatment as chips, and between them the one so far where it differs."""
    if risk.state is RiskState.CLOSED:
        return text_cell("Closed", "ink3")
    before, after = zones.zone_today(risk, criteria), zones.zone_after(risk, criteria)
    so_far = zones.zone_so_far(risk, criteria, done)
    shown = [before, after] if so_far is before else [before, so_far, after]
    wide, gap = (_CHIP, 22.0) if len(shown) == 2 else (_NARROW, 16.0)
    size = 12.0 if len(shown) == 2 else 11.0
    marks: list[Mark] = []
    for number, zone in enumerate(shown):
        x = number * (wide + gap)
        marks += glyphs.zone_chip(x, -0.8 * size, risk.kind, zone, size, wide)
        if number:
            marks.append(Text(x - gap / 2, 4, "→", size, color="ink3", anchor=Anchor.MIDDLE))
    words = [zone.word(risk.kind) if zone else "not rated" for zone in shown]
    if len(words) == 3:
        words[1] = f"{words[1]} so far"
    return Cell(" to ".join(words), marks=tuple(marks))


def steps(found: Exposure | None) -> str:
    """A place in the matrix in short: 'F4 · I5'."""
    return f"F{found.frequency_step} · I{found.impact_step}" if found else "not rated"


def owner_cell(risk: Risk, criteria: RiskCriteria) -> Cell:
    """Who owns it, or what a red one lacks."""
    lacks = zones.missing(risk, criteria)
    if lacks:
        return text_cell(f"Needs {', '.join(_SHORT[key] for key in lacks)}", "bad", 500)
    return text_cell(risk.owner or "–", "ink2")


def zones_figure(risk: Risk, criteria: RiskCriteria, done: Collection[str], width: float) -> Figure:
    """The zones as a panel: inherent, so far with the controls in place, and residual when all of them are."""
    marks: list[Mark] = [
        Rect(0.5, 0.5, width - 1, 77, fill="surface", stroke="line2", radius=8),
        Rect(width / 3, 1, 1, 76, fill="line"),
        Rect(2 * width / 3, 1, 1, 76, fill="line"),
    ]
    said: list[str] = []
    pairs = (
        ("Inherent", exposure(risk, criteria)),
        ("So far", exposure(risk, criteria, When.SO_FAR, done)),
        ("Residual", exposure(risk, criteria, When.AFTER)),
    )
    for number, (name, found) in enumerate(pairs):
        zone = found.zone if found else None
        x = 10 + number * width / 3
        marks.append(Text(x, 20, name, 12, color="ink3"))
        marks += glyphs.zone_chip(x, 30, risk.kind, zone)
        if zone is not None:
            marks.append(Text(x, 68, steps(found), 12, color="ink2"))
        said.append(f"{name} {zone.word(risk.kind) if zone else 'not rated'}, {steps(found)}")
    return Figure(width, 78, tuple(marks), "; ".join(said), TableText((), ()))
