"""What controls take off a risk, and whether they are worth their cost (domain.md 3)."""

from __future__ import annotations

import math
from collections.abc import Collection, Iterable

from workbench.analysis.checks import require_list, require_number
from workbench.analysis.question import TENTHS
from workbench.domain.control import STRONGEST, Control
from workbench.domain.criteria import RELATIVE


def _left(name: str, fractions: object) -> float:
    left = 1.0
    for value in require_list(name, fractions):
        number = float(require_number(name, value))
        if not 0 <= number <= STRONGEST * (1 + RELATIVE):
            raise ValueError(f"{name} must be fractions from 0 to {STRONGEST}, not {value!r}.")
        left *= 1 - number
    return left


def residual(
    frequency: float, impact: float, prevention: Iterable[float], mitigation: Iterable[float]
) -> tuple[float, float]:
    """Give frequency and impact with controls: f·Π(1 − p), i·Π(1 − m) (domain.md 3).

    Fractions lie from 0 to .95 and are already scaled by evidence; frequency and impact keep their units.

    Raises:
        ValueError: for a negative frequency or impact, or a fraction outside 0 to .95.
    """
    for name, value in (("frequency", frequency), ("impact", impact)):
        if require_number(name, value) < 0:
            raise ValueError(f"{name} must be 0 or more, not {value!r}.")
    return (frequency * _left("prevention", prevention), impact * _left("mitigation", mitigation))


def works(control: Control, done: Collection[str]) -> bool:
    """Whether a control is in place: it is said to be, or the action that brings it is among the ones done."""
    return control.in_place or (bool(control.action) and control.action in done)


def strengths(controls: Iterable[Control]) -> tuple[list[float], list[float]]:
    """Give prevention and mitigation of controls, each scaled by its evidence: × .4, .7 or 1."""
    listed = list(controls)
    return (
        [each.prevention * TENTHS[each.evidence] / 10 for each in listed],
        [each.mitigation * TENTHS[each.evidence] / 10 for each in listed],
    )


def rosi(before: float, after: float, cost: float) -> float | None:
    """Give the return on what treatment costs: (before − after − cost) / cost, all per year; `None` at cost 0.

    `before` and `after` are expected losses.

    Raises:
        ValueError: for an argument that is no number, or below 0.
    """
    for name, value in (("before", before), ("after", after), ("cost", cost)):
        if require_number(name, value) < 0:
            raise ValueError(f"{name} must be 0 or more, not {value!r}.")
    return (before - after - cost) / cost if cost else None


def cost_of(controls: Iterable[Control], beyond: float | None) -> float:
    """Give what a treatment costs a year: its controls and what it costs `beyond` them."""
    return math.fsum([*(each.cost for each in controls), beyond or 0.0])
