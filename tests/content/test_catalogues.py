"""What the built-in pack offers beyond its questions, against facts typed from the blueprint and the design."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from typing import Any

import pytest

from workbench.content.coverage import GUIDANCE, Server, coverage
from workbench.content.terms import terms_in
from workbench.domain.content import Asks, Pack, SuggestedAction, Use

QUICK_WIN_DAYS, QUICK_WIN_LEAD = 10, 30

# Expected proficiency per competence, levels I to VII; * marks a core competence.
SKILL_MATRIX = """
Coding and automation*   1 2 3 3 4 5 5
Systems and cloud*       1 2 3 3 4 5 5
Observability, SLO*      1 2 3 3 4 4 5
Delivery*                1 2 3 3 4 4 5
Incident, self-healing*  1 2 3 4 4 5 5
Security, compliance     0 1 2 2 3 4 4
Design, trade-offs       0 1 2 3 4 5 5
Advocacy                 1 1 2 4 4 5 5
Leadership, strategy     0 0 1 3 3 4 5
"""
COMPETENCE_IDS = "coding systems observability delivery incidents security design advocacy leadership"

# The entries of a catalogue, in order, and the clauses of the blueprint that each must serve.
ENTRIES = {
    "advocacy": {
        "architecture": "S1-ADV-ARCH-01 S1-ADV-ARCH-02",
        "development": "S1-ADV-DEV-01 S1-ADV-DEV-02 S1-ADV-DEV-03 S1-ADV-DEV-04",
        "quality": "S1-ADV-QA-01 S1-ADV-QA-02 S1-ADV-QA-03",
        "security": "S1-ADV-SEC-01",
        "network": "S1-ADV-NET-01 S1-ADV-NET-02",
        "operations": "S1-ADV-OPS-01 S1-ADV-OPS-02 S1-ADV-OPS-03 S1-ADV-OPS-04",
    },
    "processes": {
        "source-control": "S2-PRC-SCM-01 S2-PRC-SCM-03 S2-PRC-SCM-04",
        "monitoring": "S2-PRC-OBS-01 S2-PRC-OBS-02 S2-PRC-OBS-03 S2-PRC-OBS-04",
        "service-levels": "S2-PRC-SLO-01 S2-PRC-SLO-02 S2-PRC-SLO-03 S2-PRC-SLA-01",
        "error-budgets": "S2-PRC-EB-01 S2-PRC-EB-02 S2-PRC-EB-03 S2-PRC-EB-04 S2-PRC-EB-05",
        "daily-update": "S2-PRC-DSU-01 S2-PRC-DSU-02 S2-PRC-DSU-03 S2-PRC-DSU-04",
    },
    "toil-traits": {
        "manual": "S3-OPP-TOIL-MAN",
        "time-consuming": "S3-OPP-TOIL-TIME",
        "repetitive": "S3-OPP-TOIL-REP",
        "reactive": "S3-OPP-TOIL-REA",
    },
    "as-code": {
        "infrastructure": "OC-XAC-INFRA",
        "configuration": "OC-XAC-CONF",
        "network": "OC-XAC-NET",
        "security": "OC-XAC-SEC",
        "pipeline": "OC-XAC-PIPE",
        "database": "OC-XAC-DB",
        "policy": "OC-XAC-POL",
    },
    "zero-downtime": {
        "atomic": "OC-ZDT-ATOMIC OC-ZDT-ATOMIC-01",
        "blue-green": "OC-ZDT-BG OC-ZDT-BG-01 OC-ZDT-BG-02",
        "canary": "OC-ZDT-CANARY",
        "rollback-rehearsed": "OC-ZDT-01",
    },
    "pipeline-stages": {
        "checkout": "OC-CICD-STG-CHECKOUT",
        "compile": "OC-CICD-STG-COMPILE",
        "quality-scan": "OC-CICD-STG-QUALITY",
        "security-scan": "OC-CICD-STG-SEC",
        "unit-tests": "OC-CICD-STG-UNIT",
        "package": "OC-CICD-STG-PACKAGE",
        "acceptance-tests": "OC-CICD-STG-ACCEPT",
        "deployment": "OC-CICD-STG-DEPLOY",
    },
    "engagement-steps": {
        "leaders-meet": "S2-ENG-01",
        "needs-and-offers": "S2-ENG-02",
        "particulars-written": "S2-ENG-03",
        "criteria-written": "S2-ENG-04",
        "both-agree": "S2-ENG-05",
    },
    "engagement-teams": {
        "development": "S3-ENG-DEV",
        "operations": "S3-ENG-OPS",
        "quality": "S3-ENG-QA",
        "security": "S3-ENG-SEC",
        "others": "S3-ENG-OTH",
    },
    "monitoring-kinds": {
        "system": "S2-PRC-OBS-SYS",
        "application": "S2-PRC-OBS-APM",
        "health-checks": "S2-PRC-OBS-HC",
    },
    "infrastructure-kinds": {
        "mutable": "OC-INF-MUT",
        "pets": "OC-INF-PET",
        "cattle": "OC-INF-CAT OC-INF-CAT-01",
        "immutable": "OC-INF-IMM OC-INF-IMM-01 OC-INF-IMM-03",
    },
    "gitops": {
        "source-of-truth": "OC-GIT-03",
        "pull-request-trigger": "OC-GIT-02",
        "automatic-operations": "OC-GIT-01",
    },
    "pipeline-benefits": {
        "velocity": "OC-CICD-BEN-VEL",
        "fault-isolation": "OC-CICD-BEN-FAULT",
        "feedback": "OC-CICD-BEN-FEED",
        "test-reliability": "OC-CICD-BEN-TEST",
    },
    "automate-first": {
        "ask-first": "OC-AUTO-01",
        "once-by-hand": "OC-AUTO-03",
        "before-next-time": "OC-AUTO-04",
    },
}
# Catalogues whose first entries, or some of them, must serve these clauses; more entries may stand beside.
AMONG = {
    "scaling": "OC-SCL-01 OC-SCL-02 OC-SCL-SYS OC-SCL-APP OC-SCL-BIZ",
    "self-healing": "OC-HEAL-SYS OC-HEAL-APP OC-HEAL-PROC OC-HEAL-04",
    "risk-concepts": "OC-RSK-01 OC-RSK-02 OC-RSK-POS OC-RSK-POS-01 OC-RSK-NEG OC-RSK-MIN OC-RSK-MAX OC-RSK-ISO OC-RSK-COSO",
    "trade-off-criteria": "OC-TRD-BIZ OC-TRD-MAT OC-TRD-MNT",
    "cloud": "OC-CN-01 OC-CN-02 OC-CN-03 OC-CN-BEN-REL OC-CN-BEN-COST OC-CN-BEN-FT OC-CN-BEN-SCL",
    "blameless": "OC-BLM-01 OC-BLM-02 OC-BLM-03",
    "recognition": "OC-REC-01 OC-REC-02 OC-INC-01 OC-INC-03 OC-INC-04",
    "technical-debt": "OC-DEBT-01 OC-DEBT-02 OC-DEBT-04",
    "review-triggers": "S4-01 S4-02 S4-03 S4-04 S4-05 S4-06 S4-07",
    "measures": "S3-MET-X S3-MET-Y S3-MET-Z S0-OBS-04",
    "pain-points": "S3-OPP-TOIL S3-OPP-PAIN S3-OPP-OBS S3-OPP-SLM S3-OPP-REL S3-OPP-TEST OC-HEAL-05",
    "adjacent-roles": "S1-ROLE-ADJ",
    "talent-prompts": "S0-TAL-01 S0-TAL-02 S0-TAL-03 S0-TAL-07",
    "pipeline-gates": "OC-CICD-GATE-01 OC-CICD-GATE-02",
}
TICKED_OFF = (
    "processes as-code monitoring-kinds infrastructure-kinds zero-downtime gitops "
    "pipeline-stages pipeline-gates scaling self-healing recognition blameless automate-first"
)

# Which clauses ask for something to be made, and the templates in which it is written down.
MADE_IN = {
    Asks.INVENTORY: {
        "S0-OBS-00": "obstacle-sheet",
        "S0-TAL-01": "talent-inventory",
        "S0-TAL-02": "talent-inventory",
        "S0-TAL-03": "process-inventory",
        "S1-BIZ-01": "business-needs",
        "S2-PRC-OBS-01": "monitoring-review",
        "S2-PRC-OBS-02": "monitoring-review",
        "S3-OPP-TOIL": "toil-inventory",
        "S3-ENG-DEV": "engagement-notes",
        "S3-ENG-OPS": "engagement-notes",
        "S3-ENG-QA": "engagement-notes",
        "S3-ENG-SEC": "engagement-notes",
        "S3-ENG-OTH": "engagement-notes",
        "S3-OPP-PAIN": "pain-point-list",
        "S3-OPP-OBS": "pain-point-list",
        "S3-OPP-SLM": "pain-point-list",
        "S3-OPP-REL": "pain-point-list",
        "S3-OPP-TEST": "pain-point-list",
        "OC-CICD-01": "deployment-evaluation",
        "OC-SCL-01": "scaling-decision",
        "OC-RSK-02": "risk-criteria",
        "OC-DEBT-01": "debt-list",
    },
    Asks.DOCUMENT: {
        "S1-BIZ-02": "business-needs",
        "S1-FUT-01": "business-needs",
        "S1-FUT-02": "business-needs",
        "S1-ROLE-00": "role-choice",
        "S1-SKL-01": "level-descriptions",
        "S2-ENG-03": "engagement-agreement",
        "S2-ENG-04": "engagement-agreement",
        "S2-ENG-05": "engagement-agreement",
        "S2-PRC-SCM-04": "quality-bar",
        "S2-PRC-SLO-01": "service-level-sheet",
        "S2-PRC-EB-04": "budget-policy",
        "S3-PRJ-02": "project-sheet",
        "S3-PRJ-03": "project-sheet",
        "S4-03": "process-review",
        "OC-ZDT-03": "major-release",
        "OC-RSK-MIN": "risk-criteria",
        "OC-RSK-MAX": "risk-criteria",
        "OC-TRD-00": "trade-off-record",
        "OC-INC-03": "recognition-note",
    },
    Asks.PLAN: {
        "S0-TAL-06": "career-plan",
        "S1-ADV-00": "advocacy-plan",
        "S2-GOAL": "action-plan",
        "S3-PRJ-01": "project-sheet",
        "OC-MAT-05": "large-work",
        "OC-CICD-GATE-02": "deployment-evaluation",
    },
}

# The twelve worked questions: these anchors were chosen word by word and stay as they are.
WORKED = {
    "SPON-1": "Unaware or opposed | One sponsor, words only | Named sponsor, budget, blockers cleared on request | Progress on leaders' scorecard, reviewed quarterly | Leaders remove blockers unasked and fund from results",
    "KPI-1": "No agreed KPIs | Technical counts only | Business KPIs agreed, work linked | Measured automatically, trend used to choose work | KPIs revised with business plan; impact shown",
    "ENG-1": "Ad-hoc request | Leaders talk, nothing written | Written scope and acceptance criteria, both sign first | Outcomes tracked against criteria | Template improved from past engagements",
    "SCM-2": "Direct pushes | Reviews when asked | Every change reviewed against written bar | Review time and escapes measured | Bar tuned from data, checks automated",
    "OBS-2": "Ignored | Muted individually | Regular triage, every page actionable | Noise ratio measured per service, falling | Alerts generated from SLOs, noise near nil",
    "SLO-1": "None | Targets guessed, unmeasured | SLOs agreed with developers, SLIs live for key services | All services; dashboards drive decisions | SLOs revised with users; SLAs tuned",
    "EB-1": "Any failure is blamed | Budget known, ignored | Written policy, sometimes followed | Policy always applied, burn alerts | Release risk adapts automatically",
    "DISC-1": "Unknown | Complaints collected | Inventory with hours and owner | Hours measured monthly, capped | Toil prevented at design",
    "OUT-1": "Not shown | Anecdotes | Baseline and after noted for some projects | X→Y→Z for every project from data | Results choose the next portfolio",
    "BLM-1": "Search for culprit | Blame avoided, no learning | Blameless review for major incidents, owned actions | Actions closed on time, recurrence measured | Near-misses shared; reviews change design",
    "CICD-1": "By hand | Scripts, partly manual | Pipeline with tests and scans for most services | All; lead time and failure rate tracked | Approvals inside pipeline, on-demand deploys",
    "ZDT-1": "No plan | Manual, with outage | Documented, rehearsed, compatible schema | Automated; time and success measured | Triggered by SLO signals, unnoticed by users",
}
VAGUE = (
    "sometimes",
    "often",
    "usually",
    "users",
    "regularly",
    "frequently",
    "rarely",
    "resources",
    "fail",
    "likelihood",
)

# Words of the trade that the questions use, as they stand there; each must be explained.
TERMS_ASKED = """
Acceptance criteria | acceptance tests | actionable | Ad-hoc | Anecdotes | approvals | architecture | audit |
automated tests | automation | Baseline | Blameless | blocker | blue/green | burn alerts | canary | capacity |
cloud | code | compatibility | compatible schema | configuration | consultative | counter-measure | dashboards |
database | declarative | dedicated | deliverables | deployment | desired state | Deterrents | Direct pushes |
downtime | embedded | engagement model | environment | error budget | escapes | expected loss | failure rate |
false alarms | Feedback | Git | handovers | image | incident |
incident response | indicators | infrastructure | inventory | joint project | key services | known fault | KPIs |
last 24 | lead time | load | log files | mature | mirror environment | monitoring | MTTR | Near-misses | network |
next 24 | noise ratio | noisy alerts | obstacles | on-demand deploys | outage | every page | pain points | parity |
partner teams | patch | pipeline | placing | policies | policy | portfolio | production | pull request | quick wins |
recovery target | recurrence | red tape | rehearse | release | reliability | response times | risk limits |
routine job | scaled | scans | schema | scope | scorecard | scripts | server | service | service levels | signals |
skill levels | SLAs | SLIs | SLO | SLOs | source control | Source of truth | sponsor | SRE | SREs | stewards |
Technical counts | technical debt | threats | toil | trade-offs | traffic | triage | upkeep | both versions | written bar |
X→Y→Z | blind spots | risk treatment | positive risks | scale independently | symbolic link | rewards for change
"""

# Words that a question uses in their plain sense, where the glossary must not give them another one.
PLAIN = {
    "SPON-2": "Drift",
    "TAL-3": "Reach",
    "ADVR-1": "Load",
    "ENG-1": "Page",
    "ENG-2": "Service",
    "REV-1": "Log",
    "INF-3": "Log | Reach | Version",
    "GIT-1": "Log",
    "CICD-1": "Reach",
    "CICD-4": "Reliability",
    "CN-3": "Reach",
}
TOOLING = "CICD GIT XAC OBS SLO EB ZDT AUTO INF HEAL SCL CN SCM"


def words_of(text: str) -> list[str]:
    """The words between bars."""
    return [" ".join(each.split()) for each in text.split("|")]


def ids(text: str) -> set[str]:
    return set(text.split())


def strings(value: Any) -> Iterator[str]:
    """Every text inside a part of the pack."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, (tuple, list)):
        for each in value:
            yield from strings(each)
    elif is_dataclass(value):
        for each in fields(value):
            yield from strings(getattr(value, each.name))


