"""The embedded fonts: registered when first needed, with a fallback for every character."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from functools import cache, lru_cache
from importlib import resources
from io import BytesIO

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont

_FILES = {
    ("sans", 400): "WorkbenchSans-Regular",
    ("sans", 500): "WorkbenchSans-Medium",
    ("sans", 600): "WorkbenchSans-SemiBold",
    ("serif", 400): "WorkbenchSerif-Regular",
    ("serif", 500): "WorkbenchSerif-Medium",
    ("serif", 600): "WorkbenchSerif-SemiBold",
    ("mono", 400): "WorkbenchMono-Regular",
    ("mono", 500): "WorkbenchMono-Medium",
}
# The large one comes last, so that it is read only for what no other has.
_FALLBACK = (
    "NotoSans-Regular",
    "DejaVuSans",
    "NotoSansThai-Regular",
    "NotoSansKR-Regular",
    "NotoSansSC-Regular",
)
FIRST = _FILES["sans", 400]
"""The font a canvas begins with, so that no page names another."""

# Marks that turn the order of letters around: drawn, they would make a reader see other words than were typed.
_HIDDEN = re.compile("[\u202a-\u202e\u2066-\u2069\u200e\u200f\u061c\ufeff]")
_RIGHT_TO_LEFT = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff]")
_ARABIC = re.compile("[\u0600-\u06ff\u0750-\u077f\u08a0-\u08ff]")
_COMBINING = re.compile("[\u0300-\u036f]")
_REGIONS = 0x1F1E6
_OPEN, _CLOSE = "([{<«‹≤⟨「『【〈《〔", ")]}>»›≥⟩」』】〉》〕"
_MIRRORED = {**dict(zip(_OPEN, _CLOSE, strict=True)), **dict(zip(_CLOSE, _OPEN, strict=True))}
_TURNING = re.compile(f"[{re.escape(_OPEN + _CLOSE)}]")
# A mark nobody types: it stays behind its sign, so that it stands before it where the line runs from right to left.
_TRACE = "\U000e01ef"
_TURNED = re.compile(f"{_TRACE}({_TURNING.pattern})|({_TURNING.pattern}){_TRACE}")
_JOINING = "\u200d\ufe0e\ufe0f"
_PICTURE = "[\u2190-\u2bff\U0001f000-\U0001f1e5\U0001f200-\U0001faff][\U0001f3fb-\U0001f3ff]?[\ufe0e\ufe0f]?"
_EMOJI = re.compile(f"(?P<flag>[\U0001f1e6-\U0001f1ff]{{2}})|{_PICTURE}(?:\u200d{_PICTURE})*")

VISUAL = "visual"
"""The key of a text mark whose line has been shaped already."""

Run = tuple[str, str]
"""A font's name and the text to draw with it."""


@cache
def load(name: str) -> TTFont:
    """Read and register a font from our resources."""
    data = resources.files("resources").joinpath("fonts", f"{name}.ttf").read_bytes()
    font = TTFont(name, BytesIO(data))
    pdfmetrics.registerFont(font)
    return font


@cache
def widths(name: str) -> dict[int, float]:
    """The advance widths of a font in 1/1000 em by code point: what it covers, and how wide that is."""
    face = load(name).face
    # A glyph 0 is the empty box of a missing letter, and fonts map some control characters to nothing at all.
    return {
        code: width
        for code, width in face.charWidths.items()
        if face.charToGlyph.get(code) and code >= 0x20 and not 0x7F <= code < 0xA0
    }


def font_name(family: str, weight: int) -> str:
    """Which of our fonts stands for a family and weight."""
    return (
        _FILES.get((family, weight)) or _FILES[family if family in ("sans", "serif", "mono") else "sans", 400]
    )


def placeholder(sign: str) -> str:
    """What is printed for a character that no embedded font has: its name, or its number where it has none."""
    if name := unicodedata.name(sign, ""):
        return f"[{name.lower()}]"
    picture = {0x7F: 0x2421}.get(ord(sign), 0x2400 + ord(sign) if ord(sign) < 0x20 else 0)
    if picture and any(picture in widths(name) for name in _FALLBACK):
        return chr(picture)
    return f"[U+{ord(sign):04X}]"


