"""Taking in a risk register that was changed elsewhere."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from typing import Any

from workbench.actions import entries
from workbench.actions.edit import Edit
from workbench.domain.entity import new_id
from workbench.domain.risk import Risk, RiskKind
from workbench.exchange.register import Register, RegisterRow
from workbench.storage.unit import Unit


def take(assessment_id: str, register: Register) -> Edit:
    """Change the risks that a table says otherwise, and add those that are new; all of it in one step.

    Raises:
        ValueError: when the table has problems; the first of them is the sentence.
    """
    if register.problems:
        more = len(register.problems) - 1
        rest = f" ({more} more)" if more else ""
        raise ValueError(f"{register.problems[0]}{rest}")

    def do(unit: Unit) -> None:
        for row in register.changed:
            assert row.risk is not None
            unit.put(replace(row.risk, **row.values))
        wanted = {row.code for row in register.added}
        for row in register.added:
            unit.put(_new(unit, assessment_id, row, wanted))

    return Edit("Take in a risk register", do, copied=True)


def _code(unit: Unit, assessment_id: str, row: RegisterRow, letter: str, wanted: Collection[str]) -> str:
    taken = {each.code for each in unit.of_assessment(Risk, assessment_id)}
    if row.code and row.code not in taken:
        # The client's own code stays where it can: the same table taken in again then means the same risk.
        return row.code
    code = entries.next_code(unit, Risk, assessment_id, letter)
    while code in wanted:
        # It belongs to a row further down.
        code = f"{letter}{int(code.removeprefix(letter)) + 1}"
    return code


def _new(unit: Unit, assessment_id: str, row: RegisterRow, wanted: Collection[str]) -> Risk:
    # The id of a risk of another assessment in this workspace is taken already.
    free = bool(row.id) and unit.find(Risk, row.id) is None
    kind = row.values.get("kind", RiskKind.THREAT)
    fields: dict[str, Any] = {key: value for key, value in row.values.items() if value is not None}
    fields["id"] = row.id if free else new_id()
    fields["assessment"] = assessment_id
    fields["code"] = _code(unit, assessment_id, row, kind.letter, wanted)
    fields["position"] = entries.next_position(unit, Risk, assessment_id)
    return Risk(**fields)
