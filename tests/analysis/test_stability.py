"""Levels under drawn weights: against probabilities worked out by integral, and what must hold for any draws."""

from __future__ import annotations

import math
from dataclasses import replace
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.analysis.making import E, M, O, capability, question, rated, said
from tests.reports import sample
from workbench.actions import books, demo
from workbench.analysis.level import level_of
from workbench.analysis.maturity import QuestionRating, gated_level, rate_capability, rate_question
from workbench.analysis.stability import (
    Stability,
    Sure,
    _drawn,
    capability_stability,
    level_stability,
    stabilities,
)
from workbench.analysis.standing import Standing, rate_book
from workbench.analysis.sureness import Reason, capability_sureness, surenesses
from workbench.domain.content import Pack
from workbench.storage.store import Store


def beta_above_half(a: float, b: float) -> float:
    """The probability that a Beta(a, b) exceeds one half, by Simpson's rule."""
    steps = 2000
    scale = math.gamma(a + b) / math.gamma(a) / math.gamma(b)
    points = [0.5 + i * 0.5 / steps for i in range(steps + 1)]
    heights = [scale * x ** (a - 1) * (1 - x) ** (b - 1) for x in points]
    odd, even = sum(heights[1:-1:2]), sum(heights[2:-1:2])
    return (heights[0] + 4 * odd + 2 * even + heights[-1]) * 0.5 / steps / 3


@pytest.mark.parametrize(("first", "second"), [(1, 1), (2, 1), (3, 1), (1, 2)])
def test_draws_are_dirichlet_of_five_times_the_relative_weight(first: int, second: int) -> None:
    # One question at 2, one at 1: Managed while the first weighs over a half. Its share is
    # Beta(5·w₁/mean, 5·w₂/mean), by Dirichlet(5·w / mean w).
    mean = (first + second) / 2
    managed = beta_above_half(5 * first / mean, 5 * second / mean)
    now_managed = first > second
    expected = managed if now_managed else 1 - managed
    draws = 4000
    found = level_stability([first, second], [2, 1], [None, None], draws=draws)
    assert found is not None
    # Four standard deviations of so many draws.
    assert abs(float(found.share) - expected) < 4 * math.sqrt(expected * (1 - expected) / draws)


@pytest.mark.parametrize(
    ("stays", "word"),
    [
        (1000, Sure.FIRM),
        (950, Sure.FIRM),
        (949, Sure.LIKELY),
        (750, Sure.LIKELY),
        (749, Sure.OPEN),
        (0, Sure.OPEN),
    ],
)
def test_words(stays: int, word: Sure) -> None:
    assert Stability(stays, 1000).word is word


@pytest.mark.parametrize("median", [1, 2, 3, 5])
def test_where_all_questions_stand_alike_no_weight_matters(median: int) -> None:
    assert level_stability([2, 1, 1, 3], [median] * 4, [None] * 4) == Stability(1000, 1000)


def test_an_essential_question_holds_in_every_draw() -> None:
    assert level_stability([9, 9, 1], [3, 3, 1], [None, None, 2]) == Stability(1000, 1000)


def test_the_same_seed_gives_the_same_draws_and_another_does_not() -> None:
    arguments: Any = ([2, 1, 1], [3, 2, 1], [None] * 3)
    assert level_stability(*arguments) == level_stability(*arguments, seed=1)
    others = {level_stability(*arguments, seed=seed) for seed in range(2, 6)}
    assert others != {level_stability(*arguments)}


def test_without_a_level_there_is_nothing_to_stay() -> None:
    assert level_stability([1, 1, 1], [3, 0, 0], [None] * 3) is None
    assert level_stability([], [], []) is None


@pytest.mark.parametrize(
    ("weights", "draws", "named"),
    [([1, -1], 1000, "weights"), ([1], 1000, "equal"), ([1, 1], 0, "draws"), ([1, 1], True, "draws")],
)
def test_a_wrong_argument_is_refused(weights: list[float], draws: int, named: str) -> None:
    with pytest.raises(ValueError, match=named):
        level_stability(weights, [2, 1], [None, None], draws=draws)


def test_weights_of_very_different_size_can_be_drawn() -> None:
    assert level_stability([1e300, 1e-300], [3, 1], [None] * 2) == Stability(1000, 1000)
    assert level_stability([Fraction(1, 3), 0.5, 10**400], [1, 1, 4], [None] * 3) is not None


