"""The plan as a Word document: read back by its library and as bare XML."""

from __future__ import annotations

import datetime as dt
import io
import zipfile
from dataclasses import replace
from xml.etree import ElementTree

import docx
import pytest
from docx.table import Table

from tests.exchange import full
from tests.reports import sample
from workbench.actions import books, demo
from workbench.actions.exports import decisions
from workbench.analysis.standing import rate_book
from workbench.domain.action import Action, ActionState
from workbench.domain.book import Book
from workbench.domain.talent import Talent
from workbench.exchange.plan_document import plan_document
from workbench.exchange.word import legal
from workbench.storage.store import Store

DAY = dt.date(2026, 11, 22)
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


@pytest.fixture
def demo_book(demo_store: Store) -> Book:
    return books.open_book(demo_store, demo.ASSESSMENT_ID)


def written(book: Book, *, names: bool = False) -> bytes:
    return plan_document(book, rate_book(book), DAY, decisions(book, DAY), names=names)


def cells(table: Table) -> list[list[str]]:
    return [[cell.text for cell in row.cells] for row in table.rows]


def text_of(data: bytes) -> str:
    found = docx.Document(io.BytesIO(data))
    parts = [each.text for each in found.paragraphs]
    parts += [cell for table in found.tables for row in cells(table) for cell in row]
    return "\n".join(parts)


def test_it_has_headings_tables_and_what_the_plan_says(demo_book: Book) -> None:
    found = docx.Document(io.BytesIO(written(demo_book)))
    heads = [
        (each.style.name, each.text)
        for each in found.paragraphs
        if each.style and "Heading" in str(each.style.name)
    ]
    assert found.paragraphs[0].style is not None
    assert (found.paragraphs[0].style.name, found.paragraphs[0].text) == ("Title", "Action plan")
    first = [text for style, text in heads if style == "Heading 1"]
    assert first[:3] == ["What the plan comes to", "Decisions asked for", "Roadmap"]
    assert first[-1] == "How this was made"
    assert {each.workstream for each in demo_book.actions} <= set(first)
    second = [text for style, text in heads if style == "Heading 2"]
    assert sorted(second) == sorted(f"{each.code} {each.title}" for each in demo_book.actions)
    head, *rows = cells(found.tables[0])
    assert head == ["Code", "Action", "Owner", "From", "To", "Days", "State"]
    assert len(rows) == len(demo_book.actions)
    # 8 person-days from 30 Nov to 25 Dec 2026, as the demo has them.
    assert [
        "A2",
        "Remove noisy alerts",
        "On-call Engineer",
        "30 Nov 2026",
        "25 Dec 2026",
        "8",
        "Agreed",
    ] in rows
    bullets = [each.text for each in found.paragraphs if each.style and each.style.name == "List Bullet"]
    assert any(each.startswith("Decide on T2: treatment alone is not enough.") for each in bullets)
    assert not [each for each in bullets if each.endswith("..")]


def test_an_action_has_raci_dates_effort_and_figures(demo_book: Book) -> None:
    found = docx.Document(io.BytesIO(written(demo_book)))
    facts = next(
        dict(cells(each)) for each in found.tables if cells(each)[0] == ["Owner", "On-call Engineer"]
    )
    assert facts["Accountable"] == "Head of Operations"
    assert facts["When"] == "30 Nov to 25 Dec 2026"
    assert facts["Effort"] == "8 person-days"
    assert (facts["Before"], facts["Aim"]) == ("412 pages (measured)", "96 pages")
    # (412 − 96) / 412
    assert facts["Improvement"] == "77% less"
    whole = text_of(written(demo_book))
    for action in demo_book.actions:
        for each in action.deliverables:
            assert each.title in whole
        for said in action.acceptance:
            assert said in whole


def test_heads_are_repeated_and_rows_stay_whole(demo_book: Book) -> None:
    with zipfile.ZipFile(io.BytesIO(written(demo_book))) as archive:
        tree = ElementTree.fromstring(archive.read("word/document.xml"))
    tables = list(tree.iter(f"{W}tbl"))
    assert len(tables) > 10
    for table in tables:
        rows = list(table.iter(f"{W}tr"))
        assert all(row.find(f"{W}trPr/{W}cantSplit") is not None for row in rows)
    roadmap = list(tables[0].iter(f"{W}tr"))
    assert [row.find(f"{W}trPr/{W}tblHeader") is not None for row in roadmap] == [
        True,
        *[False] * (len(roadmap) - 1),
    ]