@lru_cache(maxsize=4096)
def _font_of(sign: str, first: str) -> str:
    """The first font that has a character; '' where none has.

    Beyond the basic plane ReportLab cannot say which letter a glyph stands for, so nothing there counts as
    covered: the reader would see it and never find it.
    """
    code = ord(sign)
    if code > 0xFFFF or _HIDDEN.match(sign):
        return ""
    for name in (first, *_FALLBACK):
        if code in widths(name):
            return name
    return ""


def _cluster(match: re.Match[str]) -> str:
    """Signs that are joined to one picture as one placeholder: '[man + woman + girl]', '[flag DE]'."""
    signs = match.group()
    if all(_font_of(sign, FIRST) for sign in signs if sign not in _JOINING):
        return signs
    if match.group("flag"):
        return f"[flag {''.join(chr(ord(sign) - _REGIONS + ord('A')) for sign in signs)}]"
    said = " + ".join(
        ", skin ".join(
            unicodedata.name(sign, f"U+{ord(sign):04X}").lower().removeprefix("emoji modifier fitzpatrick ")
            for sign in part
            if sign not in _JOINING
        )
        for part in signs.split("\u200d")
    )
    return f"[{said}]"


def printable(text: str) -> str:
    """Text with every character no font has replaced by its placeholder; line breaks and tabs stay."""
    if text.isascii() and text.isprintable():
        return text
    return _printable(text) if len(text) <= 500 else _printable.__wrapped__(text)


@lru_cache(maxsize=4096)
def _printable(text: str) -> str:
    if _COMBINING.search(text):
        # No font sets a mark on its letter by itself; the letter that holds both says the same.
        text = unicodedata.normalize("NFC", text)
    text = _EMOJI.sub(_cluster, text.replace("\r\n", "\n").replace("\r", "\n"))
    return "".join(sign if sign in "\n\t" or _font_of(sign, FIRST) else placeholder(sign) for sign in text)


def is_right_to_left(text: str) -> bool:
    """Whether the first letter with a direction runs right to left."""
    if text.isascii():
        return False
    for sign in text:
        kind = unicodedata.bidirectional(sign)
        if kind in ("R", "AL"):
            return True
        if kind == "L":
            return False
    return False


@cache
def _joining() -> Callable[[str], str]:
    """What puts Arabic letters in their joined forms and keeps the marks on them."""
    from arabic_reshaper import ArabicReshaper

    found: Callable[[str], str] = ArabicReshaper({"delete_harakat": False, "delete_tatweel": False}).reshape
    return found


def shaped(line: str, right_to_left: bool | None = None) -> str:
    """One line in the order and the letter forms it is drawn with."""
    if line.isascii() or not _RIGHT_TO_LEFT.search(line):
        return line
    # Imported here: few reports hold Arabic or Hebrew, and the tables take time to load.
    from bidi import get_display

    if _ARABIC.search(line):
        line = _joining()(line)
    base = is_right_to_left(line) if right_to_left is None else right_to_left
    # The library orders signs and leaves it to us to mirror brackets (rule L4).
    marked = _TURNING.sub(rf"\g<0>{_TRACE}", line)
    return _TURNED.sub(_mirrored, str(get_display(marked, base_dir="R" if base else "L")))


def _mirrored(match: re.Match[str]) -> str:
    turned, kept = match.groups()
    return _MIRRORED[turned] if turned else kept


def reads_other(text: str) -> bool:
    """Whether a line is drawn in another order than it is read in."""
    return not text.isascii() and _RIGHT_TO_LEFT.search(text) is not None


@lru_cache(maxsize=32768)
def runs(text: str, family: str, weight: int, visual: bool = False) -> tuple[tuple[Run, ...], float]:
    """Split one line by font; gives the runs and their width in 1/1000 em.

    `visual` says that the line has been shaped, so that its letters stand as they are drawn.
    """
    first = font_name(family, weight)
    known = widths(first)
    try:
        return ((first, text),), sum([known[ord(sign)] for sign in text])
    except KeyError:
        pass
    parts: list[list[str]] = []
    total = 0.0
    said = printable(text.replace("\n", " ").replace("\t", "    "))
    for sign in said if visual else shaped(said):
        name = first if ord(sign) in known else _font_of(sign, first) or first
        total += widths(name).get(ord(sign), 500)
        if parts and parts[-1][0] == name:
            parts[-1].append(sign)
        else:
            parts.append([name, sign])
    return tuple((part[0], "".join(part[1:])) for part in parts), total


def width(text: str, size: float, weight: int = 400, family: str = "sans") -> float:
    """How wide one line is drawn."""
    return runs(text, family, weight)[1] * size / 1000
