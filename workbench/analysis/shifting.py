"""What moves along when an action moves: everything that waits for it, by as little as needed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

from workbench.analysis.schedule import CycleError, find_cycle
from workbench.domain.action import Action

Span = tuple[dt.date, dt.date]


def shifted(actions: Mapping[str, Action], moved: str, start: dt.date, finish: dt.date) -> dict[str, Span]:
    """Give the new dates of an action and of every successor that would start before what it needs is finished.

    A successor keeps its length in calendar days and moves only later; what is done, dropped or has no dates stays.

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
            if action.state.ended or action.start is None or action.finish is None:
                continue
            begin, until = spans.get(later, (action.start, action.finish))
            if begin < end:
                spans[later] = (end, until + (end - begin))
                queue.append(later)
    return spans


def _successors(actions: Mapping[str, Action]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for each in actions.values():
        for name in each.after:
            found.setdefault(name, []).append(each.id)
    return found
