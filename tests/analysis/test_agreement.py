"""The statistics of agreement against the figures their authors print, and against counting by hand."""

from __future__ import annotations

import math
import time
from collections import Counter
from collections.abc import Callable, Sequence
from fractions import Fraction
from itertools import combinations_with_replacement
from typing import Any

import pytest

from workbench.analysis.agreement import (
    average_deviation_median,
    critical_agreement,
    krippendorff_alpha,
    van_der_eijk_a,
)

# Van der Eijk's A


@pytest.mark.parametrize(
    ("counts", "published", "digits"),
    [
        # C. van der Eijk 2001, p. 331; R package agrmt, manual page of `agreement`: 0.6113333.
        ([30, 40, 210, 130, 530, 50, 10], 0.6113333, 7),
        # The same article's Dutch parties in per cent, PvdA and D66; agrmt's vignette: 0.61 and 0.48.
        ([2.4, 2.8, 3.2, 6.2, 13.5, 30.4, 41.6], 0.61, 2),
        ([1.6, 2.6, 8.2, 21, 29.3, 27, 10.3], 0.48, 2),
        # agrmt's vignette, the small example of four answers: 0.08.
        ([2, 0, 1, 1], 0.08, 2),
    ],
)
def test_a_as_published(counts: list[float], published: float, digits: int) -> None:
    value = van_der_eijk_a(counts)
    assert value is not None
    assert round(value, digits) == published


@pytest.mark.parametrize(
    ("layer", "published"),
    [
        ([1, 1, 1, 1, 1, 1, 1], 0),
        ([1, 1, 1, 1, 1, 1, 0], 0.167),
        ([0, 1, 1, 1, 1, 1, 0], 0.333),
        ([0, 0, 1, 1, 1, 1, 0], 0.5),
        ([0, 0, 1, 1, 1, 0, 0], 0.667),
        ([0, 0, 1, 0, 1, 0, 0], 0.467),
        ([0, 0, 0, 0, 1, 0, 0], 1),
    ],
)
def test_the_layers_of_the_published_example(layer: list[int], published: float) -> None:
    """The seven layers as the article's table has them, through agrmt's vignette."""
    value = van_der_eijk_a(layer)
    assert value is not None
    assert round(value, 3) == published


@pytest.mark.parametrize(
    ("counts", "value"),
    [
        ([7, 0, 0, 0, 0], 1),
        ([0, 0, 3, 0, 0], 1),
        ([4, 4, 4, 4, 4], 0),
        ([5, 0, 0, 0, 5], -1),
        ([1, 0, 1], -1),
        # Layers 00111 (three of five answers, A .5) and 00010 (two of five): .3 + .4.
        ([0, 0, 1, 3, 1], Fraction(7, 10)),
        # 01100 has A .75; half of the answers each.
        ([0, 1, 3, 0, 0], Fraction(7, 8)),
        # 01010: TU 2, TDU 1, so U = (3·2 − 4·1)/(3·3) = 2/9; times 3/4 is 1/6; two thirds of the answers.
        ([0, 2, 0, 1, 0], Fraction(1, 9) + Fraction(1, 3)),
        # 10001 in a layer of its own beside 10000: 2/3 · −1 + 1/3.
        ([2, 0, 0, 0, 1], Fraction(-1, 3)),
    ],
)
def test_a_by_hand(counts: list[int], value: Fraction) -> None:
    assert van_der_eijk_a(counts) == float(value)


def test_a_of_nothing_is_undefined() -> None:
    assert van_der_eijk_a([0, 0, 0]) is None
    assert van_der_eijk_a((0.0, -0.0, 0)) is None


def test_shares_that_differ_by_rounding_are_one_layer() -> None:
    assert van_der_eijk_a([0.3, 0, 0, 0, 0.1 + 0.2]) == -1
    assert van_der_eijk_a([0.1 + 0.2, 0.3, 0.3, 0.3, 0.2 + 0.1]) == 0
    assert van_der_eijk_a([0, 0.7, 1e-17, 0, 0]) == 1
    assert van_der_eijk_a([0.1, 0.2, 0.3, 0.2, 0.2]) == van_der_eijk_a([1, 2, 3, 2, 2])


