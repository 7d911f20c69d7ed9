"""Files that others sent, read in a process of its own: each bad one has its sentence, the others are read."""

from __future__ import annotations

import hashlib
import io
import os
import time
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest
from pypdf import PdfReader, PdfWriter

from tests.exchange.forms import made, press, written
from tests.exchange.packs import LATER, PASSPHRASE, book_of, demo_pack
from tests.exchange.test_answer_sheet import fill as fill_sheet
from workbench.domain.answer_pack import AnswerPack, Given
from workbench.domain.assessment import AnswerState
from workbench.exchange.answer_error import AnswerFileError
from workbench.exchange.answer_files import read_answers
from workbench.exchange.answer_folded import folded
from workbench.exchange.answer_pack import pack_bytes
from workbench.exchange.answer_sheet import sheet_bytes
from workbench.exchange.door import Limits
from workbench.exchange.reading import FileRead, read_files
from workbench.storage.store import Store


@pytest.fixture(scope="module")
def pack(demo_template: Path) -> AnswerPack:
    with Store.open(demo_template, writable=False) as store:
        whole = demo_pack(store)
    short = replace(whole, questions=whole.questions[:4], answers=(), before={})
    first = short.questions[0].id
    return short.with_answers({first: Given(question=first, state=AnswerState.DONT_KNOW, note="Sent")}, LATER)


@pytest.fixture(scope="module")
def form(demo_template: Path, pack: AnswerPack) -> bytes:
    with Store.open(demo_template, writable=False) as store:
        return made(book_of(store), pack)


def put(folder: Path, **files: bytes) -> list[Path]:
    """Files whose names say nothing of what is in them."""
    paths: list[Path] = []
    for name, data in files.items():
        paths.append(folder / f"{name}.dat")
        paths[-1].write_bytes(data)
    return paths


def locked_pdf(form: bytes) -> bytes:
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(form)))
    writer.encrypt("secret", algorithm="AES-256")
    return written(writer)


def bomb() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", b" " * 60_000_000)
    return out.getvalue()


def problems(found: list[FileRead]) -> dict[str, str]:
    return {each.path.stem: each.problem for each in found if each.problem}


def test_all_kinds_are_told_apart_by_what_is_in_them(tmp_path: Path, pack: AnswerPack, form: bytes) -> None:
    paths = put(
        tmp_path, one=pack_bytes(pack), two=pack_bytes(pack, PASSPHRASE), three=form, four=sheet_bytes(pack)
    )
    heard: list[tuple[int, int]] = []
    found = read_files(paths, [PASSPHRASE], lambda done, total: heard.append((done, total)))
    assert problems(found) == {}
    assert [each.read.kind for each in found if each.read] == ["pack", "pack", "pdf", "sheet"]
    for each in found:
        assert each.read is not None
        assert replace(each.read.pack, saved_at=LATER) == pack
        assert each.sha256 == hashlib.sha256(each.path.read_bytes()).hexdigest()
    assert heard == [(1, 4), (2, 4), (3, 4), (4, 4)]


def test_bad_files_have_a_sentence_each_and_the_others_are_read(
    tmp_path: Path, pack: AnswerPack, form: bytes
) -> None:
    first, second = (each.id for each in pack.questions[:2])
    paths = put(
        tmp_path,
        empty=b"",
        good=pack_bytes(pack),
        cut=form[: len(form) // 2],
        locked=locked_pdf(form),
        sealed=pack_bytes(pack, PASSPHRASE),
        bomb=bomb(),
        old=b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600,
        other=b"Dear colleague, here are my answers.",
        twice=press(form, second, 1, 3),
        formula=fill_sheet(sheet_bytes(pack), {"F10": "=1+1"}),
        long=pack_bytes(pack.with_answers({second: Given(question=second, note="x" * 100_000)}, LATER)),
    )
    paths.insert(3, tmp_path / "gone.dat")
    paths.append(tmp_path)
    found = read_files(paths)
    assert [each.path for each in found] == paths
    said = problems(found)
    assert set(said) == {"empty", "cut", "gone", "locked", "sealed", "bomb", "old", "other", tmp_path.stem}
    for name, words in {
        "empty": "it is empty",
        "locked": "locked with a password",
        "sealed": "Give the passphrase",
        "bomb": "unfolds to more than 50 MB",
        "old": "older than .xlsx",
        "other": "neither an answer pack",
        "gone": "cannot be read (No such file",
    }.items():
        assert said[name].startswith(f"'{name}.dat' was not taken in: it ")
        assert words in said[name]
    assert {each.path.stem for each in found if each.locked} == {"sealed"}
    read = {each.path.stem: each.read for each in found if each.read}
    assert set(read) == {"good", "twice", "formula", "long"}
    assert read["good"].problems == ()
    for name, words in {
        "twice": "two answers set",
        "formula": "holds a formula",
        "long": "100,000 letters",
    }.items():
        assert len(read[name].problems) == 1
        assert words in read[name].problems[0]
        assert [each.question for each in read[name].pack.answers] == [first]


def test_other_encodings_and_archives_have_a_sentence_of_their_own(tmp_path: Path, pack: AnswerPack) -> None:
    """What Windows calls 'Unicode' is UTF-16; mail programs pack what they send."""
    rows = f"sre-workbench/answers\t{folded(pack)}\n"
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("mine.sreanswers", pack_bytes(pack))
    paths = put(
        tmp_path,
        pack=pack_bytes(pack).decode().encode("utf-16"),
        sheet=rows.encode("utf-16"),
        big=b"\xfe\xff" + rows.encode("utf-16-be"),
        other="Dear colleague, here are my answers.".encode("utf-16"),
        archive=packed.getvalue(),
    )
    said = problems(read_files(paths))
    for name in ("pack", "sheet", "big"):
        assert "it is not in UTF-8, so another program changed it" in said[name], name
    assert "neither an answer pack" in said["other"]
    assert "it is an archive. Unpack it, and take in the files in it." in said["archive"]


def test_the_right_one_of_several_passphrases_opens_each(tmp_path: Path, pack: AnswerPack) -> None:
    paths = put(tmp_path, one=pack_bytes(pack, PASSPHRASE), two=pack_bytes(pack, "quite another one"))
    found = read_files(paths, ["of no use here", "quite another one", PASSPHRASE])
    assert problems(found) == {}


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="needs a file that never ends")
def test_what_takes_too_long_is_stopped_and_the_others_are_read(tmp_path: Path, pack: AnswerPack) -> None:
    paths = put(tmp_path, before=pack_bytes(pack), after=pack_bytes(pack))
    endless = tmp_path / "endless.dat"
    os.mkfifo(endless)
    began = time.monotonic()
    found = read_files([paths[0], endless, paths[1]], limits=Limits(wall=3.0))
    assert time.monotonic() - began < 30
    assert (
        "takes longer or more memory" in problems(found)["endless"]
        or "took longer" in problems(found)["endless"]
    )
    assert [bool(each.read) for each in found] == [True, False, True]


