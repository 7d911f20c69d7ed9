"""Refusals of wrong arguments, each one sentence that names the argument."""

from __future__ import annotations

import math
from collections.abc import Iterable
from fractions import Fraction
from typing import TypeGuard

Number = int | float | Fraction


def _is_finite(value: object) -> TypeGuard[Number]:
    if isinstance(value, bool):
        return False
    return isinstance(value, (int, Fraction)) or (isinstance(value, float) and math.isfinite(value))


def require_number(name: str, value: object) -> Number:
    """Give a finite number back; bools and strings are none.

    Raises:
        ValueError: naming the argument.
    """
    if not _is_finite(value):
        raise ValueError(f"{name} must be a finite number, not {value!r}.")
    return value


def require_float(name: str, value: object) -> float:
    """Give a finite number back as a float.

    Raises:
        ValueError: naming the argument.
    """
    try:
        return float(require_number(name, value))
    except OverflowError:
        raise ValueError(f"{name} must be a finite number, not one this large.") from None


def require_not_negative(name: str, value: object) -> float:
    """Give a number of 0 or more back as a float.

    Raises:
        ValueError: naming the argument.
    """
    found = require_float(name, value)
    if found < 0:
        raise ValueError(f"{name} must be 0 or more, not {value!r}.")
    return found


def require_whole(name: str, value: object, low: int, high: int | None = None) -> int:
    """Give a whole number from `low` (to `high`) back.

    Raises:
        ValueError: naming the argument and its range.
    """
    reach = f"of {low} or more" if high is None else f"from {low} to {high}"
    if (
        not isinstance(value, int)
        or isinstance(value, bool)
        or value < low
        or (high is not None and value > high)
    ):
        raise ValueError(f"{name} must be a whole number {reach}, not {value!r}.")
    return value


def require_list(name: str, values: object) -> Iterable[object]:
    """Give something that can be gone through back; a string is none.

    Raises:
        ValueError: naming the argument.
    """
    if isinstance(values, str | bytes) or not isinstance(values, Iterable):
        raise ValueError(f"{name} must be a list, not {values!r}.")
    return values  # pyright: ignore[reportUnknownVariableType]
