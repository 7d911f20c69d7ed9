"""How a person's name may be written: folded for comparison, and in every order and shortening people use."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from workbench.domain.text import whole_line

SHORTEST = 3
"""A first name or surname of fewer letters is looked for by itself only as it is written: 'Li', not 'li' or 'LI'."""
# Vowels of Indian and South East Asian scripts are marks to Unicode, and part of a word all the same; danda is none.
_MARKED = "\u0900-\u0963\u0966-\u0df3\u0e01-\u0e3a\u0e40-\u0e4e\u0e81-\u0ecd\u0f71-\u0f84\u0f90-\u0fbc\u1000-\u1049\u1050-\u109d\u1780-\u17d3"
# Letters of languages that put no space between words, or tie endings to foreign ones: a Latin name ends before them.
_UNSPACED = "\u1100-\u11ff\u3005-\u3007\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\uf900-\ufaff"
WORD = re.compile(rf"(?:[^\W_{_UNSPACED}]|[{_MARKED}])+|[{_UNSPACED}]+")
# Accents, and the marks of Arabic and Hebrew that most people leave out, and the line that draws Arabic letters apart.
_OPTIONAL = re.compile(
    "[\u0300-\u036f\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u0610-\u061a\u0640\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06e8\u06ea-\u06ed]"
)
_ASIDE = re.compile(r"[(\[][^)\]]*[)\]]")
_ARTICLES = "al das de del della der di do dos du el la las le los the"
_LINKS = "af auf av bin da den ibn of ten ter van von zu"
_PARTICLES = frozenset(f"{_ARTICLES} {_LINKS}".split())
TITLES = "dame dr frau herr ing lady lord miss mr mrs ms mx prof sir"
"""How people are addressed before their surname."""
_STYLES = frozenset(f"{TITLES} and esq jr mba phd und".split())
_APOSTROPHES = frozenset("'’‘ʼ＇`´′")
_UNSEEN = frozenset("\u00ad\u200b\u200c\u200d\u200e\u200f\u2060\ufeff")
_WRITTEN_OUT = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "å": "aa", "ø": "oe", "æ": "ae", "œ": "oe"})
_PLAIN = str.maketrans({"ø": "o", "æ": "ae", "œ": "oe", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ı": "i"})


def folded(text: str) -> str:
    """Text as it is compared: small letters without accents."""
    if text.isascii():
        return text.lower().replace("`", "'")
    return text.translate({ord(sign): _plain(sign) for sign in set(text)})


def fold(text: str) -> tuple[str, Sequence[int]]:
    """Text as it is compared, and where each of its signs came from."""
    if text.isascii():
        return folded(text), range(len(text) + 1)
    count = {sign: len(_plain(sign)) for sign in set(text)}
    if set(count.values()) == {1}:
        return folded(text), range(len(text) + 1)
    places = [place for place, sign in enumerate(text) for _ in range(count[sign])]
    return folded(text), [*places, len(text)]


@lru_cache(maxsize=20_000)
def _plain(sign: str) -> str:
    """One sign as it is compared; nothing where it is not seen, or left out by most."""
    if sign in _UNSEEN:
        return ""
    plain = "'" if sign in _APOSTROPHES else unicodedata.normalize("NFKD", sign).casefold()
    return "".join(each for each in plain.translate(_PLAIN) if not _OPTIONAL.match(each))


def words_of(text: str) -> tuple[str, ...]:
    return tuple(WORD.findall(fold(text)[0]))


def main_words(name: str) -> tuple[str, ...]:
    """First names and surnames, without initials, titles and what ties them together, as in 'von der'."""
    return tuple(each for each in words_of(name) if len(each) > 1 and each not in _PARTICLES | _STYLES)


@dataclass(frozen=True, slots=True)
class Form:
    """One way to write a person: words in order; `turned` with the surname first, `initial` the place of a capital."""

    words: tuple[str, ...]
    turned: bool = False
    initial: int = -1


def _parts(name: str) -> list[tuple[str, ...]]:
    """First names and surnames, each as its words, double ones whole and by halves."""
    found: list[tuple[str, ...]] = []
    for part in whole_line(name).split():
        halves = [words_of(half) for half in re.split("[-‐‑–]", part)]
        found += [*halves, words_of(part), *((word,) for half in halves for word in half if len(half) > 1)]
    return found


def _single(words: tuple[str, ...]) -> bool:
    """Whether a part of a name is looked for by itself; one letter, or two with a mark between them, is none."""
    long_enough = sum(map(len, words)) >= SHORTEST or (len(words) == 1 and len(words[0]) > 1)
    return long_enough and not (len(words) == 1 and words[0] in _PARTICLES | _STYLES)


def spellings(name: str) -> set[str]:
    """A name as it is written, with its umlauts written out, and without its apostrophes."""
    small = unicodedata.normalize("NFC", name).casefold()
    return {
        name,
        small.translate(_WRITTEN_OUT),
        "".join(sign for sign in name if sign not in _APOSTROPHES),
    }


def forms(name: str) -> set[Form]:
    """Every way to write a name of words parted by spaces."""
    found: set[Form] = set()
    for spelled in spellings(name):
        plain = tuple(word for word in words_of(_ASIDE.sub(" ", spelled)) if word not in _STYLES)
        words = plain or words_of(spelled)
        if not words:
            continue
        found.add(Form(words))
        found |= {Form(part) for part in _parts(spelled) if _single(part)}
        if len(words) < 2:
            continue
        first, last = words[0], words[-1]
        at = next((i for i, word in enumerate(words) if i and word in _PARTICLES), len(words) - 1)
        surname = words[at:]
        found |= {Form((first, last)), Form(surname), Form((*surname, *words[:at]), turned=True)}
        found |= {Form((last, first), turned=True), Form((first[0], *surname), initial=0)}
        found.add(Form((first[0], last), initial=0))
        found |= {
            Form((first, last[0]), initial=1),
            Form((*surname, first[0]), turned=True, initial=len(surname)),
        }
        # 'Z. Müller-Quist', and the double surname first.
        double = tuple(word for word in words_of(spelled.split()[-1]) if word not in _STYLES)
        if 1 < len(double) < len(words):
            found |= {
                Form((*double, *words[: -len(double)]), turned=True),
                Form((first[0], *double), initial=0),
                Form((*double, first[0]), turned=True, initial=len(double)),
            }
        glued = ("".join(words), first + last, last + first, first[0] + "".join(surname))
        found |= {Form((each,)) for each in glued if len(each) > 4}
    return found
