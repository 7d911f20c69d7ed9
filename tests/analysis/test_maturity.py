"""Scoring, against domain.md 2.2: its worked examples, each convention, the cut points, roll-ups by hand."""

from __future__ import annotations

import math
from fractions import Fraction
from typing import Any

import pytest

from tests.analysis.making import E, O, X, capability, question, rated, said, worked_example
from workbench.analysis.maturity import (
    Agreed,
    CapabilityRating,
    Voice,
    blocking,
    gated_level,
    rate_capability,
    rate_question,
    rate_questions,
    roll_up,
    suggested_target,
)


def test_worked_example_questions() -> None:
    ratings = worked_example()
    assert [each.index for each in ratings] == [Fraction(34, 9), Fraction(17, 6), None, None, Fraction(5, 2)]
    assert [round(float(each.index), 4) for each in ratings if each.index] == [3.7778, 2.8333, 2.5]
    assert [each.median for each in ratings] == [4, 3, 0, 0, 2]
    assert [each.applicable for each in ratings] == [True, True, False, True, True]
    assert [each.scored for each in ratings] == [True, True, False, False, True]
    assert (ratings[0].voices, ratings[0].dont_know, ratings[2].not_applicable) == (6, 1, 2)


def test_worked_example_capability() -> None:
    rated = rate_capability(capability("CAP", 2), worked_example())
    rating = rated.rating
    assert rating.index == Fraction(29, 9)
    assert (rating.low, rating.high) == (Fraction(25, 9), Fraction(161, 45))
    assert rating.coverage == Fraction(4, 5)
    assert rating.shares == {2: Fraction(4, 5), 3: Fraction(3, 5), 4: Fraction(2, 5), 5: Fraction(0)}
    assert (rating.level, rating.level_low) == (2, 2)
    # With Q4 at 5 the shares are 1, .8, .6, .2: Defined, since .8 at level 3 is not above .85.
    assert rating.level_high == 3
    assert rated.blocking == ("Q4",)


def test_second_worked_example() -> None:
    assert gated_level([2, 1, 1, 1], [4, 3, 3, 2], [None] * 4) == 3
    assert gated_level([2, 1, 1, 1], [4, 3, 3, 2], [None, None, None, 3]) == 2


# Per question


def test_each_role_counts_the_same() -> None:
    rating = rate_question(question(), said(X, 5) + said(E, *[1] * 10))
    assert rating.index == 3
    assert rating.role_means == {X: 5, E: 1}
    assert rating.role_medians == {X: 5, E: 1}
    assert rating.median == 1, "the lower of two role medians"


def test_lower_median_within_a_role() -> None:
    assert rate_question(question(), said(E, 4, 1, 3, 2)).median == 2


def test_consensus_replaces_value_and_keeps_the_single_answers() -> None:
    rating = rate_question(question(), said(X, 5) + said(O, 1), Agreed(2))
    assert (rating.index, rating.median, rating.agreed) == (Fraction(2), 2, True)
    assert rating.role_means == {X: 5, O: 1}


def test_consensus_counts_without_any_answer() -> None:
    rating = rate_question(question(), [], Agreed(4))
    assert (rating.index, rating.median, rating.scored) == (Fraction(4), 4, True)


def test_consensus_of_not_applicable_takes_a_question_out() -> None:
    rating = rate_question(question(essential=3), said(E, 3, 3), Agreed(None))
    assert (rating.applicable, rating.index, rating.median) == (False, None, 0)


def test_consensus_overrules_single_not_applicables() -> None:
    rating = rate_question(question(), said(E, "na", "na", "na"), Agreed(3))
    assert (rating.applicable, rating.index) == (True, Fraction(3))


@pytest.mark.parametrize(
    ("voices", "applicable"),
    [
        (said(E, 2, "na"), True),
        (said(E, 2, "na", "na"), False),
        (said(E, "na"), False),
        (said(E, "na", "dk", "dk", "dk"), False),
        (said(E, 2, 2, "na", "na", "dk", "dk"), True),
    ],
)
def test_not_applicable_needs_more_than_half_of_those_who_judge(
    voices: list[Voice], applicable: bool
) -> None:
    assert rate_question(question(), voices).applicable is applicable


def test_not_applicable_on_an_essential_question_counts_as_dont_know() -> None:
    rating = rate_question(question(essential=3), said(E, "na", "na", 2))
    assert rating.applicable
    assert (rating.index, rating.not_applicable, rating.dont_know) == (Fraction(2), 0, 2)


def test_dont_know_gives_no_value_but_stays() -> None:
    rating = rate_question(question(), said(E, "dk"))
    assert (rating.applicable, rating.index, rating.median) == (True, None, 0)