def question_text(pack: Pack, question_id: str) -> str:
    question = pack.by_question[question_id]
    return "\n".join((question.title, question.ask, *(option.text for option in question.options)))


def stands_in(form: str, text: str) -> bool:
    return re.search(rf"(?<!\w){re.escape(form)}(?!\w)", text, re.IGNORECASE) is not None


def actions_before(pack: Pack, action: SuggestedAction) -> set[str]:
    """The ids of all actions that come first, directly or by way of others."""
    known = {each.id: each for each in pack.actions}
    found: set[str] = set()
    waiting = list(action.after)
    while waiting:
        name = waiting.pop()
        if name not in found:
            found.add(name)
            waiting.extend(known[name].after)
    return found


# People


def test_the_skill_matrix(pack: Pack) -> None:
    rows = [line.rsplit(maxsplit=7) for line in SKILL_MATRIX.strip().splitlines()]
    assert [each.id for each in pack.competences] == COMPETENCE_IDS.split()
    assert [each.name + "*" * each.core for each in pack.competences] == [row[0].strip() for row in rows]
    found = {each.id: [level.expected[each.id] for level in pack.skill_levels] for each in pack.competences}
    assert found == {
        name: [int(number) for number in row[1:]]
        for name, row in zip(COMPETENCE_IDS.split(), rows, strict=True)
    }


