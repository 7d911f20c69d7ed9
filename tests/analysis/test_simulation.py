"""Simulated years against closed forms, four standard errors wide; the same seed, the same figures."""

from __future__ import annotations

import math
import subprocess
import sys
import tracemalloc
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.analysis.risks import MONEY, made
from tests.storage.raw import ROOT
from workbench.analysis.exposure import When, interval_mean
from workbench.analysis.loss_curve import (
    Source,
    curve,
    lacking,
    simulate,
    simulate_risks,
    simulated,
    source,
    thresholds,
    without_after,
)
from workbench.analysis.simulation import (
    INDEPENDENCE,
    compound_years,
    exceedance,
    lognormal_from_interval,
    simulate_years,
)
from workbench.domain.assessment import Strength
from workbench.domain.control import Control
from workbench.domain.risk import TOO_FREQUENT, RiskState

if TYPE_CHECKING:
    from workbench.analysis.simulation import Losses

YEARS = 200_000


def close(found: float, expected: float, error: float) -> bool:
    """Whether a figure lies within four standard errors of the true one."""
    return abs(found - expected) <= 4 * error


def fixed(size: float) -> Callable[[np.random.Generator, int], Losses]:
    return lambda _generator, count: np.full(count, size)


def exponential(mean: float) -> Callable[[np.random.Generator, int], Losses]:
    return lambda generator, count: generator.exponential(mean, count)


def lognormal(mu: float, sigma: float) -> Callable[[np.random.Generator, int], Losses]:
    return lambda generator, count: generator.lognormal(mu, sigma, count)


@pytest.mark.parametrize("frequency", [0.05, 0.7, 3.0, 25.0])
@pytest.mark.parametrize(
    ("severity", "first", "second", "fourth"),
    [
        # The moments of one event: E[X], E[X²], E[X⁴].
        (fixed(2.0), 2.0, 4.0, 16.0),
        (exponential(2.0), 2.0, 2 * 2.0**2, 24 * 2.0**4),
        (lognormal(0.2, 0.5), math.exp(0.2 + 0.125), math.exp(0.4 + 0.5), math.exp(0.8 + 2.0)),
    ],
    ids=["fixed", "exponential", "lognormal"],
)
def test_compound_poisson_has_its_mean_and_variance(
    frequency: float, severity: Any, first: float, second: float, fourth: float
) -> None:
    """E[S] = λE[X], Var S = λE[X²]; the fourth central moment of S is λE[X⁴] + 3·(λE[X²])²."""
    losses = compound_years(frequency, severity, YEARS, 11)
    variance = frequency * second
    assert close(losses.mean(), frequency * first, math.sqrt(variance / YEARS))
    spread = math.sqrt((frequency * fourth + 3 * variance**2 - variance**2) / YEARS)
    assert close(losses.var(), variance, spread)
    quiet = math.exp(-frequency)
    assert close(float((losses == 0).mean()), quiet, math.sqrt(quiet * (1 - quiet) / YEARS))


def test_a_fixed_loss_comes_as_often_as_poisson_says() -> None:
    losses = compound_years(2.0, fixed(10.0), YEARS, 5)
    above = exceedance(losses, [0, 10, 15, 20, 30])
    # P(N > k) for λ = 2: 1 − e⁻²·(1, 3, 3, 5, 5 + 4/3).
    for found, less in zip(above, (1, 3, 3, 5, 5 + 4 / 3), strict=True):
        share = 1 - math.exp(-2) * less
        assert close(found, share, math.sqrt(share * (1 - share) / YEARS))


def test_an_exponential_loss_has_the_closed_tail_of_one_event() -> None:
    # With λ small a year has 0 or 1 event nearly always: P(S > x) = Σ P(N = n)·P(Gamma(n) > x).
    rate, x = 0.5, 1.5
    share = sum(
        math.exp(-rate) * rate**n / math.factorial(n) * sum(math.exp(-x) * x**k / math.factorial(k) for k in range(n))
        for n in range(1, 30)
    )  # fmt: skip
    found = float(exceedance(compound_years(rate, exponential(1.0), YEARS, 3), [x])[0])
    assert close(found, share, math.sqrt(share * (1 - share) / YEARS))


