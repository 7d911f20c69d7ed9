"""What every stored thing has in common: an id that never changes and a version that always does."""

from __future__ import annotations

import uuid
from dataclasses import dataclass


def new_id() -> str:
    """Make an id that is unique across workspaces, machines and imports."""
    return uuid.uuid4().hex


@dataclass(frozen=True, slots=True, kw_only=True)
class Entity:
    """A stored thing: `id` survives rename, merge and re-import; `version` grows with every write.

    `version` 0 means 'not stored yet'; the store refuses a write that is not based on the stored version.
    """

    id: str
    version: int = 0


def require(condition: bool, sentence: str) -> None:
    """Refuse a wrong value with one sentence that says what is wrong.

    Raises:
        ValueError: with `sentence`, when `condition` is false.
    """
    if not condition:
        raise ValueError(sentence)


def require_step(name: str, value: object, low: int, high: int) -> None:
    """Refuse a step outside its scale; `None` means 'not rated yet' and is allowed."""
    if value is None:
        return
    fits = isinstance(value, int) and not isinstance(value, bool) and low <= value <= high
    require(fits, f"{name} must be a whole number from {low} to {high}, not {value!r}.")
