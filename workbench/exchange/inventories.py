"""The columns of every inventory, the ones people fill first standing first."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from workbench.domain.action import Action, ActionState
from workbench.domain.advocacy import TRUST, Advocacy, AdvocacyState
from workbench.domain.agreement import Agreement
from workbench.domain.discovery import (
    AlertDecision,
    Discovery,
    DiscoveryKind,
    DiscoveryState,
    HeardFrom,
    ToilTrait,
)
from workbench.domain.entity import Entity
from workbench.domain.need import Horizon, Need
from workbench.domain.obstacle import Obstacle, ObstacleKind, ObstacleState
from workbench.domain.practice import Subject
from workbench.domain.recognition import Approval, Recognition, RecognitionKind
from workbench.domain.review import Review, Verdict
from workbench.domain.risk import Risk, RiskKind, RiskState, Treatment
from workbench.domain.service import BudgetPolicy, Service
from workbench.domain.talent import STANCES, GoalState, Talent
from workbench.domain.trade_off import Option, TradeOff
from workbench.exchange.columns import (
    Column,
    Kind,
    checklist,
    choice,
    date,
    flag,
    line,
    listed,
    number,
    several,
    step,
    text,
    whole,
)

COLUMNS: dict[type[Entity], tuple[Column, ...]] = {
    Obstacle: (
        line("title", "Obstacle", "title", "deterrent", "what stands in the way"),
        choice("kind", "Kind", ObstacleKind),
        step("impact", "Impact"),
        step("spread", "Spread"),
        step("tractability", "Movable"),
        line("owner", "Owner"),
        text("countermeasure", "Countermeasure", "counter-measure"),
        choice("state", "State", ObstacleState),
        text("detail", "Detail", "description"),
        text("evidence", "Evidence"),
    ),
    Talent: (
        line("role_title", "Role", "role title", "title"),
        line("name", "Name"),
        line("team", "Team"),
        step("influence", "Influence"),
        step("stance", "Stance", [STANCES[each] for each in range(-2, 3)], low=-2, high=2),
        text("strengths", "Strengths"),
        line("goal", "Goal", "career goal"),
        line("training", "Training"),
        date("due", "Due"),
        step("wanted", "Wanted stance", [STANCES[each] for each in range(-2, 3)], low=-2, high=2, extra=True),
        choice("goal_state", "State of the goal", GoalState, extra=True),
        line("advocate_for", "Could speak up for", extra=True),
        text("note", "Note"),
        step("awareness", "Awareness", extra=True),
        step("desire", "Desire", extra=True),
        step("knowledge", "Knowledge", extra=True),
        step("ability", "Ability", extra=True),
        step("reinforcement", "Reinforcement", extra=True),
    ),
    Need: (
        line("title", "Need", "title", "business need", "plan"),
        line("kpi", "KPI", "measure"),
        line("unit", "Unit"),
        number("current", "Current", "now", "today"),
        number("target", "Target", "goal"),
        date("due", "Due", "date"),
        line("owner", "Owner"),
        text("sre_work", "SRE work that serves it", "sre work"),
        choice("horizon", "Horizon", Horizon, extra=True),
        flag("lower_is_better", "Lower is better", extra=True),
        text("detail", "Detail", "description", extra=True),
    ),
    Advocacy: (
        line("title", "Partner team", "team", "title"),
        line("contact", "Contact"),
        step("trust", "Trust", TRUST),
        text("next_move", "Next move", "next step"),
        date("due", "Due"),
        line("owner", "Owner"),
        choice("state", "State", AdvocacyState),
        text("note", "Note"),
    ),
    Discovery: (
        line("title", "What was heard", "title", "toil", "pain point", "task"),
        choice("kind", "Kind", DiscoveryKind),
        choice("team", "Heard from", HeardFrom),
        number("runs", "Runs a month", "runs", "times a month"),
        number("minutes", "Minutes a run", "minutes"),
        number("people", "People"),
        text("benefit", "Benefit"),
        text("next_step", "Next step"),
        line("owner", "Owner"),
        choice("state", "State", DiscoveryState),
        several("traits", "What makes it toil", ToilTrait, "trait", "toil traits", extra=True),
        number("hour_cost", "Cost of an hour", extra=True),
        number("hours_after", "Hours a month afterwards", extra=True),
        number("upkeep_hours", "Hours of upkeep a month", "upkeep", extra=True),
        number("build_hours", "Hours to build", "build", extra=True),
        whole("fired", "Fired", extra=True),
        whole("acted_on", "Acted on", extra=True),
        choice("decision", "Decision", AlertDecision, extra=True),
        text("detail", "Detail", "description", extra=True),
    ),
    Service: (
        line("title", "Service", "title", "name"),
        line("indicator", "Indicator (SLI)", "sli", "indicator"),
        number("objective", "Objective (SLO), %", "slo", "objective", "slo %", most=100),
        number("agreement", "Agreement (SLA), %", "sla", "agreement", "sla %", most=100),
        whole("window", "Window, days", "window"),
        whole("good", "Good events", "good"),
        whole("total", "Total events", "total"),
        number("downtime", "Downtime, minutes", "downtime"),
        line("owner", "Owner"),
        number("elapsed", "Days passed", extra=True),
        line("source", "Source", extra=True),
        choice("policy", "Policy", BudgetPolicy, extra=True),
        text("note", "Note", extra=True),
    ),
    Risk: (
        line("title", "Risk", "title"),
        choice("kind", "Kind", RiskKind),
        step("frequency", "Frequency"),
        step("impact", "Impact"),
        line("owner", "Owner"),
        choice("treatment", "Treatment", Treatment),
        step("residual_frequency", "Frequency after treatment"),
        step("residual_impact", "Impact after treatment"),
        date("due", "Due"),
        date("review", "Review"),
        choice("state", "State", RiskState),
        text("cause", "Cause"),
        text("event", "Event"),
        text("consequence", "Consequence"),
        text("note", "Note"),
        number("frequency_number", "Frequency, times a year", "times a year", extra=True),
        number("impact_number", "Impact, figure", "impact figure", extra=True),
        number("impact_low", "Impact, 5 % value", "impact from", extra=True),
        number("impact_high", "Impact, 95 % value", "impact to", extra=True),
        number("residual_frequency_number", "Times a year after treatment", extra=True),
        number("residual_impact_number", "Impact after treatment, figure", extra=True),
        number("residual_impact_low", "Impact after treatment, 5 % value", extra=True),
        number("residual_impact_high", "Impact after treatment, 95 % value", extra=True),
        number("treatment_cost", "Cost of treatment a year", "treatment cost", extra=True),
        flag("simulated", "Simulated", extra=True),
        number("chance", "Chance that it works out", "chance", extra=True),
        number("benefit", "Benefit a year", "benefit", extra=True),
        step("downside_frequency", "Frequency of the downside", extra=True),
        step("downside_impact", "Impact of the downside", extra=True),
        number("downside_frequency_number", "Times a year of the downside", extra=True),
        number("downside_impact_number", "Impact of the downside, figure", extra=True),
    ),
    Action: (
        line("title", "Action", "title"),
        line("workstream", "Workstream"),
        line("owner", "Owner"),
        date("start", "Start"),
        date("finish", "Finish", "end"),
        number("effort_days", "Effort, person-days", "effort"),
        choice("state", "State", ActionState),
        text("purpose", "Purpose"),
        checklist("deliverables", "Deliverables"),
        listed("acceptance", "Acceptance criteria", "acceptance"),
        line("measure", "Measure"),
        line("unit", "Unit"),
        number("before", "Before"),
        number("expected", "After", "aim"),
        flag("lower_is_better", "Lower is better", extra=True),
        whole("lead_days", "Lead time, days", "lead time", extra=True),
        number("cost", "Cost", extra=True),
    ),
    Recognition: (
        line("title", "Recognition or incentive", "title", "recognition", "incentive", "what"),
        choice("kind", "Kind", RecognitionKind),
        line("team", "Team", "who"),
        date("day", "Date", "when", "day"),
        line("made_known", "How it was made known", "made known"),
        text("criteria", "Criteria"),
        choice("approval", "Approval", Approval),
        line("approved_by", "Approved by"),
        text("note", "Note"),
    ),
    Agreement: (
        line("title", "Engagement", "title", "agreement"),
        line("partner", "Partner team", "partner", "team"),
        text("purpose", "Purpose"),
        listed("wanted", "Wanted", "wanted from sre"),
        listed("offered", "Services offered", "offered"),
        line("workstream", "Workstream"),
        listed("included", "Included", "in scope"),
        listed("excluded", "Not included", "excluded", "out of scope"),
        date("start", "Start"),
        date("finish", "Finish", "end"),
        listed("acceptance", "Acceptance criteria", "acceptance"),
        line("meetings", "Meetings", extra=True),
        text("note", "Note"),
    ),
    Review: (
        line("title", "Process", "title", "process under review"),
        date("day", "Reviewed on", "day", "date"),
        line("users", "Who uses it", "users"),
        text("view", "What they say", "view"),
        line("measure", "Measure"),
        line("unit", "Unit"),
        number("before", "Before"),
        number("now", "Now"),
        choice("verdict", "Verdict", Verdict),
        text("change", "What changes", "change"),
        text("reason", "Reason", "why"),
        line("owner", "Owner"),
        date("due", "Next review", "due"),
        flag("lower_is_better", "Lower is better", extra=True),
    ),
    TradeOff: (
        line("title", "Decision", "title", "trade-off", "question"),
        text("context", "Context", "background"),
        Column(
            "options",
            "Options",
            Kind.LIST,
            also=("alternatives",),
            read_item=lambda name: Option(name=name),
            write_item=lambda option: option.name,
        ),
        text("reason", "Reason", "why"),
        text("consequences", "Consequences"),
        line("decided_by", "Decided by"),
        date("day", "Day", "date"),
    ),
}
SUBJECTS = (line("title", "Team or service", "title", "team", "service", "name"),)
"""The one column of what practices are checked for."""
PROJECTS: tuple[Column, ...] = (
    line("title", "Project", "title", "action"),
    line("owner", "Owner"),
    line("measure", "Measure"),
    line("unit", "Unit"),
    number("before", "Before", "baseline"),
    number("actual", "Now", "after"),
    choice("state", "State", ActionState),
    date("baseline_on", "Measured before on", "baseline date"),
    date("actual_on", "Measured now on"),
    line("window", "Window"),
    line("source", "Source"),
    text("benefits", "Benefits that are no numbers", "benefits"),
    listed("tell", "Whom to tell what", "tell"),
    flag("before_measured", "Before is measured", extra=True),
    flag("actual_measured", "Now is measured", extra=True),
    flag("lower_is_better", "Lower is better", extra=True),
    number("expected", "Aim", "expected", extra=True),
    line("workstream", "Workstream", extra=True),
)
"""The same for initial projects: actions of the plan, as stage 3 looks at them."""
TITLE: dict[type[Entity], str] = {Talent: "role_title"}


def try_subject(row: Mapping[str, Any]) -> None:
    """Make a team or service of a row, to see whether it can be one.

    Raises:
        ValueError: with one sentence, when it cannot.
    """
    Subject(id="row", assessment="row", title=row["title"])


def try_row(kind: type[Entity], row: Mapping[str, Any]) -> None:
    """Make an entry of a row, to see whether it can be one.

    Raises:
        ValueError: with one sentence, when it cannot.
    """
    given = {key: value for key, value in row.items() if value is not None}
    fixed: dict[str, Any] = {"id": "row", "assessment": "row", "code": "row"}
    kind(**{**given, **fixed})


def title_of(kind: type[Entity]) -> str:
    """The field that says what an entry is called."""
    return TITLE.get(kind, "title")
