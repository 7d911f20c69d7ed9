"""What treatment buys, in words: what each control takes off, the expected loss before and after, and its worth."""

from __future__ import annotations

from collections.abc import Collection

from workbench.analysis.controls import strengths, works
from workbench.analysis.portfolio import Bought
from workbench.charts.risk_words import figure, with_unit
from workbench.domain.assessment import Strength
from workbench.domain.control import Control
from workbench.domain.criteria import RiskCriteria
from workbench.domain.risk import RiskKind

_EVIDENCE = {
    Strength.ASSERTED: "somebody's word",
    Strength.EXAMPLE: "a recent example",
    Strength.ARTEFACT: "what was seen",
}


def words(found: Bought, kind: RiskKind, criteria: RiskCriteria) -> str:
    """Say it in a sentence or two; '' where no number says anything."""
    what = "loss" if kind is RiskKind.THREAT else "gain"
    if found.inherent is None:
        return ""
    said = f"Expected {what} a year: {with_unit(found.inherent, criteria)}"
    if found.so_far is not None and found.so_far != found.inherent:
        said += f", so far {with_unit(found.so_far, criteria)}"
    if found.after is not None and found.after != found.inherent:
        said += f", after treatment {with_unit(found.after, criteria)}"
    said += "."
    if kind is RiskKind.OPPORTUNITY or found.after is None:
        return said
    if found.rosi is None:
        return f"{said} The treatment costs nothing that was noted."
    cost = with_unit(found.cost, criteria)
    if found.rosi < 0:
        return f"{said} The treatment costs {cost} a year, more than it takes off."
    return f"{said} The treatment costs {cost} a year and returns {figure(found.rosi)} times that on top of its cost."


def control_words(control: Control, criteria: RiskCriteria, done: Collection[str], action: str = "") -> str:
    """What a control comes to: 'stops 42% (60% on a recent example); works; 3,000 € a year'."""
    (prevention,), (mitigation,) = strengths([control])
    factor = f"on {_EVIDENCE[control.evidence]}"
    parts: list[str] = []
    if control.prevention:
        parts.append(f"stops {prevention:.0%} ({control.prevention:.0%} {factor})")
    if control.mitigation:
        parts.append(f"takes {mitigation:.0%} off the impact ({control.mitigation:.0%} {factor})")
    if not parts:
        parts.append("takes nothing off yet")
    if works(control, done):
        parts.append("works")
    else:
        parts.append(f"works once {action} is done" if action else "not in place yet")
    if control.cost:
        parts.append(f"{with_unit(control.cost, criteria)} a year")
    return "; ".join(parts)
