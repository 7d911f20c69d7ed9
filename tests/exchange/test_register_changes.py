"""A register looked at before it is taken in, names of people in it, the criteria beside it, files of other programs."""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Callable
from pathlib import Path

import pytest
import xlsxwriter

from tests.actions.content import content
from workbench.actions import books, criteria, demo, risks, talents
from workbench.actions.edit import perform
from workbench.actions.register import take
from workbench.domain.book import Book
from workbench.domain.risk import Treatment
from workbench.exchange.changes import Difference, Fate
from workbench.exchange.register import export_register, names_written, read_register
from workbench.exchange.register_changes import look
from workbench.exchange.sheets import SheetError, read_sheet
from workbench.exchange.workbook import read_workbook
from workbench.storage.store import Store

NAME = "Xanthippe Fothergill"


@pytest.fixture
def book(demo_store: Store) -> Book:
    return books.open_book(demo_store, demo.ASSESSMENT_ID)


def named(store: Store) -> Book:
    """The demo with somebody named in two risks and in a threshold."""
    first, second = books.open_book(store, demo.ASSESSMENT_ID).risks[:2]
    perform(store, talents.add(demo.ASSESSMENT_ID, "Harbour Master", name=NAME))
    perform(store, risks.change(first.id, owner=NAME, note=f"Ask {NAME} first."))
    perform(store, risks.change(second.id, cause=f"{NAME} left"))
    perform(store, criteria.set_threshold(demo.ASSESSMENT_ID, "appetite", set_by=NAME))
    return books.open_book(store, demo.ASSESSMENT_ID)


def test_a_table_is_looked_at_row_by_row_and_field_by_field(book: Book, tmp_path: Path) -> None:
    first, second, third = book.risks[:3]
    path = tmp_path / "own.csv"
    path.write_text(
        "Code,Risk,Kind,Owner,Treatment,Impact\n"
        f"{first.code},{first.title},threat,{first.owner},{first.treatment.label},{first.impact}\n"
        f"{second.code},{second.title},threat,The board,Avoid,{second.impact}\n"
        f"{third.code},{third.title},threat,x,Reduce,9\n"
        f",{first.title},threat,,,2\n",
        encoding="utf-8",
    )
    found = look(book, read_register(book, path))
    assert [(each.number, each.fate) for each in found] == [
        (4, Fate.REFUSED),
        (3, Fate.CHANGED),
        (5, Fate.NEW),
        (2, Fate.UNCHANGED),
    ]
    assert found[0].wrong == ("Row 4, Impact: '9': Write a step from 1 to 5, or its word.",)
    assert found[1].entry == f"{second.code} {second.title}"
    assert found[1].differences == (
        Difference("Owner", second.owner, "The board"),
        Difference("Treatment", second.treatment.label, "Avoid"),
    )
    assert found[2].doubt == (
        f"{first.code} has the same title; write its code into the row to change that one."
    )
    assert Difference("Impact", "", "2") in found[2].differences
    assert found[3].differences == ()


def test_a_value_written_another_way_is_no_change(book: Book, demo_store: Store, tmp_path: Path) -> None:
    risk = book.risks[0]
    perform(demo_store, risks.change(risk.id, frequency=4, frequency_number=2.0, due=dt.date(2027, 3, 1)))
    now = books.open_book(demo_store, demo.ASSESSMENT_ID)
    path = tmp_path / "own.csv"
    path.write_text(
        f'Code,Risk,Frequency,"Frequency, times a year",Due,Simulated\n{risk.code},{risk.title},4,2.00,1 Mar 2027,'
        f"{'TRUE' if risk.simulated else 'FALSE'}\n",
        encoding="utf-8",
    )
    register = read_register(now, path)
    assert (register.problems, register.changed) == ((), [])


