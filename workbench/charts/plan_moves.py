"""What scheduling a plan anew would change, in words, before anything is changed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from workbench.analysis.planning import Planned
from workbench.charts import calendar
from workbench.domain.action import Action
from workbench.domain.text import join_words, plural

_NAMED = 12


@dataclass(frozen=True, slots=True)
class Move:
    """One action that gets other dates; `id` is the action's."""

    id: str
    action: Action
    before: tuple[dt.date, dt.date] | None
    after: tuple[dt.date, dt.date]


def moves(actions: Sequence[Action], planned: Planned) -> list[Move]:
    """Give the actions that move, the earliest new start first."""
    found = [
        Move(each.id, each, calendar.span(each), planned.spans[each.id])
        for each in actions
        if each.id in planned.spans and (each.start, each.finish) != planned.spans[each.id]
    ]
    return sorted(found, key=lambda one: (one.after, one.action.code))


def finish_words(actions: Sequence[Action], planned: Planned) -> str:
    """When the whole plan is finished now and then: 'All is finished by 5 Mar 2027; as it stands, by 3 Jul 2027.'"""
    left = [each for each in actions if not each.state.ended]
    ends = {each.id: found[1] for each in left if (found := calendar.span(each))}
    then = ends | {name: span[1] for name, span in planned.spans.items()}
    if not then:
        return "Nothing is left to be scheduled."
    said = f"All is finished by {calendar.day_words(max(then.values()))}"
    undated = len(left) - len(ends)
    now = (
        f"as it stands, by {calendar.day_words(max(ends.values()))}"
        if ends
        else "as it stands, nothing has dates"
    )
    without = f", and {plural(undated, 'action has', 'actions have')} no dates" if undated and ends else ""
    return f"{said}; {now}{without}."


def counted_words(found: Sequence[Move], planned: Planned) -> str:
    """How many actions move: '9 of 14 actions move.'"""
    whole = len(planned.spans)
    if not whole:
        return "Everything is done, dropped or running: nothing moves."
    if not found:
        return f"{'It stands' if whole == 1 else f'All {whole:,} stand'} as planned already: nothing moves."
    return f"{len(found):,} of {plural(whole, 'action')} {'moves' if len(found) == 1 else 'move'}."


def assumed_words(actions: Sequence[Action], planned: Planned) -> str:
    """Which actions have neither effort nor lead time, so that a day is assumed."""
    codes = [each.code for each in actions if each.id in set(planned.assumed)]
    if not codes:
        return ""
    return f"{_listed(codes)} {'has' if len(codes) == 1 else 'have'} neither effort nor lead time: one day is assumed."


def apart_words(actions: Sequence[Action], planned: Planned) -> str:
    """Which order the levels of capabilities add: 'Levels build on each other: A3 before A7.'"""
    codes = {each.id: each.code for each in actions}
    pairs = [f"{codes[earlier]} before {codes[later]}" for earlier, later in planned.kept_apart]
    return f"Levels build on each other: {_listed(pairs)}." if pairs else ""


def _listed(words: Sequence[str]) -> str:
    if len(words) <= _NAMED:
        return join_words(list(words))
    return f"{', '.join(words[:_NAMED])} and {len(words) - _NAMED:,} more"
