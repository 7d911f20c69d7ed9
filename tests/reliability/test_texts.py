"""F17, F18, F20: very long notes, letters that no file holds, and pictures that are too large or broken."""

from __future__ import annotations

import csv
import io
import re
import struct
import zipfile
import zlib
from pathlib import Path

import openpyxl
import pytest
from docx import Document
from PIL import Image
from pypdf import PdfReader

from tests.exchange.packs import LATER, NOW, book_of, demo_pack
from tests.reliability.checker import Lost
from tests.reliability.conftest import Tally
from tests.reliability.extent import spread
from tests.reliability.operations import is_sentence
from workbench.actions import demo, exports, plan
from workbench.actions.edit import perform
from workbench.analysis.standing import rate_book
from workbench.domain.action import Action
from workbench.domain.answer_pack import MOST_LETTERS, Given
from workbench.domain.assessment import AnswerState
from workbench.exchange.answer_checks import checked
from workbench.exchange.answer_pack import pack_bytes, read_pack
from workbench.exchange.formulas import unguarded
from workbench.exchange.picture import PictureError, small_png
from workbench.exchange.whole_reading import read_whole
from workbench.reports.build import render_bytes
from workbench.reports.settings import ReportSettings
from workbench.storage.store import Store

A = demo.ASSESSMENT_ID
WORDS = [f"w{number:05}" for number in range(1, 14_287)]
NOTE = " ".join(WORDS)


def words_in(text: str) -> list[str]:
    """The numbered words of a text, in order."""
    return re.findall(r"w\d{5}", text)


@pytest.fixture
def noted(demo_store: Store) -> Store:
    """The demo with an action whose purpose is 100,000 letters long."""
    assert len(NOTE) > 100_000
    perform(demo_store, plan.add(A, "Long", purpose=NOTE))
    return demo_store


def written(store: Store, key: str, folder: Path) -> Path:
    """The assessment in a format."""
    form = exports.BY_KEY[key]
    path = folder / f"out{form.suffix}"
    exports.write(form, book_of(store), path, NOW.date(), names=True, loaded=exports.load(store, form, A))
    return path


def same(there: list[str], where: str) -> None:
    if there != WORDS:
        raise Lost(f"{len(there):,} of {len(WORDS):,} words in {where}")


