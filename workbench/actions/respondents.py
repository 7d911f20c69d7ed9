"""Who answers: people and tallies of a show of hands."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from workbench.actions import entries
from workbench.actions.edit import Edit
from workbench.domain.assessment import Answer, EvidenceItem, Respondent, RespondentKind
from workbench.domain.entity import new_id
from workbench.domain.invitation import Invitation
from workbench.domain.meeting import Meeting, Round, Vote
from workbench.domain.role import Role
from workbench.storage.unit import Unit


def add(
    assessment_id: str,
    role: Role,
    kind: RespondentKind = RespondentKind.PERSON,
    *,
    respondent_id: str | None = None,
    **fields: Any,
) -> Edit:
    """Add a respondent; a role has one tally at most, so adding a second one changes nothing."""
    entity_id = respondent_id or new_id()

    def do(unit: Unit) -> None:
        if kind is RespondentKind.TALLY:
            known = unit.all(Respondent, assessment=assessment_id)
            if any(each.kind is kind and each.role is role for each in known):
                return
        position = entries.next_position(unit, Respondent, assessment_id)
        unit.put(
            Respondent(
                id=entity_id, assessment=assessment_id, role=role, kind=kind, position=position, **fields
            )
        )

    return Edit("Add a respondent", do)


def change(respondent_id: str, merge: str = "", **fields: Any) -> Edit:
    """Change what is known of a respondent."""
    return entries.change(Respondent, respondent_id, "Change a respondent", merge, **fields)


def remove(respondent_id: str) -> Edit:
    """Take a respondent away with all their answers; undo brings both back."""

    def do(unit: Unit) -> None:
        for kind in (EvidenceItem, Answer, Invitation):
            for row in unit.all(kind, respondent=respondent_id):
                unit.remove(kind, row.id)
        assessment = unit.get(Respondent, respondent_id).assessment
        for meeting in unit.all(Meeting, assessment=assessment):
            if respondent_id in meeting.present:
                unit.put(
                    replace(meeting, present=tuple(each for each in meeting.present if each != respondent_id))
                )
        for vote in unit.all(Vote, assessment=assessment):
            rounds = tuple(_without(each, respondent_id) for each in vote.rounds)
            if rounds != vote.rounds:
                unit.put(replace(vote, rounds=rounds))
        unit.remove(Respondent, respondent_id)

    return Edit("Remove a respondent", do)


def _without(each: Round, respondent_id: str) -> Round:
    return replace(each, voices={who: key for who, key in each.voices.items() if who != respondent_id})


def set_aside(respondent_id: str, reason: str) -> Edit:
    """Have a respondent's answers count no more, and say why; they stay. An empty reason has them count again."""
    label = "Set a respondent's answers aside" if reason.strip() else "Count a respondent's answers again"
    return entries.change(Respondent, respondent_id, label, set_aside=reason.strip())
