"""What each stage must have before it can be left; open checks are shown, and hold nobody back (domain.md 4)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from workbench.analysis.engagements import waiting
from workbench.domain.action import Action, ActionState
from workbench.domain.book import Book
from workbench.domain.need import Horizon
from workbench.domain.obstacle import ObstacleState
from workbench.domain.review import Verdict
from workbench.domain.text import join_words, plural

SPONSOR_INFLUENCE = 4
"""From this influence somebody in favour can be the sponsor."""
MAJOR_IMPACT = 4
"""From this impact an obstacle is a major one."""
_MOST_NAMED = 5


class Place(StrEnum):
    """The screen on which a check is met."""

    PEOPLE = "people"
    OBSTACLES = "obstacles"
    NEEDS = "needs"
    ROLES = "roles"
    PLAN = "plan"
    AGREEMENT = "agreement"
    PROJECTS = "projects"
    REVIEWS = "reviews"


@dataclass(frozen=True, slots=True)
class ExitCheck:
    """One check of a stage ('S0' to 'S4'): what must be, whether it is, and in a sentence what is there or open.

    `sources` are the ids of the entries that are open; the sentence names them by code, never people by name.
    """

    stage: str
    text: str
    met: bool
    said: str
    place: Place
    sources: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Engagement:
    """An engagement agreement as the check sees it: its code, and the sides that have not agreed yet."""

    code: str
    waiting: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ReviewState:
    """One process under review as the check sees it: its code, when it was reviewed last, when the next review is due.

    `logged` says whether what the last review decided is written down with its reason.
    """

    code: str
    held: dt.date | None
    due: dt.date | None
    logged: bool = False


def exit_checks(
    book: Book,
    today: dt.date,
    *,
    engagements: Iterable[Engagement] = (),
    reviews: Iterable[ReviewState] = (),
    results: Collection[str] | None = None,
) -> tuple[ExitCheck, ...]:
    """Check every stage of an assessment, in order; `today` decides which reviews are overdue (domain.md 4).

    `results` are the ids of the actions whose figure afterwards was taken; where it is not given the one expected
    counts for an action that is done. Engagements and reviews that are not given count as open.
    """
    return (
        _sponsor(book),
        _owners(book),
        _kpis(book),
        _role_form(book),
        _role_levels(book),
        _plan(book),
        _engagement(list(engagements)),
        _project(book, results),
        *_reviews(list(reviews), today),
    )


def stage_checks(book: Book, today: dt.date) -> tuple[ExitCheck, ...]:
    """Check every stage of an assessment by its own agreements, reviews and figures afterwards."""
    return exit_checks(
        book,
        today,
        engagements=[Engagement(each.code, waiting(each)) for each in book.agreements],
        reviews=[
            ReviewState(
                each.code,
                each.day,
                each.due,
                each.verdict is not Verdict.OPEN and bool(each.reason.strip()),
            )
            for each in book.reviews
        ],
        results={each.id for each in book.actions if each.actual is not None},
    )


def _named(codes: Sequence[str]) -> str:
    if len(codes) <= _MOST_NAMED:
        return join_words(list(codes))
    return f"{', '.join(codes[:_MOST_NAMED])} and {plural(len(codes) - _MOST_NAMED, 'other', 'others')}"


def _sponsor(book: Book) -> ExitCheck:
    """Named is a stakeholder of influence 4 or more who is in favour; who it is stays confidential."""
    text = "A sponsor is named"
    strong = [each for each in book.talents if (each.influence or 0) >= SPONSOR_INFLUENCE]
    found = any((each.stance or 0) > 0 for each in strong)
    if found:
        said = "Somebody of influence is in favour."
    elif strong:
        said = "Nobody with an influence of 4 or more is in favour yet."
    else:
        said = "No stakeholder with an influence of 4 or more is listed yet."
    return ExitCheck("S0", text, found, said, Place.PEOPLE)


def _owners(book: Book) -> ExitCheck:
    text = "Each major obstacle has an owner"
    closed = (ObstacleState.CLEARED, ObstacleState.ACCEPTED)
    if not book.obstacles:
        return ExitCheck("S0", text, False, "No obstacle is listed yet.", Place.OBSTACLES)
    unrated = [each for each in book.obstacles if each.impact is None and each.state not in closed]
    major = [
        each for each in book.obstacles if (each.impact or 0) >= MAJOR_IMPACT and each.state not in closed
    ]
    without = [each for each in major if not each.owner.strip()]
    if without:
        verb = "has" if len(without) == 1 else "have"
        said = f"{_named([each.code for each in without])} {verb} no owner."
        return ExitCheck("S0", text, False, said, Place.OBSTACLES, tuple(each.id for each in without))
    if unrated:
        verb = "is" if len(unrated) == 1 else "are"
        said = f"{_named([each.code for each in unrated])} {verb} not rated yet, so nobody knows whether it is major."
        if len(unrated) > 1:
            said = f"{_named([each.code for each in unrated])} are not rated yet, so nobody knows which are major."
        return ExitCheck("S0", text, False, said, Place.OBSTACLES, tuple(each.id for each in unrated))
    if not major:
        return ExitCheck("S0", text, True, "No open obstacle is a major one.", Place.OBSTACLES)
    return ExitCheck(
        "S0",
        text,
        True,
        f"{plural(len(major), 'major obstacle has', 'major obstacles have')} an owner.",
        Place.OBSTACLES,
    )


def _kpis(book: Book) -> ExitCheck:
    text = "KPIs are chosen"
    needs = [each for each in book.needs if each.horizon is Horizon.NOW]
    if not needs:
        return ExitCheck("S1", text, False, "No business need of today is listed yet.", Place.NEEDS)
    without = [each for each in needs if not each.kpi.strip()]
    if without:
        verb = "has" if len(without) == 1 else "have"
        said = f"{_named([each.code for each in without])} {verb} no KPI."
        return ExitCheck("S1", text, False, said, Place.NEEDS, tuple(each.id for each in without))
    return ExitCheck("S1", text, True, f"{plural(len(needs), 'need has', 'needs have')} a KPI.", Place.NEEDS)


def _role_form(book: Book) -> ExitCheck:
    text = "The form of the SRE role is chosen"
    model = book.role_plan.model if book.role_plan else ""
    known = next((each.title for each in book.pack.role_models if each.id == model), "")
    if not known:
        return ExitCheck("S1", text, False, "No form of the role is chosen yet.", Place.ROLES)
    return ExitCheck("S1", text, True, f"The role takes this form: {known}.", Place.ROLES)


def _role_levels(book: Book) -> ExitCheck:
    text = "The skill levels are chosen"
    needed: Mapping[str, int] = book.role_plan.needed if book.role_plan else {}
    people = sum(needed.values())
    if not people:
        return ExitCheck("S1", text, False, "How many people are needed at which level is open.", Place.ROLES)
    levels = sum(1 for count in needed.values() if count)
    said = f"{plural(people, 'person is', 'people are')} needed, at {plural(levels, 'level')}."
    return ExitCheck("S1", text, True, said, Place.ROLES)


_AGREED = (ActionState.AGREED, ActionState.RUNNING, ActionState.DONE)


def _plan(book: Book) -> ExitCheck:
    text = "The action plan is agreed"
    plan = [each for each in book.actions if each.state is not ActionState.DROPPED]
    if not plan:
        return ExitCheck("S2", text, False, "There is no action in the plan yet.", Place.PLAN)
    waiting = [each for each in plan if each.state not in _AGREED]
    if waiting:
        verb = "is" if len(waiting) == 1 else "are"
        said = f"{_named([each.code for each in waiting])} {verb} proposed and not agreed yet."
        return ExitCheck("S2", text, False, said, Place.PLAN, tuple(each.id for each in waiting))
    return ExitCheck("S2", text, True, f"{plural(len(plan), 'action is', 'actions are')} agreed.", Place.PLAN)


def _engagement(engagements: Sequence[Engagement]) -> ExitCheck:
    text = "The engagement agreement is agreed by both sides"
    if not engagements:
        return ExitCheck("S2", text, False, "There is no engagement agreement yet.", Place.AGREEMENT)
    waiting = [each for each in engagements if each.waiting]
    if not waiting:
        said = f"{plural(len(engagements), 'agreement has', 'agreements have')} the consent of both sides."
        return ExitCheck("S2", text, True, said, Place.AGREEMENT)
    if len(waiting) == 1:
        said = f"{waiting[0].code} waits for the consent of {join_words(list(waiting[0].waiting))}."
    else:
        said = f"{_named([each.code for each in waiting])} wait for consent."
    return ExitCheck("S2", text, False, said, Place.AGREEMENT)


def _project(book: Book, results: Collection[str] | None) -> ExitCheck:
    text = "One project is closed with its figures before and after"
    done = [each for each in book.actions if each.state is ActionState.DONE]
    if not done:
        return ExitCheck("S3", text, False, "No project is closed yet.", Place.PROJECTS)
    proved = [each for each in done if _is_proved(each, results)]
    if proved:
        return ExitCheck(
            "S3",
            text,
            True,
            f"{_named([each.code for each in proved])} closed with both figures.",
            Place.PROJECTS,
        )
    verb = "lacks" if len(done) == 1 else "lack"
    said = f"{_named([each.code for each in done])} {verb} the figure before or after."
    return ExitCheck("S3", text, False, said, Place.PROJECTS, tuple(each.id for each in done))


def _is_proved(action: Action, results: Collection[str] | None) -> bool:
    known = action.expected is not None if results is None else action.id in results
    return action.before is not None and known


def _reviews(reviews: Sequence[ReviewState], today: dt.date) -> tuple[ExitCheck, ExitCheck]:
    cadence, logged = "The cadence of reviews is kept", "The last change is logged"
    held = [each for each in reviews if each.held is not None and each.held <= today]
    late = [each.code for each in reviews if each.due is not None and each.due < today]
    without = [each.code for each in reviews if each.due is None]
    if not held:
        first = ExitCheck("S4", cadence, False, "No process was reviewed yet.", Place.REVIEWS)
    elif late:
        verb = "is" if len(late) == 1 else "are"
        first = ExitCheck(
            "S4", cadence, False, f"The review of {_named(late)} {verb} overdue.", Place.REVIEWS
        )
    elif without:
        verb = "has" if len(without) == 1 else "have"
        said = f"{_named(without)} {verb} no date for the next review."
        first = ExitCheck("S4", cadence, False, said, Place.REVIEWS)
    else:
        first = ExitCheck("S4", cadence, True, "No review is overdue.", Place.REVIEWS)
    last = max(held, key=lambda each: (each.held or dt.date.min, each.code), default=None)
    if last is None:
        return first, ExitCheck("S4", logged, False, "There is no change to log yet.", Place.REVIEWS)
    said = (
        f"What the review of {last.code} decided is logged."
        if last.logged
        else f"What the review of {last.code} decided is not logged with its reason."
    )
    return first, ExitCheck("S4", logged, last.logged, said, Place.REVIEWS)
