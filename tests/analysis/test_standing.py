"""Ratings of a whole book: scope, tallies, and that keeping them current gives what computing them anew gives."""

from __future__ import annotations

import datetime as dt
import random as randoms
from dataclasses import replace
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from workbench.analysis.maturity import Agreed, Voice, rate_question
from workbench.analysis.question import Tally, levels_of
from workbench.analysis.standing import Standing, count_in, rate_book, rate_counted, voices_of
from workbench.content.loader import built_in_pack
from workbench.domain.assessment import (
    Answer,
    AnswerState,
    Assessment,
    Consensus,
    Respondent,
    RespondentKind,
    ScopeKind,
    Strength,
    Target,
    Workspace,
)
from workbench.domain.book import Book, Change
from workbench.domain.content import Option, Pack
from workbench.domain.entity import Entity
from workbench.domain.role import Role

PACK = built_in_pack()[0]
DAY = dt.date(2026, 11, 22)


def answer(respondent: str, question: str, **fields: Any) -> Answer:
    return Answer(id=f"{respondent}/{question}", respondent=respondent, question=question, **fields)


def rated(respondent: str, question: str, value: int) -> Answer:
    return answer(respondent, question, state=AnswerState.RATED, value=value)


def person(name: str, role: Role) -> Respondent:
    return Respondent(id=name, assessment="a", role=role)


def book_of(*entities: Entity, pack: Pack = PACK, **fields: Any) -> Book:
    assessment = Assessment(id="a", title="Autumn", date=DAY, pack="p", **fields)
    return Book.of(Workspace(id="w", client="Tern Health"), pack, assessment, entities)


@pytest.mark.parametrize(
    ("given", "voices"),
    [
        ({"state": AnswerState.RATED, "value": 4}, [Voice(Role.ENGINEER, 4)]),
        ({"state": AnswerState.NOT_APPLICABLE, "reason": "Not ours"}, [Voice(Role.ENGINEER, None, na=True)]),
        ({"state": AnswerState.NOT_APPLICABLE}, [Voice(Role.ENGINEER, None)]),
        ({"state": AnswerState.NOT_APPLICABLE, "reason": "  "}, [Voice(Role.ENGINEER, None)]),
        ({"state": AnswerState.DONT_KNOW}, [Voice(Role.ENGINEER, None)]),
        ({"note": "later"}, []),
        (
            {
                "state": AnswerState.COUNTED,
                "counts": {"2": 5, "3": 0, "na": 2, "dk": 1},
                "reason": "Not ours",
            },
            [
                Voice(Role.ENGINEER, 2, count=5),
                Voice(Role.ENGINEER, None, na=True, count=2),
                Voice(Role.ENGINEER, None, count=1),
            ],
        ),
        (
            {"state": AnswerState.COUNTED, "counts": {"na": 2}},
            [Voice(Role.ENGINEER, None, count=2)],
        ),
    ],
)
def test_voices_of(given: dict[str, Any], voices: list[Voice]) -> None:
    assert list(voices_of(answer("e", "SPON-1", **given), Role.ENGINEER)) == voices


def test_a_question_out_of_scope_leaves_like_not_applicable() -> None:
    entities = [person("m", Role.MANAGER), rated("m", "SPON-1", 4), rated("m", "SPON-2", 1)]
    full, quick = rate_book(book_of(*entities)), rate_book(book_of(*entities, scope=ScopeKind.QUICK))
    assert full.capabilities["SPON"].rating.coverage == Fraction(3, 5)
    assert quick.capabilities["SPON"].rating.coverage == 1
    assert quick.capabilities["SPON"].rating.index == 4
    assert (full.asked, quick.asked) == (100, 30)
    own = rate_book(book_of(*entities, scope=ScopeKind.OWN, questions=("SPON-2",)))
    assert own.capabilities["SPON"].rating.index == 1
    assert not own.capabilities["KPI"].rating.applicable
    assert not own.areas["S1"].applicable


def test_consensus_and_targets_enter() -> None:
    standing = rate_book(
        book_of(
            person("m", Role.MANAGER),
            rated("m", "SPON-1", 1),
            Consensus(id="c", assessment="a", question="SPON-1", value=3),
            Target(id="t", assessment="a", capability="SPON", level=4),
        )
    )
    rating = standing.questions["SPON-1"]
    assert (rating.index, rating.median, rating.role_means) == (Fraction(3), 3, {Role.MANAGER: 1})
    spon = standing.capabilities["SPON"]
    assert (spon.target, spon.suggested) == (4, False)
    assert standing.answered == 1


