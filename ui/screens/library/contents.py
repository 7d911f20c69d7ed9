"""The contents of the library: sections, groups and entries as a tree, and the filter above it."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QCheckBox, QFrame, QLineEdit, QTreeWidget, QTreeWidgetItem

from ui.screens.library.index import Found, Library
from ui.screens.library.nodes import Node
from ui.screens.library.pages import Address
from ui.screens.library.row import LONGEST, NODE, ContentsRow
from ui.theme import Theme
from ui.widgets.parts import IconButton, boxed, column, label, row, rule
from workbench.domain.text import plural


class _Tree(QTreeWidget):
    """The tree itself; Enter opens."""

    opened = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        item = self.currentItem()
        if event.key() not in (Qt.Key.Key_Return, Qt.Key.Key_Enter) or item is None:
            super().keyPressEvent(event)
        elif item.childCount():
            item.setExpanded(not item.isExpanded())
        else:
            self.opened.emit()


class ContentsList(QFrame):
    """What there is to read: `chosen` gives the address of the line one is on, `opened` wants it to be read."""

    chosen = Signal(object)
    opened = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setObjectName("stages")
        self._library: Library | None = None
        self._items: dict[Address, QTreeWidgetItem] = {}
        self._unfolded: set[Address] | None = None
        self._quiet = False
        self.filter = QLineEdit()
        self.filter.setPlaceholderText("Find in the library")
        self.filter.setAccessibleName("Find in the library")
        self.filter.setToolTip("Find in the library (/ or Ctrl+F)")
        self.count = label("", "muted", wrap=True)
        clear = IconButton(theme, "x", "Clear the filter (Esc)", self.clear_filter, "flat", 14)
        said = row(self.count, clear, spacing=8)
        said.setStretch(0, 1)
        self._said = boxed(said)
        self.gaps = QCheckBox()
        self.tree = _Tree()
        self.tree.setHeaderHidden(True)
        self.tree.setIndentation(0)
        self.tree.setRootIsDecorated(False)
        self.tree.setUniformRowHeights(True)
        self.tree.setExpandsOnDoubleClick(False)
        self.tree.setItemDelegate(ContentsRow(theme, self.tree))
        self.tree.setAccessibleName("Contents of the library")
        self.tree.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.tree.setStyleSheet("background: transparent;")
        head = column(self.filter, self._said, spacing=4, margins=(16, 16, 16, 8))
        self._no_gaps = label("No clause has a gap.", "muted", wrap=True)
        self._foot = boxed(column(self.gaps, self._no_gaps, spacing=0, margins=(16, 6, 16, 8)))
        layout = column(spacing=0)
        layout.addLayout(head)
        layout.addWidget(self.tree, 1)
        layout.addWidget(rule("hairline"))
        layout.addWidget(self._foot)
        self.setLayout(layout)
        self.filter.textChanged.connect(lambda _text: self._search())
        self.filter.returnPressed.connect(self.to_best)
        self.filter.installEventFilter(self)
        self.gaps.toggled.connect(self._on_gaps)
        self.tree.currentItemChanged.connect(self._on_current)
        self.tree.itemClicked.connect(self._on_clicked)
        self.tree.opened.connect(self.opened)

    # What is shown

    def show_library(self, library: Library) -> None:
        """Fill the tree anew."""
        self._library = library
        self._quiet = True
        self.tree.clear()
        self._items.clear()
        self._unfolded = None
        for section in library.sections:
            self.tree.addTopLevelItem(self._item(section))
        self._foot.setVisible(bool(library.pack.clauses))
        self.gaps.setVisible(library.gaps > 0)
        self._no_gaps.setVisible(library.gaps == 0)
        self.gaps.setText(f"Of the clauses, only {plural(library.gaps, 'gap')}")
        if not library.gaps:
            self.gaps.setChecked(False)
        self._quiet = False
        self._search()

    def _item(self, node: Node) -> QTreeWidgetItem:
        item = QTreeWidgetItem()
        title = node.title[:LONGEST]
        item.setText(0, title)
        item.setData(0, NODE, node)
        said = f"{node.code} {title}" if node.code else title
        if node.children or node.parent is None:
            said += f", {node.leaves:,}"
        if node.gap:
            said += ", gap"
        item.setData(0, Qt.ItemDataRole.AccessibleTextRole, said)
        self._items[node.address] = item
        item.addChildren([self._item(child) for child in node.children])
        return item

    def _search(self) -> None:
        """Show what the filter finds."""
        if self._library is None:
            return
        typed = self.filter.text()
        found = self._library.find(typed, self.gaps.isChecked())
        searching = bool(typed.strip())
        if searching and self._unfolded is None:
            self._unfolded = {key for key, item in self._items.items() if item.isExpanded()}
        self._quiet = True
        self.tree.scheduleDelayedItemsLayout()
        for address, item in self._items.items():
            hidden = address not in found.shown
            if item.isHidden() != hidden:
                item.setHidden(hidden)
        self._unfold(found, searching)
        self._quiet = False
        nothing = "Nothing in this pack has these words."
        self.count.setText(f"{plural(found.count, 'entry', 'entries')} found" if found.best else nothing)
        self._said.setVisible(searching)

    def _unfold(self, found: Found, searching: bool) -> None:
        if searching:
            wanted = found.opened
        elif self._unfolded is not None:
            wanted, self._unfolded = frozenset(self._unfolded), None
        else:
            return
        for address, item in self._items.items():
            if item.childCount() and item.isExpanded() != (address in wanted):
                item.setExpanded(address in wanted)
        if not searching:
            self._reveal(self.current)

    @property
    def current(self) -> Address | None:
        """The address of the line one is on."""
        item = self.tree.currentItem()
        return item.data(0, NODE).address if item is not None else None

    def choose(self, address: Address) -> None:
        """Go to a line, without telling anyone; a filter that hides it is cleared."""
        item = self._items.get(address)
        if item is None:
            return
        if item.isHidden():
            self.gaps.setChecked(False)
            self.filter.clear()
        self._quiet = True
        self.tree.setCurrentItem(item)
        self._reveal(address)
        self._quiet = False

    def _reveal(self, address: Address | None) -> None:
        item = self._items.get(address) if address is not None else None
        if item is None:
            return
        above = item.parent()
        while above is not None:
            above.setExpanded(True)
            above = above.parent()
        seen = self.tree.viewport().rect().contains(self.tree.visualItemRect(item).center())
        hint = QAbstractItemView.ScrollHint
        self.tree.scrollToItem(item, hint.EnsureVisible if seen else hint.PositionAtCenter)

    # What people do

    def to_filter(self) -> None:
        """Put the keyboard into the filter."""
        self.filter.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.filter.selectAll()

    def clear_filter(self) -> None:
        """Take the filter away; without one the keyboard goes to the tree."""
        if self.filter.text():
            self.filter.clear()
        else:
            self.tree.setFocus()

    def to_best(self) -> None:
        """Go to what was meant most likely, and into the tree."""
        best = self._library.find(self.filter.text(), self.gaps.isChecked()).best if self._library else None
        if best is not None:
            self.choose(best)
            self.chosen.emit(best)
        if best is not None or not self.filter.text().strip():
            self.tree.setFocus()

    def _on_gaps(self, on: bool) -> None:
        self._search()
        if on and ("clauses", "") in self._items:
            for (section, _), item in self._items.items():
                if section == "clauses" and item.childCount():
                    item.setExpanded(True)
            self.choose(("clauses", ""))
            self.chosen.emit(("clauses", ""))

    def _on_current(self, item: QTreeWidgetItem | None, _before: object) -> None:
        if item is not None and not self._quiet:
            self.chosen.emit(item.data(0, NODE).address)

    def _on_clicked(self, item: QTreeWidgetItem) -> None:
        if item.childCount():
            item.setExpanded(not item.isExpanded())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if (
            isinstance(event, QKeyEvent)
            and event.type() == QEvent.Type.KeyPress
            and event.key() == Qt.Key.Key_Down
        ):
            self.to_best()
            return True
        return super().eventFilter(watched, event)
