"""Reports of any size: no page without words, no heading alone, nothing cut at an edge, every table with its head."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import cache

import pytest

from tests.reports import big, sample
from tests.reports.test_report import FULL, squeezed
from workbench.analysis.standing import rate_book
from workbench.charts.figure import Text
from workbench.domain.book import Book
from workbench.domain.risk import Risk, RiskKind
from workbench.reports import fonts
from workbench.reports.build import Draft, render_bytes
from workbench.reports.layout import MARGIN, PAPERS, Page, Piece
from workbench.reports.settings import ReportSettings
from workbench.reports.text import SECTION

import pypdfium2  # isort: skip

LEAST = 120
"""How many letters a page holds at the least besides header and footer."""


@cache
def draft(count: int, paper: str = "A4") -> Draft:
    book = big.book(count)
    return Draft(book, rate_book(book), replace(FULL, paper=paper))


def said(page: Page) -> str:
    return " ".join(
        mark.text
        for _, piece in page.placed
        for mark in (*piece.marks, *(each for placed in piece.figures for each in placed.figure.marks))
        if isinstance(mark, Text)
    )


def pages(paper: str) -> list[Page]:
    return draft(600, paper)._pages


def headings(piece: Piece) -> Iterator[Text]:
    """The headings of sections a piece holds: their size and weight no other text has."""
    for mark in piece.marks:
        if isinstance(mark, Text) and (mark.size, mark.weight) == (SECTION.size, 600):
            yield mark


@pytest.mark.parametrize("paper", PAPERS)
def test_no_page_is_empty_or_nearly_so(paper: str) -> None:
    found = pages(paper)
    assert len(found) > 200
    for number, page in enumerate(found, 1):
        assert len(said(page)) >= LEAST or page.section.bare, number


@pytest.mark.parametrize("paper", PAPERS)
def test_no_heading_stands_alone_at_the_foot_of_a_page(paper: str) -> None:
    for number, page in enumerate(pages(paper), 1):
        y, piece = page.placed[-1]
        # The last piece of a page may hold a heading only with what belongs to it.
        lowest = max((mark.y for mark in headings(piece)), default=None)
        assert lowest is None or piece.height - lowest > 20, (number, y)
        assert piece is not piece.head, number


@pytest.mark.parametrize("paper", PAPERS)
def test_everything_lies_within_its_page(paper: str) -> None:
    size = PAPERS[paper]
    for number, page in enumerate(pages(paper), 1):
        if page.section.bare:
            continue
        for y, piece in page.placed:
            assert y + piece.height <= size.bottom + 0.5, number
            for mark in piece.marks:
                if isinstance(mark, Text):
                    wide = (
                        fonts.runs(mark.text, mark.family, mark.weight, mark.key == fonts.VISUAL)[1]
                        * mark.size
                        / 1000
                    )
                    left = {"start": mark.x, "middle": mark.x - wide / 2, "end": mark.x - wide}[
                        mark.anchor.value
                    ]
                    assert left >= -MARGIN + 1, (number, mark.text)
                    assert left + wide <= size.inner + 4, (number, mark.text)


def test_every_row_that_goes_on_has_its_head_above_it() -> None:
    for number, page in enumerate(pages("A4"), 1):
        above: set[int] = set()
        for _, piece in page.placed:
            if piece.head is not None and piece is not piece.head:
                marks = piece.head.marks
                assert any(id(mark) in above for mark in marks) or not marks, number
            above |= {id(mark) for mark in piece.marks}


def test_all_entries_are_there_once_each_in_their_list() -> None:
    text = squeezed(" ".join(said(page) for page in pages("A4")))
    for each in big.entities(600):
        code = each.code  # type: ignore[attr-defined]
        assert squeezed(f"{each.title.split()[0]} {each.title.split()[1]}") in text, code  # type: ignore[attr-defined]


def register(count: int) -> Book:
    risks = [
        Risk(id=f"r{n}", assessment="a", code=f"T{n}", title=f"Threat number {n} of many", kind=RiskKind.THREAT, frequency=n % 5 + 1, impact=n % 5 + 1, position=n)
        for n in range(count)
    ]  # fmt: skip
    return Book.of(sample.workspace(), sample.pack(), sample.assessment(), [*sample.respondents(), *risks])


def test_a_register_of_3000_rows_is_whole_with_its_head_on_every_page() -> None:
    book = register(3000)
    data = render_bytes(book, rate_book(book), ReportSettings(date=sample.TODAY, sections=("risks",)))
    document = pypdfium2.PdfDocument(data)
    texts = [page.get_textpage().get_text_range() for page in document]
    document.close()
    assert len(texts) > 80
    everything = squeezed("".join(texts))
    assert [n for n in range(3000) if squeezed(f"Threat number {n} of many") not in everything] == []
    for number, text in enumerate(texts[1:], 2):
        rows = text.count("Threat number")
        assert rows == 0 or "Zone before" in text, number
    assert sum(text.count("Continues on page") for text in texts) >= len(texts) - 3


def test_pages_grow_with_their_rows_and_nothing_else() -> None:
    few, many = (
        len(Draft(book, rate_book(book), replace(FULL, sections=("risks",))))
        for book in (register(1500), register(3000))
    )
    assert many / few == pytest.approx(2, rel=0.1)
