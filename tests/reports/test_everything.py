"""All that was typed is in the full report, sign for sign; nothing of it is ever taken for an instruction."""

from __future__ import annotations

import subprocess
import sys
import textwrap
from dataclasses import replace
from pathlib import Path

import pytest

from tests.reports import everything
from tests.reports.test_report import FULL, all_text, made, reader, squeezed
from workbench.domain.action import Action
from workbench.domain.assessment import Consensus, Respondent
from workbench.domain.book import Book
from workbench.domain.entity import Entity
from workbench.domain.invitation import Intake, Invitation
from workbench.domain.snapshot import Snapshot
from workbench.domain.talent import Talent
from workbench.domain.variant import Variant
from workbench.reports.brand import Branding
from workbench.reports.editions import EDITIONS
from workbench.reports.fonts import printable

CONFIDENTIAL: dict[type[Entity], set[str]] = {
    Talent: {"role_title", "name", "team", "strengths", "advocate_for", "goal", "training", "note"},
    Respondent: {"name"},
}
"""What is in no edition unless somebody asks for it."""
KEPT_OUT: dict[type[Entity], set[str]] = {
    **CONFIDENTIAL,
    # One person alone is no group: teams and groups that small are shown together.
    Respondent: {"name", "team", "group", "set_aside"},
    # Who was asked to answer alone, and what came back when, would tell whose an answer is.
    Invitation: {"note"},
    Intake: {"file", "by"},
    # What-if is a desk of its own: the report holds the plan that was chosen.
    Variant: {"title", "note"},
    # A report says what is, not which copies of it were kept.
    Snapshot: {"name", "by", "note"},
    # Of an action that goes on there is no reason why it was dropped.
    Action: {"drop_reason"},
}
MORE = [(Action, part, name) for part, names in (
    ("project", ("title", "measure", "unit", "window", "source", "benefits", "tell")), ("dropped", ("title", "reason")),
) for name in names]  # fmt: skip

NAUGHTY = (
    "<b>&amp;</b> &lt; & < >",
    '<img src="file:///etc/passwd"/><img src="http://localhost:9/x.png"/>',
    '<a href="http://localhost:9/">x</a> <font color="url(http://localhost:9)">y</font>',
    "=HYPERLINK(1) @SUM %(x)s {0} {x} %s \\n \\ (a) )( [b] <</JS 1>> /URI endstream",
    "'; DROP TABLE x; -- \" ’ ” `",
    "مرحبا بالعالم 123 (a)",
    "שלום עולם, abc!",
    "可靠性工程 と テスト 한국어",
    "การทดสอบ Ελληνικά Кириллица Tiếng Việt",
    "👨‍👩‍👧 🇩🇪 👍🏽 ❤️ 🚀",
    "\x07\x1b\u202e\u200b\ufeff\x7f e\u0301\u0323",
    "line one\nline two\r\n\tline three\u2028four",
    "W" * 300,
)


def branded(book: Book) -> bytes:
    """The full report with the client's own words."""
    brand = book.workspace.brand
    own = Branding(cover=brand.cover, footer=brand.footer)
    return made(book, replace(FULL, brand=own, classification=brand.confidentiality))


def test_every_text_of_every_kind_is_in_the_full_report() -> None:
    text = all_text(branded(everything.book()))
    listed = [(kind, field, word) for kind, field, word in everything.words()]
    assert len(listed) > 120
    missing = [
        (kind.__name__, field)
        for kind, field, word in listed
        if field not in KEPT_OUT.get(kind, ()) and word not in text
    ]
    missing += [(part, name) for kind, part, name in MORE if everything.word(kind, part, name) not in text]
    assert missing == []


@pytest.mark.parametrize("edition", EDITIONS)
def test_what_is_confidential_is_in_no_edition(edition: str) -> None:
    data = made(everything.book(), replace(FULL, edition=edition))
    text = all_text(data)
    for kind, field, word in everything.words():
        if field in CONFIDENTIAL.get(kind, ()):
            assert word not in text, (kind, field)
            assert word.encode() not in data


