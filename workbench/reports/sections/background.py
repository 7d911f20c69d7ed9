"""What was written about the client and the assessment, who agreed to it, and when it was opened again."""

from __future__ import annotations

from workbench.charts.calendar import day_words
from workbench.domain.text import whole_line
from workbench.reports.context import Context
from workbench.reports.layout import Piece, heading, paragraph
from workbench.reports.text import STRONG, TABLE_SOFT

_COVER = 90


def _rows(context: Context) -> list[tuple[str, str]]:
    client, assessment = context.book.workspace, context.book.assessment
    rows = [(context.client, client.about), ("This assessment", assessment.about)]
    # What the cover has no room for.
    for name, text in (
        ("The assessment’s whole title", assessment.title),
        ("Prepared for", assessment.prepared_for),
        ("Prepared by", assessment.prepared_by),
    ):
        if len(text) > _COVER:
            rows.append((name, text))
    for each in assessment.consents:
        when = f", {day_words(each.on)}" if each.on is not None else ""
        said = f"{whole_line(each.who)}{when}" if each.given else "has not agreed yet"
        rows.append((f"Agreed for {whole_line(each.side)}" if each.given else whole_line(each.side), said))
    for each in assessment.reopened:
        rows.append((f"Opened again on {day_words(each.on)} by {whole_line(each.who)}", each.reason))
    return [(name, text) for name, text in rows if text.strip()]


def pieces(context: Context) -> list[Piece]:
    """Each under its name, in full; nothing where nothing was written."""
    rows = _rows(context)
    if not rows:
        return []
    found = [heading("About this assessment", context.width, before=18, hold=2)]
    for name, text in rows:
        lines = paragraph(name, context.width, STRONG, before=4)
        lines += paragraph(text, context.width, TABLE_SOFT)
        found += lines
    return found
