"""What the results come to, in the one sentence that a view opens with."""

from __future__ import annotations

from ui.screens.results.view import View
from workbench.charts import agreement, heat, ladder, words
from workbench.charts.seen import Sight
from workbench.domain.text import plural

HEAT, LEVELS, AGREEMENT = "heat", "levels", "agreement"


def finding(view: View, tab: str, sight: Sight) -> str:
    """Say in one sentence what is to be seen."""
    book, standing = view.book, view.standing
    if tab == AGREEMENT:
        return f"{agreement.title(view.shown)}."
    if tab == HEAT:
        return f"{heat.title(view.shown, sight.columns)}."
    rating = standing.overall
    if rating.level is None:
        return f"{ladder.title(standing, book.pack)}."
    gaps = standing.gaps()
    start = f"{book.workspace.client} is {book.pack.level_name(rating.level)}, index {words.one_decimal(rating.index)}"
    if not gaps:
        return f"{start}; every rated capability is at its target."
    first = [each.capability.name for each in gaps if each.gap == gaps[0].gap]
    if len(first) > 2:
        short = plural(len(gaps), "capability falls", "capabilities fall")
        return f"{start}; {short} short of their targets."
    if len(first) == 2:
        return f"{start}; the largest gaps: “{first[0]}” and “{first[1]}”."
    return f"{start}; the largest gap: {first[0]}."
