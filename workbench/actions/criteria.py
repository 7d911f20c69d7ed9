"""What risks are held against: changing it, looking first at what changes colour, and what was which colour when."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from workbench.actions.edit import Edit
from workbench.analysis.controls import works
from workbench.analysis.risk import Recoloured, recoloured, zone_after, zone_so_far, zone_today
from workbench.analysis.risk_process import done_actions
from workbench.domain.action import Action, ActionState
from workbench.domain.book import Book
from workbench.domain.criteria import THRESHOLDS, RiskCriteria
from workbench.domain.entity import new_id
from workbench.domain.risk import Risk, Zone
from workbench.storage.store import Store
from workbench.storage.unit import HistoryEntry, Unit


def change(assessment_id: str, merge: str = "", **fields: Any) -> Edit:
    """Change some fields of the criteria, which are stored once they differ from the default ones.

    Ratings stay as they are: old zones are found in the history by `rating_history`.
    """

    def do(unit: Unit) -> None:
        before = _criteria(unit, assessment_id)
        after = replace(before, **fields)
        if after != before:
            unit.put(after)

    return Edit("Change the risk criteria", do, merge)


def set_threshold(assessment_id: str, name: str, merge: str = "", **fields: Any) -> Edit:
    """Change some fields of one threshold (`value`, `set_by`, `set_on`, `confirmed`), as `with_threshold` does.

    Raises:
        ValueError: for a name that is no threshold.
    """
    if name not in THRESHOLDS:
        raise ValueError(f"There is no threshold '{name}'; there are {', '.join(THRESHOLDS)}.")

    def do(unit: Unit) -> None:
        before = _criteria(unit, assessment_id)
        after = before.with_threshold(name, **fields)
        if after != before:
            unit.put(after)

    return Edit(_LABELS[name], do, merge)


_LABELS = {
    "appetite": "Change the appetite",
    "tolerance": "Change the tolerance",
    "least": "Change the least expected loss",
    "most": "Change the most expected loss",
}


def preview(book: Book, after: RiskCriteria) -> list[Recoloured]:
    """Say which risks would change colour with other criteria, before anything is changed."""
    return recoloured(book.risks, book.criteria, after, done_actions(book))


def _criteria(unit: Unit, assessment_id: str) -> RiskCriteria:
    known = unit.all(RiskCriteria, assessment=assessment_id)
    return known[0] if known else RiskCriteria(id=new_id(), assessment=assessment_id)


@dataclass(frozen=True, slots=True)
class OldRating:
    """How a risk was rated from a moment on: its steps or numbers and its zones, by the criteria of that time.

    `done` are the ids of the actions that were done by then, of which `so_far` is the zone.
    """

    at: dt.datetime
    who: str
    label: str
    risk: Risk
    criteria: RiskCriteria
    done: frozenset[str]
    today: Zone | None
    so_far: Zone | None
    after: Zone | None


def rating_history(store: Store, assessment_id: str, risk_id: str) -> list[OldRating]:
    """Every rating a risk ever had, newest first: a change of the risk, the criteria or an action makes a new one.

    A change that moves neither zone nor rating makes none, nor does an action that brings no control of this risk. A risk that was removed has none from then on.
    """
    with store.unit(writes=False) as unit:
        stored = unit.changes_of(RiskCriteria, assessment_id)
        acted = unit.changes_of(Action, assessment_id)
        lines = [*unit.history(Risk, risk_id), *stored, *acted]
    return _ratings(sorted(lines, key=lambda line: line.seq), assessment_id)


def _ratings(lines: Sequence[HistoryEntry], assessment_id: str) -> list[OldRating]:
    default = RiskCriteria(id="", assessment=assessment_id)
    risk: Risk | None = None
    limits = default
    found: list[OldRating] = []
    done: frozenset[str] = frozenset()
    for line in lines:
        moved = line.after or line.before
        if isinstance(moved, Risk):
            risk = line.after if isinstance(line.after, Risk) else None
        elif isinstance(moved, Action):
            ended = isinstance(line.after, Action) and line.after.state is ActionState.DONE
            done = done | {moved.id} if ended else done - {moved.id}
        else:
            limits = line.after if isinstance(line.after, RiskCriteria) else default
        if risk is None:
            continue
        now = OldRating(
            line.at,
            line.who,
            line.label,
            risk,
            limits,
            done,
            zone_today(risk, limits),
            zone_so_far(risk, limits, done),
            zone_after(risk, limits),
        )
        if not found or _said(found[-1]) != _said(now):
            found.append(now)
    return found[::-1]


_RATED = (
    "frequency",
    "impact",
    "residual_frequency",
    "residual_impact",
    "frequency_number",
    "impact_number",
    "residual_frequency_number",
    "residual_impact_number",
    "impact_low",
    "impact_high",
    "residual_impact_low",
    "residual_impact_high",
    "controls",
)


def _said(rating: OldRating) -> tuple[Any, ...]:
    working = tuple(works(each, rating.done) for each in rating.risk.controls)
    zones = rating.today, rating.so_far, rating.after
    return (zones, working, *(getattr(rating.risk, name) for name in _RATED))
