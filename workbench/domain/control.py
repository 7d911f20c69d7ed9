"""What lowers a risk: how often it happens (prevention), or how much it harms (mitigation)."""

from __future__ import annotations

import math
from dataclasses import dataclass

from workbench.domain.assessment import Strength
from workbench.domain.entity import require
from workbench.domain.need import require_amount

STRONGEST = 0.95
"""No control takes away more: what cannot fail is no control but another risk (domain.md 3)."""


def _strength(name: str, value: float) -> None:
    fine = not isinstance(value, bool) and math.isfinite(value) and 0 <= value <= STRONGEST
    require(fine, f"{name} of a control is a fraction from 0 to {STRONGEST}: nothing prevents everything.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Control:
    """One control of one risk.

    `prevention` is the share of events it stops, `mitigation` the share of the impact it takes off the others, both
    0 to .95 as claimed; `evidence` says how well the claim is backed, and scales it. `cost` is per year, in the
    client's unit. It works when it is `in_place`, or once the action with the id `action` is done.
    """

    name: str
    prevention: float = 0.0
    mitigation: float = 0.0
    evidence: Strength = Strength.ASSERTED
    action: str = ""
    cost: float = 0.0
    in_place: bool = False

    def __post_init__(self) -> None:
        require(bool(self.name.strip()), "A control needs a name.")
        _strength("The prevention", self.prevention)
        _strength("The mitigation", self.mitigation)
        require_amount("The cost of a control a year", self.cost)
