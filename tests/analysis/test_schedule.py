"""Circles among prerequisites, and dates that keep them."""

from __future__ import annotations

import datetime as dt
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from workbench.analysis.schedule import CycleError, find_cycle, too_early, too_late
from workbench.domain.action import Action, ActionState

DAY = dt.date(2026, 11, 23)


def test_no_circle() -> None:
    assert find_cycle({}) is None
    assert find_cycle({"a": [], "b": ["a"], "c": ["a", "b"]}) is None
    assert find_cycle({"a": ["elsewhere"]}) is None


def test_a_circle_is_given_with_its_path() -> None:
    assert find_cycle({"a": ["b"], "b": ["c"], "c": ["a"]}) == ("a", "b", "c", "a")
    assert find_cycle({"a": ["a"]}) == ("a", "a")
    # d leads into the circle and is no part of it.
    assert find_cycle({"d": ["x", "b"], "x": [], "b": ["c"], "c": ["b"]}) == ("b", "c", "b")
    assert str(CycleError(("a", "b", "a"))) == "These wait for each other: a → b → a."


GRAPHS = st.dictionaries(st.integers(0, 7), st.lists(st.integers(0, 7), max_size=4), max_size=8)


@given(GRAPHS)
def test_a_circle_is_found_when_and_only_when_there_is_one(graph: dict[int, list[int]]) -> None:
    named = {str(node): [str(each) for each in after] for node, after in graph.items()}
    path = find_cycle(named)
    if path is not None:
        assert path[0] == path[-1]
        assert all(b in named[a] for a, b in pairwise(path))
        return
    left = {node: {each for each in after if each in named} for node, after in named.items()}
    while free := [node for node, after in left.items() if not after]:
        for node in free:
            del left[node]
        left = {node: after - set(free) for node, after in left.items()}
    assert not left


def test_a_long_chain_does_not_run_out_of_stack() -> None:
    chain = {str(n): [str(n + 1)] for n in range(5000)}
    assert find_cycle(chain) is None


def action(
    name: str, start: int, finish: int, after: tuple[str, ...] = (), state: ActionState = ActionState.AGREED
) -> Action:
    return Action(
        id=name,
        assessment="a",
        code=name,
        title=name,
        start=DAY + dt.timedelta(days=start),
        finish=DAY + dt.timedelta(days=finish),
        after=after,
        state=state,
    )


def test_too_early() -> None:
    first, second = action("A1", 0, 10), action("A2", 12, 20, ("A1", "gone"))
    known = {"A1": first, "A2": second}
    assert too_early(second, DAY + dt.timedelta(days=9), known) is first
    assert too_early(second, DAY + dt.timedelta(days=10), known) is None
    done = {"A1": action("A1", 0, 10, state=ActionState.DONE), "A2": second}
    assert too_early(second, DAY, done) is None


def test_too_late() -> None:
    first, second = action("A1", 0, 10), action("A2", 12, 20, ("A1",))
    assert too_late(first, DAY + dt.timedelta(days=12), [first, second]) is None
    assert too_late(first, DAY + dt.timedelta(days=13), [first, second]) is second
