"""The files and, under each, its answers question by question: what came, what is here, and a tick."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QTreeWidgetItem

from ui.dialogs.compared_tree import PLACE, ComparedTree
from ui.dialogs.take_in.incoming import Choice, Incoming
from ui.theme import Theme
from workbench.actions.intake_rows import Row, RowKind
from workbench.analysis.who_said import choice_words
from workbench.charts.words import one_line
from workbench.domain.answer_pack import Given
from workbench.domain.book import Book
from workbench.domain.text import plural

MOST_OPEN, MOST_SHOWN = 3, 200
HEADS = ("File and question", "State", "Here", "Sent")
KINDS = {"pack": "answer pack", "pdf": "PDF", "sheet": "spreadsheet"}


def brief(book: Book, question: str, given: Given | None) -> str:
    """A version in a few words."""
    if given is None:
        return "–"
    words = choice_words(book.pack.by_question.get(question), given)
    more = "; ".join(part for part in (given.reason, given.note) if part.strip())
    return one_line(f"{words}  “{more}”" if more else words)[:200]


def counts_words(each: Incoming) -> str:
    """How many answers of a file are of which kind: '3 new, 2 the same, 1 conflict'."""
    if each.comparison is None:
        return "locked" if each.file.locked else "not taken in"
    counts = each.comparison.counts
    same = counts[RowKind.SAME] + counts[RowKind.AS_SENT]
    parts = [(counts[RowKind.NEW], "new"), (counts[RowKind.CHANGED], "changed"), (same, "the same")]
    said = [f"{count} {words}" for count, words in parts if count]
    if counts[RowKind.CONFLICT]:
        said.append(plural(counts[RowKind.CONFLICT], "conflict"))
    return ", ".join(said) or "no answers"


class IncomingTree(ComparedTree):
    """Shows a choice and changes it: `turned()` when anything is ticked, `pointed(file, question)` at what is looked at."""

    turned = Signal()
    pointed = Signal(int, str)

    def __init__(self, theme: Theme, said: Callable[[str], str]) -> None:
        super().__init__(
            theme,
            "Files and their answers",
            "Space ticks a file or an answer; Right opens a file.",
            HEADS,
            (300, 120, 190),
        )
        self._said = said
        self._choice = Choice(())
        self._book: Book | None = None
        self._kinds: frozenset[RowKind] | None = None
        self._leaves: dict[tuple[int, str], QTreeWidgetItem] = {}
        self._filled: set[int] = set()
        self.itemExpanded.connect(self._fill)

    def show_choice(self, book: Book, choice: Choice) -> None:
        """Show other files; the first is opened when it is alone, and every one with a conflict."""
        self._quiet = True
        self._book, self._choice, self._kinds = book, choice, None
        self._leaves.clear()
        self._filled.clear()
        self.clear()
        tops: list[QTreeWidgetItem] = []
        for at, each in enumerate(choice.files):
            top = self._top(self._file_words(each), (at, ""))
            if each.comparison is None:
                for column in range(2):
                    top.setForeground(column, self._theme.color("warn" if each.file.locked else "bad"))
            elif each.comparison.rows:
                # Thousands of answers are not made before anybody looks at them.
                top.setChildIndicatorPolicy(QTreeWidgetItem.ChildIndicatorPolicy.ShowIndicator)
            tops.append(top)
        self.addTopLevelItems(tops)
        self._quiet = False
        disputed = [at for at in range(len(tops)) if self._conflicts(at)]
        for at in disputed[:MOST_OPEN] if len(tops) > 1 else range(len(tops)):
            tops[at].setExpanded(True)
        self._settle()
        for first in tops[:1]:
            self.setCurrentItem(first)

    def _conflicts(self, at: int) -> bool:
        return any(row.kind is RowKind.CONFLICT for row in self._choice.rows(at).values())

    def _fill(self, top: QTreeWidgetItem) -> None:
        """Make the answers of a file when it is first opened."""
        at = top.data(0, PLACE)[0]
        comparison = self._choice.files[at].comparison
        if at in self._filled or comparison is None or self._book is None:
            return
        self._filled.add(at)
        self._quiet = True
        chosen, book = self._choice.chosen(at), self._book
        top.addChildren([self._leaf(book, at, row, row.question in chosen) for row in comparison.rows])
        self._hide(at)
        self._quiet = False

    def _hide(self, at: int) -> None:
        comparison = self._choice.files[at].comparison
        for row in comparison.rows if comparison else ():
            self._leaves[at, row.question].setHidden(not self._is_shown(row))

    def _is_shown(self, row: Row) -> bool:
        return self._kinds is None or row.kind in self._kinds

    def _file_words(self, each: Incoming) -> list[str]:
        who = ""
        if each.comparison is not None and each.file.read is not None:
            who = f", {KINDS[each.file.read.kind]} of {each.comparison.who}"
        name = self._said(one_line(f"{each.file.path.name}{who}")[:300])
        words = counts_words(each)
        return [name, "", "", words] if each.comparison is not None else [name, words, "", ""]

    def _leaf(self, book: Book, at: int, row: Row, on: bool) -> QTreeWidgetItem:
        here, sent = (self._said(brief(book, row.question, given)) for given in (row.here, row.there))
        words = self._said(one_line(f"{row.question}  {row.ask}"))[:300]
        made = self._leaf_of(words, here, sent, (at, row.question), row.kind, on=on)
        self._leaves[at, row.question] = made
        return made

    def only(self, kinds: frozenset[RowKind] | None) -> None:
        """Show only answers of some kinds; `None` shows all."""
        self._kinds = kinds
        found = [each.comparison.rows if each.comparison else () for each in self._choice.files]
        shown = [sum(1 for row in rows if self._is_shown(row)) for rows in found]
        for at, top in enumerate(self.tops()):
            top.setHidden(kinds is not None and not shown[at])
            if at in self._filled:
                self._hide(at)
            if kinds is not None and shown[at] and sum(shown) <= MOST_SHOWN:
                top.setExpanded(True)

    def item(self, at: int, question: str) -> QTreeWidgetItem | None:
        """The item of an answer."""
        for top in self.tops()[at : at + 1]:
            self._fill(top)
        return self._leaves.get((at, question))

    def settle(self) -> None:
        """Show ticks as they are in the choice now."""
        self._settle()

    def _settle(self) -> None:
        self._quiet = True
        for (at, question), leaf in self._leaves.items():
            if question in self._choice.rows(at):
                self._tick(leaf, question in self._choice.chosen(at))
        for top in self.tops():
            at = top.data(0, PLACE)[0]
            self._tick_top(top, len(self._choice.chosen(at)), len(self._choice.rows(at)))
        self._quiet = False
        self.turned.emit()

    def turn(self, place: tuple[object, str], on: bool) -> None:
        at, question = int(str(place[0])), place[1]
        if question:
            self._choice.set(at, question, on)
        else:
            # What a filter hides is not meant by a tick that cannot be seen.
            for each in [row for row in self._choice.rows(at).values() if self._is_shown(row)]:
                self._choice.set(at, each.question, on)
        self._settle()

    def point(self, place: tuple[object, str]) -> None:
        self.pointed.emit(*place)
