"""Names of listed people in what was typed, and the roles that stand in their place."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from workbench.analysis.ordinary import TRADES, WORDS
from workbench.domain.text import sentence_case, whole_line

COLLEAGUE = "a colleague"
"""What stands for somebody whose role is not known, or who of several people is meant."""
SHORTEST = 3
"""A first name or surname of fewer letters is not looked for by itself."""

_WORD = re.compile(r"[^\W_]+")
# Scripts that part no words by spaces, or tie endings to them: names there are looked for inside words.
_UNSPACED = re.compile(
    "[\u0e00-\u0eff\u1000-\u109f\u1100-\u11ff\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\uf900-\ufaff]"
)
_GAP = re.compile(r"[\s._'\"()\-‐‑–]*")
_TURNED = re.compile(r"[\s._'\"()\-‐‑–,]*")
_PARTED = re.compile(r"[\s・·=]+")
_POSSESSIVE = re.compile(r"'s(?![^\W_])")
_ASIDE = re.compile(r"[(\[][^)\]]*[)\]]")
_PARTICLES = frozenset(
    "al af auf av bin da das de del della den der di do dos du el ibn la las le los of ten ter the van von zu zum zur".split()
)
_STYLES = frozenset("and dame dr esq frau herr ing jr lady lord mba miss mr mrs ms mx phd prof sir sr und".split())
_APOSTROPHES = frozenset("’‘ʼ＇`´′")
_UNSEEN = frozenset("\u00ad\u200b\u200c\u200d\u200e\u200f\u2060\ufeff")
_WRITTEN_OUT = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "å": "aa", "ø": "oe", "æ": "ae", "œ": "oe"})
_PLAIN = str.maketrans({"ø": "o", "æ": "ae", "œ": "oe", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ı": "i"})


def _fold(text: str) -> tuple[str, Sequence[int]]:
    """Text as it is compared: small letters without accents; and where each of its signs came from."""
    if text.isascii():
        return text.lower().replace("`", "'"), range(len(text) + 1)
    signs: list[str] = []
    places: list[int] = []
    for place, sign in enumerate(text):
        if sign in _UNSEEN:
            continue
        plain = "'" if sign in _APOSTROPHES else unicodedata.normalize("NFKD", sign).casefold()
        for each in plain.translate(_PLAIN):
            if not "\u0300" <= each <= "\u036f":
                signs.append(each)
                places.append(place)
    return "".join(signs), [*places, len(text)]


def _words(text: str) -> tuple[str, ...]:
    return tuple(_WORD.findall(_fold(text)[0]))


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who must not be named: `role` stands in their place, or `otherwise` where it says nothing."""

    name: str
    role: str = ""
    otherwise: str = COLLEAGUE


@dataclass(frozen=True, slots=True)
class _Form:
    """One way to write a person: words in order; `turned` with the surname first, `initial` the place of a capital."""

    words: tuple[str, ...]
    turned: bool = False
    initial: int = -1


@dataclass(slots=True)
class _Meaning:
    """Whom a form stands for; nobody where the words are to stay, as the client's name does."""

    people: set[int] = field(default_factory=set[int])
    turned: bool = False
    initial: int = -1

    @property
    def keep(self) -> bool:
        """Whether the words stay."""
        return not self.people


def _parts(name: str) -> list[tuple[str, ...]]:
    """First names and surnames, each as its words: 'Siobhán O’Brien-Walsh' has five."""
    found: list[tuple[str, ...]] = []
    for part in whole_line(name).split():
        words = _words(part)
        found += [words, *((word,) for word in words if len(words) > 1)]
    return found


def _single(words: tuple[str, ...]) -> bool:
    """Whether a part of a name is looked for by itself."""
    return sum(map(len, words)) >= SHORTEST and not (len(words) == 1 and words[0] in _PARTICLES | _STYLES)


def _spellings(name: str) -> set[str]:
    """A name as it is written, and with its umlauts written out."""
    small = unicodedata.normalize("NFC", name).casefold()
    return {name, small.translate(_WRITTEN_OUT)}


def _forms(name: str) -> set[_Form]:
    """Every way to write a name of words parted by spaces."""
    found: set[_Form] = set()
    for spelled in _spellings(name):
        plain = tuple(word for word in _words(_ASIDE.sub(" ", spelled)) if word not in _STYLES)
        words = plain or _words(spelled)
        if not words:
            continue
        found.add(_Form(words))
        found |= {_Form(part) for part in _parts(spelled) if _single(part)}
        if len(words) < 2:
            continue
        first, last = words[0], words[-1]
        at = next((i for i, word in enumerate(words) if i and word in _PARTICLES), len(words) - 1)
        surname = words[at:]
        found |= {_Form((first, last)), _Form(surname), _Form((*surname, *words[:at]), turned=True)}
        found |= {_Form((last, first), turned=True), _Form((first[0], *surname), initial=0)}
        found.add(_Form((first[0], last), initial=0))
        found |= {_Form((first, last[0]), initial=1), _Form((*surname, first[0]), turned=True, initial=len(surname))}
        glued = ("".join(words), first + last, last + first, first[0] + "".join(surname))
        found |= {_Form((each,)) for each in glued if len(each) > 4}
    return found


