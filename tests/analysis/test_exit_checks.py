"""What each stage must have before it can be left, with what is open named."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from tests.analysis.test_benefits import action, obstacle
from tests.analysis.test_standing import PACK, book_of
from workbench.analysis.exit_checks import Engagement, ExitCheck, Place, ReviewState, exit_checks
from workbench.domain.action import ActionState
from workbench.domain.entity import Entity
from workbench.domain.need import Horizon, Need
from workbench.domain.obstacle import ObstacleState
from workbench.domain.role_plan import RolePlan
from workbench.domain.talent import Talent

TODAY = dt.date(2026, 11, 22)


def checks(*entities: Entity, **more: Any) -> list[ExitCheck]:
    return list(exit_checks(book_of(*entities), TODAY, **more))


def at(place: Place, *entities: Entity, number: int = 0, **more: Any) -> tuple[bool, str]:
    found = [each for each in checks(*entities, **more) if each.place is place][number]
    return found.met, found.said


def somebody(influence: int, stance: int) -> Talent:
    return Talent(
        id=f"{influence}{stance}",
        assessment="a",
        code="P1",
        name="Kim Osei",
        influence=influence,
        stance=stance,
    )


def need(code: str, kpi: str = "", horizon: Horizon = Horizon.NOW) -> Need:
    return Need(id=code, assessment="a", code=code, title=code, kpi=kpi, horizon=horizon)


def test_an_empty_assessment_has_every_check_open_and_placed() -> None:
    found = checks()
    assert [each.stage for each in found] == ["S0", "S0", "S1", "S1", "S1", "S2", "S2", "S3", "S4", "S4"]
    assert not any(each.met for each in found)
    assert {each.place for each in found} == set(Place)
    assert all(each.said.endswith(".") for each in found)


@pytest.mark.parametrize(
    ("people", "met"),
    [([], False), ([(5, -1)], False), ([(4, 0)], False), ([(3, 2)], False), ([(5, -2), (4, 1)], True)],
)
def test_a_sponsor_has_influence_and_is_in_favour(people: list[tuple[int, int]], met: bool) -> None:
    found, said = at(Place.PEOPLE, *(somebody(*each) for each in people))
    assert found is met
    assert "Kim" not in said


def test_each_major_obstacle_is_owned() -> None:
    place = Place.OBSTACLES
    many = [obstacle(f"B{number}") for number in range(3, 10)]
    assert at(place, obstacle("B3"), obstacle("B7", impact=5), obstacle("B8", owner="Ops")) == (
        False,
        "B3 and B7 have no owner.",
    )
    assert at(place, *many) == (False, "B3, B4, B5, B6, B7 and 2 others have no owner.")
    assert at(place, obstacle("B3", impact=None)) == (
        False,
        "B3 is not rated yet, so nobody knows whether it is major.",
    )
    assert at(place, obstacle("B3", impact=3), obstacle("B4", state=ObstacleState.CLEARED)) == (
        True,
        "No open obstacle is a major one.",
    )
    assert at(place, obstacle("B3", owner="Ops")) == (True, "1 major obstacle has an owner.")


def test_what_is_open_is_given_by_id() -> None:
    found = [each for each in checks(obstacle("B3"), obstacle("B4", owner="Ops")) if each.sources]
    assert [each.sources for each in found] == [("B3",)]


def test_every_need_of_today_has_a_kpi() -> None:
    assert at(Place.NEEDS, need("N1"), need("N2", "Lead time")) == (False, "N1 has no KPI.")
    assert at(Place.NEEDS, need("N3", horizon=Horizon.FUTURE)) == (
        False,
        "No business need of today is listed yet.",
    )
    assert at(Place.NEEDS, need("N2", "Lead time"), need("N3", horizon=Horizon.FUTURE)) == (
        True,
        "1 need has a KPI.",
    )


def test_form_and_levels_of_the_role() -> None:
    model, level = PACK.role_models[0], PACK.skill_levels[0].id
    plan = RolePlan(id="r", assessment="a", model=model.id, needed={level: 2, "II": 0})
    assert at(Place.ROLES, plan) == (True, f"The role takes this form: {model.title}.")
    assert at(Place.ROLES, plan, number=1) == (True, "2 people are needed, at 1 level.")
    gone = RolePlan(id="r", assessment="a", model="retired", needed={level: 0})
    assert [at(Place.ROLES, gone, number=each)[0] for each in (0, 1)] == [False, False]


def test_the_plan_is_agreed_by_each_action_that_is_not_dropped() -> None:
    agreed, dropped = action("A2", state=ActionState.AGREED), action("A3", state=ActionState.DROPPED)
    assert at(Place.PLAN, action(), agreed) == (False, "A1 is proposed and not agreed yet.")
    assert at(Place.PLAN, agreed, dropped) == (True, "1 action is agreed.")
    assert at(Place.PLAN, dropped) == (False, "There is no action in the plan yet.")


def test_the_engagement_needs_both_sides() -> None:
    signed, open_one = Engagement("E1", ()), Engagement("E2", ("SRE", "The business"))
    assert at(Place.AGREEMENT, engagements=[signed]) == (True, "1 agreement has the consent of both sides.")
    assert at(Place.AGREEMENT, engagements=[signed, open_one]) == (
        False,
        "E2 waits for the consent of SRE and The business.",
    )
    assert at(Place.AGREEMENT, engagements=[open_one, Engagement("E3", ("SRE",))]) == (
        False,
        "E2 and E3 wait for consent.",
    )


def test_one_project_is_closed_with_its_figures() -> None:
    done = {"state": ActionState.DONE}
    assert at(Place.PROJECTS, action(before=240.0, expected=60.0)) == (False, "No project is closed yet.")
    assert at(Place.PROJECTS, action(before=240.0, **done)) == (False, "A1 lacks the figure before or after.")
    assert at(Place.PROJECTS, action(before=240.0, **done), results=["A1"])[0]
    assert not at(Place.PROJECTS, action(before=240.0, expected=60.0, **done), results=[])[0]
    assert at(Place.PROJECTS, action(before=0.0, expected=60.0, **done), action("A2", **done)) == (
        True,
        "A1 closed with both figures.",
    )


def test_the_cadence_of_reviews_and_the_last_change() -> None:
    def said(*reviews: ReviewState) -> list[tuple[bool, str]]:
        return [at(Place.REVIEWS, number=each, reviews=reviews) for each in (0, 1)]

    day = dt.timedelta(days=1)
    kept = ReviewState("R1", TODAY - 30 * day, TODAY, logged=True)
    assert said(kept) == [(True, "No review is overdue."), (True, "What the review of R1 decided is logged.")]
    late = ReviewState("R2", TODAY - day, TODAY - day)
    assert said(kept, late) == [
        (False, "The review of R2 is overdue."),
        (False, "What the review of R2 decided is not logged with its reason."),
    ]
    assert said(kept, ReviewState("R3", TODAY - 60 * day, None))[0] == (
        False,
        "R3 has no date for the next review.",
    )
    assert said(ReviewState("R4", None, TODAY))[0] == (False, "No process was reviewed yet.")
