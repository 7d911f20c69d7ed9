"""Before, after, improvement: the blueprint's example, both directions, and what cannot be divided."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.analysis.measures import (
    improvement,
    improvement_per_cent,
    improvement_words,
    per_cent_words,
    times_faster,
)


def test_the_example_of_the_blueprint() -> None:
    assert improvement(240, 60) == 0.75
    assert times_faster(240, 60) == 4
    assert improvement_words(240, 60, "min") == "75% less, 4× faster"


def test_both_directions_are_positive_when_better() -> None:
    assert improvement(200, 250, lower_is_better=False) == 0.25
    assert improvement(200, 250) == -0.25
    assert improvement(200, 150, lower_is_better=False) == -0.25
    assert improvement(200, 200) == 0


def test_from_nothing_there_is_no_share() -> None:
    assert improvement(0, 5) is None
    assert improvement(0, 0, False) is None
    assert improvement_per_cent(0, 5) is None
    assert times_faster(0, 5) is None
    assert times_faster(5, 0) is None
    assert improvement_words(0, 12, "releases a week", False) == "12 releases a week more"
    assert improvement_words(0, 93.5, "% of pages", False) == "93.5% of pages more"
    assert improvement_words(0, 2) == "2 more"
    assert improvement_words(0, 0, "min") == "no change"


@pytest.mark.parametrize(("before", "after"), [(-1, 2), (math.nan, 2), (1, math.inf), (True, 1), ("4", 1)])
def test_wrong_figures_are_refused(before: float, after: float) -> None:
    for call in (improvement, improvement_per_cent, times_faster, improvement_words):
        with pytest.raises(ValueError, match=r"before|after"):
            call(before, after)


def test_a_figure_after_may_lie_below_nothing() -> None:
    # A balance, say: from 10 to −5 is 150 % less.
    assert improvement(10, -5) == 1.5
    with pytest.raises(ValueError, match="after"):
        times_faster(10, -5)


def test_only_time_gets_faster() -> None:
    assert improvement_words(40, 10, "hours a month") == "75% less"
    assert improvement_words(40, 10, "Hours") == "75% less, 4× faster"
    assert improvement_words(240, 200, "min.") == "17% less, 1.2× faster"
    assert improvement_words(100, 99, "s") == "1% less"
    assert improvement_words(60, 240, "min") == "300% more"
    assert improvement_words(60, 0, "min") == "100% less"
    assert improvement_words(60, 90, "days", lower_is_better=False) == "50% more"


def test_small_changes_are_not_rounded_away() -> None:
    assert per_cent_words(None) == ""
    assert per_cent_words(0.0) == "no change"
    assert per_cent_words(-0.2) == "under 1% change"
    assert per_cent_words(-20, lower_is_better=False) == "20% less"
    # 57.5 stays 57.5 in per cent, so that it prints as people round it.
    assert improvement_per_cent(1000, 425) == 57.5


@given(st.floats(1e-6, 1e12), st.floats(0, 1e12), st.booleans())
def test_the_after_figure_comes_back(before: float, after: float, lower: bool) -> None:
    share = improvement(before, after, lower)
    assert share is not None
    back = before * (1 - share) if lower else before * (1 + share)
    assert back == pytest.approx(after, rel=1e-6, abs=1e-6 * before)
    other = improvement(before, after, not lower)
    assert other == -share
    per_cent = improvement_per_cent(before, after, lower)
    assert per_cent == pytest.approx(100 * share)
