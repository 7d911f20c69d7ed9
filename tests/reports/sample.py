"""A believable assessment and a hostile one, built in memory from the built-in pack."""

from __future__ import annotations

import datetime as dt
import random
from dataclasses import replace
from functools import cache
from typing import Any

from workbench.content.loader import built_in_pack
from workbench.domain.action import Action, ActionState, Deliverable
from workbench.domain.assessment import (
    Answer,
    AnswerState,
    Assessment,
    Consensus,
    Respondent,
    RespondentKind,
    ScopeKind,
    State,
    Strength,
    Target,
    Workspace,
)
from workbench.domain.book import Book
from workbench.domain.content import Pack
from workbench.domain.entity import Entity
from workbench.domain.obstacle import Obstacle, ObstacleKind, ObstacleState
from workbench.domain.risk import Risk, RiskKind, RiskState, Treatment
from workbench.domain.role import Role
from workbench.domain.talent import Talent

TODAY = dt.date(2026, 11, 22)
NAMES = ("Zebedee Quillfeather", "Philomena Oakhurst", "Thaddeus Brackenbury")
"""Names of people, which no report may hold."""

HOSTILE = (
    "<b>&amp; bold</b>",
    '<img src="file:///etc/passwd"/>',
    "rocket \U0001f680 and \U0001f600 end",
    "العربية مرحبا بالعالم",
    "שלום עולם",
    "可靠性工程 と テスト",
    "bell \x07 esc \x1b end",
    "right\u202eleft",
    "Ελληνικά, Кириллица, Tiếng Việt, Straße",
)

_PEOPLE = (
    (Role.EXECUTIVE, "Chief Technology Officer"),
    (Role.EXECUTIVE, "Chief Operating Officer"),
    (Role.EXECUTIVE, "Finance Director"),
    (Role.MANAGER, "Head of Development"),
    (Role.MANAGER, "Head of Operations"),
    (Role.MANAGER, "Quality Lead"),
    (Role.MANAGER, "Product Manager"),
    (Role.ENGINEER, "Senior Developer, Tracking"),
    (Role.ENGINEER, "Developer, Billing"),
    (Role.ENGINEER, "Build Engineer"),
    (Role.ENGINEER, "Security Engineer"),
    (Role.OPERATIONS, "Systems Administrator"),
    (Role.OPERATIONS, "Database Administrator"),
    (Role.OPERATIONS, "Service Desk Lead"),
)
_LIFT = {Role.EXECUTIVE: 0.6, Role.MANAGER: 0.3, Role.ENGINEER: 0.0, Role.OPERATIONS: -0.4}
_BASE = {
    "SPON": 2.6, "OBST": 2.1, "TAL": 1.8, "KPI": 2.4, "ROLE": 1.7, "SCM": 3.9, "CICD": 3.1, "OBS": 2.2, "SLO": 1.5,
    "EB": 1.1, "BLM": 2.3, "DSU": 2.6, "RSK": 1.7, "CN": 2.8, "XAC": 2.9, "GIT": 2.1, "ZDT": 2.0, "TDT": 2.4,
}  # fmt: skip
_NOTES = (
    "Two teams have a written standard; the others follow habit.",
    "26 hours on average, measured in October.",
    "After an incident, by whoever was on call.",
    "We hear about a release when the pager goes off.",
    "There is a page in the wiki, last changed in 2024.",
    "One of nine services, written by Operations alone.",
    "The depot scripts are in the same repository now, which helped a lot when the old build server died in June "
    "and had to be rebuilt from notes.",
)


@cache
def pack() -> Pack:
    """The pack that comes with the program."""
    return built_in_pack()[0]


def workspace() -> Workspace:
    """The workspace of an invented client."""
    return Workspace(id="w", client="Lumen Freight", about="Mid-size logistics firm, 480 people")


def assessment(scope: ScopeKind = ScopeKind.FULL) -> Assessment:
    """The assessment itself."""
    return Assessment(
        id="a",
        title="SRE assessment, autumn 2026",
        date=TODAY,
        pack="p",
        state=State.RUNNING,
        scope=scope,
        prepared_for="Chief Technology Officer",
        prepared_by="SRE consulting team",
        target_date=dt.date(2027, 11, 30),
    )


