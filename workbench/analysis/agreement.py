"""How far people agree: three published statistics, and what may be said of a small group (domain.md 2.3).

Everything is computed in fractions and turned into a float at the very end, so that 0.7 is 0.7.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from fractions import Fraction
from functools import lru_cache
from itertools import accumulate, pairwise
from operator import mul

from workbench.analysis.checks import require_list, require_number, require_whole

FEWEST_STEPS = 3
MOST_STEPS = 7
MOST_VOICES = 30
"""Up to this many answers the critical value is counted out."""
_TOLERANCE = Fraction(1, 10**9)
_LEVEL = Fraction(1, 20)
METRICS = ("nominal", "ordinal", "interval")


# Van der Eijk's A


@lru_cache(maxsize=4096)
def _layer(filled: tuple[bool, ...]) -> Fraction:
    """The agreement of one layer: which steps it fills, all to the same height."""
    steps, places = len(filled), [i for i, each in enumerate(filled) if each]
    size = len(places)
    if size == 1:
        return Fraction(1)
    if size == steps:
        return Fraction(0)
    beside = between = 0
    for number, first in enumerate(places):
        for further, second in enumerate(places[number + 1 :]):
            # Empty steps outside a filled pair make 011 and 110, those inside it 101.
            inside = second - first - 1 - further
            between += inside
            beside += (steps - size) - inside
    unimodal = Fraction((steps - 2) * beside - (steps - 1) * between, (steps - 2) * (beside + between))
    return unimodal * Fraction(steps - size, steps - 1)


def exact_a(counts: Sequence[int] | Sequence[Fraction]) -> Fraction | None:
    """Give A of `van_der_eijk_a` as a fraction; the counts are taken as they are, unchecked."""
    total = weighed = Fraction(0)
    floor: int | Fraction = 0
    for height in sorted(set(counts)):
        if height <= 0:
            continue
        filled = tuple(each >= height for each in counts)
        share = (height - floor) * Fraction(sum(filled))
        total += share
        weighed += share * _layer(filled)
        floor = height
    return weighed / total if total else None


def _evened(counts: list[Fraction]) -> list[Fraction]:
    """Take shares that differ by rounding alone for the same, or 0.1 + 0.2 and 0.3 are two layers."""
    slack = max(counts) * _TOLERANCE
    known = [Fraction(0)]
    for each in sorted(counts):
        if each - known[-1] > slack:
            known.append(each)
    return [next(other for other in reversed(known) if other <= each) for each in counts]


def van_der_eijk_a(counts: Sequence[float]) -> float | None:
    """Measure how far answers on an ordered scale agree.

    The distribution is split into layers of equal height; A is the mean over layers, weighted by their share
    of the answers, of U·(1 − (S − 1)/(K − 1)), with U = [(K − 2)·TU − (K − 1)·TDU] / [(K − 2)·(TU + TDU)].
    K is the number of steps, S of those a layer fills; over all triplets of steps i < j < m, TU counts the
    patterns 110 and 011, TDU the pattern 101. A layer with one filled step has U-term 1, with all filled 0
    (C. van der Eijk 2001, Quality & Quantity 35: 325–341; domain.md 2.3).

    Args:
        counts: how many answers (or what share of them) each step got, in order; three steps or more.

    Returns:
        −1 when split between the ends, 0 when spread evenly, 1 when unanimous; `None` without any answer.

    Raises:
        ValueError: for under three steps, or a count that is no finite number of 0 or more.
    """
    listed = [require_number("Each count", each) for each in require_list("counts", counts)]
    if len(listed) < FEWEST_STEPS:
        raise ValueError(f"counts must have three steps or more, not {len(listed)}.")
    if (least := min(listed)) < 0:
        raise ValueError(f"Each count must be 0 or more, not {least!r}.")
    # A share of 0.1 is a tenth, not the binary number beside it.
    exact = [Fraction(float.__repr__(each)) if isinstance(each, float) else Fraction(each) for each in listed]
    whole = all(each.denominator == 1 for each in exact)
    value = exact_a(exact if whole else _evened(exact))
    return None if value is None else float(value)


# Average deviation


def exact_deviation(answers: Sequence[int] | Sequence[Fraction]) -> Fraction | None:
    """Give `average_deviation_median` as a fraction; the answers are taken as they are, unchecked."""
    if not answers:
        return None
    ordered = [Fraction(each) for each in sorted(answers)]
    count = len(ordered)
    median = (ordered[(count - 1) // 2] + ordered[count // 2]) / 2
    return sum((abs(each - median) for each in ordered), Fraction(0)) / count


def average_deviation_median(answers: Iterable[float]) -> float | None:
    """Say how far answers lie from their ordinary median on average, in the unit of the answers.

    AD = Σ|x − median| / n (M. J. Burke, L. M. Finkelstein and M. S. Dusig 1999, Organizational Research
    Methods 2: 49–68); up to K/6 steps is good agreement on a scale of K steps.

    Returns:
        0 or more; `None` without any answer.

    Raises:
        ValueError: for an answer that is no finite number.
    """
    listed = [Fraction(require_number("Each answer", each)) for each in require_list("answers", answers)]
    value = exact_deviation(listed)
    try:
        return None if value is None else float(value)
    except OverflowError:
        raise ValueError("answers lie so far apart that no number with a decimal point holds it.") from None


# Krippendorff's alpha


def _distances(
    values: Sequence[Fraction], sizes: Sequence[int], metric: str
) -> dict[tuple[int, int], Fraction]:
    """How far apart each two values are, squared; `sizes` says how often each is used."""
    if metric == "ordinal":
        # The middle of each value's ranks, doubled: what is counted from one middle to the next.
        ends = accumulate(sizes, initial=0)
        values = [Fraction(low + high) for low, high in pairwise(ends)]
    return {
        (i, k): Fraction(1) if metric == "nominal" else (values[k] - values[i]) ** 2
        for k in range(len(values))
        for i in range(k)
    }


def krippendorff_alpha(units: Iterable[Iterable[float | None]], metric: str = "ordinal") -> float | None:
    """Measure how reliably raters tell units apart: α = 1 − D_o/D_e, observed over expected disagreement.

    D_o is the mean distance δ² of the pairs of values within units, D_e that of all pairs of values. δ² is 0 or
    1 for nominal values (equal or not), (c − k)² for interval ones, and for ordinal ones
    (Σ n_g for g from c to k, less (n_c + n_k)/2)², with n_g how often a value occurs. Source: K. Krippendorff 2011, Computing Krippendorff's Alpha-Reliability.

    Args:
        units: one row per unit (question), one column per rater, `None` where missing. Rows may differ in
            length; those with under two values are left out.
        metric: 'nominal', 'ordinal' or 'interval'.

    Returns:
        1 for full agreement, 0 for chance, below for worse; `None` when nothing can be paired or all paired
        values are equal.

    Raises:
        ValueError: for an unknown metric, or a value that is neither `None` nor a finite number.
    """
    if metric not in METRICS:
        raise ValueError(f"metric must be one of {', '.join(METRICS)}, not {metric!r}.")
    rows: list[Counter[Fraction]] = []
    for row in require_list("units", units):
        given = (each for each in require_list("Each unit", row) if each is not None)
        said = Counter(Fraction(require_number("Each value", each)) for each in given)
        if said.total() > 1:
            rows.append(said)
    used: Counter[Fraction] = Counter()
    # Pairs of unlike values, by the number of values in their row: whole numbers until the last moment.
    pairs: dict[int, Counter[tuple[Fraction, Fraction]]] = defaultdict(Counter)
    for said in rows:
        used.update(said)
        kinds, found = sorted(said), pairs[said.total()]
        for number, high in enumerate(kinds):
            for low in kinds[:number]:
                found[low, high] += said[low] * said[high]
    values = sorted(used)
    sizes = [used[each] for each in values]
    apart = _distances(values, sizes, metric)
    place = {value: i for i, value in enumerate(values)}
    expected = sum((sizes[i] * sizes[k] * far for (i, k), far in apart.items()), Fraction(0))
    if not expected:
        return None
    observed = sum(
        (
            count * apart[place[low], place[high]] / (in_row - 1)
            for in_row, found in pairs.items()
            for (low, high), count in found.items()
        ),
        Fraction(0),
    )
    return float(1 - (sum(sizes) - 1) * observed / expected)


# What chance alone would reach


def _heights(left: int, places: int, most: int) -> Iterator[tuple[int, ...]]:
    """Every way to share `left` answers among `places` steps, the fullest first."""
    if places == 1:
        if left <= most:
            yield (left,)
        return
    for first in range(min(left, most), -(-left // places) - 1, -1):
        for others in _heights(left - first, places - 1, first):
            yield (first, *others)


def _growths(steps: int, scale: int) -> Counter[tuple[int, ...]]:
    """Every order in which steps can be filled one by one: the scaled agreement of each layer on the way."""
    chains: dict[tuple[int, tuple[int, ...]], int] = {(0, ()): 1}
    for size in range(1, steps):
        longer: dict[tuple[int, tuple[int, ...]], int] = defaultdict(int)
        for (filled, row), times in chains.items():
            for step in range(steps):
                if not filled >> step & 1:
                    more = filled | 1 << step
                    layer = _layer(tuple(bool(more >> i & 1) for i in range(steps)))
                    longer[more, (*row, int(size * layer * scale))] += times
        chains = longer
    found: Counter[tuple[int, ...]] = Counter()
    for (_, row), times in chains.items():
        found[row] += times
    return found


@lru_cache(maxsize=256)
def exact_critical(n: int, steps: int) -> Fraction | None:
    """Give `critical_agreement` as a fraction; the arguments are taken as they are, unchecked."""
    patterns = [tuple(bool(i >> step & 1) for step in range(steps)) for i in range(1, 2**steps)]
    scale = math.lcm(*(_layer(each).denominator for each in patterns))
    growths = _growths(steps, scale)
    orders = math.factorial(steps)
    chances: dict[int, int] = defaultdict(int)
    for heights in _heights(n, steps, n):
        ways = math.factorial(n)
        for height in heights:
            ways //= math.factorial(height)
        # Steps of equal height can be filled in any order among them and are still the same answers.
        same = math.prod(math.factorial(times) for times in Counter(heights).values())
        layers = [upper - lower for upper, lower in pairwise(heights)]
        for row, times in growths.items():
            reached = sum(map(mul, layers, row))
            chances[reached] += ways * times * (orders // same)
    limit = _LEVEL * orders * steps**n
    best, chance = None, 0
    for reached in sorted(chances, reverse=True):
        chance += chances[reached]
        if chance > limit:
            break
        best = reached
    return None if best is None else Fraction(best, n * scale)


def critical_agreement(n: int, steps: int = 5) -> float | None:
    """Give the smallest A that answers given at random reach or pass with a probability of at most .05.

    Counted out over every way in which n answers can fall on the steps, each equally likely (domain.md 2.3;
    the procedure of W. P. Dunlap, M. J. Burke and K. Smith-Crowe 2003, Journal of Applied Psychology 88:
    356–362, without their drawing of samples).

    Args:
        n: how many answers, up to 30.
        steps: how many steps the scale has, 3 to 7.

    Returns:
        Up to 1; `None` for under three answers, and where even unanimity comes about too often (3 answers on
        3 steps).

    Raises:
        ValueError: for over 30 answers, a number of steps out of range, or what is no whole number.
    """
    require_whole("steps", steps, FEWEST_STEPS, MOST_STEPS)
    if isinstance(n, bool) or not isinstance(n, int) or n > MOST_VOICES:  # pyright: ignore[reportUnnecessaryIsInstance]
        raise ValueError(f"n must be a whole number up to {MOST_VOICES}, not {n!r}.")
    if n < FEWEST_STEPS:
        return None
    value = exact_critical(n, steps)
    return None if value is None else float(value)
