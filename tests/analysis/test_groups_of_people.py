"""What follows for a group: the coalition with its sums, barriers, names kept out, levels reached and needed, advice."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.analysis import people
from workbench.analysis.role_form import (
    RoleForm,
    advise,
    against_advice,
    form_words,
    leaders,
    need_words,
    plan_words,
    recommend,
)
from workbench.content.loader import built_in_pack
from workbench.domain.role_plan import RolePlan
from workbench.domain.talent import ADKAR, Offer, Talent


def person(number: int, **fields: Any) -> Talent:
    title = fields.pop("role_title", f"Role {number}")
    return Talent(id=f"p{number}", assessment="a", code=f"P{number}", role_title=title, **fields)


def test_the_coalition_comes_with_its_sums() -> None:
    found = people.coalition_of(
        [person(1, influence=5, stance=-2), person(2, influence=4, stance=2), person(3, influence=3, stance=1), person(4, stance=2)]
    )  # fmt: skip
    assert (found.leverage, found.most, found.left_out) == (1, 24, 1)
    assert found.value == pytest.approx(1 / 24)
    assert found.words == "evenly balanced"
    assert people.coalition_of([]).words == "not known yet"


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (1, "firmly for the change"), (0.5, "firmly for the change"), (0.3, "leaning for the change"),
        (0.09, "evenly balanced"), (-0.1, "leaning against the change"), (-0.7, "firmly against the change"),
    ],
)  # fmt: skip
def test_every_coalition_has_words(value: float, words: str) -> None:
    assert people.coalition_words(value) == words


@given(st.lists(st.one_of(st.none(), st.integers(1, 5)), min_size=5, max_size=5))
def test_the_barrier_agrees_with_the_rule_as_soon_as_it_can_be_said(steps: list[int | None]) -> None:
    found = people.barrier(person(1, **dict(zip(ADKAR, steps, strict=True))))
    known = [step for step in steps if step is not None]
    if len(known) == 5:
        assert (found.step, found.open) == (people.adkar_barrier(known), None)
    first = next((i for i, step in enumerate(steps) if step is None or step <= 3), None)
    if first is None:
        assert found == people.Barrier()
    elif steps[first] is None:
        assert found == people.Barrier(open=ADKAR[first])
    else:
        assert found == people.Barrier(step=ADKAR[first])


def test_offers_are_open_until_something_is_made_of_them() -> None:
    against = person(1, influence=4, stance=-1)
    favour = person(2, influence=5, stance=1)
    quiet = person(3, influence=3, stance=2)
    taken = person(4, influence=5, stance=-2, offer=Offer.TAKEN)
    left = person(5, influence=5, stance=2, offer=Offer.DISMISSED)
    assert people.open_offers([favour, quiet, taken, left, against]) == [against, favour]


@pytest.mark.parametrize(
    ("title", "name", "said"),
    [
        ("Head of Operations", "Grace Quimby", "Head of Operations"),
        ("Head of Operations (Grace Quimby)", "Grace Quimby", "Head of Operations"),
        ("GRACE QUIMBY, CTO", "Grace  Quimby", "CTO"),
        ("Grace, CTO", "Grace Quimby", "CTO"),
        ("Grace Quimby", "Grace Quimby", "Person 1"),
        ("", "Grace Quimby", "Person 1"),
        ("Head Cook", "Jane Cook", "Head Cook"),
        ("Graceful shutdown lead", "Grace Quimby", "Graceful shutdown lead"),
        ("部長 田中太郎", "田中 太郎", "部長"),
        ("CTO", "", "CTO"),
    ],
)
def test_a_role_is_said_without_the_name(title: str, name: str, said: str) -> None:
    assert people.role_words(person(1, role_title=title, name=name, team="Depots")) == said


PACK = built_in_pack()[0]


def at(level: str, number: int = 1, **fields: Any) -> Talent:
    expected = next(each for each in PACK.skill_levels if each.id == level).expected
    return person(number, competences=dict(expected), **fields)


def test_people_are_placed_against_what_the_plan_needs() -> None:
    everybody = [at("II", 1), at("II", 2), at("IV", 3), person(4), person(5, competences={"coding": 0})]
    found = people.placing(PACK.skill_levels, PACK.competences, everybody, {"II": 1, "III": 2})
    counts = {each.level.id: (each.needed, len(each.placed), each.difference) for each in found.levels}
    assert counts["II"] == (1, 2, 1)
    assert counts["III"] == (2, 0, -2)
    assert counts["IV"] == (0, 1, 1)
    assert [each.id for each in found.below] == ["p5"]
    assert [each.id for each in found.open] == ["p4"]
    assert (found.needed, found.met, found.placed) == (3, 1, 4)


def test_a_competence_of_another_pack_places_nobody() -> None:
    found = people.placing(PACK.skill_levels, PACK.competences, [person(1, competences={"knitting": 5})], {})
    assert len(found.open) == 1


def test_skill_rows_count_the_highest_level_reached_and_what_is_short() -> None:
    rows = people.skill_rows(
        PACK.skill_levels, PACK.competences, [at("III"), at("VII", 2)], {"III": 1, "VI": 2}
    )
    coding = rows[0]
    # Levels III and IV expect the same of coding; VII is given, not reached.
    assert [len(each) for each in coding.people] == [0, 0, 0, 1, 0, 1, 0]
    assert coding.short == (0, 0, 1, 0, 0, 1, 0)
    given_award = people.skill_rows(PACK.skill_levels, PACK.competences, [at("VII", award=True)], {})
    assert [len(each) for each in given_award[0].people] == [0, 0, 0, 0, 0, 0, 1]


# The form of the role


def plan(**fields: Any) -> RolePlan:
    return RolePlan(id="r", assessment="a", **fields)


def test_whoever_has_most_points_leads_and_others_ask_for_a_reason() -> None:
    found = recommend(2, 38, 5, False)
    assert leaders(found) == (RoleForm.DEDICATED,)
    assert not against_advice("dedicated", found)
    assert against_advice("embedded", found)
    assert against_advice("one of another pack", found)
    assert not against_advice("", found)
    nothing = recommend(None)
    assert leaders(nothing) == ()
    assert not against_advice("embedded", nothing)


def test_a_tie_recommends_both() -> None:
    found = recommend(3, None, None, None)
    assert leaders(found) == (RoleForm.EMBEDDED,)
    tied = recommend(None, 10, 5, None)
    assert found.points(RoleForm.EMBEDDED) == 2
    assert leaders(tied) == (RoleForm.EMBEDDED,)
    both = recommend(2, None, None, True)
    assert leaders(both) == (RoleForm.DEDICATED, RoleForm.CONSULTATIVE)
    assert not against_advice("consultative", both)


def test_the_plan_in_one_sentence() -> None:
    models = PACK.role_models
    assert form_words(models, None, recommend(None)) == "No form of the SRE role is chosen yet"
    assert form_words(models, None, recommend(2)) == "Dedicated SRE team: what the figures recommend"
    chosen = plan(model="embedded", engineers=38, teams=5, freedom=False)
    assert form_words(models, chosen, advise(chosen, 2)) == (
        "Embedded SREs: the form chosen, while the figures recommend “Dedicated SRE team”"
    )
    same = plan(model="dedicated")
    assert form_words(models, same, advise(same, 2)) == "Dedicated SRE team: chosen, as the figures recommend"
    assert form_words(models, same, advise(same, None)) == "Dedicated SRE team: the form chosen"
    assert form_words((), plan(model="gone"), recommend(None)) == "gone: the form chosen"


def test_what_is_needed_in_words() -> None:
    def said(talents: list[Talent], needed: dict[str, int]) -> str:
        return need_words(people.placing(PACK.skill_levels, PACK.competences, talents, needed))

    assert said([], {}) == ""
    assert said([at("II")], {"II": 1}) == "the one person who is needed is there"
    assert said([at("II", 1), at("II", 2)], {"II": 2}) == "everybody who is needed is there"
    assert said([at("II")], {"II": 1, "III": 2}) == "one of three people needed is there"
    assert said([at("II")], {"III": 2}) == "none of two people needed is there"
    assert said([at("II")], {"III": 1}) == "the one person who is needed is missing"
    found = people.placing(PACK.skill_levels, PACK.competences, [at("II")], {"II": 1})
    whole = plan_words(PACK.role_models, plan(model="dedicated"), recommend(2), found)
    assert (
        whole
        == "Dedicated SRE team: chosen, as the figures recommend. The one person who is needed is there."
    )
