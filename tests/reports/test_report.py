"""The report as readers get it: read back, searched and compared."""

from __future__ import annotations

import datetime as dt
import errno
import os
import re
import unicodedata
from dataclasses import replace
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Any

import pdfplumber
import pypdf
import pytest

from tests.reports import sample
from workbench.analysis.next_level import next_level
from workbench.analysis.standing import rate_book
from workbench.analysis.summary import one_decimal
from workbench.analysis.sureness import surenesses
from workbench.charts import agreement, ladder
from workbench.domain.action import Action
from workbench.domain.assessment import Consensus, EvidenceItem, EvidenceKind, ScopeKind
from workbench.domain.book import Book, Change
from workbench.domain.risk import Risk, RiskKind
from workbench.reports.build import Cancelled, ReportError, render_bytes, write_report
from workbench.reports.editions import EDITIONS, MAKERS, ReportSettings
from workbench.reports.fonts import printable

FULL = ReportSettings(date=sample.TODAY)


def made(book: Book, settings: ReportSettings = FULL) -> bytes:
    return render_bytes(book, rate_book(book), settings)


@cache
def full() -> bytes:
    return made(sample.book())


@cache
def hostile() -> bytes:
    return made(sample.hostile_book())


def reader(data: bytes) -> Any:
    return pypdf.PdfReader(BytesIO(data))


@cache
def pages_of(data: bytes) -> list[str]:
    return [page.extract_text() for page in reader(data).pages]


def squeezed(text: str) -> str:
    """Text without white space, so that line breaks do not matter."""
    return "".join(text.split())


@cache
def all_text(data: bytes) -> str:
    return squeezed("".join(pages_of(data)))


def outline_titles(entries: Any) -> list[str]:
    found: list[str] = []
    for each in entries:
        found += outline_titles(each) if isinstance(each, list) else [each.title]
    return found


def test_every_section_is_there_with_bookmark_and_contents() -> None:
    file = reader(full())
    titles = outline_titles(file.outline)
    assert titles == [
        "Cover", "Contents", "Executive summary", "How to read this", "Maturity profile", "Capabilities by role", "Agreement", "How sure the levels are",
        "Stage 0, Prevision", "Stage 1, Assess and define", "Stage 2, Implementation", "Stage 3, Initial workstreams", "Stage 4, Revision",
        "Other considerations", "Obstacles", "Risk", "Risk treatment", "Roadmap", "What comes first", "Action list", "Method",
    ]  # fmt: skip
    for title in titles[2:]:
        assert squeezed(title) in squeezed(pages_of(full())[1])


def test_contents_lead_to_the_pages_they_name() -> None:
    file = reader(full())
    for line in pages_of(full())[1].splitlines():
        if line in ("Risk", "Method"):
            target = next(each for each in file.outline if not isinstance(each, list) and each.title == line)
            number = (file.get_destination_page_number(target) or 0) + 1
            assert re.search(rf"{line}\s+{number}\b", pages_of(full())[1])
    links = [each for each in file.pages[1].get("/Annots", []) if each.get_object()["/Subtype"] == "/Link"]
    assert len(links) == 19


def test_every_page_but_the_cover_says_its_number() -> None:
    texts = pages_of(full())
    total = len(texts)
    for number, text in enumerate(texts[1:], 2):
        assert f"{number} / {total}" in text
    assert f"/ {total}" not in texts[0]


def test_no_page_is_blank() -> None:
    for number, text in enumerate(pages_of(full()), 1):
        assert len(text) > 250, number


def test_a_table_that_goes_on_says_where() -> None:
    texts = pages_of(full())
    carried = [number for number, text in enumerate(texts, 1) if "Continues on page" in text]
    assert carried
    for number in carried:
        assert f"Continues on page {number + 1}" in texts[number - 1]


def test_fonts_are_ours_and_embedded() -> None:
    with pdfplumber.open(BytesIO(full())) as document:
        names = {char["fontname"] for page in document.pages for char in page.chars}
    assert names
    assert all("Workbench" in name for name in names)
    for page in reader(full()).pages:
        for font in page["/Resources"]["/Font"].values():
            assert "FontDescriptor" in str(font.get_object()) or "/FontDescriptor" in font.get_object()
    assert b"Helvetica" not in full()


def test_metadata_names_the_program_and_nothing_of_the_machine() -> None:
    info = reader(full()).metadata
    assert info is not None
    assert info.title == "Lumen Freight: SRE assessment, autumn 2026"
    assert info.author == "SRE Assessment Workbench"
    assert info.creation_date == dt.datetime(2026, 11, 22, tzinfo=dt.UTC)
    said = " ".join(str(value) for value in info.values())
    for secret in (os.environ.get("USER", "root"), str(Path.cwd()), "/work", "/home", "anonymous"):
        assert secret not in said
    assert reader(full()).trailer["/Root"]["/Lang"] == "en-GB"