def test_a_show_of_hands_counts_as_that_many_answers_of_its_role() -> None:
    hands = [Voice(O, 1, count=6), Voice(O, 3, count=2), Voice(O, None, count=1)]
    rating = rate_question(question(), [*hands, Voice(O, 5)])
    assert rating.index == Fraction(6 + 6 + 5, 9)
    assert rating.median == 1
    assert (rating.voices, rating.dont_know) == (10, 1)


@pytest.mark.parametrize("value", [0, 6, -1, True, 2.5, math.nan, math.inf])
def test_an_answer_outside_the_scale_is_refused(value: float) -> None:
    with pytest.raises(ValueError, match="whole number from 1 to 5"):
        Voice(E, value)  # pyright: ignore[reportArgumentType]
    with pytest.raises(ValueError, match="whole number from 1 to 5"):
        Agreed(value)  # pyright: ignore[reportArgumentType]


@pytest.mark.parametrize("count", [0, -1, True, 1.5, math.nan, "2"])
def test_a_voice_counts_at_least_once(count: Any) -> None:
    with pytest.raises(ValueError, match="at least once"):
        Voice(E, 3, count=count)


# Per capability


def test_under_half_scored_is_not_rated() -> None:
    rating = rate_questions(rated((1, 3), (1, 0), (1, 0)))
    assert (rating.index, rating.level, rating.rated) == (None, None, False)
    assert rating.coverage == Fraction(1, 3)
    assert (rating.low, rating.high) == (Fraction(5, 3), Fraction(13, 3)), "bounds are always there"
    # With 5 for both: P4 = P5 = .667, which opens Measured; Optimized needs P4 above .85.
    assert (rating.level_low, rating.level_high) == (1, 4)


def test_exactly_half_scored_is_rated() -> None:
    rating = rate_questions(rated((1, 3), (1, 0)))
    assert (rating.index, rating.level, rating.coverage) == (Fraction(3), 1, Fraction(1, 2))


def test_not_applicable_leaves_both_sides() -> None:
    assert rate_questions(rated((2, 4), (3, -1), (1, 2))) == rate_questions(rated((2, 4), (1, 2)))


def test_a_target_must_be_a_level() -> None:
    for wrong in (0, 6, True, 2.5, math.nan):
        with pytest.raises(ValueError, match="target"):
            rate_capability(capability("A", 1), rated((1, 3)), target=wrong)  # pyright: ignore[reportArgumentType]


def test_a_capability_without_an_applicable_question_is_not_applicable() -> None:
    rating = rate_questions(rated((2, -1), (1, -1)))
    assert (rating.applicable, rating.rated, rating.index) == (False, False, None)
    assert rate_questions([]) == rating


@pytest.mark.parametrize(
    ("weights", "medians", "level"),
    [
        ([1, 1], [2, 1], 1),  # P2 is .50, not above it
        ([2, 2, 1], [2, 1, 2], 2),  # P2 is .60
        ([17, 3], [3, 1], 2),  # P2 is .85, not above it
        ([18, 3], [3, 1], 3),  # P2 is .857
        ([1.7, 0.3], [3, 1], 2),
        ([0.1] * 17 + [0.1] * 3, [3] * 17 + [1] * 3, 2),  # .8500000000000001 by floats
        ([0.1] * 18 + [0.1] * 3, [3] * 18 + [1] * 3, 3),
        ([0.1] * 10, [2] * 5 + [1] * 5, 1),
        ([1], [5], 5),
        ([1, 1, 1], [5, 5, 1], 2),  # .667 at 2 opens Managed and nothing above
        ([1], [1], 1),
    ],
)
def test_cut_points(weights: list[float], medians: list[int], level: int) -> None:
    assert gated_level(weights, medians, [None] * len(weights)) == level


def test_weights_of_any_size_count_exactly() -> None:
    # 17 of 20 is .85 and not above it; one more in a quintillion is.
    huge = 10**400
    assert gated_level([17 * huge, 3 * huge], [3, 1], [None] * 2) == 2
    assert gated_level([17 * huge + 1, 3 * huge], [3, 1], [None] * 2) == 3
    assert gated_level([Fraction(17, 7), Fraction(3, 7)], [3, 1], [None] * 2) == 2
    assert gated_level([Fraction(18, 7), Fraction(3, 7)], [3, 1], [None] * 2) == 3


def test_half_of_fractional_weights_scored_is_rated() -> None:
    assert gated_level([0.1, 0.2, 0.3], [2, 2, 0], [None] * 3) == 1
    assert gated_level([0.1, 0.2, 0.31], [2, 2, 0], [None] * 3) is None


