"""The day of the next review, and what is due."""

from __future__ import annotations

import datetime as dt

import pytest

from workbench.analysis.cadence import after_months, waiting, waiting_words
from workbench.domain.review import Review

TODAY = dt.date(2026, 11, 23)


@pytest.mark.parametrize(
    ("day", "months", "expected"),
    [
        (dt.date(2026, 11, 23), 3, dt.date(2027, 2, 23)),
        (dt.date(2026, 11, 30), 3, dt.date(2027, 2, 28)),
        (dt.date(2027, 11, 30), 3, dt.date(2028, 2, 29)),
        (dt.date(2026, 12, 31), 1, dt.date(2027, 1, 31)),
        (dt.date(2026, 1, 15), 60, dt.date(2031, 1, 15)),
    ],
)
def test_months_later(day: dt.date, months: int, expected: dt.date) -> None:
    assert after_months(day, months) == expected


@pytest.mark.parametrize(("day", "months"), [(TODAY, 0), (dt.date(9999, 12, 1), 1)])
def test_no_such_day(day: dt.date, months: int) -> None:
    with pytest.raises(ValueError, match="months"):
        after_months(day, months)


def test_what_is_due_comes_most_overdue_first() -> None:
    def review(code: str, days: int | None) -> Review:
        due = None if days is None else TODAY + dt.timedelta(days)
        return Review(id=code, assessment="a", code=code, title=code, due=due)

    listed = [review("V1", 14), review("V2", -2), review("V3", 15), review("V4", None), review("V5", 0)]
    found = waiting(listed, TODAY)
    assert [(each.review.code, each.days, each.overdue) for each in found] == [
        ("V2", -2, True),
        ("V5", 0, False),
        ("V1", 14, False),
    ]
    assert [waiting_words(each) for each in (-2, -1, 0, 1, 14)] == [
        "2 days overdue", "1 day overdue", "today", "in 1 day", "in 14 days",
    ]  # fmt: skip
