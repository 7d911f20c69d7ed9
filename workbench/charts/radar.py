"""The radar of the dimensions: index now and target, always with its numbers."""

from __future__ import annotations

import math
from collections.abc import Sequence

from workbench.analysis.standing import DimensionRating, Standing
from workbench.charts import words
from workbench.charts.figure import Anchor, Circle, Figure, Line, Mark, Point, Polygon, Spot, TableText, Text
from workbench.charts.measure import shorten, text_width
from workbench.domain.text import join_words

_LINE = 17.0


def _gap(each: DimensionRating) -> float:
    if each.index is None or each.target is None:
        return 0.0
    return max(0.0, float(words.apart(each.index, each.target)))


def furthest(standing: Standing) -> list[DimensionRating]:
    """The dimensions furthest from their target; more than one where they tie as printed."""
    gaps = {each.dimension.id: words.one_decimal(_gap(each)) for each in standing.dimensions}
    most = max((_gap(each) for each in standing.dimensions), default=0.0)
    if words.one_decimal(most) == "0.0":
        return []
    return [each for each in standing.dimensions if gaps[each.dimension.id] == words.one_decimal(most)]


def title(standing: Standing) -> str:
    """Name the dimension that trails its target most."""
    rated = [each for each in standing.dimensions if each.index is not None]
    if not rated:
        return words.NOTHING_APPLIES if words.nothing_applies(standing) else "No dimension is rated yet"
    worst = furthest(standing)
    if not worst:
        every = "rated dimension" if len(rated) < len(standing.dimensions) else "dimension"
        short_of = _behind(standing)
        if short_of:
            return f"The index of every {every} is at its target; {words.fall_short(short_of)}"
        return f"Every {every} is at its target"
    short = words.one_decimal(_gap(worst[0]))
    if len(worst) > 3:
        return f"{len(worst)} dimensions trail their targets by {short} each"
    names = [
        each.dimension.name if number == 0 else _inside(each.dimension.name)
        for number, each in enumerate(worst)
    ]
    verb = "trails its target" if len(worst) == 1 and not _plural(names[0]) else "trail their targets"
    verb = "trail their target" if len(worst) == 1 and _plural(names[0]) else verb
    return f"{join_words(names)} {verb} by {short}{' each' if len(worst) > 1 else ''}"


def _behind(standing: Standing) -> int:
    """How many capabilities of the dimensions have a gap, be it of their level alone, which a dimension has not."""
    inside = {key for each in standing.dimensions for key in each.dimension.capabilities}
    return sum(1 for part in standing.gaps() if part.capability.id in inside)


def _plural(name: str) -> bool:
    return " and " in name or name.endswith("s")


def _inside(name: str) -> str:
    """A dimension's name inside a sentence; abbreviations keep their capitals."""
    return name if name[1:2].isupper() else name[:1].lower() + name[1:]


def _point(cx: float, cy: float, radius: float, angle: float) -> Point:
    return (cx + radius * math.cos(angle), cy + radius * math.sin(angle))


def _ring_radius(radius: float, value: float) -> float:
    return radius * value / 5


def _web(cx: float, cy: float, radius: float, angles: Sequence[float]) -> list[Mark]:
    marks: list[Mark] = []
    for ring in range(1, 6):
        points = tuple(_point(cx, cy, _ring_radius(radius, ring), angle) for angle in angles)
        marks.append(Polygon(points, stroke="line2" if ring == 5 else "line"))
    marks += [Line(((cx, cy), _point(cx, cy, radius, angle)), "line") for angle in angles]
    return marks


def _shape(
    points: Sequence[Point | None], stroke: str, line: float, dash: tuple[float, ...], fill: str
) -> list[Mark]:
    """A closed shape where every dimension is rated; else only the sides between rated neighbours."""
    known = [point for point in points if point is not None]
    if len(known) == len(points) and len(known) > 2:
        shape: list[Mark] = [Polygon(tuple(known), fill=fill, opacity=0.85)] if fill else []
        return [*shape, Polygon(tuple(known), stroke=stroke, line=line, dash=dash)]
    sides: list[Mark] = []
    for number, point in enumerate(points):
        following = points[(number + 1) % len(points)] if points else None
        if point is not None and following is not None:
            sides.append(Line((point, following), stroke, line, dash))
    return sides


