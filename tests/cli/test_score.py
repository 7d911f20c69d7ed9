"""What `score --json` prints: its documented shape, and the figures of the core in it."""

from __future__ import annotations

import datetime as dt
import json
import re
from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction
from typing import Any

import pytest

from tests.analysis.making import capability, question
from tests.reports.test_small_groups import book as group_that_answered
from tests.storage.raw import ROOT
from workbench.actions import books, demo
from workbench.analysis.standing import Standing, rate_book
from workbench.cli.score import SCORE_SCHEMA, score_document
from workbench.domain.assessment import (
    Answer,
    AnswerState,
    Assessment,
    Consensus,
    Respondent,
    ScopeKind,
    Strength,
    Workspace,
)
from workbench.domain.book import Book
from workbench.domain.content import Pack
from workbench.domain.entity import Entity
from workbench.domain.role import Role
from workbench.storage.store import Store

SCHEMA: dict[str, Any] = json.loads(
    (ROOT / "resources" / "schemas" / "score-1.schema.json").read_text("utf-8")
)
TYPES: dict[str, tuple[type, ...]] = {
    "object": (dict,),
    "array": (list,),
    "string": (str,),
    "boolean": (bool,),
    "null": (type(None),),
    "integer": (int,),
    "number": (int, float),
}
KNOWN = {
    "$schema", "$id", "$ref", "$defs", "title", "description", "type", "required", "properties", "items",
    "additionalProperties", "propertyNames", "allOf", "anyOf", "enum", "const", "minimum", "maximum",
}  # fmt: skip


def resolved(rule: dict[str, Any]) -> dict[str, Any]:
    return SCHEMA["$defs"][rule["$ref"].rpartition("/")[2]] if "$ref" in rule else rule


def named(rule: dict[str, Any]) -> set[str]:
    """The fields a rule knows, with those of the rules it is made of."""
    rule = resolved(rule)
    return set(rule.get("properties", {})).union(*(named(part) for part in rule.get("allOf", [])))


def is_type(value: object, name: str) -> bool:
    if isinstance(value, bool):
        return name == "boolean"
    return isinstance(value, TYPES[name])


def problems(value: Any, rule: dict[str, Any], at: str = "") -> Iterator[str]:
    """Where a value breaks the schema; as much of JSON Schema as this one uses, and no unnamed fields."""
    rule = resolved(rule)
    assert set(rule) <= KNOWN, f"{at}: teach this test {set(rule) - KNOWN}"
    if "anyOf" in rule and all(any(problems(value, each, at)) for each in rule["anyOf"]):
        yield f"{at}: none of the choices fits"
    for part in rule.get("allOf", []):
        yield from problems(value, part, at)
    types = rule.get("type", [])
    if types and not any(is_type(value, each) for each in ([types] if isinstance(types, str) else types)):
        yield f"{at}: {value!r} is no {types}"
        return
    if value not in rule.get("enum", [value]) or value != rule.get("const", value):
        yield f"{at}: {value!r} is not among the values"
    if isinstance(value, (int, float)) and not rule.get("minimum", value) <= value <= rule.get(
        "maximum", value
    ):
        yield f"{at}: {value!r} is out of range"
    if isinstance(value, list):
        for i, each in enumerate(value):
            yield from problems(each, rule.get("items", {}), f"{at}[{i}]")
    if isinstance(value, dict):
        yield from (f"{at}.{key} is missing" for key in rule.get("required", []) if key not in value)
        others, names = rule.get("additionalProperties", {}), rule.get("propertyNames", {})
        for key, each in value.items():
            yield from problems(key, names, f"{at}.{key}")
            yield from problems(each, rule.get("properties", {}).get(key, others), f"{at}.{key}")


def unnamed(value: Any, rule: dict[str, Any], at: str = "") -> Iterator[str]:
    """The fields of a value that the schema does not speak of."""
    rule = resolved(rule)
    for choice in rule.get("anyOf", []):
        if value is not None and resolved(choice).get("type") != "null":
            yield from unnamed(value, choice, at)
            return
    if isinstance(value, list):
        for each in value:
            yield from unnamed(each, rule.get("items", {}), f"{at}[]")
    if not isinstance(value, dict):
        return
    if "additionalProperties" in rule:
        for each in value.values():
            yield from unnamed(each, rule["additionalProperties"], f"{at}.*")
        return
    yield from (f"{at}.{key}" for key in set(value) - named(rule))
    for part in [rule, *map(resolved, rule.get("allOf", []))]:
        for key, sub in part.get("properties", {}).items():
            if key in value:
                yield from unnamed(value[key], sub, f"{at}.{key}")


def check(document: dict[str, Any]) -> None:
    printed = json.loads(json.dumps(document, allow_nan=False))
    assert list(problems(printed, SCHEMA)) == []
    assert sorted(set(unnamed(printed, SCHEMA))) == []


