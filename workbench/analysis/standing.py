"""Where an assessment stands: every rating of a book, kept current as answers come in."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property

from workbench.analysis.agreement import krippendorff_alpha
from workbench.analysis.maturity import CapabilityRating, Figures, Rating, rate_capability, roll_all, roll_up
from workbench.analysis.question import (
    TENTHS,
    Agreed,
    QuestionRating,
    Tally,
    Voice,
    levels_of,
    rate_tallies,
)
from workbench.domain.assessment import Answer, AnswerState, Consensus
from workbench.domain.book import Book
from workbench.domain.content import Dimension, Question
from workbench.domain.role import Role


def voices_of(answer: Answer, role: Role) -> Iterator[Voice]:
    """Turn one stored answer into voices; 'not applicable' without a reason counts as 'don't know'."""
    reasoned = bool(answer.reason.strip())
    strength = answer.strength
    match answer.state:
        case AnswerState.RATED:
            yield Voice(role, answer.value, strength=strength, variant=answer.variant)
        case AnswerState.NOT_APPLICABLE:
            yield Voice(role, None, na=reasoned)
        case AnswerState.DONT_KNOW:
            yield Voice(role, None)
        case AnswerState.COUNTED:
            for key, count in answer.counts.items():
                if count and key[0].isdigit():
                    level, _, variant = key.partition(".")
                    yield Voice(role, int(level), count=count, strength=strength, variant=int(variant or 0))
                elif count:
                    yield Voice(role, None, na=key == "na" and reasoned, count=count)
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
    without_consensus: Figures

    @property
    def rated(self) -> list[CapabilityRating]:
        """The capabilities with a level, in the pack's order."""
        return [each for each in self.capabilities.values() if each.rating.rated]

    def gaps(self) -> list[CapabilityRating]:
        """The rated capabilities with a gap, largest first; ties in the pack's order."""
        open_gaps = [each for each in self.rated if each.gap]
        return sorted(open_gaps, key=lambda each: -(each.gap or 0))

    @property
    def left_out_essentials(self) -> list[str]:
        """The essential questions the room agreed do not apply; a report must list them."""
        return [
            each.question.id
            for each in self.questions.values()
            if each.question.essential is not None and each.agreed and not each.applicable
        ]

    @cached_property
    def worked_out(self) -> dict[str, object]:
        """What took long to work out from this standing, by name: it never changes, so that never does either."""
        return {}

    @cached_property
    def alpha(self) -> float | None:
        """Krippendorff's ordinal alpha over the single answers to all applicable questions.

        It needs questions that differ: with a flat profile it is low however well people agree. `None` when
        nothing can be compared.
        """
        return krippendorff_alpha(
            [
                [
                    level
                    for level, count in zip(each.levels, each.distribution, strict=True)
                    for _ in range(count)
                ]
                for each in self.questions.values()
                if each.applicable
            ]
        )

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


def count_in(tallies: dict[Role, Tally], answer: Answer, role: Role, levels: tuple[int, ...]) -> None:
    """Count one stored answer into what the roles said to its question, whose options stand for `levels`.

    A level that the pack offered once and offers no longer has no value until it is given again.
    """
    if answer.state is AnswerState.OPEN:
        return
    tally = tallies.get(role)
    if tally is None:
        tally = tallies[role] = Tally()
    if answer.value is not None:
        # Nearly all are of this kind: as `voices_of` says it, without making a voice of each.
        if levels.count(answer.value) > answer.variant:
            tally.counts[answer.value - 1] += 1
            tally.strong += TENTHS[answer.strength]
            if answer.variant:
                tally.count_variant(answer.value, answer.variant, 1)
        return
    for voice in voices_of(answer, role):
        if voice.value is None or levels.count(voice.value) > voice.variant:
            tally.add(voice)


def _tallies(book: Book, question: Question, roles: Mapping[str, Role]) -> dict[Role, Tally]:
    tallies: dict[Role, Tally] = {}
    levels = levels_of(question)
    for answer in book.answers_to(question.id).values():
        role = roles.get(answer.respondent)
        if role is not None:
            count_in(tallies, answer, role, levels)
    return tallies


def _agreed(question: Question, room: Consensus | None) -> Agreed | None:
    if room is None or not room.counts_for(question):
        return None
    return Agreed(room.value)


def rate_book(book: Book, before: Standing | None = None, touched: Iterable[str] | None = None) -> Standing:
    """Rate everything in a book.

    With an earlier standing and the questions touched since, only those and what rests on them is computed
    anew; the caller gives `before` only while scope, pack and targets are the same. What was said to a question
    that a newer pack has retired, or with an option that it offers no longer, is kept and counts in no figure.
    """
    roles = {respondent.id: respondent.role for respondent in book.respondents}

    def said(question: Question) -> Mapping[Role, Tally]:
        return _tallies(book, question, roles)

    if before is not None and touched is not None:
        return _stand(book, said, before, set(touched))
    return _stand(book, said)


def rate_counted(book: Book, said: Mapping[str, Mapping[Role, Tally]]) -> Standing:
    """Rate a book that was read without its answers from what each role said to each question, counted.

    It gives what `rate_book` gives, for a fraction of the reading: see `count_in`.
    """
    return _stand(book, lambda question: said.get(question.id, {}))


def _stand(
    book: Book,
    said: Callable[[Question], Mapping[Role, Tally]],
    before: Standing | None = None,
    dirty: Collection[str] = (),
) -> Standing:
    """Rate a book; with an earlier standing only what rests on `dirty` questions is computed anew."""
    in_scope = {question.id for question in book.questions}
    known: Mapping[str, QuestionRating] = before.questions if before is not None else {}
    consensus, targets = book.consensus, book.targets
    questions: dict[str, QuestionRating] = {}
    capabilities: dict[str, CapabilityRating] = {}
    for capability in book.pack.capabilities:
        asked = [question for question in capability.questions if question.id in in_scope]
        for question in asked:
            if question.id in known and question.id not in dirty:
                questions[question.id] = known[question.id]
                continue
            agreed = _agreed(question, consensus.get(question.id))
            questions[question.id] = rate_tallies(question, said(question), agreed)
        if before is not None and not any(question.id in dirty for question in asked):
            capabilities[capability.id] = before.capabilities[capability.id]
        else:
            ratings = [questions[question.id] for question in asked]
            capabilities[capability.id] = rate_capability(capability, ratings, targets.get(capability.id))
    areas = {
        area.id: roll_up([capabilities[each.id] for each in book.pack.in_area(area.id)])
        for area in book.pack.areas
    }
    overall = roll_up(list(capabilities.values()))
    return Standing(
        questions=questions,
        capabilities=capabilities,
        areas=areas,
        overall=overall,
        dimensions=tuple(rate_dimension(each, capabilities) for each in book.pack.axes),
        answered=sum(1 for rating in questions.values() if rating.answered),
        asked=len(in_scope),
        without_consensus=figures_without_consensus(capabilities, areas, overall),
    )


def figures_without_consensus(
    parts: Mapping[str, CapabilityRating], areas: Mapping[str, Rating], overall: Rating
) -> Figures:
    """What everything would be from the single answers alone; the same figures where nothing was agreed on."""
    if any(part.agreed for part in parts.values()):
        return roll_all([(part.capability, part.without_consensus) for part in parts.values()], areas)
    return Figures({key: part.rating for key, part in parts.items()}, areas, overall)
