"""Operations that write a file for others, each over an older one of its kind where that may be."""

from __future__ import annotations

import zipfile
from collections.abc import Callable, Sequence
from contextlib import suppress
from io import BytesIO
from pathlib import Path

import openpyxl
from pypdf import PdfReader

from tests.reliability.checker import (
    check_old_or_new,
    swept,
)
from tests.reliability.operation import (
    NOW,
    Operation,
    Run,
    Say,
    base,
    book_of,
    workspace,
)
from tests.storage.steps import ASSESSMENT
from workbench.actions import exports, sending
from workbench.analysis.standing import rate_book
from workbench.exchange.answer_pack import read_pack
from workbench.exchange.sheets import write_sheet
from workbench.exchange.whole_reading import parse
from workbench.reports.build import write_report
from workbench.reports.settings import ReportSettings
from workbench.storage.store import Store


def _file(
    name: str, old: bytes, whole: Callable[[bytes], object], make: Callable[[Store, Path], object]
) -> Operation:
    """An operation that writes a file over an older one of its kind; `old` is b'' where nothing may be there."""

    def lay_out(folder: Path) -> None:
        base(folder)
        if old:
            (folder / "out" / name).write_bytes(old)

    def ready(folder: Path) -> Run:
        def run(say: Say) -> None:
            with Store.open(workspace(folder), writable=False) as store:
                make(store, folder / "out" / name)
            say("written")

        return run

    def is_whole(data: bytes) -> bool:
        # Whatever a reader raises over half a file: it is not whole.
        with suppress(Exception):
            whole(data)
            return True
        return False

    def check(folder: Path, said: Sequence[str], why: object) -> None:
        goal = folder / "out" / name
        check_old_or_new(goal, old or None, is_whole, bool(said))
        swept(goal, why)

    return Operation(f"write {name}", lay_out, ready, check)


def _report(store: Store, path: Path) -> None:
    book = book_of(store)
    write_report(book, rate_book(book), ReportSettings(date=NOW.date(), sections=("cover", "summary")), path)


def _pages(data: bytes) -> None:
    assert data.endswith(b"%%EOF\n")
    assert len(PdfReader(BytesIO(data)).pages) > 0


def _cells(data: bytes) -> None:
    assert openpyxl.load_workbook(BytesIO(data), read_only=True).sheetnames


def _members(data: bytes) -> None:
    assert zipfile.ZipFile(BytesIO(data)).testzip() is None


def _export(key: str) -> Callable[[Store, Path], None]:
    def make(store: Store, path: Path) -> None:
        form = exports.BY_KEY[key]
        exports.write(
            form, book_of(store), path, NOW.date(), loaded=exports.load(store, form, ASSESSMENT), names=True
        )

    return make


def _parcel(way: str) -> Callable[[Store, Path], None]:
    def make(store: Store, path: Path) -> None:
        book = book_of(store)
        sending.put(path, sending.parcel(book, book.respondents[0], way, NOW).data)

    return make


def _table(_store: Store, path: Path) -> None:
    write_sheet(path, "Steps", ["Number", "Said"], [[number, "x" * 100] for number in range(500)])


def _rows(data: bytes) -> None:
    assert data.decode("utf-8-sig").count("\n") == 501


_OLD_ZIP = BytesIO()
with zipfile.ZipFile(_OLD_ZIP, "w") as _archive:
    _archive.writestr(zipfile.ZipInfo("old.txt"), "old")
_ZIP = _OLD_ZIP.getvalue()

FILES = (
    _file("report.pdf", b"%PDF-1.4 an older report", _pages, _report),
    _file("all.xlsx", _ZIP, _cells, _export("xlsx")),
    _file("all.zip", _ZIP, _members, _export("csv")),
    _file("all.json", b'{"format": "an older one"}', lambda data: parse(data, "all.json"), _export("json")),
    _file("plan.docx", _ZIP, _members, _export("docx")),
    _file("table.csv", b"an,older\r\n", _rows, _table),
    _file("questions.sreq", b"", read_pack, _parcel("pack")),
    _file("questions.pdf", b"", _pages, _parcel("pdf")),
)
