"""What the items of an agenda are called, and which lists a session may work on."""

from __future__ import annotations

from workbench.analysis.agenda import item_name
from workbench.domain.book import Book
from workbench.domain.meeting import AgendaItem, AgendaKind

INVENTORIES = {
    "obstacles": "Obstacles",
    "talents": "People and talent",
    "discoveries": "Toil and pain points",
}
"""The lists a session may work on, by the key of their screen; offered, not ticked."""


def called(book: Book, item: AgendaItem) -> str:
    """What an item is called: a list as in the sidebar."""
    known = INVENTORIES.get(item.what) if item.kind is AgendaKind.INVENTORY else None
    return known or item_name(book, item)
