"""The report against WeasyPrint making the same content: cold, warm, in memory, and one page of the preview."""

from __future__ import annotations

import datetime as dt
import importlib.util
import math
import statistics
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

from tests.benchmarks.measure import Missing, Row, alternate, child, child_cpu, clock
from tests.benchmarks.page import page_of
from workbench.actions import books, demo
from workbench.analysis.standing import Standing, rate_book
from workbench.domain.book import Book
from workbench.reports.settings import ReportSettings
from workbench.storage.store import Store

DAY = dt.date(2026, 3, 2)
_OURS = """
import sys
from workbench import cli
status = cli.main(["report", "--workspace", sys.argv[1], "--output", sys.argv[2]], None)
assert status == 0, status
"""
# A child's peak as the kernel counts it would begin with that of the process it was forked from.
_PEAK = """
lines = open("/proc/self/status").read().splitlines()
print(next(line.split()[1] for line in lines if line.startswith("VmHWM")))
"""
_ROWS = """
import datetime as dt, sys, time
from workbench.analysis.standing import rate_book
from workbench.domain.action import Action
from workbench.domain.obstacle import Obstacle
from workbench.domain.assessment import Assessment, Workspace
from workbench.domain.book import Book
from workbench.content.loader import built_in_pack
from workbench.reports.build import render_bytes
from workbench.reports.settings import ReportSettings

day, count = dt.date(2026, 3, 2), int(sys.argv[1])
said = "Tickets pass through three queues before anybody looks at them"
rows = [Obstacle(id=f"o{n}", assessment="a", code=f"D{n}", title=f"{n} {said}", position=n) for n in range(count)]
pack = built_in_pack()[0]
book = Book.of(Workspace(id="w", client="C"), pack, Assessment(id="a", title="T", date=day, pack="p"), rows)
standing = rate_book(book)
settings = ReportSettings(date=day, sections=("contents", "obstacles"))
start = time.process_time()
data = render_bytes(book, standing, settings)
took = time.process_time() - start
"""
_TOOK = "print(took)"
_THEIRS = """
import sys
from weasyprint import HTML
HTML(sys.argv[1]).write_pdf(sys.argv[2])
"""


def run() -> Iterator[Row | Missing]:
    """The rows of this file."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        workspace, html = folder / "demo.srew", folder / "demo.html"
        demo.create(workspace, DAY).close()
        with Store.open(workspace) as store:
            book = books.open_book(store, demo.ASSESSMENT_ID)
        standing = rate_book(book)
        html.write_text(page_of(book, standing, DAY), encoding="utf-8")
        yield from _against(folder, workspace, html)
        yield from _preview(book, standing)
    yield from _many_rows()


def _against(folder: Path, workspace: Path, html: Path) -> Iterator[Row | Missing]:
    if importlib.util.find_spec("weasyprint") is None:
        yield Missing(
            "demo report against WeasyPrint", "WeasyPrint is not installed here; see CONTRIBUTING.md"
        )
        return
    from weasyprint import HTML  # pyright: ignore # a development dependency

    from workbench.reports.build import render_bytes

    ours = (str(workspace), str(folder / "ours.pdf"))
    theirs = (str(html), str(folder / "theirs.pdf"))
    cold = alternate(
        lambda: child_cpu(_OURS, *ours, SRE_WORKBENCH_HOME=str(folder)),
        lambda: child_cpu(_THEIRS, *theirs),
        3,
    )
    yield Row("demo report, cold process, CPU", cold[0], "WeasyPrint, same content", cold[1], 0.25, 0.15)
    with Store.open(workspace) as store:
        book = books.open_book(store, demo.ASSESSMENT_ID)
    standing, settings = rate_book(book), ReportSettings(date=DAY)
    warm = alternate(
        lambda: clock(lambda: render_bytes(book, standing, settings)),
        lambda: clock(lambda: HTML(str(html)).write_pdf()),
        3,
    )
    yield Row("laid out and written from loaded data", warm[0], "WeasyPrint, warm", warm[1], 0.06, 0.02)
    peak = alternate(
        lambda: child(_OURS + _PEAK, *ours, SRE_WORKBENCH_HOME=str(folder)) / 1024,
        lambda: child(_THEIRS + _PEAK, *theirs) / 1024,
        1,
    )
    yield Row("demo report, peak of memory", peak[0], "WeasyPrint, same content", peak[1], 0.4, 0.3, "MB")


def _many_rows() -> Iterator[Row]:
    """How time grows from 5,000 rows of a table to 10,000, and the most memory that takes."""
    half = statistics.median(child(_ROWS + _TOOK, "5000") for _ in range(3))
    whole = statistics.median(child(_ROWS + _TOOK, "10000") for _ in range(3))
    yield Row("10,000 rows, exponent of growth", math.log2(whole / half), "proportional", 1, 1.1, 1.02, "")
    yield Row(
        "10,000 rows, peak of memory", child(_ROWS + _PEAK, "10000") / 1024, "a limit of", 250, 1, 0.6, "MB"
    )


def _preview(book: Book, standing: Standing) -> Iterator[Row]:
    """What the export dialog does until it shows the page one looks at."""
    from ui.pages import render_pages
    from workbench.reports.build import Draft, Sketch

    settings = ReportSettings(date=DAY)

    def timed(name: str, show: Callable[[], bytes | None]) -> Row:
        def once() -> None:
            data = show()
            assert data is not None
            render_pages(data, 560)

        once()
        took = statistics.median(clock(once) for _ in range(5))
        return Row(name, took, "150 ms", 150, 1, 80 / 150)

    yield timed("preview: the cover, from loaded data", lambda: Sketch(book, standing, settings).early())
    whole = Draft(book, standing, settings)
    letter = replace(settings, paper="Letter")
    for number in (2, 5, 10, 20, 40):
        place = whole.place(number)
        yield timed(
            f"preview: page {number} on another paper",
            lambda place=place: Sketch(book, standing, letter, whole).early(place),
        )
    executive = replace(settings, edition="executive")
    yield timed("preview: page 2 of the executive edition", lambda: Draft(book, standing, executive).page(2))
    fewer = replace(settings, sections=("cover", "contents", "summary", "profile", "risks", "method"))
    yield timed(
        "preview: page 5 of another choice of sections",
        lambda: Draft(book, standing, fewer, before=whole).page(5),
    )
