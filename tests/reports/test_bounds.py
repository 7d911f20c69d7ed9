"""Both bounds of a level on paper, and the bounds of what is not rated."""

from __future__ import annotations

from functools import cache

from tests.charts.test_charts import same
from tests.charts.test_true_titles import nothing_applies
from tests.reports.test_report import FULL, pages_of, squeezed
from workbench.reports.build import render_bytes


@cache
def pages() -> list[str]:
    """All say 3, the last 20 questions are open: level 1, which could become 3."""
    book, standing = same(3, skip=20)
    return [squeezed(page) for page in pages_of(render_bytes(book, standing, FULL))]


def test_the_cover_claims_no_settled_level() -> None:
    assert squeezed("Initial; up to Defined") in pages()[0]
    assert squeezed("20 questions are open.") in pages()[0]
    assert "FromInitial" not in pages()[0]


def test_the_summary_gives_both_levels_with_their_reason_uncut() -> None:
    (page,) = [each for each in pages() if squeezed("What we ask you to decide") in each]
    assert squeezed("Lumen Freight is Initial; up to Defined, 20 questions open.") in page
    # Beside the index, on two lines, besides the finding, the staircase and its title.
    assert page.count(squeezed("up to Defined, 20 questions open")) == 4
    assert squeezed("index at its target of 3.0, level two short") in page
    assert "20questionso…" not in page


def test_a_list_of_what_holds_back_shows_the_gap_of_the_level() -> None:
    (page,) = [each for each in pages() if squeezed("What we ask you to decide") in each]
    assert "3.0→3.0" not in page


def test_what_is_not_rated_prints_its_bounds() -> None:
    """CN has no answer at all: 1 to 5, Initial to Optimized."""
    text = "".join(pages())
    assert squeezed("It may come out anywhere: index 1.0 to 5.0, level Initial to Optimized.") in text


def test_an_assessment_of_which_nothing_applies_asks_for_no_answers() -> None:
    book, standing = nothing_applies()
    text = "".join(squeezed(page) for page in pages_of(render_bytes(book, standing, FULL)))
    assert squeezed("Nothing that was asked applies here.") in text
    for untrue in ("No scores yet", "Too few answers for", "too few for a level"):
        assert squeezed(untrue) not in text