def test_seven_skill_levels(pack: Pack) -> None:
    assert [(each.id, each.name) for each in pack.skill_levels] == [
        ("I", "Junior"),
        ("II", "Intermediate"),
        ("III", "Senior"),
        ("IV", "Lead"),
        ("V", "Staff"),
        ("VI", "Principal"),
        ("VII", "Distinguished"),
    ]
    assert [each.id for each in pack.skill_levels if each.award] == ["VII"]
    for number, level in enumerate(pack.skill_levels, 1):
        assert level.clauses == (f"S2-LVL-{number}",)
        assert 4 <= len(set(level.questions)) <= 6, level.id
        assert all(each.rstrip().endswith(("?", ".")) for each in level.questions), level.id


def test_three_role_models(pack: Pack) -> None:
    assert {each.id: set(each.clauses) for each in pack.role_models} == {
        "dedicated": ids("S1-ROLE-DED S1-ROLE-DED-01 S1-ROLE-DED-02 S1-ROLE-DED-03"),
        "embedded": ids("S1-ROLE-EMB S1-ROLE-EMB-01"),
        "consultative": ids("S1-ROLE-CON S1-ROLE-CON-01 S1-ROLE-CON-02"),
    }
    for model in pack.role_models:
        assert len(model.fits) >= 3, model.id
        assert len(model.limits) >= 3, model.id


