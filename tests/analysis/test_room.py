"""What a vote in the room comes to: who has voted, how voices spread by role, and what could be agreed on."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.reports import sample
from workbench.analysis.agenda import item_name, pace, questions_of, suggested_minutes
from workbench.analysis.room import (
    How,
    advice,
    answered_elsewhere,
    dissent,
    finding,
    middle,
    own_words,
    seats,
    spread,
    voted_words,
    why_not_shown,
)
from workbench.analysis.standing import rate_book
from workbench.domain.assessment import Answer, AnswerState, Assessment, Respondent, RespondentKind, Workspace
from workbench.domain.book import Book
from workbench.domain.entity import Entity
from workbench.domain.meeting import AgendaItem, AgendaKind, Meeting, Round, Vote
from workbench.domain.role import Role

Q = "SPON-3"
X, M, E, O = Role  # noqa: E741 # the letters the roles have everywhere
Said = tuple[Role, int | str, bool]
"""A role, the level it chose or 'na' or 'dk', and whether it was sent in alone."""


def book(*said: Said, smallest: int = 3, hands: dict[Role, dict[str, int]] | None = None) -> Book:
    entities: list[Entity] = []
    for number, (role, choice, alone) in enumerate(said):
        who = f"p{number}"
        entities.append(Respondent(id=who, assessment="a", role=role, position=number))
        if choice:
            state = AnswerState.RATED if isinstance(choice, int) else AnswerState(choice)
            value = choice if isinstance(choice, int) else None
            entities.append(
                Answer(id=f"{who}q", respondent=who, question=Q, state=state, value=value, alone=alone)
            )
    for role, counts in (hands or {}).items():
        who = f"t{role}"
        entities.append(Respondent(id=who, assessment="a", role=role, kind=RespondentKind.TALLY, position=99))
        entities.append(
            Answer(id=f"{who}q", respondent=who, question=Q, state=AnswerState.COUNTED, counts=counts)
        )
    assessment = Assessment(id="a", title="T", date=dt.date(2026, 11, 22), pack="p", smallest_group=smallest)
    return Book.of(Workspace(id="w", client="Tern Health"), sample.pack(), assessment, entities)


def openly(role: Role, *choices: int | str) -> list[Said]:
    return [(role, choice, False) for choice in choices]


def alone(role: Role, *choices: int | str) -> list[Said]:
    return [(role, choice, True) for choice in choices]


def labels(found: Book) -> dict[str, dict[str, int]]:
    shown = spread(found, found.pack.by_question[Q])
    return {key: dict(shown.counts[key]) for key in shown.keys if shown.counts[key]}


def test_open_votes_are_shown_by_role_at_any_size() -> None:
    found = book(*openly(X, 4), *openly(M, "dk"), hands={E: {"3": 2, "na": 1}}, smallest=5)
    assert labels(found) == {
        "4": {"Executive": 1},
        "dk": {"Manager": 1},
        "3": {"Engineer": 2},
        "na": {"Engineer": 1},
    }


def test_small_roles_that_answered_alone_are_others_when_enough_stand_behind_it() -> None:
    # One executive and two managers alone are merged to three; engineers spoke openly.
    found = book(*alone(X, 1), *alone(M, 2, 2), *openly(E, 3, 3))
    assert labels(found) == {"1": {"Others": 1}, "2": {"Others": 2}, "3": {"Engineer": 2}}


def test_where_too_few_of_them_answered_this_question_no_role_is_shown() -> None:
    # The managers said nothing to this question: 'Others' would be the one executive.
    found = book(*alone(X, 1), *openly(E, 3, 3))
    assert labels(found) == {"1": {"": 1}, "3": {"": 2}}
    assert (
        dissent(found.pack.by_question[Q], spread(found, found.pack.by_question[Q]), "3") == "1 at level 1."
    )


def words(found: Book) -> tuple[str, str, str]:
    question = found.pack.by_question[Q]
    rating = rate_book(found).questions[Q]
    return finding(question, rating, spread(found, question)), middle(question, rating), advice(rating)


def test_the_finding_names_the_roles_that_are_farthest_apart() -> None:
    # Medians: operations 1, managers 2, engineers 3; over roles 2. A of (2, 2, 3, 1, 0) is worked out below.
    found = book(*openly(O, 1, 1, 2), *openly(M, 2), *openly(E, 3, 3, 3, 4))
    said, option, next_step = words(found)
    assert said == "Operations people see level 1 or 2, engineers see 3 or 4."
    assert option == "2"
    assert next_step == "Hear one voice from each, then vote again."
    shown = spread(found, found.pack.by_question[Q])
    assert dissent(found.pack.by_question[Q], shown, "2") == (
        "Operations people: 2 at level 1. Engineers: 3 at level 3 and 1 at level 4."
    )


@pytest.mark.parametrize(
    ("said", "wanted"),
    [
        ([], ("Nobody has voted.", "", "Take votes first.")),
        (openly(X, "dk"), ("Nobody chose a sentence.", "", "Take votes first.")),
        (
            openly(X, 2),
            ("The one voice chose level 2.", "2", "Ask for more voices, or record what there is."),
        ),
        (
            [*openly(X, 2), *openly(E, 2, 2)],
            ("All 3 voices chose level 2.", "2", "Record it, or ask whether somebody sees it otherwise."),
        ),
        (
            openly(E, 1, 1, 5, 5),
            (
                "4 voices from level 1 to level 5, within roles as well.",
                "1",
                "Two camps: hear both sides before anything is recorded.",
            ),
        ),
        (
            [*openly(X, 1), *openly(M, 1), *openly(E, 4), *openly(O, 4)],
            (
                "Executives and managers see level 1, engineers and operations people see 4.",
                "1",
                "Two camps: hear both sides before anything is recorded.",
            ),
        ),
        (
            [*openly(X, 1), *openly(E, 4)],
            ("Executives see level 1, engineers see 4.", "1", "Hear one voice from each, then vote again."),
        ),
    ],
)
def test_every_case_has_its_words(said: list[Said], wanted: tuple[str, str, str]) -> None:
    assert words(book(*said)) == wanted


def test_not_applicable_is_the_middle_where_most_say_so_with_a_reason() -> None:
    found = book(*openly(X, "na", "na", 2))
    assert words(found)[1] == "2"  # without a reason it counts as 'don't know'
    for each in found.rows[Answer].values():
        found.rows[Answer][each.id] = replace(each, reason="Not ours")
    again = Book.of(
        found.workspace, found.pack, found.assessment,
        [*found.rows[Respondent].values(), *found.rows[Answer].values()],
    )  # fmt: skip
    assert words(again)[1] == "na"


def test_seats_say_who_has_voted_and_how() -> None:
    found = book((X, 0, False), (M, 2, True), (E, 0, False), (E, 0, False), (O, 0, False))
    meeting = Meeting(id="m", assessment="a", code="M1", title="T", present=("p0", "p1", "p2", "p3"))
    vote = Vote(
        id="v", assessment="a", meeting="m", question=Q,
        rounds=(Round(hands={"engineer/3": 1, "operations/2": 2}, voices={"p0": "4"}),),
    )  # fmt: skip
    taken = seats(found, meeting, vote, Q)
    assert [(each.role, each.how) for each in taken] == [
        (X, How.VOICE),
        (M, How.COLLECTED),
        (E, How.HAND),
        (E, How.WAITING),
        (O, How.HAND),
        (O, How.HAND),
    ]
    assert voted_words(taken) == "5 of 6 have voted."
    assert voted_words(seats(found, replace(meeting, present=("p0",)), None, Q)) == "0 of 1 has voted."
    assert voted_words(()) == "Nobody has voted."


def test_a_voice_of_the_round_before_waits_again() -> None:
    found = book((X, 4, False))
    meeting = Meeting(id="m", assessment="a", code="M1", title="T", present=("p0",))
    rounds = (Round(voices={"p0": "4"}), Round())
    vote = Vote(id="v", assessment="a", meeting="m", question=Q, rounds=rounds)
    assert [each.how for each in seats(found, meeting, vote, Q)] == [How.WAITING]
    assert [
        each.how for each in seats(found, meeting, replace(vote, rounds=rounds[:1], revealed=True), Q)
    ] == [How.VOICE]


SAID = st.tuples(st.sampled_from(list(Role)), st.sampled_from([1, 2, 3, 4, 5, "na", "dk"]), st.booleans())


@given(st.lists(SAID, max_size=12), st.sampled_from([1, 3, 5]))
def test_no_label_tells_of_fewer_than_the_smallest_group_who_answered_alone(
    said: list[Said], smallest: int
) -> None:
    found = book(*said, smallest=smallest)
    shown = spread(found, found.pack.by_question[Q])
    assert shown.everybody == len(said)
    names = {name for each in shown.counts.values() for name in each}
    assert "" not in names or len(names) == 1
    # A role that has its own name is large enough, or nobody in it answered alone.
    for role in Role:
        mine = [by_itself for each, _, by_itself in said if each is role]
        if role.label in names and any(mine):
            assert len(mine) >= smallest or sum(not each for each in mine) > 0
    others = sum(each.get("Others", 0) for each in shown.counts.values())
    assert others == 0 or others >= smallest


def items(*minutes: int) -> tuple[AgendaItem, ...]:
    kinds = AgendaKind.CAPABILITY
    return tuple(AgendaItem(kind=kinds, what=f"C{n}", minutes=each) for n, each in enumerate(minutes))


def test_the_pace_counts_done_items_whole_and_open_ones_only_when_over() -> None:
    first, second, third = items(10, 20, 30)
    clock = {first.key: 15 * 60, second.key: 5 * 60}
    meeting = Meeting(
        id="m",
        assessment="a",
        code="M1",
        title="T",
        agenda=(replace(first, done=True), second, third),
        clock=clock,
    )
    # The first took 5 minutes more; the second has used 5 of its 20, which says nothing yet.
    found = pace(meeting)
    assert (found.planned, found.used, found.behind) == (3600, 1200, 300)
    assert found.words == "behind by 5 min"
    # With 22 more minutes the second is 7 over: 12 in all.
    assert pace(meeting, {second.key: 22 * 60}).words == "behind by 12 min"
    done = replace(meeting, agenda=(replace(first, done=True), replace(second, done=True), third))
    assert pace(done).words == "ahead by 10 min"
    assert pace(replace(meeting, clock={})).words == "ahead by 10 min"
    assert pace(replace(meeting, agenda=(), clock={})).words == "on time"


def test_an_item_has_the_questions_of_its_capability_in_scope() -> None:
    found = book()
    part = found.pack.by_question[Q].capability
    item = AgendaItem(kind=AgendaKind.CAPABILITY, what=part)
    asked = questions_of(found, item)
    assert [each.id for each in asked] == [each.id for each in found.questions if each.capability == part]
    assert suggested_minutes(found, item, 2.0) == 2 * len(asked)
    assert item_name(found, item) == found.pack.by_capability[part].name
    inventory = AgendaItem(kind=AgendaKind.INVENTORY, what="obstacles")
    assert (questions_of(found, inventory), suggested_minutes(found, inventory, 2.0)) == ([], 10)
    assert item_name(found, inventory) == "Obstacles"


def test_words_typed_into_a_dissent_are_told_from_those_worked_out() -> None:
    counted = "Operations people: 2 at level 1. Engineers: 3 at level 3 and 1 at level 4."
    three = "Others: 1 at level 1, 2 at level 2 and 1 at level 5."
    for worked_out in ("", counted, three, "1 at level 1.", f"{counted} {three}"):
        assert own_words(worked_out) == ""
        assert own_words(f"{worked_out} They page nobody.") == "They page nobody."
        assert own_words(f"They page nobody. {worked_out}") == "They page nobody."
    # A sentence that somebody changed is theirs, and so is what only looks alike.
    for theirs in ("Engineers: 1 at level 4, at night.", "Cleaners: 1 at level 4.", "Level 4 is too high."):
        assert own_words(theirs) == theirs


def test_a_dissent_holds_no_words_of_people_as_it_is_worked_out() -> None:
    found = book(*openly(O, 1, 1, 2), *openly(M, 2), *openly(E, 3, 3, 3, 4), *alone(X, 5))
    question = found.pack.by_question[Q]
    for agreed in ("1", "2", "3", "na"):
        said = dissent(question, spread(found, question), agreed)
        assert said
        assert own_words(said) == ""


def test_who_answered_and_is_not_there_is_counted_beside_the_seats() -> None:
    # Two in the room; of three elsewhere one has said nothing, and one voted in the round before.
    found = book(*openly(X, 4), *openly(M, 0), *alone(E, 2), *openly(O, 3), *openly(E, 0))
    meeting = Meeting(id="m", assessment="a", code="M1", title="T", present=("p0", "p1"))
    taken = seats(found, meeting, None, Q)
    assert answered_elsewhere(found, taken, None, Q) == 2
    vote = Vote(id="v", assessment="a", meeting="m", question=Q, rounds=(Round(voices={"p3": "3"}), Round()))
    assert answered_elsewhere(found, taken, vote, Q) == 1
    assert voted_words(taken, 2) == "1 of 2 voted, 2 more answered before."
    assert voted_words((), 2) == "2 answered before."
    assert voted_words(()) == "Nobody has voted."


def test_only_the_first_role_of_a_finding_begins_with_a_capital() -> None:
    found = book(*openly(X, 2), *openly(M, 2), *openly(E, 5))
    assert words(found)[0] == "Executives and managers see level 2, engineers see 5."


def test_answers_sent_in_alone_by_too_few_are_not_revealed_by_themselves() -> None:
    shown = Vote(id="v", assessment="a", meeting="m", question=Q, rounds=(Round(hands={"manager/2": 1}),))
    assert why_not_shown(book(openly(X, 0)[0]), None, Q, 0).startswith("Nobody has voted yet.")
    two = book(*alone(X, 1), *alone(M, 2))
    assert why_not_shown(two, None, Q, 2).startswith("Fewer than 3 people have answered, each alone")
    # A hand in the room, an answer given openly, a third one, or a smallest group of one.
    assert why_not_shown(two, shown, Q, 3) == ""
    assert why_not_shown(book(*alone(X, 1), *openly(M, 2)), None, Q, 2) == ""
    assert why_not_shown(book(*alone(X, 1), *alone(M, 2, 2)), None, Q, 3) == ""
    assert why_not_shown(book(*alone(X, 1), smallest=1), None, Q, 1) == ""
