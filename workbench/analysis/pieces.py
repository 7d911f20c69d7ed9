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
# Full-width punctuation, as Chinese and Japanese texts have it after a link, is no part of any.
_CHUNK = re.compile('[^\\s<>"\u3000-\u3004\u3008-\u301f・（），．：；！？［］｛｝｟-･。、「」]+')
# Letters of languages without spaces, and Korean ones, that are no part of a path because nothing of one follows.
_LETTERS = "\u3005-\u3007\u3040-\u30fa\u30fc-\u30ff\u3400-\u9fff\uac00-\ud7a3\uf900-\ufaff\uff66-\uff9f"
_TEXT_AFTER = re.compile(
    f"(?:(?<![{_LETTERS}/=_-])[{_LETTERS}]|[\u3040-\u309f])(?![{_LETTERS}]{{0,60}}[/.=_%&?#-].)"
)
_TEXT_BEFORE = re.compile(f"[^{_LETTERS}]+")
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
    """Every link and everything percent-encoded: where it stands, and what else it may say when decoded.

    Either ends before full-width punctuation and before text that follows without a space, as in Japanese.
    """
    if "://" not in text and "%" not in text:
        return
    for chunk in _CHUNK.finditer(text):
        for begin, said in _links_in(chunk.group()):
            linked = said.rstrip(_AFTER_LINK)
            if linked:
                yield chunk.start() + begin, chunk.start() + begin + len(linked), _decoded(linked)


def _links_in(said: str) -> Iterator[tuple[int, str]]:
    """Links and what is percent-encoded in a stretch without spaces, and where each begins."""
    at = 0
    while (start := _link_start(said, at)) >= 0:
        after = _TEXT_AFTER.search(said, said.index("://", start) + 3)
        end = after.start() if after else len(said)
        yield from _encoded_in(said, at, start)
        yield start, said[start:end]
        at = end
    yield from _encoded_in(said, at, len(said))


def _encoded_in(said: str, start: int, end: int) -> Iterator[tuple[int, str]]:
    if "%" in said[start:end]:
        parts = _TEXT_BEFORE.finditer(said, start, end)
        yield from ((each.start(), each.group()) for each in parts if _ENCODED.search(each.group()))


def _link_start(said: str, least: int) -> int:
    """Where the scheme of the next link begins; -1 where there is none."""
    at = said.find("://", least)
    if at < 0:
        return -1
    while at > least and said[at - 1] in _SCHEME:
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
