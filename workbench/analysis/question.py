"""What the answers to one question come to: index, median, distribution, agreement, evidence (domain.md 2.2)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from fractions import Fraction

from workbench.analysis.checks import require_whole
from workbench.analysis.level import TOP
from workbench.analysis.small_groups import WIDE_GAP, Agreement, agreement_of
from workbench.domain.assessment import Strength
from workbench.domain.content import Question
from workbench.domain.role import Role

TENTHS: Mapping[Strength | None, int] = {
    None: 4,
    Strength.ASSERTED: 4,
    Strength.EXAMPLE: 7,
    Strength.ARTEFACT: 10,
}
"""The evidence of one answer, in tenths so that sums stay whole; unset counts as asserted."""
_IN_ORDER = list(range(1, TOP + 1))
_FULL = tuple(_IN_ORDER)
_ORDER = {role: number for number, role in enumerate(Role)}


@dataclass(frozen=True, slots=True)
class Voice:
    """`count` equal answers of one role: `value` 1..5, or `None` with `na` (not applicable) or not (don't know).

    `strength` says how well they are backed; unset counts as asserted. `variant` tells options of the same level
    apart, 0 for the first of them.
    """

    role: Role
    value: int | None
    na: bool = False
    count: int = 1
    strength: Strength | None = None
    variant: int = 0

    def __post_init__(self) -> None:
        if self.value is not None:
            require_whole("An answer", self.value, 1, TOP)
        require_whole("variant", self.variant, 0, TOP)
        if isinstance(self.count, bool) or not isinstance(self.count, int) or self.count < 1:  # pyright: ignore[reportUnnecessaryIsInstance]
            raise ValueError(f"An answer must count at least once, in whole numbers, not {self.count!r}.")


@dataclass(frozen=True, slots=True)
class Agreed:
    """A facilitated consensus: 1..5, or `None` for 'not applicable'."""

    value: int | None

    def __post_init__(self) -> None:
        if self.value is not None:
            require_whole("A consensus", self.value, 1, TOP)


@dataclass(slots=True)
class Tally:
    """How often one role chose each level (`counts`, 1 to 5), and what it said without choosing one.

    `strong` is the evidence of its numeric answers, added up, in tenths. `variants` says how many of a level
    chose its second option, its third and so on; the rest chose its first.
    """

    counts: list[int] = field(default_factory=lambda: [0] * TOP)
    not_applicable: int = 0
    dont_know: int = 0
    strong: int = 0
    variants: dict[tuple[int, int], int] = field(default_factory=dict[tuple[int, int], int])

    def add(self, voice: Voice) -> None:
        """Count a voice in."""
        if voice.value is not None:
            self.counts[voice.value - 1] += voice.count
            if voice.variant:
                self.count_variant(voice.value, voice.variant, voice.count)
            self.strong += voice.count * TENTHS[voice.strength]
        elif voice.na:
            self.not_applicable += voice.count
        else:
            self.dont_know += voice.count

    def count_variant(self, level: int, variant: int, count: int) -> None:
        """Note that answers counted under a level chose another option of it than the first."""
        self.variants[level, variant] = self.variants.get((level, variant), 0) + count


@dataclass(frozen=True, slots=True)
class RoleAnswers:
    """What one role said to a question: how many chose each option in order, and what was said without one.

    `strong` is the evidence of those who chose, added up, in tenths.
    """

    counts: tuple[int, ...]
    not_applicable: int
    dont_know: int
    strong: int

    @property
    def numeric(self) -> int:
        """How many chose an option."""
        return sum(self.counts)


@dataclass(frozen=True, slots=True)
class QuestionRating:
    """What the answers to one question come to.

    `index` is x (1..5, `None` while unscored), `median` is g (1..5, 0 while unscored); `open_index`,
    `open_median` and `open_applicable` are the same without any consensus. `answers` is what each role said.
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
    open_applicable: bool = True
    answers: Mapping[Role, RoleAnswers] = field(default_factory=dict[Role, RoleAnswers])

    @property
    def scored(self) -> bool:
        """Whether the question has a value."""
        return self.index is not None

    @property
    def answered(self) -> bool:
        """Whether anyone gave an answer that counts, or the room agreed on one."""
        return self.agreed or self.voices > 0

    @property
    def levels(self) -> tuple[int, ...]:
        """The levels its options stand for, in order; `distribution` counts along them."""
        return levels_of(self.question)

    @property
    def distribution(self) -> tuple[int, ...]:
        """How many single answers chose each option, in order, whatever the room agreed on."""
        counts = [each.counts for each in self.answers.values()]
        return tuple(map(sum, zip(*counts, strict=True))) if counts else (0,) * len(self.levels)

    @property
    def role_distribution(self) -> dict[Role, tuple[int, ...]]:
        """The same for each role that chose an option."""
        return {role: each.counts for role, each in self.answers.items() if each.numeric}

    @property
    def accord(self) -> Agreement:
        """How far the single answers agree, with its word (domain.md 2.3)."""
        return agreement_of(self.levels, self.distribution)

    @property
    def agreement(self) -> Fraction | None:
        """A of van der Eijk, −1..1; `None` for under two voices or two options."""
        return self.accord.value

    @property
    def word(self) -> str:
        """'agree', 'discuss', 'contested' or 'two camps'; '' for under three voices or two options."""
        word = self.accord.word
        return word.value if word is not None else ""

    @property
    def few_voices(self) -> bool:
        """Whether chance alone would often enough agree as far."""
        return self.accord.few_voices

    @property
    def deviation(self) -> Fraction | None:
        """How many levels the single answers lie from their median on average; `None` for under two."""
        return self.accord.deviation

    @property
    def mean_hidden(self) -> bool:
        """Whether the distribution is shown in place of the mean: two camps, and nothing agreed on."""
        return self.accord.mean_hidden and not self.agreed

    def role_split(self, role: Role) -> bool:
        """Whether a role's own answers make two camps, so that its mean is not shown either."""
        said = self.answers.get(role)
        return said is not None and agreement_of(self.levels, said.counts).mean_hidden

    @property
    def gap(self) -> Fraction | None:
        """The perception gap: highest less lowest role mean; `None` with under two roles."""
        means = self.role_means.values()
        return max(means) - min(means) if len(means) > 1 else None

    @property
    def gap_flagged(self) -> bool:
        """Whether roles see it differently enough to talk about it: 1.5 or more."""
        return self.gap is not None and self.gap >= WIDE_GAP

    @property
    def evidence(self) -> Fraction | None:
        """The mean evidence of the numeric answers, .4 to 1; `None` where there is none."""
        numeric = sum(each.numeric for each in self.answers.values())
        strong = sum(each.strong for each in self.answers.values())
        return Fraction(strong, 10 * numeric) if numeric else None


def levels_of(question: Question) -> tuple[int, ...]:
    """The levels a question's options stand for, in order; options that share a level are steps of their own."""
    levels = [option.level for option in question.options]
    return _FULL if levels == _IN_ORDER else tuple(levels)


def lower_median(values: Sequence[int]) -> int:
    """Give the middle value, the lower of two."""
    ordered = sorted(values)
    return ordered[(len(ordered) - 1) // 2]


def _middle(counts: Sequence[int], numeric: int) -> int:
    """The level of the lower median among counted answers, 1 to 5."""
    passed = 0
    for level, count in enumerate(counts, 1):
        passed += count
        if 2 * passed >= numeric:
            return level
    raise AssertionError("somebody has answered")


def _by_option(question: Question, tally: Tally) -> tuple[int, ...]:
    levels, counts, variants = levels_of(question), tally.counts, tally.variants
    if levels is _FULL and not variants:
        return tuple(counts)
    stray = [level for level in _FULL if counts[level - 1] and level not in levels]
    stray += [level for level, variant in variants if levels.count(level) <= variant]
    if stray:
        raise ValueError(f"Question {question.id} has no option for level {stray[0]}.")
    first = list(counts)
    for (level, _), count in variants.items():
        first[level - 1] -= count
    return tuple(
        variants.get((option.level, option.variant), 0) if option.variant else first[option.level - 1]
        for option in question.options
    )


def rate_tallies(
    question: Question, tallies: Mapping[Role, Tally], agreed: Agreed | None = None
) -> QuestionRating:
    """Rate one question from what each role said, counted; see `rate_question`.

    Raises:
        ValueError: for an answer or a consensus that is none of the question's options.
    """
    if agreed is not None and agreed.value is not None and agreed.value not in levels_of(question):
        raise ValueError(f"Question {question.id} has no option for level {agreed.value}.")
    means: dict[Role, Fraction] = {}
    medians: dict[Role, int] = {}
    answers: dict[Role, RoleAnswers] = {}
    numeric = not_applicable = dont_know = 0
    # The sum of the means as one fraction, made in whole numbers: it is by far the quicker way.
    top, bottom = 0, 1
    for role in sorted(tallies, key=_ORDER.__getitem__):
        tally = tallies[role]
        a, b, c, d, e = tally.counts
        given = a + b + c + d + e
        if not (given or tally.not_applicable or tally.dont_know):
            continue
        if given:
            points = a + 2 * b + 3 * c + 4 * d + 5 * e
            means[role] = Fraction(points, given)
            top, bottom = top * given + points * bottom, bottom * given
            medians[role] = _middle(tally.counts, given)
            numeric += given
        # On an essential question only a consensus can say 'not applicable'.
        out, unsure = tally.not_applicable, tally.dont_know
        if question.essential is not None:
            out, unsure = 0, unsure + out
        not_applicable += out
        dont_know += unsure
        answers[role] = RoleAnswers(_by_option(question, tally), out, unsure, tally.strong)
    applicable = not 2 * not_applicable > numeric + not_applicable
    index = median = None
    if applicable and means:
        index = Fraction(top, bottom * len(means))
        median = lower_median(list(medians.values()))
    alone = QuestionRating(
        question=question,
        applicable=applicable,
        index=index,
        median=median or 0,
        role_means=means,
        role_medians=medians,
        voices=numeric + not_applicable + dont_know,
        not_applicable=not_applicable,
        dont_know=dont_know,
        agreed=False,
        open_index=index,
        open_median=median or 0,
        open_applicable=applicable,
        answers=answers,
    )
    if agreed is None:
        return alone
    value = agreed.value
    return replace(
        alone,
        agreed=True,
        applicable=value is not None,
        index=None if value is None else Fraction(value),
        median=value or 0,
    )


def rate_question(
    question: Question, voices: Iterable[Voice], agreed: Agreed | None = None
) -> QuestionRating:
    """Rate one question from every voice, each role counting the same (domain.md 2.2, 'Per question').

    x is the mean over roles of the mean within each role, g the lower median over roles of each role's lower
    median. A consensus replaces both. More than half 'not applicable' takes the question out; on an essential
    question only a consensus can, and single ones count as 'don't know'.

    Raises:
        ValueError: for an answer or a consensus that is none of the question's options.
    """
    tallies: dict[Role, Tally] = {}
    for voice in voices:
        tallies.setdefault(voice.role, Tally()).add(voice)
    return rate_tallies(question, tallies, agreed)


def without_role(rating: QuestionRating, role: Role) -> QuestionRating:
    """Rate a question as if a role had not answered; what the room agreed on stays."""
    if role not in rating.answers:
        return rating
    tallies = {each: _tally(rating, said) for each, said in rating.answers.items() if each is not role}
    return rate_tallies(rating.question, tallies, Agreed(rating.median or None) if rating.agreed else None)


def _tally(rating: QuestionRating, said: RoleAnswers) -> Tally:
    tally = Tally([0] * TOP, said.not_applicable, said.dont_know, said.strong)
    for option, count in zip(rating.question.options, said.counts, strict=True):
        tally.counts[option.level - 1] += count
        if option.variant and count:
            tally.count_variant(option.level, option.variant, count)
    return tally