def test_without_consensus_the_whole_is_rated_anew() -> None:
    people = [person("m", Role.MANAGER), person("e", Role.ENGINEER)]
    answers = [
        rated(who, each.id, 2)
        for who in ("m", "e")
        for name in ("SPON", "OBST", "TAL")
        for each in PACK.by_capability[name].questions
    ]
    alone = rate_book(book_of(*people, *answers))
    agreed = [
        Consensus(id=f"c{i}", assessment="a", question=each.id, value=4)
        for i, each in enumerate(PACK.by_capability["SPON"].questions)
    ]
    standing = rate_book(book_of(*people, *answers, *agreed))
    # The room lifts SPON, of weight 2 beside 1 and 1, from 2 to 4.
    assert (standing.areas["S0"].index, alone.areas["S0"].index) == (3, 2)
    assert standing.without_consensus.areas == alone.areas
    assert standing.without_consensus.overall == alone.overall
    assert standing.without_consensus.capabilities["SPON"] == alone.capabilities["SPON"].rating
    assert alone.without_consensus.overall is alone.overall


def test_essentials_the_room_left_out_are_listed() -> None:
    said = [
        Consensus(id="c1", assessment="a", question="SPON-1", reason="Not ours"),
        Consensus(id="c2", assessment="a", question="SPON-2", reason="Not ours"),
        Consensus(id="c3", assessment="a", question="KPI-1", value=2),
    ]
    assert PACK.by_question["SPON-1"].essential is not None
    assert PACK.by_question["SPON-2"].essential is None
    assert rate_book(book_of(*said)).left_out_essentials == ["SPON-1"]


def test_alpha_runs_over_the_single_answers() -> None:
    people = [person("m", Role.MANAGER), person("e", Role.ENGINEER)]
    tally = Respondent(id="t", assessment="a", role=Role.OPERATIONS, kind=RespondentKind.TALLY)
    hands = answer("t", "OBST-1", state=AnswerState.COUNTED, counts={"2": 2})
    answers = [rated("m", "SPON-1", 1), rated("e", "SPON-1", 1), rated("m", "SPON-2", 2), hands]
    # 1 and 1, 2 and 2: who raised a hand with whom does not matter. The single 2 is not paired.
    assert rate_book(book_of(*people, tally, *answers)).alpha == 1
    # 1 and 2, 2 and 2: observed 1 · 2 of 4, expected 2 · 3 of 12, so 1 − 3 · 1/3.
    answers[1] = rated("e", "SPON-1", 2)
    assert rate_book(book_of(*people, tally, *answers)).alpha == 0
    assert rate_book(book_of(*people)).alpha is None


def test_evidence_is_read_from_the_answers() -> None:
    standing = rate_book(
        book_of(
            person("m", Role.MANAGER),
            person("e", Role.ENGINEER),
            answer("m", "SPON-1", state=AnswerState.RATED, value=3, strength=Strength.ARTEFACT),
            answer("e", "SPON-1", state=AnswerState.RATED, value=3, strength=Strength.EXAMPLE),
            answer("e", "SPON-2", state=AnswerState.RATED, value=3),
        )
    )
    assert standing.questions["SPON-1"].evidence == Fraction(17, 20)
    assert standing.questions["SPON-2"].evidence == Fraction(2, 5)


def test_a_retired_question_counts_in_no_figure() -> None:
    people = [person("m", Role.MANAGER)]
    kept = [rated("m", "OLD-1", 5), Consensus(id="c", assessment="a", question="OLD-2", value=3)]
    plain = rate_book(book_of(*people, rated("m", "SPON-1", 2)))
    book = book_of(*people, *kept, rated("m", "SPON-1", 2))
    same(rate_book(book), plain)
    same(rate_book(book, rate_book(book), ["OLD-1", "SPON-1"]), plain)


