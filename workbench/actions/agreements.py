"""Engagement agreements."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import Any

from workbench.actions.edit import Edit
from workbench.actions.entries import Rows
from workbench.domain.agreement import Agreement
from workbench.domain.consent import SIDES, Consent
from workbench.storage.unit import Unit

_ROWS = Rows(Agreement, "E", "an engagement agreement")
LETTER, change, remove = _ROWS.letter, _ROWS.change, _ROWS.remove


def add(assessment_id: str, title: str, *, entity_id: str | None = None, **fields: object) -> Edit:
    """Add an agreement with the two sides it usually has, neither of which has agreed yet."""
    sides = tuple(Consent(side=each) for each in SIDES)
    return _ROWS.add(assessment_id, title, entity_id=entity_id, **{"consents": sides, **fields})


def set_consent(entity_id: str, number: int, consent: Consent) -> Edit:
    """Say who agreed for one side, counted from 0, and when; the number after the last adds a side."""

    def do(unit: Unit) -> None:
        before = unit.get(Agreement, entity_id)
        kept = (*before.consents[:number], consent, *before.consents[number + 1 :])
        if kept != before.consents:
            unit.put(replace(before, consents=kept))

    return Edit("Change a consent", do)


def consent(entity_id: str, number: int, who: str, on: dt.date) -> Edit:
    """Have one side agree, counted from 0.

    Raises:
        ValueError: when nobody is named.
    """
    if not who.strip():
        raise ValueError("Say who agrees, by role, such as 'Head of Operations'.")

    def do(unit: Unit) -> None:
        known = unit.get(Agreement, entity_id).consents[number]
        set_consent(entity_id, number, replace(known, who=who.strip(), on=on)).do(unit)

    return Edit("Agree to an engagement", do)


def withdraw(entity_id: str, number: int) -> Edit:
    """Take back one side's consent, counted from 0; who would agree for it stays named."""

    def do(unit: Unit) -> None:
        known = unit.get(Agreement, entity_id).consents[number]
        set_consent(entity_id, number, replace(known, on=None)).do(unit)

    return Edit("Withdraw a consent", do)


def change_side(entity_id: str, number: int, merge: str = "", /, **fields: Any) -> Edit:
    """Change what one side is called, or who agrees for it, by role; the number after the last adds a side."""

    def do(unit: Unit) -> None:
        consents = unit.get(Agreement, entity_id).consents
        known = consents[number] if number < len(consents) else Consent(side=fields["side"])
        set_consent(entity_id, number, replace(known, **fields)).do(unit)

    return Edit("Change a side", do, merge)


def remove_side(entity_id: str, number: int) -> Edit:
    """Take a side away, counted from 0, with its consent."""

    def do(unit: Unit) -> None:
        before = unit.get(Agreement, entity_id)
        kept = (*before.consents[:number], *before.consents[number + 1 :])
        unit.put(replace(before, consents=kept))

    return Edit("Remove a side", do)
