"""The arithmetic of a ranking in words: what an action's score is made of, by one method at a time."""

from __future__ import annotations

from collections.abc import Sequence

from workbench.analysis.figures import amount, one_decimal
from workbench.analysis.priority import LEAST_EFFORT
from workbench.analysis.quick_wins import MOST_EFFORT, MOST_LEAD, Near
from workbench.analysis.ranking import DAYS_A_MONTH, DAYS_A_WEEK, Ranked, Ranking, lacks
from workbench.charts.figure import Mark, Rect
from workbench.charts.words import one_line
from workbench.domain.action import Action
from workbench.domain.plan_settings import Method
from workbench.domain.text import join_words, plural, short

BENEFIT_NAMES = ("Gap closed", "Expected loss cut", "Toil saved", "Obstacles cleared")
BENEFIT_TOKENS = ("data", "o4", "t3", "ink3")
"""The colours of the four benefits in a stacked bar, which always carries its figures in words."""
_SHORT = ("gap", "expected loss", "toil", "obstacles")


def bar(points: Sequence[float], width: float, tall: float = 10.0) -> tuple[Mark, ...]:
    """The four shares of a value of 0 to 100 one after the other, centred on y = 0, `width` standing for 100."""
    marks: list[Mark] = [Rect(0, -tall / 2, width, tall, fill="hover", radius=2)]
    x = 0.0
    for value, token in zip(points, BENEFIT_TOKENS, strict=True):
        wide = width * value / 100
        if wide > 0:
            # A sliver of the ground keeps neighbours apart without their colours.
            marks.append(Rect(x, -tall / 2, max(0.5, wide - 1), tall, fill=token))
        x += wide
    return tuple(marks)


def shares_words(points: Sequence[float]) -> str:
    """The four shares of a value: 'gap 17.5, expected loss 3.6, toil 0.0, obstacles 9.0'."""
    return ", ".join(f"{name} {one_decimal(value)}" for name, value in zip(_SHORT, points, strict=True))


def title(ranking: Ranking, method: Method) -> str:
    """Say what comes first by a method."""
    ordered = ranking.ordered(method)
    if not ordered:
        return "Nothing left to rank"
    first = ordered[0]
    if first.by(method) is None:
        return f"No action has all that {_name(method)} needs yet"
    scored = sum(1 for each in ordered if each.by(method) is not None)
    missing = len(ordered) - scored
    said = f"{first.action.code} comes first by {_name(method)}: {short(first.action.title, 70)}"
    return f"{said}; {plural(missing, 'action')} cannot be ranked yet" if missing else said


def _name(method: Method) -> str:
    return "priority" if method is Method.PRIORITY else method.label


def value_words(each: Ranked, weights: Sequence[float]) -> str:
    """How value comes about: 'V 30.0 = 35 · 0.50 (gap) + 25 · 0.14 (expected loss) + …', held against the most of the plan."""
    whole = sum(weights)
    terms: list[str] = []
    for name, weight, points in zip(_SHORT, weights, each.points, strict=True):
        most = 100 * weight / whole
        share = points / most if most else 0.0
        terms.append(f"{amount(round(most, 1))} · {share:.2f} ({name})")
    return f"V {one_decimal(each.value)} = {' + '.join(terms)}"


def score_words(each: Ranked, method: Method) -> str:
    """How the score by one method comes about; what is missing where something is."""
    action = each.action
    missing = lacks(action, method)
    if missing:
        return f"Not ranked by {_name(method)} yet: {join_words(list(missing))} not given."
    said = one_decimal(each.by(method))
    match method:
        case Method.PRIORITY:
            return f"{_priority(each)} = {said}"
        case Method.WSJF:
            parts = (
                f"{action.value_points} value + {action.time_points} time criticality "
                f"+ {action.risk_points} risk reduction"
            )
            return f"({parts}) / {action.size_points} size = {said}"
        case Method.RICE:
            months = max(LEAST_EFFORT, action.effort_days or 0) / DAYS_A_MONTH
            return (
                f"{amount(action.reach or 0)} reach × {action.impact:g} impact × {action.confidence.factor:g} confidence "
                f"/ {amount(months)} person-months = {said}"
            )
        case Method.CD3:
            weeks = (action.lead_days or 0) / DAYS_A_WEEK
            return f"{amount(action.delay_cost or 0)} a week of delay / {amount(weeks)} weeks = {said}"


def _priority(each: Ranked) -> str:
    action = each.action
    effort = max(LEAST_EFFORT, action.effort_days or 0)
    days = f"{amount(effort)} {'day' if effort == 1 else 'days'}"
    return (
        f"{one_decimal(each.value)} × {action.urgency.factor:g} (urgency) "
        f"× {action.confidence.factor:g} (confidence) / {days}"
    )


def in_short(each: Ranked, method: Method) -> str:
    """The same for one cell of a list."""
    action = each.action
    missing = lacks(action, method)
    if missing:
        return f"lacks {join_words(list(missing))}"
    match method:
        case Method.PRIORITY:
            return shares_words(each.points)
        case Method.WSJF:
            return f"({action.value_points} + {action.time_points} + {action.risk_points}) / {action.size_points}"
        case Method.RICE:
            months = max(LEAST_EFFORT, action.effort_days or 0) / DAYS_A_MONTH
            return f"{amount(action.reach or 0)} × {action.impact:g} × {action.confidence.factor:g} / {amount(months)}"
        case Method.CD3:
            return f"{amount(action.delay_cost or 0)} / {amount((action.lead_days or 0) / DAYS_A_WEEK)}"


def benefit_lines(each: Ranked, unit: str) -> list[str]:
    """What the action alone brings, in quantities; obstacles are counted, their rating is only an aid to ranking."""
    found, action = each.benefits, each.action
    money = f" {one_line(unit)}" if unit.strip() else ""
    lines = [
        f"Gap closed: {one_decimal(found.gap)}",
        f"Expected loss cut: {amount(round(found.loss))}{money} a year",
        f"Toil saved: {amount(round(found.toil, 1))} hours a month",
        f"Obstacles cleared: {plural(len(action.obstacles), 'obstacle')}",
    ]
    if found.unknown:
        linked = plural(len(found.unknown), "linked entry", "linked entries")
        verb = "has no figures and counts" if len(found.unknown) == 1 else "have no figures and count"
        lines.append(f"{linked} {verb} nothing yet.")
    return lines


def quick_words(each: Ranked, median: float) -> str:
    """Why an action is a quick win: each condition with its limit."""
    action = each.action
    return (
        f"value {one_decimal(each.value)}, median {one_decimal(median)}; effort {amount(action.effort_days or 0)} "
        f"of at most {MOST_EFFORT} days; lead time {action.lead_days or 0} of at most {MOST_LEAD} days; nothing open before it"
    )


def near_words(each: Near) -> str:
    """What keeps an action from being a quick win."""
    return "; ".join(each.misses)


def called(action: Action) -> str:
    """An action by code and title."""
    return f"{action.code}  {one_line(action.title)}"
