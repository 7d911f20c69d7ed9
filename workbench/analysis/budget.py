"""The error budget of a service, from what was counted: how much there is, how much is spent, where it leads."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from workbench.analysis.error_budget import (
    alert_burn_rate,
    allowed_unavailability,
    burn_rate,
    detection_time,
    parallel,
    series,
    time_to_exhaustion,
)
from workbench.domain.service import Service

DAY = dt.timedelta(days=1)
CENTURY = 36525 * DAY
"""What lasts longer lasts for ever."""
ALERTS: tuple[tuple[str, dt.timedelta, dt.timedelta, float], ...] = (
    ("Page", dt.timedelta(hours=1), dt.timedelta(minutes=5), 0.02),
    ("Page", dt.timedelta(hours=6), dt.timedelta(minutes=30), 0.05),
    ("Ticket", dt.timedelta(days=1), dt.timedelta(hours=2), 0.10),
    ("Ticket", dt.timedelta(days=3), dt.timedelta(hours=6), 0.10),
)
"""Long window, short window and share of the budget (Google, SRE workbook, table 5-8; the third after sloth)."""
CAREFUL, STOP = 0.5, 0.2
"""Below half of the budget release with care, below a fifth reliability comes first."""


@dataclass(frozen=True, slots=True)
class BudgetState:
    """The budget of one service level.

    `allowed` is the downtime the objective allows in the window, `events` the events it allows to go wrong
    (where events are counted). `spent` and `left` are fractions of the budget, `left` below 0 when overspent;
    `burn` is the rate so far and `exhaustion` how long what is left lasts at it (`None` for ever). All but
    `allowed` are `None` while nothing is counted.
    """

    allowed: dt.timedelta
    events: float | None
    error_rate: float | None
    spent: float | None
    left: float | None
    burn: float | None
    exhaustion: dt.timedelta | None
    at_end: float | None


@dataclass(frozen=True, slots=True)
class AlertRow:
    """One row of the multi-window alert table: burn rate to alert on, and when it would fire at the rate so far."""

    severity: str
    long: dt.timedelta
    short: dt.timedelta
    share: float
    burn: float
    fires_after: dt.timedelta | None


def state(service: Service) -> BudgetState | None:
    """Work out the budget of a service level; `None` while it has no objective (domain.md 4, 'Error budgets').

    Events: error rate = 1 − good / total. Downtime: minutes down / minutes passed. The share spent is the error
    rate times the part of the window that has passed, over 1 − SLO.
    """
    if service.objective is None:
        return None
    objective, window = service.objective / 100, service.window * DAY
    allowed = allowed_unavailability(objective, window)
    passed = min(1.0, (service.elapsed or service.window) / service.window)
    if service.good is not None and service.total is not None:
        errors = 1 - service.good / service.total
        events = service.total / passed * (1 - objective)
    elif service.downtime is not None:
        errors = min(1.0, dt.timedelta(minutes=service.downtime) / (window * passed))
        events = None
    else:
        return BudgetState(allowed, None, None, None, None, None, None, None)
    burn = burn_rate(errors, objective)
    spent = burn * passed
    left = 1 - spent
    exhaustion = None
    if left <= 0:
        exhaustion = dt.timedelta(0)
    elif burn * CENTURY > window:
        full = time_to_exhaustion(window, burn)
        exhaustion = full * left if full is not None else None
    return BudgetState(allowed, events, errors, spent, left, burn, exhaustion, 1 - burn)


def alerts(service: Service) -> list[AlertRow]:
    """Give the multi-window alert table for a service level's window; empty while it has no objective."""
    if service.objective is None:
        return []
    objective, window = service.objective / 100, service.window * DAY
    now = state(service)
    rate = now.error_rate if now is not None else None
    rows: list[AlertRow] = []
    for severity, long, short, share in ALERTS:
        if long >= window:
            continue
        burn = alert_burn_rate(share, long, window)
        fires = detection_time(rate, objective, long, burn) if rate else None
        rows.append(AlertRow(severity, long, short, share, burn, fires))
    return rows


def composed(service: Service, services: Mapping[str, Service]) -> float | None:
    """Give the availability a service can promise: its copies in parallel, and all it needs in series.

    Fractions; each part is taken at its own objective, and once, however many need it: when it is down, it is down for
    all of them at once. `None` while one of them has none.

    Raises:
        ValueError: when services need each other in a circle, naming it.
    """
    found: dict[str, Service] = {}
    _gather(service, services, (), found)
    parts: list[float] = []
    for each in found.values():
        if each.objective is None:
            return None
        parts.append(parallel([each.objective / 100] * each.copies))
    return series(parts)


def _gather(
    service: Service, services: Mapping[str, Service], path: Sequence[str], found: dict[str, Service]
) -> None:
    """Collect a service and everything it needs, directly or not."""
    if service.id in path:
        names = [services[each].title for each in (*path[path.index(service.id) :], service.id)]
        raise ValueError(f"These services need each other: {' → '.join(names)}.")
    if service.id in found:
        return
    found[service.id] = service
    for each in service.needs:
        if each in services:
            _gather(services[each], services, (*path, service.id), found)
