"""The policy for small groups (domain.md 2.3), and what a question's answers say of agreement."""

from __future__ import annotations

from fractions import Fraction

import pytest

from tests.analysis.making import E, M, O, X, question, said
from workbench.analysis.maturity import Agreed, Voice, rate_question
from workbench.analysis.small_groups import Word, agreement_of, word_for
from workbench.domain.assessment import Strength

FIVE = (1, 2, 3, 4, 5)


@pytest.mark.parametrize(
    ("value", "word"),
    [
        (Fraction(1), Word.AGREE),
        (Fraction(7, 10), Word.AGREE),
        (Fraction(6999, 10000), Word.DISCUSS),
        (Fraction(2, 5), Word.DISCUSS),
        (Fraction(3999, 10000), Word.CONTESTED),
        (Fraction(0), Word.CONTESTED),
        (Fraction(-1, 10000), Word.TWO_CAMPS),
        (Fraction(-1), Word.TWO_CAMPS),
    ],
)
def test_the_word_comes_from_a_alone(value: Fraction, word: Word) -> None:
    assert word_for(value) is word


def test_one_voice_says_nothing_of_agreement() -> None:
    for counts in ([0, 0, 0, 0, 0], [0, 1, 0, 0, 0]):
        found = agreement_of(FIVE, counts)
        assert (found.value, found.word, found.deviation, found.difference) == (None, None, None, None)
        assert found.term == Fraction(1, 2)
        assert not found.flagged
    assert agreement_of(FIVE, [0] * 5).words == "no answer yet"
    assert agreement_of(FIVE, [0, 1, 0, 0, 0]).words == "one voice"


@pytest.mark.parametrize(
    ("counts", "apart", "flagged", "words"),
    [
        ([0, 2, 0, 0, 0], 0, False, "two voices, the same answer"),
        ([0, 1, 1, 0, 0], 1, False, "two voices, 1 level apart"),
        ([0, 1, 0, 1, 0], 2, True, "two voices, 2 levels apart"),
        ([1, 0, 0, 0, 1], 4, True, "two voices, 4 levels apart"),
    ],
)
def test_two_voices_show_how_far_apart_they_are(
    counts: list[int], apart: int, flagged: bool, words: str
) -> None:
    found = agreement_of(FIVE, counts)
    assert (found.difference, found.flagged, found.word, found.words) == (apart, flagged, None, words)


def test_two_voices_enter_confidence_by_the_same_formula() -> None:
    # 01100 alone has A .75, so (1 + .75)/2.
    assert agreement_of(FIVE, [0, 1, 1, 0, 0]).term == Fraction(7, 8)


def test_below_the_critical_value_the_word_carries_few_voices() -> None:
    # Four voices: only unanimity passes. 0,1,3,0,0 has A .875.
    found = agreement_of(FIVE, [0, 1, 3, 0, 0])
    assert (found.word, found.few_voices, found.words) == (Word.AGREE, True, "agree, A 0.88, few voices")
    assert not agreement_of(FIVE, [0, 0, 4, 0, 0]).few_voices
    # Ten voices need .517. Of 0,5,5,0,0 A is .75; of 4,3,2,1,0 the layers 11110, 11100, 11000 and 10000 give
    # .4·.25 + .3·.5 + .2·.75 + .1 = .5.
    assert not agreement_of(FIVE, [0, 5, 5, 0, 0]).few_voices
    found = agreement_of(FIVE, [4, 3, 2, 1, 0])
    assert (found.value, found.word, found.few_voices) == (Fraction(1, 2), Word.DISCUSS, True)


def test_five_voices_at_the_critical_value_pass_it() -> None:
    # 0,0,1,4,0: layer 00110 holds two of five at .75, the rest is one step: .3 + .6 = .9; and
    # 0,1,3,1,0: layer 01110 holds three of five at .5, the rest two: .3 + .4 = .7, under .80.
    assert not agreement_of(FIVE, [0, 0, 1, 4, 0]).few_voices
    assert agreement_of(FIVE, [0, 1, 3, 1, 0]).few_voices
    # Exactly .80: 0,0,2,3,0 is .75 · 4/5 + 1/5.
    assert agreement_of(FIVE, [0, 0, 2, 3, 0]).value == Fraction(4, 5)
    assert not agreement_of(FIVE, [0, 0, 2, 3, 0]).few_voices


def test_over_thirty_voices_are_never_few() -> None:
    assert agreement_of(FIVE, [16, 0, 0, 0, 16]).words == "two camps, A −1.00"


def test_two_camps_show_the_distribution_and_hide_the_mean() -> None:
    found = agreement_of(FIVE, [3, 0, 0, 0, 3])
    assert (found.word, found.mean_hidden, found.flagged) == (Word.TWO_CAMPS, True, True)
    rating = rate_question(question(), said(E, 1, 1, 1) + said(M, 5, 5, 5))
    assert (rating.word, rating.mean_hidden) == ("two camps", True)
    # What the room agreed on is a figure to show, whatever the single answers were.
    agreed = rate_question(question(), said(E, 1, 1, 1) + said(M, 5, 5, 5), Agreed(2))
    assert (agreed.word, agreed.agreement, agreed.mean_hidden) == ("two camps", -1, False)


