"""The columns of the list of actions."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from typing import Any

from ui.models.entries import Column, text_cell
from ui.screens.plan.cells import (
    better_cell,
    figures,
    horizon_cell,
    state_cell,
    when_cell,
    when_order,
)
from workbench.charts.words import improvement
from workbench.domain.action import ActionState


def columns(start: Callable[[], dt.date]) -> Sequence[Column]:
    """What the list shows; `start` is the day the plan's stretches count from."""

    def owner(each: Any) -> Any:
        return text_cell(each.owner) if each.owner else text_cell("Nobody yet", "warn", 500)

    return (
        Column("", 52, lambda each: text_cell(each.code, "ink2"), lambda each: each.position),
        Column(
            "Action",
            0,
            lambda each: text_cell(each.title),
            lambda each: each.title.casefold(),
            edits="title",
        ),
        Column("Owner", 150, owner, lambda each: (not each.owner, each.owner.casefold()), least=560),
        Column("Horizon", 104, lambda each: horizon_cell(each, start()), when_order, least=400),
        Column("When", 136, when_cell, when_order, least=960),
        Column("Before → after", 190, lambda each: text_cell(figures(each), "ink2"), figures, least=820),
        Column("Better by", 92, better_cell, lambda each: -(improvement(each) or 0), least=480),
        Column("State", 88, state_cell, lambda each: list(ActionState).index(each.state), least=680),
    )
