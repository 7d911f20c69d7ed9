"""What figures hang on: each look by hand, from the worked example of domain.md 2.2 and small cases."""

from __future__ import annotations

from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from tests.analysis.making import E, M, O, X, capability, question, rated, said, worked_example
from workbench.analysis.maturity import Agreed, rate_capability, rate_question
from workbench.analysis.sensitivity import leave_questions_out, leave_role_out, roles_of


def test_leaving_one_question_out_of_the_worked_example() -> None:
    left = {
        each.question: each
        for each in leave_questions_out(rate_capability(capability("A", 2), worked_example()))
    }
    assert list(left) == ["Q1", "Q2", "Q5"], "only scored questions"
    # S = 29/9, x = 34/9, 17/6, 5/2 with weights 2, 1, 1 of 4.
    assert left["Q1"].change == 2 * (Fraction(29, 9) - Fraction(34, 9)) / 2 == Fraction(-5, 9)
    assert left["Q2"].change == (Fraction(29, 9) - Fraction(17, 6)) / 3 == Fraction(7, 54)
    assert left["Q5"].change == (Fraction(29, 9) - Fraction(5, 2)) / 3 == Fraction(13, 54)
    # Without Q1, Q2 and Q5 remain of W = 3: (17/6 + 5/2)/2, at g 3 and 2.
    assert (left["Q1"].rating.index, left["Q1"].rating.level) == (Fraction(8, 3), 2)


@given(st.lists(st.tuples(st.integers(1, 3), st.integers(0, 5)), min_size=1, max_size=6))
def test_the_formula_is_the_difference(pairs: list[tuple[int, int]]) -> None:
    part = rate_capability(capability("A", 1), rated(*pairs))
    for left in leave_questions_out(part):
        if left.change is None:
            assert part.rating.index is None or sum(1 for _, value in pairs if value) == 1
        elif left.rating.index is not None:
            assert part.rating.index is not None
            assert left.rating.index - part.rating.index == left.change


def test_the_only_scored_question_leaves_nothing() -> None:
    (left,) = leave_questions_out(rate_capability(capability("A", 1), rated((1, 3), (1, 0))))
    assert (left.change, left.rating.rated) == (None, False)


def test_leaving_one_role_out_of_the_worked_example() -> None:
    part = rate_capability(capability("A", 2), worked_example())
    assert roles_of(part.questions) == [X, M, E, O]
    # Without engineers Q1 is executive 3 and operations 4; Q2 operations 3; Q3 applies, since only they said
    # it did not: operations 2; Q4 is open; Q5 manager 2. W = 6, (7 + 3 + 2 + 2)/5.
    rating = leave_role_out(part, E)
    assert (rating.index, rating.coverage) == (Fraction(14, 5), Fraction(5, 6))
    # g 3, 3, 2, 0, 2 with Q1 essential at 3: P2 5/6, P3 3/6 are short of Defined.
    assert rating.shares == {2: Fraction(5, 6), 3: Fraction(1, 2), 4: 0, 5: 0}
    assert rating.level == 2
    # Without executives nothing but Q1 changes: (13/3 + 4)/2 = 25/6, index (2·25/6 + 17/6 + 5/2)/4.
    assert leave_role_out(part, X).index == Fraction(41, 12)


def test_what_the_room_agreed_on_stays_without_a_role() -> None:
    part = rate_capability(
        capability("A", 1),
        [
            rate_question(question("Q1"), said(X, 5) + said(E, 1), Agreed(2)),
            rate_question(question("Q2"), said(X, 5), Agreed(None)),
            rate_question(question("Q3"), said(X, 5) + said(E, 3)),
        ],
    )
    rating = leave_role_out(part, X)
    assert (rating.index, rating.coverage) == (Fraction(5, 2), 1)


def test_a_role_that_answered_alone_leaves_the_capability_unrated() -> None:
    part = rate_capability(capability("A", 1), rated((1, 3), (1, 2)))
    assert not leave_role_out(part, E).rated
    assert leave_role_out(part, X) == part.rating


def test_essential_and_options_survive_without_a_role() -> None:
    part = rate_capability(
        capability("A", 1),
        [rate_question(question("Q1", 1, 3, levels=(1, 3, 5)), said(X, 5) + said(E, 1, "na") + said(O, 3))],
    )
    # Engineers 1, operations 3; the 'not applicable' on an essential question stays a 'don't know'.
    assert leave_role_out(part, X).index == 2
    # Executives 5, operations 3, and g the lower of both.
    rating = leave_role_out(part, E)
    assert (rating.index, rating.level) == (4, 3)
