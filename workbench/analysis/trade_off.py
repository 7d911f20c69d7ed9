"""Options weighed by criteria: the weighted mean of what was rated. It shows figures, and never decides."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from workbench.analysis.checks import require_not_negative
from workbench.domain.text import join_words, plural, sentence_case, short
from workbench.domain.trade_off import BEST, TradeOff

TIE = 1e-9
"""Scores that lie this near to each other, in relation to their size, are equal."""
_MOST_NAMED = 3


@dataclass(frozen=True, slots=True)
class Scored:
    """One option: its weighted mean on the scale of 1 to 5, `None` while no criterion that weighs is rated.

    `number` counts options from 0; `missing` are the numbers of the criteria that weigh and are not rated yet.
    """

    number: int
    score: float | None
    missing: tuple[int, ...]


def weighted(ratings: Sequence[int | None], weights: Sequence[float]) -> float | None:
    """Give Σ w·r / Σ w over the criteria that are rated (a weighted mean, so it stays on the scale of 1 to 5).

    Returns:
        The mean, or `None` when nothing that weighs is rated.

    Raises:
        ValueError: when there are not as many weights as ratings, a rating is none, or a weight lies below 0.
    """
    if len(ratings) != len(weights):
        raise ValueError(f"ratings and weights must be equally many, not {len(ratings)} and {len(weights)}.")
    total = over = 0.0
    for rating, weight in zip(ratings, weights, strict=True):
        share = require_not_negative("weights", weight)
        if rating is None:
            continue
        if isinstance(rating, bool) or not 1 <= rating <= BEST:
            raise ValueError(f"ratings must be from 1 to {BEST}, not {rating!r}.")
        total += share * rating
        over += share
    return total / over if over else None


def scores(found: TradeOff) -> tuple[Scored, ...]:
    """Give every option its score, in the order of the options."""
    weights = [each.weight for each in found.criteria]
    made: list[Scored] = []
    for number, option in enumerate(found.options):
        ratings = [option.rating(i) for i in range(len(weights))]
        missing = tuple(i for i, rating in enumerate(ratings) if rating is None and weights[i])
        made.append(Scored(number, weighted(ratings, weights), missing))
    return tuple(made)


def leading(scored: Sequence[Scored]) -> tuple[int, ...]:
    """Give the numbers of the options with the highest score; several when they tie."""
    known = [each for each in scored if each.score is not None]
    most = max((each.score or 0.0 for each in known), default=0.0)
    return tuple(each.number for each in known if math.isclose(each.score or 0.0, most, rel_tol=TIE))


def finding(found: TradeOff) -> str:
    """Say what the figures say: who leads or ties, what is not rated yet, and whether something else was chosen."""
    if len(found.options) < 2:
        return "Nothing to weigh yet: a decision has at least two options."
    scored = scores(found)
    first = leading(scored)
    if not first:
        return "No option is rated yet."
    names = [f"‘{short(found.options[number].name, 60)}’" for number in first]
    top = next(each.score for each in scored if each.number == first[0])
    if len(first) > 1:
        tied = join_words(names) if len(names) <= _MOST_NAMED else f"{len(names)} options"
        said = f"{tied} tie at {top:.2f}"
    else:
        said = f"{names[0]} scores highest, {top:.2f} of {BEST}"
    missing = sum(len(each.missing) for each in scored)
    if missing:
        said += f"; {plural(missing, 'rating is', 'ratings are')} missing, so this may change"
    said += "."
    if found.choice is None:
        return f"{said} Nothing is chosen yet."
    if found.choice not in first:
        return f"{said} Something else was chosen."
    return said


def warnings(found: TradeOff) -> tuple[str, ...]:
    """What a reader of the record would miss, each as a sentence: the reason, and who decided when."""
    if found.choice is None:
        return ()
    said: list[str] = []
    if not found.reason.strip():
        said.append("Say why it was chosen: without the reason nobody can judge it later.")
    open_parts = [
        words
        for words, missing in (
            ("who decided", not found.decided_by.strip()),
            ("the day", found.day is None),
        )
        if missing
    ]
    if open_parts:
        said.append(
            f"{sentence_case(join_words(open_parts))} {'is' if len(open_parts) == 1 else 'are'} missing."
        )
    return tuple(said)
