"""The arithmetic of a ranking in words, against sums done by hand."""

from __future__ import annotations

import pytest

from tests.charts.test_plan import action, plan
from workbench.analysis.ranking import Ranking, rank, reweighed
from workbench.analysis.standing import rate_book
from workbench.charts import priority_words as words
from workbench.charts.figure import Rect
from workbench.domain.action import Action, Confidence, Urgency
from workbench.domain.book import Change
from workbench.domain.obstacle import Obstacle
from workbench.domain.plan_settings import WEIGHTS, Method


def ranked(*actions: Action) -> Ranking:
    """A plan beside two obstacles: o1 of impact 4 and spread 5, o2 of impact 2 and spread 5."""
    made = plan(*actions)
    for name, impact in (("o1", 4), ("o2", 2)):
        each = Obstacle(
            id=name, assessment=made.assessment.id, code=name.upper(), title=name, impact=impact, spread=5
        )
        made.apply([Change(Obstacle, name, None, each)])
    return rank(made, rate_book(made))


SOON = action(
    "a1",
    obstacles=("o1",),
    effort_days=8.0,
    lead_days=14,
    urgency=Urgency.SOON,
    confidence=Confidence.MEDIUM,
    value_points=8,
    time_points=5,
    risk_points=3,
    size_points=5,
    reach=500.0,
    impact=2.0,
    delay_cost=10_000.0,
)
OTHER = action("a2", obstacles=("o2",), effort_days=40.0)


def test_each_method_shows_its_own_sum() -> None:
    each = ranked(SOON, OTHER).by_id["a1"]
    # Only obstacles are served: 20 of at most 20, weighing 15 of 100.
    assert words.value_words(each, WEIGHTS) == (
        "V 15.0 = 35 · 0.00 (gap) + 25 · 0.00 (expected loss) + 25 · 0.00 (toil) + 15 · 1.00 (obstacles)"
    )
    # 15 × 1.25 × 0.8 / 8 = 1.875
    assert (
        words.score_words(each, Method.PRIORITY) == "15.0 × 1.25 (urgency) × 0.8 (confidence) / 8 days = 1.9"
    )
    # (8 + 5 + 3) / 5 = 3.2
    assert (
        words.score_words(each, Method.WSJF)
        == "(8 value + 5 time criticality + 3 risk reduction) / 5 size = 3.2"
    )
    # 500 × 2 × 0.8 / (8 / 20) = 2000
    assert words.score_words(each, Method.RICE) == (
        "500 reach × 2 impact × 0.8 confidence / 0.4 person-months = 2000.0"
    )
    # 10,000 / (14 / 7) = 5000
    assert words.score_words(each, Method.CD3) == "10,000 a week of delay / 2 weeks = 5000.0"


def test_half_the_relief_is_half_the_share() -> None:
    found = ranked(SOON, OTHER)
    assert found.by_id["a2"].value == pytest.approx(7.5)
    assert "15 · 0.50 (obstacles)" in words.value_words(found.by_id["a2"], WEIGHTS)
    assert (
        words.shares_words(found.by_id["a2"].points) == "gap 0.0, expected loss 0.0, toil 0.0, obstacles 7.5"
    )


def test_what_a_method_lacks_is_named() -> None:
    each = ranked(SOON, OTHER).by_id["a2"]
    assert words.score_words(each, Method.RICE) == "Not ranked by RICE yet: reach and impact not given."
    assert words.in_short(each, Method.CD3) == "lacks cost of delay and lead time"
    bare = ranked(action("a3")).by_id["a3"]
    assert words.score_words(bare, Method.PRIORITY) == "Not ranked by priority yet: effort not given."


def test_the_title_names_the_first_and_counts_the_unranked() -> None:
    found = ranked(SOON, OTHER)
    assert words.title(found, Method.PRIORITY) == "A1 comes first by priority: Do a1"
    assert words.title(found, Method.WSJF) == "A1 comes first by WSJF: Do a1; 1 action cannot be ranked yet"
    assert words.title(ranked(OTHER), Method.WSJF) == "No action has all that WSJF needs yet"
    assert words.title(ranked(), Method.PRIORITY) == "Nothing left to rank"


def test_other_weights_change_values_and_nothing_else() -> None:
    found = ranked(SOON, OTHER)
    other = reweighed(found, (0.0, 0.0, 0.0, 1.0))
    assert [each.value for each in other.rows] == [100.0, 50.0]
    assert other.median == 75.0
    assert [each.benefits for each in other.rows] == [each.benefits for each in found.rows]
    assert reweighed(found, WEIGHTS) == found
    with pytest.raises(ValueError, match="weights must not all be 0"):
        reweighed(found, (0.0, 0.0, 0.0, 0.0))


def test_the_rating_of_obstacles_is_never_printed_as_a_quantity() -> None:
    lines = words.benefit_lines(ranked(SOON, OTHER).by_id["a1"], "EUR")
    assert "Obstacles cleared: 1 obstacle" in lines
    assert not any("20" in line for line in lines)


def test_quick_wins_say_why() -> None:
    found = ranked(SOON, OTHER)
    assert words.quick_words(found.by_id["a1"], found.median or 0.0) == (
        "value 15.0, median 11.3; effort 8 of at most 10 days; lead time 14 of at most 30 days; nothing open before it"
    )
    (near,) = found.near
    assert (
        words.near_words(near)
        == "value 8, median 11; effort 40 days, limit 10; lead time not known, limit 30"
    )


def test_a_bar_is_as_long_as_its_value() -> None:
    marks = [mark for mark in words.bar((10.0, 20.0, 0.0, 15.0), 200.0) if isinstance(mark, Rect)]
    ground, *parts = marks
    assert ground.width == 200.0
    # A unit of ground parts neighbours: 20 + 40 + 30, less one each.
    assert [part.width for part in parts] == [19.0, 39.0, 29.0]
    assert [part.x for part in parts] == [0.0, 20.0, 60.0]
