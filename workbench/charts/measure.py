"""How wide text is in our own fonts, so that labels can be laid out without a screen or a page."""

from __future__ import annotations

import json
import re
from functools import cache
from importlib import resources
from typing import Any


@cache
def _fonts() -> dict[str, dict[str, Any]]:
    text = resources.files("resources").joinpath("fonts", "widths.json").read_text(encoding="utf-8")
    return json.loads(text)


# Beyond the table: wide for East Asian letters and emoji, average for the rest.
_WIDE = 1000
_FIRST_WIDE = "\u2e80"
_LETTERS = re.compile(
    r"[\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff\uff00-\uffef]|[^\s\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff\uff00-\uffef]+|\s+"
)


def _advance(font: dict[str, Any], sign: str) -> int:
    return font["widths"].get(sign, _WIDE if sign >= _FIRST_WIDE else font["default"])


@cache
def _table(weight: int, family: str) -> dict[str, int]:
    return _fonts()[f"{family}-{weight}"]["widths"]


def text_width(text: str, size: float, weight: int = 400, family: str = "sans") -> float:
    """The width of one line of text in the units of `size`."""
    known = _table(weight, family)
    try:
        return sum([known[sign] for sign in text]) * size / 1000
    except KeyError:
        font = _fonts()[f"{family}-{weight}"]
        return sum(_advance(font, sign) for sign in text) * size / 1000


def _fitting(text: str, width: float, size: float, weight: int, family: str) -> int:
    """How many of the first characters fit into a width."""
    font = _fonts()[f"{family}-{weight}"]
    room = width * 1000 / size
    for count, sign in enumerate(text):
        room -= _advance(font, sign)
        if room < 0:
            return count
    return len(text)


def shorten(text: str, width: float, size: float, weight: int = 400, family: str = "sans") -> str:
    """Cut text to a width, with an ellipsis where something was cut."""
    if _fitting(text, width, size, weight, family) == len(text):
        return text
    room = width - text_width("…", size, weight, family)
    return text[: _fitting(text, room, size, weight, family)].rstrip() + "…"


def wrap(
    text: str, width: float, size: float, weight: int = 400, family: str = "sans", most: int = 2
) -> list[str]:
    """Break text into at most `most` lines of a width, the last one shortened when it must be.

    Lines break at spaces and between East Asian letters; a word wider than a line breaks anywhere.
    """
    # Nothing beyond this can be shown, and a note of 100,000 characters must not be measured for it.
    narrowest = size / 8
    text = text[: int(most * width / narrowest) + 200]
    lines: list[str] = []
    rest = text.strip()
    while rest and len(lines) < most - 1:
        fits = _fitting(rest, width, size, weight, family)
        if fits == len(rest):
            break
        cut = 0
        for part in _LETTERS.finditer(rest):
            # A space may hang over the end of a line.
            if part.end() > fits and not (part.group().isspace() and part.start() <= fits):
                break
            cut = part.end()
        cut = cut or max(1, fits)
        lines.append(" ".join(rest[:cut].split()))
        rest = rest[cut:].lstrip()
    if rest:
        lines.append(shorten(" ".join(rest.split()), width, size, weight, family))
    return lines
