"""Everything as tables: read back by other readers, nothing of it lost, nothing run, nobody named or told apart."""

from __future__ import annotations

import csv
import datetime as dt
import io
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook

from tests.exchange import full
from tests.reports import sample
from workbench.actions import books, demo
from workbench.analysis.small_roles import merged_roles, role_names
from workbench.analysis.standing import rate_book
from workbench.analysis.veil import PARTS, TEXTS
from workbench.domain.action import Action
from workbench.domain.assessment import (
    Answer,
    AnswerState,
    Assessment,
    EvidenceItem,
    EvidenceKind,
    Respondent,
    RespondentKind,
    Workspace,
)
from workbench.domain.book import Book, Change
from workbench.domain.entity import Entity
from workbench.domain.invitation import Intake, Invitation
from workbench.domain.role import Role
from workbench.domain.snapshot import Snapshot
from workbench.domain.talent import Talent
from workbench.domain.text import storable
from workbench.exchange.everything import csv_archive, names_written, tables, workbook
from workbench.exchange.formulas import unguarded
from workbench.exchange.long_text import fitted, pieces
from workbench.exchange.sheets import LONGEST_CELL, Sheet, csv_bytes, read_sheet, workbook_bytes
from workbench.storage.kinds import BOOK_KINDS
from workbench.storage.store import Store

NASTY = (
    '=HYPERLINK("http://x.example","{}"), \'a\'; "b"\nline <b>two</b> & 漢字 \U0001f680 עברית _x0041_ \x07'
)
Cells = dict[str, list[list[Any]]]


def mark(where: str) -> str:
    # A name is taken out wherever its words stand, which is looked at below.
    return "" if where.startswith(("Respondent.name", "Talent.name")) else NASTY.format(where)


def read(data: bytes) -> Cells:
    """Every sheet, as another library reads it."""
    found: Any = load_workbook(io.BytesIO(data))
    return {sheet.title: [list(row) for row in sheet.iter_rows(values_only=True)] for sheet in found}


def unzipped(data: bytes) -> Cells:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {
            name: [
                [unguarded(cell) for cell in row]
                for row in csv.reader(io.StringIO(archive.read(name).decode("utf-8-sig"), newline=""))
            ]
            for name in archive.namelist()
        }


def texts(cells: Cells) -> Iterator[str]:
    for rows in cells.values():
        for row in rows:
            yield from (cell for cell in row if isinstance(cell, str))


@pytest.fixture(scope="module")
def hostile() -> Book:
    snapshot = Snapshot(
        id="sn", assessment=full.A, number=1, name="s", taken_on=full.DAY, sha256="0", pack="p"
    )
    return full.book(mark, full.marked(snapshot, mark))


@pytest.fixture
def demo_book(demo_store: Store) -> Book:
    return books.open_book(demo_store, demo.ASSESSMENT_ID)


def marks(book: Book) -> Iterator[tuple[type[Entity], str, str]]:
    """Every text that was typed, by kind and place."""
    listed = [book.workspace, book.assessment, *(each for kind in BOOK_KINDS for each in book.all(kind))]
    for each in listed:
        kind = type(each)
        for key in TEXTS.get(kind, ()):
            yield kind, key, f"{kind.__name__}.{key}.{each.id}"
        for key, names in PARTS.get(kind, {}).items():
            parts = getattr(each, key)
            count = len(parts) if isinstance(parts, tuple) else 1
            yield from (
                (kind, key, f"{kind.__name__}.{key}.{text}{i}.{each.id}")
                for i in range(count)
                for text in names
            )


# Who somebody is, and where people stand, is in no table that was not asked for.
KEPT_BACK: dict[type[Entity], set[str]] = {
    Respondent: {"role_title", "name", "team", "group", "set_aside"},
    Talent: set(TEXTS[Talent]),
    # Who was asked to answer alone, and when it came back, would tell whose an answer is.
    Invitation: {"note"},
    Intake: {"file", "by"},
    # How reports look is not what was found.
    Workspace: {"brand"},
}


def test_every_text_of_every_kind_is_in_both_formats_and_nothing_else_of_people(hostile: Book) -> None:
    standing = rate_book(hostile)
    for cells in (read(workbook(hostile, standing)[0]), unzipped(csv_archive(hostile, standing)[0])):
        whole = "\n".join(texts(cells))
        wanted = [place for kind, key, place in marks(hostile) if key not in KEPT_BACK.get(kind, set())]
        hidden = [place for kind, key, place in marks(hostile) if key in KEPT_BACK.get(kind, set())]
        assert len(wanted) > 120
        assert [place for place in wanted if f'"{place}"' not in whole] == []
        assert [place for place in hidden if place in whole] == []
        # What was typed stands there as it was, but for what no cell holds.
        said = NASTY.format("Answer.note.an1")
        assert said in whole or said.replace("\x07", "_x0007_") in whole


