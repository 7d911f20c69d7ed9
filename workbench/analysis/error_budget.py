"""Error budgets: how much may go wrong, how fast it goes, and when an alert says so (domain.md 4).

Objectives, error rates and shares are fractions, not per cent: 99.9 per cent is 0.999.
"""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Iterable

from workbench.analysis.checks import require_list, require_number

_TOLERANCE = 1e-9


def _objective(value: object) -> float:
    number = float(require_number("objective", value))
    if not 0 <= number < 1:
        raise ValueError(f"objective must lie from 0 to below 1, not {value!r}: at 1 there is no budget.")
    return number


def _share(name: str, value: object) -> float:
    number = float(require_number(name, value))
    if not 0 <= number <= 1:
        raise ValueError(f"{name} must be a fraction from 0 to 1, not {value!r}.")
    return number


def _window(name: str, value: object) -> dt.timedelta:
    if not isinstance(value, dt.timedelta) or value <= dt.timedelta(0):
        raise ValueError(f"{name} must be a length of time above 0, not {value!r}.")
    return value


def _burn(name: str, value: object, least: str) -> float:
    number = float(require_number(name, value))
    if number < 0 or (least == "above 0" and number == 0):
        raise ValueError(f"{name} must be {least}, not {value!r}.")
    return number


def allowed_unavailability(objective: float, window: dt.timedelta) -> dt.timedelta:
    """Give the downtime an objective allows in a window: (1 − SLO) · window.

    Raises:
        ValueError: for an objective outside 0 ≤ SLO < 1, or a window that is not above 0.
    """
    return _window("window", window) * (1 - _objective(objective))


def burn_rate(error_rate: float, objective: float) -> float:
    """Give how fast a budget is spent: error rate / (1 − SLO); 1 lasts exactly to the end of the window.

    Raises:
        ValueError: for an error rate outside 0..1 or an objective outside 0 ≤ SLO < 1.
    """
    return _share("error_rate", error_rate) / (1 - _objective(objective))


def time_to_exhaustion(window: dt.timedelta, burn: float) -> dt.timedelta | None:
    """Give how long a full budget lasts at a burn rate: window / burn.

    Returns:
        The time, or `None` for burn 0: then it lasts for ever.

    Raises:
        ValueError: for a window that is not above 0, a burn below 0, or one so small that the time has no name.
    """
    length, rate = _window("window", window), _burn("burn", burn, "0 or more")
    if rate == 0:
        return None
    try:
        return length / rate
    except OverflowError:
        raise ValueError(
            f"burn {burn!r} is too small: the budget lasts longer than a date can say."
        ) from None


def alert_burn_rate(budget_share: float, alert_window: dt.timedelta, window: dt.timedelta) -> float:
    """Give the burn rate that spends a share of the budget within the alert window: share · window / alert window.

    2 per cent of a 30-day budget in one hour is 14.4 (Google, SRE workbook, table 5-8).

    Raises:
        ValueError: for a share outside 0..1, or a window that is not above 0.
    """
    share = _share("budget_share", budget_share)
    return share * (_window("window", window) / _window("alert_window", alert_window))


def detection_time(
    error_rate: float, objective: float, alert_window: dt.timedelta, threshold: float
) -> dt.timedelta | None:
    """Give how long after its onset a steady error rate sets an alert off: (1 − SLO) · alert window · threshold / error rate.

    `threshold` is a burn rate. The alert fires when the observed burn reaches it, compared with a relative
    tolerance of 1e-9: .0144 / (1 − .999) is 14.399999999999986.

    Returns:
        The time, or `None` where the burn stays below the threshold.

    Raises:
        ValueError: for an argument outside its range.
    """
    burn = burn_rate(error_rate, objective)
    limit = _burn("threshold", threshold, "above 0")
    length = _window("alert_window", alert_window)
    if burn < limit and not math.isclose(burn, limit, rel_tol=_TOLERANCE):
        return None
    return min(length, length * (limit / burn))


def _availabilities(values: Iterable[float]) -> list[float]:
    listed = [_share("an availability", each) for each in require_list("availabilities", values)]
    if not listed:
        raise ValueError("availabilities must name one availability or more.")
    return listed


def series(availabilities: Iterable[float]) -> float:
    """Give the availability of parts that must all work: the product.

    Raises:
        ValueError: for an empty list, or a part outside 0..1.
    """
    return math.prod(_availabilities(availabilities))


def parallel(availabilities: Iterable[float]) -> float:
    """Give the availability of parts of which one must work: 1 − Π(1 − a).

    Raises:
        ValueError: for an empty list, or a part outside 0..1.
    """
    return 1 - math.prod(1 - each for each in _availabilities(availabilities))