def _label(
    each: DimensionRating,
    x: float,
    y: float,
    cos: float,
    room: float,
    worst: bool,
    then: DimensionRating | None = None,
) -> list[Mark]:
    anchor = Anchor.MIDDLE if abs(cos) < 0.3 else Anchor.START if cos > 0 else Anchor.END
    weight = 600 if worst else 500
    fits = text_width(each.dimension.name, 13, weight) <= room
    name = shorten(each.dimension.name if fits else each.dimension.short, room, 13, weight)
    if each.index is None:
        figures, ink = words.NOT_RATED, "ink3"
    else:
        goal = each.target if then is None else then.index
        figures = f"{words.one_decimal(each.index)} → {words.one_decimal(goal)}"
        ink = "bad" if worst else "ink3"
    return [
        Text(x, y, name, 13, weight, anchor=anchor, key=each.dimension.id),
        Text(x, y + _LINE, figures, 12, 600 if worst else 400, color=ink, anchor=anchor),
    ]


def draw(
    standing: Standing, width: float, height: float, scope: str = "", then: Standing | None = None
) -> Figure:
    """Draw the radar; a dimension without a rating stays open and says so.

    With another standing to come to (`then`) that is drawn in place of the targets, and named beside each dimension.
    """
    parts = standing.dimensions
    count = max(1, len(parts))
    cx, cy = width / 2, height / 2 + 2
    radius = max(30.0, min(height / 2 - 46, width / 2 - 104))
    angles = [math.tau * number / count - math.pi / 2 for number in range(len(parts))]
    marks = _web(cx, cy, radius, angles)
    goals = [each.target for each in parts] if then is None else [each.index for each in then.dimensions]
    targets = [
        None if goal is None else _point(cx, cy, _ring_radius(radius, float(goal)), angle)
        for goal, angle in zip(goals, angles, strict=True)
    ]
    points = [
        None if each.index is None else _point(cx, cy, _ring_radius(radius, float(each.index)), angle)
        for each, angle in zip(parts, angles, strict=True)
    ]
    marks += _shape(points, "data", 2.2, (), "data-soft")
    marks += _shape(targets, "accent", 1.6 if then is None else 2.2, (4, 3) if then is None else (), "")
    for ring in range(1, 6):
        x, y = _point(cx, cy, _ring_radius(radius, ring), -math.pi / 2 - math.pi / count)
        marks.append(Text(x - 3, y + 4, str(ring), 10.5, color="ink3", anchor=Anchor.END))
    marks += [
        Circle(x, y, 4, fill="data", stroke="surface", line=1.2)
        for point in points
        if point
        for x, y in [point]
    ]
    far = furthest(standing) if then is None else []
    worst = {each.dimension.id for each in far} if len(far) <= 3 else set[str]()
    spots: list[Spot] = []
    for number, (each, angle) in enumerate(zip(parts, angles, strict=True)):
        cos, sin = math.cos(angle), math.sin(angle)
        x = cx + (radius + 13) * cos
        y = cy + (radius + 13) * sin + (-_LINE - 2 if sin < -0.9 else 12 if sin > 0.9 else -3)
        room = width / 2 - abs(x - cx) if abs(cos) >= 0.3 else width
        marks += _label(
            each, x, y, cos, room, each.dimension.id in worst, then.dimensions[number] if then else None
        )
        dot_x, dot_y = _point(cx, cy, _ring_radius(radius, float(each.index or 0)), angle)
        said = f"{each.dimension.name}: {words.one_decimal(each.index, words.NOT_RATED)}"
        spots.append(Spot(each.dimension.id, dot_x - 10, dot_y - 10, 20, 20, said, _hint(each)))
    if scope:
        marks.append(Text(0, height - 2, shorten(scope, width, 11), 11, color="ink3"))
    rows = tuple(
        (
            each.dimension.name,
            words.one_decimal(each.index, words.NOT_RATED),
            words.one_decimal(goal, "–"),
        )
        for each, goal in zip(parts, goals, strict=True)
    )
    table = TableText(("Dimension", "Index", "Target" if then is None else "Then"), rows)
    return Figure(width, height, tuple(marks), title(standing), table, tuple(spots))


def _hint(each: DimensionRating) -> str:
    if each.index is None:
        return "No capability of it is rated yet."
    return f"Index {words.one_decimal(each.index)}, target {words.one_decimal(each.target)}"