def test_five_deterrents(pack: Pack) -> None:
    assert [each.clauses[0] for each in pack.deterrents] == [f"S0-DET-0{n}" for n in range(1, 6)]
    assert all(each.countermeasure for each in (*pack.deterrents, *pack.obstacles))


def test_each_level_serves_its_clauses(pack: Pack) -> None:
    assert [set(each.clauses) for each in pack.levels] == [
        ids("OC-MAT-L1"),
        ids("OC-MAT-L2 OC-MAT-L2-DEV OC-MAT-L2-OPS OC-MAT-L2-COM"),
        ids("OC-MAT-L3 OC-MAT-L3-PRC OC-MAT-L3-VIS"),
        ids("OC-MAT-L4 OC-MAT-L4-USE"),
        ids("OC-MAT-L5 OC-MAT-L5-SILO OC-MAT-L5-RES"),
    ]


# Catalogues, templates, help


@pytest.mark.parametrize("name", ENTRIES)
def test_a_catalogue_has_just_these_entries(pack: Pack, name: str) -> None:
    found = {each.id: set(each.clauses) for each in pack.by_catalogue[name].entries}
    assert list(found) == list(ENTRIES[name])
    for entry, clauses in ENTRIES[name].items():
        assert ids(clauses) <= found[entry], entry


