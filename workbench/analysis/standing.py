"""Where an assessment stands: every rating of a book, kept current as answers come in."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction

from workbench.analysis.maturity import (
    Agreed,
    CapabilityRating,
    QuestionRating,
    Rating,
    Voice,
    rate_capability,
    rate_question,
    roll_up,
)
from workbench.domain.assessment import Answer, AnswerState
from workbench.domain.book import Book
from workbench.domain.content import Dimension, Question
from workbench.domain.role import Role


def voices_of(answer: Answer, role: Role) -> Iterator[Voice]:
    """Turn one stored answer into voices; 'not applicable' without a reason counts as 'don't know'."""
    reasoned = bool(answer.reason.strip())
    match answer.state:
        case AnswerState.RATED:
            yield Voice(role, answer.value)
        case AnswerState.NOT_APPLICABLE:
            yield Voice(role, None, na=reasoned)
        case AnswerState.DONT_KNOW:
            yield Voice(role, None)
        case AnswerState.COUNTED:
            for key, count in answer.counts.items():
                if count:
                    value = int(key) if key.isdigit() else None
                    yield Voice(role, value, na=key == "na" and reasoned, count=count)
        case AnswerState.OPEN:
            return


@dataclass(frozen=True, slots=True)
class DimensionRating:
    """One axis of the radar: index now and target, `None` while no capability of it is rated."""

    dimension: Dimension
    index: Fraction | None
    target: Fraction | None


@dataclass(frozen=True)
class Standing:
    """Every rating of one assessment at one moment."""

    questions: Mapping[str, QuestionRating]
    capabilities: Mapping[str, CapabilityRating]
    areas: Mapping[str, Rating]
    overall: Rating
    dimensions: tuple[DimensionRating, ...]
    answered: int
    asked: int

    @property
    def rated(self) -> list[CapabilityRating]:
        """The capabilities with a level, in the pack's order."""
        return [each for each in self.capabilities.values() if each.rating.rated]

    def gaps(self) -> list[CapabilityRating]:
        """The rated capabilities with a gap, largest first; ties in the pack's order."""
        open_gaps = [each for each in self.rated if each.gap]
        return sorted(open_gaps, key=lambda each: -(each.gap or 0))

    @property
    def overall_target(self) -> Fraction | None:
        """The weighted mean of the targets of rated capabilities."""
        return _weighted((each.capability.weight, Fraction(each.target)) for each in self.rated)


def _weighted(pairs: Iterable[tuple[int, Fraction]]) -> Fraction | None:
    listed = list(pairs)
    weight = sum(w for w, _ in listed)
    return sum((w * x for w, x in listed), Fraction(0)) / weight if weight else None


def rate_dimension(dimension: Dimension, capabilities: Mapping[str, CapabilityRating]) -> DimensionRating:
    """Give a radar axis its index: the weighted mean of its rated capabilities' indexes (presentation only)."""
    parts = [capabilities[each] for each in dimension.capabilities if each in capabilities]
    rated = [part for part in parts if part.rating.index is not None]
    return DimensionRating(
        dimension,
        _weighted((part.capability.weight, part.rating.index or Fraction(0)) for part in rated),
        _weighted((part.capability.weight, Fraction(part.target)) for part in rated),
    )


def _rate_one(
    book: Book, question: Question, roles: Mapping[str, Role], agreed: Agreed | None
) -> QuestionRating:
    voices = (
        voice
        for answer in book.answers_to(question.id).values()
        if answer.respondent in roles
        for voice in voices_of(answer, roles[answer.respondent])
    )
    return rate_question(question, voices, agreed)


def rate_book(book: Book, before: Standing | None = None, touched: Iterable[str] | None = None) -> Standing:
    """Rate everything in a book.

    With an earlier standing and the questions touched since, only those and what rests on them is computed
    anew; the caller gives `before` only while scope, pack and targets are the same.
    """
    in_scope = {question.id for question in book.questions}
    known: Mapping[str, QuestionRating] = (
        before.questions if before is not None and touched is not None else {}
    )
    dirty = set(touched or ())
    roles = {respondent.id: respondent.role for respondent in book.respondents}
    consensus = book.consensus
    questions: dict[str, QuestionRating] = {}
    capabilities: dict[str, CapabilityRating] = {}
    targets = book.targets
    for capability in book.pack.capabilities:
        asked = [question for question in capability.questions if question.id in in_scope]
        for question in asked:
            if question.id in known and question.id not in dirty:
                questions[question.id] = known[question.id]
                continue
            said = consensus.get(question.id)
            agreed = Agreed(said.value) if said is not None else None
            questions[question.id] = _rate_one(book, question, roles, agreed)
        if before is not None and known and not any(question.id in dirty for question in asked):
            capabilities[capability.id] = before.capabilities[capability.id]
        else:
            ratings = [questions[question.id] for question in asked]
            capabilities[capability.id] = rate_capability(capability, ratings, targets.get(capability.id))
    areas = {
        area.id: roll_up([capabilities[each.id] for each in book.pack.in_area(area.id)])
        for area in book.pack.areas
    }
    return Standing(
        questions=questions,
        capabilities=capabilities,
        areas=areas,
        overall=roll_up(list(capabilities.values())),
        dimensions=tuple(rate_dimension(each, capabilities) for each in book.pack.dimensions),
        answered=sum(1 for question in book.questions if book.answered(question)),
        asked=len(in_scope),
    )
