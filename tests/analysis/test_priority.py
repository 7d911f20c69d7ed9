"""What to do first: hand-checked figures, the bounds of a value, and what is refused."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.analysis.priority import cd3 as delay_by_duration
from workbench.analysis.priority import points, quick_win, rice, score, value, wsjf


def test_rice() -> None:
    # 500 people a quarter · impact 2 · confidence .8 / 4 person-months.
    assert rice(500, 2, 0.8, 4) == 200
    assert rice(0, 3, 1, 1) == 0


def test_wsjf() -> None:
    assert wsjf(8, 5, 3, 2) == 8
    assert wsjf(13, 8, 20, 13) == pytest.approx(41 / 13)


def test_cd3() -> None:
    # 30,000 a week, six weeks.
    assert delay_by_duration(30_000, 6) == 5_000


@pytest.mark.parametrize(
    ("call", "name"),
    [
        (lambda: rice(1, 1, 1, 0), "effort"),
        (lambda: rice(1, 1, 1, -2), "effort"),
        (lambda: rice(math.nan, 1, 1, 1), "reach"),
        (lambda: rice(1, math.inf, 1, 1), "impact"),
        (lambda: rice(1, 1, "1", 1), "confidence"),  # pyright: ignore[reportArgumentType]
        (lambda: rice(10**400, 1, 1, 1), "reach"),
        (lambda: rice(1e200, 1e200, 0, 1), "too large"),
        (lambda: wsjf(1, 1, 1, 0), "size"),
        (lambda: wsjf(1, True, 1, 1), "time_criticality"),
        (lambda: delay_by_duration(1, 0), "duration"),
        (lambda: delay_by_duration(1e308, 1e-308), "too large"),
        (lambda: value([(1, 2, 3)]), "row"),
        (lambda: value([(1, 2, 3, -1)]), "benefits"),
        (lambda: value([(1, 2, 3, math.nan)]), "benefits"),
        (lambda: value("1234"), "benefits"),  # pyright: ignore[reportArgumentType]
        (lambda: value([], (1, 1, 1)), "weights"),
        (lambda: value([], (0, 0, 0, 0)), "weights"),
        (lambda: value([], (1, 1, 1, -1)), "weights"),
        (lambda: score(101, 1, 1, 1), "value"),
        (lambda: score(-1, 1, 1, 1), "value"),
        (lambda: score(50, 1.2, 1, 1), "urgency"),
        (lambda: score(50, 1, 0.9, 1), "confidence"),
        (lambda: score(50, 1, 1, 0.4), "effort"),
        (lambda: score(50, 1, 1, math.inf), "effort"),
        (lambda: quick_win(50, 50, -1, 1), "effort"),
        (lambda: quick_win(50, 50, 1, -1), "lead_days"),
        (lambda: quick_win(50, 50, None, 1), "effort"),  # pyright: ignore[reportArgumentType]
        (lambda: quick_win(50, 50, 1, 1, 1.5), "open_predecessors"),  # pyright: ignore[reportArgumentType]
        (lambda: quick_win(50, math.nan, 1, 1), "median_value"),
    ],
)
def test_wrong_arguments_are_named(call: Callable[[], Any], name: str) -> None:
    with pytest.raises(ValueError, match=name):
        call()


def test_each_benefit_is_held_against_the_largest_of_its_kind() -> None:
    # Gap 4 of 8, loss 50 k of 100 k, toil 0 of 20 h, no obstacle anywhere: 17.5 + 12.5 + 0 + 0.
    rows = [(4, 50_000, 0, 0), (8, 0, 20, 0), (0, 100_000, 10, 0)]
    assert value(rows) == pytest.approx([30.0, 60.0, 37.5])
    assert points(rows)[0] == pytest.approx((17.5, 12.5, 0.0, 0.0))


def test_nothing_anywhere_is_worth_nothing() -> None:
    assert value([]) == []
    assert value([(0, 0, 0, 0), (0, 0, 0, 0)]) == [0.0, 0.0]


def test_weights_are_shares_of_their_sum() -> None:
    rows = [(4, 1, 3, 2), (1, 2, 3, 4)]
    assert value(rows, (7, 5, 5, 3)) == pytest.approx(value(rows))
    assert value(rows, (1, 0, 0, 0)) == pytest.approx([100, 25])
    assert value([(1, 1, 1, 1)], (1e308, 1e308, 1e308, 1e308)) == pytest.approx([100])


AMOUNTS = st.floats(0, 1e12)
ROWS = st.lists(st.tuples(AMOUNTS, AMOUNTS, AMOUNTS, AMOUNTS), max_size=12)


@given(ROWS, st.tuples(*[st.floats(0, 10)] * 4).filter(any))
def test_a_value_lies_within_its_scale_and_adds_up(rows: list[Any], weights: Any) -> None:
    before = [tuple(row) for row in rows]
    found = value(rows, weights)
    assert rows == before
    assert all(0 <= each <= 100 for each in found)
    assert found == pytest.approx([math.fsum(row) for row in points(rows, weights)])


@given(ROWS, st.integers(0, 3), st.floats(0.001, 1000))
def test_the_unit_of_a_benefit_does_not_matter(rows: list[Any], column: int, scale: float) -> None:
    scaled = [tuple(b * scale if i == column else b for i, b in enumerate(row)) for row in rows]
    assert value(scaled) == pytest.approx(value(rows), abs=1e-6)


def test_priority_is_value_by_urgency_and_confidence_over_effort() -> None:
    # 62 · 1.25 · .8 / 5 = 12.4
    assert score(62, 1.25, 0.8, 5) == pytest.approx(12.4)
    assert score(100, 1, 1, 0.5) == 200
    assert score(100, 1.5 + 1e-12, 0.8, 0.5 - 1e-12) == pytest.approx(240)


def test_a_quick_win() -> None:
    assert quick_win(50, 50, 10, 30)
    assert quick_win(50 * (1 - 1e-12), 50, 10 * (1 + 1e-12), 30 * (1 + 1e-12), 0)
    assert not quick_win(49.9, 50, 10, 30)
    assert not quick_win(50, 50, 10.01, 30)
    assert not quick_win(50, 50, 10, 31)
    assert not quick_win(50, 50, 10, 30, 1)