def person(name: str, role: Role) -> Respondent:
    return Respondent(id=name, assessment="a", role=role, team="Web")


def book_of(pack: Pack, *entities: Entity, **fields: Any) -> Book:
    assessment = Assessment(id="a", title="Autumn", date=dt.date(2026, 11, 22), pack="p", **fields)
    return Book.of(Workspace(id="w", client="Tern Health"), pack, assessment, entities)


@pytest.fixture
def demo_book(demo_store: Store) -> Book:
    return books.open_book(demo_store, demo.ASSESSMENT_ID)


def test_the_document_of_the_demo_fits_its_schema(demo_book: Book) -> None:
    check(score_document(demo_book, rate_book(demo_book)))


def test_documents_of_little_fit_too(pack: Pack) -> None:
    said = Answer(
        id="1",
        respondent="e",
        question="SPON-1",
        state=AnswerState.RATED,
        value=5,
        strength=Strength.ARTEFACT,
    )
    lone = [person("e", Role.ENGINEER), said]
    out = Consensus(id="c", assessment="a", question="SPON-1", reason="Not ours")
    for entities in ([], lone, [*lone, out]):
        for fields in ({}, {"scope": ScopeKind.QUICK}, {"scope": ScopeKind.OWN, "questions": ("SPON-1",)}):
            book = book_of(pack, *entities, **fields)
            check(score_document(book, rate_book(book)))


def test_every_field_is_in_the_schema_and_explained() -> None:
    text = (ROOT / "docs" / "score-json.md").read_text("utf-8")
    explained = set(re.findall(r"`([a-z_]+)`", text))
    rules = [SCHEMA, *SCHEMA["$defs"].values(), *SCHEMA["properties"].values()]
    fields = {key for rule in rules for key in rule.get("properties", {})}
    assert sorted(fields - explained) == []
    assert SCHEMA["properties"]["schema"]["const"] == SCORE_SCHEMA
    assert f"`{SCORE_SCHEMA}`" in text


def test_the_test_sees_what_does_not_fit(demo_book: Book) -> None:
    """The checks above are our own, so they are checked."""
    document = score_document(demo_book, rate_book(demo_book))
    for change in (
        {"asked": "100"},
        {"answered": None},
        {"alpha": 1.5},
        {"schema": "sre-workbench/score/2"},
        {"overall": {**document["overall"], "level": 6}},
        {"overall": {**document["overall"], "stability": {"word": "firm"}}},
        {"capabilities": [{**document["capabilities"][0], "confidence": {"value": 1}}]},
    ):
        assert list(problems({**document, **change}, SCHEMA)), change
    del document["pack"]
    assert list(problems(document, SCHEMA)) == [".pack is missing"]
    assert list(unnamed({**document, "new": 1}, SCHEMA)) == [".new"]
    assert list(unnamed({"overall": {"stability": {"odd": 1}}}, SCHEMA)) == [".overall.stability.odd"]


# The figures


def one_capability(pack: Pack) -> tuple[Book, Standing]:
    """A pack of two questions: weights 2 and 1, four voices, one consensus."""
    people = [person(f"e{i}", Role.ENGINEER) for i in range(2)] + [
        person(f"o{i}", Role.OPERATIONS) for i in range(2)
    ]
    values = {"Q1": (1, 1, 5, 5), "Q2": (2, 2, 3, 3)}
    said: list[Entity] = [
        Answer(id=f"{q}{i}", respondent=people[i].id, question=q, state=AnswerState.RATED, value=value)
        for q, given in values.items()
        for i, value in enumerate(given)
    ]
    agreed = Consensus(
        id="c", assessment="a", question="Q1", value=3, agreed_by="two of us", dissent="Not at night."
    )
    small = replace(pack, capabilities=(capability("CAP", 1, [question("Q1", 2), question("Q2")]),))
    book = book_of(small, *people, *said, agreed)
    return book, rate_book(book)


