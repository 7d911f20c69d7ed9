"""Two moments drawn: titles that count right, labels that never meet, and nothing rated."""

from __future__ import annotations

from fractions import Fraction
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.charts.geometry import outside, texts
from tests.charts.test_charts import same
from tests.reports import sample
from workbench.analysis.compare import Shift, Side, compare
from workbench.analysis.standing import rate_book
from workbench.charts import moved, slope
from workbench.charts.figure import Rect, Text

HEADS = (("November", "24 people"), ("Now", "31 people"))


def shift(name: str, before: float | None, after: float | None) -> Shift:
    index = [None if each is None else Fraction(each).limit_denominator(100) for each in (before, after)]
    return Shift(name, name, index[0], index[1], None, None)


@pytest.mark.parametrize(
    ("moves", "said"),
    [
        ([], "No dimension is rated at both moments yet"),
        ([(None, 2.0), (1.0, None)], "No dimension is rated at both moments yet"),
        ([(1.0, 2.0)], "a rose"),
        ([(1.0, 2.0), (1.0, 1.1)], "All two dimensions rose"),
        ([(1.0, 1.0)], "a stands as before"),
        ([(1.0, 1.04), (2.0, 2.0)], "All two dimensions stand as before"),
        ([(1.0, 2.0), (1.0, 1.0)], "One of two dimensions rose, none fell"),
        ([(1.0, 2.0), (2.0, 1.0)], "One of two dimensions rose, b fell"),
        ([(2.0, 1.0), (3.0, 2.0)], "No dimension rose, b and a fell"),
        ([(2.0, 1.0), (3.0, 2.0), (4.0, 3.0), (1.0, 2.0)], "One of four dimensions rose, three fell"),
    ],
)
def test_the_title_counts_what_is_printed(moves: list[tuple[float | None, float | None]], said: str) -> None:
    listed = [shift(name, *move) for name, move in zip("abcd", moves, strict=False)]
    assert slope.title(listed) == said


@given(
    st.lists(st.tuples(st.floats(1, 5), st.floats(1, 5)), max_size=14), st.sampled_from([320.0, 640.0, 900.0])
)
def test_labels_never_meet_and_stay_inside(moves: list[tuple[float, float]], width: float) -> None:
    listed = [shift(f"Dimension number {i}", *move) for i, move in enumerate(moves)]
    figure = slope.draw(listed, sample.pack(), HEADS, width, 380)
    assert outside(figure) == []
    for at in (True, False):
        rows = sorted(
            mark.y
            for mark in figure.marks
            if isinstance(mark, Text) and mark.weight == 600 and mark.size == 12 and (mark.x < width / 2) is at
            and mark.text[:1].isdigit()
        )  # fmt: skip
        assert all(b - a >= 15.99 for a, b in pairwise(rows))
    assert len(figure.table.rows) == len(listed)


def test_both_moments_and_the_change_are_printed() -> None:
    figure = slope.draw(
        [shift("Risk", 2.4, 2.2), shift("Delivery", 2.3, 3.1)], sample.pack(), HEADS, 640, 380
    )
    assert {"November", "31 people", "2.4", "2.2", "−0.2", "2.3", "3.1", "+0.8"} <= set(texts(figure))
    assert figure.table.rows == (("Risk", "2.4", "2.2", "−0.2"), ("Delivery", "2.3", "3.1", "+0.8"))


def test_a_bar_for_each_capability_and_none_without_figures() -> None:
    low, high = same(2), same(3)
    then, now = (Side(book.pack, standing, 14) for book, standing in (low, high))
    found = compare(then, now)
    figure = moved.draw(found, 640)
    count = len(found.capabilities)
    assert figure.title == f"Capabilities: {count} rose, 0 held, 0 fell"
    assert len([mark for mark in figure.marks if isinstance(mark, Rect)]) == count
    assert outside(figure) == []
    down = moved.draw(compare(now, then), 640)
    assert down.title == f"Capabilities: 0 rose, 0 held, {count} fell"
    empty = sample.empty_book()

    none = Side(empty.pack, rate_book(empty), 0)
    assert "Nothing is rated at both moments." in texts(moved.draw(compare(none, none), 640))
