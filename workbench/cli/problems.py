"""How a command ends badly: one line each, and a status; and what a terminal is spared."""

from __future__ import annotations

import json


class Refused(Exception):
    """Wrong use or bad input: status 2, one line."""


class Failed(Exception):
    """The job could not be done: status 1, one line."""


def plain(text: str) -> str:
    """Keep control characters of what users wrote away from a terminal."""
    return "".join(sign if sign.isprintable() else "\N{REPLACEMENT CHARACTER}" for sign in text)


def print_json(value: object) -> None:
    """Print JSON that every reader can read, letters as they are."""
    print(json.dumps(value, ensure_ascii=False, indent=2))
