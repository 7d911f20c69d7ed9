"""Rows of a register: cells on the first lines, everything else that was written below in full."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from workbench.charts.figure import Mark, Rect, Text
from workbench.reports.layout import Cell, Column, Piece, table_row
from workbench.reports.text import TABLE_SOFT, Style, break_lines, mark

_LABEL = Style(7.6, 11, 500, color="ink3")
_LABELS = 68.0


def entry(
    cells: Sequence[Cell],
    columns: Sequence[Column],
    width: float,
    head: Piece,
    name: str,
    details: Iterable[tuple[str, str]],
    indent: float,
) -> list[Piece]:
    """A row and its details, each under its label; together on a page unless that is more than it holds."""
    row = table_row(cells, columns, width, head, name)
    lines: list[Piece] = []
    for label, text in details:
        if not text.strip():
            continue
        for number, line in enumerate(break_lines(text, width - indent - _LABELS, TABLE_SOFT)):
            base = TABLE_SOFT.size * 0.36 + TABLE_SOFT.leading / 2
            marks: list[Mark] = (
                [Text(indent, base, label, _LABEL.size, 500, color="ink3")] if number == 0 else []
            )
            if line.text:
                marks.append(mark(line, indent + _LABELS, base, width - indent - _LABELS, TABLE_SOFT))
            lines.append(Piece(TABLE_SOFT.leading, tuple(marks), row=name, head=head))
    if not lines:
        return row
    # The hairline moves under the details.
    row[-1] = replace(row[-1], marks=row[-1].marks[:-1], height=row[-1].height - 2)
    last = lines[-1]
    under = Rect(0, last.height + 3.5, width, 0.5, fill="line")
    lines[-1] = replace(last, height=last.height + 4, marks=(*last.marks, under))
    return [*row, *lines]
