"""What if: lifted questions give what rating them from scratch gives, and nothing else moves."""

from __future__ import annotations

import random as randoms
import time
from collections.abc import Mapping
from dataclasses import replace
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.analysis.test_standing import PACK, PEOPLE, answer, book_of, rated
from workbench.analysis.maturity import CapabilityRating, rate_capability, roll_up
from workbench.analysis.projection import default_lifts, gap_closed, lifted, merged, project, project_parts
from workbench.analysis.standing import Standing, rate_book, rate_dimension
from workbench.domain.assessment import Answer, AnswerState, Consensus, ScopeKind, Target
from workbench.domain.book import Book
from workbench.domain.entity import Entity

SPON = [each.id for each in PACK.by_capability["SPON"].questions]


def spon(*values: int | None, target: int | None = None, **fields: Consensus) -> Standing:
    """SPON with one engineer's answers to its questions in turn, `None` for none."""
    said: list[Entity] = [
        rated("e", question, value) for question, value in zip(SPON, values, strict=False) if value
    ]
    if target:
        said.append(Target(id="t", assessment="a", capability="SPON", level=target))
    return rate_book(book_of(*PEOPLE, *said, *fields.values()))


def agreed(question: str, value: int | None) -> Consensus:
    return Consensus(id=question, assessment="a", question=question, value=value, reason="Not ours")


def test_index_level_and_gap_of_a_lift_by_hand() -> None:
    # Weights 2, 1, 1, 1; answers 1, 2, 3, 2: S = 9/5; target 3 by hand. All to 3: S = 15/5, the gap is closed.
    weights = [each.weight for each in PACK.by_capability["SPON"].questions]
    assert weights == [2, 1, 1, 1]
    now = spon(1, 2, 3, 2, target=3)
    part = now.capabilities["SPON"]
    assert part.rating.index == Fraction(9, 5)
    assert part.gap == 2 * max(3 - Fraction(9, 5), 3 - 1)
    lifts = default_lifts(now, "SPON", 3)
    assert lifts == {SPON[0]: 3, SPON[1]: 3, SPON[3]: 3}
    then = project(now, lifts).capabilities["SPON"]
    assert (then.rating.index, then.rating.level, then.gap) == (3, 3, 0)
    assert gap_closed(now, lifts) == 4
    # To 2 only the first moves: S = 11/5, level 2 as all stand at 2: G = 2·max(.8, 1).
    assert gap_closed(now, default_lifts(now, "SPON", 2)) == 2


def test_a_question_without_a_value_comes_to_the_level() -> None:
    now = spon(2, 2, 2, None)
    then = project(now, {SPON[3]: 4})
    assert (then.questions[SPON[3]].index, then.questions[SPON[3]].median) == (4, 4)
    assert then.capabilities["SPON"].rating.coverage == 1
    # Nobody has answered it all the same.
    assert (then.answered, then.asked) == (now.answered, now.asked)
    assert not then.questions[SPON[3]].answered


def test_what_does_not_apply_stays_out() -> None:
    now = spon(2, 2, 2, 2, room=agreed(SPON[1], None))
    assert SPON[1] not in default_lifts(now, "SPON", 5)
    assert project(now, {SPON[1]: 5}) is now


def test_what_was_agreed_on_is_lifted_too() -> None:
    now = spon(2, 2, 2, 2, room=agreed(SPON[1], 3))
    then = project(now, {SPON[1]: 4, SPON[2]: 3})
    assert then.questions[SPON[1]].index == 4
    assert then.questions[SPON[1]].agreed
    alone = then.capabilities["SPON"].without_consensus
    # Without it: 2·2 + 4 + 3 + 2 over 5.
    assert alone.index == Fraction(13, 5)
    # A lift below what was agreed on changes nothing of it, and lifts what the answers alone come to.
    low = project(now, {SPON[1]: 3})
    assert low.overall == now.overall
    assert low.questions[SPON[1]].open_index == 3


def test_a_suggested_target_does_not_run_away() -> None:
    now = spon(1, 1, 1, 1)
    assert (now.capabilities["SPON"].target, now.capabilities["SPON"].suggested) == (2, True)
    then = project(now, default_lifts(now, "SPON", 2)).capabilities["SPON"]
    assert (then.target, then.suggested, then.gap) == (2, True, 0)


def test_a_gap_not_known_cannot_be_closed() -> None:
    now = spon(1)
    assert now.capabilities["SPON"].gap is None
    assert gap_closed(now, {SPON[1]: 2, SPON[2]: 2}) == 0
    # Lifting an open question below the index would open a gap; it closes none.
    assert gap_closed(spon(4, 4, 4, None, target=4), {SPON[3]: 1}) == 0


def test_lifts_out_of_scope_or_of_no_level() -> None:
    narrow = rate_book(book_of(*PEOPLE, rated("e", SPON[0], 2), scope=ScopeKind.QUICK))
    assert project(narrow, {SPON[1]: 4, "elsewhere": 3}) is narrow
    assert default_lifts(narrow, "NOWHERE", 3) == {}
    assert default_lifts(narrow, "SPON", 3) == {SPON[0]: 3}
    for level in (0, 6, True, 2.0):
        with pytest.raises(ValueError, match=SPON[0]):
            project(narrow, {SPON[0]: level})  # pyright: ignore[reportArgumentType]


