"""A decision as a grid of cells: criteria with their weights on top, an option a row, ratings between them."""

from __future__ import annotations

from enum import Enum, auto
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal

from workbench.analysis.trade_off import Scored, scores
from workbench.charts.decision import score_words
from workbench.charts.words import one_line
from workbench.domain.text import whole_line
from workbench.domain.trade_off import BEST, TradeOff
from workbench.domain.written import read_clear

Index = QModelIndex | QPersistentModelIndex
NAMES, WEIGHTS, FIRST_OPTION = 0, 1, 2
MOST_WEIGHT = 100
WORDS = ("Very poor", "Poor", "Fair", "Good", "Very good")
"""What the ratings 1 to 5 mean."""


class Part(Enum):
    """What stands in a cell."""

    CORNER = auto()
    CRITERION = auto()
    WEIGHT = auto()
    OPTION = auto()
    RATING = auto()
    SCORE = auto()
    NEW_OPTION = auto()
    NEW_CRITERION = auto()
    NOTHING = auto()


class GridModel(QAbstractTableModel):
    """The cells. `renamed(part, number, text)`, `weighted(number, weight)`, `added(part, text)`; `wrong(sentence)`.

    Options and criteria are counted from 0. What is typed is shown once it is on disk.
    """

    renamed = Signal(object, int, str)
    weighted = Signal(int, float)
    added = Signal(object, str)
    wrong = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.shown: TradeOff | None = None
        self.scored: tuple[Scored, ...] = ()
        self.covered = False

    def show_decision(self, found: TradeOff | None, covered: bool) -> None:
        """Show a decision; where names are hidden in it, its words can only be read."""
        before = self.shown
        self.covered = covered
        same = (
            before is not None
            and found is not None
            and before.id == found.id
            and len(before.criteria) == len(found.criteria)
            and len(before.options) == len(found.options)
        )
        if not same:
            self.beginResetModel()
        self.shown, self.scored = found, scores(found) if found is not None else ()
        if same:
            self.dataChanged.emit(self.index(0, 0), self.index(self.rowCount() - 1, self.columnCount() - 1))
        else:
            self.endResetModel()

    @property
    def criteria(self) -> int:
        """How many criteria there are."""
        return len(self.shown.criteria) if self.shown is not None else 0

    @property
    def options(self) -> int:
        """How many options there are."""
        return len(self.shown.options) if self.shown is not None else 0

    def part(self, index: Index) -> Part:
        """What stands in a cell."""
        row, column = index.row(), index.column()
        if self.shown is None or not index.isValid():
            return Part.NOTHING
        if column == self.criteria + 2:
            return Part.NEW_CRITERION if row == NAMES else Part.NOTHING
        if row == FIRST_OPTION + self.options:
            return Part.NEW_OPTION if column == 0 else Part.NOTHING
        if column == 0:
            return Part.OPTION if row >= FIRST_OPTION else Part.CORNER
        if column == self.criteria + 1:
            return Part.SCORE if row >= FIRST_OPTION else Part.CORNER
        return {NAMES: Part.CRITERION, WEIGHTS: Part.WEIGHT}.get(row, Part.RATING)

    def option(self, index: Index) -> int:
        """The number of the option of a row."""
        return index.row() - FIRST_OPTION

    def criterion(self, index: Index) -> int:
        """The number of the criterion of a column."""
        return index.column() - 1

    def rating(self, index: Index) -> int | None:
        """The rating in a cell."""
        assert self.shown is not None
        return self.shown.options[self.option(index)].rating(self.criterion(index))

    def said(self, index: Index) -> str:
        """What stands in a cell as text."""
        found = self.shown
        assert found is not None
        match self.part(index):
            case Part.CRITERION:
                return found.criteria[self.criterion(index)].name
            case Part.WEIGHT:
                return f"{found.criteria[self.criterion(index)].weight:.15g}"
            case Part.OPTION:
                return found.options[self.option(index)].name
            case Part.RATING:
                rating = self.rating(index)
                return "" if rating is None else str(rating)
            case Part.SCORE:
                return score_words(self.scored[self.option(index)].score)
            case Part.NEW_OPTION:
                return "Add an option…"
            case Part.NEW_CRITERION:
                return "Add a criterion…"
            case Part.CORNER:
                words = {(NAMES, 0): "Criterion", (WEIGHTS, 0): "Weight", (NAMES, self.criteria + 1): "Score"}
                return words.get((index.row(), index.column()), "")
            case Part.NOTHING:
                return ""

    def read_out(self, index: Index) -> str:
        """What a screen reader says of a cell."""
        found, part = self.shown, self.part(index)
        if found is None:
            return ""
        if part is Part.RATING:
            option = found.options[self.option(index)].name
            criterion = found.criteria[self.criterion(index)].name
            rating = self.rating(index)
            words = "not rated" if rating is None else f"{rating} of {BEST}, {WORDS[rating - 1].lower()}"
            return f"{one_line(option)}, {one_line(criterion)}: {words}"
        if part is Part.WEIGHT:
            return f"Weight of {one_line(found.criteria[self.criterion(index)].name)}: {self.said(index)}"
        if part is Part.SCORE:
            return f"Score of {one_line(found.options[self.option(index)].name)}: {self.said(index)}"
        if part is Part.OPTION and found.choice == self.option(index):
            return f"{one_line(self.said(index))}, chosen"
        return one_line(self.said(index))

    # Qt

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() or self.shown is None else FIRST_OPTION + self.options + 1

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() or self.shown is None else self.criteria + 3

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid() or self.shown is None:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self.said(index)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self.read_out(index)
        if role == Qt.ItemDataRole.EditRole:
            return "" if self.part(index) in (Part.NEW_OPTION, Part.NEW_CRITERION) else self.said(index)
        return None

    def is_typed(self, index: Index) -> bool:
        """Whether text can be typed into a cell now."""
        part = self.part(index)
        if part in (Part.OPTION, Part.CRITERION):
            return not self.covered
        return part in (Part.WEIGHT, Part.NEW_OPTION, Part.NEW_CRITERION)

    def flags(self, index: Index) -> Qt.ItemFlag:
        part = self.part(index)
        if part is Part.NOTHING:
            return Qt.ItemFlag.NoItemFlags
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        return flags | Qt.ItemFlag.ItemIsEditable if self.is_typed(index) else flags

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        if role != Qt.ItemDataRole.EditRole or self.shown is None:
            return False
        part, words = self.part(index), whole_line(str(value))
        if part in (Part.NEW_OPTION, Part.NEW_CRITERION):
            if words:
                self.added.emit(Part.OPTION if part is Part.NEW_OPTION else Part.CRITERION, words)
        elif part is Part.WEIGHT:
            self._weigh(index, words)
        elif part in (Part.OPTION, Part.CRITERION):
            what = "An option" if part is Part.OPTION else "A criterion"
            if not words:
                self.wrong.emit(f"{what} needs a name; Del takes it away.")
            elif words != self.said(index):
                number = self.option(index) if part is Part.OPTION else self.criterion(index)
                self.renamed.emit(part, number, words)
        return True

    def _weigh(self, index: Index, words: str) -> None:
        try:
            weight = read_clear(words, MOST_WEIGHT)
        except ValueError as error:
            self.wrong.emit(str(error))
            return
        if weight is None or weight > MOST_WEIGHT:
            self.wrong.emit(f"Write a weight from 0 to {MOST_WEIGHT}, such as 3.")
        else:
            self.weighted.emit(self.criterion(index), weight)
