"""Index and gated level of a capability, an area and the whole (domain.md 2.2).

The index says how far on average, the level says what has been earned; neither is derived from the other.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from workbench.analysis.checks import require_whole
from workbench.analysis.confidence import Confidence, confidence_of
from workbench.analysis.level import HALF as HALF
from workbench.analysis.level import MOST as MOST
from workbench.analysis.level import TOP as TOP
from workbench.analysis.level import above, core_gates, earned, gated_level, level_of, shares_of
from workbench.analysis.question import Agreed as Agreed
from workbench.analysis.question import QuestionRating, rate_question
from workbench.analysis.question import Voice as Voice
from workbench.domain.content import Capability
from workbench.domain.role import Role

__all__ = [
    "HALF",
    "MOST",
    "NOT_APPLICABLE",
    "TOP",
    "Agreed",
    "CapabilityRating",
    "Figures",
    "QuestionRating",
    "Rating",
    "Voice",
    "blocking",
    "gated_level",
    "rate_capability",
    "rate_question",
    "rate_questions",
    "roll",
    "roll_all",
    "roll_up",
    "suggested_target",
]


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
    `blocking` are the questions that keep it from the next level. `without_consensus` is the rating from the
    single answers alone.
    """

    capability: Capability
    rating: Rating
    questions: tuple[QuestionRating, ...]
    target: int
    suggested: bool
    gap: Fraction | None
    blocking: tuple[str, ...]
    without_consensus: Rating

    @property
    def confidence(self) -> Confidence | None:
        """How far the figures can be trusted, and what limits that; `None` where nothing applies."""
        return confidence_of(self.questions, self.rating.coverage)

    @property
    def agreed(self) -> int:
        """How many of its questions the room agreed on."""
        return sum(1 for each in self.questions if each.agreed)

    def mean_of(self, means: Callable[[QuestionRating], Fraction | None]) -> Fraction | None:
        """Give the weighted mean of some figure of its applicable questions, over those that have one."""
        pairs = [(each.question.weight, means(each)) for each in self.questions if each.applicable]
        found = [(weight, mean) for weight, mean in pairs if mean is not None]
        weight = sum(w for w, _ in found)
        return sum((w * x for w, x in found), Fraction(0)) / weight if weight else None

    def role_mean(self, role: Role) -> Fraction | None:
        """The weighted mean of one role's answers over the applicable questions; `None` without any."""
        return self.mean_of(lambda each: each.role_means.get(role))


@dataclass(frozen=True, slots=True)
class Figures:
    """A rating for every capability, every area and the whole, under one way of looking at the answers."""

    capabilities: Mapping[str, Rating]
    areas: Mapping[str, Rating]
    overall: Rating


NOT_APPLICABLE = Rating(False, None, None, None, Fraction(0), None, 0, 0, {})


def rate_questions(
    questions: Sequence[QuestionRating], *, consensus: bool = True, equal_weights: bool = False
) -> Rating:
    """Rate a capability from its questions in scope (domain.md 2.2, 'Per capability' and 'Level bounds').

    With W = Σw over applicable questions and s the scored ones: index S = Σ_s w·x / Σ_s w; coverage
    C = Σ_s w / W, under a half not rated; bounds S⁻ and S⁺ with 1 and 5 for every x that is missing; shares
    P_k = Σ w·[g ≥ k] / W, a missing g counting as not met; the level from them as `gated_level` says, and its
    bounds with 0 and 5 for every missing g.

    Without `consensus` only the single answers count; with `equal_weights` every question weighs the same.
    """
    live = [each for each in questions if (each.applicable if consensus else each.open_applicable)]
    if not live:
        return NOT_APPLICABLE
    weights = [1 if equal_weights else each.question.weight for each in live]
    essentials = [each.question.essential.level if each.question.essential else None for each in live]
    indexes = [each.index if consensus else each.open_index for each in live]
    medians = [each.median if consensus else each.open_median for each in live]
    total = sum(weights)
    scored = [(w, x) for w, x in zip(weights, indexes, strict=True) if x is not None]
    weight_scored = sum(w for w, _ in scored)
    points = sum((w * x for w, x in scored), Fraction(0))
    coverage = Fraction(weight_scored, total)
    level = level_of(weights, medians, essentials)
    raised = [TOP if x is None else g for g, x in zip(medians, indexes, strict=True)]
    rated = coverage >= HALF
    return Rating(
        applicable=True,
        index=points / weight_scored if rated else None,
        low=(points + (total - weight_scored)) / total,
        high=(points + TOP * (total - weight_scored)) / total,
        coverage=coverage,
        level=level if rated else None,
        level_low=level,
        level_high=level if weight_scored == total else level_of(weights, raised, essentials),
        shares={k: Fraction(share) for k, share in shares_of(weights, medians).items()},
    )


