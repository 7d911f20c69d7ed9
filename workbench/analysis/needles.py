"""Whether a long text can name somebody at all: quick, and true too often rather than too seldom."""

from __future__ import annotations

import re
from collections.abc import Iterable

from workbench.analysis.spelling import SHORTEST, folded

_ENCODED = re.compile(r"%[0-9a-f]{2}")


class Needles:
    """What at least one of must be in a text that names somebody, all folded; short ones as words of their own."""

    def __init__(self, said: Iterable[str]) -> None:
        known = sorted({each for each in said if each}, key=len)
        short = [each for each in known if len(each) < SHORTEST and each.isascii()]
        self._parts: list[str] = []
        for each in known:
            if each not in short and not any(part in each for part in self._parts):
                self._parts.append(each)
        alone = "|".join(map(re.escape, short))
        self._alone = re.compile(f"(?<![a-z0-9])(?:{alone})(?![a-z0-9])") if short else None

    def may_be_in(self, text: str) -> bool:
        """Whether to look closer; what is percent-encoded may say anything."""
        plain = folded(text)
        return (
            any(each in plain for each in self._parts)
            or (self._alone is not None and self._alone.search(plain) is not None)
            or ("%" in plain and _ENCODED.search(plain) is not None)
        )
