"""The editions of the report: which sections each one has, in their order."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from workbench.reports.context import Context
from workbench.reports.layout import Section
from workbench.reports.sections import (
    actions,
    advocacy,
    agreement,
    areas,
    changed,
    cover,
    daily,
    discoveries,
    engagement,
    letter,
    method,
    needs,
    obstacles,
    people,
    practices,
    profile,
    projects,
    recognition,
    retired,
    reviews,
    risks,
    roadmap,
    roles,
    services,
    summary,
    sureness,
    trade_offs,
    treatment,
)
from workbench.reports.settings import ReportSettings

__all__ = ["EDITIONS", "MAKERS", "Edition", "ReportSettings"]

CONTENTS = "contents"
MAKERS: dict[str, Callable[[Context], list[Section]]] = {
    "cover": cover.sections,
    "summary": summary.sections,
    "changed": changed.sections,
    "profile": profile.sections,
    "agreement": agreement.sections,
    "sureness": sureness.sections,
    "areas": areas.sections,
    "obstacles": obstacles.sections,
    "people": people.sections,
    "roles": roles.sections,
    "advocacy": advocacy.sections,
    "needs": needs.sections,
    "discoveries": discoveries.sections,
    "services": services.sections,
    "practices": practices.sections,
    "recognition": recognition.sections,
    "risks": risks.sections,
    "treatment": treatment.sections,
    "roadmap": roadmap.sections,
    "actions": actions.sections,
    "engagement": engagement.sections,
    "projects": projects.sections,
    "daily": daily.sections,
    "reviews": reviews.sections,
    "trade_offs": trade_offs.sections,
    "retired": retired.sections,
    "method": method.sections,
    "letter": letter.sections,
}
_LETTER = {"letter": "Agreement to sign"}
"""What an engagement edition is made of, and no other has: a document for both sides."""
_TITLES = {
    "cover": "Cover",
    "contents": "Contents",
    "summary": "Executive summary",
    "changed": "Changed since the last report",
    "profile": "Maturity profile",
    "agreement": "Agreement",
    "sureness": "How sure the levels are",
    "areas": "Answers by area",
    "obstacles": "Obstacles",
    "people": "People, counts only",
    "roles": "Role model and levels",
    "advocacy": "Advocacy",
    "needs": "Business needs",
    "discoveries": "Toil and pain points",
    "services": "Services",
    "practices": "Practices",
    "recognition": "Recognition",
    "risks": "Risk",
    "treatment": "Risk treatment",
    "roadmap": "Roadmap",
    "actions": "Action list",
    "engagement": "Engagement agreements",
    "projects": "Initial projects",
    "daily": "Daily updates",
    "reviews": "Process reviews",
    "trade_offs": "Trade-offs",
    "retired": "Earlier answers",
    "method": "Method",
}


@dataclass(frozen=True, slots=True)
class Edition:
    """A named choice of sections; `sections` gives their keys and titles, `brief` keeps long lists short."""

    title: str
    text: str
    sections: tuple[tuple[str, str], ...]


def _edition(title: str, text: str, *keys: str) -> Edition:
    return Edition(title, text, tuple((key, {**_TITLES, **_LETTER}[key]) for key in keys))


EDITIONS: dict[str, Edition] = {
    "full": _edition(
        "Full report", "Everything: the findings, every answer and note, the plan and the method.", *_TITLES
    ),
    "executive": _edition(
        "Executive summary",
        "At most six pages for leaders: where we stand, what could go wrong, what comes first.",
        "cover",
        "summary",
        "changed",
        "profile",
        "risks",
        "roadmap",
    ),
    "engagement": _edition(
        "Engagement agreement",
        "What is wanted and what is offered, for both sides to sign; each agreement begins on a page of its own.",
        "letter",
    ),
}
