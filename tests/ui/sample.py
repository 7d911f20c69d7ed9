"""A small workspace with known content."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from workbench.actions import answers, assessments, plan, respondents, risks
from workbench.actions.edit import perform, together
from workbench.content.loader import built_in_pack
from workbench.domain.risk import RiskKind
from workbench.domain.role import Role
from workbench.storage.store import Store

ASSESSMENT = "a" * 32
MANAGER, ENGINEER = "b" * 32, "c" * 32
RISK, FIRST_ACTION, SECOND_ACTION = "d" * 32, "e" * 32, "f" * 32


def small_workspace(path: Path, date: dt.date) -> None:
    """Make a workspace: a manager and an engineer, SPON-1 answered 3 by the manager, one risk, two actions."""
    pack, source = built_in_pack()
    with Store.create(path, "Tern Health") as store:
        edits = [
            assessments.create(pack, source, "Autumn 2026", date, tuple(Role), assessment_id=ASSESSMENT),
            respondents.add(ASSESSMENT, Role.MANAGER, respondent_id=MANAGER, role_title="Head of Operations"),
            respondents.add(ASSESSMENT, Role.ENGINEER, respondent_id=ENGINEER, role_title="Build Engineer"),
            answers.rate(MANAGER, "SPON-1", 3),
            risks.add(
                ASSESSMENT,
                "Alerts are missed",
                RiskKind.THREAT,
                entity_id=RISK,
                frequency=4,
                impact=4,
                owner="CTO",
            ),
            plan.add(
                ASSESSMENT,
                "Remove noisy alerts",
                entity_id=FIRST_ACTION,
                start=date,
                finish=date + dt.timedelta(days=30),
                workstream="Monitoring",
            ),
            plan.add(
                ASSESSMENT,
                "Page on burn rate",
                entity_id=SECOND_ACTION,
                start=date + dt.timedelta(days=40),
                finish=date + dt.timedelta(days=70),
                workstream="Monitoring",
                after=(FIRST_ACTION,),
            ),
        ]
        perform(store, together("Fill", edits))
