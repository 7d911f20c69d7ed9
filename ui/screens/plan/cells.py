"""How an action looks in the list, and its improvement in words."""

from __future__ import annotations

import datetime as dt

from ui.models.entries import Cell, text_cell
from workbench.analysis.measures import improvement_per_cent
from workbench.analysis.measures import improvement_words as change_words
from workbench.analysis.working_days import horizon
from workbench.charts import calendar
from workbench.charts.words import amount, improvement, improvement_label, one_line
from workbench.domain.action import Action, ActionState

_STATE_TOKENS = {ActionState.RUNNING: "accent", ActionState.DONE: "ok", ActionState.DROPPED: "ink3"}


def figures(action: Action) -> str:
    """The measure before and after in short: '412 → 96 pages a week'."""
    if action.before is None and action.outcome is None:
        return "–"
    before = amount(action.before) if action.before is not None else "?"
    after = amount(action.outcome) if action.outcome is not None else "?"
    return f"{before} → {after} {one_line(action.unit)}".rstrip()


def improvement_words(action: Action) -> str:
    """What the measure does in sentences: 'Before 240 min, after 60 min, 75% less, 4× faster.'; from 0 no per cent.

    A figure taken now has a sentence of its own beside the one that was expected.
    """
    before = action.before
    if before is None or action.outcome is None:
        return "With a figure before and one after, the improvement is worked out here."
    unit = f" {one_line(action.unit)}" if action.unit.strip() else ""
    said: list[str] = []
    for head, after in (("after", action.expected), ("now", action.actual)):
        if after is None:
            continue
        start = f"Before {amount(before)}{unit}, {head} {amount(after)}{unit}"
        change = change_words(before, after, one_line(action.unit), action.lower_is_better)
        if before == 0:
            said.append(f"{start}: {change}; from 0 there is no per cent.")
            continue
        worse = (improvement_per_cent(before, after, action.lower_is_better) or 0) < 0
        said.append(f"{start}, {change}{', which is worse' if worse else ''}.")
    if action.actual is not None:
        known = "measured" if action.before_measured and action.actual_measured else "partly estimated"
        said.append(f"Both figures are {known}." if known == "measured" else "It is partly estimated.")
    return " ".join(said)


def better_cell(action: Action) -> Cell:
    """The improvement in short; in red where it is none."""
    worse = (improvement(action) or 0) < 0
    return text_cell(
        improvement_label(action) or "–",
        "bad" if worse else "ok" if improvement_label(action) else "ink2",
        600,
    )


def when_cell(action: Action) -> Cell:
    """From when to when."""
    found = calendar.span(action)
    if found is None:
        return text_cell("No dates yet", "ink3")
    start, finish = found
    same = start.year == finish.year
    return text_cell(
        f"{calendar.day_words(start, not same)} – {calendar.day_words(finish, not same)}", "ink2"
    )


def horizon_cell(action: Action, start: dt.date) -> Cell:
    """Which stretch of the plan it finishes in."""
    found = calendar.span(action)
    return text_cell(horizon(start, found[1]).label if found else "–", "ink2")


def when_order(action: Action) -> tuple[dt.date, dt.date]:
    """Where an action stands in time; those without dates come last."""
    return calendar.span(action) or (dt.date.max, dt.date.max)


def state_cell(action: Action) -> Cell:
    """Where it is in its life."""
    token = _STATE_TOKENS.get(action.state, "ink2")
    return text_cell(action.state.label, token, 500 if token in ("accent", "ok") else 400)
