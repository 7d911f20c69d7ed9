"""The clock of a session: it runs for an item of the agenda and a question, and is written down every ten seconds."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence

from PySide6.QtCore import QObject, QTimer, Signal

from workbench.domain.text import plural

TICK = 500
AT_MOST = 10
"""Seconds that a killed program may lose."""


def countdown_words(left: int) -> str:
    """What is left of a timebox, '02:10', or by how much it is over: '+00:12'."""
    return f"{'+' if left < 0 else ''}{abs(left) // 60:02}:{abs(left) % 60:02}"


def minutes_words(used: int, planned: int) -> str:
    """'3 of 12 min'."""
    return f"{round(used / 60)} of {planned} min"


def left_words(left: int) -> str:
    """What is left as it is read out."""
    minutes, seconds = divmod(abs(left), 60)
    said = f"{plural(minutes, 'minute')} {plural(seconds, 'second')}"
    return f"{said} over" if left < 0 else f"{said} left"


class SessionClock(QObject):
    """Counts whole seconds for some keys at once; `store(seconds, noted, landed)` writes them down and says when it has.
    What the ticks write on the way is not `noted` in the history, what a step writes is.

    `now` gives seconds that only ever grow. `extra` are the seconds that the stored clock does not have yet.
    """

    ticked = Signal()

    def __init__(
        self,
        now: Callable[[], float],
        store: Callable[[dict[str, int], bool, Callable[[], None]], None],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self.now = now
        self._store = store
        self.keys: tuple[str, ...] = ()
        self._since: float | None = None
        self._waiting: Counter[str] = Counter()
        self._flying: Counter[str] = Counter()
        self._timer = QTimer(self, interval=TICK)
        self._timer.timeout.connect(self.tick)

    @property
    def running(self) -> bool:
        """Whether it counts."""
        return self._since is not None

    @property
    def extra(self) -> Mapping[str, int]:
        """The seconds by key that are not on disk yet."""
        self._count()
        return {key: self._waiting[key] + self._flying[key] for key in (*self._waiting, *self._flying)}

    def start(self, keys: Sequence[str]) -> None:
        """Count for these keys from now on; what was counted for others is written down."""
        if tuple(keys) != self.keys:
            self.flush()
        self.keys = tuple(keys)
        if self._since is None:
            self._since = self.now()
        self._timer.start()
        self.ticked.emit()

    def point(self, keys: Sequence[str]) -> None:
        """Count for other keys, if it counts at all; what was counted for those before is written down."""
        if tuple(keys) != self.keys:
            self.flush()
            self.keys = tuple(keys)

    def pause(self) -> None:
        """Stop counting, and write down what was counted."""
        self.flush()
        self._since = None
        self._timer.stop()
        self.ticked.emit()

    def tick(self) -> None:
        """Count on, and write it down where ten seconds are together."""
        self._count()
        if max(self._waiting.values(), default=0) >= AT_MOST:
            self.flush(noted=False)
        self.ticked.emit()

    def flush(self, noted: bool = True) -> None:
        """Write down what was counted."""
        self._count()
        sent, self._waiting = self._waiting, Counter()
        if not any(sent.values()):
            return
        self._flying += sent

        def landed() -> None:
            self._flying -= sent
            # Screens heard of what was stored before this; for that moment it was counted twice.
            self.ticked.emit()

        self._store(dict(sent), noted, landed)

    def _count(self) -> None:
        if self._since is None:
            return
        whole = max(0, int(self.now() - self._since))
        self._since += whole
        if whole:
            for key in self.keys:
                self._waiting[key] += whole
