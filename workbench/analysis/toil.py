"""Toil in hours, and what automating it brings (domain.md 4)."""

from __future__ import annotations

from workbench.analysis.checks import require_number


def _amount(name: str, value: object) -> float:
    number = float(require_number(name, value))
    if number < 0:
        raise ValueError(f"{name} must be 0 or more, not {value!r}.")
    return number


def monthly_hours(runs: float, minutes: float, people: float) -> float:
    """Give the hours a month: runs a month · minutes per run and person / 60 · people.

    Raises:
        ValueError: for a number below 0 or none at all.
    """
    return _amount("runs", runs) * _amount("minutes", minutes) / 60 * _amount("people", people)


def net_hours(before: float, after: float, upkeep: float = 0) -> float:
    """Give the hours a month that are saved: before − after − upkeep; below 0 where automation costs more.

    Raises:
        ValueError: for a number below 0 or none at all.
    """
    return _amount("before", before) - _amount("after", after) - _amount("upkeep", upkeep)


def payback_months(build: float, net: float) -> float | None:
    """Give the months until the hours to build are saved: build / net.

    Returns:
        Months, 0.0 when there is nothing to build, `None` ('never') when nothing is saved.

    Raises:
        ValueError: for hours to build below 0, or no numbers.
    """
    hours, saved = _amount("build", build), float(require_number("net", net))
    if saved <= 0:
        return None
    return hours / saved


def twelve_month_return(build: float, net: float) -> float | None:
    """Give what a year brings for what it costs to build: (12 · net − build) / build, a fraction (2.0 is 200 per cent).

    Returns:
        The fraction, or `None` when there is nothing to build.

    Raises:
        ValueError: for hours to build below 0, or no numbers.
    """
    hours, saved = _amount("build", build), float(require_number("net", net))
    if hours == 0:
        return None
    return (12 * saved - hours) / hours
