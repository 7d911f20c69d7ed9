"""Answers as a spreadsheet: filled in by another library, read back to the letter."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.exchange.packs import LATER, demo_pack, filled
from workbench.domain.answer_pack import AnswerPack, Given
from workbench.domain.assessment import AnswerState, Strength
from workbench.domain.content import Option
from workbench.exchange.answer_checks import Read
from workbench.exchange.answer_error import AnswerFileError
from workbench.exchange.answer_sheet import choices, read_answer_sheet, sheet_bytes
from workbench.exchange.sheets import Sheet, workbook_bytes
from workbench.storage.store import Store

HEAD = 8
ANSWER, SURE, NOTE, REASON = "F", "G", "H", "I"


@pytest.fixture(scope="module")
def pack(demo_template: Path) -> AnswerPack:
    with Store.open(demo_template, writable=False) as store:
        return replace(demo_pack(store), answers=(), before={})


def fill(data: bytes, cells: Mapping[str, Any]) -> bytes:
    """What somebody does in a spreadsheet: open, write into cells, save."""
    book = openpyxl.load_workbook(io.BytesIO(data))
    for place, value in cells.items():
        book["Questions"][place] = value
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def row_of(pack: AnswerPack, number: int) -> int:
    """The row of a question, counted from 1."""
    return HEAD + number


def read(data: bytes) -> Read:
    return read_answer_sheet(data, LATER)


def words(pack: AnswerPack) -> list[str]:
    return [each.digest for each in pack.answers]


def test_every_question_has_its_drop_down(pack: AnswerPack) -> None:
    book = openpyxl.load_workbook(io.BytesIO(sheet_bytes(pack)))
    sheet, listed = book["Questions"], book["Choices"]
    assert (sheet.sheet_state, listed.sheet_state) == ("visible", "hidden")
    assert sheet.column_dimensions["A"].hidden
    assert sheet.row_dimensions[1].hidden
    assert [cell.value for cell in sheet[HEAD]][5] == "Answer"
    sources = {str(each.sqref): each.formula1 for each in sheet.data_validations.dataValidation}
    for number, question in enumerate(pack.questions, 1):
        row = row_of(pack, number)
        assert sheet[f"A{row}"].value == question.id
        assert sheet[f"D{row}"].value == question.ask
        assert sources[f"F{row}"] == f"Choices!$A${number}:$G${number}"
        offered = [cell.value for cell in listed[number]]
        assert offered == [option.text for option in question.options] + ["Does not apply", "I don’t know"]
        assert not sheet[f"F{row}"].protection.locked
        assert sheet[f"D{row}"].protection.locked


def test_filled_by_another_library_and_read_back_to_the_letter(pack: AnswerPack) -> None:
    first, second, third, fourth = pack.questions[:4]
    note = "Two lines,\nand =1+1, ‘quotes’, 数 and ß"
    data = fill(
        sheet_bytes(pack),
        {
            f"{ANSWER}{row_of(pack, 1)}": first.options[2].text,
            f"{SURE}{row_of(pack, 1)}": "Recent example",
            f"{NOTE}{row_of(pack, 1)}": note,
            f"{ANSWER}{row_of(pack, 2)}": "Does not apply",
            f"{REASON}{row_of(pack, 2)}": "We have none",
            f"{ANSWER}{row_of(pack, 3)}": "I don’t know",
            f"{NOTE}{row_of(pack, 4)}": "Must ask",
        },
    )
    found = read(data)
    assert (found.kind, found.problems) == ("sheet", ())
    assert found.pack.answers == (
        Given(question=first.id, state=AnswerState.RATED, value=first.options[2].level, note=note, strength=Strength.EXAMPLE),
        Given(question=second.id, state=AnswerState.NOT_APPLICABLE, reason="We have none"),
        Given(question=third.id, state=AnswerState.DONT_KNOW),
        Given(question=fourth.id, note="Must ask"),
    )  # fmt: skip
    assert replace(found.pack, answers=(), saved_at="") == pack


@given(data=st.data())
@settings(max_examples=15)
def test_what_was_answered_goes_out_and_comes_back(pack: AnswerPack, data: st.DataObject) -> None:
    some = data.draw(filled(pack))
    found = read(fill(sheet_bytes(some), {}))
    assert found.problems == ()
    assert words(found.pack) == words(some)


def test_sorted_and_shortened_it_is_read_by_id(pack: AnswerPack) -> None:
    book = openpyxl.load_workbook(io.BytesIO(sheet_bytes(pack)))
    sheet = book["Questions"]
    last = row_of(pack, len(pack.questions))
    sheet[f"F{last}"] = pack.questions[-1].options[0].text
    sheet.delete_rows(row_of(pack, 1), 5)
    out = io.BytesIO()
    book.save(out)
    found = read(out.getvalue())
    assert found.problems == ()
    assert [each.question for each in found.pack.answers] == [pack.questions[-1].id]


def test_wrong_cells_have_a_sentence_each_and_the_others_are_read(pack: AnswerPack) -> None:
    ids = [each.id for each in pack.questions]
    rows = [row_of(pack, number) for number in range(1, 9)]
    data = fill(
        sheet_bytes(pack),
        {
            f"{ANSWER}{rows[0]}": "7",
            f"{ANSWER}{rows[1]}": "=1+1",
            f"{NOTE}{rows[2]}": '=HYPERLINK("https://x.example","x")',
            f"{ANSWER}{rows[3]}": 3,
            f"{SURE}{rows[3]}": "Rather",
            f"{ANSWER}{rows[4]}": "I don't know",
            f"A{rows[6]}": ids[4],
            f"{NOTE}{rows[7]}": "x" * 32_000,
        },
    )
    found = read(data)
    said = {problem.partition(":")[0]: problem for problem in found.problems}
    assert set(said) == {ids[0], ids[1], ids[2], ids[3], ids[4]}
    assert "answers '7', which is none of the 7 answers" in said[ids[0]]
    assert "holds a formula, which is never run" in said[ids[1]]
    assert "holds a formula" in said[ids[2]]
    assert "'Rather' for how sure" in said[ids[3]]
    assert "stands in two rows" in said[ids[4]]
    answers = {each.question: each for each in found.pack.answers}
    assert set(answers) == {ids[3], ids[4], ids[7]}
    assert (answers[ids[3]].value, answers[ids[3]].strength) == (3, None)
    assert answers[ids[4]].state is AnswerState.DONT_KNOW
    assert len(answers[ids[7]].note) == 32_000


def test_a_row_of_no_question_is_told(pack: AnswerPack) -> None:
    row = row_of(pack, 1)
    found = read(fill(sheet_bytes(pack), {f"A{row}": "GONE-1", f"{NOTE}{row}": "Words"}))
    assert found.problems == (
        f"Row {row} belongs to no question any more and was left out; say what it was for.",
    )


def test_sentences_alike_are_told_apart(pack: AnswerPack) -> None:
    same = replace(pack.questions[0], options=(Option(1, "Yes"), Option(3, "Yes"), Option(3, "Yes", 1)))
    assert choices(same)[:3] == ["Yes", "Yes (2)", "Yes (3)"]
    some = replace(pack, questions=(same,))
    found = read(fill(sheet_bytes(some), {f"{ANSWER}{row_of(some, 1)}": "Yes (3)"}))
    assert [(each.value, each.variant) for each in found.pack.answers] == [(3, 1)]
    # Its third sentence is not its third level: a number typed could mean both.
    assert read(fill(sheet_bytes(some), {f"{ANSWER}{row_of(some, 1)}": "3"})).problems


def refused(data: bytes) -> str:
    with pytest.raises(AnswerFileError) as caught:
        read(data)
    return str(caught.value)


def test_what_is_no_such_sheet(pack: AnswerPack) -> None:
    data = sheet_bytes(pack)
    assert "no spreadsheet that can be read" in refused(data[: len(data) // 2])
    assert "not one of ours" in refused(workbook_bytes([Sheet("Other", ["A"], [["1"]])]))
    assert "changed by another program" in refused(fill(data, {"B1": "AAAA"}))
    assert "lost the hidden column" in refused(fill(data, {f"A{HEAD}": None}))
    bomb = io.BytesIO()
    with zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", b" " * 60_000_000)
    assert "unfolds to more than 50 MB" in refused(bomb.getvalue())


def test_a_folded_bomb_is_not_unfolded(pack: AnswerPack) -> None:
    import base64
    import zlib

    bomb = base64.b64encode(zlib.compress(b" " * 100_000_000, 9)).decode()
    assert "changed by another program" in refused(fill(sheet_bytes(pack), {"B1": bomb[:30_000], "C1": bomb[30_000:60_000], "D1": bomb[60_000:90_000], "E1": bomb[90_000:]}))  # fmt: skip
