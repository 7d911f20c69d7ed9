"""Value against effort: what to do first at a glance, and effort changed by dragging a marker across."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from ui.theme import Theme
from ui.widgets.parts import column, label, row, rule
from ui.widgets.plot_view import PlotView
from workbench.analysis.ranking import Ranking
from workbench.charts import value_effort


class ValuePane(QWidget):
    """`pressed(id)` for an action, `crowded(ids)` for a marker that stands for several, `given(id, effort)` when one was put
    elsewhere."""

    pressed = Signal(str)
    crowded = Signal(object)
    given = Signal(str, float)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.plot = PlotView(theme, "Value against effort")
        self.note = label("", "muted", wrap=True)
        layout = column(rule(), 4, spacing=6)
        layout.addLayout(row(label("Value against effort", "section"), None))
        layout.addWidget(self.plot)
        layout.addWidget(self.note)
        layout.addStretch(1)
        self.setLayout(layout)
        self.plot.pressed.connect(self._on_pressed)
        self.plot.dropped.connect(lambda key, days: self.given.emit(key, float(days)))

    def show_ranking(self, ranking: Ranking, streams: Sequence[str], selected: str, height: int) -> None:
        """Show the actions of a ranking; `streams` are the workstreams in their order."""
        self.plot.setFixedHeight(height)
        self.plot.show_figure(lambda w, h: value_effort.draw(ranking, streams, w, h, selected))
        self.plot.select(selected)
        self.note.setText(
            f"{value_effort.title(ranking)}. Drag a marker across to change its effort; hollow ones miss a condition."
        )

    def _on_pressed(self, key: str) -> None:
        if key.startswith(value_effort.MORE):
            self.crowded.emit(key.removeprefix(value_effort.MORE).split(","))
        else:
            self.pressed.emit(key)
