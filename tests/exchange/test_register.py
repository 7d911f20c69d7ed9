"""The risk register as a table: out and in again exactly, known by id, and nothing taken from a wrong one."""

from __future__ import annotations

import csv
import io
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.actions.content import content, difference
from workbench.actions import books, demo, risks
from workbench.actions.edit import perform
from workbench.actions.register import take
from workbench.domain.assessment import Strength
from workbench.domain.book import Book
from workbench.domain.control import Control
from workbench.domain.risk import Risk, RiskKind, Treatment
from workbench.exchange.control_cells import read_controls, write_controls
from workbench.exchange.formulas import guarded, unguarded
from workbench.exchange.register import export_register, read_register
from workbench.exchange.sheets import SheetError, read_sheet, write_sheet
from workbench.storage.store import Store

FORMULAS = ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "＝1", "＋1", "－1", "＠1", " =1", "'=1", "''=1", "'", "'a", "=cmd|'/c calc'!A1"]  # fmt: skip
SIGNS = st.text(alphabet=st.sampled_from("'=+-@ \t\r\nab＝＋－＠1\"|;,\\"), max_size=8)


@pytest.fixture
def book(demo_store: Store) -> Book:
    return books.open_book(demo_store, demo.ASSESSMENT_ID)


@given(SIGNS | st.text(max_size=8))
def test_no_cell_of_a_csv_file_begins_as_a_formula_and_all_come_back(text: str) -> None:
    written = guarded(text)
    assert written.lstrip(" ")[:1] not in tuple("=+-@＝＋－＠\t\r\n")
    assert unguarded(written) == text


@pytest.mark.parametrize("suffix", [".csv", ".xlsx"])
def test_text_comes_back_exactly(suffix: str, tmp_path: Path) -> None:
    texts = [*FORMULAS, 'say "so"', "a;b,c", "line\nline\r\nline\rline", "  space  ", "_x0041_", "漢字 👋 é", "<b>&amp;", "\x07\x0b", "1e5", "TRUE", "https://x.example"]  # fmt: skip
    path = tmp_path / f"table{suffix}"
    write_sheet(path, "Risks", ["Text", "Number"], [[text, number] for number, text in enumerate(texts, 1)])
    rows = read_sheet(path)
    assert rows[0] == ["Text", "Number"]
    assert [row[0] for row in rows[1:]] == texts
    assert [row[1] for row in rows[1:]] == [str(number) for number in range(1, len(texts) + 1)]


def test_a_spreadsheet_holds_no_formula(tmp_path: Path) -> None:
    path = tmp_path / "table.xlsx"
    write_sheet(path, "Risks", ["Text"], [[text] for text in FORMULAS])
    with zipfile.ZipFile(path) as archive:
        assert b"<f>" not in archive.read("xl/worksheets/sheet1.xml")


@pytest.mark.parametrize("suffix", [".csv", ".xlsx"])
def test_an_export_taken_in_again_changes_nothing(
    suffix: str, book: Book, demo_store: Store, tmp_path: Path
) -> None:
    for number, text in enumerate(FORMULAS):
        perform(
            demo_store, risks.change(book.risks[number % 13].id, title=f"{text} x", note=f"{text}\n  {text} ")
        )
    book = books.open_book(demo_store, demo.ASSESSMENT_ID)
    path = tmp_path / f"register{suffix}"
    assert export_register(book, path) == 13
    register = read_register(book, path)
    assert (register.problems, register.notes, register.changed, register.added) == ((), (), [], [])
    assert len(register.rows) == 13


@pytest.mark.parametrize("suffix", [".csv", ".xlsx"])
def test_a_register_moves_to_another_assessment_whole(
    suffix: str, book: Book, demo_store: Store, tmp_path: Path
) -> None:
    path = tmp_path / f"register{suffix}"
    export_register(book, path)
    before = {risk.id: risk for risk in book.risks}
    for each in before:
        perform(demo_store, risks.remove(demo.ASSESSMENT_ID, each))
    empty = books.open_book(demo_store, demo.ASSESSMENT_ID)
    register = read_register(empty, path)
    assert register.problems == ()
    assert len(register.added) == 13
    perform(demo_store, take(demo.ASSESSMENT_ID, register))
    after = books.open_book(demo_store, demo.ASSESSMENT_ID).risks
    assert [replace(risk, version=0) for risk in after] == [
        replace(risk, version=0) for risk in before.values()
    ]


