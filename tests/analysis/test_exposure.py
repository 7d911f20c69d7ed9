"""Where a risk stands: numbers before steps, controls as they come, and the zone from what it comes to a year."""

from __future__ import annotations

import math
from dataclasses import replace
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.analysis.risks import MONEY, made
from workbench.analysis.exposure import When, cell_zone, exposure, interval_mean, step_of
from workbench.analysis.risk import zone, zone_after, zone_so_far, zone_today
from workbench.domain.assessment import Strength
from workbench.domain.control import Control
from workbench.domain.criteria import RiskCriteria, Threshold
from workbench.domain.risk import Zone

CRITERIA = RiskCriteria(id="c", assessment="a")


def test_the_number_decides_wherever_its_cell_lies() -> None:
    # Cell (3, 3) spans .32 to 1 a year and 3.2 to 10 u: 1 to 10 u a year, amber; its corners are green and red.
    steps = exposure(made(frequency=3, impact=3), MONEY)
    assert steps is not None
    assert (steps.zone, steps.expected) == (Zone.AMBER, None)
    assert (steps.least, steps.most) == pytest.approx((10_000, 100_000))
    for frequency, impact, colour in ((0.33, 32_000.0, Zone.AMBER), (0.9, 90_000.0, Zone.RED)):
        found = exposure(made(frequency_number=frequency, impact_number=impact), MONEY)
        assert found is not None
        assert (found.frequency_step, found.impact_step) == (3, 3)
        assert found.zone is colour
        assert found.expected == found.least == found.most == frequency * impact


def test_a_number_makes_the_step_below_it_idle() -> None:
    risk = made(frequency=5, impact=5, frequency_number=0.05, impact_number=5_000.0)
    found = exposure(risk, MONEY)
    assert found is not None
    assert (found.frequency_step, found.impact_step, found.zone) == (1, 1, Zone.GREEN)


def test_the_open_corners_are_settled_by_numbers() -> None:
    # F1 I5: once in 100 years, a million each time: 10,000 a year is the appetite.
    assert zone_today(made(frequency=1, impact=5), MONEY) is Zone.AMBER
    assert zone_today(made(frequency_number=0.01, impact_number=1e6), MONEY) is Zone.GREEN
    assert zone_today(made(frequency_number=0.03, impact_number=1e6), MONEY) is Zone.RED


def test_one_number_and_one_step_keep_what_is_known() -> None:
    # Twice a year, 10,000 to 31,623 each time: 20,000 to 63,246 a year.
    found = exposure(made(frequency_number=2.0, impact=2), MONEY)
    assert found is not None
    assert (found.frequency_step, found.impact_step) == (4, 2)
    assert (found.least, found.most) == pytest.approx((20_000, 2 * 10**4.5))
    assert found.zone is Zone.AMBER
    assert found.expected is None


def test_an_edge_belongs_to_the_step_above() -> None:
    bounds = CRITERIA.frequency_bounds
    assert [step_of(each, bounds) for each in (0, 0.0999, 0.1, 10**-0.5, 0.999, 1, 3, 10**0.5, 1000)] == [
        1, 1, 2, 3, 3, 4, 4, 5, 5,
    ]  # fmt: skip
    assert step_of(1 - 1e-12, bounds) == 4


def test_cells_are_coloured_as_the_thresholds_say_in_the_clients_unit() -> None:
    for f, i in product(range(1, 6), repeat=2):
        assert cell_zone(f, i, MONEY) is zone(f, i, 1.0, 3.0)
        found = exposure(made(frequency=f, impact=i), MONEY)
        assert found is not None
        assert found.zone is cell_zone(f, i, MONEY)


def test_own_colours_hold_for_steps_and_numbers_speak_for_themselves() -> None:
    own = replace(MONEY, colours=(Zone.RED,) * 25)
    assert zone_today(made(frequency=1, impact=1), own) is Zone.RED
    assert zone_today(made(frequency_number=0.05, impact=1), own) is Zone.RED
    assert zone_today(made(frequency_number=0.05, impact_number=5_000.0), own) is Zone.GREEN


def test_an_interval_stands_for_the_number_it_means() -> None:
    # μ = ln √(1·4) = ln 2; σ = ln 4 / 3.2897 = .4214; mean 2·e^(.4214²/2) = 2.1857.
    assert interval_mean(1, 4) == pytest.approx(2.1857, abs=5e-5)
    found = exposure(made(frequency_number=1.0, impact_low=10_000.0, impact_high=40_000.0), MONEY)
    assert found is not None
    assert found.expected == pytest.approx(21_857, abs=0.5)
    named = exposure(made(frequency_number=1.0, impact_low=1.0, impact_high=4.0, impact_number=7.0), MONEY)
    assert named is not None
    assert named.expected == 7.0


