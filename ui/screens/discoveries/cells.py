"""How one thing heard from a team looks in the list and in figures."""

from __future__ import annotations

from ui.models.entries import Cell, text_cell
from workbench.analysis import heard
from workbench.charts.toil import hours
from workbench.domain.discovery import Discovery, DiscoveryState

STATES = {DiscoveryState.WORKING: "accent", DiscoveryState.DONE: "ok", DiscoveryState.LEFT: "ink3"}


def figures_cell(each: Discovery) -> Cell:
    """What matters most of its kind: hours now and then, or the noise of an alert."""
    counted = heard.figures(each)
    if counted is not None:
        # What is done or left alone is in no sum any more, and looks it.
        token = "ink3" if each.state in heard.OVER else "ink"
        if counted.then is None:
            return text_cell(f"{hours(counted.now)} h a month", token)
        return text_cell(f"{hours(counted.now)} → {hours(counted.then)} h a month", token)
    noise = heard.noise(each)
    if noise is not None:
        return text_cell(
            f"{round(noise * 100)}% of {each.fired:,} for nothing", "bad" if noise >= 0.5 else "ink"
        )
    return text_cell("–", "ink3")


def figures_order(each: Discovery) -> tuple[bool, float]:
    """Most hours first, then the noisiest."""
    counted = heard.figures(each)
    if counted is not None:
        return (False, -counted.now)
    noise = heard.noise(each)
    return (True, -(noise or 0))
