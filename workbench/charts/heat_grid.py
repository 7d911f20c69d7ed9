"""Where the parts of the heat map lie: names and targets always stand, cells as many as there is room for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from workbench.charts import glyphs
from workbench.charts.figure import Anchor, Circle, Figure, Mark, Rect, TableText, Text
from workbench.charts.measure import shorten, text_width, wrap
from workbench.charts.seen import Seen

_AGREE, _AGREE_NARROW = 142.0, 106.0
_LEVEL = 80.0


@dataclass(frozen=True, slots=True)
class Grid:
    """Where the columns lie; of those of cells those from `start` on that there is room for."""

    width: float
    group: float
    cells: float
    cell: float
    first: int
    count: int
    axis_left: float
    axis_right: float
    index: float
    level: float
    agree: float
    agree_wide: float
    head: float
    row: float

    @property
    def step(self) -> float:
        """From one level to the next on the axis."""
        return (self.axis_right - self.axis_left) / 4

    @classmethod
    def fit(
        cls, width: float, seen: Sequence[Seen], row: float, start: int = 0, *, still: bool = False
    ) -> Grid:
        """Share a width out: names and targets always stand, cells as many as there is room for.

        Where nobody presses it, as on paper, it is `still`: names then get what targets need to be dragged.
        """
        narrow = width < 700
        heads = max((text_width(word, 11.5, 500) for each in seen for word in each.head.split()), default=0.0)
        least_cell = 38.0 if still or narrow else 41.0 if width < 860 else 46.0
        cell = max(least_cell, min(78.0, heads + 8))
        group = max(70.0, min(112.0, width * 0.115))
        agree = _AGREE_NARROW if narrow else 122.0 if width < 800 else _AGREE if width < 900 else 176.0
        level = 0.0 if width < 640 else _LEVEL
        axis = max(72.0, min(150.0, width * (0.11 if still else 0.13)))
        fixed = group + axis + 36 + level + agree
        least = 120.0 if narrow else 150.0
        if len(seen) * cell > width - fixed - least:
            cell = max(least_cell, min(cell, (width - fixed - least) / len(seen)))
        count = max(1, min(len(seen), int((width - fixed - least) / cell))) if seen else 0
        name = max(60.0, width - fixed - count * cell)
        spare = max(0.0, name - 260)
        name, axis = name - spare, axis + spare
        axis_left = group + name + count * cell + 22
        level_at = axis_left + axis + 14
        two = any(len(_head_lines(each.head, cell)) > 1 for each in seen)
        return cls(
            width, group, group + name, cell, max(0, min(start, len(seen) - count)), count, axis_left,
            axis_left + axis, level_at + 33, level_at + 42 if level else 0.0, width - agree + 6, agree - 6,
            64.0 if two else 50.0, row,
        )  # fmt: skip


def _head_lines(text: str, cell: float) -> list[str]:
    """The head of a column on up to two lines; a word that has no room is cut, not broken."""
    if any(text_width(word, 11.5, 500) > cell - 3 for word in text.split()):
        return [shorten(text, cell - 3, 11.5, 500)]
    return wrap(text, cell - 3, 11.5, 500, most=2)


def fitting(width: float, columns: Sequence[Seen], *, still: bool = False) -> int:
    """How many of the columns there is room for at a width; the others are reached with `start`."""
    return Grid.fit(width, columns, 25.0, 0, still=still).count


def whole_width(columns: Sequence[Seen], width: float) -> float:
    """The least width from `width` on at which every column is shown, for a copy."""
    while fitting(width, columns) < len(columns):
        width += 40
    return width


def legend(width: float) -> Figure:
    """Draw the signs of the grid on one line, right-aligned; signs that have no room are left away whole."""
    signs = [("1.5 or more short", "bad"), ("target", "accent"), ("now", "data")]
    wide = {said: text_width(said, 12) * 1.03 + 34 for said, _ in signs}
    chips = 20.0 * len(glyphs.LEVELS)
    if sum(wide.values()) + chips > width:
        signs = signs[1:]
    marks: list[Mark] = []
    x = width
    for said, token in signs:
        if x - wide[said] < 0:
            break
        x -= wide[said] - 12
        marks.append(Text(x + 18, 14, said, 12, color="ink2"))
        if token == "bad":
            marks.append(Rect(x, 9, 13, 2, fill="bad"))
        elif token == "data":
            marks.append(Circle(x + 7, 10, 5, fill="data"))
        else:
            marks.append(Circle(x + 7, 10, 4.5, fill="surface", stroke="accent", line=2))
        x -= 12
    for level in reversed(glyphs.LEVELS) if x >= chips else ():
        x -= 20
        marks += glyphs.level_chip(x, 2, level, 16)
    return Figure(width, 20, tuple(marks), "Legend", TableText((), ()))


def head(grid: Grid, seen: Sequence[Seen], by: str, kind: str) -> list[Mark]:
    base, width = grid.head - 10, grid.width
    above = 14.0
    marks: list[Mark] = [
        Text(0, base, "Area" if by == "area" else "Dimension", 12, color="ink3"),
        Text(grid.group, base, "Capability", 12, color="ink3"),
        Text(grid.axis_left - 4, above, "Now and target", 11.5, 600),
        Text(grid.agree, base, "Agreement", 12, color="ink3"),
        Rect(0, grid.head - 1, width, 1, fill="line2"),
    ]
    if seen:
        room = max(grid.cell * grid.count, 60)
        said = f"Mean answer by {kind}"
        if text_width(said, 11.5, 600) > room + 12:
            said = shorten(f"By {kind}", room + 12, 11.5, 600)
        marks.append(Text(grid.cells, above, said, 11.5, 600))
    if grid.level:
        marks.append(Text(grid.index, base, "Index", 12, color="ink3", anchor=Anchor.END))
        marks.append(Text(grid.level - 5, base, "Level", 12, color="ink3"))
    for number, each in enumerate(seen[grid.first : grid.first + grid.count]):
        x = grid.cells + number * grid.cell + grid.cell / 2
        lines = _head_lines(each.head, grid.cell)
        for line, said in enumerate(lines):
            y = base - 13 * (len(lines) - 1 - line)
            marks.append(Text(x, y, said, 11.5, 500, color="ink3", anchor=Anchor.MIDDLE))
    for step in range(5):
        x = grid.axis_left + step * grid.step
        marks.append(Text(x, base, str(step + 1), 11, 500, color="ink3", anchor=Anchor.MIDDLE))
    return marks
