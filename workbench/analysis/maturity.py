"""Index and gated level of a question, a capability, an area and the whole (domain.md 2.2).

The index says how far on average, the level says what has been earned; neither is derived from the other.
Fractions keep the cut points exact: 85 per cent is 85 per cent, not 84.99999.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from workbench.domain.content import Capability, Question
from workbench.domain.role import Role

TOP = 5
HALF = Fraction(1, 2)
MOST = Fraction(17, 20)
_TOLERANCE = 1e-9


def _require_step(name: str, value: int | None) -> None:
    if value is not None and (isinstance(value, bool) or value not in range(1, TOP + 1)):
        raise ValueError(f"{name} must be a whole number from 1 to {TOP}, not {value!r}.")


@dataclass(frozen=True, slots=True)
class Voice:
    """`count` equal answers of one role: `value` 1..5, or `None` with `na` (not applicable) or not (don't know)."""

    role: Role
    value: int | None
    na: bool = False
    count: int = 1

    def __post_init__(self) -> None:
        _require_step("An answer", self.value)
        if self.count < 1:
            raise ValueError(f"An answer must count at least once, not {self.count!r}.")


@dataclass(frozen=True, slots=True)
class Agreed:
    """A facilitated consensus: 1..5, or `None` for 'not applicable'."""

    value: int | None

    def __post_init__(self) -> None:
        _require_step("A consensus", self.value)


@dataclass(frozen=True, slots=True)
class QuestionRating:
    """What the answers to one question come to.

    `index` is x (1..5, `None` while unscored), `median` is g (1..5, 0 while unscored); `open_index` and
    `open_median` are the same without any consensus.
    """

    question: Question
    applicable: bool
    index: Fraction | None
    median: int
    role_means: Mapping[Role, Fraction]
    role_medians: Mapping[Role, int]
    voices: int
    not_applicable: int
    dont_know: int
    agreed: bool
    open_index: Fraction | None = None
    open_median: int = 0

    @property
    def scored(self) -> bool:
        """Whether the question has a value."""
        return self.index is not None


@dataclass(frozen=True, slots=True)
class Rating:
    """Where a capability, an area or the whole stands.

    `index` and its bounds run 1..5; `coverage` 0..1; `level` 1..5 with bounds. `index` and `level` are `None`
    while not rated (coverage under half). `shares[k]` is P_k for k 2..5.
    """

    applicable: bool
    index: Fraction | None
    low: Fraction | None
    high: Fraction | None
    coverage: Fraction
    level: int | None
    level_low: int
    level_high: int
    shares: Mapping[int, Fraction]

    @property
    def rated(self) -> bool:
        """Whether enough was answered to say something."""
        return self.level is not None


@dataclass(frozen=True, slots=True)
class CapabilityRating:
    """A capability with its rating, its questions, its target and its gap.

    `target` is the one set, else the suggested one (`suggested`); `gap` is G, `None` while not rated.
    `blocking` are the questions that keep it from the next level.
    """

    capability: Capability
    rating: Rating
    questions: tuple[QuestionRating, ...]
    target: int
    suggested: bool
    gap: Fraction | None
    blocking: tuple[str, ...]


NOT_APPLICABLE = Rating(False, None, None, None, Fraction(0), None, 0, 0, {})


def _lower_median(values: Sequence[int]) -> int:
    ordered = sorted(values)
    return ordered[(len(ordered) - 1) // 2]


def rate_question(
    question: Question, voices: Iterable[Voice], agreed: Agreed | None = None
) -> QuestionRating:
    """Rate one question from every voice, each role counting the same (domain.md 2.2, 'Per question').

    x is the mean over roles of the mean within each role, g the lower median over roles of each role's lower
    median. A consensus replaces both. More than half 'not applicable' takes the question out; on an essential
    question only a consensus can, and single ones count as 'don't know'.
    """
    by_role: dict[Role, list[int]] = {}
    not_applicable = dont_know = 0
    for voice in voices:
        if voice.value is not None:
            by_role.setdefault(voice.role, []).extend([voice.value] * voice.count)
        elif voice.na and question.essential is None:
            not_applicable += voice.count
        else:
            dont_know += voice.count
    means = {role: Fraction(sum(values), len(values)) for role, values in by_role.items()}
    medians = {role: _lower_median(values) for role, values in by_role.items()}
    numeric = sum(len(values) for values in by_role.values())
    index = sum(means.values(), Fraction(0)) / len(means) if means else None
    median = _lower_median(list(medians.values())) if medians else 0
    applicable = not 2 * not_applicable > numeric + not_applicable
    if not applicable:
        index, median = None, 0
    open_index, open_median = index, median
    if agreed is not None:
        applicable = agreed.value is not None
        index = Fraction(agreed.value) if agreed.value is not None else None
        median = agreed.value or 0
    return QuestionRating(
        question=question,
        applicable=applicable,
        index=index,
        median=median,
        role_means=means,
        role_medians=medians,
        voices=numeric + not_applicable + dont_know,
        not_applicable=not_applicable,
        dont_know=dont_know,
        agreed=agreed is not None,
        open_index=open_index,
        open_median=open_median,
    )


def _exact(weights: Sequence[float]) -> bool:
    return all(float(weight).is_integer() for weight in weights)


def _above(share: Fraction | float, cut: Fraction) -> bool:
    """Whether a share lies above a cut point: exactly for fractions, else by more than 1e-9 relative."""
    if isinstance(share, Fraction):
        return share > cut
    return share > float(cut) * (1 + _TOLERANCE)


def _shares(weights: Sequence[float], values: Sequence[int]) -> dict[int, Fraction | float]:
    """P_k for k 2..5: the share of weight whose value reaches k."""
    if _exact(weights):
        whole = [int(weight) for weight in weights]
        total = sum(whole)
        return {
            k: Fraction(sum(w for w, v in zip(whole, values, strict=True) if v >= k), total)
            for k in range(2, TOP + 1)
        }
    total_weight = math.fsum(weights)
    return {
        k: math.fsum(w for w, v in zip(weights, values, strict=True) if v >= k) / total_weight
        for k in range(2, TOP + 1)
    }


def _earned(shares: Mapping[int, Fraction | float], gates: Mapping[int, bool]) -> int:
    """The greatest level whose shares and gates hold; 1 needs nothing."""
    for k in range(TOP, 1, -1):
        if not gates[k] or not _above(shares[k], HALF):
            continue
        if all(_above(shares[j], MOST) for j in range(2, k)):
            return k
    return 1


def _essential_gates(medians: Sequence[int], essentials: Sequence[int | None]) -> dict[int, bool]:
    pairs = [(g, e) for g, e in zip(medians, essentials, strict=True) if e is not None]
    return {k: all(g >= e for g, e in pairs if e <= k) for k in range(2, TOP + 1)}


def gated_level(
    weights: Sequence[float], medians: Sequence[int], essentials: Sequence[int | None]
) -> int | None:
    """Give the level that has been earned (domain.md 2.2).

    One entry per applicable question: weight > 0, median 1..5 or 0 while unscored, essential level 2..5 or
    `None`. The level is the greatest k with more than half of the weight at k or above, more than 85 per cent
    at each lower level from 2, and every essential question of level k or lower met.

    Returns:
        1..5, or `None` when there is no question or under half of the weight is scored.

    Raises:
        ValueError: for unequal lengths, a weight that is not a positive number, or a step outside its scale.
    """
    if not len(weights) == len(medians) == len(essentials):
        raise ValueError("weights, medians and essentials must have equal lengths.")
    if any(not math.isfinite(weight) or weight <= 0 for weight in weights):
        raise ValueError("weights must be positive numbers.")
    if any(g not in range(TOP + 1) for g in medians):
        raise ValueError("medians must be whole numbers from 0 (unscored) to 5.")
    if any(e is not None and e not in range(2, TOP + 1) for e in essentials):
        raise ValueError("essentials must be None or whole numbers from 2 to 5.")
    if not weights:
        return None
    scored = [w for w, g in zip(weights, medians, strict=True) if g > 0]
    if _exact(weights):
        if 2 * sum(int(w) for w in scored) < sum(int(w) for w in weights):
            return None
    elif 2 * math.fsum(scored) < math.fsum(weights) * (1 - _TOLERANCE):
        return None
    return _earned(_shares(weights, medians), _essential_gates(medians, essentials))


def _bounded_level(weights: list[int], medians: list[int], essentials: list[int | None]) -> int:
    return _earned(_shares(weights, medians), _essential_gates(medians, essentials))


def rate_questions(questions: Sequence[QuestionRating]) -> Rating:
    """Rate a capability from its questions in scope (domain.md 2.2, 'Per capability' and 'Level bounds')."""
    live = [each for each in questions if each.applicable]
    if not live:
        return NOT_APPLICABLE
    weights = [each.question.weight for each in live]
    essentials = [each.question.essential.level if each.question.essential else None for each in live]
    medians = [each.median for each in live]
    total = sum(weights)
    scored = [(w, each.index) for w, each in zip(weights, live, strict=True) if each.index is not None]
    weight_scored = sum(w for w, _ in scored)
    points = sum((w * x for w, x in scored), Fraction(0))
    coverage = Fraction(weight_scored, total)
    rated = coverage >= HALF
    raised = [g if each.scored else TOP for g, each in zip(medians, live, strict=True)]
    return Rating(
        applicable=True,
        index=points / weight_scored if rated else None,
        low=(points + (total - weight_scored)) / total,
        high=(points + TOP * (total - weight_scored)) / total,
        coverage=coverage,
        level=gated_level(weights, medians, essentials),
        level_low=_bounded_level(weights, medians, essentials),
        level_high=_bounded_level(weights, raised, essentials),
        shares={k: Fraction(share) for k, share in _shares(weights, medians).items()},
    )


def blocking(questions: Sequence[QuestionRating], level: int) -> tuple[str, ...]:
    """Name the questions that stand between a level and the next: those below it, and essentials not met."""
    goal = level + 1
    if goal > TOP:
        return ()
    live = [each for each in questions if each.applicable]
    if not live:
        return ()
    shares = _shares([each.question.weight for each in live], [each.median for each in live])
    short = [j for j in range(2, goal) if not _above(shares[j], MOST)]
    if not _above(shares[goal], HALF):
        short.append(goal)
    cut = max(short, default=0)
    names: list[str] = []
    for each in live:
        essential = each.question.essential
        unmet = essential is not None and essential.level <= goal and each.median < essential.level
        if unmet or each.median < cut:
            names.append(each.question.id)
    return tuple(names)


def suggested_target(level: int | None) -> int:
    """The target shown until one is set: one level up but not beyond Defined, 2 while not rated."""
    return 2 if level is None else max(level, min(level + 1, 3))


def rate_capability(
    capability: Capability, questions: Sequence[QuestionRating], target: int | None = None
) -> CapabilityRating:
    """Rate a capability with its target and gap: G = w·max(0, T − S, T − L), none while not rated."""
    rating = rate_questions(questions)
    goal = suggested_target(rating.level) if target is None else target
    gap = None
    if rating.level is not None and rating.index is not None:
        gap = capability.weight * max(Fraction(0), goal - rating.index, Fraction(goal - rating.level_low))
    return CapabilityRating(
        capability=capability,
        rating=rating,
        questions=tuple(questions),
        target=goal,
        suggested=target is None,
        gap=gap,
        blocking=blocking(questions, rating.level) if rating.level is not None else (),
    )


def _core_gates(levels: Sequence[int], weights: Sequence[int], core: Sequence[bool]) -> int:
    gates = {
        k: all(level >= k - 1 for level, is_core in zip(levels, core, strict=True) if is_core)
        for k in range(2, TOP + 1)
    }
    return _earned(_shares(weights, levels), gates)


def roll_up(parts: Sequence[CapabilityRating]) -> Rating:
    """Rate an area or the whole from its capabilities (domain.md 2.2, 'Roll-up').

    The index is the weighted mean over rated capabilities; a level k needs the same shares of capability
    weight, and every core capability at k − 1 or above. A capability not rated counts as 1 and 5 in the bounds.
    """
    live = [part for part in parts if part.rating.applicable]
    if not live:
        return NOT_APPLICABLE
    weights = [part.capability.weight for part in live]
    core = [part.capability.core for part in live]
    total = sum(weights)
    ratings = [part.rating for part in live]
    coverage = sum((w * r.coverage for w, r in zip(weights, ratings, strict=True)), Fraction(0)) / total
    rated = [(w, r.index) for w, r in zip(weights, ratings, strict=True) if r.index is not None]
    lows = [r.low if r.index is not None and r.low is not None else Fraction(1) for r in ratings]
    highs = [r.high if r.index is not None and r.high is not None else Fraction(TOP) for r in ratings]
    enough = coverage >= HALF and bool(rated)
    floor = [r.level or 0 for r in ratings]
    ceiling = [r.level_high if r.rated else TOP for r in ratings]
    points = sum((w * x for w, x in rated), Fraction(0))
    return Rating(
        applicable=True,
        index=points / sum(w for w, _ in rated) if enough else None,
        low=sum((w * x for w, x in zip(weights, lows, strict=True)), Fraction(0)) / total,
        high=sum((w * x for w, x in zip(weights, highs, strict=True)), Fraction(0)) / total,
        coverage=coverage,
        level=_core_gates(floor, weights, core) if enough else None,
        level_low=_core_gates(floor, weights, core),
        level_high=_core_gates(ceiling, weights, core),
        shares={k: Fraction(share) for k, share in _shares(weights, floor).items()},
    )