def respondents() -> list[Respondent]:
    """Fourteen people, three of them with a name, and a show of hands."""
    people = [
        Respondent(
            id=f"r{number}",
            assessment="a",
            role=role,
            role_title=title,
            name=NAMES[number % 3] if number < 3 else "",
            position=number,
        )
        for number, (role, title) in enumerate(_PEOPLE)
    ]
    hands = Respondent(id="rt", assessment="a", role=Role.ENGINEER, kind=RespondentKind.TALLY, position=99)
    return [*people, hands]


def answers(seed: int = 4, skip: float = 0.06) -> list[Answer]:
    """What everybody answered, with notes, reasons, 'don't know' and gaps."""
    chance = random.Random(seed)
    found: list[Answer] = []
    for person in respondents():
        for question in pack().questions:
            if person.role not in question.roles or chance.random() < skip:
                continue
            base = _BASE.get(question.capability, 2.2) + _LIFT[person.role]
            value = max(1, min(5, round(chance.gauss(base, 0.7))))
            common: dict[str, Any] = {
                "id": f"{person.id}-{question.id}", "respondent": person.id, "question": question.id
            }  # fmt: skip
            note = chance.choice(_NOTES) if chance.random() < 0.07 else ""
            if person.kind is RespondentKind.TALLY:
                counts = {str(value): 4, str(max(1, value - 1)): 2, "dk": 1}
                found.append(Answer(**common, state=AnswerState.COUNTED, counts=counts))
            elif chance.random() < 0.04:
                found.append(Answer(**common, state=AnswerState.DONT_KNOW, note=note))
            elif chance.random() < 0.03:
                reason = "We run nothing of this kind."
                found.append(Answer(**common, state=AnswerState.NOT_APPLICABLE, reason=reason))
            else:
                strength = chance.choice(list(Strength))
                found.append(
                    Answer(**common, state=AnswerState.RATED, value=value, strength=strength, note=note)
                )
    return found


def agreed() -> list[Entity]:
    """Two things the room agreed on, and the targets the client set."""
    dissent = "Operations still sees a 1: nobody but the person who left may change a rule."
    return [
        Consensus(
            id="c1",
            assessment="a",
            question="OBS-1",
            value=2,
            agreed_by="All but one in workshop 1",
            dissent=dissent,
        ),
        Consensus(id="c2", assessment="a", question="SLO-1", value=1, agreed_by="Everybody present"),
        Target(id="t1", assessment="a", capability="SLO", level=4),
        Target(id="t2", assessment="a", capability="OBS", level=4),
        Target(id="t3", assessment="a", capability="EB", level=3),
    ]


def obstacles() -> list[Obstacle]:
    """Deterrents and obstacles, one of them not rated yet."""
    rows = (
        ("D1", "Silos between Development and Operations", 5, 3, 4, ObstacleState.WORKING, "CTO"),
        ("D2", "Disjointed structure misaligns projects", 4, 2, 3, ObstacleState.ACCEPTED, ""),
        ("D3", "Thin support above senior leadership", 4, 3, 2, ObstacleState.WORKING, "SRE Lead"),
        ("D4", "Bureaucracy: three approval gates per release", 4, 4, 4, ObstacleState.WORKING, "Security Lead"),
        ("D5", "Fear that automation ends some roles", 3, 4, 3, ObstacleState.PLANNED, "Head of People"),
        ("B1", "A senior leader holds to the traditional model", 5, 2, 2, ObstacleState.WORKING, "CTO"),
        ("B2", "Change process takes five days", 4, 5, 5, ObstacleState.PLANNED, "Build Lead"),
        ("B3", "Quality and Operations share no channel", 2, 5, 2, ObstacleState.PLANNED, ""),
        ("B4", "Tickets pass through three queues", 3, 3, 3, ObstacleState.NOT_STARTED, ""),
        ("B5", "Licences for the old monitoring run until June", None, None, None, ObstacleState.NOT_STARTED, ""),
    )  # fmt: skip
    return [
        Obstacle(
            id=f"ob{number}",
            assessment="a",
            code=code,
            title=title,
            kind=ObstacleKind.DETERRENT if code[0] == "D" else ObstacleKind.OBSTACLE,
            detail="Two planning boards, two on-call rotas, and handover by ticket." if code == "D1" else "",
            impact=impact,
            tractability=tractability,
            spread=spread,
            owner=owner,
            state=state,
            countermeasure="Embed one SRE with Development on the release pipeline." if code == "D1" else "",
            evidence="“We hear about a release when the pager goes off.”" if code == "D1" else "",
            position=number,
        )
        for number, (code, title, impact, tractability, spread, state, owner) in enumerate(rows)
    ]


