"""How much is gone through: a few cases spread over all of them, or every one."""

from __future__ import annotations

import os
from collections.abc import Sequence
from typing import TypeVar

T = TypeVar("T")
TIER = os.environ.get("SRE_RELIABILITY", "quick")
"""'quick' or 'full'."""
FULL = TIER == "full"


def spread(items: Sequence[T], quick: int, full: int | None = None) -> list[T]:
    """So many evenly spread, the first and the last among them where there are two; in full all of them, or up to `full`."""
    most = (len(items) if full is None else full) if FULL else quick
    if len(items) <= most:
        return list(items)
    if most == 1:
        return [items[len(items) // 2]]
    step = (len(items) - 1) / (most - 1)
    return [items[round(number * step)] for number in range(most)]


def many(quick: int, full: int) -> int:
    """How many to make of something there is no end of."""
    return full if FULL else quick
