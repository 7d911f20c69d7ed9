"""Confidence and its cause, by the worked example of domain.md 2.2 and by hand."""

from __future__ import annotations

from fractions import Fraction

import pytest

from tests.analysis.making import E, O, capability, question, rated, said, worked_example
from workbench.analysis.confidence import Cause, Certainty, Confidence, certainty, confidence_of
from workbench.analysis.maturity import Agreed, QuestionRating, rate_capability, rate_question
from workbench.domain.assessment import Strength

SEEN, EXAMPLE = Strength.ARTEFACT, Strength.EXAMPLE


def of(*questions: QuestionRating) -> Confidence:
    found = rate_capability(capability("A", 1), questions).confidence
    assert found is not None
    return found


def test_worked_example() -> None:
    found = rate_capability(capability("CAP", 2), worked_example()).confidence
    assert found is not None
    assert found.coverage == Fraction(4, 5)
    assert found.evidence == Fraction(31, 40)
    assert found.agreement is not None
    # (2 · .85 + .9375 + .7222…)/4, from A of .7, .875 and 4/9.
    assert found.agreement == (Fraction(17, 10) + Fraction(15, 16) + Fraction(13, 18)) / 4
    assert round(float(found.agreement), 4) == 0.8399
    assert (found.value, found.word, found.cause) == (Fraction(31, 40), Certainty.HIGH, Cause.EVIDENCE)


@pytest.mark.parametrize(
    ("value", "word"),
    [
        (Fraction(1), Certainty.HIGH),
        (Fraction(3, 4), Certainty.HIGH),
        (Fraction(7499, 10000), Certainty.MEDIUM),
        (Fraction(1, 2), Certainty.MEDIUM),
        (Fraction(4999, 10000), Certainty.LOW),
        (Fraction(0), Certainty.LOW),
    ],
)
def test_words(value: Fraction, word: Certainty) -> None:
    assert certainty(value) is word


def test_a_single_respondent_counts_a_half() -> None:
    found = of(rate_question(question(), said(E, 4, strength=SEEN)))
    assert (found.coverage, found.agreement, found.evidence) == (1, Fraction(1, 2), 1)
    assert (found.word, found.cause, found.single) == (Certainty.MEDIUM, Cause.AGREEMENT, True)
    assert found.words == "Confidence is medium: each question was answered by one voice only."


def test_two_respondents_count_by_the_formula() -> None:
    # 01010 alone: A is 1/6, as in the worked example's fifth question before its second layer.
    found = of(rate_question(question(), said(E, 2, 4, strength=SEEN)))
    assert (found.agreement, found.single) == (Fraction(7, 12), False)
    assert found.words == "Confidence is medium: those who answered do not agree enough."


def test_two_options_count_a_half() -> None:
    found = of(rate_question(question(levels=(1, 3)), said(E, 3, 3, 3, strength=SEEN)))
    assert (found.agreement, found.cause) == (Fraction(1, 2), Cause.AGREEMENT)


def test_a_consensus_without_answers_is_asserted_by_one() -> None:
    found = of(rate_question(question(), [], Agreed(4)))
    assert (found.agreement, found.evidence, found.value) == (Fraction(1, 2), Fraction(2, 5), Fraction(2, 5))
    assert (found.word, found.cause) == (Certainty.LOW, Cause.EVIDENCE)
    assert found.words == "Confidence is low: more was asserted than shown."


def test_means_run_over_the_scored_questions_by_weight() -> None:
    found = of(
        rate_question(question("Q1", 3), said(E, 4, strength=SEEN) + said(O, 4, strength=SEEN)),
        rate_question(question("Q2", 1), said(E, 1, 5, strength=EXAMPLE)),
        rate_question(question("Q3", 2), said(E, "dk")),
        rate_question(question("Q4", 5), said(E, "na")),
    )
    assert found.coverage == Fraction(4, 6)
    # A is 1 and −1: terms 1 and 0, weights 3 and 1.
    assert found.agreement == Fraction(3, 4)
    assert found.evidence == Fraction(37, 40)
    assert found.cause is Cause.COVERAGE
    assert found.words == "Confidence is medium: 67% of the weight is answered."


def test_of_equal_shares_the_first_is_the_cause() -> None:
    # Coverage and agreement are a half each.
    found = of(
        rate_question(question("Q1"), said(E, 4, strength=SEEN)), rate_question(question("Q2"), said(E, "dk"))
    )
    assert (found.value, found.cause) == (Fraction(1, 2), Cause.COVERAGE)


def test_while_nothing_is_scored_coverage_is_the_cause() -> None:
    found = of(*rated((1, 0)))
    assert (found.value, found.word, found.cause) == (0, Certainty.LOW, Cause.COVERAGE)
    assert (found.agreement, found.evidence, found.single) == (None, None, False)
    assert found.words == "Confidence is low: 0% of the weight is answered."


def test_high_confidence_still_names_its_weakest_part() -> None:
    found = of(rate_question(question(), said(E, 4, 4, 4, strength=SEEN) + said(O, 4, strength=EXAMPLE)))
    assert found.words == "Confidence is high; evidence is what limits it most."


def test_where_nothing_applies_there_is_none() -> None:
    assert confidence_of(rated((1, -1)), Fraction(0)) is None
    assert rate_capability(capability("A", 1), []).confidence is None
