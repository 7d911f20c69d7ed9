"""Words too long for their place are printed to the end, somewhere."""

from __future__ import annotations

import datetime as dt
import re
from io import BytesIO

import pytest
from pypdf import PdfReader

from workbench.actions import answers, assessments, books, demo, discoveries, plan
from workbench.actions.edit import Edit, perform
from workbench.analysis.standing import rate_book
from workbench.domain.discovery import DiscoveryKind
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


def test_signs_without_a_font_leave_no_picture(demo_store: Store) -> None:
    # Each Thai letter is printed as its number, eight signs wide where the picture plans for one.
    thai = "\u0e40\u0e01\u0e32\u0e30" * 12
    toil = discoveries.add(
        A, thai, kind=DiscoveryKind.TOIL, runs=400.0, minutes=60.0, people=1.0, hours_after=2.0
    )
    pages = [page for page in read(demo_store, toil).pages if "Toil, ranked by" in page.extract_text()]
    begins = [
        float(found)
        for page in pages
        for found in re.findall(rb"BT 1 0 0 1 (\S+) \S+ Tm", page.get_contents().get_data())  # type: ignore[union-attr]
    ]
    assert len(pages) == 1
    # Margins are 18 mm, which are 51.02 points; a label ends where the bars begin, so a long one leaves on the left.
    assert min(begins) >= 51
