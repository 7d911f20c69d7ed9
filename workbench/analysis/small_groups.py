"""What may be said of how far a small group agrees on one question (domain.md 2.3)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from functools import lru_cache

from workbench.analysis.agreement import (
    FEWEST_STEPS,
    MOST_STEPS,
    MOST_VOICES,
    exact_a,
    exact_critical,
    exact_deviation,
)
from workbench.analysis.figures import two_decimals
from workbench.domain.text import plural

AGREE = Fraction(7, 10)
DISCUSS = Fraction(2, 5)
WIDE_GAP = Fraction(3, 2)
"""From this difference between role means on, roles see a question differently enough to talk about it."""
UNDEFINED_TERM = Fraction(1, 2)
_FEWEST = 3


class Word(StrEnum):
    """What the agreement of three voices or more is called; the word comes from A alone."""

    AGREE = "agree"
    DISCUSS = "discuss"
    CONTESTED = "contested"
    TWO_CAMPS = "two camps"


@dataclass(frozen=True, slots=True)
class Agreement:
    """How far the voices on one question agree.

    `value` is A over the question's options in order (−1..1), `None` for under two voices or with two options;
    `word` stands for three voices or more; `few_voices` says that chance alone reaches this A more often than
    once in twenty. `deviation` is the average distance from the median, in levels. `difference` is |d| in
    levels, for two voices only; `same` says that all chose the same option, since two may share a level.
    """

    voices: int
    value: Fraction | None
    word: Word | None
    few_voices: bool
    deviation: Fraction | None
    difference: int | None
    same: bool = False

    @property
    def flagged(self) -> bool:
        """Whether it asks to be talked about: two voices over one level apart, or two camps."""
        return self.word is Word.TWO_CAMPS or (self.difference or 0) > 1

    @property
    def mean_hidden(self) -> bool:
        """Whether the mean says nothing, since hardly anyone is near it: show the distribution instead."""
        return self.word is Word.TWO_CAMPS

    @property
    def term(self) -> Fraction:
        """What enters confidence, 0..1: (1 + A)/2, and a half where A is undefined."""
        return UNDEFINED_TERM if self.value is None else (1 + self.value) / 2

    @property
    def words(self) -> str:
        """The finding on one line: 'discuss, A 0.52, few voices'."""
        if self.voices < 2:
            return "one voice" if self.voices else "no answer yet"
        if self.difference is not None:
            if self.difference:
                return f"two voices, {plural(self.difference, 'level')} apart"
            return f"two voices, the same {'answer' if self.same else 'level by different answers'}"
        if self.word is None:
            return f"{self.voices} voices on two options"
        few = ", few voices" if self.few_voices else ""
        return f"{self.word.value}, A {two_decimals(self.value)}{few}"


def word_for(value: Fraction) -> Word:
    """Name an A: 'agree' from .7, 'discuss' from .4, 'contested' from 0, else 'two camps' (domain.md 2.3)."""
    if value >= AGREE:
        return Word.AGREE
    if value >= DISCUSS:
        return Word.DISCUSS
    return Word.CONTESTED if value >= 0 else Word.TWO_CAMPS


def _is_few(value: Fraction, voices: int, steps: int) -> bool:
    if voices > MOST_VOICES or steps > MOST_STEPS:
        return False
    critical = exact_critical(voices, steps)
    return critical is None or value < critical


@lru_cache(maxsize=8192)
def _agreement(levels: tuple[int, ...], counts: tuple[int, ...]) -> Agreement:
    voices = sum(counts)
    said = [level for level, count in zip(levels, counts, strict=True) for _ in range(count)]
    ordered = len(levels) >= FEWEST_STEPS
    value = exact_a(counts) if ordered and voices > 1 else None
    judged = value is not None and voices >= _FEWEST
    return Agreement(
        voices=voices,
        value=value,
        word=word_for(value) if value is not None and judged else None,
        few_voices=value is not None and judged and _is_few(value, voices, len(levels)),
        deviation=exact_deviation(said) if voices > 1 else None,
        difference=said[1] - said[0] if voices == 2 else None,
        same=voices in counts,
    )


def agreement_of(levels: Sequence[int], counts: Sequence[int]) -> Agreement:
    """Judge the answers to one question: how many chose each option, in order, and the level it stands for.

    One voice says nothing of agreement, two show how far apart they are, three and more get a word.

    Raises:
        ValueError: for unequal lengths, or a count under 0.
    """
    if len(levels) != len(counts):
        raise ValueError("levels and counts must have equal lengths.")
    if any(count < 0 for count in counts):
        raise ValueError("counts must be 0 or more.")
    return _agreement(tuple(levels), tuple(counts))
