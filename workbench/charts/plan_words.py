"""What the plan's screen says in words: its finding, and the arithmetic of one action."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from workbench.analysis.ranking import Ranking
from workbench.charts import calendar, gantt
from workbench.charts.words import amount
from workbench.domain.action import Action
from workbench.domain.text import sentence_case, spelled

DAYS_SOON = 365


def title(actions: Sequence[Action], ranking: Ranking, today: dt.date) -> str:
    """Say what the roadmap comes to: 'Four quick wins land by February and free 51 hours a month'.

    Without quick wins that have dates ahead it is what the roadmap alone says.
    """
    shown = {each.id for each in actions}
    found = [
        (spanned[1], each)
        for each in ranking.quick_wins
        if each.action.id in shown and (spanned := calendar.span(each.action)) and spanned[1] >= today
    ]
    if not found or (last := max(day for day, _ in found)) > today + dt.timedelta(DAYS_SOON):
        return gantt.title(actions, today)
    count = len(found)
    year = "" if last.year == today.year or (last - today).days < 200 else f" {last.year}"
    when = f"{MONTHS[last.month - 1]}{year}"
    said = f"{sentence_case(spelled(count))} quick {'win lands' if count == 1 else 'wins land'} by {when}"
    hours = sum(each.benefits.toil for _, each in found)
    if hours >= 1:
        return f"{said} and {'frees' if count == 1 else 'free'} {amount(round(hours))} hours a month"
    rest = len([each for each in actions if not each.state.ended]) - count
    return f"{said}, ahead of {spelled(rest)} other {'action' if rest == 1 else 'actions'}" if rest else said


MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