def test_rows_are_counted_as_the_file_shows_them(book: Book, tmp_path: Path) -> None:
    path = tmp_path / "own.csv"
    path.write_text(
        "Our risks in 2027,,\n,,\nCode,Risk,Impact\n,,\n,Lost keys,2\n,,\n,Fire,7\n", encoding="utf-8"
    )
    register = read_register(book, path)
    assert register.problems == ("Row 7, Impact: '7': Write a step from 1 to 5, or its word.",)
    assert [row.number for row in register.rows] == [5, 7]


@pytest.mark.parametrize("suffix", [".csv", ".xlsx"])
def test_names_stay_out_unless_asked_for_and_come_back_untouched(
    suffix: str, demo_store: Store, tmp_path: Path
) -> None:
    book = named(demo_store)
    path = tmp_path / f"register{suffix}"
    export_register(book, path)
    said = "\n".join("|".join(row) for row in read_sheet(path))
    assert "Fothergill" not in said
    assert "Harbour Master" in said
    register = read_register(book, path)
    assert (register.problems, register.changed, register.added) == ((), [], [])
    assert NAME in names_written(book)
    export_register(book, path, names=True)
    assert f"Ask {NAME} first." in "\n".join("|".join(row) for row in read_sheet(path))
    assert read_register(book, path).changed == []


def test_what_was_changed_in_a_table_without_names_leaves_the_other_names_alone(
    demo_store: Store, tmp_path: Path
) -> None:
    book = named(demo_store)
    path = tmp_path / "register.csv"
    export_register(book, path)
    said = path.read_text(encoding="utf-8-sig")
    assert "Ask Harbour Master first." in said
    path.write_text(said.replace("Ask Harbour Master first.", "Ask nobody."), encoding="utf-8")
    perform(demo_store, take(demo.ASSESSMENT_ID, read_register(book, path)))
    found = books.open_book(demo_store, demo.ASSESSMENT_ID).risks
    assert (found[0].note, found[0].owner, found[1].cause) == ("Ask nobody.", NAME, f"{NAME} left")


def sheet_named(path: Path, name: str) -> list[list[str]]:
    """A sheet by the first cell of its head."""
    return read_workbook(path.read_bytes(), lambda rows: bool(rows) and rows[0][:1] == [name])


def test_the_criteria_stand_beside_the_register(demo_store: Store, tmp_path: Path) -> None:
    perform(
        demo_store,
        criteria.set_threshold(
            demo.ASSESSMENT_ID,
            "most",
            value=900_000.0,
            set_by="CFO",
            set_on=dt.date(2026, 11, 2),
            confirmed=True,
        ),
    )
    book = books.open_book(demo_store, demo.ASSESSMENT_ID)
    path = tmp_path / "register.xlsx"
    export_register(book, path)
    rows = {row[0]: [*row, *[""] * 8][:8] for row in sheet_named(path, "Criterion")}
    unit = book.criteria.unit
    assert rows["Most expected loss of all threats"][1:] == [
        "900000", "", f"{unit} a year", "", "CFO", "2026-11-02", "yes",
    ]  # fmt: skip
    assert rows["Tolerance for a single risk"][7] == "no"
    # Half decades: the second step of frequency runs from 0.1 to 0.1 × √10 a year.
    assert rows["Frequency, step 2"][1:5] == ["0.1", "0.316227766016838", "times a year", "Unlikely"]
    assert rows["Impact, step 5"][2] == ""
    assert rows["Benefit, step 1"][4] == book.criteria.benefit_words[0]
    assert any("not read in again" in each for each in rows)
    assert read_register(book, path).changed == []


def spreadsheet(path: Path, fill: Callable[[xlsxwriter.Workbook], object]) -> Path:
    out = io.BytesIO()
    with xlsxwriter.Workbook(out) as made:
        fill(made)
    path.write_bytes(out.getvalue())
    return path


