"""Every chart: its finding, its geometry, and what it does with nothing, one thing and too much."""

from __future__ import annotations

import datetime as dt
import importlib
import json
import pkgutil
from dataclasses import replace
from importlib import resources

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.charts.geometry import outside, texts
from tests.reports import sample
from workbench import charts
from workbench.analysis.standing import Standing, rate_book
from workbench.charts import (
    agreement,
    calendar,
    catalogue,
    distribution,
    dumbbell,
    gantt,
    heat,
    ladder,
    matrix,
    quadrant,
    radar,
    words,
)
from workbench.charts.figure import Figure, Rect, Spot, TableText, Text, reworded
from workbench.domain.action import Action, ActionState
from workbench.domain.assessment import Answer, AnswerState, ScopeKind
from workbench.domain.book import Book
from workbench.domain.obstacle import Obstacle, ObstacleKind
from workbench.domain.role import Role

TODAY = sample.TODAY
steps = st.one_of(st.none(), st.integers(1, 5))
LONG = "可靠性工程 " * 40 + "W" * 300


@pytest.fixture(scope="module")
def book() -> Book:
    return sample.book()


@pytest.fixture(scope="module")
def standing(book: Book) -> Standing:
    return rate_book(book)


@pytest.fixture(scope="module")
def nothing() -> tuple[Book, Standing]:
    empty = sample.empty_book()
    return empty, rate_book(empty)


def same(value: int, skip: int = 0) -> tuple[Book, Standing]:
    """A book in which everybody says the same; the last `skip` questions of the pack stay open."""
    pack = sample.pack()
    asked = pack.questions[: len(pack.questions) - skip]
    given_answers = [
        Answer(id=f"{who.id}{q.id}", respondent=who.id, question=q.id, state=AnswerState.RATED, value=value)
        for who in sample.respondents()[:14]
        for q in asked
        if who.role in q.roles
    ]
    made = Book.of(sample.workspace(), pack, sample.assessment(), [*sample.respondents(), *given_answers])
    return made, rate_book(made)


def every(book: Book, standing: Standing) -> list[Figure]:
    return [
        ladder.draw(standing, book.pack, 704, 280),
        ladder.draw(standing, book.pack, 420, 200),
        ladder.cover(standing, book.pack, 595, 330, 51, "Today", "Target, Nov 2027"),
        radar.draw(standing, 400, 330),
        dumbbell.draw(standing.gaps()[:6], 340),
        heat.draw(book, standing, 816, list(Role)),
        heat.draw(book, standing, 772, list(Role), still=True),
        heat.draw(book, standing, 560, list(Role), opened={"SPON", "CN"}, selected="CN"),
        agreement.draw(standing, book.pack, 816, list(Role)),
        agreement.draw(standing, book.pack, 520, list(Role)),
        *(distribution.draw(each, 284) for each in standing.questions.values()),
        matrix.draw(book.risks, 810, 420),
        gantt.draw(book.actions, 1100, TODAY),
        quadrant.draw(book.obstacles, 810, 310),
    ]


def test_marks_stay_inside_their_figure(book: Book, standing: Standing) -> None:
    for figure in every(book, standing):
        assert outside(figure) == [], figure.title


def test_marks_stay_inside_with_nothing_to_show(nothing: tuple[Book, Standing]) -> None:
    for figure in every(*nothing):
        assert outside(figure) == [], figure.title
        assert figure.title


@pytest.mark.parametrize("value", [1, 2, 3, 4, 5])
def test_marks_stay_inside_at_every_level(value: int) -> None:
    made, rated = same(value)
    assert rated.overall.level == value
    for figure in every(made, rated):
        assert outside(figure) == [], figure.title


def test_every_colour_is_a_token(book: Book, standing: Standing) -> None:
    text = resources.files("resources").joinpath("themes", "light.json").read_text(encoding="utf-8")
    tokens = set(json.loads(text))
    for figure in every(book, standing):
        for mark in figure.marks:
            used = {getattr(mark, name, "") for name in ("fill", "stroke", "color")} - {""}
            assert used <= tokens, figure.title


def test_the_catalogue_lists_every_chart() -> None:
    names = [each.name for each in catalogue.CHARTS]
    assert len(set(names)) == len(names)
    found = {
        each.name
        for each in pkgutil.iter_modules(charts.__path__)
        if hasattr(importlib.import_module(f"workbench.charts.{each.name}"), "draw")
    }
    assert {each.module.__name__.rsplit(".", 1)[-1] for each in catalogue.CHARTS} == found


# Ladder


def test_ladder_says_level_and_index(book: Book, standing: Standing) -> None:
    title = ladder.title(standing, book.pack)
    assert title.startswith(f"Managed, index {words.one_decimal(standing.overall.index)}")
    assert "short of its target" in title