def test_people_appear_by_role_and_never_by_name() -> None:
    text = all_text(full())
    assert "SystemsAdministrator" in text
    for name in (*sample.NAMES, "SECRET-STANCE-NOTE", "Confidential role"):
        assert squeezed(name) not in text
        assert name.encode() not in full()


def test_people_under_three_are_not_even_counted() -> None:
    book = Book.of(
        sample.workspace(), sample.pack(), sample.assessment(), [*sample.respondents(), *sample.talents(2)]
    )
    assert squeezed("People the change depends on") not in all_text(made(book))
    assert squeezed("People the change depends on") in all_text(full())


def test_every_note_reason_and_dissent_is_printed_in_full() -> None:
    text = all_text(full())
    for answer in sample.answers():
        assert squeezed(answer.note) in text
        assert squeezed(answer.reason) in text
    for consensus in sample.book().consensus.values():
        assert squeezed(consensus.dissent) in text


def test_every_question_in_scope_is_printed() -> None:
    text = all_text(full())
    for question in sample.pack().questions:
        assert squeezed(question.ask) in text


def test_the_same_book_gives_the_same_bytes() -> None:
    assert made(sample.book()) == full()


def test_level_and_index_stand_side_by_side_and_no_product_is_printed() -> None:
    text = " ".join(pages_of(full()))
    assert "Managed, index 2.3" in text
    assert "ikelihood" not in text
    assert "F4 I5 → F2 I4" in text
    assert "Treat" in text


def test_before_and_after_in_the_words_of_the_blueprint() -> None:
    said = "Before A6 started, hands-on time for one renewal took 360 min. After, it takes 20 min, an improvement of 94%."
    assert squeezed(said) in all_text(full())


def test_an_action_not_done_yet_names_an_aim_and_claims_no_result() -> None:
    said = "Today, time to restore a stalled queue takes 48 min. After A5 it is to be 6 min, an improvement of 88%."
    assert squeezed(said) in all_text(full())


def test_a_quick_scan_says_so_on_every_page() -> None:
    data = made(sample.book(ScopeKind.QUICK))
    for number, text in enumerate(pages_of(data), 1):
        assert "uick scan, 30 of 100 questions" in text, number
    assert squeezed(sample.pack().capabilities[0].questions[1].ask) not in all_text(data)


def test_an_empty_assessment_says_how_to_begin() -> None:
    data = made(sample.empty_book())
    text = " ".join(pages_of(data))
    assert "No scores yet. Half of a capability's answers" in text
    assert "No scores yet in this area." in text
    titles = outline_titles(reader(data).outline)
    assert "Risk" not in titles
    assert "Roadmap" not in titles


# Hostile text


def test_hostile_text_is_printed_as_typed() -> None:
    text = all_text(hostile())
    for typed in ("<b>&amp; bold</b>", '<img src="file:///etc/passwd"/>', "可靠性工程 と テスト",
                  "Ελληνικά, Кириллица, Tiếng Việt, Straße"):  # fmt: skip
        assert squeezed(typed) in text, typed


def test_what_no_font_has_is_shown_as_its_name_or_number() -> None:
    text = all_text(hostile())
    assert squeezed("rocket [rocket] and [grinning face] end") in text
    assert squeezed("bell [U+0007] esc [U+001B] end") in text
    assert squeezed("right[right-to-left override]left") in text


def test_arabic_and_hebrew_are_shaped_and_run_right_to_left() -> None:
    text = unicodedata.normalize("NFKC", "\n".join(pages_of(hostile())))
    for typed in ("שלום", "العربية"):
        assert typed in text or typed[::-1] in text


def test_a_note_of_100_000_characters_is_whole() -> None:
    text = all_text(hostile())
    assert text.count("y") >= 100_000
    assert text.count("word") >= 20_000
    assert len(reader(hostile()).pages) < 120


def test_nothing_hostile_is_opened_or_linked() -> None:
    for page in reader(hostile()).pages:
        assert "/XObject" not in page["/Resources"]
        for link in page.get("/Annots", []):
            assert "/URI" not in str(link.get_object())


def test_no_text_leaves_the_page() -> None:
    for data in (full(), hostile()):
        with pdfplumber.open(BytesIO(data)) as document:
            for page in document.pages[:12] + document.pages[-14:]:
                for char in page.chars:
                    across = min(char["x0"], page.width - char["x1"])
                    down = min(char["top"], page.height - char["bottom"])
                    assert min(across, down) >= -1, (page.page_number, char["text"])