def test_nothing_in_a_spreadsheet_is_a_formula_or_a_link(hostile: Book, tmp_path: Path) -> None:
    data, count = workbook(hostile, rate_book(hostile))
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        sheets = [name for name in archive.namelist() if name.startswith("xl/worksheets/")]
        assert len(sheets) == count
        for name in archive.namelist():
            if name.endswith((".xml", ".rels")):
                tree = ElementTree.fromstring(archive.read(name))
                tags = {element.tag.rpartition("}")[2] for element in tree.iter()}
                assert not tags & {"f", "hyperlink", "ddeLink", "externalReference"}, name
    # The reader that takes tables in gives the text as it was typed, control characters included.
    path = tmp_path / "all.xlsx"
    path.write_bytes(data)
    rows = read_sheet(path, lambda row: "Obstacle" in row and "Movable" in row)
    assert rows[1][rows[0].index("Obstacle")].startswith('=HYPERLINK("http://x.example","Obstacle.title.ob")')


def test_no_csv_cell_begins_as_a_formula(hostile: Book) -> None:
    data, _ = csv_archive(hostile, rate_book(hostile))
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        for name in archive.namelist():
            raw = archive.read(name)
            assert raw.startswith(b"\xef\xbb\xbf"), name
            for row in csv.reader(io.StringIO(raw.decode("utf-8-sig"), newline="")):
                assert not [cell for cell in row if cell.lstrip()[:1] in ("=", "+", "@")], name


def test_columns_are_typed_frozen_and_filtered(demo_book: Book) -> None:
    data, _ = workbook(demo_book, rate_book(demo_book))
    found: Any = load_workbook(io.BytesIO(data))
    for sheet in found:
        assert sheet.freeze_panes == "A2", sheet.title
        assert (sheet.auto_filter.ref is not None) == (sheet.max_row > 1), sheet.title
        assert len(sheet.title) <= 31
        assert all(sheet.column_dimensions[cell.column_letter].width >= 10 for cell in sheet[1]), sheet.title
    assert len({sheet.title.casefold() for sheet in found}) == len(found.sheetnames)
    actions = found["Actions"]
    head = [cell.value for cell in actions[1]]
    first = dict(zip(head, actions[2], strict=True))
    stored = demo_book.actions[0]
    assert first["Start"].is_date
    assert first["Start"].value.date() == stored.start
    assert (first["Effort, person-days"].value, first["Effort, person-days"].data_type) == (
        stored.effort_days,
        "n",
    )
    scores = {row[1]: row for row in found["Scores"].iter_rows(values_only=True)}
    assert scores["SPON"][9] == rate_book(demo_book).capabilities["SPON"].rating.level


def test_the_same_content_gives_the_same_bytes(demo_book: Book) -> None:
    standing = rate_book(demo_book)
    assert workbook(demo_book, standing) == workbook(demo_book, standing)
    assert csv_archive(demo_book, standing) == csv_archive(demo_book, standing)


def test_both_formats_have_the_same_tables(demo_book: Book) -> None:
    standing = rate_book(demo_book)
    sheets, files = read(workbook(demo_book, standing)[0]), unzipped(csv_archive(demo_book, standing)[0])
    assert len(sheets) == len(files)
    for (title, rows), (name, lines) in zip(sheets.items(), files.items(), strict=True):
        assert name[3:-4] == "-".join(title.lower().replace(",", "").replace("-", " ").split())
        assert (rows[0], len(rows)) == (lines[0], len(lines)), title


# Names and small groups


def named_book() -> Book:
    entities = sample.entities()
    return Book.of(sample.workspace(), sample.pack(), sample.assessment(), entities)


def test_names_are_in_no_table_unless_asked_for() -> None:
    book = named_book()
    standing = rate_book(book)
    for data in (workbook(book, standing)[0], csv_archive(book, standing)[0]):
        parts = zipfile.ZipFile(io.BytesIO(data))
        whole = "".join(parts.read(name).decode() for name in parts.namelist())
        assert not [name for name in sample.NAMES if name.split()[-1] in whole]
    shown = "\n".join(texts(read(workbook(book, standing, names=True)[0])))
    written = names_written(book)
    assert written
    assert all(name in shown for name in written)
    # Where people stand is in no table, whoever asks.
    assert "Stance" not in {
        cell for rows in read(workbook(book, standing, names=True)[0]).values() for cell in rows[0]
    }


