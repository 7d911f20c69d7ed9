"""Years drawn at random: how often a loss strikes (Poisson), how much it takes (lognormal), what a year comes to.

domain.md 3. Every draw follows from its seed alone, never from how many years are drawn at a time. NumPy is imported
where it is used: it would cost the first window a tenth of a second.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from workbench.analysis.checks import require_list, require_number, require_whole
from workbench.analysis.exposure import Z_90
from workbench.domain.risk import MOST_FREQUENT, TOO_FREQUENT

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Losses = NDArray[np.float64]
    Severity = Callable[[np.random.Generator, int], Losses]

MOST_YEARS = 1_000_000
EVENTS_AT_A_TIME = 1_000_000
"""How many events are held in memory at once; 8 bytes each, a few times over."""
_FURTHEST, _LARGEST = 12.0, 690.0
"""No draw lies further out than so many deviations; e to this power is still a number after a thousand sums."""
INDEPENDENCE = (
    "The simulation takes all risks, and all events of a risk, as independent of each other. Where one cause "
    "strikes several at once, bad years are worse than shown."
)


def lognormal_from_interval(low: float, high: float) -> tuple[float, float]:
    """Give μ and σ of the lognormal distribution with this 90 % interval: μ = (ln a + ln b)/2, σ = (ln b − ln a)/2z.

    Raises:
        ValueError: unless 0 < low < high, both finite.
    """
    for name, value in (("low", low), ("high", high)):
        if require_number(name, value) <= 0:
            raise ValueError(f"{name} must be above 0, not {value!r}.")
    if low >= high:
        raise ValueError(f"low must be below high: {low!r} is not below {high!r}.")
    bottom, top = math.log(low), math.log(high)
    return ((bottom + top) / 2, (top - bottom) / (2 * Z_90))


def require_frequency(frequency: object) -> float:
    """Give a frequency per year back.

    Raises:
        ValueError: unless it is above 0 and at most 1,000, where it is no risk any more.
    """
    number = float(require_number("frequency", frequency))
    if number <= 0:
        raise ValueError(f"frequency must be above 0 a year, not {frequency!r}.")
    if number > MOST_FREQUENT:
        raise ValueError(f"frequency is {number:,.15g} a year. {TOO_FREQUENT}")
    return number


def compound_years(
    frequency: float,
    severity: Severity,
    years: int,
    seed: int | Sequence[int],
    at_a_time: int = EVENTS_AT_A_TIME,
) -> Losses:
    """Draw what each of `years` years comes to: Poisson(frequency) events, each as large as `severity` draws it.

    `severity(generator, count)` gives that many sizes, drawn one after the other. `at_a_time` bounds the events in
    memory and changes no figure.

    Raises:
        ValueError: for a frequency that is none, or years outside 1 to a million.
    """
    import numpy as np

    rate = require_frequency(frequency)
    require_whole("years", years, 1, MOST_YEARS)
    require_whole("at_a_time", at_a_time, 1)
    # Two streams, so that a severity's draws do not depend on how the counts were drawn.
    counting, sizing = (np.random.default_rng(each) for each in np.random.SeedSequence(_seed(seed)).spawn(2))
    counts = counting.poisson(rate, years)
    ends = np.cumsum(counts)
    losses = np.zeros(years)
    first = 0
    while first < years:
        drawn = int(ends[first - 1]) if first else 0
        # Whole years only, and at least one: a year's sum never depends on where a chunk ends.
        last = max(first + 1, int(np.searchsorted(ends, drawn + at_a_time, side="right")))
        events = int(ends[last - 1]) - drawn
        if events:
            sizes = severity(sizing, events)
            year_of = np.repeat(np.arange(last - first), counts[first:last])
            losses[first:last] = np.bincount(year_of, weights=sizes, minlength=last - first)
        first = last
    return losses


def _seed(seed: object) -> list[int]:
    parts: list[object] = [seed] if isinstance(seed, int) else list(require_list("seed", seed))
    return [require_whole("seed", each, 0) for each in parts]


def simulate_years(
    frequency: float, low: float, high: float, years: int, seed: int | Sequence[int]
) -> Losses:
    """Draw the losses of `years` years, float64: Poisson(frequency) events a year, lognormal by a 90 % interval.

    E = λ·e^(μ+σ²/2) and Var = λ·e^(2μ+2σ²) a year; a share e^−λ of the years has no loss at all.

    Raises:
        ValueError: for a frequency of 0 or less or above 1,000, an interval that is none, or a wrong count of years.
    """
    import numpy as np

    mu, sigma = lognormal_from_interval(low, high)
    if mu + _FURTHEST * sigma > _LARGEST:
        raise ValueError(f"low and high are too far apart to be drawn from: {low!r} to {high!r}.")

    def severity(generator: np.random.Generator, count: int) -> Losses:
        sizes = generator.standard_normal(count)
        # In place: a fresh array for each step would take most of the time.
        sizes *= sigma
        sizes += mu
        return np.exp(sizes, out=sizes)

    return compound_years(frequency, severity, years, seed)


_FEW = 8


def exceedance(losses: Sequence[float] | Losses, thresholds: Sequence[float] | Losses) -> Losses:
    """Give the share of years with a loss strictly above each threshold, float64.

    Raises:
        ValueError: for no losses, or anything that is no finite number.
    """
    import numpy as np

    drawn = _numbers("losses", losses)
    if drawn.size == 0:
        raise ValueError("losses must hold at least one year.")
    limits = _numbers("thresholds", thresholds)
    if limits.size <= _FEW:
        # Putting all years in order takes longer than going through them for each limit.
        return np.array([np.count_nonzero(drawn > limit) for limit in limits], dtype=np.float64) / drawn.size
    drawn = np.sort(drawn)
    return (drawn.size - np.searchsorted(drawn, limits, side="right")) / drawn.size


def _numbers(name: str, values: Sequence[float] | Losses) -> Losses:
    import numpy as np

    try:
        found = np.asarray(values, dtype=np.float64)
    except (TypeError, ValueError):
        raise ValueError(f"{name} must be a list of numbers.") from None
    if found.ndim != 1 or not bool(np.isfinite(found).all()):
        raise ValueError(f"{name} must be a list of finite numbers.")
    return found
