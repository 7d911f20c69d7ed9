"""What was heard from teams, in figures: toil ranked, alerts judged, and who has not been talked to."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from workbench.analysis.toil import monthly_hours, net_hours, payback_months, twelve_month_return
from workbench.domain.discovery import Discovery, DiscoveryKind, DiscoveryState, HeardFrom

MEASURED = (DiscoveryKind.TOIL, DiscoveryKind.KNOWN_ISSUE)
"""Kinds that have hours."""
OVER = (DiscoveryState.DONE, DiscoveryState.LEFT)
"""States in which nothing more is to come: what was toil is counted no longer."""


@dataclass(frozen=True, slots=True)
class ToilFigures:
    """One piece of toil: hours a month now, then and saved (`None` where not all is known), and what it pays.

    `cost` is a month of it in the client's money; `payback` in months, `None` while unknown; `never` says that it
    does not pay back at all; `year` is the return of twelve months, a fraction.
    """

    now: float
    then: float | None
    net: float | None
    cost: float | None
    payback: float | None
    never: bool
    year: float | None


def figures(each: Discovery) -> ToilFigures | None:
    """Work out one piece of toil (domain.md 4); `None` while runs, minutes or people are not known."""
    if each.runs is None or each.minutes is None or each.people is None:
        return None
    now = monthly_hours(each.runs, each.minutes, each.people)
    cost = now * each.hour_cost if each.hour_cost is not None else None
    if each.hours_after is None:
        return ToilFigures(now, None, None, cost, None, False, None)
    upkeep = each.upkeep_hours or 0
    net = net_hours(now, each.hours_after, upkeep)
    payback = payback_months(each.build_hours, net) if each.build_hours is not None else None
    year = twelve_month_return(each.build_hours, net) if each.build_hours is not None else None
    return ToilFigures(now, each.hours_after + upkeep, net, cost, payback, net <= 0, year)


def ranked(discoveries: Iterable[Discovery]) -> list[tuple[Discovery, ToilFigures]]:
    """Give everything with hours that is still to be dealt with, the most hours first."""
    return _by_hours(each for each in discoveries if each.state not in OVER)


def past(discoveries: Iterable[Discovery]) -> list[tuple[Discovery, ToilFigures]]:
    """Give everything with hours that is done or left alone, the most hours first: no part of today's toil."""
    return _by_hours(each for each in discoveries if each.state in OVER)


def _by_hours(discoveries: Iterable[Discovery]) -> list[tuple[Discovery, ToilFigures]]:
    found = [(each, counted) for each in discoveries if (counted := figures(each)) is not None]
    return sorted(found, key=lambda pair: (-pair[1].now, pair[0].position))


def saved(discoveries: Iterable[Discovery]) -> float | None:
    """Give the hours a month that what is done saves, less than 0 where it costs more; `None` while none are known."""
    nets = [
        counted.net
        for each, counted in past(discoveries)
        if each.state is DiscoveryState.DONE and counted.net is not None
    ]
    return sum(nets) if nets else None


def noise(each: Discovery) -> float | None:
    """Give the share of an alert's firings that led to nothing; `None` while not counted."""
    if not each.fired or each.acted_on is None:
        return None
    return 1 - each.acted_on / each.fired


def grid(discoveries: Iterable[Discovery]) -> dict[tuple[HeardFrom, DiscoveryKind], int]:
    """Count what was heard by team and kind; what is not there was not heard."""
    counts: dict[tuple[HeardFrom, DiscoveryKind], int] = {}
    for each in discoveries:
        counts[each.team, each.kind] = counts.get((each.team, each.kind), 0) + 1
    return counts


def silent(discoveries: Sequence[Discovery]) -> list[HeardFrom]:
    """The teams nothing was heard from yet; 'other' is no team that must be."""
    heard = {each.team for each in discoveries}
    return [team for team in HeardFrom if team not in heard and team is not HeardFrom.OTHER]
