"""Names of listed people in what was typed, and the roles that stand in their place.

Found, besides whole names however they are spelled: a first name or surname by itself; one of two letters ('Li', 'Ng')
as a word of its own with just its first letter large; either with the genitive's s ("Berg's", 'Bergs'); either with a
Slavic ending, from five letters on (`endings` lists them; but for surnames such as 'Petrov' and 'Kowalski' with a capital
only), and with fewer where it ends in -a ('Ewy', 'Janą', 'Яны', with a capital) or beside their surname ('Ивана Петрова'); either with the words that Arabic
and Hebrew write onto it (`prefixes`: 'والأحمد'); log-in names of a first name or surname
and an initial ('jonasb@', 'jberg', 'berg_j'); and of an East Asian name written without spaces its surname or first name
beside an honorific or a title (`honorifics` lists them). Names are found beside figures and in words written together
with capitals ('jberg2', 'minutesBerg'), and in links as they read when decoded: of a link that names somebody nothing
stays but what follows it without a space in Chinese, Japanese or Korean.

Not found: nicknames and initials by themselves ('Bob', 'TJ'); names of two letters in scripts without capitals; names
that are ordinary words (`ordinary` lists them) in small letters; ordinary words of two letters at the beginning of a
sentence ('An alert'), and any ordinary word inside a longer one ('MayRelease'); a surname that is the client's name of
one word, by itself; other first names of four letters or fewer with a Slavic ending, and endings that make another name
or word ('Jane', 'Any'); log-in names of under five letters, in capitals, or of an ordinary word, without an @ beside them;
part of a name without spaces where nothing says that it is one ('小王', '山田 said so'); names cut short or misspelled;
and names of people who are not listed.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping, Sequence, Set
from dataclasses import dataclass

from workbench.analysis.endings import declined, inflected
from workbench.analysis.honorifics import addressed
from workbench.analysis.logins import logins
from workbench.analysis.meanings import Kind, Meaning, Said, fits, may_be_part
from workbench.analysis.needles import Needles
from workbench.analysis.ordinary import NOUNS, SLAVIC, TRADES, WORDS
from workbench.analysis.pieces import links, pieces
from workbench.analysis.prefixes import prefixed
from workbench.analysis.spans import around, bare, beside, joined, one_of, span
from workbench.analysis.spelling import SHORTEST, TITLES, WORD, Form, fold, forms, spellings, words_of
from workbench.domain.text import sentence_case, whole_line

COLLEAGUE = "a colleague"
"""What stands for somebody whose role is not known, or who of several people is meant."""
# Scripts that part no words by spaces, or tie endings to them: names there are looked for inside words.
_UNSPACED = re.compile(
    "[\u0e00-\u0eff\u1000-\u109f\u1100-\u11ff\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\uf900-\ufaff]"
)
_NOTHING: frozenset[str] = frozenset()
_PARTED = re.compile(r"[\s・·=]+")
_LINKED = re.compile(r"://|%[0-9A-Fa-f]{2}")
_POSSESSIVE = re.compile(r"'s(?![^\W_])")


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who must not be named: `role` stands in their place, or `otherwise` where it says nothing.

    With `exact` the name counts as it is spelled here as well, however short: 'TJ'. With `whole` no part of it counts by
    itself: nobody knows that such a person is meant.
    """

    name: str
    role: str = ""
    otherwise: str = COLLEAGUE
    exact: bool = False
    whole: bool = False


