"""Inviting people: which questions each gets, what is missing, and the words of a reminder."""

from __future__ import annotations

import datetime as dt

import pytest

from tests.conftest import DEMO_DAY
from workbench.actions import answers, books, demo, invitations, respondents
from workbench.actions.edit import perform
from workbench.domain.assessment import Respondent, RespondentKind
from workbench.domain.book import Book
from workbench.domain.invitation import Invitation
from workbench.domain.role import Role
from workbench.storage.store import Store

A = demo.ASSESSMENT_ID
NEW = "n" * 32


@pytest.fixture
def invited(demo_store: Store) -> Store:
    """The demo with a manager more, who has said nothing yet."""
    perform(
        demo_store,
        respondents.add(
            A, Role.MANAGER, respondent_id=NEW, role_title="Head of Depots", name="Wilhelmina Okonkwo"
        ),
    )
    return demo_store


def seen(store: Store) -> tuple[Book, Respondent]:
    book = books.open_book(store, A)
    return book, next(each for each in book.respondents if each.id == NEW)


def test_everybody_is_asked_what_their_role_is_asked(invited: Store) -> None:
    book, who = seen(invited)
    assert invitations.questions_of(book, who) == book.asked_of(Role.MANAGER)
    assert len(invitations.missing(book, who)) == len(book.asked_of(Role.MANAGER))


def test_questions_are_chosen_by_area_capability_and_one_by_one(invited: Store) -> None:
    book, who = seen(invited)
    area = book.pack.areas[1]
    part = book.pack.capabilities[0]
    managers = [each for each in book.questions if Role.MANAGER in each.roles]
    of_area = [each.id for each in managers if book.pack.by_capability[each.capability].area == area.id]
    assert invitations.choose(book, who, areas=[area.id]) == tuple(of_area)
    of_part = [each.id for each in managers if each.capability == part.id]
    assert invitations.choose(book, who, capabilities=[part.id]) == tuple(of_part)
    foreign = next(each for each in book.questions if Role.MANAGER not in each.roles)
    both = invitations.choose(book, who, capabilities=[part.id], own=[foreign.id])
    assert set(both) == {*of_part, foreign.id}
    with pytest.raises(ValueError, match="Nothing of what was chosen"):
        invitations.choose(book, who, own=["NO-SUCH"])
    perform(invited, invitations.invite(NEW, both, DEMO_DAY))
    book, who = seen(invited)
    order = [each.id for each in book.pack.questions]
    found = [each.id for each in invitations.questions_of(book, who)]
    assert found == sorted(both, key=order.index)


def test_there_is_one_invitation_each(invited: Store) -> None:
    perform(invited, invitations.invite(NEW, ("SPON-1",)))
    perform(invited, invitations.invite(NEW, ("SPON-2",), DEMO_DAY))
    perform(invited, invitations.sent(NEW, invitations.FORM, DEMO_DAY))
    found = [each for each in seen(invited)[0].all(Invitation) if each.respondent == NEW]
    assert [(each.questions, each.due, each.sent_as) for each in found] == [(("SPON-2",), DEMO_DAY, "pdf")]
    perform(invited, invitations.withdraw(NEW))
    assert not [each for each in seen(invited)[0].all(Invitation) if each.respondent == NEW]


def test_a_show_of_hands_is_not_invited(invited: Store) -> None:
    tally = next(each for each in seen(invited)[0].respondents if each.kind is RespondentKind.TALLY)
    with pytest.raises(ValueError, match="show of hands cannot be invited"):
        perform(invited, invitations.invite(tally.id))
    with pytest.raises(ValueError, match="not as 'fax'"):
        invitations.sent(NEW, "fax", DEMO_DAY)


def test_where_each_one_stands(invited: Store) -> None:
    def words(day: dt.date = DEMO_DAY) -> str:
        return invitations.standing(*seen(invited), day).words

    assert words() == "Not sent"
    perform(invited, invitations.invite(NEW, ("SPON-1", "SPON-2"), DEMO_DAY))
    perform(invited, invitations.sent(NEW, invitations.PACK, dt.date(2026, 11, 20)))
    assert words() == "Sent 20 Nov 2026"
    assert words(DEMO_DAY + dt.timedelta(1)) == "Late since 22 Nov 2026"
    perform(invited, answers.rate(NEW, "SPON-1", 2))
    perform(invited, invitations.returned(NEW, DEMO_DAY))
    assert words() == "Came back 22 Nov 2026, 1 open"
    perform(invited, answers.dont_know(NEW, "SPON-2"))
    assert words(DEMO_DAY + dt.timedelta(99)) == "Complete"


def test_a_note_alone_is_still_missing(invited: Store) -> None:
    perform(invited, invitations.invite(NEW, ("SPON-1",)))
    perform(invited, answers.set_note(NEW, "SPON-1", "I must ask"))
    assert [each.id for each in invitations.missing(*seen(invited))] == ["SPON-1"]


def test_the_reminder_says_what_until_when_and_how_and_no_name(invited: Store) -> None:
    perform(invited, invitations.invite(NEW, ("SPON-1", "SPON-2", "OBS-1"), dt.date(2026, 11, 26)))
    perform(invited, invitations.sent(NEW, invitations.FORM, DEMO_DAY))
    perform(invited, answers.rate(NEW, "SPON-1", 2))
    book, who = seen(invited)
    text = invitations.reminder_text(book, who)
    assert f"‘{book.assessment.title}, {book.workspace.client}’" in text
    assert "Open: 2 questions of 3." in text
    for question in ("SPON-2", "OBS-1"):
        part = book.pack.by_capability[book.pack.by_question[question].capability]
        assert f"– {book.pack.by_area[part.area].title}: " in text
    assert "Please answer by 26 Nov 2026." in text
    assert "Open the PDF" in text
    assert "Okonkwo" not in text
    for question in ("SPON-2", "OBS-1"):
        perform(invited, answers.dont_know(NEW, question))
    assert invitations.reminder_text(*seen(invited)).startswith("Thank you: all your answers")