def person(number: int, role: Role, **more: Any) -> Respondent:
    return Respondent(
        id=f"p{number}", assessment="a", role=role, position=number, role_title=f"Title {number}", **more
    )


def rated(who: str, value: int, note: str = "") -> Answer:
    return Answer(
        id=f"{who}x",
        respondent=who,
        question="SPON-1",
        state=AnswerState.RATED,
        value=value,
        note=note,
        alone=True,
    )


def group(*roles: Role, smallest: int = 3, hands: Role | None = None) -> Book:
    people: list[Entity] = [person(i, role) for i, role in enumerate(roles)]
    answers: list[Entity] = [rated(f"p{i}", 1 + i % 5, f"note {i}") for i in range(len(roles))]
    if hands is not None:
        people.append(person(99, hands, kind=RespondentKind.TALLY))
        answers.append(
            Answer(id="h", respondent="p99", question="SPON-1", state=AnswerState.COUNTED, counts={"2": 3})
        )
    assessment = Assessment(id="a", title="t", date=sample.TODAY, pack="p", smallest_group=smallest)
    workspace = Workspace(id="w", client="c")
    return Book.of(workspace, sample.pack(), assessment, [*people, *answers])


E, M, N = Role.EXECUTIVE, Role.MANAGER, Role.ENGINEER


@pytest.mark.parametrize(
    ("roles", "smallest", "merged"),
    [
        ((E, E, E, M, M, M), 3, set()),
        # One executive would be told by being the only 'other': the next smallest role joins.
        ((E, M, M, M, N, N, N, N), 3, {E, M}),
        ((E, M, M, N, N, N), 3, {E, M}),
        ((E, M, N), 3, {E, M, N}),
        ((E, M), 1, set()),
        ((), 3, set()),
    ],
)
def test_small_roles_are_merged(roles: tuple[Role, ...], smallest: int, merged: set[Role]) -> None:
    assert merged_roles(group(*roles, smallest=smallest)) == merged


def test_who_is_alone_in_a_role_is_not_told_by_any_table() -> None:
    book = group(E, M, M, M, N, N, N, N, hands=E)
    cells = read(workbook(book, rate_book(book))[0])
    head, *rows = cells["Answers"]
    roles = [(row[head.index("Role")], row[head.index("How")]) for row in rows]
    assert roles.count(("Others", "Alone")) == 4
    # A show of hands was given openly.
    assert ("Executive", "Show of hands") in roles
    assert ("Executive", "Alone") not in roles
    assert {row[1] for row in cells["Comments"][1:]} == {"Others", "Engineer"}
    assert {row[cells["Comments"][0].index("How")] for row in cells["Comments"][1:]} == {"Alone"}
    assert "Mean, executives" not in cells["Questions"][0]
    assert "Mean, engineers" in cells["Questions"][0]
    assert [row[1:] for row in cells["People, counts"][1:4]] == [["engineers", 4], ["Others", 4], [None, 1]]
    assert "Title 0" not in "\n".join(texts(cells))
    assert role_names(book)["p0"] == "Others"


def test_who_was_set_aside_is_not_told_by_any_table() -> None:
    """The one executive answered alone and counts no more; three managers answered alone, three engineers openly."""
    book = group(E, M, M, M, N, N, N)
    chief = next(each for each in book.respondents if each.id == "p0")
    book.rows[Respondent]["p0"] = replace(chief, set_aside="Left the company")
    for number in (4, 5, 6):
        answer = book.answer(f"p{number}", "SPON-1")
        assert answer is not None
        book.apply([Change(Answer, answer.id, answer, replace(answer, alone=False))])
    book.rows[EvidenceItem] = {
        "e": EvidenceItem(
            id="e",
            respondent="p0",
            question="SPON-1",
            kind=EvidenceKind.LINK,
            title="Board paper",
            url="https://board.example",
        )
    }
    cells = read(workbook(book, rate_book(book))[0])
    head, *rows = cells["Answers"]
    shown = [tuple(row[head.index(name)] for name in ("Role", "How", "Counts in the scores")) for row in rows]
    # Whether one of the others counts would tell who it is.
    assert (
        sorted(shown, key=str) == [("Engineer", "In the room", "yes")] * 3 + [("Others", "Alone", None)] * 4
    )
    (proof,) = cells["Evidence"][1:]
    assert proof[cells["Evidence"][0].index("Role")] == "Others"
    # What everybody may know stays: managers are enough for a figure of their own.
    assert "Mean, managers" in cells["Questions"][0]


