"""The four benefits of an action, each by hand, and what a choice of actions comes to together."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.analysis.risks import MONEY, made
from tests.analysis.test_standing import PACK, PEOPLE, book_of, rated
from workbench.analysis.benefits import Serving, benefits, serving_of
from workbench.analysis.priority import value
from workbench.analysis.standing import rate_book
from workbench.analysis.what_if import what_if
from workbench.domain.action import Action, ActionState
from workbench.domain.assessment import Strength, Target
from workbench.domain.control import Control
from workbench.domain.discovery import Discovery, DiscoveryKind, DiscoveryState
from workbench.domain.entity import Entity
from workbench.domain.obstacle import Obstacle, ObstacleState
from workbench.domain.risk import Risk, RiskState, Zone

SPON = [each.id for each in PACK.by_capability["SPON"].questions]
LOW = [rated("e", question, level) for question, level in zip(SPON, (1, 2, 3, 2), strict=True)]
TARGET = Target(id="t", assessment="a", capability="SPON", level=3)


def action(name: str = "A1", **fields: Any) -> Action:
    return Action(id=name, assessment="a", code=name, title=name, **fields)


def control(action_id: str, **fields: Any) -> Control:
    return Control(name="c", action=action_id, evidence=Strength.ARTEFACT, **fields)


def toil(name: str, **fields: Any) -> Discovery:
    """Forty runs of half an hour by two people: 40 hours a month; 5 remain, upkeep included."""
    counted: dict[str, Any] = {
        "runs": 40,
        "minutes": 30,
        "people": 2,
        "hours_after": 2,
        "upkeep_hours": 3,
    } | fields
    return Discovery(id=name, assessment="a", code=name, title=name, kind=DiscoveryKind.TOIL, **counted)


def obstacle(name: str, impact: int | None = 4, spread: int | None = 5, **fields: Any) -> Obstacle:
    return Obstacle(id=name, assessment="a", code=name, title=name, impact=impact, spread=spread, **fields)


def brought(*entities: Entity, serving: Serving) -> tuple[float, float, float, float]:
    book = book_of(*PEOPLE, MONEY, *entities)
    return benefits(book, rate_book(book), [serving])[0].row


def test_an_action_serves_the_questions_of_its_capability_below_its_level() -> None:
    known = action(capability="SPON", level=3, risks=("T1", "T2"), obstacles=("B1", "B1"))
    book = book_of(
        *PEOPLE,
        *LOW,
        known,
        made("T1", controls=(control("A1", prevention=0.5),)),
        made("T3", controls=(control("A1"), control("A2"))),
        toil("D1", actions=("A1",)),
    )
    standing = rate_book(book)
    assert serving_of(known, book, standing) == Serving(
        "A1", {SPON[0]: 3, SPON[1]: 3, SPON[3]: 3}, ("T1", "T2", "T3"), ("D1",), ("B1",)
    )
    own = serving_of(known, book, standing, {SPON[0]: 5}, ["D9", "D1"])
    assert (own.questions, own.toil) == ({SPON[0]: 5}, ("D9", "D1"))
    assert serving_of(action(capability="SPON"), book, standing).questions == {}


def test_the_gap_closed() -> None:
    # As in test_projection: S = 9/5 at level 1, target 3, weight 2: G = 4; all to 3 closes it.
    found = brought(*LOW, TARGET, serving=Serving("A1", dict.fromkeys(SPON, 3)))
    assert found == (4, 0, 0, 0)


def test_the_loss_cut_by_the_controls_an_action_brings() -> None:
    # 4 a year · 50,000 = 200,000; A1 prevents half: 100,000 less. A2, done already, has taken half: 50,000 less.
    risk = made("T1", frequency_number=4.0, impact_number=50_000.0, controls=(control("A1", prevention=0.5),))
    both = replace(risk, controls=(*risk.controls, control("A2", mitigation=0.5)))
    serving = Serving("A1", risks=("T1",))
    assert brought(risk, serving=serving)[1] == pytest.approx(100_000)
    assert brought(both, action("A2", state=ActionState.DONE), serving=serving)[1] == pytest.approx(50_000)
    assert brought(replace(risk, state=RiskState.CLOSED), serving=serving)[1] == 0
    # Another action is said to bring the control: this one takes nothing off.
    assert brought(risk, serving=Serving("A9", risks=("T1",)))[1] == 0


def test_the_loss_cut_where_no_control_names_an_action() -> None:
    # 200,000 a year is said to come to 28,000.
    risk = made(
        "T1",
        frequency_number=4.0,
        impact_number=50_000.0,
        residual_frequency_number=0.8,
        residual_impact_number=35_000.0,
    )
    assert brought(risk, serving=Serving("A1", risks=("T1",)))[1] == pytest.approx(172_000)


def test_what_is_gained_of_an_opportunity() -> None:
    chance = made("O1", chance=0.5, benefit=60_000.0)
    assert brought(chance, serving=Serving("A1", risks=("O1",)))[1] == 30_000
    assert brought(made("O1", chance=0.5), serving=Serving("A1", risks=("O1",)))[1] == 0


def test_the_toil_saved() -> None:
    # 40 − 2 − 3 = 35; what costs more than it saves counts nothing.
    assert brought(toil("D1"), serving=Serving("A1", toil=("D1",)))[2] == 35
    assert brought(toil("D1", upkeep_hours=50), serving=Serving("A1", toil=("D1",)))[2] == 0
    assert brought(toil("D1", state=DiscoveryState.DONE), serving=Serving("A1", toil=("D1",)))[2] == 0


def test_the_obstacles_relieved() -> None:
    known = [obstacle("B1"), obstacle("B2", 2, 3), obstacle("B3", state=ObstacleState.CLEARED)]
    assert brought(*known, serving=Serving("A1", obstacles=("B1", "B2", "B3", "gone")))[3] == 26


def test_what_has_no_figures_is_named() -> None:
    book = book_of(
        *PEOPLE,
        MONEY,
        made("T1", frequency=4, impact=4),
        made("O1"),
        toil("D1", hours_after=None),
        obstacle("B1", impact=None),
    )
    serving = Serving("A1", risks=("T1", "O1"), toil=("D1",), obstacles=("B1",))
    found = benefits(book, rate_book(book), [serving])[0]
    assert found.row == (0, 0, 0, 0)
    assert found.unknown == ("T1", "O1", "D1", "B1")


def plan() -> tuple[list[Entity], list[Serving]]:
    risk: Risk = made(
        "T1",
        frequency_number=4.0,
        impact_number=10_000.0,
        controls=(control("A1", prevention=0.5), control("A2", prevention=0.5, mitigation=0.5)),
    )
    entities: list[Entity] = [*LOW, TARGET, risk, made("T2", frequency=5, impact=5), toil("D1"), toil("D2")]
    servings = [
        Serving("A1", {SPON[0]: 3}, ("T1",), ("D1",)),
        Serving("A2", {SPON[0]: 2, SPON[1]: 3, SPON[3]: 3}, ("T1",), ("D1", "D2")),
    ]
    return entities, servings


def test_together_they_do_not_count_twice() -> None:
    entities, servings = plan()
    book = book_of(*PEOPLE, MONEY, *entities)
    standing = rate_book(book)
    now = what_if(book, standing, servings, ())
    # 40,000 a year and 80 hours a month.
    assert (now.standing, now.loss, now.uncounted) == (standing, 40_000, 1)
    assert (now.zones, now.toil, now.saved) == ({Zone.RED: 2}, 80, 0)
    first = what_if(book, standing, servings, {"A1"})
    assert (first.loss, first.toil, first.saved) == (20_000, 45, 35)
    assert first.zones == {Zone.RED: 1, Zone.AMBER: 1}
    both = what_if(book, standing, servings, {"A1", "A2"})
    # An eighth of 40,000; 5 hours of each toil remain.
    assert (both.loss, both.toil, both.saved) == (5_000, 10, 70)
    assert both.zones == {Zone.RED: 1, Zone.GREEN: 1}
    assert both.standing.capabilities["SPON"].rating.index == 3


@settings(max_examples=30)
@given(st.lists(st.sets(st.sampled_from(SPON), max_size=4), max_size=4), st.integers(1, 5))
def test_benefits_are_what_a_value_is_made_of(chosen: list[set[str]], level: int) -> None:
    entities, known = plan()
    book = book_of(*PEOPLE, MONEY, *entities)
    servings = [*known, *(Serving(f"S{n}", dict.fromkeys(each, level)) for n, each in enumerate(chosen))]
    found = benefits(book, rate_book(book), servings)
    assert [each.id for each in found] == [each.id for each in servings]
    assert all(each >= 0 for one in found for each in one.row)
    assert all(0 <= each <= 100 for each in value([one.row for one in found]))
