"""Handing this computer over to a respondent: who has it, and the code that takes it back."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace

from workbench.actions.edit import Edit
from workbench.actions.invitations import HERE, put_invitation
from workbench.domain.assessment import Respondent, Workspace
from workbench.domain.code import hashed
from workbench.domain.entity import require
from workbench.domain.invitation import HANDED, Invitation
from workbench.storage.unit import Unit


@dataclass(frozen=True, slots=True)
class Handed:
    """Who has this computer now: a respondent of an assessment, both by id."""

    assessment: str
    respondent: str


def set_code(code: str) -> Edit:
    """Take another code; the edit raises `ValueError` for one that is too short."""

    def do(unit: Unit) -> None:
        unit.put(replace(unit.all(Workspace)[0], code=hashed(code)))

    return Edit("Set the code", do)


def hand_over(respondent_id: str, day: dt.date) -> Edit:
    """Note that a respondent has this computer from now on.

    The edit raises `ValueError` where no code is set, since nothing would unlock the program again.
    """

    def do(unit: Unit) -> None:
        require(bool(unit.all(Workspace)[0].code), "Set a code first: it is what unlocks the program again.")
        # Whoever can hand it over has it back; an exported assessment may still say otherwise.
        for each in unit.all(Invitation, sent_as=HANDED):
            if each.respondent != respondent_id:
                unit.put(replace(each, sent_as=HERE))
        put_invitation(unit, respondent_id, sent_on=day, sent_as=HANDED)

    return Edit("Hand over to a respondent", do)


def take_back() -> Edit:
    """Note that whoever had this computer has given it back."""

    def do(unit: Unit) -> None:
        for each in unit.all(Invitation, sent_as=HANDED):
            unit.put(replace(each, sent_as=HERE))

    return Edit("Take this computer back", do)


def forget_code() -> Edit:
    """Take the code away, and with it the lock: for who has forgotten it. What was answered stays."""

    def do(unit: Unit) -> None:
        workspace = unit.all(Workspace)[0]
        if workspace.code:
            unit.put(replace(workspace, code=""))
        take_back().do(unit)

    return Edit("Take the code away", do)


# What follows only reads.


def handed_to(unit: Unit) -> Handed | None:
    """Who has this computer; nobody where no code is set, as in a workspace made from an export."""
    if not unit.all(Workspace)[0].code:
        return None
    for each in unit.all(Invitation, sent_as=HANDED):
        if unit.find(Respondent, each.respondent) is not None:
            return Handed(each.assessment, each.respondent)
    return None
