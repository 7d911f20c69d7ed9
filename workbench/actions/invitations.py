"""Inviting people to answer alone: which questions each gets, what went out, what came back and what is missing."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from typing import Any

from workbench.actions import entries
from workbench.actions.answers import place_id
from workbench.actions.edit import Edit
from workbench.charts.calendar import day_words
from workbench.domain.assessment import Respondent, RespondentKind
from workbench.domain.book import Book
from workbench.domain.content import Question
from workbench.domain.entity import require
from workbench.domain.invitation import HANDED, Invitation
from workbench.domain.text import join_words, plural, whole_line
from workbench.storage.unit import Unit

PACK, FORM, SHEET, HERE = "pack", "pdf", "sheet", "here"
WAYS = (PACK, FORM, SHEET, HERE)
"""How questions can reach a respondent: as an answer pack, a PDF, a spreadsheet, or on this computer."""


def _put(respondent_id: str, label: str, merge: str = "", /, **fields: Any) -> Edit:
    """Change some fields of a respondent's invitation, or begin it."""

    def do(unit: Unit) -> None:
        put_invitation(unit, respondent_id, **fields)

    return Edit(label, do, merge)


def put_invitation(unit: Unit, respondent_id: str, **fields: Any) -> None:
    """Change some fields of a respondent's one invitation within an edit, or begin it.

    Raises:
        ValueError: for a show of hands, which nobody can send anything to.
    """
    respondent = unit.get(Respondent, respondent_id)
    require(
        respondent.kind is RespondentKind.PERSON,
        "A show of hands cannot be invited; add the people who answer alone as respondents.",
    )
    found = next(iter(unit.all(Invitation, respondent=respondent_id)), None)
    before = found or Invitation(
        # Invited, taken back and invited again it is the same entry.
        id=place_id(respondent_id, "invitation"),
        assessment=respondent.assessment,
        respondent=respondent_id,
        position=entries.next_position(unit, Invitation, respondent.assessment),
    )
    after = replace(before, **fields)
    if found is None or after != before:
        unit.put(after)


def invite(respondent_id: str, questions: Sequence[str] = (), due: dt.date | None = None) -> Edit:
    """Ask a respondent some questions by id, none for all that are meant for the role, until a day.

    Doing it for somebody who is invited already changes that invitation: there is one each.
    """
    return _put(respondent_id, "Invite a respondent", questions=tuple(questions), due=due)


def change(respondent_id: str, merge: str = "", /, **fields: Any) -> Edit:
    """Change what is known of an invitation, or begin it."""
    return _put(respondent_id, "Change an invitation", merge, **fields)


def sent(respondent_id: str, way: str, day: dt.date) -> Edit:
    """Note that the questions went out, when, and in one of the `WAYS`."""
    require(way in WAYS, f"Questions are sent as {join_words(list(WAYS))}, not as '{way}'.")
    return _put(respondent_id, "Send questions", sent_on=day, sent_as=way)


def returned(respondent_id: str, day: dt.date | None) -> Edit:
    """Note that answers came back on a day; None takes that back."""
    return _put(respondent_id, "Note that answers came back", returned_on=day)


def reminded(respondent_id: str, day: dt.date) -> Edit:
    """Note that the respondent was reminded."""
    return _put(respondent_id, "Remind a respondent", reminded_on=day)


def withdraw(respondent_id: str) -> Edit:
    """Take an invitation away; what was answered stays."""

    def do(unit: Unit) -> None:
        for found in unit.all(Invitation, respondent=respondent_id):
            unit.remove(Invitation, found.id)

    return Edit("Withdraw an invitation", do)


# What follows only reads.


def invitation_of(book: Book, respondent: Respondent) -> Invitation | None:
    """A respondent's invitation, once there is one."""
    return next((each for each in book.all(Invitation) if each.respondent == respondent.id), None)


def questions_of(book: Book, respondent: Respondent) -> list[Question]:
    """What a respondent is asked: the questions chosen for them, or all for their role; in scope, in the pack's order."""
    found = invitation_of(book, respondent)
    if found is None or not found.questions:
        return book.asked_of(respondent.role)
    chosen = frozenset(found.questions)
    return [question for question in book.questions if question.id in chosen]