@pytest.mark.parametrize("name", AMONG)
def test_a_catalogue_has_an_entry_for_each_of_these(pack: Pack, name: str) -> None:
    served = {clause for each in pack.by_catalogue[name].entries for clause in each.clauses}
    assert ids(AMONG[name]) - served == set()


def test_stages_of_the_pipeline_are_those_of_the_blueprint(pack: Pack) -> None:
    blueprint = [each.id for each in pack.clauses if each.id.startswith("OC-CICD-STG-")]
    assert [each.clauses[0] for each in pack.by_catalogue["pipeline-stages"].entries] == blueprint
    assert len(blueprint) == 8


def test_what_each_catalogue_is_for(pack: Pack) -> None:
    uses = {each.id: each.use for each in pack.catalogues}
    assert ids(TICKED_OFF) <= {name for name, use in uses.items() if use is Use.CHECK}
    assert {name for name, use in uses.items() if use is Use.PICK} == {
        "pain-points",
        "technical-debt",
        "talent-prompts",
        "kpi-prompts",
    }
    topics = Counter(clause for each in pack.by_catalogue["pain-points"].entries for clause in each.clauses)
    assert len(pack.by_catalogue["pain-points"].entries) >= 20
    assert all(topics[clause] >= 3 for clause in ids(AMONG["pain-points"])), topics