def test_two_options_have_shares_and_nothing_else() -> None:
    found = agreement_of((1, 4), [3, 2])
    assert (found.value, found.word, found.few_voices, found.difference) == (None, None, False, None)
    assert found.term == Fraction(1, 2)
    assert found.words == "5 voices on two options"


def test_two_voices_on_few_or_shared_options_still_lie_apart() -> None:
    pair = agreement_of((1, 5), [1, 1])
    assert (pair.value, pair.difference, pair.flagged) == (None, 4, True)
    assert pair.words == "two voices, 4 levels apart"
    shared = agreement_of((1, 1, 5), [1, 1, 0])
    assert (shared.difference, shared.flagged, shared.same) == (0, False, False)
    assert shared.words == "two voices, the same level by different answers"
    assert agreement_of((1, 1, 5), [2, 0, 0]).words == "two voices, the same answer"


def test_agreement_runs_over_the_options_of_the_question() -> None:
    # Three options at 1, 3 and 5: neighbours agree by half, not as levels two apart on five steps would.
    rating = rate_question(question(levels=(1, 3, 5)), said(E, 1, 3) + said(O, 1, 3))
    assert (rating.levels, rating.distribution) == ((1, 3, 5), (2, 2, 0))
    assert rating.agreement == Fraction(1, 2)
    # How far they lie apart is counted in levels, like every mean.
    assert rating.deviation == 1
    pair = rate_question(question(levels=(1, 3, 5)), said(E, 1, 3))
    assert (pair.accord.difference, pair.accord.flagged) == (2, True)


def test_distribution_by_role_and_deviation() -> None:
    rating = rate_question(question(), [*said(X, 3), *said(E, 4, 4, 5, "dk"), Voice(O, 4, count=1)])
    assert rating.distribution == (0, 0, 1, 3, 1)
    assert rating.role_distribution == {X: (0, 0, 1, 0, 0), E: (0, 0, 0, 2, 1), O: (0, 0, 0, 1, 0)}
    assert rating.agreement == Fraction(7, 10)
    # Median 4: distances 1, 0, 0, 0, 1.
    assert rating.deviation == Fraction(2, 5)
    assert rate_question(question(levels=(2, 4)), []).distribution == (0, 0)


def test_agreement_evidence_and_gap_come_from_the_single_answers() -> None:
    voices = said(X, 5, strength=Strength.ARTEFACT) + said(E, 3, 4)
    alone, agreed = rate_question(question(), voices), rate_question(question(), voices, Agreed(1))
    for one in (alone, agreed):
        assert (one.distribution, one.gap) == ((0, 0, 1, 1, 1), Fraction(3, 2))
        # One seen, two unset, which counts as asserted: (1 + .4 + .4)/3.
        assert one.evidence == Fraction(3, 5)
    assert (agreed.index, agreed.median) == (1, 1)


@pytest.mark.parametrize(
    ("executives", "engineers", "gap", "flagged"),
    [
        ([3], [2, 2], Fraction(1), False),
        ([4], [2, 3], Fraction(3, 2), True),
        ([4, 4, 4], [2, 3, 3], Fraction(4, 3), False),
        ([5], [1], Fraction(4), True),
    ],
)
def test_perception_gap_is_flagged_from_one_and_a_half(
    executives: list[int], engineers: list[int], gap: Fraction, flagged: bool
) -> None:
    rating = rate_question(question(), said(X, *executives) + said(E, *engineers))
    assert (rating.gap, rating.gap_flagged) == (gap, flagged)


def test_perception_gap_needs_two_roles() -> None:
    rating = rate_question(question(), said(E, 1, 5) + said(O, "dk"))
    assert (rating.gap, rating.gap_flagged) == (None, False)


def test_evidence_is_a_mean_over_numeric_answers() -> None:
    hands = Voice(O, 2, count=3, strength=Strength.EXAMPLE)
    rating = rate_question(question(), [hands, *said(E, 4), *said(M, "dk", "na", strength=Strength.ARTEFACT)])
    # (3 · .7 + .4)/4
    assert rating.evidence == Fraction(5, 8)
    assert rate_question(question(), said(E, "dk"), Agreed(3)).evidence is None


def test_an_answer_that_is_no_option_is_refused() -> None:
    with pytest.raises(ValueError, match="Question Q1 has no option for level 2"):
        rate_question(question(levels=(1, 3, 5)), said(E, 2))
    with pytest.raises(ValueError, match="Question Q1 has no option for level 4"):
        rate_question(question(levels=(1, 3, 5)), [], Agreed(4))


def test_wrong_counts_are_refused() -> None:
    with pytest.raises(ValueError, match="equal lengths"):
        agreement_of(FIVE, [1, 2])
    with pytest.raises(ValueError, match="counts"):
        agreement_of(FIVE, [1, 2, -1, 0, 0])
