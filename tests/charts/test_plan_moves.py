"""What scheduling would change, in words."""

from __future__ import annotations

import datetime as dt

from tests.charts.test_plan import action
from workbench.analysis.planning import plan_dates
from workbench.charts import plan_moves
from workbench.domain.action import ActionState

START = dt.date(2026, 11, 30)
"""A Monday."""


def test_only_what_gets_other_dates_moves() -> None:
    stays = action("a1", effort_days=5.0, start=START, finish=dt.date(2026, 12, 4))
    moved = action("a2", effort_days=5.0, start=START, finish=dt.date(2026, 12, 4), after=("a1",))
    done = action("a3", effort_days=5.0, state=ActionState.DONE)
    listed = [stays, moved, done]
    planned = plan_dates(listed, {}, START, 1)
    (move,) = plan_moves.moves(listed, planned)
    assert move.action is moved
    assert move.after == (dt.date(2026, 12, 7), dt.date(2026, 12, 11))
    assert plan_moves.counted_words([move], planned) == "1 of 2 actions moves."
    assert plan_moves.finish_words(listed, planned) == (
        "All is finished by 11 Dec 2026; as it stands, by 4 Dec 2026."
    )


def test_a_plan_that_stands_says_so() -> None:
    one = action("a1", effort_days=5.0, start=START, finish=dt.date(2026, 12, 4))
    planned = plan_dates([one], {}, START, 1)
    assert plan_moves.moves([one], planned) == []
    assert plan_moves.counted_words([], planned) == "It stands as planned already: nothing moves."
    nothing = plan_dates([], {}, START, 1)
    assert plan_moves.finish_words([], nothing) == "Nothing is left to be scheduled."
    assert plan_moves.counted_words([], nothing) == "Everything is done, dropped or running: nothing moves."


def test_what_was_assumed_and_added_is_said() -> None:
    low = action("a1", capability="SPON", level=2, effort_days=2.0)
    high = action("a2", capability="SPON", level=3)
    planned = plan_dates([low, high], {}, START, 2)
    assert plan_moves.assumed_words([low, high], planned) == (
        "A2 has neither effort nor lead time: one day is assumed."
    )
    assert plan_moves.apart_words([low, high], planned) == "Levels build on each other: A1 before A2."
    assert plan_moves.finish_words([low, high], planned) == (
        "All is finished by 2 Dec 2026; as it stands, nothing has dates."
    )
