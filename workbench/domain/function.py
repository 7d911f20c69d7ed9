"""What the program can do for a clause, by names that a content pack may use."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Function:
    """Something the program does: its id in packs, its name, and the screen where it is found."""

    id: str
    title: str
    screen: str


FUNCTIONS: tuple[Function, ...] = (
    Function("assessment", "Scope, quick scan and roles of an assessment", "overview"),
    Function("questionnaire", "Answers of every voice, with note and evidence", "questionnaire"),
    Function("consensus", "What the room agrees on, with the dissent kept", "questionnaire"),
    Function("obstacles", "Obstacles and deterrents: list, plot and counter-measures", "obstacles"),
    Function("talents", "Talents and supporters", "talents"),
    Function(
        "needs",
        "Business needs and future plans with KPI, figures and the SRE work that serves them",
        "needs",
    ),
    Function("roles", "Role model with its reasons, people needed and placed per skill level", "roles"),
    Function("advocacy", "Partner teams with contact, trust and next move", "advocacy"),
    Function("discoveries", "Toil, pain points, noisy alerts and debt, heard from each team", "discoveries"),
    Function("services", "Service levels with error budgets and alerts", "services"),
    Function("practices", "Practices checked per team or service, gaps counted", "practices"),
    Function("recognition", "Recognition given, incentives with criteria and approval", "recognition"),
    Function("results", "Levels, indexes, targets and what the next level needs", "results"),
    Function("risks", "Threats and opportunities in a mirrored matrix", "risks"),
    Function("plan", "Actions with owner, dates, acceptance and measure", "plan"),
    Function("roadmap", "Roadmap with prerequisites", "plan"),
    Function("report", "Action plan as PDF", "overview"),
    Function("library", "Catalogues, templates and glossary to read and to copy", "library"),
)
