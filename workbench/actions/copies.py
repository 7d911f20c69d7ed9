"""Entries of one assessment as those of another: every id exchanged, wherever it stands."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from workbench.actions import answers, practices
from workbench.domain.assessment import Answer, Consensus
from workbench.domain.dismissal import Dismissal
from workbench.domain.entity import Entity, new_id
from workbench.domain.practice import Practice
from workbench.storage.codec import from_values, to_values


def with_new_ids(rows: Iterable[Entity], assessment_id: str, made: str) -> Iterator[Entity]:
    """Entries of one assessment as those of another, `made`: each with a new id, and all that name it exchanged.

    Respondents and subjects come before what hangs on them.
    """
    listed = list(rows)
    known = {assessment_id: made}
    for each in listed:
        known[each.id] = _new_id(each, known)
    return (exchanged(each, known) for each in listed)


def _new_id(entity: Entity, known: Mapping[str, str]) -> str:
    # What is said to a question is one entry however often it is said anew: see `answers.place_id`.
    if isinstance(entity, Answer):
        return answers.place_id(known[entity.respondent], entity.question)
    if isinstance(entity, Consensus):
        return answers.place_id(known[entity.assessment], entity.question)
    if isinstance(entity, Practice):
        return practices.place_id(known[entity.subject], entity.catalogue, entity.item)
    return new_id()


def exchanged(entity: Entity, known: Mapping[str, str]) -> Entity:
    """An entity with every id in it exchanged for that of the copy."""
    values = to_values(entity) | {"version": 0}
    if isinstance(entity, Dismissal):
        # Its key names what the suggestion came from, between colons.
        values["key"] = ":".join(known.get(part, part) for part in entity.key.split(":"))
    return from_values(type(entity), _exchanged(values, known))


def _exchanged(value: Any, known: Mapping[str, str]) -> Any:
    if isinstance(value, str):
        return known.get(value, value)
    if isinstance(value, list):
        return [_exchanged(each, known) for each in value]  # pyright: ignore[reportUnknownVariableType]
    if isinstance(value, dict):
        # A voice is kept under the id of who gave it.
        return {known.get(key, key): _exchanged(each, known) for key, each in value.items()}  # pyright: ignore[reportUnknownVariableType, reportUnknownArgumentType]
    return value