@pytest.mark.fault("F17")
def test_a_long_note_is_whole_in_the_file_and_in_every_format(
    noted: Store, tmp_path: Path, tally: Tally
) -> None:
    with noted.unit(writes=False) as unit:
        (action,) = [each for each in unit.all(Action) if each.title == "Long"]
        assert action.purpose == NOTE
    tally.case()
    (kept,) = [
        each
        for each in read_whole(written(noted, "json", tmp_path)).entities
        if isinstance(each, Action) and each.title == "Long"
    ]
    assert kept.purpose == NOTE
    tally.case()
    with zipfile.ZipFile(written(noted, "csv", tmp_path)) as archive:
        csv.field_size_limit(10_000_000)
        cells = [
            unguarded(cell)
            for name in archive.namelist()
            if name.endswith(".csv")
            for row in csv.reader(io.StringIO(archive.read(name).decode("utf-8-sig"), newline=""))
            for cell in row
        ]
    assert NOTE in cells
    tally.case()
    book = openpyxl.load_workbook(written(noted, "xlsx", tmp_path), read_only=True)
    found = [
        str(cell)
        for sheet in book.worksheets
        for row in sheet.iter_rows(values_only=True)
        for cell in row
        if words_in(str(cell))
    ]
    first, *rest = found
    same(words_in(first.split(" … [")[0] + "".join(rest)), "the spreadsheet")
    tally.case()
    document = Document(str(written(noted, "docx", tmp_path)))
    texts = [each.text for each in document.paragraphs]
    texts += [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    same(words_in("\n".join(texts)), "the Word document")
    tally.case()


@pytest.mark.fault("F17")
def test_a_long_note_is_whole_on_paper(noted: Store) -> None:
    book = book_of(noted)
    data = render_bytes(book, rate_book(book), ReportSettings(date=NOW.date(), sections=("actions",)))
    same(words_in("\n".join(page.extract_text() for page in PdfReader(io.BytesIO(data)).pages)), "the report")


@pytest.mark.fault("F17")
@pytest.mark.parametrize("passphrase", ["", "four words not together"])
def test_a_long_note_in_a_pack_is_whole_and_too_long_a_one_is_left_out_with_a_sentence(
    demo_store: Store, passphrase: str
) -> None:
    pack = demo_pack(demo_store)
    for text in (NOTE[:MOST_LETTERS], NOTE):
        given = Given(question="SPON-1", state=AnswerState.RATED, value=2, note=text)
        data = pack_bytes(pack.with_answers({"SPON-1": given}, LATER), passphrase)
        read = checked("pack", read_pack(data, passphrase))
        back = {each.question: each for each in read.pack.answers}
        if len(text) <= MOST_LETTERS:
            assert back["SPON-1"].note == text
        else:
            assert "SPON-1" not in back
            (said,) = read.problems
            assert is_sentence(said)
            assert "100,001" in said


# --- F18 ------------------------------------------------------------------------------------------


@pytest.mark.fault("F18")
@pytest.mark.parametrize("code", [0, 0xD800, 0xDFFF, 0xD83D], ids=hex)
def test_letters_that_no_file_holds_are_replaced_where_they_are_typed(
    demo_store: Store, code: int, tmp_path: Path, tally: Tally
) -> None:
    """What SQLite cuts at and spreadsheets break on never gets further than the edge; nothing after it is lost."""
    letter = chr(code)
    perform(demo_store, plan.add(A, f"before{letter}after", purpose=f"one{letter}two"))
    with demo_store.unit(writes=False) as unit:
        (action,) = [each for each in unit.all(Action) if each.title.startswith("before")]
    assert (action.title, action.purpose) == ("before\ufffdafter", "one\ufffdtwo")
    for key in exports.BY_KEY:
        data = written(demo_store, key, tmp_path).read_bytes()
        if key == "json":
            assert "before\ufffdafter" in data.decode() or "before\\ufffdafter" in data.decode()
        else:
            with zipfile.ZipFile(io.BytesIO(data)) as archive:
                texts = [archive.read(name) for name in archive.namelist()]
            assert any("before\ufffdafter".encode() in each for each in texts), key
        tally.case()
    book = book_of(demo_store)
    pages = PdfReader(
        io.BytesIO(
            render_bytes(book, rate_book(book), ReportSettings(date=NOW.date(), sections=("actions",)))
        )
    )
    assert "after" in "".join(page.extract_text() for page in pages.pages)
    tally.case()


# --- F20 ------------------------------------------------------------------------------------------


def huge_png(side: int) -> bytes:
    """A picture of one colour that is small as a file and takes gigabytes when it is drawn."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = struct.pack(">IIBBBBB", side, side, 1, 0, 0, 0, 0)
    packed = zlib.compressobj(9)
    row = b"\0" + bytes((side + 7) // 8)
    rows = b"".join(packed.compress(row) for _ in range(side)) + packed.flush()
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


@pytest.mark.fault("F20")
@pytest.mark.parametrize("side", [6_400, 60_000])
def test_a_picture_that_is_too_large_is_refused_before_it_is_drawn(side: int) -> None:
    with pytest.raises(PictureError, match="40 million points"):
        small_png(huge_png(side))


@pytest.mark.fault("F20")
@pytest.mark.parametrize("kind", ["JPEG", "PNG"])
def test_a_picture_that_is_cut_short_is_refused(kind: str, tally: Tally) -> None:
    out = io.BytesIO()
    Image.effect_noise((200, 80), 60).save(out, kind)
    data = out.getvalue()
    assert small_png(data)
    # The last bytes say only that it is over.
    for size in spread(range(0, len(data) - 40, 97), 12):
        with pytest.raises(PictureError) as refused:
            small_png(data[:size])
        assert is_sentence(str(refused.value))
        tally.case()
