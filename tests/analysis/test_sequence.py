"""Tasks put in time within capacity: hand-made plans, and what holds for any plan."""

from __future__ import annotations

import math
import random as randoms
import time
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.analysis.schedule import CycleError, Slot, Step, Task, gating_edges, sequence


def test_one_person_takes_the_highest_priority_first() -> None:
    tasks = [Task("a", 2, 1.0), Task("b", 3, 5.0), Task("c", 0.5, 5.0)]
    assert sequence(tasks, 1) == [Slot("b", 0, 3), Slot("c", 3, 4), Slot("a", 4, 6)]


def test_two_people_and_a_prerequisite() -> None:
    # b (priority 9) waits for a, the lowest; c and d are placed before a gets its turn.
    tasks = [
        Task("a", 2, 1.0),
        Task("b", 1, 9.0, frozenset({"a"})),
        Task("c", 3, 3.0),
        Task("d", 5, 2.0),
    ]
    assert sequence(tasks, 2) == [Slot("c", 0, 3), Slot("d", 0, 5), Slot("a", 3, 5), Slot("b", 5, 6)]


def test_a_gap_is_filled() -> None:
    # a holds its person for 2 days, then b waits for it; the other is busy with c from day 0 to 6, so that the days
    # until b ends are free for nobody but d, which fits behind b.
    tasks = [
        Task("a", 2, 9.0),
        Task("b", 1, 8.0, frozenset({"a"})),
        Task("late", 2, 7.0, frozenset({"c"})),
        Task("c", 6, 5.0),
        Task("d", 3, 1.0),
    ]
    assert sequence(tasks, 2) == [
        Slot("a", 0, 2),
        Slot("c", 0, 6),
        Slot("b", 2, 3),
        Slot("d", 3, 6),
        Slot("late", 6, 8),
    ]


def test_lead_time_holds_a_person_as_effort_does() -> None:
    assert sequence([Task("a", 2, 1.0, lead_days=10), Task("b", 1, 0.5)], 1) == [
        Slot("a", 0, 10),
        Slot("b", 10, 11),
    ]


def test_a_milestone_needs_nobody() -> None:
    tasks = [Task("a", 2, 1.0), Task("m", 0, 0.0, frozenset({"a"})), Task("b", 1, 0.5)]
    assert sequence(tasks, 1) == [Slot("a", 0, 2), Slot("b", 2, 3), Slot("m", 2, 2)]


def test_effort_is_rounded_up_from_what_it_is_not_from_noise() -> None:
    assert [Task("a", effort, 1).days for effort in (0.1, 1, 1.2, (0.1 + 0.2) * 10, 0)] == [1, 1, 2, 3, 0]


def test_the_start_is_the_first_day_of_all() -> None:
    tasks = [Task("a", 1, 1), Task("b", 1, 1, frozenset({"a"}))]
    assert sequence(tasks, 3, start=7) == [Slot("a", 7, 8), Slot("b", 8, 9)]
    assert sequence([], 1) == []


def test_circles_are_refused_with_their_path() -> None:
    tasks = [
        Task("free", 1, 1),
        Task("c", 1, 1, frozenset({"b", "free"})),
        Task("b", 1, 1, frozenset({"a"})),
        Task("a", 1, 1, frozenset({"c"})),
    ]
    with pytest.raises(CycleError) as refused:
        sequence(tasks, 1)
    assert refused.value.path == ("a", "c", "b", "a")
    with pytest.raises(CycleError) as alone:
        sequence([Task("a", 1, 1, frozenset({"a"}))], 1)
    assert alone.value.path == ("a", "a")


@pytest.mark.parametrize(
    ("tasks", "capacity", "start", "said"),
    [
        ([Task("a", 1, 1, frozenset({"x"}))], 1, 0, "'a' comes after 'x'"),
        ([Task("a", 1, 1), Task("a", 2, 1)], 1, 0, "'a' is given to two"),
        ([Task("a", -1, 1)], 1, 0, "effort of 'a'"),
        ([Task("a", math.nan, 1)], 1, 0, "effort of 'a'"),
        ([Task("a", math.inf, 1)], 1, 0, "effort of 'a'"),
        ([Task("a", 1, math.inf)], 1, 0, "priority of 'a'"),
        ([Task("a", 1, 1, lead_days=-1)], 1, 0, "lead_days of 'a'"),
        ([Task("a", 1, 1, lead_days=1.5)], 1, 0, "lead_days of 'a'"),  # pyright: ignore[reportArgumentType]
        ([], 0, 0, "capacity"),
        ([], True, 0, "capacity"),
        ([], 1.0, 0, "capacity"),
        ([], 1, -1, "start"),
    ],
)
def test_wrong_arguments_are_named(tasks: Any, capacity: Any, start: Any, said: str) -> None:
    with pytest.raises(ValueError, match=said):
        sequence(tasks, capacity, start)


