"""A wrong pack is refused with file, line and reason; every one here is the small pack with one thing broken."""

from __future__ import annotations

import os
import re
import sys
from pathlib import Path

import pytest

from tests.content.small import SMALL, line_of, lines_of
from workbench.content.loader import load_pack, pack_from_source
from workbench.content.yaml_tree import MAX_BYTES, PackError, read_tree
from workbench.domain.role import Role


def load(tmp_path: Path, data: str | bytes) -> PackError:
    """Load a broken pack and give the error."""
    path = tmp_path / "own.yaml"
    path.write_bytes(data.encode() if isinstance(data, str) else data)
    with pytest.raises(PackError) as caught:
        load_pack(path)
    return caught.value


@pytest.mark.skipif(sys.platform == "win32", reason="has no pipes with a place in a folder")
def test_a_pipe_is_no_pack(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "own.yaml")
    with pytest.raises(PackError, match="It is no file"):
        load_pack(tmp_path / "own.yaml")


def test_the_small_pack_itself_is_fine(tmp_path: Path) -> None:
    path = tmp_path / "own.yaml"
    path.write_text(SMALL, encoding="utf-8")
    pack, source = load_pack(path)
    assert [question.id for question in pack.questions] == ["AAA-1", "AAA-2", "BBB-1"]
    assert pack.lead_questions == {"AAA-1", "BBB-1"}
    first = pack.by_question["AAA-1"]
    assert first.roles == (Role.EXECUTIVE, Role.MANAGER)
    assert first.essential is not None
    assert (first.essential.level, [each.level for each in first.options]) == (2, [1, 2, 5])
    assert (pack.pace.alone, pack.actions[1].effort_days, pack.actions[1].after) == (1.0, 2.5, ("first",))
    assert pack_from_source(source) == pack


def test_six_options_may_share_a_level_and_a_seventh_is_too_many(tmp_path: Path) -> None:
    path = tmp_path / "own.yaml"
    two = '          - {level: 1, text: "No"}\n          - {level: 3, text: "Yes"}\n'
    six = "".join(
        f'          - {{level: {level}, text: "Step {i}"}}\n' for i, level in enumerate((1, 2, 3, 3, 4, 5))
    )
    path.write_text(SMALL.replace(two, six), encoding="utf-8")
    pack, source = load_pack(path)
    question = pack.by_question["AAA-2"]
    assert [option.key for option in question.options] == ["1", "2", "3", "3.1", "4", "5"]
    third = question.option(3, 1)
    assert third is not None
    assert third.text == "Step 3"
    assert pack_from_source(source) == pack
    error = load(tmp_path, SMALL.replace(two, six + '          - {level: 5, text: "Step 6"}\n'))
    assert "needs at most 6 entries" in error.reason


def test_more_entries_than_any_pack_has_are_refused_before_they_are_read(tmp_path: Path) -> None:
    error = load(tmp_path, SMALL + "\n# " + "," * 150_001)
    assert "more than 150,000 entries" in error.reason
    many = "".join(
        f"      - {{id: Q{i}, title: T, ask: Why?, roles: [manager], weight: 1, options: [{{level: 1, text: a}}, {{level: 2, text: b}}]}}\n"
        for i in range(1000)
    )
    error = load(tmp_path, SMALL.replace("      - id: BBB-1\n", many + "      - id: BBB-1\n"))
    assert "may ask 1,000 questions; this one asks 1,003" in error.reason


def test_what_was_written_is_not_repeated_at_full_length(tmp_path: Path) -> None:
    error = load(tmp_path, SMALL.replace("lead_days: 10\n  - id", f"lead_days: {'9' * 4000}\n  - id"))
    assert len(str(error)) < 400


