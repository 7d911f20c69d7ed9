"""Titles that claim no more than is known: levels with both bounds, targets by G, what does not apply, who is shown."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence

import pytest

from tests.charts.geometry import outside, texts
from tests.charts.test_charts import same
from tests.reports import sample
from workbench.analysis.breakdown import By, columns
from workbench.analysis.standing import Standing, rate_book
from workbench.charts import agreement, dumbbell, heat, ladder, radar, seen, words
from workbench.domain.assessment import (
    Answer,
    AnswerState,
    Assessment,
    Consensus,
    Respondent,
    Workspace,
)
from workbench.domain.book import Book
from workbench.domain.role import Role

E = Role.ENGINEER

# All say 3, the last 20 questions are open: 32 of 39 of the weight are rated, 82%, so that the level stays 1.
OPEN = "Initial; up to Defined, 20 questions open, index 3.0"


def book(said: Mapping[str, Mapping[str, Sequence[int]]], team: str = "") -> tuple[Book, Standing]:
    """A book in which the people of each role give each question the answers listed, one each."""
    count = {role: max(len(each) for each in asked.values()) for role, asked in said.items()}
    people = [
        Respondent(id=f"{role}{n}", assessment="a", role=Role(role), team=team)
        for role, most in count.items()
        for n in range(most)
    ]
    answers = [
        Answer(
            id=f"{role}{n}{question}", respondent=f"{role}{n}", question=question, state=AnswerState.RATED, value=value
        )
        for role, asked in said.items()
        for question, values in asked.items()
        for n, value in enumerate(values)
    ]  # fmt: skip
    made = Book.of(
        Workspace(id="w", client="Tern Health"),
        sample.pack(),
        Assessment(id="a", title="Autumn", date=dt.date(2026, 11, 1), pack="p"),
        [*people, *answers],
    )
    return made, rate_book(made)


def nothing_applies() -> tuple[Book, Standing]:
    """The room agreed of every question that it does not apply."""
    pack = sample.pack()
    agreed = [
        Consensus(id=f"c{each.id}", assessment="a", question=each.id, reason="Nothing runs yet")
        for each in pack.questions
    ]
    made = Book.of(
        Workspace(id="w", client="Tern Health"),
        pack,
        Assessment(id="a", title="Autumn", date=dt.date(2026, 11, 1), pack="p"),
        agreed,
    )
    return made, rate_book(made)


# Both bounds of a level


def test_level_and_index_never_give_the_lower_level_alone() -> None:
    made, rated = same(3, skip=20)
    assert words.level_and_index(rated.overall, made.pack, words.overall_open(rated)) == OPEN
    assert words.level_and_index(rated.overall, made.pack) == "Initial; up to Defined, index 3.0"
    settled, whole = same(3)
    assert words.level_and_index(whole.overall, settled.pack) == "Defined, index 3.0"


def test_the_ladder_gives_both_levels_and_how_far_each_figure_is() -> None:
    made, rated = same(3, skip=20)
    assert ladder.title(rated, made.pack) == f"{OPEN}: index at its target of 3.0, level two short"
    settled, whole = same(3)
    assert ladder.title(whole, settled.pack) == "Defined, index 3.0: at its target of 3.0"
    assert ladder.title(same(1)[1], settled.pack) == "Initial, index 1.0: 1.0 short of its target"


# Targets by G


def test_a_capability_whose_level_alone_is_short_is_not_at_its_target() -> None:
    """Of CICD the last question is open: P2 is 4/5 and not above .85, so level 2 at an index of 3.0."""
    made, rated = same(3, skip=14)
    (part,) = rated.gaps()
    assert (part.capability.id, part.rating.level, part.target) == ("CICD", 2, 3)
    assert words.now_and_target(part) == "level 2 → 3"
    assert "level 2 → 3" in texts(dumbbell.draw([part], 340))
    assert outside(dumbbell.draw([part], 340)) == []
    assert dumbbell.title([part]).endswith("the largest gap")
    assert radar.title(rated).startswith("The index of every ")
    assert radar.title(rated).endswith(
        " dimension is at its target; one capability still falls short of its own"
    )
    assert ladder.title(rated, made.pack).endswith(
        ": index at its target of 3.0; one capability still falls short of its own"
    )


# Roles in two camps themselves

SPLIT, ALIKE = (1, 1, 5, 5), (3, 3, 3, 3)
HALF = {"SPON-1": SPLIT, "SPON-2": ALIKE, "SPON-3": ALIKE}
"""Weights 2, 1 and 1: engineers are in two camps on half of what they answered."""


@pytest.mark.parametrize("by", [By.ROLE, By.TEAM])
def test_a_column_in_two_camps_on_half_of_a_capability_shows_no_mean_of_it(by: By) -> None:
    made, standing = book({"engineer": HALF}, team="Depot")
    (column,) = columns(made, standing, by)
    assert column.hidden == {"SPON"}
    (sight,) = seen.seen_by(made, standing, by).columns
    assert sight.hidden == {"SPON"}
    figure = heat.draw(made, standing, 900, [sight], only={"SPON"})
    assert figure.table.rows[0][2] == "split"
    assert "split" in texts(figure)
    assert next(each.name for each in figure.spots if each.key.startswith("SPON:")).endswith(": split")


def test_a_column_in_two_camps_on_less_than_half_keeps_its_mean() -> None:
    made, standing = book({"engineer": {**HALF, "SPON-4": ALIKE}})
    (sight,) = seen.seen_by(made, standing, By.ROLE).columns
    assert sight.hidden == frozenset()
    assert heat.draw(made, standing, 900, [sight], only={"SPON"}).table.rows[0][2] == "3.0"


def test_the_finding_compares_no_mean_that_is_not_shown() -> None:
    """Executives give 2 where the engineers, in two camps, have 3 on average, on three capabilities."""
    leads = ("SPON-1", "OBST-1", "TAL-1")
    made, standing = book({"engineer": dict.fromkeys(leads, SPLIT), "executive": dict.fromkeys(leads, (2,))})
    sight = seen.seen_by(made, standing, By.ROLE)
    assert "Engineers rate" not in heat.title(standing, sight.columns)
    alike = {"engineer": dict.fromkeys(leads, ALIKE), "executive": dict.fromkeys(leads, (2,))}
    made, standing = book(alike)
    assert heat.title(standing, seen.seen_by(made, standing, By.ROLE).columns).startswith(
        "Engineers rate all 3"
    )


def test_the_finding_states_no_index_that_rests_on_two_camps() -> None:
    """SPON is rated on weights 2 and 1 of 5, in two camps on both; OBST on 2 of 4, where all say 3."""
    leads = {"SPON-1": SPLIT, "SPON-2": SPLIT, "OBST-1": ALIKE}
    made, standing = book({"engineer": leads})
    said = heat.title(standing, seen.seen_by(made, standing, By.ROLE).columns, who="Engineers")
    assert said == "Engineers: Obstacles and agility stands at 3.0; two camps on 1 capability"


# Who is shown


def test_only_some_have_answered_is_said_only_where_nobody_else_did() -> None:
    made, _ = book({"executive": {"SPON-1": (4,), "SPON-2": (4,)}, "engineer": {"SPON-1": (1,)}})
    some = seen.People(By.ROLE, "executive")
    theirs = some.book(made)
    rated = rate_book(theirs)
    sight = seen.seen_by(theirs, rated, By.ROLE)
    said = heat.title(rated, sight.columns, who=some.words)
    assert said.startswith("Executives: ")
    assert "at 4.0" in said
    assert "Only" not in said
    assert heat.title(rated, sight.columns) == "Only executives have answered so far"


def test_a_team_beside_others_that_are_too_small_is_not_said_to_be_the_only_one() -> None:
    people = [
        Respondent(id=f"r{n}", assessment="a", role=E, team="Depot" if n < 3 else "Web") for n in range(4)
    ]
    answers = [
        Answer(
            id=f"{who.id}{key}", respondent=who.id, question=key, state=AnswerState.RATED, value=2
        )
        for who in people
        for key in ("SPON-1", "SPON-2")
    ]  # fmt: skip
    made = Book.of(
        Workspace(id="w", client="Tern Health"),
        sample.pack(),
        Assessment(id="a", title="Autumn", date=dt.date(2026, 11, 1), pack="p"),
        [*people, *answers],
    )
    standing = rate_book(made)
    sight = seen.seen_by(made, standing, By.TEAM)
    assert [each.head for each in sight.columns] == ["Depot"]
    assert "Only" not in heat.title(standing, sight.columns, partial=bool(sight.note))


# What does not apply


def test_where_nothing_applies_no_title_asks_for_answers() -> None:
    made, rated = nothing_applies()
    assert rated.answered > 0
    for said in (
        ladder.title(rated, made.pack), agreement.title(rated), radar.title(rated), heat.title(rated, []),
        dumbbell.title(list(rated.capabilities.values())),
    ):  # fmt: skip
        assert said == "Nothing that was asked applies here"
    drawn = texts(ladder.draw(rated, made.pack, 704, 280))
    assert "Not applicable" in drawn
    assert "Not rated yet" not in drawn
    grid = heat.draw(made, rated, 900, [E])
    target = grid.table.headers.index("Target")
    assert {row[target] for row in grid.table.rows} == {"–"}


# What is not rated has bounds all the same


def test_the_bounds_of_a_capability_that_is_not_rated_are_printed() -> None:
    """SPON-2 alone: 3 of a weight of 1 in 5. Index from (3 + 4·1)/5 to (3 + 4·5)/5; all open at 5: P4 is 4/5, level 4."""
    made, standing = book({"engineer": {"SPON-2": (3,)}})
    part = standing.capabilities["SPON"]
    assert not part.rating.rated
    said = words.could_be(part.rating, made.pack)
    assert said == "index 1.4 to 4.6, level Initial to Measured"
    figure = heat.draw(made, standing, 900, [E], only={"SPON"})
    assert said in next(each.hint for each in figure.spots if each.key == "SPON").lower().replace(
        "initial", "Initial"
    ).replace("measured", "Measured")
