"""Answer forms for tests: made by ReportLab, filled in by pypdf."""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Mapping
from typing import Any

from pypdf import PdfReader, PdfWriter
from pypdf.generic import NameObject

from workbench.analysis.standing import rate_book
from workbench.domain.answer_form import field_name
from workbench.domain.answer_pack import AnswerPack
from workbench.domain.book import Book
from workbench.exchange.answer_folded import folded
from workbench.reports.answer_form import form_bytes

DAY = dt.date(2026, 11, 22)


def made(book: Book, pack: AnswerPack) -> bytes:
    """The form of a pack."""
    return form_bytes(book, rate_book(book), pack, folded(pack), DAY)


def fill(data: bytes, values: Mapping[tuple[str, str], str]) -> bytes:
    """What somebody does in a viewer, by part and question: '/2' sets the third button, a text goes into a box."""
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(data)))
    fields: dict[str, Any] = {field_name(*key): value for key, value in values.items()}
    for page in writer.pages:
        if "/Annots" in page:
            writer.update_page_form_field_values(page, fields, auto_regenerate=False)
    return written(writer)


def written(writer: PdfWriter) -> bytes:
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def press(data: bytes, question: str, *places: int) -> bytes:
    """Set several buttons of a question at once, as no viewer should."""
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(data)))
    field = next(each for each in fields_of(writer) if each.get("/T") == field_name("answer", question))
    for number, kid in enumerate(field["/Kids"]):
        kid.get_object()[NameObject("/AS")] = NameObject(f"/{number}" if number in places else "/Off")
    return written(writer)


def fields_of(document: Any) -> list[Any]:
    """The top fields of a form."""
    root: Any = document.trailer["/Root"] if isinstance(document, PdfReader) else document.root_object
    return [each.get_object() for each in root["/AcroForm"]["/Fields"]]
