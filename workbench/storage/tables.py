"""The tables of a workspace file, one class each; the same names as the domain's fields."""

# SQLModel declares __tablename__ as a method; naming it in the class is its documented way.
# pyright: reportAssignmentType=false
from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from sqlmodel import Field, SQLModel

# Named constraints from the first revision on: batch migrations cannot touch unnamed ones.
SQLModel.metadata.naming_convention = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s",
    "pk": "pk_%(table_name)s",
}


def _json(default: str = "[]") -> Any:
    return Field(sa_type=sa.JSON, nullable=False, sa_column_kwargs={"server_default": default})


def _added(default: str) -> Any:
    """A column that came with a later migration; rows from before have the default."""
    return Field(nullable=False, sa_column_kwargs={"server_default": sa.text(default)})


def _ref(target: str) -> Any:
    return Field(foreign_key=target, index=True)


def _within(column: str, low: int, high: int) -> sa.CheckConstraint:
    return sa.CheckConstraint(f"{column} BETWEEN {low} AND {high}", name=f"{column}_scale")


class Stored(SQLModel):
    """What every row of ours begins with."""

    id: str = Field(primary_key=True)
    version: int


class WorkspaceRow(Stored, table=True):
    """The client this file belongs to; one row."""

    __tablename__ = "workspace"
    client: str
    about: str
    brand: dict[str, Any] = _json("{}")
    code: str = _added("''")
    origin: dict[str, Any] = _json("{}")


class PackRow(Stored, table=True):
    """A content pack as it was when an assessment was made with it."""

    __tablename__ = "pack"
    pack_id: str
    pack_version: str
    title: str
    source: str


class AssessmentRow(Stored, table=True):
    """An assessment."""

    __tablename__ = "assessment"
    title: str
    date: str
    pack: str = _ref("pack.id")
    about: str
    state: str
    scope: str
    questions: list[str] = _json()
    roles: list[str] = _json()
    prepared_for: str
    prepared_by: str
    target_date: str | None
    archived: bool
    consents: list[dict[str, Any]] = _json()
    reopened: list[dict[str, Any]] = _json()
    carried_from: str = _added("''")
    smallest_group: int = _added("3")


class SummaryRow(SQLModel, table=True):
    """What the home screen shows of an assessment, computed from the history up to `seq`."""

    __tablename__ = "summary"
    assessment: str = Field(primary_key=True, foreign_key="assessment.id")
    seq: int
    figures: dict[str, Any] = _json("{}")


class RespondentRow(Stored, table=True):
    """A respondent of one assessment."""

    __tablename__ = "respondent"
    assessment: str = _ref("assessment.id")
    role: str
    kind: str
    role_title: str
    name: str
    team: str
    group: str
    position: int
    set_aside: str = _added("''")


class AnswerRow(Stored, table=True):
    """What one respondent said to one question."""

    __tablename__ = "answer"
    __table_args__ = (
        sa.UniqueConstraint("respondent", "question"),
        sa.CheckConstraint("value IS NULL OR value BETWEEN 1 AND 5", name="value_scale"),
        sa.CheckConstraint("(state = 'rated') = (value IS NOT NULL)", name="value_state"),
    )
    respondent: str = _ref("respondent.id")
    question: str
    state: str
    value: int | None
    reason: str
    strength: str | None
    note: str
    counts: dict[str, int] = _json("{}")
    variant: int = _added("0")
    alone: bool = _added("0")


class ConsensusRow(Stored, table=True):
    """What the room agreed on for a question."""

    __tablename__ = "consensus"
    __table_args__ = (
        sa.UniqueConstraint("assessment", "question"),
        sa.CheckConstraint("value IS NULL OR value BETWEEN 1 AND 5", name="value_scale"),
    )
    assessment: str = _ref("assessment.id")
    question: str
    value: int | None
    reason: str
    agreed_by: str
    dissent: str
    variant: int = _added("0")


class EvidenceRow(Stored, table=True):
    """A link or a file behind an answer."""

    __tablename__ = "evidence"
    respondent: str = _ref("respondent.id")
    question: str
    kind: str
    title: str
    url: str
    size: int
    sha256: str
    position: int


class BlobRow(SQLModel, table=True):
    """The bytes of an evidence file, kept once."""

    __tablename__ = "blob"
    sha256: str = Field(primary_key=True)
    data: bytes


class TargetRow(Stored, table=True):
    """The level a capability is to reach."""

    __tablename__ = "target"
    __table_args__ = (sa.UniqueConstraint("assessment", "capability"), _within("level", 1, 5))
    assessment: str = _ref("assessment.id")
    capability: str
    level: int


