"""One entry of every kind, with something of one's choice in every text that people type."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Callable
from dataclasses import replace
from functools import cache
from typing import Any

from tests.content.small import SMALL
from workbench.actions import assessments, frozen
from workbench.actions.edit import perform
from workbench.analysis.veil import PARTS, TEXTS, parts_of
from workbench.content.loader import parse_pack
from workbench.domain.action import Action, Deliverable
from workbench.domain.advocacy import Advocacy
from workbench.domain.agreement import Agreement
from workbench.domain.assessment import (
    Answer,
    AnswerState,
    Assessment,
    Consensus,
    EvidenceItem,
    EvidenceKind,
    Respondent,
    RespondentKind,
    StoredPack,
    Strength,
    Target,
    Workspace,
)
from workbench.domain.book import Book
from workbench.domain.consent import Consent, Reopening
from workbench.domain.content import Pack
from workbench.domain.control import Control
from workbench.domain.criteria import RiskCriteria, Threshold, UnitKind
from workbench.domain.daily import DailyUpdate
from workbench.domain.discovery import Discovery, DiscoveryKind
from workbench.domain.dismissal import Dismissal
from workbench.domain.entity import Entity
from workbench.domain.invitation import Intake, Invitation
from workbench.domain.meeting import AgendaItem, AgendaKind, Decision, Meeting, Parked, Round, Vote
from workbench.domain.need import Need
from workbench.domain.obstacle import Obstacle
from workbench.domain.plan_settings import PlanSettings
from workbench.domain.practice import Practice, Presence, Subject
from workbench.domain.recognition import Recognition
from workbench.domain.review import Review
from workbench.domain.risk import Risk
from workbench.domain.role import Role
from workbench.domain.role_plan import RolePlan
from workbench.domain.service import Service
from workbench.domain.snapshot import Snapshot
from workbench.domain.talent import Talent
from workbench.domain.trade_off import Criterion, Option, TradeOff
from workbench.domain.variant import Variant
from workbench.storage.store import Store

A = "a" * 32
DAY = dt.date(2026, 11, 23)
Mark = Callable[[str], str]
FILE = b"a file \x00\xff"
_ROLES = (Role.EXECUTIVE, Role.MANAGER, Role.ENGINEER, Role.OPERATIONS)


@cache
def small_pack() -> tuple[Pack, str]:
    """The smallest pack there is, and its source."""
    return parse_pack(SMALL.encode(), "small.yaml")


def _plain(assessment: str) -> list[Entity]:
    own: dict[str, Any] = {"assessment": assessment}
    listed: dict[str, Any] = {**own, "title": "t", "code": "X1"}
    people: list[Entity] = [
        Respondent(id=f"person{i}", role=_ROLES[i], name=f"N{i}", role_title=f"Head {i}", position=i, **own)
        for i in range(4)
    ]
    return [
        *people,
        Respondent(id="hands", role=Role.ENGINEER, kind=RespondentKind.TALLY, position=9, **own),
        Answer(
            id="an1", respondent="person0", question="AAA-1", state=AnswerState.RATED, value=2,
            strength=Strength.ARTEFACT, note="n", reason="r",
        ),
        Answer(id="an2", respondent="person1", question="AAA-1", state=AnswerState.DONT_KNOW),
        Answer(id="an3", respondent="hands", question="AAA-2", state=AnswerState.COUNTED, counts={"1": 2, "3": 4, "dk": 1}),
        Consensus(id="co", question="AAA-1", value=5, reason="r", agreed_by="b", dissent="d", **own),
        EvidenceItem(
            id="ev", respondent="person0", question="AAA-1", kind=EvidenceKind.FILE, title="t", url="", size=len(FILE),
            sha256=hashlib.sha256(FILE).hexdigest(),
        ),
        EvidenceItem(id="ev2", respondent="person0", question="AAA-1", kind=EvidenceKind.LINK, title="t", url="u", position=1),
        Target(id="ta", capability="AAA", level=4, **own),
        Obstacle(id="ob", impact=3, spread=4, capabilities=("AAA",), clauses=("C-1",), **listed),
        Talent(
            id="pe", code="P1", role_title="r", influence=5, stance=-2, awareness=1, competences={"x": 2}, due=DAY, **own
        ),
        RiskCriteria(
            id="cr", kind=UnitKind.HOURS, scale=40.0, appetite=Threshold(value=40.0, set_on=DAY, set_by="x", confirmed=True), tolerance=Threshold(value=120.0),
            **own,
        ),
        Risk(
            id="ri", frequency_number=0.5, impact_number=1e4, due=DAY, obstacles=("ob",),
            controls=(Control(name="c", prevention=0.5, action="ac"), Control(name="d")), **listed,
        ),
        Action(
            id="ac", start=DAY, finish=DAY + dt.timedelta(9), effort_days=2.5, capability="AAA", level=3, before=4.0,
            expected=1.0, project=True, deliverables=(Deliverable(title="d", due=DAY),), acceptance=("a",),
            responsible=("r",), consulted=("c",), informed=("i",), tell=("t",), after=("ac2",), risks=("ri",),
            obstacles=("ob",), **listed,
        ),
        Action(id="ac2", **{**listed, "code": "X2"}),
        Need(id="ne", current=1.5, target=0.5, due=DAY, actions=("ac",), **listed),
        RolePlan(id="rp", model="embedded", engineers=9, teams=3, freedom=True, needed={"I": 2}, **own),
        Advocacy(id="ad", trust=3, due=DAY, **listed),
        Discovery(id="di", kind=DiscoveryKind.TOIL, runs=10.0, minutes=30.0, people=2.0, hours_after=1.0, **listed),
        Service(id="se", objective=99.9, good=999, total=1000, elapsed=10.0, **listed),
        Subject(id="su", title="t", **own),
        Practice(id="pr", subject="su", catalogue="c", item="i", presence=Presence.PARTLY, note="n", **own),
        Recognition(id="re", day=DAY, **listed),
        PlanSettings(id="ps", start=DAY, holidays=(DAY,), **own),
        Dismissal(id="ds", key="gap:AAA:3", title="t", reason="r", **own),
        Variant(id="va", title="t", actions=("ac",), capacity_days=40.5, note="n", **own),
        Agreement(
            id="ag", needs=("ne",), actions=("ac",), wanted=("w",), offered=("o",), included=("i",), excluded=("x",),
            acceptance=("a",), start=DAY, consents=(Consent(side="SRE", who="w", on=DAY), Consent(side="Dev")), **listed,
        ),
        DailyUpdate(id="du", day=DAY, who="w", obstacle="ob", seconds=75, **own),
        Review(id="rv", day=DAY, before=1.5, now=2.5, **listed),
        TradeOff(
            id="tr", criteria=(Criterion(name="Cost", weight=0.5),), choice=0,
            options=(Option(name="Buy", ratings=(3,), note="n"), Option(name="Make")), **listed,
        ),
        Invitation(id="iv", respondent="person1", questions=("AAA-1",), sent_on=DAY, sent_as="pdf", due=DAY, **own),
        Intake(id="in", at="2026-11-23T09:00:00+00:00", file="f", kind="pdf", sha256="0" * 64, respondent="person1", added=3, **own),
        Meeting(
            id="me", present=("person0", "person1"), day=DAY, place="p", parked=(Parked(text="p", question="AAA-1"),),
            agenda=(AgendaItem(kind=AgendaKind.CAPABILITY, what="AAA", minutes=15, done=True),), clock={"capability/AAA": 720},
            decisions=(Decision(text="d", owner="o", due=DAY),), **listed,
        ),
        Vote(
            id="vo", meeting="me", question="AAA-1", revealed=True, seconds=75,
            rounds=(Round(hands={"manager/3": 2}), Round(hands={"manager/2": 1}, voices={"person0": "2"})), **own,
        ),
    ]  # fmt: skip


# Why somebody's answers do not count would have them not count.
_NOT_MARKED = {(Respondent, "set_aside")}


def marked(entity: Entity, mark: Mark) -> Entity:
    """An entry with a mark of its own in every text that people type."""
    kind = type(entity)
    changed: dict[str, Any] = {}
    for key in TEXTS.get(kind, ()):
        if (kind, key) in _NOT_MARKED:
            continue
        said = mark(f"{kind.__name__}.{key}.{entity.id}")
        was = getattr(entity, key)
        # A scale keeps its number of steps.
        changed[key] = (said, *was[1:]) if isinstance(was, tuple) else said
    for key, texts in PARTS.get(kind, {}).items():
        value = getattr(entity, key)
        parts = tuple(
            replace(part, **{text: mark(f"{kind.__name__}.{key}.{text}{i}.{entity.id}") for text in texts})
            for i, part in enumerate(parts_of(value))
        )
        changed[key] = parts if isinstance(value, tuple) else parts[0]
    return replace(entity, **changed)


def entities(mark: Mark, assessment: str = A) -> list[Entity]:
    """One entry of every kind but snapshots, respondents before their answers."""
    return [marked(each, mark) for each in _plain(assessment)]


def assessment(mark: Mark) -> Assessment:
    """The assessment they belong to."""
    plain = Assessment(
        id=A,
        title="t",
        date=DAY,
        pack=small_pack()[0].content_hash,
        target_date=DAY,
        consents=(Consent(side="SRE"),),
        reopened=(Reopening(on=DAY, who="w", reason="r"),),
    )
    found = marked(plain, mark)
    assert isinstance(found, Assessment)
    return found


def book(mark: Mark, *more: Entity) -> Book:
    """All of it as an open assessment."""
    workspace = marked(Workspace(id="w", client="Tern Health"), mark)
    assert isinstance(workspace, Workspace)
    return Book.of(workspace, small_pack()[0], assessment(mark), [*entities(mark), *more])


def own_pack(mark: Mark, key: str = "own") -> StoredPack:
    """A pack of one's own, as a workspace keeps it, with a mark in its title and in the words it shows."""
    said = mark(f"StoredPack.title.{key}")
    text = SMALL.replace("A small pack", said).replace("Foresee.", mark(f"StoredPack.source.{key}"))
    pack, source = parse_pack(text.encode(), "own.yaml")
    return StoredPack(
        id=pack.content_hash, pack_id=pack.id, pack_version=pack.version, title=pack.title, source=source
    )


def fill(store: Store, mark: Mark) -> None:
    """Write all of it to a workspace, with a file and a snapshot."""
    pack, source = small_pack()
    perform(store, assessments.create(pack, source, "Autumn", DAY, tuple(Role), assessment_id=A))
    with store.unit("Fill") as unit:
        before = unit.get(Assessment, A)
        unit.put(replace(assessment(mark), version=before.version))
        unit.keep_blob(hashlib.sha256(FILE).hexdigest(), FILE)
        unit.put_all(entities(mark))
        content = frozen.write(unit, A)
        unit.keep_blob(frozen.digest(content), content)
        snapshot = Snapshot(
            id="sn", assessment=A, number=1, name="s", taken_on=DAY, sha256=frozen.digest(content), pack=pack.content_hash
        )  # fmt: skip
        unit.put(marked(snapshot, mark))
