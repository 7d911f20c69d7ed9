"""The files and, under each, its answers question by question: what came, what is here, and a tick."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QHeaderView, QTreeWidget, QTreeWidgetItem

from ui.dialogs.take_in.incoming import Choice, Incoming
from ui.theme import Theme
from workbench.actions.intake_rows import Row, RowKind
from workbench.analysis.who_said import choice_words
from workbench.charts.words import one_line
from workbench.domain.answer_pack import Given
from workbench.domain.book import Book
from workbench.domain.text import plural, sentence_case

PLACE = Qt.ItemDataRole.UserRole
ROW, MOST_OPEN, MOST_SHOWN = 26, 3, 200
HEADS = ("File and question", "State", "Here", "Sent")
_TOKENS = {RowKind.NEW: "ok", RowKind.CHANGED: "accent", RowKind.CONFLICT: "bad"}
_CHECKED, _PARTLY, _OPEN = Qt.CheckState.Checked, Qt.CheckState.PartiallyChecked, Qt.CheckState.Unchecked
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


class IncomingTree(QTreeWidget):
    """Shows a choice and changes it: `turned()` when anything is ticked, `pointed(file, question)` at what is looked at."""

    turned = Signal()
    pointed = Signal(int, str)

    def __init__(self, theme: Theme, said: Callable[[str], str]) -> None:
        super().__init__()
        self._theme, self._said = theme, said
        self._choice = Choice(())
        self._row = QSize(0, theme.px(ROW))
        self._quiet = False
        self._book: Book | None = None
        self._kinds: frozenset[RowKind] | None = None
        self._leaves: dict[tuple[int, str], QTreeWidgetItem] = {}
        self._filled: set[int] = set()
        self.setAccessibleName("Files and their answers")
        self.setAccessibleDescription("Space ticks a file or an answer; Right opens a file.")
        self.setColumnCount(len(HEADS))
        self.setHeaderLabels(list(HEADS))
        self.setUniformRowHeights(True)
        self.setMinimumHeight(theme.px(140))
        head = self.header()
        head.setStretchLastSection(True)
        head.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        for number, width in enumerate((300, 120, 190)):
            self.setColumnWidth(number, theme.px(width))
        self.itemChanged.connect(self._on_changed)
        self.itemExpanded.connect(self._fill)
        self.currentItemChanged.connect(lambda now, _before: self._on_current(now))

    def show_choice(self, book: Book, choice: Choice) -> None:
        """Show other files; the first is opened when it is alone, and every one with a conflict."""
        self._quiet = True
        self._book, self._choice, self._kinds = book, choice, None
        self._leaves.clear()
        self._filled.clear()
        self.clear()
        tops: list[QTreeWidgetItem] = []
        for at, each in enumerate(choice.files):
            top = QTreeWidgetItem(self._file_words(each))
            top.setData(0, PLACE, (at, ""))
            top.setSizeHint(0, self._row)
            top.setFont(0, self._theme.font(13, 600))
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
        made = QTreeWidgetItem([words, sentence_case(row.kind.value), here, sent])
        made.setData(0, PLACE, (at, row.question))
        made.setSizeHint(0, self._row)
        self._leaves[at, row.question] = made
        made.setForeground(1, self._theme.color(_TOKENS.get(row.kind, "ink2")))
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        if row.kind.takes:
            made.setFlags(flags | Qt.ItemFlag.ItemIsUserCheckable)
            made.setCheckState(0, _CHECKED if on else _OPEN)
            return made
        made.setFlags(flags)
        for column in (0, 2, 3):
            made.setForeground(column, self._theme.color("ink2"))
        return made

    def tops(self) -> list[QTreeWidgetItem]:
        """The items of the files."""
        return [found for i in range(self.topLevelItemCount()) if (found := self.topLevelItem(i)) is not None]

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
                state = _CHECKED if question in self._choice.chosen(at) else _OPEN
                if leaf.checkState(0) is not state:
                    leaf.setCheckState(0, state)
        for top in self.tops():
            at = top.data(0, PLACE)[0]
            chosen, takes = self._choice.chosen(at), self._choice.rows(at)
            flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
            top.setFlags(flags | Qt.ItemFlag.ItemIsUserCheckable if takes else flags)
            if takes:
                state = _OPEN if not chosen else _CHECKED if len(chosen) == len(takes) else _PARTLY
                top.setCheckState(0, state)
        self._quiet = False
        self.turned.emit()

    def _on_changed(self, item: QTreeWidgetItem, column: int) -> None:
        if self._quiet or column:
            return
        at, question = item.data(0, PLACE)
        on = item.checkState(0) is not _OPEN
        if question:
            self._choice.set(at, question, on)
        else:
            # What a filter hides is not meant by a tick that cannot be seen.
            for each in [row for row in self._choice.rows(at).values() if self._is_shown(row)]:
                self._choice.set(at, each.question, on)
        self._settle()

    def _on_current(self, item: QTreeWidgetItem | None) -> None:
        if item is not None and not self._quiet:
            self.pointed.emit(*item.data(0, PLACE))
