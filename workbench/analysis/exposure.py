"""Where a risk stands: steps or numbers, before treatment, with what is in place, and after all of it (domain.md 3)."""

from __future__ import annotations

import math
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from enum import StrEnum

from workbench.analysis.controls import residual, strengths, works
from workbench.analysis.risk_matrix import spread, zone, zone_of
from workbench.domain.control import Control
from workbench.domain.criteria import RELATIVE, RiskCriteria
from workbench.domain.risk import STEPS, Risk, Zone

Z_90 = 1.6448536269514722
"""The standard normal quantile at 95 %: a 90 % interval reaches as far to either side."""


class When(StrEnum):
    """The moments at which a risk is looked at."""

    INHERENT = "inherent"
    """Before treatment."""
    SO_FAR = "so far"
    """With the controls that are in place; each action that is done may lower it."""
    AFTER = "after"
    """After treatment, when everything planned is in place."""


@dataclass(frozen=True, slots=True)
class Exposure:
    """Where a risk stands at one moment.

    The steps are its cell. `frequency` (per year) and `impact` (client's unit per event) are `None` where only a
    step is known. `least` and `most` bound what it comes to a year, in the client's unit; `most` may be infinite.
    """

    frequency_step: int
    impact_step: int
    frequency: float | None
    impact: float | None
    least: float
    most: float
    zone: Zone

    @property
    def expected(self) -> float | None:
        """The expected loss or gain a year, frequency × impact, in the client's unit; `None` without numbers."""
        if self.frequency is None or self.impact is None:
            return None
        return self.frequency * self.impact


@dataclass(frozen=True, slots=True)
class _Axis:
    """Frequency or impact: a number where there is one, else a step."""

    number: float | None
    step: int | None

    @property
    def known(self) -> bool:
        return self.number is not None or self.step is not None


def interval_mean(low: float, high: float) -> float:
    """Give the mean of a lognormal distribution by its 90 % interval, 0 < low < high: e^(μ + σ²/2)."""
    mu = (math.log(low) + math.log(high)) / 2
    sigma = (math.log(high) - math.log(low)) / (2 * Z_90)
    return math.exp(mu + sigma * sigma / 2)


def _number(number: float | None, low: float | None, high: float | None) -> float | None:
    if number is None and low is not None and high is not None:
        return interval_mean(low, high)
    return number


def _inherent(risk: Risk) -> tuple[_Axis, _Axis]:
    impact = _number(risk.impact_number, risk.impact_low, risk.impact_high)
    return _Axis(risk.frequency_number, risk.frequency), _Axis(impact, risk.impact)


def _controlled(axes: tuple[_Axis, _Axis], controls: Sequence[Control]) -> tuple[_Axis, _Axis]:
    """What controls leave of numbers; a step they act on stays unknown, since a share of a step is none."""
    frequency, impact = axes
    prevention, mitigation = strengths(controls)
    f, i = residual(frequency.number or 0.0, impact.number or 0.0, prevention, mitigation)

    def left(axis: _Axis, number: float, fractions: list[float]) -> _Axis:
        if axis.number is not None:
            return _Axis(number, None)
        return _Axis(None, None) if any(fractions) else axis

    return left(frequency, f, prevention), left(impact, i, mitigation)


def _after(risk: Risk) -> tuple[_Axis, _Axis]:
    """What was given for 'after treatment' in numbers, else what controls leave of numbers, else the step given."""
    unknown = _Axis(None, None)
    frequency, impact = _controlled(_inherent(risk), risk.controls) if risk.controls else (unknown, unknown)
    number = _number(risk.residual_impact_number, risk.residual_impact_low, risk.residual_impact_high)
    return _with_the_other(
        _chosen(risk.residual_frequency_number, frequency, risk.residual_frequency),
        _chosen(number, impact, risk.residual_impact),
        _inherent(risk),
    )


def _with_the_other(frequency: _Axis, impact: _Axis, before: tuple[_Axis, _Axis]) -> tuple[_Axis, _Axis]:
    """A number for one side alone says that the other stays as it is; a step alone is half a rating."""
    if frequency.number is not None and not impact.known:
        return (frequency, before[1])
    if impact.number is not None and not frequency.known:
        return (before[0], impact)
    return (frequency, impact)


