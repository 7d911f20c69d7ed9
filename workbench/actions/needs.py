"""Business needs, future plans and their KPIs."""

from __future__ import annotations

from workbench.actions import entries
from workbench.actions.edit import Edit
from workbench.actions.entries import Rows
from workbench.domain.agreement import Agreement
from workbench.domain.need import Need
from workbench.storage.unit import Unit

_ROWS = Rows(Need, "N", "a business need")
LETTER, add, change = _ROWS.letter, _ROWS.add, _ROWS.change


def remove(assessment_id: str, entity_id: str) -> Edit:
    """Take one away, and out of the agreements that name it."""

    def do(unit: Unit) -> None:
        entries.unlink(unit, Agreement, assessment_id, "needs", entity_id)
        unit.remove(Need, entity_id)

    return Edit("Remove a business need", do)
