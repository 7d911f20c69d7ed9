"""What the heat map finds: who sees the capabilities differently from whom."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction

from workbench.analysis.breakdown import divided
from workbench.analysis.figures import one_decimal, tenths
from workbench.analysis.standing import Standing
from workbench.charts import words
from workbench.charts.seen import Seen
from workbench.charts.words import one_line
from workbench.domain.text import join_words, plural, sentence_case, spelled

_SURE = Fraction(2, 3)
_ENOUGH = 3


def title(standing: Standing, seen: Sequence[Seen], who: str = "", *, partial: bool = False) -> str:
    """Name who rates nearly all capabilities higher or lower than the others; else which stand lowest and highest.

    Where not everybody is looked at, `who` names them and begins the sentence; where columns are left out
    (`partial`), nobody is said to be the only one.
    """
    said = _found(standing, seen, alone=not who and not partial)
    return f"{who}: {said}" if who else said


def _found(standing: Standing, seen: Sequence[Seen], *, alone: bool) -> str:
    if words.nothing_applies(standing):
        return words.NOTHING_APPLIES
    parts = [part.capability.id for part in standing.capabilities.values() if part.questions]
    if not any(each.capabilities for each in seen):
        if any(each.voices or each.agreed for each in standing.questions.values()):
            return f"{plural(len(parts), 'capability', 'capabilities')} and how far each is from its target"
        return "No scores yet"
    shown = [each for each in seen if each.capabilities]
    if len(shown) == 1 and alone:
        return f"Only {shown[0].name} {'have' if shown[0].many else 'has'} answered so far"
    return (
        _apart_from_all(shown, parts)
        or _apart_in_pairs(shown, parts)
        or _ends(standing)
        or f"Too little is answered for a score, by {_names(shown)}"
    )


def _ends(standing: Standing) -> str:
    """Which capabilities stand lowest and highest, as printed: 'Lowest at 1.4: Error budgets; highest at 3.9: Git'.

    Those of which the index rests on two camps (`breakdown.divided`) are counted, not stated.
    """
    by_index: dict[int, list[str]] = {}
    split = 0
    for part in standing.capabilities.values():
        if part.rating.index is None:
            continue
        if divided(part):
            split += 1
        else:
            by_index.setdefault(tenths(part.rating.index), []).append(one_line(part.capability.name))
    camps = f"two camps on {plural(split, 'capability', 'capabilities')}" if split else ""
    if not by_index:
        return sentence_case(camps)
    said = _lowest_and_highest(by_index, only=not split)
    return f"{said}; {camps}" if camps else said


def _lowest_and_highest(by_index: Mapping[int, Sequence[str]], *, only: bool) -> str:
    low, high = min(by_index), max(by_index)
    if low == high:
        rated = by_index[low]
        at = one_decimal(Fraction(low, 10))
        return (
            f"The {len(rated)} {'' if only else 'other '}rated capabilities all stand at {at}"
            if len(rated) > 1
            else f"{rated[0]} stands at {at}{'; no other capability is rated yet' if only else ''}"
        )
    # Without a verb: names are of one thing or of several, and nobody can tell.
    return f"Lowest at {one_decimal(Fraction(low, 10))}: {_at_end(by_index[low])}; highest at {one_decimal(Fraction(high, 10))}: {_at_end(by_index[high])}"


def _at_end(names: Sequence[str]) -> str:
    return f"{spelled(len(names))} capabilities" if len(names) > 2 else join_words(list(names))


def _higher(high: Seen, low: Seen, parts: Sequence[str]) -> tuple[int, int]:
    """How many capabilities one rates higher than another, of how many both rated."""
    pairs = [
        (high.comparable[each], low.comparable[each])
        for each in parts
        if each in high.comparable and each in low.comparable
    ]
    return sum(1 for a, b in pairs if a > b), len(pairs)


def _names(seen: Sequence[Seen]) -> str:
    names = [each.name for each in seen]
    return join_words(names if len(names) <= 4 else [*names[:3], f"{len(names) - 3} others"])


def _says(who: Seen, verb: str) -> str:
    return f"{sentence_case(who.name)} {verb if who.many else verb + 's'}"


def _apart_from_all(seen: Sequence[Seen], parts: Sequence[str]) -> str:
    """Somebody who rates every capability higher, or lower, than everybody else who rated it."""
    for way, sign in (("higher", 1), ("lower", -1)):
        for who in seen:
            counts = [
                _higher(who, other, parts) if sign > 0 else _higher(other, who, parts)
                for other in seen
                if other is not who
            ]
            if len(seen) > 2 and all(both >= _ENOUGH and more == both for more, both in counts):
                return f"{_says(who, 'rate')} every capability {way} than all others who rated it"
    return ""


def _apart_in_pairs(seen: Sequence[Seen], parts: Sequence[str]) -> str:
    best: tuple[Fraction, int, int, Seen, Seen] | None = None
    for high in seen:
        for low in seen:
            if high is low:
                continue
            more, both = _higher(high, low, parts)
            if both >= _ENOUGH and (best is None or (Fraction(more, both), both) > best[:2]):
                best = (Fraction(more, both), both, more, high, low)
    if best is None or best[0] < _SURE:
        return ""
    _, both, more, high, low = best
    much = f"all {both}" if more == both else f"{more} of {both}"
    return f"{_says(high, 'rate')} {much} capabilities they share with {low.name} higher"
