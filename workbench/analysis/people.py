"""People and the change: coalition, the step they are stuck at, and the skill level they are placed on (domain.md 4)."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from workbench.analysis.checks import require_list, require_whole
from workbench.analysis.names import without_name as without_name
from workbench.domain.content import Competence, SkillLevel
from workbench.domain.talent import ADKAR, Offer, Talent

# Expected proficiency 0..5 at levels I to VII, one row per competence; the first five are core ones.
_EXPECTED = (
    (1, 2, 3, 3, 4, 5, 5),
    (1, 2, 3, 3, 4, 5, 5),
    (1, 2, 3, 3, 4, 4, 5),
    (1, 2, 3, 3, 4, 4, 5),
    (1, 2, 3, 4, 4, 5, 5),
    (0, 1, 2, 2, 3, 4, 4),
    (0, 1, 2, 3, 4, 5, 5),
    (1, 1, 2, 4, 4, 5, 5),
    (0, 0, 1, 3, 3, 4, 5),
)
_CORE = 5
_ENOUGH = 0.8
STUCK = 3
ABLE = 3
"""From this proficiency on a person has a competence: they work with it without help."""
STRONG = 4
"""From this influence on a stakeholder counts as strong."""
_BALANCED, _FIRM = 0.1, 0.5
PROFICIENCY = (
    "None yet",
    "Learning, with guidance",
    "Works with some help",
    "Works without help",
    "Teaches others",
    "Sets the standard",
)
"""What each proficiency from 0 to 5 means."""


def coalition(pairs: Iterable[tuple[int, int]]) -> float | None:
    """Give how far the people with influence are for the change: Σ(influence · stance) / (2 · Σ influence).

    Each pair is an influence 1..5 and a stance −2..2.

    Returns:
        −1 (all against) to 1 (all for), or `None` for no pairs.

    Raises:
        ValueError: for a figure outside its scale, or something that is no pair.
    """
    leverage = weight = 0
    for pair in require_list("pairs", pairs):
        both = list(require_list("a pair", pair))
        if len(both) != 2:
            raise ValueError(f"a pair must be an influence and a stance, not {pair!r}.")
        influence = require_whole("influence", both[0], 1, 5)
        leverage += influence * require_whole("stance", both[1], -2, 2)
        weight += influence
    return leverage / (2 * weight) if weight else None


def adkar_barrier(scores: Iterable[int]) -> str | None:
    """Give the step a person is stuck at: the first with 3 or less.

    The scores are five whole numbers 1..5: awareness, desire, knowledge, ability, reinforcement.

    Returns:
        The step as a lower-case word, or `None` when all are above 3.

    Raises:
        ValueError: for other than five scores, or one outside its scale.
    """
    steps = [require_whole("a score", each, 1, 5) for each in require_list("scores", scores)]
    if len(steps) != len(ADKAR):
        raise ValueError(f"scores must be five, not {len(steps)}.")
    return next((name for name, step in zip(ADKAR, steps, strict=True) if step <= STUCK), None)


def placement(competences: Iterable[int], award: bool = False) -> int:
    """Give the skill level of a person: the highest with every core competence met and at least 80 per cent of all.

    The competences are nine whole numbers 0..5 in the order of the table of domain.md 4; the first five are
    core. The seventh level also needs the award.

    Returns:
        0 (below level I) to 7.

    Raises:
        ValueError: for other than nine figures, or one outside its scale.
    """
    has = [require_whole("a competence", each, 0, 5) for each in require_list("competences", competences)]
    if len(has) != len(_EXPECTED):
        raise ValueError(f"competences must be nine, not {len(has)}.")
    levels = len(_EXPECTED[0])
    for level in range(levels, 0, -1):
        met = [own >= row[level - 1] for own, row in zip(has, _EXPECTED, strict=True)]
        if all(met[:_CORE]) and _enough(met) and (level < levels or award):
            return level
    return 0


def _enough(met: Sequence[bool]) -> bool:
    return sum(met) >= math.ceil(_ENOUGH * len(met) - 1e-9)


@dataclass(frozen=True, slots=True)
class Placed:
    """Where a person stands on the career of a pack.

    `level` is the level reached, `None` below the first; `next` the one above it, and `missing` what it still
    needs: competence, what the person has and what is expected. `needs_award` says that nothing but the award
    is missing.
    """

    level: SkillLevel | None
    next: SkillLevel | None
    missing: tuple[tuple[Competence, int, int], ...]
    needs_award: bool = False


def place(
    levels: Sequence[SkillLevel],
    competences: Sequence[Competence],
    has: Mapping[str, int],
    award: bool = False,
) -> Placed:
    """Place a person by a pack's own levels and competences; the rule is that of `placement`.

    A competence that `has` does not name counts as 0.
    """

    def met(level: SkillLevel) -> list[bool]:
        return [has.get(each.id, 0) >= level.expected.get(each.id, 0) for each in competences]

    def reached(level: SkillLevel) -> bool:
        each = met(level)
        core = all(one for one, competence in zip(each, competences, strict=True) if competence.core)
        return core and _enough(each) and (award or not level.award)

    at = next((i for i in range(len(levels) - 1, -1, -1) if reached(levels[i])), -1)
    above = levels[at + 1] if at + 1 < len(levels) else None
    missing: tuple[tuple[Competence, int, int], ...] = ()
    if above is not None:
        missing = tuple(
            (each, has.get(each.id, 0), above.expected.get(each.id, 0))
            for each in competences
            if has.get(each.id, 0) < above.expected.get(each.id, 0)
        )
    waits = above is not None and above.award and not award and not missing
    return Placed(levels[at] if at >= 0 else None, above, missing, waits)


@dataclass(frozen=True, slots=True)
class SinglePoint:
    """A competence that one person alone has."""

    competence: Competence
    talent: Talent


def single_points(talents: Iterable[Talent], competences: Iterable[Competence]) -> list[SinglePoint]:
    """Name every competence that exactly one person has at 3 or more: with that person it would be gone."""
    people = list(talents)
    found: list[SinglePoint] = []
    for each in competences:
        able = [one for one in people if one.competences.get(each.id, 0) >= ABLE]
        if len(able) == 1:
            found.append(SinglePoint(each, able[0]))
    return found


def strong_opponents(talents: Iterable[Talent]) -> list[Talent]:
    """People of influence 4 or more who are against the change: each is an obstacle (S0-OBS-01)."""
    return [each for each in talents if (each.influence or 0) >= STRONG and (each.stance or 0) < 0]


def strong_supporters(talents: Iterable[Talent]) -> list[Talent]:
    """People of influence 4 or more who are for the change: each is a talent (S0-TAL-07)."""
    return [each for each in talents if (each.influence or 0) >= STRONG and (each.stance or 0) > 0]


def open_offers(talents: Iterable[Talent]) -> list[Talent]:
    """Strong opponents, then strong supporters, of whom nothing was made and nothing was dismissed yet."""
    people = [each for each in talents if each.offer is Offer.OPEN]
    return [*strong_opponents(people), *strong_supporters(people)]


@dataclass(frozen=True, slots=True)
class Coalition:
    """The coalition of some people with the sums behind it: `leverage` over `most`.

    `people` are those with influence and stance; `left_out` counts the others.
    """

    value: float | None
    leverage: int
    most: int
    people: tuple[Talent, ...]
    left_out: int

    @property
    def words(self) -> str:
        """What the figure means, as a few words inside a sentence."""
        return coalition_words(self.value)


def coalition_of(talents: Iterable[Talent]) -> Coalition:
    """Give the coalition of everybody whose influence and stance are noted."""
    everybody = list(talents)
    placed = [each for each in everybody if each.influence is not None and each.stance is not None]
    pairs = [(each.influence or 0, each.stance or 0) for each in placed]
    leverage = sum(influence * stance for influence, stance in pairs)
    most = 2 * sum(influence for influence, _ in pairs)
    return Coalition(coalition(pairs), leverage, most, tuple(placed), len(everybody) - len(placed))


def coalition_words(value: float | None) -> str:
    """Put a coalition of −1 to 1 into words; `None` means that nobody's influence and stance are known."""
    if value is None:
        return "not known yet"
    if abs(value) < _BALANCED:
        return "evenly balanced"
    firmly = "firmly" if abs(value) >= _FIRM else "leaning"
    return f"{firmly} {'for' if value > 0 else 'against'} the change"


