"""What the four benefits weigh: sliders that show what a change would do before it is kept."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QGridLayout, QLabel, QSlider, QWidget

from ui.theme import Theme
from ui.widgets.parts import Button, column, label, row
from workbench.charts.priority_words import BENEFIT_NAMES
from workbench.domain.plan_settings import WEIGHTS

_KEPT_AFTER = 400
_NONE = "At least one benefit must weigh something."


class _Slider(QSlider):
    """A slider that the wheel does not move by accident while the page scrolls."""

    def wheelEvent(self, e: QWheelEvent) -> None:
        e.ignore()


class WeightsBox(QWidget):
    """Four sliders: `tried(weights)` while one moves, `given(weights)` once it rests."""

    tried = Signal(object)
    given = Signal(object)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._stored: tuple[float, ...] = WEIGHTS
        self._quiet = False
        self.sliders: list[QSlider] = []
        self.shares: list[QLabel] = []
        grid = QGridLayout()
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(theme.px(10))
        for line, name in enumerate(BENEFIT_NAMES):
            slider = _Slider(Qt.Orientation.Horizontal)
            slider.setRange(0, 100)
            slider.setPageStep(5)
            slider.setMinimumWidth(90)
            slider.setAccessibleName(f"Weight of {name.lower()}")
            share = label("", "strong")
            share.setMinimumWidth(theme.px(40))
            share.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            head = label(name)
            head.setBuddy(slider)
            for place, part in enumerate((head, slider, share)):
                grid.addWidget(part, line, place)
            self.sliders.append(slider)
            self.shares.append(share)
            slider.valueChanged.connect(lambda _value: self._on_moved())
            slider.sliderReleased.connect(self.flush)
        grid.setColumnStretch(1, 1)
        usual = ", ".join(f"{each:.0%}".removesuffix("%") for each in WEIGHTS)
        self.reset = Button(theme, f"Back to {usual}", self._on_reset, look="link", icon_name="undo-2")
        self.trouble = label("", "bad", wrap=True)
        self.trouble.hide()
        layout = column(label("What benefits weigh", "strong"), spacing=6)
        layout.addLayout(grid)
        layout.addWidget(self.trouble)
        layout.addLayout(row(self.reset, None))
        self.setLayout(layout)
        self._later = QTimer(self, singleShot=True, interval=_KEPT_AFTER)
        self._later.timeout.connect(self.flush)

    @property
    def weights(self) -> tuple[float, ...]:
        """The weights as the sliders stand."""
        return tuple(slider.value() / 100 for slider in self.sliders)

    @property
    def moving(self) -> bool:
        """Whether something is shown that is not kept yet."""
        return self._later.isActive() or any(slider.isSliderDown() for slider in self.sliders)

    def show_weights(self, weights: Sequence[float]) -> None:
        """Show what is stored, unless somebody is moving a slider."""
        self._stored = tuple(weights)
        if self.moving:
            return
        top = max(1.0, *weights)
        self._quiet = True
        for slider, weight in zip(self.sliders, weights, strict=True):
            slider.setValue(round(100 * weight / top))
        self._quiet = False
        self._say_shares(weights)

    def _say_shares(self, weights: Sequence[float]) -> None:
        whole = sum(weights)
        for share, slider, weight in zip(self.shares, self.sliders, weights, strict=True):
            said = f"{100 * weight / whole:.0f}%" if whole else "–"
            share.setText(said)
            slider.setAccessibleDescription(f"{said} of the sum")

    def _on_moved(self) -> None:
        if self._quiet:
            return
        weights = self.weights
        self._say_shares(weights)
        fine = any(weights)
        self.trouble.setText("" if fine else _NONE)
        self.trouble.setVisible(not fine)
        if fine:
            self.tried.emit(weights)
        if not any(slider.isSliderDown() for slider in self.sliders):
            # Keys and clicks beside the handle: kept once they rest, so that a run of them is one step of undo.
            self._later.start()

    def flush(self) -> None:
        """Keep what the sliders show, if it is not kept yet."""
        self._later.stop()
        weights = self.weights
        if not any(weights):
            self.show_weights(self._stored)
            self.tried.emit(self._stored)
            self.trouble.hide()
        elif [round(each, 4) for each in weights] != [round(each, 4) for each in self._stored]:
            self.given.emit(weights)

    def _on_reset(self) -> None:
        self._later.stop()
        self.show_weights(WEIGHTS)
        self.tried.emit(WEIGHTS)
        self.given.emit(WEIGHTS)