def seen(name: str, **fields: object) -> Control:
    return Control(name=name, evidence=Strength.ARTEFACT, **fields)  # pyright: ignore[reportArgumentType]


def test_closing_actions_lowers_the_residual_step_by_step() -> None:
    # 4 a year × 10,000 = 40,000, red; half of it 20,000, amber; an eighth of it 5,000, green.
    risk = made(
        frequency_number=4.0,
        impact_number=10_000.0,
        controls=(
            seen("a", prevention=0.5, action="x"),
            seen("b", prevention=0.5, mitigation=0.5, action="y"),
        ),
    )
    assert zone_today(risk, MONEY) is Zone.RED
    assert [zone_so_far(risk, MONEY, done) for done in ((), {"x"}, {"x", "y"})] == [
        Zone.RED,
        Zone.AMBER,
        Zone.GREEN,
    ]
    assert zone_after(risk, MONEY) is Zone.GREEN


def test_a_step_moves_once_all_controls_are_there() -> None:
    risk = made(
        frequency=4,
        impact=4,
        residual_frequency=2,
        residual_impact=2,
        controls=(seen("a", prevention=0.5, in_place=True), seen("b", prevention=0.5, action="y")),
    )
    assert zone_so_far(risk, CRITERIA, ()) is Zone.RED
    assert zone_so_far(risk, CRITERIA, {"y"}) is Zone.GREEN
    assert zone_after(risk, CRITERIA) is Zone.GREEN


def test_a_figure_given_for_afterwards_goes_before_what_controls_come_to() -> None:
    risk = made(
        frequency_number=4.0,
        impact_number=10_000.0,
        residual_impact_number=1_000.0,
        residual_frequency=1,
        controls=(seen("a", prevention=0.5, mitigation=0.5),),
    )
    found = exposure(risk, MONEY, When.AFTER)
    assert found is not None
    assert (found.frequency, found.impact) == (2.0, 1_000.0)


def test_nothing_is_known_of_afterwards_before_it_is_said() -> None:
    assert exposure(made(frequency_number=1.0, impact_number=1.0), MONEY, When.AFTER) is None
    assert exposure(made(frequency=3, impact=3, residual_frequency=1), MONEY, When.AFTER) is None
    # A share of a step is none: what this control does to it must be rated.
    stepped = made(frequency=3, impact=3, controls=(seen("a", prevention=0.5, in_place=True),))
    assert exposure(stepped, MONEY, When.AFTER) is None
    assert exposure(stepped, MONEY, When.SO_FAR) == exposure(stepped, MONEY)
    # What it does not act on stays.
    mixed = replace(stepped, frequency_number=1.0)
    found = exposure(mixed, MONEY, When.AFTER)
    assert found is not None
    assert (found.frequency, found.impact_step) == (0.5, 3)


def test_a_threat_avoided_comes_to_nothing() -> None:
    risk = made(frequency=5, impact=5, residual_frequency_number=0.0, residual_impact_number=0.0)
    assert zone_after(risk, MONEY) is Zone.GREEN


@given(
    st.floats(1e-3, 1e3),
    st.floats(1.0, 1e9),
    st.lists(st.tuples(st.floats(0, 0.95), st.floats(0, 0.95), st.sampled_from(Strength)), max_size=4),
    st.sets(st.integers(0, 3)),
)
def test_more_controls_in_place_never_make_it_worse(
    frequency: float, impact: float, listed: list[tuple[float, float, Strength]], done: set[int]
) -> None:
    controls = tuple(
        Control(name="c", prevention=p, mitigation=m, evidence=strength, action=str(number))
        for number, (p, m, strength) in enumerate(listed)
    )
    risk = made(frequency_number=frequency, impact_number=impact, controls=controls)
    steps: list[float] = [math.inf]
    for ids in (set[str](), {str(each) for each in done}, {str(each) for each in range(4)}):
        found = exposure(risk, MONEY, When.SO_FAR, ids)
        assert found is not None
        assert found.expected is not None
        assert found.expected <= steps[-1] * (1 + 1e-12)
        steps.append(found.expected)


def test_limits_count_in_the_clients_unit() -> None:
    wide = replace(MONEY, appetite=Threshold(value=50_000.0), tolerance=Threshold(value=100_000.0))
    risk = made(frequency_number=4.0, impact_number=10_000.0)
    assert (zone_today(risk, MONEY), zone_today(risk, wide)) == (Zone.RED, Zone.GREEN)
