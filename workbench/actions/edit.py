"""An edit: something a user does, which says what moved and how to reverse it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from workbench.actions.guard import refuse
from workbench.domain.action import Action
from workbench.domain.advocacy import Advocacy
from workbench.domain.agreement import Agreement
from workbench.domain.assessment import (
    Answer,
    Assessment,
    Consensus,
    EvidenceItem,
    Respondent,
    Target,
    Workspace,
)
from workbench.domain.book import Change
from workbench.domain.criteria import RiskCriteria
from workbench.domain.daily import DailyUpdate
from workbench.domain.discovery import Discovery
from workbench.domain.dismissal import Dismissal
from workbench.domain.entity import Entity
from workbench.domain.invitation import Intake, Invitation
from workbench.domain.meeting import Meeting, Vote
from workbench.domain.need import Need
from workbench.domain.obstacle import Obstacle
from workbench.domain.plan_settings import PlanSettings
from workbench.domain.practice import Practice, Subject
from workbench.domain.recognition import Recognition
from workbench.domain.review import Review
from workbench.domain.risk import Risk
from workbench.domain.role_plan import RolePlan
from workbench.domain.service import Service
from workbench.domain.snapshot import Snapshot
from workbench.domain.talent import Talent
from workbench.domain.topic import Topic
from workbench.domain.trade_off import TradeOff
from workbench.domain.variant import Variant
from workbench.storage import backups
from workbench.storage.store import Store
from workbench.storage.unit import Unit

_TOPICS: dict[type[Entity], Topic] = {
    Workspace: Topic.WORKSPACE,
    Assessment: Topic.ASSESSMENTS,
    Respondent: Topic.RESPONDENTS,
    Answer: Topic.ANSWERS,
    Consensus: Topic.ANSWERS,
    EvidenceItem: Topic.ANSWERS,
    Target: Topic.TARGETS,
    Obstacle: Topic.OBSTACLES,
    Talent: Topic.TALENTS,
    Risk: Topic.RISKS,
    # What the zones of all risks follow from.
    RiskCriteria: Topic.RISKS,
    Action: Topic.ACTIONS,
    Need: Topic.NEEDS,
    RolePlan: Topic.ROLES,
    Advocacy: Topic.ADVOCACY,
    Discovery: Topic.DISCOVERIES,
    Service: Topic.SERVICES,
    Subject: Topic.PRACTICES,
    Practice: Topic.PRACTICES,
    Recognition: Topic.RECOGNITION,
    PlanSettings: Topic.PLAN,
    Dismissal: Topic.PLAN,
    Variant: Topic.PLAN,
    Agreement: Topic.AGREEMENTS,
    DailyUpdate: Topic.DAILY,
    Snapshot: Topic.SNAPSHOTS,
    Review: Topic.REVIEWS,
    TradeOff: Topic.TRADE_OFFS,
    Invitation: Topic.RESPONDENTS,
    Intake: Topic.RESPONDENTS,
    Meeting: Topic.SESSIONS,
    Vote: Topic.SESSIONS,
}


@dataclass(frozen=True)
class Edit:
    """Something to do in one transaction; edits with the same `merge` in a row are one step of undo.

    One that brings much in from outside has a backup made first (`copied`).
    """

    label: str
    do: Callable[[Unit], None]
    merge: str = ""
    copied: bool = False


@dataclass(frozen=True)
class Done:
    """An edit that is on disk: what it changed, and when it was saved."""

    label: str
    changes: tuple[Change, ...]
    at: dt.datetime
    merge: str = ""

    @property
    def topics(self) -> frozenset[Topic]:
        """What screens should look at again."""
        return frozenset(_TOPICS[change.kind] for change in self.changes)

    @property
    def undo(self) -> Edit:
        """The edit that takes this one back; it is itself a saved change."""
        changes = self.changes
        return Edit(f"Undo: {self.label}", lambda unit: unit.revert(changes))


def perform(store: Store, edit: Edit, who: str = "") -> Done:
    """Do an edit in a transaction of its own.

    Raises:
        StorageError: when it could not be saved; nothing was changed then.
        ValueError: when a value lies outside its scale, or the assessment is agreed or closed; nothing was changed then.
    """
    if edit.copied:
        backups.make(store.path, "before-import", dt.datetime.now(dt.UTC), store.key)
    with store.unit(edit.label, who) as unit:
        edit.do(unit)
        changes = tuple(unit.changes)
        refuse(unit, changes)
    return Done(edit.label, changes, dt.datetime.now(dt.UTC), edit.merge)


def combine(first: Done, second: Done) -> Done:
    """Make one step of two, as if both had been done at once."""
    merged: dict[tuple[type[Entity], str], Change] = {}
    for change in (*first.changes, *second.changes):
        key = (change.kind, change.id)
        known = merged.get(key)
        merged[key] = Change(change.kind, change.id, known.before if known else change.before, change.after)
    return Done(second.label, tuple(merged.values()), second.at, second.merge)


def together(label: str, edits: Iterable[Edit]) -> Edit:
    """Make one edit of several, done in one transaction."""
    listed = list(edits)

    def do(unit: Unit) -> None:
        for each in listed:
            each.do(unit)

    return Edit(label, do, copied=any(each.copied for each in listed))
