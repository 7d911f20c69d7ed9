"""The round of a daily update: whose turn it is, how long it has taken, and who speaks next time."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Sequence

from workbench.domain.daily import MOST_MINUTES, DailyUpdate
from workbench.domain.text import plural

MOST_SECONDS = MOST_MINUTES * 60
RECENT_DAYS = 14
"""How many days the updates of the last days reach back, today being one of them."""


def suggested(updates: Iterable[DailyUpdate], day: dt.date, respondents: Sequence[str]) -> tuple[str, ...]:
    """Give who would speak on a day and has not been listed yet: those of the last round before it, in its order.

    Where nobody has spoken yet at all, `respondents` are suggested. Somebody counts as listed however their role is capitalised.
    """
    listed = list(updates)
    here = {_same(each.who) for each in listed if each.day == day}
    earlier = [each.day for each in listed if each.day < day]
    if earlier:
        last = max(earlier)
        names = [each.who for each in listed if each.day == last]
    else:
        names = [] if here else list(respondents)
    found: dict[str, str] = {}
    for name in names:
        if name.strip() and _same(name) not in here:
            found.setdefault(_same(name), " ".join(name.split()))
    return tuple(found.values())


def _same(name: str) -> str:
    return " ".join(name.split()).casefold()


def recent(updates: Iterable[DailyUpdate], day: dt.date, days: int = RECENT_DAYS) -> list[DailyUpdate]:
    """Give the updates of the last days up to and with `day`, the newest day first, each day in its own order."""
    first = day.toordinal() - days
    found = [each for each in updates if first < each.day.toordinal() <= day.toordinal()]
    return sorted(found, key=lambda each: -each.day.toordinal())


def clock_words(seconds: int) -> str:
    """Give a time as a stop watch shows it: '6:05'."""
    return f"{seconds // 60}:{seconds % 60:02}"


def over_words(seconds: int, most: int = MOST_SECONDS) -> str:
    """Say by how much a round is longer than it may be; '' while it is not."""
    if seconds <= most:
        return ""
    minutes, rest = divmod(seconds - most, 60)
    parts = [plural(minutes, "minute")] if minutes else []
    parts += [plural(rest, "second")] if rest else []
    return f"{' '.join(parts)} over the {most // 60} minutes. Talk on afterwards, with those it concerns."


class RoundClock:
    """A stop watch for one person at a time; `now` gives seconds that only ever grow.

    What was counted is in whole seconds and taken with `taken`, so that nothing is counted twice.
    """

    def __init__(self, now: Callable[[], float]) -> None:
        self._now = now
        self._since: float | None = None
        self.who = ""

    @property
    def running(self) -> bool:
        """Whether it counts."""
        return self._since is not None

    @property
    def seconds(self) -> int:
        """What was counted for whoever speaks and not taken yet."""
        return 0 if self._since is None else max(0, int(self._now() - self._since))

    def start(self, who: str) -> None:
        """Count for somebody from now on."""
        self.who, self._since = who, self._now()

    def stop(self) -> int:
        """Stop, and give the seconds that were not taken yet."""
        counted = self.taken()
        self._since = None
        return counted

    def taken(self) -> int:
        """Give the whole seconds counted so far and go on from there, keeping the rest of the second."""
        counted = self.seconds
        if self._since is not None:
            self._since += counted
        return counted
