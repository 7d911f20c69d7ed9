"""What if: tick actions within a capacity, and see levels, risk and toil beside the present at once."""

from __future__ import annotations

from collections.abc import Collection

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QBoxLayout, QComboBox, QGridLayout, QLabel, QWidget

from ui.screens.plan.choice_list import ChoiceList
from ui.screens.plan.variants_box import VariantsBox
from ui.theme import Theme
from ui.widgets.figure_view import FigureView
from ui.widgets.parts import boxed, clear, column, label, rule
from workbench.analysis.choosing import cautions, fill
from workbench.analysis.ranking import Ranking
from workbench.analysis.standing import Standing
from workbench.analysis.what_if import Outcome, what_if
from workbench.charts import radar, what_if_words
from workbench.charts.words import one_line
from workbench.domain.book import Book
from workbench.domain.plan_settings import Method
from workbench.domain.text import short

TICKED, NOTHING = "ticked", ""
_CAUTIONS = 8
_NARROW = 660
_RADAR = 300


class WhatIfPane(QWidget):
    """`chosen(id)` for an action, `retitled(finding)`, `save(ids, capacity)`, `rename(id)` and `remove(id)` of variants."""

    chosen = Signal(str)
    retitled = Signal(str)
    save = Signal(object, object)
    rename = Signal(str)
    remove = Signal(str)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._book: Book | None = None
        self._standing: Standing | None = None
        self._ranking: Ranking | None = None
        self._ticked: frozenset[str] = frozenset()
        self._assessment = ""
        self.now: Outcome | None = None
        self.then: Outcome | None = None
        self.choices = ChoiceList(theme)
        self.radar = FigureView(theme, name="Dimensions now and then")
        self.radar.setFixedHeight(theme.px(_RADAR))
        self.variants = VariantsBox(theme)
        self._warnings = column(spacing=3)
        self.warning_head = label("What this choice lacks", "section")
        self.warned = boxed(column(rule("hairline"), self.warning_head, boxed(self._warnings), spacing=6))
        self.columns = [_combo(f"Column {number}") for number in (1, 2)]
        self.differ = label("", "second", wrap=True)
        self._grid = QGridLayout()
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(theme.px(14))
        self._grid.setVerticalSpacing(theme.px(4))
        self._cells: list[list[QLabel]] = []
        note = label("Filled: the present. Line: with what is ticked done.", "muted", wrap=True)
        shown = column(self.radar, note, spacing=4)
        self._split = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._split.setContentsMargins(0, 0, 0, 0)
        self._split.setSpacing(24)
        self._split.addWidget(self.choices, 4)
        self._split.addWidget(boxed(shown), 6)
        layout = column(rule(), 4, spacing=10)
        layout.addLayout(self._split)
        for each in (self.warned, rule("hairline"), self._comparison(), rule("hairline"), self.variants):
            layout.addWidget(each)
        self.setLayout(layout)
        self._connect()

    def _comparison(self) -> QWidget:
        self._grid.addWidget(label("", "label"), 0, 0)
        self._grid.addWidget(label("The present", "label"), 0, 1)
        for number, combo in enumerate(self.columns):
            self._grid.addWidget(combo, 0, 2 + number)
        for number, stretch in enumerate((3, 4, 4, 4)):
            self._grid.setColumnStretch(number, stretch)
        box = column(label("Side by side", "section"), spacing=6)
        box.addLayout(self._grid)
        box.addWidget(self.differ)
        return boxed(box)

    def _connect(self) -> None:
        self.choices.ticked_now.connect(self._on_ticked)
        self.choices.chosen.connect(self.chosen)
        self.choices.fill.connect(self._on_fill)
        self.variants.save.connect(lambda: self.save.emit(self._ticked, self.choices.capacity))
        self.variants.tick.connect(self._on_variant)
        self.variants.rename.connect(self.rename)
        self.variants.remove.connect(self.remove)
        for combo in self.columns:
            combo.activated.connect(lambda _index: self._show_figures())

    # What is shown

    @property
    def ticked(self) -> frozenset[str]:
        """The ids that are ticked."""
        return self._ticked

    @property
    def title(self) -> str:
        """What the choice comes to."""
        assert self.now is not None
        assert self.then is not None
        return what_if_words.title(self.now, self.then, self._ticked)

    def show_plan(self, book: Book, standing: Standing, ranking: Ranking, selected: str) -> None:
        """Show a plan; what was ticked before stays ticked, as far as it is still to be done."""
        if book.assessment.id != self._assessment:
            self._assessment, self._ticked = book.assessment.id, frozenset()
            self.choices.days.start(None)
            self.choices.capacity = None
        self._book, self._standing, self._ranking = book, standing, ranking
        ordered = ranking.ordered(Method.PRIORITY)
        self._ticked &= {each.action.id for each in ordered}
        self.choices.show_actions(ordered, self._ticked, selected)
        self.variants.show_variants(book.variants, book.actions)
        self._offer_columns(book)
        self._work_out()

    def _offer_columns(self, book: Book) -> None:
        offered = [(TICKED, "What is ticked"), *((each.id, one_line(each.title)) for each in book.variants)]
        for number, combo in enumerate(self.columns):
            usual = (TICKED, NOTHING)[number]
            wanted = combo.currentData() if combo.count() else usual
            combo.clear()
            for key, words in [*offered, *([(NOTHING, "Nothing else")] if number else [])]:
                combo.addItem(short(words, 40), key)
            # What was removed meanwhile is compared no longer.
            found = combo.findData(wanted)
            combo.setCurrentIndex(found if found >= 0 else combo.findData(usual))

    def _outcome(self, ids: Collection[str]) -> Outcome:
        assert self._book is not None
        assert self._standing is not None
        assert self._ranking is not None
        return what_if(self._book, self._standing, self._ranking.servings, ids)

    def _work_out(self) -> None:
        book, standing = self._book, self._standing
        if book is None or standing is None:
            return
        self.now, self.then = self._outcome(()), self._outcome(self._ticked)
        then = self.then.standing
        self.radar.show_figure(lambda w, h: radar.draw(standing, w, h, then=then))
        self._show_cautions(book, standing)
        self._show_figures()
        self.retitled.emit(self.title)

    def _show_cautions(self, book: Book, standing: Standing) -> None:
        found = cautions(book, standing, self._ticked)
        clear(self._warnings)
        self.warned.setVisible(bool(found))
        for each in found[:_CAUTIONS]:
            self._warnings.addWidget(label(what_if_words.caution_words(book, each), "warn", wrap=True))
        if len(found) > _CAUTIONS:
            self._warnings.addWidget(label(f"And {len(found) - _CAUTIONS:,} more.", "warn"))

    def _column_choice(self, key: str) -> Collection[str]:
        assert self._book is not None
        if key == TICKED:
            return self._ticked
        variant = next((each for each in self._book.variants if each.id == key), None)
        left = {each.id for each in self._book.actions if not each.state.ended}
        return frozenset(variant.actions) & left if variant is not None else frozenset()

    def _show_figures(self) -> None:
        book, now = self._book, self.now
        if book is None or now is None:
            return
        keys = [str(combo.currentData()) for combo in self.columns]
        keys = [key for key in keys if key != NOTHING]
        choices: list[Collection[str]] = [(), *(self._column_choice(key) for key in keys)]
        outcomes = [now, *(self.then if key == TICKED and self.then else self._outcome(ids) for key, ids in zip(keys, choices[1:], strict=True))]  # fmt: skip
        lines = what_if_words.lines(book, outcomes, choices)
        self._fit_grid(len(lines))
        for cells, line in zip(self._cells, lines, strict=True):
            cells[0].setText(line.name)
            for number, cell in enumerate(cells[1:]):
                said = line.figures[number] if number < len(line.figures) else ""
                cell.setText(said)
                moved = bool(number and said and said != line.figures[0])
                cell.setProperty("moved", moved)
                cell.setFont(self._theme.font(13, 600 if moved else 400))
        names = tuple(combo.currentText() for combo in self.columns)
        both = len(keys) == 2
        self.differ.setText(
            what_if_words.differ_words(book, (names[0], names[1]), (choices[1], choices[2])) if both else ""
        )
        self.differ.setVisible(both)

    def _fit_grid(self, rows: int) -> None:
        while len(self._cells) < rows:
            line = [label("", "second", wrap=True), *(label("", "", wrap=True) for _ in range(3))]
            for number, cell in enumerate(line):
                self._grid.addWidget(cell, len(self._cells) + 1, number)
            self._cells.append(line)
        while len(self._cells) > rows:
            for cell in self._cells.pop():
                self._grid.removeWidget(cell)
                cell.deleteLater()

    def fit(self, width: int) -> None:
        """Put the list above the radar where both have no room side by side."""
        wide = width >= self._theme.px(_NARROW)
        self._split.setDirection(
            QBoxLayout.Direction.LeftToRight if wide else QBoxLayout.Direction.TopToBottom
        )

    # What people do

    def _on_ticked(self, ids: frozenset[str]) -> None:
        self._ticked = ids
        self._work_out()

    def _on_fill(self) -> None:
        book, ranking, capacity = self._book, self._ranking, self.choices.capacity
        if book is None or ranking is None or capacity is None:
            return
        order = [each.action.id for each in ranking.ordered(Method.PRIORITY)]
        self.choices.take(fill(book.actions, order, capacity))

    def _on_variant(self, variant_id: str) -> None:
        variant = (
            next((each for each in self._book.variants if each.id == variant_id), None)
            if self._book
            else None
        )
        if variant is not None:
            self.choices.take(variant.actions, variant.capacity_days)


def _combo(name: str) -> QComboBox:
    combo = QComboBox()
    combo.setAccessibleName(name)
    combo.setMinimumContentsLength(8)
    combo.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    return combo
