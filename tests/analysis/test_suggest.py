"""Suggestions: what each comes from, what it says, and what leaves the list."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.analysis.risks import MONEY, made
from tests.analysis.test_benefits import LOW, TARGET, action, obstacle, toil
from tests.analysis.test_standing import PACK, PEOPLE, book_of
from workbench.analysis.standing import rate_book
from workbench.analysis.suggest import Source, Suggestion, suggestions
from workbench.domain.action import ActionState
from workbench.domain.assessment import Target
from workbench.domain.content import Pack
from workbench.domain.control import Control
from workbench.domain.discovery import DiscoveryKind, DiscoveryState
from workbench.domain.entity import Entity
from workbench.domain.obstacle import ObstacleState
from workbench.domain.risk import RiskState


def offered(*entities: Entity, pack: Pack = PACK, **fields: Any) -> list[Suggestion]:
    book = book_of(*PEOPLE, MONEY, *entities, pack=pack)
    return suggestions(book, rate_book(book), **fields)


def only(*entities: Entity, **fields: Any) -> Suggestion:
    (found,) = offered(*entities, **fields)
    return found


STEP_2 = [each for each in PACK.actions if (each.capability, each.level) == ("SPON", 2)]


def test_a_gap_offers_the_next_step_only() -> None:
    # SPON stands at level 1 with 1.8, target 3: what the pack has for level 2, and nothing for 3.
    (entry,) = STEP_2
    found = only(*LOW, TARGET)
    assert found == Suggestion(
        f"gap:SPON:2:{entry.id}",
        Source.GAP,
        entry.title,
        f"{PACK.by_capability['SPON'].name} stands at Initial, index 1.8, and is to reach Defined: a gap of 4.0.",
        # The lead question of weight 2 goes from 1 to 2: 11/5.
        "1 question to level 2: index 1.8 → 2.2, level Managed.",
        catalogue=entry.id,
        capability="SPON",
        level=2,
    )


def test_a_gap_without_an_entry_in_the_pack_is_offered_as_a_step() -> None:
    bare = replace(PACK, actions=())
    found = only(*LOW, pack=bare)
    name = PACK.by_capability["SPON"].name
    assert (found.key, found.title) == ("gap:SPON:2", f"Bring {name} to Managed")
    assert "is suggested to reach Managed" in found.why
    assert offered(*LOW, action(capability="SPON", level=2), pack=bare) == []


def test_a_capability_at_its_target_offers_nothing() -> None:
    assert offered(*LOW, Target(id="t", assessment="a", capability="SPON", level=1)) == []


def test_what_is_in_the_plan_is_left_out_even_if_dropped() -> None:
    (entry,) = STEP_2
    assert offered(*LOW, TARGET, action(catalogue=entry.id)) == []
    dropped = action(catalogue=entry.id, state=ActionState.DROPPED, drop_reason="Not now")
    assert offered(*LOW, TARGET, dropped) == []


def test_a_dropped_action_deals_with_nothing() -> None:
    dropped = action(state=ActionState.DROPPED, obstacles=("B1",), risks=("T1",))
    entities: list[Entity] = [
        obstacle("B1"),
        toil("D1", actions=("A1",)),
        made("T1", frequency=5, impact=5),
        made("T2", frequency=5, impact=5, controls=(Control(name="c", action="A1"),)),
    ]
    assert [each.sources[0] for each in offered(*entities, dropped)] == ["B1", "D1", "T1", "T2"]
    assert [each.sources[0] for each in offered(*entities, replace(dropped, state=ActionState.DONE))] == []


def test_open_obstacles() -> None:
    known = PACK.obstacles[0]
    found = only(obstacle("B1", catalogue=known.id))
    assert found.title.startswith(known.countermeasure[:60])
    assert (found.key, found.sources, found.catalogue) == ("obstacle:B1:4:5", ("B1",), known.id)
    assert found.why == "B1 'B1' has impact 4 and spread 5, and no action deals with it."
    assert found.moves == "Would clear B1."
    names = [PACK.by_capability[each].name for each in ("SPON", "KPI")]
    held = only(obstacle("B1", capabilities=("SPON", "gone", "KPI")))
    assert held.moves == f"Would clear B1, which holds back {names[0]} and {names[1]}."
    assert only(obstacle("B1", countermeasure="Talk to them")).title == "Talk to them"
    assert only(obstacle("B1")).title == "Clear B1"
    for state in (ObstacleState.CLEARED, ObstacleState.ACCEPTED):
        assert offered(obstacle("B1", state=state)) == []
    assert offered(obstacle("B1"), action(obstacles=("B1",))) == []
    assert offered(obstacle("B1"), linked={"B1"}) == []


def test_obstacles_by_impact_and_spread_and_unrated_ones_last() -> None:
    found = offered(obstacle("B1", 2, 3), obstacle("B2", None), obstacle("B3", 5, 5), obstacle("B0", 2, 3))
    assert [each.sources[0] for each in found] == ["B3", "B0", "B1", "B2"]
    assert [each.figures for each in found] == [True, True, True, False]


def test_toil_that_pays_or_might() -> None:
    found = only(toil("D1", build_hours=140))
    assert (found.key, found.title) == ("toil:D1:35", "Automate D1")
    assert found.why == "D1 'D1' takes 40 hours a month, and 5 once it is automated."
    assert found.moves == "Would save 35 hours a month, paid back in 4 months."
    assert offered(toil("D1", upkeep_hours=50)) == []
    assert offered(toil("D1", state=DiscoveryState.LEFT)) == []
    assert offered(replace(toil("D1"), kind=DiscoveryKind.PAIN)) == []
    assert offered(toil("D1", actions=("A1",)), action()) == []
    # An action that is gone serves nothing.
    assert len(offered(toil("D1", actions=("A1",)))) == 1


def test_toil_without_figures_is_offered_and_marked() -> None:
    found = offered(toil("D1", runs=None), toil("D2", hours_after=None), toil("D3"))
    assert [(each.sources[0], each.figures) for each in found] == [("D3", True), ("D1", False), ("D2", False)]
    assert found[2].why == "D2 'D2' takes 40 hours a month; what would remain is not known yet."


def test_risks_that_stay_above_the_appetite() -> None:
    # 40,000 a year, tolerance 30,000, appetite 10,000; with what is planned 20,000 remain: amber.
    red = made("T1", frequency_number=4.0, impact_number=10_000.0)
    amber = replace(red, id="T2", code="T2", residual_frequency_number=2.0)
    green = replace(red, id="T3", residual_frequency_number=0.5)
    found = offered(amber, green, red, made("T4"))
    assert [each.key for each in found] == ["risk:T1:red:F5I2", "risk:T2:amber:F4I2"]
    assert found[0].why == "T1 'T1' is red as things are, 40,000 € a year expected; no action deals with it."
    assert found[0].moves == "Would take 30,000 € a year off to be within the appetite of 10,000 € a year."
    assert (
        found[1].why == "T2 'T1' is amber after treatment, 20,000 € a year expected; no action deals with it."
    )
    assert offered(red, action(risks=("T1",))) == []
    assert offered(replace(red, controls=(Control(name="c", action="A1"),)), action()) == []
    assert offered(replace(red, state=RiskState.CLOSED)) == []


def test_a_risk_with_steps_alone() -> None:
    found = only(made("T1", frequency=5, impact=5))
    assert found.why == "T1 'T1' is red as things are, frequency 5 and impact 5; no action deals with it."
    assert found.moves == "Would bring it from red to within the appetite of 10,000 € a year."
    assert not found.figures


def test_opportunities_worth_trying() -> None:
    # .5 · 60,000 = 30,000 over 5,000 of cost + .05 · 1,000 = 50 of downside: 5.94.
    chance = made(
        "O1",
        chance=0.5,
        benefit=60_000.0,
        treatment_cost=5_000.0,
        downside_frequency_number=0.05,
        downside_impact_number=1_000.0,
    )
    found = only(chance)
    assert (found.title, found.moves) == (
        "Try O1",
        "Would gain 30,000 € a year, chance times benefit.",
    )
    assert "promises 5.94 times what it may cost" in found.why
    assert offered(replace(chance, benefit=10_000.0)) == []
    assert offered(chance, action(risks=("O1",))) == []


def test_kinds_come_in_their_order() -> None:
    found = offered(made("T1", frequency=5, impact=5), toil("D1"), obstacle("B1"), *LOW)
    assert [each.kind for each in found] == [Source.GAP, Source.OBSTACLE, Source.TOIL, Source.RISK]


def test_what_was_turned_down_comes_back_when_its_facts_change() -> None:
    entities: list[Entity] = [*LOW, obstacle("B1"), toil("D1"), made("T1", frequency=5, impact=5)]
    keys = {each.key for each in offered(*entities)}
    assert len(keys) == 4
    assert offered(*entities, dismissed=keys) == []
    moved: list[Entity] = [*LOW, obstacle("B1", 5, 5), toil("D1", runs=80), made("T1", frequency=4, impact=5)]
    assert [each.kind for each in offered(*moved, dismissed=keys)] == [
        Source.OBSTACLE,
        Source.TOIL,
        Source.RISK,
    ]


@settings(max_examples=30)
@given(st.permutations(range(8)), st.sets(st.integers(0, 7)))
def test_the_order_of_entries_does_not_matter_and_keys_are_unique(order: list[int], chosen: set[int]) -> None:
    entities: list[Entity] = [
        obstacle("B1", 3, 3),
        obstacle("B2", 3, 3),
        toil("D1"),
        toil("D2"),
        made("T1", frequency=5, impact=5),
        made("T2", frequency=4, impact=4),
        made("T3", frequency_number=4.0, impact_number=10_000.0),
        obstacle("B3", None),
    ]
    kept = [each for number, each in enumerate(entities) if number in chosen]
    mixed = [entities[number] for number in order if number in chosen]
    found = offered(*kept)
    assert found == offered(*mixed)
    assert len({each.key for each in found}) == len(found) == len(kept)
