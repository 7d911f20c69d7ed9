"""A choice of actions: what it needs besides, which rules it goes against, and one that fills a capacity (domain.md 4)."""

from __future__ import annotations

import math
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from workbench.analysis.checks import require_not_negative
from workbench.analysis.quick_wins import RELATIVE
from workbench.analysis.standing import Standing
from workbench.domain.action import Action, ActionState
from workbench.domain.book import Book
from workbench.domain.content import SuggestedAction


class Rule(StrEnum):
    """What a choice goes against."""

    PREREQUISITE = "prerequisite"
    LEVEL = "level"
    STAGE = "stage"


@dataclass(frozen=True, slots=True)
class Caution:
    """One chosen action and what it needs besides.

    `other` is the id of the action it waits for (`PREREQUISITE`), the catalogue's id of what comes first by the pack's
    order of stages (`STAGE`), or '' (`LEVEL`); then `level` is the step that nothing chosen brings, and `now` where its
    capability stands.
    """

    rule: Rule
    action: str
    other: str = ""
    level: int = 0
    now: int = 0


def effort_of(actions: Iterable[Action], chosen: Collection[str]) -> float:
    """Give the person-days of the chosen actions; those without an effort count nothing."""
    return math.fsum(each.effort_days or 0.0 for each in actions if each.id in chosen)


def cautions(book: Book, standing: Standing, chosen: Collection[str]) -> list[Caution]:
    """Say what a choice of actions lacks: open prerequisites, lower levels, what the pack puts first.

    What is done counts as chosen. Each action is named in the plan's order, at most once for one cause.
    """
    have = {each.id for each in book.actions if each.id in chosen or each.state is ActionState.DONE}
    taken = [each for each in book.actions if each.id in chosen and not each.state.ended]
    entries = {each.id: each for each in book.pack.actions}
    catalogued = {each.catalogue for each in book.actions if each.id in have and each.catalogue}
    steps = {(each.capability, each.level) for each in book.actions if each.id in have}
    found: list[Caution] = []
    for each in taken:
        missing = [name for name in each.after if name not in have and _open(book, name)]
        found += [Caution(Rule.PREREQUISITE, each.id, name) for name in missing]
        known = {book_action.catalogue for name in missing if (book_action := book.get(Action, name))}
        found += _level(each, standing, steps)
        entry = entries.get(each.catalogue)
        for name in entry.after if entry is not None else ():
            first = entries.get(name)
            if first is None or name in catalogued or name in known or _reached(first, each, standing):
                continue
            found.append(Caution(Rule.STAGE, each.id, name))
    return found


def _reached(first: SuggestedAction, each: Action, standing: Standing) -> bool:
    """Whether the step of what comes first is taken already, or is one of the same capability, which `_level` looks at."""
    part = standing.capabilities.get(first.capability)
    level = part.rating.level if part is not None else None
    return first.capability == each.capability or (level is not None and level >= first.level)


def _open(book: Book, name: str) -> bool:
    other = book.get(Action, name)
    return other is not None and not other.state.ended


def _level(each: Action, standing: Standing, steps: Collection[tuple[str, int | None]]) -> list[Caution]:
    """Level k + 1 builds on level k: a step between where the capability stands and the action's that nobody takes."""
    part = standing.capabilities.get(each.capability)
    if part is None or part.rating.level is None or each.level is None:
        return []
    between = range(part.rating.level + 1, each.level)
    lacking = next((step for step in between if (each.capability, step) not in steps), None)
    return [] if lacking is None else [Caution(Rule.LEVEL, each.id, "", lacking, part.rating.level)]


def fill(actions: Iterable[Action], order: Iterable[str], capacity: float) -> frozenset[str]:
    """Choose actions one by one in an order of ids, each with what it still needs first, while they fit a capacity.

    `capacity` is in person-days; an action without an effort is never taken for itself, and counts nothing where
    another needs it. What does not fit is passed over, and a smaller one may follow.

    Raises:
        ValueError: for a capacity below 0.
    """
    room = require_not_negative("capacity", capacity)
    left = {each.id: each for each in actions if not each.state.ended}
    chosen: set[str] = set()
    used = 0.0
    for name in order:
        if name not in left or name in chosen or left[name].effort_days is None:
            continue
        wanted = _needed(name, left) - chosen
        days = math.fsum(left[each].effort_days or 0.0 for each in wanted)
        if used + days <= room * (1 + RELATIVE):
            chosen |= wanted
            used += days
    return frozenset(chosen)


def _needed(name: str, left: Mapping[str, Action]) -> set[str]:
    """An action and everything open that it waits for, directly or through others."""
    found, queue = {name}, [name]
    while queue:
        for each in left[queue.pop()].after:
            if each in left and each not in found:
                found.add(each)
                queue.append(each)
    return found
