"""The lists of this screen: rows that are changed in a dialog, not where they stand."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, Signal

from ui.models.entries import EntryModel
from ui.theme import Theme
from ui.widgets.entry_table import EntryTable


class PeopleTable(EntryTable):
    """A list whose rows are not edited in place: `edit_wanted(id)` on F2 and a double click."""

    edit_wanted = Signal(str)

    def __init__(self, theme: Theme, model: EntryModel, name: str, keys: str) -> None:
        super().__init__(theme, model, name)
        self.setAccessibleDescription(keys)
        self.doubleClicked.connect(self._on_double)

    def edit_cell(self) -> None:
        if self.marked:
            self.edit_wanted.emit(self.marked[0])

    def _on_double(self, index: QModelIndex) -> None:
        if index.isValid():
            self.edit_wanted.emit(self.entries.entry(index.row()).id)
