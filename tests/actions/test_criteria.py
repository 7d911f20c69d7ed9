"""What risks are held against: thresholds that hold together, colours known beforehand, old ratings kept."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import Any

import pytest

from workbench.actions import assessments, books, criteria, plan, risks
from workbench.actions.edit import perform
from workbench.analysis.risk import zone_so_far, zone_today
from workbench.domain.action import ActionState
from workbench.domain.assessment import Strength
from workbench.domain.book import Book
from workbench.domain.content import Pack
from workbench.domain.criteria import THRESHOLDS, RiskCriteria, Threshold, UnitKind
from workbench.domain.risk import Risk, Zone
from workbench.domain.role import Role
from workbench.domain.topic import Topic
from workbench.storage.errors import StorageError
from workbench.storage.store import Store

A, LOSS, ACTION = "a" * 32, "b" * 32, "c" * 32
DAY = dt.date(2027, 3, 1)


@pytest.fixture
def begun(store: Store, pack: Pack, pack_source: str) -> Store:
    """An assessment with one threat at (4, 4)."""
    perform(store, assessments.create(pack, pack_source, "Spring", DAY, Role, assessment_id=A))
    perform(store, risks.add(A, "A loss", entity_id=LOSS, frequency=4, impact=4))
    return store


def opened(store: Store) -> Book:
    return books.open_book(store, A)


def risk_in(store: Store) -> Risk:
    found = opened(store).get(Risk, LOSS)
    assert found is not None
    return found


def test_criteria_are_the_default_ones_until_they_are_set(begun: Store) -> None:
    found = opened(begun).criteria
    assert (found.scale, found.appetite.value, found.tolerance.value) == (1, 1, 10**0.5)
    assert (found.least.value, found.most.value) == (None, None)
    assert found.unconfirmed == tuple(THRESHOLDS)
    with begun.unit(writes=False) as unit:
        assert unit.all(RiskCriteria) == []


def test_one_edit_stores_them_and_the_next_changes_the_same_ones(begun: Store) -> None:
    done = perform(begun, criteria.change(A, kind=UnitKind.HOURS, unit="hours"))
    assert done.topics == {Topic.RISKS}
    perform(begun, criteria.set_threshold(A, "most", value=400.0))
    with begun.unit(writes=False) as unit:
        (stored,) = unit.all(RiskCriteria)
    assert (stored.kind, stored.unit, stored.most.value) == (UnitKind.HOURS, "hours", 400)
    assert perform(begun, criteria.change(A, unit="hours")).changes == ()


def test_the_unit_follows_the_appetite_until_somebody_sets_it_apart(begun: Store) -> None:
    perform(begun, criteria.set_threshold(A, "appetite", value=5_000.0))
    found = opened(begun).criteria
    assert (found.scale, found.tolerance.value) == (5_000, 5_000 * 10**0.5)
    perform(
        begun,
        criteria.set_threshold(A, "tolerance", value=20_000.0, set_by="CFO", set_on=DAY, confirmed=True),
    )
    perform(begun, criteria.set_threshold(A, "appetite", value=8_000.0))
    found = opened(begun).criteria
    assert (found.scale, found.tolerance.value, found.tolerance.confirmed) == (8_000, 20_000, True)
    perform(begun, criteria.change(A, scale=1_000.0))
    perform(begun, criteria.set_threshold(A, "appetite", value=9_000.0))
    assert opened(begun).criteria.scale == 1_000


def test_another_figure_has_to_be_confirmed_again(begun: Store) -> None:
    perform(begun, criteria.set_threshold(A, "most", value=9.0, set_by="CEO", set_on=DAY, confirmed=True))
    assert opened(begun).criteria.most.confirmed
    perform(begun, criteria.set_threshold(A, "most", set_by="Board"))
    assert opened(begun).criteria.most.confirmed
    perform(begun, criteria.set_threshold(A, "most", value=8.0))
    assert not opened(begun).criteria.most.confirmed


@pytest.mark.parametrize(
    ("name", "fields", "said"),
    [
        ("appetite", {"value": 4.0}, ""),
        ("appetite", {"value": 0.0}, "The appetite for a single risk must be a number above 0"),
        ("appetite", {"value": None}, "The appetite for a single risk must be a number above 0"),
        ("tolerance", {"value": 1.0}, "The tolerance must be above the appetite"),
        ("tolerance", {"value": 0.5}, "The tolerance must be above the appetite"),
        ("tolerance", {"value": None}, "The tolerance must be above the appetite"),
        ("tolerance", {"value": 1 + 1e-12}, "The tolerance must be above the appetite"),
        ("most", {"value": -1.0}, "a number from 0"),
        ("most", {"value": float("nan")}, "a number from 0"),
        ("most", {"value": 5.0, "confirmed": True}, "who set it, and when"),
        ("most", {"confirmed": True, "set_by": "CEO", "set_on": DAY}, "once it has a figure"),
    ],
)
def test_a_threshold_that_cannot_be_is_refused_with_a_sentence(
    begun: Store, name: str, fields: dict[str, Any], said: str
) -> None:
    edit = criteria.set_threshold(A, name, **fields)
    if not said:
        perform(begun, edit)
        return
    with pytest.raises(ValueError, match=said):
        perform(begun, edit)
    assert opened(begun).criteria.id == ""


def test_the_least_lies_below_the_most(begun: Store) -> None:
    perform(begun, criteria.set_threshold(A, "most", value=10.0))
    with pytest.raises(ValueError, match="least acceptable expected loss must be below the most"):
        perform(begun, criteria.set_threshold(A, "least", value=10.0))
    with pytest.raises(ValueError, match="no threshold 'highest'"):
        criteria.set_threshold(A, "highest", value=1.0)


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"scale": 0.0}, "size of 1 u"),
        ({"frequency_edges": (1.0, 2.0, 2.0, 3.0)}, "steps of frequency"),
        ({"frequency_edges": (0.0, 1.0, 2.0, 3.0)}, "steps of frequency"),
        ({"impact_edges": (1.0, 2.0, 3.0)}, "steps of impact"),
        ({"impact_edges": (1.0, 2.0, 3.0, float("inf"))}, "steps of impact"),
        ({"impact_words": ("a", "b", " ", "d", "e")}, "step.* of impact needs a word"),
        ({"colours": (Zone.RED,)}, "25 zones"),
    ],
)
def test_scales_that_cannot_be_are_refused(begun: Store, fields: dict[str, Any], said: str) -> None:
    with pytest.raises(ValueError, match=said):
        perform(begun, criteria.change(A, **fields))


def test_what_changes_colour_shows_before_anything_is_changed(begun: Store) -> None:
    book = opened(begun)
    # (4, 4) begins at 10 u a year.
    after = book.criteria.with_threshold("tolerance", value=11.0)
    (found,) = criteria.preview(book, after)
    assert (found.risk.id, found.today) == (LOSS, (Zone.RED, Zone.AMBER))
    assert opened(begun).criteria == book.criteria
    assert criteria.preview(book, replace(book.criteria, unit="€")) == []


def test_what_stands_otherwise_only_so_far_is_named_too(begun: Store) -> None:
    perform(begun, plan.add(A, "Practise going back", entity_id=ACTION))
    # 5 × 5 = 25 u a year before; half of it is 12.5 u so far, and 1 × 1 afterwards.
    perform(
        begun,
        risks.change(
            LOSS, frequency_number=5.0, impact_number=5.0, residual_frequency_number=1.0, residual_impact_number=1.0
        ),
    )  # fmt: skip
    seen = Strength.ARTEFACT
    perform(begun, risks.add_control(LOSS, "Practice", prevention=0.5, evidence=seen, action=ACTION))
    perform(begun, risks.add_control(LOSS, "Planned", prevention=0.5, evidence=seen))
    perform(begun, plan.change(ACTION, state=ActionState.DONE))
    book = opened(begun)
    (found,) = criteria.preview(book, book.criteria.with_threshold("tolerance", value=15.0))
    assert found.today == (Zone.RED, Zone.RED)
    assert found.so_far == (Zone.RED, Zone.AMBER)
    assert found.treated == (Zone.GREEN, Zone.GREEN)


def test_an_action_that_is_done_makes_a_rating_of_its_own(begun: Store) -> None:
    perform(begun, plan.add(A, "Practise going back", entity_id=ACTION))
    perform(begun, risks.change(LOSS, frequency_number=4.0, impact_number=5.0))
    perform(
        begun,
        risks.add_control(LOSS, "Practice", prevention=0.9, evidence=Strength.ARTEFACT, action=ACTION),
    )
    done = perform(begun, plan.change(ACTION, state=ActionState.DONE), who="Lead")
    newest, before, *_ = criteria.rating_history(begun, A, LOSS)
    # 4 × 5 = 20 u a year, red; a tenth of it is 2 u, amber.
    assert (newest.who, newest.today, newest.so_far) == ("Lead", Zone.RED, Zone.AMBER)
    assert before.so_far is Zone.RED
    count = len(criteria.rating_history(begun, A, LOSS))
    perform(begun, plan.add(A, "Something else"))
    assert len(criteria.rating_history(begun, A, LOSS)) == count
    perform(begun, done.undo)
    assert criteria.rating_history(begun, A, LOSS)[0].so_far is Zone.RED


def test_the_old_rating_stays_in_the_history(begun: Store) -> None:
    perform(begun, criteria.set_threshold(A, "tolerance", value=11.0), who="CFO")
    perform(begun, risks.rate(LOSS, 5, 5), who="Facilitator")
    perform(begun, risks.change(LOSS, note="Said again"))
    undone = perform(begun, risks.rate(LOSS, 1, 1, after=True))
    found = criteria.rating_history(begun, A, LOSS)
    assert [(each.label, each.who, each.today, each.after) for each in found] == [
        ("Rate a risk", "", Zone.RED, Zone.GREEN),
        ("Rate a risk", "Facilitator", Zone.RED, None),
        ("Change the tolerance", "CFO", Zone.AMBER, None),
        ("Add threat A loss", "", Zone.RED, None),
    ]
    oldest, changed = found[3], found[2]
    assert (oldest.risk.frequency, oldest.criteria.tolerance.value) == (4, 10**0.5)
    assert (changed.risk.frequency, changed.criteria.tolerance.value) == (4, 11)
    assert [each.at for each in found] == sorted((each.at for each in found), reverse=True)
    perform(begun, undone.undo)
    assert criteria.rating_history(begun, A, LOSS)[0].after is None


def test_back_to_the_default_criteria_by_undo_is_in_the_history_too(begun: Store) -> None:
    done = perform(begun, criteria.set_threshold(A, "tolerance", value=11.0))
    perform(begun, done.undo)
    assert opened(begun).criteria.id == ""
    assert [each.today for each in criteria.rating_history(begun, A, LOSS)] == [
        Zone.RED,
        Zone.AMBER,
        Zone.RED,
    ]


def test_closing_an_action_lowers_the_risk_its_control_is_for(begun: Store) -> None:
    perform(begun, plan.add(A, "Practise going back", entity_id=ACTION))
    # 4 × 5 = 20 u a year, red; with the control 4 × .25 = 1 u, the appetite.
    perform(begun, risks.change(LOSS, frequency_number=4.0, impact_number=5.0))
    perform(
        begun,
        risks.add_control(LOSS, " Rollback ", mitigation=0.95, evidence=Strength.ARTEFACT, action=ACTION),
    )
    assert risk_in(begun).controls[0].name == "Rollback"

    def zone() -> Zone | None:
        book = opened(begun)
        return zone_so_far(risk_in(begun), book.criteria, book.done)

    assert zone() is Zone.RED
    done = perform(begun, plan.change(ACTION, state=ActionState.DONE))
    assert zone() is Zone.GREEN
    perform(begun, done.undo)
    assert zone() is Zone.RED


def test_controls_are_changed_and_taken_away_one_by_one(begun: Store) -> None:
    perform(begun, risks.add_control(LOSS, "First", prevention=0.2))
    perform(begun, risks.add_control(LOSS, "Second"))
    perform(begun, risks.change_control(LOSS, 1, name="Other", mitigation=0.5))
    assert [each.name for each in risk_in(begun).controls] == ["First", "Other"]
    with pytest.raises(ValueError, match=r"prevention of a control is a fraction from 0 to 0\.95"):
        perform(begun, risks.change_control(LOSS, 0, prevention=0.96))
    assert perform(begun, risks.change_control(LOSS, 0, prevention=0.2)).changes == ()
    perform(begun, risks.remove_control(LOSS, 0))
    assert [(each.name, each.mitigation) for each in risk_in(begun).controls] == [("Other", 0.5)]
    for edit in (risks.remove_control(LOSS, 1), risks.change_control(LOSS, -1, name="x")):
        with pytest.raises(StorageError, match="no longer there"):
            perform(begun, edit)
    with pytest.raises(ValueError, match="needs a name"):
        perform(begun, risks.add_control(LOSS, "  "))


def test_an_action_that_is_removed_leaves_the_control_it_would_have_brought(begun: Store) -> None:
    perform(begun, plan.add(A, "Practise going back", entity_id=ACTION))
    perform(begun, risks.add_control(LOSS, "Rollback", prevention=0.5, action=ACTION))
    done = perform(begun, plan.remove(A, ACTION))
    assert risk_in(begun).controls[0].action == ""
    perform(begun, done.undo)
    assert risk_in(begun).controls[0].action == ACTION


def test_rating_by_steps_takes_numbers_away(begun: Store) -> None:
    perform(begun, risks.change(LOSS, frequency_number=4.0, impact_low=1.0, impact_high=9.0))
    perform(begun, risks.rate(LOSS, 1, 2))
    found = risk_in(begun)
    assert (found.frequency, found.impact, found.frequency_number, found.impact_low) == (1, 2, None, None)
    assert zone_today(found, opened(begun).criteria) is Zone.GREEN


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"frequency_number": 0.0}, "Frequency must be a number above 0"),
        ({"frequency_number": -1.0}, "Frequency must be a number above 0"),
        ({"frequency_number": 1000.5}, "operating cost, not a risk"),
        ({"frequency_number": float("nan")}, "Frequency must be a number above 0"),
        ({"residual_frequency_number": -0.1}, "Frequency after treatment must be a number 0 or more"),
        ({"impact_number": -1.0}, "Impact must be a number from 0"),
        ({"impact_low": 5.0, "impact_high": 5.0}, "The 5 % value of the impact must be below its 95 % value"),
        ({"impact_low": 6.0, "impact_high": 5.0}, "The 5 % value of the impact must be below its 95 % value"),
        ({"impact_low": 0.0}, "The 5 % value of the impact must be a number above 0"),
        ({"residual_impact_low": 2.0, "residual_impact_high": 1.0}, "impact after treatment must be below"),
        ({"impact_low": 1.0, "impact_high": 2e6}, "more than a million times"),
        ({"chance": 1.5}, "a fraction from 0 to 1"),
        ({"benefit": -1.0}, "The benefit a year"),
        ({"downside_impact": 6}, "Impact of the downside"),
    ],
)
def test_figures_that_cannot_be_are_refused_with_a_sentence(
    begun: Store, fields: dict[str, Any], said: str
) -> None:
    with pytest.raises(ValueError, match=said):
        perform(begun, risks.change(LOSS, **fields))
    assert risk_in(begun).frequency_number is None


def test_a_threshold_says_who_set_it_and_when_before_it_is_confirmed() -> None:
    assert Threshold(value=1.0, set_by="CFO", set_on=DAY, confirmed=True).confirmed
    with pytest.raises(ValueError, match="who set it, and when"):
        Threshold(value=1.0, set_by=" ", set_on=DAY, confirmed=True)
