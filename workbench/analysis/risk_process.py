"""The steps of ISO 31000 as one path through an assessment: how far each is, and what is still open (domain.md 3)."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum

from workbench.analysis import risk as zones
from workbench.analysis.exposure import When, demands_numbers, exposure
from workbench.analysis.portfolio import Verdict, portfolio
from workbench.analysis.risk import missing, zone_after, zone_today
from workbench.domain.action import ActionState
from workbench.domain.book import Book
from workbench.domain.criteria import THRESHOLDS
from workbench.domain.risk import Risk, Treatment, Zone
from workbench.domain.text import plural


class Step(StrEnum):
    """The steps, in their order; none is compulsory."""

    CONTEXT = "context"
    CRITERIA = "criteria"
    IDENTIFICATION = "identification"
    ANALYSIS = "analysis"
    EVALUATION = "evaluation"
    TREATMENT = "treatment"
    MONITORING = "monitoring"
    REPORTING = "reporting"

    @property
    def label(self) -> str:
        """The step as shown."""
        return self.value.capitalize()


@dataclass(frozen=True, slots=True)
class Stage:
    """How far one step is: `done` where nothing of it is open, and in a sentence what is there or missing.

    `risks` are the ids of those that wait for this step, in the order of the book.
    """

    step: Step
    done: bool
    said: str
    risks: tuple[str, ...] = ()


def done_actions(book: Book) -> frozenset[str]:
    """The ids of the actions that are done, whose controls therefore work."""
    return frozenset(each.id for each in book.actions if each.state is ActionState.DONE)


def live(book: Book) -> list[Risk]:
    """The threats and opportunities that are not closed."""
    return zones.live(book.risks)


def process(book: Book, today: dt.date) -> tuple[Stage, ...]:
    """Say of every step how far it is; `today` decides which reviews are due."""
    return (
        _context(book),
        _criteria(book),
        _identification(book),
        _analysis(book),
        _evaluation(book),
        _treatment(book),
        _monitoring(book, today),
        _reporting(book),
    )


def _context(book: Book) -> Stage:
    parts = [
        each
        for each, there in (
            ("what is looked at", bool(book.assessment.about.strip())),
            ("the business needs", bool(book.needs)),
        )
        if there
    ]
    if len(parts) == 2:
        return Stage(Step.CONTEXT, True, "What is looked at and the business needs are written down.")
    if parts:
        lacks = "the business needs" if parts[0].startswith("what") else "what is looked at"
        return Stage(Step.CONTEXT, False, f"Still to be written down: {lacks}.")
    return Stage(Step.CONTEXT, False, "Write down what is looked at, and the business needs it serves.")


def _criteria(book: Book) -> Stage:
    waiting = len(book.criteria.unconfirmed)
    total = len(THRESHOLDS)
    if not waiting:
        return Stage(Step.CRITERIA, True, f"All {total} thresholds are confirmed.")
    verb = "is" if waiting == 1 else "are"
    return Stage(Step.CRITERIA, False, f"{waiting} of {total} thresholds {verb} not yet confirmed.")


def _identification(book: Book) -> Stage:
    if not book.risks:
        return Stage(Step.IDENTIFICATION, False, "No risk is listed yet.")
    threats = sum(1 for each in book.risks if each.kind.value == "threat")
    chances = len(book.risks) - threats
    said = f"{plural(threats, 'threat')} and {plural(chances, 'opportunity', 'opportunities')}."
    if not threats or not chances:
        lacks = "threat" if not threats else "opportunity"
        return Stage(Step.IDENTIFICATION, False, f"{said} No {lacks} is listed yet.")
    return Stage(Step.IDENTIFICATION, True, said)


def _analysis(book: Book) -> Stage:
    open_risks = live(book)
    if not open_risks:
        return Stage(Step.ANALYSIS, False, "There is nothing to rate yet.")
    unrated = tuple(risk.id for risk in open_risks if zone_today(risk, book.criteria) is None)
    if unrated:
        return Stage(Step.ANALYSIS, False, f"{plural(len(unrated), 'risk')} not rated yet.", unrated)
    vague: list[str] = []
    for risk in open_risks:
        place = exposure(risk, book.criteria)
        if place is None or (place.frequency is not None and place.impact is not None):
            continue
        # A cell from nothing to without end says nothing until there are numbers.
        if demands_numbers(place.frequency_step, place.impact_step, book.criteria):
            vague.append(risk.id)
    if vague:
        said = f"{plural(len(vague), 'risk needs', 'risks need')} numbers: the cell says nothing of what it comes to."
        return Stage(Step.ANALYSIS, False, said, tuple(vague))
    return Stage(Step.ANALYSIS, True, f"All {plural(len(open_risks), 'risk')} rated.")


def _evaluation(book: Book) -> Stage:
    red = tuple(risk.id for risk in live(book) if zone_today(risk, book.criteria) is Zone.RED)
    verdict = portfolio(book.risks, book.criteria, done_actions(book)).verdict(book.criteria, When.SO_FAR)
    said = f"{plural(len(red), 'risk')} in the red zone today."
    if verdict is Verdict.NO_LIMITS:
        return Stage(
            Step.EVALUATION, False, f"{said} The least and the most for all threats are not set.", red
        )
    if verdict is Verdict.OPEN:
        more = "Whether all threats together are acceptable cannot be said yet."
        return Stage(Step.EVALUATION, False, f"{said} {more}", red)
    return Stage(Step.EVALUATION, True, f"{said} All threats together: {verdict.value}.", red)


def _treatment(book: Book) -> Stage:
    red = [
        risk
        for risk in live(book)
        if Zone.RED in (zone_today(risk, book.criteria), zone_after(risk, book.criteria))
    ]
    waiting = tuple(
        risk.id for risk in red if missing(risk, book.criteria) or risk.treatment is Treatment.NONE
    )
    if waiting:
        verb = "lacks" if len(waiting) == 1 else "lack"
        said = f"{len(waiting)} of {plural(len(red), 'red risk')} {verb} a treatment, an owner, a date or a review."
        return Stage(Step.TREATMENT, False, said, waiting)
    if not red:
        rated = any(zone_today(risk, book.criteria) for risk in live(book))
        return Stage(Step.TREATMENT, rated, "No risk is red." if rated else "Nothing is rated yet.")
    return Stage(
        Step.TREATMENT,
        True,
        f"Every one of {plural(len(red), 'red risk')} has a treatment, an owner and dates.",
    )


def _monitoring(book: Book, today: dt.date) -> Stage:
    watched = [risk for risk in live(book) if zone_today(risk, book.criteria) in (Zone.AMBER, Zone.RED)]
    due = tuple(risk.id for risk in watched if risk.review is not None and risk.review <= today)
    if due:
        return Stage(Step.MONITORING, False, f"{plural(len(due), 'review is', 'reviews are')} due.", due)
    without = tuple(risk.id for risk in watched if risk.review is None)
    if without:
        said = f"{plural(len(without), 'risk to watch or treat has', 'risks to watch or treat have')} no review date."
        return Stage(Step.MONITORING, False, said, without)
    if not watched:
        return Stage(Step.MONITORING, False, "There is nothing to watch yet.")
    first = min(risk.review for risk in watched if risk.review is not None)
    return Stage(Step.MONITORING, True, f"The next review is on {first.day} {first:%B %Y}.")


def _reporting(book: Book) -> Stage:
    if not book.risks:
        return Stage(Step.REPORTING, False, "There is nothing to report yet.")
    return Stage(
        Step.REPORTING, True, "Matrix, register, curve and treatment plan are a section of the report."
    )