@pytest.mark.parametrize("naughty", NAUGHTY)
def test_naughty_text_in_every_field_is_printed_as_typed(naughty: str) -> None:
    data = branded(everything.book(lambda word: f"{word} {naughty} {word}"))
    text = all_text(data)
    missing = [
        (kind.__name__, field)
        for kind, field, word in everything.words()
        if field not in KEPT_OUT.get(kind, ()) and word not in text
    ]
    assert missing == []
    # Cells part it over lines; a dissent has the room to show it whole.
    if naughty.isascii():
        dissent = everything.word(Consensus, "dissent")
        assert squeezed(printable(f"{dissent} {naughty} {dissent}")) in text
    for page in reader(data).pages:
        assert "/XObject" not in page["/Resources"]
        for link in page.get("/Annots", []):
            assert link.get_object()["/Subtype"] == "/Link"
            assert "/A" not in link.get_object()


WATCHED = textwrap.dedent(
    """
    import os, sys
    from tests.reports import everything, sample
    from tests.reports.test_everything import NAUGHTY
    from workbench.analysis.standing import rate_book
    from workbench.reports.build import write_report
    from workbench.reports.editions import EDITIONS, ReportSettings
    from pathlib import Path

    folder = Path(sys.argv[1])
    books = [everything.book(lambda word: f"{word} {naughty}") for naughty in NAUGHTY[:3]]
    standings = [rate_book(book) for book in books]
    seen = []

    def watch(event, args):
        if event in ("open", "os.open"):
            seen.append((event, os.fsdecode(args[0]) if isinstance(args[0], (str, bytes)) else str(args[0])))
        elif event.startswith(("socket.", "urllib.", "http.", "ftplib.", "subprocess.", "os.system", "os.exec", "os.spawn", "webbrowser.")):
            seen.append((event, repr(args)))

    sys.addaudithook(watch)
    for number, (book, standing) in enumerate(zip(books, standings)):
        for edition in EDITIONS:
            if edition == "engagement" and not book.agreements:
                continue
            write_report(book, standing, ReportSettings(date=sample.TODAY, edition=edition), folder / f"{number}-{edition}.pdf")
    for event, what in dict.fromkeys(seen):
        print(event, what, sep="\\t")
    """
)


def test_writing_a_report_opens_nothing_but_its_own_files(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-B", "-c", WATCHED, str(tmp_path)],
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
        cwd=Path(__file__).parents[2],
    )
    assert done.returncode == 0, done.stderr
    seen = [line.split("\t", 1) for line in done.stdout.splitlines()]
    assert any(name.endswith("WorkbenchSans-Regular.ttf") for _, name in seen)
    allowed = (".ttf", ".py", ".pyc", ".so", ".json", ".srew-part", str(tmp_path))
    # A number is a file that is open already.
    odd = [(event, name) for event, name in seen if not name.endswith(allowed) and not name.isdigit()]
    assert [each for each in odd if not _of_python(each[1])] == []
    assert not any("passwd" in name for _, name in seen)
    assert len(list(tmp_path.glob("*.pdf"))) == 3 * len(EDITIONS)


def _of_python(name: str) -> bool:
    """Whether a file is one that importing a library reads."""
    return any(Path(name).is_relative_to(place) for place in (sys.prefix, sys.base_prefix))


def test_long_text_in_every_field_leaves_no_page_empty_and_nothing_out() -> None:
    long = "Quite a long story about everything that happened. " * 42
    # But for units and the words of a scale: one stands beside each figure, or heads a column of a chart, and a figure
    # that needs a page is none.
    beside = ("unit", "frequency_words", "impact_words", "benefit_words")
    data = branded(everything.book(lambda word: f"{long}{word}"))
    text = all_text(data)
    missing = [
        (kind.__name__, field)
        for kind, field, word in everything.words()
        if field not in KEPT_OUT.get(kind, ()) and field not in beside and word not in text
    ]
    assert missing == []
    for number, page in enumerate(reader(data).pages, 1):
        assert len(page.extract_text()) > 150, number
