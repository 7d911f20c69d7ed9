"""What to do first: the value of an action, its priority, and the methods others use on the same fields (domain.md 4).

Scores of different methods are never added or put in one ranking.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from fractions import Fraction

from workbench.analysis.checks import require_float, require_list, require_not_negative
from workbench.analysis.quick_wins import RELATIVE, TOP, quick_win, require_value
from workbench.domain.action import Confidence, Urgency
from workbench.domain.plan_settings import WEIGHTS

__all__ = [
    "BENEFITS",
    "CONFIDENCES",
    "LEAST_EFFORT",
    "URGENCIES",
    "WEIGHTS",
    "cd3",
    "points",
    "quick_win",
    "rice",
    "score",
    "value",
    "wsjf",
]

BENEFITS = ("gap closed", "expected loss cut", "hours of toil saved", "obstacle relief")
"""The four benefits, in the order of their weights."""
URGENCIES = tuple(each.factor for each in Urgency)
CONFIDENCES = tuple(each.factor for each in Confidence)
LEAST_EFFORT = 0.5
"""The least effort an action counts with, in person-days: below it a quotient says nothing."""


def _divisor(name: str, value: object) -> float:
    found = require_float(name, value)
    if found <= 0:
        raise ValueError(f"{name} must be above 0, not {value!r}.")
    return found


def _finite(result: float) -> float:
    if not math.isfinite(result):
        raise ValueError("The figures are too large, or the divisor too small, to be a score.")
    return result


def _one_of(name: str, value: object, steps: Sequence[float]) -> float:
    found = require_float(name, value)
    if not any(math.isclose(found, step, rel_tol=RELATIVE) for step in steps):
        listed = ", ".join(f"{step:g}" for step in steps[:-1])
        raise ValueError(f"{name} must be {listed} or {steps[-1]:g}, not {value!r}.")
    return found


def rice(reach: float, impact: float, confidence: float, effort: float) -> float:
    """Give the RICE score: reach · impact · confidence / effort.

    Raises:
        ValueError: for an argument that is no finite number, or an effort that is not above 0.
    """
    gained = (
        require_float("reach", reach)
        * require_float("impact", impact)
        * require_float("confidence", confidence)
    )
    return _finite(gained / _divisor("effort", effort))


def wsjf(value: float, time_criticality: float, risk_reduction: float, size: float) -> float:
    """Give SAFe's weighted shortest job first: (value + time criticality + risk reduction) / size.

    Raises:
        ValueError: for an argument that is no finite number, or a size that is not above 0.
    """
    delay = (
        require_float("value", value)
        + require_float("time_criticality", time_criticality)
        + require_float("risk_reduction", risk_reduction)
    )
    return _finite(delay / _divisor("size", size))


def cd3(cost_of_delay: float, duration: float) -> float:
    """Give cost of delay divided by duration: money per week and week.

    Raises:
        ValueError: for an argument that is no finite number, or a duration that is not above 0.
    """
    return _finite(require_float("cost_of_delay", cost_of_delay) / _divisor("duration", duration))


def _shares(weights: object) -> list[float]:
    found = [
        Fraction(require_not_negative("Each of weights", weight))
        for weight in require_list("weights", weights)
    ]
    if len(found) != len(WEIGHTS):
        raise ValueError(f"weights must be {len(WEIGHTS)} numbers, not {len(found)}.")
    total = sum(found, Fraction(0))
    if not total:
        raise ValueError("weights must not all be 0.")
    return [float(weight / total) for weight in found]


def _rows(benefits: object) -> list[list[float]]:
    rows = [
        [
            require_not_negative("Each of benefits", benefit)
            for benefit in require_list("Each row of benefits", row)
        ]
        for row in require_list("benefits", benefits)
    ]
    if any(len(row) != len(WEIGHTS) for row in rows):
        raise ValueError(f"Each row of benefits must have {len(WEIGHTS)} numbers.")
    return rows


def points(
    benefits: Iterable[Sequence[float]], weights: Sequence[float] = WEIGHTS
) -> list[tuple[float, ...]]:
    """Give what each benefit adds to the value of each action: 100·ω_k·b_k / max b_k, row by row.

    It is the arithmetic behind `value`, and refuses what `value` refuses.

    Raises:
        ValueError: as `value` does.
    """
    shares, rows = _shares(weights), _rows(benefits)
    tops = [max(column) for column in zip(*rows, strict=True)]
    return [
        tuple(
            TOP * share * (benefit / top) if top else 0.0
            for share, benefit, top in zip(shares, row, tops, strict=True)
        )
        for row in rows
    ]


def value(benefits: Iterable[Sequence[float]], weights: Sequence[float] = WEIGHTS) -> list[float]:
    """Give the value of each action, 0..100: V = 100·Σ ω_k·b_k / max b_k (domain.md 4).

    One row of four numbers of 0 or more per action (see `BENEFITS`), each held against the largest of its column; a
    benefit that is 0 everywhere counts 0. Weights are divided by their sum, so that V stays within 0..100.

    Raises:
        ValueError: for a row without exactly four numbers of 0 or more, or weights that are not four such numbers with
            one above 0.
    """
    return [min(TOP, sum(row)) for row in points(benefits, weights)]


def score(value: float, urgency: float, confidence: float, effort: float) -> float:
    """Give the priority of an action: V · urgency · confidence / effort in person-days (domain.md 4).

    Raises:
        ValueError: for a value outside 0..100, an urgency that is not 1, 1.25 or 1.5, a confidence that is not .5, .8 or
            1, or an effort under half a day.
    """
    found = require_value("value", value)
    days = require_float("effort", effort)
    if days < LEAST_EFFORT * (1 - RELATIVE):
        raise ValueError(f"effort must be {LEAST_EFFORT:g} person-days or more, not {effort!r}.")
    worth = found * _one_of("urgency", urgency, URGENCIES) * _one_of("confidence", confidence, CONFIDENCES)
    return worth / days
