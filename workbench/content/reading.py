"""How easy a question is to read, so that the hardest can be found and mended."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

import pyphen

from workbench.domain.content import Pack, Question

_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
_PARTS = re.compile(r"[.!?;]+(?:\s|$)")


@dataclass(frozen=True, slots=True)
class Ease:
    """The reading ease of one question: 100 very easy, 60 plain, 30 hard, below 0 hardly readable."""

    question: Question
    ease: float


@lru_cache(maxsize=1)
def _hyphens() -> pyphen.Pyphen:
    # The American patterns part nearly every syllable; the British ones part by origin and miss many.
    return pyphen.Pyphen(lang="en_US", left=1, right=2)


def syllables(word: str) -> int:
    """Count the syllables of an English word as hyphenation has them, 1 at least."""
    return len(_hyphens().positions(word)) + 1


def reading_ease(sentences: Sequence[str], language: str = "en-GB") -> float | None:
    """Flesch reading ease: 206.835 − 1.015 · words per sentence − 84.6 · syllables per word (Flesch 1948).

    Syllables are counted by hyphenation, which finds a few less than the ear does ('area' has one): good for
    comparing the questions of one pack, not for comparing with figures made elsewhere. Each text counts as a sentence, or
    as several where a full stop or a semicolon parts it.

    Returns:
        The figure, or `None` when there is no word, or the language is not English: the weights are for English.
    """
    if not language.lower().startswith("en"):
        return None
    parts = [part for text in sentences for part in _PARTS.split(text) if _WORD.search(part)]
    words = [word for part in parts for word in _WORD.findall(part)]
    if not words:
        return None
    spoken = sum(map(syllables, words))
    return 206.835 - 1.015 * len(words) / len(parts) - 84.6 * spoken / len(words)


def hardest_first(pack: Pack) -> list[Ease]:
    """Every question with its reading ease, the hardest first; empty for a pack that is not in English."""
    found: list[Ease] = []
    for question in pack.questions:
        ease = reading_ease([question.ask, *(option.text for option in question.options)], pack.language)
        if ease is not None:
            found.append(Ease(question, ease))
    return sorted(found, key=lambda each: each.ease)
