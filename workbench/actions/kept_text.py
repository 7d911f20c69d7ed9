"""What a kept file says where it is plain text, in whichever of the usual encodings; nothing where it is none."""

from __future__ import annotations

import re
from codecs import BOM_UTF16_BE, BOM_UTF16_LE
from collections.abc import Iterator

_SPACE = re.compile(r"\s")
_CONTROL = bytes(each for each in range(32) if each not in b"\t\n\f\r\x1b")
_BLOCK = 20_000
# Longer than any name, so that one over the edge of two blocks is whole in the second.
_OVERLAP = 400


def blocks(data: bytes) -> Iterator[str]:
    """The text in a file, in stretches that overlap and begin and end between words."""
    text = _text(data)
    at = 0
    while at < len(text):
        end = _between(text, at + _BLOCK)
        yield text[at:end]
        at = end if end == len(text) else _between(text, end - _OVERLAP)


def _between(text: str, place: int) -> int:
    found = _SPACE.search(text, place)
    return found.start() if found else len(text)


def _text(data: bytes) -> str:
    code = _utf_16(data)
    if code:
        return data.decode(code, "replace")
    if len(data) - len(data.translate(None, _CONTROL)) > len(data) // 100:
        return ""
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("latin-1")


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