def test_a_byte_order_mark_and_windows_lines_are_fine(tmp_path: Path) -> None:
    path, plain = tmp_path / "marked.yaml", tmp_path / "plain.yaml"
    path.write_bytes(b"\xef\xbb\xbf" + SMALL.replace("\n", "\r\n").encode())
    plain.write_bytes(SMALL.encode())
    assert load_pack(path)[1] == load_pack(plain)[1]


# What to replace, by what, a part of the line that is named, and words of the reason.
BROKEN = {
    "area id twice": ("dimensions:\n", "  - {id: S0, name: Again}\ndimensions:\n", "name: Again", "'S0' is used twice"),
    "capability id twice": ("id: BBB\n", "id: AAA\n", None, "'AAA' is used twice"),
    "question id twice": ("id: AAA-2", "id: AAA-1", None, "'AAA-1' is used twice"),
    "clause id twice": ("clauses:\n  - {id: C-1", "clauses:\n  - {id: C-1, section: a, kind: a, text: a}\n  - {id: C-1", 'section: "Goal"', "'C-1' is used twice"),
    "dimension id twice": ("capabilities: [AAA, BBB]}\n", "capabilities: [AAA]}\n  - {id: all, name: B, short: B, capabilities: [BBB]}\n", "name: B", "'all' is used twice"),
    "deterrent id twice": ("risks:\n", "  - {id: silos, title: Again}\nrisks:\n", "title: Again", "'silos' is used twice"),
    "action id twice": ("id: second", "id: first", None, "'first' is used twice"),
    "unknown area": ("area: S0\n    name: \"Second", "area: S9\n    name: \"Second", "area: S9", "no area 'S9'"),
    "unknown clause of a capability": ("clauses: [C-1]\n    questions", "clauses: [C-9]\n    questions", "C-9", "no clause 'C-9'"),
    "unknown clause of a question": ("        clauses: [C-1]\n      - id", "        clauses: [C-9]\n      - id", "C-9", "no clause 'C-9'"),
    "unknown clause of a deterrent": ("clauses: [C-1], cap", "clauses: [C-9], cap", "C-9", "no clause 'C-9'"),
    "unknown clause of an action": ("after: [first]\n    clauses: [C-1]", "after: [first]\n    clauses: [C-9]", "C-9", "no clause 'C-9'"),
    "unknown capability on the radar": ("[AAA, BBB]", "[AAA, CCC]", "CCC", "no capability 'CCC'"),
    "unknown capability of a deterrent": ("capabilities: [AAA]}", "capabilities: [CCC]}", "CCC", "no capability 'CCC'"),
    "unknown capability of an action": ("capability: AAA\n    level: 2", "capability: CCC\n    level: 2", "CCC", "no capability 'CCC'"),
    "unknown prerequisite": ("after: [first]", "after: [third]", "third", "no action 'third'"),
    "prerequisites in a circle": ("lead_days: 10\n  - id: second", "lead_days: 10\n    after: [second]\n  - id: second", "after: [second]", "first → second → first"),
    "prerequisite of itself": ("after: [first]", "after: [second]", None, "second → second"),
    "no anchors": ("        options:\n          - {level: 1, text: \"No\"}\n          - {level: 3, text: \"Yes\"}\n", "", "id: AAA-2", "options' is missing"),
    "one anchor": ("          - {level: 3, text: \"Yes\"}\n", "", "options:", "needs at least 2 entries"),
    "empty anchor": ('text: "A little"', 'text: ""', None, "at least 1 character"),
    "anchors out of order": ("{level: 5, text: \"Fully", "{level: 1, text: \"Fully", "options:", "from the lowest level up"),
    "anchors on one level": ("{level: 4, text: \"Yes\"}", "{level: 1, text: \"Yes\"}", "options:", "on two levels at least"),
    "anchor of blanks": ('text: "A little"', 'text: "  "', None, "at least 1 character"),
    "two anchors that say the same": ('text: "A little"', 'text: "not at ALL"', "not at ALL", "say the same"),
    "a letter that cannot be seen": ('title: "A small pack"', 'title: "A small\\u202e pack"', None, "cannot be seen (U+202E)"),
    "a control character by its number": ('text: "First."', 'text: "Fi\\x1brst."', None, "cannot be seen (U+001B)"),
    "a name on two lines": ('title: "A small pack"', 'title: "A small\\npack"', None, "on one line"),
    "a reason beyond all length": ('purpose: "Foresee."', 'purpose: "' + "x" * 4001 + '"', "purpose", "at most 4000"),
    "anchor above the scale": ("{level: 5, text: \"Fully", "{level: 6, text: \"Fully", None, "less than or equal to 5"),
    "essential above the anchors": ("essential: {level: 2", "essential: {level: 5", None, None),
    "essential on level 1": ("essential: {level: 2", "essential: {level: 1", None, "greater than or equal to 2"),
    "two essentials": ("roles: [engineer]\n        weight: 1", "roles: [engineer]\n        weight: 1\n        essential: {level: 2, reason: x}", "reason: x", "one essential"),
    "role twice": ("[executive, manager]", "[executive, executive]", None, "named twice"),
    "unknown role": ("[executive, manager]", "[executive, boss]", "boss", "input should be"),
    "no roles": ("[executive, manager]", "[]", None, "needs at least 1 entries"),
    "weight of 0": ("weight: 1\n    questions", "weight: 0\n    questions", "weight: 0", "greater than or equal to 1"),
    "levels out of order": ("{level: 2, name", "{level: 3, name", None, "from 1 to 5"),
    "four levels": ('  - {level: 5, name: "Optimized", short: "Five", text: "Fifth."}\n', "", "levels:", "needs at least 5 entries"),
    "risk without a kind": ("kind: threat, ", "", "id: loss", "threat or opportunity"),
    "no capabilities": (SMALL[SMALL.index("capabilities:\n") : SMALL.index("deterrents:")], "capabilities: []\n", None, None),
    "missing title": ('title: "A small pack"\n', "", "format: 1", "'title' is missing"),
    "missing format": ("format: 1\n", "", "id: small", "'format' is missing"),
    "other format": ("format: 1\n", "format: 2\n", None, "input should be 1"),
    "unknown word": ("language:", "lagnuage:", None, "not known here"),
    "unknown word in a question": ("ask: \"And this?\"", "ask: \"And this?\"\n        hint: x", "hint: x", "not known here"),
    "id with spaces": ("id: small", "id: a small", None, "pattern"),
    "no unquoted": ('{level: 1, text: "Not at all"}', "{level: 1, text: no}", None, "double quotes"),
    "yes unquoted": ('text: "Yes"', "text: yes", None, "double quotes"),
    "a date unquoted": ('version: "1.0"', "version: 2026-11-22", None, "double quotes"),
    "a time unquoted": ("weight: 2\n    clauses", "weight: 1:30\n    clauses", "1:30", "double quotes"),
    "a version as a number": ('version: "1.0"', "version: 1.0", None, "valid string"),
    "an octal number": ("lead_days: 10\n  - id", "lead_days: 010\n  - id", "010", "double quotes"),
    "a hexadecimal number": ("lead_days: 10\n  - id", "lead_days: 0x10\n  - id", "0x10", "double quotes"),
    "not a number": ("effort_days: 2.5", "effort_days: .nan", None, "double quotes"),
    "infinite": ("effort_days: 2.5", "effort_days: .inf", None, "double quotes"),
    "beyond all floats": ("effort_days: 2.5", "effort_days: 1.0e+999", None, "less than or equal to 2000"),
    "negative effort": ("effort_days: 2.5", "effort_days: -1", None, "greater than 0"),
    "text for a number": ("lead_days: 10\n  - id", 'lead_days: "10"\n  - id', '"10"', "valid integer"),
    "number for text": ('title: "A small pack"', "title: 5", None, "valid string"),
    "true for a number": ("lead_days: 10\n  - id", "lead_days: true\n  - id", "true", "valid integer"),
    "list for text": ('title: "A small pack"', "title: [a]", None, "valid string"),
    "text for a list": ("[executive, manager]", '"executive"', None, "valid list"),
    "nothing where text belongs": ('title: "A small pack"', "title:", None, "valid string"),
    "title too long": ("A small pack", "x" * 201, None, "at most 200"),
    "text too long": ("First.", "x" * 4001, None, "at most 4000"),
    "key twice": ("language:", 'title: "Again"\nlanguage:', 'title: "Again"', "twice"),
    "key twice in a question": ("ask: \"And this?\"", "ask: \"And this?\"\n        ask: x", "ask: x", "twice"),
    "alias": ("[executive, manager]", "&who [executive, manager]", None, None),
    "alias used": ('purpose: "Foresee."}', 'purpose: &a "Foresee."}\n  - {id: S1, name: *a}', None, "aliases"),
    "merge key": ("areas:\n", "areas:\n  - <<: {id: S1}\n    name: x\n", "<<", "not known here"),
    "complex key": ("areas:\n", "? [a, b]\n: x\nareas:\n", "? [a", "single word"),
    "tag on a mapping": ("minutes: {", "minutes: !!python/object:os.system {", None, "tag"),
    "tag on text": ('title: "A small pack"', 'title: !!python/name:os.system "x"', None, "double quotes"),
    "broken quotes": ('title: "A small pack"', 'title: "A small pack', "en-GB", "cannot be read"),
    "broken indentation": ("    area: S0\n    name: \"First", "   area: S0\n    name: \"First", None, "cannot be read"),
    "tab for indentation": ("    area: S0\n    name: \"First", "\tarea: S0\n    name: \"First", None, "cannot be read"),
    "unclosed bracket": ("[executive, manager]", "[executive, manager", "weight: 2", "cannot be read"),
    "two documents": ("areas:\n", "---\nareas:\n", "---", "another document"),
    "control character": ("First.", "Fi\x07rst.", "\x07", "cannot be read"),
    "NUL": ("First.", "Fi\x00rst.", "\x00", "cannot be read"),
}  # fmt: skip
FINE = {"essential above the anchors", "alias"}