def test_shares_give_what_counts_give() -> None:
    assert van_der_eijk_a([0.0, 0.0, 0.2, 0.6, 0.2]) == van_der_eijk_a([0, 0, 1, 3, 1]) == 0.7
    assert van_der_eijk_a([1e300, 0, 3e300]) == van_der_eijk_a([1, 0, 3])


# Average deviation about the median


@pytest.mark.parametrize(
    ("answers", "value"),
    [
        ([3], 0),
        ([2, 2, 2, 2], 0),
        # The median is 2: distances 1, 0, 0, 1, 3.
        ([1, 2, 2, 3, 5], 1),
        # The ordinary median of an even number, 2.5: distances 1.5, .5, .5, 1.5.
        ([1, 2, 3, 4], 1),
        ([1, 5], 2),
        ([5, 1, 1], Fraction(4, 3)),
        ([0.5, 1.5], Fraction(1, 2)),
    ],
)
def test_average_deviation_by_hand(answers: list[float], value: Fraction) -> None:
    assert average_deviation_median(answers) == float(value)


def test_average_deviation_of_nothing_is_undefined() -> None:
    assert average_deviation_median([]) is None


# Krippendorff's alpha

_ = None
# K. Krippendorff 2011, Computing Krippendorff's Alpha-Reliability, example C: four observers, twelve units.
FOUR_OBSERVERS = [
    [1, 2, 3, 3, 2, 1, 4, 1, 2, _, _, _],
    [1, 2, 3, 3, 2, 2, 4, 1, 2, 5, _, 3],
    [_, 3, 3, 3, 2, 3, 4, 2, 2, 5, 1, _],
    [1, 2, 3, 3, 2, 4, 4, 1, 2, 5, 1, _],
]
# The example of Wikipedia's article on alpha, also in the tests of the Python package krippendorff.
THREE_OBSERVERS = [
    [_, _, _, _, _, 3, 4, 1, 2, 1, 1, 3, 3, _, 3],
    [1, _, 2, 1, 3, 3, 4, 3, _, _, _, _, _, _, _],
    [_, _, 2, 1, 3, 4, 4, _, 2, 1, 1, 3, 3, _, 4],
]
# Example A of the same paper: two observers, ten units, yes or no.
MEG = [0, 1, 0, 0, 0, 0, 0, 0, 1, 0]
OWEN = [1, 1, 1, 0, 0, 1, 0, 0, 0, 0]
# Example B: two observers, twelve units, five names.
BEN = [1, 1, 2, 2, 4, 3, 3, 3, 5, 4, 4, 1]
GERRY = [2, 1, 2, 2, 2, 3, 3, 3, 5, 4, 4, 4]


def units(observers: Sequence[Sequence[int | None]]) -> list[list[int | None]]:
    return [list(each) for each in zip(*observers, strict=True)]


@pytest.mark.parametrize(
    ("observers", "metric", "published", "digits"),
    [
        (FOUR_OBSERVERS, "nominal", 0.743, 3),
        (FOUR_OBSERVERS, "ordinal", 0.815, 3),
        (FOUR_OBSERVERS, "interval", 0.849, 3),
        (THREE_OBSERVERS, "nominal", 0.691358, 6),
        (THREE_OBSERVERS, "interval", 0.810845, 6),
        ([MEG, OWEN], "nominal", 0.095, 3),
        ([BEN, GERRY], "nominal", 0.692, 3),
    ],
)
def test_alpha_as_published(
    observers: list[list[int | None]], metric: str, published: float, digits: int
) -> None:
    value = krippendorff_alpha(units(observers), metric)
    assert value is not None
    assert round(value, digits) == published


def test_alpha_by_hand() -> None:
    # Two units of two, always 1 against 2: D_o is 1; of 12 ordered pairs of the four values 8 are unlike.
    assert krippendorff_alpha([[1, 2], [2, 1]], "nominal") == -0.5
    assert krippendorff_alpha([[1, 1], [2, 2]]) == 1
    # With two values the metric cannot matter.
    assert krippendorff_alpha([[1, 2], [2, 1]], "interval") == krippendorff_alpha([[1, 5], [5, 1]]) == -0.5


