"""Talents and stakeholders."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from workbench.actions import entries, obstacles
from workbench.actions.edit import Edit, together
from workbench.domain.entity import new_id
from workbench.domain.talent import Offer, Talent
from workbench.storage.unit import Unit

LETTER = "P"


def add(assessment_id: str, role_title: str, *, entity_id: str | None = None, **fields: Any) -> Edit:
    """Add a talent or stakeholder at the end of the list."""
    new = entity_id or new_id()

    def do(unit: Unit) -> None:
        unit.put(
            Talent(
                id=new,
                assessment=assessment_id,
                code=entries.next_code(unit, Talent, assessment_id, LETTER),
                role_title=role_title.strip(),
                position=entries.next_position(unit, Talent, assessment_id),
                **fields,
            )
        )

    return Edit("Add a talent or stakeholder", do)


def change(entity_id: str, merge: str = "", **fields: Any) -> Edit:
    """Change some fields; somebody who changes sides is offered anew, and so is whoever was left as listed because of
    another influence or stance."""

    def do(unit: Unit) -> None:
        before = unit.get(Talent, entity_id)
        after = replace(before, **fields)
        other_facts = (after.influence, after.stance) != (before.influence, before.stance)
        outdated = before.offer is Offer.DISMISSED and other_facts
        if "offer" not in fields and (outdated or _side(after) != _side(before)):
            after = replace(after, offer=Offer.OPEN)
        if after != before:
            unit.put(after)

    return Edit("Change a talent or stakeholder", do, merge)


def _side(talent: Talent) -> int:
    """−1 against, 1 for, 0 undecided or not known."""
    stance = talent.stance or 0
    return (stance > 0) - (stance < 0)


def set_competence(entity_id: str, competence: str, value: int | None, merge: str = "") -> Edit:
    """Note how good somebody is at one competence, 0 to 5; `None` takes the figure away."""

    def do(unit: Unit) -> None:
        before = unit.get(Talent, entity_id)
        rest = {key: each for key, each in before.competences.items() if key != competence}
        after = replace(before, competences=rest if value is None else {**rest, competence: value})
        if after != before:
            unit.put(after)

    return Edit("Change a competence", do, merge)


def to_obstacle(assessment_id: str, entity_id: str, title: str, **fields: Any) -> Edit:
    """List what a strong opponent stands for as an obstacle, and remember that this was done."""
    return together(
        "Add an obstacle",
        [obstacles.add(assessment_id, title, **fields), change(entity_id, offer=Offer.TAKEN)],
    )


def note_supporter(entity_id: str, words: str) -> Edit:
    """Note a strong supporter as a talent: `words` join the strengths."""

    def do(unit: Unit) -> None:
        before = unit.get(Talent, entity_id)
        known = before.strengths.rstrip()
        strengths = known if words in known else f"{known}\n{words}".strip()
        unit.put(replace(before, strengths=strengths, offer=Offer.TAKEN))

    return Edit("Note a talent", do)


def dismiss(entity_id: str) -> Edit:
    """Make nothing of a strong opponent or supporter, and ask again only when influence or stance are others."""

    def do(unit: Unit) -> None:
        unit.put(replace(unit.get(Talent, entity_id), offer=Offer.DISMISSED))

    return Edit("Leave a person as listed", do)


def remove(_assessment_id: str, entity_id: str) -> Edit:
    """Take one away."""
    return entries.remove(Talent, entity_id, "Remove a talent or stakeholder")
