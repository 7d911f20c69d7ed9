"""Obstacles by impact and by how easily they move."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

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
from workbench.domain.obstacle import Obstacle, ObstacleKind, ObstacleState
from workbench.domain.text import join_words, plural, sentence_case, spelled

MORE = "more:"
"""What the key of an overflow marker begins with; then impact and tractability, split by ':'."""

_LEFT = 62.0
_FOOT = 44.0
_STRONG = 4
_SIDE_BY_SIDE = 4
_RADIUS, _STRIP = 11.0, 20.0


def start_here(obstacles: Sequence[Obstacle]) -> list[Obstacle]:
    """What weighs much and moves easily, heaviest first, without what is cleared or accepted."""
    found = [
        each
        for each in obstacles
        if (each.impact or 0) >= _STRONG and (each.tractability or 0) >= _STRONG and _alive(each)
    ]
    return sorted(found, key=lambda each: (-(each.impact or 0), -(each.tractability or 0), each.code))


def _alive(each: Obstacle) -> bool:
    return each.state not in (ObstacleState.CLEARED, ObstacleState.ACCEPTED)


def title(obstacles: Sequence[Obstacle]) -> str:
    """Say what to start with."""
    if not obstacles:
        return "No deterrents or obstacles listed yet"
    placed = [each for each in obstacles if each.impact is not None and each.tractability is not None]
    if not placed:
        return f"{plural(len(obstacles), 'obstacle')} listed, none rated yet"
    start = start_here(placed)
    if not start:
        heavy = [each for each in placed if (each.impact or 0) >= _STRONG and _alive(each)]
        if not heavy:
            return "No open obstacle weighs heavily"
        return f"{sentence_case(spelled(len(heavy)))} heavy {'obstacle needs' if len(heavy) == 1 else 'obstacles need'} allies; none of them moves easily"
    if len(start) == 1:
        return f"Start with {start[0].code}: {shorten(one_line(start[0].title), 420, 13)}"
    codes = join_words([each.code for each in start[:4]])
    return f"{sentence_case(spelled(len(start)))} heavy obstacles can move now: {codes}{' first' if len(start) > 4 else ''}"


Cells = Mapping[tuple[int, int], list[Obstacle]]


@dataclass(frozen=True, slots=True)
class _Grid:
    """Five by five cells of one size, with a strip above and below for words that no cell has room for."""

    wide: float
    tall: float
    above: float
    below: float

    def left(self, tractability: int) -> float:
        """Where a column begins."""
        return _LEFT + (tractability - 1) * self.wide

    def top(self, impact: int) -> float:
        """Where a row begins."""
        return self.above + (5 - impact) * self.tall

    @property
    def bottom(self) -> float:
        """Where the frame ends."""
        return self.above + 5 * self.tall + self.below


@dataclass(frozen=True, slots=True)
class _Quarter:
    """A quarter of the plot by its words: `impacts` and `movable` lead from its corner inwards."""

    words: str
    color: str
    impacts: tuple[int, ...]
    movable: tuple[int, ...]

    def room(self, cells: Cells, wide: float) -> tuple[int, int] | None:
        """The cell nearest to the corner that is empty, along the edge first; `None` where none has room."""
        if text_width(self.words, 11.5, 600) + 18 > wide:
            return None
        empty = ((i, t) for i in self.impacts for t in self.movable if not cells.get((i, t)))
        return next(empty, None)


_QUARTERS = (
    _Quarter("Work around", "ink3", (5, 4), (1, 2, 3)),
    _Quarter("Start here", "accent", (5, 4), (5, 4)),
    _Quarter("Leave for now", "ink3", (1, 2, 3), (1, 2, 3)),
    _Quarter("Clear in passing", "ink3", (1, 2, 3), (5, 4)),
)


def _grid(width: float, height: float, cells: Cells) -> _Grid:
    wide = (width - _LEFT - 2) / 5
    full = [each for each in _QUARTERS if each.room(cells, wide) is None]
    above = _STRIP if any(each.impacts[0] == 5 for each in full) else 0.0
    below = _STRIP if any(each.impacts[0] == 1 for each in full) else 0.0
    return _Grid(wide, (height - _FOOT - above - below) / 5, above, below)


def _names(grid: _Grid, cells: Cells) -> list[Mark]:
    """What each quarter is called, in an empty cell of it, or in the strip at its edge."""
    marks: list[Mark] = []
    for each in _QUARTERS:
        room = each.room(cells, grid.wide)
        impact, movable = room or (each.impacts[0], each.movable[0])
        top = grid.top(impact) if room else 0.0
        bottom = grid.top(impact) + grid.tall if room else grid.bottom
        x, anchor = grid.left(movable) + 9, Anchor.START
        if each.movable[0] == 5:
            x, anchor = grid.left(movable) + grid.wide - 9, Anchor.END
        y = top + (17 if room else 14) if each.impacts[0] == 5 else bottom - (9 if room else 6)
        marks.append(Text(x, y, each.words, 11.5, 600, color=each.color, anchor=anchor))
    return marks


def _frame(grid: _Grid) -> list[Mark]:
    wide, tall, bottom = grid.wide, grid.tall, grid.bottom
    right = _LEFT + 5 * wide
    split_x, split_y = grid.left(_STRONG), grid.top(_STRONG - 1)
    marks: list[Mark] = [
        Rect(split_x, 0.5, right - split_x, split_y, fill="accent-t"),
        Rect(_LEFT, 0.5, right - _LEFT, bottom - 0.5, stroke="line2"),
        Line(((split_x, 0), (split_x, bottom)), "line2"),
        Line(((_LEFT, split_y), (right, split_y)), "line2"),
        Text(_LEFT, bottom + 36, "← Harder to move", 12, color="ink3"),
        Text(right, bottom + 36, "Easier to move →", 12, color="ink3", anchor=Anchor.END),
        Text(0, grid.top(5) + tall / 2 + 4, "Impact", 12, color="ink3"),
    ]
    for step in range(1, 6):
        marks.append(
            Text(_LEFT - 10, grid.top(step) + tall / 2 + 4, str(step), 12, color="ink2", anchor=Anchor.END)
        )
        marks.append(
            Text(_LEFT + (step - 0.5) * wide, bottom + 17, str(step), 12, color="ink2", anchor=Anchor.MIDDLE)
        )
    return marks


def _marker(each: Obstacle, x: float, y: float, radius: float, selected: bool) -> list[Mark]:
    deterrent = each.kind is ObstacleKind.DETERRENT
    token = "bad" if deterrent else "ink"
    fill = token if selected else "surface"
    size = min(10.5, radius * 0.85)
    if text_width(each.code, size, 600) > radius * 1.8:
        size *= radius * 1.8 / text_width(each.code, size, 600)
    shape: Mark = (
        Circle(x, y, radius, fill, token, 2, key=each.id)
        if deterrent
        else Rect(
            x - radius + 1, y - radius + 1, 2 * radius - 2, 2 * radius - 2, fill, token, 2, 3, key=each.id
        )
    )
    ink = "surface" if selected else token
    return [shape, Text(x, y + size * 0.36, each.code, size, 600, color=ink, anchor=Anchor.MIDDLE)]


def _cell_marks(
    found: list[Obstacle], centre: tuple[float, float], cell: tuple[float, float], selected: str
) -> tuple[list[Mark], list[Spot]]:
    """Markers of one cell side by side, each label within its share of the cell, so that none can touch."""
    wide, tall = cell
    cx, cy = centre
    shown = found if len(found) <= _SIDE_BY_SIDE else found[:2]
    rest = len(found) - len(shown)
    slots = len(shown) + (1 if rest else 0)
    slot = wide / slots
    radius = min(_RADIUS, slot / 2 - 1, tall * 0.24)
    marks: list[Mark] = []
    spots: list[Spot] = []
    labelled = slot >= 44 and tall >= 2 * radius + 20
    twice = tall >= 2 * radius + 29
    y = cy - (13 if twice else 7) if labelled else cy
    for number, each in enumerate(shown):
        x = cx + (number - (slots - 1) / 2) * slot
        chosen = each.id == selected
        marks += _marker(each, x, y, radius, chosen)
        if labelled:
            weight = 600 if chosen else 400
            lines = wrap(one_line(each.title), slot - 6, 11, weight, most=2 if twice else 1)
            for line, text in enumerate(lines):
                base = y + radius + 11.5 + 12 * line
                marks.append(Text(x, base, text, 11, weight, anchor=Anchor.MIDDLE))
        said = f"{each.code} {each.title}: impact {each.impact}, movable {each.tractability}"
        spots.append(Spot(each.id, x - radius, y - radius, 2 * radius, 2 * radius, said, each.title))
    if rest:
        x = cx + (slots - 1) / 2 * slot
        names = ", ".join(each.code for each in found[2:])
        key = f"{MORE}{found[0].impact}:{found[0].tractability}"
        marks.append(Circle(x, y, radius, "surface", "ink2", key=key))
        marks.append(
            Text(x, y + radius * 0.3, f"+{rest}", radius * 0.85, 600, color="ink2", anchor=Anchor.MIDDLE)
        )
        spots.append(
            Spot(key, x - radius, y - radius, 2 * radius, 2 * radius, f"{rest} more: {names}", names)
        )
    return marks, spots


def draw(obstacles: Sequence[Obstacle], width: float, height: float, selected: str = "") -> Figure:
    """Draw the plot; `selected` is an obstacle's id, a drop means (impact, tractability)."""
    spots: list[Spot] = []
    cells: dict[tuple[int, int], list[Obstacle]] = {}
    for each in sorted(obstacles, key=lambda one: (one.id != selected, one.position, one.code)):
        if each.impact is not None and each.tractability is not None:
            cells.setdefault((each.impact, each.tractability), []).append(each)
    grid = _grid(width, height, cells)
    cell = (grid.wide, grid.tall)
    marks = [*_frame(grid), *_names(grid, cells)]
    for (impact, tractability), found in sorted(cells.items()):
        centre = (grid.left(tractability) + grid.wide / 2, grid.top(impact) + grid.tall / 2)
        drawn, places = _cell_marks(found, centre, cell, selected)
        marks += drawn
        spots += places
    placed = sum(len(found) for found in cells.values())
    missing = len(obstacles) - placed
    if missing:
        said = f"{missing} not placed: impact or movability not rated yet"
        marks.append(
            Text(
                width / 2 + 20,
                height - 8,
                shorten(said, width * 0.5, 11.5),
                11.5,
                color="warn",
                anchor=Anchor.MIDDLE,
            )
        )
    rows = tuple(
        (
            each.code,
            each.title,
            each.kind.label,
            str(each.impact or "–"),
            str(each.tractability or "–"),
            each.state.label,
        )
        for each in obstacles
    )
    table = TableText(("Code", "Deterrent or obstacle", "Kind", "Impact", "Movable", "State"), rows)
    handles = tuple(
        Handle(spot.key, spot.x, spot.y, spot.width, spot.height, spot.name)
        for spot in spots
        if not spot.key.startswith(MORE)
    )
    drops = tuple(
        Drop(grid.left(tractability), grid.top(impact), *cell, (impact, tractability))
        for impact in range(1, 6)
        for tractability in range(1, 6)
    )
    return Figure(width, height, tuple(marks), title(obstacles), table, tuple(spots), handles, drops)