def risks() -> list[Risk]:
    """Eight threats and five opportunities."""
    threat, chance = RiskKind.THREAT, RiskKind.OPPORTUNITY
    rows = (
        ("T1", threat, "Alert noise hides an outage from the on-call engineer", 4, 5, 2, 4, Treatment.REDUCE, "SRE Lead"),
        ("T2", threat, "Key people hold to the traditional Dev and Ops split", 4, 4, 3, 3, Treatment.REDUCE, "CTO"),
        ("T3", threat, "Skepticism that automation removes roles drives people out", 3, 5, 2, 4, Treatment.REDUCE, "Head of People"),
        ("T4", threat, "Approval gates delay security patches", 4, 3, 2, 3, Treatment.AVOID, "Security Lead"),
        ("T5", threat, "SLOs set without Development are ignored at release time", 3, 4, 2, 2, Treatment.REDUCE, ""),
        ("T6", threat, "A hand-built “pet” database server cannot be rebuilt", 2, 5, 1, 4, Treatment.REDUCE, "Database Lead"),
        ("T7", threat, "Lift-and-shift stalls the cloud-native rewrite", 3, 3, 3, 2, Treatment.SHARE, "Chief Architect"),
        ("T8", threat, "Rollback fails after a breaking schema change", 2, 4, 1, 3, Treatment.REDUCE, "Build Lead"),
        ("O1", chance, "Self-healing proof of concept for known queue stalls", 4, 4, 5, 4, Treatment.EXPLOIT, "SRE Lead"),
        ("O2", chance, "Developers run lower environments to prescribed standards", 3, 4, 4, 4, Treatment.ENHANCE, ""),
        ("O3", chance, "Incentives for people who convert to the new model", 2, 5, 3, 5, Treatment.ENHANCE, "Head of People"),
        ("O4", chance, "Canary releases for the Tracking API", 3, 3, 4, 3, Treatment.ENHANCE, "Build Lead"),
        ("O5", chance, "Better SLA terms for Sales once reliability holds", 2, 4, None, None, Treatment.NONE, ""),
    )  # fmt: skip
    return [
        Risk(
            id=f"ri{number}",
            assessment="a",
            code=code,
            kind=kind,
            title=title,
            frequency=f,
            impact=i,
            residual_frequency=rf,
            residual_impact=ri,
            treatment=treatment,
            owner=owner,
            cause="412 pages reach the depot channel each week; 1 in 14 leads to action."
            if code == "T1"
            else "",
            event="A page for a real outage is read as noise." if code == "T1" else "",
            consequence="Customers notice first; the June outage lasted 48 minutes." if code == "T1" else "",
            review=dt.date(2027, 1, 15) if code in ("T1", "T2") else None,
            state=RiskState.TREATED if code == "T1" else RiskState.OPEN,
            position=number,
        )
        for number, (code, kind, title, f, i, rf, ri, treatment, owner) in enumerate(rows)
    ]


def _action(number: int, title: str, stream: str, start: int | None, days: int, **more: Any) -> Action:
    begin = None if start is None else TODAY + dt.timedelta(days=start)
    finish = None if begin is None else begin + dt.timedelta(days=days)
    values: dict[str, Any] = {
        "id": f"ac{number}", "assessment": "a", "code": f"A{number}", "title": title, "workstream": stream,
        "start": begin, "finish": finish, "position": number,
    }  # fmt: skip
    return Action(**{**values, **more})


