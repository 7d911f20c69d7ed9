"""Roles, advocacy and people in the report: every comment printed, counts alone of people, and no name anywhere."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import Any

import pytest

from tests.reports import sample
from tests.reports.test_report import FULL, all_text, made, outline_titles, pages_of, reader, squeezed
from workbench.domain.advocacy import Advocacy, AdvocacyState
from workbench.domain.book import Book
from workbench.domain.role_plan import RolePlan
from workbench.domain.talent import Talent
from workbench.reports.editions import EDITIONS

NAME, OTHER = "Zebedee Quillfeather", "田中 太郎"
SECRETS = ("SECRET-STRENGTH", "SECRET-GOAL", "SECRET-TRAINING", "SECRET-NOTE", "SECRET-SPEAKS")
ONLY = replace(FULL, sections=("people", "roles", "advocacy"))


def people(count: int = 6, **more: Any) -> list[Talent]:
    """People with everything noted that must stay inside."""
    levels = sample.pack().skill_levels
    return [
        Talent(
            id=f"t{n}",
            assessment="a",
            code=f"P{n}",
            role_title=f"Confidential role {n}",
            name=NAME if n else OTHER,
            influence=n % 5 + 1,
            stance=n % 5 - 2,
            strengths=SECRETS[0],
            goal=SECRETS[1],
            training=SECRETS[2],
            note=SECRETS[3],
            advocate_for=SECRETS[4],
            awareness=5,
            desire=2,
            competences=dict(levels[n % 3].expected),
            position=n,
            **more,
        )
        for n in range(count)
    ]


def plan(**fields: Any) -> RolePlan:
    values: dict[str, Any] = {
        "id": "rp", "assessment": "a", "model": "embedded", "engineers": 38, "teams": 5, "freedom": False,
        "reason": f"Two people asked for it.\nAgreed with {NAME} in October.", "needed": {"II": 3, "IV": 1},
    }  # fmt: skip
    return RolePlan(**{**values, **fields})


def partners() -> list[Advocacy]:
    rows = (
        ("Depot developers", "development", 4, "Pair for a day", "They asked for it themselves."),
        (
            f"Night shift, {NAME}",
            "operations",
            2,
            f"Ask {NAME} about alerts",
            f"{NAME.upper()} knows them all.",
        ),
        ("Auditors", "", None, "", ""),
    )
    return [
        Advocacy(
            id=f"v{n}", assessment="a", code=f"V{n}", title=title, area=area, trust=trust, next_move=move, note=note,
            contact=f"{NAME} or {OTHER}" if n else "Lead Developer", owner="SRE Lead", due=dt.date(2027, 1, 30),
            state=AdvocacyState.UNDER_WAY, capabilities=("ADVB",), position=n,
        )
        for n, (title, area, trust, move, note) in enumerate(rows)
    ]  # fmt: skip


def book(*more: Any, talents: int = 6) -> Book:
    return Book.of(
        sample.workspace(), sample.pack(), sample.assessment(),
        [*sample.respondents(), *sample.answers(), *people(talents), *more],
    )  # fmt: skip


def test_the_sections_are_in_the_full_edition_with_computed_titles() -> None:
    assert {"roles", "advocacy"} <= {key for key, _ in EDITIONS["full"].sections}
    data = made(book(plan(), *partners()))
    titles = outline_titles(reader(data).outline)
    assert {"Role model and levels", "Advocacy", "People"} <= set(titles)
    text = all_text(data)
    assert (
        squeezed("Embedded SREs: the form chosen, while the figures recommend “Dedicated SRE team”.") in text
    )
    assert squeezed("Two of four people needed are there.") in text
    assert (
        squeezed("One of three partner teams works together with SRE. Nobody yet for Architecture,") in text
    )


def test_every_comment_of_the_plan_and_of_advocacy_is_printed() -> None:
    text = all_text(made(book(plan(), *partners()), ONLY))
    for words in (
        "Two people asked for it.", "Agreed with", "in October.", "38 people who build and run software, 5 teams",
        "Depot developers", "Pair for a day", "They asked for it themselves.", "Lead Developer", "SRE Lead",
        "30 Jan 2027", "Under way", "We work together", "not rated", "Night shift", "about alerts", "knows them all.",
        "Auditors", "Nobody yet for Architecture, Quality, Security and Network.",
    ):  # fmt: skip
        assert squeezed(words) in text, words
    advice = (
        "Level 2 of 5: a dedicated team sets the first standards and practices.",
        "5 teams: some would not meet",
    )
    for words in advice:
        assert squeezed(words) in text


def test_no_name_and_nothing_of_single_people_is_printed() -> None:
    data = made(book(plan(), *partners()))
    text = all_text(data)
    for secret in (NAME, NAME.upper(), *NAME.split(), OTHER, *SECRETS):
        assert squeezed(secret) not in text, secret
        assert secret.encode() not in data
    # Where a name was typed into advocacy, the role stands in its place, so that nobody's words are lost.
    assert squeezed("Ask Confidential role 1 about alerts") in text
    assert squeezed("Confidential role 1 knows them all.") in text


def test_people_are_counts_alone() -> None:
    page = "".join(pages_of(made(book(plan()), ONLY)))
    assert "Coalition +0.25: leaning for the change." in page
    assert "influence × stance of 6 people" in page
    text = squeezed(page)
    assert squeezed("People per skill level") in text
    assert squeezed("II Intermediate 3 2 1 short") in text
    assert squeezed("IV Lead 1 – 1 short") in text
    assert "Coding" not in page
    assert "competence" in page


def test_what_rests_on_one_person_is_a_count() -> None:
    pack = sample.pack()
    lone = replace(people(4)[3], id="x", competences={each.id: 5 for each in pack.competences[:2]})
    low = [replace(each, competences={"coding": 1}) for each in people(3)]
    made_book = Book.of(
        sample.workspace(), pack, sample.assessment(), [*sample.respondents(), *low, lone, plan()]
    )
    text = all_text(made(made_book, ONLY))
    assert squeezed("One competence, one person: 2 competences rest on one person alone.") in text
    assert "Codingandautomation" not in text


@pytest.mark.parametrize("count", [0, 1, 2])
def test_fewer_than_three_people_are_not_even_counted(count: int) -> None:
    text = all_text(made(book(plan(), talents=count), ONLY))
    assert "Coalition" not in text
    assert squeezed("Fewer than three people have their competences noted") in text
    assert "short" not in text
    assert squeezed("people needed") not in text


def test_the_smallest_group_of_the_assessment_counts() -> None:
    found = book(plan(), talents=4)
    assert "Coalition" in all_text(made(found, ONLY))
    found.assessment = replace(found.assessment, smallest_group=5)
    text = all_text(made(found, ONLY))
    assert "Coalition" not in text
    assert squeezed("Fewer than five people") in text


def test_nothing_is_printed_while_nothing_is_noted() -> None:
    data = made(book(talents=0))
    titles = outline_titles(reader(data).outline)
    assert "Role model and levels" not in titles
    assert "Advocacy" not in titles


def test_hostile_and_very_long_text_is_whole() -> None:
    long = "wort " * 20_000
    odd = [
        replace(each, id=f"h{n}", title=words, contact=words, next_move=words, note=words, owner=words)
        for n, (each, words) in enumerate(zip(partners() * 3, sample.HOSTILE, strict=True))
    ]
    data = made(book(plan(reason=long), *odd), ONLY)
    text = all_text(data)
    assert text.count("wort") >= 20_000
    for typed in ("<b>&amp; bold</b>", '<img src="file:///etc/passwd"/>', "可靠性工程 と テスト"):
        assert squeezed(typed) in text
    assert len(reader(data).pages) < 60
    for page in reader(data).pages:
        assert "/XObject" not in page["/Resources"]


def test_a_model_of_another_pack_is_named() -> None:
    text = all_text(made(book(plan(model="matrix", reason="")), ONLY))
    assert squeezed("'matrix', which this content pack does not describe.") in text


def test_many_partners_have_a_table_and_no_picture() -> None:
    many = [replace(partners()[0], id=f"m{n}", code=f"V{n}", title=f"Team number {n}") for n in range(60)]
    data = made(book(*many), ONLY)
    text = all_text(data)
    assert all(squeezed(f"Team number {n}") in text for n in range(60))
    assert squeezed("Trust, by partner team") not in text
    for page in pages_of(data):
        assert len(page) > 250
