"""What must hold for any answers: order, ends, bounds."""

from __future__ import annotations

import random as randoms
from collections.abc import Sequence
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.analysis.agreement import average_deviation_median, krippendorff_alpha, van_der_eijk_a
from workbench.analysis.small_groups import agreement_of

COUNTS = st.lists(st.integers(0, 12), min_size=3, max_size=8).filter(any)
ANSWERS = st.lists(st.integers(1, 5), min_size=1, max_size=20)
ROWS = st.lists(st.lists(st.one_of(st.none(), st.integers(1, 5)), min_size=3, max_size=3), max_size=6)
METRIC = st.sampled_from(["nominal", "ordinal", "interval"])


def a(counts: Sequence[float]) -> float:
    value = van_der_eijk_a(counts)
    assert value is not None
    return value


@given(COUNTS)
def test_a_lies_between_its_ends_and_reads_the_same_backwards(counts: list[int]) -> None:
    assert -1 <= a(counts) <= 1
    assert a(counts[::-1]) == a(counts)


@given(st.integers(3, 9), st.data())
def test_a_is_one_when_all_agree_and_minus_one_between_the_ends(steps: int, data: st.DataObject) -> None:
    many = data.draw(st.one_of(st.integers(1, 10**6), st.floats(1e-6, 1e6)))
    counts: list[float] = [0] * steps
    counts[data.draw(st.integers(0, steps - 1))] = many
    assert a(counts) == 1
    assert a([many, *[0] * (steps - 2), many]) == -1
    assert a([many] * steps) == 0


@given(COUNTS, st.integers(1, 1000))
def test_a_knows_shares_alone(counts: list[int], times: int) -> None:
    assert a([count * times for count in counts]) == a(counts)
    total = sum(counts)
    assert a([count / total for count in counts]) == pytest.approx(a(counts), abs=1e-7)


@given(ANSWERS, st.randoms(use_true_random=False))
def test_the_order_of_answers_does_not_matter(answers: list[int], random: randoms.Random) -> None:
    mixed = list(answers)
    random.shuffle(mixed)
    assert average_deviation_median(mixed) == average_deviation_median(answers)


@given(ANSWERS, st.integers(-9, 9))
def test_the_deviation_is_the_least_there_is(answers: list[int], other: int) -> None:
    """No other middle is nearer to the answers than their median."""
    value = average_deviation_median(answers)
    assert value is not None
    assert 0 <= value <= float(Fraction(sum(abs(each - other) for each in answers), len(answers))) + 1e-12
    assert average_deviation_median([each + other for each in answers]) == pytest.approx(value)


@given(ROWS, METRIC, st.permutations([0, 1, 2]), st.randoms(use_true_random=False))
def test_alpha_is_symmetric_in_raters_and_in_units(
    rows: list[list[int | None]], metric: str, order: list[int], random: randoms.Random
) -> None:
    value = krippendorff_alpha(rows, metric)
    assert krippendorff_alpha([[row[i] for i in order] for row in rows], metric) == value
    mixed = list(rows)
    random.shuffle(mixed)
    assert krippendorff_alpha(mixed, metric) == value
    assert value is None or -1 <= value <= 1


@given(ROWS, METRIC)
def test_alpha_is_one_exactly_when_raters_never_differ(rows: list[list[int | None]], metric: str) -> None:
    value = krippendorff_alpha(rows, metric)
    if value is None:
        return
    paired = [{each for each in row if each is not None} for row in rows if len(row) - row.count(None) > 1]
    assert (value == 1) == all(len(said) == 1 for said in paired)


@given(ROWS, st.sampled_from(["nominal", "ordinal"]), st.lists(st.floats(-50, 50), min_size=5, unique=True))
def test_alpha_sees_names_and_ranks_not_sizes(
    rows: list[list[int | None]], metric: str, names: list[float]
) -> None:
    names.sort()
    renamed = [[None if each is None else names[each - 1] for each in row] for row in rows]
    assert krippendorff_alpha(renamed, metric) == krippendorff_alpha(rows, metric)


@given(st.lists(st.integers(0, 8), min_size=5, max_size=5))
def test_the_policy_follows_the_statistics(counts: list[int]) -> None:
    found = agreement_of((1, 2, 3, 4, 5), counts)
    said = [level for level, count in enumerate(counts, 1) for _ in range(count)]
    assert found.voices == len(said)
    if len(said) < 2:
        assert (found.value, found.deviation, found.word) == (None, None, None)
        return
    assert found.value is not None
    assert found.deviation is not None
    assert float(found.value) == van_der_eijk_a(counts)
    assert float(found.deviation) == average_deviation_median(said)
    assert (found.word is None) == (len(said) == 2)
    assert 0 <= found.term <= 1
