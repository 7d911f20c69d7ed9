"""The few figures a list of assessments shows, and the sentence that says where one stands."""

from __future__ import annotations

import math
from typing import Any

from workbench.analysis.figures import one_decimal as one_decimal
from workbench.analysis.figures import tenths as tenths
from workbench.analysis.maturity import Rating
from workbench.analysis.standing import Standing
from workbench.domain.assessment import ScopeKind, State
from workbench.domain.book import Book
from workbench.domain.content import Pack
from workbench.domain.text import plural

SUMMARY_VERSION = 1


def level_words(rating: Rating, pack: Pack, open_questions: int = 0) -> str:
    """Say a level with its bounds: 'Managed; up to Optimized, 1 question open', or 'Not rated'."""
    if not rating.applicable:
        return "Not applicable"
    if rating.level is None:
        return "Not rated"
    name = pack.level_name(rating.level)
    if rating.level_high <= rating.level_low:
        return name
    why = f", {plural(open_questions, 'question')} open" if open_questions else ""
    return f"{name}; up to {pack.level_name(rating.level_high)}{why}"


def scope_words(book: Book) -> str:
    """Say what was asked where it was less than the whole pack; empty for a full scope."""
    scope = book.assessment.scope
    if scope is ScopeKind.FULL:
        return ""
    name = "Quick scan" if scope is ScopeKind.QUICK else "Own selection"
    return f"{name}, {len(book.questions)} of {len(book.pack.questions)} questions"


def minutes(book_questions: int, per_question: float) -> int:
    """Whole minutes for a number of questions, rounded up to the next five."""
    # Rounded first, so that a minute of 15.000000001 does not cost five.
    return math.ceil(round(book_questions * per_question, 6) / 5) * 5


def area_progress(book: Book, standing: Standing) -> dict[str, tuple[int, int]]:
    """Per area: how many questions in scope have an answer, and how many there are."""
    result = {area.id: (0, 0) for area in book.pack.areas}
    for rating in standing.questions.values():
        area = book.pack.by_capability[rating.question.capability].area
        done, asked = result[area]
        result[area] = (done + int(rating.answered), asked + 1)
    return result


def next_step(book: Book, standing: Standing) -> tuple[str, str]:
    """What to do next with an assessment, and a word on why."""
    open_questions = standing.asked - standing.answered
    if book.assessment.state is State.CLOSED:
        return ("Compare with the next one", "Closed")
    if not book.respondents:
        return ("Add the people who answer", "No respondents yet")
    if open_questions:
        return (
            f"Answer {plural(open_questions, 'open question')}",
            f"{standing.answered} of {standing.asked} answered",
        )
    if not book.risks:
        return ("Write down the risks", "None yet")
    if not book.actions:
        return ("Write the action plan", "No actions yet")
    unowned = sum(1 for action in book.actions if not action.owner)
    if unowned:
        return (f"Name an owner for {plural(unowned, 'action')}", "Each action needs one")
    return ("Export the report", "Everything is answered")


def summarise(book: Book, standing: Standing) -> dict[str, Any]:
    """Give the figures the home screen stores and shows; plain values, versioned."""
    rating = standing.overall
    step, why = next_step(book, standing)
    return {
        "version": SUMMARY_VERSION,
        "progress": {area: list(pair) for area, pair in area_progress(book, standing).items()},
        "answered": standing.answered,
        "asked": standing.asked,
        "index": one_decimal(rating.index) if rating.index is not None else None,
        "level": rating.level,
        "level_name": book.pack.level_name(rating.level) if rating.level else None,
        "level_high": rating.level_high,
        "target": one_decimal(standing.overall_target) if standing.overall_target is not None else None,
        "scope": scope_words(book),
        "respondents": len(book.respondents),
        "next": step,
        "why": why,
    }
