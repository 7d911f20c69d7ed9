"""What follows what in a plan: circles found and named, dates that keep prerequisites."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping

from workbench.domain.action import Action, ActionState


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
        if other.finish is not None and other.finish > start:
            return other
    return None


def too_late(action: Action, finish: dt.date, actions: Iterable[Action]) -> Action | None:
    """Give the action that would start before this one, its prerequisite, is finished, or `None`."""
    for other in actions:
        if action.id in other.after and other.start is not None and other.start < finish:
            return other
    return None