class Names:
    """Who must not be named, and what is said instead.

    A whole name is found in any spelling: any case, accents or none, umlauts written out, surname first, with an
    initial, glued together as in an address. A first name or surname of three letters or more is found by itself; where
    several people share it, 'a colleague' stands for them. A name that is also an ordinary word ('Will', 'May', 'Cook')
    counts only with a capital, and not beside a figure. Role titles of listed people and `keep` stay as they are, also
    where a name is a word of them: 'Head of Operations' beside somebody called Head.
    """

    def __init__(self, people: Iterable[Person], keep: Iterable[str] = ()) -> None:
        self.people: list[str] = []
        self._forms: dict[str, dict[tuple[str, ...], _Meaning]] = {}
        self._inside: dict[str, set[int]] = {}
        known: dict[tuple[str, ...], list[Person]] = {}
        for each in people:
            words = _words(each.name)
            if sum(map(len, words)) > 1:
                known.setdefault(words, []).append(each)
        for number, (each, *_) in enumerate(known.values()):
            self.people.append(whole_line(each.name))
            self._add_person(number, each.name)
        self._pattern = _one_of(self._inside)
        # What stands for a name must itself hold no other one.
        self._roles = [COLLEAGUE] * len(self.people)
        self._roles = [self._role(them) for them in known.values()]
        for said in (*keep, *self._roles):
            self._keep(_words(said))

    def _role(self, listed: Sequence[Person]) -> str:
        """The role of somebody who may be listed more than once."""
        roles = (self.title(each.role, each.name) for each in listed)
        return next((role for role in roles if role), listed[0].otherwise)

    def _add_person(self, number: int, name: str) -> None:
        unspaced = [part for part in _PARTED.split(_fold(name)[0]) if _UNSPACED.search(part)]
        for key in ("".join(unspaced), " ".join(unspaced), *unspaced):
            if len(key) > 1:
                self._inside.setdefault(key, set()).add(number)
        for form in _forms(" ".join(part for part in name.split() if not _UNSPACED.search(part))):
            self._add_form(form, number)
            last = form.words[-1]
            if form.initial < 0 and len(last) >= SHORTEST and last[-1] != "s" and last not in WORDS:
                # 'Janas Team', and an apostrophe forgotten.
                self._add_form(_Form((*form.words[:-1], f"{last}s"), form.turned), number)

    def _add_form(self, form: _Form, number: int) -> None:
        meaning = self._forms.setdefault(form.words[0], {}).setdefault(form.words, _Meaning(initial=form.initial))
        meaning.people.add(number)
        meaning.turned |= form.turned
        if form.initial < 0:
            meaning.initial = -1

    def _keep(self, words: tuple[str, ...]) -> None:
        """Let words stay that are no name as a whole, whatever names are among them."""
        if len(words) > 1:
            self._forms.setdefault(words[0], {}).setdefault(words, _Meaning())

    def __bool__(self) -> bool:
        return bool(self.people)

    def redact(self, text: str) -> str:
        """Give text with every name replaced by a role; all other text stays as it is, sign for sign."""
        found = self._find(text)
        if not found:
            return text
        out: list[str] = []
        done = 0
        for start, end, people in found:
            said = self._roles[next(iter(people))] if len(people) == 1 else COLLEAGUE
            before = "".join(out[-1:]) + text[done:start]
            if not before.strip() or before.rstrip().endswith((".", "!", "?")):
                said = sentence_case(said)
            out += [text[done:start], said]
            done = end
            rest, places = _fold(text[end : end + 8])
            owned = _POSSESSIVE.match(rest)
            if owned is not None and said.endswith("s"):
                out.append(text[end : end + places[1]])
                done = end + places[2]
        return "".join((*out, text[done:]))

    def title(self, text: str, name: str = "") -> str:
        """Give a role title on one line without its owner's name, and with the names of others replaced.

        A word that is ordinary stays there unless it is the owner's: it is more likely a part of the work.
        """
        said = without_name(text, name)
        out: list[str] = []
        done = 0
        for start, end, people in self._find(said, careful=True):
            words = self._roles[next(iter(people))] if len(people) == 1 else COLLEAGUE
            out += [said[done:start], words]
            done = end
        return "".join((*out, said[done:]))

    def found(self, text: str) -> frozenset[str]:
        """The names of everybody who is, or may be, named in a text."""
        return frozenset(self.people[number] for _, _, people in self._find(text) for number in people)

    def _find(self, text: str, careful: bool = False) -> list[tuple[int, int, set[int]]]:
        """Where names stand in a text, from left to right and never one inside another, and whose they may be."""
        if not self.people or not text:
            return []
        folded, places = _fold(text)
        found: list[tuple[int, int, set[int]]] = []
        if self._pattern is not None and _UNSPACED.search(folded):
            found = [(*_span(m.start(), m.end(), places), self._inside[_bare(m.group())]) for m in self._pattern.finditer(folded)]
        if not self._forms.keys().isdisjoint(_WORD.findall(folded)):
            taken = {place for start, end, _ in found for place in range(start, end)}
            more = self._by_words(text, folded, places, careful)
            found += [each for each in more if taken.isdisjoint(range(each[0], each[1]))]
            found.sort(key=lambda each: each[0])
        return found

    def _by_words(
        self, text: str, folded: str, places: Sequence[int], careful: bool
    ) -> list[tuple[int, int, set[int]]]:
        tokens = list(_WORD.finditer(folded))
        words = [each.group() for each in tokens]
        found: list[tuple[int, int, set[int]]] = []
        at = 0
        while at < len(tokens):
            best, length = None, 0
            for form, meaning in self._forms.get(words[at], {}).items():
                end = at + len(form)
                if len(form) <= length or tuple(words[at:end]) != form:
                    continue
                span = _span(tokens[at].start(), tokens[end - 1].end(), places)
                if meaning.keep or self._fits(form, meaning, tokens[at:end], folded, text, places, careful):
                    best, length = (*span, meaning), len(form)
            if best is None:
                at += 1
                continue
            if not best[2].keep:
                found.append((best[0], best[1], best[2].people))
            at += length
        return found

    def _fits(
        self,
        form: tuple[str, ...],
        meaning: _Meaning,
        tokens: Sequence[re.Match[str]],
        folded: str,
        text: str,
        places: Sequence[int],
        careful: bool,
    ) -> bool:
        """Whether words that may be a name are one where they stand."""
        gap = _TURNED if meaning.turned else _GAP
        for one, two in zip(tokens, tokens[1:], strict=False):
            if not gap.fullmatch(folded, one.end(), two.start()):
                return False
        if meaning.initial >= 0:
            return text[places[tokens[meaning.initial].start()]].isupper()
        if len(form) > 1:
            return True
        capital = text[places[tokens[0].start()]].isupper()
        if len(form[0]) < SHORTEST:
            return capital
        if form[0] not in WORDS:
            return True
        return capital and not careful and not _beside_figure(folded, tokens[0])


