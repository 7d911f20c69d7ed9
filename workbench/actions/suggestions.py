"""What becomes of suggestions: into the plan, into an action that is there, or turned down with a reason."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from workbench.actions import entries, plan
from workbench.actions.edit import Edit
from workbench.analysis.suggest import Source, Suggestion
from workbench.domain.action import Action
from workbench.domain.content import Pack
from workbench.domain.discovery import Discovery
from workbench.domain.dismissal import Dismissal
from workbench.domain.entity import new_id
from workbench.storage.unit import Unit

_FIELDS = {Source.OBSTACLE: "obstacles", Source.RISK: "risks", Source.OPPORTUNITY: "risks"}


def accept(
    assessment_id: str, suggestion: Suggestion, pack: Pack, *, entity_id: str | None = None, **fields: Any
) -> Edit:
    """Take a suggestion into the plan, linked to what it comes from; `fields` say what was changed of it."""
    new = entity_id or new_id()
    # The catalogue's id of an obstacle is no id of an action.
    wanted = suggestion.catalogue if suggestion.kind is Source.GAP else ""
    known = next((each for each in pack.actions if each.id == wanted), None)

    def do(unit: Unit) -> None:
        if known is not None:
            plan.pick(assessment_id, known, entity_id=new).do(unit)
        else:
            plan.add(
                assessment_id,
                suggestion.title,
                entity_id=new,
                purpose=suggestion.why,
                capability=suggestion.capability,
                level=suggestion.level,
            ).do(unit)
        _link(unit, new, suggestion)
        if fields:
            plan.change(new, **fields).do(unit)

    return Edit(f"Take up {suggestion.title}", do)


def merge(action_id: str, suggestion: Suggestion) -> Edit:
    """Let an action that is in the plan do what a suggestion is for: it is linked to what the suggestion comes from.

    A step of a capability is taken over where the action serves none yet; its title, dates and figures stay.
    """

    def do(unit: Unit) -> None:
        before = unit.get(Action, action_id)
        fields: dict[str, Any] = {}
        if suggestion.capability and not before.capability:
            fields = {"capability": suggestion.capability, "level": suggestion.level}
        note = suggestion.why if suggestion.why not in before.purpose else ""
        fields["purpose"] = f"{before.purpose.rstrip()}\n{note}".strip() if note else before.purpose
        if suggestion.kind is Source.GAP and suggestion.catalogue and not before.catalogue:
            fields["catalogue"] = suggestion.catalogue
        after = replace(before, **fields)
        if after != before:
            unit.put(after)
        _link(unit, action_id, suggestion)

    return Edit(f"Merge {suggestion.title}", do)


def _link(unit: Unit, action_id: str, suggestion: Suggestion) -> None:
    field = _FIELDS.get(suggestion.kind)
    action = unit.get(Action, action_id)
    if field is not None:
        linked = tuple(dict.fromkeys((*getattr(action, field), *suggestion.sources)))
        if linked != getattr(action, field):
            unit.put(replace(action, **{field: linked}))
    if suggestion.kind is Source.TOIL:
        for each in suggestion.sources:
            heard = unit.get(Discovery, each)
            if action_id not in heard.actions:
                unit.put(replace(heard, actions=(*heard.actions, action_id)))


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