def _chosen(number: float | None, reached: _Axis, step: int | None) -> _Axis:
    if number is not None:
        return _Axis(number, None)
    return reached if reached.number is not None or step is None else _Axis(None, step)


def finished(risk: Risk, when: When, done: Collection[str]) -> bool:
    """Whether the treatment of a risk is complete at a moment: afterwards, or once all of its controls work."""
    if when is When.SO_FAR:
        return bool(risk.controls) and all(works(each, done) for each in risk.controls)
    return when is When.AFTER


def _so_far(risk: Risk, done: Collection[str]) -> tuple[_Axis, _Axis]:
    axes = _inherent(risk)
    working = [each for each in risk.controls if works(each, done)]
    if not working:
        return axes
    # Part of a treatment moves a number, never a step; all of it takes the risk where it was said to go.
    reached = _after(risk) if finished(risk, When.SO_FAR, done) else _controlled(axes, working)
    return (reached[0] if reached[0].known else axes[0], reached[1] if reached[1].known else axes[1])


def step_of(number: float, bounds: Sequence[float]) -> int:
    """Give the step a number lies in, 1 for the lowest; an edge belongs to the step above it."""
    return max(
        (step for step in range(1, STEPS + 1) if number >= bounds[step - 1] * (1 - RELATIVE)), default=1
    )


def cell_zone(frequency_step: int, impact_step: int, criteria: RiskCriteria) -> Zone:
    """Give the colour of a cell: the client's own, or what appetite and tolerance come to."""
    if criteria.colours:
        return criteria.colours[(frequency_step - 1) * STEPS + impact_step - 1]
    bounds = criteria.frequency_bounds, criteria.impact_bounds
    return zone(frequency_step, impact_step, *criteria.limits, *bounds)


def demands_numbers(frequency_step: int, impact_step: int, criteria: RiskCriteria) -> bool:
    """Whether a cell says nothing of what it comes to, from 0 to without end: (1, 5) and (5, 1)."""
    f, i = criteria.frequency_bounds, criteria.impact_bounds
    least, most = spread((f[frequency_step - 1], f[frequency_step]), (i[impact_step - 1], i[impact_step]))
    return least == 0 and math.isinf(most)


def _placed(frequency: _Axis, impact: _Axis, criteria: RiskCriteria) -> Exposure | None:
    if not (frequency.known and impact.known):
        return None
    bounds, sizes = criteria.frequency_bounds, tuple(each * criteria.scale for each in criteria.impact_bounds)
    f_step = frequency.step if frequency.number is None else step_of(frequency.number, bounds)
    i_step = impact.step if impact.number is None else step_of(impact.number, sizes)
    assert f_step is not None
    assert i_step is not None
    f, i = frequency.number, impact.number
    least, most = spread(
        (bounds[f_step - 1], bounds[f_step]) if f is None else (f, f),
        (sizes[i_step - 1], sizes[i_step]) if i is None else (i, i),
    )
    if criteria.colours and (f is None or i is None):
        colour = cell_zone(f_step, i_step, criteria)
    else:
        # With two numbers their product decides, wherever in its cell it lies.
        colour = zone_of(least / criteria.scale, most / criteria.scale, *criteria.limits)
    return Exposure(f_step, i_step, f, i, least, most, colour)


def exposure(
    risk: Risk, criteria: RiskCriteria, when: When = When.INHERENT, done: Collection[str] = ()
) -> Exposure | None:
    """Say where a risk stands; `None` while it is not rated. `done` are the ids of the actions that are done.

    Before treatment that is its number, or the step where there is none. After treatment it is the number given
    for then, or what all controls leave of the number before, or the step given for then; with a number for one
    side alone the other stays as before. In between, only the controls in place count, and a step moves once all
    of them are.
    """
    match when:
        case When.INHERENT:
            axes = _inherent(risk)
        case When.SO_FAR:
            axes = _so_far(risk, done)
        case When.AFTER:
            axes = _after(risk)
    return _placed(*axes, criteria)


def downside(risk: Risk, criteria: RiskCriteria) -> Exposure | None:
    """Say where the worst that can come of trying an opportunity stands; `None` while it was not said."""
    return _placed(
        _Axis(risk.downside_frequency_number, risk.downside_frequency),
        _Axis(risk.downside_impact_number, risk.downside_impact),
        criteria,
    )