def test_alpha_leaves_out_what_cannot_be_paired() -> None:
    full = units(FOUR_OBSERVERS)
    # The last unit has one value; without it, with empty rows, without the gaps in others: the same.
    lean = [[value for value in row if value is not None] for row in full[:-1]]
    assert krippendorff_alpha([*lean, [], [_, _], [4]]) == krippendorff_alpha(full)


def test_alpha_is_undefined_where_nothing_can_be_compared() -> None:
    assert krippendorff_alpha([]) is None
    assert krippendorff_alpha([[1], [_, 2], []]) is None
    assert krippendorff_alpha([[3, 3, 3], [3, 3]]) is None


# Critical values


@pytest.mark.parametrize(
    ("n", "value"),
    [(3, 1), (4, 1), (5, 0.80), (6, 0.722), (7, 0.595), (8, 0.583), (9, 0.574), (10, 0.517)],
)
def test_critical_values_of_the_design(n: int, value: float) -> None:
    """domain.md 2.3: exact 5 % critical A against random answering on five steps."""
    found = critical_agreement(n)
    assert found is not None
    assert round(found, 3) == value


def counted_out(n: int, steps: int, statistic: Callable[[tuple[int, ...]], Fraction]) -> Counter[Fraction]:
    """How many of the equally likely answers of n give each value: the plain way, one set of answers at a time."""
    found: Counter[Fraction] = Counter()
    for answers in combinations_with_replacement(range(1, steps + 1), n):
        ways = math.factorial(n)
        for times in Counter(answers).values():
            ways //= math.factorial(times)
        found[statistic(answers)] += ways
    assert found.total() == steps**n
    return found


def best_of(chances: Counter[Fraction], values: Sequence[Fraction]) -> Fraction | None:
    """The last of `values`, best first, that chance reaches or passes in one case of twenty at most."""
    reached, best, total = 0, None, chances.total()
    for value in values:
        reached += chances[value]
        if 20 * reached > total:
            break
        best = value
    return best


def a_by_triplets(answers: tuple[int, ...], steps: int) -> Fraction:
    """A as the article defines it, triplet by triplet, layer by layer of single answers."""
    counts = [answers.count(step) for step in range(1, steps + 1)]
    total = Fraction(0)
    for height in range(1, max(counts) + 1):
        filled = [count >= height for count in counts]
        size = sum(filled)
        if size == 1:
            total += 1
        if size in (1, steps):
            continue
        triplets = [
            (filled[i], filled[j], filled[m])
            for i in range(steps)
            for j in range(i + 1, steps)
            for m in range(j + 1, steps)
        ]
        tu = triplets.count((True, True, False)) + triplets.count((False, True, True))
        tdu = triplets.count((True, False, True))
        u = Fraction((steps - 2) * tu - (steps - 1) * tdu, (steps - 2) * (tu + tdu))
        total += size * u * (1 - Fraction(size - 1, steps - 1))
    return total / len(answers)


@pytest.mark.parametrize(("n", "steps"), [(3, 4), (4, 3), (5, 5), (8, 5), (12, 4), (20, 3), (6, 6), (5, 7)])
def test_critical_value_is_what_counting_every_answer_gives(n: int, steps: int) -> None:
    chances = counted_out(n, steps, lambda answers: a_by_triplets(answers, steps))
    expected = best_of(chances, sorted(chances, reverse=True))
    assert critical_agreement(n, steps) == (None if expected is None else float(expected))


