"""What if: where an assessment would stand once actions have brought questions to a level (domain.md 4, 'Projection')."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from fractions import Fraction

from workbench.analysis.checks import require_whole
from workbench.analysis.level import TOP
from workbench.analysis.maturity import CapabilityRating, rate_capability, roll_up
from workbench.analysis.question import QuestionRating
from workbench.analysis.standing import Standing, figures_without_consensus, rate_dimension

Lifts = Mapping[str, int]
"""The level each question is brought to, 1..5, by question id."""


def default_lifts(standing: Standing, capability: str, level: int) -> dict[str, int]:
    """Give what an action for a level serves unless it says otherwise: its capability's questions below that level.

    Applicable questions in scope whose index or median lies below the level, and those without a value; empty for a
    capability that is not in the assessment.

    Raises:
        ValueError: for a level outside 1..5.
    """
    require_whole("level", level, 1, TOP)
    part = standing.capabilities.get(capability)
    if part is None:
        return {}
    return {
        each.question.id: level
        for each in part.questions
        if each.applicable and (each.index is None or each.index < level or each.median < level)
    }


def merged(lifts: Iterable[Lifts]) -> dict[str, int]:
    """Give what several actions come to together: the highest level each question is brought to."""
    found: dict[str, int] = {}
    for each in lifts:
        for question, level in each.items():
            found[question] = max(level, found.get(question, 0))
    return found


def lifted(rating: QuestionRating, level: int) -> QuestionRating:
    """Rate a question as if it were at least at a level: x ← max(x, k), g ← max(g, k) (domain.md 4).

    A question without a value comes to the level itself. One that does not apply stays as it is. What the room agreed
    on is lifted as any other value is; the rating from the single answers alone is lifted beside it. The answers,
    and all that says how far they agree and how well they are backed, stay those that were given.
    """
    if not rating.applicable:
        return rating
    goal = Fraction(level)
    alone = rating.open_applicable
    return replace(
        rating,
        index=goal if rating.index is None else max(rating.index, goal),
        median=max(rating.median, level),
        open_index=(goal if rating.open_index is None else max(rating.open_index, goal)) if alone else None,
        open_median=max(rating.open_median, level) if alone else 0,
    )


def project_parts(standing: Standing, lifts: Lifts) -> dict[str, CapabilityRating]:
    """Rate anew the capabilities whose questions are lifted, by id and in the standing's order; the others are left out.

    Targets stay what they are now, suggested ones too: a goal that moved on with the level would never come nearer.
    Questions that are not in scope are passed over.

    Raises:
        ValueError: for a level outside 1..5.
    """
    wanted: dict[str, dict[str, QuestionRating]] = {}
    for question, level in lifts.items():
        require_whole(f"The level of question {question}", level, 1, TOP)
        now = standing.questions.get(question)
        if now is None:
            continue
        then = lifted(now, level)
        if then != now:
            wanted.setdefault(now.question.capability, {})[question] = then
    found: dict[str, CapabilityRating] = {}
    for name, part in standing.capabilities.items():
        if name in wanted:
            ratings = [wanted[name].get(each.question.id, each) for each in part.questions]
            found[name] = replace(
                rate_capability(part.capability, ratings, part.target), suggested=part.suggested
            )
    return found


def project(standing: Standing, lifts: Lifts) -> Standing:
    """Say where everything would stand with questions lifted; only what rests on them is rated anew.

    Rated as usual but for the targets, which stay (see `project_parts`). How much was asked and answered stays too.

    Raises:
        ValueError: for a level outside 1..5.
    """
    moved = project_parts(standing, lifts)
    if not moved:
        return standing
    questions = dict(standing.questions)
    for part in moved.values():
        questions.update((each.question.id, each) for each in part.questions)
    capabilities = {**standing.capabilities, **moved}
    touched = {part.capability.area for part in moved.values()}
    areas = {
        area: roll_up([part for part in capabilities.values() if part.capability.area == area])
        if area in touched
        else rating
        for area, rating in standing.areas.items()
    }
    overall = roll_up(list(capabilities.values()))
    return Standing(
        questions=questions,
        capabilities=capabilities,
        areas=areas,
        overall=overall,
        dimensions=tuple(
            rate_dimension(each.dimension, capabilities)
            if any(name in moved for name in each.dimension.capabilities)
            else each
            for each in standing.dimensions
        ),
        answered=standing.answered,
        asked=standing.asked,
        without_consensus=figures_without_consensus(capabilities, areas, overall),
    )


def gap_closed(standing: Standing, lifts: Lifts) -> Fraction:
    """Give what of the gaps would be closed: ΣG now − ΣG with the questions lifted, 0 or more (domain.md 4).

    It runs over the capabilities that are rated now: a gap that is not known cannot be closed.

    Raises:
        ValueError: for a level outside 1..5.
    """
    total = Fraction(0)
    for name, then in project_parts(standing, lifts).items():
        now = standing.capabilities[name].gap
        if now is not None:
            total += now - (then.gap or 0)
    # A question without a value that is lifted to less than the others stand at would pull the index down.
    return max(total, Fraction(0))