@pytest.mark.parametrize("name", [name for name in BROKEN if name not in FINE])
def test_one_thing_wrong(name: str, tmp_path: Path) -> None:
    old, new, place, reason = BROKEN[name]
    assert old in SMALL, "the test itself is out of date"
    text = SMALL.replace(old, new, 1)
    error = load(tmp_path, text)
    assert error.source == "own.yaml"
    assert error.line is not None
    part = place or new.strip().splitlines()[0]
    assert error.line in lines_of(part, text), str(error)
    if reason is not None:
        assert reason in error.reason, str(error)
    assert str(error) == f"own.yaml, line {error.line}: {error.reason}"
    assert "\n" not in error.reason


def test_what_looks_wrong_and_is_not(tmp_path: Path) -> None:
    for name in FINE:
        old, new, _, _ = BROKEN[name]
        path = tmp_path / "own.yaml"
        path.write_text(SMALL.replace(old, new, 1), encoding="utf-8")
        load_pack(path)


def test_essential_above_the_highest_anchor(tmp_path: Path) -> None:
    error = load(
        tmp_path,
        SMALL.replace("essential: {level: 2", "essential: {level: 4").replace(
            'level: 5, text: "Fully', 'level: 3, text: "Fully'
        ),
    )
    assert "above the highest option" in error.reason


