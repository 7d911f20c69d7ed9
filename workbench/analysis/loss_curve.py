"""The simulated threats together: expected loss, bad years, what drives them, before and after treatment."""

from __future__ import annotations

import hashlib
import math
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING

from workbench.analysis.checks import require_whole
from workbench.analysis.exposure import When, exposure, finished, interval_mean
from workbench.analysis.simulation import exceedance, simulate_years
from workbench.domain.criteria import RiskCriteria
from workbench.domain.risk import Risk, RiskKind, RiskState

if TYPE_CHECKING:
    from workbench.analysis.simulation import Losses

SEED = 1
QUICK_YEARS = 10_000
"""Enough to look at while typing."""
YEARS = 100_000
TAIL = 20
"""One year in so many is a bad one: the worst 5 %."""
_HELD = 20_000_000
NEEDED = ("frequency_number", "impact_low", "impact_high")
"""The fields without which a risk cannot be simulated."""


@dataclass(frozen=True, slots=True)
class Source:
    """What is drawn of one risk: times a year, and the 90 % interval of what one time takes."""

    risk: str
    frequency: float
    low: float
    high: float

    @property
    def expected(self) -> float:
        """The expected loss a year, exactly: λ·e^(μ + σ²/2)."""
        return self.frequency * interval_mean(self.low, self.high)


@dataclass(frozen=True, slots=True)
class Driver:
    """How much of the losses of the worst 5 % of years is one risk's, by its id; `share` from 0 to 1."""

    risk: str
    share: float


@dataclass(frozen=True, slots=True)
class Simulated:
    """What the drawn years come to, in the client's unit.

    `expected` is exact, `mean` the mean of the years drawn; `percentile_95` is passed in one year in twenty, `tail`
    the mean of those worst 5 %. `quiet` is the share of years without a loss, `drivers` add up to 1 where there is
    any loss, the largest first.
    """

    years: int
    expected: float
    mean: float
    percentile_95: float
    tail: float
    quiet: float
    drivers: tuple[Driver, ...]
    losses: Losses = field(repr=False, compare=False)


def lacking(risk: Risk) -> list[str]:
    """The fields a risk must have to be simulated and has not."""
    return [name for name in NEEDED if getattr(risk, name) is None]


def simulated(risks: Iterable[Risk]) -> list[Risk]:
    """The open threats that are to be simulated and have all it takes."""
    return [
        risk
        for risk in risks
        if risk.simulated
        and risk.kind is RiskKind.THREAT
        and risk.state is not RiskState.CLOSED
        and not lacking(risk)
    ]


def without_after(risks: Iterable[Risk], criteria: RiskCriteria) -> list[Risk]:
    """The simulated threats of which no figures say what treatment leaves: a step cannot be drawn from."""
    return [risk for risk in simulated(risks) if not _figures_after(risk, criteria)]


def _figures_after(risk: Risk, criteria: RiskCriteria) -> bool:
    place = exposure(risk, criteria, When.AFTER)
    return place is not None and place.frequency is not None and place.impact is not None


def source(
    risk: Risk, criteria: RiskCriteria, when: When = When.INHERENT, done: Collection[str] = ()
) -> Source | None:
    """Say what is drawn of a risk at one moment; `None` where it lacks figures, or never strikes any more.

    After treatment its own interval counts; without one, what controls leave of the impact shrinks the interval.
    One of which no figures say what treatment leaves is drawn as it is so far (see `without_after`).
    """
    if risk.frequency_number is None or risk.impact_low is None or risk.impact_high is None:
        return None
    if when is When.AFTER and not _figures_after(risk, criteria):
        when = When.SO_FAR
    before = exposure(risk, criteria)
    place = exposure(risk, criteria, when, done) or exposure(risk, criteria, When.SO_FAR, done) or before
    frequency = risk.frequency_number if place is None or place.frequency is None else place.frequency
    low, high = risk.impact_low, risk.impact_high
    own = risk.residual_impact_low, risk.residual_impact_high
    treated = finished(risk, when, done) and exposure(risk, criteria, When.AFTER) is not None
    if treated and own[0] is not None and own[1] is not None:
        low, high = own[0], own[1]
    elif before and place and before.impact and place.impact is not None:
        low, high = (each * place.impact / before.impact for each in (low, high))
    return Source(risk.id, frequency, low, high) if frequency > 0 and low > 0 else None


