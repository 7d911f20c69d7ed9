"""Whether two names that one entry had are one person's, or somebody took the entry over."""

from __future__ import annotations

import unicodedata
from difflib import SequenceMatcher

from workbench.analysis.spelling import SHORTEST, main_words

_CLOSE = 0.8
"""A word is another's misspelling from here on: 'Nowak' and 'Novak', 'Katherine' and 'Kathrin'."""


def same_person(one: str, other: str) -> bool:
    """Whether two names of one entry are one person's: they share a first name or surname, or are close in spelling.

    So a corrected spelling and a new surname are the same person still. A name written without spaces shares its last
    two signs, since a surname of one sign is too common to say anything. A shared letter, title or 'von' says nothing.
    """
    mine, theirs = main_words(one), main_words(other)
    if set(mine) == set(theirs):
        return True
    return any(_alike(each, word) for each in mine for word in theirs)


def _alike(one: str, other: str) -> bool:
    # Syllables that were taken apart for comparison are one sign each again.
    one, other = unicodedata.normalize("NFC", one), unicodedata.normalize("NFC", other)
    if one == other:
        return True
    if (
        not one.isascii()
        and min(len(one), len(other)) > 2
        and one[-2:] == other[-2:]
        and ord(one[-1]) >= 0x3000
    ):
        return True
    if min(len(one), len(other)) <= SHORTEST:
        return False
    return SequenceMatcher(None, one, other, autojunk=False).ratio() >= _CLOSE
