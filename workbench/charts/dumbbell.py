"""Rows from now to target: where the largest gaps are."""

from __future__ import annotations

from collections.abc import Sequence

from workbench.analysis.maturity import CapabilityRating
from workbench.charts import glyphs, words
from workbench.charts.figure import Anchor, Figure, Line, Mark, Rect, Spot, TableText, Text
from workbench.charts.measure import shorten, text_width, wrap
from workbench.domain.text import join_words, plural

_FIGURES = 78.0
_CHIP = 26.0


def is_wide(part: CapabilityRating) -> bool:
    """Whether the index lies one and a half levels or more under the target."""
    return part.rating.index is not None and part.target - part.rating.index >= words.WIDE_GAP


def title(parts: Sequence[CapabilityRating]) -> str:
    """Name the largest gap; all of them where they tie."""
    open_gaps = [part for part in parts if part.gap]
    if not parts or all(part.gap is None for part in parts):
        if parts and not any(part.rating.applicable for part in parts):
            return words.NOTHING_APPLIES
        return "No capability is rated yet"
    if not open_gaps:
        return "Every rated capability is at its target"
    most = max(part.gap or 0 for part in open_gaps)
    first = [part.capability.name for part in open_gaps if part.gap == most]
    if len(first) == 1:
        return f"{first[0]}: the largest gap"
    if len(first) > 3:
        return f"{plural(len(first), 'capability', 'capabilities')} share the largest gap"
    return f"{join_words(first)} share the largest gap"


def _name(name: str, room: float, middle: float, weight: int, row_height: float) -> list[Mark]:
    """A name on one line, or on two smaller ones where it is long and the row is high enough."""
    if text_width(name, 13, weight) <= room or row_height < 30:
        return [Text(0, middle + 4.5, shorten(name, room, 13, weight), 13, weight)]
    lines = wrap(name, room, 12, weight)
    top = middle + (4.5 if len(lines) == 1 else -2.5)
    return [Text(0, top + 14 * number, line, 12, weight) for number, line in enumerate(lines)]


def draw(
    parts: Sequence[CapabilityRating],
    width: float,
    row_height: float = 34.0,
    emphasis: bool = True,
    among: Sequence[CapabilityRating] | None = None,
) -> Figure:
    """Draw one row a capability, in the order given; the first stands out where `emphasis` is on.

    `among` are all those that the rows were chosen from: the title is true of them.
    """
    said = title(parts if among is None else among)
    axis_width = max(56.0, min(118.0, width * 0.23))
    right = width - _FIGURES - _CHIP - 10
    left = right - axis_width
    height = max(row_height, row_height * len(parts))
    marks: list[Mark] = []
    spots: list[Spot] = []
    if not parts:
        text = "Nothing rated yet." if among is None else f"{said}."
        marks.append(Text(0, row_height * 0.62, shorten(text, width, 13), 13, color="ink3"))
    for step in range(5) if parts else ():
        x = left + step * axis_width / 4
        marks.append(Line(((x, 0), (x, height)), "grid"))
    for number, part in enumerate(parts):
        y = number * row_height
        middle = y + row_height / 2
        weight = 600 if emphasis and number == 0 else 400
        marks += _name(part.capability.name, left - 12, middle, weight, row_height)
        marks += glyphs.now_to_target(left, right, middle, part.rating.index, part.target, is_wide(part))
        marks += glyphs.level_chip(right + 16, middle - 9, part.rating.level)
        marks.append(
            Text(width, middle + 4.5, words.now_and_target(part), 13, color="ink2", anchor=Anchor.END)
        )
        marks.append(Rect(0, y + row_height - 0.5, width, 1, fill="line"))
        spots.append(
            Spot(
                part.capability.id,
                0,
                y,
                width,
                row_height,
                f"{part.capability.name}: index {words.one_decimal(part.rating.index, words.NOT_RATED)}",
                f"Level {words.level_numbers(part.rating)}, target {part.target}",
            )
        )
    rows = tuple(
        (
            part.capability.name,
            words.level_numbers(part.rating),
            words.one_decimal(part.rating.index, words.NOT_RATED),
            words.one_decimal(part.target),
        )
        for part in parts
    )
    table = TableText(("Capability", "Level", "Index", "Target"), rows)
    return Figure(width, height, tuple(marks), said, table, tuple(spots))
