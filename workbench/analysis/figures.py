"""How a figure is printed: rounded once, at the very end, halves away from zero as people do."""

from __future__ import annotations

import math
from decimal import Decimal
from fractions import Fraction

MINUS = "−"
_LEAST = 1e-9


def _parts(value: Fraction | float, per: int) -> int:
    exact = Fraction(value) * per
    return int(exact + Fraction(1, 2)) if exact >= 0 else -int(-exact + Fraction(1, 2))


def tenths(value: Fraction | float) -> int:
    """Round to tenths, as a whole number of them; halves round away from zero, as people do."""
    return _parts(value, 10)


def one_decimal(value: Fraction | float | None, missing: str = "–") -> str:
    """Print an index: one decimal and a true minus sign, a dash where there is none."""
    if value is None:
        return missing
    rounded = tenths(value)
    sign = MINUS if rounded < 0 else ""
    return f"{sign}{abs(rounded) // 10}.{abs(rounded) % 10}"


def two_decimals(value: Fraction | float | None, missing: str = "–") -> str:
    """Print a measure of agreement: two decimals and a true minus sign, a dash where there is none."""
    if value is None:
        return missing
    rounded = _parts(value, 100)
    sign = MINUS if rounded < 0 else ""
    return f"{sign}{abs(rounded) // 100}.{abs(rounded) % 100:02}"


def per_cent(share: Fraction | float) -> str:
    """Print a share of 0..1 as whole per cent."""
    return f"{_parts(share, 100)}%"


def amount(value: float) -> str:
    """A measured figure as short as it can be said: 412, 2.5, 1,200."""
    if abs(value) >= 1e15:
        return f"{value:.3g}".replace("-", MINUS)
    text = f"{value:,.2f}"
    missing = 100 - abs(value)
    if text.endswith("100.00") and missing > _LEAST:
        # 99.995 per cent is not all of it: nines are kept as far as they go.
        text = f"{value:.{1 - math.floor(math.log10(missing))}f}"
    return text.rstrip("0").rstrip(".").replace("-", MINUS)


def as_typed(value: float) -> str:
    """A figure with every digit that was typed, thousands grouped: 99.995, 1,234.5."""
    text = f"{Decimal(repr(float(value))):,f}"
    return (text.rstrip("0").rstrip(".") if "." in text else text).replace("-", MINUS)