def choose(
    book: Book,
    respondent: Respondent,
    areas: Collection[str] = (),
    capabilities: Collection[str] = (),
    own: Collection[str] = (),
) -> tuple[str, ...]:
    """The ids to invite somebody with: what their role is asked in some areas and capabilities, and questions of one's
    own choice whatever the role, in scope and in the pack's order.

    Raises:
        ValueError: when that is no question at all, which would stand for all of them.
    """
    parts = {each.id for each in book.pack.capabilities if each.area in areas} | set(capabilities)
    found = tuple(
        question.id
        for question in book.questions
        if question.id in own or (question.capability in parts and respondent.role in question.roles)
    )
    require(
        bool(found), "Nothing of what was chosen is asked of this role; choose more, or single questions."
    )
    return found


def missing(book: Book, respondent: Respondent) -> list[Question]:
    """What a respondent is asked and has not answered; a note alone is no answer."""
    asked = questions_of(book, respondent)
    said = {question.id: book.answer(respondent.id, question.id) for question in asked}
    return [
        question
        for question in asked
        if (answer := said[question.id]) is None or not answer.counts_for(question)
    ]


@dataclass(frozen=True, slots=True)
class Standing:
    """How far one respondent is: counts of questions asked and missing, and whether the day has passed."""

    respondent: Respondent
    invitation: Invitation | None
    asked: int
    missing: int
    overdue: bool

    @property
    def words(self) -> str:
        """Where it stands, as a list shows it."""
        given = self.invitation
        if not self.missing and self.asked:
            return "Complete"
        if given is not None and given.returned_on is not None:
            return f"Came back {day_words(given.returned_on)}, {self.missing} open"
        if given is None or given.sent_on is None:
            return "Not sent"
        if self.overdue and given.due is not None:
            return f"Late since {day_words(given.due)}"
        return f"Sent {day_words(given.sent_on)}"


def standing(book: Book, respondent: Respondent, today: dt.date) -> Standing:
    """How far a respondent is."""
    given, still = invitation_of(book, respondent), missing(book, respondent)
    late = bool(given and given.sent_on and given.due and given.due < today and still)
    return Standing(respondent, given, len(questions_of(book, respondent)), len(still), late)


_BACK = {
    PACK: "Open the file you were sent, answer, save it, and send it back.",
    FORM: "Open the PDF you were sent, answer on screen, save it, and send the file back; nothing needs printing.",
    SHEET: "Open the spreadsheet you were sent, answer in its drop-downs, save it, and send the file back.",
    HERE: "Come by, or say when we may, and answer on our computer.",
}
_BACK[HANDED] = _BACK[HERE]


def reminder_text(book: Book, respondent: Respondent) -> str:
    """One text to copy into a mail: what is missing, until when, and how it comes back; without anybody's name."""
    given, still = invitation_of(book, respondent), missing(book, respondent)
    client, title = whole_line(book.workspace.client), whole_line(book.assessment.title)
    subject = f"{title}, {client}"
    if not still:
        return f"Thank you: all your answers for ‘{subject}’ have arrived. There is nothing left to do."
    asked = len(questions_of(book, respondent))
    lines = [f"Your answers for ‘{subject}’ are still awaited.", ""]
    count = plural(len(still), "question")
    lines.append(f"All {count} are open." if len(still) == asked > 1 else f"Open: {count} of {asked}.")
    for area in book.pack.areas:
        parts = {each.id for each in book.pack.in_area(area.id)}
        number = sum(1 for each in still if each.capability in parts)
        if number:
            lines.append(f"– {area.title}: {number}")
    minutes = max(1, round(len(still) * book.pack.pace.alone))
    lines += ["", f"That takes about {plural(minutes, 'minute')}; you can pause and go on later."]
    if given is not None and given.due is not None:
        lines.append(f"Please answer by {day_words(given.due)}.")
    lines.append(_BACK.get(given.sent_as if given else "", _BACK[PACK]))
    lines.append("‘I don’t know’ is an answer, and ‘does not apply’ is one where you say why.")
    return "\n".join(lines)
