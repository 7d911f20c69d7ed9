"""Pages look as they did: each is drawn by pdfium and held against a small picture of it."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from tests.reports.pictures import GOLDEN, apart, names, picture, read_png, write_png

CLOSE = 0.02
"""The share of a page's small fields that may differ: a figure or a date, not a heading or a mark of a chart."""


@pytest.mark.parametrize("name", list(names()))
def test_a_page_looks_as_it_did(name: str) -> None:
    now = picture(name)
    share = apart(now, read_png(GOLDEN / f"{name}.png"))
    assert share <= CLOSE, (
        f"{name}: {share:.1%} of the page looks otherwise; if that is meant, run `python -m tests.reports.pictures` "
        "and look at the new picture"
    )


def test_every_picture_is_compared() -> None:
    assert {each.stem for each in GOLDEN.glob("*.png")} == set(names())
    assert sum(each.stat().st_size for each in GOLDEN.glob("*.png")) < 1_000_000


def test_another_page_a_moved_one_and_one_without_its_chart_are_told_apart() -> None:
    risks = read_png(GOLDEN / "risks.png")
    assert apart(risks, risks) == 0
    assert apart(risks, read_png(GOLDEN / "obstacles.png")) > CLOSE
    assert apart(risks, np.roll(risks, 4, axis=0)) > CLOSE
    bare = risks.copy()
    bare[60:150, 20:180] = 255
    assert apart(risks, bare) > CLOSE
    grey = np.repeat(risks.mean(axis=2, keepdims=True), 3, axis=2).astype(np.uint8)
    assert apart(risks, grey) > CLOSE
    assert apart(risks, risks[:-1]) == 1


def test_a_picture_is_read_as_it_was_written(tmp_path: Path) -> None:
    found = np.random.default_rng(1).integers(0, 256, (31, 17, 3)).astype(np.uint8)
    write_png(tmp_path / "x.png", found)
    assert np.array_equal(read_png(tmp_path / "x.png"), found)