@st.composite
def plans(draw: st.DrawFn) -> list[Task]:
    count = draw(st.integers(0, 14))
    # Later numbers wait for earlier ones, and names say nothing of that.
    names = draw(st.permutations([f"t{n:02}" for n in range(count)]))
    return [
        Task(
            name,
            draw(st.sampled_from([0, 0.5, 1, 2, 3, 7])),
            draw(st.sampled_from([0.0, 1.0, 2.0, 3.5])),
            frozenset(draw(st.sets(st.sampled_from(names[:n]), max_size=3))) if n else frozenset(),
            draw(st.sampled_from([0, 0, 0, 4])),
        )
        for n, name in enumerate(names)
    ]


@given(plans(), st.integers(1, 4), st.integers(0, 5))
def test_nobody_does_two_things_at_once_and_prerequisites_are_kept(
    tasks: list[Task], capacity: int, start: int
) -> None:
    slots = {each.id: each for each in sequence(tasks, capacity, start)}
    assert set(slots) == {task.id for task in tasks}
    for task in tasks:
        slot = slots[task.id]
        assert slot.start >= start
        assert slot.finish - slot.start == max(math.ceil(task.effort), task.lead_days)
        assert all(slots[each].finish <= slot.start for each in task.after)
    for day in range(max((slot.finish for slot in slots.values()), default=0)):
        assert sum(1 for slot in slots.values() if slot.start <= day < slot.finish) <= capacity
    listed = [(slot.start, slot.id) for slot in slots.values()]
    assert all(a < b for a, b in pairwise(listed))


@given(plans(), st.integers(1, 4), st.integers(0, 5))
def test_it_is_what_placing_day_by_day_gives(tasks: list[Task], capacity: int, start: int) -> None:
    """The rule as it is written, without any haste: whatever could start a day earlier would."""
    left, placed = list(tasks), dict[str, Slot]()
    while left:
        ready = [task for task in left if task.after <= set(placed)]
        task = min(ready, key=lambda each: (-each.priority, each.id))
        left.remove(task)
        days = max(math.ceil(task.effort), task.lead_days)
        begin = max([start, *(placed[each].finish for each in task.after)])
        while any(
            sum(1 for slot in placed.values() if slot.start <= day < slot.finish) >= capacity
            for day in range(begin, begin + days)
        ):
            begin += 1
        placed[task.id] = Slot(task.id, begin, begin + days)
    assert sequence(tasks, capacity, start) == sorted(placed.values(), key=lambda slot: (slot.start, slot.id))


@given(plans(), st.integers(1, 4), st.randoms(use_true_random=False))
def test_the_order_given_does_not_matter(tasks: list[Task], capacity: int, random: randoms.Random) -> None:
    mixed = list(tasks)
    random.shuffle(mixed)
    assert sequence(mixed, capacity) == sequence(tasks, capacity)


def test_three_hundred_actions_are_planned_at_once() -> None:
    random = randoms.Random(1)
    tasks = [
        Task(
            f"A{n}",
            random.uniform(0.5, 40),
            random.random(),
            frozenset(f"A{random.randrange(n)}" for _ in range(min(n, 4))),
            random.choice([0, 5, 30]),
        )
        for n in range(300)
    ]
    taken: list[float] = []
    for _ in range(5):
        before = time.perf_counter()
        assert len(sequence(tasks, 4)) == 300
        taken.append(time.perf_counter() - before)
    assert min(taken) < 0.1


def test_levels_build_on_each_other() -> None:
    steps = [
        Step("A1", "SPON", 2),
        Step("A2", "SPON", 3),
        Step("A3", "SPON", 3),
        Step("A4", "SPON", 5),
        Step("B1", "KPI", 2),
        Step("B2", "KPI", 2),
    ]
    assert gating_edges(steps) == (("A1", "A2"), ("A1", "A3"), ("A2", "A4"), ("A3", "A4"))
    assert gating_edges([]) == ()