def test_the_lognormal_severity_of_an_interval() -> None:
    mu, sigma = lognormal_from_interval(10_000, 90_000)
    # ln 30,000 and ln 9 / 3.2897.
    assert mu == pytest.approx(10.308953, abs=1e-6)
    assert sigma == pytest.approx(0.667912, abs=1e-5)
    losses = simulate_years(4, 10_000, 90_000, YEARS, 1)
    assert losses.dtype == np.float64
    assert losses.shape == (YEARS,)
    variance = 4 * math.exp(2 * mu + 2 * sigma**2)
    assert close(losses.mean(), 4 * math.exp(mu + sigma**2 / 2), math.sqrt(variance / YEARS))


def test_nine_in_ten_events_lie_in_the_interval() -> None:
    # At this rate a year with a loss has one event but for one in 200.
    losses = simulate_years(0.01, 5, 50, 1_000_000, 7)
    events = losses[losses > 0]
    error = math.sqrt(0.05 * 0.95 / events.size)
    assert close(float((events < 5).mean()), 0.05, error + 0.005)
    assert close(float((events > 50).mean()), 0.05, error + 0.005)


@given(st.floats(1e-6, 1e6), st.floats(1.01, 1e4))
def test_the_interval_comes_back_from_its_distribution(low: float, factor: float) -> None:
    mu, sigma = lognormal_from_interval(low, low * factor)
    z = 1.6448536269514722
    assert math.exp(mu - z * sigma) == pytest.approx(low)
    assert math.exp(mu + z * sigma) == pytest.approx(low * factor)


@pytest.mark.parametrize("at_a_time", [1, 7, 1_000, 10**9])
def test_how_much_is_drawn_at_a_time_changes_no_figure(at_a_time: int) -> None:
    whole = compound_years(3.0, exponential(2.0), 5_000, 1)
    assert np.array_equal(compound_years(3.0, exponential(2.0), 5_000, 1, at_a_time), whole)


def test_the_same_seed_gives_the_same_years_and_another_one_others() -> None:
    first = simulate_years(2, 1, 10, 1_000, 1)
    assert np.array_equal(first, simulate_years(2.0, 1.0, 10.0, 1_000, 1))
    assert not np.array_equal(first, simulate_years(2, 1, 10, 1_000, 2))


@pytest.mark.parametrize(
    ("arguments", "named"),
    [
        ((0, 1, 2, 10, 1), "frequency"),
        ((-1, 1, 2, 10, 1), "frequency"),
        ((math.nan, 1, 2, 10, 1), "frequency"),
        ((1000.5, 1, 2, 10, 1), "operating cost, not a risk"),
        ((1, 2, 1, 10, 1), "low must be below high"),
        ((1, 2, 2, 10, 1), "low must be below high"),
        ((1, 0, 2, 10, 1), "low"),
        ((1, 1, math.inf, 10, 1), "high"),
        ((1, 1e-300, 1e300, 10, 1), "too far apart"),
        ((1, 1, 2, 0, 1), "years"),
        ((1, 1, 2, 10.0, 1), "years"),
        ((1, 1, 2, 10, -1), "seed"),
        ((1, 1, 2, 10, 1.5), "seed"),
        ((1, 1, 2, 10, None), "seed"),
        ((True, 1, 2, 10, 1), "frequency"),
    ],
)
def test_a_wrong_argument_is_named(arguments: tuple[Any, ...], named: str) -> None:
    with pytest.raises(ValueError, match=named):
        simulate_years(*arguments)


def test_a_thousand_a_year_is_still_a_risk() -> None:
    assert simulate_years(1000, 1, 2, 10, 1).min() > 0
    assert "operating cost" in TOO_FREQUENT


