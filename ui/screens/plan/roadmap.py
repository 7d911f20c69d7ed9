"""The roadmap as it is worked in: the axis stays above the rows, workstreams fold, and time can be looked at closely."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtWidgets import QScrollArea, QScrollBar, QSizePolicy, QWidget

from ui.theme import Theme
from ui.widgets.figure_view import FigureView
from ui.widgets.parts import IconLabel, boxed, column, label, row, rule, scrolled
from ui.widgets.plot_view import PlotView
from ui.widgets.segmented import Segmented
from workbench.charts import calendar, gantt
from workbench.charts.figure import Spot
from workbench.charts.gantt_axis import HEAD
from workbench.domain.action import Action

FIT = "fit"
_ZOOMS = {"weeks": 84, "months": 274, "quarters": 1096}
_ROW = 26.0
Period = tuple[dt.date, dt.date]


class RoadmapPane(QWidget):
    """Shows the plan over time: `pressed(id)` for an action, `plot` moves and stretches its bars."""

    pressed = Signal(str)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._actions: Sequence[Action] = ()
        self._by_roles: Callable[[], Sequence[Action] | None] = lambda: None
        self._today = dt.date.today()
        self._start: dt.date | None = None
        self._selected = ""
        self._quick: frozenset[str] = frozenset()
        self._folded: set[str] = set()
        self._first = 0
        self._most_height = 400
        self.zoom = Segmented(
            theme,
            [(FIT, "Fit"), ("weeks", "Weeks"), ("months", "Months"), ("quarters", "Quarters")],
            "How much time is seen",
        )
        self.zoom.take(FIT)
        self.tools = row(spacing=8)
        self._bolt = [IconLabel(theme, "zap", "warn", 14), label("quick win", "muted")]
        arrow = [IconLabel(theme, "corner-down-right", "ink2", 14), label("needs the other first", "muted")]
        legend = row(*self._bolt, 8, *arrow, None, spacing=4)
        legend.addWidget(self.zoom)
        legend.addLayout(self.tools)
        self.axis = FigureView(theme, name="Time")
        self.axis.setFixedHeight(theme.px(HEAD))
        self.plot = PlotView(theme, "Roadmap", keep_height=True, zooms=False)
        self.area: QScrollArea = scrolled(self.plot)
        self.area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.area.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.bar = QScrollBar(Qt.Orientation.Horizontal)
        self.bar.setAccessibleName("Earlier and later")
        self.bar.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.bar.hide()
        self.refusal = label("", "bad", wrap=True)
        self.refusal.hide()
        hint = "Drag a bar to move it, its end to lengthen it; what waits for it moves along. Press a workstream to fold it."
        self._gap = QWidget()
        self._gap.setFixedWidth(0)
        axis = row(self.axis, self._gap, spacing=0)
        axis.setStretch(0, 1)
        layout = column(spacing=4)
        layout.addLayout(legend)
        for each in (rule(), boxed(axis), self.area, self.bar, self.refusal, label(hint, "muted", wrap=True)):
            layout.addWidget(each)
        self.setLayout(layout)
        self.plot.pressed.connect(self._on_pressed)
        self.plot.reached.connect(self._on_reached)
        self.zoom.chosen.connect(lambda _key: self._on_zoom())
        self.bar.valueChanged.connect(self._on_scrolled)
        self.area.viewport().installEventFilter(self)

    # What is shown

    def show_plan(
        self,
        actions: Sequence[Action],
        today: dt.date,
        start: dt.date | None,
        selected: str,
        quick: frozenset[str],
        by_roles: Callable[[], Sequence[Action] | None] = lambda: None,
    ) -> None:
        """Show a plan; `start` is the day its stretches count from, `quick` the ids of quick wins.

        `by_roles` gives the same actions with roles in the place of names, for copies: in a label that was cut, a name
        cannot be found.
        """
        self._actions, self._today, self._start = actions, today, start
        self._by_roles = by_roles
        self._selected, self._quick = selected, quick
        for each in self._bolt:
            each.setVisible(bool(quick))
        self._folded &= {name for name, _, _ in gantt.rows_of(actions)}
        self._fit_bar()
        self._draw()
        self.plot.select(selected)

    @property
    def folded(self) -> frozenset[str]:
        """The workstreams that are shown as one row."""
        return frozenset(self._folded)

    @property
    def period(self) -> Period:
        """The days the axis shows."""
        whole = self._whole()
        days = _ZOOMS.get(self.zoom.current)
        if days is None:
            return whole
        first = max(1, min(whole[0].toordinal() + self._first, dt.date.max.toordinal() - days))
        return dt.date.fromordinal(first), dt.date.fromordinal(first + days)

    def _whole(self) -> Period:
        first, last = calendar.plan_span(self._actions, self._today)
        if self._start is not None and abs((self._start - self._today).days) < 366:
            first = min(first, self._start.replace(day=1))
        return first, last

    def _look(self, head: bool) -> gantt.Look:
        return gantt.Look(
            frozenset(self._folded), self._quick, self._start, self.zoom.current == "weeks", head
        )

    def _draw(self) -> None:
        listed, today, period, selected = self._actions, self._today, self.period, self._selected
        head, rows = self._look(True), self._look(False)
        # Before it is drawn, so that it is drawn for the width beside the scroll bar.
        self._fit_height()
        self.axis.show_figure(lambda w, _h: gantt.draw_head(listed, w, today, period, head))
        self.plot.show_figure(
            lambda w, _h: gantt.draw(listed, w, today, selected, _ROW, period, look=rows),
            # A copy needs the axis, too.
            lambda w, _h: gantt.draw(
                self._by_roles() or listed, w, today, selected, _ROW, period, look=self._look(True)
            ),
        )

    def fit(self, most_height: int) -> None:
        """Take no more height than this for the rows; the rest is scrolled."""
        if most_height != self._most_height:
            self._most_height = most_height
            self._fit_height()

    def _fit_height(self) -> None:
        wanted = gantt.height_of(self._actions, _ROW, self._look(False))
        self.plot.setFixedHeight(max(1, round(wanted * self._theme.scale)))
        self.area.setFixedHeight(min(self._theme.px(wanted) + 1, self._most_height))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        # The axis is as wide as the rows beneath it, whether those have a scroll bar or not.
        if event.type() == QEvent.Type.Resize and watched is self.area.viewport():
            self._gap.setFixedWidth(max(0, self.area.width() - self.area.viewport().width()))
        return super().eventFilter(watched, event)

    def say(self, trouble: str) -> None:
        """Say beside the chart why a move was refused; '' takes it back."""
        self.refusal.setText(trouble)
        self.refusal.setVisible(bool(trouble))

    # What people do

    def _on_pressed(self, key: str) -> None:
        if not key.startswith(gantt.STREAM):
            self.pressed.emit(key)
            return
        self._folded ^= {key.removeprefix(gantt.STREAM)}
        self._draw()
        self.plot.select(key)

    def fold(self, names: Sequence[str]) -> None:
        """Show exactly these workstreams as one row each."""
        self._folded = set(names)
        self._draw()

    def _on_reached(self, spot: Spot) -> None:
        scale = self._theme.scale
        self.area.ensureVisible(0, round((spot.y + spot.height / 2) * scale), 0, round(_ROW * scale))

    def _fit_bar(self) -> None:
        days = _ZOOMS.get(self.zoom.current)
        first, last = self._whole()
        beyond = 0 if days is None else max(0, (last - first).days - days)
        self.bar.setVisible(beyond > 0)
        self.bar.blockSignals(True)
        self.bar.setRange(0, beyond)
        self.bar.setPageStep(days or 1)
        self.bar.setSingleStep(7)
        self._first = min(self._first, beyond)
        self.bar.setValue(self._first)
        self.bar.blockSignals(False)

    def _on_zoom(self) -> None:
        """Look closer at what is chosen, or at the plan's beginning."""
        first, _ = self._whole()
        chosen = next((each for each in self._actions if each.id == self._selected), None)
        found = calendar.span(chosen) if chosen is not None else None
        about = found[0] if found else self._start or self._today
        self._first = max(0, (about - first).days - 14)
        self._fit_bar()
        self._draw()

    def _on_scrolled(self, value: int) -> None:
        self._first = value
        self._draw()