@pytest.mark.parametrize(("median", "level"), [(0, 1), (1, 1), (2, 3), (3, 3), (5, 3)])
def test_an_essential_question_holds_its_level_and_those_above(median: int, level: int) -> None:
    # 18 of 20 at 3, which is Defined; the other two, essential at 2, can hold it all back.
    assert gated_level([18, 2], [3, median], [None, 2]) == level


def test_an_essential_question_does_not_hold_lower_levels() -> None:
    assert gated_level([9, 1], [5, 3], [None, 4]) == 3


def test_gated_level_of_nothing() -> None:
    assert gated_level([], [], []) is None
    assert gated_level([1, 1, 1], [4, 0, 0], [None] * 3) is None


@pytest.mark.parametrize(
    ("weights", "medians", "essentials", "named"),
    [
        ([1], [1, 2], [None], "equal lengths"),
        ([0], [1], [None], "weights"),
        ([-1], [1], [None], "weights"),
        ([math.nan], [1], [None], "weights"),
        ([math.inf], [1], [None], "weights"),
        ([1], [6], [None], "medians"),
        ([1], [-1], [None], "medians"),
        ([1], [2.5], [None], "medians"),
        ([1], [2], [1], "essentials"),
        ([1], [2], [6], "essentials"),
        ([True], [1], [None], "weights"),
        (["1"], [1], [None], "weights"),
        ([None], [1], [None], "weights"),
        ([1], [True], [None], "medians"),
        ([1], [math.nan], [None], "medians"),
        ([1], ["2"], [None], "medians"),
        ([1], [2], [True], "essentials"),
        ([1], [2], [math.inf], "essentials"),
        ([1], [2], "2", "essentials"),
        (1, [2], [None], "weights must be a list"),
    ],
)
def test_gated_level_names_a_wrong_argument(weights: Any, medians: Any, essentials: Any, named: str) -> None:
    with pytest.raises(ValueError, match=named):
        gated_level(weights, medians, essentials)


def test_blocking_names_questions_below_and_essentials_unmet() -> None:
    questions = rated((1, 2), (1, 2), (1, 2), (1, 1), essential=3)
    # Managed by .75; Defined needs all four: P2 .75 and P3 0 are short, so everything below 3.
    assert blocking(questions, 2) == ("Q1", "Q2", "Q3", "Q4")
    held = rated((9, 5), (1, 2), essential=3)
    assert blocking(held, 2) == ("Q2",)
    assert blocking(rated((1, 5)), 5) == ()


@pytest.mark.parametrize(("level", "target"), [(None, 2), (1, 2), (2, 3), (3, 3), (4, 4), (5, 5)])
def test_suggested_target(level: int | None, target: int) -> None:
    assert suggested_target(level) == target


def test_gap_is_the_larger_of_index_and_level_distance_times_weight() -> None:
    by_level = rate_capability(capability("A", 2), rated((1, 3), (1, 1)), target=3)
    assert (by_level.rating.index, by_level.rating.level) == (Fraction(2), 1)
    assert by_level.gap == 2 * Fraction(2)
    assert not by_level.suggested
    by_index = rate_capability(
        capability("A", 3), [rate_question(question(), said(X, 2) + said(E, 2, 2, 1))], target=2
    )
    assert (by_index.rating.index, by_index.rating.level) == (Fraction(11, 6), 2)
    assert by_index.gap == 3 * Fraction(1, 6)


def test_no_gap_beyond_the_target_and_none_while_not_rated() -> None:
    assert rate_capability(capability("A", 2), rated((1, 5)), target=3).gap == 0
    unrated = rate_capability(capability("A", 2), rated((1, 0)), target=3)
    assert (unrated.gap, unrated.blocking) == (None, ())
    assert rate_capability(capability("A", 2), rated((1, 0))).target == 2


# Roll-up


def part(name: str, weight: int, *pairs: tuple[int, int]) -> CapabilityRating:
    return rate_capability(capability(name, weight), rated(*pairs))


def test_roll_up_by_hand() -> None:
    # Levels 3 (core), 2, and one not rated; W = 4.
    rating = roll_up([part("A", 2, (1, 3)), part("B", 1, (1, 2)), part("C", 1, (1, 0))])
    assert rating.coverage == Fraction(3, 4)
    assert rating.index == Fraction(2 * 3 + 2, 3)
    assert (rating.low, rating.high) == (Fraction(6 + 2 + 1, 4), Fraction(6 + 2 + 5, 4))
    assert rating.shares == {2: Fraction(3, 4), 3: Fraction(1, 2), 4: Fraction(0), 5: Fraction(0)}
    assert (rating.level, rating.level_low) == (2, 2)
    # With 5 for C the shares are 1, .75, .25.
    assert rating.level_high == 3


