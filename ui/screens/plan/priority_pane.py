"""What comes first, by one method at a time, with the arithmetic of each action, and the quick wins."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QBoxLayout, QLabel, QWidget

from ui.models.entries import Cell, Column, EntryModel, text_cell
from ui.screens.plan.weights import WeightsBox
from ui.theme import Theme
from ui.widgets.entry_table import EntryTable
from ui.widgets.fields_links import LinkButton
from ui.widgets.figure_view import FigureView
from ui.widgets.parts import boxed, clear, column, label, row, rule
from ui.widgets.segmented import Segmented
from workbench.analysis.figures import one_decimal
from workbench.analysis.ranking import Ranked, Ranking, reweighed
from workbench.charts import priority_words as words
from workbench.charts.figure import Figure, Mark, Rect, TableText, Text
from workbench.charts.measure import text_width
from workbench.charts.words import amount
from workbench.domain.book import Book
from workbench.domain.plan_settings import Method
from workbench.domain.text import short

_BAR = 150.0
_NARROW = 640
_QUICK = 6


@dataclass(frozen=True)
class _Row:
    """One action of the list with its place; `place` is 0 for what cannot be ranked yet."""

    id: str
    place: int
    each: Ranked
    method: Method


class PriorityPane(QWidget):
    """`chosen(id)` for an action, `opened()` on Enter, `method(Method)` and `weights(weights)` when they are to be kept."""

    chosen = Signal(str)
    opened = Signal()
    method = Signal(object)
    weights = Signal(object)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._stored: Ranking | None = None
        self.ranking: Ranking | None = None
        self._tried: tuple[float, ...] = ()
        self._selected, self._unit = "", ""
        self.by = Segmented(theme, [(each.value, each.label) for each in Method], "Ranked by")
        self.sliders = WeightsBox(theme)
        self.head = label("", "strong", wrap=True)
        self.sums = [label("", "second", wrap=True) for _ in range(2)]
        self.brings = label("", "muted", wrap=True)
        self._model = EntryModel(self._columns(), lambda row: row.each.action.title, None, movable=False)
        self.table = EntryTable(theme, self._model, "Actions by rank")
        self.table.setAccessibleDescription("Up and Down choose an action, Enter goes to its details.")
        self.legend = FigureView(
            theme, lambda w, _h: _legend(w), name="Colours of the benefits", keep_height=True
        )
        self._quick, self._near = _Reasons(theme, self.chosen.emit), _Reasons(theme, self.chosen.emit)
        self._near_head = label("Nearest to being one, with what they miss", "label")
        self._more = label("", "muted")
        self.quick_head = label("", "section")
        top = row(label("Ranked by one method", "section"), None, self.by, spacing=12)
        worked = column(self.head, *self.sums, self.brings, None, spacing=4)
        self._split = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._split.setContentsMargins(0, 0, 0, 0)
        self._split.setSpacing(28)
        self._split.addWidget(self.sliders, 4)
        self._split.addWidget(boxed(worked), 6)
        note = "Scores of different methods are never put in one ranking; each goes by fields of its own."
        layout = column(rule(), 4, spacing=8)
        layout.addLayout(top)
        layout.addWidget(label(note, "muted", wrap=True))
        layout.addLayout(self._split)
        for each in (
            rule("hairline"),
            self.quick_head,
            self._quick,
            self._more,
            self._near_head,
            self._near,
            rule("hairline"),
            self.legend,
            self.table,
        ):
            layout.addWidget(each)
        self.setLayout(layout)
        self.by.chosen.connect(lambda key: self.method.emit(Method(key)))
        self.sliders.tried.connect(self._on_tried)
        self.sliders.given.connect(self.weights)
        self.table.chosen.connect(self.chosen)
        self.table.opened.connect(lambda _id: self.opened.emit())

    def _columns(self) -> Sequence[Column]:
        return (
            Column("", 34, lambda row: text_cell(str(row.place) if row.place else "–", "ink3"), _order),
            Column("", 52, lambda row: text_cell(row.each.action.code, "ink2"), lambda row: row.each.action.position),
            Column("Action", 0, lambda row: text_cell(row.each.action.title), lambda row: row.each.action.title.casefold()),
            Column("Score", 66, _score, _order),
            Column("How it comes about", 176, _made_of, _order, least=420),
            Column(
                "Effort", 72, lambda row: text_cell(_effort(row.each), "ink2"),
                lambda row: row.each.action.effort_days or 0, least=560,
            ),
        )  # fmt: skip

    # What is shown

    def show_plan(self, book: Book, ranking: Ranking, selected: str) -> None:
        """Show a ranked plan; while a slider moves, what it would do stays in sight."""
        settings = book.plan_settings
        self._stored, self._selected, self._unit = ranking, selected, book.criteria.unit
        self._method = settings.method
        self.by.take(settings.method.value)
        self.sliders.setVisible(settings.method is Method.PRIORITY)
        self.sliders.show_weights(settings.weights)
        if not self.sliders.moving:
            self._tried = settings.weights
        self._show(ranking if not self.sliders.moving else reweighed(ranking, self._tried))

    def choose(self, selected: str) -> None:
        """Show the arithmetic of another action."""
        self._selected = selected
        self.table.choose(selected)
        self._show_sum()

    def _on_tried(self, weights: tuple[float, ...]) -> None:
        if self._stored is not None:
            self._tried = weights
            self._show(reweighed(self._stored, weights))

    def _show(self, ranking: Ranking) -> None:
        self.ranking = ranking
        rows = [
            _Row(each.action.id, place if each.by(self._method) is not None else 0, each, self._method)
            for place, each in enumerate(ranking.ordered(self._method), 1)
        ]
        self._model.show_entries(rows, self._method)
        self.table.choose(self._selected)
        self.legend.setVisible(self._method is Method.PRIORITY)
        self._show_sum()
        self._show_quick()

    def _show_sum(self) -> None:
        each = self.ranking.by_id.get(self._selected) if self.ranking is not None else None
        value, score = self.sums
        if each is None or each.action.state.ended:
            self.head.setText("Choose an action, and its arithmetic stands here.")
            for shown in (*self.sums, self.brings):
                shown.hide()
            return
        self.head.setText(short(words.called(each.action), 90))
        value.setText(words.value_words(each, self._tried))
        value.setVisible(self._method is Method.PRIORITY)
        score.setText(words.score_words(each, self._method))
        score.show()
        self.brings.setText("\n".join(words.benefit_lines(each, self._unit)))
        self.brings.setVisible(self._method is Method.PRIORITY)

    def _show_quick(self) -> None:
        """List the quick wins; of many only the first, since the list below marks no more than their order."""
        ranking = self.ranking
        assert ranking is not None
        found = ranking.quick_wins
        self.quick_head.setText(f"Quick wins, {len(found):,}" if found else "No quick win yet")
        median = ranking.median or 0.0
        told = [(each, words.quick_words(each, median)) for each in found[:_QUICK]]
        near = [(ranking.by_id[each.id], words.near_words(each)) for each in ranking.near]
        self._near_head.setVisible(bool(near))
        self._more.setText(f"And {len(found) - _QUICK:,} more, with a bolt on the roadmap.")
        self._more.setVisible(len(found) > _QUICK)
        self._quick.show_lines(told)
        self._near.show_lines(near)

    def fit(self, width: int) -> None:
        """Put the weights above the arithmetic where both have no room side by side."""
        wide = width >= self._theme.px(_NARROW)
        self._split.setDirection(
            QBoxLayout.Direction.LeftToRight if wide else QBoxLayout.Direction.TopToBottom
        )


class _Reasons(QWidget):
    """Actions as links, each with a sentence; lines are kept and only say something else, which costs nothing."""

    def __init__(self, theme: Theme, choose: Callable[[str], None]) -> None:
        super().__init__()
        self._theme, self._choose = theme, choose
        self._shown: list[tuple[str, str]] = []
        self._lines: list[tuple[QWidget, QWidget, QLabel]] = []
        self._column = column(spacing=8)
        self.setLayout(self._column)

    def show_lines(self, told: Sequence[tuple[Ranked, str]]) -> None:
        """Show these, in this order."""
        shown = [(each.action.id, words.called(each.action)) for each, _ in told]
        if shown != self._shown:
            self._shown = shown
            clear(self._column)
            self._lines = []
            for key, name in shown:
                go = LinkButton(self._theme, name, lambda key=key: self._choose(key), f"Choose {name}")
                why = label("", "second", wrap=True)
                box = column(spacing=0)
                box.addLayout(row(go, None))
                box.addWidget(why)
                line = boxed(box)
                self._column.addWidget(line)
                self._lines.append((line, go, why))
        for (_, _, why), (_, said) in zip(self._lines, told, strict=True):
            why.setText(f"{said[:1].upper()}{said[1:]}.")
        self.setVisible(bool(told))


def _order(row: Any) -> tuple[bool, int]:
    return row.place == 0, row.place


def _score(row: Any) -> Cell:
    found = row.each.by(row.method)
    return text_cell(one_decimal(found), "ink" if found is not None else "ink3", 600)


def _made_of(row: Any) -> Cell:
    said = words.in_short(row.each, row.method)
    if row.place == 0:
        return text_cell(said, "warn", 500)
    if row.method is not Method.PRIORITY:
        return text_cell(said, "ink2")
    return Cell(f"{one_decimal(row.each.value)}: {said}", "ink2", marks=words.bar(row.each.points, _BAR))


def _effort(each: Ranked) -> str:
    days = each.action.effort_days
    return "–" if days is None else f"{amount(days)} d"


def _legend(width: float) -> Figure:
    """One line that names the colours of the stacked bars."""
    marks: list[Mark] = []
    x = 0.0
    for name, token in zip(words.BENEFIT_NAMES, words.BENEFIT_TOKENS, strict=True):
        wide = text_width(name, 11.5)
        if x + wide + 18 > width:
            break
        marks += [Rect(x, 5, 10, 10, fill=token, radius=2), Text(x + 15, 14, name, 11.5, color="ink2")]
        x += wide + 34
    return Figure(width, 20, tuple(marks), "Colours of the benefits", TableText((), ()))
