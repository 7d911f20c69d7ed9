"""The figures and sentences a list of assessments shows."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import pytest

from tests.analysis.making import E, question, said
from workbench.actions import books, demo
from workbench.analysis.maturity import NOT_APPLICABLE, rate_question, rate_questions
from workbench.analysis.standing import rate_book
from workbench.analysis.summary import (
    area_progress,
    level_words,
    minutes,
    next_step,
    one_decimal,
    scope_words,
    summarise,
)
from workbench.domain.action import Action
from workbench.domain.assessment import ScopeKind, State
from workbench.domain.content import Pack
from workbench.storage.store import Store


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        (None, "–"),
        (Fraction(0), "0.0"),
        (Fraction(29, 9), "3.2"),
        (Fraction(9, 4), "2.3"),
        (Fraction(229, 100), "2.3"),
        (Fraction(224999, 100000), "2.2"),
        (Fraction(5), "5.0"),
        (Fraction(-1, 20), "−0.1"),
        (Fraction(-1, 25), "0.0"),
        (2.25, "2.3"),
        (Fraction(99, 2), "49.5"),
    ],
)
def test_one_decimal(value: Fraction | float | None, shown: str) -> None:
    assert one_decimal(value) == shown


@pytest.mark.parametrize(
    ("questions", "each", "total"),
    [
        (0, 2.5, 0),
        (100, 0.75, 75),
        (30, 0.75, 25),
        (27, 0.75, 25),
        (1, 0.75, 5),
        (2, 2.5, 5),
        (3, 2.5, 10),
        (50, 0.1, 5),
    ],
)
def test_minutes_go_up_to_the_next_five(questions: int, each: float, total: int) -> None:
    assert minutes(questions, each) == total


def test_level_words(pack: Pack) -> None:
    sure = rate_questions([rate_question(question(), said(E, 3))])
    assert level_words(sure, pack) == "Defined"
    # Half the weight at 3, half open: Initial for sure; with 5 for the rest P2 and P3 are 1.
    half = rate_questions(
        [rate_question(question("Q1"), said(E, 3)), rate_question(question("Q2"), said(E, "dk"))]
    )
    assert level_words(half, pack, 1) == "Initial; up to Defined, 1 question open"
    assert level_words(half, pack, 2) == "Initial; up to Defined, 2 questions open"
    assert level_words(half, pack) == "Initial; up to Defined"
    unrated = rate_questions([rate_question(question("Q1"), said(E, "dk"))])
    assert level_words(unrated, pack) == "Not rated"
    assert level_words(NOT_APPLICABLE, pack) == "Not applicable"


def test_scope_words_say_what_was_left_out(demo_store: Store) -> None:
    book = books.open_book(demo_store, demo.ASSESSMENT_ID)
    assert scope_words(book) == ""
    book.assessment = replace(book.assessment, scope=ScopeKind.QUICK)
    assert scope_words(book) == "Quick scan, 30 of 100 questions"
    book.assessment = replace(book.assessment, scope=ScopeKind.OWN, questions=("SPON-1", "KPI-2"))
    assert scope_words(book) == "Own selection, 2 of 100 questions"


def test_area_progress_counts_answered_questions(demo_store: Store) -> None:
    book = books.open_book(demo_store, demo.ASSESSMENT_ID)
    # Questions per area, from the capabilities' table: 4+3+4, 4+4+4+3, 3+3+4+4+3+2, 4+4, 3, the rest.
    asked = {"S0": 11, "S1": 15, "S2": 19, "S3": 8, "S4": 3, "OC": 44}
    progress = area_progress(book, rate_book(book))
    assert {area: pair[1] for area, pair in progress.items()} == asked
    # DISC-4 and REV-3 were left open in the demo.
    assert {area: pair[1] - pair[0] for area, pair in progress.items() if pair[0] < pair[1]} == {
        "S3": 1,
        "S4": 1,
    }


def test_next_step_follows_the_work(demo_store: Store) -> None:
    book = books.open_book(demo_store, demo.ASSESSMENT_ID)
    standing = rate_book(book)
    assert next_step(book, standing) == ("Answer 2 open questions", "98 of 100 answered")
    complete = replace(standing, answered=100)
    assert next_step(book, complete)[0] == "Export the report"
    unowned = replace(book.actions[0], owner="")
    book.rows[Action][unowned.id] = unowned
    assert next_step(book, complete)[0] == "Name an owner for 1 action"
    book.rows[Action].clear()
    assert next_step(book, complete)[0] == "Write the action plan"
    book.assessment = replace(book.assessment, state=State.CLOSED)
    assert next_step(book, complete)[1] == "Closed"


def test_summary_is_plain_values(demo_store: Store) -> None:
    book = books.open_book(demo_store, demo.ASSESSMENT_ID)
    figures = summarise(book, rate_book(book))
    assert (figures["answered"], figures["asked"], figures["respondents"]) == (98, 100, 16)
    assert (figures["level"], figures["level_name"], figures["index"]) == (2, "Managed", "2.2")
