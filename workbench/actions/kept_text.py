"""What a kept file says where it is plain text, in whichever of the usual encodings; nothing where it is none."""

from __future__ import annotations

import re
from codecs import BOM_UTF16_BE, BOM_UTF16_LE
from collections.abc import Iterator
from contextlib import suppress

from workbench.actions.escapes import made_whole, unescaped, unquoted

_APART = re.compile(r"\W")
_CONTROL = bytes(each for each in range(32) if each not in b"\t\n\f\r\x1b")
_BLOCK = 20_000
# Longer than any name, so that one over the edge of two blocks is whole in the second.
_OVERLAP = 400
_LONGEST_WORD = 1_000
# Each letter may be two or three bytes; one that makes no sense is a mistake, many are another encoding.
_EAST_ASIAN = ("gb18030", "cp932", "euc_jp", "cp949", "big5")
_ONE_BYTE = ("cp1252", "cp1250", "cp1251", "koi8-r")
_WRONG = "\ufffd"
_HEAD = 60_000
# Pictures and keys inside a text: in so many letters there is any short name by chance.
_PACKED = re.compile("(?<![A-Za-z0-9+/])[A-Za-z0-9+/]{60,}={0,2}")
# Signs of the scripts in use: what is no UTF-16 has others as well.
_USUAL = re.compile(
    "[\t\n\f\r -\u052f\u0590-\u06ff\u0900-\u0dff\u0e00-\u0eff\u10a0-\u11ff\u1e00-\u1fff\u2000-\u206f\u20a0-\u20bf\u3000-\u30ff"
    "\u4e00-\u9fff\uac00-\ud7a3\uff00-\uffee\ufeff]+"
)


def blocks(data: bytes) -> Iterator[str]:
    """The text in a file, in stretches that overlap and begin and end between words.

    Where nothing says which encoding it is in, it is read in every one in which it makes sense. What is escaped, or
    parted by tags and ends of lines, comes once more, as it reads.
    """
    for read in _in_full(data):
        for text in _readings(read):
            for block in _cut(text):
                yield block
                plain = unescaped(block)
                if plain != block:
                    yield plain
                whole = made_whole(plain)
                if whole != plain:
                    yield whole


def _in_full(data: bytes) -> Iterator[bytes]:
    """The content as it lies there, and once more without the figures and broken lines of mails."""
    yield data
    plain = unquoted(data)
    if plain != data and any(_readings(data)):
        yield plain


def _cut(text: str) -> Iterator[str]:
    text = _PACKED.sub(_words_alone, text)
    at = 0
    while at < len(text):
        end = _between(text, at + _BLOCK)
        yield text[at:end]
        at = end if end == len(text) else _between(text, end - _OVERLAP)


def _words_alone(found: re.Match[str]) -> str:
    said = found.group()
    packed = any(each.isdigit() for each in said) and not (said.islower() or said.isupper())
    return " " if packed else said


def _between(text: str, place: int) -> int:
    """The next place between words; in what has none, such as one long row of letters, the place itself."""
    if place >= len(text):
        return len(text)
    found = _APART.search(text, place, place + _LONGEST_WORD)
    return found.start() if found else place


def _readings(data: bytes) -> Iterator[str]:
    """What a file says in each encoding it may be in; nothing where it is no text."""
    code = _utf_16(data)
    if code:
        yield data.decode(code, "replace")
        return
    plain = data.translate(None, _CONTROL)
    if len(data) - len(plain) > len(data) // 100:
        yield from _without_mark(data)
        if len(plain) > len(data) // 2:
            # A log with signs for a terminal in it; nothing else of such a kind is UTF-8.
            with suppress(UnicodeDecodeError):
                yield plain.decode("utf-8")
        return
    try:
        yield data.decode("utf-8-sig")
    except UnicodeDecodeError:
        yield from _without_mark(data)
        for code in ("utf-8", *_EAST_ASIAN):
            if _makes_sense(data[:_HEAD], code) and _makes_sense(data, code):
                yield data.decode(code, "replace")
        yield from (data.decode(code, "replace") for code in _ONE_BYTE)


def _without_mark(data: bytes) -> Iterator[str]:
    """A text in UTF-16 of other scripts than Latin, which has few zeros that would tell."""
    for code in ("utf-16-le", "utf-16-be"):
        if _is_usual(data[:_HEAD].decode(code, "replace")) and _is_usual(
            said := data.decode(code, "replace")
        ):
            yield said


def _makes_sense(data: bytes, code: str) -> bool:
    return data.decode(code, "replace").count(_WRONG) <= len(data) // 1000 + 1


def _is_usual(text: str) -> bool:
    return len(_USUAL.sub("", text)) <= len(text) // 50


def _utf_16(data: bytes) -> str:
    """The kind of UTF-16 a file is in, said by its first two bytes or by where its zeros are; '' for none."""
    if data.startswith((BOM_UTF16_LE, BOM_UTF16_BE)):
        return "utf-16"
    even, odd = data[::2].count(0), data[1::2].count(0)
    # Spaces and line ends alone make a tenth of a text in any script.
    many = len(data) // 20
    if odd > many and odd > 4 * even:
        return "utf-16-le"
    return "utf-16-be" if even > many and even > 4 * odd else ""
