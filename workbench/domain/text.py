"""What text the workbench accepts: everything a person can type, at any length."""

from __future__ import annotations

import re

# NUL ends a string in SQLite's own functions, and half a surrogate pair cannot be encoded at all.
_UNSTORABLE = re.compile("[\x00\ud800-\udfff]")
REPLACEMENT = "\N{REPLACEMENT CHARACTER}"


def storable(text: str) -> str:
    """Give the text with the few characters no file can hold replaced by a visible sign.

    Everything else, control characters included, stays exactly as typed.
    """
    return _UNSTORABLE.sub(REPLACEMENT, text)


def plural(count: int, one: str, many: str | None = None) -> str:
    """Say a count with its noun: `plural(1, 'risk')` is '1 risk', `plural(3, 'risk')` is '3 risks'."""
    return f"{count:,} {one if count == 1 else many or one + 's'}"


def whole_line(text: str) -> str:
    """Give text on one line, all of it: every run of white space becomes one space."""
    return " ".join(text.split())


def slug(*parts: str) -> str:
    """A file name any system takes, without its ending, from names people gave; '' when no letter is left."""
    words = (re.sub(r"[^\w]+", "-", part).strip("-_").lower()[:60] for part in parts)
    return "-".join(word for word in words if word)


def short(text: str, most: int = 48) -> str:
    """Give a name in one line and at most `most` characters, for a sentence that must stay readable."""
    line = " ".join(text.split())
    return line if len(line) <= most else line[: most - 1].rstrip() + "…"


_WORDS = (
    "no",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
)


def spelled(count: int) -> str:
    """Write a small whole number as a word, as a sentence would; larger ones in figures."""
    return _WORDS[count] if 0 <= count < len(_WORDS) else f"{count:,}"


def join_words(parts: list[str]) -> str:
    """Join words as a sentence does: 'a', 'a and b', 'a, b and c'."""
    if len(parts) < 2:
        return "".join(parts)
    return f"{', '.join(parts[:-1])} and {parts[-1]}"


def sentence_case(text: str) -> str:
    """Give the text with its first letter as a capital, the rest untouched."""
    return text[:1].upper() + text[1:]