def heavy(sheet: bytes) -> bytes:
    """A spreadsheet of two million cells, which is no more than one may have."""
    row = "".join("<c><v>1</v></c>" for _ in range(200))
    out = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(sheet)) as whole,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive,
    ):
        for name in whole.namelist():
            data = whole.read(name)
            if name == "xl/worksheets/sheet1.xml":
                data = (
                    f"<worksheet><sheetData>{f'<row>{row}</row>' * 10_000}</sheetData></worksheet>".encode()
                )
            archive.writestr(name, data)
    return out.getvalue()


@pytest.mark.skipif(os.name == "nt", reason="Windows limits no processor time here")
def test_processor_time_is_limited(tmp_path: Path, pack: AnswerPack) -> None:
    paths = put(tmp_path, before=pack_bytes(pack), heavy=heavy(sheet_bytes(pack)), after=pack_bytes(pack))
    found = read_files(paths, limits=Limits(wall=120.0, seconds=1))
    assert "it took longer or more memory" in problems(found)["heavy"]
    assert [bool(each.read) for each in found] == [True, False, True]


@pytest.mark.skipif(os.name == "nt", reason="Windows limits no memory here")
def test_memory_is_limited(tmp_path: Path, pack: AnswerPack) -> None:
    big = pack_bytes(pack.with_answers({pack.questions[1].id: Given(question=pack.questions[1].id, note="x" * 9_000_000)}, LATER))  # fmt: skip
    paths = put(tmp_path, big=big, small=pack_bytes(pack))
    assert all(each.problem for each in read_files(paths, limits=Limits(memory=24 << 20)))
    assert all(each.read for each in read_files(paths))


def test_cancelled_it_gives_what_it_has(tmp_path: Path, pack: AnswerPack) -> None:
    paths = put(tmp_path, one=pack_bytes(pack), two=pack_bytes(pack), three=pack_bytes(pack))
    heard: list[int] = []
    found = read_files(paths, progress=lambda done, _total: heard.append(done), cancelled=lambda: bool(heard))
    assert len(found) == 1


def test_a_sheet_saved_as_csv_is_read_too(pack: AnswerPack) -> None:
    import csv

    import openpyxl

    first, second = (each.id for each in pack.questions[:2])
    sheet = openpyxl.load_workbook(io.BytesIO(fill_sheet(sheet_bytes(pack), {"F10": "I don’t know"})))[
        "Questions"
    ]
    out = io.StringIO(newline="")
    csv.writer(out, delimiter=";").writerows(
        [["" if cell is None else cell for cell in row] for row in sheet.values]
    )
    read = read_answers(out.getvalue().encode("utf-8-sig"))
    assert (read.kind, read.problems) == ("sheet", ())
    assert [(each.question, each.state) for each in read.pack.answers] == [
        (first, AnswerState.DONT_KNOW),
        (second, AnswerState.DONT_KNOW),
    ]
    with pytest.raises(AnswerFileError, match="not in UTF-8"):
        read_answers(out.getvalue().encode("cp1252", "replace"))
