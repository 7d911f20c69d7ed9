"""The stop watch of a round: how long everybody together has taken, and whoever speaks now."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QProgressBar, QWidget

from ui.theme import Theme
from ui.widgets.parts import Button, column, label, row, set_look
from workbench.analysis.rounds import MOST_SECONDS, RoundClock, clock_words, over_words

TICK = 500


class TimerBox(QWidget):
    """Counts for one person at a time. `spent(id, seconds)` when counting stops, `next_wanted()`, `start_wanted()`.

    `now` gives seconds that only ever grow; `tick` shows what it says.
    """

    spent = Signal(str, int)
    next_wanted = Signal()
    start_wanted = Signal()

    def __init__(self, theme: Theme, now: Callable[[], float]) -> None:
        super().__init__()
        self.clock = RoundClock(now)
        self._stored = 0
        self._name = ""
        self.total = label("", "figure20")
        self.total.setAccessibleName("Time of the round")
        self.who = label("", "second", wrap=True)
        self.over = label("", "bad", wrap=True)
        self.start = Button(theme, "Start the clock", self.toggle, icon_name="play")
        self.start.setToolTip("Start or pause the clock (Ctrl+T)")
        self.following = Button(theme, "Next person", self.next_wanted.emit, icon_name="arrow-right")
        self.following.setToolTip("Go on with the next person (Ctrl+Enter)")
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setRange(0, MOST_SECONDS)
        self.bar.setAccessibleName("Share of the 15 minutes")
        line = row(self.total, self.who, self.start, self.following, spacing=12)
        line.setStretch(1, 1)
        layout = column(spacing=6)
        layout.addLayout(line)
        layout.addWidget(self.bar)
        layout.addWidget(self.over)
        self.setLayout(layout)
        self._ticks = QTimer(self, interval=TICK)
        self._ticks.timeout.connect(self.tick)
        self.tick()

    def toggle(self) -> None:
        """Start for whoever is chosen, or pause."""
        if self.clock.running:
            self.pause()
        else:
            self.start_wanted.emit()

    def begin(self, turn_id: str, name: str) -> None:
        """Count for somebody from now on; what was counted for another one is given out first."""
        self.pause()
        self._name = name
        self.clock.start(turn_id)
        self._ticks.start()
        self.tick()

    def pause(self) -> None:
        """Stop counting, and give out what was counted."""
        who, seconds = self.clock.who, self.clock.stop()
        self._ticks.stop()
        if who and seconds:
            # Until it is on disk the total must not go back.
            self._stored += seconds
            self.spent.emit(who, seconds)
        self.tick()

    def show_stored(self, seconds: int) -> None:
        """Show what all updates of the day took together."""
        self._stored = seconds
        self.tick()

    def tick(self) -> None:
        """Show the time as it is now."""
        total = self._stored + self.clock.seconds
        running = self.clock.running
        self.total.setText(f"{clock_words(total)} of {clock_words(MOST_SECONDS)}")
        self.total.setAccessibleDescription(over_words(total))
        self.who.setText(f"{self._name}: {clock_words(self.clock.seconds)}" if running else "")
        self.bar.setValue(min(total, MOST_SECONDS))
        self.over.setText(over_words(total))
        self.over.setVisible(total > MOST_SECONDS)
        words = "Pause" if running else "Go on" if self._stored else "Start the clock"
        if self.start.accessibleName() != words:
            self.start.setText(words)
        set_look(self.total, "figure20")
