"""Everything a section needs to say what it says."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace
from functools import cached_property

from workbench.analysis.small_roles import answered_alone, merged_roles, role_names
from workbench.analysis.stability import Stabilities, stabilities
from workbench.analysis.standing import Standing
from workbench.analysis.sureness import Surenesses, surenesses
from workbench.charts import words
from workbench.domain.action import Action, ActionState
from workbench.domain.assessment import EvidenceItem, Respondent, RespondentKind
from workbench.domain.book import Book
from workbench.domain.content import Pack
from workbench.domain.criteria import RiskCriteria
from workbench.domain.obstacle import Obstacle
from workbench.domain.risk import Risk
from workbench.domain.role import Role
from workbench.domain.text import whole_line
from workbench.reports.fonts import printable
from workbench.reports.layout import Paper
from workbench.reports.settings import EXECUTIVE, ReportSettings


@dataclass
class Context:
    """A book with its standing, the settings and the paper; the lists below are ready to print."""

    book: Book
    standing: Standing
    settings: ReportSettings
    paper: Paper

    @property
    def pack(self) -> Pack:
        """The content pack the assessment was made with."""
        return self.book.pack

    @property
    def width(self) -> float:
        """The width content can take."""
        return self.paper.inner

    @property
    def today(self) -> dt.date:
        """The day the report is made for."""
        return self.settings.date

    @property
    def brief(self) -> bool:
        """Whether the edition must stay within a few pages: long lists are then cut and say so."""
        return self.settings.edition == EXECUTIVE

    @property
    def client(self) -> str:
        """The client's name on one line."""
        return words.one_line(self.book.workspace.client) or "The client"

    @cached_property
    def scope(self) -> str:
        """What figures from a narrower scope carry; '' when the scope is full."""
        return words.scope_label(self.book)

    @cached_property
    def roles(self) -> list[Role]:
        """The roles that can have answered and may be shown apart: those present, in order."""
        present = {each.role for each in self.book.respondents} | set(self.book.assessment.roles)
        return [role for role in Role if role in present - self.merged]

    @cached_property
    def merged(self) -> frozenset[Role]:
        """The roles of so few people who answered alone that they are shown together, as others."""
        return merged_roles(self.book)

    @cached_property
    def drawn(self) -> Stabilities:
        """In how many of 1,000 random weightings every level stays, drawn once for each report."""
        return stabilities(self.standing)

    @cached_property
    def sure(self) -> Surenesses:
        """How sure every level is."""
        return surenesses(self.standing, self.pack, self.drawn, self.merged)

    @cached_property
    def labels(self) -> dict[str, str]:
        """How each respondent is called: by role title, and by name only where that was asked for."""
        alone, names = answered_alone(self.book), role_names(self.book)
        # What was sent in alone is told by role: a title is often one person.
        hidden = {who: names[who] for who in alone} if self.book.assessment.smallest_group > 1 else {}
        if not self.settings.names:
            return {each.id: label(each) for each in self.book.respondents} | hidden
        return {
            each.id: ", ".join(part for part in (label(each), words.one_line(each.name)) if part)
            for each in self.book.respondents
        } | hidden

    @cached_property
    def evidence(self) -> dict[tuple[str, str], list[EvidenceItem]]:
        """Links and files by respondent and question."""
        found: dict[tuple[str, str], list[EvidenceItem]] = {}
        for item in self.book.all(EvidenceItem):
            found.setdefault((item.respondent, item.question), []).append(item)
        return found

    @cached_property
    def criteria(self) -> RiskCriteria:
        """What risks are held against, with words as a page can show them."""
        found = self.book.criteria
        return replace(
            found,
            unit=printable(words.one_line(found.unit)),
            frequency_words=tuple(map(printable, found.frequency_words)),
            impact_words=tuple(map(printable, found.impact_words)),
            benefit_words=tuple(map(printable, found.benefit_words)),
        )

    @cached_property
    def risks(self) -> list[Risk]:
        """Risks with titles as a page can show them."""
        return [
            replace(each, title=printable(each.title), code=printable(each.code)) for each in self.book.risks
        ]

    @cached_property
    def obstacles(self) -> list[Obstacle]:
        """Obstacles with titles as a page can show them."""
        found = self.book.obstacles
        return [replace(each, title=printable(each.title), code=printable(each.code)) for each in found]

    @cached_property
    def actions(self) -> list[Action]:
        """Actions of the plan, without those that were dropped."""
        return [
            replace(
                each,
                title=printable(each.title),
                code=printable(each.code),
                workstream=printable(each.workstream),
                unit=printable(words.one_line(each.unit)),
            )
            for each in self.book.actions
            if each.state is not ActionState.DROPPED
        ]

    @property
    def target_label(self) -> str:
        """What the target's pin says: with the month it is meant for, where that is set."""
        day = self.book.assessment.target_date
        return f"Target, {words.month(day.month)} {day.year}" if day else "Target"


def label(each: Respondent) -> str:
    """A respondent by role title; a show of hands by its role."""
    if each.kind is RespondentKind.TALLY:
        return f"Show of hands, {each.role.plural}"
    return whole_line(each.role_title) or each.role.label
