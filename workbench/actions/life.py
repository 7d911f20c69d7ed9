"""The life of an assessment: begun, agreed by both sides, opened again with a reason, closed, archived, gone on from."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from workbench.actions import entries
from workbench.actions.copies import with_new_ids
from workbench.actions.edit import Edit
from workbench.domain.assessment import Answer, Assessment, Consensus, EvidenceItem, State
from workbench.domain.consent import Consent, Reopening, both_agree
from workbench.domain.daily import DailyUpdate
from workbench.domain.dismissal import Dismissal
from workbench.domain.entity import Entity, new_id
from workbench.domain.invitation import Intake, Invitation
from workbench.domain.meeting import Meeting, Vote
from workbench.domain.snapshot import Snapshot
from workbench.domain.variant import Variant
from workbench.storage.kinds import BOOK_KINDS
from workbench.storage.unit import Unit

NOT_CARRIED: frozenset[type[Entity]] = frozenset(
    {
        Answer,
        Consensus,
        EvidenceItem,
        DailyUpdate,
        Dismissal,
        Snapshot,
        Variant,
        Invitation,
        Intake,
        Meeting,
        Vote,
    }
)
"""What belongs to one time: what was answered, said in the morning, turned down, tried out or frozen."""


def begin(assessment_id: str) -> Edit:
    """Say that people are answering.

    The edit raises `ValueError` for what is no draft: what was agreed or closed is only opened again with a reason.
    """

    def do(unit: Unit) -> None:
        before = unit.get(Assessment, assessment_id)
        if before.state is not State.DRAFT:
            raise ValueError(
                "Only a draft can be begun. Reopen what was agreed or closed: who and why are kept."
            )
        unit.put(replace(before, state=State.RUNNING))

    return Edit("Begin the assessment", do)


def agree(assessment_id: str, consents: Iterable[Consent]) -> Edit:
    """Both sides agree to what was answered, which then stays as it is.

    The edit raises `ValueError` unless two different sides are named and dated.
    """
    given = tuple(consents)

    def do(unit: Unit) -> None:
        if not both_agree(given):
            raise ValueError(
                "Both sides agree by name of role and day. Say who agrees for each side, and when."
            )
        before = unit.get(Assessment, assessment_id)
        if before.state is State.CLOSED:
            raise ValueError("This assessment is closed. Reopen it first; who and why are kept.")
        unit.put(replace(before, state=State.AGREED, consents=given))

    return Edit("Agree to the assessment", do)


def reopen(assessment_id: str, who: str, reason: str, on: dt.date) -> Edit:
    """Open an agreed or closed assessment again; who did it and why is kept, and both sides must agree anew.

    Raises:
        ValueError: when nobody is named, or no reason is given.
    """
    log = Reopening(on=on, who=who.strip(), reason=reason.strip())

    def do(unit: Unit) -> None:
        before = unit.get(Assessment, assessment_id)
        if before.state not in (State.AGREED, State.CLOSED):
            raise ValueError("This assessment is open: there is nothing to reopen.")
        unit.put(replace(before, state=State.RUNNING, consents=(), reopened=(*before.reopened, log)))

    return Edit("Reopen the assessment", do)


def close(assessment_id: str) -> Edit:
    """Close an assessment: everything in it can be read and nothing changed, until it is reopened."""
    return entries.change(Assessment, assessment_id, "Close the assessment", state=State.CLOSED)


def archive(assessment_id: str, archived: bool = True) -> Edit:
    """Put an assessment away from the list, or back."""
    label = "Archive the assessment" if archived else "Take the assessment out of the archive"
    return entries.change(Assessment, assessment_id, label, archived=archived)


def duplicate(assessment_id: str, title: str, *, new: str | None = None) -> Edit:
    """Copy an assessment with everything in it but its snapshots; the copy is a draft nobody agreed to."""
    made = new or new_id()

    def do(unit: Unit) -> None:
        _copy(unit, assessment_id, made, frozenset({Snapshot}), title=title.strip())

    return Edit("Duplicate the assessment", do)


def carry_forward(assessment_id: str, title: str, day: dt.date, *, new: str | None = None) -> Edit:
    """Begin the next assessment with the lists of this one: people, obstacles, risks, actions with their state,
    services and targets. No answer comes along: the last ones are only shown beside."""
    made = new or new_id()

    def do(unit: Unit) -> None:
        more = {"title": title.strip(), "date": day, "carried_from": assessment_id}
        _copy(unit, assessment_id, made, NOT_CARRIED, **more)

    return Edit("Carry the assessment forward", do)


def _copy(unit: Unit, assessment_id: str, made: str, without: frozenset[type[Entity]], **fields: Any) -> None:
    source = unit.get(Assessment, assessment_id)
    rows = [
        each for kind in BOOK_KINDS if kind not in without for each in unit.of_assessment(kind, assessment_id)
    ]
    fresh: dict[str, Any] = {"state": State.DRAFT, "consents": (), "reopened": (), "archived": False}
    unit.put(replace(source, id=made, version=0, **{**fresh, **fields}))
    unit.put_all(with_new_ids(rows, assessment_id, made))
