"""A name with the endings Slavic languages give it: 'Петрову', 'Nováka', 'Kowalskiego'."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from workbench.analysis.ordinary import WORDS
from workbench.analysis.spelling import SHORTEST

LEAST = 5
"""A name of fewer letters is looked for with endings only where it ends in -a: others would be many an ordinary word."""
_CYRILLIC = re.compile("[\u0400-\u04ff]+")
_LATIN = re.compile("[a-z]+")
Rule = tuple[str, int, str, bool]
# How a name ends, letters to cut, endings that may follow, and whether so ended words are surnames in any case.
# Everything is folded: й is и, ё is е, ý is y, ą is a. All rules that fit a name are used.
_RULES_CYRILLIC: tuple[Rule, ...] = (
    ("скии цкии ськии цькии", 2, "ого ому им ом ім ая ои ую а у і ие их ими ою оі", True),
    ("ская цкая ська цька", 2, "ого ому им ом ии ои ую ие их ими", True),
    ("ська цька", 1, "оі іи у ою", True),
    ("ова ева", 1, "ои ою у ы ым е ых ыми", True),
    ("ов ев", 0, "а у ым ом е ы ых ыми ои ою ові", True),
    ("ин ын", 0, "а у ым ом е ы ых ыми ои ою", False),
    ("ыи ои кии гии хии жии шии щии чии", 2, "ого ому ым им ом ая ои ую ые ие ых их ыми ими", False),
    ("и", 1, "я ю ем е и єм", False),
    ("ь", 1, "я ю ем е и ью еві", False),
    ("а", 1, "ы и е у ои ою еи і", False),
    ("ая", 2, "ои ую ою", False),
    ("я", 1, "и е ю еи ею і ію", False),
    ("ко", 1, "а у ом ові", False),
    ("б в г д ж з к л м н п р с т ф х ц ч ш щ", 0, "а у ом ем е ы и ові еві", False),
)
_RULES_LATIN: tuple[Rule, ...] = (
    ("ski cki dzki sky cky", 1, "iego iemu im ich imi a iej eho emu ym em ej ou ych ymi ogo omu", True),
    ("ska cka dzka", 1, "iej ej ou u ich ych", True),
    ("ova eva", 1, "ou e ej u oy oi y", True),
    ("ov ev", 0, "a u ym om em ovi oy ykh ou", True),
    ("nko", 1, "a u om", False),
    (
        "b c d f g h j k l m n p r s t v w x z",
        0,
        "a u em om ovi owi iem ova ove ovou ovej",
        False,
    ),
    ("ny ry ly ty vy hy", 1, "eho emu ym ou ych", False),
    ("a", 1, "y ovi owi ou u", False),
)
_FLEETING = re.compile("e(?=(?:k|c|l|ts)$)")
"""'Marek' is 'Marka' with an ending, and 'Pavel' 'Pavla'."""
_AFTER_FLEETING = "a u em om ovi owi iem ova ove ovou ovej"


_SHORT_LATIN = (("ka", 1, "i"), ("ga", 1, "i"), ("la", 1, "i"), ("ja", 1, "i"), ("a", 1, "y ie u ou"))
_ACCENTED = "e"
"""'Janę' and 'Janě' are Jana; 'Jane' may be somebody else."""
_ELSE = frozenset(
    [
        "amy",
        "andy",
        "cody",
        "eddy",
        "jody",
        "judy",
        "lily",
        "lucy",
        "mary",
        "rosy",
        "ruby",
        "toby",
        "tony",
        "vinny",
    ]
)
"""Names of others that a short name would be with an ending: Luca is no Lucy."""


class Ended(NamedTuple):
    """A name with an ending; whether it counts only with a capital, and only where its last letter has an accent."""

    said: str
    capital: bool
    accented: bool = False


def inflected(word: str) -> Iterator[Ended]:
    """Give a folded first name or surname with every ending.

    Of names of under five letters only those in -a, and only what is no ordinary word: 'Ewy', 'Яны'. Nothing for other
    scripts.
    """
    found = _long(word) if len(word) >= LEAST else _short(word) if len(word) >= SHORTEST else ()
    for each in found:
        if len(word) >= LEAST or each.said not in WORDS | _ELSE:
            yield each


def declined(first: str, last: str) -> Iterator[tuple[str, str]]:
    """Give a folded first name of under five letters and its surname, both with an ending: 'Ивана Петрова'.

    Beside its surname a short one is no ordinary word.
    """
    if SHORTEST <= len(first) < LEAST <= len(last):
        ends = sorted({each.said for each in _long(last)})
        for one in sorted({each.said for each in _long(first)}):
            yield from ((one, each) for each in (last, *ends))


def _short(word: str) -> Iterator[Ended]:
    if _CYRILLIC.fullmatch(word) and word[-1] in "ая":
        yield from (Ended(each.said, True) for each in _long(word))
    elif _LATIN.fullmatch(word) and word[-1] == "a":
        for ends, cut, endings in _SHORT_LATIN:
            if word.endswith(ends):
                yield from (Ended(word[: len(word) - cut] + each, True) for each in endings.split())
        yield Ended(word[:-1] + _ACCENTED, True, accented=True)


def _long(word: str) -> Iterator[Ended]:
    rules = _RULES_LATIN if _LATIN.fullmatch(word) else _RULES_CYRILLIC if _CYRILLIC.fullmatch(word) else ()
    for ends, cut, endings, sure in rules:
        if word.endswith(tuple(ends.split())):
            stem = word[: len(word) - cut]
            yield from (Ended(stem + each, not sure) for each in endings.split())
    if rules is _RULES_LATIN and (fleeting := _FLEETING.search(word)):
        stem = word[: fleeting.start()] + word[fleeting.end() :]
        yield from (Ended(stem + each, True) for each in _AFTER_FLEETING.split())
