"""Two moments side by side: common questions alone, what moved and by which answers, and what fell."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.analysis.test_benefits import action
from tests.analysis.test_standing import PACK, PEOPLE, book_of, rated
from workbench.analysis.compare import Direction, Shift, Side, compare, finished_between
from workbench.analysis.standing import rate_book
from workbench.domain.action import ActionState
from workbench.domain.assessment import ScopeKind
from workbench.domain.content import Pack

SPON = [each.id for each in PACK.by_capability["SPON"].questions]
KPI = [each.id for each in PACK.by_capability["KPI"].questions]


def side(
    said: Mapping[str, Sequence[int | None]], pack: Pack = PACK, respondents: int = 4, **fields: Any
) -> Side:
    """A moment at which one engineer answered the questions of capabilities in turn."""
    answers = [
        rated("e", question.id, value)
        for name, values in said.items()
        for question, value in zip(pack.by_capability[name].questions, values, strict=False)
        if value
    ]
    return Side(pack, rate_book(book_of(*PEOPLE, *answers, pack=pack, **fields)), respondents)


def test_what_moved_and_by_which_answers() -> None:
    # SPON, weights 2, 1, 1, 1: 9/5 to 11/5, level 1 to 2; KPI, the same weights: 15/5 to 14/5.
    before = side({"SPON": (1, 2, 3, 2), "KPI": (3, 3, 3, 3)})
    after = side({"SPON": (2, 2, 3, 2), "KPI": (3, 3, 3, 2)})
    found = compare(before, after)
    by_id = {each.id: each for each in found.capabilities}
    spon, kpi = by_id["SPON"], by_id["KPI"]
    assert (spon.index_before, spon.index_after, spon.index) == (
        Fraction(9, 5),
        Fraction(11, 5),
        Fraction(2, 5),
    )
    assert (spon.level_before, spon.level_after, spon.level) == (1, 2, 1)
    assert kpi.index == Fraction(-1, 5)
    assert [each.id for each in found.capabilities][:2] == ["SPON", "KPI"]
    assert found.worse == (kpi,)
    assert found.counts == "1 rose, 0 held, 1 fell, 28 not rated at both moments"
    (moved,) = found.answers["SPON"]
    assert (moved.question.id, moved.index_before, moved.index_after, moved.index) == (SPON[0], 1, 2, 1)
    assert set(found.answers) == {"SPON", "KPI"}
    assert found.notes == (
        "Both moments asked the same 100 questions.",
        "4 respondents at both moments, not necessarily the same ones.",
    )
    # Too little is answered for the whole; a dimension needs one rated capability, and has no level.
    assert found.overall.direction is Direction.UNKNOWN
    axes = {each.id: each for each in found.dimensions}
    lead = next(each for each in PACK.axes if "SPON" in each.capabilities and "KPI" in each.capabilities)
    # Both weigh 2: (9/5 + 3)/2 to (11/5 + 14/5)/2.
    assert (axes[lead.id].index_before, axes[lead.id].index_after) == (Fraction(12, 5), Fraction(5, 2))
    assert axes[lead.id].level is None


def test_only_common_questions_count() -> None:
    # Then the lead question alone, now all of them: compared over the lead question, 2 to 3.
    before = side({"SPON": (2,)}, respondents=3, scope=ScopeKind.QUICK)
    after = side({"SPON": (3, 5, 5, 5)}, respondents=9)
    found = compare(before, after)
    spon = next(each for each in found.capabilities if each.id == "SPON")
    assert (spon.index_before, spon.index_after) == (2, 3)
    assert (found.common, found.asked) == (30, 100)
    assert found.notes == (
        "30 of 100 questions were asked at both moments; only these are compared.",
        "3 respondents then, 9 now.",
    )
    assert [each.question.id for each in found.answers["SPON"]] == [SPON[0]]


def test_nothing_in_common() -> None:
    before = side({}, scope=ScopeKind.OWN, questions=(SPON[0],))
    after = side({}, scope=ScopeKind.OWN, questions=(KPI[0],))
    found = compare(before, after)
    assert (found.capabilities, found.areas, found.dimensions, found.common) == ((), (), (), 0)
    assert found.overall.direction is Direction.UNKNOWN


def reworded(weight: int) -> Pack:
    """The pack with the second question of SPON worded otherwise and weighing something else."""
    spon = PACK.by_capability["SPON"]
    second = replace(spon.questions[1], ask="Otherwise?", weight=weight)
    changed = replace(spon, questions=(spon.questions[0], second, *spon.questions[2:]))
    listed = tuple(changed if each.id == "SPON" else each for each in PACK.capabilities)
    return replace(PACK, version="9.9", capabilities=listed, content_hash="other")


def test_both_are_rated_as_the_later_pack_weighs() -> None:
    # The same answers: by the older weights 9/5, by the newer ones (2 + 2·2 + 3 + 2)/6 at both moments.
    before, after = side({"SPON": (1, 2, 3, 2)}), side({"SPON": (1, 2, 3, 2)}, reworded(2))
    found = compare(before, after)
    spon = next(each for each in found.capabilities if each.id == "SPON")
    assert (spon.index_before, spon.index_after, spon.direction) == (
        Fraction(11, 6),
        Fraction(11, 6),
        Direction.HELD,
    )
    assert found.answers == {}
    assert found.notes[2:] == (
        f"The pack moved from version {PACK.version} to 9.9; both moments are rated as the later one weighs.",
        f"1 common question is worded otherwise: {SPON[1]}.",
    )


def test_another_pack_cannot_be_compared() -> None:
    other = replace(PACK, id="own", title="Own pack")
    with pytest.raises(ValueError, match="different packs"):
        compare(side({}), side({}, other))


def shift(before: Fraction | None, after: Fraction | None, levels: tuple[int, int] = (2, 2)) -> Shift:
    return Shift("C", "C", before, after, *levels)


def test_direction_is_what_a_reader_sees() -> None:
    third = Fraction(1, 3)
    assert shift(2 + third, 2 + third).direction is Direction.HELD
    # 2.33 and 2.31 both print 2.3.
    assert shift(2 + third, Fraction(231, 100)).direction is Direction.HELD
    assert shift(2 + third, Fraction(231, 100)).worse
    assert shift(2 + third, Fraction(231, 100), (2, 3)).direction is Direction.ROSE
    assert shift(Fraction(2), Fraction(3), (3, 2)).direction is Direction.ROSE
    assert shift(Fraction(2), Fraction(3), (3, 2)).worse
    assert shift(Fraction(3), Fraction(2)).direction is Direction.FELL
    assert shift(None, Fraction(2)).direction is Direction.UNKNOWN


def test_what_was_finished_in_between() -> None:
    done = {"state": ActionState.DONE}
    before = [action("A1", **done), action("A2"), action("A3")]
    after = [action("A1", **done), action("A2", **done), action("A3"), action("A4", **done)]
    assert [each.id for each in finished_between(before, after)] == ["A2", "A4"]
    carried = [action("N1", **done), action("N2", **done)]
    assert [each.id for each in finished_between(before, carried, {"N1": "A1", "N2": "A2"})] == ["N2"]


VALUES = st.lists(st.one_of(st.none(), st.integers(1, 5)), min_size=4, max_size=4)
MOMENTS = st.fixed_dictionaries({"SPON": VALUES, "KPI": VALUES, "OUT": VALUES})


@settings(max_examples=30)
@given(MOMENTS, MOMENTS)
def test_there_and_back_is_the_mirror(then: dict[str, Any], now: dict[str, Any]) -> None:
    there, back = compare(side(then), side(now)), compare(side(now), side(then))
    for forth, mirror in zip(
        *(sorted(each.capabilities, key=lambda shift: shift.id) for each in (there, back)), strict=True
    ):
        assert (forth.index_before, forth.level_before) == (mirror.index_after, mirror.level_after)
        assert (forth.index is None) == (mirror.index is None)
        assert (forth.index or 0) == -(mirror.index or 0)
    assert there.count(Direction.ROSE) == back.count(Direction.FELL)
    assert set(there.answers) == set(back.answers)
    assert sum(there.count(each) for each in Direction) == len(there.capabilities) == 30


@settings(max_examples=20)
@given(MOMENTS)
def test_the_same_moment_shows_no_movement_and_its_own_figures(said: dict[str, Any]) -> None:
    same = side(said)
    found = compare(same, same)
    assert found.answers == {}
    assert found.worse == ()
    assert found.count(Direction.ROSE) == found.count(Direction.FELL) == 0
    for each in found.capabilities:
        rating = same.standing.capabilities[each.id].rating
        assert (each.index_after, each.level_after) == (rating.index, rating.level)
    assert found.overall.index_after == same.standing.overall.index
    for each in found.areas:
        assert each.level_after == same.standing.areas[each.id].level