def test_an_option_that_is_no_longer_offered_has_no_value() -> None:
    """Until it is given again; what else was said to the question counts."""
    old = replace(PACK.by_question["SPON-1"], options=tuple(Option(level, "A") for level in (1, 3, 5)))
    spon = PACK.by_capability["SPON"]
    changed = replace(spon, questions=(old, *spon.questions[1:]))
    pack = replace(PACK, capabilities=(changed, *PACK.capabilities[1:]))
    tally = Respondent(id="t", assessment="a", role=Role.OPERATIONS, kind=RespondentKind.TALLY)
    people = [person("m", Role.MANAGER), person("e", Role.ENGINEER), tally]
    hands = answer("t", "SPON-1", state=AnswerState.COUNTED, counts={"2": 4, "3": 1, "dk": 1})
    agreed = Consensus(id="c", assessment="a", question="SPON-1", value=4)
    book = book_of(*people, rated("m", "SPON-1", 2), rated("e", "SPON-1", 5), hands, agreed, pack=pack)
    rating = rate_book(book).questions["SPON-1"]
    assert (rating.distribution, rating.agreed, rating.voices) == ((0, 1, 1), False, 3)
    assert rating.role_means == {Role.ENGINEER: 5, Role.OPERATIONS: 3}
    alone = rate_book(book_of(*people, rated("m", "SPON-1", 2), pack=pack))
    assert (alone.questions["SPON-1"].index, alone.answered) == (None, 0)


def test_answers_of_unknown_respondents_do_not_count() -> None:
    assert rate_book(book_of(rated("ghost", "SPON-1", 5))).questions["SPON-1"].index is None


def test_dimension_is_a_weighted_mean_of_rated_indexes() -> None:
    # Delivery: SCM, ZDT and GIT weigh 1, CICD 2. ZDT is left unrated.
    entities: list[Entity] = [person("e", Role.ENGINEER)]
    for name, value in (("SCM", 4), ("GIT", 2), ("CICD", 3)):
        entities += [rated("e", each.id, value) for each in PACK.by_capability[name].questions]
    delivery = next(
        each for each in rate_book(book_of(*entities)).dimensions if each.dimension.id == "delivery"
    )
    assert delivery.index == Fraction(4 + 2 + 2 * 3, 4)
    # Suggested targets: 4 stays, 2 → 3, 3 stays.
    assert delivery.target == Fraction(4 + 3 + 2 * 3, 4)


def test_gaps_are_listed_largest_first() -> None:
    entities: list[Entity] = [person("m", Role.MANAGER)]
    for name, value in (("SPON", 3), ("OBST", 1), ("KPI", 1)):
        entities += [rated("m", each.id, value) for each in PACK.by_capability[name].questions]
    # KPI is core: 2 · (2 − 1); OBST: 1 · (2 − 1); SPON has reached its target.
    assert [(each.capability.id, each.gap) for each in rate_book(book_of(*entities)).gaps()] == [
        ("KPI", 2),
        ("OBST", 1),
    ]


PEOPLE = [
    person("x", Role.EXECUTIVE),
    person("m", Role.MANAGER),
    person("e", Role.ENGINEER),
    person("o", Role.OPERATIONS),
]
TALLY = Respondent(id="t", assessment="a", role=Role.OPERATIONS, kind=RespondentKind.TALLY)
QUESTIONS = st.sampled_from(
    [each.id for name in ("SPON", "KPI", "REC") for each in PACK.by_capability[name].questions]
)
SAID = st.one_of(
    st.integers(1, 5).map(lambda v: {"state": AnswerState.RATED, "value": v}),
    st.just({"state": AnswerState.DONT_KNOW}),
    st.sampled_from(["", "Not ours"]).map(lambda r: {"state": AnswerState.NOT_APPLICABLE, "reason": r}),
    st.none(),
)
STEP = st.one_of(
    st.tuples(st.just("answer"), st.sampled_from(["x", "m", "e", "o"]), QUESTIONS, SAID),
    st.tuples(
        st.just("hands"),
        QUESTIONS,
        st.dictionaries(st.sampled_from(["1", "3", "5", "na", "dk"]), st.integers(0, 4)),
    ),
    st.tuples(st.just("agree"), QUESTIONS, st.one_of(st.none(), st.integers(1, 5))),
    st.tuples(st.just("withdraw"), QUESTIONS),
    st.tuples(st.just("role"), st.sampled_from(["x", "m", "e", "o"]), st.sampled_from(list(Role))),
)


def changes_for(book: Book, step: tuple[Any, ...]) -> list[Change]:
    """What one step of a workshop writes."""
    match step:
        case ("answer", who, question, said):
            before = book.answer(who, question)
            after = answer(who, question, **said) if said else None
            return [Change(Answer, f"{who}/{question}", before, after)]
        case ("hands", question, counts):
            after = answer("t", question, state=AnswerState.COUNTED, counts=counts)
            return [Change(Answer, after.id, book.answer("t", question), after)]
        case ("agree", question, value):
            said = Consensus(id=question, assessment="a", question=question, value=value, reason="Not ours")
            return [Change(Consensus, question, book.consensus.get(question), said)]
        case ("withdraw", question):
            return [Change(Consensus, question, book.consensus.get(question), None)]
        case (_, who, role):
            before = book.get(Respondent, who)
            assert before is not None
            return [Change(Respondent, who, before, replace(before, role=role))]
        case _:
            raise AssertionError(step)


