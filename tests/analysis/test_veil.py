"""An assessment without names: every free text of every kind, kept in step with every change."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields, is_dataclass, replace
from typing import Any, get_args, get_type_hints

import pytest

from tests.reports import sample
from workbench.analysis.veil import HIDDEN, PARTS, TEXTS, Veil, texts_of, without_names
from workbench.domain.action import Action
from workbench.domain.assessment import Assessment, Respondent, StoredPack, Workspace
from workbench.domain.book import Book, Change
from workbench.domain.control import Control
from workbench.domain.criteria import RiskCriteria, Threshold
from workbench.domain.entity import Entity
from workbench.domain.obstacle import Obstacle
from workbench.domain.risk import Risk
from workbench.domain.role import Role
from workbench.domain.talent import Talent
from workbench.domain.trade_off import Criterion, Option, TradeOff
from workbench.storage.kinds import KINDS

NAME = "Zebedee Quillfeather"
NOT_TYPED: dict[str, set[str]] = {
    "ids and codes, which lead to something and which the program gives": {
        "id", "assessment", "code", "capability", "capabilities", "catalogue", "clauses", "actions", "obstacles", "risks",
        "after", "needs", "subject", "item", "model", "area", "advocacy_area", "respondent", "question", "questions",
        "pack", "action", "carried_from", "key", "obstacle", "meeting", "present", "what", "origin", "voices",
    },
    "hashes of what is kept": {"sha256", "logo"},
    "moments": {"at", "started", "ended"},
    "choices from a list, and a colour": {"kind", "sent_as", "report", "accent"},
    "the organisation, which stands on every page": {"client"},
}  # fmt: skip
"""Texts that hold nobody's name, by the reason why."""
_TEXT = (str, tuple[str, ...], str | None, Mapping[str, str])
KEYS = {name for names in NOT_TYPED.values() for name in names}


def person(**more: Any) -> Talent:
    values: dict[str, Any] = {
        "id": "p",
        "assessment": "a",
        "code": "P3",
        "role_title": "Auditor",
        "name": NAME,
    }
    return Talent(**{**values, **more})


def book(*more: Entity) -> Book:
    return Book.of(sample.workspace(), sample.pack(), sample.assessment(), more)


@pytest.mark.parametrize(
    "kind", [each for each in KINDS if each is not StoredPack], ids=lambda each: each.__name__
)
def test_every_text_of_every_kind_is_known(kind: type[Entity]) -> None:
    hints = get_type_hints(kind)
    typed = {each.name for each in fields(kind) if hints[each.name] in _TEXT}
    assert typed - KEYS == set(TEXTS.get(kind, ()))


@pytest.mark.parametrize(
    "kind", [each for each in KINDS if each is not StoredPack], ids=lambda each: each.__name__
)
def test_every_text_of_every_part_is_known(kind: type[Entity]) -> None:
    parts: dict[str, set[str]] = {}
    for key, hint in get_type_hints(kind).items():
        for part in (hint, *get_args(hint)):
            if is_dataclass(part):
                typed = get_type_hints(part)
                parts[key] = {each.name for each in fields(part) if typed[each.name] in _TEXT} - KEYS
    assert parts == {key: set(texts) for key, texts in PARTS.get(kind, {}).items()}


def test_names_in_controls_and_thresholds_are_replaced() -> None:
    veil = Veil(book(person()))
    told = f"{NAME} checks it"
    risk = Risk(
        id="r", assessment="a", code="T1", title="t", controls=(Control(name=told), Control(name="A lock"))
    )
    shown = veil.entity(risk)
    assert [each.name for each in shown.controls] == ["Auditor checks it", "A lock"]
    assert shown.controls[1] is risk.controls[1]
    criteria = RiskCriteria(id="c", assessment="a", appetite=Threshold(value=1.0, set_by=NAME))
    assert veil.entity(criteria).appetite.set_by == "Auditor"
    assert told in texts_of(risk)
    assert NAME in texts_of(criteria)


@pytest.mark.parametrize("kind", TEXTS, ids=lambda each: each.__name__)
def test_a_name_in_any_text_is_replaced_and_nothing_else_changes(kind: type[Entity]) -> None:
    base: dict[type[Entity], Entity] = {
        Workspace: sample.workspace(),
        Assessment: sample.assessment(),
        **{type(each): each for each in sample.entities()},
    }
    veil = Veil(book(person()))
    entity = base.get(kind)
    if entity is None:
        made: dict[str, Any] = {"id": "x", "title": "t", "assessment": "a", "code": "X1", "respondent": "r"}
        made |= {
            "question": "SPON-1",
            "subject": "s",
            "catalogue": "c",
            "item": "i",
            "url": "u",
            "kind": None,
            "presence": None,
            "key": "gap:SPON:3",
            "reason": "r",
            "day": None,
            "who": "w",
            "number": 1,
            "name": "n",
            "taken_on": None,
            "sha256": "0",
            "pack": "p",
            "at": "2026-11-23T09:00:00+00:00",
            "file": "f",
        }
        known = {each.name for each in fields(kind)}
        entity = kind(**{key: value for key, value in made.items() if key in known})
    for key in TEXTS[kind]:
        was = getattr(entity, key)
        said = f"as {NAME} told us"
        # A scale keeps its number of steps.
        listed = (said, *was[1:]) if kind is RiskCriteria and not isinstance(was, str) else (said, "plain")
        typed = replace(entity, **{key: said if isinstance(was, str) else listed})
        shown = getattr(veil.entity(typed), key)
        if key == "name" and kind in (Talent, Respondent):
            assert shown == HIDDEN
        else:
            first = shown if isinstance(shown, str) else shown[0]
            assert first == "as Auditor told us"
        same = replace(veil.entity(typed), **{key: was})
        assert {
            each.name for each in fields(kind) if getattr(same, each.name) != getattr(entity, each.name)
        } <= {"name", "role_title"}


