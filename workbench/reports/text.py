"""Breaks text of any length and script into lines, in time that grows with its length alone."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache

from workbench.charts.figure import Anchor, Text
from workbench.reports import fonts

_EAST = "\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff\uff00-\uffef"
_PARTS = re.compile(rf"[{_EAST}]|[^\s{_EAST}]+|\s+")
# What must not begin a line in Chinese and Japanese.
_CLOSING = frozenset("、。，．：；！？）〕】》」』”’·…ーぁぃぅぇぉっゃゅょァィゥェォッャュョ")
_TAB = "    "
_CODE = 7
"""Up to this many letters a word in a cell counts as a code."""
_SMALLER = 0.8


@dataclass(frozen=True, slots=True)
class Style:
    """How text is set: size and line distance in points, and the theme's tokens."""

    size: float
    leading: float
    weight: int = 400
    family: str = "sans"
    color: str = "ink"

    def measure(self, text: str) -> float:
        """How wide one line is."""
        return fonts.width(text, self.size, self.weight, self.family)


BODY = Style(9.3, 13.4, color="ink2")
TABLE = Style(8.5, 11.6)
TABLE_SOFT = Style(8.5, 11.6, color="ink2")
STRONG = Style(8.5, 11.6, 600)
HEAD = Style(7.8, 11, 500, color="ink3")
CAPTION = Style(7.5, 10.4, color="ink3")
LABEL = Style(8.2, 11.4, color="ink3")
SECTION = Style(10.2, 14, 600)
FINDING = Style(19.5, 24.6, 500, "serif")
LEAD = Style(10.2, 14.4, color="ink2")
QUOTE = Style(8.6, 11.8, 400, "serif", "ink2")


@lru_cache(maxsize=65536)
def _units(text: str, weight: int, family: str) -> float:
    return fonts.runs(text, family, weight)[1]


def _words(paragraph: str) -> Iterator[str]:
    """Words, single East Asian letters and stretches of space, as the places a line can break between."""
    held = ""
    for match in _PARTS.finditer(paragraph):
        part = match.group()
        if held and part in _CLOSING:
            held += part
            continue
        if held:
            yield held
        held = part
    if held:
        yield held


def _cut(word: str, room: float, style: Style) -> Iterator[str]:
    """Cut a word wider than a line by character."""
    start, used = 0, 0.0
    for at, sign in enumerate(word):
        wide = _units(sign, style.weight, style.family)
        # A mark stays with the letter it stands on.
        if used + wide > room and at > start and unicodedata.category(sign) not in ("Mn", "Mc", "Me"):
            yield word[start:at]
            start, used = at, 0.0
        used += wide
    yield word[start:]


def _break(paragraph: str, room: float, style: Style) -> Iterator[str]:
    parts: list[str] = []
    used = 0.0
    for word in _words(paragraph):
        wide = _width(word, style)
        if used + wide <= room or (word.isspace() and parts):
            parts.append(word)
            used += wide
            continue
        if parts:
            yield "".join(parts).rstrip()
            parts, used = [], 0.0
        if word.isspace():
            continue
        if wide <= room:
            parts, used = [word], wide
            continue
        pieces = list(_cut(word, room, style))
        yield from pieces[:-1]
        parts, used = [pieces[-1]], _width(pieces[-1], style)
    yield "".join(parts).rstrip()


def _width(word: str, style: Style) -> float:
    # A very long word is measured once and never again, so it stays out of the cache.
    if len(word) > 200:
        return sum(_units(sign, style.weight, style.family) for sign in word)
    return _units(word, style.weight, style.family)


@dataclass(frozen=True, slots=True)
class Line:
    """One broken line; `rtl` when its paragraph runs right to left."""

    text: str
    rtl: bool = False


def break_lines(text: str, width: float, style: Style) -> list[Line]:
    """Break text into lines of a width in points; line breaks stay, and no character is lost."""
    room = max(width, style.size) * 1000 / style.size
    lines: list[Line] = []
    for paragraph in fonts.printable(text).replace("\t", _TAB).split("\n"):
        rtl = fonts.is_right_to_left(paragraph)
        lines += [Line(line, rtl) for line in _break(paragraph, room, style)]
    while len(lines) > 1 and not lines[-1].text:
        lines.pop()
    return lines


def set_lines(lines: list[Line], x: float, y: float, width: float, style: Style) -> list[Text]:
    """Marks for broken lines, the first at y; right-to-left paragraphs stand at the right edge."""
    base = y + style.size * 0.36 + style.leading / 2
    return [
        mark(line, x, base + number * style.leading, width, style)
        for number, line in enumerate(lines)
        if line.text
    ]


def mark(line: Line, x: float, base: float, width: float, style: Style) -> Text:
    """One line as a mark."""
    said = fonts.shaped(line.text, line.rtl)
    at, anchor = (x + width, Anchor.END) if line.rtl else (x, Anchor.START)
    if said is line.text:
        return Text(at, base, said, style.size, style.weight, style.family, style.color, anchor)
    return Text(
        at, base, said, style.size, style.weight, style.family, style.color, anchor, fonts.VISUAL, line.text
    )


def code_style(text: str, width: float, style: Style) -> Style:
    """The style of a code such as 'T1234': a little smaller where it would break in two only for that."""
    if not 1 < len(text) <= _CODE or " " in text:
        return style
    share = width / max(1.0, style.measure(text))
    return replace(style, size=style.size * share) if _SMALLER <= share < 1 else style


def single(text: str, width: float, style: Style) -> str:
    """Text on one line, cut with an ellipsis where it must be."""
    said = fonts.printable(" ".join(text[:1000].split()))
    if style.measure(said) <= width:
        return said
    while said and style.measure(said + "…") > width:
        said = said[
            : max(0, min(len(said) - 1, int(len(said) * width / max(1.0, style.measure(said + "…")))))
        ]
    return said.rstrip() + "…"