def test_ladder_without_answers_says_how_to_begin(nothing: tuple[Book, Standing]) -> None:
    empty, rated = nothing
    assert ladder.title(rated, empty.pack) == words.NOTHING_YET
    assert "Not rated yet" in texts(ladder.draw(rated, empty.pack, 700, 280))


def test_ladder_at_the_top_is_at_its_target() -> None:
    made, rated = same(5)
    assert ladder.title(rated, made.pack) == "Optimized, index 5.0: at its target of 5.0"


def test_ladder_prints_both_bounds_of_a_level_with_their_reason() -> None:
    made, rated = same(3, skip=20)
    assert rated.overall.level != rated.overall.level_high
    said = words.level_with_bounds(rated.overall, made.pack, words.overall_open(rated))
    assert "up to" in said
    assert "20 questions open" in said
    assert said in texts(ladder.draw(rated, made.pack, 900, 280))


def test_ladder_colours_steps_up_to_the_level(book: Book, standing: Standing) -> None:
    figure = ladder.draw(standing, book.pack, 700, 280)
    fills = {mark.key: mark.fill for mark in figure.marks if isinstance(mark, Rect) and mark.key}
    assert [fills[f"level:{level}"] for level in range(1, 6)] == ["m1", "m2", "sunk", "sunk", "sunk"]


def test_a_narrower_scope_is_said() -> None:
    quick = sample.book(ScopeKind.QUICK)
    label = words.scope_label(quick)
    assert label == "quick scan, 30 of 100 questions"
    assert label in texts(ladder.draw(rate_book(quick), quick.pack, 700, 280, scope=label))


# Radar


def test_radar_names_the_dimension_that_trails(standing: Standing) -> None:
    assert radar.title(standing) == "Service levels trail their target by 2.2"


def test_radar_leaves_an_unrated_dimension_open(nothing: tuple[Book, Standing]) -> None:
    figure = radar.draw(nothing[1], 400, 330)
    assert figure.title == "No dimension is rated yet"
    assert texts(figure).count("not rated") == 8


def test_radar_ties_and_targets_reached() -> None:
    assert radar.title(same(3)[1]) == "Every dimension is at its target"
    assert radar.title(same(1)[1]) == "8 dimensions trail their targets by 1.0 each"


def test_a_pack_without_dimensions_shows_its_areas() -> None:
    book = same(3)[0]
    bare = replace(book, pack=replace(book.pack, dimensions=()))
    figure = radar.draw(rate_book(bare), 500, 330)
    names = [row[0] for row in figure.table.rows]
    assert names == [area.name for area in book.pack.areas]
    assert {row[1] for row in figure.table.rows} == {"3.0"}
    assert radar.title(rate_book(bare)) == "Every dimension is at its target"


# Dumbbell and heat


def test_dumbbell_titles(standing: Standing) -> None:
    assert dumbbell.title(standing.gaps()) == "SLI, SLO, SLA: the largest gap"
    assert dumbbell.title([]) == "No capability is rated yet"
    assert dumbbell.title(same(3)[1].rated) == "Every rated capability is at its target"
    assert "share the largest gap" in dumbbell.title(same(1)[1].gaps())


def test_heat_shows_every_capability_and_role_mean(book: Book, standing: Standing) -> None:
    figure = heat.draw(book, standing, 816, list(Role))
    assert len(figure.table.rows) == 30
    keys = {spot.key for spot in figure.spots}
    assert {part.id for part in book.pack.capabilities} <= keys
    assert "SLO:engineer" in keys


def test_heat_by_area_and_only_some(book: Book, standing: Standing) -> None:
    figure = heat.draw(book, standing, 816, [Role.ENGINEER], by="area", only={"SLO", "SPON"})
    assert [row[1] for row in figure.table.rows] == ["Sponsorship and deterrents", "SLI, SLO, SLA"]


def test_heat_title_without_scores(nothing: tuple[Book, Standing]) -> None:
    assert heat.title(nothing[1], list(Role)) == "No scores yet"


# Gantt

days = st.one_of(st.none(), st.dates(dt.date(2026, 1, 1), dt.date(2029, 12, 31)))


@st.composite
def plans(draw: st.DrawFn) -> list[Action]:
    found: list[Action] = []
    for number in range(draw(st.integers(0, 14))):
        start, finish = draw(days), draw(days)
        if start and finish and finish < start:
            start, finish = finish, start
        found.append(
            Action(
                id=f"a{number}", assessment="a", code=f"A{number}", title=draw(st.sampled_from(["Do it", LONG])),
                workstream=draw(st.sampled_from(["", "Delivery", "Toil and automation", LONG])), start=start,
                finish=finish, lead_days=draw(st.one_of(st.none(), st.integers(0, 400))),
                after=("a0",) if number and draw(st.booleans()) else (), before=draw(st.sampled_from([None, 0.0, 9.0])),
                expected=draw(st.sampled_from([None, 3.0])),
            )
        )  # fmt: skip
    return found