def actions() -> list[Action]:
    """Twelve actions in six workstreams, one of them without dates."""
    accept = (
        "Every remaining alert names an action and an owner",
        "Four weeks in a row at 96 pages or fewer",
    )
    return [
        _action(
            1, "Remove noisy alerts", "Alerts and monitoring", 8, 62, owner="SRE Lead", effort_days=15.0,
            measure="Pages a week to the depot channel", unit="pages a week", before=412.0, expected=96.0,
            acceptance=(*accept, "Removed rules are listed, with a way back"), risks=("ri0",), capability="OBS", level=3,
            deliverables=(Deliverable(title="A list of removed rules"), Deliverable(title="A weekly triage")), state=ActionState.RUNNING,
            purpose="Make every page worth waking up for.",
        ),
        _action(
            2, "Page on SLO burn, not on CPU", "Alerts and monitoring", 90, 44, owner="SRE Lead", effort_days=20.0,
            measure="Pages without an action", unit="% of pages", before=93.0, expected=12.0, after=("ac1", "ac3"),
        ),
        _action(
            3, "SLOs for four services", "Service levels", 39, 90, owner="Head of Development", effort_days=30.0,
            measure="Services with an agreed SLO", unit="services", before=1.0, expected=5.0, lower_is_better=False,
            acceptance=("Signed by Development and Operations",), capability="SLO", level=3,
        ),
        _action(4, "Error-budget policy agreed", "Service levels", 130, 60, after=("ac3",), effort_days=8.0),
        _action(
            5, "Self-healing for queue stalls", "Toil and automation", 69, 90, owner="SRE Lead", effort_days=25.0,
            measure="Time to restore a stalled queue", unit="min", before=48.0, expected=6.0,
        ),
        _action(
            6, "Automate certificate renewal", "Toil and automation", 18, 28, owner="Systems Administrator",
            measure="Hands-on time for one renewal", unit="min", before=360.0, expected=20.0, effort_days=7.5, state=ActionState.DONE,
            acceptance=("Renewal runs from the pipeline, by pull request", "A second person has run it"),
        ),
        _action(7, "Rebuild pet database from code", "Toil and automation", 160, 120, effort_days=55.0),
        _action(
            8, "Pipeline replaces approval gates", "Delivery and release", 54, 120, owner="Build Lead",
            measure="Lead time from merge to production", unit="days", before=5.0, expected=1.0, effort_days=45.0,
        ),
        _action(9, "Blue/green for the Tracking API", "Delivery and release", 174, 75, after=("ac8",)),
        _action(10, "Daily update, 15 minutes at most", "Engagement", 8, 25, owner="Engagement Lead",
            measure="Length of the daily update", unit="min", before=35.0, expected=15.0, effort_days=5.0),
        _action(11, "Levels I–VII and career goals", "Roles and career path", 39, 90, owner="Head of People"),
        _action(12, "Engagement model in one document", "Engagement", None, 0, effort_days=11.0),
    ]  # fmt: skip


def talents(count: int = 6) -> list[Talent]:
    """People the change depends on, with names and stances that stay out of reports."""
    return [
        Talent(
            id=f"ta{number}",
            assessment="a",
            code=f"P{number + 1}",
            role_title=f"Confidential role {number + 1}",
            name=NAMES[number % 3],
            influence=number % 5 + 1,
            stance=number % 5 - 2,
            note="SECRET-STANCE-NOTE",
        )
        for number in range(count)
    ]


def entities() -> list[Entity]:
    """Everything in the believable assessment."""
    return [*respondents(), *answers(), *agreed(), *obstacles(), *risks(), *actions(), *talents()]


def book(scope: ScopeKind = ScopeKind.FULL) -> Book:
    """The believable assessment."""
    return Book.of(workspace(), pack(), assessment(scope), entities())


def empty_book() -> Book:
    """An assessment nobody has answered."""
    return Book.of(workspace(), pack(), assessment(), respondents())


def hostile_book(long: int = 100_000) -> Book:
    """The assessment with every free text replaced by something hostile, and one very long note."""
    texts = list(HOSTILE)
    rated = [each for each in answers() if each.state is AnswerState.RATED]
    noted = [
        replace(each, note=f"n{number} {texts[number % len(texts)]}")
        for number, each in enumerate(rated[: len(texts) * 3])
    ]
    noted.append(replace(rated[40], note="y" * long))
    noted.append(replace(rated[41], note="word " * (long // 5)))
    kept = {each.id for each in noted}
    rest = [each for each in answers() if each.id not in kept]

    def odd(number: int) -> str:
        return texts[number % len(texts)]

    return Book.of(
        replace(workspace(), client=f"Lumen {texts[0]}"),
        pack(),
        replace(
            assessment(), title=f"Audit {texts[1]} {texts[5]}", prepared_by=texts[3], prepared_for=texts[4]
        ),
        [
            *respondents(),
            *noted,
            *rest,
            *agreed(),
            *(
                replace(each, title=f"{odd(n)} {each.title}", detail=odd(n + 1))
                for n, each in enumerate(obstacles())
            ),
            *(
                replace(each, title=f"{odd(n)} {each.title}", note=odd(n + 2))
                for n, each in enumerate(risks())
            ),
            *(
                replace(
                    each,
                    title=f"{odd(n)} {each.title}",
                    workstream=odd(n),
                    owner=odd(n + 3),
                    acceptance=texts,
                )
                for n, each in enumerate(actions())
            ),
            *talents(),
        ],
    )