def _draw(each: Source, years: int, seed: int) -> Losses:
    # A stream for each risk: another risk in the list leaves the years of this one as they were.
    number = int.from_bytes(hashlib.sha256(each.risk.encode()).digest()[:8])
    return simulate_years(each.frequency, each.low, each.high, years, [seed, number])


def simulate(sources: Sequence[Source], years: int = YEARS, seed: int = SEED) -> Simulated:
    """Draw the years of all sources together; the same seed gives the same figures, in whatever order they stand.

    Raises:
        ValueError: for a risk named twice, or years or figures that cannot be drawn.
    """
    import numpy as np  # lazily, as in `simulation`

    require_whole("years", years, 1)
    listed = sorted(sources, key=lambda each: each.risk)
    if len({each.risk for each in listed}) != len(listed):
        raise ValueError("sources must name each risk once.")
    held: dict[str, Losses] = {}
    total = np.zeros(years)
    for each in listed:
        losses = _draw(each, years, seed)
        total += losses
        if len(listed) * years <= _HELD:
            held[each.risk] = losses
    worst = np.argsort(-total, kind="stable")[: math.ceil(years / TAIL)]
    weight = float(total[worst].sum())
    shares: list[Driver] = []
    for each in listed:
        # What did not fit into memory is drawn once more, and is the same.
        losses = held[each.risk] if each.risk in held else _draw(each, years, seed)
        shares.append(Driver(each.risk, float(losses[worst].sum()) / weight if weight else 0.0))
    return Simulated(
        years=years,
        expected=math.fsum(each.expected for each in listed),
        mean=float(total.mean()),
        percentile_95=float(np.quantile(total, 1 - 1 / TAIL)),
        tail=float(total[worst].mean()),
        quiet=float(np.count_nonzero(total == 0)) / years,
        drivers=tuple(sorted(shares, key=lambda each: (-each.share, each.risk))),
        losses=total,
    )


def simulate_risks(
    risks: Iterable[Risk],
    criteria: RiskCriteria,
    when: When = When.INHERENT,
    done: Collection[str] = (),
    years: int = YEARS,
    seed: int = SEED,
) -> Simulated | None:
    """Draw the years of all risks that are to be simulated, at one moment; `None` while there is none.

    After treatment it is `None` as well while no risk has figures for then: a second curve like the first would
    say that treatment buys nothing, where nothing is known.
    """
    chosen = simulated(risks)
    if not chosen:
        return None
    if when is When.AFTER and not any(_figures_after(risk, criteria) for risk in chosen):
        return None
    found = [source(risk, criteria, when, done) for risk in chosen]
    return _remembered(tuple(each for each in found if each is not None), years, seed)


@lru_cache(maxsize=4)
def _remembered(sources: tuple[Source, ...], years: int, seed: int) -> Simulated:
    """A report is laid out again for every change of its settings, and asks for the same two curves each time."""
    return simulate(sources, years, seed)


def thresholds(outcomes: Iterable[Simulated], points: int = 60) -> list[float]:
    """Give losses at which to draw the curves of several simulations: 0, then evenly on a log scale to the worst."""
    import numpy as np

    require_whole("points", points, 2)
    drawn = [each.losses[each.losses > 0] for each in outcomes]
    some = [each for each in drawn if each.size]
    if not some:
        return [0.0]
    low, high = min(float(each.min()) for each in some), max(float(each.max()) for each in some)
    return [0.0, *(float(each) for each in np.geomspace(low, high, points - 1))]


def curve(outcome: Simulated, losses: Sequence[float]) -> list[tuple[float, float]]:
    """Give the loss exceedance curve: for each loss the share of years above it."""
    return list(zip(losses, (float(each) for each in exceedance(outcome.losses, losses)), strict=True))
