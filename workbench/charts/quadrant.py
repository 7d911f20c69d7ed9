"""Obstacles by impact and by how easily they move."""

from __future__ import annotations

from collections.abc import Sequence

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
_RADIUS = 11.0


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


def _frame(width: float, height: float, cell: tuple[float, float]) -> list[Mark]:
    wide, tall = cell
    right, bottom = _LEFT + 5 * wide, 5 * tall
    split_x, split_y = _LEFT + (_STRONG - 1) * wide, (6 - _STRONG) * tall
    marks: list[Mark] = [
        Rect(split_x, 0.5, right - split_x, split_y, fill="accent-t"),
        Rect(_LEFT, 0.5, right - _LEFT, bottom - 0.5, stroke="line2"),
        Line(((split_x, 0), (split_x, bottom)), "line2"),
        Line(((_LEFT, split_y), (right, split_y)), "line2"),
        Text(_LEFT + 9, 17, "Work around", 11.5, 600, color="ink3"),
        Text(right - 9, 17, "Start here", 11.5, 600, color="accent", anchor=Anchor.END),
        Text(_LEFT + 9, bottom - 9, "Leave for now", 11.5, 600, color="ink3"),
        Text(right - 9, bottom - 9, "Clear in passing", 11.5, 600, color="ink3", anchor=Anchor.END),
        Text(_LEFT, bottom + 36, "← Harder to move", 12, color="ink3"),
        Text(right, bottom + 36, "Easier to move →", 12, color="ink3", anchor=Anchor.END),
        Text(0, tall / 2 + 4, "Impact", 12, color="ink3"),
    ]
    for step in range(1, 6):
        marks.append(
            Text(_LEFT - 10, (5 - step + 0.5) * tall + 4, str(step), 12, color="ink2", anchor=Anchor.END)
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
    cell = ((width - _LEFT - 2) / 5, (height - _FOOT) / 5)
    marks = _frame(width, height, cell)
    spots: list[Spot] = []
    cells: dict[tuple[int, int], list[Obstacle]] = {}
    for each in sorted(obstacles, key=lambda one: (one.id != selected, one.position, one.code)):
        if each.impact is not None and each.tractability is not None:
            cells.setdefault((each.impact, each.tractability), []).append(each)
    for (impact, tractability), found in sorted(cells.items()):
        centre = (_LEFT + (tractability - 0.5) * cell[0], (5 - impact + 0.5) * cell[1])
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
        Drop(_LEFT + (tractability - 1) * cell[0], (5 - impact) * cell[1], *cell, (impact, tractability))
        for impact in range(1, 6)
        for tractability in range(1, 6)
    )
    return Figure(width, height, tuple(marks), title(obstacles), table, tuple(spots), handles, drops)
