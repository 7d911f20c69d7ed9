"""The steps of ISO 31000 above the risks: how far each is, and a way to where it is done."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from ui.theme import Theme
from ui.widgets.flow import Flow
from ui.widgets.parts import Button, as_plain
from workbench.analysis.risk_process import Stage, Step


class PathStrip(QWidget):
    """One button a step, ticked where nothing is open; `chosen(step)` leads there."""

    chosen = Signal(object)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.buttons: dict[Step, Button] = {}
        flow = Flow(gap=6, line_gap=4)
        for step in Step:
            button = Button(theme, step.label, lambda step=step: self.chosen.emit(step), look="small")
            self.buttons[step] = button
            flow.addWidget(button)
        self.setLayout(flow)
        self.setAccessibleName("Steps of the risk process")

    def show_stages(self, stages: Sequence[Stage]) -> None:
        """Tick what is done, and say what is open."""
        for stage in stages:
            button = self.buttons[stage.step]
            count = f" {len(stage.risks)}" if stage.risks and not stage.done else ""
            button.setText(f"{'✓ ' if stage.done else ''}{stage.step.label}{count}")
            button.setToolTip(as_plain(stage.said))
            state = "done" if stage.done else "open"
            button.setAccessibleName(f"{stage.step.label}, {state}: {stage.said}")
