"""The entries that came back from another room, by kind, each beside the one that is here, with a tick."""

from __future__ import annotations

from collections.abc import Collection

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QTreeWidgetItem

from ui.curtain import Curtain
from ui.dialogs.compared_tree import PLACE, ComparedTree
from ui.theme import Theme
from workbench.actions.intake_rows import RowKind
from workbench.actions.session_merge import Difference, Merge, subject, words
from workbench.charts.words import one_line
from workbench.domain.assessment import Answer, EvidenceItem, Respondent
from workbench.domain.book import Book
from workbench.domain.text import sentence_case, short, whole_line

HEADS = ("What", "State", "Here", "From the other room")
_HEADS = {
    "respondent": "Respondents",
    "answer": "Answers",
    "consensus": "What was agreed on",
    "meeting": "Sessions",
    "vote": "Votes",
    "target": "Targets",
    "obstacle": "Obstacles",
    "action": "Actions",
    "risk": "Risks",
}
Key = tuple[str, str]


def about(book: Book, found: Merge, each: Difference, hidden: bool) -> str:
    """What an entry is about: an answer by whom as well, by role alone while names are `hidden`."""
    words = subject(each.there)
    if not isinstance(each.there, (Answer, EvidenceItem)):
        return words
    who = each.there.respondent
    known = book.get(Respondent, who) or next(
        (row.there for row in found.rows if row.id == who and isinstance(row.there, Respondent)), None
    )
    if known is None:
        return words
    return f"{words}, {known.role.label if hidden else short(whole_line(known.label), 60)}"


class DifferencesTree(ComparedTree):
    """Shows what came back: `turned()` when anything is ticked, `pointed(difference)` at what is looked at."""

    turned = Signal()
    pointed = Signal(object)

    def __init__(self, theme: Theme, curtain: Curtain) -> None:
        super().__init__(
            theme, "Entries that came back", "Space ticks an entry, or all of a kind.", HEADS, (320, 120, 240)
        )
        self._curtain = curtain
        self._rows: dict[Key, Difference] = {}
        self._leaves: dict[Key, QTreeWidgetItem] = {}
        self._chosen: set[Key] = set()
        self._kinds: Collection[RowKind] = frozenset(RowKind)

    @property
    def chosen(self) -> frozenset[Key]:
        """The entries that are ticked, by what `session_merge` knows them."""
        return frozenset(self._chosen)

    def show_rows(self, book: Book, found: Merge) -> None:
        """Show what was compared, with the usual ticks; kinds that differ are opened."""
        self._quiet = True
        self.clear()
        self._leaves.clear()
        self._rows = {each.key: each for each in found.rows}
        self._chosen = set(found.usual)
        self._kinds = frozenset(RowKind)
        kinds: dict[str, list[Difference]] = {}
        for each in found.rows:
            kinds.setdefault(each.key[0], []).append(each)
        for name, rows in kinds.items():
            head = _HEADS.get(name) or sentence_case(name.replace("_", " "))
            top = self._top([f"{head}  {len(rows)}"], (name, ""))
            top.addChildren([self._leaf(book, found, each) for each in rows])
            self.addTopLevelItem(top)
            top.setExpanded(any(each.state.takes for each in rows))
        self._quiet = False
        self.settle()
        differing = [each for each in self.tops() if each.isExpanded()]
        for first in [leaf for top in differing for leaf in self.inside(top)][:1]:
            self.setCurrentItem(first)

    def _leaf(self, book: Book, found: Merge, each: Difference) -> QTreeWidgetItem:
        what, here, there = (
            self._curtain.said(one_line(text))[:300]
            for text in (
                about(book, found, each, self._curtain.hidden),
                words(book, each.here),
                words(book, each.there),
            )
        )
        item = self._leaf_of(what, here, there, each.key, each.state, on=False)
        self._leaves[each.key] = item
        return item

    def item(self, key: Key) -> QTreeWidgetItem:
        """The item of an entry."""
        return self._leaves[key]

    def only(self, kinds: Collection[RowKind]) -> None:
        """Show only entries of some states."""
        self._kinds = kinds
        for top in self.tops():
            seen = 0
            for each in self.inside(top):
                shown = self._rows[each.data(0, PLACE)].state in kinds
                each.setHidden(not shown)
                seen += shown
            top.setHidden(not seen)

    def tick_shown(self, on: bool) -> None:
        """Tick everything that is shown and can be taken, or nothing of it."""
        self._set([each for each in self._rows.values() if each.state in self._kinds], on)

    def _set(self, rows: Collection[Difference], on: bool) -> None:
        for each in rows:
            if each.state.takes and on:
                self._chosen.add(each.key)
            elif not on:
                self._chosen.discard(each.key)
        self.settle()

    def settle(self) -> None:
        """Show ticks as they are chosen now."""
        self._quiet = True
        for key, leaf in self._leaves.items():
            if self._rows[key].state.takes:
                self._tick(leaf, key in self._chosen)
        for top in self.tops():
            keys = [each.data(0, PLACE) for each in self.inside(top)]
            takes = [key for key in keys if self._rows[key].state.takes]
            self._tick_top(top, sum(1 for key in takes if key in self._chosen), len(takes))
        self._quiet = False
        self.turned.emit()

    def turn(self, place: tuple[object, str], on: bool) -> None:
        name, entry = str(place[0]), place[1]
        if entry:
            self._set([self._rows[name, entry]], on)
            return
        # What a filter hides is not meant by a tick that cannot be seen.
        self._set(
            [each for key, each in self._rows.items() if key[0] == name and each.state in self._kinds], on
        )

    def point(self, place: tuple[object, str]) -> None:
        self.pointed.emit(self._rows.get((str(place[0]), place[1])))
