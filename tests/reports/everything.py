"""An assessment with one entry of every kind, each of its texts a word of its own."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Mapping
from dataclasses import fields, replace
from typing import Any

from tests.reports import sample
from workbench.analysis.veil import PARTS, TEXTS, parts_of
from workbench.domain.action import Action, ActionState, Deliverable
from workbench.domain.agreement import Agreement
from workbench.domain.assessment import (
    Answer,
    AnswerState,
    Assessment,
    Consensus,
    EvidenceItem,
    EvidenceKind,
    Respondent,
    ScopeKind,
    Workspace,
)
from workbench.domain.book import Book
from workbench.domain.brand import Brand
from workbench.domain.consent import Consent, Reopening
from workbench.domain.control import Control
from workbench.domain.criteria import THRESHOLDS, RiskCriteria, Threshold
from workbench.domain.daily import DailyUpdate
from workbench.domain.entity import Entity
from workbench.domain.invitation import Intake, Invitation
from workbench.domain.meeting import Decision, Meeting, Parked, Vote
from workbench.domain.practice import Practice, Presence
from workbench.domain.risk import BENEFIT_WORDS, FREQUENCY_WORDS, IMPACT_WORDS, Risk, RiskKind
from workbench.domain.role import Role
from workbench.domain.role_plan import RolePlan
from workbench.domain.snapshot import Snapshot
from workbench.domain.trade_off import Criterion, Option, TradeOff

DAY = sample.TODAY
Say = Callable[[str], str]
_PLAIN = dt.date(2026, 11, 20)

_PARTS: Mapping[tuple[type[Entity], str], Any] = {
    (Risk, "controls"): (Control(name="x"),),
    (Action, "deliverables"): (Deliverable(title="x"),),
    (Assessment, "consents"): (Consent(side="x", who="x", on=_PLAIN),),
    (Assessment, "reopened"): (Reopening(on=_PLAIN, who="x", reason="x"),),
    (Agreement, "consents"): (Consent(side="x", who="x", on=_PLAIN),),
    (Meeting, "parked"): (Parked(text="x"),),
    (Meeting, "decisions"): (Decision(text="x", owner="x"),),
    (Meeting, "agenda"): (),
    (Vote, "rounds"): (),
    (Workspace, "brand"): Brand(),
    (TradeOff, "criteria"): (Criterion(name="x"),),
    (TradeOff, "options"): (Option(name="x", ratings=(4,), note="x"), Option(name="x", ratings=(2,), note="x")),
    **{(RiskCriteria, key): Threshold(value=value, set_by="x", set_on=_PLAIN) for key, value in zip(THRESHOLDS, (1.0, 4.0, 2.0, 9.0), strict=True)},
}  # fmt: skip
"""What a kind's parts are made from before their texts are set."""
_STEPS = {"frequency_words": FREQUENCY_WORDS, "impact_words": IMPACT_WORDS, "benefit_words": BENEFIT_WORDS}
_NEEDED: Mapping[type[Entity], Mapping[str, Any]] = {
    Workspace: {"client": "Lumen Freight"},
    # Few questions: most of a report's pages are theirs, and no word of ours stands there.
    Assessment: {"date": DAY, "pack": "p", "scope": ScopeKind.OWN, "questions": ("SPON-1", "OBS-1", "OBS-2")},
    Respondent: {"role": Role.MANAGER},
    Answer: {"respondent": "Respondent", "question": "OBS-1", "state": AnswerState.NOT_APPLICABLE},
    Consensus: {"question": "OBS-1"},
    EvidenceItem: {"respondent": "Respondent", "question": "OBS-1", "kind": EvidenceKind.LINK},
    Practice: {
        "subject": "Subject", "catalogue": "as-code", "item": "network", "presence": Presence.PARTLY,
    },
    RolePlan: {"model": "embedded"},
    Risk: {"kind": RiskKind.THREAT, "frequency": 3, "impact": 3},
    DailyUpdate: {"day": DAY},
    Invitation: {"respondent": "Respondent"},
    Intake: {"at": "2026-11-22T09:00:00+00:00", "kind": "pdf", "sha256": "0" * 64},
    Vote: {"meeting": "Meeting", "question": "OBS-1"},
    Snapshot: {"number": 1, "taken_on": DAY, "sha256": "0" * 64, "pack": "p"},
}  # fmt: skip