def rows_of(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def write_rows(path: Path, rows: list[dict[str, str]]) -> None:
    out = io.StringIO(newline="")
    writer = csv.DictWriter(out, list(rows[0]))
    writer.writeheader()
    writer.writerows(rows)
    path.write_bytes(out.getvalue().encode())


def test_what_was_changed_elsewhere_is_changed_here_in_one_step(
    book: Book, demo_store: Store, tmp_path: Path
) -> None:
    path = tmp_path / "register.csv"
    export_register(book, path)
    rows = rows_of(path)
    rows[0]["Owner"] = "On-call Engineer"
    rows[0]["Frequency, times a year"] = "2.5"
    rows[1]["Due"] = ""
    rows[1]["Treatment"] = "Avoid"
    rows[2]["Controls"] = "A spare machine | 0.5 | 0.25 | seen | 100"
    del rows[3:]
    write_rows(path, rows)
    wrong = read_register(book, path)
    assert wrong.problems == (
        "Row 4, Controls: 'A spare machine | 0.5 | 0.25 | seen | 10…': Control 1: 'seen' is no evidence; write "
        "asserted, example or artefact.",
    )
    with pytest.raises(ValueError, match="Row 4"):
        take(demo.ASSESSMENT_ID, wrong)
    rows[2]["Controls"] = "A spare machine | 0.5 | 0.25 | Can show it | 100 | yes | A1"
    write_rows(path, rows)
    before = content(demo_store)
    done = perform(demo_store, take(demo.ASSESSMENT_ID, read_register(book, path)))
    assert len(difference(before, content(demo_store))) == 3
    found = books.open_book(demo_store, demo.ASSESSMENT_ID).risks
    assert (found[0].owner, found[0].frequency_number) == ("On-call Engineer", 2.5)
    assert (found[1].due, found[1].treatment) == (None, Treatment.AVOID)
    assert found[2].controls == (
        Control(
            name="A spare machine",
            prevention=0.5,
            mitigation=0.25,
            evidence=Strength.ARTEFACT,
            cost=100,
            in_place=True,
            action=book.actions[0].id,
        ),
    )
    assert found[3:] == book.risks[3:]
    perform(demo_store, done.undo)
    assert content(demo_store) == before


def test_people_may_write_a_table_of_their_own(book: Book, demo_store: Store, tmp_path: Path) -> None:
    path = tmp_path / "own.csv"
    path.write_text(
        "Code;Title;Kind;Impact;Colour;Times a year\nT1;;;3;red;1,5\n;Lost keys;;2;;\n;Found gold;opportunity;;;\n",
        encoding="utf-8",
    )
    register = read_register(book, path)
    assert register.notes == ("The column 'Colour' is none of the register's and was left out.",)
    assert register.problems == ("Row 2, A risk needs a title.",)
    path.write_text(path.read_text(encoding="utf-8").replace("T1;;;", "T1;Noise;;"), encoding="utf-8")
    perform(demo_store, take(demo.ASSESSMENT_ID, read_register(book, path)))
    found = books.open_book(demo_store, demo.ASSESSMENT_ID).risks
    assert (found[0].title, found[0].impact, found[0].frequency_number) == ("Noise", 3, 1.5)
    assert found[0].owner == book.risks[0].owner
    assert [(each.code, each.title, each.kind) for each in found[13:]] == [
        ("T9", "Lost keys", RiskKind.THREAT),
        ("O6", "Found gold", RiskKind.OPPORTUNITY),
    ]


def test_the_clients_codes_stay_so_that_the_same_table_again_changes_nothing(
    book: Book, demo_store: Store, tmp_path: Path
) -> None:
    path = tmp_path / "own.csv"
    path.write_text("Id,Code,Risk\n,,First\n,T9,Second\nOURS-3,R-7,Third\n", encoding="utf-8")
    perform(demo_store, take(demo.ASSESSMENT_ID, read_register(book, path)))
    now = books.open_book(demo_store, demo.ASSESSMENT_ID)
    # The demo's threats end at T8; T9 belongs to the second row.
    assert [(each.code, each.title) for each in now.risks[13:]] == [
        ("T10", "First"),
        ("T9", "Second"),
        ("R-7", "Third"),
    ]
    path.write_text("Id,Code,Risk\n,T9,Second\nOURS-3,R-7,Third\n", encoding="utf-8")
    again = read_register(now, path)
    assert (again.problems, again.changed, again.added) == ((), [], [])


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Name,Owner\nx,y\n", "none of them is 'Risk'"),
        ("Risk,Frequency\nLoss,7\n", "Row 2, Frequency: '7': Write a step from 1 to 5"),
        ('Risk,"Frequency, times a year"\nLoss,2000\n', "operating cost, not a risk"),
        (
            'Risk,"Impact, 5 % value","Impact, 95 % value"\nLoss,5,4\n',
            "5 % value of the impact must be below",
        ),
        ("Risk,Obstacles\nLoss,B99\n", "Row 2, Obstacles: 'B99': There is no obstacle 'B99'."),
        ("Risk,Controls\nLoss,x | 0.99\n", "Control 1: The prevention of a control is a fraction"),
        ("Risk,Controls\nLoss,x|1|2|3|4|5|6|7\n", "It has 8 parts"),
        ("Risk,Controls\nLoss,x|.1|.1|||yes|A99\n", "There is no action 'A99'"),
        ("Risk,Owner\n,CTO\n", "Row 2, Risk: a new risk needs a title."),
        ("Code,Risk\nT1,a\nT1,b\n", "Row 3 is the same risk as row 2; keep one of them."),
        ("Code,Risk\nR-7,a\nR-7,b\n", "Row 3, Code: 'R-7' is the code of row 2 too; keep one."),
        (
            "Risk,Kind,Treatment\nLoss,opportunity,avoid\n",
            "Row 2, Treatment: 'Avoid' is none of an opportunity; write Exploit, Enhance, Share or Accept.",
        ),
        ("Code,Risk,Treatment\nT1,Loss,exploit\n", "'Exploit' is none of a threat; write Avoid, Reduce,"),
        (f"Code,Risk\n{'R' * 25},a\n", "is too long; write 24 letters at most."),
    ],
)
def test_what_is_wrong_is_named_by_row_and_column(text: str, said: str, book: Book, tmp_path: Path) -> None:
    path = tmp_path / "wrong.csv"
    path.write_text(text, encoding="utf-8")
    register = read_register(book, path)
    assert len(register.problems) == 1
    assert said in register.problems[0]


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        ("a.txt", b"Risk\nx\n", "neither .csv nor .xlsx"),
        ("a.csv", b"\xff\xfe\x00", "not in UTF-8"),
        ("a.csv", b"Risk\n\x00\n", "no CSV file"),
        ("a.csv", b'Risk\n"x\n', "no CSV file"),
        ("a.csv", b"\n\n", "empty"),
        ("a.csv", b"Risk\n" + b"x\n" * 10_002, "more than 10,000 rows"),
        ("a.xlsx", b"PK\x03\x04 no zip", "no spreadsheet that can be read"),
        ("a.xlsx", b"", "no spreadsheet that can be read"),
    ],
)
def test_a_file_that_is_no_table_is_refused(
    name: str, data: bytes, said: str, book: Book, tmp_path: Path
) -> None:
    (tmp_path / name).write_bytes(data)
    with pytest.raises(SheetError, match=said):
        read_register(book, tmp_path / name)


