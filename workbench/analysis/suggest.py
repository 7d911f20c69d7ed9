"""What a plan could take up: suggestions from gaps, obstacles, toil, risks and opportunities, each with its reason.

Nothing is ever added by itself: a suggestion is taken, changed, merged or turned down by somebody.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from workbench.analysis.benefits import relief
from workbench.analysis.exposure import Exposure, When, exposure
from workbench.analysis.figures import amount, one_decimal
from workbench.analysis.heard import MEASURED, ToilFigures, figures
from workbench.analysis.maturity import CapabilityRating
from workbench.analysis.positive_risk import Outcome, PositiveRisk, worth_trying
from workbench.analysis.projection import default_lifts, project_parts
from workbench.analysis.risk import live
from workbench.analysis.standing import Standing
from workbench.domain.action import ActionState
from workbench.domain.book import Book
from workbench.domain.content import SuggestedAction
from workbench.domain.discovery import Discovery, DiscoveryState
from workbench.domain.obstacle import Obstacle, ObstacleState
from workbench.domain.risk import Risk, RiskKind, Zone
from workbench.domain.text import join_words, plural, short

_MOST_TITLE = 90
_CLOSED = (ObstacleState.CLEARED, ObstacleState.ACCEPTED)


class Source(StrEnum):
    """What a suggestion comes from, in the order they are listed."""

    GAP = "gap"
    OBSTACLE = "obstacle"
    TOIL = "toil"
    RISK = "risk"
    OPPORTUNITY = "opportunity"

    @property
    def label(self) -> str:
        """The source as shown."""
        return "Capability gap" if self is Source.GAP else self.value.capitalize()


@dataclass(frozen=True, slots=True)
class Suggestion:
    """One action that could be taken into the plan.

    `key` names the source with its facts: when they change the key does, so that what was turned down is offered
    again. `why` says in a sentence what it rests on, `moves` what it would move. `sources` are ids of obstacles, toil or
    risks; for a gap `capability` and `level` say the step. `catalogue` is the id of the pack's action or entry, or
    ''. `figures` says whether all figures it is ranked by are known.
    """

    key: str
    kind: Source
    title: str
    why: str
    moves: str
    sources: tuple[str, ...] = ()
    catalogue: str = ""
    capability: str = ""
    level: int | None = None
    figures: bool = True


Rank = tuple[float | Fraction, ...]
Ranked = tuple[Rank, Suggestion]


def suggestions(
    book: Book, standing: Standing, dismissed: Collection[str] = (), linked: Collection[str] = ()
) -> list[Suggestion]:
    """Give what the plan could take up: what is in it already, or was turned down, is left out (domain.md 4).

    In the plan is what an action names by its catalogue id, one that was dropped included: it has its reason. An
    obstacle, risk or toil is in it by a link of an action that was not dropped: nothing deals with it otherwise. `linked` are ids of further sources that some action serves. Kinds come in the order of `Source`; within each the
    largest comes first: gap G, impact · spread, net hours a month, red before amber and then expected loss, ratio of
    benefit to cost. What has no figure comes last, then the key decides.
    """
    taken = _taken(book) | set(linked)
    found: list[Suggestion] = []
    for rows in (
        _gaps(book, standing),
        _obstacles(book, taken),
        _toil(book, taken),
        _risks(book, taken),
        _opportunities(book, taken),
    ):
        kept = [row for row in rows if row[1].key not in dismissed]
        found += [each for _, each in sorted(kept, key=_order)]
    return found


def _order(row: Ranked) -> tuple[Rank, str]:
    return tuple(-each for each in row[0]), row[1].key


def _taken(book: Book) -> set[str]:
    """The ids of all obstacles, risks and toil that some action serves that was not dropped."""
    kept = [each for each in book.actions if each.state is not ActionState.DROPPED]
    known = {each.id for each in kept}
    found = {key for each in kept for key in (*each.obstacles, *each.risks)}
    found |= {risk.id for risk in book.risks if any(each.action in known for each in risk.controls)}
    return found | {each.id for each in book.discoveries if known.intersection(each.actions)}


def _gaps(book: Book, standing: Standing) -> Iterator[Ranked]:
    """The pack's actions for the next level step only; a step it has none for is suggested as such."""
    catalogued = {each.catalogue for each in book.actions if each.catalogue}
    served = {(each.capability, each.level) for each in book.actions}
    entries: dict[tuple[str, int], list[SuggestedAction]] = {}
    for entry in book.pack.actions:
        entries.setdefault((entry.capability, entry.level), []).append(entry)
    for part in standing.gaps():
        level = part.rating.level
        if level is None or part.target <= level or part.gap is None:
            continue
        name, goal = part.capability.id, level + 1
        key = f"{Source.GAP}:{name}:{goal}"
        why, moves = _gap_words(book, part, goal), _step_words(book, standing, part, goal)
        offered = entries.get((name, goal), [])
        for entry in offered:
            if entry.id not in catalogued:
                yield (
                    (part.gap,),
                    Suggestion(
                        f"{key}:{entry.id}",
                        Source.GAP,
                        entry.title,
                        why,
                        moves,
                        catalogue=entry.id,
                        capability=name,
                        level=goal,
                    ),
                )
        if not offered and (name, goal) not in served:
            title = f"Bring {short(part.capability.name)} to {book.pack.level_name(goal)}"
            yield (part.gap,), Suggestion(key, Source.GAP, title, why, moves, capability=name, level=goal)


