"""How an action looks in the list, and its improvement in words."""

from __future__ import annotations

import datetime as dt

from ui.models.entries import Cell, text_cell
from workbench.charts import calendar
from workbench.charts.words import amount, improvement, improvement_label, one_line
from workbench.domain.action import Action, ActionState

_STATE_TOKENS = {ActionState.RUNNING: "accent", ActionState.DONE: "ok", ActionState.DROPPED: "ink3"}


def figures(action: Action) -> str:
    """The measure before and after in short: '412 → 96 pages a week'."""
    if action.before is None and action.expected is None:
        return "–"
    before = amount(action.before) if action.before is not None else "?"
    after = amount(action.expected) if action.expected is not None else "?"
    return f"{before} → {after} {one_line(action.unit)}".rstrip()


def improvement_words(action: Action) -> str:
    """The improvement as a sentence: 'Before 240 min, after 60 min, 75% less.'; a start of 0 gives no per cent."""
    before, after = action.before, action.expected
    if before is None or after is None:
        return "With a figure before and one after, the improvement is worked out here."
    unit = f" {one_line(action.unit)}" if action.unit.strip() else ""
    start = f"Before {amount(before)}{unit}, after {amount(after)}{unit}"
    if before == 0:
        return (
            f"{start}: {amount(abs(after - before))} {'more' if after >= before else 'less'}, from nothing."
        )
    said = improvement_label(action)
    worse = (improvement(action) or 0) < 0
    return f"{start}, {said}{', which is worse' if worse else ''}."


def better_cell(action: Action) -> Cell:
    """The improvement in short; in red where it is none."""
    worse = (improvement(action) or 0) < 0
    return text_cell(
        improvement_label(action) or "–",
        "bad" if worse else "ok" if improvement_label(action) else "ink2",
        600,
    )


def called(code: str, title: str) -> str:
    """What a linked entry is called."""
    return f"{code}  {one_line(title)}"


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


def when_order(action: Action) -> tuple[dt.date, dt.date]:
    """Where an action stands in time; those without dates come last."""
    return calendar.span(action) or (dt.date.max, dt.date.max)


def state_cell(action: Action) -> Cell:
    """Where it is in its life."""
    token = _STATE_TOKENS.get(action.state, "ink2")
    return text_cell(action.state.label, token, 500 if token in ("accent", "ok") else 400)