_KNOWN: dict[tuple[str, ...], str] = {}


def word(kind: type[Entity], *path: str) -> str:
    """The word that stands in one text of a kind: short, so that no narrow column cuts it."""
    return _KNOWN.setdefault((kind.__name__, *path), f"zq{len(_KNOWN)}z")


def _filled(kind: type[Entity], say: Say) -> Entity:
    """One entry of a kind with a word in each of its texts."""
    values: dict[str, Any] = {"id": kind.__name__, **_NEEDED.get(kind, {})}
    known = {each.name: each for each in fields(kind)}
    if "assessment" in known:
        values["assessment"] = "a"
    if "code" in known:
        values["code"] = f"{kind.__name__[:2]}1"
    if "key" in known:
        values["key"] = "k"
    for name in TEXTS.get(kind, ()):
        if name == "set_aside":
            # Whoever is set aside is not heard any more.
            continue
        # Names are replaced wherever they stand, so they hold nothing that is looked for.
        said = word(kind, name) if name == "name" else say(word(kind, name))
        # A scale keeps its number of steps.
        values[name] = (
            (said, *_STEPS.get(name, ())[1:]) if str(known[name].type).startswith("tuple") else said
        )
    for name, texts in PARTS.get(kind, {}).items():
        made = _PARTS[kind, name]
        parts = tuple(
            replace(part, **{text: say(word(kind, name, text, str(number))) for text in texts})
            for number, part in enumerate(parts_of(made))
        )
        values[name] = parts if isinstance(made, tuple) else parts[0]
    return kind(**values)


def entries(say: Say = str) -> Iterator[Entity]:
    """One entry of every kind in which something is typed."""
    for kind in TEXTS:
        yield _filled(kind, say)
    # A second answer holds a note alone, a second action was dropped.
    yield Answer(
        id="second", respondent="Respondent", question="OBS-2", state=AnswerState.RATED, value=2,
        note=say(word(Answer, "second", "note")),
    )  # fmt: skip


def book(say: Say = str) -> Book:
    """The assessment; `say` makes of each word the text that is typed."""
    listed = list(entries(say))
    workspace = next(each for each in listed if isinstance(each, Workspace))
    assessment = next(each for each in listed if isinstance(each, Assessment))
    rest = [each for each in listed if not isinstance(each, (Workspace, Assessment))]
    project = Action(
        id="project", assessment="a", code="A2", title=say(word(Action, "project", "title")), project=True,
        state=ActionState.DONE, before=4.0, actual=2.0, measure=say(word(Action, "project", "measure")),
        unit=say(word(Action, "project", "unit")), window=say(word(Action, "project", "window")),
        source=say(word(Action, "project", "source")), benefits=say(word(Action, "project", "benefits")),
        tell=(say(word(Action, "project", "tell")),),
    )  # fmt: skip
    dropped = Action(
        id="dropped", assessment="a", code="A3", title=say(word(Action, "dropped", "title")), state=ActionState.DROPPED,
        drop_reason=say(word(Action, "dropped", "reason")),
    )  # fmt: skip
    return Book.of(
        replace(workspace, id="w"), sample.pack(), replace(assessment, id="a"), [*rest, project, dropped]
    )


def words(kinds: Mapping[type[Entity], tuple[str, ...]] = TEXTS) -> Iterator[tuple[type[Entity], str, str]]:
    """Every word there is: its kind, its field and itself."""
    for kind, names in kinds.items():
        for name in names:
            yield kind, name, word(kind, name)
        for name, texts in PARTS.get(kind, {}).items():
            for number in range(len(parts_of(_PARTS[kind, name]))):
                for text in texts:
                    yield kind, f"{name}.{text}", word(kind, name, text, str(number))
