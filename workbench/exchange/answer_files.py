"""A file with answers, told apart by what is in it and not by its name."""

from __future__ import annotations

import codecs
import csv
import io
import zipfile

from workbench.exchange.answer_checks import Read, checked
from workbench.exchange.answer_error import AnswerFileError
from workbench.exchange.answer_form import read_answer_form
from workbench.exchange.answer_pack import is_pack, read_pack
from workbench.exchange.answer_sheet import MARK, read_answer_rows, read_answer_sheet
from workbench.exchange.formulas import unguarded
from workbench.exchange.pasted import MOST_LETTERS

MOST_BYTES = 50_000_000
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_HEAD = 1_024
"""Where a PDF's mark may stand: programs that mail files put lines before it."""


def read_answers(data: bytes, passphrase: str = "", saved_at: str = "") -> Read:
    """Read an answer pack, a form or a spreadsheet; `saved_at` is when it was, for those that do not say themselves.

    Raises:
        AnswerFileError: in words that follow the file's name, with what to do.
    """
    if not data:
        raise AnswerFileError("it is empty. Ask for the file again.")
    if len(data) > MOST_BYTES:
        raise AnswerFileError(
            f"it is larger than {MOST_BYTES // 1_000_000} MB; that is no file with answers."
        )
    if is_pack(data):
        return checked("pack", read_pack(data, passphrase))
    if b"%PDF-" in data[:_HEAD]:
        return read_answer_form(data, saved_at)
    if _is_archive(data):
        raise AnswerFileError("it is an archive. Unpack it, and take in the files in it.")
    if data.startswith(b"PK"):
        return read_answer_sheet(data, saved_at)
    if data.startswith(_OLE):
        raise AnswerFileError(
            "it is a spreadsheet locked with a password, or of a kind older than .xlsx. "
            "Ask for it saved as .xlsx without a password."
        )
    if MARK.encode() in data[:_HEAD]:
        return _read_csv(data, saved_at)
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)) and MARK in data[:_HEAD].decode(
        "utf-16", "replace"
    ):
        raise AnswerFileError(
            "it is not in UTF-8, so another program changed it. Ask for the file that was sent, or for a spreadsheet saved as .xlsx."
        )
    raise AnswerFileError(
        "it is neither an answer pack nor one of our forms or spreadsheets. Choose the file that was sent back."
    )


def _is_archive(data: bytes) -> bool:
    """Whether files were packed together; a spreadsheet is packed as well, and has parts of its own."""
    if not data.startswith(b"PK"):
        return False
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = archive.namelist()
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError):
        return False
    return not any(each in ("[Content_Types].xml", "mimetype") or each.startswith("xl/") for each in names)


def _read_csv(data: bytes, saved_at: str) -> Read:
    """A spreadsheet that somebody saved as CSV."""
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise AnswerFileError("it is CSV that is not in UTF-8. Ask for it saved as .xlsx.") from None
    first = text.partition("\n")[0]
    delimiter = max((",", ";", "\t"), key=first.count)
    csv.field_size_limit(MOST_LETTERS)
    try:
        rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True))
    except csv.Error:
        raise AnswerFileError("it is CSV that was cut short or damaged. Ask for it saved as .xlsx.") from None
    return read_answer_rows([[unguarded(cell) for cell in row] for row in rows], saved_at)
