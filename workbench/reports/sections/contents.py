"""The contents page: every section with its finding and its page."""

from __future__ import annotations

from collections.abc import Sequence

from workbench.charts.figure import Anchor, Mark, Rect, Text
from workbench.reports.context import Context
from workbench.reports.layout import Link, Piece, Section, finding
from workbench.reports.text import CAPTION, Style, break_lines, set_lines, single

_TITLE = Style(9.6, 13, 600)
_TALL = 30.0


def sections(context: Context, entries: Sequence[tuple[Section, int | None]]) -> list[Section]:
    """The contents for sections and the pages they begin on, as far as these are known."""
    width = context.width
    pieces: list[Piece] = [*finding("Contents", width), Piece(0.9, (Rect(0, 0, width, 0.9, fill="ink"),))]
    for section, number in entries:
        indent = 14.0 * section.level
        lines = break_lines(section.finding, width - 60 - indent, CAPTION)[:2]
        tall = 24 + len(lines) * 10.4 - (0 if lines else 2)
        marks: list[Mark] = [
            Text(indent, 15.5, single(section.title, width - 60 - indent, _TITLE), 9.6, 600),
            Text(
                width, 15.5, "…" if number is None else str(number), 9.6, 500, color="ink2", anchor=Anchor.END
            ),
            *set_lines(lines, indent, 18.5, width - 60 - indent, Style(7.8, 10.4, color="ink3")),
            Rect(0, tall - 0.5, width, 0.5, fill="line"),
        ]
        pieces.append(Piece(tall, tuple(marks), links=(Link(0, 0, width, tall, section.key),)))
    return [Section("contents", "Contents", "", tuple(pieces))]
