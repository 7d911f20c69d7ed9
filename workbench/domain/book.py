"""Everything known of one assessment, held in memory while it is open."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, TypeVar

from workbench.domain.action import Action, ActionState
from workbench.domain.advocacy import Advocacy
from workbench.domain.agreement import Agreement
from workbench.domain.assessment import (
    Answer,
    Assessment,
    Consensus,
    EvidenceItem,
    Respondent,
    RespondentKind,
    Target,
    Workspace,
)
from workbench.domain.content import Pack, Question
from workbench.domain.criteria import RiskCriteria
from workbench.domain.daily import DailyUpdate
from workbench.domain.discovery import Discovery
from workbench.domain.dismissal import Dismissal
from workbench.domain.entity import Entity
from workbench.domain.need import Need
from workbench.domain.obstacle import Obstacle
from workbench.domain.plan_settings import PlanSettings
from workbench.domain.practice import Practice, Subject
from workbench.domain.recognition import Recognition
from workbench.domain.review import Review
from workbench.domain.risk import Risk
from workbench.domain.role import Role
from workbench.domain.role_plan import RolePlan
from workbench.domain.service import Service
from workbench.domain.snapshot import Snapshot
from workbench.domain.talent import Talent
from workbench.domain.trade_off import TradeOff
from workbench.domain.variant import Variant

E = TypeVar("E", bound=Entity)


@dataclass(frozen=True, slots=True)
class Change:
    """One stored thing before and after an edit; `None` where it was not there."""

    kind: type[Entity]
    id: str
    before: Entity | None
    after: Entity | None


def _position(entity: Entity) -> tuple[int, str]:
    return (getattr(entity, "position", 0), entity.id)


@dataclass
class Book:
    """One assessment with its pack and all its entries; edits are applied to it as changes."""

    workspace: Workspace
    pack: Pack
    assessment: Assessment
    rows: dict[type[Entity], dict[str, Any]] = field(default_factory=dict[type[Entity], dict[str, Any]])
    _answers: dict[str, dict[str, Answer]] = field(default_factory=dict[str, dict[str, Answer]])
    retired: dict[str, tuple[Question, str]] = field(default_factory=dict[str, tuple[Question, str]])
    """Questions that were answered and are not in the pack any more, or not with all options that were chosen: as
    they were worded when they were answered, with the pack version they come from."""

    @classmethod
    def of(cls, workspace: Workspace, pack: Pack, assessment: Assessment, entities: Iterable[Entity]) -> Book:
        """Build a book from everything stored for an assessment."""
        book = cls(workspace, pack, assessment)
        for entity in entities:
            book._set(type(entity), entity.id, entity)
        return book

    def apply(self, changes: Iterable[Change]) -> frozenset[str]:
        """Take changes in and say which questions' scores they touch (ids; empty for other entries)."""
        touched: set[str] = set()
        for change in changes:
            for entity in (change.before, change.after):
                if isinstance(entity, (Answer, Consensus)):
                    touched.add(entity.question)
                elif isinstance(entity, Respondent):
                    touched.update(
                        q
                        for q, voices in self._answers.items()
                        if any(a.respondent == entity.id for a in voices.values())
                    )
            if change.kind is Assessment:
                if change.id == self.assessment.id and isinstance(change.after, Assessment):
                    self.assessment = change.after
            elif change.kind is Workspace:
                if isinstance(change.after, Workspace):
                    self.workspace = change.after
            else:
                self._set(change.kind, change.id, change.after)
        return frozenset(touched)

    def snapshot(self) -> Book:
        """A book that stays as this one is now, whatever is changed here later."""
        return Book(
            self.workspace,
            self.pack,
            self.assessment,
            {kind: dict(rows) for kind, rows in self.rows.items()},
            {question: dict(voices) for question, voices in self._answers.items()},
            retired=self.retired,
        )

    def mapped(self, change: Callable[[Entity], Entity]) -> Book:
        """A book in which each entity is what `change` makes of it; ids and links must stay."""
        workspace, assessment = change(self.workspace), change(self.assessment)
        assert isinstance(workspace, Workspace)
        assert isinstance(assessment, Assessment)
        book = Book(workspace, self.pack, assessment, retired=self.retired)
        for kind, rows in self.rows.items():
            book.rows[kind] = {key: change(entity) for key, entity in rows.items()}
        answers = book.rows.get(Answer, {})
        book._answers = {
            question: {who: answers[answer.id] for who, answer in voices.items()}
            for question, voices in self._answers.items()
        }
        return book

    def _set(self, kind: type[Entity], entity_id: str, entity: Entity | None) -> None:
        rows = self.rows.setdefault(kind, {})
        old = rows.pop(entity_id, None)
        if isinstance(old, Answer):
            self._answers.get(old.question, {}).pop(old.respondent, None)
        if entity is None or not self._ours(entity):
            return
        rows[entity_id] = entity
        if isinstance(entity, Answer):
            self._answers.setdefault(entity.question, {})[entity.respondent] = entity

    def _ours(self, entity: Entity) -> bool:
        owner = getattr(entity, "assessment", None)
        if owner is not None:
            return owner == self.assessment.id
        respondent = getattr(entity, "respondent", None)
        return respondent is None or respondent in self.rows.get(Respondent, {})

    def all(self, kind: type[E]) -> list[E]:
        """All entries of a kind, in the order the user gave them."""
        return sorted(self.rows.get(kind, {}).values(), key=_position)

    def get(self, kind: type[E], entity_id: str) -> E | None:
        """One entry by id."""
        return self.rows.get(kind, {}).get(entity_id)

    @property
    def questions(self) -> tuple[Question, ...]:
        """The questions in scope, in the pack's order."""
        return self.assessment.in_scope(self.pack)

    @property
    def respondents(self) -> list[Respondent]:
        """All respondents."""
        return self.all(Respondent)

    @property
    def obstacles(self) -> list[Obstacle]:
        """All deterrents and obstacles."""
        return self.all(Obstacle)

    @property
    def talents(self) -> list[Talent]:
        """All talents and stakeholders."""
        return self.all(Talent)

    @property
    def risks(self) -> list[Risk]:
        """All threats and opportunities."""
        return self.all(Risk)

    @property
    def actions(self) -> list[Action]:
        """All actions of the plan."""
        return self.all(Action)

    @property
    def needs(self) -> list[Need]:
        """All business needs and future plans."""
        return self.all(Need)

    @property
    def advocacy(self) -> list[Advocacy]:
        """Advocacy for every partner team."""
        return self.all(Advocacy)

    @property
    def discoveries(self) -> list[Discovery]:
        """All toil, pain points and whatever else teams brought up."""
        return self.all(Discovery)

    @property
    def services(self) -> list[Service]:
        """All service levels."""
        return self.all(Service)

    @property
    def subjects(self) -> list[Subject]:
        """The teams and services that practices are checked for."""
        return self.all(Subject)

    @property
    def recognitions(self) -> list[Recognition]:
        """All recognitions and incentives."""
        return self.all(Recognition)

    @property
    def plan_settings(self) -> PlanSettings:
        """What the plan goes by: the settings that were made, or the usual ones."""
        stored: PlanSettings | None = next(iter(self.rows.get(PlanSettings, {}).values()), None)
        return stored or PlanSettings(id="", assessment=self.assessment.id)

    @property
    def dismissals(self) -> list[Dismissal]:
        """All suggestions that were turned down."""
        return self.all(Dismissal)

    @property
    def variants(self) -> list[Variant]:
        """All variants of the plan."""
        return self.all(Variant)

    @property
    def agreements(self) -> list[Agreement]:
        """All engagement agreements."""
        return self.all(Agreement)

    @property
    def daily_updates(self) -> list[DailyUpdate]:
        """All daily updates."""
        return self.all(DailyUpdate)

    @property
    def snapshots(self) -> list[Snapshot]:
        """All snapshots, without their content."""
        return self.all(Snapshot)

    @property
    def reviews(self) -> list[Review]:
        """All reviews of processes."""
        return self.all(Review)

    @property
    def trade_offs(self) -> list[TradeOff]:
        """All decision records."""
        return self.all(TradeOff)

    @property
    def role_plan(self) -> RolePlan | None:
        """The role plan, once there is one."""
        return next(iter(self.rows.get(RolePlan, {}).values()), None)

    @property
    def criteria(self) -> RiskCriteria:
        """The criteria every risk is held against: those that were set, or the default ones."""
        stored: RiskCriteria | None = next(iter(self.rows.get(RiskCriteria, {}).values()), None)
        return stored or RiskCriteria(id="", assessment=self.assessment.id)

    @property
    def done(self) -> frozenset[str]:
        """The ids of all actions that are done, with which the controls they bring are in place."""
        return frozenset(each.id for each in self.actions if each.state is ActionState.DONE)

    @property
    def practices(self) -> dict[tuple[str, str, str], Practice]:
        """Every practice noted, by subject, catalogue and item."""
        return {(each.subject, each.catalogue, each.item): each for each in self.all(Practice)}

    @property
    def targets(self) -> dict[str, int]:
        """The targets set by the client, by capability."""
        return {target.capability: target.level for target in self.all(Target)}

    @property
    def consensus(self) -> dict[str, Consensus]:
        """What was agreed on, by question."""
        return {each.question: each for each in self.all(Consensus)}

    @property
    def answered_ids(self) -> frozenset[str]:
        """The ids of all questions that have an answer or a note, in this pack or not."""
        return frozenset(question for question, voices in self._answers.items() if voices)

    def answers_to(self, question_id: str) -> Mapping[str, Answer]:
        """The answers to a question that count, by respondent: not those of respondents who were set aside."""
        found = self._answers.get(question_id, {})
        aside = self._aside
        return {who: each for who, each in found.items() if who not in aside} if aside else found

    def everything_said_to(self, question_id: str) -> Mapping[str, Answer]:
        """The answers to a question, by respondent, those that were set aside among them."""
        return self._answers.get(question_id, {})

    @property
    def _aside(self) -> frozenset[str]:
        rows = self.rows.get(Respondent, {})
        return frozenset(key for key, each in rows.items() if each.set_aside)

    def answer(self, respondent_id: str, question_id: str) -> Answer | None:
        """What one respondent said to one question."""
        return self._answers.get(question_id, {}).get(respondent_id)

    def evidence_for(self, respondent_id: str, question_id: str) -> list[EvidenceItem]:
        """The links and files behind one answer."""
        items = self.all(EvidenceItem)
        return [each for each in items if each.respondent == respondent_id and each.question == question_id]

    def asked_of(self, role: Role) -> list[Question]:
        """The questions in scope that are meant for a role."""
        return [question for question in self.questions if role in question.roles]

    def progress(self, respondent: Respondent) -> tuple[int, int]:
        """How many of their questions a respondent has answered, and how many they have."""
        asked = self.asked_of(respondent.role)
        answers = ((self.answer(respondent.id, question.id), question) for question in asked)
        return sum(1 for answer, question in answers if answer and answer.counts_for(question)), len(asked)

    def answered(self, question: Question) -> bool:
        """Whether anyone answered the question, or the room agreed on it."""
        agreed = self.consensus.get(question.id)
        if agreed is not None and agreed.counts_for(question):
            return True
        return any(answer.counts_for(question) for answer in self.answers_to(question.id).values())

    def people(self) -> list[Respondent]:
        """The respondents who are persons, not tallies."""
        return [each for each in self.respondents if each.kind is RespondentKind.PERSON]
