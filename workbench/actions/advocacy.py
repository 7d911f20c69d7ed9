"""Advocacy for partner teams."""

from __future__ import annotations

from workbench.actions.edit import Edit
from workbench.actions.entries import Rows
from workbench.domain.advocacy import Advocacy
from workbench.domain.content import CatalogueItem

_ROWS = Rows(Advocacy, "V", "a partner team")
LETTER, add, change, remove = _ROWS.letter, _ROWS.add, _ROWS.change, _ROWS.remove


def pick(assessment_id: str, area: CatalogueItem, *, entity_id: str | None = None) -> Edit:
    """Add a partner team for an area of the content pack's catalogue, with its first suggestion as the next move."""
    return add(
        assessment_id,
        area.title,
        entity_id=entity_id,
        area=area.id,
        next_move=next(iter(area.points), ""),
        capabilities=area.capabilities,
    )
