"""What must hold for any answers: order, monotony, bounds (domain.md 2.2)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction

from hypothesis import assume, given
from hypothesis import strategies as st

from tests.analysis.making import capability, question
from workbench.analysis.maturity import (
    Agreed,
    QuestionRating,
    Rating,
    Voice,
    gated_level,
    rate_capability,
    rate_question,
    rate_questions,
    roll_up,
)
from workbench.analysis.question import without_role
from workbench.domain.role import Role

ROLES = st.sampled_from(list(Role))
NUMERIC = st.builds(Voice, ROLES, st.integers(1, 5), count=st.integers(1, 3))
SILENT = st.builds(Voice, ROLES, st.none(), na=st.booleans())
VOICES = st.lists(st.one_of(NUMERIC, NUMERIC, SILENT), max_size=6)
AGREED = st.one_of(
    st.none(), st.none(), st.none(), st.builds(Agreed, st.one_of(st.none(), st.integers(1, 5)))
)


@st.composite
def asked(
    draw: st.DrawFn, voices: st.SearchStrategy[list[Voice]] = VOICES
) -> tuple[int, int | None, list[Voice], Agreed | None]:
    """A question as (weight, essential, voices, consensus)."""
    essential = draw(st.one_of(st.none(), st.integers(2, 5)))
    return draw(st.integers(1, 3)), essential, draw(voices), draw(AGREED)


QUESTIONS = st.lists(asked(), min_size=1, max_size=5)
Asked = tuple[int, int | None, list[Voice], Agreed | None]


def rate(questions: Sequence[Asked]) -> list[QuestionRating]:
    return [
        rate_question(question(f"Q{i}", weight, essential), voices, agreed)
        for i, (weight, essential, voices, agreed) in enumerate(questions)
    ]


@given(QUESTIONS, st.randoms(use_true_random=False))
def test_order_of_answers_does_not_matter(questions: list[Asked], random: object) -> None:
    shuffled = []
    for weight, essential, voices, agreed in questions:
        mixed = list(voices)
        random.shuffle(mixed)  # pyright: ignore[reportAttributeAccessIssue]
        shuffled.append((weight, essential, mixed, agreed))
    assert [(each.index, each.median) for each in rate(shuffled)] == [
        (each.index, each.median) for each in rate(questions)
    ]
    assert rate_questions(rate(shuffled)) == rate_questions(rate(questions))


@given(QUESTIONS, st.data())
def test_order_of_questions_does_not_matter(questions: list[Asked], data: st.DataObject) -> None:
    ratings = rate(questions)
    assert rate_questions(data.draw(st.permutations(ratings))) == rate_questions(ratings)


@given(QUESTIONS, st.data())
def test_raising_an_answer_never_lowers_anything(questions: list[Asked], data: st.DataObject) -> None:
    places = [
        (i, j)
        for i, (_, _, voices, _) in enumerate(questions)
        for j, voice in enumerate(voices)
        if voice.value is not None and voice.value < 5
    ]
    assume(places)
    i, j = data.draw(st.sampled_from(places))
    weight, essential, voices, agreed = questions[i]
    old = voices[j]
    assert old.value is not None
    higher = replace(old, value=data.draw(st.integers(old.value + 1, 5)))
    raised = [*questions]
    raised[i] = (weight, essential, [*voices[:j], higher, *voices[j + 1 :]], agreed)
    before, after = rate(questions)[i], rate(raised)[i]
    if before.index is not None and after.index is not None:
        assert after.index >= before.index
    assert after.median >= before.median
    was, now = rate_questions(rate(questions)), rate_questions(rate(raised))
    assert (was.applicable, was.rated, was.coverage) == (now.applicable, now.rated, now.coverage)
    for a, b in ((was.index, now.index), (was.low, now.low), (was.high, now.high)):
        if a is not None and b is not None:
            assert b >= a
    assert all(now.shares[k] >= share for k, share in was.shares.items())
    # What it would be without the consensus cannot fall either.
    alone_was, alone_now = (rate_questions(rate(each), consensus=False) for each in (questions, raised))
    assert alone_now.level_low >= alone_was.level_low
    if alone_was.index is not None and alone_now.index is not None:
        assert alone_now.index >= alone_was.index
    assert now.level_low >= was.level_low
    assert now.level_high >= was.level_high
    if was.level is not None and now.level is not None:
        assert now.level >= was.level


@given(QUESTIONS, st.data())
def test_a_first_answer_only_narrows(questions: list[Asked], data: st.DataObject) -> None:
    open_ones = [i for i, each in enumerate(rate(questions)) if each.applicable and not each.scored]
    assume(open_ones)
    i = data.draw(st.sampled_from(open_ones))
    weight, essential, voices, agreed = questions[i]
    answer = data.draw(st.builds(Voice, ROLES, st.integers(1, 5)))
    answered = [*questions]
    answered[i] = (weight, essential, [*voices, answer], agreed)
    was, now = rate_questions(rate(questions)), rate_questions(rate(answered))
    total = sum(each.question.weight for each in rate(questions) if each.applicable)
    assert was.low is not None
    assert was.high is not None
    assert now.low is not None
    assert now.high is not None
    assert now.coverage - was.coverage == Fraction(weight, total)
    assert now.low >= was.low
    assert now.high <= was.high
    assert (was.high - was.low) - (now.high - now.low) == Fraction(4 * weight, total)
    assert now.level_low >= was.level_low
    assert now.level_high <= was.level_high


@given(QUESTIONS)
def test_bounds_hold_the_figure(questions: list[Asked]) -> None:
    rating = rate_questions(rate(questions))
    if not rating.applicable:
        return
    assert rating.low is not None
    assert rating.high is not None
    assert 1 <= rating.low <= rating.high <= 5
    assert rating.level_low <= rating.level_high
    if rating.index is not None:
        assert rating.low <= rating.index <= rating.high
        assert rating.level == rating.level_low


@given(QUESTIONS, asked(st.lists(st.builds(Voice, ROLES, st.none(), na=st.just(True)), min_size=1)))
def test_not_applicable_changes_nothing(questions: list[Asked], out: Asked) -> None:
    weight, _, voices, _ = out
    more = [*questions, (weight, None, voices, None)]
    assert rate_questions(rate(more)) == rate_questions(rate(questions))


@given(QUESTIONS)
def test_level_is_what_the_definition_says(questions: list[Asked]) -> None:
    live = [each for each in rate(questions) if each.applicable]
    weights = [each.question.weight for each in live]
    medians = [each.median for each in live]
    essentials = [each.question.essential.level if each.question.essential else None for each in live]
    total = sum(weights)
    if not live or 2 * sum(w for w, g in zip(weights, medians, strict=True) if g) < total:
        assert gated_level(weights, medians, essentials) is None
        return

    def share(k: int) -> Fraction:
        return Fraction(sum(w for w, g in zip(weights, medians, strict=True) if g >= k), total)

    def earned(k: int) -> bool:
        essential = all(g >= e for g, e in zip(medians, essentials, strict=True) if e is not None and e <= k)
        return (
            essential and share(k) > Fraction(1, 2) and all(share(j) > Fraction(85, 100) for j in range(2, k))
        )

    expected = max([1, *(k for k in range(2, 6) if earned(k))])
    assert gated_level(weights, medians, essentials) == expected
    tenths = [weight / 10 for weight in weights]
    assert gated_level(tenths, medians, essentials) == expected, "the same by floats, cut points included"


PARTS = st.lists(st.tuples(st.integers(1, 2), QUESTIONS), min_size=1, max_size=5)


@given(PARTS, st.data())
def test_roll_up_bounds_and_order(parts: list[tuple[int, list[Asked]]], data: st.DataObject) -> None:
    rated = [
        rate_capability(capability(f"C{i}", weight), rate(questions))
        for i, (weight, questions) in enumerate(parts)
    ]
    whole = roll_up(rated)
    assert roll_up(data.draw(st.permutations(rated))) == whole
    if not whole.applicable:
        return
    assert whole.low is not None
    assert whole.high is not None
    assert 0 <= whole.coverage <= 1
    assert 1 <= whole.low <= whole.high <= 5
    assert whole.level_low <= whole.level_high
    if whole.level is not None:
        assert whole.level_low <= whole.level <= whole.level_high
    if whole.index is not None and all(each.rating.rated for each in rated if each.rating.applicable):
        assert whole.low <= whole.index <= whole.high


@given(PARTS, st.data())
def test_raising_an_answer_never_lowers_the_whole(
    parts: list[tuple[int, list[Asked]]], data: st.DataObject
) -> None:
    places = [
        (p, i, j)
        for p, (_, questions) in enumerate(parts)
        for i, (_, _, voices, _) in enumerate(questions)
        for j, voice in enumerate(voices)
        if voice.value is not None and voice.value < 5
    ]
    assume(places)
    p, i, j = data.draw(st.sampled_from(places))
    part_weight, questions = parts[p]
    weight, essential, voices, agreed = questions[i]
    higher = replace(voices[j], value=5)
    changed = [*questions]
    changed[i] = (weight, essential, [*voices[:j], higher, *voices[j + 1 :]], agreed)
    raised = [*parts]
    raised[p] = (part_weight, changed)

    def whole(listed: list[tuple[int, list[Asked]]]) -> Rating:
        return roll_up(
            [rate_capability(capability(f"C{n}", w), rate(each)) for n, (w, each) in enumerate(listed)]
        )

    was, now = whole(parts), whole(raised)
    assert now.coverage == was.coverage
    if was.index is not None and now.index is not None:
        assert now.index >= was.index
    assert now.level_low >= was.level_low
    assert now.level_high >= was.level_high
    if was.level is not None and now.level is not None:
        assert now.level >= was.level


@given(st.lists(st.tuples(st.integers(1, 2), QUESTIONS), min_size=1, max_size=5))
def test_bounds_of_a_roll_up(parts: list[tuple[int, list[Asked]]]) -> None:
    listed = [rate_capability(capability(f"C{n}", w), rate(each)) for n, (w, each) in enumerate(parts)]
    rating = roll_up(listed)
    assert rating.level_low <= rating.level_high
    if not rating.applicable:
        return
    assert rating.low is not None
    assert rating.high is not None
    assert 1 <= rating.low <= rating.high <= 5
    if all(part.rating.rated for part in listed if part.rating.applicable):
        assert rating.index is not None
        assert rating.low <= rating.index <= rating.high
        assert rating.level == rating.level_low


@given(QUESTIONS)
def test_confidence_is_the_least_of_three_shares(questions: list[Asked]) -> None:
    part = rate_capability(capability("C", 1), rate(questions))
    found = part.confidence
    assert (found is None) == (not part.rating.applicable)
    if found is None:
        return
    shares = [share for share in (found.coverage, found.agreement, found.evidence) if share is not None]
    assert found.value == min(shares)
    assert all(0 <= share <= 1 for share in shares)
    assert found.coverage == part.rating.coverage


@given(QUESTIONS)
def test_leaving_out_a_role_that_did_not_answer_changes_nothing(questions: list[Asked]) -> None:
    ratings = rate(questions)
    for role in Role:
        if not any(role in each.answers for each in ratings):
            assert [without_role(each, role) for each in ratings] == ratings
    for each, (weight, essential, voices, agreed) in zip(ratings, questions, strict=True):
        for role in Role:
            left = [voice for voice in voices if voice.role is not role]
            again = rate_question(question(each.question.id, weight, essential), left, agreed)
            assert without_role(each, role) == again
