"""How a service level looks in the list, and what its figures say."""

from __future__ import annotations

from ui.models.entries import Cell, text_cell
from workbench.analysis import budget
from workbench.charts.budget import per_cent
from workbench.domain.service import Service


def left_cell(each: Service) -> Cell:
    """How much of the budget is left."""
    state = budget.state(each)
    if state is None or state.left is None:
        return text_cell("not counted", "ink3")
    if state.left <= 0:
        return text_cell("spent", "bad", 500)
    token = "ok" if state.left >= budget.CAREFUL else "warn" if state.left >= budget.STOP else "bad"
    return text_cell(f"{round(state.left * 100)}% left", token, 500)


def left_order(each: Service) -> tuple[bool, float]:
    """The least left first."""
    state = budget.state(each)
    return (state is None or state.left is None, (state.left or 0) if state is not None else 0)


def agreement_cell(each: Service) -> Cell:
    """The promise to customers; one that is stricter than the aim is marked."""
    return text_cell(
        per_cent(each.agreement),
        "bad" if each.stricter_promise else "ink2",
        600 if each.stricter_promise else 400,
    )