@dataclass(frozen=True, slots=True)
class Barrier:
    """The ADKAR step a person is stuck at (`step`), or the one to note before that can be said (`open`)."""

    step: str | None = None
    open: str | None = None


def barrier(talent: Talent) -> Barrier:
    """Find the first step of 3 or less; one that is not noted yet hides what comes after it."""
    for name in ADKAR:
        value = getattr(talent, name)
        if value is None:
            return Barrier(open=name)
        if value <= STUCK:
            return Barrier(step=name)
    return Barrier()


# Names


def role_words(talent: Talent) -> str:
    """Give the role of a person, without their name where it was typed into it; 'Person 3' where nothing is left."""
    return without_name(talent.role_title, talent.name) or talent.nameless


# Skills of a group


@dataclass(frozen=True, slots=True)
class SkillRow:
    """One competence over the levels: who reaches which (`people`, by level), who is below the first.

    `short` says per level how many people are missing who reach it or one above it, as the plan needs them.
    """

    competence: Competence
    people: tuple[tuple[Talent, ...], ...]
    below: tuple[Talent, ...]
    short: tuple[int, ...]


def skill_rows(
    levels: Sequence[SkillLevel],
    competences: Sequence[Competence],
    talents: Iterable[Talent],
    needed: Mapping[str, int],
) -> list[SkillRow]:
    """Sort people by the highest level whose expectation of a competence they meet.

    People without a figure for a competence are left out of its row; a level that is given counts only for those
    who have the award.
    """
    everybody = list(talents)
    wanted = [needed.get(level.id, 0) for level in levels]
    found: list[SkillRow] = []
    for competence in competences:
        people: list[list[Talent]] = [[] for _ in levels]
        below: list[Talent] = []
        for each in everybody:
            own = each.competences.get(competence.id)
            if own is None:
                continue
            fits = (
                i
                for i in range(len(levels) - 1, -1, -1)
                if own >= levels[i].expected.get(competence.id, 0) and (each.award or not levels[i].award)
            )
            at = next(fits, -1)
            (below if at < 0 else people[at]).append(each)
        short = tuple(
            max(0, sum(wanted[i:]) - sum(len(at) for at in people[i:])) if wanted[i] else 0
            for i in range(len(levels))
        )
        found.append(SkillRow(competence, tuple(tuple(at) for at in people), tuple(below), short))
    return found


