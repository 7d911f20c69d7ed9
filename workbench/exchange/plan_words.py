"""What other programs are told of an action: its description in plain text, and who the work falls to."""

from __future__ import annotations

from collections.abc import Sequence

from workbench.analysis.measures import improvement_words
from workbench.analysis.ranking import Ranking
from workbench.charts.calendar import day_words
from workbench.charts.words import amount, one_line
from workbench.domain.action import Action, ActionState
from workbench.domain.book import Book
from workbench.domain.plan_settings import Method

STILL = (ActionState.PROPOSED, ActionState.AGREED, ActionState.RUNNING)
"""What trackers are given: what is done or dropped needs nobody any more."""
PRIORITIES = 5
"""Trackers know five priorities; the plan's own order is cut into as many parts."""


def description(action: Action, book: Book) -> str:
    """Everything that has no column of its own, a paragraph each."""
    codes = {each.id: each.code for each in book.actions}
    named = {each.id: f"{each.code} {one_line(each.title)}" for each in (*book.obstacles, *book.risks)}
    parts = [action.purpose.strip()]
    parts += _listed("Accepted when", action.acceptance)
    parts += _listed("Responsible", action.responsible)
    if action.accountable.strip():
        parts.append(f"Accountable: {one_line(action.accountable)}")
    parts += _listed("Consulted", action.consulted)
    parts += _listed("Informed", action.informed)
    if action.effort_days is not None:
        parts.append(f"Effort: {amount(action.effort_days)} person-days")
    if action.before is not None and action.outcome is not None:
        said = improvement_words(action.before, action.outcome, action.unit, action.lower_is_better)
        parts.append(f"Measure: {one_line(action.measure)}. {said}".replace(": . ", ": "))
    parts += _listed("Needs first", [codes[each] for each in action.after if each in codes])
    served = [named[each] for each in (*action.obstacles, *action.risks) if each in named]
    parts += _listed("Serves", served)
    parts.append(f"From the action plan: {action.code}")
    return "\n\n".join(part for part in parts if part)


def _listed(head: str, items: Sequence[str]) -> list[str]:
    kept = [one_line(each) for each in items if each.strip()]
    return [f"{head}:\n" + "\n".join(f"- {each}" for each in kept)] if kept else []


def places(ranking: Ranking, method: Method) -> dict[str, int]:
    """The priority 1 to 5 of each action that is still to be done, by id: which fifth of the plan's order it is in.

    What has no score by the plan's method comes last.
    """
    ordered = ranking.ordered(method)
    return {each.action.id: 1 + number * PRIORITIES // len(ordered) for number, each in enumerate(ordered)}


def when(action: Action) -> str:
    """From when to when, or ''."""
    if action.span is None:
        return ""
    start, finish = action.span
    return day_words(start) if start == finish else f"{day_words(start)} – {day_words(finish)}"
