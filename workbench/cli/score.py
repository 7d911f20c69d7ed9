"""The figures of one assessment as plain values, for programs; docs/score-json.md explains every field."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from workbench import __version__
from workbench.analysis.agreement import FEWEST_STEPS, MOST_VOICES, critical_agreement
from workbench.analysis.breakdown import By, columns
from workbench.analysis.confidence import Confidence
from workbench.analysis.maturity import CapabilityRating, Figures, QuestionRating, Rating
from workbench.analysis.next_level import next_level, next_level_words
from workbench.analysis.sensitivity import (
    equally_weighted,
    leave_questions_out,
    roles_of,
    without_one_role,
)
from workbench.analysis.small_roles import merged_roles
from workbench.analysis.stability import DRAWS, SEED, Stabilities, Stability, stabilities
from workbench.analysis.standing import Standing
from workbench.analysis.sureness import HowSure, Surenesses, surenesses
from workbench.analysis.veil import without_names
from workbench.domain.assessment import Consensus
from workbench.domain.book import Book
from workbench.domain.content import Pack
from workbench.domain.role import Role

SCORE_SCHEMA = "sre-workbench/score/1"


def _number(value: Fraction | float | None) -> float | None:
    return None if value is None else round(float(value), 6)


def _figures(rating: Rating) -> dict[str, Any]:
    return {
        "applicable": rating.applicable,
        "rated": rating.rated,
        "index": _number(rating.index),
        "index_low": _number(rating.low),
        "index_high": _number(rating.high),
        "coverage": _number(rating.coverage) if rating.applicable else None,
        "level": rating.level,
        "level_low": rating.level_low if rating.applicable else None,
        "level_high": rating.level_high if rating.applicable else None,
        "shares": {str(k): _number(share) for k, share in rating.shares.items()},
    }


def _stability(found: Stability | None) -> dict[str, Any] | None:
    if found is None:
        return None
    return {
        "stays": found.stays,
        "draws": found.draws,
        "share": _number(found.share),
        "word": found.word.value,
    }


def _sureness(found: HowSure | None) -> dict[str, Any] | None:
    if found is None:
        return None
    return {"word": found.word.value, "reason": found.reason.value, "sentence": found.sentence}


def _confidence(found: Confidence | None) -> dict[str, Any] | None:
    if found is None:
        return None
    return {
        "value": _number(found.value),
        "word": found.word.value,
        "cause": found.cause.value,
        "coverage": _number(found.coverage),
        "agreement": _number(found.agreement),
        "evidence": _number(found.evidence),
        "sentence": found.words,
    }


def _capability(part: CapabilityRating, pack: Pack, small: Collection[Role]) -> dict[str, Any]:
    """What only a capability has."""
    step = next_level(part)
    means = {role: part.role_mean(role) for role in Role if role not in small}
    return {
        "id": part.capability.id,
        "name": part.capability.name,
        "area": part.capability.area,
        "weight": part.capability.weight,
        "target": part.target if part.rating.applicable else None,
        "target_suggested": part.suggested if part.rating.applicable else None,
        "gap": _number(part.gap),
        "blocking": list(part.blocking),
        "confidence": _confidence(part.confidence),
        "role_means": {role.value: _number(mean) for role, mean in means.items() if mean is not None},
        "without_question": [
            {"question": each.question, "index_change": _number(each.change), **_figures(each.rating)}
            for each in leave_questions_out(part)
        ],
        "next_level": None
        if step is None
        else {
            "level": step.level,
            "raises": [
                {"question": each.question.id, "now": each.now or None, "needs": each.needs}
                for each in step.raises
            ],
            "sentence": next_level_words(step, pack),
        },
    }


def _critical(rating: QuestionRating) -> float | None:
    voices, steps = rating.accord.voices, len(rating.levels)
    return critical_agreement(voices, steps) if steps >= FEWEST_STEPS and voices <= MOST_VOICES else None


def _room(found: Consensus | None) -> dict[str, Any] | None:
    if found is None:
        return None
    return {
        "value": found.value,
        "variant": found.variant,
        "reason": found.reason,
        "agreed_by": found.agreed_by,
        "dissent": found.dissent,
    }


def _question(rating: QuestionRating, room: Consensus | None, small: Collection[Role]) -> dict[str, Any]:
    accord = rating.accord
    return {
        "id": rating.question.id,
        "capability": rating.question.capability,
        "weight": rating.question.weight,
        "essential": rating.question.essential.level if rating.question.essential else None,
        "applicable": rating.applicable,
        "index": _number(rating.index),
        "median": rating.median or None,
        "voices": rating.voices,
        "not_applicable": rating.not_applicable,
        "dont_know": rating.dont_know,
        "consensus": rating.agreed,
        "room": _room(room),
        "applicable_without_consensus": rating.open_applicable,
        "index_without_consensus": _number(rating.open_index),
        "median_without_consensus": rating.open_median or None,
        "levels": list(rating.levels),
        "distribution": list(rating.distribution),
        "roles": {
            role.value: {
                "mean": _number(rating.role_means.get(role)),
                "median": rating.role_medians.get(role),
                "split": rating.role_split(role),
                "distribution": list(said.counts),
                "not_applicable": said.not_applicable,
                "dont_know": said.dont_know,
            }
            for role, said in rating.answers.items()
            if role not in small
        },
        "agreement": {
            "voices": accord.voices,
            "a": _number(accord.value),
            "word": accord.word.value if accord.word else None,
            "few_voices": accord.few_voices,
            "critical": _number(_critical(rating)),
            "deviation": _number(accord.deviation),
            "difference": accord.difference,
            "flagged": accord.flagged,
            "mean_hidden": rating.mean_hidden,
        },
        # Between two roles, of which one may be too small to be told.
        "perception_gap": None if small else _number(rating.gap),
        "perception_gap_flagged": rating.gap_flagged and not small,
        "evidence": _number(rating.evidence),
    }


@dataclass(frozen=True)
class _Otherwise:
    """Every figure as it would be under another look, computed once for the whole document."""

    agreed: Figures
    equal: Figures
    absent: Mapping[str, Figures]
    drawn: Stabilities
    sure: Surenesses

    def fields(
        self,
        rating: Callable[[Figures], Rating],
        drawn: Stability | None,
        sure: HowSure | None,
    ) -> dict[str, Any]:
        return {
            "without_consensus": _figures(rating(self.agreed)),
            "equal_weights": _figures(rating(self.equal)),
            "without_role": {role: _figures(rating(each)) for role, each in self.absent.items()},
            "stability": _stability(drawn),
            "sureness": _sureness(sure),
        }

    def overall(self) -> dict[str, Any]:
        return self.fields(lambda each: each.overall, self.drawn.overall, self.sure.overall)

    def area(self, key: str) -> dict[str, Any]:
        return self.fields(lambda each: each.areas[key], self.drawn.areas[key], self.sure.areas[key])

    def capability(self, key: str) -> dict[str, Any]:
        return self.fields(
            lambda each: each.capabilities[key], self.drawn.capabilities[key], self.sure.capabilities[key]
        )


def _otherwise(book: Book, standing: Standing, small: Collection[Role]) -> _Otherwise:
    drawn = stabilities(standing)
    return _Otherwise(
        agreed=standing.without_consensus,
        equal=equally_weighted(standing),
        absent={
            role.value: without_one_role(standing, role)
            for role in roles_of(list(standing.questions.values()))
            if role not in small
        },
        drawn=drawn,
        sure=surenesses(standing, book.pack, drawn, small),
    )


def _columns(book: Book, standing: Standing, small: Collection[Role]) -> dict[str, Any]:
    hidden = {role.value for role in small}
    return {
        by.value: [
            {
                "name": each.name,
                "people": each.people,
                "withheld": each.withheld,
                "capabilities": {key: _number(mean) for key, mean in each.capabilities.items()},
            }
            for each in columns(book, standing, by)
            if by is not By.ROLE or each.name not in hidden
        ]
        for by in By
    }


def score_document(book: Book, standing: Standing, names: bool = False) -> dict[str, Any]:
    """Give every rating as plain values; the shape is named by `schema` and grows only by new fields.

    Names of people are replaced by their roles wherever they were typed, unless `names` asks for them. A role of fewer
    people than the smallest group who answered alone is left out of what is told by role, with or without names.
    """
    book = book if names else without_names(book)
    small = merged_roles(book)
    otherwise = _otherwise(book, standing, small)
    return {
        "schema": SCORE_SCHEMA,
        "program": __version__,
        "client": book.workspace.client,
        "assessment": {
            "id": book.assessment.id,
            "title": book.assessment.title,
            "date": book.assessment.date.isoformat(),
            "state": book.assessment.state.value,
            "scope": book.assessment.scope.value,
        },
        "pack": {"id": book.pack.id, "version": book.pack.version, "hash": book.pack.content_hash},
        "answered": standing.answered,
        "asked": standing.asked,
        "alpha": _number(standing.alpha),
        "draws": {"count": DRAWS, "seed": SEED},
        "essentials_not_applicable": standing.left_out_essentials,
        "overall": {**_figures(standing.overall), **otherwise.overall()},
        "areas": [
            {
                "id": area.id,
                "name": area.name,
                **_figures(standing.areas[area.id]),
                **otherwise.area(area.id),
            }
            for area in book.pack.areas
        ],
        "capabilities": [
            {**_capability(part, book.pack, small), **_figures(part.rating), **otherwise.capability(key)}
            for key, part in standing.capabilities.items()
        ],
        "questions": [
            _question(rating, book.consensus.get(key), small) for key, rating in standing.questions.items()
        ],
        "columns": _columns(book, standing, small),
        "earlier": [
            {"id": key, "version": version, "ask": question.ask}
            for key, (question, version) in book.retired.items()
        ],
    }