def test_an_action_longer_than_a_page_runs_over() -> None:
    long = Action(
        id="x",
        assessment="a",
        code="A1",
        title="Long " * 60,
        acceptance=tuple(f"Criterion {n} holds" for n in range(120)),
    )
    book = Book.of(sample.workspace(), sample.pack(), sample.assessment(), [*sample.respondents(), long])
    text = all_text(made(book, replace(FULL, sections=("actions",))))
    assert all(f"Criterion{n}holds" in text for n in range(120))


# Editions and paper


def test_editions_are_explicit_and_known() -> None:
    assert list(EDITIONS) == ["full", "executive", "engagement", "handout", "questionnaire"]
    for edition in EDITIONS.values():
        assert {key for key, _ in (*edition.sections, *edition.optional)} <= {*MAKERS, "contents"}
    assert [key for key, _ in EDITIONS["executive"].sections] == [
        "cover",
        "summary",
        "changed",
        "reading",
        "profile",
        "risks",
        "roadmap",
    ]
    assert [key for key, _ in EDITIONS["engagement"].sections] == ["letter"]
    # What is signed is a document of its own.
    assert "letter" not in {key for key, _ in EDITIONS["full"].sections}


def crowded() -> Book:
    risks = [
        Risk(id=f"k{n}", assessment="a", code=f"T{n}", title=f"Threat {n} " * 9, kind=RiskKind.THREAT, frequency=n % 5 + 1,
             impact=n % 4 + 2, cause="Because of many things. " * 9)
        for n in range(60)
    ]  # fmt: skip
    actions = [replace(each, id=f"{each.id}-{n}") for n in range(6) for each in sample.actions()]
    everything = [*sample.respondents(), *sample.answers(), *sample.obstacles(), *risks, *actions]
    return Book.of(
        replace(sample.workspace(), client="Lumen " * 30), sample.pack(), sample.assessment(), everything
    )


@pytest.mark.parametrize("paper", ["A4", "Letter"])
@pytest.mark.parametrize("make", [sample.book, sample.empty_book, crowded])
def test_the_executive_edition_has_at_most_six_pages(make: Any, paper: str) -> None:
    data = made(make(), ReportSettings(date=sample.TODAY, edition="executive", paper=paper))
    assert len(reader(data).pages) <= 6
    assert "1 / " not in pages_of(data)[0]


def test_letter_paper_has_its_size() -> None:
    page = reader(made(sample.book(), replace(FULL, paper="Letter"))).pages[3]
    assert (float(page.mediabox.width), float(page.mediabox.height)) == (612, 792)


def test_sections_come_in_the_order_they_are_chosen_in_after_cover_and_contents() -> None:
    data = made(sample.book(), replace(FULL, sections=("risks", "contents", "people", "cover", "summary")))
    titles = outline_titles(reader(data).outline)
    assert titles == ["Cover", "Contents", "Risk", "People", "Executive summary"]
    listed = pages_of(data)[1]
    assert [listed.index(f"\n{title}") for title in titles[2:]] == sorted(
        listed.index(f"\n{title}") for title in titles[2:]
    )


def test_a_section_nobody_knows_is_named() -> None:
    with pytest.raises(ReportError, match="no section 'riskz'"):
        made(sample.book(), replace(FULL, sections=("cover", "riskz")))


def test_wrong_settings_are_one_sentence() -> None:
    for wrong in (replace(FULL, edition="pocket"), replace(FULL, paper="A0"), replace(FULL, sections=())):
        with pytest.raises(ReportError, match=r"\.$"):
            made(sample.book(), wrong)


# Writing


def write(path: Path, **more: Any) -> Any:
    book = sample.book()
    return write_report(book, rate_book(book), replace(FULL, sections=("cover", "summary")), path, **more)


def test_a_report_is_written_whole_and_nothing_else(tmp_path: Path) -> None:
    goal = tmp_path / "report.pdf"
    goal.write_bytes(b"%PDF-old")
    seen: list[tuple[int, int]] = []
    result = write(goal, progress=lambda now, of: seen.append((now, of)))
    assert result.pages == len(reader(goal.read_bytes()).pages) == 2
    assert result.bytes == goal.stat().st_size
    assert seen == [(1, 2), (2, 2)]
    assert [each.name for each in tmp_path.iterdir()] == ["report.pdf"]


