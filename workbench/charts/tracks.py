"""Rows with a marker on one short scale, each of which can be moved along its own track."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from workbench.charts.figure import (
    Anchor,
    Circle,
    Drop,
    Figure,
    Handle,
    Line,
    Mark,
    Rect,
    Spot,
    TableText,
    Text,
)
from workbench.charts.measure import shorten, text_width, wrap
from workbench.charts.words import one_line

_HEAD, _ROW = 34.0, 34.0
_RADIUS = 10.0
_ASIDE = 860.0


@dataclass(frozen=True, slots=True)
class Track:
    """One row: what it is called, its step (`None` while not rated), and words under and beside it.

    A row that is not `rated` has no marker and says `note` in its place.
    """

    key: str
    label: str
    value: int | None = None
    under: str = ""
    aside: str = ""
    note: str = ""
    rated: bool = True


@dataclass(frozen=True, slots=True)
class _Scale:
    """Where the steps lie; the first slot is for rows that are not rated yet."""

    left: float
    slot: float
    low: int
    count: int

    def x(self, value: int | None) -> float:
        """The middle of a step."""
        return self.left + self.slot * (0.5 if value is None else value - self.low + 1.5)

    @property
    def right(self) -> float:
        return self.left + self.slot * (self.count + 1)


def draw(
    tracks: Sequence[Track],
    width: float,
    words: Sequence[str],
    title: str,
    *,
    low: int = 1,
    selected: str = "",
    unrated: str = "Not rated",
    heads: tuple[str, str] = ("", ""),
) -> Figure:
    """Draw the tracks; `words` name the steps from `low` up, a drop means (key, step or `None`).

    `heads` name rows and steps in the table. The height follows from the rows.
    """
    left = min(230.0, width * 0.27)
    aside = min(230.0, width * 0.25) if width >= _ASIDE and any(each.aside for each in tracks) else 0.0
    scale = _Scale(left, (width - left - aside - 2) / (len(words) + 1), low, len(words))
    height = _HEAD + _ROW * len(tracks) + 4
    marks = _scale_marks(scale, words, unrated, height)
    spots: list[Spot] = []
    handles: list[Handle] = []
    drops: list[Drop] = []
    for number, each in enumerate(tracks):
        y = _HEAD + number * _ROW
        middle = y + _ROW / 2
        chosen = each.key == selected
        if chosen:
            marks.append(Rect(0, y + 1, width, _ROW - 2, fill="accent-t", radius=4))
        marks += _labels(each, scale, left, width, middle, chosen)
        said = _said(each, words, low, unrated)
        spots.append(Spot(each.key, 0, y + 1, width, _ROW - 2, said))
        if not each.rated:
            continue
        x = scale.x(each.value)
        marks += _marker(each, scale, x, middle)
        handles.append(Handle(each.key, x - _RADIUS, middle - _RADIUS, 2 * _RADIUS, 2 * _RADIUS, said))
        for step in (None, *range(low, low + len(words))):
            centre = scale.x(step)
            drops.append(Drop(centre - scale.slot / 2, y, scale.slot, _ROW, (each.key, step)))
    table = TableText(
        (heads[0] or "Row", heads[1] or "Step", "Beside it"),
        tuple(
            (
                " ".join(part for part in (one_line(each.label), one_line(each.under)) if part),
                _step_words(each, words, low, unrated),
                one_line(each.aside or each.note),
            )
            for each in tracks
        ),
    )
    return Figure(width, height, tuple(marks), title, table, tuple(spots), tuple(handles), tuple(drops))


def accepts(key: str, value: Any) -> bool:
    """Whether a marker may be put there: on its own track alone."""
    return value[0] == key


def _step_words(each: Track, words: Sequence[str], low: int, unrated: str) -> str:
    if not each.rated:
        return one_line(each.note)
    return unrated.lower() if each.value is None else f"{each.value} {words[each.value - low]}"


def _said(each: Track, words: Sequence[str], low: int, unrated: str) -> str:
    parts = (each.label, each.under, _step_words(each, words, low, unrated), each.aside)
    return ": ".join(one_line(part) for part in parts if part.strip())


def _scale_marks(scale: _Scale, words: Sequence[str], unrated: str, height: float) -> list[Mark]:
    marks: list[Mark] = []
    for i, word in enumerate((unrated, *words)):
        x = scale.left + scale.slot * (i + 0.5)
        figure = str(scale.low + i - 1) if i else ""
        lines = wrap(f"{figure} {word}".strip(), scale.slot - 6, 11)
        token = "ink3" if not i else "ink2"
        top = 22 - 12 * (len(lines) - 1)
        marks += [
            Text(x, top + 12 * n, line, 11, color=token, anchor=Anchor.MIDDLE) for n, line in enumerate(lines)
        ]
        if i:
            marks.append(Line(((x, _HEAD), (x, height)), "grid"))
    return marks


def _labels(each: Track, scale: _Scale, left: float, width: float, middle: float, chosen: bool) -> list[Mark]:
    weight = 600 if chosen else 500
    room = left - 16
    under = one_line(each.under)
    base = middle - 1.5 if under else middle + 4.5
    marks: list[Mark] = [Text(8, base, shorten(one_line(each.label), room, 12.5, weight), 12.5, weight)]
    if under:
        marks.append(Text(8, middle + 11.5, shorten(under, room, 11), 11, color="ink3"))
    if not each.rated:
        said = shorten(one_line(each.note), scale.right - left - 16, 12, 500)
        marks.append(Text(left + 12, middle + 4, said, 12, 500, color="warn"))
    beside = width - scale.right - 16
    if each.aside and beside > 60:
        lines = wrap(one_line(each.aside), beside, 11)
        top = middle + 4 - 6.5 * (len(lines) - 1)
        marks += [
            Text(scale.right + 14, top + 13 * n, line, 11, color="ink2") for n, line in enumerate(lines)
        ]
    return marks


def _marker(each: Track, scale: _Scale, x: float, y: float) -> list[Mark]:
    start, end = scale.x(scale.low), scale.x(scale.low + scale.count - 1)
    marks: list[Mark] = [Rect(start, y - 1.25, end - start, 2.5, fill="line2")]
    if each.value is None:
        marks.append(Circle(x, y, _RADIUS - 1, "surface", "control", 1.5, (2.5, 2.5), key=each.key))
        marks.append(Text(x, y + 4, "–", 11, color="ink3", anchor=Anchor.MIDDLE))
        return marks
    if x > start:
        marks.append(Rect(start, y - 1.25, x - start, 2.5, fill="data"))
    figure = str(each.value)
    size = min(11.5, 11.5 * 16 / max(1.0, text_width(figure, 11.5, 600)))
    marks.append(Circle(x, y, _RADIUS, fill="data", key=each.key))
    marks.append(Text(x, y + size * 0.36, figure, size, 600, color="surface", anchor=Anchor.MIDDLE))
    return marks
