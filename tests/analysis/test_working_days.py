"""Working days of a plan: weekends, holidays, and the stretches things finish in."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.analysis.working_days import (
    finish_date,
    horizon,
    is_working_day,
    working_day,
    working_days_between,
)

MONDAY = dt.date(2026, 11, 23)
SATURDAY = dt.date(2026, 11, 28)
XMAS = frozenset({dt.date(2026, 12, 24), dt.date(2026, 12, 25), dt.date(2026, 12, 26)})


def test_weekends_are_passed() -> None:
    found = [working_day(MONDAY, n) for n in (0, 4, 5, 9, 10)]
    assert found == [
        MONDAY,
        dt.date(2026, 11, 27),
        dt.date(2026, 11, 30),
        dt.date(2026, 12, 4),
        dt.date(2026, 12, 7),
    ]
    assert (
        working_day(SATURDAY, 0) == working_day(SATURDAY + dt.timedelta(days=1), 0) == dt.date(2026, 11, 30)
    )


def test_holidays_are_passed() -> None:
    # 24 December 2026 is a Thursday, the 26th a Saturday: two working days are lost.
    wednesday = dt.date(2026, 12, 23)
    assert working_day(wednesday, 1, XMAS) == dt.date(2026, 12, 28)
    assert working_day(dt.date(2026, 12, 24), 0, XMAS) == dt.date(2026, 12, 28)
    # A holiday that is reached only because another was passed.
    assert working_day(wednesday, 1, XMAS | {dt.date(2026, 12, 28)}) == dt.date(2026, 12, 29)


def test_days_between() -> None:
    assert working_days_between(MONDAY, MONDAY) == 0
    assert working_days_between(MONDAY, dt.date(2026, 11, 30)) == 5
    assert working_days_between(dt.date(2026, 12, 21), dt.date(2026, 12, 29), XMAS) == 4
    with pytest.raises(ValueError, match="lies before the first"):
        working_days_between(SATURDAY, MONDAY)


def test_the_last_day_worked() -> None:
    assert finish_date(MONDAY, 0, 5) == dt.date(2026, 11, 27)
    assert finish_date(MONDAY, 5, 6) == dt.date(2026, 11, 30)
    assert finish_date(MONDAY, 5, 5) == dt.date(2026, 11, 30)
    with pytest.raises(ValueError, match="finish"):
        finish_date(MONDAY, 5, 4)


def test_wrong_days() -> None:
    for n in (-1, 1.0, True):
        with pytest.raises(ValueError, match="n must be"):
            working_day(MONDAY, n)  # pyright: ignore[reportArgumentType]
    for n in (10_000_000, 10**30):
        with pytest.raises(ValueError, match="beyond the calendar"):
            working_day(MONDAY, n)


DAYS = st.dates(dt.date(2024, 1, 1), dt.date(2030, 12, 31))
HOLIDAYS = st.frozensets(st.integers(0, 60), max_size=25)


@given(DAYS, st.integers(0, 60), HOLIDAYS)
def test_it_is_what_going_day_by_day_gives(start: dt.date, n: int, offsets: frozenset[int]) -> None:
    holidays = frozenset(start + dt.timedelta(days=each) for each in offsets)
    day, left = start, n
    while left or not is_working_day(day, holidays):
        left -= int(is_working_day(day, holidays))
        day += dt.timedelta(days=1)
    assert working_day(start, n, holidays) == day
    assert working_days_between(start, day, holidays) == n


@pytest.mark.parametrize(
    ("days", "label"),
    [
        (-1, "Before the start"),
        (0, "First 30 days"),
        (30, "First 30 days"),
        (31, "To 60 days"),
        (60, "To 60 days"),
        (61, "To 90 days"),
        (90, "To 90 days"),
        (91, "Q1 2027"),  # 22 February 2027
        (129, "Q2 2027"),  # 1 April 2027
        (403, "Q4 2027"),  # 31 December 2027
    ],
)
def test_horizons(days: int, label: str) -> None:
    assert horizon(MONDAY, MONDAY + dt.timedelta(days=days)).label == label


@given(DAYS, st.integers(-10, 800), st.integers(0, 400))
def test_horizons_stand_in_the_order_of_time(start: dt.date, days: int, more: int) -> None:
    early = start + dt.timedelta(days=days)
    assert horizon(start, early) <= horizon(start, early + dt.timedelta(days=more))
