"""What separates a capability from its next level: the fewest answers that would have to be better."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby, product
from math import prod

from workbench.analysis.level import TOP, level_of
from workbench.analysis.maturity import CapabilityRating
from workbench.domain.content import Pack, Question
from workbench.domain.text import plural, short

_MOST_WAYS = 20_000
"""How many ways to choose questions are looked at one by one."""


@dataclass(frozen=True, slots=True)
class Raise:
    """One question that must get better: its median `now` (0 while unscored), and the level it `needs`."""

    question: Question
    now: int
    needs: int


@dataclass(frozen=True, slots=True)
class NextLevel:
    """The level above, and the fewest questions that have to be raised for it, in the pack's order."""

    level: int
    raises: tuple[Raise, ...]


class _Search:
    """The applicable questions of a capability, and what they would have to be for a goal."""

    def __init__(self, part: CapabilityRating, goal: int) -> None:
        live = [each for each in part.questions if each.applicable]
        self.goal = goal
        self.questions = [each.question for each in live]
        self.weights = [each.question.weight for each in live]
        self.medians = [each.median for each in live]
        self.essentials = [each.essential.level if each.essential else None for each in self.questions]

    def landing(self, i: int) -> int:
        """Where a question comes to that is raised to the goal: an option, the highest one if none is enough."""
        levels = [option.level for option in self.questions[i].options]
        return next((level for level in levels if level >= self.goal), levels[-1])

    def stops(self, i: int) -> tuple[int, ...]:
        """The options a question can be raised to, up to where it lands."""
        landing = self.landing(i)
        levels = {option.level for option in self.questions[i].options}
        return tuple(sorted(level for level in levels if self.medians[i] < level <= landing))

    def reached(self, values: Sequence[int]) -> bool:
        return level_of(self.weights, values, self.essentials) >= self.goal

    def raised(self, chosen: Sequence[int]) -> list[int]:
        return [self.landing(i) if i in chosen else median for i, median in enumerate(self.medians)]

    def fewest(self) -> list[list[int]]:
        """Every smallest set of questions to raise, without those that differ by like questions alone."""
        forced: list[int] = []
        alike: dict[tuple[int, ...], list[int]] = {}
        coarse: dict[tuple[int, ...], list[int]] = {}
        for i, (median, essential) in enumerate(zip(self.medians, self.essentials, strict=True)):
            if essential is not None and median < essential <= self.goal:
                forced.append(i)
            elif median < self.landing(i):
                alike.setdefault((median, *self.stops(i)), []).append(i)
                coarse.setdefault((median, min(self.landing(i), self.goal)), []).append(i)
        if prod(len(group) + 1 for group in alike.values()) > _MOST_WAYS:
            # So many kinds of options that one could not try them all: then those that land alike count as alike.
            alike = coarse
        # Of questions that stand alike and can stop at the same options, the heavier one never does less.
        groups = [sorted(group, key=lambda i: (-self.weights[i], i)) for group in alike.values()]
        ways = sorted(product(*(range(len(group) + 1) for group in groups)), key=sum)
        for _, same in groupby(ways, sum):
            sets = [[*forced, *_firsts(groups, sizes)] for sizes in same]
            if found := [each for each in sets if self.reached(self.raised(each))]:
                return found
        return []

    def eased(self, chosen: Sequence[int]) -> list[int]:
        """What the chosen questions need: as little as does, the lightest eased first."""
        values = self.raised(chosen)
        for i in sorted(chosen, key=lambda i: (self.weights[i], -i)):
            for option in self.questions[i].options:
                if self.medians[i] < option.level < values[i]:
                    less = [*values[:i], option.level, *values[i + 1 :]]
                    if self.reached(less):
                        values = less
                        break
        return values


def _firsts(groups: Sequence[Sequence[int]], sizes: Sequence[int]) -> Iterator[int]:
    for group, size in zip(groups, sizes, strict=True):
        yield from group[:size]


def next_level(part: CapabilityRating) -> NextLevel | None:
    """Find the fewest single questions whose raising takes a capability one level up.

    Exact: no smaller set does. Of several smallest sets the one that asks for the fewest steps is given (where
    there are more than 20,000 ways to choose them, one of few steps), then the first in the pack's order; none of its questions could be raised less with the others as they are. An
    unscored question counts as one to raise.

    Returns:
        `None` while not rated, at the top, and where its options do not go far enough.
    """
    level = part.rating.level
    if level is None or level >= TOP:
        return None
    search = _Search(part, level + 1)
    best: tuple[int, list[int], list[int]] | None = None
    for chosen in search.fewest():
        values = search.eased(chosen)
        steps = sum(values) - sum(search.medians)
        if best is None or (steps, sorted(chosen)) < best[:2]:
            best = (steps, sorted(chosen), values)
    if best is None:
        return None
    _, chosen, values = best
    raises = (Raise(search.questions[i], search.medians[i], values[i]) for i in chosen)
    return NextLevel(search.goal, tuple(raises))


def next_level_words(step: NextLevel, pack: Pack) -> str:
    """Say it in one line: '2 answers away from Defined: Budget to 3, Blockers to 3'."""
    listed = ", ".join(
        f"{short(each.question.title or each.question.ask)} to {each.needs}" for each in step.raises
    )
    return f"{plural(len(step.raises), 'answer')} away from {pack.level_name(step.level)}: {listed}"
