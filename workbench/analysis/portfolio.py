"""All threats together: the expected loss a year against the least and the most the business accepts (domain.md 3)."""

from __future__ import annotations

import math
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from enum import StrEnum

from workbench.analysis.controls import cost_of, rosi
from workbench.analysis.exposure import Exposure, When, exposure
from workbench.domain.criteria import RELATIVE, RiskCriteria
from workbench.domain.risk import Risk, RiskKind, RiskState


class Verdict(StrEnum):
    """What an expected loss says of the organisation."""

    NO_LIMITS = "no limits"
    """Neither the least nor the most was set."""
    OPEN = "open"
    """Too few threats have numbers to say."""
    WITHIN = "within"
    ABOVE = "above the most"
    CAUTIOUS = "overly cautious"
    """Below the least: there is room for opportunities."""


@dataclass(frozen=True, slots=True)
class Loss:
    """The expected loss a year, in the client's unit.

    `expected` counts the threats that have numbers; `least` and `most` bound all of them, those with steps by the
    edges of their cells and those not rated at all from 0 to infinity. `by_cell` is how many count by their cell.
    """

    expected: float
    least: float
    most: float
    by_cell: int = 0

    def verdict(self, criteria: RiskCriteria) -> Verdict:
        """Hold it against the least and the most the business accepts; 'open' where the bounds allow both."""
        low, high = criteria.least.value, criteria.most.value
        if low is None and high is None:
            return Verdict.NO_LIMITS
        if high is not None and self.least > high * (1 + RELATIVE):
            return Verdict.ABOVE
        if low is not None and self.most < low * (1 - RELATIVE):
            return Verdict.CAUTIOUS
        under = high is None or self.most <= high * (1 + RELATIVE)
        over = low is None or self.least >= low * (1 - RELATIVE)
        return Verdict.WITHIN if under and over else Verdict.OPEN


@dataclass(frozen=True, slots=True)
class Portfolio:
    """All open threats at the three moments; `without_numbers` are the ones that `expected` leaves out."""

    threats: tuple[Risk, ...]
    without_numbers: tuple[Risk, ...]
    inherent: Loss
    so_far: Loss
    after: Loss

    def verdict(self, criteria: RiskCriteria, when: When = When.SO_FAR) -> Verdict:
        """Hold one of the moments against the least and the most; without any threat nothing can be said."""
        losses = {When.INHERENT: self.inherent, When.SO_FAR: self.so_far, When.AFTER: self.after}
        found = losses[when].verdict(criteria)
        return found if self.threats or found is Verdict.NO_LIMITS else Verdict.OPEN


def _loss(places: Iterable[Exposure | None]) -> Loss:
    known = list(places)
    return Loss(
        math.fsum(each.expected or 0.0 for each in known if each),
        math.fsum(each.least for each in known if each),
        sum((each.most if each else math.inf for each in known), 0.0),
        sum(1 for each in known if each and each.expected is None),
    )


def portfolio(risks: Iterable[Risk], criteria: RiskCriteria, done: Collection[str] = ()) -> Portfolio:
    """Add up the threats that are not closed; one without a rating after treatment counts as it is so far."""
    threats = tuple(
        risk for risk in risks if risk.kind is RiskKind.THREAT and risk.state is not RiskState.CLOSED
    )
    inherent = [exposure(risk, criteria) for risk in threats]
    so_far = [exposure(risk, criteria, When.SO_FAR, done) for risk in threats]
    after = [exposure(risk, criteria, When.AFTER) or now for risk, now in zip(threats, so_far, strict=True)]
    without = tuple(
        risk for risk, place in zip(threats, inherent, strict=True) if place is None or place.expected is None
    )
    return Portfolio(threats, without, _loss(inherent), _loss(so_far), _loss(after))


@dataclass(frozen=True, slots=True)
class Bought:
    """What the treatment of one risk buys a year, in the client's unit; figures are `None` without numbers.

    `rosi` is (inherent − after − cost) / cost, and `None` at cost 0.
    """

    inherent: float | None
    so_far: float | None
    after: float | None
    cost: float
    rosi: float | None


def bought(risk: Risk, criteria: RiskCriteria, done: Collection[str] = ()) -> Bought:
    """Say what treatment takes off the expected loss of a risk, and whether that is worth its cost."""
    places = [exposure(risk, criteria, when, done) for when in When]
    inherent, so_far, after = (each.expected if each else None for each in places)
    cost = cost_of(risk.controls, risk.treatment_cost)
    gain = rosi(inherent, after, cost) if inherent is not None and after is not None else None
    return Bought(inherent, so_far, after, cost, gain)
