"""The library of one pack: its pages, made when first read, and the search through all of them."""

from __future__ import annotations

from dataclasses import dataclass

from ui.screens.library.nodes import Node, nodes
from ui.screens.library.pages import Address, Page, as_text
from ui.screens.library.shelves import Shelves
from workbench.domain.content import Pack


@dataclass(frozen=True)
class Found:
    """What a search shows: the nodes, those of them that must be open, the entry meant most likely, and how many."""

    shown: frozenset[Address]
    opened: frozenset[Address]
    best: Address | None
    count: int


class Library:
    """Everything there is to read in a pack."""

    def __init__(self, pack: Pack) -> None:
        self.pack = pack
        self.sections = Shelves(pack).sections
        self.nodes = nodes(self.sections)
        self.gaps = sum(1 for node in self.nodes.values() if node.gap)
        self._pages: dict[Address, Page] = {}
        self._words: dict[Address, tuple[str, str]] = {}

    def page(self, address: Address) -> Page:
        """The page of a node."""
        if address not in self._pages:
            self._pages[address] = self.nodes[address].make()
        return self._pages[address]

    def text(self, address: Address) -> str:
        """A page as plain text, and after it everything below."""
        return "\n\n\n".join(as_text(self.page(each.address)) for each in self.nodes[address].walk())

    def trail(self, address: Address) -> list[str]:
        """The names of what a node stands in, the section first."""
        names: list[str] = []
        node = self.nodes[address].parent
        while node is not None:
            names.insert(0, node.title)
            node = node.parent
        return names

    def find(self, typed: str, gaps_only: bool = False) -> Found:
        """Find what has every word typed, anywhere on its page; a group found by its title shows all of it.

        `gaps_only` leaves out the clauses that are served; other sections stay.
        """
        wanted = typed.casefold().split()
        shown: set[Address] = set()
        opened: set[Address] = set()
        best: tuple[int, Address] | None = None
        count = 0

        def look(node: Node, inherited: bool) -> bool:
            nonlocal best, count
            if gaps_only and not node.children and node.address[0] == "clauses" and not node.gap:
                return False
            # Without a word typed no page is needed, and the library opens at once.
            title, words = self._words_of(node) if wanted else ("", "")
            mine = all(word in words for word in wanted)
            named = mine and all(word in title for word in wanted)
            below = [look(child, inherited or named) for child in node.children]
            if (mine or inherited) and not any(below):
                count += 1
            if mine and wanted:
                rank = _rank(title, " ".join(wanted))
                if best is None or rank < best[0]:
                    best = (rank, node.address)
            if any(below):
                opened.add(node.address)
            if any(below) or ((mine or inherited) and not (gaps_only and node.children)):
                shown.add(node.address)
                return True
            return False

        # Without a word typed every section stays, the empty ones, too.
        for section in self.sections:
            if not look(section, False) and not wanted:
                shown.add(section.address)
        return Found(frozenset(shown), frozenset(opened), best[1] if best else None, count)

    def _words_of(self, node: Node) -> tuple[str, str]:
        """A node's title and all of its words, as they are searched."""
        known = self._words.get(node.address)
        if known is None:
            title = node.title.casefold()
            known = (title, f"{node.code} {title} {as_text(self.page(node.address))}".casefold())
            self._words[node.address] = known
        return known

    def warm(self, most: int) -> bool:
        """Make up to `most` pages and their words ahead of the first search; whether more are left."""
        for node in self.nodes.values():
            if node.address not in self._words:
                self._words_of(node)
                most -= 1
                if most <= 0:
                    return True
        return False


def _rank(title: str, typed: str) -> int:
    """How well a title meets what was typed: the whole of it, its beginning, a part, or only its page."""
    if title == typed:
        return 0
    return 1 if title.startswith(typed) else 2 if typed in title else 3
