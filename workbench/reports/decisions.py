"""What leaders are asked to decide: only what is truly open, most urgent first."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from workbench.analysis.risk import ranked, zone_after, zone_today
from workbench.charts import calendar, words
from workbench.domain.action import Action
from workbench.domain.criteria import NOT_CONFIRMED, THRESHOLDS
from workbench.domain.obstacle import Obstacle, ObstacleState
from workbench.domain.risk import Risk, RiskKind, Zone
from workbench.domain.text import join_words, plural, sentence_case
from workbench.reports.context import Context

LIMITS = ("appetite", "tolerance")
"""The thresholds that colour the matrix."""


@dataclass(frozen=True, slots=True)
class Decision:
    """Something to decide, and a line on why or by when."""

    text: str
    note: str = ""


def _codes(found: Sequence[Action | Risk | Obstacle]) -> str:
    codes = [words.one_line(each.code) or words.one_line(each.title)[:30] for each in found[:4]]
    return join_words([*codes, f"{len(found) - 4} more"] if len(found) > 4 else codes)


def decisions(context: Context) -> list[Decision]:
    """Everything open that needs a leader."""
    return [*_about_actions(context), *_about_risks(context), *_about_the_rest(context)]


def _about_actions(context: Context) -> list[Decision]:
    found: list[Decision] = []
    soon = calendar.within(context.actions, context.today, 90)
    days = sum(each.effort_days or 0 for each in soon)
    if days:
        known = [each for each in soon if each.effort_days]
        found.append(
            Decision(
                f"Release {words.amount(days)} person-days for the first 90 days.", f"For {_codes(known)}"
            )
        )
    unowned = [each for each in context.actions if not each.owner.strip()]
    if unowned:
        what = "an owner" if len(unowned) == 1 else "owners"
        note = (
            words.one_line(unowned[0].title)
            if len(unowned) == 1
            else f"{plural(len(unowned), 'action')} without an owner"
        )
        found.append(Decision(f"Name {what} for {_codes(unowned)}.", note))
    undated = [each for each in context.actions if calendar.span(each) is None]
    if undated:
        note = (
            words.one_line(undated[0].title)
            if len(undated) == 1
            else f"{plural(len(undated), 'action')} without dates"
        )
        found.append(Decision(f"Set dates for {_codes(undated)}.", note))
    return found


def _about_risks(context: Context) -> list[Decision]:
    found: list[Decision] = []
    red = [
        risk
        for risk in ranked(context.risks, context.criteria)
        if risk.kind is RiskKind.THREAT and zone_today(risk, context.criteria) is Zone.RED
    ]
    unowned = [risk for risk in red if not risk.owner.strip()]
    if unowned:
        note = (
            words.one_line(unowned[0].title)
            if len(unowned) == 1
            else "Threats above the limit without an owner"
        )
        found.append(Decision(f"Name who treats {_codes(unowned)}.", note))
    stuck = [risk for risk in red if zone_after(risk, context.criteria) is Zone.RED]
    if stuck:
        found.append(
            Decision(
                f"Decide on {_codes(stuck)}: treatment alone is not enough.",
                "Still above the limit after treatment",
            )
        )
    open_limits = [each for each in LIMITS if each in context.criteria.unconfirmed]
    if open_limits and any(zone_today(risk, context.criteria) for risk in context.risks):
        note = join_words([THRESHOLDS[each].lower() for each in open_limits])
        found.append(Decision("Confirm the limits for risk.", f"{sentence_case(note)}: {NOT_CONFIRMED}."))
    return found


def _about_the_rest(context: Context) -> list[Decision]:
    found: list[Decision] = []
    closed = (ObstacleState.CLEARED, ObstacleState.ACCEPTED)
    heavy = [
        each
        for each in context.obstacles
        if (each.impact or 0) >= 4 and each.state not in closed and not each.owner.strip()
    ]
    if heavy:
        found.append(Decision(f"Give {_codes(heavy)} an owner.", "Heavy obstacles that nobody has taken on"))
    rated = context.standing.rated
    open_targets = sum(1 for part in rated if part.suggested)
    if open_targets:
        note = f"{open_targets} of {plural(len(rated), 'rated capability', 'rated capabilities')} have a suggested one"
        found.append(Decision("Agree on the targets.", note))
    return found