def test_the_same_counting_gives_the_published_critical_values() -> None:
    """W. P. Dunlap, M. J. Burke and K. Smith-Crowe 2003, as the R package multilevel quotes them: r_wg .53 in
    table 2 for ten judges on five steps, AD about the mean .64 or less in table 3 for five judges on seven."""

    def r_wg(answers: tuple[int, ...]) -> Fraction:
        mean = Fraction(sum(answers), 10)
        return 1 - sum(((each - mean) ** 2 for each in answers), Fraction(0)) / 9 / 2

    def deviation(answers: tuple[int, ...]) -> Fraction:
        mean = Fraction(sum(answers), 5)
        return sum((abs(each - mean) for each in answers), Fraction(0)) / 5

    agreed = counted_out(10, 5, r_wg)
    best = best_of(agreed, sorted(agreed, reverse=True))
    assert best is not None
    assert round(float(best), 2) == 0.53
    apart = counted_out(5, 7, deviation)
    best = best_of(apart, sorted(apart))
    assert best == Fraction(64, 100)


def test_where_chance_agrees_too_often_there_is_no_critical_value() -> None:
    # Three answers on three steps are unanimous by chance in 3 of 27 cases.
    assert critical_agreement(3, 3) is None
    assert critical_agreement(2) is critical_agreement(0) is None


def test_thirty_answers_are_counted_out_at_once() -> None:
    started = time.perf_counter()
    found = critical_agreement(30)
    assert time.perf_counter() - started < 1
    assert found is not None
    smaller = critical_agreement(20)
    assert smaller is not None
    assert 0 < found < smaller < 0.517


# Wrong arguments

NAN, INF = math.nan, math.inf


@pytest.mark.parametrize(
    ("function", "arguments", "named"),
    [
        (van_der_eijk_a, ([1, 2],), "three steps or more"),
        (van_der_eijk_a, ([],), "three steps or more"),
        (van_der_eijk_a, ([1, -1, 2],), "0 or more"),
        (van_der_eijk_a, ([1, NAN, 2],), "finite number"),
        (van_der_eijk_a, ([1, INF, 2],), "finite number"),
        (van_der_eijk_a, ([1, True, 2],), "finite number"),
        (van_der_eijk_a, ([1, None, 2],), "finite number"),
        (van_der_eijk_a, (["1", "2", "3"],), "finite number"),
        (van_der_eijk_a, ("123",), "counts must be a list"),
        (van_der_eijk_a, (3,), "counts must be a list"),
        (average_deviation_median, ([1, NAN],), "Each answer"),
        (average_deviation_median, ([1, True],), "Each answer"),
        (average_deviation_median, ("12",), "answers"),
        (
            krippendorff_alpha,
            (
                [[1, 2]],
                "ratio",
            ),
            "metric",
        ),
        (krippendorff_alpha, ([[1, NAN]],), "Each value"),
        (krippendorff_alpha, ([[1, False]],), "Each value"),
        (krippendorff_alpha, ([["a", "b"]],), "Each value"),
        (krippendorff_alpha, (["ab"],), "Each unit"),
        (krippendorff_alpha, ("ab",), "units"),
        (critical_agreement, (31,), "n must"),
        (critical_agreement, (5.0,), "n must"),
        (critical_agreement, (True,), "n must"),
        (critical_agreement, (NAN,), "n must"),
        (critical_agreement, ("5",), "n must"),
        (
            critical_agreement,
            (
                5,
                2,
            ),
            "steps",
        ),
        (
            critical_agreement,
            (
                5,
                8,
            ),
            "steps",
        ),
        (
            critical_agreement,
            (
                5,
                5.0,
            ),
            "steps",
        ),
        (
            critical_agreement,
            (
                2,
                1,
            ),
            "steps",
        ),
    ],
)
def test_a_wrong_argument_is_refused_in_one_sentence(
    function: Callable[..., Any], arguments: tuple[Any, ...], named: str
) -> None:
    with pytest.raises(ValueError, match=named) as refused:
        function(*arguments)
    assert str(refused.value).endswith(".")
    assert "\n" not in str(refused.value)


def test_arguments_are_left_as_they_are() -> None:
    counts, answers, rows = [3, 1, 2], [3, 1, 2], [[3, 1], [2, None]]
    van_der_eijk_a(counts)
    average_deviation_median(answers)
    krippendorff_alpha(rows)
    assert (counts, answers, rows) == ([3, 1, 2], [3, 1, 2], [[3, 1], [2, None]])
