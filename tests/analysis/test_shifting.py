"""What moves along when an action moves: only later, in working days, and never before what it needs is over."""

from __future__ import annotations

import datetime as dt

from hypothesis import given
from hypothesis import strategies as st

from workbench.analysis.shifting import shifted
from workbench.analysis.working_days import is_working_day, working_days_between
from workbench.domain.action import Action

MONDAY = dt.date(2026, 11, 23)
_DAY = dt.timedelta(days=1)


def action(name: str, start: int | None, finish: int | None, *after: str, lead: int = 0) -> Action:
    days = [None if each is None else MONDAY + each * _DAY for each in (start, finish)]
    return Action(
        id=name,
        assessment="a",
        code=name,
        title=name,
        start=days[0],
        finish=days[1],
        after=after,
        lead_days=lead,
    )


def test_a_week_of_work_stays_a_week_over_a_weekend_and_a_holiday() -> None:
    # Monday to Friday, five days; pushed to begin on Thursday it needs Thursday, Friday and three days after a weekend.
    actions = {"A": action("A", 0, 1), "B": action("B", 1, 4, "A"), "C": action("C", 7, 11, "B")}
    spans = shifted(actions, "A", MONDAY, MONDAY + 3 * _DAY)
    # B had four working days, Tuesday to Friday: from Thursday until Tuesday. C, on Monday before, begins on Tuesday.
    assert spans["B"] == (MONDAY + 3 * _DAY, MONDAY + 8 * _DAY)
    assert spans["C"] == (MONDAY + 8 * _DAY, MONDAY + 14 * _DAY)
    free = frozenset({MONDAY + 7 * _DAY})
    # With the next Monday free B ends a day later; C, of four days now, runs from Wednesday until Monday.
    spans = shifted(actions, "A", MONDAY, MONDAY + 3 * _DAY, free)
    assert spans["B"] == (MONDAY + 3 * _DAY, MONDAY + 9 * _DAY)
    assert spans["C"] == (MONDAY + 9 * _DAY, MONDAY + 14 * _DAY)


def test_what_ends_on_a_weekend_lets_the_next_begin_on_monday() -> None:
    actions = {"A": action("A", 0, 1), "B": action("B", 2, 2, "A")}
    spans = shifted(actions, "A", MONDAY, MONDAY + 5 * _DAY)
    assert spans["B"] == (MONDAY + 7 * _DAY, MONDAY + 7 * _DAY)


def test_an_end_that_is_not_written_follows_from_the_lead_time() -> None:
    actions = {"A": action("A", 0, None, lead=2), "B": action("B", 2, None, "A", lead=7)}
    assert actions["A"].span == (MONDAY, MONDAY + 2 * _DAY)
    # Wednesday to Wednesday, six working days: from Friday to the Friday after.
    spans = shifted(actions, "A", MONDAY, MONDAY + 4 * _DAY)
    assert spans["B"] == (MONDAY + 4 * _DAY, MONDAY + 11 * _DAY)


@given(
    rows=st.lists(
        st.tuples(st.integers(0, 60), st.integers(0, 30), st.sets(st.integers(0, 7), max_size=3)),
        min_size=1,
        max_size=8,
    ),
    start=st.integers(0, 90),
    days=st.integers(0, 60),
    free=st.sets(st.integers(0, 200), max_size=20),
)
def test_only_later_as_long_as_before_and_after_what_is_needed(
    rows: list[tuple[int, int, set[int]]], start: int, days: int, free: set[int]
) -> None:
    holidays = frozenset(MONDAY + each * _DAY for each in free)
    actions = {
        f"A{n}": action(f"A{n}", first, first + length, *(f"A{each}" for each in sorted(after) if each < n))
        for n, (first, length, after) in enumerate(rows)
    }
    moved = (MONDAY + start * _DAY, MONDAY + (start + days) * _DAY)
    spans = shifted(actions, "A0", *moved, holidays)
    assert spans.pop("A0") == moved
    for name, (begin, until) in spans.items():
        old = actions[name].span
        assert old is not None
        assert begin > old[0]
        assert is_working_day(begin, holidays)
        before = working_days_between(old[0], old[1] + _DAY, holidays)
        assert working_days_between(begin, until + _DAY, holidays) == max(1, before)
        for need in set(actions[name].after) & {*spans, "A0"}:
            assert begin >= (moved if need == "A0" else spans[need])[1]
