"""Choose one of many, with a search."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLineEdit, QListWidget, QListWidgetItem, QWidget

from ui.dialogs.base import Dialog
from ui.theme import Theme
from workbench.charts.words import one_line

ID = Qt.ItemDataRole.UserRole


class PickOneDialog(Dialog):
    """Lists (id, words); `picked(id)` when one is accepted."""

    picked = Signal(str)

    def __init__(
        self,
        theme: Theme,
        title: str,
        accept: str,
        choices: Sequence[tuple[str, str]],
        parent: QWidget | None,
    ) -> None:
        super().__init__(theme, title, parent, accept)
        self.head(title)
        self.search = QLineEdit()
        self.search.setPlaceholderText("Search")
        self.search.setAccessibleName("Search the list")
        self.list = QListWidget()
        self.list.setAccessibleName(title)
        self.list.setMinimumHeight(theme.px(260))
        for key, words in choices:
            item = QListWidgetItem(one_line(words)[:300])
            item.setData(ID, key)
            self.list.addItem(item)
        self.body.addWidget(self.search)
        self.body.addWidget(self.list, 1)
        self.search.textChanged.connect(self._filter)
        self.list.itemDoubleClicked.connect(lambda _item: self.on_accept())
        self.search.setFocus()

    def _filter(self, text: str) -> None:
        parts = text.casefold().split()
        for i in range(self.list.count()):
            item = self.list.item(i)
            item.setHidden(not all(part in item.text().casefold() for part in parts))

    def on_accept(self) -> None:
        item = self.list.currentItem()
        if item is None or item.isHidden():
            self.say("Choose one of the list.")
            return
        self.picked.emit(str(item.data(ID)))
        self.accept()
