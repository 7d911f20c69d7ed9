"""Words of the inventories' and risk's pictures have room: inside the picture, and nothing drawn over them."""

from __future__ import annotations

import pytest

from tests.charts.geometry import extent, outside
from workbench.analysis.loss_curve import Source, simulate
from workbench.charts import budget, loss, practices, quadrant, toil
from workbench.charts.figure import Circle, Figure, Line, Rect, Text
from workbench.domain.content import Catalogue, CatalogueItem, Use
from workbench.domain.criteria import RiskCriteria, Threshold
from workbench.domain.discovery import Discovery, DiscoveryKind
from workbench.domain.obstacle import Obstacle
from workbench.domain.practice import Subject
from workbench.domain.service import Service

Box = tuple[float, float, float, float]


def touch(one: Box, two: Box) -> bool:
    return one[0] < two[2] and two[0] < one[2] and one[1] < two[3] and two[1] < one[3]


def word(figure: Figure, said: str) -> Box:
    return extent(next(mark for mark in figure.marks if isinstance(mark, Text) and mark.text == said))


@pytest.mark.parametrize("elapsed", [None, 20.0, 29.0])
@pytest.mark.parametrize("downtime", [0.0, 50.0, 63.0, 1e6])
@pytest.mark.parametrize("width", [420.0, 735.0])
def test_what_is_left_of_a_budget_is_said_inside_the_picture(
    downtime: float, elapsed: float | None, width: float
) -> None:
    # 99.9 per cent of 30 days allow 43.2 minutes, so 63 overspend them by 46 per cent.
    service = Service(
        id="s",
        assessment="a",
        code="S1",
        title="API",
        objective=99.9,
        downtime=downtime,
        elapsed=elapsed,
    )
    assert outside(budget.draw(service, width, 300), slack=0) == []


@pytest.mark.parametrize("runs", [40.0, 15_000.0, 1e9])
@pytest.mark.parametrize("width", [370.0, 520.0])
def test_hours_of_toil_are_said_inside_the_picture(runs: float, width: float) -> None:
    rows = [
        Discovery(
            id=str(number),
            assessment="a",
            code=f"H{number}",
            title="Restart stalled queues",
            kind=DiscoveryKind.TOIL,
            runs=runs / number,
            minutes=60.0,
            people=1.0,
            hours_after=runs / number - 1,
        )
        for number in (1, 2)
    ]
    assert outside(toil.draw(rows, width), slack=0) == []


def obstacle(number: int, impact: int, tractability: int) -> Obstacle:
    return Obstacle(
        id=f"b{number}",
        assessment="a",
        code=f"B{number}",
        title="Support eats the time for anything new",
        impact=impact,
        tractability=tractability,
    )


CORNERS = ("Work around", "Start here", "Leave for now", "Clear in passing")


@pytest.mark.parametrize(
    ("width", "height"), [(735.0, 295.0), (930.0, 262.0), (760.0, 312.0), (760.0, 369.0), (500.0, 262.0)]
)
@pytest.mark.parametrize("each", [1, 2, 9])
@pytest.mark.parametrize("where", ["corners", "top", "everywhere"])
def test_nothing_lies_over_the_words_of_the_quadrants(
    width: float, height: float, each: int, where: str
) -> None:
    steps = range(1, 6)
    cells = {
        "corners": [(5, 5), (5, 1), (1, 1), (1, 5)],
        "top": [(5, at) for at in steps],
        "everywhere": [(impact, at) for impact in steps for at in steps],
    }[where]
    listed = [
        obstacle(number * 10 + count, *cell) for number, cell in enumerate(cells) for count in range(each)
    ]
    figure = quadrant.draw(listed, width, height)
    assert outside(figure, slack=0) == []
    names = {said: word(figure, said) for said in CORNERS}
    others = [
        mark
        for mark in figure.marks
        if (isinstance(mark, Rect | Circle) and mark.key)
        or (isinstance(mark, Text) and mark.text not in names)
    ]
    over = [(said, mark) for said, box in names.items() for mark in others if touch(box, extent(mark))]
    assert over == []
    # Each stands in its own quarter, which begins at an impact and a movability of 4.
    drops = {drop.value: drop for drop in figure.drops}
    corner = drops[(4, 4)]
    middle_x, middle_y = corner.x, corner.y + corner.height
    assert names["Start here"][0] >= middle_x
    assert names["Clear in passing"][0] >= middle_x
    assert names["Work around"][2] <= middle_x
    assert names["Leave for now"][2] <= middle_x
    assert max(names["Start here"][3], names["Work around"][3]) <= middle_y
    assert min(names["Clear in passing"][1], names["Leave for now"][1]) >= middle_y


@pytest.mark.parametrize("most", [60.0, 300.0, 700.0, 1_100.0, 1_500.0, 3_000.0])
@pytest.mark.parametrize("width", [520.0, 735.0, 1_000.0])
def test_the_limit_does_not_strike_the_name_of_a_curve_through(most: float, width: float) -> None:
    criteria = RiskCriteria(id="c", assessment="a", unit="€", most=Threshold(value=most))
    before = simulate([Source("r1", 3.0, 100.0, 1_000.0)], 2_000)
    after = simulate([Source("r1", 1.0, 50.0, 400.0)], 2_000)
    figure = loss.draw(before, after, criteria, width, 300)
    (limit,) = [mark for mark in figure.marks if isinstance(mark, Line) and mark.line == 1.6]
    for said in ("Before treatment", "After treatment"):
        assert not touch(word(figure, said), extent(limit)), said
    assert outside(figure, slack=0) == []


@pytest.mark.parametrize(("count", "width"), [(4, 744.0), (6, 744.0), (8, 1_030.0), (10, 910.0)])
def test_teams_of_the_practices_are_told_apart_by_their_heads(count: int, width: float) -> None:
    titles = [
        f"Payments {name}"
        for name in (
            "Core",
            "Cards",
            "Ledger",
            "Gateway",
            "Reports",
            "Refunds",
            "Fraud",
            "Mobile",
            "Web",
            "Data",
        )
    ][:count]
    subjects = [
        Subject(id=str(number), assessment="a", title=title, position=number)
        for number, title in enumerate(titles)
    ]
    catalogue = Catalogue("c", "Pipeline", "", Use.CHECK, (CatalogueItem("i", "Build"),))
    figure = practices.draw([catalogue], subjects, {}, width)
    for spot in figure.spots[:count]:
        inside = [
            mark
            for mark in figure.marks
            if isinstance(mark, Text)
            and mark.weight == 600
            and spot.x <= mark.x < spot.x + spot.width
            and mark.y <= spot.y + spot.height
        ]
        said = " ".join(mark.text for mark in sorted(inside, key=lambda mark: mark.y))
        assert said == titles[int(spot.key)]
    assert outside(figure, slack=0) == []
