"""The loss exceedance curve, the cells of the criteria, and what is crowded: every case, drawn within its frame."""

from __future__ import annotations

from typing import Any

import pytest

from tests.charts.geometry import outside, texts
from workbench.analysis.loss_curve import Simulated, Source, simulate
from workbench.charts import cells, loss
from workbench.charts.crowded import crowded
from workbench.charts.figure import Line, Text
from workbench.domain.criteria import RiskCriteria, Threshold
from workbench.domain.risk import Risk, RiskKind, Zone

CRITERIA = RiskCriteria(id="c", assessment="a", unit="€", scale=1.0)


def limited(most: float) -> RiskCriteria:
    return RiskCriteria(id="c", assessment="a", unit="€", most=Threshold(value=most))


def years(frequency: float, low: float = 100.0, high: float = 1_000.0) -> Simulated:
    return simulate([Source("r1", frequency, low, high)], 2_000)


def test_nothing_simulated_says_so() -> None:
    figure = loss.draw(None, None, CRITERIA, 600, 300)
    assert figure.title == "Nothing is simulated yet"
    assert outside(figure) == []


@pytest.mark.parametrize(
    ("most", "said"),
    [
        (1e9, "No year passes the most we accept, treated or not"),
        (1e-3, "100% of years pass the most we accept; after treatment "),
    ],
)
def test_titles_with_a_limit(most: float, said: str) -> None:
    # At 20 a year no year is quiet: e^−20 is 2 in a thousand million.
    before, after = years(20.0), years(0.1)
    assert loss.title(before, after, limited(most)).startswith(said)


def test_titles_without_a_limit_name_the_bad_year() -> None:
    assert loss.title(years(20.0), None, CRITERIA).startswith("One year in twenty costs more than ")
    rare = years(0.001)
    # Nine hundred and ninety-nine years in a thousand are quiet: the year in twenty costs nothing.
    assert loss.title(rare, rare, CRITERIA) == "One year in twenty costs more than 0 €"


@pytest.mark.parametrize(("width", "height"), [(420, 220), (700, 320), (1100, 400)])
@pytest.mark.parametrize("criteria", [CRITERIA, limited(500.0), limited(1e9)])
def test_curves_stay_inside_and_fall(width: float, height: float, criteria: RiskCriteria) -> None:
    before, after = years(3.0), years(0.5, 50.0, 400.0)
    figure = loss.draw(before, after, criteria, width, height)
    assert outside(figure) == []
    assert {"Before treatment", "After treatment"} <= set(texts(figure))
    for line in (each for each in figure.marks if isinstance(each, Line) and len(each.points) > 10):
        heights = [y for _, y in line.points]
        # Down the page is a smaller share: no loss is rarer than a larger one.
        assert heights == sorted(heights)


def test_equal_curves_keep_both_names_apart() -> None:
    same = years(3.0)
    figure = loss.draw(same, same, CRITERIA, 700, 320)
    names = ("Before treatment", "After treatment")
    places = [(mark.x, mark.y) for mark in figure.marks if isinstance(mark, Text) and mark.text in names]
    assert len(set(places)) == 2


def test_the_cells_say_their_zone_and_what_is_wrong() -> None:
    figure = cells.draw(CRITERIA, 420, 300, changed={(5, 5)}, wrong={(4, 1)})
    assert outside(figure) == []
    # domain.md 3: at the defaults green up to a sum of 4, red from 7 on.
    assert len(figure.spots) == 25
    assert [texts(figure).count(word) for word in ("Accept", "Treat")] == [6, 10]
    names = {each.key: each.name for each in figure.spots}
    assert names[cells.key(5, 5)].endswith("Treat, other than now")
    assert names[cells.key(4, 1)].endswith("breaks a rule of the colouring")
    assert cells.cell_of(cells.key(4, 1)) == (4, 1)


def risk(code: str, kind: RiskKind = RiskKind.THREAT, **fields: Any) -> Risk:
    return Risk(id=code, assessment="a", code=code, title=code, kind=kind, **fields)


def test_crowded_cells_list_everything_in_them() -> None:
    four = [risk(f"T{n}", frequency=3, impact=3) for n in range(1, 5)]
    assert crowded(four, CRITERIA) == []
    five = [*four, risk("T5", frequency=5, impact=5, residual_frequency=3, residual_impact=3)]
    (found,) = crowded(five, CRITERIA)
    assert (found.frequency, found.impact, set(found.before), found.after) == (
        3,
        3,
        {"T1", "T2", "T3", "T4"},
        ("T5",),
    )
    # Opportunities are cells of their own.
    mixed = [*four, risk("O1", RiskKind.OPPORTUNITY, frequency=3, impact=3)]
    assert crowded(mixed, CRITERIA) == []
    assert Zone.RED.word(RiskKind.OPPORTUNITY) == "Seize"
