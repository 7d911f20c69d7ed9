"""The positive risk test: what is worth trying, since the worst that can happen is acceptable (domain.md 3)."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from workbench.analysis.controls import cost_of
from workbench.analysis.exposure import Exposure, downside
from workbench.domain.criteria import RELATIVE, RiskCriteria
from workbench.domain.risk import Risk, RiskKind, RiskState, Zone

LEAST_RATIO = 3.0
"""What is worth trying promises at least so many times what it may cost."""


class Outcome(StrEnum):
    """What the test says of an opportunity."""

    WORTH = "worth trying"
    THIN = "too little benefit"
    """The benefit ratio lies below 3."""
    RISKY = "downside not green"
    """The worst that can come of it is more than the appetite."""
    INCOMPLETE = "not said yet"


@dataclass(frozen=True, slots=True)
class PositiveRisk:
    """One opportunity under test, all figures a year in the client's unit.

    `gain` is p·benefit, `cost` what trying costs, `loss` the expected loss of the worst downside (of a step, the most
    its cell comes to), `ratio` ρ = gain / (cost + loss); `ratio` is `None` where something is missing, where the
    downside has no end, and where there is neither cost nor loss. `missing` names the fields that were not said.
    """

    risk: Risk
    downside: Exposure | None
    gain: float | None
    cost: float
    loss: float | None
    ratio: float | None
    outcome: Outcome
    missing: tuple[str, ...] = ()


def positive_risk(risk: Risk, criteria: RiskCriteria) -> PositiveRisk:
    """Put one opportunity to the test: worst downside green, and ρ of at least 3 (domain.md 3)."""
    worst = downside(risk, criteria)
    cost = cost_of(risk.controls, risk.treatment_cost)
    gain = risk.chance * risk.benefit if risk.chance is not None and risk.benefit is not None else None
    lacks = [name for name in ("chance", "benefit", "treatment_cost") if getattr(risk, name) is None]
    if risk.controls and "treatment_cost" in lacks:
        lacks.remove("treatment_cost")
    if worst is None:
        lacks.append("downside")
    loss = worst.most if worst is not None and math.isfinite(worst.most) else None
    ratio = gain / (cost + loss) if gain is not None and loss is not None and cost + loss > 0 else None
    return PositiveRisk(
        risk, worst, gain, cost, loss, ratio, _outcome(worst, gain, ratio, lacks), tuple(lacks)
    )


def _outcome(worst: Exposure | None, gain: float | None, ratio: float | None, lacks: list[str]) -> Outcome:
    # A downside beyond the appetite settles it, whatever else is still to be said.
    if worst is not None and worst.zone is not Zone.GREEN:
        return Outcome.RISKY
    if lacks or gain is None:
        return Outcome.INCOMPLETE
    if ratio is None:
        # It costs nothing and can do no harm.
        return Outcome.WORTH if gain > 0 else Outcome.THIN
    return Outcome.WORTH if ratio >= LEAST_RATIO * (1 - RELATIVE) else Outcome.THIN


_ORDER = list(Outcome)


def worth_trying(risks: Iterable[Risk], criteria: RiskCriteria) -> list[PositiveRisk]:
    """Put all open opportunities to the test: what is worth trying first, the highest ratio leading."""
    found = [
        positive_risk(risk, criteria)
        for risk in risks
        if risk.kind is RiskKind.OPPORTUNITY and risk.state is not RiskState.CLOSED
    ]

    def key(each: PositiveRisk) -> tuple[int, float, str]:
        # Worth trying without a ratio is worth trying at no cost at all.
        free = each.ratio is None and each.outcome is Outcome.WORTH
        return (_ORDER.index(each.outcome), -math.inf if free else -(each.ratio or 0.0), each.risk.code)

    return sorted(found, key=key)