def blocking(questions: Sequence[QuestionRating], level: int) -> tuple[str, ...]:
    """Name the questions that stand between a level and the next: those below it, and essentials not met."""
    goal = level + 1
    live = [each for each in questions if each.applicable]
    if goal > TOP or not live:
        return ()
    shares = shares_of([each.question.weight for each in live], [each.median for each in live])
    short = [j for j in range(2, goal) if not above(shares[j], MOST)]
    if not above(shares[goal], HALF):
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
    """The target shown until one is set: one level up but not beyond Defined, 2 while not rated (domain.md 2.2).

    Raises:
        ValueError: for a level outside 1..5.
    """
    if level is not None:
        require_whole("level", level, 1, TOP)
    return 2 if level is None else max(level, min(level + 1, 3))


def rate_capability(
    capability: Capability, questions: Sequence[QuestionRating], target: int | None = None
) -> CapabilityRating:
    """Rate a capability with target and gap: G = w·max(0, T − S, T − L), none while not rated (domain.md 2.2).

    Raises:
        ValueError: for a target that is no level.
    """
    rating = rate_questions(questions)
    goal = suggested_target(rating.level) if target is None else require_whole("A target", target, 1, TOP)
    gap = None
    if rating.level is not None and rating.index is not None:
        gap = capability.weight * max(Fraction(0), goal - rating.index, Fraction(goal - rating.level_low))
    agreed = any(each.agreed for each in questions)
    return CapabilityRating(
        capability=capability,
        rating=rating,
        questions=tuple(questions),
        target=goal,
        suggested=target is None,
        gap=gap,
        blocking=blocking(questions, rating.level) if rating.level is not None else (),
        without_consensus=rate_questions(questions, consensus=False) if agreed else rating,
    )


def roll(ratings: Sequence[Rating], weights: Sequence[int], core: Sequence[bool]) -> Rating:
    """Rate an area or the whole from ratings of capabilities (domain.md 2.2, 'Roll-up').

    The index is the weighted mean over rated capabilities; a level k needs the same shares of capability
    weight, and every core capability at k − 1 or above. A capability not rated counts as 1 and 5 in the bounds;
    one that does not apply is left out.
    """
    live = [each for each in zip(ratings, weights, core, strict=True) if each[0].applicable]
    if not live:
        return NOT_APPLICABLE
    heavy, is_core = [w for _, w, _ in live], [c for _, _, c in live]
    total = sum(heavy)
    coverage = sum((w * r.coverage for r, w, _ in live), Fraction(0)) / total
    rated = [(w, r.index) for r, w, _ in live if r.index is not None]
    points = sum((w * x for w, x in rated), Fraction(0))
    lows = [w * (r.low if r.rated and r.low is not None else Fraction(1)) for r, w, _ in live]
    highs = [w * (r.high if r.rated and r.high is not None else Fraction(TOP)) for r, w, _ in live]
    floor = [r.level or 0 for r, _, _ in live]
    ceiling = [r.level_high if r.rated else TOP for r, _, _ in live]
    shares = shares_of(heavy, floor)
    level = earned(shares, core_gates(floor, is_core))
    enough = coverage >= HALF and bool(rated)
    return Rating(
        applicable=True,
        index=points / sum(w for w, _ in rated) if enough else None,
        low=sum(lows, Fraction(0)) / total,
        high=sum(highs, Fraction(0)) / total,
        coverage=coverage,
        level=level if enough else None,
        level_low=level,
        level_high=level
        if ceiling == floor
        else earned(shares_of(heavy, ceiling), core_gates(ceiling, is_core)),
        shares={k: Fraction(share) for k, share in shares.items()},
    )


def roll_up(parts: Sequence[CapabilityRating]) -> Rating:
    """Rate an area or the whole from its capabilities; see `roll`."""
    capabilities = [part.capability for part in parts]
    return roll(
        [part.rating for part in parts],
        [each.weight for each in capabilities],
        [each.core for each in capabilities],
    )


def roll_all(
    parts: Iterable[tuple[Capability, Rating]], areas: Iterable[str], *, equal_weights: bool = False
) -> Figures:
    """Rate every area and the whole from its capabilities; core ones gate whatever the weights."""
    listed = list(parts)

    def over(chosen: Sequence[tuple[Capability, Rating]]) -> Rating:
        weights = [1 if equal_weights else capability.weight for capability, _ in chosen]
        return roll([rating for _, rating in chosen], weights, [capability.core for capability, _ in chosen])

    return Figures(
        {capability.id: rating for capability, rating in listed},
        {area: over([each for each in listed if each[0].area == area]) for area in areas},
        over(listed),
    )
