"""A whole assessment as JSON: out, in again and out the same; wrong files are refused with what, where and what to do."""

from __future__ import annotations

import base64
import copy
import hashlib
import json
import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.actions.content import content
from tests.content.small import SMALL
from tests.exchange import full
from tests.storage.raw import ROOT, digest
from workbench.actions import books, demo, packs, snapshots, whole
from workbench.actions.edit import perform
from workbench.content.loader import parse_pack
from workbench.domain.action import Action
from workbench.domain.assessment import Answer, Assessment, EvidenceItem, StoredPack, Workspace
from workbench.domain.text import storable
from workbench.exchange.whole import FORMAT, Whole, dump
from workbench.exchange.whole_reading import WholeError, parse, read_whole
from workbench.exchange.whole_schema import whole_schema
from workbench.storage.kinds import BOOK_KINDS, TABLES
from workbench.storage.store import Store

SCHEMA = ROOT / "resources" / "schemas" / "assessment-1.schema.json"
NASTY = '=1+1 "{}" <b>\x01\n\u202e漢 \U0001f680'


def mark(where: str) -> str:
    return NASTY.format(where)


@pytest.fixture
def filled(tmp_path: Path) -> Iterator[Store]:
    """A workspace with one entry of every kind, a file and a snapshot."""
    with Store.create(tmp_path / "full.srew", "Tern Health", "about") as store:
        full.fill(store, mark)
        yield store


@cache
def document() -> bytes:
    """The same as a file, in memory."""
    pack, source = full.small_pack()
    stored = StoredPack(
        id=pack.content_hash, pack_id=pack.id, pack_version=pack.version, title=pack.title, source=source
    )
    book = full.book(mark)
    entities = tuple(each for kind in BOOK_KINDS for each in book.all(kind))
    return dump(
        Whole(
            book.workspace,
            book.assessment,
            entities,
            (stored,),
            (),
            {hashlib.sha256(full.FILE).hexdigest(): full.FILE},
        )
    )


def test_export_import_export_is_the_same_file(filled: Store, tmp_path: Path) -> None:
    first = dump(whole.read(filled, full.A))
    with whole.create_workspace(tmp_path / "new.srew", parse(first, "a.json")) as there:
        assert dump(whole.read(there, full.A)) == first
        before, after = content(filled), content(there)
        assert {key for key in before if key[0] != "Workspace"} == {
            key for key in after if key[0] != "Workspace"
        }
        assert all(after[key] == entity for key, entity in before.items() if key[0] != "Workspace")
        made = books.open_book(there, full.A)
        assert (made.workspace.client, made.workspace.about) == ("Tern Health", "about")
        frozen = snapshots.open_snapshot(there, "sn")
        assert frozen.actions == made.actions
        with there.unit(writes=False) as unit:
            assert unit.blob(hashlib.sha256(full.FILE).hexdigest()) == full.FILE
    # Every kind was there, so that every kind came back.
    assert {type(each) for each in whole.read(filled, full.A).entities} == set(BOOK_KINDS)


def test_the_demo_comes_back(demo_store: Store, tmp_path: Path) -> None:
    first = dump(whole.read(demo_store, demo.ASSESSMENT_ID))
    with whole.create_workspace(tmp_path / "new.srew", parse(first, "a.json")) as there:
        assert dump(whole.read(there, demo.ASSESSMENT_ID)) == first


@settings(max_examples=60)
@given(st.lists(st.text(), min_size=1, max_size=6), st.floats(0, 1e12), st.integers(0, 36_500))
def test_any_text_and_figure_comes_back(texts: list[str], figure: float, days: int) -> None:
    found = parse(document(), "a.json")
    given_texts = tuple(map(storable, texts))
    entities = tuple(
        replace(each, purpose=given_texts[0], acceptance=given_texts, cost=figure, lead_days=days)
        if isinstance(each, Action)
        else each
        for each in found.entities
    )
    changed = replace(found, entities=entities)
    assert parse(dump(changed), "a.json") == replace(
        changed, entities=parse(dump(changed), "a.json").entities
    )
    assert dump(parse(dump(changed), "a.json")) == dump(changed)
    actions = [each for each in parse(dump(changed), "a.json").entities if isinstance(each, Action)]
    assert {(each.purpose, each.acceptance, each.cost, each.lead_days) for each in actions} == {
        (given_texts[0], given_texts, figure, days)
    }


