"""The risk matrix: every risk has its place, and nothing is multiplied."""

from __future__ import annotations

import math
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.charts.geometry import extent, outside, texts
from tests.reports import sample
from workbench.analysis.risk import ranked
from workbench.charts import matrix
from workbench.charts.crowded import crowded
from workbench.charts.figure import Circle, Line, Rect, Text
from workbench.domain.criteria import RiskCriteria
from workbench.domain.risk import Risk, RiskKind, RiskState, Zone

CRITERIA = RiskCriteria(id="c", assessment="a")
steps = st.one_of(st.none(), st.integers(1, 5))


@st.composite
def risk_lists(draw: st.DrawFn) -> list[Risk]:
    count = draw(st.integers(0, 60))
    return [
        Risk(
            id=f"r{number}",
            assessment="a",
            code=f"{'T' if number % 3 else 'O'}{number}",
            title=draw(st.text(min_size=1, max_size=8).filter(str.strip)),
            kind=RiskKind.THREAT if number % 3 else RiskKind.OPPORTUNITY,
            frequency=draw(steps),
            impact=draw(steps),
            residual_frequency=draw(steps),
            residual_impact=draw(steps),
        )
        for number in range(count)
    ]


@settings(max_examples=40, deadline=None)
@given(risk_lists(), st.sampled_from([None, RiskKind.THREAT, RiskKind.OPPORTUNITY]))
def test_every_rated_risk_has_a_marker_or_is_counted(risks: list[Risk], show: RiskKind | None) -> None:
    figure = matrix.draw(risks, CRITERIA, 810, 420, show=show)
    shown = {mark.key for mark in figure.marks if isinstance(mark, Circle) and mark.key}
    counted = sum(
        int(mark.text[1:]) for mark in figure.marks if isinstance(mark, Text) and mark.text[:1] == "+"
    )
    wanted = [risk for risk in risks if show is None or risk.kind is show]
    inherent = sum(1 for risk in wanted if risk.frequency and risk.impact)
    residual = sum(1 for risk in wanted if risk.residual_frequency and risk.residual_impact)
    assert len(shown) + counted == inherent + residual
    assert outside(figure) == []
    circles = [mark for mark in figure.marks if isinstance(mark, Circle) and mark.key]
    for at, one in enumerate(circles):
        for other in circles[at + 1 :]:
            assert (one.x - other.x) ** 2 + (one.y - other.y) ** 2 >= (one.radius + other.radius - 0.5) ** 2


def test_matrix_zones_words_and_patterns() -> None:
    figure = matrix.draw([], CRITERIA, 810, 420)
    assert {"Accept", "Watch", "Treat", "Note", "Explore", "Seize"} <= set(texts(figure))
    fills = [mark.fill for mark in figure.marks if isinstance(mark, Rect)]
    assert [fills.count(f"tf{n}") for n in (1, 2, 4)] == [6, 9, 10]
    assert [fills.count(f"of{n}") for n in (1, 2, 4)] == [6, 9, 10]
    assert len(figure.drops) == 50


def test_matrix_mirrors_threats_and_drops_where_it_draws() -> None:
    figure = matrix.draw([], CRITERIA, 810, 420)
    drops = {drop.value: drop for drop in figure.drops}
    assert drops[RiskKind.THREAT, 5, 5].x < drops[RiskKind.THREAT, 5, 1].x
    assert drops[RiskKind.OPPORTUNITY, 5, 1].x < drops[RiskKind.OPPORTUNITY, 5, 5].x
    assert drops[RiskKind.THREAT, 5, 5].y < drops[RiskKind.THREAT, 1, 5].y


def test_matrix_prints_no_product_and_no_likelihood() -> None:
    figure = matrix.draw(sample.risks(), CRITERIA, 810, 420)
    assert "Frequency" in texts(figure)
    assert not any("ikelihood" in each for each in texts(figure))
    assert not set(texts(figure)) & {"20", "16", "12", "8"}
    assert matrix.steps(4, 5) == "F4 I5"


def risk(code: str, frequency: int | None, impact: int | None, after: tuple[int, int] | None = None) -> Risk:
    kind = RiskKind.OPPORTUNITY if code[0] == "O" else RiskKind.THREAT
    more: dict[str, Any] = (
        {} if after is None else {"residual_frequency": after[0], "residual_impact": after[1]}
    )
    return Risk(
        id=code, assessment="a", code=code, title=code, kind=kind, frequency=frequency, impact=impact, **more
    )


