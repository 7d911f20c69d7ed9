"""Why an action is no quick win, and which ones are nearest to being one."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.analysis.quick_wins import Candidate, median_value, misses, nearest, quick_win


def test_the_conditions_missed_are_said_with_their_figures() -> None:
    assert misses(50, 44, 8, 20) == ()
    assert misses(31, 44, 14, 45, 2) == (
        "value 31, median 44",
        "effort 14 days, limit 10",
        "lead time 45 days, limit 30",
        "needs 2 other actions first",
    )
    assert misses(50, 44, None, None, 1) == (
        "effort not known, limit 10",
        "lead time not known, limit 30",
        "needs 1 other action first",
    )


def test_two_figures_never_look_the_same() -> None:
    assert misses(43.96, 44.04, 10.04, 30) == ("value 43.96, median 44.04", "effort 10.04 days, limit 10")
    assert misses(43.6, 44.4, 1250, 30) == ("value 43.6, median 44.4", "effort 1,250 days, limit 10")


def test_the_median() -> None:
    assert median_value([]) is None
    assert median_value([10, 40, 20]) == 20
    assert median_value([10, 20, 30, 40]) == 25
    with pytest.raises(ValueError, match="values"):
        median_value([math.nan])


def test_the_nearest_fill_up_to_three() -> None:
    win = Candidate("W", 60, 5, 10)
    # Missed by: effort 1.4 of the limit (.4); lead 1.5 (.5); value half the median (.5) and effort (.4).
    wide, slow = Candidate("A", 60, 14, 10), Candidate("B", 60, 5, 45)
    both = Candidate("C", 20, 14, 10)
    found = nearest([both, slow, wide, win], 40)
    assert [each.id for each in found] == ["A", "B"]
    assert [each.distance for each in found] == pytest.approx([0.4, 0.5])
    assert found[0].misses == ("effort 14 days, limit 10",)
    assert [each.id for each in nearest([both, slow, wide], 40)] == ["A", "B", "C"]
    assert nearest([win, win, win, wide], 40) == ()
    assert nearest([], 40) == ()


def test_equally_near_ones_stand_by_value_then_by_id() -> None:
    rows = [Candidate("B", 60, 14, 10), Candidate("A", 60, 14, 10), Candidate("C", 70, 14, 10)]
    assert [each.id for each in nearest(rows, 40)] == ["C", "A", "B"]


CANDIDATES = st.lists(
    st.builds(
        Candidate,
        st.text("abc", min_size=1, max_size=3),
        st.floats(0, 100),
        st.one_of(st.none(), st.floats(0, 60)),
        st.one_of(st.none(), st.integers(0, 200)),
        st.integers(0, 3),
    ),
    max_size=12,
    unique_by=lambda each: each.id,
)


@given(CANDIDATES, st.floats(0, 100), st.randoms(use_true_random=False))
def test_wins_and_nearest_are_three_where_there_are_three(
    rows: list[Candidate], median: float, random: object
) -> None:
    wins = [
        each
        for each in rows
        if each.effort is not None
        and each.lead_days is not None
        and quick_win(each.value, median, each.effort, each.lead_days, each.open_predecessors)
    ]
    near = nearest(rows, median)
    assert len(near) == max(0, min(3, len(rows)) - len(wins))
    assert not {each.id for each in near} & {each.id for each in wins}
    assert all(each.misses and each.distance > 0 for each in near)
    mixed = list(rows)
    random.shuffle(mixed)  # pyright: ignore[reportAttributeAccessIssue]
    assert nearest(mixed, median) == near