@pytest.mark.parametrize("encoding", ["latin-1", "utf-16", "cp1252"])
def test_another_encoding(encoding: str, tmp_path: Path) -> None:
    error = load(tmp_path, SMALL.replace("First.", "Größe.").encode(encoding))
    assert "UTF-8" in error.reason
    assert error.line == (1 if encoding == "utf-16" else line_of("First."))


def test_an_empty_file_and_one_of_comments(tmp_path: Path) -> None:
    assert (load(tmp_path, "").line, load(tmp_path, "# nothing\n").reason) == (1, "The file is empty.")


@pytest.mark.parametrize("text", ["just words", "- a\n- b\n", "5", '"x"'])
def test_no_pack_at_all(text: str, tmp_path: Path) -> None:
    error = load(tmp_path, text)
    assert (error.line, "format: 1" in error.reason) == (1, True)


def test_a_file_too_large_is_not_parsed(tmp_path: Path) -> None:
    assert "larger than 3 MB" in load(tmp_path, b"#" * (MAX_BYTES + 1)).reason


@pytest.mark.parametrize(
    "text",
    [
        "x: " + "[" * 100_000,
        "x: " + "{a: " * 100_000,
        "x: " + "[" * 201 + "]" * 201,
        "x:\n" + "- " * 100_000 + "a",
        "x:\n" + "-\t" * 50 + "a",
        "? " * 60 + "a",
        "\n".join(" " * n + f"k{n}:" for n in range(500)),
        "\n".join(" " * n + "-" for n in range(500)),
    ],
)
def test_nested_too_deeply_is_refused_before_it_is_parsed(text: str, tmp_path: Path) -> None:
    error = load(tmp_path, "# first line\n" + text)
    assert "nested too deeply" in error.reason
    assert error.line is not None
    assert error.line >= 2


