"""A plan in dates: its actions one after the other within what the team can do at once (domain.md 4, 'Sequence')."""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Iterable, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from workbench.analysis.schedule import Step, Task, gating_edges, sequence
from workbench.analysis.working_days import finish_date, working_day, working_days_between
from workbench.domain.action import Action, ActionState

FIRST = 1e9
"""What runs already comes before everything else."""
ASSUMED_DAYS = 1.0
"""What an action takes that has neither effort nor lead time yet."""


@dataclass(frozen=True, slots=True)
class Planned:
    """Dates for every action that is still to be done, first and last day, both worked.

    `assumed` are the ids of those for which a day was assumed; `kept_apart` are pairs of ids, the first before the
    second, because one brings a capability to a level and the other to the next.
    """

    spans: Mapping[str, tuple[dt.date, dt.date]]
    assumed: tuple[str, ...]
    kept_apart: tuple[tuple[str, str], ...]


def plan_dates(
    actions: Iterable[Action],
    priorities: Mapping[str, float | None],
    start: dt.date,
    capacity: int,
    holidays: AbstractSet[dt.date] = frozenset(),
) -> Planned:
    """Give dates to what is proposed or agreed, around what runs, so that prerequisites and capacity are kept.

    Actions are placed one by one, the highest of `priorities` (by id) first, `None` as 0. What runs keeps its days and
    a person, also where only its start is known; a lead time is in calendar days, effort in working days. Level k of a
    capability comes before k + 1 unless the prerequisites given say otherwise.

    Raises:
        CycleError: when actions wait for each other.
        ValueError: for a capacity below 1, or dates beyond the calendar.
    """
    left = {each.id: each for each in actions if not each.state.ended}
    running = {key for key, each in left.items() if each.state is ActionState.RUNNING and each.span}
    after: dict[str, frozenset[str]] = {
        key: frozenset[str]() if key in running else frozenset(each.after) & left.keys()
        for key, each in left.items()
    }
    apart = _apart(left, after, running)
    for earlier, later in apart:
        after[later] |= {earlier}
    tasks = [
        _running(each, start, holidays)
        if key in running
        else Task(
            key, _effort(each), priorities.get(key) or 0.0, after[key], _lead_days(each, start, holidays)
        )
        for key, each in left.items()
    ]
    spans: dict[str, tuple[dt.date, dt.date]] = {}
    for slot in sequence(tasks, capacity):
        if slot.id not in running:
            first = working_day(start, slot.start, holidays)
            spans[slot.id] = (first, finish_date(start, slot.start, slot.finish, holidays))
    return Planned(
        spans, tuple(key for key, each in left.items() if key not in running and _unknown(each)), tuple(apart)
    )


def _unknown(action: Action) -> bool:
    return not action.effort_days and not action.lead_days


def _effort(action: Action) -> float:
    return ASSUMED_DAYS if _unknown(action) else action.effort_days or 0.0


def _lead_days(action: Action, start: dt.date, holidays: AbstractSet[dt.date]) -> int:
    """The working days in a lead time of calendar days; holidays are counted where work begins."""
    if not action.lead_days:
        return 0
    try:
        first = working_day(start, 0, holidays)
        return working_days_between(first, first + dt.timedelta(action.lead_days), holidays)
    except OverflowError:
        raise ValueError(f"The lead time of {action.code} leads beyond the calendar.") from None


def _running(action: Action, start: dt.date, holidays: AbstractSet[dt.date]) -> Task:
    """What runs takes one person from the first day until it ends; without an end, for its lead time and its effort."""
    assert action.span is not None
    begun, finish = action.span
    if action.finish is None and action.effort_days:
        finish = max(finish, finish_date(begun, 0, math.ceil(action.effort_days), holidays))
    rest = working_days_between(start, max(start, finish + dt.timedelta(1)), holidays)
    return Task(action.id, float(rest), FIRST)


def _apart(
    left: Mapping[str, Action], after: Mapping[str, frozenset[str]], running: AbstractSet[str]
) -> list[tuple[str, str]]:
    """The pairs that steps of the same capability add; one that would close a circle is left out."""
    steps = [
        Step(each.id, each.capability, each.level)
        for each in left.values()
        if each.capability and each.level is not None
    ]
    kept: list[tuple[str, str]] = []
    waits = dict(after)
    for earlier, later in gating_edges(steps):
        if later in running or earlier in waits[later]:
            continue
        if not _waits_for(waits, earlier, later):
            waits[later] |= {earlier}
            kept.append((earlier, later))
    return kept


def _waits_for(waits: Mapping[str, frozenset[str]], name: str, other: str) -> bool:
    """Whether an action waits for another, directly or through others."""
    seen, left = {name}, [name]
    while left:
        for each in waits[left.pop()]:
            if each == other:
                return True
            if each not in seen:
                seen.add(each)
                left.append(each)
    return False
