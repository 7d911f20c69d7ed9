"""The figures of the plan: the roadmap folded and looked at closely, value against effort, the finding."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from itertools import pairwise

import pytest

from tests.charts.geometry import extent, outside, texts
from tests.reports import sample
from workbench.analysis.ranking import Ranking, rank
from workbench.analysis.standing import rate_book
from workbench.charts import calendar, gantt, plan_words, value_effort
from workbench.charts.figure import Circle, Rect, Text
from workbench.domain.action import Action
from workbench.domain.book import Book, Change

TODAY = dt.date(2026, 11, 23)


@pytest.fixture(scope="module")
def book() -> Book:
    return sample.book()


@pytest.fixture(scope="module")
def ranking(book: Book) -> Ranking:
    return rank(book, rate_book(book))


def plan(*actions: Action) -> Book:
    """The sample's answers with these actions alone."""
    made = sample.book()
    made.apply([Change(Action, each.id, each, None) for each in made.actions])
    made.apply(
        [Change(Action, each.id, None, replace(each, assessment=made.assessment.id)) for each in actions]
    )
    return made


def action(name: str, **fields: object) -> Action:
    return Action(id=name, assessment="x", code=name.upper(), title=f"Do {name}", **fields)  # type: ignore[arg-type]


def test_a_folded_workstream_is_one_row(book: Book) -> None:
    name, _, mine = gantt.rows_of(book.actions)[0]
    look = gantt.Look(frozenset({name}))
    figure = gantt.draw(book.actions, 1000, TODAY, look=look)
    keys = {spot.key for spot in figure.spots}
    assert f"{gantt.STREAM}{name}" in keys
    assert not keys & {each.id for each in mine}
    assert {each.id for each in book.actions} - {each.id for each in mine} <= keys
    assert f"{len(mine)} action{'' if len(mine) == 1 else 's'}" in texts(figure)
    whole = gantt.height_of(book.actions, look=gantt.Look(frozenset()))
    assert gantt.height_of(book.actions, look=look) == whole - 26.0 * (len(mine) - 1)
    assert outside(figure) == []
    # The table still has every action.
    assert len(figure.table.rows) == sum(len(rows) for _, _, rows in gantt.rows_of(book.actions))


def test_rows_without_their_axis_are_as_wide_and_lower(book: Book) -> None:
    bare = gantt.draw(book.actions, 900, TODAY, look=gantt.Look(head=False))
    whole = gantt.draw(book.actions, 900, TODAY)
    head = gantt.draw_head(book.actions, 900, TODAY)
    assert bare.axis == whole.axis == head.axis
    assert bare.height + head.height == whole.height
    assert "2027" in texts(head)
    assert "2027" not in texts(bare)
    assert outside(bare) == outside(head) == []


def test_what_lies_beyond_the_axis_is_said_at_its_edge() -> None:
    early = action("a1", start=dt.date(2026, 1, 5), finish=dt.date(2026, 2, 6))
    late = action("a2", start=dt.date(2028, 1, 5), finish=dt.date(2028, 2, 6))
    cut = action("a3", start=dt.date(2026, 10, 1), finish=dt.date(2026, 12, 10))
    period = (dt.date(2026, 11, 1), dt.date(2027, 2, 1))
    figure = gantt.draw([early, late, cut], 1000, TODAY, period=period)
    assert {"‹ 6 Feb 2026", "5 Jan 2028 ›"} <= set(texts(figure))
    (handle,) = figure.handles
    assert figure.axis is not None
    assert handle.x == figure.axis.left
    # Cut by the edge, it still knows its own days.
    assert handle.days == (dt.date(2026, 10, 1).toordinal(), dt.date(2026, 12, 10).toordinal())
    assert outside(figure) == []


def test_a_short_axis_is_marked_by_mondays() -> None:
    one = action("a1", start=dt.date(2026, 12, 1), finish=dt.date(2026, 12, 20))
    period = (dt.date(2026, 11, 23), dt.date(2027, 2, 15))
    said = texts(gantt.draw_head([one], 1400, TODAY, period, gantt.Look(weeks=True)))
    # 23 November 2026 is a Monday, 4 January 2027 the first one of its year.
    assert {"23 Nov", "30 Nov", "4 Jan 2027"} <= set(said)
    assert "Dec" not in said


def test_the_stretches_of_a_plan_count_from_its_start(book: Book) -> None:
    start = dt.date(2026, 12, 1)
    period = (dt.date(2026, 11, 1), dt.date(2027, 12, 1))
    said = texts(gantt.draw_head(book.actions, 1600, TODAY, period, gantt.Look(start=start)))
    # Ninety days from 1 December end on 1 March; what is left of the first quarter comes then.
    assert {"Today", "First 30 days", "To 60 days", "To 90 days", "Q2 2027", "Q3 2027"} <= set(said)
    assert "Q4 2026" not in said


