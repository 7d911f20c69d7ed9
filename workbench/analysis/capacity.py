"""How many people are busy on each working day, so that the next free stretch is found quickly."""

from __future__ import annotations

from bisect import bisect_left, bisect_right


class Calendar:
    """The days of a team of `people`, counted from 0, on which work is placed one person at a time.

    Kept as stretches of days with the same number of busy people, so that long work costs no more than short.
    """

    def __init__(self, people: int) -> None:
        self._people = people
        self._starts = [0]
        self._busy = [0]

    def place(self, earliest: int, days: int) -> int:
        """Take somebody for `days` days in a row, from the first day at or after `earliest` that allows it.

        No days at all need nobody: they lie at `earliest`, however busy everyone is.
        """
        if days == 0:
            return earliest
        begin = self._free(earliest, days)
        self._take(begin, begin + days)
        return begin

    def _free(self, earliest: int, days: int) -> int:
        starts, busy, people = self._starts, self._busy, self._people
        begin, last = earliest, len(starts) - 1
        at = bisect_right(starts, earliest) - 1
        while at < last:
            end = starts[at + 1]
            if busy[at] >= people:
                begin = end
            elif end >= begin + days:
                return begin
            at += 1
        # Nobody is busy in the last stretch, which has no end.
        return begin

    def _take(self, begin: int, end: int) -> None:
        self._split(begin)
        self._split(end)
        low, high = bisect_left(self._starts, begin), bisect_left(self._starts, end)
        for at in range(low, high):
            self._busy[at] += 1
        for at in (high, low):
            if at and self._busy[at] == self._busy[at - 1]:
                del self._starts[at], self._busy[at]

    def _split(self, day: int) -> None:
        at = bisect_left(self._starts, day)
        if at == len(self._starts) or self._starts[at] != day:
            self._starts.insert(at, day)
            self._busy.insert(at, self._busy[at - 1])