class ObstacleRow(Stored, table=True):
    """A deterrent or an obstacle."""

    __tablename__ = "obstacle"
    __table_args__ = (
        _within("impact", 1, 5),
        _within("spread", 1, 5),
        _within("tractability", 1, 5),
    )
    assessment: str = _ref("assessment.id")
    code: str
    title: str
    kind: str
    detail: str
    impact: int | None
    spread: int | None
    tractability: int | None
    evidence: str
    owner: str
    countermeasure: str
    state: str
    capabilities: list[str] = _json()
    catalogue: str
    position: int
    clauses: list[str] = _json()


class TalentRow(Stored, table=True):
    """A talent or stakeholder."""

    __tablename__ = "talent"
    __table_args__ = (_within("influence", 1, 5), _within("stance", -2, 2))
    assessment: str = _ref("assessment.id")
    code: str
    role_title: str
    name: str
    team: str
    influence: int | None
    stance: int | None
    strengths: str
    advocate_for: str
    goal: str
    training: str
    due: str | None
    note: str
    position: int
    awareness: int | None
    desire: int | None
    knowledge: int | None
    ability: int | None
    reinforcement: int | None
    competences: dict[str, int] = _json("{}")
    award: bool = _added("0")
    advocacy_area: str = _added("''")
    offer: str = _added("''")
    wanted: int | None
    goal_state: str = _added("'not started'")
    capabilities: list[str] = _json()
    clauses: list[str] = _json()
    risks: list[str] = _json()
    actions: list[str] = _json()


class RiskRow(Stored, table=True):
    """A threat or an opportunity."""

    __tablename__ = "risk"
    __table_args__ = (
        _within("frequency", 1, 5),
        _within("impact", 1, 5),
        _within("residual_frequency", 1, 5),
        _within("residual_impact", 1, 5),
    )
    assessment: str = _ref("assessment.id")
    code: str
    title: str
    kind: str
    cause: str
    event: str
    consequence: str
    capability: str
    owner: str
    frequency: int | None
    impact: int | None
    residual_frequency: int | None
    residual_impact: int | None
    treatment: str
    due: str | None
    review: str | None
    state: str
    note: str
    position: int
    obstacles: list[str] = _json()
    clauses: list[str] = _json()
    frequency_number: float | None
    impact_number: float | None
    residual_frequency_number: float | None
    residual_impact_number: float | None
    impact_low: float | None
    impact_high: float | None
    residual_impact_low: float | None
    residual_impact_high: float | None
    simulated: bool = _added("0")
    controls: list[dict[str, Any]] = _json()
    treatment_cost: float | None
    chance: float | None
    benefit: float | None
    downside_frequency: int | None
    downside_impact: int | None
    downside_frequency_number: float | None
    downside_impact_number: float | None


class CriteriaRow(Stored, table=True):
    """The criteria risks are held against, once for an assessment; a threshold with who and when is one column."""

    __tablename__ = "criteria"
    __table_args__ = (sa.UniqueConstraint("assessment"),)
    assessment: str = Field(foreign_key="assessment.id")
    kind: str
    unit: str
    scale: float
    appetite: dict[str, Any] = _json("{}")
    tolerance: dict[str, Any] = _json("{}")
    least: dict[str, Any] = _json("{}")
    most: dict[str, Any] = _json("{}")
    frequency_edges: list[float] = _json()
    impact_edges: list[float] = _json()
    frequency_words: list[str] = _json()
    impact_words: list[str] = _json()
    benefit_words: list[str] = _json()
    colours: list[str] = _json()
    note: str


class ActionRow(Stored, table=True):
    """An action of the plan."""

    __tablename__ = "action"
    __table_args__ = (_within("level", 2, 5),)
    assessment: str = _ref("assessment.id")
    code: str
    title: str
    workstream: str
    purpose: str
    owner: str
    capability: str
    level: int | None
    start: str | None
    finish: str | None
    effort_days: float | None
    lead_days: int | None
    cost: float | None
    after: list[str] = _json()
    deliverables: list[dict[str, Any]] = _json()
    acceptance: list[str] = _json()
    obstacles: list[str] = _json()
    risks: list[str] = _json()
    state: str
    drop_reason: str
    measure: str
    unit: str
    lower_is_better: bool
    before: float | None
    expected: float | None
    catalogue: str
    position: int
    questions: list[str] = _json()
    accountable: str = _added("''")
    responsible: list[str] = _json()
    consulted: list[str] = _json()
    informed: list[str] = _json()
    urgency: str = _added("'normal'")
    confidence: str = _added("'medium'")
    reach: float | None
    impact: float | None
    delay_cost: float | None
    value_points: int | None
    time_points: int | None
    risk_points: int | None
    size_points: int | None
    actual: float | None
    baseline_on: str | None
    actual_on: str | None
    window: str = _added("''")
    source: str = _added("''")
    before_measured: bool = _added("0")
    actual_measured: bool = _added("0")
    project: bool = _added("0")
    benefits: str = _added("''")
    tell: list[str] = _json()