@settings(max_examples=40, deadline=None)
@given(plans())
def test_every_action_has_a_row_and_every_dated_one_a_handle(actions: list[Action]) -> None:
    figure = gantt.draw(actions, 1000, TODAY)
    assert {spot.key for spot in figure.spots} == {each.id for each in actions}
    assert {h.key for h in figure.handles} == {each.id for each in actions if calendar.span(each)}
    assert all(handle.along == "time" for handle in figure.handles)
    assert outside(figure, 8) == []
    assert figure.axis is not None
    assert (gantt.UNDATED in texts(figure)) == any(calendar.span(each) is None for each in actions)


@pytest.mark.parametrize(("year", "years"), [(1, 1), (9998, 1), (1900, 300)])
def test_gantt_survives_odd_dates(year: int, years: int) -> None:
    start = dt.date(year, 1, 1)
    action = Action(
        id="a",
        assessment="a",
        code="A1",
        title="x",
        start=start,
        finish=dt.date(min(9999, year + years), 12, 31),
    )
    late = Action(id="b", assessment="a", code="A2", title="y", start=dt.date.max, lead_days=900)
    assert gantt.draw([action, late], 1000, TODAY).handles


def test_the_year_stands_in_the_place_of_january(book: Book) -> None:
    said = texts(gantt.draw(book.actions, 1100, TODAY))
    assert "2027" in said
    assert "Jan" not in said
    assert {"Today", "90 days"} <= set(said)


def test_gantt_titles(book: Book) -> None:
    assert gantt.title([], TODAY) == "No actions yet"
    assert gantt.title(book.actions, TODAY) == "Twelve actions, three finished within 90 days"
    undated = [replace(book.actions[0], start=None, finish=None)]
    assert gantt.title(undated, TODAY) == "One action, none with dates yet"
    dropped = [replace(book.actions[0], state=ActionState.DROPPED)]
    assert gantt.title(dropped, TODAY) == "No actions yet"


def test_improvement_is_said_only_with_data() -> None:
    plain = Action(id="a", assessment="a", code="A1", title="x")
    assert words.improvement_label(plain) == ""
    assert words.improvement(replace(plain, before=0.0, expected=3.0)) is None
    assert words.improvement_label(replace(plain, before=240.0, expected=60.0)) == "75% less"
    assert (
        words.improvement_label(replace(plain, before=1.0, expected=5.0, lower_is_better=False))
        == "400% more"
    )


# Quadrant


@settings(max_examples=40, deadline=None)
@given(st.lists(st.tuples(steps, steps, st.sampled_from(["Silos", LONG])), max_size=40))
def test_every_rated_obstacle_is_placed_or_counted(rows: list[tuple[int | None, int | None, str]]) -> None:
    obstacles = [
        Obstacle(
            id=f"o{n}", assessment="a", code=f"{'D' if n % 2 else 'B'}{n}", title=title, impact=impact,
            tractability=tractability, kind=ObstacleKind.DETERRENT if n % 2 else ObstacleKind.OBSTACLE,
        )
        for n, (impact, tractability, title) in enumerate(rows)
    ]  # fmt: skip
    figure = quadrant.draw(obstacles, 810, 310)
    placed = sum(1 for each in obstacles if each.impact and each.tractability)
    single = {spot.key for spot in figure.spots if not spot.key.startswith(quadrant.MORE)}
    counted = sum(int(text[1:]) for text in texts(figure) if text[:1] == "+")
    assert len(single) + counted == placed
    assert outside(figure) == []
    assert len(figure.table.rows) == len(obstacles)


def test_quadrant_titles(book: Book) -> None:
    assert quadrant.title([]) == "No deterrents or obstacles listed yet"
    assert quadrant.title(book.obstacles) == "Two heavy obstacles can move now: B2 and D4"
    assert quadrant.title([book.obstacles[-1]]) == "1 obstacle listed, none rated yet"
    assert quadrant.title([book.obstacles[0]]) == "One heavy obstacle needs allies; none of them moves easily"


def test_a_figure_is_said_in_other_words_and_stays_the_same_where_none_change() -> None:
    figure = Figure(
        9, 9, (Rect(0, 0, 5, 5), Text(0, 1, "Jana waits")), "Jana", TableText(("Who",), (("Jana", "2"),)),
        (Spot("k", 0, 0, 1, 1, "Jana", "Jana, too"),),
    )  # fmt: skip
    assert reworded(figure, str) is figure
    said = reworded(figure, lambda text: text.replace("Jana", "CTO"))
    assert [each.text for each in said.marks if isinstance(each, Text)] == ["CTO waits"]
    assert (said.title, said.table.rows, said.spots[0].hint) == ("CTO", (("CTO", "2"),), "CTO, too")
    assert said.marks[0] is figure.marks[0]
