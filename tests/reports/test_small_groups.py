"""Answers sent in alone by a role of few people: told by nobody's role or title, in no edition."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from tests.reports import sample
from tests.reports.test_report import FULL, all_text, made, squeezed
from workbench.domain.assessment import Answer, AnswerState, Assessment, Respondent, Workspace
from workbench.domain.book import Book
from workbench.domain.entity import Entity
from workbench.domain.role import Role
from workbench.reports.editions import EDITIONS

TITLE = "Chief Sailing Officer"


def book(*, alone: bool, smallest: int = 3, executives: int = 1) -> Book:
    """One executive who sees everything otherwise than three managers and four engineers."""
    counts = ((Role.EXECUTIVE, executives, 5), (Role.MANAGER, 3, 2), (Role.ENGINEER, 4, 2))
    entities: list[Entity] = []
    for role, count, value in counts:
        for number in range(count):
            who = f"{role.value}{number}"
            title = TITLE if role is Role.EXECUTIVE else f"{role.label} {number}"
            entities.append(Respondent(id=who, assessment="a", role=role, role_title=title))
            entities += [
                Answer(
                    id=f"{who}{each.id}",
                    respondent=who,
                    question=each.id,
                    state=AnswerState.RATED,
                    value=value,
                    alone=alone,
                    note=f"said by {who}" if each.id == "SPON-1" else "",
                )
                for each in sample.pack().questions
                if role in each.roles
            ]
    assessment = Assessment(
        id="a",
        title="Autumn",
        date=dt.date(2026, 11, 1),
        pack="p",
        smallest_group=smallest,
        roles=(Role.EXECUTIVE, Role.MANAGER, Role.ENGINEER),
    )
    return Book.of(Workspace(id="w", client="Tern Health"), sample.pack(), assessment, entities)


@pytest.mark.parametrize("edition", EDITIONS)
def test_one_executive_who_answered_alone_is_told_nowhere(edition: str) -> None:
    if edition == "engagement":
        return
    text = all_text(made(book(alone=True), replace(FULL, edition=edition)))
    if edition in ("handout", "questionnaire"):
        # Nothing that was answered is in them at all.
        assert squeezed("said by") not in text
        return
    for told in (TITLE, "executives 5.0", "without the executives", "1 executive"):
        assert squeezed(told) not in text, told
    if edition == "full":
        assert squeezed("Others, said by executive0") not in text
        assert squeezed("said by executive0") in text
        assert squeezed("Others 4 people") in text


def test_given_openly_in_the_room_it_may_be_told_by_role() -> None:
    text = all_text(made(book(alone=False)))
    assert squeezed("executives 5.0") in text
    assert squeezed(TITLE) in text
    assert squeezed("Executive 1 person") in text


def test_a_group_of_one_may_be_shown_where_the_assessment_says_so() -> None:
    assert squeezed("executives 5.0") in all_text(made(book(alone=True, smallest=1)))


def test_enough_people_are_told_by_role_and_never_by_title() -> None:
    text = all_text(made(book(alone=True, executives=3)))
    assert squeezed("executives 5.0") in text
    assert squeezed(TITLE) not in text


def test_what_is_printed_is_the_smallest_group_of_the_assessment() -> None:
    assert squeezed("The smallest group shown is 5.") in all_text(made(book(alone=True, smallest=5)))
