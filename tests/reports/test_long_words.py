"""Words too long for their place are printed to the end, somewhere."""

from __future__ import annotations

import datetime as dt
from io import BytesIO

import pytest
from pypdf import PdfReader

from workbench.actions import answers, assessments, books, demo, plan
from workbench.actions.edit import Edit, perform
from workbench.analysis.standing import rate_book
from workbench.reports.build import render_bytes
from workbench.reports.settings import ReportSettings
from workbench.storage.store import Store

A = demo.ASSESSMENT_ID
LONG = "word " * 800
DAY = dt.date(2026, 11, 23)


def read(store: Store, edit: Edit) -> PdfReader:
    perform(store, edit)
    book = books.open_book(store, A)
    return PdfReader(BytesIO(render_bytes(book, rate_book(book), ReportSettings(date=DAY))))


@pytest.mark.parametrize(
    "edit",
    [
        pytest.param(answers.agree(A, "OBS-2", 3, agreed_by=LONG + "LAST"), id="who agreed"),
        pytest.param(plan.add(A, LONG + "LAST"), id="title of an action"),
        pytest.param(plan.add(A, "x" * 30_000 + "LAST"), id="one word of a title"),
        pytest.param(plan.add(A, "T", purpose=LONG * 2, measure="LAST"), id="measure of a long action"),
        pytest.param(plan.add(A, "T", purpose="LAST", before=4.0, expected=2.0), id="purpose of a measured action"),
        pytest.param(plan.add(A, "T", owner=LONG + "LAST"), id="owner of an action"),
    ],
)  # fmt: skip
def test_long_words_are_printed_to_the_end(demo_store: Store, edit: Edit) -> None:
    text = "".join(page.extract_text() for page in read(demo_store, edit).pages)
    assert "LAST" in text.replace("\n", "")


def test_the_title_of_the_file_is_one_plain_line(demo_store: Store) -> None:
    title = "Autumn\x07\n\N{RIGHT-TO-LEFT OVERRIDE}2026 " + LONG
    meta = read(demo_store, assessments.change(A, title=title)).metadata
    assert meta is not None
    assert meta.title is not None
    assert len(meta.title) <= 200
    assert meta.title.isprintable()
    assert meta.title.startswith("Larkfield Logistics: Autumn")
