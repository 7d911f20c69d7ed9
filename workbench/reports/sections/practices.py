"""Practices checked per team or service, with the gaps counted."""

from __future__ import annotations

from workbench.charts import practices as chart
from workbench.domain.content import Catalogue, Use
from workbench.reports.context import Context
from workbench.reports.layout import Piece, Section, finding, heading, paragraph, picture
from workbench.reports.sections.entries import linked
from workbench.reports.text import TABLE_SOFT

SCALE = 0.66
_ACROSS = 6


def sections(context: Context) -> list[Section]:
    """Every catalogue in which something was checked, and every note; nothing where nothing was."""
    book = context.book
    subjects, cells = book.subjects, book.practices
    shown = [
        each
        for each in context.pack.catalogues
        if each.use is Use.CHECK and any(key[1] == each.id for key in cells)
    ]
    if not subjects or not shown:
        return []
    width = context.width
    said = f"{chart.title(shown, subjects, cells)}."
    pieces = [*finding(said, width)]
    for catalogue in shown:
        for start in range(0, len(subjects), _ACROSS):
            part = subjects[start : start + _ACROSS]
            figure = chart.draw([catalogue], part, cells, width / SCALE)
            pieces.append(picture(figure, SCALE, before=10))
        pieces += _notes(context, catalogue)
    return [Section("practices", "Practices", said, tuple(pieces))]


def _notes(context: Context, catalogue: Catalogue) -> list[Piece]:
    book = context.book
    titles = {each.id: each.title for each in book.subjects}
    items = {each.id: each.title for each in catalogue.entries}
    noted = [
        (items.get(item, item), titles.get(subject, ""), cell)
        for (subject, name, item), cell in book.practices.items()
        if name == catalogue.id and (cell.note.strip() or any(text for _, text in linked(context, cell)))
    ]
    if not noted:
        return []
    pieces = [heading(f"Notes on {catalogue.title}", context.width, before=8)]
    for item, subject, cell in noted:
        said = f"{item}, {subject} ({cell.presence.label.lower()}): {cell.note}"
        pieces += paragraph(said.removesuffix(": "), context.width, TABLE_SOFT)
        for label, text in linked(context, cell):
            if text:
                pieces += paragraph(f"{label}: {text}", context.width - 12, TABLE_SOFT, x=12)
    return pieces
