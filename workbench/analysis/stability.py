"""How far levels depend on the weights: the share of random weights under which they stay (domain.md 2.4)."""

from __future__ import annotations

import random
from array import array
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from functools import lru_cache

from workbench.analysis.checks import Number, require_whole
from workbench.analysis.level import HALF, MOST, TOP, core_gates, essential_gates, gated_level
from workbench.analysis.maturity import CapabilityRating, Rating
from workbench.analysis.standing import Standing

DRAWS = 1000
SEED = 1
_CONCENTRATION = 5
_LEAST_SHAPE = 1e-6
_FIRM = Fraction(19, 20)
_LIKELY = Fraction(3, 4)
_HALF, _MOST = float(HALF), float(MOST)


class Sure(StrEnum):
    """How sure a level is: it stays in 95 per cent of the draws, in 75, or in fewer."""

    FIRM = "firm"
    LIKELY = "likely"
    OPEN = "open"


@dataclass(frozen=True, slots=True)
class Stability:
    """In how many of `draws` random weightings a level stays as it is."""

    stays: int
    draws: int

    @property
    def share(self) -> Fraction:
        """The share of the draws, 0..1."""
        return Fraction(self.stays, self.draws)

    @property
    def word(self) -> Sure:
        """'firm', 'likely' or 'open'."""
        if self.share >= _FIRM:
            return Sure.FIRM
        return Sure.LIKELY if self.share >= _LIKELY else Sure.OPEN


@dataclass(frozen=True, slots=True)
class Stabilities:
    """The stability of every level; `None` where there is none to stay."""

    capabilities: Mapping[str, Stability | None]
    areas: Mapping[str, Stability | None]
    overall: Stability | None


@lru_cache(maxsize=64)
def _gammas(weights: tuple[Number, ...], draws: int, seed: int | str) -> array[float]:
    """One gamma of shape 5·w / mean w for each draw and weight, draw by draw; tight, since it is kept."""
    rng = random.Random(seed)
    scale = Fraction(_CONCENTRATION * len(weights)) / sum(
        (Fraction(weight) for weight in weights), Fraction(0)
    )
    shapes = [max(float(scale * Fraction(weight)), _LEAST_SHAPE) for weight in weights]
    return array("d", (rng.gammavariate(shape, 1.0) for _ in range(draws) for shape in shapes))


def _drawn(weights: tuple[Number, ...], draws: int, seed: int | str) -> Iterator[list[float]]:
    """Random weights around the given ones: Dirichlet(5·w / mean w), which are gammas over their sum."""
    flat, size = _gammas(weights, draws, seed), len(weights)
    for start in range(0, len(flat), size):
        row = flat[start : start + size]
        total = sum(row)
        yield [value / total for value in row]


def _level(weights: Sequence[float], values: Sequence[int], gates: Mapping[int, bool]) -> int:
    """The level under drawn weights, which add up to 1 and never lie on a cut point."""
    above = [0.0] * (TOP + 1)
    for weight, value in zip(weights, values, strict=True):
        above[value] += weight
    level, closed = 1, False
    shares = [0.0] * (TOP + 2)
    for k in range(TOP, 1, -1):
        shares[k] = shares[k + 1] + above[k]
    for k in range(2, TOP + 1):
        if not closed and gates[k] and shares[k] > _HALF:
            level = k
        closed = closed or shares[k] <= _MOST
    return level


def level_stability(
    weights: Sequence[Number],
    medians: Sequence[int],
    essentials: Sequence[int | None],
    *,
    draws: int = DRAWS,
    seed: int | str = SEED,
) -> Stability | None:
    """Say in how many draws of the weights a capability's level stays, its gates unchanged (domain.md 2.4).

    Each draw is Dirichlet(5·w / mean w): about the given weights, wide enough to put a lead question level
    with the others. Arguments are those of `gated_level`; the same seed gives the same draws.

    Returns:
        `None` where there is no level.

    Raises:
        ValueError: as `gated_level` does, and for a number of draws under 1.
    """
    require_whole("draws", draws, 1)
    if isinstance(seed, bool) or not isinstance(seed, (int, str)):  # pyright: ignore[reportUnnecessaryIsInstance]
        raise ValueError(f"seed must be a whole number or a text, not {seed!r}.")
    weights, medians, essentials = tuple(weights), tuple(medians), tuple(essentials)
    level = gated_level(weights, medians, essentials)
    if level is None:
        return None
    gates = essential_gates(medians, essentials)
    drawn = _drawn(tuple(weights), draws, seed)
    return Stability(sum(1 for each in drawn if _level(each, medians, gates) == level), draws)


def _levels(part: CapabilityRating) -> list[int]:
    """A capability's level in each draw; 0 throughout while not rated."""
    if not part.rating.rated:
        return [0] * DRAWS
    live = [each for each in part.questions if each.applicable]
    medians = [each.median for each in live]
    gates = essential_gates(
        medians, [each.question.essential.level if each.question.essential else None for each in live]
    )
    weights = tuple(each.question.weight for each in live)
    return [_level(each, medians, gates) for each in _drawn(weights, DRAWS, f"{SEED}/{part.capability.id}")]


def _stays(levels: Sequence[int], rating: Rating) -> Stability | None:
    return Stability(levels.count(rating.level), len(levels)) if rating.level is not None else None


def capability_stability(part: CapabilityRating) -> Stability | None:
    """Say in how many draws of its questions' weights a capability's level stays; `None` while not rated."""
    return _stays(_levels(part), part.rating) if part.rating.rated else None


def _rolled(
    parts: Sequence[CapabilityRating], levels: Mapping[str, Sequence[int]], rating: Rating
) -> Stability | None:
    if rating.level is None:
        return None
    core = [part.capability.core for part in parts]
    weights = tuple(part.capability.weight for part in parts)
    drawn = _drawn(weights, DRAWS, f"{SEED}/{'/'.join(part.capability.id for part in parts)}")
    by_draw = zip(*(levels[part.capability.id] for part in parts), strict=True)
    return _stays(
        [_level(each, held, core_gates(held, core)) for each, held in zip(drawn, by_draw, strict=True)],
        rating,
    )


def stabilities(standing: Standing) -> Stabilities:
    """Say for every capability, area and the whole in how many of 1,000 draws its level stays.

    One draw takes new weights for the questions of every capability and for the capabilities; an area and the
    whole are rolled up from the levels that this gives. It takes some hundred milliseconds: never on the way
    of an answer. A standing never changes, so what was drawn for it is remembered with it.
    """
    known = standing.worked_out
    found = known.get("stabilities")
    if not isinstance(found, Stabilities):
        found = known["stabilities"] = _stabilities(standing)
    return found


def _stabilities(standing: Standing) -> Stabilities:
    parts = list(standing.capabilities.values())
    levels = {part.capability.id: _levels(part) for part in parts}
    live = [part for part in parts if part.rating.applicable]
    return Stabilities(
        {part.capability.id: _stays(levels[part.capability.id], part.rating) for part in parts},
        {
            area: _rolled([part for part in live if part.capability.area == area], levels, rating)
            for area, rating in standing.areas.items()
        },
        _rolled(live, levels, standing.overall),
    )
