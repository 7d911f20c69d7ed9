"""The fewest answers to the next level, by hand and against trying every set of questions."""

from __future__ import annotations

from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.analysis.making import E, capability, question, rated, said
from workbench.analysis.maturity import (
    CapabilityRating,
    QuestionRating,
    gated_level,
    rate_capability,
    rate_question,
)
from workbench.analysis.next_level import next_level, next_level_words
from workbench.domain.content import Pack


def part_of(questions: list[QuestionRating]) -> CapabilityRating:
    return rate_capability(capability("CAP", 1), questions)


def steps(
    *pairs: tuple[int, int], essential: int | None = None
) -> tuple[int, list[tuple[str, int, int]]] | None:
    found = next_level(part_of(rated(*pairs, essential=essential)))
    if found is None:
        return None
    return found.level, [(each.question.id, each.now, each.needs) for each in found.raises]


def test_the_heavier_question_can_do_alone_what_two_light_ones_would() -> None:
    # P3 is 2/6; the question of weight 2 brings it to 4/6, either light one to 3/6 only.
    assert steps((2, 3), (1, 2), (1, 2), (2, 2)) == (3, [("Q4", 2, 3)])


def test_the_fewest_are_found_where_taking_the_heaviest_first_would_not() -> None:
    # Level 2 now; Defined needs P2 > .85 and P3 > .5 of W = 10. The question of weight 3 stands at 2, but
    # P2 = .8 wants one of the light ones at 1 as well: .9 with one. P3 .4 + .3 and they are two, not three.
    assert steps((4, 3), (3, 2), (1, 2), (1, 1), (1, 1)) == (3, [("Q2", 2, 3), ("Q4", 1, 2)])


def test_what_lags_furthest_may_be_all_that_is_needed() -> None:
    # P3 is .8 already; P2 is .8, which the one at 1 mends with a single step.
    assert steps((2, 4), (1, 3), (1, 3), (1, 1)) == (3, [("Q4", 1, 2)])


def test_an_essential_question_must_be_among_them() -> None:
    assert steps((9, 5), (1, 2), essential=3) == (3, [("Q2", 2, 3)])
    # From Measured up: Optimized asks P4 > .85 too.
    assert steps((9, 5), (1, 3), essential=5) == (5, [("Q2", 3, 5)])


def test_an_open_question_counts_as_one_to_answer() -> None:
    assert steps((1, 2), (1, 0)) == (2, [("Q2", 0, 2)])


def test_of_equal_ways_the_one_with_fewest_steps_then_the_first() -> None:
    assert steps((1, 2), (1, 2), (1, 1), (1, 1)) == (2, [("Q3", 1, 2)])
    # Either of the others would do for Defined, with one step from 2 or three from the open one.
    assert steps((1, 3), (1, 2), (1, 3), (1, 2)) == (3, [("Q2", 2, 3)])


@pytest.mark.parametrize("pairs", [[(1, 5)], [(1, 0)], [(1, 3), (1, 0), (1, 0)], [(1, -1)]])
def test_there_is_none_at_the_top_and_while_not_rated(pairs: list[tuple[int, int]]) -> None:
    assert steps(*pairs) is None


def test_of_questions_that_land_alike_the_one_that_can_stop_earlier_is_taken() -> None:
    # P2 is 3/6, not more than half. The heavy question has only options 1 and 3: three steps from nothing; the
    # light one can stop at 2, and 4/6 is enough.
    asked = [
        rate_question(question("Q1", 2, levels=(1, 3)), []),
        rate_question(question("Q2", 1, levels=(2, 3, 5)), []),
        rate_question(question("Q3", 3, 3, levels=(2, 3, 5)), said(E, 3)),
    ]
    found = next_level(part_of(asked))
    assert found is not None
    assert (found.level, [(each.question.id, each.needs) for each in found.raises]) == (2, [("Q2", 2)])


def test_there_is_none_where_the_options_end() -> None:
    ending = [rate_question(question(levels=(1, 3)), said(E, 3))]
    assert next_level(part_of(ending)) is None


def test_a_question_is_raised_to_one_of_its_options() -> None:
    found = next_level(part_of([rate_question(question(levels=(1, 4)), said(E, 1))]))
    assert found is not None
    assert [(each.now, each.needs) for each in found.raises] == [(1, 4)]


def test_words(pack: Pack) -> None:
    found = next_level(part_of(rated((2, 2), (1, 1), (1, 2))))
    assert found is not None
    # W = 4: Defined needs P2 > .85, so the second, and P3 > .5, so the first, which with it has 3/4.
    assert next_level_words(found, pack) == "2 answers away from Defined: Q1 to 3, Q2 to 3"
    found = next_level(part_of(rated((1, 1))))
    assert found is not None
    assert next_level_words(found, pack) == "1 answer away from Managed: Q1 to 2"


ASKED = st.tuples(st.integers(1, 3), st.integers(0, 5), st.one_of(st.none(), st.none(), st.integers(2, 5)))


@settings(max_examples=300)
@given(st.lists(ASKED, min_size=1, max_size=6))
def test_no_smaller_set_of_questions_does(asked: list[tuple[int, int, int | None]]) -> None:
    part = part_of(
        [
            rate_question(question(f"Q{i}", weight, essential), said(E, value or "dk"))
            for i, (weight, value, essential) in enumerate(asked)
        ]
    )
    level = part.rating.level
    if level is None or level == 5:
        assert next_level(part) is None
        return
    weights, medians = [w for w, _, _ in asked], [g for _, g, _ in asked]
    essentials = [e for _, _, e in asked]

    def reaches(values: list[int]) -> bool:
        return (gated_level(weights, values, essentials) or 0) > level

    fewest = next(
        size
        for size in range(len(asked) + 1)
        for chosen in combinations(range(len(asked)), size)
        if reaches([5 if i in chosen else g for i, g in enumerate(medians)])
    )
    found = next_level(part)
    assert found is not None
    assert (found.level, len(found.raises)) == (level + 1, fewest)
    needs = {int(each.question.id[1:]): each.needs for each in found.raises}
    assert all(medians[i] < value for i, value in needs.items())
    assert reaches([needs.get(i, g) for i, g in enumerate(medians)])
    # Nothing of it is more than needed.
    for i, value in needs.items():
        less = {**needs, i: value - 1}
        assert not reaches([less.get(j, g) for j, g in enumerate(medians)])
