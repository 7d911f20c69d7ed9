"""What moves along when an action moves: everything that waits for it, by as little as needed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from collections.abc import Set as AbstractSet

from workbench.analysis.schedule import CycleError, find_cycle
from workbench.analysis.working_days import finish_date, working_day, working_days_between
from workbench.domain.action import Action

Span = tuple[dt.date, dt.date]


def shifted(
    actions: Mapping[str, Action],
    moved: str,
    start: dt.date,
    finish: dt.date,
    holidays: AbstractSet[dt.date] = frozenset(),
) -> dict[str, Span]:
    """Give the new dates of an action and of every successor that would start before what it needs is finished.

    A successor begins on a working day, keeps its length in working days and moves only later; what is done, dropped
    or has no dates stays.

    Raises:
        CycleError: when actions wait for each other.
        OverflowError: when a date would lie beyond the calendar.
    """
    path = find_cycle({each.id: each.after for each in actions.values()})
    if path is not None:
        raise CycleError(path)
    spans: dict[str, Span] = {moved: (start, finish)}
    waiting = _successors(actions)
    queue = [moved]
    while queue:
        name = queue.pop()
        end = spans[name][1]
        for later in waiting.get(name, ()):
            action = actions[later]
            if action.state.ended or action.span is None:
                continue
            known = spans.get(later, action.span)
            if known[0] < end:
                spans[later] = _later(known, end, holidays)
                queue.append(later)
    return spans


def _later(span: Span, earliest: dt.date, holidays: AbstractSet[dt.date]) -> Span:
    """The same piece of work from the first working day at or after another day."""
    begin, until = span
    days = working_days_between(begin, until + dt.timedelta(1), holidays)
    try:
        first = working_day(earliest, 0, holidays)
        return first, finish_date(first, 0, days, holidays)
    except ValueError as error:
        raise OverflowError(str(error)) from error


def _successors(actions: Mapping[str, Action]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for each in actions.values():
        for name in each.after:
            found.setdefault(name, []).append(each.id)
    return found
