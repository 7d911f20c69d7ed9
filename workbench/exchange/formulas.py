"""Text that a spreadsheet would take for a formula, made harmless in CSV and restored as it was."""

from __future__ import annotations

import re

# What spreadsheets begin a formula or a command with, full-width forms and leading space included; behind any
# number of apostrophes, so that taking one away always gives back what was there.
_RISKY = re.compile(
    r"'*[\s]*[=+\-@\N{FULLWIDTH EQUALS SIGN}\N{FULLWIDTH PLUS SIGN}\N{FULLWIDTH HYPHEN-MINUS}\N{FULLWIDTH COMMERCIAL AT}]|'*[\t\r\n]"
)
_GUARDED = re.compile(rf"'(?={_RISKY.pattern})")


def guarded(text: str) -> str:
    """Give text with an apostrophe before what would be a formula; `unguarded` takes it away again."""
    return f"'{text}" if _RISKY.match(text) else text


def unguarded(text: str) -> str:
    """Give text as it was before `guarded`."""
    return text[1:] if _GUARDED.match(text) else text
