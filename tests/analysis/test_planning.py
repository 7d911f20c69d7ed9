"""A plan in dates: prerequisites, capacity, holidays, what runs, and levels in their order."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.analysis.planning import plan_dates
from workbench.analysis.schedule import CycleError
from workbench.domain.action import Action, ActionState

MONDAY = dt.date(2026, 11, 23)


def action(name: str, **fields: Any) -> Action:
    return Action(id=name, assessment="a", code=name.upper(), title=name, **fields)


def day(n: int) -> dt.date:
    return MONDAY + dt.timedelta(n)


def test_one_person_does_one_thing_after_the_other_the_highest_first() -> None:
    plan = [action("a", effort_days=3.0), action("b", effort_days=2.0)]
    found = plan_dates(plan, {"a": 1.0, "b": 2.0}, MONDAY, 1)
    # b Monday and Tuesday, a Wednesday to Friday.
    assert found.spans == {"b": (day(0), day(1)), "a": (day(2), day(4))}
    assert plan_dates(plan, {"a": 1.0, "b": 2.0}, MONDAY, 2).spans == {
        "a": (day(0), day(2)),
        "b": (day(0), day(1)),
    }


def test_weekends_and_holidays_are_left_out() -> None:
    plan = [action("a", effort_days=4.0), action("b", effort_days=2.0, after=("a",))]
    found = plan_dates(plan, {}, MONDAY, 2, frozenset({day(2)}))
    # a Monday, Tuesday, Thursday, Friday; b the Monday and Tuesday after.
    assert found.spans == {"a": (day(0), day(4)), "b": (day(7), day(8))}


def test_a_lead_time_is_counted_in_calendar_days() -> None:
    # Fourteen calendar days are ten working days: Monday to the Friday of the week after.
    assert plan_dates([action("a", effort_days=1.0, lead_days=14)], {}, MONDAY, 1).spans == {
        "a": (day(0), day(11))
    }


def test_a_short_lead_time_takes_a_day_where_the_plan_starts_on_a_weekend() -> None:
    # From a Saturday two days would be over before anybody works.
    plan = [action("a", lead_days=2), action("b", effort_days=1.0, after=("a",))]
    found = plan_dates(plan, {}, day(-2), 1)
    assert found.spans == {"a": (day(0), day(1)), "b": (day(2), day(2))}


def test_what_runs_keeps_its_days_and_a_person() -> None:
    plan = [
        action("a", effort_days=1.0, start=day(-5), finish=day(2), state=ActionState.RUNNING),
        action("b", effort_days=1.0),
        action("c", effort_days=1.0, after=("a",)),
    ]
    # The only person is busy until Wednesday.
    assert plan_dates(plan, {"b": 5.0}, MONDAY, 1).spans == {"b": (day(3), day(3)), "c": (day(4), day(4))}
    assert plan_dates(plan, {"b": 5.0}, MONDAY, 2).spans == {"b": (day(0), day(0)), "c": (day(3), day(3))}


def test_what_runs_without_an_end_keeps_its_start_and_lasts_as_long_as_it_takes() -> None:
    running = ActionState.RUNNING
    # A week from Wednesday ends on Wednesday.
    lead = action("a", start=day(-5), lead_days=7, state=running)
    # Five days of work from Thursday end on Wednesday: Thursday, Friday, Monday, Tuesday, Wednesday.
    work = action("a", start=day(-4), effort_days=4.5, state=running)
    for each in (lead, work):
        plan = [each, action("b", effort_days=1.0, after=("a",))]
        assert plan_dates(plan, {}, MONDAY, 1).spans == {"b": (day(3), day(3))}
    # One that only says since when is thought to be over with that day.
    plan = [action("a", start=day(-4), state=running), action("b", effort_days=1.0, after=("a",))]
    found = plan_dates(plan, {}, MONDAY, 1)
    assert (found.spans, found.assumed) == ({"b": (day(0), day(0))}, ())


def test_what_is_over_is_left_and_holds_nobody_up() -> None:
    plan = [
        action("a", effort_days=9.0, state=ActionState.DONE),
        action("b", effort_days=9.0, state=ActionState.DROPPED),
        action("c", effort_days=1.0, after=("a", "b", "gone")),
    ]
    assert plan_dates(plan, {}, MONDAY, 1).spans == {"c": (day(0), day(0))}


def test_a_level_comes_before_the_next_unless_the_plan_says_otherwise() -> None:
    low = action("low", effort_days=1.0, capability="OBS", level=2)
    high = action("high", effort_days=1.0, capability="OBS", level=3)
    found = plan_dates([high, low], {"high": 9.0, "low": 1.0}, MONDAY, 5)
    assert found.spans == {"low": (day(0), day(0)), "high": (day(1), day(1))}
    assert found.kept_apart == (("low", "high"),)
    other = action("low", effort_days=1.0, capability="OBS", level=2, after=("high",))
    again = plan_dates([high, other], {}, MONDAY, 5)
    assert again.spans == {"high": (day(0), day(0)), "low": (day(1), day(1))}
    assert again.kept_apart == ()


def test_a_day_is_assumed_where_nothing_is_known() -> None:
    found = plan_dates([action("a"), action("b", effort_days=0.0, lead_days=0)], {}, MONDAY, 1)
    assert found.assumed == ("a", "b")
    assert found.spans == {"a": (day(0), day(0)), "b": (day(1), day(1))}


def test_circles_capacity_and_the_end_of_time_are_refused() -> None:
    with pytest.raises(CycleError) as caught:
        plan_dates([action("a", after=("b",)), action("b", after=("a",))], {}, MONDAY, 1)
    assert caught.value.path[0] == caught.value.path[-1]
    with pytest.raises(ValueError, match="capacity must be a whole number of 1 or more"):
        plan_dates([action("a")], {}, MONDAY, 0)
    with pytest.raises(ValueError, match="beyond the calendar"):
        plan_dates([action("a", effort_days=1e7)], {}, MONDAY, 1)
    with pytest.raises(ValueError, match="lead time of A leads beyond the calendar"):
        plan_dates([action("a", lead_days=36_500)], {}, dt.date(9990, 1, 1), 1)


@given(
    st.lists(
        st.tuples(st.integers(1, 5), st.integers(0, 20), st.sets(st.integers(0, 11), max_size=3)),
        min_size=1,
        max_size=12,
    ),
    st.integers(1, 3),
)
def test_prerequisites_and_capacity_hold_on_every_day(
    rows: list[tuple[int, int, set[int]]], capacity: int
) -> None:
    plan = [
        action(f"{i:02}", effort_days=float(effort), after=tuple(f"{n:02}" for n in before if n < i))
        for i, (effort, _, before) in enumerate(rows)
    ]
    found = plan_dates(
        plan, {f"{i:02}": float(rank) for i, (_, rank, _) in enumerate(rows)}, MONDAY, capacity
    ).spans
    assert set(found) == {each.id for each in plan}
    for each in plan:
        first, last = found[each.id]
        assert all(found[before][1] < first for before in each.after)
        worked = sum(1 for n in range((last - first).days + 1) if (first + dt.timedelta(n)).weekday() < 5)
        assert worked == each.effort_days
    end = max(last for _, last in found.values())
    for n in range((end - MONDAY).days + 1):
        assert sum(1 for first, last in found.values() if first <= day(n) <= last) <= capacity


@given(
    st.lists(
        st.tuples(st.integers(2, 4), st.sampled_from("xy"), st.sets(st.integers(0, 8), max_size=3)),
        min_size=1,
        max_size=9,
    )
)
def test_levels_are_kept_apart_only_where_the_plan_allows_it(rows: list[tuple[int, str, set[int]]]) -> None:
    plan = [
        action(
            f"{i}",
            effort_days=1.0,
            capability=name,
            level=level,
            after=tuple(f"{n}" for n in before if n < i),
        )
        for i, (level, name, before) in enumerate(rows)
    ]
    found = plan_dates(plan, {}, MONDAY, 9)
    for earlier, later in found.kept_apart:
        assert found.spans[earlier][1] < found.spans[later][0]
    by_id = {each.id: each for each in plan}
    apart = set(found.kept_apart)
    for low in plan:
        for high in plan:
            if low.capability == high.capability and high.level == (low.level or 0) + 1:
                waits, seen = [low.id], set[str]()
                while waits:
                    name = waits.pop()
                    seen.add(name)
                    waits += [each for each in by_id[name].after if each not in seen]
                # Kept apart, said by the plan itself, or impossible since the lower one waits for the higher.
                direct = low.id in high.after
                impossible = found.spans[low.id][0] > found.spans[high.id][1]
                assert (low.id, high.id) in apart or direct or impossible or high.id in seen
