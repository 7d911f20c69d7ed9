"""What if some of the plan were done: levels, residual risk and toil at once, to stand beside the present (domain.md 4)."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from workbench.analysis.benefits import Serving, exposure_with, toil_saved
from workbench.analysis.exposure import Exposure
from workbench.analysis.heard import figures
from workbench.analysis.projection import merged, project
from workbench.analysis.standing import Standing
from workbench.domain.book import Book
from workbench.domain.discovery import DiscoveryState
from workbench.domain.risk import RiskKind, RiskState, Zone


@dataclass(frozen=True, slots=True)
class Outcome:
    """Where everything would stand with some actions done.

    `loss` is the expected loss of all open threats that have numbers, a year in the client's unit, and `uncounted`
    how many have none; `zones` counts the threats by zone, those not rated left out. `toil` is the hours a month that
    would remain of all toil with figures, `saved` the net hours saved of it.
    """

    standing: Standing
    loss: float
    uncounted: int
    zones: Mapping[Zone, int]
    toil: float
    saved: float


def what_if(book: Book, standing: Standing, servings: Iterable[Serving], ticked: Collection[str]) -> Outcome:
    """Say where everything would stand with the ticked actions done together; with none it is the present.

    Toil that several actions serve is saved once, a question comes to the highest level that one of them brings it to,
    and risks are lowered as `benefits.exposure_with` says.

    Raises:
        ValueError: for a level of a question outside 1..5.
    """
    chosen = [each for each in servings if each.id in ticked]
    linked = {risk for each in chosen for risk in each.risks}
    eased = {toil for each in chosen for toil in each.toil}
    criteria, done, doing = book.criteria, book.done, {each.id for each in chosen}
    threats = [
        risk for risk in book.risks if risk.kind is RiskKind.THREAT and risk.state is not RiskState.CLOSED
    ]
    places: list[Exposure | None] = [
        exposure_with(risk, criteria, done, doing, risk.id in linked) for risk in threats
    ]
    expected = [place.expected if place else None for place in places]
    hours, saved = 0.0, 0.0
    for each in book.discoveries:
        counted = figures(each)
        if counted is None or each.state is DiscoveryState.DONE:
            continue
        net = (toil_saved(each) or 0.0) if each.id in eased else 0.0
        saved += net
        hours += counted.now - net
    return Outcome(
        project(standing, merged(each.questions for each in chosen)),
        math.fsum(loss for loss in expected if loss is not None),
        sum(1 for loss in expected if loss is None),
        Counter(place.zone for place in places if place),
        hours,
        saved,
    )
