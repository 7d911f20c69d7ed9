"""What becomes of suggestions: into the plan, into an action that is there, or turned down with a reason."""

from __future__ import annotations

from workbench.actions import entries
from workbench.actions.edit import Edit
from workbench.domain.dismissal import Dismissal
from workbench.domain.entity import new_id
from workbench.storage.unit import Unit


def dismiss(assessment_id: str, key: str, title: str, reason: str) -> Edit:
    """Turn a suggestion down; it comes back when the facts behind it change.

    Raises:
        ValueError: without a reason.
    """
    new = Dismissal(id=new_id(), assessment=assessment_id, key=key, title=title, reason=reason.strip())

    def do(unit: Unit) -> None:
        known = [each for each in unit.all(Dismissal, assessment=assessment_id) if each.key == key]
        for each in known:
            unit.remove(Dismissal, each.id)
        unit.put(new)

    return Edit("Turn down a suggestion", do)


def offer_again(dismissal_id: str) -> Edit:
    """Forget that a suggestion was turned down."""
    return entries.remove(Dismissal, dismissal_id, "Offer a suggestion again")
