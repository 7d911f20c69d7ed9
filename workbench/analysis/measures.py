"""What a measured change comes to: before X, after Y, improvement Z (domain.md 4, 'X→Y→Z')."""

from __future__ import annotations

from workbench.analysis.checks import require_float, require_not_negative
from workbench.analysis.figures import amount

TIME_UNITS = frozenset(
    {
        "ms",
        "s",
        "sec",
        "secs",
        "second",
        "seconds",
        "min",
        "mins",
        "minute",
        "minutes",
        "h",
        "hr",
        "hrs",
        "hour",
        "hours",
        "day",
        "days",
        "week",
        "weeks",
        "month",
        "months",
    }
)
"""Units in which less is faster. 'Hours a month' is none of them: it is an amount of work."""


def _gain(before: object, after: object, lower_is_better: bool) -> tuple[float, float]:
    was, now = require_not_negative("before", before), require_float("after", after)
    return was, (was - now if lower_is_better else now - was)


def improvement(before: float, after: float, lower_is_better: bool = True) -> float | None:
    """Give Z: (X − Y) / X where lower is better, else (Y − X) / X; a fraction, positive when better.

    Returns:
        The fraction, or `None` when `before` is 0: then only the difference can be said.

    Raises:
        ValueError: for a `before` below 0, or an argument that is no finite number.
    """
    was, gain = _gain(before, after, lower_is_better)
    return gain / was if was else None


def improvement_per_cent(before: float, after: float, lower_is_better: bool = True) -> float | None:
    """Give the same in per cent, multiplied before it is divided: 42.5 % stays 42.5, where 100 · .425 might not.

    Raises:
        ValueError: as `improvement` does.
    """
    was, gain = _gain(before, after, lower_is_better)
    return 100 * gain / was if was else None


def times_faster(before: float, after: float) -> float | None:
    """Give how many times faster something has become: X / Y, 4.0 for 240 → 60; below 1 where it is slower.

    Returns:
        The quotient, or `None` when `after` or `before` is 0: no number of times leads there.

    Raises:
        ValueError: for a figure below 0, or none at all.
    """
    was, now = require_not_negative("before", before), require_not_negative("after", after)
    return was / now if was and now else None


def is_time(unit: str) -> bool:
    """Whether a unit measures how long something takes."""
    return unit.strip().lower().rstrip(".") in TIME_UNITS


def per_cent_words(per_cent: float | None, lower_is_better: bool = True) -> str:
    """Say an improvement in per cent as what the figure does: '75% less', '20% more'; '' for none.

    A worsening is said the same way: the figure went the other way.
    """
    if per_cent is None:
        return ""
    whole = f"{abs(per_cent):,.0f}%"
    if whole == "0%":
        return "no change" if per_cent == 0 else "under 1% change"
    return f"{whole} less" if (per_cent > 0) == lower_is_better else f"{whole} more"


def improvement_words(before: float, after: float, unit: str = "", lower_is_better: bool = True) -> str:
    """Say what became of a measure: '75% less, 4× faster', '20% more', or from 0 '12 releases more'.

    Only units of time are faster, see `TIME_UNITS`, and only where lower is better and it shows with one decimal.

    Raises:
        ValueError: as `improvement` does.
    """
    share = improvement_per_cent(before, after, lower_is_better)
    if share is None:
        change = require_float("after", after)
        if not change:
            return "no change"
        # Per cent and the like stand right after their figure.
        space = "" if not unit.strip() or unit.startswith("%") else " "
        return f"{amount(abs(change))}{space}{unit.strip()} {'more' if change > 0 else 'less'}"
    said = per_cent_words(share, lower_is_better)
    if not (lower_is_better and is_time(unit)):
        return said
    times = times_faster(before, after)
    shown = f"{times:,.1f}".removesuffix(".0") if times is not None and times > 1 else "1"
    return said if shown == "1" else f"{said}, {shown}× faster"