def test_its_properties_name_nobody_and_the_language(demo_book: Book) -> None:
    data = written(demo_book)
    properties = docx.Document(io.BytesIO(data)).core_properties
    assert (properties.author, properties.last_modified_by, properties.comments) == ("", "", "")
    assert (properties.title, properties.language) == ("Action plan", "en-GB")
    assert properties.created is not None
    assert properties.created.date() == DAY
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        styles = ElementTree.fromstring(archive.read("word/styles.xml"))
        assert {each.get(f"{W}val") for each in styles.iter(f"{W}lang")} == {"en-GB"}
        # No place that the document would fetch something from.
        for name in archive.namelist():
            if name.endswith(".rels"):
                links = ElementTree.fromstring(archive.read(name))
                assert [each for each in links if each.get("TargetMode") == "External"] == [], name


def test_the_same_plan_and_day_give_the_same_bytes(demo_book: Book) -> None:
    assert written(demo_book) == written(demo_book)


NASTY = '=1+1 <w:br/> & "x" \' {} \x01 \x07 \U0001f680 עברית\nnext\tline'


def test_text_is_data_and_what_no_xml_holds_is_seen() -> None:
    def mark(where: str) -> str:
        return "" if where.startswith(("Respondent.name", "Talent.name")) else NASTY.replace("{}", where)

    book = full.book(mark)
    whole = text_of(written(book))
    assert legal(NASTY).count("\N{REPLACEMENT CHARACTER}") == 2
    # What stands on one line has its white space folded; the rest is as it was typed.
    folded = " ".join(whole.split())
    for key in (
        "title",
        "workstream",
        "owner",
        "purpose",
        "accountable",
        "responsible",
        "consulted",
        "informed",
        "acceptance",
        "measure",
        "unit",
        "window",
        "source",
        "benefits",
        "tell",
    ):
        said = " ".join(legal(NASTY.replace("{}", f"Action.{key}.ac")).split())
        assert said in folded, key
    assert "Action.deliverables.title0.ac" in folded


def test_long_text_is_there_to_the_last_letter() -> None:
    purpose = "word " * 40_000 + "end"
    action = Action(id="x", assessment="a", code="A1", title="t" * 5_000 + "!", purpose=purpose)
    book = Book.of(sample.workspace(), sample.pack(), sample.assessment(), [action])
    whole = text_of(written(book))
    assert purpose in whole
    assert "t" * 5_000 + "!" in whole


def test_names_stand_only_where_they_were_asked_for() -> None:
    name = sample.NAMES[0]
    who = Talent(id="p", assessment="a", code="P1", role_title="Auditor", name=name)
    action = Action(id="x", assessment="a", code="A1", title=f"Ask {name}", owner=name, responsible=(name,))
    book = Book.of(sample.workspace(), sample.pack(), sample.assessment(), [who, action])
    from workbench.analysis.veil import without_names

    hidden = plan_document(book, rate_book(book), DAY, decisions(without_names(book), DAY))
    with zipfile.ZipFile(io.BytesIO(hidden)) as archive:
        assert not [each for each in archive.namelist() if b"Quillfeather" in archive.read(each)]
    assert "Ask Auditor" in text_of(hidden)
    assert name in text_of(written(book, names=True))


def test_a_plan_with_nothing_in_it_says_so() -> None:
    book = Book.of(sample.workspace(), sample.pack(), sample.assessment(), [])
    said = text_of(plan_document(book, rate_book(book), DAY, ()))
    assert "No actions yet." in said
    assert "Nothing is open that needs a decision." in said


def test_what_was_dropped_stands_apart_with_its_reason(demo_book: Book) -> None:
    first = replace(demo_book.actions[0], state=ActionState.DROPPED, drop_reason="Too dear")
    book = Book.of(demo_book.workspace, demo_book.pack, demo_book.assessment, [first, *demo_book.actions[1:]])
    found = docx.Document(io.BytesIO(written(book)))
    assert ["A1", first.title, "Too dear"] in cells(found.tables[-1])
    assert f"A1 {first.title}" not in [each.text for each in found.paragraphs]
