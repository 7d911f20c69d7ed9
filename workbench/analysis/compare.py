"""Two moments side by side: what moved, by which answers and actions, and where it got worse (stage 4).

Figures of different scopes are compared over their common questions only (domain.md 2.2, 'Scope').
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from fractions import Fraction
from typing import Any

from workbench.analysis.figures import tenths
from workbench.analysis.maturity import CapabilityRating, Rating, rate_capability, roll_up
from workbench.analysis.question import QuestionRating
from workbench.analysis.standing import DimensionRating, Standing, rate_dimension
from workbench.domain.action import Action, ActionState
from workbench.domain.book import Book
from workbench.domain.content import Pack, Question
from workbench.domain.text import plural


class Direction(StrEnum):
    """Which way something moved."""

    ROSE = "rose"
    HELD = "held"
    FELL = "fell"
    UNKNOWN = "unknown"
    """One of the two moments is not rated."""


@dataclass(frozen=True, slots=True)
class Side:
    """One of the two moments: its pack and standing, and how many people answered."""

    pack: Pack
    standing: Standing
    respondents: int


def side_of(book: Book, standing: Standing) -> Side:
    """One moment of an assessment, with everybody who answered anything."""
    return Side(book.pack, standing, len(spoke(book)))


def spoke(book: Book) -> set[str]:
    """Everybody who answered anything, by id."""
    return {who for question in book.answered_ids for who in book.answers_to(question)}


@dataclass(frozen=True, slots=True)
class Shift:
    """One capability, area, dimension or the whole at both moments, over the common questions.

    Indexes and levels are `None` where not rated; a dimension has no level.
    """

    id: str
    name: str
    index_before: Fraction | None
    index_after: Fraction | None
    level_before: int | None
    level_after: int | None

    @property
    def index(self) -> Fraction | None:
        """How far the index moved; `None` where one of the two is missing."""
        if self.index_before is None or self.index_after is None:
            return None
        return self.index_after - self.index_before

    @property
    def level(self) -> int | None:
        """How many levels it moved; `None` where one of the two is missing."""
        if self.level_before is None or self.level_after is None:
            return None
        return self.level_after - self.level_before

    @property
    def direction(self) -> Direction:
        """Which way it moved as printed: by the index to one decimal, and where that is the same by the level."""
        if self.index_before is None or self.index_after is None:
            return Direction.UNKNOWN
        moved = tenths(self.index_after) - tenths(self.index_before) or (self.level or 0)
        if not moved:
            return Direction.HELD
        return Direction.ROSE if moved > 0 else Direction.FELL

    @property
    def worse(self) -> bool:
        """Whether index or level is lower than it was, however little."""
        return (self.index or 0) < 0 or (self.level or 0) < 0


@dataclass(frozen=True, slots=True)
class AnswerShift:
    """One question whose value moved: x and g before and after, `None` and 0 where it had none."""

    question: Question
    index_before: Fraction | None
    index_after: Fraction | None
    median_before: int
    median_after: int
    applicable_before: bool
    applicable_after: bool

    @property
    def index(self) -> Fraction | None:
        """How far x moved; `None` where one of the two is missing."""
        if self.index_before is None or self.index_after is None:
            return None
        return self.index_after - self.index_before


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two moments of one pack's lineage. Shifts are ordered by how far the index rose; those not rated come last.

    `common` of `asked` questions are in both scopes. `answers` are the questions that moved, by capability, in the
    order of the pack; `actions` what was finished in between; `notes` what a reader must know before comparing.
    """

    overall: Shift
    capabilities: tuple[Shift, ...]
    areas: tuple[Shift, ...]
    dimensions: tuple[Shift, ...]
    answers: Mapping[str, tuple[AnswerShift, ...]]
    actions: tuple[Action, ...]
    common: int
    asked: int
    notes: tuple[str, ...]

    @property
    def worse(self) -> tuple[Shift, ...]:
        """The capabilities where index or level fell, the furthest fall first."""
        return tuple(each for each in reversed(self.capabilities) if each.worse)

    def count(self, direction: Direction) -> int:
        """How many capabilities moved this way."""
        return sum(1 for each in self.capabilities if each.direction is direction)

    @property
    def counts(self) -> str:
        """Say it in one line: '21 rose, 1 held, 2 fell', and how many are not rated at one of the moments."""
        listed = [
            f"{self.count(each)} {each.value}" for each in (Direction.ROSE, Direction.HELD, Direction.FELL)
        ]
        unknown = self.count(Direction.UNKNOWN)
        if unknown:
            listed.append(f"{unknown} not rated at both moments")
        return ", ".join(listed)


@dataclass(frozen=True, slots=True)
class Listed:
    """Entries of one kind at two moments: those that came, those that went, and pairs of those at both."""

    came: tuple[Any, ...]
    gone: tuple[Any, ...]
    both: tuple[tuple[Any, Any], ...]


def entries_between(before: Iterable[Any], after: Iterable[Any], carried: bool) -> Listed:
    """Sort entries that have a code: the same by id, or by code where they were `carried` into another assessment."""

    def key(each: Any) -> str:
        return each.code if carried else each.id

    then, now = {key(each): each for each in before}, {key(each): each for each in after}
    return Listed(
        tuple(each for name, each in now.items() if name not in then),
        tuple(each for name, each in then.items() if name not in now),
        tuple((then[name], each) for name, each in now.items() if name in then),
    )


