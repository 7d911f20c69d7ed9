"""Figures of business needs: every digit that was typed, with room for them."""

from __future__ import annotations

import pytest

from tests.charts.geometry import outside, texts
from workbench.analysis.figures import amount, as_typed
from workbench.charts import needs
from workbench.charts.toil import counted
from workbench.domain.discovery import Discovery, DiscoveryKind
from workbench.domain.need import Need


def need(current: float | None, target: float | None, unit: str = "%") -> Need:
    return Need(
        id="n",
        assessment="a",
        code="N1",
        title="Shops stay open",
        kpi="K",
        unit=unit,
        current=current,
        target=target,
    )


@pytest.mark.parametrize(
    ("current", "target", "said"),
    [
        (99.9, 99.995, "99.9 → 99.995 %"),
        (99.99, 99.999, "99.99 → 99.999 %"),
        (1234.5, 0.0, "1,234.5 → 0 %"),
        (0.00005, 1e12, "0.00005 → 1,000,000,000,000 %"),
        (None, 12.0, "– → 12 %"),
    ],
)
def test_a_kpi_is_said_to_its_last_digit(current: float | None, target: float | None, said: str) -> None:
    assert needs.now_then(need(current, target)) == said
    assert needs.draw([need(current, target)], 735).table.rows[0][3:5] == tuple(
        said.removesuffix(" %").split(" → ")
    )


def test_the_figures_of_a_need_are_not_cut() -> None:
    figure = needs.draw([need(1_250_000.0, 1_800_000.0, "€ a month"), need(3.0, 1.0)], 735)
    assert "1,250,000 → 1,800,000 € a month" in texts(figure)
    assert outside(figure, slack=0) == []
    narrow = needs.draw([need(1e12, 1e11, "words without end " * 20)], 400)
    assert outside(narrow, slack=0) == []


@pytest.mark.parametrize(
    ("value", "said"), [(0.0, "0"), (1e12, "1,000,000,000,000"), (1e-7, "0.0000001"), (3, "3"), (2.50, "2.5")]
)
def test_what_was_typed_keeps_its_digits(value: float, said: str) -> None:
    assert as_typed(value) == said


@pytest.mark.parametrize(
    ("value", "said"),
    [
        # Two decimals would round these up to a hundred, which nothing measured has reached.
        (99.995, "99.995"),
        (99.999, "99.999"),
        (-99.999, "−99.999"),
        (99.99, "99.99"),
        (100.0, "100"),
        (200 / 3, "66.67"),
        # Nearer than a thousand millionth it is arithmetic, not a measurement.
        (100 - 1e-12, "100"),
    ],
)
def test_a_measured_figure_below_a_hundred_is_never_said_to_be_one(value: float, said: str) -> None:
    assert amount(value) == said


def test_toil_is_said_as_it_was_typed() -> None:
    listed = Discovery(
        id="d",
        assessment="a",
        code="H1",
        title="Copy",
        kind=DiscoveryKind.TOIL,
        runs=0.125,
        minutes=7.333,
        people=1.0,
        hour_cost=1234.567,
    )
    assert counted(listed) == "0.125 runs a month, 7.333 minutes a run, 1 person, an hour costs 1,234.567."
