"""Questions to choose from: areas, their capabilities and single questions, each with a tick."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QHeaderView, QTreeWidget, QTreeWidgetItem

from ui.theme import Theme
from workbench.charts.words import one_line
from workbench.domain.book import Book
from workbench.domain.content import Question
from workbench.domain.role import Role
from workbench.domain.text import join_words

ID = Qt.ItemDataRole.UserRole
ROW = 26
_CHECKED, _PARTLY, _OPEN = Qt.CheckState.Checked, Qt.CheckState.PartiallyChecked, Qt.CheckState.Unchecked


class AskTree(QTreeWidget):
    """Ticking an area or a capability ticks what some `roles` are asked there; single questions may be ticked whatever
    the role. `turned()` when anything is ticked or not."""

    turned = Signal()

    def __init__(self, theme: Theme, book: Book, roles: Collection[Role]) -> None:
        super().__init__()
        self._roles = frozenset(roles)
        self._quiet = False
        self.questions: dict[str, Question] = {each.id: each for each in book.questions}
        self.own: set[str] = set()
        """The questions that were ticked one by one."""
        self._items: dict[str, QTreeWidgetItem] = {}
        self._row = QSize(0, theme.px(ROW))
        self.setAccessibleName("Questions to ask")
        self.setAccessibleDescription("Space ticks an area, a capability or a question; Right opens it.")
        self.setHeaderHidden(True)
        self.setColumnCount(2)
        self.setUniformRowHeights(True)
        self.setMinimumHeight(theme.px(180))
        head = self.header()
        head.setStretchLastSection(False)
        head.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        head.setSectionResizeMode(1, QHeaderView.ResizeMode.ResizeToContents)
        self._fill(theme, book)
        self.itemChanged.connect(self._on_changed)

    def _fill(self, theme: Theme, book: Book) -> None:
        for area in book.pack.areas:
            top = self._item(None, area.title, "")
            for part in book.pack.in_area(area.id):
                under = self._item(top, part.name, "")
                for each in part.questions:
                    if each.id not in self.questions:
                        continue
                    meant = bool(self._roles & set(each.roles))
                    asked = join_words([role.plural for role in each.roles])
                    leaf = self._item(under, one_line(each.ask), "" if meant else f"asked of {asked}")
                    leaf.setData(0, ID, each.id)
                    leaf.setToolTip(0, "")
                    if not meant:
                        leaf.setForeground(0, theme.color("ink2"))
                    self._items[each.id] = leaf
                if not under.childCount():
                    top.removeChild(under)
            if top.childCount():
                top.setFont(0, theme.font(13, 600))
                self.addTopLevelItem(top)

    def _item(self, parent: QTreeWidgetItem | None, words: str, beside: str) -> QTreeWidgetItem:
        made = QTreeWidgetItem([words[:300], beside])
        made.setFlags(
            Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsUserCheckable
        )
        made.setCheckState(0, _OPEN)
        made.setSizeHint(0, self._row)
        if parent is not None:
            parent.addChild(made)
        return made

    def _meant(self, key: str) -> bool:
        return bool(self._roles & set(self.questions[key].roles))

    @property
    def ticked(self) -> set[str]:
        """The ids of the questions that are ticked."""
        return {key for key, item in self._items.items() if item.checkState(0) is _CHECKED}

    def tick(self, keys: Collection[str]) -> None:
        """Tick just these questions, as if one by one where no role of these is asked them."""
        self._quiet = True
        for key, item in self._items.items():
            item.setCheckState(0, _CHECKED if key in keys else _OPEN)
        self.own = {key for key in keys if key in self.questions and not self._meant(key)}
        self._quiet = False
        self._settle()

    def search(self, text: str) -> int:
        """Show only questions in which all the words stand, or whose area or capability has them; returns how many."""
        parts, seen = text.casefold().split(), 0
        for top in self._tops():
            shown_here = 0
            for under in _children(top):
                shown = 0
                for leaf in _children(under):
                    key = str(leaf.data(0, ID))
                    words = f"{key} {self.questions[key].title} {leaf.text(0)} {under.text(0)} {top.text(0)}"
                    hit = all(part in words.casefold() for part in parts)
                    leaf.setHidden(not hit)
                    shown += hit
                under.setHidden(not shown)
                under.setExpanded(bool(parts) and shown > 0)
                shown_here += shown
            top.setHidden(not shown_here)
            top.setExpanded(bool(parts) and shown_here > 0)
            seen += shown_here
        return seen

    def _tops(self) -> Iterator[QTreeWidgetItem]:
        for i in range(self.topLevelItemCount()):
            found = self.topLevelItem(i)
            if found is not None:
                yield found

    def _on_changed(self, item: QTreeWidgetItem, column: int) -> None:
        if self._quiet or column:
            return
        self._quiet = True
        on = item.checkState(0) is not _OPEN
        key = item.data(0, ID)
        if key is not None:
            (self.own.add if on else self.own.discard)(str(key))
        else:
            for leaf in _leaves(item):
                name = str(leaf.data(0, ID))
                # What the search hides is not meant by a tick that cannot be seen.
                if not leaf.isHidden():
                    leaf.setCheckState(0, _CHECKED if on and self._meant(name) else _OPEN)
                    self.own.discard(name)
        self._quiet = False
        self._settle()

    def _settle(self) -> None:
        """Have areas and capabilities show whether all, some or none of what they hold is ticked."""
        self._quiet = True
        for top in self._tops():
            for under in _children(top):
                _summed(under, self._counted(under))
            _summed(top, self._counted(top))
        self._quiet = False
        self.turned.emit()

    def _counted(self, item: QTreeWidgetItem) -> tuple[int, int]:
        """How many are ticked, and how many there are to tick."""
        leaves = [(leaf, str(leaf.data(0, ID))) for leaf in _leaves(item)]
        on = sum(1 for leaf, _ in leaves if leaf.checkState(0) is _CHECKED)
        wanted = sum(1 for leaf, key in leaves if self._meant(key) or leaf.checkState(0) is _CHECKED)
        return on, wanted


def _summed(item: QTreeWidgetItem, count: tuple[int, int]) -> None:
    on, of = count
    item.setCheckState(0, _OPEN if not on else _CHECKED if on == of else _PARTLY)
    item.setText(1, f"{on} of {of}")


def _children(item: QTreeWidgetItem) -> list[QTreeWidgetItem]:
    found = (item.child(i) for i in range(item.childCount()))
    return [each for each in found if each is not None]


def _leaves(item: QTreeWidgetItem) -> list[QTreeWidgetItem]:
    found = _children(item)
    return [leaf for each in found for leaf in (_children(each) or [each])]
