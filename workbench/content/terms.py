"""Which terms of art stand in a text, so that each can be explained where it stands."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

from workbench.domain.content import Term

# A word goes on with letters, digits and '_', and with the marks that hang on letters (which are no letters to `re`;
# Indic blocks are taken whole, since their vowel signs are marks, too). Thai, Chinese, Japanese and their like run
# words together, so there every character stands for itself and a term may begin anywhere.
_RUN_TOGETHER = "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u2e80-\u2fdf\u3005-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
_MARKS = "\u0300-\u036f\u0483-\u0489\u0591-\u05c7\u0610-\u061a\u064b-\u065f\u0670\u0900-\u0963\u0966-\u0dff"
_WORD = re.compile(rf"(?:[^\W{_RUN_TOGETHER}]|[{_MARKS}])+|\S")

Glossary = tuple[Term, ...]


@dataclass(frozen=True, slots=True)
class _Form:
    """One way a term is written, word by word; `exact` where only these capitals will do."""

    term: Term
    words: list[str]
    exact: list[str] | None


def terms_in(text: str, glossary: Glossary) -> tuple[Term, ...]:
    """Find the terms that stand in a text as whole words, in order of first occurrence, each once.

    A term is found in any of its forms (`term` and `also`), in capitals or not; a form all in capitals only as
    it is written, since 'IT' is no 'it'. Where several begin at the same word the longest counts.
    """
    forms = _by_first_word(glossary)
    written = _words(text)
    folded = [word.casefold() for word in written]
    found: dict[str, Term] = {}
    at = 0
    while at < len(folded):
        for form in forms.get(folded[at], ()):
            end = at + len(form.words)
            if folded[at:end] == form.words and form.exact in (None, written[at:end]):
                found.setdefault(form.term.term, form.term)
                at = end
                break
        else:
            at += 1
    return tuple(found.values())


def _words(text: str) -> list[str]:
    return _WORD.findall(unicodedata.normalize("NFC", text))


@lru_cache(maxsize=8)
def _by_first_word(glossary: Glossary) -> dict[str, list[_Form]]:
    """Give the forms of a glossary by their first word, the longest first."""
    forms: dict[str, list[_Form]] = {}
    for term in glossary:
        for written in (term.term, *term.also):
            words = _words(written)
            if words:
                folded = [word.casefold() for word in words]
                exact = words if written.isupper() else None
                forms.setdefault(folded[0], []).append(_Form(term, folded, exact))
    for listed in forms.values():
        listed.sort(key=lambda form: len(form.words), reverse=True)
    return forms
