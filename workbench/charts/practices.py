"""Practices as a matrix: one line per practice, one column per team or service, gaps counted."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from workbench.charts.figure import Anchor, Figure, Line, Mark, Pattern, Rect, Spot, TableText, Text
from workbench.charts.measure import shorten, wrap
from workbench.charts.words import one_line
from workbench.domain.content import Catalogue
from workbench.domain.practice import Practice, Presence, Subject
from workbench.domain.text import plural

ROW, HEAD, GROUP, LINE = 26.0, 46.0, 30.0, 14.0
_LINES = 3
_LOOKS = {
    Presence.PRESENT: ("m4", Pattern.NONE, "✓", "on-m4"),
    Presence.PARTLY: ("m2", Pattern.NONE, "part", "on-m2"),
    Presence.ABSENT: ("surface", Pattern.NONE, "no", "bad"),
    Presence.NOT_NEEDED: ("sunk", Pattern.NONE, "–", "ink3"),
}
Cells = Mapping[tuple[str, str, str], Practice]


@dataclass(frozen=True, slots=True)
class Count:
    """Cells of a matrix by what they say; `open` were not looked at yet."""

    present: int
    partly: int
    absent: int
    open: int


def count(catalogues: Sequence[Catalogue], subjects: Sequence[Subject], cells: Cells) -> Count:
    """Count the cells of these catalogues."""
    found = dict.fromkeys(Presence, 0)
    total = 0
    for catalogue in catalogues:
        for item in catalogue.entries:
            for subject in subjects:
                total += 1
                cell = cells.get((subject.id, catalogue.id, item.id))
                if cell is not None:
                    found[cell.presence] += 1
    seen = sum(found.values())
    return Count(found[Presence.PRESENT], found[Presence.PARTLY], found[Presence.ABSENT], total - seen)


def title(catalogues: Sequence[Catalogue], subjects: Sequence[Subject], cells: Cells) -> str:
    """Say how many practices are missing, and where most of them."""
    if not catalogues:
        return "This pack lists no practices to check"
    if not subjects:
        return "No team or service to check yet"
    counted = count(catalogues, subjects, cells)
    if not counted.present + counted.partly + counted.absent:
        return "Nothing checked yet"
    gaps = counted.absent + counted.partly
    if not gaps:
        return f"No gap among {plural(counted.present, 'practice')} checked"
    most = max(subjects, key=lambda each: _gaps(catalogues, each, cells))
    said = f"{plural(gaps, 'gap')} among {plural(counted.present + gaps, 'practice')} checked"
    if len(subjects) > 1:
        worst = _gaps(catalogues, most, cells)
        ties = sum(1 for each in subjects if _gaps(catalogues, each, cells) == worst)
        if ties == 1:
            return f"{said}, most of them at {shorten(one_line(most.title), 180, 13)}: {worst}"
    return said


def _gaps(catalogues: Sequence[Catalogue], subject: Subject, cells: Cells) -> int:
    found = count(catalogues, [subject], cells)
    return found.absent + found.partly


def _cell(x: float, y: float, wide: float, cell: Practice | None, selected: bool) -> list[Mark]:
    box = (x + 2, y + 2, wide - 4, ROW - 4)
    stroke, line = ("accent", 2.0) if selected else ("line2", 1.0)
    if cell is None:
        return [Rect(*box, "", stroke, line, 3, dash=() if selected else (2, 3))]
    fill, pattern, said, ink = _LOOKS[cell.presence]
    marks: list[Mark] = [Rect(*box, fill, stroke, line, 3, pattern=pattern)]
    marks.append(Text(x + wide / 2, y + ROW / 2 + 4, said, 11.5, 600, color=ink, anchor=Anchor.MIDDLE))
    if cell.note:
        marks.append(Rect(x + wide - 9, y + 4, 4, 4, "accent", radius=2))
    return marks


def draw(
    catalogues: Sequence[Catalogue],
    subjects: Sequence[Subject],
    cells: Cells,
    width: float,
    selected: str = "",
) -> Figure:
    """Draw the matrix; the key of a cell is 'subject/catalogue/item', of a column's head 'subject'."""
    left = min(280.0, width * 0.4)
    wide = min(120.0, (width - left) / max(1, len(subjects)))
    names = [wrap(one_line(each.title), wide - 4, 11.5, 600, most=_LINES) for each in subjects]
    most = max((len(each) for each in names), default=1)
    head = HEAD + LINE * (most - 1)
    marks: list[Mark] = []
    spots: list[Spot] = []
    for place, subject in enumerate(subjects):
        x = left + place * wide
        for line, name in enumerate(names[place]):
            base = 16 + LINE * (line + most - len(names[place]))
            marks.append(Text(x + wide / 2, base, name, 11.5, 600, anchor=Anchor.MIDDLE))
        gaps = _gaps(catalogues, subject, cells)
        marks.append(
            Text(
                x + wide / 2,
                head - 14,
                plural(gaps, "gap"),
                11,
                color="bad" if gaps else "ink3",
                anchor=Anchor.MIDDLE,
            )
        )
        spots.append(
            Spot(subject.id, x, 3, wide, head - 11, f"{subject.title}: {plural(gaps, 'gap')}", subject.title)
        )
    y = head
    for catalogue in catalogues:
        marks.append(Line(((0, y), (left + wide * len(subjects), y)), "line2"))
        marks.append(Text(0, y + 20, shorten(one_line(catalogue.title), left - 10, 12.5, 600), 12.5, 600))
        y += GROUP
        for item in catalogue.entries:
            marks.append(Text(12, y + 17, shorten(one_line(item.title), left - 24, 12), 12))
            for place, subject in enumerate(subjects):
                key = f"{subject.id}/{catalogue.id}/{item.id}"
                cell = cells.get((subject.id, catalogue.id, item.id))
                x = left + place * wide
                marks += _cell(x, y, wide, cell, key == selected)
                said = cell.presence.label if cell is not None else "not looked at"
                spots.append(Spot(key, x, y, wide, ROW, f"{item.title}, {subject.title}: {said}", item.text))
            y += ROW
        y += 8
    rows = tuple(
        (
            catalogue.title,
            item.title,
            *(_said(cells.get((each.id, catalogue.id, item.id))) for each in subjects),
        )
        for catalogue in catalogues
        for item in catalogue.entries
    )
    table = TableText(("Practices", "Practice", *(each.title for each in subjects)), rows)
    return Figure(width, y, tuple(marks), title(catalogues, subjects, cells), table, tuple(spots))


def _said(cell: Practice | None) -> str:
    return "" if cell is None else cell.presence.label
