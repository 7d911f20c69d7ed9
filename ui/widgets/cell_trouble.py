"""Why a cell of a list was refused, said beside that cell."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPoint
from PySide6.QtWidgets import QAbstractItemView, QFrame, QLabel, QLineEdit, QScrollArea, QWidget

from ui.theme import Theme
from ui.widgets.entry_table import EntryTable
from ui.widgets.parts import column, label

WIDEST, GAP = 420, 3


class CellTrouble(QFrame):
    """A sentence under a cell, whose editor is open again with what was typed; it goes when that editor closes."""

    def __init__(self, theme: Theme, table: EntryTable) -> None:
        # It lies over the page, since a list is only as high as its rows.
        super().__init__(table)
        self._theme, self._table = theme, table
        self._shown = ""
        self.setObjectName("surface")
        self.setProperty("look", "notice")
        self._text: QLabel = label("", "bad", wrap=True)
        self.setLayout(column(self._text, spacing=0, margins=(10, 6, 10, 6)))
        table.itemDelegate().closeEditor.connect(lambda *_: self.hide())
        table.entries.modelAboutToBeReset.connect(self.hide)
        table.selectionModel().currentChanged.connect(lambda _now, _before: self.hide())
        self.hide()

    @property
    def text(self) -> str:
        """What is said now; '' while nothing is."""
        return self._text.text() if self.isVisible() else ""

    def say(self, entry_id: str, field: str, typed: str, why: str) -> bool:
        """Say why a cell was refused and let it be mended; whether there was a place to say it."""
        table = self._table
        row = table.entries.row_of(entry_id)
        place = next((i for i, each in enumerate(table.entries.columns) if each.edits == field), -1)
        busy = table.state() == QAbstractItemView.State.EditingState
        if row < 0 or place < 0 or busy or table.isColumnHidden(place) or not table.isVisible():
            return False
        index = table.entries.index(row, place)
        table.setCurrentIndex(index)
        table.edit(index)
        # The one that was just closed is still there, out of sight.
        editors = [each for each in table.viewport().findChildren(QLineEdit) if each.isVisible()]
        for editor in editors:
            editor.setText(typed)
            editor.selectAll()
            editor.setAccessibleDescription(why)
        self._text.setText(why)
        self.setAccessibleName(why)
        self._lie_under(index)
        return True

    def _lie_under(self, index: QModelIndex) -> None:
        table, page = self._table, self._page()
        cell = table.visualRect(index)
        self.setParent(page)
        wide = min(self._theme.px(WIDEST), page.width())
        self.setFixedWidth(wide)
        self.setFixedHeight(self.heightForWidth(wide))
        under = table.viewport().mapTo(page, cell.bottomLeft()) + QPoint(0, GAP)
        if under.y() + self.height() > page.height():
            under.setY(table.viewport().mapTo(page, cell.topLeft()).y() - self.height() - GAP)
        self.move(max(0, min(under.x(), page.width() - wide)), max(0, under.y()))
        self.show()
        self.raise_()

    def _page(self) -> QWidget:
        parent = self._table.parentWidget()
        while parent is not None and not isinstance(parent, QScrollArea):
            parent = parent.parentWidget()
        page = parent.widget() if isinstance(parent, QScrollArea) else None
        return page if page is not None else self._table
