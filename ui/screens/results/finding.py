"""What the results come to, in the one sentence that a view opens with."""

from __future__ import annotations

from ui.screens.results.view import View
from workbench.charts import agreement, heat, ladder, words
from workbench.charts.seen import Sight
from workbench.domain.text import plural

HEAT, LEVELS, AGREEMENT = "heat", "levels", "agreement"


def heat_finding(view: View, sight: Sight) -> str:
    """What the heat map finds among those looked at."""
    return heat.title(view.shown, sight.columns, who=view.who, partial=bool(sight.note))


def finding(view: View, tab: str, sight: Sight) -> str:
    """Say in one sentence what is to be seen."""
    if tab == HEAT:
        return f"{heat_finding(view, sight)}."
    said = f"{agreement.title(view.shown)}." if tab == AGREEMENT else _levels(view)
    return f"{view.who}: {said}" if view.who else said


def _levels(view: View) -> str:
    """Where the organisation or one stage stands, and its largest gap."""
    book, standing = view.book, view.shown
    rating = standing.overall
    if rating.level is None:
        return f"{ladder.title(standing, book.pack, view.stage).rstrip('.')}."
    gaps = standing.gaps()
    level = words.level_and_index(rating, book.pack, words.overall_open(standing))
    start = f"{view.stage or book.workspace.client} is {level}"
    if not gaps:
        return f"{start}; every rated capability is at its target."
    first = [each.capability.name for each in gaps if each.gap == gaps[0].gap]
    if len(first) > 2:
        short = plural(len(gaps), "capability falls", "capabilities fall")
        return f"{start}; {short} short of their targets."
    if len(first) == 2:
        return f"{start}; the largest gaps: “{first[0]}” and “{first[1]}”."
    return f"{start}; the largest gap: {first[0]}."
