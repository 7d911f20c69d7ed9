"""Two moments side by side, a line for each dimension: what rose, what held, what fell."""

from __future__ import annotations

import math
from collections.abc import Sequence
from fractions import Fraction

from workbench.analysis.compare import Direction, Shift
from workbench.analysis.figures import tenths
from workbench.charts import words
from workbench.charts.figure import Anchor, Circle, Figure, Line, Mark, Rect, Spot, TableText, Text
from workbench.charts.measure import shorten, text_width
from workbench.domain.content import Pack
from workbench.domain.text import join_words, spelled

_TOP = 52.0
_FOOT = 16.0
_LINE = 16.0
"""The least distance between two labels."""


def signed(moved: int) -> str:
    """A change in tenths as printed: '+0.8', '−0.2', '0'."""
    if not moved:
        return "0"
    return f"{'+' if moved > 0 else words.MINUS}{abs(moved) / 10:.1f}"


def moved_tenths(shift: Shift) -> int:
    """How far a figure moved as printed, in tenths, so that a reader who subtracts finds the same."""
    assert shift.index_before is not None
    assert shift.index_after is not None
    return tenths(shift.index_after) - tenths(shift.index_before)


def title(shifts: Sequence[Shift], what: str = "dimension") -> str:
    """Say how many rose, and which fell."""
    known = [each for each in shifts if each.direction is not Direction.UNKNOWN]
    if not known:
        return f"No {what} is rated at both moments yet"
    rose = sum(1 for each in known if each.direction is Direction.ROSE)
    fell = [each.name for each in reversed(known) if each.direction is Direction.FELL]
    if not rose and not fell:
        return (
            f"All {_many(len(known), what)} stand as before"
            if len(known) > 1
            else f"{known[0].name} stands as before"
        )
    if not fell:
        if rose == len(known):
            return f"All {_many(len(known), what)} rose" if len(known) > 1 else f"{known[0].name} rose"
        return f"{spelled(rose).capitalize()} of {_many(len(known), what)} rose, none fell"
    said = join_words(fell) if len(fell) <= 2 else f"{spelled(len(fell))} fell"
    start = f"{spelled(rose).capitalize()} of {_many(len(known), what)} rose" if rose else f"No {what} rose"
    return f"{start}, {said} fell" if len(fell) <= 2 else f"{start}, {said}"


def _many(count: int, what: str) -> str:
    return f"{spelled(count)} {what}{'' if count == 1 else 's'}"


def _spread(wanted: Sequence[float], least: float, low: float, high: float) -> list[float]:
    """Places as near to those wanted as they can be at a least distance, in the order given (ascending)."""
    placed: list[float] = []
    for y in wanted:
        placed.append(max(y, placed[-1] + least if placed else low))
    over = placed[-1] - high if placed else 0.0
    if over > 0:
        placed[-1] = high
        for i in range(len(placed) - 2, -1, -1):
            placed[i] = min(placed[i], placed[i + 1] - least)
    return placed


def _color(shift: Shift, most: Fraction | None) -> tuple[str, int]:
    if shift.direction is Direction.FELL:
        return "bad", 600
    if shift.direction is Direction.ROSE and shift.index == most:
        return "ok", 600
    return "ink", 400


