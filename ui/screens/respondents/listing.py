"""How those who answer stand in the list: a row each, its columns, and what the counters above it count."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from ui.models.entries import Column, text_cell
from workbench.actions.invitations import FORM, HERE, PACK, SHEET, Standing, standing
from workbench.charts.calendar import day_words
from workbench.domain.assessment import Respondent, RespondentKind
from workbench.domain.book import Book
from workbench.domain.invitation import Invitation
from workbench.domain.text import plural, whole_line

WAYS = {PACK: "answer pack", FORM: "PDF", SHEET: "spreadsheet", HERE: "on this computer"}
"""How questions went out, in words."""
ALL, INVITED, BACK, LATE, MISSING = "all", "invited", "back", "late", "missing"


@dataclass(frozen=True, slots=True)
class Person:
    """A row of the list: somebody who answers, and how far they are."""

    respondent: Respondent
    standing: Standing

    @property
    def id(self) -> str:
        """The respondent's id."""
        return self.respondent.id

    @property
    def alone(self) -> bool:
        """Whether questions can be sent to them."""
        return self.respondent.kind is RespondentKind.PERSON

    @property
    def invitation(self) -> Invitation | None:
        """What they were sent, once there is an invitation."""
        return self.standing.invitation

    @property
    def state(self) -> str:
        """Where it stands, in words."""
        if not self.alone:
            return "In the room"
        return "Set aside" if self.respondent.set_aside else self.standing.words

    @property
    def token(self) -> str:
        """The colour of these words."""
        if not self.alone or self.respondent.set_aside:
            return "ink3"
        if self.standing.overdue and not (self.invitation and self.invitation.returned_on):
            return "bad"
        return "ok" if self.standing.asked and not self.standing.missing else "ink2"


def person_of(book: Book, each: Respondent, today: dt.date) -> Person:
    """The row of somebody who answers."""
    return Person(each, standing(book, each, today))


def people_of(book: Book, today: dt.date) -> list[Person]:
    """Everybody who answers, in the order of the list."""
    return [person_of(book, each, today) for each in book.respondents]


def is_in(key: str) -> Callable[[Person], bool]:
    """Whether somebody is counted by a counter; what was set aside is awaited no more."""

    def counted(each: Person) -> bool:
        given = each.invitation
        if not each.alone or each.respondent.set_aside:
            return False
        match key:
            case "invited":
                return given is not None
            case "back":
                return given is not None and given.returned_on is not None
            case "late":
                return each.standing.overdue
            case _:
                return given is not None and each.standing.missing > 0

    return counted


def counters(people: Sequence[Person]) -> dict[str, int]:
    """How many are invited, back and late, and how many answers are missing of those who are invited."""
    found = {key: sum(1 for each in people if is_in(key)(each)) for key in (INVITED, BACK, LATE)}
    found[MISSING] = sum(each.standing.missing for each in people if is_in(MISSING)(each))
    return found


def finding(people: Sequence[Person]) -> str:
    """One sentence on how far the answering is."""
    alone = [each for each in people if each.alone and not each.respondent.set_aside]
    if not alone:
        return "Nobody is asked to answer alone yet."
    count = counters(people)
    invited, back, late, missing = (count[key] for key in (INVITED, BACK, LATE, MISSING))
    if not invited:
        return f"{plural(len(alone), 'person', 'people')} can answer alone; nobody is invited yet."
    said = f"{invited} of {plural(len(alone), 'person', 'people')} {'is' if invited == 1 else 'are'} invited, {back} came back"
    if late:
        said += f", {late} {'is' if late == 1 else 'are'} late"
    left = f"{plural(missing, 'answer is', 'answers are')} missing" if missing else "no answer is missing"
    return f"{said}; {left}."


def _day(day: dt.date | None) -> str:
    return day_words(day) if day is not None else "–"


def _sent(each: Person) -> str:
    given = each.invitation
    if given is None or given.sent_on is None:
        return "–"
    way = WAYS.get(given.sent_as, "")
    return f"{day_words(given.sent_on)}{f', {way}' if way else ''}"


def _when(of: Callable[[Invitation], dt.date | None]) -> Callable[[Person], tuple[bool, dt.date]]:
    def order(each: Person) -> tuple[bool, dt.date]:
        day = of(each.invitation) if each.invitation is not None else None
        return (day is None, day or dt.date.max)

    return order


def columns() -> Sequence[Column]:
    """The columns of the list."""
    return (
        Column(
            "Who answers",
            0,
            lambda each: text_cell(each.respondent.label, "ink3" if each.respondent.set_aside else "ink"),
            lambda each: each.respondent.label.casefold(),
        ),
        Column(
            "Name",
            120,
            lambda each: text_cell(each.respondent.name or "–", "ink2"),
            lambda each: (not each.respondent.name, each.respondent.name.casefold()),
            least=900,
        ),
        Column(
            "Role",
            90,
            lambda each: text_cell(each.respondent.role.label, "ink2"),
            lambda each: each.respondent.role.label,
            least=590,
        ),
        Column(
            "Group, team",
            120,
            lambda each: text_cell(", ".join(_groups(each.respondent)) or "–", "ink2"),
            lambda each: [part.casefold() for part in _groups(each.respondent)],
            least=1020,
        ),
        Column(
            "Asked",
            56,
            lambda each: text_cell(str(each.standing.asked), "ink2"),
            lambda each: -each.standing.asked,
            least=460,
        ),
        Column(
            "Missing",
            64,
            lambda each: text_cell(str(each.standing.missing), "ink" if each.standing.missing else "ink3"),
            lambda each: -each.standing.missing,
        ),
        Column(
            "Sent",
            150,
            lambda each: text_cell(_sent(each), "ink2"),
            _when(lambda each: each.sent_on),
            least=1180,
        ),
        Column(
            "Due",
            92,
            lambda each: text_cell(
                _day(each.invitation.due if each.invitation else None),
                "bad" if each.standing.overdue else "ink2",
            ),
            _when(lambda each: each.due),
            least=680,
        ),
        Column(
            "Came back",
            92,
            lambda each: text_cell(_day(each.invitation.returned_on if each.invitation else None), "ink2"),
            _when(lambda each: each.returned_on),
            least=780,
        ),
        Column(
            "State",
            218,
            lambda each: text_cell(each.state, each.token, 500 if each.token in ("ok", "bad") else 400),
            lambda each: each.state,
        ),
    )


def _groups(each: Respondent) -> list[str]:
    return [part for part in (whole_line(each.group), whole_line(each.team)) if part]


def haystack(each: Person) -> str:
    """What the filter looks in."""
    who = each.respondent
    return " ".join((who.label, who.name, who.role.label, who.team, who.group, each.state, who.set_aside))
