"""The words of the zones in the risk matrix, each where no marker lies over it."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence

from workbench.charts import glyphs
from workbench.charts.figure import Anchor, Mark, Point, Rect, Text
from workbench.charts.matrix_panels import Panel, cells_of
from workbench.charts.measure import text_width
from workbench.domain.risk import RiskKind, Zone

Box = tuple[float, float, float, float]
_SIZE, _HEIGHT, _INSET = 11.5, 11.0, 7.0
_SWATCH = 10.0


def zone_words(
    panel: Panel, boxes: Sequence[Box], ways: Sequence[tuple[Point, Point]], head_width: float
) -> list[Mark]:
    """Name each zone in one of its cells, near the outer edge; where all of them are full, above the half.

    `boxes` are what is drawn in the cells, as left, top, right and bottom, `ways` the arrows from and to, which a word
    keeps out of where it can; `head_width` is what the head above takes.
    """
    marks: list[Mark] = []
    above: list[Zone] = []
    known = list(cells_of(panel))
    for zone in Zone:
        cells = [(f, i, x, y) for f, i, found, x, y in known if found is zone]
        if not cells:
            # Own thresholds may leave a zone without a cell.
            continue
        places = _places(panel, zone, cells, boxes)
        free = [place for place in places if not any(_touch(place, box) for box in boxes)]
        clear = (place for place in free if not any(_cross(place, way) for way in ways))
        place = next(clear, free[0] if free else None)
        if place is None:
            above.append(zone)
        else:
            marks.append(Text(place[0], place[3] - 1, zone.word(panel.kind), _SIZE, 600))
    return [*marks, *_above(panel, above, head_width)]


def _places(
    panel: Panel, zone: Zone, cells: Sequence[tuple[int, int, float, float]], boxes: Sequence[Box]
) -> Iterator[Box]:
    """Where the word may stand, the best place first: in an empty cell, near the outer edge, at the foot of the cell."""
    word = zone.word(panel.kind)
    wide = text_width(word, _SIZE, 600)
    if _INSET + wide > panel.cell_width:
        return
    size = panel.cell_width, panel.cell_height

    def taken(x: float, y: float) -> bool:
        return any(_touch((x, y, x + size[0], y + size[1]), box) for box in boxes)

    ordered = sorted(cells, key=lambda each: (taken(each[2], each[3]), -abs(each[1] - 2.5), -each[0]))
    # Its foot first in every cell, so that the word stays where people look for it.
    for drop in (panel.cell_height - _INSET - _HEIGHT, _INSET - 2):
        for _, _, x, y in ordered:
            yield (x + _INSET, y + drop, x + _INSET + wide, y + drop + _HEIGHT)


def _touch(one: Box, other: Box) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def _cross(one: Box, way: tuple[Point, Point]) -> bool:
    """Whether an arrow runs through a box, looked at every few units of its length."""
    (x, y), (to_x, to_y) = way
    parts = max(1, int(math.hypot(to_x - x, to_y - y) / 3))
    points = ((x + (to_x - x) * at / parts, y + (to_y - y) * at / parts) for at in range(parts + 1))
    return any(one[0] - 2 < px < one[2] + 2 and one[1] < py < one[3] for px, py in points)


def _above(panel: Panel, zones: Sequence[Zone], head_width: float) -> list[Mark]:
    """The words beside the head of the half, each with its colour and pattern, as many as there is room for."""
    marks: list[Mark] = []
    taken = head_width + 18
    for zone in zones:
        word = zone.word(panel.kind)
        wide = _SWATCH + 5 + text_width(word, _SIZE, 600)
        if taken + wide > panel.right - panel.left:
            break
        threat = panel.kind is RiskKind.THREAT
        x = panel.left + taken if threat else panel.right - taken - wide
        marks += [
            Rect(
                x,
                panel.top - 21,
                _SWATCH,
                _SWATCH,
                fill=glyphs.cell_token(panel.kind, zone),
                stroke=glyphs.cell_token(panel.kind, Zone.AMBER),
                radius=2,
                pattern=glyphs.ZONE_PATTERN[zone],
            ),
            Text(x + _SWATCH + 5, panel.top - 12, word, _SIZE, 600, anchor=Anchor.START),
        ]
        taken += wide + 14
    return marks
