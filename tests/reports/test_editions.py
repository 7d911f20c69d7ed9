"""The editions to write on, the executive one at any size, the map on request, and the page that says how to read."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import replace
from functools import cache
from io import BytesIO
from typing import Any

import pdfplumber
import pytest

from tests.reports import sample
from tests.reports.test_report import (
    FULL,
    all_text,
    crowded,
    made,
    outline_titles,
    pages_of,
    reader,
    squeezed,
)
from workbench.analysis.standing import rate_book
from workbench.domain.action import Action, ActionState
from workbench.domain.assessment import Answer, AnswerState, ScopeKind
from workbench.domain.book import Book, Change
from workbench.domain.role import Role
from workbench.domain.talent import Talent
from workbench.reports.build import Draft, Place, Sketch
from workbench.reports.earlier import Earlier
from workbench.reports.editions import EDITIONS
from workbench.reports.layout import PAPERS, Page, Piece, Section
from workbench.reports.sections import stakeholders
from workbench.reports.settings import BRIEF_PAGES, ReportError, ReportSettings
from workbench.reports.shortened import CUT, within

TO_WRITE_ON = ("handout", "questionnaire")


@cache
def printed(edition: str, paper: str = "A4", scope: ScopeKind = ScopeKind.FULL) -> bytes:
    return made(sample.book(scope), ReportSettings(date=sample.TODAY, edition=edition, paper=paper))


# To write on


@pytest.mark.parametrize("paper", PAPERS)
@pytest.mark.parametrize("edition", TO_WRITE_ON)
def test_every_question_is_there_with_all_its_answers(edition: str, paper: str) -> None:
    text = all_text(printed(edition, paper))
    for question in sample.pack().questions:
        assert squeezed(question.ask) in text
        for option in question.options:
            # In columns beside each other the words of an answer are not one after the other.
            for word in option.text.split() if edition == "handout" else [option.text]:
                assert squeezed(word) in text, (question.id, word)


@pytest.mark.parametrize("edition", TO_WRITE_ON)
def test_nothing_that_was_answered_is_on_a_sheet_to_write_on(edition: str) -> None:
    text = all_text(printed(edition))
    for answer in sample.answers():
        assert not answer.note or squeezed(answer.note) not in text
    for secret in (*sample.NAMES, "Dissent", "index 2", "Alert noise hides"):
        assert squeezed(secret) not in text
    # The names of levels would steer whoever answers.
    for level in sample.pack().levels:
        assert not level.text or squeezed(level.text) not in text
        assert f"{level.name},index" not in text


@pytest.mark.parametrize("edition", TO_WRITE_ON)
def test_a_sheet_to_write_on_has_no_fields_and_says_who_it_is_for(edition: str) -> None:
    file = reader(printed(edition))
    assert not file.get_fields()
    assert "leadership" not in all_text(printed(edition))
    titles = outline_titles(file.outline)
    assert titles[1:] == [area.title for area in sample.pack().areas]


def circles(page: Any) -> int:
    """Round shapes on a page: those made of curves alone that are as wide as high."""
    return sum(
        1 for each in page.curves if abs(each["width"] - each["height"]) < 0.2 and 8 < each["width"] < 11
    )


def test_the_questionnaire_has_a_circle_for_each_choice() -> None:
    # For each question its options, does not apply, don't know, and three for how sure.
    wanted = sum(len(question.options) + 5 for question in sample.pack().questions)
    with pdfplumber.open(BytesIO(printed("questionnaire"))) as document:
        assert sum(circles(page) for page in document.pages) == wanted


def test_the_handout_has_a_box_for_each_choice_and_room_to_write() -> None:
    wanted = sum(len(question.options) + 2 for question in sample.pack().questions)
    with pdfplumber.open(BytesIO(printed("handout"))) as document:
        boxes = sum(
            1
            for page in document.pages
            for each in page.curves
            if abs(each["width"] - 11) < 0.2 and abs(each["height"] - 11) < 0.2
        )
    assert boxes == wanted
    assert all_text(printed("handout")).count(squeezed("Who sees it otherwise, and notes")) == 100


@pytest.mark.parametrize("edition", TO_WRITE_ON)
def test_a_narrow_scope_asks_less_and_says_so(edition: str) -> None:
    data = printed(edition, "A4", ScopeKind.QUICK)
    text = all_text(data)
    assert squeezed(sample.pack().capabilities[0].questions[1].ask) not in text
    for page in pages_of(data):
        assert "uick scan, 30 of 100 questions" in page


@pytest.mark.parametrize("edition", TO_WRITE_ON)
def test_how_many_questions_each_role_is_asked(edition: str) -> None:
    first = pages_of(printed(edition))[0]
    # domain.md 5: one executive is asked 38, a manager 74, an engineer 86, operations 57.
    assert re.search(r"6 areas\s+100\s+38\s+74\s+86\s+57", first)
    assert [role.plural.capitalize() in first for role in Role] == [True] * 4


@pytest.mark.parametrize("edition", TO_WRITE_ON)
def test_no_question_is_parted(edition: str) -> None:
    texts = [squeezed(text) for text in pages_of(printed(edition))]
    for question in sample.pack().questions:
        page = next(text for text in texts if squeezed(question.ask) in text)
        last = question.options[-1].text.split()[-1]
        assert squeezed(last) in page


# The executive edition


def long_book() -> Book:
    """More of everything than six pages hold, in the longest words."""
    book = crowded()
    changes: list[Change] = []
    for each in book.actions:
        changes.append(
            Change(
                Action, each.id, each, replace(each, title="Long words " * 30, acceptance=("Until " * 60,))
            )
        )
    book.apply(changes)
    return book


@pytest.mark.parametrize("make", [long_book, sample.book, sample.empty_book])
@pytest.mark.parametrize("paper", PAPERS)
def test_the_executive_edition_never_has_more_than_six_pages(make: Any, paper: str) -> None:
    data = made(make(), ReportSettings(date=sample.TODAY, edition="executive", paper=paper))
    assert 2 <= len(reader(data).pages) <= BRIEF_PAGES


def test_how_to_read_this_is_in_the_executive_edition_where_there_is_room() -> None:
    brief = ReportSettings(date=sample.TODAY, edition="executive")
    everything = made(sample.book(), brief)
    assert "How to read this" not in outline_titles(reader(everything).outline)
    less = made(sample.book(), replace(brief, sections=("cover", "summary", "profile", "risks", "reading")))
    assert outline_titles(reader(less).outline)[-1] == "How to read this"


def paged(key: str, count: int) -> tuple[Section, list[Page]]:
    section = Section(key, key, "", (Piece(10),))
    return section, [Page(section) for _ in range(count)]


@pytest.mark.parametrize(
    ("counts", "left"),
    [
        ({"cover": 1, "summary": 1, "reading": 1}, {"cover": 1, "summary": 1, "reading": 1}),
        ({"cover": 1, "reading": 1, "risks": 5}, {"cover": 1, "risks": 5}),
        ({"cover": 1, "profile": 3, "risks": 4}, {"cover": 1, "profile": 3, "risks": 2}),
        ({"cover": 1, "profile": 9, "reading": 1, "risks": 4}, {"cover": 1, "profile": 4, "risks": 1}),
    ],
)
def test_what_helps_to_read_goes_first_and_then_the_last_ends(
    counts: dict[str, int], left: dict[str, int]
) -> None:
    found = within([paged(key, count) for key, count in counts.items()], 6)
    assert {section.key: len(pages) for section, pages in found} == left
    for section, pages in found:
        cut = len(pages) < counts[section.key]
        assert [page.cut for page in pages] == [""] * (len(pages) - 1) + [CUT if cut else ""]


# The page that says how to read


def test_the_page_on_reading_explains_only_what_the_report_has() -> None:
    settings = replace(FULL, sections=("reading",))
    text = all_text(made(sample.book(), settings))
    for words in (
        "What has been earned",
        "How far on average",
        "two camps",
        "Risk zones",
        "Quick win",
        "by role, never by name",
    ):
        assert squeezed(words) in text, words
    for level in sample.pack().levels:
        assert squeezed(level.name) in text
    bare = all_text(made(sample.empty_book(), settings))
    assert "Riskzones" not in bare
    assert "Quickwin" not in bare
    assert len(reader(made(sample.book(), settings)).pages) == 1
    named = all_text(made(sample.book(), replace(settings, names=True)))
    assert squeezed("by name, as was asked for") in named


# The stakeholder map


def test_the_map_is_in_no_edition_unless_it_is_named() -> None:
    for edition in EDITIONS.values():
        assert "stakeholders" not in {key for key, _ in edition.sections}
    assert "Stakeholder map" not in outline_titles(reader(made(sample.book())).outline)


def test_the_map_calls_nobody_by_role_name_or_team() -> None:
    people = [replace(each, team="Harbour team") for each in sample.talents()]
    book = Book.of(sample.workspace(), sample.pack(), sample.assessment(), people)
    settings = replace(FULL, sections=("stakeholders",))
    data = made(book, settings)
    text = all_text(data)
    for secret in (*sample.NAMES, "Confidential role", "Harbour team", "SECRET", "P1", "P6"):
        assert squeezed(secret) not in text
        assert len(secret) < 3 or secret.encode() not in data
    # Influence 1 to 5 and 1 again: two leaders at 4 and 5, one lead at 3, three specialists.
    assert stakeholders_in(text) == {
        "Seniorleader1",
        "Seniorleader2",
        "Teamlead1",
        "Specialist1",
        "Specialist2",
        "Specialist3",
    }


def stakeholders_in(text: str) -> set[str]:
    return set(re.findall(r"(?:Seniorleader|Teamlead|Specialist)\d", text))


def test_the_map_names_people_where_that_was_asked_for() -> None:
    book = Book.of(sample.workspace(), sample.pack(), sample.assessment(), sample.talents())
    text = all_text(made(book, replace(FULL, sections=("stakeholders",), names=True)))
    assert squeezed(sample.NAMES[0].split()[0]) in text


def test_labels_of_the_map_are_known_before_it_is_printed() -> None:
    from workbench.reports.context import Context

    people = [
        Talent(id="b", assessment="a", code="P2", role_title="CTO", influence=5, stance=1),
        Talent(id="a", assessment="a", code="P1", role_title="CFO", influence=4, stance=-2),
        Talent(id="c", assessment="a", code="P3", role_title="Porter"),
    ]
    book = Book.of(sample.workspace(), sample.pack(), sample.assessment(), people)
    context = Context(book, rate_book(book), FULL, PAPERS["A4"])
    assert stakeholders.labels(context) == ["Senior leader 1", "Senior leader 2", "Person 1"]
    with pytest.raises(ReportError, match="Nothing that was chosen"):
        made(sample.empty_book(), replace(FULL, sections=("stakeholders",)))


# What has changed


def earlier(before: Book) -> Earlier:
    return Earlier(before, dt.date(2025, 11, 1), 4, "full")


def answered(value: int) -> Book:
    """Everybody gives the same value to every question they are asked."""
    people = sample.respondents()[:-1]
    answers = [
        Answer(
            id=f"{who.id}-{question.id}",
            respondent=who.id,
            question=question.id,
            state=AnswerState.RATED,
            value=value,
        )
        for who in people
        for question in sample.pack().questions
        if who.role in question.roles
    ]
    return Book.of(sample.workspace(), sample.pack(), sample.assessment(), [*people, *answers])


@pytest.mark.parametrize(
    ("before", "after", "title"),
    [
        (2, 3, "All eight dimensions rose."),
        (3, 3, "All eight dimensions stand as before."),
        (3, 2, "No dimension rose, eight fell."),
    ],
)
def test_what_has_changed_is_said_and_drawn(before: int, after: int, title: str) -> None:
    settings = replace(FULL, sections=("changed",), earlier=earlier(answered(before)))
    text = all_text(made(answered(after), settings))
    assert squeezed(title.rstrip(".")) in text
    assert squeezed("The last report, of 1 Nov 2025, was made of snapshot 4.") in text
    rows = text.count(f"{before}.0→{after}.0(")
    assert rows == (30 if before != after else 0)


def test_what_has_changed_names_nobody() -> None:
    then, now = answered(2), answered(3)
    person = Talent(id="t", assessment="a", code="P1", role_title="Auditor", name=sample.NAMES[0])
    for book, state in ((then, ActionState.PROPOSED), (now, ActionState.DONE)):
        book.rows[Talent] = {"t": person}
        done = Action(id="x", assessment="a", code="A7", title=f"Thank {sample.NAMES[0]}", state=state)
        book.rows[Action] = {"x": done}
    settings = replace(FULL, sections=("changed",), earlier=earlier(then))
    text = all_text(made(now, settings))
    assert squeezed("A7 Thank Auditor Action, proposed → done") in text
    assert squeezed(sample.NAMES[0].split()[1]) not in text
    assert squeezed(sample.NAMES[0]) in all_text(made(now, replace(settings, names=True)))


def test_without_an_earlier_report_there_is_no_page_of_changes() -> None:
    title = "Changed since the last report"
    assert title not in outline_titles(reader(made(sample.book())).outline)
    data = made(sample.book(), replace(FULL, earlier=earlier(sample.empty_book())))
    assert title in outline_titles(reader(data).outline)
    assert squeezed("The whole went from not rated to") in all_text(data)


def test_a_draft_after_another_choice_of_sections_is_what_a_new_one_would_be() -> None:
    book = sample.book()
    standing = rate_book(book)
    whole = Draft(book, standing, FULL)
    for more in (
        {"sections": ("cover", "contents", "risks", "obstacles", "method")},
        {"sections": ("method", "cover", "people", "obstacles")},
        {"paper": "Letter"},
        {"edition": "executive"},
        {"names": True},
    ):
        settings = replace(FULL, **more)
        again = Draft(book, standing, settings, before=whole)
        assert again.whole() == Draft(book, standing, settings).whole()


@pytest.mark.parametrize(
    "more", [{"version": "2.0"}, {"paper": "Letter"}, {"sections": ("obstacles", "people", "risks")}]
)
def test_an_early_page_is_the_same_page_before_it_knows_its_number(more: dict[str, Any]) -> None:
    book = sample.book()
    standing = rate_book(book)
    before = Draft(book, standing, FULL)
    settings = replace(FULL, **more)
    draft = Draft(book, standing, settings)
    seen = 0
    for number in {*range(1, 5), *range(5, len(before) + 1, 4)}:
        place = before.place(number)
        early = Sketch(book, standing, settings, before).early(place)
        there = draft.number_of(place)
        if there is None:
            assert early is None
            continue
        if draft.place(there) != place:
            # The section has become shorter.
            continue
        assert early is not None
        seen += 1
        if place.section == "contents":
            if "sections" not in more:
                unnumbered = re.compile(r"[\d…]")
                assert unnumbered.sub("", all_text(early)) == unnumbered.sub("", all_text(draft.page(there)))
            continue
        late = all_text(draft.page(there))
        late = late.replace(f"{there}/{len(draft)}", "…/…")
        assert all_text(early) == late.replace(f"Continuesonpage{there + 1}", "Continuesonthenextpage")
    assert seen


def test_the_place_looked_at_is_found_again_in_another_draft() -> None:
    book = sample.book()
    standing = rate_book(book)
    before = Draft(book, standing, FULL)
    fewer = Draft(book, standing, replace(FULL, sections=("cover", "risks", "obstacles")), before=before)
    for number in range(1, len(before) + 1):
        place = before.place(number)
        assert before.number_of(place) == number
        there = fewer.number_of(place)
        if before.titles[number - 1] in fewer.titles:
            assert there is not None
            assert fewer.titles[there - 1] == before.titles[number - 1]
        else:
            assert there is None


def test_an_early_page_waits_where_it_depends_on_all_the_others() -> None:
    book = sample.book()
    standing = rate_book(book)
    fresh = Sketch(book, standing, FULL)
    assert fresh.early() is not None
    # Nobody knows yet what the contents list, and the brief edition is cut to its pages at the end.
    assert fresh.early(Place("contents")) is None
    assert Sketch(book, standing, replace(FULL, edition="executive")).early() is None
    # What named people is not shown again where they are no longer named.
    named = Draft(book, standing, replace(FULL, names=True))
    assert Sketch(book, standing, FULL, named).early(Place("contents")) is None
    assert fresh.draft().whole() == Draft(book, standing, FULL).whole()
