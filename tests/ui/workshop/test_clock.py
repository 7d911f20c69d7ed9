"""The clock of a session: what it counts, and when it is written down."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from ui.workshop.clock import SessionClock, countdown_words, left_words, minutes_words

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication


class Disk:
    """Takes what the clock writes, and lands it when told to."""

    def __init__(self) -> None:
        self.now = 50.0
        self.written: list[tuple[dict[str, int], bool]] = []
        self._flying: list[Callable[[], None]] = []

    def store(self, seconds: dict[str, int], noted: bool, landed: Callable[[], None]) -> None:
        self.written.append((seconds, noted))
        self._flying.append(landed)

    def land(self) -> None:
        for each in self._flying:
            each()
        self._flying.clear()


def test_it_is_written_down_every_ten_seconds_and_at_each_step(qapp: QApplication) -> None:
    disk = Disk()
    clock = SessionClock(lambda: disk.now, disk.store, qapp)
    clock.start(["capability/OBS", "question/OBS-1"])
    for _ in range(19):
        disk.now += 0.5
        clock.tick()
    assert disk.written == []
    assert clock.extra == {"capability/OBS": 9, "question/OBS-1": 9}
    disk.now += 0.5
    clock.tick()
    assert disk.written == [({"capability/OBS": 10, "question/OBS-1": 10}, False)]
    # On its way to the disk it counts still, so that no clock goes back.
    assert clock.extra["capability/OBS"] == 10
    disk.land()
    assert not any(clock.extra.values())
    disk.now += 3
    clock.point(["capability/OBS", "question/OBS-2"])
    assert disk.written[1] == ({"capability/OBS": 3, "question/OBS-1": 3}, True)
    disk.now += 4.75
    clock.pause()
    disk.now += 60
    assert disk.written[2] == ({"capability/OBS": 4, "question/OBS-2": 4}, True)
    assert not clock.running
    clock.flush()
    assert len(disk.written) == 3, "a paused clock counts nothing"


def test_its_words() -> None:
    assert [countdown_words(each) for each in (130, 48, 0, -12, -75)] == [
        "02:10", "00:48", "00:00", "+00:12", "+01:15",
    ]  # fmt: skip
    assert left_words(130) == "2 minutes 10 seconds left"
    assert left_words(-61) == "1 minute 1 second over"
    assert minutes_words(200, 12) == "3 of 12 min"