def test_figures_by_hand(pack: Pack) -> None:
    document = score_document(*one_capability(pack))
    first, second = document["questions"]
    assert (first["distribution"], second["distribution"]) == ([2, 0, 0, 0, 2], [0, 2, 2, 0, 0])
    assert first["roles"]["engineer"]["distribution"] == [2, 0, 0, 0, 0]
    assert first["agreement"] == {
        "voices": 4, "a": -1.0, "word": "two camps", "few_voices": True, "critical": 1.0,
        "deviation": 2.0, "difference": None, "flagged": True, "mean_hidden": False,
    }  # fmt: skip
    assert (second["agreement"]["a"], second["agreement"]["word"]) == (0.75, "agree")
    assert (first["perception_gap"], first["perception_gap_flagged"]) == (4.0, True)
    assert (first["index"], first["index_without_consensus"], first["median_without_consensus"]) == (
        3.0,
        3.0,
        1,
    )
    assert first["evidence"] == 0.4
    assert first["room"] == {"value": 3, "variant": 0, "reason": "", "agreed_by": "two of us", "dissent": "Not at night."}  # fmt: skip
    assert second["room"] is None
    assert first["roles"]["engineer"]["split"] is False
    (only,) = document["capabilities"]
    # Agreed 3 and 2.5 by weights 2 and 1; g 3 and 2, so P2 is 1 and P3 two thirds.
    assert (only["index"], only["level"]) == (round(float(Fraction(17, 6)), 6), 3)
    # Alone g is 1 and 2: P2 is a third.
    assert (only["without_consensus"]["index"], only["without_consensus"]["level"]) == (2.833333, 1)
    # Without operations the room still says 3, engineers 2.
    assert only["without_role"]["operations"]["index"] == round(8 / 3, 6)
    assert only["equal_weights"]["index"] == 2.75
    assert only["role_means"] == {"engineer": round(4 / 3, 6), "operations": round(13 / 3, 6)}
    # Terms 0 and .875 by weights 2 and 1.
    assert (only["confidence"]["agreement"], only["confidence"]["word"]) == (0.291667, "low")
    assert only["confidence"]["cause"] == "agreement"
    without = {each["question"]: each for each in only["without_question"]}
    # 2(17/6 − 3)/1 and (17/6 − 5/2)/2.
    assert without["Q1"]["index_change"] == round(-1 / 3, 6)
    assert without["Q2"]["index_change"] == round(1 / 6, 6)
    assert only["next_level"] == {
        "level": 4,
        "raises": [{"question": "Q1", "now": 3, "needs": 4}, {"question": "Q2", "now": 2, "needs": 3}],
        "sentence": "2 answers away from Measured: Q1 to 4, Q2 to 3",
    }
    assert document["columns"]["team"][0]["people"] == 4


def test_two_camps_without_a_consensus_hide_the_mean(pack: Pack) -> None:
    book, _ = one_capability(pack)
    book.rows[Consensus].clear()
    first = score_document(book, rate_book(book))["questions"][0]
    assert (first["agreement"]["mean_hidden"], first["agreement"]["flagged"]) == (True, True)


def test_the_figures_are_those_of_the_window(demo_book: Book) -> None:
    standing = rate_book(demo_book)
    document = score_document(demo_book, standing)
    assert document["alpha"] == pytest.approx(standing.alpha, abs=1e-6)
    for each in document["capabilities"]:
        part = standing.capabilities[each["id"]]
        assert part.confidence is not None
        assert each["confidence"]["sentence"] == part.confidence.words
        assert each["without_consensus"]["level"] == part.without_consensus.level
    again = score_document(demo_book, rate_book(demo_book))
    assert again == document, "the same answers give the same draws"


def test_teams_too_small_are_withheld(demo_book: Book) -> None:
    columns = score_document(demo_book, rate_book(demo_book))["columns"]
    assert {each["name"]: each["withheld"] for each in columns["team"]}["Quality"] is True
    assert not any(each["capabilities"] for each in columns["team"] if each["withheld"])
    demo_book.assessment = replace(demo_book.assessment, smallest_group=1)
    columns = score_document(demo_book, rate_book(demo_book))["columns"]
    assert not any(each["withheld"] for each in columns["team"])


def test_what_does_not_apply_has_no_coverage_and_no_target(pack: Pack) -> None:
    book, _ = one_capability(pack)
    for asked in ("Q1", "Q2"):
        book.rows[Consensus][asked] = Consensus(
            id=asked, assessment="a", question=asked, reason="Another team's work"
        )
    book.rows[Consensus].pop("c", None)
    document = score_document(book, rate_book(book))
    (only,) = document["capabilities"]
    assert (only["applicable"], only["coverage"], only["target"], only["target_suggested"]) == (
        False,
        None,
        None,
        None,
    )
    assert (document["overall"]["applicable"], document["overall"]["coverage"]) == (False, None)


def test_no_figure_tells_what_a_role_of_few_people_answered_alone() -> None:
    found = score_document(alone(), rate_book(alone()))
    for each in found["capabilities"]:
        assert set(each["role_means"]) <= {"engineer"}
        assert set(each["without_role"]) == {"engineer"}
        for few in ("executives", "managers"):
            assert few not in each["sureness"]["sentence"]
    for each in found["questions"]:
        assert set(each["roles"]) <= {"engineer"}
        assert each["perception_gap"] is None
        assert each["perception_gap_flagged"] is False
    assert [each["name"] for each in found["columns"]["role"]] == ["engineer"]
    check(found)


def test_in_a_group_of_one_each_role_has_its_figures() -> None:
    found = score_document(alone(smallest=1), rate_book(alone(smallest=1)))
    assert [each["name"] for each in found["columns"]["role"]] == ["executive", "manager", "engineer"]


def alone(smallest: int = 3) -> Book:
    """One executive, three managers and four engineers who answered alone."""
    return group_that_answered(alone=True, smallest=smallest)