def test_it_is_taken_into_a_workspace_as_one_step_that_can_be_undone(filled: Store, tmp_path: Path) -> None:
    found = whole.read(filled, full.A)
    with Store.create(tmp_path / "other.srew", "  tern  HEALTH ") as there:
        before = content(there)
        done = perform(there, whole.take_in(found))
        assert dump(replace(whole.read(there, full.A), workspace=found.workspace)) == dump(found)
        perform(there, done.undo)
        assert content(there) == before


def test_what_is_there_already_is_refused_and_a_copy_is_beside_it(filled: Store) -> None:
    found = whole.read(filled, full.A)
    before = content(filled)
    with pytest.raises(whole.AlreadyThere, match=r"is in this workspace already\. Delete it first"):
        perform(filled, whole.take_in(found))
    assert content(filled) == before
    done = perform(filled, whole.take_in(found, copy=True))
    made = next(each.id for each in done.changes if each.kind is Assessment)
    after = content(filled)
    # Nothing of what was there moved, and the copy shares no id with it.
    assert {key: after[key] for key in before} == before
    copied = books.open_book(filled, made)
    mine = {each.id for kind in BOOK_KINDS for each in copied.all(kind)}
    assert not mine & {key for _, key in before}
    action, waits_for = (
        next(each for each in copied.actions if bool(each.after) is held) for held in (True, False)
    )
    assert action.after == (waits_for.id,)
    assert action.risks == (copied.risks[0].id,)
    assert copied.risks[0].controls[0].action == action.id
    assert copied.answer(copied.respondents[0].id, "AAA-1") is not None
    assert copied.snapshots == []
    assert len(copied.all(EvidenceItem)) == 2


def test_parts_that_are_there_are_seen_too(filled: Store) -> None:
    found = whole.read(filled, full.A)
    moved = replace(found, assessment=replace(found.assessment, id="b" * 32))
    with pytest.raises(whole.AlreadyThere, match="Parts of this assessment are in another one"):
        perform(filled, whole.take_in(moved))


def test_another_client_is_refused_unless_it_is_meant(filled: Store, tmp_path: Path) -> None:
    found = whole.read(filled, full.A)
    with Store.create(tmp_path / "other.srew", "Lumen Freight") as there:
        before = content(there)
        with pytest.raises(
            whole.OtherClient, match="is of 'Tern Health', and the workspace belongs to 'Lumen Freight'"
        ):
            perform(there, whole.take_in(found))
        assert content(there) == before
        perform(there, whole.take_in(found, other_client=True))
        assert there.path.exists()
        with there.unit(writes=False) as unit:
            assert unit.all(Workspace)[0].client == "Lumen Freight"


def test_questions_that_a_newer_pack_retired_keep_their_words(tmp_path: Path) -> None:
    old, old_source = full.small_pack()
    text = SMALL.replace('version: "1.0"', 'version: "2.0"').replace("AAA-2", "AAA-9")
    new, new_source = parse_pack(text.encode(), "new.yaml")
    with Store.create(tmp_path / "a.srew", "Tern Health") as store:
        full.fill(store, mark)
        perform(store, packs.move(books.open_book(store, full.A), new, new_source))
        before = books.open_book(store, full.A)
        found = whole.read(store, full.A)
        first = dump(found)
    assert found.earlier == (old.content_hash,)
    assert before.retired["AAA-2"][0].ask == "And this?"
    with whole.create_workspace(tmp_path / "b.srew", parse(first, "a.json")) as there:
        assert books.open_book(there, full.A).retired == before.retired
        assert dump(whole.read(there, full.A)) == first
    assert old_source != new_source


# Wrong files

Document = dict[str, Any]


