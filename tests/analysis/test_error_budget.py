"""Error budgets against the published tables."""

from __future__ import annotations

import datetime as dt
import math
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.analysis.error_budget import (
    alert_burn_rate,
    allowed_unavailability,
    burn_rate,
    detection_time,
    parallel,
    series,
    time_to_exhaustion,
)

HOUR, DAY = dt.timedelta(hours=1), dt.timedelta(days=1)
MONTH = 30 * DAY
# Google SRE book, appendix A: allowed unavailability in seconds a year, quarter, 30 days, week and day.
TABLE = {
    0.99: (3.65 * 86400, 21.6 * 3600, 7.2 * 3600, 1.68 * 3600, 14.4 * 60),
    0.999: (8.76 * 3600, 2.16 * 3600, 43.2 * 60, 10.08 * 60, 86.4),
    0.9999: (52.56 * 60, 12.96 * 60, 4.32 * 60, 60.48, 8.64),
    0.99999: (5.256 * 60, 77.76, 25.92, 6.048, 0.864),
}


@pytest.mark.parametrize("objective", TABLE)
def test_the_table_of_the_sre_book(objective: float) -> None:
    windows = (365 * DAY, 90 * DAY, 30 * DAY, 7 * DAY, DAY)
    found = [allowed_unavailability(objective, window).total_seconds() for window in windows]
    assert found == pytest.approx(list(TABLE[objective]), abs=1e-5)


@pytest.mark.parametrize(
    ("share", "window", "burn"), [(0.02, HOUR, 14.4), (0.05, 6 * HOUR, 6), (0.1, DAY, 3), (0.1, 3 * DAY, 1)]
)
def test_the_burn_rates_of_the_sre_workbook(share: float, window: dt.timedelta, burn: float) -> None:
    assert alert_burn_rate(share, window, MONTH) == pytest.approx(burn)


def test_burn_and_exhaustion_by_hand() -> None:
    assert burn_rate(0.002, 0.999) == pytest.approx(2)
    assert burn_rate(0, 0.5) == 0
    assert time_to_exhaustion(MONTH, 1) == MONTH
    assert time_to_exhaustion(MONTH, 14.4) == dt.timedelta(hours=50)
    assert time_to_exhaustion(MONTH, 0) is None


def test_an_alert_fires_on_its_threshold_and_not_below() -> None:
    # .0144 / (1 − .999) is 14.399999999999986: on the threshold, to a relative 1e-9.
    assert detection_time(0.0144, 0.999, HOUR, 14.4) == HOUR
    assert detection_time(0.0143, 0.999, HOUR, 14.4) is None
    # All requests lost at 99.9 %: .001 · 1 h · 14.4 / 1 = 51.84 s.
    assert detection_time(1, 0.999, HOUR, 14.4) == dt.timedelta(seconds=51.84)
    assert detection_time(0, 0.999, HOUR, 14.4) is None


def test_series_and_parallel_by_hand() -> None:
    assert series([0.99, 0.98]) == pytest.approx(0.9702)
    assert parallel([0.9, 0.8]) == pytest.approx(0.98)
    assert series([0.5]) == parallel([0.5]) == 0.5
    assert parallel((0, 1)) == 1


parts = st.lists(st.floats(0, 1), min_size=1, max_size=6)


@given(parts)
def test_a_chain_is_as_weak_as_its_weakest_part_and_copies_as_strong_as_the_strongest(
    values: list[float],
) -> None:
    assert series(values) <= min(values)
    assert parallel(values) >= max(values) - 1e-12
    assert 0 <= series(values) <= 1
    assert 0 <= parallel(values) <= 1


@given(st.floats(0, 0.99999), st.floats(0.001, 1))
def test_what_fires_fires_within_the_alert_window(objective: float, errors: float) -> None:
    found = detection_time(errors, objective, HOUR, 2)
    fires = errors / (1 - objective) >= 2
    if found is None:
        assert not fires
    else:
        assert dt.timedelta(0) <= found <= HOUR


WRONG: list[tuple[Any, tuple[Any, ...], str]] = [
    (allowed_unavailability, (1, DAY), "objective"),
    (allowed_unavailability, (1.2, DAY), "objective"),
    (allowed_unavailability, (-0.1, DAY), "objective"),
    (allowed_unavailability, (math.nan, DAY), "objective"),
    (allowed_unavailability, (True, DAY), "objective"),
    (allowed_unavailability, ("0.9", DAY), "objective"),
    (allowed_unavailability, (0.9, dt.timedelta(0)), "window"),
    (allowed_unavailability, (0.9, 30), "window"),
    (burn_rate, (1.5, 0.9), "error_rate"),
    (burn_rate, (-0.1, 0.9), "error_rate"),
    (time_to_exhaustion, (DAY, -1), "burn"),
    (time_to_exhaustion, (DAY, math.inf), "burn"),
    (time_to_exhaustion, (DAY, 1e-300), "burn"),
    (alert_burn_rate, (2, HOUR, DAY), "budget_share"),
    (alert_burn_rate, (0.1, dt.timedelta(0), DAY), "alert_window"),
    (detection_time, (0.1, 0.9, HOUR, 0), "threshold"),
    (detection_time, (0.1, 0.9, dt.timedelta(0), 1), "alert_window"),
    (series, ([],), "availabilities"),
    (parallel, ([],), "availabilities"),
    (series, ([1.1],), "availability"),
    (parallel, ([math.nan],), "availability"),
    (series, (0.5,), "availabilities"),
]


@pytest.mark.parametrize(("function", "arguments", "name"), WRONG)
def test_wrong_arguments_are_named(function: Any, arguments: tuple[Any, ...], name: str) -> None:
    with pytest.raises(ValueError, match=name) as caught:
        function(*arguments)
    assert "\n" not in str(caught.value)
