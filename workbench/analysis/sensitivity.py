"""What a figure hangs on: one question, one role, the weights (domain.md 2.4)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from fractions import Fraction

from workbench.analysis.maturity import CapabilityRating, Figures, Rating, rate_questions, roll_all
from workbench.analysis.question import QuestionRating, without_role
from workbench.analysis.standing import Standing
from workbench.domain.role import Role


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A capability without one of its questions: the rating then, and how far the index moves (S without − S)."""

    question: str
    rating: Rating
    change: Fraction | None


def leave_questions_out(part: CapabilityRating) -> tuple[LeftOut, ...]:
    """Rate a capability without each of its scored questions in turn.

    S without q less S is w(S − x)/(Σw − w), over the scored questions (domain.md 2.4). `change` is `None` while
    the capability is not rated, and for its only scored question.
    """
    scored = [each for each in part.questions if each.applicable and each.index is not None]
    weight = sum(each.question.weight for each in scored)
    index = part.rating.index
    found: list[LeftOut] = []
    for each in scored:
        own, rest = each.question.weight, weight - each.question.weight
        change = None
        if index is not None and each.index is not None and rest:
            change = own * (index - each.index) / rest
        others = [other for other in part.questions if other is not each]
        found.append(LeftOut(each.question.id, rate_questions(others), change))
    return tuple(found)


def roles_of(questions: Sequence[QuestionRating]) -> list[Role]:
    """The roles that chose an option somewhere, in their own order."""
    return [role for role in Role if any(role in each.role_means for each in questions)]


def leave_role_out(part: CapabilityRating, role: Role) -> Rating:
    """Rate a capability as if a role had not answered; what the room agreed on stays."""
    return rate_questions([without_role(each, role) for each in part.questions])


def _anew(
    standing: Standing, rate: Callable[[CapabilityRating], Rating], *, equal_weights: bool = False
) -> Figures:
    parts = standing.capabilities.values()
    return roll_all(
        [(part.capability, rate(part)) for part in parts], standing.areas, equal_weights=equal_weights
    )


def without_one_role(standing: Standing, role: Role) -> Figures:
    """Rate everything as if a role had not answered; what the room agreed on stays (domain.md 2.4)."""
    return _anew(standing, lambda part: leave_role_out(part, role))


def equally_weighted(standing: Standing) -> Figures:
    """Rate everything with the same weight for every question and capability; the gates stay (domain.md 2.4)."""
    return _anew(
        standing, lambda part: rate_questions(part.questions, equal_weights=True), equal_weights=True
    )