@given(
    st.lists(
        st.tuples(st.integers(1, 3), st.integers(0, 5), st.one_of(st.none(), st.integers(2, 5))),
        min_size=1,
        max_size=5,
    )
)
def test_the_level_of_a_draw_is_the_gated_level(asked: list[tuple[int, int, int | None]]) -> None:
    weights, medians, essentials = zip(*asked, strict=True)
    level = gated_level(weights, medians, essentials)
    found = level_stability(weights, medians, essentials, draws=20)
    if level is None:
        assert found is None
        return
    # Which questions are scored does not change with a draw, only what they weigh.
    levels = [level_of(drawn, medians, essentials) for drawn in _drawn(weights, 20, 1)]
    assert found == Stability(levels.count(level), 20)


# Roll-up: the demo, and what a level hangs on in words


@pytest.fixture
def standing(demo_store: Store) -> Standing:
    """The demo, rated."""
    return rate_book(books.open_book(demo_store, demo.ASSESSMENT_ID))


def test_every_level_has_a_stability_and_no_other(standing: Standing) -> None:
    found = stabilities(standing)
    for key, part in standing.capabilities.items():
        assert (found.capabilities[key] is None) == (part.rating.level is None)
        assert found.capabilities[key] == capability_stability(part)
    assert set(found.areas) == set(standing.areas)
    assert found.overall is not None
    assert found == stabilities(standing)


def test_where_all_capabilities_stand_alike_the_whole_stays(pack: Pack, standing: Standing) -> None:
    alike = {
        key: rate_capability(
            part.capability, [rate_question(each, said(E, 3)) for each in part.capability.questions]
        )
        for key, part in standing.capabilities.items()
    }
    overall = replace(standing.overall, level=3)
    found = stabilities(replace(standing, capabilities=alike, overall=overall))
    assert found.overall == Stability(1000, 1000)
    assert set(found.capabilities.values()) == {Stability(1000, 1000)}


def sentence(pack: Pack, *questions: QuestionRating) -> str:
    found = capability_sureness(rate_capability(capability("CAP", 1), questions), pack)
    assert found is not None
    return found.sentence


def test_how_sure_in_words(pack: Pack) -> None:
    assert sentence(pack, *rated((1, 3), (1, 0), (1, 0))) == (
        "Open: 33% of the weight is answered, and a level needs half of it."
    )
    assert sentence(pack, *rated((1, 3), (1, 0))) == (
        "Open: it may still become Defined, with 1 question unanswered."
    )
    both = [rate_question(question(f"Q{i}"), said(E, 3) + said(O, 3)) for i in range(3)]
    assert sentence(pack, *both) == (
        "Firm: it stays Defined in 1,000 of 1,000 other weightings, whichever role or question is left out."
    )
    alone = [rate_question(question("Q1"), said(E, 3))]
    assert sentence(pack, *alone) == (
        "Firm against other weights, but without the engineers it would be not rated."
    )
    # Roles agree, the weights do not matter, but one essential question holds it all at Initial.
    held = [rate_question(question("Q1", 1, 2), said(E, 1) + said(O, 1)), *both]
    assert sentence(pack, *held) == (
        "Firm against other weights, but without the question ‘Q1’ it would be Defined."
    )


def test_the_weights_come_first_among_the_reasons(pack: Pack) -> None:
    # One of two at 2: Initial in about half of the draws; without Q2 it would be Managed.
    questions = [
        rate_question(question(f"Q{i + 1}"), said(E, v) + said(O, v) + said(M, v))
        for i, v in enumerate((2, 1))
    ]
    found = capability_sureness(rate_capability(capability("CAP", 1), questions), pack)
    assert found is not None
    assert (found.word, found.reason) == (Sure.OPEN, Reason.WEIGHTS)
    assert found.sentence.startswith("Open: it stays Initial in only ")
    assert found.sentence.endswith(
        " of 1,000 other weightings, and without the question ‘Q2’ it would be Managed."
    )


def test_how_sure_the_whole_is(pack: Pack, standing: Standing) -> None:
    found = surenesses(standing, pack)
    assert set(found.capabilities) == set(standing.capabilities)
    # REV-3 is open in the demo.
    assert found.areas["S4"] is not None
    assert found.areas["S4"].sentence == "Open: it may still become Managed, with 1 question unanswered."
    assert found.overall is not None
    assert found.overall.word is Sure.FIRM
    assert found.overall == surenesses(standing, pack, stabilities(standing)).overall


def test_where_nothing_applies_nothing_is_said(pack: Pack) -> None:
    assert capability_sureness(rate_capability(capability("CAP", 1), rated((1, -1))), pack) is None


def test_what_was_drawn_for_a_standing_is_remembered_with_it_alone() -> None:
    book = sample.book()
    first, again = rate_book(book), rate_book(book)
    assert stabilities(first) is stabilities(first)
    assert stabilities(first) == stabilities(again)
    assert stabilities(first) is not stabilities(again)
    assert surenesses(first, book.pack) is surenesses(first, book.pack, stabilities(first))
