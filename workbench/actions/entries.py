"""What all lists have in common: add a row, change its fields, take it away, put it elsewhere."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any, TypeVar

from workbench.actions.edit import Edit
from workbench.domain.entity import Entity
from workbench.storage.unit import Unit

E = TypeVar("E", bound=Entity)


def next_position(unit: Unit, kind: type[Entity], assessment_id: str) -> int:
    """The place after the last row of a list."""
    rows = unit.of_assessment(kind, assessment_id)
    return max((int(getattr(row, "position", 0)) for row in rows), default=-1) + 1


def next_code(unit: Unit, kind: type[Entity], assessment_id: str, letter: str) -> str:
    """The next free code of a list, such as 'T7': one more than the highest there is, so gaps stay gaps."""
    codes = (str(getattr(row, "code", "")) for row in unit.of_assessment(kind, assessment_id))
    found = (re.fullmatch(rf"{letter}(\d+)", code) for code in codes)
    return f"{letter}{max((int(match[1]) for match in found if match), default=0) + 1}"


def change(kind: type[E], entity_id: str, label: str, merge: str = "", /, **fields: Any) -> Edit:
    """Change some fields of one entry (`kind` may be one of them); nothing is written when all of them are as they were."""

    def do(unit: Unit) -> None:
        before = unit.get(kind, entity_id)
        after = replace(before, **fields)
        if after != before:
            unit.put(after)

    return Edit(label, do, merge)


def remove(kind: type[Entity], entity_id: str, label: str) -> Edit:
    """Take one entry away."""
    return Edit(label, lambda unit: unit.remove(kind, entity_id))


def unlink(unit: Unit, kind: type[Entity], assessment_id: str, field: str, entity_id: str) -> None:
    """Take a removed entry out of every list of links that names it."""
    for row in unit.of_assessment(kind, assessment_id):
        links = tuple(getattr(row, field))
        if entity_id in links:
            unit.put(replace(row, **{field: tuple(each for each in links if each != entity_id)}))
