"""Log-in names and addresses made of a first name and the first letter of the surname: 'jonasb@', 'bergj', 'jonas.b@'."""

from __future__ import annotations

import re
from collections.abc import Iterator

from workbench.analysis.spelling import SHORTEST, main_words, spellings

LEAST = 5
"""Without an @ beside it, a log-in name of fewer letters is too likely another word."""
_BEFORE_AT = re.compile(r"\d*@")
_TIED = frozenset("._-")


def logins(name: str) -> Iterator[tuple[str, str]]:
    """Give every such log-in name in one word, and the part of the name it is of."""
    for words in {main_words(each) for each in spellings(name)}:
        if len(words) < 2:
            continue
        first, last = words[0], words[-1]
        for said, of in ((first + last[0], first), (last + first[0], last), (first[0] + last, last)):
            if len(said) >= SHORTEST:
                yield said, of


def beside_at(folded: str, start: int, end: int) -> bool:
    """Whether what stands there is a part of an address or of a mention, perhaps with a number."""
    return folded[start - 1 : start] == "@" or _BEFORE_AT.match(folded, end) is not None


def is_login(typed: str) -> bool:
    """Whether a word is written as log-in names are: in small letters, and long enough to be no other word."""
    return len(typed) >= LEAST and typed.islower()


def tied(between: str) -> bool:
    """Whether an initial in small letters belongs to what is beside it, as in 'j_berg'."""
    return between in _TIED
