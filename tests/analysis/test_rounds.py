"""The round of a daily update: who is expected, the last days, and the stop watch."""

from __future__ import annotations

import datetime as dt

from workbench.analysis.rounds import RoundClock, clock_words, over_words, recent, suggested
from workbench.domain.daily import DailyUpdate

DAY = dt.date(2026, 11, 23)


def update(days: int, who: str) -> DailyUpdate:
    return DailyUpdate(id=f"{days}{who}", assessment="a", day=DAY + dt.timedelta(days), who=who)


def test_the_last_round_is_suggested_in_its_order() -> None:
    listed = [
        update(-9, "CTO"),
        update(-3, "Build  Engineer"),
        update(-3, "Tester"),
        update(0, "build engineer"),
        update(4, "X"),
    ]
    assert suggested(listed, DAY, ["CTO"]) == ("Tester",)
    assert suggested(listed, DAY + dt.timedelta(1), []) == ("build engineer",)


def test_respondents_begin_the_first_round_of_all() -> None:
    assert suggested([], DAY, ["CTO", "Tester", "cto", " "]) == ("CTO", "Tester")
    assert suggested([update(0, "Tester")], DAY, ["CTO"]) == ()


def test_the_last_fourteen_days_newest_first() -> None:
    listed = [
        update(-14, "A"),
        update(-13, "B"),
        update(-1, "C"),
        update(0, "D"),
        update(0, "E"),
        update(1, "F"),
    ]
    assert [each.who for each in recent(listed, DAY)] == ["D", "E", "C", "B"]


def test_the_clock_counts_one_person_and_nothing_twice() -> None:
    now = 100.0
    clock = RoundClock(lambda: now)
    assert (clock.running, clock.seconds, clock.stop()) == (False, 0, 0)
    clock.start("a")
    now = 162.7
    assert clock.seconds == 62
    assert clock.taken() == 62
    assert clock.seconds == 0
    # The .7 of before and .6 make one more.
    now = 163.3
    assert clock.stop() == 1
    now = 900.0
    assert (clock.running, clock.seconds) == (False, 0)


def test_times_in_words() -> None:
    assert [clock_words(each) for each in (0, 65, 900)] == ["0:00", "1:05", "15:00"]
    assert over_words(900) == ""
    assert over_words(901).startswith("1 second over the 15 minutes.")
    assert over_words(1022).startswith("2 minutes 2 seconds over the 15 minutes.")
