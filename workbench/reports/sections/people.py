"""The people the change depends on, as counts alone: stance and influence of single people stay confidential."""

from __future__ import annotations

from workbench.charts.figure import Mark, Rect, Text
from workbench.domain.talent import STANCES
from workbench.domain.text import plural
from workbench.reports.context import Context
from workbench.reports.layout import Piece, Section, heading, paragraph
from workbench.reports.text import CAPTION, break_lines, set_lines

SMALLEST = 3


def sections(context: Context) -> list[Section]:
    """Counts by stance; nothing where fewer than three people would stand behind them."""
    talents = context.book.talents
    smallest = max(SMALLEST, context.book.workspace.smallest_group)
    if len(talents) < smallest:
        return []
    width = context.width
    placed = [each for each in talents if each.stance is not None]
    pieces: list[Piece] = [
        heading(
            "People the change depends on",
            width,
            aside=f"{plural(len(talents), 'person', 'people')}, counts only",
            before=18,
        )
    ]
    if len(placed) >= smallest:
        share = width / len(STANCES)
        marks: list[Mark] = []
        for number, (stance, words) in enumerate(STANCES.items()):
            x = number * share + (9 if number else 0)
            count = sum(1 for each in placed if each.stance == stance)
            if number:
                marks.append(Rect(number * share, 3, 0.6, 36, fill="line2"))
            marks.append(Text(x, 18, str(count), 15, 600, color="ink" if count else "ink3"))
            marks += set_lines(break_lines(words, share - 14, CAPTION)[:2], x, 21, share - 14, CAPTION)
        pieces.append(Piece(44, tuple(marks)))
    note = "Who they are and where each of them stands is known to the people who lead the change and is not printed."
    pieces += paragraph(note, width, CAPTION, before=5)
    return [Section("people", "People", "", tuple(pieces))]