def change(*path: str | int, to: Any) -> Callable[[Document], None]:
    def do(found: Any) -> None:
        for step in path[:-1]:
            found = found[step]
        found[path[-1]] = to

    return do


def drop(*path: str | int) -> Callable[[Document], None]:
    def do(found: Any) -> None:
        for step in path[:-1]:
            found = found[step]
        del found[path[-1]]

    return do


def twice(table: str) -> Callable[[Document], None]:
    return lambda found: found["rows"][table].append(copy.deepcopy(found["rows"][table][0]))


def same_place(found: Document) -> None:
    first, second = found["rows"]["answer"][0], copy.deepcopy(found["rows"]["answer"][0])
    second["id"] = f"{first['id']}2"
    found["rows"]["answer"].append(second)


WRONG: tuple[tuple[Callable[[Document], None], str], ...] = (
    (change("format", to="other"), f"'format' is not '{FORMAT}'"),
    (change("version", to=2), "was written by a newer program"),
    (change("version", to="1"), "'version': 1 is needed"),
    (drop("rows"), "'rows' is missing"),
    (change("extra", to=1), "'extra' is not known here"),
    (change("rows", "nothing", to=[]), "'rows': 'nothing' is not known here"),
    (change("rows", "risk", to={}), "'rows', 'risk': a list is needed"),
    (change("rows", "risk", 0, to="x"), "'risk', entry 1: an object is needed, not 'x'"),
    (drop("rows", "risk", 0, "title"), "'risk', entry 1: 'title' is missing"),
    (change("rows", "risk", 0, "title", to=5), "'risk', entry 1, 'title': text is needed, not a whole number"),
    (change("rows", "risk", 0, "title", to=" "), "'risk', entry 1: A risk needs a title"),
    (change("rows", "risk", 0, "impact", to=True), "'impact': a whole number of up to 19 digits is needed, not true"),
    (change("rows", "risk", 0, "impact", to=9), "Impact must be a whole number from 1 to 5, not 9"),
    (change("rows", "risk", 0, "impact", to=10**30), "a whole number of up to 19 digits is needed"),
    (change("rows", "risk", 0, "impact_number", to="1"), "'impact_number': a number is needed, not '1'"),
    (change("rows", "risk", 0, "due", to="20261123"), "'due': a date such as 2026-11-23 is needed"),
    (change("rows", "risk", 0, "due", to="2026-02-30"), "'due': a date such as 2026-11-23 is needed"),
    (change("rows", "risk", 0, "kind", to="danger"), "'kind': one of 'threat', 'opportunity' is needed"),
    (change("rows", "risk", 0, "simulated", to=1), "'simulated': true or false is needed"),
    (change("rows", "risk", 0, "controls", 0, "name", to=None), "'controls', entry 1, 'name': text is needed, not null"),
    (change("rows", "risk", 0, "colour", to="red"), "'risk', entry 1: 'colour' is not known here"),
    (change("rows", "risk", 0, "assessment", to="b"), "'assessment' is not known here"),
    (change("rows", "risk", 0, "id", to=""), "'id': text of 1 to 200 visible letters is needed"),
    (change("rows", "risk", 0, "id", to="a\x00b"), "'id': text of 1 to 200 visible letters is needed"),
    (change("rows", "answer", 0, "respondent", to="nobody"), "'respondent': the file has no such respondent"),
    (change("rows", "practice", 0, "subject", to="none"), "'subject': the file has no such subject"),
    (change("rows", "answer", 0, "counts", to={"9": 1}), "Hands are counted in whole numbers"),
    (twice("risk"), "'risk', entry 2: an entry before it has the same 'id'"),
    (same_place, "an entry before it has the same 'respondent' and 'question'"),
    (change("assessment", "pack", to="0" * 64), "is not among 'packs'"),
    (change("earlier_packs", to=["0" * 64]), "'earlier_packs': the content pack"),
    (change("earlier_packs", to=[3]), "'earlier_packs': a list of texts is needed"),
    (change("packs", 0, "source", to="{}"), "'packs', entry 1: 'format' is missing"),
    (change("packs", 0, "version", to="9"), "it is not the pack that its hash, id and version name"),
    (change("packs", to=[{}]), "'packs', entry 1: an object with the texts"),
    (change("files", to={"0" * 64: ""}), "the file is not the one that its SHA-256 names"),
    (change("files", to={"0" * 64: "!"}), "text in base64 is needed"),
    (change("files", to={}), "'files': the file '=1+1"),
    (change("assessment", "smallest_group", to=2), "The smallest group shown is 1, 3 or 5"),
    (change("workspace", "client", to=""), "A workspace needs the name of its client"),
    (change("assessment", "roles", to=[]), "An assessment needs at least one role present"),
)  # fmt: skip