def test_exceedance_counts_years_strictly_above() -> None:
    assert list(exceedance([0, 1, 2, 2], [2, 1.5, 0, -1, 5])) == [0, 0.5, 0.75, 1, 0]
    assert list(exceedance([1], [])) == []
    for losses, limits, named in (
        ([], [1], "losses"),
        ([math.nan], [1], "losses"),
        ([1], [math.inf], "thresholds"),
        ([[1]], [1], "losses"),
        (["x"], [1], "losses"),
    ):
        with pytest.raises(ValueError, match=named):
            exceedance(losses, limits)  # pyright: ignore[reportArgumentType]


# Several risks together


def test_two_sources_add_up_and_the_tail_is_the_larger_ones() -> None:
    small, large = Source("small", 5.0, 1.0, 2.0), Source("large", 0.2, 1_000.0, 2_000.0)
    found = simulate([small, large])
    assert found.expected == pytest.approx(small.expected + large.expected)
    deviation = float(found.losses.std()) / math.sqrt(found.years)
    assert close(found.mean, found.expected, deviation)
    assert [each.risk for each in found.drivers] == ["large", "small"]
    assert sum(each.share for each in found.drivers) == pytest.approx(1)
    assert found.drivers[0].share > 0.98
    worst = np.sort(found.losses)[-found.years // 20 :]
    assert found.tail == pytest.approx(worst.mean())
    assert found.percentile_95 <= worst[0] * (1 + 1e-12)
    # e^−5.2 of the years have neither.
    assert close(found.quiet, math.exp(-5.2), math.sqrt(math.exp(-5.2) / found.years))


def test_the_order_of_risks_and_other_risks_change_no_years() -> None:
    one, two = Source("one", 1.0, 1.0, 2.0), Source("two", 2.0, 1.0, 9.0)
    assert simulate([one, two], 1_000) == simulate([two, one], 1_000)
    both, alone = simulate([one, two], 1_000).losses, simulate([two], 1_000).losses
    assert np.allclose(both - alone, simulate([one], 1_000).losses)
    with pytest.raises(ValueError, match="once"):
        simulate([one, one], 1_000)


def test_nothing_drawn_is_no_loss() -> None:
    found = simulate([], 100)
    assert (found.expected, found.mean, found.tail, found.quiet, found.drivers) == (0, 0, 0, 1, ())
    assert curve(found, thresholds([found])) == [(0.0, 0.0)]


def test_only_open_threats_that_ask_for_it_and_have_the_figures_are_simulated() -> None:
    figures: dict[str, Any] = {"frequency_number": 1.0, "impact_low": 1.0, "impact_high": 2.0}
    risks = [
        made("T1", simulated=True, **figures),
        made("T2", **figures),
        made("T3", simulated=True, frequency_number=1.0, impact_low=1.0),
        made("T4", simulated=True, state=RiskState.CLOSED, **figures),
        made("O1", simulated=True, **figures),
    ]
    assert [each.code for each in simulated(risks)] == ["T1"]
    assert lacking(risks[2]) == ["impact_high"]
    assert simulate_risks(risks[1:], MONEY) is None
    found = simulate_risks(risks, MONEY, years=1_000)
    assert found is not None
    assert [each.risk for each in found.drivers] == ["T1"]


def test_treatment_draws_fewer_and_smaller_losses() -> None:
    seen = Strength.ARTEFACT
    risk = made(
        frequency_number=4.0,
        impact_low=10_000.0,
        impact_high=90_000.0,
        simulated=True,
        controls=(
            Control(name="a", prevention=0.5, evidence=seen, action="x"),
            Control(name="b", mitigation=0.5, evidence=seen),
        ),
    )
    assert source(risk, MONEY) == Source("T1", 4.0, 10_000.0, 90_000.0)
    assert source(risk, MONEY, When.SO_FAR, {"x"}) == Source("T1", 2.0, 10_000.0, 90_000.0)
    assert source(risk, MONEY, When.AFTER) == Source("T1", 2.0, 5_000.0, 45_000.0)
    before, after = simulate_risks([risk], MONEY), simulate_risks([risk], MONEY, When.AFTER)
    assert before is not None
    assert after is not None
    assert after.expected == pytest.approx(before.expected / 4)
    limits = thresholds([before, after])
    assert all(a >= b for a, b in zip(limits[1:], limits, strict=False))
    pairs = zip(curve(before, limits), curve(after, limits), strict=True)
    assert all(worse[1] >= better[1] for worse, better in pairs)


def test_a_step_for_afterwards_draws_no_curve_that_says_treatment_buys_nothing() -> None:
    figures: dict[str, Any] = {"frequency_number": 4.0, "impact_low": 10.0, "impact_high": 90.0}
    stepped = made("T1", simulated=True, residual_frequency=1, residual_impact=1, **figures)
    assert without_after([stepped], MONEY) == [stepped]
    assert simulate_risks([stepped], MONEY, When.AFTER, years=1_000) is None
    half = made("T3", simulated=True, residual_frequency=1, residual_impact_number=5.0, **figures)
    assert without_after([half], MONEY) == [half]
    told = made("T2", simulated=True, residual_frequency_number=1.0, **figures)
    after = simulate_risks([stepped, told], MONEY, When.AFTER, years=1_000)
    assert after is not None
    # T1 counts as before: 4 + 1 times the mean of one loss.
    assert after.expected == pytest.approx(5 * interval_mean(10.0, 90.0))
    assert without_after([stepped, told], MONEY) == [stepped]


def test_an_interval_for_afterwards_alone_keeps_the_frequency() -> None:
    risk = made(
        frequency_number=4.0,
        impact_low=10.0,
        impact_high=90.0,
        residual_impact_low=2.0,
        residual_impact_high=8.0,
        simulated=True,
    )
    assert source(risk, MONEY, When.AFTER) == Source("T1", 4.0, 2.0, 8.0)
    assert without_after([risk], MONEY) == []


def test_an_interval_given_for_afterwards_is_drawn_from() -> None:
    risk = made(
        frequency_number=4.0,
        impact_low=10.0,
        impact_high=90.0,
        residual_frequency_number=1.0,
        residual_impact_low=2.0,
        residual_impact_high=3.0,
    )
    assert source(risk, MONEY, When.AFTER) == Source("T1", 1.0, 2.0, 3.0)
    assert source(risk, MONEY, When.SO_FAR) == Source("T1", 4.0, 10.0, 90.0)
    gone = made(
        frequency_number=4.0,
        impact_low=10.0,
        impact_high=90.0,
        residual_frequency_number=0.0,
        residual_impact_number=5.0,
    )
    assert source(gone, MONEY, When.AFTER) is None


def test_the_core_of_risk_starts_without_numpy() -> None:
    """It would cost the first window a tenth of a second."""
    code = (
        "import sys, workbench.analysis.loss_curve, workbench.actions.books; sys.exit('numpy' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=False).returncode == 0


def test_independence_is_stated() -> None:
    assert "independent" in INDEPENDENCE


def test_a_large_portfolio_is_drawn_in_little_memory() -> None:
    listed = [Source(f"r{number}", 5.0, 1_000.0, 50_000.0) for number in range(30)]
    tracemalloc.start()
    try:
        simulate(listed, 100_000)
        assert tracemalloc.get_traced_memory()[1] < 500_000_000
    finally:
        tracemalloc.stop()


@given(st.lists(st.floats(0, 9), min_size=1, max_size=30), st.lists(st.floats(0, 9), max_size=20))
def test_few_limits_and_many_are_counted_alike(losses: list[float], limits: list[float]) -> None:
    for some in (limits[:5], limits, [*limits, *losses]):
        wanted = [sum(1 for each in losses if each > limit) / len(losses) for limit in some]
        assert list(exceedance(losses, some)) == pytest.approx(wanted)
