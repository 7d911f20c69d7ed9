"""Who said what: everything that was said, once; and while names are hidden nobody who could be told by it."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.reports import sample
from workbench.analysis.who_said import Voice, choice_words, everything_said, said_to, voices
from workbench.domain.answer_pack import Given
from workbench.domain.assessment import (
    Answer,
    AnswerState,
    Assessment,
    EvidenceItem,
    EvidenceKind,
    Respondent,
    RespondentKind,
    Workspace,
)
from workbench.domain.book import Book
from workbench.domain.entity import Entity
from workbench.domain.role import Role

X, M, E, O = Role  # noqa: E741 # the letters the roles have everywhere
Person = tuple[Role, bool, bool]


def book(*people: Person, smallest: int = 3, more: tuple[Entity, ...] = ()) -> Book:
    """Each person's role, whether they answered alone, and whether they were set aside."""
    entities: list[Entity] = []
    for number, (role, alone, aside) in enumerate(people):
        who = f"p{number}"
        why = "Left the firm" if aside else ""
        title = f"Title {number}"
        entities.append(Respondent(id=who, assessment="a", role=role, role_title=title, team="Depot", set_aside=why))  # fmt: skip
        entities.append(
            Answer(
                id=f"{who}q",
                respondent=who,
                question="SPON-1",
                state=AnswerState.RATED,
                value=number % 5 + 1,
                alone=alone,
            )
        )
    day = dt.date(2026, 11, 22)
    assessment = Assessment(id="a", title="T", date=day, pack="p", smallest_group=smallest)
    workspace = Workspace(id="w", client="Tern Health")
    return Book.of(workspace, sample.pack(), assessment, [*entities, *more])


def labels(found: Book, hidden: bool) -> list[str]:
    return [voice.label for voice in voices(found, hidden)]


def test_with_names_shown_everybody_stands_alone_by_role() -> None:
    found = book((E, True, False), (X, True, False), (E, False, True))
    assert labels(found, False) == ["Title 1", "Title 0", "Title 2"]
    assert [voice.aside for voice in voices(found, False)] == ["", "", "Left the firm"]


@pytest.mark.parametrize(
    ("people", "smallest", "expected"),
    [
        # Said openly in the room: titles, at any size.
        ([(X, False, False), (M, False, False)], 3, ["Title 0", "Title 1"]),
        # One of three managers answered alone: beside two titles the third would be known.
        (
            [(X, False, False), (M, True, False), (M, False, False), (M, False, False)],
            3,
            ["Title 0", "Manager"],
        ),
        # One executive alone, and three managers in the room who go along in 'Others'.
        (
            [(X, True, False), (M, False, False), (M, False, False), (M, False, False)],
            3,
            ["Executive, in the room", "Manager, in the room", "Others, sent in alone"],
        ),
        ([(X, True, False), (M, True, False)], 1, ["Title 0", "Title 1"]),
        # The one who was set aside is the only one of the role.
        (
            [(X, True, True), (M, False, False), (M, False, False), (M, False, False)],
            3,
            ["Executive, in the room", "Manager, in the room", "Others, sent in alone"],
        ),
    ],
)
def test_who_is_told_while_names_are_hidden(people: list[Person], smallest: int, expected: list[str]) -> None:
    assert labels(book(*people, smallest=smallest), True) == expected


PEOPLE = st.lists(st.tuples(st.sampled_from(list(Role)), st.booleans(), st.booleans()), max_size=14)


@given(people=PEOPLE, smallest=st.sampled_from((1, 3, 5)), hidden=st.booleans())
def test_every_answer_is_told_once_and_nobody_alone_by_few(
    people: list[Person], smallest: int, hidden: bool
) -> None:
    found = book(*people, smallest=smallest)
    said = everything_said(found, voices(found, hidden))
    assert Counter(each.answer.id for each in said) == Counter(f"p{n}q" for n in range(len(people)))
    everybody = len(people)
    for each in said:
        if hidden and smallest > 1 and each.answer.alone:
            behind = {found.get(Respondent, who) for who in each.voice.ids}
            assert len(behind) >= min(smallest, everybody)
            assert "Title" not in each.voice.label
            assert each.voice.beside == ""


def test_the_order_within_a_role_follows_what_was_said() -> None:
    one = book((M, True, False), (M, True, False), (M, True, False))
    question = one.pack.by_question["SPON-1"]
    backwards = replace(one)
    turned = Book.of(one.workspace, one.pack, one.assessment, [
        *one.respondents,
        *(replace(each, value=6 - (each.value or 0)) for each in one.all(Answer)),
    ])  # fmt: skip
    for found in (backwards, turned):
        values = [each.answer.value for each in said_to(found, question, voices(found, True))]
        assert values == sorted(value for value in values if value is not None)


def test_hands_evidence_and_notes_alone_are_told() -> None:
    tally = Respondent(id="t", assessment="a", role=E, kind=RespondentKind.TALLY)
    hands = Answer(
        id="tq", respondent="t", question="SPON-1", state=AnswerState.COUNTED, counts={"2": 3, "dk": 1}
    )
    note = Answer(id="p0n", respondent="p0", question="SPON-2", note="Ask again")
    item = EvidenceItem(id="e", respondent="p0", question="SPON-3", kind=EvidenceKind.LINK, title="Board", url="https://x.example")  # fmt: skip
    blank = Answer(id="p0e", respondent="p0", question="SPON-3")
    found = book((M, False, False), more=(tally, hands, note, blank, item))
    said = {each.answer.id: each for each in everything_said(found, voices(found, False))}
    assert set(said) == {"p0q", "tq", "p0n", "p0e"}
    assert said["p0e"].evidence == (item,)
    assert said["tq"].place == "by show of hands"
    assert said["p0q"].place == "given in the room"
    assert choice_words(said["tq"].question, hands) == "Hands: 3 × 2, 1 × don’t know"


def test_choices_are_said_in_the_words_of_the_question() -> None:
    question = sample.pack().by_question["SPON-1"]
    option = question.options[2]
    rated = Given(question="SPON-1", state=AnswerState.RATED, value=option.level, variant=option.variant)
    assert choice_words(question, rated) == f"{option.level}: {option.text}"
    assert choice_words(None, rated) == f"{option.level}: a sentence no longer offered"
    assert (
        choice_words(question, Given(question="SPON-1", state=AnswerState.NOT_APPLICABLE)) == "Does not apply"
    )
    assert choice_words(question, Given(question="SPON-1", state=AnswerState.DONT_KNOW)) == "I don’t know"
    assert choice_words(question, Given(question="SPON-1")) == "No choice"


def test_a_voice_of_one_is_not_merged() -> None:
    assert not Voice("p0", "Manager", "Manager", ("p0",)).merged
