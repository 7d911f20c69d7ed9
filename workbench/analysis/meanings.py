"""What a way to write a name stands for, and whether words that may be that name are one where they stand."""

from __future__ import annotations

import re
from collections.abc import Sequence, Set
from dataclasses import dataclass, field
from enum import Enum, auto
from itertools import pairwise

from workbench.analysis.logins import beside_at, is_login, tied
from workbench.analysis.ordinary import SHORT, WORDS
from workbench.analysis.spans import begins_sentence, beside_figure, span
from workbench.analysis.spelling import SHORTEST

_GAP = re.compile(r"[\s._'\"()\-‐‑–]*")
_TURNED = re.compile(r"[\s._'\"()\-‐‑–,]*")
Token = re.Match[str]


class Kind(Enum):
    """How a name came to be written so."""

    OWN = auto()
    ENDING = auto()
    LOGIN = auto()


@dataclass(slots=True)
class Meaning:
    """Whom a form stands for; nobody where the words are to stay, as the client's name does.

    `base` is the word of the name that it is made of, `initial` the place of a single letter, `turned` says that the
    surname comes first, `capital` that it counts only with one, `accented` only where its last letter has an accent; spelled as `exact` it counts always.
    """

    kind: Kind = Kind.OWN
    people: set[int] = field(default_factory=set[int])
    base: str = ""
    turned: bool = False
    initial: int = -1
    capital: bool = False
    accented: bool = False
    exact: str = ""

    @property
    def keep(self) -> bool:
        """Whether the words stay."""
        return not self.people


@dataclass(frozen=True, slots=True)
class Said:
    """A text as it was typed and as it is compared, and the words that are no name by themselves in it."""

    text: str
    folded: str
    places: Sequence[int]
    doubtful: Set[str]

    def typed(self, token: Token) -> str:
        """A word as it was typed."""
        start, end = span(token.start(), token.end(), self.places)
        return self.text[start:end]


def fits(meaning: Meaning, tokens: Sequence[Token], said: Said) -> bool:
    """Whether words that may be a name are one where they stand."""
    gap = _TURNED if meaning.turned else _GAP
    for one, two in pairwise(tokens):
        if not gap.fullmatch(said.folded, one.end(), two.start()):
            return False
    if meaning.initial >= 0:
        return _fits_initial(meaning, tokens, said)
    if len(tokens) > 1:
        return True
    token = tokens[0]
    if meaning.kind is Kind.LOGIN:
        return _fits_login(meaning, token, said)
    typed = said.typed(token)
    if meaning.exact and typed == meaning.exact:
        return True
    if meaning.base in said.doubtful:
        return False
    capital = typed[0].isupper()
    word = token.group()
    if len(word) < SHORTEST:
        doubtful = (
            bool(said.doubtful) or begins_sentence(said.folded, token) or beside_figure(said.folded, token)
        )
        return capital and typed[1:].islower() and not (word in SHORT and doubtful)
    if word in WORDS:
        return capital and not beside_figure(said.folded, token)
    return (capital or not meaning.capital) and not (meaning.accented and typed[-1].isascii())


def _fits_initial(meaning: Meaning, tokens: Sequence[Token], said: Said) -> bool:
    """A single letter is an initial as a capital, or tied to a name; to an ordinary word only in an address."""
    letter = tokens[meaning.initial]
    if said.text[said.places[letter.start()]].isupper():
        return True
    one, two = (letter, tokens[1]) if meaning.initial == 0 else (tokens[-2], letter)
    if not tied(said.folded[one.end() : two.start()]):
        return False
    doubtful = meaning.base in WORDS or len(meaning.base) < SHORTEST
    return not doubtful or beside_at(said.folded, tokens[0].start(), tokens[-1].end())


def _fits_login(meaning: Meaning, token: Token, said: Said) -> bool:
    if beside_at(said.folded, *token.span()):
        return True
    sure = meaning.base not in WORDS and token.group() not in WORDS and not said.doubtful
    return sure and is_login(said.typed(token))


def may_be_part(tokens: Sequence[Token], parts: frozenset[int]) -> bool:
    """Whether words can be a name inside a longer word; ordinary and very short ones are too doubtful there."""
    if parts.isdisjoint(each.start() for each in tokens):
        return False
    word = tokens[0].group()
    return len(tokens) > 1 or (len(word) >= SHORTEST and word not in WORDS)