def _gap_words(book: Book, part: CapabilityRating, goal: int) -> str:
    now, target = book.pack.level_name(goal - 1), book.pack.level_name(part.target)
    aim = "is suggested to reach" if part.suggested else "is to reach"
    return (
        f"{part.capability.name} stands at {now}, index {one_decimal(part.rating.index)}, and {aim} {target}: "
        f"a gap of {one_decimal(part.gap)}."
    )


def _step_words(book: Book, standing: Standing, part: CapabilityRating, goal: int) -> str:
    lifts = default_lifts(standing, part.capability.id, goal)
    then = project_parts(standing, lifts).get(part.capability.id, part)
    index = f"index {one_decimal(part.rating.index)} → {one_decimal(then.rating.index)}"
    level = book.pack.level_name(then.rating.level or goal)
    return f"{plural(len(lifts), 'question')} to level {goal}: {index}, level {level}."


def _obstacles(book: Book, taken: Collection[str]) -> Iterator[Ranked]:
    entries = {each.id: each for each in (*book.pack.deterrents, *book.pack.obstacles)}
    for each in book.obstacles:
        if each.state in _CLOSED or each.id in taken:
            continue
        points = relief(each)
        entry = entries.get(each.catalogue)
        measure = each.countermeasure.strip() or (entry.countermeasure.strip() if entry else "")
        title = short(measure, _MOST_TITLE) if measure else f"Clear {short(each.title)}"
        named = f"{each.code} '{short(each.title)}'"
        # Their product ranks them and is never printed: it is no quantity (domain.md 4).
        why = f"{named} is open and not rated yet."
        if points is not None:
            why = f"{named} has impact {each.impact} and spread {each.spread}, and no action deals with it."
        yield (
            (points or 0,),
            Suggestion(
                f"{Source.OBSTACLE}:{each.id}:{each.impact or '?'}:{each.spread or '?'}",
                Source.OBSTACLE,
                title,
                why,
                _cleared_words(book, each),
                (each.id,),
                each.catalogue,
                figures=points is not None,
            ),
        )


def _cleared_words(book: Book, each: Obstacle) -> str:
    known = book.pack.by_capability
    names = [short(known[name].name) for name in each.capabilities if name in known]
    if not names:
        return f"Would clear {each.code}."
    return f"Would clear {each.code}, which holds back {join_words(names)}."


def _toil(book: Book, taken: Collection[str]) -> Iterator[Ranked]:
    """Toil whose end saves hours, and toil of which that is not known yet."""
    for each in book.discoveries:
        over = each.state in (DiscoveryState.DONE, DiscoveryState.LEFT)
        if each.kind not in MEASURED or over or each.id in taken:
            continue
        counted = figures(each)
        net = counted.net if counted else None
        if net is not None and net <= 0:
            continue
        why, moves = _toil_words(each, counted)
        fact = "?" if net is None else f"{net:g}"
        yield (
            (net or 0.0,),
            Suggestion(
                f"{Source.TOIL}:{each.id}:{fact}",
                Source.TOIL,
                f"Automate {short(each.title)}",
                why,
                moves,
                (each.id,),
                each.catalogue,
                figures=net is not None,
            ),
        )