def test_a_spreadsheet_of_another_program_is_read_as_people_see_it(
    book: Book, demo_store: Store, tmp_path: Path
) -> None:
    """A cover sheet, a hidden old copy, a title over merged cells, empty rows, dates, per cent, formulas, yes and no."""

    def fill(made: xlsxwriter.Workbook) -> None:
        made.add_worksheet("Cover").write_string(0, 0, "Register of Larkfield")
        old = made.add_worksheet("Old")
        old.write_row(0, 0, ["Risk", "Impact"])
        old.write_row(1, 0, ["An old copy", 1])
        old.hide()
        far = made.add_worksheet("Far")
        far.write_row(0, 0, ["Risk", "Impact"])
        far.write_number(50_000, 0, 1)
        sheet = made.add_worksheet("Risks 2027")
        sheet.merge_range(0, 0, 0, 5, "Our risks")
        day = made.add_format({"num_format": "dd.mm.yyyy"})
        share = made.add_format({"num_format": "0%"})
        head = [
            "Risk",
            "Kind",
            "Due",
            "Chance that it works out",
            "Frequency, times a year",
            "Simulated",
            "Benefit a year",
        ]
        sheet.write_row(2, 0, head)
        sheet.write_row(4, 0, ["Try canaries", "Opportunity"])
        sheet.write_datetime(4, 2, dt.datetime(2027, 3, 1), day)
        sheet.write_number(4, 3, 0.25, share)
        sheet.write_formula(4, 4, "=1+1", None, 2)
        sheet.write_boolean(4, 5, True)
        sheet.write_formula(4, 6, "=10*100", None, 1000)

    path = spreadsheet(tmp_path / "theirs.xlsx", fill)
    register = read_register(book, path)
    assert register.problems == ()
    assert [row.number for row in register.rows] == [5]
    perform(demo_store, take(demo.ASSESSMENT_ID, register))
    made = books.open_book(demo_store, demo.ASSESSMENT_ID).risks[-1]
    assert (made.title, made.due, made.chance) == ("Try canaries", dt.date(2027, 3, 1), 0.25)
    assert (made.frequency_number, made.simulated, made.benefit) == (2.0, True, 1000.0)


def test_where_all_sheets_are_hidden_the_register_is_still_found(book: Book, tmp_path: Path) -> None:
    def fill(made: xlsxwriter.Workbook) -> None:
        made.add_worksheet("Shown").write_string(0, 0, "Nothing here")
        hidden = made.add_worksheet("Hidden")
        hidden.write_row(0, 0, ["Risk", "Impact"])
        hidden.hide()

    path = spreadsheet(tmp_path / "theirs.xlsx", fill)
    # What is hidden is not taken for what people see.
    assert "none of them is 'Risk'" in read_register(book, path).problems[0]


def test_a_csv_file_with_the_name_of_a_spreadsheet_is_refused(book: Book, tmp_path: Path) -> None:
    path = tmp_path / "renamed.xlsx"
    path.write_text("Risk,Impact\nLoss,3\n", encoding="utf-8")
    with pytest.raises(SheetError, match=r"'renamed.xlsx' is no spreadsheet that can be read"):
        read_register(book, path)
    path = spreadsheet(tmp_path / "renamed.csv", lambda made: made.add_worksheet("A"))
    with pytest.raises(SheetError, match=r"renamed.csv"):
        read_register(book, path)


def test_taking_in_deletes_nothing_and_is_one_step(book: Book, demo_store: Store, tmp_path: Path) -> None:
    path = tmp_path / "own.csv"
    path.write_text("Code,Risk,Treatment\nT1,Alone,Avoid\n,Another,\n", encoding="utf-8")
    before = content(demo_store)
    done = perform(demo_store, take(demo.ASSESSMENT_ID, read_register(book, path)))
    after = books.open_book(demo_store, demo.ASSESSMENT_ID).risks
    assert len(after) == len(book.risks) + 1
    assert (after[0].title, after[0].treatment) == ("Alone", Treatment.AVOID)
    perform(demo_store, done.undo)
    assert content(demo_store) == before