def _bare(text: str) -> str:
    return " ".join(text.split()) if len(text.split()) > 1 else text.strip()


def _one_of(keys: Mapping[str, object]) -> re.Pattern[str] | None:
    """A pattern for any of these, the longest first; spaces inside may be any, or none."""
    if not keys:
        return None
    longest = sorted(keys, key=len, reverse=True)
    return re.compile("|".join(re.escape(key).replace(r"\ ", r"\s+") for key in longest))


def _span(start: int, end: int, places: Sequence[int]) -> tuple[int, int]:
    """Where a stretch of folded text lies in the text as typed; accents after its last letter belong to it."""
    last = places[end]
    return places[start], last + 1 if last == places[end - 1] else last


def _beside_figure(folded: str, token: re.Match[str]) -> bool:
    before, after = folded[: token.start()].rstrip(" .,"), folded[token.end() :].lstrip(" .,")
    return before[-1:].isdigit() or after[:1].isdigit()


def redact(text: str, names: Mapping[str, str]) -> str:
    """Give text with the names of people, which `names` maps to their roles, replaced as `Names` says."""
    return Names(Person(name, role) for name, role in names.items()).redact(text)


def without_name(text: str, name: str) -> str:
    """Give text on one line without a person's name, whole or in its parts."""
    said = " ".join(text.split())
    whole = " ".join(name.split())
    if not whole:
        return said
    found = re.sub(re.escape(whole), "", said, flags=re.IGNORECASE)
    for part in (whole.replace(" ", ""), *whole.split()):
        if part.casefold() in TRADES:
            # 'Head Cook' is what Jane Cook does.
            continue
        if len(part) > 2 and part.isascii():
            found = re.sub(rf"\b{re.escape(part)}\b", "", found)
        elif len(part) > 1 and not part.isascii():
            found = found.replace(part, "")
    if found == said:
        return said
    found = re.sub(r"\(\s*\)|\[\s*\]", "", found)
    return " ".join(found.split()).strip(" ,;:/–-·")
