"""A name with the small words that Arabic and Hebrew write onto it: 'and', 'to', 'with', 'from'."""

from __future__ import annotations

import re
from collections.abc import Iterator

from workbench.analysis.spelling import SHORTEST

_ARABIC = re.compile("[\u0620-\u064a\u0671-\u06d3]+")
_HEBREW = re.compile("[\u05d0-\u05ea]+")
_BEFORE_ARABIC = "و ف ب ل ك"
_BEFORE_HEBREW = "ו ה ב ל מ ש כ"
_ARTICLE, _TO_THE = "ال", "لل"


def prefixed(word: str) -> Iterator[str]:
    """Give a folded first name or surname with every such word before it; nothing for other scripts and short names."""
    if len(word) < SHORTEST:
        return
    if _ARABIC.fullmatch(word):
        yield from (before + word for before in _with_and(_BEFORE_ARABIC, "و ف"))
        if word.startswith(_ARTICLE) and len(word) > len(_ARTICLE) + 2:
            # 'To' and the article are written as one.
            yield _TO_THE + word[len(_ARTICLE) :]
    elif _HEBREW.fullmatch(word):
        yield from (before + word for before in _with_and(_BEFORE_HEBREW, "ו"))


def _with_and(before: str, ands: str) -> list[str]:
    """Each small word, and each after an 'and': 'and to'."""
    single = before.split()
    return [*single, *(first + each for first in ands.split() for each in single if each not in ands.split())]
