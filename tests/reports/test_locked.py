"""A report under a password: AES-256 of revision 6, and nothing readable of it on the disk."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path
from typing import Any

import pypdfium2
import pytest
from pypdf import PdfReader
from pypdf.errors import FileNotDecryptedError

from tests.reports import sample
from workbench.analysis.standing import rate_book
from workbench.reports.build import write_report
from workbench.reports.settings import ReportError, ReportSettings

PASSWORD = "correct horse battery"
SETTINGS = ReportSettings(date=sample.TODAY, edition="executive")


def written(path: Path, password: str) -> bytes:
    found = sample.book()
    write_report(found, rate_book(found), SETTINGS, path, password=password)
    return path.read_bytes()


def test_it_opens_with_the_password_alone_and_says_the_same(tmp_path: Path) -> None:
    data = written(tmp_path / "locked.pdf", PASSWORD)
    open_one = PdfReader(tmp_path / "locked.pdf")
    encrypt: Any = open_one.trailer["/Encrypt"]
    assert (encrypt["/V"], encrypt["/R"], encrypt["/Length"]) == (5, 6, 256)
    assert encrypt["/CF"]["/StdCF"]["/CFM"] == "/AESV3"
    with pytest.raises(FileNotDecryptedError):
        _ = open_one.pages[0]
    assert not open_one.decrypt("correct horse")
    with pytest.raises(pypdfium2.PdfiumError):
        pypdfium2.PdfDocument(data)
    # Another library reads what was written.
    document = pypdfium2.PdfDocument(data, password=PASSWORD)
    plain = pypdfium2.PdfDocument(written(tmp_path / "open.pdf", ""))
    assert [page.get_textpage().get_text_range() for page in document] == [
        page.get_textpage().get_text_range() for page in plain
    ]
    assert [each.get_title() for each in document.get_toc()] == [each.get_title() for each in plain.get_toc()]


def test_no_word_of_it_is_readable_in_the_file(tmp_path: Path) -> None:
    data = written(tmp_path / "locked.pdf", PASSWORD)
    for word in (b"Tern", b"Executive", b"SRE Assessment", b"ReportLab"):
        assert word not in data
    assert [each.name for each in tmp_path.iterdir()] == ["locked.pdf"]


@pytest.mark.skipif(shutil.which("qpdf") is None, reason="qpdf is not installed; CI has it")
def test_a_checker_finds_nothing_wrong(tmp_path: Path) -> None:
    written(tmp_path / "locked.pdf", PASSWORD)
    checked = subprocess.run(
        ["qpdf", f"--password={PASSWORD}", "--check", tmp_path / "locked.pdf"], capture_output=True, text=True
    )
    assert checked.returncode == 0, checked.stdout + checked.stderr


@pytest.mark.parametrize(
    "password", ["Пароль для всех", "ﬁsh and chips", "e\u0301galite\u0301s", "四つの言葉と数字です"]
)
def test_a_password_of_any_script_opens_it_as_readers_bring_it(password: str, tmp_path: Path) -> None:
    import unicodedata

    data = written(tmp_path / "locked.pdf", password)
    assert len(pypdfium2.PdfDocument(data, password=unicodedata.normalize("NFKC", password))) > 1


@pytest.mark.parametrize(
    ("password", "said"), [("short", "at least 8"), ("        x", "at least 8"), ("ä" * 64, "at most 127")]
)
def test_a_password_that_protects_nothing_is_refused_before_anything_is_written(
    password: str, said: str, tmp_path: Path
) -> None:
    (tmp_path / "old.pdf").write_bytes(b"%PDF- old")
    with pytest.raises(ReportError, match=said):
        written(tmp_path / "old.pdf", password)
    assert (tmp_path / "old.pdf").read_bytes() == b"%PDF- old"