@pytest.mark.parametrize(
    "text",
    [
        "x: " + "[" * 60 + "]" * 60,
        "x:\n" + "- " * 39 + "a",
        "\n".join(" " * n + f"k{n}:" for n in range(100)),
    ],
)
def test_nested_deeper_than_any_pack_is_refused_with_its_line(text: str, tmp_path: Path) -> None:
    assert re.search(r"nested deeper than 24 levels", str(load(tmp_path, text)))


def test_wide_gaps_between_dashes_do_not_keep_it_busy(tmp_path: Path) -> None:
    # Under 40 of them, each with many blanks: a careless pattern tries every way to share the blanks out.
    assert load(tmp_path, "x:\n" + ("-" + " " * 30) * 35 + "a\n" * 50)


def test_many_entries_are_read_in_time(tmp_path: Path) -> None:
    terms = "".join(f'  - {{term: "t{n}", text: "x"}}\n' for n in range(5000))
    path = tmp_path / "own.yaml"
    path.write_text(SMALL.replace("glossary:\n", "glossary:\n" + terms), encoding="utf-8")
    assert len(load_pack(path)[0].glossary) == 5001


def test_a_missing_file_and_a_folder(tmp_path: Path) -> None:
    for path in (tmp_path / "none.yaml", tmp_path):
        with pytest.raises(PackError, match="cannot be read"):
            load_pack(path)


@pytest.mark.parametrize("source", ["", "{}", "[]", '{"format": 1', '{"format": 1, "x": 2}', "NaN"])
def test_a_damaged_source_in_a_workspace(source: str) -> None:
    with pytest.raises(PackError, match="content pack in this workspace"):
        pack_from_source(source)


@pytest.mark.parametrize("mark", ["\u2028", "\u2029", "\x85"])
def test_a_line_is_counted_as_editors_count_it(mark: str) -> None:
    text = f'a: "one{mark}two"\r\nb: 1\nb: 2\n'
    with pytest.raises(PackError, match=r"t\.yaml, line 3: 'b' stands here twice"):
        read_tree(text.encode(), "t.yaml")


def test_lines_of_a_tree() -> None:
    tree = read_tree(b"a: 1\nb:\n  - x\n  - {c: true, d: }\n", "t.yaml")
    assert tree.value == {"a": 1, "b": ["x", {"c": True, "d": None}]}
    assert [tree.line(path) for path in [(), ("a",), ("b", 0), ("b", 1, "c"), ("b", 9)]] == [1, 1, 3, 4, 2]
