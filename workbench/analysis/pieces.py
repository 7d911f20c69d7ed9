"""Names inside longer words and inside links: 'quillfeather2', 'minutesQuillfeather', 'Zebedee%20Quillfeather.docx'."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from workbench.analysis.spelling import WORD

# What is rare comes first in both: they are searched for in every text there is.
_FIGURE_BESIDE_LETTER = re.compile(r"\d(?:(?=[^\W\d_])|(?<=[^\W\d_]\d))")
# Letters beyond A to Z have no cheap sign of being large: they are looked at one by one.
_HUMP = re.compile(r"[^\x00-@\[-\x7f](?:(?<=[^\W\d_A-Z].)|(?<=[A-Z].)(?=[^\W\d_A-Z]))")
_RUNS = re.compile(r"\d+|\D+")
# 'McDonald' is no Donald.
_SONS = frozenset(("mc", "mac"))
_HEX = re.compile(r"[0-9a-f]{7,}")
_CHUNK = re.compile(r"[^\s<>\"]+")
_ENCODED = re.compile(r"%[0-9A-Fa-f]{2}")
_ENCODED_BYTE = re.compile(rb"%([0-9A-Fa-f]{2})")
_SCHEME = frozenset("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789+.-")
_AFTER_LINK = ".,;:!?)]}'’"
_TIMES_ENCODED = 3


def pieces(
    text: str, folded: str, places: Sequence[int]
) -> tuple[list[re.Match[str]], frozenset[int]] | None:
    """The words of a text parted also between letters and figures and before capitals; and where parts begin.

    Nothing where no word has parts. A commit's or checksum's figures stay one word.
    """
    if not (_FIGURE_BESIDE_LETTER.search(folded) or _HUMP.search(text)):
        return None
    tokens: list[re.Match[str]] = []
    parted: set[int] = set()
    for word in WORD.finditer(folded):
        cuts = _cuts(word, text, places)
        if len(cuts) < 2:
            tokens.append(word)
            continue
        ends = [*cuts[1:], word.end()]
        parts = [WORD.match(folded, start, end) for start, end in zip(cuts, ends, strict=True)]
        tokens += [each for each in parts if each is not None]
        parted.update(cuts)
    return (tokens, frozenset(parted)) if parted else None


def _cuts(word: re.Match[str], text: str, places: Sequence[int]) -> list[int]:
    """Where the parts of a word begin."""
    said = word.group()
    first = word.start()
    typed = text[places[first] : places[word.end() - 1] + 1]
    if typed.isalpha() and (typed.islower() or typed[1:].islower()):
        return [first]
    # The figures of a checksum are not typed in large and small letters both.
    one_case = typed.islower() or typed.isupper()
    if one_case and _HEX.fullmatch(said) and len(_RUNS.findall(said)) > 2:
        return [first]
    cuts: list[int] = []
    for run in _RUNS.finditer(said):
        begin, end = first + run.start(), first + run.end()
        cuts.append(begin)
        typed = text[places[begin] : places[end - 1] + 1]
        if typed.islower() or typed.istitle() or typed.isupper() or run.group()[0].isdigit():
            continue
        for at in range(begin + 1, end):
            if places[at] == places[at - 1] or not text[places[at]].isupper():
                continue
            after = text[places[at + 1]] if at + 1 < end else ""
            hump = not text[places[at - 1]].isupper() or after.islower()
            if hump and said[cuts[-1] - first : at - first] not in _SONS:
                cuts.append(at)
    return cuts


def links(text: str) -> Iterator[tuple[int, int, tuple[str, ...]]]:
    """Every link and everything percent-encoded: where it stands, and what else it may say when decoded."""
    if "://" not in text and "%" not in text:
        return
    for chunk in _CHUNK.finditer(text):
        said = chunk.group()
        start = _link_start(said)
        if start < 0 and not _ENCODED.search(said):
            continue
        said = said[max(start, 0) :].rstrip(_AFTER_LINK)
        begin = chunk.start() + max(start, 0)
        if said:
            yield begin, begin + len(said), _decoded(said)


def _link_start(said: str) -> int:
    """Where the scheme of a link begins; -1 where there is none."""
    at = said.find("://")
    if at < 0:
        return -1
    while at > 0 and said[at - 1] in _SCHEME:
        at -= 1
    return at


def _decoded(said: str) -> tuple[str, ...]:
    """What a link says, in either of the two encodings links are written in."""
    found: dict[str, None] = {}
    for code in ("utf-8", "latin-1"):
        now = said
        for _ in range(_TIMES_ENCODED):
            if not _ENCODED.search(now):
                break
            now = _ENCODED_BYTE.sub(_byte, now.encode("utf-8", "replace")).decode(code, "replace")
        if now != said:
            found[now] = None
    return tuple(found)


def _byte(found: re.Match[bytes]) -> bytes:
    return bytes.fromhex(found[1].decode())