def _tenths(value: float) -> str:
    return amount(round(value, 1))


def _toil_words(each: Discovery, counted: ToilFigures | None) -> tuple[str, str]:
    named = f"{each.code} '{short(each.title)}'"
    if counted is None:
        return (
            f"{named} is toil; how many hours it takes is not known yet.",
            "Would save hours: count runs, minutes and people to see how many.",
        )
    now = f"{_tenths(counted.now)} hours a month"
    if counted.net is None or counted.then is None:
        return (
            f"{named} takes {now}; what would remain is not known yet.",
            f"Would save up to {now}.",
        )
    pays = f", paid back in {_tenths(counted.payback)} months" if counted.payback is not None else ""
    return (
        f"{named} takes {now}, and {_tenths(counted.then)} once it is automated.",
        f"Would save {_tenths(counted.net)} hours a month{pays}.",
    )


def _risks(book: Book, taken: Collection[str]) -> Iterator[Ranked]:
    """Threats that no action treats, and that stay red or amber with what is planned so far."""
    criteria, done = book.criteria, book.done
    for risk in live(book.risks):
        if risk.kind is not RiskKind.THREAT or risk.id in taken:
            continue
        after = exposure(risk, criteria, When.AFTER)
        place = after or exposure(risk, criteria, When.SO_FAR, done)
        if place is None or place.zone is Zone.GREEN:
            continue
        expected = place.expected
        rank = (1.0 if place.zone is Zone.RED else 0.0, expected or 0.0)
        fact = f"F{place.frequency_step}I{place.impact_step}"
        yield (
            rank,
            Suggestion(
                f"{Source.RISK}:{risk.id}:{place.zone}:{fact}",
                Source.RISK,
                f"Treat {short(risk.title)}",
                _risk_words(risk, place, criteria.unit, treated=after is not None),
                _treated_words(place, criteria.unit, criteria.appetite.value),
                (risk.id,),
                figures=expected is not None,
            ),
        )


def _with_unit(value: float, unit: str) -> str:
    return f"{amount(value)} {unit}".strip()


def _risk_words(risk: Risk, place: Exposure, unit: str, *, treated: bool) -> str:
    when = "after treatment" if treated else "as things are"
    where = f"{risk.code} '{short(risk.title)}' is {place.zone.value} {when}"
    if place.expected is None:
        return f"{where}, frequency {place.frequency_step} and impact {place.impact_step}; no action deals with it."
    return f"{where}, {_with_unit(place.expected, unit)} a year expected; no action deals with it."


def _treated_words(place: Exposure, unit: str, appetite: float | None) -> str:
    limit = f" of {_with_unit(appetite, unit)} a year" if appetite is not None else ""
    if place.expected is None or appetite is None:
        return f"Would bring it from {place.zone.value} to within the appetite{limit}."
    over = _with_unit(max(0.0, place.expected - appetite), unit)
    return f"Would take {over} a year off to be within the appetite{limit}."


def _opportunities(book: Book, taken: Collection[str]) -> Iterator[Ranked]:
    """What is worth trying by the test of positive risk, and that no action tries yet."""
    open_ones = [risk for risk in book.risks if risk.id not in taken]
    worth = [each for each in worth_trying(open_ones, book.criteria) if each.outcome is Outcome.WORTH]
    for number, each in enumerate(worth):
        risk, unit = each.risk, book.criteria.unit
        gain = _with_unit(each.gain or 0.0, unit)
        yield (
            # They come in their order, the best ratio first.
            (len(worth) - number,),
            Suggestion(
                f"{Source.OPPORTUNITY}:{risk.id}:{_ratio(each)}",
                Source.OPPORTUNITY,
                f"Try {short(risk.title)}",
                _worth_words(each),
                f"Would gain {gain} a year, chance times benefit.",
                (risk.id,),
            ),
        )


def _ratio(each: PositiveRisk) -> str:
    return "free" if each.ratio is None else f"{each.ratio:.6g}"


def _worth_words(each: PositiveRisk) -> str:
    named = f"{each.risk.code} '{short(each.risk.title)}'"
    if each.ratio is None:
        return f"{named} is worth trying: it costs nothing and can do no harm."
    return (
        f"{named} is worth trying: the worst that can come of it is acceptable, and it promises "
        f"{amount(each.ratio)} times what it may cost."
    )
