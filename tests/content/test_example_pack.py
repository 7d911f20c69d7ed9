"""The documented example uses every part of the format, and each part broken is refused with line and reason."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.content.small import lines_of
from workbench.content.coverage import coverage
from workbench.content.loader import pack_from_source, parse_pack
from workbench.content.schema import PackModel
from workbench.content.yaml_tree import PackError
from workbench.domain.content import Use

DOCS = Path(__file__).parent.parent.parent / "docs"
EXAMPLE = (DOCS / "examples" / "own-pack.yaml").read_text(encoding="utf-8")


def test_the_example_is_sound_and_leaves_no_clause_unserved() -> None:
    pack, source = parse_pack(EXAMPLE.encode(), "own-pack.yaml")
    assert [each.clause.id for each in coverage(pack) if each.gap] == []
    assert pack_from_source(source) == pack
    assert [level.id for level in pack.skill_levels] == ["I", "II"]
    assert pack.skill_levels[1].expected == {"calm": 3, "writing": 3}
    assert (pack.projects[0].before, pack.projects[0].after, pack.projects[0].measure.unit) == (
        60,
        30,
        "pages",
    )
    assert pack.by_catalogue["alert-kinds"].use is Use.CHECK
    assert pack.glossary[1].also == ("Pages", "paged")
    assert [len(question.options) for question in pack.questions] == [4, 2, 3]


def test_every_part_of_the_format_is_in_the_example_and_in_the_documentation() -> None:
    pages = (DOCS / "content-pack.md").read_text(encoding="utf-8")
    for name in PackModel.model_fields:
        assert f"\n{name}:" in f"\n{EXAMPLE}", name
        assert f"`{name}`" in pages, name


# What to replace, by what, a part of the line that is named, and words of the reason.
BROKEN = {
    "competence unknown": ("expected: {calm: 1, writing: 2}", "expected: {calm: 1, writing: 2, poise: 1}", "poise", "no competence 'poise'"),
    "competence left out": ("expected: {calm: 3, writing: 3}", "expected: {calm: 3}", "expected: {calm: 3}", "nothing of the competence 'writing'"),
    "expected above the scale": ("{calm: 3, writing: 3}", "{calm: 6, writing: 3}", "calm: 6", "less than or equal to 5"),
    "competence twice": ("  - {id: writing,", "  - {id: calm,", "Leaves a note", "'calm' is used twice"),
    "skill level twice": ('id: "II"', 'id: "I"', "First on call", "'I' is used twice"),
    "role model that fits nothing": ('fits: ["Eight people or more know the service"]', "fits: []", "fits", "needs at least 1 entries"),
    "role model with an unknown clause": ("clauses: [HOUSE-1]\n    capabilities: [REST]\n\ncomp", "clauses: [HOUSE-9]\n    capabilities: [REST]\n\ncomp", "HOUSE-9", "no clause 'HOUSE-9'"),
    "document without parts": ('    parts:\n      - {title: "Open incidents", prompt: "Each with its state and who works on it."}\n      - {title: "Coming changes", prompt: "What is released before the next handover."}\n', "    parts: []\n", "parts: []", "needs at least 1 entries"),
    "project without a measure": ('    measure: {name: "Pages a week", unit: "pages"}\n', "", "fewer-pages", "measure' is missing"),
    "project with a negative figure": ("before: 60", "before: -1", "before: -1", "greater than or equal to 0"),
    "catalogue for no use": ("use: check", "use: look", "use: look", "input should be"),
    "catalogue entry twice": ("{id: cause,", "{id: symptom,", "On causes", "'symptom' is used twice"),
    "catalogue entry with an unknown clause": ('"Slow answers"], clauses: [HOUSE-2]', '"Slow answers"], clauses: [HOUSE-9]', "HOUSE-9", "no clause 'HOUSE-9'"),
    "unknown function": ("function: plan", "function: magic", "magic", "no function 'magic'"),
    "function that serves nothing": ("by when.\", clauses: [HOUSE-2]", "by when.\", clauses: []", "clauses: []", "needs at least 1 entries"),
    "help on an unknown clause": ("find the cause sooner.\", clauses: [HOUSE-3]", "find the cause sooner.\", clauses: [HOUSE-9]", "HOUSE-9", "no clause 'HOUSE-9'"),
    "term twice": ('also: ["Pages", "paged"]', 'also: ["on CALL"]', "on CALL", "explained twice"),
    "level with an unknown clause": ("clauses: [HOUSE-3]}\n  - {level: 2", "clauses: [HOUSE-9]}\n  - {level: 2", "HOUSE-9", "no clause 'HOUSE-9'"),
    "clause that asks for something else": ("asks: document", "asks: party", "party", "input should be"),
}  # fmt: skip


@pytest.mark.parametrize("name", BROKEN)
def test_one_thing_wrong(name: str) -> None:
    old, new, place, reason = BROKEN[name]
    assert EXAMPLE.count(old) == 1, "the test itself is out of date"
    text = EXAMPLE.replace(old, new)
    with pytest.raises(PackError) as caught:
        parse_pack(text.encode(), "own-pack.yaml")
    error = caught.value
    assert error.line in lines_of(place, text), str(error)
    assert reason in error.reason, str(error)
