"""Text whose longest words can break, since a label breaks lines between words alone."""

from __future__ import annotations

import re
import unicodedata

PIECE = 24
_LONG_WORD = re.compile(r"\S{29,}")


def soft(text: str) -> str:
    """Let words too long for a line break after every 24 signs, where nobody sees it."""
    return _LONG_WORD.sub(_broken, text)


def _broken(match: re.Match[str]) -> str:
    word, parts, start = match[0], list[str](), 0
    for at in range(1, len(word)):
        # A mark belongs to the sign before it, and a joiner to both.
        here, before = unicodedata.category(word[at]), unicodedata.category(word[at - 1])
        if at - start >= PIECE and here[0] != "M" and "Cf" not in (here, before):
            parts.append(word[start:at])
            start = at
    return "\N{ZERO WIDTH SPACE}".join([*parts, word[start:]])