def test_several_actions_together() -> None:
    assert merged([{"a": 2, "b": 4}, {"a": 3, "b": 3}, {}]) == {"a": 3, "b": 4}
    assert merged([]) == {}


def from_scratch(book: Book, lifts: Mapping[str, int]) -> Standing:
    """Rate every capability from its lifted questions, without any haste."""
    now = rate_book(book)
    questions = {
        key: lifted(each, lifts[key]) if key in lifts else each for key, each in now.questions.items()
    }
    parts: dict[str, CapabilityRating] = {}
    for name, part in now.capabilities.items():
        ratings = [questions[each.question.id] for each in part.questions]
        parts[name] = replace(
            rate_capability(part.capability, ratings, part.target), suggested=part.suggested
        )
    areas = {area.id: roll_up([parts[each.id] for each in PACK.in_area(area.id)]) for area in book.pack.areas}
    return replace(
        now,
        questions=questions,
        capabilities=parts,
        areas=areas,
        overall=roll_up(list(parts.values())),
        dimensions=tuple(rate_dimension(each, parts) for each in PACK.axes),
    )


NAMES = [each.id for name in ("SPON", "KPI", "REC", "OBS") for each in PACK.by_capability[name].questions]
SAID = st.one_of(st.integers(1, 5), st.sampled_from(["na", "dk", None]))


@st.composite
def books(draw: st.DrawFn) -> Book:
    entities: list[Entity] = []
    for who in ("x", "e", "o"):
        for name in NAMES:
            match draw(SAID):
                case int(value):
                    entities.append(rated(who, name, value))
                case "na":
                    entities.append(answer(who, name, state=AnswerState.NOT_APPLICABLE, reason="Not ours"))
                case "dk":
                    entities.append(answer(who, name, state=AnswerState.DONT_KNOW))
                case _:
                    pass
    for name, value in draw(
        st.dictionaries(st.sampled_from(NAMES), st.one_of(st.none(), st.integers(1, 5)), max_size=3)
    ).items():
        entities.append(agreed(name, value))
    for name, level in draw(
        st.dictionaries(st.sampled_from(["SPON", "KPI"]), st.integers(1, 5), max_size=2)
    ).items():
        entities.append(Target(id=name, assessment="a", capability=name, level=level))
    return book_of(*PEOPLE, *entities)


LIFTS = st.dictionaries(st.sampled_from(NAMES), st.integers(1, 5), max_size=8)


@settings(max_examples=40)
@given(books(), LIFTS)
def test_it_is_what_rating_from_scratch_gives(book: Book, lifts: dict[str, int]) -> None:
    now = rate_book(book)
    found, expected = project(now, lifts), from_scratch(book, lifts)
    assert found.questions == expected.questions
    assert found.capabilities == expected.capabilities
    assert (found.areas, found.overall) == (expected.areas, expected.overall)
    assert found.dimensions == expected.dimensions


@settings(max_examples=40)
@given(books(), LIFTS)
def test_a_lift_shows_as_an_answer_would(book: Book, lifts: dict[str, int]) -> None:
    """Where one voice alone speaks, lifting its answers is what answering higher would have been."""
    single = [each for each in book.all(Answer) if each.respondent == "e"]
    targets = book.all(Target)
    now = rate_book(book_of(*PEOPLE, *single, *targets))
    raised: list[Answer] = [
        replace(each, value=max(each.value, lifts.get(each.question, 1))) if each.value else each
        for each in single
    ]
    answered_ones = {each.question for each in single if each.value}
    kept = {key: level for key, level in lifts.items() if key in answered_ones}
    then = rate_book(book_of(*PEOPLE, *raised, *targets))
    found = project(now, kept)
    assert (found.areas, found.overall) == (then.areas, then.overall)
    assert {key: part.rating for key, part in found.capabilities.items()} == {
        key: part.rating for key, part in then.capabilities.items()
    }


@settings(max_examples=40)
@given(books(), LIFTS)
def test_lifting_answered_questions_never_lowers_anything(book: Book, lifts: dict[str, int]) -> None:
    now = rate_book(book)
    kept = {key: level for key, level in lifts.items() if now.questions[key].scored}
    then = project(now, kept)
    for name, part in now.capabilities.items():
        after = then.capabilities[name]
        assert (after.rating.index or 0) >= (part.rating.index or 0)
        assert after.rating.level_low >= part.rating.level_low
        assert (after.gap or 0) <= (part.gap or 0)
    assert then.overall.level_low >= now.overall.level_low
    assert gap_closed(now, kept) == sum(
        (part.gap or 0) - (then.capabilities[name].gap or 0) for name, part in now.capabilities.items()
    )
    assert set(project_parts(now, kept)) <= set(now.capabilities)


def test_everything_lifted_is_rated_in_time() -> None:
    random = randoms.Random(1)
    said = [
        rated(who, each.id, random.randint(1, 4)) for each in PACK.questions for who in ("x", "m", "e", "o")
    ]
    now = rate_book(book_of(*PEOPLE, *said))
    lifts = {each.id: 4 for each in PACK.questions}
    taken: list[float] = []
    for _ in range(5):
        before = time.perf_counter()
        assert project(now, lifts).overall.level == 4
        taken.append(time.perf_counter() - before)
    assert min(taken) < 0.05
