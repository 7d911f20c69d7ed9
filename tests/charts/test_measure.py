"""Text measured, shortened and wrapped without a screen."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from workbench.charts.measure import shorten, text_width, wrap


@given(st.text(max_size=200), st.floats(20, 400), st.sampled_from([400, 500, 600]))
def test_shortened_text_fits(text: str, width: float, weight: int) -> None:
    short = shorten(text, width, 12, weight)
    assert text_width(short, 12, weight) <= width + 1e-6
    assert short == text or short.endswith("…")


@given(st.text(max_size=300), st.floats(30, 400), st.integers(1, 4))
def test_wrapped_text_fits_in_so_many_lines(text: str, width: float, most: int) -> None:
    lines = wrap(text, width, 12, most=most)
    assert len(lines) <= most
    assert all(text_width(line, 12) <= width + 1e-6 for line in lines)


def test_wrap_breaks_east_asian_text_and_endless_words() -> None:
    assert len(wrap("可靠性工程可靠性工程可靠性工程", 80, 12, most=4)) > 1
    assert len(wrap("x" * 200, 80, 12, most=3)) == 3


def test_a_huge_title_is_cut_at_once() -> None:
    assert len(wrap("word " * 200_000, 200, 12)) == 2
    assert len(shorten("y" * 1_000_000, 200, 12)) < 60
