"""What follows what in a plan: circles found and named, dates that keep prerequisites, an order within capacity."""

from __future__ import annotations

import datetime as dt
import heapq
import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import pairwise

from workbench.analysis.capacity import Calendar
from workbench.analysis.checks import require_float, require_not_negative, require_whole
from workbench.domain.action import Action, ActionState

_RELATIVE = 1e-9


class CycleError(ValueError):
    """Actions wait for each other; `path` begins and ends with the same id."""

    def __init__(self, path: tuple[str, ...]) -> None:
        super().__init__(f"These wait for each other: {' → '.join(path)}.")
        self.path = path


def find_cycle(after: Mapping[str, Iterable[str]]) -> tuple[str, ...] | None:
    """Give one circle among prerequisites as a path whose first and last id are equal, or `None`."""
    done: set[str] = set()
    for start in after:
        trail: list[str] = []
        stack = [(start, iter(tuple(after[start])))] if start not in done else []
        while stack:
            name, rest = stack[-1]
            if not trail or trail[-1] != name:
                trail.append(name)
            following = next(rest, None)
            if following is None:
                done.add(name)
                stack.pop()
                trail.pop()
            elif following in trail:
                return (*trail[trail.index(following) :], following)
            elif following not in done and following in after:
                stack.append((following, iter(tuple(after[following]))))
    return None


def too_early(action: Action, start: dt.date, actions: Mapping[str, Action]) -> Action | None:
    """Give the prerequisite that is not finished when an action would start, or `None`."""
    for other_id in action.after:
        other = actions.get(other_id)
        if other is None or other.state in (ActionState.DONE, ActionState.DROPPED):
            continue
        if other.span is not None and other.span[1] > start:
            return other
    return None


def too_late(action: Action, finish: dt.date, actions: Iterable[Action]) -> Action | None:
    """Give the action that would start before this one, its prerequisite, is finished, or `None`."""
    for other in actions:
        if action.id in other.after and other.start is not None and other.start < finish:
            return other
    return None


@dataclass(frozen=True, slots=True)
class Task:
    """A piece of work for one person: effort in person-days, lead time in working days, what it comes `after`."""

    id: str
    effort: float
    priority: float
    after: frozenset[str] = frozenset()
    lead_days: int = 0

    @property
    def days(self) -> int:
        """How many working days it lasts: the effort rounded up, or the lead time where that is longer.

        An effort within 1e-9 of a whole number is that number. Without effort and lead time it lasts no time at all:
        a milestone, which needs nobody.
        """
        whole = round(self.effort)
        near = math.isclose(self.effort, whole, rel_tol=_RELATIVE)
        return max(whole if near else math.ceil(self.effort), self.lead_days)


@dataclass(frozen=True, slots=True)
class Slot:
    """When a task is done, in working days counted from 0; `finish` is the first day it no longer needs."""

    id: str
    start: int
    finish: int


def sequence(tasks: Iterable[Task], capacity: int, start: int = 0) -> list[Slot]:
    """Put tasks in time, one person each and at most `capacity` people at once (domain.md 4, 'Sequence').

    Serial scheduling: of the tasks whose prerequisites are placed the one of highest priority, then of first id, gets
    the earliest days at or after `start` on which its prerequisites are finished and somebody is free throughout. The
    order of `tasks` does not matter.

    Returns:
        Slots in order of start, then of id.

    Raises:
        CycleError: for tasks that wait for each other, with their path.
        ValueError: for an id given twice or unknown in `after`, an effort or lead time below 0, a priority that is no
            number, or a capacity that is no whole number of 1 or more.
    """
    people, first = require_whole("capacity", capacity, 1), require_whole("start", start, 0)
    known = _known(tasks)
    following: dict[str, list[str]] = {each: [] for each in known}
    waiting: dict[str, int] = {}
    for task in known.values():
        needed = set(task.after)
        waiting[task.id] = len(needed)
        for each in needed:
            following[each].append(task.id)
    eligible = [(-task.priority, task.id) for task in known.values() if not waiting[task.id]]
    heapq.heapify(eligible)
    earliest = dict.fromkeys(known, first)
    calendar = Calendar(people)
    slots: list[Slot] = []
    while eligible:
        task = known[heapq.heappop(eligible)[1]]
        begin = calendar.place(earliest[task.id], task.days)
        slots.append(Slot(task.id, begin, begin + task.days))
        for each in following[task.id]:
            earliest[each] = max(earliest[each], begin + task.days)
            waiting[each] -= 1
            if not waiting[each]:
                heapq.heappush(eligible, (-known[each].priority, each))
    if len(slots) < len(known):
        _refuse_circle(known)
    return sorted(slots, key=lambda slot: (slot.start, slot.id))


def _known(tasks: Iterable[Task]) -> dict[str, Task]:
    known: dict[str, Task] = {}
    for task in tasks:
        if task.id in known:
            raise ValueError(f"The id '{task.id}' is given to two tasks.")
        require_not_negative(f"The effort of '{task.id}'", task.effort)
        require_float(f"The priority of '{task.id}'", task.priority)
        require_whole(f"lead_days of '{task.id}'", task.lead_days, 0)
        known[task.id] = task
    for task in known.values():
        for each in sorted(task.after):
            if each not in known:
                raise ValueError(f"'{task.id}' comes after '{each}', which is not among the tasks.")
    return known


def _refuse_circle(known: Mapping[str, Task]) -> None:
    # In the order of ids, so that of several circles the same one is always named.
    path = find_cycle({each: sorted(known[each].after) for each in sorted(known)})
    assert path is not None
    raise CycleError(path)


@dataclass(frozen=True, slots=True)
class Step:
    """An action that takes a capability to a level, 2..5."""

    id: str
    capability: str
    level: int


def gating_edges(steps: Iterable[Step]) -> tuple[tuple[str, str], ...]:
    """Give what must be done first because levels build on each other: pairs (earlier, later) of ids, in their order.

    Every action for a level of a capability comes after all those for the next lower level that the same capability
    has actions for: level k before k + 1, and before k + 2 where nothing serves k + 1.
    """
    levels: dict[str, dict[int, list[str]]] = {}
    for step in steps:
        levels.setdefault(step.capability, {}).setdefault(step.level, []).append(step.id)
    return tuple(
        sorted(
            (earlier, later)
            for found in levels.values()
            for low, high in pairwise(sorted(found))
            for earlier in found[low]
            for later in found[high]
        )
    )
