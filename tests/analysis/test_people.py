"""Coalition, ADKAR barrier, placement, single points of failure and the form of the role, by hand and as properties."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.analysis.people import (
    adkar_barrier,
    coalition,
    place,
    placement,
    single_points,
    strong_opponents,
    strong_supporters,
)
from workbench.analysis.role_form import RoleForm, recommend
from workbench.domain.content import Competence, Pack, SkillLevel
from workbench.domain.talent import Talent

# domain.md 4, 'Skill matrix', read column by column.
LEVELS = (
    (1, 1, 1, 1, 1, 0, 0, 1, 0),
    (2, 2, 2, 2, 2, 1, 1, 1, 0),
    (3, 3, 3, 3, 3, 2, 2, 2, 1),
    (3, 3, 3, 3, 4, 2, 3, 4, 3),
    (4, 4, 4, 4, 4, 3, 4, 4, 3),
    (5, 5, 4, 4, 5, 4, 5, 5, 4),
    (5, 5, 5, 5, 5, 4, 5, 5, 5),
)


def person(name: str, **fields: Any) -> Talent:
    return Talent(id=name, assessment="a", code="P1", role_title=name, **fields)


def test_the_coalition_of_the_example() -> None:
    # −10 + 8 + 3 = 1 over 2 · 12
    assert coalition([(5, -2), (4, 2), (3, 1)]) == pytest.approx(1 / 24)
    assert coalition([]) is None
    assert coalition([(1, 2), (5, 2)]) == 1
    assert coalition([(3, -2)]) == -1
    assert coalition([(3, 0)]) == 0


pairs = st.lists(st.tuples(st.integers(1, 5), st.integers(-2, 2)), min_size=1, max_size=9)


@given(pairs, st.randoms())
def test_a_coalition_lies_between_minus_one_and_one_in_any_order(
    listed: list[tuple[int, int]], mix: Any
) -> None:
    found = coalition(listed)
    assert found is not None
    assert -1 <= found <= 1
    other = list(listed)
    mix.shuffle(other)
    assert coalition(other) == found


def test_the_barrier_is_the_first_step_of_three_or_less() -> None:
    assert adkar_barrier([4, 3, 1, 5, 5]) == "desire"
    assert adkar_barrier([3, 5, 5, 5, 5]) == "awareness"
    assert adkar_barrier([5, 5, 5, 5, 1]) == "reinforcement"
    assert adkar_barrier([4, 4, 4, 4, 4]) is None


@pytest.mark.parametrize("level", range(1, 7))
def test_who_has_exactly_what_a_level_expects_is_placed_there(level: int) -> None:
    assert placement(LEVELS[level - 1]) == level


def test_the_seventh_level_is_awarded() -> None:
    assert placement(LEVELS[6]) == 6
    assert placement(LEVELS[6], award=True) == 7
    assert placement(LEVELS[5], award=True) == 6


def test_eight_of_nine_are_enough_and_core_ones_are_all_needed() -> None:
    third = list(LEVELS[2])
    assert placement([*third[:8], 0]) == 3
    # Two of the nine missing: below 80 per cent, and level II asks only for coding and leadership of 0 there.
    assert placement([*third[:7], 1, 0]) == 2
    assert placement([2, *third[1:]]) == 2
    assert placement([0] * 9) == 0
    assert placement([1, 1, 1, 1, 0, 5, 5, 5, 5]) == 0


@given(st.lists(st.integers(0, 5), min_size=9, max_size=9), st.integers(0, 8))
def test_learning_never_lowers_a_placement(has: list[int], which: int) -> None:
    more = list(has)
    more[which] = min(5, more[which] + 1)
    assert placement(more) >= placement(has)


@given(st.lists(st.integers(0, 5), min_size=9, max_size=9), st.booleans())
def test_a_packs_own_levels_follow_the_same_rule(has: list[int], award: bool) -> None:
    names = "abcdefghi"
    competences = [Competence(name, name, "", core=i < 5) for i, name in enumerate(names)]
    levels = [
        SkillLevel(str(i + 1), "", "", dict(zip(names, row, strict=True)), award=i == 6)
        for i, row in enumerate(LEVELS)
    ]
    found = place(levels, competences, dict(zip(names, has, strict=True)), award)
    assert int(found.level.id if found.level else 0) == placement(has, award)


def test_the_built_in_pack_has_the_same_table(pack: Pack) -> None:
    assert len(pack.skill_levels) == 7
    for level, row in zip(pack.skill_levels, LEVELS, strict=True):
        assert tuple(level.expected[each.id] for each in pack.competences) == row
    assert [each.core for each in pack.competences] == [True] * 5 + [False] * 4


def test_missing_steps_to_the_next_level_are_named() -> None:
    competences = [
        Competence("code", "Coding", "", core=True),
        Competence("talk", "Advocacy", "", core=False),
    ]
    levels = [
        SkillLevel("I", "Junior", "", {"code": 1, "talk": 1}),
        SkillLevel("II", "Mid", "", {"code": 3, "talk": 2}, award=True),
    ]
    found = place(levels, competences, {"code": 2, "talk": 1})
    assert found.level is levels[0]
    assert found.next is levels[1]
    assert [(each.id, has, needs) for each, has, needs in found.missing] == [("code", 2, 3), ("talk", 1, 2)]
    assert place(levels, competences, {"code": 3, "talk": 2}).needs_award
    assert place(levels, competences, {}).level is None
    assert place([], [], {}).level is None


def test_a_competence_one_person_alone_has_is_a_single_point() -> None:
    competences = [Competence(each, each, "", core=False) for each in ("one", "two", "none")]
    ann, bob = (
        person("Ann", competences={"one": 3, "two": 4}),
        person("Bob", competences={"one": 2, "two": 3}),
    )
    assert [(each.competence.id, each.talent.id) for each in single_points([ann, bob], competences)] == [
        ("one", "Ann")
    ]


def test_strong_people_on_either_side() -> None:
    people = [
        person(name, influence=influence, stance=stance)
        for name, influence, stance in (
            ("a", 4, -1),
            ("b", 5, 2),
            ("c", 3, -2),
            ("d", 4, 0),
            ("e", None, -2),
            ("f", 5, None),
        )
    ]
    assert [each.id for each in strong_opponents(people)] == ["a"]
    assert [each.id for each in strong_supporters(people)] == ["b"]


def test_the_form_follows_the_blueprint() -> None:
    assert recommend(1).form is RoleForm.DEDICATED
    assert recommend(3, engineers=40, teams=6).form is RoleForm.EMBEDDED
    assert recommend(4, engineers=100, freedom=True).form is RoleForm.CONSULTATIVE
    assert recommend(2, engineers=8, freedom=False).form in (RoleForm.DEDICATED, RoleForm.EMBEDDED)
    nothing = recommend(None)
    assert not nothing.sure
    assert nothing.reasons == ()


def test_every_point_has_a_reason_that_can_be_read() -> None:
    found = recommend(1, 10, 5, False)
    assert sum(found.points(form) for form in RoleForm) == sum(each.points for each in found.reasons)
    assert all(each.text.endswith(".") for each in found.reasons)
    # 3 − 2 for a dedicated team, 1 + 1 for embedding.
    assert (found.points(RoleForm.DEDICATED), found.points(RoleForm.EMBEDDED)) == (1, 2)
    assert found.form is RoleForm.EMBEDDED


WRONG: list[tuple[Any, tuple[Any, ...], str]] = [
    (coalition, ([(0, 1)],), "influence"),
    (coalition, ([(6, 1)],), "influence"),
    (coalition, ([(3, 3)],), "stance"),
    (coalition, ([(3.5, 1)],), "influence"),
    (coalition, ([(True, 1)],), "influence"),
    (coalition, ([(3,)],), "pair"),
    (coalition, ([3],), "pair"),
    (coalition, ("34",), "pairs"),
    (adkar_barrier, ([1, 2, 3, 4],), "five"),
    (adkar_barrier, ([1, 2, 3, 4, 5, 5],), "five"),
    (adkar_barrier, ([0, 2, 3, 4, 5],), "score"),
    (adkar_barrier, ([1, 2, 3, 4, 6],), "score"),
    (adkar_barrier, ([1.5, 2, 3, 4, 5],), "score"),
    (placement, ([1] * 8,), "nine"),
    (placement, ([1] * 10,), "nine"),
    (placement, ([6] * 9,), "competence"),
    (placement, ([-1] * 9,), "competence"),
]


@pytest.mark.parametrize(("function", "arguments", "name"), WRONG)
def test_wrong_arguments_are_named(function: Any, arguments: tuple[Any, ...], name: str) -> None:
    with pytest.raises(ValueError, match=name):
        function(*arguments)
