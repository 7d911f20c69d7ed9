"""Agreements, projects, daily updates, reviews and trade-offs on paper, and the agreement as a document to sign."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import Any

import pytest

from tests.reports import sample
from tests.reports.test_inventories import KEPT_OUT, filled, printed, with_entries
from tests.reports.test_report import all_text, outline_titles, reader, squeezed
from workbench.analysis.standing import rate_book
from workbench.domain.action import Action, ActionState
from workbench.domain.agreement import Agreement
from workbench.domain.book import Book
from workbench.domain.consent import Consent
from workbench.domain.daily import DailyUpdate
from workbench.domain.entity import Entity
from workbench.domain.need import Need
from workbench.domain.obstacle import Obstacle
from workbench.domain.review import Review, Verdict
from workbench.domain.trade_off import Criterion, Option, TradeOff
from workbench.reports.build import Draft, render_bytes
from workbench.reports.editions import ReportSettings
from workbench.reports.settings import ReportError

DAY = dt.date(2026, 11, 23)
KEYS = {Agreement: "engagement", Review: "reviews", TradeOff: "trade_offs"}
LISTS = ("wanted", "offered", "included", "excluded", "acceptance")


def agreement(**more: Any) -> Agreement:
    values: dict[str, Any] = {
        "id": "e1", "assessment": sample.book().assessment.id, "code": "E1", "title": "Fewer pages",
        "consents": (Consent(side="SRE", who="SRE Lead", on=dt.date(2026, 11, 20)), Consent(side="Development")),
    }  # fmt: skip
    return Agreement(**{**values, **more})


def letter(book: Book, agreements: tuple[str, ...] | None = None) -> bytes:
    settings = ReportSettings(edition="engagement", date=DAY, agreements=agreements)
    return render_bytes(book, rate_book(book), settings)


@pytest.mark.parametrize("kind", KEYS, ids=[kind.__name__ for kind in KEYS])
def test_every_word_of_an_entry_is_printed(kind: type[Entity]) -> None:
    entry: Any = filled(kind)
    if isinstance(entry, Agreement):
        entry = replace(entry, **{key: (f"word{key}a", f"word{key}b") for key in LISTS})
    if isinstance(entry, TradeOff):
        entry = replace(
            entry, options=(Option(name="wordone", note="wordnote"), Option(name="wordtwo")), choice=0
        )
    text = printed(with_entries(entry), KEYS[kind])
    names = [key for key in kind.__dataclass_fields__ if key not in KEPT_OUT]
    words = [getattr(entry, key) for key in names if isinstance(getattr(entry, key), str)]
    listed = [word for key in LISTS if isinstance(entry, Agreement) for word in getattr(entry, key)]
    options = ["wordone", "wordnote", "wordtwo"] if isinstance(entry, TradeOff) else []
    assert [word for word in (*words, *listed, *options) if word not in text] == []


@pytest.mark.parametrize("kind", KEYS, ids=[kind.__name__ for kind in KEYS])
def test_long_and_hostile_lists_flow_over_pages_with_nothing_lost(kind: type[Entity]) -> None:
    entries = [filled(kind, number, "<b>&amp; ") for number in range(60)]
    text = printed(with_entries(*entries), KEYS[kind])
    assert [number for number in range(60) if f"<b>&amp; wordtitle{number} " not in f"{text} "] == []


def test_the_letter_names_sides_roles_and_days_and_leaves_room_for_the_rest() -> None:
    need = Need(id="n1", assessment="a", code="N1", title="Parcels without a gap")
    found = agreement(
        purpose="One quarter.", needs=("n1",), wanted=("Quiet nights",), offered=("Triage",), excluded=("The booking site",),
        acceptance=("Four weeks at 96",), start=dt.date(2026, 11, 30), finish=dt.date(2027, 3, 1), meetings="Thursdays",
    )  # fmt: skip
    data = letter(with_entries(found, replace(need, assessment=found.assessment)))
    text = all_text(data)
    for words in (
        "Engagement agreement E1", "Fewer pages", "SRE and Development", "30 Nov 2026 to 1 Mar 2027", "N1 Parcels without a gap",
        "What is wanted", "Quiet nights", "What SRE offers", "Triage", "What does not", "The booking site", "Four weeks at 96",
        "For SRE", "SRE Lead, 20 Nov 2026", "Agreed as recorded", "For Development", "Name of the role", "Date:", "for both sides of it",
    ):  # fmt: skip
        assert squeezed(words) in text, words
    # It is not said to be agreed while one side has only a line to sign on.
    assert squeezed("To be agreed by both sides") in text
    assert len(reader(data).pages) == 1
    assert outline_titles(reader(data).outline) == ["E1 Fewer pages"]


def test_a_letter_both_sides_agreed_to_says_so() -> None:
    sides = tuple(Consent(side=each, who="Head", on=DAY) for each in ("SRE", "Development"))
    text = all_text(letter(with_entries(agreement(consents=sides))))
    assert squeezed("Agreed by both sides") in text
    assert squeezed("To be agreed") not in text


def test_each_agreement_begins_a_page_and_only_those_asked_for_are_printed() -> None:
    book = with_entries(agreement(), agreement(id="e2", code="E2", title="Safer releases", position=1))
    assert len(reader(letter(book)).pages) == 2
    one = all_text(letter(book, ("e2",)))
    assert squeezed("Safer releases") in one
    assert squeezed("Fewer pages") not in one
    with pytest.raises(ReportError, match="Nothing that was chosen"):
        Draft(book, rate_book(book), ReportSettings(edition="engagement", date=DAY, agreements=()))


@pytest.mark.parametrize("hostile", sample.HOSTILE)
def test_a_letter_takes_any_text_at_any_length(hostile: str) -> None:
    sides = tuple(Consent(side=f"{hostile} {n}", who=hostile * 9, on=DAY) for n in range(5))
    long = tuple(f"{hostile} {n} " * 30 for n in range(40))
    data = letter(
        with_entries(agreement(title=hostile * 9, wanted=long, offered=long, acceptance=long, consents=sides))
    )
    assert len(reader(data).pages) > 3


def test_a_project_prints_its_result_and_what_is_only_estimated() -> None:
    project = Action(
        id="p1", assessment=sample.book().assessment.id, code="A90", title="Alerts", project=True, state=ActionState.DONE,
        measure="Reading alerts", unit="minutes", before=240.0, actual=60.0, before_measured=True, source="wordsource",
        window="wordwindow", benefits="wordbenefits", tell=("wordtell",), baseline_on=dt.date(2026, 9, 1),
    )  # fmt: skip
    text = printed(with_entries(project), "projects")
    # (240 − 60) / 240 = 75 %.
    assert (
        "Before A90 started, reading alerts took 240 minutes. After, it takes 60, an improvement of 75%, or 180 minutes."
        in text
    )
    assert "240 minutes, measured on 1 Sep 2026" in text
    assert "60 minutes, estimated" in text
    for word in ("wordsource", "wordwindow", "wordbenefits", "wordtell"):
        assert word in text


def test_the_last_fourteen_days_of_daily_updates_are_printed() -> None:
    owner = sample.book().assessment.id

    def update(number: int, days: int, **more: Any) -> DailyUpdate:
        return DailyUpdate(
            id=f"d{number}", assessment=owner, day=DAY + dt.timedelta(days), who=f"Person{number}", **more
        )

    obstacle = Obstacle(id="ob", assessment=owner, code="O77", title="No rights")
    text = printed(
        with_entries(
            update(1, -14, last="tooold"),
            update(2, -13, last="<b>justin", seconds=65),
            update(3, 0, following="later", blocker="No rights", obstacle="ob"),
            update(4, 1, last="tomorrow"),
            obstacle,
        ),
        "daily",
    )
    assert "1 blocker came up on 2 days of daily updates; 1 is listed as an obstacle." in text
    assert "<b>justin" in text
    assert "1:05 in all" in text
    assert "No rights (O77)" in text
    assert "tooold" not in text
    assert "tomorrow" not in text
    assert text.index("Person3") < text.index("Person2")


def test_a_review_says_what_is_overdue() -> None:
    found = Review(
        id="v1", assessment=sample.book().assessment.id, code="V1", title="Board", day=dt.date(2026, 8, 1), before=5.0, now=4.0,
        unit="days", verdict=Verdict.CHANGED, due=dt.date(2026, 11, 1),
    )  # fmt: skip
    text = printed(with_entries(found), "reviews")
    assert "The one process was reviewed; 1 review is overdue." in text
    assert "1 Nov 2026," in text
    assert "20% less" in text
    assert "every 3 months" in text


def test_a_decision_prints_its_arithmetic_and_its_reason() -> None:
    found = TradeOff(
        id="k1", assessment=sample.book().assessment.id, code="K1", title="Queues", choice=1, decided_by="CTO",
        criteria=(Criterion(name="Need", weight=3), Criterion(name="Care", weight=2)),
        options=(Option(name="Watcher", ratings=(4, 3)), Option(name="Cloud", ratings=(5, None))),
    )  # fmt: skip
    text = printed(with_entries(found), "trade_offs")
    # (3·4 + 2·3) / 5 = 3.6; of the other only one rating counts.
    assert "3.60" in text
    assert "‘Cloud’ scores highest, 5.00 of 5; 1 rating is missing, so this may change." in text
    assert "No reason was written down" in text
    assert "Need 5, Care open" in text


def test_nothing_is_printed_of_empty_lists() -> None:
    book = sample.book()
    for key in ("engagement", "projects", "daily", "reviews", "trade_offs"):
        with pytest.raises(ReportError, match="Nothing that was chosen"):
            Draft(book, rate_book(book), ReportSettings(date=DAY, sections=(key,)))