@pytest.mark.parametrize(("wrong", "said"), WRONG, ids=lambda each: each if isinstance(each, str) else "")
def test_a_wrong_file_is_refused_with_its_place(wrong: Callable[[Document], None], said: str) -> None:
    found = json.loads(document())
    wrong(found)
    with pytest.raises(WholeError) as refused:
        parse(json.dumps(found).encode(), "plan.json")
    text = str(refused.value)
    assert text.startswith("'plan.json' was not taken in. ")
    assert text.endswith(" Nothing was changed; export the assessment anew and try that file.")
    assert said in text
    assert len(text) < 400


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "It is no JSON: line 1"),
        (b"PK\x03\x04\xff", "It is not in UTF-8"),
        (b'{"format": "sre-workbench/assessment",\n "version": }', "It is no JSON: line 2"),
        (b"[]", "It does not say that it is an exported assessment"),
        (b"[" * 100_000, "nested deeper"),
        (b'{"a": 1, "a": 2}', "'a' stands twice in one object"),
        (b'{"a": NaN}', "It holds 'NaN', which is no number"),
        (b'{"a": ' + b"9" * 5000 + b"}", "more digits"),
    ],
)
def test_what_is_no_such_file_is_said(data: bytes, said: str) -> None:
    with pytest.raises(WholeError, match=re.escape(said)):
        parse(data, "x.json")


def test_a_damaged_snapshot_is_refused(filled: Store) -> None:
    found = json.loads(dump(whole.read(filled, full.A)))
    content = {"rows": {"risk": [{"id": "x"}]}}
    for wrong, said in (
        (b"{}", "Snapshot 1: what it froze is no assessment"),
        (b'{"rows": {}}', "Snapshot 1, 'workspace': an object is needed, not null"),
        (json.dumps(content).encode(), "Snapshot 1, 'workspace': an object is needed"),
    ):
        broken = copy.deepcopy(found)
        key = hashlib.sha256(wrong).hexdigest()
        broken["rows"]["snapshot"][0]["sha256"] = key
        broken["files"][key] = base64.b64encode(wrong).decode()
        with pytest.raises(WholeError, match=re.escape(said)):
            parse(json.dumps(broken).encode(), "x.json")


def test_fields_that_came_later_have_their_defaults() -> None:
    found = json.loads(document())
    for action in found["rows"]["action"]:
        del action["benefits"], action["project"]
    del found["rows"]["variant"]
    back = parse(json.dumps(found).encode(), "old.json")
    assert {each.project for each in back.of(Action) if isinstance(each, Action)} == {False}


def test_no_file_is_read_that_is_none_or_too_large(tmp_path: Path) -> None:
    with pytest.raises(WholeError, match=r"'none.json' cannot be read \(No such file or directory\)\. Check"):
        read_whole(tmp_path / "none.json")
    path = tmp_path / "big.json"
    path.write_bytes(b"")
    # A file with a hole takes no room on the disk.
    with path.open("r+b") as file:
        file.truncate(500_000_001)
    with pytest.raises(WholeError, match="is larger than 500 MB; that is no exported assessment"):
        read_whole(path)


