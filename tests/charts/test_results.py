"""Before and now: the blueprint's sentence for time, counts, per cent, from nothing and for the worse; bars to scale."""

from __future__ import annotations

import pytest

from workbench.charts import decision, results
from workbench.charts.figure import Rect, Text
from workbench.charts.results import Result
from workbench.domain.trade_off import Criterion, Option, TradeOff


def result(
    before: float | None, now: float | None, unit: str = "minutes", lower: bool = True, **more: object
) -> Result:
    return Result("i", "A1", "Alerts", "Reading alerts", unit, lower, before, now, **more)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("found", "said"),
    [
        (
            result(240, 60),
            "Before A1 started, reading alerts took 240 minutes. After, it takes 60, an improvement of 75%, or 180 minutes.",
        ),
        (result(412, 96, "pages"), "Before A1 started, reading alerts stood at 412 pages. After, it stands at 96, an improvement of 77%."),
        (result(20, 90, "%", False), "Before A1 started, reading alerts stood at 20%. After, it stands at 90%, an improvement of 350%."),
        (result(0, 2, "services", False), "Before A1 started, reading alerts stood at 0 services. After, it stands at 2, 2 services more than nothing."),
        (result(0, 2, "services"), "Before A1 started, reading alerts stood at 0 services. After, it stands at 2, 2 services more than nothing, which is worse."),
        (result(60, 75), "Before A1 started, reading alerts took 60 minutes. After, it takes 75, 25% worse than before, or 15 minutes."),
        (result(5, 5), "Before A1 started, reading alerts took 5 minutes. After, it takes 5, no change."),
        (result(5, None), ""),
    ],
)  # fmt: skip
def test_the_sentence(found: Result, said: str) -> None:
    assert results.sentence(found, "Before A1 started") == said


def test_the_best_is_named_and_what_got_worse() -> None:
    listed = [result(240, 60), result(60, 75), result(5, None)]
    assert results.title(listed, "project", "projects") == (
        "2 of 3 projects have a figure before and one now; A1 comes to 75% less, 4× faster; A1 got worse"
    )
    assert results.title([], "project", "projects") == "No projects yet"
    assert results.title([result(1, None)], "project", "projects").startswith("No project has")


def test_bars_share_a_scale_and_say_what_is_estimated() -> None:
    figure = results.draw([result(240, 60, before_measured=True, now_measured=False)], 900, "p", "ps")
    before, now = (mark for mark in figure.marks if isinstance(mark, Rect) and mark.fill in ("line2", "data"))
    assert now.width / before.width == pytest.approx(60 / 240)
    said = [mark.text for mark in figure.marks if isinstance(mark, Text)]
    assert "240 minutes, measured" in said
    assert "60 minutes, estimated" in said
    assert figure.table.rows[0][3:] == ("240", "60", "minutes", "75% less, 4× faster")


def test_an_aim_is_dashed_and_is_no_result() -> None:
    figure = results.draw([result(240, None, aim=60)], 900, "p", "ps")
    assert [mark.dash for mark in figure.marks if isinstance(mark, Rect) and mark.stroke == "accent"] == [
        (4, 3)
    ]
    assert "not known yet" in [mark.text for mark in figure.marks if isinstance(mark, Text)]


def test_the_parts_of_a_bar_make_its_score() -> None:
    found = TradeOff(
        id="t", assessment="a", code="K1", title="Q", choice=1,
        criteria=(Criterion(name="Need", weight=3), Criterion(name="Care", weight=1)),
        options=(Option(name="A", ratings=(5, 1)), Option(name="B", ratings=(2, None))),
    )  # fmt: skip
    figure = decision.draw(found, 904)
    # (3·5 + 1) / 4 = 4, so 3.75 and .25 of a scale of 5 from 220 to 800; a pixel parts them.
    first, second = [mark for mark in figure.marks if isinstance(mark, Rect) and mark.height == decision.BAR][
        :2
    ]
    assert first.width == pytest.approx(580 * 3.75 / 5 - 1)
    assert second.width == pytest.approx(580 * 0.25 / 5 - 1)
    assert figure.table.rows == (("A", "5", "1", "4.00", ""), ("B", "2", "–", "2.00", "yes"))
