"""Rows of two versions side by side under their heads, with ticks for those that can be taken."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QHeaderView, QTreeWidget, QTreeWidgetItem

from ui.theme import Theme
from workbench.actions.intake_rows import RowKind
from workbench.domain.text import sentence_case

PLACE = Qt.ItemDataRole.UserRole
ROW = 26
_TOKENS = {RowKind.NEW: "ok", RowKind.CHANGED: "accent", RowKind.CONFLICT: "bad"}
_ON, _PARTLY, _OFF = Qt.CheckState.Checked, Qt.CheckState.PartiallyChecked, Qt.CheckState.Unchecked
_PLAIN = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable


class ComparedTree(QTreeWidget):
    """What the trees of two versions have in common; each knows itself what its rows are and which are chosen."""

    def __init__(
        self, theme: Theme, name: str, description: str, heads: Sequence[str], widths: Sequence[int]
    ) -> None:
        super().__init__()
        self._theme = theme
        self._row = QSize(0, theme.px(ROW))
        self._quiet = False
        self.setAccessibleName(name)
        self.setAccessibleDescription(description)
        self.setColumnCount(len(heads))
        self.setHeaderLabels(list(heads))
        self.setUniformRowHeights(True)
        self.setMinimumHeight(theme.px(140))
        head = self.header()
        head.setStretchLastSection(True)
        head.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        for number, width in enumerate(widths):
            self.setColumnWidth(number, theme.px(width))
        self.itemChanged.connect(self._on_item)
        self.currentItemChanged.connect(lambda now, _before: self._on_current(now))

    def tops(self) -> list[QTreeWidgetItem]:
        """The heads."""
        return [found for i in range(self.topLevelItemCount()) if (found := self.topLevelItem(i)) is not None]

    @staticmethod
    def inside(top: QTreeWidgetItem) -> list[QTreeWidgetItem]:
        """The rows under a head."""
        return [found for i in range(top.childCount()) if (found := top.child(i)) is not None]

    def turn(self, place: tuple[object, str], on: bool) -> None:
        """Take what was ticked, or leave it: one row, or all that are shown under a head, whose second part is ''."""
        raise NotImplementedError

    def point(self, place: tuple[object, str]) -> None:
        """Say what is looked at."""
        raise NotImplementedError

    def _top(self, words: Sequence[str], place: tuple[object, str]) -> QTreeWidgetItem:
        made = QTreeWidgetItem(list(words))
        made.setData(0, PLACE, place)
        made.setSizeHint(0, self._row)
        made.setFont(0, self._theme.font(13, 600))
        return made

    def _leaf_of(
        self, what: str, here: str, there: str, place: tuple[object, str], kind: RowKind, *, on: bool
    ) -> QTreeWidgetItem:
        made = QTreeWidgetItem([what, sentence_case(kind.value), here, there])
        made.setData(0, PLACE, place)
        made.setSizeHint(0, self._row)
        made.setForeground(1, self._theme.color(_TOKENS.get(kind, "ink2")))
        if kind.takes:
            made.setFlags(_PLAIN | Qt.ItemFlag.ItemIsUserCheckable)
            made.setCheckState(0, _ON if on else _OFF)
            return made
        made.setFlags(_PLAIN)
        for column in (0, 2, 3):
            made.setForeground(column, self._theme.color("ink2"))
        return made

    @staticmethod
    def _tick(leaf: QTreeWidgetItem, on: bool) -> None:
        state = _ON if on else _OFF
        if leaf.checkState(0) is not state:
            leaf.setCheckState(0, state)

    @staticmethod
    def _tick_top(top: QTreeWidgetItem, chosen: int, of: int) -> None:
        """A head whose rows cannot be taken has no box."""
        top.setFlags(_PLAIN | Qt.ItemFlag.ItemIsUserCheckable if of else _PLAIN)
        if of:
            top.setCheckState(0, _OFF if not chosen else _ON if chosen == of else _PARTLY)

    def _on_item(self, item: QTreeWidgetItem, column: int) -> None:
        if not self._quiet and not column:
            self.turn(tuple(item.data(0, PLACE)), item.checkState(0) is not _OFF)

    def _on_current(self, item: QTreeWidgetItem | None) -> None:
        if item is not None and not self._quiet:
            self.point(tuple(item.data(0, PLACE)))