def test_every_entry_says_something_and_leads_to_a_capability(pack: Pack) -> None:
    for catalogue in pack.catalogues:
        for each in catalogue.entries:
            assert each.text, f"{catalogue.id}/{each.id}"
            assert each.capabilities, f"{catalogue.id}/{each.id}"
            assert each.clauses, f"{catalogue.id}/{each.id}"
    for advocacy in pack.by_catalogue["advocacy"].entries:
        assert len(advocacy.points) >= 4, advocacy.id
    for strategy in pack.by_catalogue["zero-downtime"].entries:
        if strategy.id != "rollback-rehearsed":
            assert [each.split(":")[0] for each in strategy.points] == ["Steps", "Rollback", "Fits", "Mind"]


def test_what_clauses_ask_for_is_made_in_a_template(pack: Pack) -> None:
    documents = {each.id: each for each in pack.documents}
    asked = {
        asks: {clause.id for clause in pack.clauses if clause.asks is asks}
        for asks in Asks
        if asks is not Asks.NOTHING
    }
    assert asked == {asks: set(clauses) for asks, clauses in MADE_IN.items()}
    for clauses in MADE_IN.values():
        for clause, document in clauses.items():
            assert clause in documents[document].clauses, clause


def test_every_template_tells_what_to_write(pack: Pack) -> None:
    assert len(pack.documents) >= 25
    for document in pack.documents:
        assert len(document.parts) >= 5, document.id
        titles = [part.title for part in document.parts]
        assert len(set(titles)) == len(titles), document.id
        for part in document.parts:
            assert len(part.prompt.split()) >= 4, f"{document.id}: {part.title}"
            assert part.prompt.endswith((".", "?")), f"{document.id}: {part.title}"


def test_the_engagement_agreement_holds_what_the_blueprint_asks(pack: Pack) -> None:
    agreement = next(each for each in pack.documents if each.id == "engagement-agreement")
    titles = " | ".join(part.title for part in agreement.parts)
    for wanted in (
        "needs",
        "SRE offers",
        "Particulars",
        "Acceptance criteria",
        "Consent of the team",
        "Consent of SRE",
    ):
        assert wanted in titles
    consents = [part.prompt for part in agreement.parts if part.title.startswith("Consent")]
    assert len(consents) == 2
    assert all("date" in prompt for prompt in consents)


