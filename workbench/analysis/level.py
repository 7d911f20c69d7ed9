"""The gated level: what share of weight must reach a level, and what holds it back (domain.md 2.2).

Fractions keep the cut points exact: 85 per cent is 85 per cent, not 84.99999.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction

from workbench.analysis.checks import Number, require_list, require_number, require_whole

TOP = 5
HALF = Fraction(1, 2)
MOST = Fraction(17, 20)
TOLERANCE = 1e-9
_STEPS = range(2, TOP + 1)


def exactly(weights: Sequence[Number]) -> list[int | Fraction] | None:
    """Give weights as they count exactly, or `None` where one has decimals."""
    exact = [int(w) if isinstance(w, float) and w.is_integer() else w for w in weights]
    kept = [w for w in exact if not isinstance(w, float)]
    return kept if len(kept) == len(exact) else None


def above(share: Fraction | float, cut: Fraction) -> bool:
    """Whether a share lies above a cut point: exactly for fractions, else by more than 1e-9 relative."""
    if isinstance(share, Fraction):
        return share > cut
    return share > float(cut) * (1 + TOLERANCE)


def shares_of(
    weights: Sequence[Number], values: Sequence[int], steps: range = _STEPS
) -> dict[int, Fraction | float]:
    """Give P_k for k 2..5 (or `steps`): the share of weight whose value reaches k.

    Fractions where no weight has decimals, else floats.
    """
    exact = exactly(weights)
    if exact is not None:
        total = sum(exact)
        at = [sum(w for w, v in zip(exact, values, strict=True) if v >= k) for k in steps]
        return {k: Fraction(part, total) for k, part in zip(steps, at, strict=True)}
    heavy = [Fraction(weight) for weight in weights]
    total = sum(heavy, Fraction(0))
    reached = [[w for w, v in zip(heavy, values, strict=True) if v >= k] for k in steps]
    return {k: float(sum(part, Fraction(0)) / total) for k, part in zip(steps, reached, strict=True)}


def earned(shares: Mapping[int, Fraction | float], gates: Mapping[int, bool]) -> int:
    """Give the greatest level whose shares and gates hold; 1 needs nothing."""
    for k in range(TOP, 1, -1):
        if not gates[k] or not above(shares[k], HALF):
            continue
        if all(above(shares[j], MOST) for j in range(2, k)):
            return k
    return 1


def essential_gates(medians: Sequence[int], essentials: Sequence[int | None]) -> dict[int, bool]:
    """Say for each level whether every essential question of it or a lower one is met."""
    pairs = [(g, e) for g, e in zip(medians, essentials, strict=True) if e is not None]
    return {k: all(g >= e for g, e in pairs if e <= k) for k in _STEPS}


def core_gates(levels: Sequence[int], core: Sequence[bool]) -> dict[int, bool]:
    """Say for each level whether every core capability stands at most one level below it."""
    held = [level for level, is_core in zip(levels, core, strict=True) if is_core]
    return {k: all(level >= k - 1 for level in held) for k in _STEPS}


def level_of(weights: Sequence[Number], medians: Sequence[int], essentials: Sequence[int | None]) -> int:
    """Give the level that has been earned, however little is scored; the arguments are taken as they are."""
    return earned(shares_of(weights, medians), essential_gates(medians, essentials))


def gated_level(
    weights: Sequence[Number], medians: Sequence[int], essentials: Sequence[int | None]
) -> int | None:
    """Give the level that has been earned (domain.md 2.2).

    One entry per applicable question: weight > 0, median 1..5 or 0 while unscored, essential level 2..5 or
    `None`. The level is the greatest k with more than half of the weight at k or above, more than 85 per cent
    at each lower level from 2, and every essential question of level k or lower met. Whole weights count
    exactly, decimal ones with a relative tolerance of 1e-9.

    Returns:
        1..5, or `None` when there is no question or under half of the weight is scored.

    Raises:
        ValueError: for unequal lengths, a weight that is not a positive number, or a step outside its scale.
    """
    heavy = [require_number("Each of weights", weight) for weight in require_list("weights", weights)]
    if any(weight <= 0 for weight in heavy):
        raise ValueError("weights must be positive numbers.")
    values = [require_whole("Each of medians", g, 0, TOP) for g in require_list("medians", medians)]
    least = [
        None if e is None else require_whole("Each of essentials", e, 2, TOP)
        for e in require_list("essentials", essentials)
    ]
    if not len(heavy) == len(values) == len(least):
        raise ValueError("weights, medians and essentials must have equal lengths.")
    if not heavy:
        return None
    scored = shares_of(heavy, values, range(1, 2))[1]
    enough = scored >= HALF if isinstance(scored, Fraction) else scored >= float(HALF) * (1 - TOLERANCE)
    if not enough:
        return None
    return level_of(heavy, values, least)
