"""Percentages of services: as many nines as there are, and never 100 where something can fail."""

from __future__ import annotations

import pytest

from tests.charts.geometry import texts
from workbench.charts.budget import counted, draw, per_cent, sentences
from workbench.domain.service import Service


@pytest.mark.parametrize(
    ("value", "said"),
    [
        (None, "–"),
        (50.0, "50%"),
        (99.0, "99%"),
        (99.5, "99.5%"),
        (99.95, "99.95%"),
        (99.999, "99.999%"),
        (99.99999, "99.99999%"),
        (99.9999999, "99.9999999%"),
        (100.0, "100%"),
    ],
)
def test_no_nine_is_lost(value: float | None, said: str) -> None:
    assert per_cent(value) == said


def service(**fields: object) -> Service:
    return Service(id="s", assessment="a", code="S1", title="API", **fields)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("objective", "copies", "said"),
    [
        # 1 − .001³ = .999999999; 1 − .1² = .99; a thousand copies are beyond what a float can tell from 1.
        (99.9, 3, "it can promise 99.9999999%."),
        (90.0, 2, "it can promise 99%."),
        (99.9, 1000, "it can promise more than 99.999999999%."),
    ],
)
def test_copies_never_promise_a_hundred_per_cent(objective: float, copies: int, said: str) -> None:
    (line,) = [
        each for each in sentences(service(objective=objective, copies=copies), {}) if "promise" in each
    ]
    assert line.endswith(said)


def test_what_was_counted_is_said_as_typed() -> None:
    assert counted(service()) == ""
    assert counted(service(good=9, total=10, elapsed=3.0)) == "9 good of 10 events in 3 of 30 days."
    assert counted(service(total=10)) == "10 events; how many of them were good is not known."
    assert counted(service(downtime=90.5)) == "1 h 30 min of downtime."


@pytest.mark.parametrize(
    ("good", "said"),
    [
        # A tenth of a per cent of 100,000 events may fail: 100 of them.
        (99_900, "all spent"),
        (99_999.8, "over 99% left"),
        (99_899.9, "overspent by under 1%"),
        (99_900.2, "under 1% left"),
        (99_950, "50% left"),
        (99_800, "overspent by 100%"),
    ],
)
def test_what_is_left_is_never_rounded_to_nothing_or_all(good: float, said: str) -> None:
    figure = draw(service(objective=99.9, good=good, total=100_000.0, elapsed=30.0, window=30), 700, 300)
    assert said in texts(figure)
