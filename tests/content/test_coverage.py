"""Which clause is served by what; the small pack has one clause, served or not by one line changed."""

from __future__ import annotations

import pytest

from tests.content.small import SMALL
from workbench.content.coverage import GUIDANCE, Server, coverage
from workbench.content.loader import parse_pack
from workbench.domain.content import Asks, Pack

UNSERVED = (
    SMALL.replace("        clauses: [C-1]\n      - id", "      - id")
    .replace("clauses: [C-1], capabilities: [AAA]}", "capabilities: [AAA]}")
    .replace("    after: [first]\n    clauses: [C-1]\n", "    after: [first]\n")
)
CLAUSE = '  - {id: C-1, section: "Goal", kind: "rule", text: "Begin."}'
LIBRARY = {
    Server.TEMPLATE: "documents:\n  - {id: sheet, title: Sheet, about: A sheet., parts: [{title: One, prompt: Write.}], clauses: [C-1]}\n",
    Server.FUNCTION: "functions:\n  - {function: obstacles, text: A list., clauses: [C-1]}\n",
    Server.HELP: "help:\n  - {id: read, title: Read, text: Read this., clauses: [C-1]}\n",
    Server.CATALOGUE: "catalogues:\n  - {id: kinds, title: Kinds, about: All kinds., use: check, entries: [{id: a, title: A, clauses: [C-1]}]}\n",
}


def pack_of(text: str) -> Pack:
    return parse_pack(text.encode(), "own.yaml")[0]


def gap(text: str) -> str:
    (only,) = coverage(pack_of(text))
    return only.gap


def test_a_clause_nothing_serves_is_a_gap() -> None:
    assert gap(UNSERVED) == "Nothing serves this clause."


def test_the_capability_it_is_filed_under_does_not_serve_a_clause() -> None:
    assert "clauses: [C-1]\n    questions" in UNSERVED
    assert gap(UNSERVED)


@pytest.mark.parametrize("server", list(LIBRARY))
def test_each_thing_that_serves_is_named(server: Server) -> None:
    (only,) = coverage(pack_of(UNSERVED + LIBRARY[server]))
    assert [each.server for each in only.servings] == [server]
    assert bool(only.gap) == (server is Server.HELP)


def test_the_small_pack_names_question_entry_and_action() -> None:
    (only,) = coverage(pack_of(SMALL))
    assert [(each.server, each.id) for each in only.servings] == [
        (Server.QUESTION, "AAA-1"),
        (Server.CATALOGUE, "silos"),
        (Server.ACTION, "second"),
    ]
    assert only.gap == ""


def test_help_serves_guidance_alone() -> None:
    helped = UNSERVED + LIBRARY[Server.HELP]
    assert "Help text alone" in gap(helped)
    assert gap(helped.replace('kind: "rule"', f"kind: {GUIDANCE}")) == ""


@pytest.mark.parametrize("asks", [each for each in Asks if each is not Asks.NOTHING])
def test_what_has_to_be_made_needs_the_place_where_it_is_made(asks: Asks) -> None:
    asking = SMALL.replace(CLAUSE, CLAUSE.replace("text:", f"asks: {asks.value}, text:"))
    assert asks.value in gap(asking)
    assert gap(asking + LIBRARY[Server.CATALOGUE])
    assert gap(asking + LIBRARY[Server.TEMPLATE]) == ""
    assert gap(asking + LIBRARY[Server.FUNCTION]) == ""


def test_every_clause_of_the_blueprint_is_served(pack: Pack) -> None:
    table = coverage(pack)
    assert len(table) == 265
    assert [(each.clause.id, each.gap) for each in table if each.gap] == []
