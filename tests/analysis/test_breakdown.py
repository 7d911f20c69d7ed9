"""Columns of the heat map: roles, teams and groups, and those too small to be shown."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction

from workbench.actions import books, demo
from workbench.analysis.breakdown import By, Column, columns
from workbench.analysis.standing import rate_book
from workbench.domain.assessment import (
    Answer,
    AnswerState,
    Assessment,
    Consensus,
    Respondent,
    RespondentKind,
    Workspace,
)
from workbench.domain.book import Book
from workbench.domain.content import Pack
from workbench.domain.entity import Entity
from workbench.domain.role import Role
from workbench.storage.store import Store


def person(name: str, role: Role, team: str = "", group: str = "") -> Respondent:
    return Respondent(id=name, assessment="a", role=role, team=team, group=group)


def rated(who: str, question: str, value: int) -> Answer:
    return Answer(
        id=f"{who}/{question}", respondent=who, question=question, state=AnswerState.RATED, value=value
    )


def seen(pack: Pack, by: By, *entities: Entity, smallest: int = 1) -> dict[str, Column]:
    workspace = Workspace(id="w", client="Tern Health")
    assessment = Assessment(id="a", title="T", date=dt.date(2026, 1, 1), pack="p", smallest_group=smallest)
    book = Book.of(workspace, pack, assessment, entities)
    return {each.name: each for each in columns(book, rate_book(book), by)}


PEOPLE: Sequence[Entity] = (
    person("m", Role.MANAGER, "Web", "North"),
    person("e1", Role.ENGINEER, "Web", "South"),
    person("e2", Role.ENGINEER, " Web ", "South"),
    person("o", Role.OPERATIONS, "Depot"),
    person("silent", Role.MANAGER, "Nobody"),
)
# SPON-1 weighs 2, SPON-2 one.
ANSWERS: Sequence[Entity] = (
    rated("m", "SPON-1", 4),
    rated("e1", "SPON-1", 1),
    rated("e2", "SPON-1", 2),
    rated("e1", "SPON-2", 5),
    rated("o", "SPON-2", 3),
)


def test_within_a_team_each_role_counts_the_same(pack: Pack) -> None:
    found = seen(pack, By.TEAM, *PEOPLE, *ANSWERS)
    assert list(found) == ["Depot", "Web"]
    web = found["Web"]
    assert web.people == 3
    assert web.questions == {"SPON-1": (4 + Fraction(3, 2)) / 2, "SPON-2": 5}
    assert web.capabilities == {"SPON": (2 * Fraction(11, 4) + 5) / 3}
    assert found["Depot"].capabilities == {"SPON": 3}


def test_groups_and_those_without_one_come_last(pack: Pack) -> None:
    found = seen(pack, By.GROUP, *PEOPLE, *ANSWERS)
    assert [(each.name, each.title, each.people) for each in found.values()] == [
        ("North", "North", 1),
        ("South", "South", 2),
        ("", "None", 1),
    ]


def test_a_small_team_is_withheld_and_a_role_is_not(pack: Pack) -> None:
    found = seen(pack, By.TEAM, *PEOPLE, *ANSWERS, smallest=3)
    assert not found["Web"].withheld
    depot = found["Depot"]
    assert (depot.withheld, depot.people, depot.questions, depot.capabilities) == (True, 1, {}, {})
    assert not any(each.withheld for each in seen(pack, By.ROLE, *PEOPLE, *ANSWERS, smallest=3).values())


def test_a_show_of_hands_counts_its_hands(pack: Pack) -> None:
    tally = replace(person("t", Role.OPERATIONS, "Depot"), kind=RespondentKind.TALLY)
    hands = Answer(
        id="t1",
        respondent="t",
        question="SPON-1",
        state=AnswerState.COUNTED,
        counts={"2": 3, "5": 1, "dk": 2},
    )
    fewer = Answer(id="t2", respondent="t", question="SPON-2", state=AnswerState.COUNTED, counts={"1": 2})
    (depot,) = seen(pack, By.TEAM, tally, hands, fewer, smallest=5).values()
    assert (depot.people, depot.withheld) == (6, False)
    assert depot.questions == {"SPON-1": Fraction(11, 4), "SPON-2": 1}


def test_what_the_room_agreed_on_does_not_enter_but_what_does_not_apply_stays_out(pack: Pack) -> None:
    agreed = Consensus(id="c", assessment="a", question="SPON-1", value=5)
    found = seen(pack, By.TEAM, *PEOPLE, *ANSWERS, agreed)
    assert found["Web"].questions["SPON-1"] == Fraction(11, 4)
    out = Consensus(id="c", assessment="a", question="SPON-1", reason="Not ours")
    found = seen(pack, By.TEAM, *PEOPLE, *ANSWERS, out)
    assert found["Web"].capabilities == {"SPON": 5}


def test_by_role_it_is_what_each_role_answers(demo_store: Store) -> None:
    book = books.open_book(demo_store, demo.ASSESSMENT_ID)
    standing = rate_book(book)
    found = columns(book, standing, By.ROLE)
    assert [each.name for each in found] == [role.value for role in Role]
    for column in found:
        role = Role(column.name)
        for key, part in standing.capabilities.items():
            assert column.capabilities.get(key) == part.role_mean(role)


def test_those_who_did_not_answer_have_no_column(pack: Pack) -> None:
    assert seen(pack, By.TEAM, *PEOPLE) == {}
