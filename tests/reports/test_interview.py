"""The interview sheet as it is printed and copied."""

from __future__ import annotations

import datetime as dt
import errno
import os
from dataclasses import replace
from pathlib import Path

import pytest

from tests.reports import sample
from tests.reports.test_report import all_text, reader, squeezed
from workbench.analysis.people import PROFICIENCY
from workbench.analysis.standing import Standing, rate_book
from workbench.domain.book import Book
from workbench.reports.interview import Sheet, SheetDraft, as_text, write_sheet
from workbench.reports.settings import ReportError

DAY = dt.date(2026, 11, 24)
SHEET = Sheet("III", external=True, date=DAY, interviewer="Head of Operations")


@pytest.fixture(scope="module")
def book() -> Book:
    return sample.empty_book()


@pytest.fixture(scope="module")
def standing(book: Book) -> Standing:
    return rate_book(book)


@pytest.mark.parametrize("level", ["I", "II", "III", "IV", "V", "VI", "VII"])
@pytest.mark.parametrize("paper", ["A4", "Letter"])
def test_a_sheet_has_everything_of_its_level(book: Book, standing: Standing, level: str, paper: str) -> None:
    draft = SheetDraft(book, standing, replace(SHEET, level=level), DAY, paper)
    text = all_text(draft.whole())
    found = next(each for each in book.pack.skill_levels if each.id == level)
    for words in (f"Interview for level {level}, {found.name}", "External", "24 Nov 2026", "Head of Operations",
                  "Candidate", "Placed at", found.text, *found.questions):  # fmt: skip
        assert squeezed(words) in text, words
    for each in book.pack.competences:
        value = found.expected[each.id]
        core = ", core" if each.core else ""
        assert squeezed(f"{each.name}{core} {value}, {PROFICIENCY[value].lower()}") in text
    assert 2 <= len(draft) <= 3
    assert len(reader(draft.page(1)).pages) == 1


def test_nothing_is_known_of_the_candidate(book: Book, standing: Standing) -> None:
    text = all_text(SheetDraft(book, standing, Sheet("I"), DAY).whole())
    assert "Internal" in text
    assert "External" not in text
    for name in sample.NAMES:
        assert squeezed(name) not in text


def test_no_question_is_parted_from_its_lines(book: Book, standing: Standing) -> None:
    data = SheetDraft(book, standing, SHEET, DAY).whole()
    for page in reader(data).pages:
        assert len(page.extract_text()) > 150


def test_the_sheet_as_text(book: Book) -> None:
    text = as_text(book.pack, SHEET)
    assert text.startswith("# Interview for level III, Senior\n")
    assert "- Coding and automation, core: expected 3, works without help. Found: " in text
    assert "From: external" in text
    assert "Date: 24 Nov 2026" in text
    assert "Interviewer: Head of Operations" in text
    for number, question in enumerate(book.pack.skill_levels[2].questions, 1):
        assert f"{number}. {question}" in text
    assert "Date: \n" in as_text(book.pack, Sheet("I"))


def test_a_level_the_pack_does_not_have(book: Book, standing: Standing) -> None:
    with pytest.raises(ReportError, match="no skill level 'XL'"):
        SheetDraft(book, standing, Sheet("XL"), DAY)
    with pytest.raises(ReportError, match="no paper 'A0'"):
        SheetDraft(book, standing, SHEET, DAY, "A0")


def test_a_sheet_is_written_whole(book: Book, standing: Standing, tmp_path: Path) -> None:
    goal = tmp_path / "sheet.pdf"
    result = write_sheet(book, standing, SHEET, goal, DAY)
    assert result.pages == len(reader(goal.read_bytes()).pages)
    assert result.bytes == goal.stat().st_size
    assert [each.name for each in tmp_path.iterdir()] == ["sheet.pdf"]


def test_what_is_no_pdf_is_left_as_it_is(book: Book, standing: Standing, tmp_path: Path) -> None:
    goal = tmp_path / "client.srew"
    goal.write_bytes(b"SQLite format 3")
    with pytest.raises(ReportError, match="is no PDF"):
        write_sheet(book, standing, SHEET, goal, DAY)
    assert goal.read_bytes() == b"SQLite format 3"


def test_a_full_disk_keeps_the_old_file(
    book: Book, standing: Standing, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    goal = tmp_path / "sheet.pdf"
    goal.write_bytes(b"%PDF-old")

    def fail(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "fsync", fail)
    with pytest.raises(ReportError, match="No space left on device"):
        write_sheet(book, standing, SHEET, goal, DAY)
    assert goal.read_bytes() == b"%PDF-old"
    assert [each.name for each in tmp_path.iterdir()] == ["sheet.pdf"]