class Names:
    """Who must not be named, and what is said instead.

    A whole name is found in any spelling: any case, accents or none, umlauts written out, surname first, with an
    initial, glued together as in an address. A first name or surname is found by itself; where several people share it,
    'a colleague' stands for them. A name that is also an ordinary word ('Will', 'May', 'Gross') counts only with a
    capital, and not beside a figure. Role titles of listed people and `keep` stay as they are, also where a name is a
    word of them: 'Head of Operations' beside somebody called Head. A name to `keep` of one word, such as the client
    'Kestrel', stays wherever that word stands by itself; with a first name, an initial or 'Mr' it is a person's.
    """

    def __init__(self, people: Iterable[Person], keep: Iterable[str] = ()) -> None:
        self.people: list[str] = []
        kept = [words_of(each) for each in keep]
        self._client = frozenset(words[0] for words in kept if len(words) == 1)
        self._forms: dict[str, dict[tuple[str, ...], Meaning]] = {}
        self._inside: dict[str, set[int]] = {}
        self._addressed: dict[str, set[int]] = {}
        known: dict[tuple[str, ...], list[Person]] = {}
        for each in people:
            words = words_of(each.name)
            if sum(map(len, words)) > 1:
                known.setdefault(words, []).append(each)
        for number, (each, *_) in enumerate(known.values()):
            self.people.append(whole_line(each.name))
            self._add_person(number, each)
            whole = words_of(each.name)
            if each.exact and whole in self._forms.get(whole[0], {}):
                self._forms[whole[0]][whole].exact = whole_line(each.name)
        parts = [number for number, them in enumerate(known.values()) if not them[0].whole]
        for number in parts:
            self._add_endings(number, self.people[number])
            self._add_logins(number, self.people[number])
        self._pattern = one_of(self._inside)
        self._polite = self._add_addressed(parts)
        # What stands for a name must itself hold no other one.
        self._roles = [COLLEAGUE] * len(self.people)
        self._roles = [self._role(them) for them in known.values()]
        for words in (*kept, *map(words_of, self._roles)):
            self._keep(words)

    def _role(self, listed: Sequence[Person]) -> str:
        """The role of somebody who may be listed more than once."""
        roles = (self.title(each.role, each.name) for each in listed)
        return next((role for role in roles if role), listed[0].otherwise)

    def _add_person(self, number: int, person: Person) -> None:
        name = person.name
        alone = frozenset(word for spelled in spellings(name) for word in words_of(spelled))
        if not person.whole or len(words_of(name)) == 1:
            alone = frozenset[str]()
        unspaced = [part for part in _PARTED.split(fold(name)[0]) if _UNSPACED.search(part)]
        parted = (f"{whole[:at]} {whole[at:]}" for whole in unspaced for at in (1, 2) if 2 < len(whole) < 5)
        for key in ("".join(unspaced), " ".join(unspaced), *parted, *([] if alone else unspaced)):
            if len(key) > 1 and key not in self._client:
                self._inside.setdefault(key, set()).add(number)
        for form in forms(" ".join(part for part in name.split() if not _UNSPACED.search(part))):
            last = form.words[-1]
            if len(form.words) == 1 and last in alone:
                continue
            if len(form.words) == 1 and last in self._client:
                # By itself it means the client; 'Mr' says who is meant.
                for title in TITLES.split():
                    self._add_form(Form((title, last)), number)
                continue
            self._add_form(form, number)
            if form.initial < 0 and len(last) >= SHORTEST and last[-1] != "s" and last not in WORDS:
                # 'Janas Team', and an apostrophe forgotten.
                self._add_form(Form((*form.words[:-1], f"{last}s"), form.turned), number, last)

    def _add_endings(self, number: int, name: str) -> None:
        """Take in what a name is with an ending; what is somebody's own name as it stands is not touched."""
        for word in {each for each in words_of(name) if each not in self._client}:
            if word in WORDS and word not in SLAVIC:
                continue
            for said in prefixed(word):
                written = self._forms.setdefault(said, {}).setdefault(
                    (said,), Meaning(Kind.ENDING, base=word)
                )
                if written.kind is Kind.ENDING:
                    written.people.add(number)
            for ended in inflected(word):
                told = Meaning(Kind.ENDING, base=word, capital=True, accented=ended.accented)
                meaning = self._forms.setdefault(ended.said, {}).setdefault((ended.said,), told)
                if meaning.kind is Kind.ENDING:
                    meaning.people.add(number)
                    meaning.capital &= ended.capital or word in WORDS
                    meaning.accented &= ended.accented

        words = words_of(name)
        for pair in declined(words[0], words[-1]) if len(words) > 1 else ():
            for each in (pair, pair[::-1]):
                self._add_form(Form(each), number)

    def _add_logins(self, number: int, name: str) -> None:
        for said, base in logins(name):
            meaning = self._forms.setdefault(said, {}).setdefault((said,), Meaning(Kind.LOGIN, base=base))
            if meaning.kind is Kind.LOGIN:
                meaning.people.add(number)

    def _add_addressed(self, numbers: Iterable[int]) -> re.Pattern[str] | None:
        """Take in parts of names without spaces; they are names only as the pattern says."""
        patterns: dict[str, int] = {}
        for number in numbers:
            name = self.people[number]
            parts = [part for part in _PARTED.split(fold(name)[0]) if _UNSPACED.search(part)]
            for key, pattern in (found for part in parts for found in addressed(part)):
                self._addressed.setdefault(key, set()).add(number)
                patterns[pattern] = len(key)
        longest = sorted(patterns, key=lambda each: -patterns[each])
        return re.compile("|".join(longest)) if longest else None

    def _add_form(self, form: Form, number: int, base: str = "") -> None:
        """Take in one way to write somebody, which is made of the word `base` where it is not that word itself."""
        own = base or max(form.words, key=len)
        meaning = self._forms.setdefault(form.words[0], {}).setdefault(
            form.words, Meaning(initial=form.initial, base=own)
        )
        meaning.people.add(number)
        meaning.turned |= form.turned
        if form.initial < 0:
            meaning.initial = -1

    def _keep(self, words: tuple[str, ...]) -> None:
        """Let words stay that are no name as a whole, whatever names are among them."""
        if len(words) > 1:
            self._forms.setdefault(words[0], {}).setdefault(words, Meaning())

    def __bool__(self) -> bool:
        return bool(self.people)

    def redact(self, text: str, only: Collection[str] | None = None) -> str:
        """Give text with every name replaced by a role; all other text stays as it is, sign for sign.

        With `only` no names are replaced but those that are, or may be, these people's.
        """
        found = self._find(text)
        if only is not None:
            found = [each for each in found if any(self.people[number] in only for number in each[2])]
        if not found:
            return text
        out: list[str] = []
        done = 0
        for start, end, people in found:
            said = self._roles[next(iter(people))] if len(people) == 1 else COLLEAGUE
            if only is not None and all(self.people[number] in only for number in people):
                # Somebody who was called otherwise before is still one.
                said = self._roles[min(people)]
            if _LINKED.search(text, start, end):
                said = f"a link that names {said}"
            before = "".join(out[-1:]) + text[done:start]
            if not before.strip() or before.rstrip().endswith((".", "!", "?")):
                said = sentence_case(said)
            out += [text[done:start], said]
            done = end
            rest, places = fold(text[end : end + 8])
            owned = _POSSESSIVE.match(rest)
            if owned is not None and said.endswith("s"):
                out.append(text[end : end + places[1]])
                done = end + places[2]
        return "".join((*out, text[done:]))

    def title(self, text: str, name: str = "") -> str:
        """Give a role title on one line without its owner's name, and with the names of others replaced.

        A word that is ordinary stays there unless it is the owner's: it is more likely a part of the work.
        """
        said = without_name(text, name, self._client)
        out: list[str] = []
        done = 0
        for start, end, people in self._find(said, WORDS):
            words = self._roles[next(iter(people))] if len(people) == 1 else COLLEAGUE
            out += [said[done:start], words]
            done = end
        return "".join((*out, said[done:]))

    def found(self, text: str, careful: bool = False) -> frozenset[str]:
        """The names of everybody who is, or may be, named in a text.

        When `careful`, not by an ordinary word or a German noun alone, nor by a log-in name without an @.
        """
        doubtful = WORDS | NOUNS if careful else _NOTHING
        return frozenset(
            self.people[number] for _, _, people in self._find(text, doubtful) for number in people
        )

    def needles(self, only: Collection[str]) -> Needles:
        """What a text that names one of these people holds at least one of."""
        mine = {number for number, name in enumerate(self.people) if name in only}
        said = [
            max(form, key=len)
            for listed in self._forms.values()
            for form, meaning in listed.items()
            if not mine.isdisjoint(meaning.people)
        ]
        # Between its words there may be any space, or none.
        said += [
            max(key.split(), key=len) for key, people in self._inside.items() if not mine.isdisjoint(people)
        ]
        said += [key for key, people in self._addressed.items() if not mine.isdisjoint(people)]
        return Needles(said)

    def _find(
        self, text: str, doubtful: Set[str] = _NOTHING, linked: bool = False
    ) -> list[tuple[int, int, set[int]]]:
        """Where names stand in a text, from left to right and never one inside another, and whose they may be.

        A word that is `doubtful` is no name by itself. What is `linked` is what a link says already.
        """
        if not self.people or not text:
            return []
        folded, places = fold(text)
        found: list[tuple[int, int, set[int]]] = []
        if self._pattern is not None and _UNSPACED.search(folded):
            found = [
                (*span(m.start(), m.end(), places), self._inside[bare(m.group())])
                for m in self._pattern.finditer(folded)
            ]
            if self._polite is not None:
                taken = {place for start, end, _ in found for place in range(start, end)}
                parts = [
                    (*span(m.start(), m.end(), places), self._addressed[m.group()])
                    for m in self._polite.finditer(folded)
                ]
                found += [each for each in parts if taken.isdisjoint(range(each[0], each[1]))]
                found.sort(key=lambda each: each[0])
        if not self._forms.keys().isdisjoint(WORD.findall(folded)):
            tokens = list(WORD.finditer(folded))
            found = beside(found, self._by_words(text, folded, places, doubtful, tokens))
        inner = pieces(text, folded, places)
        if inner is not None and not self._forms.keys().isdisjoint(each.group() for each in inner[0]):
            found = beside(found, self._by_words(text, folded, places, doubtful, *inner))
        if not linked:
            for start, end, said in links(text):
                met = [each[2] for each in found if each[0] < end and start < each[1]]
                more = [each[2] for one in said for each in self._find(one, doubtful, linked=True)]
                people = set[int]().union(*met, *more)
                if people:
                    found = around(found, start, end, people)
            found.sort(key=lambda each: each[0])
        return joined([each for each in found if each[2]], text)

    def _by_words(
        self,
        text: str,
        folded: str,
        places: Sequence[int],
        doubtful: Set[str],
        tokens: Sequence[re.Match[str]],
        parts: frozenset[int] = frozenset(),
    ) -> list[tuple[int, int, set[int]]]:
        """Names of words that stand in a text, and with nobody's number words that stay.

        With `parts`, which says where parts of longer words begin, only names that have such a part.
        """
        words = [each.group() for each in tokens]
        said = Said(text, folded, places, doubtful)
        found: list[tuple[int, int, set[int]]] = []
        at = 0
        while at < len(tokens):
            best: tuple[int, int, Meaning] | None = None
            length = 0
            for form, meaning in self._forms.get(words[at], {}).items():
                end = at + len(form)
                if len(form) <= length or tuple(words[at:end]) != form:
                    continue
                if parts and not may_be_part(tokens[at:end], parts):
                    continue
                lies = span(tokens[at].start(), tokens[end - 1].end(), places)
                if meaning.keep or fits(meaning, tokens[at:end], said):
                    best, length = (*lies, meaning), len(form)
            if best is None:
                at += 1
                continue
            found.append((best[0], best[1], best[2].people))
            at += length
        return found


def redact(text: str, names: Mapping[str, str]) -> str:
    """Give text with the names of people, which `names` maps to their roles, replaced as `Names` says."""
    return Names(Person(name, role) for name, role in names.items()).redact(text)


def without_name(text: str, name: str, stays: Collection[str] = ()) -> str:
    """Give text on one line without a person's name, whole or in its parts; a part that `stays` only with the others."""
    said = " ".join(text.split())
    whole = " ".join(name.split())
    if not whole:
        return said
    found = re.sub(re.escape(whole), "", said, flags=re.IGNORECASE)
    for part in (whole.replace(" ", ""), *whole.split()):
        if part.casefold() in TRADES or fold(part)[0] in stays:
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