@pytest.mark.parametrize(
    ("risks", "said"),
    [
        ([], "No risks yet"),
        ([risk("T1", None, None)], "No threat is rated yet"),
        ([risk("T1", 1, 1)], "No threat sits above the limit"),
        ([risk("T1", 5, 5, (1, 1))], "One threat sits above the limit before treatment; treatment brings it under it"),
        ([risk("T1", 5, 5)], "One threat sits above the limit before treatment; no treatment is rated yet"),
        ([risk("T1", 5, 5, (5, 4)), risk("T2", 4, 4, (1, 2))], "Two threats sit above the limit before treatment; one stays there after it"),
        ([risk("O1", 5, 5)], "One opportunity is worth seizing"),
        # Opportunities are said like threats, not only where there is no threat.
        ([risk("T1", 1, 1), risk("O1", 5, 5), risk("O2", 1, 1, (5, 4))], "No threat sits above the limit; two opportunities are worth seizing"),
        ([risk("O1", 1, 1)], "1 opportunity, none in the zone worth seizing"),
    ],
)  # fmt: skip
def test_matrix_titles(risks: list[Risk], said: str) -> None:
    assert matrix.title(risks, CRITERIA) == said


def test_from_five_in_a_cell_the_rest_is_counted() -> None:
    figure = matrix.draw([risk(f"T{n}", 3, 3) for n in range(5)], CRITERIA, 810, 420, selected="T4")
    assert "+2" in texts(figure)
    assert "T4" in {mark.key for mark in figure.marks if isinstance(mark, Circle)}
    assert any(spot.key == "more:threat:3:3" for spot in figure.spots)


def test_what_is_closed_is_counted_and_not_drawn() -> None:
    closed = replace(risk("T1", 5, 5), state=RiskState.CLOSED)
    figure = matrix.draw([closed, risk("T2", 1, 1)], CRITERIA, 810, 420)
    assert {mark.key for mark in figure.marks if isinstance(mark, Circle) and mark.key} == {"T2"}
    assert "1 closed risk not drawn" in texts(figure)
    assert figure.title == "No threat sits above the limit"
    assert matrix.title([closed], CRITERIA) == "All risks are closed"
    assert crowded([closed] * 5, CRITERIA) == []


