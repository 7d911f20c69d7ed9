"""Pages as pictures, asked for by several threads at once as the preview does when settings change quickly."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from functools import cache
from typing import TYPE_CHECKING

from tests.reports import sample
from ui.pages import render_pages
from workbench.analysis.standing import rate_book
from workbench.reports.build import render_bytes
from workbench.reports.settings import ReportSettings

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot


@cache
def report() -> bytes:
    book = sample.book()
    return render_bytes(book, rate_book(book), ReportSettings(date=sample.TODAY, edition="executive"))


def test_several_threads_may_draw_at_once(qtbot: QtBot) -> None:
    with ThreadPoolExecutor(4) as pool:
        drawn = list(pool.map(lambda _: render_pages(report(), 300), range(12)))
    first = drawn[0]
    assert len(first) > 1
    assert all(each == first for each in drawn)
    assert {page.width() for page in first} == {300}


def test_what_is_called_off_stops_between_pages(qtbot: QtBot) -> None:
    asked: list[int] = []

    def cancelled() -> bool:
        asked.append(1)
        return len(asked) > 2

    assert len(render_pages(report(), 300, cancelled)) == 2
    assert render_pages(report(), 300, lambda: True) == []
