"""Choose some of many: a catalogue, or things to link to, with a search and check boxes."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLineEdit, QListWidget, QListWidgetItem, QWidget

from ui.dialogs.base import Dialog
from ui.theme import Theme
from ui.widgets.parts import label
from workbench.charts.words import one_line

ID = Qt.ItemDataRole.UserRole
WORDS = Qt.ItemDataRole.UserRole + 1


@dataclass(frozen=True)
class Choice:
    """One thing to choose; `there` says that it is in the list already and cannot be chosen again."""

    id: str
    title: str
    detail: str = ""
    group: str = ""
    there: bool = False


class PickDialog(Dialog):
    """Lists choices; `picked(ids)` when it is accepted."""

    picked = Signal(object)

    def __init__(
        self,
        theme: Theme,
        title: str,
        accept: str,
        choices: Sequence[Choice],
        parent: QWidget | None,
        taken: Collection[str] = (),
    ) -> None:
        super().__init__(theme, title, parent, accept, width=600)
        self.head(title)
        self.search = QLineEdit()
        self.search.setPlaceholderText("Search")
        self.search.setAccessibleName("Search the list")
        self.search.setClearButtonEnabled(True)
        self.list = QListWidget()
        self.list.setAccessibleName(title)
        self.list.setWordWrap(True)
        self.list.setMinimumHeight(theme.px(340))
        self.list.setSpacing(2)
        self._nothing = label("Nothing here has these words.", "muted")
        self._nothing.hide()
        self.body.addWidget(self.search)
        self.body.addWidget(self.list, 1)
        self.body.addWidget(self._nothing)
        self._fill(choices, taken)
        self.search.textChanged.connect(self._filter)
        self.search.returnPressed.connect(self.list.setFocus)
        self.list.itemChanged.connect(lambda _item: self._count())
        self._accept = accept
        self._count()
        self.search.setFocus()

    def _fill(self, choices: Sequence[Choice], taken: Collection[str]) -> None:
        group = ""
        for each in choices:
            if each.group != group:
                group = each.group
                head = QListWidgetItem(one_line(group))
                head.setFlags(Qt.ItemFlag.NoItemFlags)
                head.setFont(self.theme.font(12, 600))
                self.list.addItem(head)
            words = one_line(each.title)[:300]
            detail = one_line(each.detail)[:300]
            if each.there:
                detail = "In the list already"
            item = QListWidgetItem(f"{words}\n{detail}" if detail else words)
            item.setData(ID, each.id)
            item.setData(WORDS, f"{each.title} {each.detail} {each.group}".casefold())
            flags = Qt.ItemFlag.ItemIsUserCheckable | Qt.ItemFlag.ItemIsSelectable
            item.setFlags(flags if each.there else flags | Qt.ItemFlag.ItemIsEnabled)
            ticked = each.there or each.id in taken
            item.setCheckState(Qt.CheckState.Checked if ticked else Qt.CheckState.Unchecked)
            self.list.addItem(item)

    def _items(self) -> list[QListWidgetItem]:
        return [self.list.item(i) for i in range(self.list.count())]

    def _filter(self, text: str) -> None:
        parts = text.casefold().split()
        seen = 0
        for item in self._items():
            words = item.data(WORDS)
            hidden = not all(part in words for part in parts) if words is not None else bool(parts)
            item.setHidden(hidden)
            seen += not hidden
        self._nothing.setVisible(not seen)

    def chosen(self) -> list[str]:
        """The ids ticked now, in the list's order; without those that were there already."""
        return [
            str(item.data(ID))
            for item in self._items()
            if item.data(ID) is not None
            and item.flags() & Qt.ItemFlag.ItemIsEnabled
            and item.checkState() == Qt.CheckState.Checked
        ]

    def tick(self, choice_id: str, on: bool = True) -> None:
        """Tick a choice."""
        for item in self._items():
            if item.data(ID) == choice_id:
                item.setCheckState(Qt.CheckState.Checked if on else Qt.CheckState.Unchecked)

    def _count(self) -> None:
        count = len(self.chosen())
        self.primary.setText(f"{self._accept} ({count})" if count else self._accept)

    def on_accept(self) -> None:
        # Enter in the search goes to the list; only the button and Enter in the list accept.
        if self.search.hasFocus() and self.search.text():
            return
        self.picked.emit(self.chosen())
        self.accept()
