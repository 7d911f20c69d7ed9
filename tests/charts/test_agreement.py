"""Who agrees, who sees it differently, and what is too small to be shown."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import replace
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.charts.geometry import outside, texts
from tests.reports import sample
from workbench.analysis.breakdown import By
from workbench.analysis.maturity import (
    CapabilityRating,
    QuestionRating,
    Voice,
    rate_capability,
    rate_question,
)
from workbench.analysis.standing import Standing, rate_book
from workbench.charts import agreement, distribution, heat, heat_grid, ladder, seen
from workbench.charts.figure import Circle
from workbench.domain.assessment import Answer, AnswerState, Assessment, Respondent, Workspace
from workbench.domain.book import Book
from workbench.domain.content import Capability, Option, Question
from workbench.domain.role import Role

X, M, E, P = Role.EXECUTIVE, Role.MANAGER, Role.ENGINEER, Role.OPERATIONS
LONG = "可靠性工程 " * 12 + "العربية " * 6 + "W" * 90


def question(levels: Sequence[int] = (1, 2, 3, 4, 5), key: str = "Q-1") -> Question:
    options = tuple(Option(level, f"Behaviour {level}") for level in levels)
    return Question(key, "CAP", "Backing", "How is it backed?", tuple(Role), 1, options)


def rated(*said: tuple[Role, int], levels: Sequence[int] = (1, 2, 3, 4, 5)) -> QuestionRating:
    return rate_question(question(levels), [Voice(role, value) for role, value in said])


def capability(*ratings: QuestionRating) -> CapabilityRating:
    asked = tuple(each.question for each in ratings)
    return rate_capability(Capability("CAP", "S0", "Capability", 1, asked), ratings)


def book(said: Iterable[tuple[Respondent, int]], smallest: int = 3, only: int = 30) -> tuple[Book, Standing]:
    """A book in which each respondent gives the same answer everywhere."""
    pack = sample.pack()
    people = list(said)
    answers = [
        Answer(
            id=f"{who.id}{each.id}", respondent=who.id, question=each.id, state=AnswerState.RATED, value=value
        )
        for who, value in people
        for each in pack.questions[:only]
    ]
    made = Book.of(
        Workspace(id="w", client="Tern Health"),
        pack,
        Assessment(id="a", title="Autumn", date=dt.date(2026, 11, 1), pack="p", smallest_group=smallest),
        [*(who for who, _ in people), *answers],
    )
    return made, rate_book(made)


def person(number: int, role: Role = E, team: str = "", group: str = "") -> Respondent:
    return Respondent(id=f"r{number}", assessment="a", role=role, team=team, group=group, position=number)


# The words


@pytest.mark.parametrize(
    ("said", "text"),
    [
        ([], "no answer yet"),
        ([(X, 3)], "one voice"),
        ([(X, 3), (M, 3)], "two voices, same answer"),
        ([(X, 1), (M, 4)], "two voices, 3 apart"),
        ([(X, 3)] * 6, "1.00 agree"),
        ([(X, 3)] * 3, "1.00 agree"),
        ([(X, 1)] * 4 + [(P, 5)] * 4, "−1.00 two camps, few voices"),
    ],
)
def test_words_of_a_question(said: list[tuple[Role, int]], text: str) -> None:
    assert agreement.of_question(rated(*said)).text == text


def test_a_role_that_is_split_itself_shows_no_mean() -> None:
    rating = rated((E, 1), (E, 1), (E, 5), (E, 5), *[(X, 3)] * 6)
    assert not rating.mean_hidden
    assert (rating.role_split(E), rating.role_split(X), rating.role_split(M)) == (True, False, False)
    table = {row[0]: row[-1] for row in distribution.draw(rating, 284).table.rows}
    assert (table["Engineers"], table["Executives"]) == ("split", "3.0")
    high = rated((E, 1), (E, 1), (E, 5), (E, 5), *[(X, 5)] * 6)
    assert agreement.gap_words(high) == "Perception gap 2.0: executives 5.0, engineers split"


def test_the_grid_shows_a_split_role_without_a_mean() -> None:
    made, standing = book(
        [
            *((person(n, E, "Depot"), value) for n, value in enumerate((1, 1, 5, 5))),
            (person(9, X, "Depot"), 3),
        ]
    )
    for by in (By.ROLE, By.TEAM):
        (first, *_) = [each for each in seen.seen_by(made, standing, by).columns if each.key != X.value]
        asked = next(iter(standing.capabilities.values())).questions[0].question.id
        # Under 'team' the executive stands with the engineers: 1, 1, 3, 5, 5 are two camps as well.
        assert asked in first.split
    capability_id = next(iter(standing.capabilities))
    figure = heat.draw(made, standing, 900, list(Role), opened=[capability_id])
    assert "split" in texts(figure)


def test_two_options_have_no_agreement() -> None:
    rating = rated((X, 1), (M, 5), (E, 5), levels=(1, 5))
    assert agreement.of_question(rating).words == "two options"
    assert agreement.of_capability(capability(rating)).value is None
    assert outside(distribution.draw(rating, 284)) == []


def test_a_capability_prints_the_mean_and_the_question_that_divides() -> None:
    whole = rated(*[(X, 3)] * 8)
    split = rated(*[(X, 1)] * 4, *[(P, 5)] * 4)
    said = agreement.of_capability(capability(whole, split))
    assert said.text == "0.00 two camps on 1"
    assert said.loud
    assert said.token == "bad"
    assert agreement.explained(capability(whole, split), said) == (
        "A is 0.00 on average over 2 questions; the least is −1.00, two camps: Backing."
    )
    assert agreement.of_capability(capability(whole, whole)).text == "1.00 agree"
    assert agreement.of_capability(capability(rated((X, 1), (M, 5)))).words == "two voices, 4 apart"
    assert agreement.of_capability(capability(rated())).text == "–"


def test_two_camps_show_their_answers_and_no_mean() -> None:
    rating = rated(*[(X, 1)] * 4, *[(P, 5)] * 3)
    figure = distribution.draw(rating, 284)
    assert figure.title == "Two camps: 4 at level 1 and 3 at level 5"
    assert figure.table.rows[0] == ("All", "4", "0", "0", "0", "3", "–")
    assert "3.0" not in texts(figure)
    assert agreement.mean_words(rating) == "two camps, no mean"
    assert agreement.gap_words(rating) == "Perception gap 4.0: operations people 5.0, executives 1.0"


@pytest.mark.parametrize(
    ("said", "title"),
    [
        ([], "No answer yet"),
        ([(X, 2)], "One voice, at level 2"),
        ([(X, 2), (M, 2), (E, 2)], "All 3 at level 2"),
        ([(X, 2), (M, 2), (E, 3)], "2 of 3 at level 2"),
        ([(X, 2), (M, 3)], "1 each at levels 2 and 3, of 2"),
    ],
)
def test_titles_of_a_distribution(said: list[tuple[Role, int]], title: str) -> None:
    assert distribution.title(rated(*said)) == title


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.tuples(st.sampled_from(list(Role)), st.integers(1, 5)), max_size=30),
    st.floats(240, 400),
)
def test_distribution_and_strip_stay_inside(said: list[tuple[Role, int]], width: float) -> None:
    rating = rated(*said)
    assert outside(distribution.draw(rating, width)) == []
    means = [(role.short, mean) for role, mean in rating.role_means.items()]
    strip = distribution.strip(means, width)
    assert outside(strip) == []
    assert sum(1 for mark in strip.marks if isinstance(mark, Circle)) == len(means)


def test_strip_titles() -> None:
    assert distribution.strip_title([("Exec", Fraction(3))]) == "Only Exec"
    assert distribution.strip_title([("Exec", Fraction(3)), ("Ops", Fraction(3))]) == "All see it alike"
    assert (
        distribution.strip_title([("Ops", Fraction(1)), ("Exec", Fraction(7, 2))])
        == "Ops and Exec lie 2.5 apart"
    )


# The whole questionnaire


def test_titles_of_the_whole() -> None:
    assert (
        agreement.title(book([])[1])
        == "No scores yet. Half of a capability's answers give it a first, provisional level"
    )
    one = book([(person(1), 3)])[1]
    assert agreement.title(one).startswith("Each question was answered by one voice only")
    assert "there is none yet" in agreement.alpha_words(one)
    assert (
        agreement.title(book([(person(1), 3), (person(2), 3)])[1])
        == "No two voices lie more than one level apart"
    )
    assert agreement.title(book([(person(1), 1), (person(2), 5)])[1]).startswith("Two voices lie more than")
    same = book([(person(n), 3) for n in range(4)])[1]
    assert agreement.title(same) == "People agree on all 30 questions with three voices or more"
    camps = book([(person(n), 1 if n < 4 else 5) for n in range(8)])[1]
    assert agreement.title(camps) == "30 questions split people into two camps"


def test_the_agreement_page_draws_anything() -> None:
    for said in ([], [(person(1), 3)], [(person(n, list(Role)[n % 4]), 1 + n % 5) for n in range(12)]):
        made, standing = book(said)
        figure = agreement.draw(standing, made.pack, 700, seen.answering_roles(standing))
        assert outside(figure) == []
        values = [each.agreement or 0 for each in agreement.ordered(standing)]
        assert values == sorted(values)


# Who sees what


def test_roles_are_shown_whatever_their_size() -> None:
    made, standing = book([(person(1, X), 4), (person(2, P), 2)])
    sight = seen.seen_by(made, standing, By.ROLE)
    assert [each.head for each in sight.columns] == ["Exec", "Ops"]
    assert not sight.note
    assert heat.title(standing, sight.columns) == "Executives rate all 9 capabilities they share with operations people higher"  # fmt: skip


def test_small_teams_are_merged_into_others() -> None:
    teams = ["Depot"] * 3 + ["Web"] * 2 + ["Data"]
    made, standing = book([(person(n, team=team), 1 + n % 5) for n, team in enumerate(teams)])
    sight = seen.seen_by(made, standing, By.TEAM)
    assert [each.head for each in sight.columns] == ["Depot", "Others"]
    assert sight.note == "Others: 2 teams of fewer than three people, taken together."
    first = made.pack.questions[0].id
    assert sight.columns[1].questions[first] == Fraction(4 + 5 + 1, 3)
    assert {"Web", "Data"}.isdisjoint(heat.draw(made, standing, 800, sight.columns).table.headers)


def test_others_that_are_still_too_few_are_left_out() -> None:
    made, standing = book([(person(n, team="Depot" if n < 3 else f"T{n}"), 2) for n in range(5)])
    sight = seen.seen_by(made, standing, By.TEAM)
    assert [each.head for each in sight.columns] == ["Depot"]
    assert sight.note == "Not shown: 2 teams of fewer than three people."
    assert [each.words for each in seen.choices(made, standing)] == ["Everybody", "Engineers", "Team Depot"]


def test_without_teams_there_is_a_note_and_no_column() -> None:
    made, standing = book([(person(n), 2) for n in range(5)])
    sight = seen.seen_by(made, standing, By.TEAM)
    assert sight.columns == ()
    assert sight.note == "Nobody who answered has a team yet."
    figure = heat.draw(made, standing, 800, sight.columns, kind="team")
    assert outside(figure) == []
    assert figure.title == "30 capabilities and how far each is from its target"


def test_within_a_team_roles_must_be_large_enough() -> None:
    people = [(person(n, X if n == 0 else E, team="Depot"), 2) for n in range(4)]
    made, standing = book(people)
    sight = seen.seen_by(made, standing, By.ROLE, narrowed=True)
    assert [each.key for each in sight.columns] == [E.value]
    assert sight.note == "Not shown: 1 role of fewer than three people."


def test_people_looked_at_alone_answer_alone() -> None:
    made, _ = book([(person(1, X, team="A"), 5), (person(2, E, team="B"), 1)])
    theirs = rate_book(seen.People(By.TEAM, "A").book(made))
    assert theirs.questions[made.pack.questions[0].id].index == 5
    assert made.respondents[1].team == "B"


def test_many_columns_are_reached_sideways() -> None:
    people = [(person(n, team=f"Team {n // 3} {'long ' * 9}"), 1 + n // 3 % 5) for n in range(60)]
    made, standing = book(people)
    sight = seen.seen_by(made, standing, By.TEAM)
    assert len(sight.columns) == 20
    fits = heat_grid.fitting(700, sight.columns)
    assert 1 <= fits < 20
    for start in (0, 5, 19):
        figure = heat.draw(made, standing, 700, sight.columns, kind="team", start=start)
        assert outside(figure) == []
        assert len(figure.table.headers) == 20 + 7
    width = heat_grid.whole_width(sight.columns, 700)
    assert heat_grid.fitting(width, sight.columns) == 20


def test_findings_of_the_heat_map() -> None:
    made, standing = book(
        [(person(n, role), value) for n, (role, value) in enumerate(((X, 5), (M, 3), (P, 1)))]
    )
    assert (
        heat.title(standing, list(Role))
        == "Executives rate every capability higher than all others who rated it"
    )
    alike = book([(person(n, role), 3) for n, role in enumerate((X, M, P))])[1]
    assert heat.title(alike, list(Role)) == "The 9 rated capabilities all stand at 3.0"
    assert not any(word in heat.title(alike, list(Role)) for word in ("as executives", "see them"))
    alone = book([(person(1, M), 3)])[1]
    assert heat.title(alone, list(Role)[1:2]) == "Only managers have answered so far"
    assert made.pack


# Targets and levels


def test_the_ring_of_a_target_can_be_put_on_each_level() -> None:
    made, standing = book([(person(n), 2) for n in range(4)], only=100)
    figure = heat.draw(made, standing, 800, [E])
    assert [drop.value for drop in figure.drops] == [1, 2, 3, 4, 5]
    assert len(figure.handles) == 30
    for handle in figure.handles:
        middle = handle.x + handle.width / 2
        held = [drop.value for drop in figure.drops if drop.x <= middle <= drop.x + drop.width]
        assert held == [standing.capabilities[handle.key].target]
        assert any(isinstance(mark, Circle) and mark.key == handle.key for mark in figure.marks)


def test_what_the_whole_lacks() -> None:
    made, standing = book([(person(n), 2) for n in range(4)], only=100)
    lacks = ladder.blocked(standing, made.pack)
    assert lacks is not None
    assert lacks.level == 3
    assert lacks.reasons == ("More than half of the weight has to be Defined or above: 0% is.",)
    steps = ladder.steps_to_next(standing)
    sizes = [len(step.raises) for _, step in steps]
    assert sizes == sorted(sizes)
    assert ladder.away_words(steps[0][1], made.pack).endswith("away from Defined")
    top, at_top = book([(person(n), 5) for n in range(4)], only=100)
    assert ladder.blocked(at_top, top.pack) is None
    assert ladder.steps_to_next(at_top) == []


def test_long_names_in_any_script_stay_inside() -> None:
    made, standing = book([(person(n, team=f"{LONG}{n // 3}"), 1 + n % 5) for n in range(9)])
    part = standing.capabilities["SPON"]
    named = replace(part, capability=replace(part.capability, name=LONG))
    odd = replace(standing, capabilities={**standing.capabilities, "SPON": named})
    for by in By:
        sight = seen.seen_by(made, odd, by)
        for width in (560, 700, 820, 1300):
            figure = heat.draw(
                made, odd, width, sight.columns, kind=by.value, opened={"SPON"}, selected="SPON"
            )
            assert outside(figure) == []


def test_without_a_difference_between_people_the_title_names_both_ends() -> None:
    made, _ = book([(person(n, role), 3) for n, role in enumerate((X, M, P))])
    first = next(iter(made.pack.capabilities))
    asked = {each.id for each in first.questions}
    answers = (replace(each, value=1) if each.question in asked else each for each in made.all(Answer))
    changed = Book.of(made.workspace, made.pack, made.assessment, [*made.respondents, *answers])
    standing = rate_book(changed)
    assert (
        heat.title(standing, list(Role)) == f"Lowest at 1.0: {first.name}; highest at 3.0: eight capabilities"
    )
