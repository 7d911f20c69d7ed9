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
    cover,
    discoveries,
    method,
    needs,
    obstacles,
    people,
    practices,
    profile,
    recognition,
    retired,
    risks,
    roadmap,
    roles,
    services,
    summary,
    sureness,
    treatment,
)
from workbench.reports.settings import ReportSettings

__all__ = ["EDITIONS", "MAKERS", "Edition", "ReportSettings"]

CONTENTS = "contents"
MAKERS: dict[str, Callable[[Context], list[Section]]] = {
    "cover": cover.sections,
    "summary": summary.sections,
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
    "retired": retired.sections,
    "method": method.sections,
}
_TITLES = {
    "cover": "Cover",
    "contents": "Contents",
    "summary": "Executive summary",
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
    return Edition(title, text, tuple((key, _TITLES[key]) for key in keys))


EDITIONS: dict[str, Edition] = {
    "full": _edition(
        "Full report", "Everything: the findings, every answer and note, the plan and the method.", *_TITLES
    ),
    "executive": _edition(
        "Executive summary",
        "At most six pages for leaders: where we stand, what could go wrong, what comes first.",
        "cover",
        "summary",
        "profile",
        "risks",
        "roadmap",
    ),
}