class NeedRow(Stored, table=True):
    """A business need or future plan with its KPI."""

    __tablename__ = "need"
    assessment: str = _ref("assessment.id")
    code: str
    title: str
    horizon: str
    detail: str
    kpi: str
    unit: str
    lower_is_better: bool
    current: float | None
    target: float | None
    due: str | None
    owner: str
    sre_work: str
    capabilities: list[str] = _json()
    clauses: list[str] = _json()
    risks: list[str] = _json()
    actions: list[str] = _json()
    position: int


class RolePlanRow(Stored, table=True):
    """The role plan of an assessment; one row each."""

    __tablename__ = "role_plan"
    assessment: str = Field(foreign_key="assessment.id", unique=True)
    model: str
    reason: str
    engineers: int | None
    teams: int | None
    freedom: bool | None
    needed: dict[str, int] = _json("{}")


class AdvocacyRow(Stored, table=True):
    """Advocacy for one partner team."""

    __tablename__ = "advocacy"
    __table_args__ = (_within("trust", 1, 5),)
    assessment: str = _ref("assessment.id")
    code: str
    title: str
    area: str
    contact: str
    trust: int | None
    next_move: str
    due: str | None
    owner: str
    state: str
    note: str
    capabilities: list[str] = _json()
    clauses: list[str] = _json()
    risks: list[str] = _json()
    actions: list[str] = _json()
    position: int


class DiscoveryRow(Stored, table=True):
    """Something heard from a team: toil, a pain point, a noisy alert and so on."""

    __tablename__ = "discovery"
    assessment: str = _ref("assessment.id")
    code: str
    title: str
    kind: str
    team: str
    detail: str
    benefit: str
    next_step: str
    owner: str
    state: str
    fired: int | None
    acted_on: int | None
    decision: str
    traits: list[str] = _json()
    runs: float | None
    minutes: float | None
    people: float | None
    hour_cost: float | None
    hours_after: float | None
    upkeep_hours: float | None
    build_hours: float | None
    catalogue: str
    capabilities: list[str] = _json()
    clauses: list[str] = _json()
    risks: list[str] = _json()
    actions: list[str] = _json()
    position: int


class ServiceRow(Stored, table=True):
    """One service level of one service."""

    __tablename__ = "service"
    assessment: str = _ref("assessment.id")
    code: str
    title: str
    owner: str
    indicator: str
    objective: float | None
    agreement: float | None
    window: int
    elapsed: float | None
    good: int | None
    total: int | None
    downtime: float | None
    source: str
    policy: str
    policy_text: str
    needs: list[str] = _json()
    copies: int
    note: str
    capabilities: list[str] = _json()
    clauses: list[str] = _json()
    risks: list[str] = _json()
    actions: list[str] = _json()
    position: int


class SubjectRow(Stored, table=True):
    """A team or service that practices are checked for."""

    __tablename__ = "subject"
    assessment: str = _ref("assessment.id")
    title: str
    position: int


class PracticeRow(Stored, table=True):
    """Whether a subject has a practice."""

    __tablename__ = "practice"
    __table_args__ = (sa.UniqueConstraint("subject", "catalogue", "item"),)
    assessment: str = _ref("assessment.id")
    subject: str = _ref("subject.id")
    catalogue: str
    item: str
    presence: str
    note: str
    capabilities: list[str] = _json()
    clauses: list[str] = _json()
    risks: list[str] = _json()
    actions: list[str] = _json()


class RecognitionRow(Stored, table=True):
    """A recognition or an incentive."""

    __tablename__ = "recognition"
    assessment: str = _ref("assessment.id")
    code: str
    title: str
    kind: str
    team: str
    day: str | None
    made_known: str
    criteria: str
    approval: str
    approved_by: str
    note: str
    capabilities: list[str] = _json()
    clauses: list[str] = _json()
    risks: list[str] = _json()
    actions: list[str] = _json()
    position: int


class PlanSettingsRow(Stored, table=True):
    """What the plan of an assessment goes by, once for an assessment."""

    __tablename__ = "plan_settings"
    __table_args__ = (sa.UniqueConstraint("assessment"),)
    assessment: str = Field(foreign_key="assessment.id")
    start: str | None
    capacity: int
    holidays: list[str] = _json()
    weights: list[float] = _json()
    method: str
    review_months: int


class DismissalRow(Stored, table=True):
    """A suggestion turned down."""

    __tablename__ = "dismissal"
    assessment: str = _ref("assessment.id")
    key: str
    title: str
    reason: str
    position: int


class VariantRow(Stored, table=True):
    """A variant of the plan."""

    __tablename__ = "variant"
    assessment: str = _ref("assessment.id")
    title: str
    actions: list[str] = _json()
    capacity_days: float | None
    note: str
    position: int