def engineers() -> list[Entity]:
    """Two people of one role, of whom every text knows one."""
    listed = (("a", "Anna Weber"), ("b", "Ben Kraus"))
    return [person(id=key, code=f"P{key}", name=name, role_title="Engineer") for key, name in listed]


def test_options_stay_apart_and_one_that_named_nobody_keeps_its_name() -> None:
    """Both options become 'Engineer leads', which a third is called already."""
    names = ("Anna Weber leads", "Engineer leads", "Ben Kraus leads", "Hire")
    options = tuple(Option(name=name, ratings=(each,)) for each, name in enumerate(names, 1))
    criteria = (Criterion(name="Anna is free"), Criterion(name="Ben is free"), Criterion(name="Cost"))
    whole = TradeOff(
        id="t", assessment="a", code="T1", title="Who?", options=options, criteria=criteria, choice=2
    )
    shown = Veil(book(*engineers(), whole)).book.all(TradeOff)[0]
    assert [each.name for each in shown.options] == [
        "Engineer leads (2)", "Engineer leads", "Engineer leads (3)", "Hire",
    ]  # fmt: skip
    assert [each.ratings for each in shown.options] == [(1,), (2,), (3,), (4,)]
    assert shown.options[1] is options[1]
    assert [each.name for each in shown.criteria] == ["Engineer is free", "Engineer is free (2)", "Cost"]


def test_teams_and_lanes_stay_apart_while_they_change() -> None:
    lanes = [
        Action(id=f"a{at}", assessment="a", code=f"A{at}", title="t", workstream=lane, position=at)
        for at, lane in enumerate(("Anna's lane", "Ben's  lane", "Ben's lane", "Depot"))
    ]
    asked = Respondent(id="r", assessment="a", role=Role.MANAGER, team="Crew of Anna", group="Crew of Ben")
    whole = book(*engineers(), *lanes, asked)
    veil = Veil(whole)

    def seen() -> list[str]:
        return [each.workstream for each in veil.book.actions]

    assert seen() == ["Engineer's lane", "Engineer's lane (2)", "Engineer's lane (2)", "Depot"]
    shown = veil.book.respondents[0]
    assert (shown.team, shown.group) == ("Crew of Engineer", "Crew of Engineer (2)")
    # A lane that is called so from now on takes the name.
    longer = replace(lanes[3], workstream="Engineer's lane")
    change = Change(Action, longer.id, lanes[3], longer)
    whole.apply([change])
    veil.apply([change])
    assert seen() == ["Engineer's lane (2)", "Engineer's lane (3)", "Engineer's lane (3)", "Engineer's lane"]
    assert [each.workstream for each in without_names(whole).actions] == seen()


def test_words_of_a_scale_name_nobody_and_the_programs_own_stay() -> None:
    major = person(name="Ada Major")
    criteria = RiskCriteria(
        id="c", assessment="a", impact_words=("Minor", "Moderate", "Major", "Ada Major calls", "Extreme")
    )
    shown = Veil(book(major)).entity(criteria)
    assert shown.impact_words == ("Minor", "Moderate", "Major", "Auditor calls", "Extreme")
    assert shown.frequency_words == criteria.frequency_words


def test_where_nobody_is_named_it_is_the_same_book() -> None:
    plain = book(person(name=""))
    assert without_names(plain) is plain


def test_it_follows_every_change() -> None:
    noted = Obstacle(id="o", assessment="a", code="B1", title=f"{NAME} waits", owner="Mabel Thorne")
    whole = book(noted, person())
    veil = Veil(whole)

    def change(kind: type[Entity], before: Entity | None, after: Entity | None) -> None:
        changes = [Change(kind, (after or before).id, before, after)]  # type: ignore[union-attr]
        whole.apply(changes)
        veil.apply(changes)

    def seen() -> Obstacle:
        return veil.book.obstacles[0]

    assert seen().title == "Auditor waits"
    longer = replace(noted, title=f"{NAME} still waits")
    change(Obstacle, noted, longer)
    assert seen().title == "Auditor still waits"
    # A name that becomes known is replaced in what was typed before.
    asked = Respondent(id="r", assessment="a", role=Role.MANAGER, role_title="Buyer", name="Mabel Thorne")
    change(Respondent, None, asked)
    assert seen().owner == "Buyer"
    change(Talent, person(), person(role_title="Tax Auditor"))
    assert seen().title == "Tax Auditor still waits"
    change(Talent, person(role_title="Tax Auditor"), None)
    assert seen().title == f"{NAME} still waits"
    assert whole.obstacles[0].title == f"{NAME} still waits"


def test_somebody_without_a_role_is_a_number() -> None:
    shown = without_names(
        book(person(role_title=""), person(id="q", code="P4", role_title=f"{NAME}, Depot", name=NAME))
    )
    assert [(each.role_title, each.name) for each in shown.talents] == [
        ("Person 3", HIDDEN),
        ("Depot", HIDDEN),
    ]
    assert without_names(book(person(role_title=""))).talents[0].label == "Person 3"


def test_the_original_stays_as_it_is() -> None:
    whole = book(person(note=f"Ask {NAME}"))
    Veil(whole)
    assert whole.talents[0].note == f"Ask {NAME}"
    assert whole.talents[0].name == NAME


def test_a_role_or_a_name_is_asked_for() -> None:
    assert person(role_title="").label == NAME
    assert person(name="").label == "Auditor"
    with pytest.raises(ValueError, match=r"^Give a role title or a name, so that this person"):
        person(role_title=" ", name=" ")
