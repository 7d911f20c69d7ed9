"""An assessment without names: every free text of every kind, kept in step with every change."""

from __future__ import annotations

from dataclasses import fields, is_dataclass, replace
from typing import Any, get_args, get_type_hints

import pytest

from tests.reports import sample
from workbench.analysis.veil import HIDDEN, PARTS, TEXTS, Veil, texts_of, without_names
from workbench.domain.assessment import Assessment, Respondent, StoredPack, Workspace
from workbench.domain.book import Book, Change
from workbench.domain.control import Control
from workbench.domain.criteria import RiskCriteria, Threshold
from workbench.domain.entity import Entity
from workbench.domain.obstacle import Obstacle
from workbench.domain.risk import Risk
from workbench.domain.role import Role
from workbench.domain.talent import Talent
from workbench.storage.kinds import KINDS

NAME = "Zebedee Quillfeather"
# Ids, codes and links: nobody types them, and changing one would break what it leads to.
KEYS = {
    "id", "assessment", "code", "capability", "capabilities", "catalogue", "clauses", "actions", "obstacles", "risks",
    "after", "needs", "subject", "item", "model", "area", "advocacy_area", "respondent", "question", "questions", "pack",
    "sha256", "client", "action", "carried_from", "key", "obstacle",
    # The words of a scale are vocabulary, and a chart's as much as the client's.
    "frequency_words", "impact_words", "benefit_words",
    "meeting", "kind", "at", "sent_as", "started", "ended", "present", "what", "logo", "accent", "report",
}  # fmt: skip


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
    typed = {each.name for each in fields(kind) if hints[each.name] in (str, tuple[str, ...])}
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
                parts[key] = {each.name for each in fields(part) if typed[each.name] is str} - KEYS
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
        typed = replace(entity, **{key: said if isinstance(was, str) else (said, "plain")})
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
