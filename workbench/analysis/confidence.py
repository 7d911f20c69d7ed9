"""How far a capability's figures can be trusted, and what limits that most (domain.md 2.2, 'Confidence')."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from workbench.analysis.figures import per_cent
from workbench.analysis.question import TENTHS, QuestionRating

HIGH = Fraction(3, 4)
MEDIUM = Fraction(1, 2)
_UNSET = Fraction(TENTHS[None], 10)


class Certainty(StrEnum):
    """The word for a confidence: high from .75, medium from .5."""

    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"


class Cause(StrEnum):
    """What limits a confidence."""

    COVERAGE = "coverage"
    AGREEMENT = "agreement"
    EVIDENCE = "evidence"


@dataclass(frozen=True, slots=True)
class Confidence:
    """The least of three shares of 0..1, its word, and which of them it is.

    `agreement` is the mean of (1 + A)/2 and `evidence` the mean evidence, over the scored questions by weight;
    both are `None` while none is scored. `single` says that no scored question has two voices.
    """

    value: Fraction
    word: Certainty
    cause: Cause
    coverage: Fraction
    agreement: Fraction | None
    evidence: Fraction | None
    single: bool

    @property
    def words(self) -> str:
        """The word and its cause, as a sentence."""
        weak = self.word is not Certainty.HIGH
        match self.cause:
            case Cause.COVERAGE if weak:
                return f"Confidence is {self.word}: {per_cent(self.coverage)} of the weight is answered."
            case Cause.AGREEMENT if self.single:
                return f"Confidence is {self.word}: each question was answered by one voice only."
            case Cause.AGREEMENT if weak:
                return f"Confidence is {self.word}: those who answered do not agree enough."
            case Cause.EVIDENCE if weak:
                return f"Confidence is {self.word}: more was asserted than shown."
            case _:
                return f"Confidence is {self.word}; {self.cause} is what limits it most."


def certainty(value: Fraction) -> Certainty:
    """Name a confidence of 0..1."""
    if value >= HIGH:
        return Certainty.HIGH
    return Certainty.MEDIUM if value >= MEDIUM else Certainty.LOW


def _mean(scored: Sequence[QuestionRating], figure: Callable[[QuestionRating], Fraction]) -> Fraction:
    weight = sum(each.question.weight for each in scored)
    return sum((each.question.weight * figure(each) for each in scored), Fraction(0)) / weight


def _evidence(rating: QuestionRating) -> Fraction:
    found = rating.evidence
    return _UNSET if found is None else found


def confidence_of(questions: Sequence[QuestionRating], coverage: Fraction) -> Confidence | None:
    """Give the confidence in a capability: min(C, mean (1 + A)/2, mean evidence) (domain.md 2.2).

    The means run over the scored questions, weighted. One voice, two options, or a consensus without answers
    count .5 for agreement; what nobody backed counts as asserted. Of equal shares the first one is the cause.

    Returns:
        `None` where no question applies.
    """
    live = [each for each in questions if each.applicable]
    if not live:
        return None
    scored = [each for each in live if each.scored]
    shares = {Cause.COVERAGE: coverage}
    if scored:
        shares[Cause.AGREEMENT] = _mean(scored, lambda each: each.accord.term)
        shares[Cause.EVIDENCE] = _mean(scored, _evidence)
    cause = min(shares, key=shares.__getitem__)
    return Confidence(
        value=shares[cause],
        word=certainty(shares[cause]),
        cause=cause,
        coverage=coverage,
        agreement=shares.get(Cause.AGREEMENT),
        evidence=shares.get(Cause.EVIDENCE),
        single=bool(scored) and all(each.accord.voices < 2 for each in scored),
    )
