"""Which domain class lives in which table; the one list that store, history and books go by."""

from __future__ import annotations

import sqlalchemy as sa
from sqlmodel import SQLModel

from workbench.domain.action import Action
from workbench.domain.advocacy import Advocacy
from workbench.domain.agreement import Agreement
from workbench.domain.assessment import (
    Answer,
    Assessment,
    Consensus,
    EvidenceItem,
    Respondent,
    StoredPack,
    Target,
    Workspace,
)
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
from workbench.domain.trade_off import TradeOff
from workbench.domain.variant import Variant
from workbench.storage import tables

KINDS: dict[type[Entity], type[SQLModel]] = {
    Workspace: tables.WorkspaceRow,
    StoredPack: tables.PackRow,
    Assessment: tables.AssessmentRow,
    Respondent: tables.RespondentRow,
    Answer: tables.AnswerRow,
    Consensus: tables.ConsensusRow,
    EvidenceItem: tables.EvidenceRow,
    Target: tables.TargetRow,
    Obstacle: tables.ObstacleRow,
    Talent: tables.TalentRow,
    Risk: tables.RiskRow,
    RiskCriteria: tables.CriteriaRow,
    Action: tables.ActionRow,
    Need: tables.NeedRow,
    RolePlan: tables.RolePlanRow,
    Advocacy: tables.AdvocacyRow,
    Discovery: tables.DiscoveryRow,
    Service: tables.ServiceRow,
    Subject: tables.SubjectRow,
    Practice: tables.PracticeRow,
    Recognition: tables.RecognitionRow,
    PlanSettings: tables.PlanSettingsRow,
    Dismissal: tables.DismissalRow,
    Variant: tables.VariantRow,
    Agreement: tables.AgreementRow,
    DailyUpdate: tables.DailyRow,
    Snapshot: tables.SnapshotRow,
    Review: tables.ReviewRow,
    TradeOff: tables.TradeOffRow,
    Invitation: tables.InvitationRow,
    Intake: tables.IntakeRow,
    Meeting: tables.MeetingRow,
    Vote: tables.VoteRow,
}

TABLES: dict[type[Entity], sa.Table] = {
    kind: SQLModel.metadata.tables[vars(row)["__tablename__"]] for kind, row in KINDS.items()
}
BY_NAME: dict[str, type[Entity]] = {table.name: kind for kind, table in TABLES.items()}

BOOK_KINDS: tuple[type[Entity], ...] = (
    Respondent,
    Answer,
    Consensus,
    EvidenceItem,
    Target,
    Obstacle,
    Talent,
    RiskCriteria,
    Risk,
    Action,
    Need,
    RolePlan,
    Advocacy,
    Discovery,
    Service,
    Subject,
    Practice,
    Recognition,
    PlanSettings,
    Dismissal,
    Variant,
    Agreement,
    DailyUpdate,
    Snapshot,
    Review,
    TradeOff,
    Invitation,
    Intake,
    Meeting,
    Vote,
)
"""What a book of one assessment is loaded with; respondents first, since answers hang on them."""

VIA_RESPONDENT: frozenset[type[Entity]] = frozenset({Answer, EvidenceItem})
"""Kinds that know their assessment only through their respondent."""


def unique_together(kind: type[Entity]) -> tuple[tuple[str, ...], ...]:
    """The fields that no two entries of a kind may share, each set of them in order; every id is one, too."""
    found = (each for each in TABLES[kind].constraints if isinstance(each, sa.UniqueConstraint))
    return (("id",), *sorted(tuple(column.name for column in each.columns) for each in found))


def refers_to(kind: type[Entity]) -> dict[str, type[Entity]]:
    """The fields that hold the id of another entry, with its kind."""
    return {
        each.parent.name: BY_NAME[each.column.table.name]
        for each in sorted(TABLES[kind].foreign_keys, key=lambda each: each.parent.name)
    }
