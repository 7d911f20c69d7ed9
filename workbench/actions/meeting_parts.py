"""The parts of a session, one by one: its agenda, who is there, what is parked and what is decided.

Each edit changes one part of the session as it is stored, so that two in a row never undo each other.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import replace
from typing import Any, TypeVar

from workbench.actions import obstacles, plan
from workbench.actions.edit import Edit
from workbench.domain.assessment import Respondent
from workbench.domain.entity import require
from workbench.domain.meeting import AgendaItem, Decision, Meeting, Parked
from workbench.domain.text import whole_line
from workbench.storage.unit import Unit

P = TypeVar("P", Parked, Decision)


def _edit(meeting_id: str, label: str, change: Callable[[Meeting], Meeting], merge: str = "") -> Edit:
    def do(unit: Unit) -> None:
        before = unit.get(Meeting, meeting_id)
        after = change(before)
        if after != before:
            unit.put(after)

    return Edit(label, do, merge)


# The agenda


def add_items(meeting_id: str, items: Sequence[AgendaItem]) -> Edit:
    """Put items at the end of the agenda; those that are on it stay as they are."""

    def change(before: Meeting) -> Meeting:
        there = {each.key for each in before.agenda}
        new = {each.key: each for each in items if each.key not in there}
        return replace(before, agenda=(*before.agenda, *new.values()))

    return _edit(meeting_id, "Add to the agenda", change)


def change_item(meeting_id: str, key: str, merge: str = "", /, **fields: Any) -> Edit:
    """Change some fields of an item of the agenda, by its key."""

    def change(before: Meeting) -> Meeting:
        changed = (replace(each, **fields) if each.key == key else each for each in before.agenda)
        return replace(before, agenda=tuple(changed))

    return _edit(meeting_id, "Change the agenda", change, merge)


def remove_items(meeting_id: str, keys: Collection[str]) -> Edit:
    """Take items off the agenda; the time they took is forgotten with them, and the talk stays where it is."""

    def change(before: Meeting) -> Meeting:
        left = tuple(each for each in before.agenda if each.key not in keys)
        clock = {key: used for key, used in before.clock.items() if key not in keys}
        return replace(before, agenda=left, clock=clock, current=_current(before, left))

    return _edit(meeting_id, "Take off the agenda", change)


def order_items(meeting_id: str, keys: Sequence[str]) -> Edit:
    """Put the agenda in an order; items that are not named come last."""

    def change(before: Meeting) -> Meeting:
        place = {key: number for number, key in enumerate(keys)}
        moved = tuple(sorted(before.agenda, key=lambda each: place.get(each.key, len(place))))
        return replace(before, agenda=moved, current=_current(before, moved))

    return _edit(meeting_id, "Move on the agenda", change)


def _current(before: Meeting, after: Sequence[AgendaItem]) -> int:
    """Where the item that is talked about stands now; the one that took its place where it is gone."""
    if before.current >= len(before.agenda):
        return before.current
    key = before.agenda[before.current].key
    at = next((number for number, each in enumerate(after) if each.key == key), None)
    if at is not None:
        return at
    rest = {each.key for each in after}
    return sum(1 for each in before.agenda[: before.current] if each.key in rest)


# Who is there


def tick(meeting_id: str, who: Collection[str], there: bool) -> Edit:
    """Tick that some are there, or take their ticks away; what they said stays."""

    def do(unit: Unit) -> None:
        before = unit.get(Meeting, meeting_id)
        if there:
            for each in who:
                unit.get(Respondent, each)
            after = (*before.present, *(each for each in who if each not in before.present))
        else:
            after = tuple(each for each in before.present if each not in who)
        if after != before.present:
            unit.put(replace(before, present=after))

    return Edit("Somebody is in the session" if there else "Somebody is not in the session", do)


# What is parked and decided


def change_parked(meeting_id: str, number: int, merge: str = "", /, **fields: Any) -> Edit:
    """Change something in the parking lot, counted from 0.

    The edit raises `ValueError` where it is not there any more, or has no words left.
    """

    def change(before: Meeting) -> Meeting:
        return replace(before, parked=_changed(before.parked, number, fields))

    return _edit(meeting_id, "Change what is parked", change, merge)


def remove_parked(meeting_id: str, number: int) -> Edit:
    """Take something out of the parking lot."""
    return _edit(
        meeting_id,
        "Take out of the parking lot",
        lambda before: replace(before, parked=_without(before.parked, number)),
    )


def change_decision(meeting_id: str, number: int, merge: str = "", /, **fields: Any) -> Edit:
    """Change a decision, counted from 0.

    The edit raises `ValueError` where it is not there any more, or has no words left.
    """

    def change(before: Meeting) -> Meeting:
        return replace(before, decisions=_changed(before.decisions, number, fields))

    return _edit(meeting_id, "Change a decision", change, merge)


def remove_decision(meeting_id: str, number: int) -> Edit:
    """Take a decision away."""
    return _edit(
        meeting_id,
        "Remove a decision",
        lambda before: replace(before, decisions=_without(before.decisions, number)),
    )


def parked_to_obstacle(meeting_id: str, number: int, entity_id: str) -> Edit:
    """List what is parked as an obstacle, which says where it came up; parked it is done then."""
    return _made_of(meeting_id, number, "Make an obstacle of it", obstacles.add, entity_id, "evidence")


def parked_to_action(meeting_id: str, number: int, entity_id: str) -> Edit:
    """Put what is parked into the plan as an action, which says where it came up; parked it is done then."""
    return _made_of(meeting_id, number, "Make an action of it", plan.add, entity_id, "purpose")


def _made_of(
    meeting_id: str, number: int, label: str, add: Callable[..., Edit], entity_id: str, said_in: str
) -> Edit:
    def do(unit: Unit) -> None:
        before = unit.get(Meeting, meeting_id)
        known = _at(before.parked, number)
        where = f"Came up in session {before.code}, {whole_line(before.title)}"
        where += f", at {known.question}." if known.question else "."
        fields = {said_in: where}
        add(before.assessment, whole_line(known.text), entity_id=entity_id, **fields).do(unit)
        unit.put(replace(before, parked=_changed(before.parked, number, {"done": True})))

    return Edit(label, do)


def _at(parts: Sequence[P], number: int) -> P:
    require(0 <= number < len(parts), "It is not there any more. Look at the session again.")
    return parts[number]


def _changed(parts: Sequence[P], number: int, fields: dict[str, Any]) -> tuple[P, ...]:
    changed = replace(_at(parts, number), **fields)
    require(bool(changed.text.strip()), "Write some words, or remove it.")
    return (*parts[:number], changed, *parts[number + 1 :])


def _without(parts: Sequence[P], number: int) -> tuple[P, ...]:
    _at(parts, number)
    return (*parts[:number], *parts[number + 1 :])
