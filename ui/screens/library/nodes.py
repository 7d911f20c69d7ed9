"""The tree of the library: what stands below what."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property

from ui.screens.library.pages import LIBRARY, Address, Contents, Link, Page
from workbench.domain.text import whole_line


@dataclass(eq=False)
class Node:
    """One line of the library: where it stands, what it is called, what is below it, and how its page is made.

    `code` is shown before the title; `gap` marks a clause that is not served as it asks.
    """

    address: Address
    title: str
    make: Callable[[], Page]
    children: tuple[Node, ...] = ()
    code: str = ""
    gap: bool = False
    parent: Node | None = field(default=None, repr=False)

    def __post_init__(self) -> None:
        self.title = whole_line(self.title)
        for child in self.children:
            child.parent = self

    @cached_property
    def leaves(self) -> int:
        """How many entries are below it; one for an entry itself, none for an empty section."""
        if not self.children:
            return 1 if self.parent is not None else 0
        return sum(child.leaves for child in self.children)

    def walk(self) -> Iterator[Node]:
        """Itself and everything below it, from top to bottom."""
        yield self
        for child in self.children:
            yield from child.walk()

    @property
    def contents(self) -> Contents | None:
        """Links to what is right below it."""
        found = tuple(
            Link(f"{each.code}  {each.title}" if each.code else each.title, LIBRARY, each.address)
            for each in self.children
        )
        return Contents(found) if found else None


def nodes(sections: Iterable[Node]) -> dict[Address, Node]:
    """Every node of the sections by its address."""
    return {node.address: node for section in sections for node in section.walk()}
