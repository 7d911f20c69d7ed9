"""Rows of a register: cells on the first lines, everything else that was written below in full."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from typing import Any

from workbench.charts.figure import Mark, Rect, Text
from workbench.charts.words import one_line
from workbench.domain.linked import Linked
from workbench.domain.text import plural, short
from workbench.reports.context import Context
from workbench.reports.layout import Cell, Column, Piece, heading, table_head, table_row
from workbench.reports.text import TABLE_SOFT, Style, break_lines, mark

_LABEL = Style(7.6, 11, 500, color="ink3")
_LABELS = 68.0
_INDENT = 26.0
Details = Iterable[tuple[str, str]]


def entry(
    cells: Sequence[Cell],
    columns: Sequence[Column],
    width: float,
    head: Piece,
    name: str,
    details: Details,
    indent: float,
) -> list[Piece]:
    """A row and its details, each under its label; together on a page unless that is more than it holds."""
    row = table_row(cells, columns, width, head, name)
    row[0] = replace(row[0], anchor=name)
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


def register(
    context: Context,
    columns: Sequence[Column],
    listed: Sequence[Any],
    row: Callable[[Context, Any], tuple[list[Cell], Details]],
    title: str = "All of them",
    aside: str = "",
    before: float = 16,
) -> list[Piece]:
    """A list under its heading, its head repeated on each page: `row` gives an entry's cells and details."""
    width = context.width
    head = table_head(columns, width)
    count = aside or plural(len(listed), "entry", "entries")
    pieces = [heading(title, width, aside=count, before=before, hold=3), head]
    for each in listed:
        cells, details = row(context, each)
        name = f"{type(each).__name__}:{each.id}"
        pieces += entry(cells, columns, width, head, name, details, _INDENT)
    return pieces


def capabilities(context: Context, ids: Iterable[str]) -> str:
    """Capabilities by name."""
    names = context.pack.by_capability
    return ", ".join(names[part].name for part in ids if part in names)


def clauses(context: Context, ids: Iterable[str]) -> str:
    """Clauses of the blueprint with their first words."""
    texts = {each.id: each.text for each in context.pack.clauses}
    return "; ".join(f"{part} {short(texts[part], 60)}" for part in ids if part in texts)


def named(entries: Iterable[Any]) -> str:
    """Entries by code and title."""
    return "; ".join(f"{each.code} {short(one_line(each.title), 60)}" for each in entries)


def linked(context: Context, each: Linked) -> list[tuple[str, str]]:
    """What an entry is linked to, as details under it."""
    return [
        ("Capabilities", capabilities(context, each.capabilities)),
        ("Clauses", clauses(context, each.clauses)),
        ("Risks", named(risk for risk in context.book.risks if risk.id in each.risks)),
        ("Actions", named(action for action in context.book.actions if action.id in each.actions)),
    ]
