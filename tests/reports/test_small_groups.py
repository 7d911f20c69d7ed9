"""Answers sent in alone by a role of few people: told by nobody's role or title, in no edition."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import Any

import pytest

from tests.reports import sample
from tests.reports.test_report import FULL, all_text, made, squeezed
from workbench.analysis.standing import rate_book
from workbench.domain.assessment import Answer, AnswerState, Assessment, Respondent, Workspace
from workbench.domain.book import Book
from workbench.domain.entity import Entity
from workbench.domain.role import Role
from workbench.exchange.everything import tables
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


def without(found: Book, *gone: str) -> list[Entity]:
    """Everything but what these respondents said and they themselves."""
    return [
        each
        for rows in found.rows.values()
        for each in rows.values()
        if not isinstance(each, (Workspace, Assessment)) and getattr(each, "respondent", each.id) not in gone
    ]


def again(found: Book, entities: list[Entity], **more: Any) -> Book:
    """The same assessment of other entries."""
    return replace(Book.of(found.workspace, found.pack, found.assessment, entities), **more)


def test_a_note_sent_in_alone_without_any_choice_is_told_by_nobodys_role_or_title() -> None:
    found = book(alone=True)
    kept = [
        each
        for each in without(found)
        if not (isinstance(each, Answer) and each.respondent == "executive0" and each.question != "SPON-1")
    ]
    kept = [
        replace(each, state=AnswerState.OPEN, value=None)
        if isinstance(each, Answer) and each.respondent == "executive0"
        else each
        for each in kept
    ]
    text = all_text(made(again(found, kept), FULL))
    assert squeezed("said by executive0") in text
    assert squeezed(TITLE) not in text
    assert squeezed("Executive said by executive0") not in text


def test_answers_to_earlier_questions_are_told_by_nobodys_title() -> None:
    found = book(alone=True)
    old = replace(found.pack.questions[0], id="OLD-1")
    said = Answer(
        id="o", respondent="executive0", question="OLD-1", state=AnswerState.RATED, value=4, alone=True
    )
    text = all_text(made(again(found, [*without(found), said], retired={"OLD-1": (old, "0.9")}), FULL))
    assert squeezed("(version 0.9)") in text
    assert squeezed(TITLE) not in text


def test_nobody_is_said_to_be_the_only_one_where_others_are_merged() -> None:
    # One executive and two managers are shown together; the engineers are not the only ones who answered.
    text = all_text(made(again(book(alone=True), without(book(alone=True), "manager2")), FULL))
    assert squeezed("Others 3 people") in text
    assert squeezed("Only engineers have answered") not in text


def test_no_level_is_said_to_hang_on_a_role_that_is_merged() -> None:
    found = book(alone=True)
    values = {"executive": 1, "manager": 4, "engineer": 4}
    kept = [
        replace(each, value=values[each.respondent.rstrip("0123456789")])
        if isinstance(each, Answer)
        else each
        for each in without(found)
    ]
    gated = again(found, kept)
    text = all_text(made(gated, FULL))
    assert squeezed("other weightings") in text
    assert squeezed("without the executives") not in text
    assert squeezed("without the managers") not in text
    # Nor is it said that no role matters.
    assert squeezed("whichever role") not in text
    said = str(tables(gated, rate_book(gated)))
    assert "other weightings" in said
    assert "without the executives" not in said
    open_room = replace(gated.assessment, smallest_group=1)
    told = all_text(made(Book.of(gated.workspace, gated.pack, open_room, kept), FULL))
    assert squeezed("without the executives") in told
