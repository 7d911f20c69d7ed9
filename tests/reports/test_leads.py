"""Ways through a report: links from figures and lists to what they show, bookmarks, language, and what is read aloud."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from io import BytesIO

import pypdfium2
import pytest

from tests.reports import everything, sample
from tests.reports.test_inventories import with_entries
from tests.reports.test_report import FULL, full, hostile, made, outline_titles, pages_of, reader, squeezed
from workbench.charts.figure import Figure, Spot, TableText
from workbench.domain.book import Book
from workbench.domain.discovery import Discovery, DiscoveryKind
from workbench.domain.service import Service
from workbench.reports.layout import Link, Page, Piece, Placed, Section
from workbench.reports.leads import Leads

TABLE = TableText((), ())


@cache
def listed() -> bytes:
    toil = Discovery(
        id="toil", assessment="a", code="H1", title="Restarting queues", kind=DiscoveryKind.TOIL, runs=40.0, minutes=30.0,
        people=2.0,
    )  # fmt: skip
    service = Service(
        id="api",
        assessment="a",
        code="S1",
        title="The tracking API",
        objective=99.9,
        elapsed=15.0,
        downtime=10.8,
    )
    return made(with_entries(toil, service))


def links(data: bytes, number: int) -> list[tuple[str, int]]:
    """Where the links of a page lead: how they are described, and the page."""
    file = reader(data)
    found: list[tuple[str, int]] = []
    for each in file.pages[number - 1].get("/Annots", []):
        link = each.get_object()
        assert link["/Subtype"] == "/Link"
        found.append((str(link["/Contents"]), file.get_page_number(link["/Dest"][0].get_object()) + 1))
    return found


def page_with(data: bytes, *words: str) -> int:
    """The first page after the contents with all these words."""
    texts = [squeezed(text) for text in pages_of(data)]
    return next(
        number
        for number, text in enumerate(texts, 1)
        if number > 3 and all(squeezed(each) in text for each in words)
    )


def test_every_link_leads_to_a_page_and_says_to_which() -> None:
    count = 0
    for number in range(1, len(reader(full()).pages) + 1):
        for said, page in links(full(), number):
            assert said.endswith(f", page {page}")
            count += 1
    assert count > 150


@pytest.mark.parametrize(
    ("figure", "detail"),
    [
        (("Eight dimensions, now and target",), ("capabilities by role",)),
        (("30 capabilities by role",), ("What people answered", "Sponsorship and deterrents")),
        (("Least agreement first",), ("What people answered",)),
        (("Deterrents and obstacles by impact",), ("B4", "Tickets pass through three queues", "Counter-move")),
        (("Threats and opportunities, before and after treatment",), ("T1", "Because", "412 pages reach")),
        (("Roadmap,", "Milestones"), ("A1", "Remove noisy alerts", "Accepted when")),
        (("Value against effort",), ("A1", "Remove noisy alerts", "Accepted when")),
        (("What we ask you to decide",), ("T1", "Because", "412 pages reach")),
        (("What we ask you to decide",), ("A6", "Automate certificate renewal", "Accepted when")),
        (("Toil, ranked by hours a month",), ("H1", "Restarting queues", "Counted")),
        (("The tracking API: 30 days",), ("S1", "The tracking API", "Counted")),
    ],
)  # fmt: skip
def test_a_figure_leads_to_what_it_shows(figure: tuple[str, ...], detail: tuple[str, ...]) -> None:
    data = listed()
    here, there = page_with(data, *figure), page_with(data, *detail)
    assert there in {page for _, page in links(data, here)}


def test_a_report_without_the_detail_leads_nowhere() -> None:
    data = made(sample.book(), replace(FULL, sections=("risks", "roadmap")))
    pages = {page for number in (1, 2) for _, page in links(data, number)}
    # The matrix leads to the register below it; there are no cards for the roadmap to lead to.
    assert pages <= {1, 2}
    assert {said for said, _ in links(data, page_of(data, "Milestones"))} == set()


def page_of(data: bytes, words: str) -> int:
    return next(number for number, text in enumerate(pages_of(data), 1) if words in text)


def figure(*spots: Spot) -> Figure:
    return Figure(100, 100, (), "Title", TABLE, spots)


def page(*pieces: Piece) -> Page:
    return Page(Section("s", "Section", "", ()), [(0.0, piece) for piece in pieces])


def test_where_a_mark_leads() -> None:
    spots = (
        Spot("r1/after", 10, 10, 20, 20, ""),
        Spot("SLO", 0, 50, 100, 20, ""),
        Spot("SLO:executive", 40, 50, 20, 20, ""),
        Spot("nobody", 0, 80, 10, 10, ""),
    )
    shown = Piece(
        50, (), (Placed(figure(*spots), 5, 3, 0.5),), links=(Link(0, 0, 9, 9, "a1"), Link(0, 0, 1, 1, "?"))
    )
    pages = [
        page(shown),
        page(Piece(1, anchor="treat:r1"), Piece(1, anchor="Action:a1")),
        page(Piece(1, anchor="risk:r1"), Piece(1, anchor="capability-SLO"), Piece(1, anchor="action-a1")),
    ]
    leads = Leads.of(pages)
    found = [(link.x, link.y, link.width, link.height, link.target) for link in leads.of_piece(shown)]
    # The fullest account wins; a cell within its row is not linked a second time; what has no place leads nowhere.
    assert found == [
        (0, 0, 9, 9, "action-a1"),
        (10, 8, 10, 10, "risk:r1"),
        (5, 28, 50, 10, "capability-SLO"),
    ]
    assert leads.reached(pages) == {"action-a1", "risk:r1", "capability-SLO"}
    assert leads.target("nobody", "risk:r1") == "risk:r1"
    assert leads.target("nobody", "elsewhere") == ""


def test_a_page_shown_alone_has_no_links() -> None:
    from workbench.analysis.standing import rate_book
    from workbench.reports.build import Draft

    book = sample.book()
    data = Draft(book, rate_book(book), FULL).page(2)
    assert "/Annots" not in reader(data).pages[0]
    assert outline_titles(reader(data).outline) == []


# What programs that read aloud are given


def test_language_title_and_bookmarks_are_set_in_every_edition() -> None:
    for edition in ("full", "executive", "handout", "questionnaire"):
        file = reader(made(sample.book(), replace(FULL, edition=edition)))
        root = file.trailer["/Root"]
        assert root["/Lang"] == "en-GB"
        assert root["/ViewerPreferences"]["/DisplayDocTitle"] is not None
        assert file.metadata.title.startswith("Lumen Freight")
        assert len(outline_titles(file.outline)) >= 4


def content(data: bytes, number: int) -> str:
    return str(reader(data).pages[number - 1].get_contents().get_data().decode("latin-1"))


def hexed(text: str) -> str:
    return "FEFF" + text.encode("utf-16-be").hex().upper()


def test_figures_carry_their_finding_and_page_furniture_is_told_apart() -> None:
    from workbench.analysis.standing import rate_book
    from workbench.charts import radar

    number = page_with(full(), "Eight dimensions, now and target")
    marks = content(full(), number)
    assert f"/Alt <{hexed(radar.title(rate_book(sample.book())))}>" in marks
    assert marks.count("/Artifact BMC") == 2
    for each in range(1, len(reader(full()).pages) + 1):
        marks = content(full(), each)
        assert marks.count("BDC") + marks.count("BMC") == marks.count("EMC")


def test_what_is_on_the_page_is_read_before_its_header_and_footer() -> None:
    for number, text in enumerate(pages_of(full()), 1):
        if number > 1:
            header, footer = text.splitlines()[-2:]
            assert header.startswith("Lumen Freight SRE assessment, autumn 2026")
            assert footer.startswith("Confidential, for the leadership of Lumen Freight")
            assert footer.endswith(f"{number} / {len(pages_of(full()))}")


def test_text_from_right_to_left_is_copied_in_the_order_it_is_read_in() -> None:
    found = "".join(content(hostile(), number) for number in range(1, len(reader(hostile()).pages) + 1))
    for typed in ("العربية مرحبا بالعالم", "שלום עולם"):
        assert hexed(typed)[4:] in found
    document = pypdfium2.PdfDocument(made(with_note("n مرحبا بالعالم 12 שלום")))
    text = "".join(page.get_textpage().get_text_range() for page in document)
    document.close()
    assert "مرحبا بالعالم 12 שלום" in text


def with_note(note: str) -> Book:
    return everything.book(lambda word: f"{word} {note}")


def test_the_pdf_is_read_by_three_libraries_alike() -> None:
    document = pypdfium2.PdfDocument(BytesIO(full()))
    texts = [squeezed(page.get_textpage().get_text_range()) for page in document]
    document.close()
    for mine, theirs in zip(pages_of(full()), texts, strict=True):
        assert len(squeezed(mine)) == pytest.approx(len(theirs), rel=0.02, abs=10)
