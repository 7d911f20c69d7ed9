"""Sessions: planning them, who is there, where the talk is, what is parked and what is decided."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from workbench.actions import entries
from workbench.actions.edit import Edit
from workbench.domain.assessment import Respondent, RespondentKind
from workbench.domain.entity import new_id, require
from workbench.domain.meeting import Decision, Meeting, Parked, Vote
from workbench.domain.role import Role
from workbench.storage.unit import Unit

_ROWS = entries.Rows(Meeting, "M", "a session")
LETTER = _ROWS.letter


def add(assessment_id: str, title: str, *, entity_id: str | None = None, **fields: Any) -> Edit:
    """Plan a session."""
    return _ROWS.add(assessment_id, title, entity_id=entity_id, **fields)


def change(meeting_id: str, merge: str = "", /, **fields: Any) -> Edit:
    """Change some fields of a session."""
    return _ROWS.change(meeting_id, merge, **fields)


def remove(assessment_id: str, meeting_id: str) -> Edit:
    """Take a session away with its votes; answers and what was agreed on stay."""

    def do(unit: Unit) -> None:
        for vote in unit.all(Vote, meeting=meeting_id):
            unit.remove(Vote, vote.id)
        _ROWS.remove(assessment_id, meeting_id).do(unit)

    return Edit("Remove a session", do)


def reorder(assessment_id: str, ids: Sequence[str]) -> Edit:
    """Put the sessions in an order."""
    return entries.reorder(Meeting, assessment_id, ids, "Move a session")


def begin(meeting_id: str, now: dt.datetime) -> Edit:
    """Open a session, or go on with one that was ended."""

    def do(unit: Unit) -> None:
        before = unit.get(Meeting, meeting_id)
        at = now.astimezone(dt.UTC).isoformat(timespec="seconds")
        after = replace(before, started=before.started or at, ended="", day=before.day or now.date())
        if after != before:
            unit.put(after)

    return Edit("Begin a session", do)


def end(meeting_id: str, now: dt.datetime) -> Edit:
    """End a session."""
    at = now.astimezone(dt.UTC).isoformat(timespec="seconds")
    return entries.change(Meeting, meeting_id, "End a session", ended=at)


def go_to(meeting_id: str, current: int, question: str = "") -> Edit:
    """Remember which item of the agenda is talked about and which question is on screen."""
    return entries.change(Meeting, meeting_id, "Go on in a session", current=current, question=question)


def spend(meeting_id: str, seconds: Mapping[str, int], noted: bool = True) -> Edit:
    """Put the clock forward by some seconds for items of the agenda and questions, by their keys; negative ones put it
    back, not beyond its start. What is not `noted` has no line of history: a clock saved every few seconds would fill
    the file with them.
    """

    def do(unit: Unit) -> None:
        before = unit.get(Meeting, meeting_id)
        clock = dict(before.clock)
        for key, more in seconds.items():
            clock[key] = max(0, clock.get(key, 0) + more)
        clock = {key: used for key, used in clock.items() if used}
        if clock != before.clock:
            after = replace(before, clock=clock)
            if noted:
                unit.put(after)
            else:
                unit.run_on(after)

    return Edit("Time of a session", do)


def finish(meeting_id: str, key: str, done: bool = True) -> Edit:
    """Say that an item of the agenda, by its key, is done with, or is not."""

    def do(unit: Unit) -> None:
        before = unit.get(Meeting, meeting_id)
        agenda = tuple(replace(item, done=done) if item.key == key else item for item in before.agenda)
        if agenda != before.agenda:
            unit.put(replace(before, agenda=agenda))

    return Edit("Done with an item" if done else "Take an item up again", do)


def come(meeting_id: str, respondent_id: str) -> Edit:
    """Tick that somebody is there."""

    def do(unit: Unit) -> None:
        before = unit.get(Meeting, meeting_id)
        if respondent_id not in before.present:
            unit.get(Respondent, respondent_id)
            unit.put(replace(before, present=(*before.present, respondent_id)))

    return Edit("Somebody is in the session", do)


def go(meeting_id: str, respondent_id: str) -> Edit:
    """Take the tick away that somebody is there; what they said stays."""

    def do(unit: Unit) -> None:
        before = unit.get(Meeting, meeting_id)
        left = tuple(each for each in before.present if each != respondent_id)
        if left != before.present:
            unit.put(replace(before, present=left))

    return Edit("Somebody is not in the session", do)


def come_new(
    meeting_id: str, role: Role, role_title: str = "", *, respondent_id: str | None = None, **fields: Any
) -> Edit:
    """Add somebody who comes late and is not on the list, as a respondent who is there."""
    entity_id = respondent_id or new_id()

    def do(unit: Unit) -> None:
        before = unit.get(Meeting, meeting_id)
        position = entries.next_position(unit, Respondent, before.assessment)
        unit.put(
            Respondent(
                id=entity_id,
                assessment=before.assessment,
                role=role,
                kind=RespondentKind.PERSON,
                role_title=role_title.strip(),
                position=position,
                **fields,
            )
        )
        unit.put(replace(before, present=(*before.present, entity_id)))

    return Edit("Somebody comes late", do)


def park(meeting_id: str, text: str, question: str = "") -> Edit:
    """Put something into the parking lot.

    Raises:
        ValueError: for an empty text.
    """
    require(bool(text.strip()), "Write what is to be come back to.")

    def do(unit: Unit) -> None:
        before = unit.get(Meeting, meeting_id)
        unit.put(replace(before, parked=(*before.parked, Parked(text=text.strip(), question=question))))

    return Edit("Park something", do)


def decide(
    meeting_id: str, text: str, owner: str = "", due: dt.date | None = None, question: str = ""
) -> Edit:
    """Write a decision down.

    Raises:
        ValueError: for an empty text.
    """
    require(bool(text.strip()), "Write what was decided.")
    made = Decision(text=text.strip(), owner=owner.strip(), due=due, question=question)

    def do(unit: Unit) -> None:
        before = unit.get(Meeting, meeting_id)
        unit.put(replace(before, decisions=(*before.decisions, made)))

    return Edit("Write a decision down", do)
