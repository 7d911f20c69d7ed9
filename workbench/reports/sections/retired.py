"""What was answered to questions, or with options, that a newer version of the pack no longer has."""

from __future__ import annotations

from workbench.analysis.retired import retired_words
from workbench.domain.text import plural
from workbench.reports.context import Context
from workbench.reports.layout import Section, finding, heading, paragraph
from workbench.reports.text import TABLE_SOFT

LEAD = "They were given under an earlier version of the questions. They count in no figure of this report."


def sections(context: Context) -> list[Section]:
    """Every such answer in the words it was asked in; nothing where there is none."""
    entries = retired_words(context.book, context.labels)
    if not entries:
        return []
    width = context.width
    said = f"{plural(len(entries), 'earlier question keeps', 'earlier questions keep')} answers that no longer count."
    pieces = [*finding(said, width, LEAD), heading("Earlier questions and answers", width, before=0)]
    for each in entries:
        for line in each.split("\n"):
            indent = len(line) - len(line.lstrip())
            pieces += paragraph(line.strip(), width - 8 * indent, TABLE_SOFT, 8 * indent)
        pieces += paragraph(" ", width, TABLE_SOFT)
    return [Section("retired", "Earlier answers", said, tuple(pieces))]
