"""Levels, indexes and questions as tables: the figures of the core, nothing worked out anew."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from workbench.analysis.maturity import CapabilityRating, Rating
from workbench.analysis.question import QuestionRating
from workbench.analysis.small_roles import merged_roles
from workbench.analysis.standing import Standing
from workbench.analysis.sureness import HowSure, surenesses
from workbench.domain.assessment import Consensus
from workbench.domain.book import Book
from workbench.domain.role import Role
from workbench.exchange.everything_parts import Field, lines, number, table
from workbench.exchange.sheets import Sheet, Value

_LEVELS = range(1, 6)


@dataclass(frozen=True, slots=True)
class _Scored:
    """One row: the whole, an area or a capability."""

    kind: str
    id: str
    name: str
    rating: Rating
    sure: HowSure | None
    part: CapabilityRating | None = None


def scores(book: Book, standing: Standing) -> Sheet:
    """Index and level of the whole, of every area and of every capability, with bounds, target and certainty."""
    pack = book.pack

    def level(row: _Scored) -> Value:
        return pack.level_name(row.rating.level) if row.rating.level else None

    def if_applicable(row: _Scored, value: Value) -> Value:
        return value if row.rating.applicable else None

    fields: list[Field[_Scored]] = [
        ("Of", lambda row: row.kind),
        ("Id", lambda row: row.id),
        ("Name", lambda row: row.name),
        ("Area", lambda row: row.part.capability.area if row.part else None),
        ("Weight", lambda row: row.part.capability.weight if row.part else None),
        ("Applicable", lambda row: row.rating.applicable),
        ("Index", lambda row: number(row.rating.index)),
        ("Index at least", lambda row: number(row.rating.low)),
        ("Index at most", lambda row: number(row.rating.high)),
        ("Level", lambda row: row.rating.level),
        ("Level in words", level),
        ("Level at least", lambda row: if_applicable(row, row.rating.level_low)),
        ("Level at most", lambda row: if_applicable(row, row.rating.level_high)),
        ("Answered, share", lambda row: if_applicable(row, number(row.rating.coverage))),
        ("Target", lambda row: if_applicable(row, row.part.target) if row.part else None),
        ("Target is suggested", lambda row: if_applicable(row, row.part.suggested) if row.part else None),
        ("Gap", lambda row: number(row.part.gap) if row.part else None),
        ("Held back by", lambda row: ", ".join(row.part.blocking) if row.part else None),
        ("Confidence", lambda row: _confidence(row.part, words=False)),
        ("Confidence in words", lambda row: _confidence(row.part, words=True)),
        ("How sure", lambda row: row.sure.word.value if row.sure else None),
        ("How sure in words", lambda row: row.sure.sentence if row.sure else None),
    ]
    return table("Scores", fields, _rows(book, standing))


def _confidence(part: CapabilityRating | None, *, words: bool) -> Value:
    found = part.confidence if part is not None else None
    if found is None:
        return None
    return found.words if words else number(found.value)


def _rows(book: Book, standing: Standing) -> Iterator[_Scored]:
    sure = surenesses(standing, book.pack, small=merged_roles(book))
    yield _Scored("Whole", "", "Overall", standing.overall, sure.overall)
    for area in book.pack.areas:
        yield _Scored("Area", area.id, area.title, standing.areas[area.id], sure.areas[area.id])
    for key, part in standing.capabilities.items():
        yield _Scored("Capability", key, part.capability.name, part.rating, sure.capabilities[key], part)


def questions(book: Book, standing: Standing) -> Sheet:
    """Every question that was asked: what was said, how far people agree, and what the room settled on.

    The mean of a role stands there only for roles with enough people.
    """
    room = book.consensus
    small = merged_roles(book)

    def agreed(row: QuestionRating) -> Consensus | None:
        return room.get(row.question.id)

    fields: list[Field[QuestionRating]] = [
        ("Question", lambda row: row.question.id),
        ("Capability", lambda row: row.question.capability),
        ("Title", lambda row: row.question.title),
        ("As asked", lambda row: row.question.ask),
        ("Weight", lambda row: row.question.weight),
        (
            "Essential from level",
            lambda row: row.question.essential.level if row.question.essential else None,
        ),
        ("Applicable", lambda row: row.applicable),
        ("Index", lambda row: number(row.index)),
        ("Level", lambda row: row.median or None),
        ("Voices", lambda row: row.voices),
        ("Not applicable", lambda row: row.not_applicable),
        ("Don't know", lambda row: row.dont_know),
        *((f"Voices for level {level}", _count(level)) for level in _LEVELS),
        *((f"Mean, {role.plural}", _mean(role)) for role in Role if role not in small),
        ("Agreement A", lambda row: number(row.agreement)),
        ("Agreement in words", lambda row: row.word),
        ("Few voices", lambda row: row.few_voices),
        ("Off the middle, levels", lambda row: number(row.deviation)),
        ("Perception gap", lambda row: number(row.gap) if not small else None),
        ("Evidence", lambda row: number(row.evidence)),
        ("Index without consensus", lambda row: number(row.open_index)),
        ("Consensus", lambda row: row.agreed),
        ("Consensus, level", lambda row: found.value if (found := agreed(row)) else None),
        ("Consensus, agreed by", lambda row: found.agreed_by if (found := agreed(row)) else None),
        ("Consensus, reason", lambda row: found.reason if (found := agreed(row)) else None),
        ("Dissent", lambda row: found.dissent if (found := agreed(row)) else None),
        ("Options", lambda row: lines(f"{each.level}: {each.text}" for each in row.question.options)),
    ]
    return table("Questions", fields, standing.questions.values())


def _count(level: int) -> Callable[[QuestionRating], Value]:
    """How many chose an option of a level; nothing where the question has none."""

    def give(row: QuestionRating) -> Value:
        if level not in row.levels:
            return None
        return sum(n for of, n in zip(row.levels, row.distribution, strict=True) if of == level)

    return give


def _mean(role: Role) -> Callable[[QuestionRating], Value]:
    return lambda row: None if row.role_split(role) else number(row.role_means.get(role))