def test_a_file_that_fails_half_way_leaves_the_workspace_as_it_was(filled: Store, tmp_path: Path) -> None:
    found = whole.read(filled, full.A)
    # The last of the entries hangs on a respondent who is not there, which only the database sees here.
    stray = replace(
        next(each for each in found.entities if isinstance(each, Answer)), id="zz", respondent="nobody"
    )
    with Store.create(tmp_path / "b.srew", "Tern Health") as there:
        before = digest(there.path), content(there)
        with pytest.raises(Exception, match="foreign key"):
            perform(there, whole.take_in(replace(found, entities=(*found.entities, stray))))
        assert content(there) == before[1]


# The published schema


def fits(value: Any, rule: dict[str, Any], at: str = "") -> Iterator[str]:
    """Where a value breaks the schema; as much of JSON Schema as this one uses."""
    known = {
        "$schema", "$id", "title", "description", "type", "required", "properties", "items", "additionalProperties",
        "anyOf", "enum", "const", "minimum", "maximum", "pattern", "patternProperties", "format", "contentEncoding",
    }  # fmt: skip
    assert set(rule) <= known, set(rule) - known
    types: dict[str, tuple[type, ...]] = {
        "object": (dict,), "array": (list,), "string": (str,), "boolean": (bool,), "null": (type(None),),
        "integer": (int,), "number": (int, float),
    }  # fmt: skip
    if "anyOf" in rule and all(any(fits(value, each, at)) for each in rule["anyOf"]):
        yield f"{at}: none fits"
    if "enum" in rule and value not in rule["enum"]:
        yield f"{at}: {value!r} is none of the values"
    if "const" in rule and value != rule["const"]:
        yield f"{at}: {value!r} is not {rule['const']!r}"
    if "type" in rule and (
        not isinstance(value, types[rule["type"]]) or (isinstance(value, bool) and rule["type"] != "boolean")
    ):
        yield f"{at}: {value!r} is no {rule['type']}"
        return
    if "pattern" in rule and not re.search(rule["pattern"], str(value)):
        yield f"{at}: {value!r} has not the pattern"
    if isinstance(value, list):
        for i, each in enumerate(value):
            yield from fits(each, rule.get("items", {}), f"{at}[{i}]")
    if isinstance(value, dict):
        yield from (f"{at}.{key} is missing" for key in rule.get("required", ()) if key not in value)
        for key, each in value.items():
            by_pattern = [
                sub for pattern, sub in rule.get("patternProperties", {}).items() if re.search(pattern, key)
            ]
            sub = rule.get("properties", {}).get(key) or next(
                iter(by_pattern), rule.get("additionalProperties", {})
            )
            if sub is False:
                yield f"{at}.{key} is not named"
            else:
                yield from fits(each, sub, f"{at}.{key}")


def test_the_published_schema_is_the_one_that_is_checked() -> None:
    assert json.loads(SCHEMA.read_text("utf-8")) == whole_schema()


def test_what_is_written_fits_the_schema(demo_store: Store) -> None:
    rule = json.loads(SCHEMA.read_text("utf-8"))
    for data in (document(), dump(whole.read(demo_store, demo.ASSESSMENT_ID))):
        assert list(fits(json.loads(data), rule)) == []
    broken = json.loads(document())
    broken["rows"]["risk"][0]["title"] = 5
    assert list(fits(broken, rule)) == [".rows.risk[0].title: 5 is no string"]


def test_the_document_names_every_part_and_every_table() -> None:
    text = (ROOT / "docs" / "workspace-json.md").read_text("utf-8")
    assert [key for key in json.loads(document()) if f"`{key}`" not in text] == []
    assert [TABLES[kind].name for kind in BOOK_KINDS if f"`{TABLES[kind].name}`" not in text] == []
    # It is said at its top what is in it.
    assert "names" in text[:900]
    assert "stances" in text[:900]


def test_it_holds_what_reports_keep_back(filled: Store) -> None:
    found = json.loads(dump(whole.read(filled, full.A)))
    person = found["rows"]["talent"][0]
    assert (person["stance"], person["influence"]) == (-2, 5)
    assert "stances" in found["notice"]
    assert "version" not in person
