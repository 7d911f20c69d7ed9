"""Roles of too few people, where answers were sent in alone: merged until nobody can be told."""

from __future__ import annotations

import datetime as dt
from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.reports import sample
from workbench.analysis.small_roles import OTHERS, answered_alone, merged_roles, role_names
from workbench.domain.assessment import Answer, AnswerState, Assessment, Respondent, RespondentKind, Workspace
from workbench.domain.book import Book
from workbench.domain.entity import Entity
from workbench.domain.role import Role

X, M, E, O = Role  # noqa: E741 # the letters the roles have everywhere


def book(*people: tuple[Role, bool], smallest: int = 3, silent: tuple[Role, ...] = ()) -> Book:
    """Each person's role, and whether they answered alone; the silent ones answered nothing."""
    entities: list[Entity] = []
    for number, (role, alone) in enumerate(people):
        who = f"p{number}"
        entities.append(Respondent(id=who, assessment="a", role=role, role_title=f"Title {number}"))
        entities.append(
            Answer(
                id=f"{who}q", respondent=who, question="SPON-1", state=AnswerState.RATED, value=2, alone=alone
            )
        )
    entities += [Respondent(id=f"s{n}", assessment="a", role=role) for n, role in enumerate(silent)]
    day = dt.date(2026, 11, 22)
    assessment = Assessment(id="a", title="T", date=day, pack="p", smallest_group=smallest)
    return Book.of(Workspace(id="w", client="Tern Health"), sample.pack(), assessment, entities)


def alone(*roles: Role) -> list[tuple[Role, bool]]:
    return [(role, True) for role in roles]


@pytest.mark.parametrize(
    ("people", "smallest", "merged"),
    [
        # Given openly, any size may be shown.
        ([(X, False), (M, False)], 5, set()),
        (alone(X, M, M, M, E, E, E), 1, set()),
        # One executive would be told by their absence, so the smallest other role goes along, until three stand there.
        (alone(X, M, M, M, E, E, E, E), 3, {X, M}),
        (alone(X, M, M, E, E, E), 3, {X, M}),
        # Three people in three roles are enough together.
        (alone(X, M, O, E, E, E), 3, {X, M, O}),
        # One of two answered alone: both are few, and both are told by it.
        ([(X, True), (X, False), (M, False), (M, False), (M, False)], 3, {X, M}),
        # Nobody is left to be shown by role.
        (alone(X, M), 5, {X, M}),
        (alone(M, M, M, E, E, E), 3, set()),
    ],
)
def test_who_is_merged(people: list[tuple[Role, bool]], smallest: int, merged: set[Role]) -> None:
    assert merged_roles(book(*people, smallest=smallest)) == merged


def test_who_said_nothing_makes_no_role_larger() -> None:
    assert merged_roles(book(*alone(X, M, M, M), silent=(X, X, X))) == {X, M}


def test_a_show_of_hands_is_never_called_others() -> None:
    found = book(*alone(X, M, M))
    found.rows[Respondent]["t"] = Respondent(id="t", assessment="a", role=X, kind=RespondentKind.TALLY)
    names = role_names(found)
    assert names["p0"] == OTHERS
    assert names["t"] == "Executive"
    assert answered_alone(found) == {"p0", "p1", "p2"}


PEOPLE = st.lists(st.tuples(st.sampled_from(list(Role)), st.booleans()), max_size=14)


@given(people=PEOPLE, smallest=st.sampled_from((1, 3, 5)))
def test_no_small_group_that_answered_alone_stands_by_itself(
    people: list[tuple[Role, bool]], smallest: int
) -> None:
    merged = merged_roles(book(*people, smallest=smallest))
    counts = Counter(role for role, _ in people)
    for role, count in counts.items():
        if count < smallest and (role, True) in people:
            assert role in merged
    together = sum(counts[role] for role in merged)
    # Enough stand together, or everybody does.
    assert not merged or together >= smallest or merged == set(counts)