def test_a_missing_file_and_a_folder_are_refused(book: Book, tmp_path: Path) -> None:
    for path in (tmp_path / "none.csv", tmp_path):
        with pytest.raises(SheetError, match=r"none\.csv|neither"):
            read_register(book, path)


def test_a_spreadsheet_that_unfolds_without_end_is_refused(book: Book, tmp_path: Path) -> None:
    path = tmp_path / "bomb.xlsx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", b" " * 60_000_000)
    assert path.stat().st_size < 100_000
    with pytest.raises(SheetError, match="unfolds to more than 50 MB"):
        read_register(book, path)


def test_a_damaged_spreadsheet_is_read_or_refused_with_a_sentence(book: Book, tmp_path: Path) -> None:
    path = tmp_path / "register.xlsx"
    export_register(book, path)
    whole = path.read_bytes()
    said: list[str] = []
    for at in range(0, len(whole), max(1, len(whole) // 60)):
        for damaged in (whole[:at], whole[:at] + bytes([whole[at] ^ 0xFF]) + whole[at + 1 :]):
            path.write_bytes(damaged)
            try:
                read_register(book, path)
            except SheetError as problem:
                said.append(str(problem))
    assert len(said) > 60
    assert all("register.xlsx" in each for each in said)


def test_a_spreadsheet_of_another_program_with_damaged_parts_is_refused(book: Book, tmp_path: Path) -> None:
    """Every part of the archive cut and garbled in turn, with a sound archive around it."""
    path = tmp_path / "register.xlsx"
    export_register(book, path)
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    said: list[str] = []
    for name, part in parts.items():
        for damaged in (b"", part[: len(part) // 2], b"<", part.replace(b'"', b"'<", 3), b"\xff" * 100):
            with zipfile.ZipFile(path, "w") as archive:
                for other, data in parts.items():
                    archive.writestr(other, damaged if other == name else data)
            try:
                read_register(book, path)
            except SheetError as problem:
                said.append(str(problem))
    assert said
    assert all("register.xlsx" in each for each in said)


def test_only_a_file_of_its_kind_is_written_over(book: Book, tmp_path: Path) -> None:
    for name, data in (("a.csv", b"SQLite format 3\0"), ("a.xlsx", b"Risk\n")):
        path = tmp_path / name
        path.write_bytes(data)
        with pytest.raises(SheetError, match="there already"):
            export_register(book, path)
        assert path.read_bytes() == data
    for name in ("b.csv", "b.xlsx"):
        export_register(book, tmp_path / name)
        export_register(book, tmp_path / name)
    with pytest.raises(SheetError, match="cannot be written"):
        export_register(book, tmp_path / "none" / "c.csv")
    assert sorted(each.name for each in tmp_path.iterdir() if not each.name.startswith(("demo", ".demo"))) == ["a.csv", "a.xlsx", "b.csv", "b.xlsx"]  # fmt: skip


def test_a_note_too_long_for_a_spreadsheet_goes_into_csv(book: Book, tmp_path: Path) -> None:
    long = replace(book.risks[0], note="x" * 40_000)
    book.rows[Risk][long.id] = long
    with pytest.raises(SheetError, match=r"'Note' in row 1 is longer than the 32,767 letters"):
        export_register(book, tmp_path / "long.xlsx")
    export_register(book, tmp_path / "long.csv")
    assert read_register(book, tmp_path / "long.csv").changed == []


NAMES = (
    st.text(alphabet=st.sampled_from("ab |\\\nnr\r'="), min_size=1, max_size=8).map(str.strip).filter(bool)
)


@given(st.lists(st.tuples(NAMES, st.floats(0, 0.95), st.sampled_from(Strength), st.booleans()), max_size=4))
def test_controls_come_back_from_their_cell(listed: list[tuple[str, float, Strength, bool]]) -> None:
    controls = tuple(
        Control(name=name, prevention=float(f"{share:.12g}"), evidence=strength, in_place=placed, action="x")
        for name, share, strength, placed in listed
    )
    assert read_controls(write_controls(controls, {"x": "A|1"}), {"A|1": "x"}) == controls


@pytest.mark.parametrize("count", [201, 400_000])
def test_a_row_without_end_is_refused_before_it_is_looked_through(
    count: int, book: Book, tmp_path: Path
) -> None:
    path = tmp_path / "wide.csv"
    path.write_bytes(b"a," * count)
    with pytest.raises(SheetError, match="more than 10,000 rows or 200 columns"):
        read_register(book, path)