def test_a_core_capability_gates_the_whole() -> None:
    lagging = [part("A", 2, (1, 1)), *(part(f"B{i}", 1, (1, 4)) for i in range(14))]
    # P2 = P3 = P4 = .875: Measured by shares, but level 3 needs the core one at 2.
    assert roll_up(lagging).level == 2
    plain = [part("A1", 1, (1, 1)), part("A2", 1, (1, 1)), *lagging[1:]]
    assert roll_up(plain).level == 4


def test_a_core_capability_not_rated_holds_the_whole_at_initial() -> None:
    rating = roll_up([part("A", 2, (1, 0)), *(part(f"B{i}", 1, (1, 3)) for i in range(14))])
    assert (rating.level, rating.level_low, rating.level_high) == (1, 1, 3)


def test_roll_up_under_half_coverage_is_not_rated() -> None:
    rating = roll_up([part("A", 2, (1, 0)), part("B", 1, (1, 4))])
    assert rating.coverage == Fraction(1, 3)
    assert (rating.index, rating.level) == (None, None)
    assert (rating.low, rating.high) == (Fraction(6, 3), Fraction(14, 3))


def test_roll_up_leaves_out_what_is_not_applicable() -> None:
    parts = [part("A", 2, (1, 3)), part("B", 1, (1, 2))]
    assert roll_up([*parts, part("C", 2, (1, -1))]) == roll_up(parts)
    assert not roll_up([part("C", 2, (1, -1))]).applicable
    assert not roll_up([]).applicable


def test_roll_up_rounds_nothing() -> None:
    thirds = rate_capability(capability("A", 1), [rate_question(question(), said(E, 1, 1, 2))])
    assert roll_up([thirds, part("B", 2, (1, 3))]).index == (Fraction(4, 3) + 6) / 3


# What it would be otherwise


def test_without_any_consensus_everything_is_rated_whole() -> None:
    questions = [
        rate_question(question("Q1", 2), said(E, 1), Agreed(4)),
        rate_question(question("Q2"), said(E, 3)),
        # Nobody answered alone; the room said 5.
        rate_question(question("Q3"), [], Agreed(5)),
        # The room took out what two rate at 2.
        rate_question(question("Q4"), said(E, 2, 2), Agreed(None)),
        # Two say 'not applicable', the room says 3.
        rate_question(question("Q5"), said(E, "na", "na"), Agreed(3)),
    ]
    part = rate_capability(capability("A", 2), questions)
    assert part.agreed == 4
    # Agreed: 4, 3, 5, out, 3 with weights 2, 1, 1, 1.
    assert (part.rating.index, part.rating.level) == (Fraction(19, 5), 4)
    # Alone: 1, 3, open, 2, out with weights 2, 1, 1, 1: 7/4 over four of five; P2 is .4.
    alone = part.without_consensus
    assert (alone.index, alone.coverage, alone.level) == (Fraction(7, 4), Fraction(4, 5), 1)
    assert (alone.low, alone.high) == (Fraction(8, 5), Fraction(12, 5))
    assert alone.shares == {2: Fraction(2, 5), 3: Fraction(1, 5), 4: 0, 5: 0}
    assert rate_questions(questions, consensus=False) == alone
    # With nothing agreed on, it is the rating.
    plain = rate_capability(capability("A", 2), rated((1, 3)))
    assert plain.without_consensus == plain.rating


def test_equal_weights_keep_the_gates() -> None:
    questions = rated((2, 4), (1, 3), (1, 3), (1, 2), essential=3)
    assert rate_questions(questions).level == 2
    equal = rate_questions(questions, equal_weights=True)
    assert (equal.index, equal.level) == (Fraction(3), 2)
    assert equal.shares[3] == Fraction(3, 4)


def test_role_mean_runs_over_the_applicable_questions_by_weight() -> None:
    part = rate_capability(
        capability("A", 1),
        [
            rate_question(question("Q1", 2), said(X, 2) + said(E, 4, 5)),
            rate_question(question("Q2"), said(X, 5)),
            rate_question(question("Q3"), said(X, 1) + said(E, "na", "na", "na")),
        ],
    )
    assert part.role_mean(X) == Fraction(2 * 2 + 5, 3)
    assert part.role_mean(E) == Fraction(9, 2)
    assert part.role_mean(O) is None
