"""How a risk looks in the register and at the head of its details."""

from __future__ import annotations

from ui.models.entries import Cell, text_cell
from workbench.analysis import risk as zones
from workbench.charts import glyphs
from workbench.charts.figure import Figure, Mark, Rect, TableText, Text
from workbench.domain.risk import Risk, Zone

# The edges of the scale (domain.md 3), in units of what may be lost or won in a year.
UNITS = ("under 1 unit", "1 to 3.2 units", "3.2 to 10 units", "10 to 32 units", "over 32 units")
NEEDED = {"owner": "an owner", "due": "a date", "review": "a review date"}
_SHORT = {"owner": "owner", "due": "date", "review": "review"}
_CHIP = 66.0


def zone_cell(risk: Risk) -> Cell:
    """The zones before and after treatment as two chips."""
    before, after = zones.inherent(risk), zones.residual(risk)
    marks: list[Mark] = [
        *glyphs.zone_chip(0, -9.6, risk.kind, before, width=_CHIP),
        Text(_CHIP + 6, 4, "→", 12, color="ink3"),
        *glyphs.zone_chip(_CHIP + 22, -9.6, risk.kind, after, width=_CHIP),
    ]
    said = " to ".join(zone.word(risk.kind) if zone else "not rated" for zone in (before, after))
    return Cell(said, marks=tuple(marks))


def steps(frequency: int | None, impact: int | None) -> str:
    """A place in the matrix in short: 'F4 · I5'."""
    return f"F{frequency} · I{impact}" if frequency and impact else "not rated"


def missing(risk: Risk) -> list[str]:
    """The fields a risk in the red zone must have and has not (domain.md 3)."""
    if Zone.RED not in (zones.inherent(risk), zones.residual(risk)):
        return []
    return [key for key in NEEDED if not getattr(risk, key)]


def owner_cell(risk: Risk) -> Cell:
    """Who owns it, or what a red one lacks."""
    lacks = missing(risk)
    if lacks:
        return text_cell(f"Needs {', '.join(_SHORT[key] for key in lacks)}", "bad", 500)
    return text_cell(risk.owner or "–", "ink2")


def zones_figure(risk: Risk, width: float) -> Figure:
    """The zones as a panel: inherent on the left, residual on the right."""
    marks: list[Mark] = [
        Rect(0.5, 0.5, width - 1, 63, fill="surface", stroke="line2", radius=8),
        Rect(width / 2, 1, 1, 62, fill="line"),
    ]
    said: list[str] = []
    pairs = (
        ("Inherent", zones.inherent(risk), risk.frequency, risk.impact),
        ("Residual", zones.residual(risk), risk.residual_frequency, risk.residual_impact),
    )
    for number, (name, zone, frequency, impact) in enumerate(pairs):
        x = 12 + number * width / 2
        marks.append(Text(x, 20, name, 12, color="ink3"))
        marks += glyphs.zone_chip(x, 30, risk.kind, zone)
        if zone is not None:
            marks.append(
                Text(
                    x + glyphs.zone_chip_width(risk.kind, zone) + 10,
                    44,
                    steps(frequency, impact),
                    12,
                    color="ink2",
                )
            )
        said.append(f"{name} {zone.word(risk.kind) if zone else 'not rated'}, {steps(frequency, impact)}")
    return Figure(width, 64, tuple(marks), "; ".join(said), TableText((), ()))
