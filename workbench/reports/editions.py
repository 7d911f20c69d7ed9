"""The editions of the report: which sections each one has, in their order."""

from __future__ import annotations

from collections.abc import Callable, Sequence
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
    handout,
    letter,
    method,
    needs,
    obstacles,
    people,
    practices,
    priority,
    profile,
    projects,
    questionnaire,
    reading,
    recognition,
    retired,
    reviews,
    risks,
    roadmap,
    roles,
    services,
    sessions,
    stakeholders,
    summary,
    sureness,
    trade_offs,
    treatment,
)
from workbench.reports.settings import ReportSettings

__all__ = ["EDITIONS", "MAKERS", "Edition", "ReportSettings"]

CONTENTS = "contents"
FIRST = ("cover", CONTENTS)
"""What stands first wherever it is named."""
MAKERS: dict[str, Callable[[Context], list[Section]]] = {
    "cover": cover.sections,
    "summary": summary.sections,
    "changed": changed.sections,
    "reading": reading.sections,
    "profile": profile.sections,
    "agreement": agreement.sections,
    "sureness": sureness.sections,
    "areas": areas.sections,
    "obstacles": obstacles.sections,
    "people": people.sections,
    "stakeholders": stakeholders.sections,
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
    "priority": priority.sections,
    "actions": actions.sections,
    "engagement": engagement.sections,
    "projects": projects.sections,
    "daily": daily.sections,
    "reviews": reviews.sections,
    "trade_offs": trade_offs.sections,
    "sessions": sessions.sections,
    "retired": retired.sections,
    "method": method.sections,
    "letter": letter.sections,
    "session": handout.opening,
    "scales": handout.sections,
    "answering": questionnaire.opening,
    "questions": questionnaire.sections,
}
_APART = {
    "letter": "Agreement to sign",
    "session": "How the session goes",
    "scales": "Questions with blank scales",
    "answering": "How to answer",
    "questions": "Questions",
}
"""What one edition is made of, and no other has: documents to sign or to write on."""
_ASKED_FOR = {"stakeholders": "Stakeholder map"}
"""What is printed where it was asked for alone, since it shows where single people stand."""
_TITLES = {
    "cover": "Cover",
    "contents": "Contents",
    "summary": "Executive summary",
    "changed": "Changed since the last report",
    "reading": "How to read this",
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
    "priority": "What comes first",
    "actions": "Action list",
    "engagement": "Engagement agreements",
    "projects": "Initial projects",
    "daily": "Daily updates",
    "reviews": "Process reviews",
    "trade_offs": "Trade-offs",
    "sessions": "Sessions",
    "retired": "Earlier answers",
    "method": "Method",
}


@dataclass(frozen=True, slots=True)
class Edition:
    """A named choice of sections; `sections` gives their keys and titles, `optional` those it has on request alone."""

    title: str
    text: str
    sections: tuple[tuple[str, str], ...]
    optional: tuple[tuple[str, str], ...] = ()

    def ordered(self, wanted: Sequence[str] | None) -> list[str]:
        """The keys of the sections to print: those wanted, in their order, after cover and contents."""
        if wanted is None:
            return [key for key, _ in self.sections]
        known = {key for key, _ in (*self.sections, *self.optional)}
        chosen = [key for key in dict.fromkeys(wanted) if key in known]
        return sorted(chosen, key=lambda key: FIRST.index(key) if key in FIRST else len(FIRST))


def _edition(title: str, text: str, *keys: str, optional: Sequence[str] = ()) -> Edition:
    names = {**_TITLES, **_APART, **_ASKED_FOR}
    return Edition(title, text, *(tuple((key, names[key]) for key in some) for some in (keys, optional)))


EDITIONS: dict[str, Edition] = {
    "full": _edition(
        "Full report",
        "Everything: the findings, every answer and note, the plan and the method.",
        *_TITLES,
        optional=tuple(_ASKED_FOR),
    ),
    "executive": _edition(
        "Executive summary",
        "At most six pages for leaders: where we stand, what could go wrong, what comes first.",
        "cover",
        "summary",
        "changed",
        "reading",
        "profile",
        "risks",
        "roadmap",
    ),
    "engagement": _edition(
        "Engagement agreement",
        "What is wanted and what is offered, for both sides to sign; each agreement begins on a page of its own.",
        "letter",
    ),
    "handout": _edition(
        "Workshop handout",
        "Questions with blank scales, to write on by hand: for everybody in the room, one area after the other.",
        "session",
        "scales",
    ),
    "questionnaire": _edition(
        "Questionnaire",
        "Every question with its five answers to tick, for somebody who answers alone on paper.",
        "answering",
        "questions",
    ),
}