@pytest.mark.parametrize(("width", "height"), [(810, 420), (560, 290), (714, 402)])
def test_codes_stay_readable_and_markers_apart(width: float, height: float) -> None:
    risks = [risk(f"T{n}", 1 + n % 5, 1 + n // 5 % 5, (1, 1 + n % 5)) for n in range(10, 70)]
    figure = matrix.draw(risks, CRITERIA, width, height)
    known = {each.code for each in risks}
    shown = [mark for mark in figure.marks if isinstance(mark, Circle) and mark.key]
    codes = [mark for mark in figure.marks if isinstance(mark, Text) and mark.text in known]
    assert len(codes) == len(shown) > 0
    assert all(mark.size >= 10 for mark in codes)
    assert all(mark.size >= 10 for mark in figure.marks if isinstance(mark, Text) and mark.text[:1] == "+")
    circles = [mark for mark in figure.marks if isinstance(mark, Circle) and mark.key]
    for at, one in enumerate(circles):
        for other in circles[at + 1 :]:
            assert math.dist((one.x, one.y), (other.x, other.y)) >= one.radius + other.radius - 0.5


@pytest.mark.parametrize("show", [None, RiskKind.THREAT, RiskKind.OPPORTUNITY])
def test_long_words_stay_within_their_place(show: RiskKind | None) -> None:
    word = "Several times in every single quarter"
    long = replace(CRITERIA, frequency_words=(word,) * 5, impact_words=(word,) * 5, benefit_words=(word,) * 5)
    figure = matrix.draw([], long, 714, 402, show=show)
    assert outside(figure) == []
    cells = [mark for mark in figure.marks if isinstance(mark, Rect) and mark.height > 20]
    said = [
        mark for mark in figure.marks if isinstance(mark, Text) and mark.text.startswith(("Several", "in "))
    ]
    assert said
    for mark in said:
        left, top, right, bottom = extent(mark)
        assert right - left <= max(cells[0].width + 2, 68)
        assert not any(
            left < cell.x + cell.width and right > cell.x and top < cell.y + cell.height and bottom > cell.y
            for cell in cells
        )


def test_handles_move_both_markers() -> None:
    figure = matrix.draw([risk("T1", 4, 4, (2, 2))], CRITERIA, 810, 420)
    assert {handle.key for handle in figure.handles} == {"T1", f"T1{matrix.AFTER}"}


def test_zone_words_come_from_the_kind() -> None:
    assert [zone.word(RiskKind.THREAT) for zone in Zone] == ["Accept", "Watch", "Treat"]


def boxes(figure: Any) -> list[tuple[float, float, float, float]]:
    """Every marker, counted ones as well, as left, top, right and bottom."""
    rings = [
        (each.x - each.radius, each.y - each.radius, each.x + each.radius, each.y + each.radius)
        for each in figure.marks
        if isinstance(each, Circle) and each.key
    ]
    counts = [
        (each.x, each.y, each.x + each.width, each.y + each.height)
        for each in figure.marks
        if isinstance(each, Rect) and each.key
    ]
    return rings + counts


@settings(max_examples=40, deadline=None)
@given(risk_lists(), st.sampled_from([(810.0, 420.0), (734.0, 330.0), (910.0, 290.0), (714.0, 402.0)]))
def test_no_marker_lies_over_the_word_of_a_zone(risks: list[Risk], size: tuple[float, float]) -> None:
    figure = matrix.draw(risks, CRITERIA, *size)
    words = {zone.word(kind) for zone in Zone for kind in RiskKind}
    said = [mark for mark in figure.marks if isinstance(mark, Text) and mark.text in words]
    assert sorted(mark.text for mark in said) == sorted(words)
    for mark in said:
        left, top, right, bottom = extent(mark)
        for box in boxes(figure):
            assert not (left < box[2] and right > box[0] and top + 2 < box[3] and bottom - 3 > box[1])


def test_where_every_cell_of_a_zone_is_full_its_word_stands_above() -> None:
    full = [risk(f"T{f}{i}{n}", f, i) for f in range(1, 6) for i in range(1, 6) for n in range(4)]
    figure = matrix.draw(full, CRITERIA, 734, 330)
    said = {mark.text: mark.y for mark in figure.marks if isinstance(mark, Text)}
    assert all(said[word] < 26 for word in ("Accept", "Watch", "Treat"))
    assert all(said[word] > 26 for word in ("Note", "Explore", "Seize"))


def moving(count: int) -> list[Risk]:
    """Threats that treatment takes one step down, all in cells of their own."""
    places = [(f, i) for f in (5, 3) for i in range(1, 6)]
    return [
        risk(f"{letter}{n}", *places[n % 10], (places[n % 10][0] - 1, places[n % 10][1]))
        for letter in "TO"
        for n in range(count // 2)
    ]


def arrows(figure: Any) -> int:
    return sum(1 for mark in figure.marks if isinstance(mark, Line) and mark.arrow)


def test_of_many_arrows_the_first_of_the_register_are_drawn_and_the_others_counted() -> None:
    assert arrows(matrix.draw(moving(16), CRITERIA, 810, 420)) == 16
    assert not any("Arrows" in each for each in texts(matrix.draw(moving(16), CRITERIA, 810, 420)))
    many = moving(20)
    figure = matrix.draw(many, CRITERIA, 810, 420)
    assert arrows(figure) == 16
    assert "Arrows for 16 of 20 risks: the first of the register with both markers shown" in texts(figure)
    # The chosen one always shows its way.
    last = ranked(many, CRITERIA)[-1]
    assert arrows(matrix.draw(many, CRITERIA, 810, 420, selected=last.id)) == 17


@pytest.mark.parametrize("show", [None, RiskKind.THREAT])
@pytest.mark.parametrize(("width", "height"), [(810, 420), (560, 290), (714, 402), (420, 290)])
def test_sentences_about_what_is_not_drawn_stay_in_the_figure(
    width: float, height: float, show: RiskKind | None
) -> None:
    closed = replace(risk("T99", 1, 1), state=RiskState.CLOSED)
    figure = matrix.draw([*moving(40), risk("T98", None, None), closed], CRITERIA, width, height, show=show)
    assert outside(figure) == []
    assert any(each.startswith("Arrows for ") for each in texts(figure))
    assert "1 risk not rated yet, 1 closed" in texts(figure)
    lines = [mark for mark in figure.marks if isinstance(mark, Text) and mark.y > height - 70]
    for at, one in enumerate(lines):
        for other in lines[at + 1 :]:
            a, b = extent(one), extent(other)
            assert not (a[0] < b[2] and b[0] < a[2] and a[1] + 2 < b[3] and b[1] + 2 < a[3])


def test_four_in_a_low_cell_stand_side_by_side() -> None:
    """Two lines need twice the height: in a low and wide cell they would lie over each other."""
    figure = matrix.draw([risk(f"T{n}", 3, 3) for n in range(4)], CRITERIA, 900, 290, show=RiskKind.THREAT)
    circles = [mark for mark in figure.marks if isinstance(mark, Circle) and mark.key]
    assert len(circles) == 4
    for at, one in enumerate(circles):
        for other in circles[at + 1 :]:
            assert math.dist((one.x, one.y), (other.x, other.y)) >= one.radius + other.radius


def test_codes_too_long_for_a_marker_stand_in_the_list() -> None:
    (found,) = crowded([replace(risk("T1", 3, 3), code="R-2026-017")], CRITERIA)
    assert found.before == ("R-2026-017",)
    assert crowded([risk("T31", 3, 3)], CRITERIA) == []
