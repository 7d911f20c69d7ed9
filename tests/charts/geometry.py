"""Where the marks of a figure lie."""

from __future__ import annotations

from workbench.charts.figure import Anchor, Circle, Figure, Line, Mark, Polygon, Rect, Text
from workbench.charts.measure import text_width


def extent(mark: Mark) -> tuple[float, float, float, float]:
    """Left, top, right and bottom of a mark."""
    match mark:
        case Rect():
            return mark.x, mark.y, mark.x + mark.width, mark.y + mark.height
        case Circle():
            return mark.x - mark.radius, mark.y - mark.radius, mark.x + mark.radius, mark.y + mark.radius
        case Line() | Polygon():
            xs, ys = [x for x, _ in mark.points], [y for _, y in mark.points]
            return min(xs), min(ys), max(xs), max(ys)
        case Text():
            wide = text_width(mark.text, mark.size, mark.weight, mark.family)
            left = {Anchor.START: mark.x, Anchor.MIDDLE: mark.x - wide / 2, Anchor.END: mark.x - wide}[
                mark.anchor
            ]
            return left, mark.y - mark.size, left + wide, mark.y + mark.size * 0.3


def outside(figure: Figure, slack: float = 3.0) -> list[Mark]:
    """The marks that leave the figure by more than a hair."""
    found: list[Mark] = []
    for mark in figure.marks:
        left, top, right, bottom = extent(mark)
        if left < -slack or top < -slack or right > figure.width + slack or bottom > figure.height + slack:
            found.append(mark)
    return found


def texts(figure: Figure) -> list[str]:
    """Everything a figure says."""
    return [mark.text for mark in figure.marks if isinstance(mark, Text)]
