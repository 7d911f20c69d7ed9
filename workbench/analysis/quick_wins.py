"""Quick wins by rule, and how far the others are from being one (domain.md 4)."""

from __future__ import annotations

import statistics
from collections.abc import Iterable
from dataclasses import dataclass

from workbench.analysis.checks import require_not_negative, require_whole

MOST_EFFORT = 10
"""The most effort of a quick win, in person-days."""
MOST_LEAD = 30
"""The longest lead time of a quick win, in days."""
FEWEST = 3
"""Where fewer pass, the nearest are named beside them."""
RELATIVE = 1e-9
"""Figures closer than this, relatively, are the same."""
TOP = 100.0
"""The highest value of an action."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """An action as the rule sees it: value 0..100, effort in person-days and lead time in days (`None` while unknown).

    `open_predecessors` is how many actions it waits for that are not done.
    """

    id: str
    value: float
    effort: float | None
    lead_days: float | None
    open_predecessors: int = 0


@dataclass(frozen=True, slots=True)
class Near:
    """An action that is no quick win: the conditions it misses in words, and how far off it is.

    `distance` adds up the missed conditions: value (median − V) / median, effort and lead time their excess over the
    limit by the limit, 1 for each open predecessor and for each figure that is not known.
    """

    id: str
    misses: tuple[str, ...]
    distance: float


def require_value(name: str, value: object) -> float:
    """Give a value of 0..100 back.

    Raises:
        ValueError: naming the argument.
    """
    found = require_not_negative(name, value)
    if found > TOP * (1 + RELATIVE):
        raise ValueError(f"{name} must be from 0 to 100, not {value!r}.")
    return found


def median_value(values: Iterable[float]) -> float | None:
    """Give the median of the values of all actions not dropped; `None` without any.

    Raises:
        ValueError: for a value outside 0..100.
    """
    found = [require_value("Each of values", each) for each in values]
    return statistics.median(found) if found else None


def _told_apart(figure: float, limit: float) -> tuple[str, str]:
    """Print two figures with as few decimals as tell them apart."""
    said = f"{figure:,}", f"{limit:,}"
    for decimals in range(10):
        short = f"{figure:,.{decimals}f}", f"{limit:,.{decimals}f}"
        if short[0] != short[1]:
            said = short
            break
    return _bare(said[0]), _bare(said[1])


def _bare(text: str) -> str:
    return text.rstrip("0").rstrip(".") if "." in text else text


def _over(figure: float, limit: float) -> bool:
    return figure > limit * (1 + RELATIVE)


def _missed(
    value: float, median: float, effort: float | None, lead: float | None, waiting: int
) -> list[tuple[str, float]]:
    """The conditions missed, each in words and with its distance."""
    found: list[tuple[str, float]] = []
    if value < median * (1 - RELATIVE):
        own, middle = _told_apart(value, median)
        found.append((f"value {own}, median {middle}", (median - value) / median))
    if effort is None:
        found.append((f"effort not known, limit {MOST_EFFORT}", 1.0))
    elif _over(effort, MOST_EFFORT):
        said, limit = _told_apart(effort, MOST_EFFORT)
        found.append((f"effort {said} days, limit {limit}", effort / MOST_EFFORT - 1))
    if lead is None:
        found.append((f"lead time not known, limit {MOST_LEAD}", 1.0))
    elif _over(lead, MOST_LEAD):
        said, limit = _told_apart(lead, MOST_LEAD)
        found.append((f"lead time {said} days, limit {limit}", lead / MOST_LEAD - 1))
    if waiting:
        found.append((f"needs {waiting:,} other {'action' if waiting == 1 else 'actions'} first", waiting))
    return found


def _checked(
    value: float, median: float, effort: float | None, lead: float | None, waiting: int
) -> list[tuple[str, float]]:
    return _missed(
        require_value("value", value),
        require_value("median_value", median),
        None if effort is None else require_not_negative("effort", effort),
        None if lead is None else require_not_negative("lead_days", lead),
        require_whole("open_predecessors", waiting, 0),
    )


def misses(
    value: float,
    median_value: float,
    effort: float | None,
    lead_days: float | None,
    open_predecessors: int = 0,
) -> tuple[str, ...]:
    """Give the conditions an action misses to be a quick win, in words: 'effort 14 days, limit 10'; none for one.

    The rule: value at or above the median of all actions not dropped, effort of at most 10 person-days, lead time of at
    most 30 days, and nothing open that it waits for. A figure that is not known (`None`) is missed. Limits are held to
    a relative 1e-9.

    Raises:
        ValueError: for a value or median outside 0..100, or another figure below 0.
    """
    return tuple(said for said, _ in _checked(value, median_value, effort, lead_days, open_predecessors))


def quick_win(
    value: float, median_value: float, effort: float, lead_days: float, open_predecessors: int = 0
) -> bool:
    """Whether an action is a quick win; `misses` states the rule, and `median_value` runs over all not dropped.

    Raises:
        ValueError: for a value or median outside 0..100, another figure below 0, or one that is none at all.
    """
    days, lead = require_not_negative("effort", effort), require_not_negative("lead_days", lead_days)
    return not _checked(value, median_value, days, lead, open_predecessors)


def nearest(candidates: Iterable[Candidate], median_value: float, fewest: int = FEWEST) -> tuple[Near, ...]:
    """Give those nearest to a quick win, as many as lack to `fewest`; none where enough pass.

    Nearest is who misses the fewest conditions, then who has the smallest `Near.distance`, then the highest value,
    then the first id.

    Raises:
        ValueError: as `misses` does, and for a `fewest` that is no whole number of 0 or more.
    """
    wanted = require_whole("fewest", fewest, 0)
    passed, rest = 0, list[tuple[float, Near]]()
    for each in candidates:
        missed = _checked(each.value, median_value, each.effort, each.lead_days, each.open_predecessors)
        if missed:
            far = sum(distance for _, distance in missed)
            rest.append((each.value, Near(each.id, tuple(said for said, _ in missed), far)))
        else:
            passed += 1
    rest.sort(key=lambda pair: (len(pair[1].misses), pair[1].distance, -pair[0], pair[1].id))
    return tuple(near for _, near in rest[: max(0, wanted - passed)])