def test_the_order_of_answers_does_not_tell_whose_they_are() -> None:
    one = group(E, E, E)
    people = list(reversed(one.respondents))
    answers = [one.answer(each.id, "SPON-1") for each in people]
    other = Book.of(one.workspace, one.pack, one.assessment, [*people, *(each for each in answers if each)])
    for title in ("Answers", "Comments"):
        first, second = (
            next(each for each in tables(book, rate_book(book)) if each.title == title)
            for book in (one, other)
        )
        assert first == second


# Long text and large tables


@given(st.text(), st.integers(2, 9))
def test_pieces_are_the_text_again(text: str, most: int) -> None:
    text = storable(text)
    found = list(pieces(text, most))
    assert "".join(found) == text
    assert all(len(each.encode("utf-16-le")) <= 2 * most for each in found)


@pytest.mark.parametrize("letter", ["a", "漢", "\U0001f680"])
def test_text_longer_than_a_cell_goes_on_in_a_named_sheet(letter: str) -> None:
    text = letter * 80_000
    sheets = fitted([Sheet("Notes", ("Code", "Text"), [["A1", "short"], ["A2", text]])])
    cells = read(workbook_bytes(sheets, full.DAY))
    assert list(cells) == ["Notes", "Long text"]
    said = cells["Notes"][2][1]
    first, note = said.split(" … [")
    assert note == "goes on in the sheet 'Long text', from row 2]"
    rest = cells["Long text"][1:]
    assert [row[:4] for row in rest] == [["Notes", 3, "Text", part] for part in range(2, len(rest) + 2)]
    assert first + "".join(row[4] for row in rest) == text
    assert all(len(row[4].encode("utf-16-le")) <= 2 * LONGEST_CELL for row in rest)


def test_nothing_is_added_where_all_fits() -> None:
    sheets = [Sheet("Notes", ("Text",), [["a" * LONGEST_CELL], [None], [3]])]
    assert fitted(sheets) == sheets


def test_what_a_spreadsheet_cannot_keep_is_text() -> None:
    rows: list[list[Any]] = [
        [dt.date(1, 1, 1)],
        [dt.date(9999, 12, 31)],
        [10**18],
        [float("inf")],
        ["\ud800\x00\uffff"],
        [0.1],
    ]
    cells = read(workbook_bytes([Sheet("S", ("V",), rows)], full.DAY))["S"]
    assert cells[1:4] == [["0001-01-01"], [dt.datetime(9999, 12, 31)], ["1000000000000000000"]]
    assert cells[4] == ["inf"]
    assert cells[6] == [0.1]


@given(st.lists(st.lists(st.text(), min_size=2, max_size=2), max_size=5))
def test_csv_comes_back(rows: list[list[str]]) -> None:
    stored = [[storable(cell) for cell in row] for row in rows]
    text = csv_bytes(("A", "B"), rows).decode("utf-8-sig")
    back = list(csv.reader(io.StringIO(text, newline="")))
    assert [[unguarded(cell) for cell in row] for row in back[1:]] == stored
    assert not [cell for row in back for cell in row if cell[:1] in tuple("=+-@\t\r")]


def test_ten_thousand_answers_are_looked_at_once_each() -> None:
    """The work grows with the answers, not with their square: counted in calls, not in seconds."""
    import cProfile
    import pstats

    def calls(people: int) -> int:
        book = many(people)
        standing = rate_book(book)
        profile = cProfile.Profile()
        profile.runcall(csv_archive, book, standing)
        return int(pstats.Stats(profile).total_calls)  # type: ignore[attr-defined]

    few, lots = calls(10), calls(100)
    assert lots < 11 * few


def many(people: int) -> Book:
    """100 answers a person: 10,000 of a hundred people."""
    chosen = list(Role)
    entities: list[Entity] = [person(i, chosen[i % 4]) for i in range(people)]
    questions = sample.pack().questions
    entities += [
        Answer(
            id=f"{i}-{each.id}",
            respondent=f"p{i}",
            question=each.id,
            state=AnswerState.RATED,
            value=each.options[i % len(each.options)].level,
        )
        for i in range(people)
        for each in questions
    ]
    assessment = Assessment(id="a", title="t", date=sample.TODAY, pack="p")
    return Book.of(sample.workspace(), sample.pack(), assessment, entities)


def test_an_empty_assessment_has_every_table_with_its_columns() -> None:
    book = Book.of(sample.workspace(), sample.pack(), sample.assessment(), ())
    found = {each.title: each for each in tables(book, rate_book(book))}
    assert not found["Actions"].rows
    assert "Purpose" in found["Actions"].head
    data, count = workbook(book, rate_book(book))
    assert len(read(data)) == count == len(found)
    assert Action not in book.rows