def finished_between(
    before: Iterable[Action], after: Iterable[Action], origins: Mapping[str, str] | None = None
) -> tuple[Action, ...]:
    """Give the actions that are done now and were not then, in the order of the later plan.

    Actions are the same by id; `origins` gives the earlier id of one that was carried forward into another assessment.
    """
    was = {each.id for each in before if each.state is ActionState.DONE}
    known = origins or {}
    return tuple(
        each for each in after if each.state is ActionState.DONE and known.get(each.id, each.id) not in was
    )


def compare(before: Side, after: Side, actions: Iterable[Action] = ()) -> Comparison:
    """Compare two moments over the questions that both asked, by their stable ids.

    Both are rated with the weights, essential levels and capabilities of the later pack, so that what moves is what
    people said and not how it is counted; the figures of either moment can therefore differ from those it showed itself.
    `actions` are those finished in between (see `finished_between`).

    Raises:
        ValueError: when the two packs are not versions of one pack.
    """
    if before.pack.id != after.pack.id:
        raise ValueError(
            f"'{before.pack.title}' and '{after.pack.title}' are different packs: their questions cannot be compared."
        )
    pack = after.pack
    common = [
        question
        for question in pack.questions
        if question.id in before.standing.questions and question.id in after.standing.questions
    ]
    then, now = _rated(before.standing, common, pack), _rated(after.standing, common, pack)
    capabilities = [
        _shift(name, now[name].capability.name, then[name].rating, now[name].rating) for name in now
    ]
    areas = [
        _shift(area.id, area.name, *(roll_up([each[c.id] for c in members]) for each in (then, now)))
        for area in pack.areas
        if (members := [each for each in pack.in_area(area.id) if each.id in now])
    ]
    dimensions = [
        _axis(rate_dimension(each, then), rate_dimension(each, now))
        for each in pack.axes
        if any(name in now for name in each.capabilities)
    ]
    asked = {*before.standing.questions, *after.standing.questions}
    return Comparison(
        _shift("", "Overall", roll_up(list(then.values())), roll_up(list(now.values()))),
        _ordered(capabilities),
        _ordered(areas),
        _ordered(dimensions),
        dict(_answers(then, now)),
        tuple(actions),
        len(common),
        len(asked),
        tuple(_notes(before, after, len(common), len(asked))),
    )


def _rated(standing: Standing, common: Iterable[Question], pack: Pack) -> dict[str, CapabilityRating]:
    """The capabilities that have a common question, rated over those alone, in the order of the pack."""
    ratings: dict[str, list[QuestionRating]] = {}
    for question in common:
        rating = standing.questions[question.id]
        # The options stay those that were chosen from: only what is counted, and how, is the later pack's.
        same = replace(
            rating.question,
            capability=question.capability,
            weight=question.weight,
            essential=question.essential,
        )
        ratings.setdefault(question.capability, []).append(replace(rating, question=same))
    return {
        each.id: rate_capability(each, ratings[each.id]) for each in pack.capabilities if each.id in ratings
    }


def _shift(name: str, title: str, before: Rating, after: Rating) -> Shift:
    return Shift(name, title, before.index, after.index, before.level, after.level)


def _axis(before: DimensionRating, after: DimensionRating) -> Shift:
    return Shift(after.dimension.id, after.dimension.name, before.index, after.index, None, None)


def _ordered(shifts: Iterable[Shift]) -> tuple[Shift, ...]:
    def key(each: Shift) -> tuple[bool, Fraction, int]:
        return (each.index is None, -(each.index or Fraction(0)), -(each.level or 0))

    return tuple(sorted(shifts, key=key))


def _answers(
    then: Mapping[str, CapabilityRating], now: Mapping[str, CapabilityRating]
) -> Iterator[tuple[str, tuple[AnswerShift, ...]]]:
    for name, part in now.items():
        pairs = zip(then[name].questions, part.questions, strict=True)
        moved = [
            AnswerShift(b.question, a.index, b.index, a.median, b.median, a.applicable, b.applicable)
            for a, b in pairs
            if (a.applicable, a.index, a.median) != (b.applicable, b.index, b.median)
        ]
        if moved:
            yield name, tuple(moved)


def _notes(before: Side, after: Side, common: int, asked: int) -> Iterator[str]:
    if common == asked:
        yield f"Both moments asked the same {plural(common, 'question')}."
    else:
        yield f"{common} of {plural(asked, 'question')} were asked at both moments; only these are compared."
    if before.respondents != after.respondents:
        yield f"{plural(before.respondents, 'respondent')} then, {after.respondents:,} now."
    else:
        yield f"{plural(after.respondents, 'respondent')} at both moments, not necessarily the same ones."
    old, new = before.pack, after.pack
    if old.content_hash == new.content_hash and old.version == new.version:
        return
    yield f"The pack moved from version {old.version} to {new.version}; both moments are rated as the later one weighs."
    reworded = [
        each.id
        for each in new.questions
        if each.id in old.by_question
        and each.id in before.standing.questions
        and each.id in after.standing.questions
        and _asks(each) != _asks(old.by_question[each.id])
    ]
    if reworded:
        verb = "is" if len(reworded) == 1 else "are"
        yield f"{plural(len(reworded), 'common question')} {verb} worded otherwise: {', '.join(reworded)}."


def _asks(question: Question) -> tuple[str, tuple[tuple[str, str], ...]]:
    return question.ask, tuple((option.key, option.text) for option in question.options)
