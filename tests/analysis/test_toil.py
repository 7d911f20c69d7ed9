"""Toil by the worked example of domain.md 4, and at its edges."""

from __future__ import annotations

import math
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.analysis.toil import monthly_hours, net_hours, payback_months, twelve_month_return


def test_the_worked_example() -> None:
    before = monthly_hours(40, 30, 2)
    assert before == 40
    net = net_hours(before, 2, 3)
    assert net == 35
    assert payback_months(140, net) == 4
    assert twelve_month_return(140, net) == 2


def test_what_saves_nothing_never_pays_back() -> None:
    assert net_hours(5, 4, 3) == -2
    assert payback_months(10, -2) is None
    assert payback_months(10, 0) is None
    assert payback_months(0, 5) == 0
    assert payback_months(0, 0) is None
    assert twelve_month_return(0, 5) is None
    # (12 · −2 − 10) / 10
    assert twelve_month_return(10, -2) == pytest.approx(-3.4)


@given(st.floats(0.1, 1e6), st.floats(0.01, 1e5))
def test_what_pays_back_within_a_year_has_a_return(build: float, net: float) -> None:
    months, back = payback_months(build, net), twelve_month_return(build, net)
    assert months is not None
    assert back is not None
    if not math.isclose(months, 12):
        assert (months < 12) == (back > 0)


WRONG: list[tuple[Any, tuple[Any, ...], str]] = [
    (monthly_hours, (-1, 30, 2), "runs"),
    (monthly_hours, (1, -30, 2), "minutes"),
    (monthly_hours, (1, 30, -2), "people"),
    (monthly_hours, (math.nan, 30, 2), "runs"),
    (monthly_hours, (1, math.inf, 2), "minutes"),
    (monthly_hours, (True, 30, 2), "runs"),
    (monthly_hours, ("4", 30, 2), "runs"),
    (net_hours, (-1, 0), "before"),
    (net_hours, (1, -1), "after"),
    (net_hours, (1, 1, -1), "upkeep"),
    (payback_months, (-1, 5), "build"),
    (payback_months, (1, math.nan), "net"),
    (twelve_month_return, (-1, 5), "build"),
    (twelve_month_return, (1, "5"), "net"),
]


@pytest.mark.parametrize(("function", "arguments", "name"), WRONG)
def test_wrong_arguments_are_named(function: Any, arguments: tuple[Any, ...], name: str) -> None:
    with pytest.raises(ValueError, match=name):
        function(*arguments)