def test_first_projects(pack: Pack) -> None:
    assert len(pack.projects) >= 15
    assert sum(each.quick_win for each in pack.projects) >= 5
    for each in pack.projects:
        assert each.before is not None, each.id
        assert each.after is not None, each.id
        better = each.after < each.before if each.measure.lower_is_better else each.after > each.before
        assert better, each.id
        small = each.effort_days <= QUICK_WIN_DAYS and each.lead_days <= QUICK_WIN_LEAD
        assert each.quick_win == small, each.id
    example = next(each for each in pack.projects if each.id == "script-release-steps")
    assert (example.before, example.after, example.measure.unit) == (240, 60, "minutes")


def test_help_is_short_and_reaches_all_guidance(pack: Pack) -> None:
    assert len(pack.help) >= 15
    for topic in pack.help:
        assert 80 <= len(topic.text.split()) <= 200, topic.id
    guidance = {each.id for each in pack.clauses if each.kind == GUIDANCE}
    assert len(guidance) == 31
    assert {clause for topic in pack.help for clause in topic.clauses} == guidance


def test_functions_are_named_once_with_what_they_truly_do(pack: Pack) -> None:
    assert ids("assessment questionnaire consensus obstacles talents results risks plan roadmap report") <= {
        each.function for each in pack.functions
    }
    assert len({each.function for each in pack.functions}) == len(pack.functions)
    named = {each.function: set(each.clauses) for each in pack.functions}
    assert ids("S0-OBS-00 S0-DET-00") <= named["obstacles"]
    assert ids("OC-MAT-01 OC-MAT-07") <= named["results"]
    assert ids("S2-GOAL OC-MAT-05 S3-PRJ-01") <= named["plan"]
    # Appetite and tolerance are the business's figures: writing them down needs the sheet, not the matrix.
    assert not ids("OC-RSK-MIN OC-RSK-MAX") & named["risks"]


# Coverage


def test_no_clause_has_a_gap(pack: Pack) -> None:
    assert [(each.clause.id, each.gap) for each in coverage(pack) if each.gap] == []


def test_each_clause_but_guidance_is_asked_about_or_acted_on(pack: Pack) -> None:
    """Not only read: somebody is asked about it, or there is an action for it."""
    for each in coverage(pack):
        if each.clause.kind != GUIDANCE:
            kinds = {serving.server for serving in each.servings}
            assert kinds & {Server.QUESTION, Server.ACTION}, each.clause.id


# Actions


def test_every_action_can_be_judged(pack: Pack) -> None:
    assert len(pack.actions) >= 80
    for action in pack.actions:
        assert action.measure is not None, action.id
        assert action.measure.name, action.id
        assert action.measure.unit, action.id
        assert action.acceptance, action.id
        assert action.deliverables, action.id
        assert action.roles, action.id
        assert action.purpose, action.id
        assert action.clauses, action.id
        assert action.workstream in {each.name for each in pack.dimensions}, action.id


def test_every_capability_has_steps_up_to_optimized(pack: Pack) -> None:
    steps = {(action.capability, action.level) for action in pack.actions}
    assert {(each.id, level) for each in pack.capabilities for level in (2, 3, 4, 5)} - steps == set()


def test_a_step_waits_for_one_of_the_step_below(pack: Pack) -> None:
    for action in pack.actions:
        below = {
            each.id
            for each in pack.actions
            if each.capability == action.capability and each.level == action.level - 1
        }
        if below:
            assert below & actions_before(pack, action), action.id


def test_sponsorship_comes_before_everything_that_asks_most_teams_to_change(pack: Pack) -> None:
    sponsorship = {each.id for each in pack.actions if each.capability == "SPON"}
    for action in pack.actions:
        if action.level >= 3 and action.capability != "SPON":
            assert sponsorship & actions_before(pack, action), action.id


def test_sponsorship_comes_before_tooling_from_the_first_step_on(pack: Pack) -> None:
    for action in pack.actions:
        if action.capability in ids(TOOLING) or action.id == "automate-one-ops-task":
            assert "appoint-sponsor" in actions_before(pack, action), action.id