@dataclass(frozen=True, slots=True)
class LevelCount:
    """How many people the plan needs at a level, and who is placed there."""

    level: SkillLevel
    needed: int
    placed: tuple[Talent, ...]

    @property
    def difference(self) -> int:
        """How many more are placed than needed; negative where some are missing."""
        return len(self.placed) - self.needed


@dataclass(frozen=True, slots=True)
class Placing:
    """Everybody by the level they are placed at; `open` are people without any competence noted."""

    levels: tuple[LevelCount, ...]
    below: tuple[Talent, ...]
    open: tuple[Talent, ...]

    @property
    def placed(self) -> int:
        """How many people have their competences noted, whatever level that makes."""
        return len(self.below) + sum(len(each.placed) for each in self.levels)

    @property
    def needed(self) -> int:
        """How many people the plan needs."""
        return sum(each.needed for each in self.levels)

    @property
    def met(self) -> int:
        """How many of the people needed are there, level by level."""
        return sum(min(each.needed, len(each.placed)) for each in self.levels)


def placing(
    levels: Sequence[SkillLevel],
    competences: Sequence[Competence],
    talents: Iterable[Talent],
    needed: Mapping[str, int],
) -> Placing:
    """Place everybody whose competences are noted, and set that against what the plan needs."""
    known = {each.id for each in competences}
    at: dict[str, list[Talent]] = {level.id: [] for level in levels}
    below: list[Talent] = []
    unknown: list[Talent] = []
    for each in talents:
        if not known & set(each.competences):
            unknown.append(each)
            continue
        level = place(levels, competences, each.competences, each.award).level
        (below if level is None else at[level.id]).append(each)
    counts = (LevelCount(level, needed.get(level.id, 0), tuple(at[level.id])) for level in levels)
    return Placing(tuple(counts), tuple(below), tuple(unknown))
