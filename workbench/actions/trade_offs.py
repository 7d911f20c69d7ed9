"""Decision records: options, criteria, and the ratings between them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from workbench.actions.edit import Edit
from workbench.actions.entries import Rows
from workbench.domain.trade_off import Criterion, Option, TradeOff
from workbench.storage.unit import Unit

_ROWS = Rows(TradeOff, "K", "a trade-off")
LETTER, add, change, remove = _ROWS.letter, _ROWS.add, _ROWS.change, _ROWS.remove


def _edit(entity_id: str, label: str, make: Callable[[TradeOff], TradeOff], merge: str = "") -> Edit:
    def do(unit: Unit) -> None:
        before = unit.get(TradeOff, entity_id)
        after = make(before)
        if after != before:
            unit.put(after)

    return Edit(label, do, merge)


def _ratings(found: TradeOff, option: Option) -> list[int | None]:
    """The ratings of an option, one for each criterion."""
    return [option.rating(number) for number in range(len(found.criteria))]


def add_option(entity_id: str, name: str) -> Edit:
    """Add an option that nothing is rated of yet."""
    return _edit(
        entity_id,
        "Add an option",
        lambda found: replace(found, options=(*found.options, Option(name=name.strip()))),
    )


def change_option(entity_id: str, number: int, merge: str = "", /, **fields: Any) -> Edit:
    """Change the name or the note of an option, counted from 0."""

    def make(found: TradeOff) -> TradeOff:
        options = list(found.options)
        options[number] = replace(options[number], **fields)
        return replace(found, options=tuple(options))

    return _edit(entity_id, "Change an option", make, merge)


def remove_option(entity_id: str, number: int) -> Edit:
    """Take an option away; nothing is chosen any more if it was the one."""

    def make(found: TradeOff) -> TradeOff:
        options = (*found.options[:number], *found.options[number + 1 :])
        choice = found.choice
        if choice is not None:
            choice = None if choice == number else choice - (choice > number)
        return replace(found, options=options, choice=choice)

    return _edit(entity_id, "Remove an option", make)


def add_criterion(entity_id: str, name: str, weight: float = 1.0) -> Edit:
    """Add a criterion, by which no option is rated yet."""
    return _edit(
        entity_id,
        "Add a criterion",
        lambda found: replace(found, criteria=(*found.criteria, Criterion(name=name.strip(), weight=weight))),
    )


def change_criterion(entity_id: str, number: int, **fields: Any) -> Edit:
    """Change the name or the weight of a criterion, counted from 0."""

    def make(found: TradeOff) -> TradeOff:
        criteria = list(found.criteria)
        criteria[number] = replace(criteria[number], **fields)
        return replace(found, criteria=tuple(criteria))

    return _edit(entity_id, "Change a criterion", make)


def remove_criterion(entity_id: str, number: int) -> Edit:
    """Take a criterion away, and with it what options were rated by it."""

    def make(found: TradeOff) -> TradeOff:
        def without(option: Option) -> Option:
            ratings = _ratings(found, option)
            return replace(option, ratings=tuple(ratings[:number] + ratings[number + 1 :]))

        criteria = (*found.criteria[:number], *found.criteria[number + 1 :])
        return replace(found, criteria=criteria, options=tuple(map(without, found.options)))

    return _edit(entity_id, "Remove a criterion", make)


def rate(entity_id: str, option: int, criterion: int, rating: int | None) -> Edit:
    """Rate an option by a criterion, 1 to 5, or take the rating back with `None`."""

    def make(found: TradeOff) -> TradeOff:
        options = list(found.options)
        ratings = _ratings(found, options[option])
        ratings[criterion] = rating
        options[option] = replace(options[option], ratings=tuple(ratings))
        return replace(found, options=tuple(options))

    return _edit(entity_id, "Rate an option", make)