def test_quarters_begin_where_they_are_cut() -> None:
    found = list(calendar.quarters(dt.date(2026, 11, 15), dt.date(2027, 5, 1)))
    assert found == [
        (dt.date(2026, 11, 15), dt.date(2027, 1, 1), "Q4 2026"),
        (dt.date(2027, 1, 1), dt.date(2027, 4, 1), "Q1 2027"),
        (dt.date(2027, 4, 1), dt.date(2027, 5, 1), "Q2 2027"),
    ]


def test_every_action_with_an_effort_has_a_place(ranking: Ranking, book: Book) -> None:
    streams = gantt.workstreams(book.actions)
    for size in ((330, 300), (600, 260), (1100, 420)):
        figure = value_effort.draw(ranking, streams, *size)
        placed = {key for spot in figure.spots for key in spot.key.removeprefix(value_effort.MORE).split(",")}
        assert placed == {each.action.id for each in ranking.rows if each.action.effort_days is not None}
        assert outside(figure) == []
        assert all(handle.along == "across" for handle in figure.handles)
        circles = [mark for mark in figure.marks if isinstance(mark, Circle) and mark.key]
        for i, one in enumerate(circles):
            for other in circles[i + 1 :]:
                apart = (one.x - other.x) ** 2 + (one.y - other.y) ** 2
                assert apart >= (2 * one.radius - 1.5) ** 2


def test_strips_run_across_in_rising_efforts(ranking: Ranking) -> None:
    drops = value_effort.draw(ranking, [], 800, 300).drops
    efforts = [each.value for each in drops]
    assert efforts == sorted(set(efforts))
    assert efforts[0] == 0.5
    for one, following in pairwise(drops):
        assert one.x + one.width == pytest.approx(following.x)
        assert (one.y, one.height) == (following.y, following.height)


def test_a_crowd_is_one_marker_that_names_all() -> None:
    many = [action(f"a{i}", effort_days=5.0) for i in range(12)]
    made = plan(*many)
    figure = value_effort.draw(rank(made, rate_book(made)), [], 400, 300)
    crowd = [spot for spot in figure.spots if spot.key.startswith(value_effort.MORE)]
    assert crowd
    named = {key for spot in figure.spots for key in spot.key.removeprefix(value_effort.MORE).split(",")}
    assert named == {each.id for each in many}


def test_nothing_to_weigh_says_so() -> None:
    made = plan()
    figure = value_effort.draw(rank(made, rate_book(made)), [], 400, 300)
    assert figure.title == "Nothing left to weigh"
    assert not figure.spots
    bare = plan(action("a1"))
    ranked = rank(bare, rate_book(bare))
    assert value_effort.title(ranked) == "1 action, none with an effort yet"
    assert "1 without an effort not placed" in texts(value_effort.draw(ranked, [], 500, 300))


def test_the_finding_names_quick_wins_with_dates_ahead() -> None:
    when = {"start": dt.date(2026, 12, 1), "finish": dt.date(2026, 12, 20)}
    quick = action("a1", effort_days=3.0, lead_days=10, **when)
    slow = action("a2", effort_days=30.0, lead_days=90, **when)
    made = plan(quick, slow)
    ranked = rank(made, rate_book(made))
    # Both are worth 0, which is the median; only one is short enough.
    assert (
        plan_words.title(made.actions, ranked, TODAY)
        == "One quick win lands by December, ahead of one other action"
    )
    assert plan_words.title(made.actions, ranked, dt.date(2027, 3, 1)).startswith("Two actions")


def test_words_after_a_bar_have_a_ground_where_an_arrow_runs_down_behind_them() -> None:
    def on(name: str, begin: int, end: int, **fields: object) -> Action:
        span = (TODAY + dt.timedelta(each) for each in (begin, end))
        return action(name, workstream="One", **dict(zip(("start", "finish"), span, strict=True)), **fields)

    measured: dict[str, object] = {"before": 100.0, "expected": 20.0, "measure": "Pages"}
    # The arrow from a to c goes down where a ends, through b's words; nothing runs behind d's.
    listed = [
        on("a", 0, 100),
        on("b", 40, 94, **measured),
        on("c", 110, 120, after=("a",)),
        on("d", 130, 140, **measured),
    ]
    for selected, ground in (("", "surface"), ("b", "accent-t")):
        figure = gantt.draw(listed, 1000, TODAY, selected)
        words = [mark for mark in figure.marks if isinstance(mark, Text) and mark.text == "80% less"]
        grounds = {
            each: [
                mark.fill
                for mark in figure.marks[: figure.marks.index(each)]
                if isinstance(mark, Rect) and mark.height == 14
                and mark.x <= extent(each)[0] and mark.x + mark.width >= extent(each)[2]
                and mark.y <= each.y - 4 <= mark.y + mark.height
            ]
            for each in words
        }  # fmt: skip
        assert [grounds[each] for each in words] == [[ground], []]


def test_a_moment_is_said_by_the_clock_of_this_computer() -> None:
    here = dt.datetime(2026, 11, 22, 9, 5).astimezone()
    for said in (here, here.astimezone(dt.UTC), here.isoformat(), here.astimezone(dt.UTC).isoformat()):
        assert calendar.moment_words(said) == "22 Nov 2026, 09:05"
    assert calendar.moment_words("yesterday") == calendar.moment_words("") == ""