def same(a: Standing, b: Standing) -> None:
    assert a.questions == b.questions
    assert a.capabilities == b.capabilities
    assert (a.areas, a.overall, a.dimensions, a.answered) == (b.areas, b.overall, b.dimensions, b.answered)
    assert (a.without_consensus, a.alpha) == (b.without_consensus, b.alpha)


@settings(max_examples=40)
@given(st.lists(STEP, min_size=1, max_size=12))
def test_kept_current_equals_computed_anew(steps: list[tuple[Any, ...]]) -> None:
    book = book_of(*PEOPLE, TALLY)
    standing = rate_book(book)
    for step in steps:
        touched = book.apply(changes_for(book, step))
        standing = rate_book(book, standing, touched)
        same(standing, rate_book(book))


def test_a_removed_respondent_takes_their_answers_out_of_the_figures() -> None:
    book = book_of(*PEOPLE, rated("x", "SPON-1", 5), rated("m", "SPON-1", 1))
    standing = rate_book(book)
    assert standing.questions["SPON-1"].index == 3
    gone = book.answer("x", "SPON-1")
    touched = book.apply([Change(Answer, "x/SPON-1", gone, None), Change(Respondent, "x", PEOPLE[0], None)])
    assert touched == {"SPON-1"}
    standing = rate_book(book, standing, touched)
    assert standing.questions["SPON-1"].index == 1
    back = book.apply([Change(Respondent, "x", None, PEOPLE[0]), Change(Answer, "x/SPON-1", None, gone)])
    same(rate_book(book, standing, back), rate_book(book))
    assert rate_book(book).questions["SPON-1"].index == 3


@settings(max_examples=40)
@given(st.lists(STEP, min_size=1, max_size=12))
def test_a_question_is_rated_from_the_voices_of_its_answers(steps: list[tuple[Any, ...]]) -> None:
    book = book_of(*PEOPLE, TALLY)
    for step in steps:
        book.apply(changes_for(book, step))
    roles = {each.id: each.role for each in book.respondents}
    for key, rating in rate_book(book).questions.items():
        voices = [v for a in book.answers_to(key).values() for v in voices_of(a, roles[a.respondent])]
        said = book.consensus.get(key)
        assert rating == rate_question(rating.question, voices, Agreed(said.value) if said else None)


@settings(max_examples=40)
@given(st.lists(STEP, min_size=1, max_size=12))
def test_counted_answers_give_what_the_answers_give(steps: list[tuple[Any, ...]]) -> None:
    book = book_of(*PEOPLE, TALLY)
    for step in steps:
        book.apply(changes_for(book, step))
    roles = {each.id: each.role for each in book.respondents}
    said: dict[str, dict[Role, Tally]] = {}
    for each in book.all(Answer):
        levels = levels_of(PACK.by_question[each.question])
        count_in(said.setdefault(each.question, {}), each, roles[each.respondent], levels)
    lean = book_of(*book.respondents, *book.all(Consensus))
    same(rate_counted(lean, said), rate_book(book))
    assert rate_book(book).answered == sum(1 for each in book.questions if book.answered(each))


@given(st.lists(STEP, min_size=1, max_size=12), st.randoms(use_true_random=False))
@settings(max_examples=20)
def test_the_order_of_answers_and_respondents_does_not_matter(
    steps: list[tuple[Any, ...]], random: randoms.Random
) -> None:
    book = book_of(*PEOPLE, TALLY)
    for step in steps:
        book.apply(changes_for(book, step))
    entities = [*book.all(Answer), *book.all(Consensus)]
    people = list(book.respondents)
    random.shuffle(entities)
    random.shuffle(people)
    mixed = book_of(*people, *entities)
    same(rate_book(mixed), rate_book(book))
    for key, part in rate_book(book).capabilities.items():
        assert rate_book(mixed).capabilities[key].confidence == part.confidence
        break


def test_nothing_touched_gives_the_same_figures() -> None:
    book = book_of(*PEOPLE, rated("x", "SPON-1", 5))
    standing = rate_book(book)
    same(rate_book(book, standing, []), standing)
