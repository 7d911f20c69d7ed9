"""What an entry of an inventory hangs together with."""

from __future__ import annotations

from dataclasses import dataclass

from workbench.domain.entity import Entity


@dataclass(frozen=True, slots=True, kw_only=True)
class Linked(Entity):
    """An entry with links: ids of capabilities and clauses of the pack, of risks and actions of the assessment."""

    capabilities: tuple[str, ...] = ()
    clauses: tuple[str, ...] = ()
    risks: tuple[str, ...] = ()
    actions: tuple[str, ...] = ()


LINKS = ("capabilities", "clauses", "risks", "actions")
"""The fields of links, in the order they are shown."""
