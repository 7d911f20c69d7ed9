"""Toil, pain points, noisy alerts and everything else that talks with teams bring up."""

from __future__ import annotations

from typing import Any

from workbench.actions import entries
from workbench.actions.edit import Edit
from workbench.domain.content import Catalogue, CatalogueItem, Pack, Use
from workbench.domain.discovery import Discovery, DiscoveryKind

LETTER = "H"
ELSEWHERE = frozenset({"kpi-prompts", "talent-prompts"})
"""Catalogues to pick from whose entries belong to other lists: business needs and people."""
_KINDS = {"technical-debt": DiscoveryKind.DEBT}


def offered(pack: Pack) -> list[Catalogue]:
    """The catalogues of a pack whose entries can be picked into this list."""
    return [each for each in pack.catalogues if each.use is Use.PICK and each.id not in ELSEWHERE]


def add(assessment_id: str, title: str, *, entity_id: str | None = None, **fields: Any) -> Edit:
    """Add something heard at the end of the list."""
    return entries.add(
        Discovery, assessment_id, LETTER, "Add what was heard", entity_id, title=title, **fields
    )


def pick(assessment_id: str, item: CatalogueItem, catalogue: str = "", **fields: Any) -> Edit:
    """Add an entry of one of the content pack's catalogues."""
    kind = _KINDS.get(catalogue, DiscoveryKind.PAIN)
    return add(
        assessment_id,
        item.title,
        kind=kind,
        detail=item.text,
        capabilities=item.capabilities,
        catalogue=item.id,
        **fields,
    )


def change(entity_id: str, merge: str = "", **fields: Any) -> Edit:
    """Change some fields."""
    return entries.change(Discovery, entity_id, "Change what was heard", merge, **fields)


def remove(entity_id: str) -> Edit:
    """Take one away."""
    return entries.remove(Discovery, entity_id, "Remove what was heard")
