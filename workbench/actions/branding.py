"""The client's brand: its words, its colour and its logo."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from typing import Any

from workbench.actions.edit import Edit
from workbench.domain.assessment import Assessment, Workspace
from workbench.storage.unit import Unit


def change(merge: str = "", **fields: Any) -> Edit:
    """Change some of the brand's fields.

    The edit raises `ValueError` for what is no colour.
    """

    def do(unit: Unit) -> None:
        _put(unit, **fields)

    return Edit("Change the brand", do, merge)


def set_logo(picture: bytes) -> Edit:
    """Take a logo, as `workbench.exchange.picture.small_png` gives it, or none for b''."""

    def do(unit: Unit) -> None:
        sha256 = hashlib.sha256(picture).hexdigest() if picture else ""
        if picture:
            unit.keep_blob(sha256, picture)
        _put(unit, logo=sha256)

    return Edit("Change the logo" if picture else "Remove the logo", do)


def _put(unit: Unit, **fields: Any) -> None:
    workspace = unit.all(Workspace)[0]
    brand = replace(workspace.brand, **fields)
    if brand != workspace.brand:
        unit.put(replace(workspace, brand=brand))


def set_smallest_group(assessment_id: str, people: int) -> Edit:
    """Say how many answers sent in alone are shown together at least: 1, 3 or 5.

    The edit raises `ValueError` for any other number.
    """

    def do(unit: Unit) -> None:
        before = unit.get(Assessment, assessment_id)
        after = replace(before, smallest_group=people)
        if after != before:
            unit.put(after)

    return Edit("Change the smallest group shown", do)
