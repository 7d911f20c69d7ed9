"""Reviews of processes."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import Any

from workbench.actions.edit import Edit
from workbench.actions.entries import Rows
from workbench.analysis.cadence import after_months
from workbench.domain.plan_settings import PlanSettings
from workbench.domain.review import Review, Verdict
from workbench.storage.unit import Unit

_ROWS = Rows(Review, "V", "a review")
LETTER, add, remove = _ROWS.letter, _ROWS.add, _ROWS.remove


def change(entity_id: str, merge: str = "", /, **fields: Any) -> Edit:
    """Change some fields; a review held on the day the next one was due, or later, makes the one after it follow."""

    def do(unit: Unit) -> None:
        before = unit.get(Review, entity_id)
        held = fields.get("day")
        given = dict(fields)
        if held is not None and "due" not in fields and before.due is not None and before.due <= held:
            given["due"] = _next(unit, before, held)
        after = replace(before, **given)
        if after != before:
            unit.put(after)

    return Edit("Change a review", do, merge)


def _next(unit: Unit, review: Review, held: dt.date) -> dt.date:
    """The day of the review after one that was held, by the plan's cadence."""
    usual = PlanSettings(id="", assessment=review.assessment)
    settings = next(iter(unit.all(PlanSettings, assessment=review.assessment)), usual)
    return after_months(held, settings.review_months)


def decide(entity_id: str, verdict: Verdict, today: dt.date) -> Edit:
    """Say what becomes of a process: a review that has no day was held today, and the next one follows by the cadence.

    A day for the next review that lies ahead stays as it is, and so does everything when a verdict is taken back.
    """

    def do(unit: Unit) -> None:
        before = unit.get(Review, entity_id)
        fields: dict[str, Any] = {"verdict": verdict}
        if verdict is not Verdict.OPEN:
            held = before.day or today
            fields["day"] = held
            if before.due is None or before.due <= held:
                fields["due"] = _next(unit, before, held)
        after = replace(before, **fields)
        if after != before:
            unit.put(after)

    return Edit("Decide on a process", do)
