"""A figure: a list of marks in plain coordinates, with colours named by token and everything a reader needs.

x runs right and y runs down from the top left corner; one unit is one pixel on screen at 100 per cent and one
point on paper times the scale the page gives it. Colours are names of theme tokens ('ink', 'm3', 'accent'), so
that one description serves light, dark and paper.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any

Point = tuple[float, float]


class Anchor(StrEnum):
    """Which point of a text its position names."""

    START = "start"
    MIDDLE = "middle"
    END = "end"


class Pattern(StrEnum):
    """A fill pattern that tells zones apart without colour."""

    NONE = ""
    DOTS = "dots"
    LINES = "lines"
    CROSSED = "crossed"


@dataclass(frozen=True, slots=True)
class Rect:
    """A rectangle; `key` names what it stands for, so that screens can react to it."""

    x: float
    y: float
    width: float
    height: float
    fill: str = ""
    stroke: str = ""
    line: float = 1.0
    radius: float = 0.0
    dash: tuple[float, ...] = ()
    pattern: Pattern = Pattern.NONE
    opacity: float = 1.0
    key: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """A line through points; `arrow` puts a head on its last point."""

    points: tuple[Point, ...]
    stroke: str
    line: float = 1.0
    dash: tuple[float, ...] = ()
    arrow: bool = False
    key: str = ""


@dataclass(frozen=True, slots=True)
class Polygon:
    """A closed shape."""

    points: tuple[Point, ...]
    fill: str = ""
    stroke: str = ""
    line: float = 1.0
    dash: tuple[float, ...] = ()
    opacity: float = 1.0
    key: str = ""


@dataclass(frozen=True, slots=True)
class Circle:
    """A disc or a ring."""

    x: float
    y: float
    radius: float
    fill: str = ""
    stroke: str = ""
    line: float = 1.0
    dash: tuple[float, ...] = ()
    key: str = ""


@dataclass(frozen=True, slots=True)
class Text:
    """One line of text; y is its baseline, `size` in units, `weight` 400, 500 or 600.

    `said` is the text as it is read, where `text` has it in the order in which its signs are drawn.
    """

    x: float
    y: float
    text: str
    size: float = 12.0
    weight: int = 400
    family: str = "sans"
    color: str = "ink"
    anchor: Anchor = Anchor.START
    key: str = ""
    said: str = ""


Mark = Rect | Line | Polygon | Circle | Text


@dataclass(frozen=True, slots=True)
class Spot:
    """A place that answers to hover, click and keys: `name` is what a screen reader says, `hint` a tooltip."""

    key: str
    x: float
    y: float
    width: float
    height: float
    name: str
    hint: str = ""


@dataclass(frozen=True, slots=True)
class Drop:
    """A place a handle can be dropped on, and the value that means."""

    x: float
    y: float
    width: float
    height: float
    value: Any


@dataclass(frozen=True, slots=True)
class Handle:
    """Something that can be dragged: to one of the figure's `drops`, or along its time axis (`axis`).

    `along` is 'drops', 'across' for drops that only ever lie beside it, or 'time'; `days` are the ordinals of the first
    and last day of a bar of which only a part is seen.
    """

    key: str
    x: float
    y: float
    width: float
    height: float
    name: str
    along: str = "drops"
    days: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True)
class TimeAxis:
    """A linear axis of days: `left` and `right` in figure units, as proleptic ordinals of dates."""

    left: float
    right: float
    first: int
    last: int

    def x(self, day: float) -> float:
        """Where a day lies."""
        return self.left + (day - self.first) * (self.right - self.left) / max(1, self.last - self.first)

    def day(self, x: float) -> int:
        """Which day lies at x, to the nearest."""
        return round(
            self.first + (x - self.left) * (self.last - self.first) / max(1e-9, self.right - self.left)
        )


@dataclass(frozen=True, slots=True)
class TableText:
    """The figure as a table, for reading, copying and screen readers."""

    headers: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Figure:
    """A chart as described: its finding (`title`), its marks, and its figures as a table."""

    width: float
    height: float
    marks: tuple[Mark, ...]
    title: str
    table: TableText
    spots: tuple[Spot, ...] = ()
    handles: tuple[Handle, ...] = ()
    drops: tuple[Drop, ...] = ()
    axis: TimeAxis | None = None


def reworded(figure: Figure, say: Callable[[str], str]) -> Figure:
    """The same figure with every text as `say` gives it; the very same where that changes none."""

    def cells(row: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(say(each) for each in row)

    marks = tuple(
        replace(each, text=said) if isinstance(each, Text) and (said := say(each.text)) != each.text else each
        for each in figure.marks
    )
    table = TableText(cells(figure.table.headers), tuple(cells(row) for row in figure.table.rows))
    spots = tuple(replace(each, name=say(each.name), hint=say(each.hint)) for each in figure.spots)
    found = replace(figure, marks=marks, title=say(figure.title), table=table, spots=spots)
    return figure if found == figure else found