class AgreementRow(Stored, table=True):
    """An engagement agreement."""

    __tablename__ = "agreement"
    assessment: str = _ref("assessment.id")
    code: str
    title: str
    partner: str
    purpose: str
    needs: list[str] = _json()
    wanted: list[str] = _json()
    offered: list[str] = _json()
    workstream: str
    included: list[str] = _json()
    excluded: list[str] = _json()
    meetings: str
    start: str | None
    finish: str | None
    acceptance: list[str] = _json()
    actions: list[str] = _json()
    consents: list[dict[str, Any]] = _json()
    note: str
    position: int


class DailyRow(Stored, table=True):
    """A daily update of one person."""

    __tablename__ = "daily_update"
    assessment: str = _ref("assessment.id")
    day: str
    who: str
    last: str
    following: str
    blocker: str
    obstacle: str
    seconds: int
    position: int


class SnapshotRow(Stored, table=True):
    """A frozen state of an assessment; its content is a blob."""

    __tablename__ = "snapshot"
    __table_args__ = (sa.UniqueConstraint("assessment", "number"),)
    assessment: str = _ref("assessment.id")
    number: int
    name: str
    taken_on: str
    by: str
    note: str
    sha256: str
    pack: str = _ref("pack.id")
    position: int
    report: str = _added("''")


class ReviewRow(Stored, table=True):
    """A review of a process."""

    __tablename__ = "review"
    assessment: str = _ref("assessment.id")
    code: str
    title: str
    day: str | None
    users: str
    view: str
    measure: str
    unit: str
    lower_is_better: bool
    before: float | None
    now: float | None
    verdict: str
    change: str
    reason: str
    owner: str
    due: str | None
    capabilities: list[str] = _json()
    clauses: list[str] = _json()
    risks: list[str] = _json()
    actions: list[str] = _json()
    position: int


class TradeOffRow(Stored, table=True):
    """A decision record."""

    __tablename__ = "trade_off"
    assessment: str = _ref("assessment.id")
    code: str
    title: str
    context: str
    criteria: list[dict[str, Any]] = _json()
    options: list[dict[str, Any]] = _json()
    choice: int | None
    reason: str
    consequences: str
    decided_by: str
    day: str | None
    capabilities: list[str] = _json()
    clauses: list[str] = _json()
    risks: list[str] = _json()
    actions: list[str] = _json()
    position: int


class HistoryRow(SQLModel, table=True):
    """One change of one row, for ever: who, when, old and new. Never changed, only added to."""

    __tablename__ = "history"
    seq: int | None = Field(default=None, primary_key=True, sa_column_kwargs={"autoincrement": True})
    batch: str
    at: str
    who: str
    label: str
    assessment: str = Field(index=True)
    kind: str
    row: str = Field(index=True)
    before: dict[str, Any] | None = Field(sa_type=sa.JSON, nullable=True)
    after: dict[str, Any] | None = Field(sa_type=sa.JSON, nullable=True)


class InvitationRow(Stored, table=True):
    """What one respondent was asked to answer alone."""

    __tablename__ = "invitation"
    __table_args__ = (sa.UniqueConstraint("respondent"),)
    assessment: str = _ref("assessment.id")
    respondent: str = Field(foreign_key="respondent.id")
    questions: list[str] = _json()
    sent_on: str | None
    sent_as: str
    due: str | None
    returned_on: str | None
    reminded_on: str | None
    note: str
    position: int


class IntakeRow(Stored, table=True):
    """A file that was taken in."""

    __tablename__ = "intake"
    assessment: str = _ref("assessment.id")
    at: str
    file: str
    kind: str
    sha256: str
    respondent: str
    added: int
    same: int
    changed: int
    left: int
    by: str
    position: int


class MeetingRow(Stored, table=True):
    """A session with the people in the room."""

    __tablename__ = "meeting"
    assessment: str = _ref("assessment.id")
    code: str
    title: str
    day: str | None
    place: str
    present: list[str] = _json()
    agenda: list[dict[str, Any]] = _json()
    parked: list[dict[str, Any]] = _json()
    decisions: list[dict[str, Any]] = _json()
    current: int
    question: str
    started: str
    ended: str
    note: str
    position: int
    clock: dict[str, Any] = _json("{}")
    timebox: int = _added("120")


class VoteRow(Stored, table=True):
    """How a session voted on a question."""

    __tablename__ = "vote"
    __table_args__ = (sa.UniqueConstraint("meeting", "question"),)
    assessment: str = _ref("assessment.id")
    meeting: str = Field(foreign_key="meeting.id")
    question: str
    rounds: list[dict[str, Any]] = _json()
    revealed: bool
    skipped: bool
    seconds: int
    position: int
