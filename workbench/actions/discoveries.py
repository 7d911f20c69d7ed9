"""Toil, pain points, noisy alerts and everything else that talks with teams bring up."""

from __future__ import annotations

from typing import Any

from workbench.actions.edit import Edit
from workbench.actions.entries import Rows
from workbench.domain.content import Catalogue, CatalogueItem, Pack, Use
from workbench.domain.discovery import Discovery, DiscoveryKind

_ROWS = Rows(Discovery, "H", "what was heard")
LETTER, add, change, remove = _ROWS.letter, _ROWS.add, _ROWS.change, _ROWS.remove
ELSEWHERE = frozenset({"kpi-prompts", "talent-prompts"})
"""Catalogues to pick from whose entries belong to other lists: business needs and people."""
_KINDS = {"technical-debt": DiscoveryKind.DEBT}


def offered(pack: Pack) -> list[Catalogue]:
    """The catalogues of a pack whose entries can be picked into this list."""
    return [each for each in pack.catalogues if each.use is Use.PICK and each.id not in ELSEWHERE]


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
