"""A whole plan ranked: the arithmetic by hand, one method at a time, and what a method still lacks."""

from __future__ import annotations

from typing import Any

import pytest

from tests.reports import sample
from workbench.analysis.ranking import lacks, rank
from workbench.analysis.standing import rate_book
from workbench.domain.action import Action, ActionState, Confidence, Urgency
from workbench.domain.book import Book
from workbench.domain.discovery import Discovery, DiscoveryKind
from workbench.domain.entity import Entity
from workbench.domain.obstacle import Obstacle
from workbench.domain.plan_settings import Method, PlanSettings


def action(name: str, **fields: Any) -> Action:
    return Action(id=name, assessment="a", code=name.upper(), title=name, **fields)


def toil(name: str, serves: str, runs: float) -> Discovery:
    """So many hours a month: runs of an hour by one person, nothing left afterwards."""
    return Discovery(
        id=name, assessment="a", code="X1", title=name, kind=DiscoveryKind.TOIL, runs=runs, minutes=60.0, people=1.0,
        hours_after=0.0, upkeep_hours=0.0, actions=(serves,),
    )  # fmt: skip


def obstacle(name: str, impact: int, spread: int) -> Obstacle:
    return Obstacle(id=name, assessment="a", code="B1", title=name, impact=impact, spread=spread)


def book(*entities: Entity) -> Book:
    return Book.of(sample.workspace(), sample.pack(), sample.assessment(), entities)


PLAN = (
    action(
        "a", effort_days=8.0, lead_days=20, urgency=Urgency.SOON, confidence=Confidence.HIGH, obstacles=("o",)
    ),
    action("b", effort_days=4.0, lead_days=31),
    action("c", effort_days=2.0, lead_days=10, after=("b",)),
    action("d", effort_days=1.0, lead_days=5, state=ActionState.DROPPED),
    toil("t", "a", 20.0),
    toil("u", "b", 40.0),
    obstacle("o", 4, 5),
)


def test_value_and_priority_by_hand() -> None:
    entries = book(*PLAN)
    found = rank(entries, rate_book(entries)).by_id
    # Toil weighs 25 of 100, obstacles 15; nothing here closes gaps or cuts losses, which counts 0.
    # a: 25 · 20/40 + 15 · 20/20 = 27.5; b: 25 · 40/40 = 25; c: nothing.
    assert [found[name].value for name in "abc"] == pytest.approx([27.5, 25.0, 0.0])
    assert "d" not in found
    # V · urgency · confidence / days: 27.5 · 1.25 · 1 / 8, 25 · 1 · .8 / 4.
    assert found["a"].score == pytest.approx(4.296875)
    assert found["b"].score == pytest.approx(5.0)
    assert found["a"].points == pytest.approx((0.0, 0.0, 12.5, 15.0))


def test_quick_wins_by_rule_and_the_nearest_with_what_they_miss() -> None:
    entries = book(*PLAN)
    ranking = rank(entries, rate_book(entries))
    # The median of 27.5, 25 and 0 is 25.
    assert ranking.median == pytest.approx(25.0)
    assert [each.action.id for each in ranking.quick_wins] == ["a"]
    assert [(each.id, each.misses) for each in ranking.near] == [
        ("b", ("lead time 31 days, limit 30",)),
        ("c", ("value 0, median 25", "needs 1 other action first")),
    ]


def test_own_weights_count_and_a_plan_keeps_its_own() -> None:
    entries = book(*PLAN, PlanSettings(id="s", assessment="a", weights=(0.0, 0.0, 0.0, 1.0)))
    found = rank(entries, rate_book(entries)).by_id
    assert [found[name].value for name in "abc"] == pytest.approx([100.0, 0.0, 0.0])
    other = rank(entries, rate_book(entries), (0.0, 0.0, 3.0, 1.0)).by_id
    # a: 75 · 20/40 + 25 · 1; b: 75.
    assert [other[name].value for name in "abc"] == pytest.approx([62.5, 75.0, 0.0])


def test_each_method_ranks_alone_and_says_what_it_lacks() -> None:
    wsjf = {"value_points": 8, "time_points": 5, "risk_points": 3, "size_points": 2}
    entries = book(
        action(
            "a",
            effort_days=10.0,
            lead_days=14,
            reach=40.0,
            impact=2.0,
            confidence=Confidence.LOW,
            delay_cost=3000.0,
        ),
        action("b", **wsjf),
        action("c", lead_days=0, delay_cost=100.0),
    )
    found = rank(entries, rate_book(entries))
    # (8 + 5 + 3) / 2; 40 · 2 · .5 / half a person-month; 3000 a week over two weeks.
    assert found.by_id["b"].others == {Method.WSJF: 8.0, Method.RICE: None, Method.CD3: None}
    assert found.by_id["a"].others == {Method.WSJF: None, Method.RICE: 80.0, Method.CD3: 1500.0}
    assert [each.action.id for each in found.ordered(Method.WSJF)] == ["b", "a", "c"]
    assert [each.action.id for each in found.ordered(Method.CD3)] == ["a", "b", "c"]
    assert lacks(entries.actions[2], Method.CD3) == ("lead time",)
    assert lacks(entries.actions[0], Method.WSJF) == ("value", "time criticality", "risk reduction", "size")
    assert lacks(entries.actions[1], Method.RICE) == ("reach", "impact", "effort")
    assert lacks(entries.actions[1], Method.PRIORITY) == ("effort",)


def test_the_least_effort_counts_half_a_day() -> None:
    entries = book(action("a", effort_days=0.1, obstacles=("o",)), obstacle("o", 1, 1))
    # 15 · .8 / .5
    assert rank(entries, rate_book(entries)).by_id["a"].score == pytest.approx(24.0)


def test_an_empty_plan_has_no_ranking() -> None:
    entries = book()
    found = rank(entries, rate_book(entries))
    assert (found.rows, found.median, found.near, found.quick_wins) == ((), None, (), ())
