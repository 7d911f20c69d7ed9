"""What all lists have in common: add a row, change its fields, take it away, put it elsewhere."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any, TypeVar

from workbench.actions.edit import Edit
from workbench.domain.entity import Entity, new_id
from workbench.storage.unit import Unit

E = TypeVar("E", bound=Entity)


def next_position(unit: Unit, kind: type[Entity], assessment_id: str) -> int:
    """The place after the last row of a list."""
    return max(unit.values(kind, "position", assessment=assessment_id), default=-1) + 1


def next_code(unit: Unit, kind: type[Entity], assessment_id: str, letter: str) -> str:
    """The next free code of a list, such as 'T7': one more than the highest there is, so gaps stay gaps."""
    codes = unit.values(kind, "code", assessment=assessment_id)
    found = (re.fullmatch(rf"{letter}(\d+)", code) for code in codes)
    return f"{letter}{max((int(match[1]) for match in found if match), default=0) + 1}"


def add(
    kind: type[Entity],
    assessment_id: str,
    letter: str,
    label: str,
    entity_id: str | None = None,
    /,
    *,
    title: str,
    **fields: Any,
) -> Edit:
    """Add an entry with a title at the end of its list, with the next code of its letter."""
    new = entity_id or new_id()

    def do(unit: Unit) -> None:
        values: dict[str, Any] = {
            "id": new,
            "assessment": assessment_id,
            "code": next_code(unit, kind, assessment_id, letter),
            "title": title.strip(),
            "position": next_position(unit, kind, assessment_id),
        }
        unit.put(kind(**values, **fields))

    return Edit(label, do)


@dataclass(frozen=True, slots=True)
class Rows:
    """The three edits every list of entries with titles has; `what` names one entry in the list of what can be undone.

    Codes begin with `letter`; other lists of the same assessment that name a removed entry have actions of their own.
    """

    kind: type[Entity]
    letter: str
    what: str

    def add(self, assessment_id: str, title: str, *, entity_id: str | None = None, **fields: Any) -> Edit:
        """Add an entry at the end of the list."""
        return add(
            self.kind, assessment_id, self.letter, f"Add {self.what}", entity_id, title=title, **fields
        )

    def change(self, entity_id: str, merge: str = "", /, **fields: Any) -> Edit:
        """Change some fields."""
        return change(self.kind, entity_id, f"Change {self.what}", merge, **fields)

    def remove(self, _assessment_id: str, entity_id: str) -> Edit:
        """Take one away."""
        return remove(self.kind, entity_id, f"Remove {self.what}")


def reorder(kind: type[Entity], assessment_id: str, ids: Sequence[str], label: str) -> Edit:
    """Put a list in this order; entries that `ids` does not name stay behind the others, in their own order."""

    def do(unit: Unit) -> None:
        rows = {row.id: row for row in unit.of_assessment(kind, assessment_id)}
        named = [each for each in ids if each in rows]
        order = [*named, *(each for each in rows if each not in set(named))]
        for position, entity_id in enumerate(order):
            row: Any = rows[entity_id]
            if row.position != position:
                unit.put(replace(row, position=position))

    return Edit(label, do)


def reorder_part(kind: type[Entity], assessment_id: str, ids: Sequence[str], label: str) -> Edit:
    """Put some rows of a list in this order, in the places they hold together; all other rows stay where they are."""

    def do(unit: Unit) -> None:
        rows = unit.of_assessment(kind, assessment_id)
        here = {row.id for row in rows}
        named = [each for each in ids if each in here]
        following = iter(named)
        order = [next(following) if row.id in set(named) else row.id for row in rows]
        reorder(kind, assessment_id, order, label).do(unit)

    return Edit(label, do)


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


def add_rows(
    kind: type[Entity],
    assessment_id: str,
    letter: Callable[[dict[str, Any]], str],
    rows: Sequence[dict[str, Any]],
    label: str,
) -> Edit:
    """Add many entries at the end of a list in one step; `letter` gives the letter of a row's code.

    Nothing is added when one of them is refused.
    """

    def do(unit: Unit) -> None:
        position = next_position(unit, kind, assessment_id)
        taken: dict[str, int] = {}
        made: list[Entity] = []
        for i, row in enumerate(rows):
            sign = letter(row)
            if sign not in taken:
                taken[sign] = int(next_code(unit, kind, assessment_id, sign)[len(sign) :])
            given = {key: value for key, value in row.items() if value is not None}
            fixed: dict[str, Any] = {
                "id": new_id(),
                "assessment": assessment_id,
                "code": f"{sign}{taken[sign]}",
                "position": position + i,
            }
            made.append(kind(**{**given, **fixed}))
            taken[sign] += 1
        unit.put_all(made)

    return Edit(label, do)


def change_many(kind: type[E], ids: Sequence[str], label: str, /, **fields: Any) -> Edit:
    """Change the same fields of several entries in one step."""

    def do(unit: Unit) -> None:
        for entity_id in ids:
            before = unit.get(kind, entity_id)
            after = replace(before, **fields)
            if after != before:
                unit.put(after)

    return Edit(label, do)