@pytest.mark.parametrize("call", ["fsync", "replace"])
def test_a_disk_error_keeps_the_old_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, call: str) -> None:
    goal = tmp_path / "report.pdf"
    goal.write_bytes(b"%PDF-old")

    def fail(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, call, fail)
    with pytest.raises(ReportError, match="No space left on device"):
        write(goal)
    assert goal.read_bytes() == b"%PDF-old"
    assert [each.name for each in tmp_path.iterdir()] == ["report.pdf"]


def test_a_missing_folder_is_one_sentence(tmp_path: Path) -> None:
    with pytest.raises(ReportError, match="could not be written"):
        write(tmp_path / "none" / "report.pdf")


def test_cancelling_leaves_the_old_file(tmp_path: Path) -> None:
    goal = tmp_path / "report.pdf"
    goal.write_bytes(b"%PDF-old")
    asked: list[int] = []

    def stop() -> bool:
        asked.append(1)
        return len(asked) > 3

    with pytest.raises(Cancelled):
        write(goal, cancelled=stop)
    assert goal.read_bytes() == b"%PDF-old"
    assert [each.name for each in tmp_path.iterdir()] == ["report.pdf"]
    book = sample.book()
    assert render_bytes(book, rate_book(book), FULL, cancelled=lambda: True) == b""


def test_printable_leaves_known_text_alone() -> None:
    assert printable("Straße 可靠 שלום a\tb\nc") == "Straße 可靠 שלום a\tb\nc"


def test_a_tall_first_row_leaves_no_page_with_a_heading_alone() -> None:
    book = sample.book()
    tall = replace(book.risks[0], title="A title that goes on " * 40, owner="An owner with a long name " * 12)
    book.apply([Change(Risk, tall.id, None, tall)])
    for text in pages_of(made(book)):
        assert len(text) > 250


def test_evidence_given_before_a_choice_is_printed() -> None:
    book = sample.book()
    silent, question = next(
        (who, each) for each in book.questions for who in book.respondents if not book.answer(who.id, each.id)
    )
    item = EvidenceItem(
        id="e" * 32,
        respondent=silent.id,
        question=question.id,
        kind=EvidenceKind.LINK,
        title="Runbook of the night shift",
        url="https://wiki.example/runbook",
    )
    book.apply([Change(EvidenceItem, item.id, None, item)])
    assert squeezed("Runbook of the night shift (https://wiki.example/runbook)") in all_text(made(book))


def test_a_consensus_stands_beside_the_index_without_it() -> None:
    book = sample.book()
    question = next(each for each in book.questions if each.id not in book.consensus and book.answered(each))
    alone = rate_book(book).questions[question.id].index
    assert alone is not None
    agreed = Consensus(
        id="c" * 32, assessment=book.assessment.id, question=question.id, value=5, agreed_by="All"
    )
    book.apply([Change(Consensus, agreed.id, None, agreed)])
    rating = rate_book(book).questions[question.id]
    assert (rating.index, rating.open_index) == (5, alone)
    assert squeezed(f"Consensus: 5, agreed by: All; index {one_decimal(alone)} without it") in all_text(
        made(book)
    )


def test_what_can_be_trusted_is_printed_with_its_reasons() -> None:
    book = sample.book()
    standing = rate_book(book)
    text = all_text(full())
    sure = surenesses(standing, book.pack)
    for part in standing.rated:
        assert part.confidence is not None
        assert squeezed(part.confidence.words) in text
        step = next_level(part)
        if step is not None:
            assert squeezed(ladder.away_words(step, book.pack)) in text
        said = sure.capabilities[part.capability.id]
        assert said is not None
        assert squeezed(said.sentence) in text
    assert sure.overall is not None
    assert squeezed(sure.overall.sentence) in text
    for rating in standing.questions.values():
        if rating.applicable and rating.agreement is not None and rating.word:
            assert squeezed(f"Agreement {agreement.of_question(rating).text}") in text


def test_the_agreement_page_begins_with_the_least() -> None:
    standing = rate_book(sample.book())
    page = next(
        text for text in pages_of(full()) if "Least agreement first" in text and "Krippendorff" in text
    )
    for rating in agreement.ordered(standing)[:8]:
        assert squeezed(rating.question.title) in squeezed(page)
    assert squeezed(agreement.alpha_words(standing)) in squeezed(page)


def test_the_method_names_the_sources_of_its_statistics() -> None:
    text = all_text(full())
    for source in ("C. van der Eijk 2001", "K. Krippendorff 2011", "M. J. Burke", "W. P. Dunlap"):
        assert squeezed(source) in text
    assert squeezed("Teams and groups of fewer than 3 people") in text


def test_without_two_voices_there_is_no_agreement_page() -> None:
    data = made(sample.empty_book())
    assert "Agreement" not in outline_titles(reader(data).outline)
