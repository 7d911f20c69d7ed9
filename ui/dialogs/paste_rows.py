"""The rows of a table as they would be taken, for the preview before they are."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt

from workbench.exchange.pasted import ReadRow

Index = QModelIndex | QPersistentModelIndex


class PreviewRows(QAbstractTableModel):
    """Rows cell by cell, looked at only where they are seen; the first column says what is wrong."""

    def __init__(self) -> None:
        super().__init__()
        self.rows: list[ReadRow] = []
        self.heads: list[str] = []
        self.width = 0

    def show_rows(self, rows: Sequence[ReadRow], heads: Sequence[str], width: int) -> None:
        """Show other rows."""
        self.beginResetModel()
        self.rows, self.heads, self.width = list(rows), list(heads), width
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else self.width + 1

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if role != Qt.ItemDataRole.DisplayRole or not index.isValid():
            return None
        each, place = self.rows[index.row()], index.column() - 1
        if place < 0:
            return _said(each)
        return " ".join(each.cells[place].split())[:200] if place < len(each.cells) else ""

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        if orientation == Qt.Orientation.Vertical:
            return str(self.rows[section].number)
        return "What is wrong" if section == 0 else self.heads[section - 1]


def _said(each: ReadRow) -> str:
    wrong = [f"{one.column}: {one.sentence}" for one in each.problems]
    doubtful = [f"{one.column}: {one.sentence} Right?" for one in each.doubts]
    return " ".join([*wrong, *doubtful]) or "Fine"
