"""The capabilities as roles, teams or groups see them, with their targets and how far people agree."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QScrollBar, QWidget

from ui.screens.results.finding import heat_finding
from ui.screens.results.plot import HeatPlot
from ui.screens.results.view import View
from ui.theme import Theme
from ui.widgets.figure_view import FigureView
from ui.widgets.parts import column, label, row, rule
from workbench.analysis.breakdown import By
from workbench.charts import heat, heat_grid
from workbench.charts.figure import Figure
from workbench.charts.seen import Sight
from workbench.domain.text import plural

DIMENSION, AREA = "dimension", "area"
ROW = 25.0


class HeatPane(QWidget):
    """The heat map with its head and legend; `opened` capabilities show their questions."""

    chosen = Signal(str)
    question = Signal(str)
    target = Signal(str, int)
    stepped = Signal(str, int)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._view: View | None = None
        self._sight = Sight(By.ROLE, ())
        self._by, self._selected = DIMENSION, ""
        self.opened: set[str] = set()
        self._start = 0
        self.plot = HeatPlot(theme, "Capabilities by role", keep_height=True, zooms=False)
        self._count = label("", "section")
        self._legend = FigureView(
            theme, lambda w, _h: heat_grid.legend(w), name="Filled dot now, ring target"
        )
        self._bar = QScrollBar(Qt.Orientation.Horizontal)
        self._bar.setAccessibleName("More columns")
        self._bar.setPageStep(1)
        self.note = label("", "muted", wrap=True)
        head = row(self._count, self._legend, spacing=16)
        head.setStretch(1, 1)
        layout = column(rule(), 2, spacing=4)
        layout.addLayout(head)
        for each in (self.plot, self._bar, self.note):
            layout.addWidget(each)
        self.setLayout(layout)
        self.plot.pressed.connect(self.press)
        self.plot.dropped.connect(lambda key, level: self.target.emit(key, level))
        self.plot.stepped.connect(self.stepped)
        self._bar.valueChanged.connect(self._on_scrolled)

    @property
    def sight(self) -> Sight:
        """The columns that are shown."""
        return self._sight

    def show_view(self, view: View, by: str, kind: By, selected: str) -> None:
        """Show the capabilities by dimension or area, and who sees them by role, team or group."""
        self._view, self._by, self._selected, self._sight = view, by, selected, view.sight(kind)
        self._legend.setFixedHeight(self._theme.px(20))
        asked = view.shown.capabilities.values()
        shown = sum(1 for part in asked if part.questions)
        people = plural(len(view.book.respondents), "respondent")
        columns = f", {self._sight.count_words}" if self._sight.columns else ""
        self._count.setText(f"{plural(shown, 'capability', 'capabilities')}{columns}, {people}")
        self.note.setText(self._sight.note)
        self.note.setVisible(bool(self._sight.note))
        self._fit_bar()
        self.plot.show_figure(lambda w, _h: self.drawn(w), lambda w, _h: self.drawn(w, copied=True))

    def drawn(self, width: float, *, whole: bool = False, copied: bool = False) -> Figure:
        """The figure at a width; the `whole` of it has all columns, and a `copied` one names people by roles."""
        view, sight = self._view, self._sight
        assert view is not None, "something is shown"
        columns = sight.columns
        if copied:
            # Before heads are cut to the width of a column: of a part of a name nobody could tell that it is one.
            say = self.plot.by_role
            columns = tuple(
                replace(each, head=say(each.head), label=say(each.label), name=say(each.name))
                for each in columns
            )
        if whole:
            width = heat_grid.whole_width(columns, width)
        return heat.draw(
            view.book, view.standing, width, columns, ROW, self._by,
            "" if whole else self._selected, view.only,
            opened=() if whole else self.opened, kind=sight.by.value, start=0 if whole else self._start,
            said=heat_finding(view, sight),
        )  # fmt: skip

    def _fit_bar(self) -> None:
        """A bar to scroll sideways where not all columns have room; names and targets always stand."""
        count = len(self._sight.columns)
        fits = heat_grid.fitting(max(1, self.width()) / self._theme.scale, self._sight.columns)
        self._bar.blockSignals(True)
        self._bar.setRange(0, max(0, count - fits))
        self._bar.blockSignals(False)
        self._start = self._bar.value()
        self._bar.setVisible(count > fits)

    def _on_scrolled(self, value: int) -> None:
        self._start = value
        if self._view is not None:
            self.plot.show_figure(lambda w, _h: self.drawn(w), lambda w, _h: self.drawn(w, copied=True))

    def press(self, key: str) -> None:
        """Take a press on a row or a cell: the row that is chosen already opens, or closes."""
        if key.startswith(heat.QUESTION):
            self.question.emit(key.removeprefix(heat.QUESTION))
            return
        capability = key.split(":")[0]
        if capability == self._selected and key == capability:
            self.opened ^= {capability}
        self.chosen.emit(capability)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._view is not None and event.oldSize().width() != event.size().width():
            self._fit_bar()