def draw(
    shifts: Sequence[Shift],
    pack: Pack,
    heads: tuple[tuple[str, str], tuple[str, str]],
    width: float,
    height: float,
    what: str = "dimension",
) -> Figure:
    """Draw a line for each that is rated at both moments; `heads` are the moments, each with a line below it."""
    known = [each for each in shifts if each.direction is not Direction.UNKNOWN]
    left, right = width * 0.33, width * 0.62
    high = max(height, _TOP + _FOOT + _LINE * max(1, len(known)) + 20)
    marks: list[Mark] = []
    for x, (name, note) in zip((left, right), heads, strict=True):
        marks.append(Text(x, 16, shorten(name, width * 0.3, 13, 600), 13, 600, anchor=Anchor.MIDDLE))
        marks.append(Text(x, 32, shorten(note, width * 0.3, 11), 11, color="ink3", anchor=Anchor.MIDDLE))
        if known:
            marks.append(Line(((x, _TOP - 10), (x, high - _FOOT)), "line2"))
    spots: list[Spot] = []
    if known:
        figures = [float(each) for s in known for each in (s.index_before, s.index_after) if each is not None]
        low, top = math.floor(min(figures)), math.ceil(max(figures))
        top = min(5, max(top, low + 1))
        low = max(1, min(low, top - 1))

        def y(value: Fraction | None) -> float:
            assert value is not None
            return high - _FOOT - 8 - (float(value) - low) * (high - _FOOT - _TOP - 16) / (top - low)

        behind: list[Mark] = []
        for level in range(low, top + 1):
            at = y(Fraction(level))
            marks.append(Line(((left - 6, at), (right + 6, at)), "grid"))
            name = f"{level} {pack.level_name(level)}"
            wide = text_width(name, 10.5) + 8
            behind.append(Rect((left + right - wide) / 2, at - 7, wide, 14, fill="surface"))
            behind.append(Text((left + right) / 2, at + 3.5, name, 10.5, color="ink3", anchor=Anchor.MIDDLE))
        most = max((each.index for each in known if each.index is not None), default=None)
        most = most if most is not None and most > 0 else None
        before = sorted(known, key=lambda each: -float(each.index_before or 0))
        after = sorted(known, key=lambda each: -float(each.index_after or 0))
        starts = _spread([y(each.index_before) for each in before], _LINE, _TOP, high - _FOOT)
        ends = _spread([y(each.index_after) for each in after], _LINE, _TOP, high - _FOOT)
        for each in sorted(known, key=lambda each: _color(each, most)[1]):
            color, weight = _color(each, most)
            line = "control" if color == "ink" else color
            points = ((left, y(each.index_before)), (right, y(each.index_after)))
            marks.append(Line(points, line, 2.4 if weight == 600 else 1.2))
            marks += [
                Circle(*point, 4 if weight == 600 else 3, fill=line, stroke="surface") for point in points
            ]
        # The names of levels stand over the lines, which would cross them out.
        marks += behind
        for each, at in zip(before, starts, strict=True):
            color, weight = _color(each, most)
            figure = words.one_decimal(each.index_before)
            marks.append(Text(left - 12, at + 4, figure, 12, 600, color=color, anchor=Anchor.END))
            room = left - 12 - text_width(figure, 12, 600) - 8
            name = shorten(each.name, room, 12, weight)
            marks.append(
                Text(
                    left - 18 - text_width(figure, 12, 600),
                    at + 4,
                    name,
                    12,
                    weight,
                    color=color,
                    anchor=Anchor.END,
                )
            )
        for each, at in zip(after, ends, strict=True):
            color, weight = _color(each, most)
            figure = words.one_decimal(each.index_after)
            marks.append(Text(right + 12, at + 4, figure, 12, 600, color=color))
            change = signed(moved_tenths(each))
            start = right + 18 + text_width(figure, 12, 600)
            name = shorten(each.name, width - start - 44, 12, weight)
            marks.append(Text(start, at + 4, name, 12, weight, color=color))
            marks.append(Text(width, at + 4, change, 12, weight, color=color, anchor=Anchor.END))
            said = f"{each.name}: {words.one_decimal(each.index_before)}, then {figure}, {change}"
            spots.append(Spot(each.id, right, at - 8, width - right, _LINE, said, said))
    else:
        marks.append(
            Text(
                width / 2,
                high / 2,
                "Nothing is rated at both moments.",
                13,
                color="ink3",
                anchor=Anchor.MIDDLE,
            )
        )
    rows = tuple(
        (
            each.name,
            words.one_decimal(each.index_before, words.NOT_RATED),
            words.one_decimal(each.index_after, words.NOT_RATED),
            signed(moved_tenths(each)) if each.direction is not Direction.UNKNOWN else "–",
        )
        for each in shifts
    )
    table = TableText((what.capitalize(), heads[0][0], heads[1][0], "Change"), rows)
    return Figure(width, high, tuple(marks), title(shifts, what), table, tuple(spots))