def test_prerequisites_never_lead_down_from_a_higher_level_of_the_same_capability(pack: Pack) -> None:
    known = {each.id: each for each in pack.actions}
    for action in pack.actions:
        for name in action.after:
            if known[name].capability == action.capability:
                assert known[name].level <= action.level, action.id


def test_quick_wins_are_small_and_wait_for_no_more_than_a_sponsor(pack: Pack) -> None:
    for action in pack.actions:
        small = action.effort_days <= QUICK_WIN_DAYS and action.lead_days <= QUICK_WIN_LEAD
        assert action.quick_win == (small and set(action.after) <= {"appoint-sponsor"}), action.id
    assert sum(action.quick_win for action in pack.actions) >= 15


# Words


def test_the_worked_anchors_stand_word_by_word(pack: Pack) -> None:
    found = {name: " | ".join(option.text for option in pack.by_question[name].options) for name in WORKED}
    assert found == WORKED


def test_no_other_question_is_vague(pack: Pack) -> None:
    for question in pack.questions:
        if question.id not in WORKED:
            text = question_text(pack, question.id)
            assert [word for word in VAGUE if stands_in(word, text)] == [], question.id


def test_asks_are_one_short_question(pack: Pack) -> None:
    for question in pack.questions:
        assert question.ask.count("?") == 1, question.id
        assert question.ask.endswith("?"), question.id
        assert len(question.ask.split()) <= 13, question.id
        for option in question.options:
            assert len(option.text.split()) <= 15, f"{question.id} {option.level}"


def test_the_words_of_the_trade_in_questions_are_explained(pack: Pack) -> None:
    forms = {form.casefold() for term in pack.glossary for form in (term.term, *term.also)}
    asked = "\n".join(question_text(pack, each.id) for each in pack.questions)
    for word in words_of(TERMS_ASKED):
        assert stands_in(word, asked), f"no question says '{word}'"
        assert word.casefold() in forms, f"'{word}' is not explained"


@pytest.mark.parametrize("question_id", PLAIN)
def test_plain_words_are_not_given_a_meaning_of_the_trade(pack: Pack, question_id: str) -> None:
    question = pack.by_question[question_id]
    text = "\n".join((question_text(pack, question_id), question.why))
    found = {term.term.split(" ")[0] for term in terms_in(text, pack.glossary)}
    assert found & set(words_of(PLAIN[question_id])) == set()


def test_abbreviations_in_questions_are_explained(pack: Pack) -> None:
    forms = {form.casefold() for term in pack.glossary for form in (term.term, *term.also)}
    for question in pack.questions:
        for word in re.findall(r"\b[A-Z]{2,}s?\b", question_text(pack, question.id)):
            assert word.casefold() in forms, f"{question.id}: {word}"


def test_no_glossary_entry_is_idle(pack: Pack) -> None:
    parts = (
        "capabilities",
        "deterrents",
        "obstacles",
        "talents",
        "risks",
        "actions",
        "role_models",
        "competences",
    )
    more = ("skill_levels", "documents", "projects", "catalogues", "functions", "help", "clauses", "levels")
    text = "\n".join(each for name in (*parts, *more) for each in strings(getattr(pack, name)))
    for term in pack.glossary:
        assert any(stands_in(form, text) for form in (term.term, *term.also)), term.term


def test_new_texts_keep_the_house_words(pack: Pack) -> None:
    parts = (
        "role_models",
        "competences",
        "skill_levels",
        "documents",
        "projects",
        "catalogues",
        "functions",
        "help",
    )
    for name in (*parts, "actions", "glossary"):
        for text in strings(getattr(pack, name)):
            for word in (
                "users",
                "resources",
                "fail",
                "fails",
                "failed",
                "likelihood",
                "participant",
                "interviewee",
            ):
                assert not stands_in(word, text), f"{name}: {word}: {text}"
