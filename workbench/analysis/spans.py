"""Where names stand in a text: stretches of it, and what lies around them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence

_SENTENCE_ENDS = frozenset(".!?…:;•*\n")


def bare(text: str) -> str:
    return " ".join(text.split()) if len(text.split()) > 1 else text.strip()


def one_of(keys: Mapping[str, object]) -> re.Pattern[str] | None:
    """A pattern for any of these, the longest first; spaces inside may be any, or none."""
    if not keys:
        return None
    longest = sorted(keys, key=len, reverse=True)
    return re.compile("|".join(re.escape(key).replace(r"\ ", r"\s+") for key in longest))


def span(start: int, end: int, places: Sequence[int]) -> tuple[int, int]:
    """Where a stretch of folded text lies in the text as typed; accents after its last letter belong to it."""
    last = places[end]
    return places[start], last + 1 if last == places[end - 1] else last


def joined(found: Sequence[tuple[int, int, set[int]]], text: str) -> list[tuple[int, int, set[int]]]:
    """The same, where first name and surname of one person that were found one by one are one name."""
    out: list[tuple[int, int, set[int]]] = []
    for start, end, people in found:
        before = out[-1] if out else (0, 0, set[int]())
        gap = text[before[1] : start]
        if before[2] == people and len(people) == 1 and gap.isspace() and "\n" not in gap:
            out[-1] = (before[0], end, people)
        else:
            out.append((start, end, people))
    return out


def begins_sentence(folded: str, token: re.Match[str]) -> bool:
    before = folded[: token.start()].rstrip(" \t\r\"'(«“„‚[–—-")
    return not before or before[-1] in _SENTENCE_ENDS


def beside_figure(folded: str, token: re.Match[str]) -> bool:
    before, after = folded[: token.start()].rstrip(" .,"), folded[token.end() :].lstrip(" .,")
    return before[-1:].isdigit() or after[:1].isdigit()


def beside(
    found: Sequence[tuple[int, int, set[int]]], more: Iterable[tuple[int, int, set[int]]]
) -> list[tuple[int, int, set[int]]]:
    """What was found, and what more there is beside it, from left to right."""
    taken = {place for start, end, _ in found for place in range(start, end)}
    free = (each for each in more if taken.isdisjoint(range(each[0], each[1])))
    return sorted([*found, *free], key=lambda each: each[0])


def around(
    found: Sequence[tuple[int, int, set[int]]], start: int, end: int, people: set[int]
) -> list[tuple[int, int, set[int]]]:
    """What was found, and in place of all that touches a stretch that stretch whole."""
    met = [each for each in found if each[0] < end and start < each[1]]
    # A name may begin before a link, or end after it.
    whole = (min([start, *(each[0] for each in met)]), max([end, *(each[1] for each in met)]))
    apart = [each for each in found if each not in met]
    return [*apart, (*whole, people)]
