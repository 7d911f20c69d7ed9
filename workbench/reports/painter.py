"""Paints any figure on a PDF page: native lines, shapes and text, in the paper colours."""

from __future__ import annotations

import json
import math
from collections.abc import Iterable
from functools import cache
from importlib import resources
from typing import Any

from reportlab.pdfgen.canvas import Canvas

from workbench.charts.figure import Anchor, Circle, Line, Mark, Pattern, Polygon, Rect, Text
from workbench.charts.measure import text_width
from workbench.reports import fonts

Colour = tuple[float, float, float]
_SPACING = 8.0
_OVER = 1.02


@cache
def palette() -> dict[str, Colour]:
    """The light theme's tokens as fractions of red, green and blue."""
    text = resources.files("resources").joinpath("themes", "light.json").read_text(encoding="utf-8")
    found: dict[str, Colour] = {}
    for name, value in json.loads(text).items():
        if isinstance(value, str) and len(value) == 7 and value[0] == "#":
            red, green, blue = (int(value[at : at + 2], 16) / 255 for at in (1, 3, 5))
            found[name] = (round(red, 4), round(green, 4), round(blue, 4))
    return found


class Painter:
    """Draws marks on one canvas; y runs down from the top of the page, as in figures."""

    def __init__(self, canvas: Canvas, page_height: float) -> None:
        self._canvas: Any = canvas
        self._top = page_height
        self._colours = palette()
        self._x = self._y = 0.0
        self._scale = 1.0
        self._squeeze = False
        self._fill: Colour | None = None
        self._stroke: Colour | None = None
        self._pen: tuple[float, tuple[float, ...]] | None = None

    def new_page(self) -> None:
        """Forget the state of the last page."""
        self._fill = self._stroke = self._pen = None

    def paint(
        self, marks: Iterable[Mark], x: float = 0.0, y: float = 0.0, scale: float = 1.0, squeeze: bool = False
    ) -> None:
        """Paint marks with their origin at x, y of the page.

        `squeeze` narrows text that comes out wider than figures plan for: a placeholder is wider than the sign
        it stands for, and a label must not run into its neighbour.
        """
        self._x, self._y, self._scale, self._squeeze = x, y, scale, squeeze
        for mark in marks:
            match mark:
                case Text():
                    self._text(mark)
                case Rect():
                    self._rect(mark)
                case Line():
                    self._line(mark)
                case Circle():
                    self._circle(mark)
                case Polygon():
                    self._polygon(mark)

    def _at(self, x: float, y: float) -> tuple[float, float]:
        return self._x + x * self._scale, self._top - self._y - y * self._scale

    def _use_fill(self, token: str) -> None:
        colour = self._colours[token]
        if colour != self._fill:
            self._canvas.setFillColorRGB(*colour)
            self._fill = colour

    def _use_stroke(self, token: str, line: float, dash: tuple[float, ...] = ()) -> None:
        colour = self._colours[token]
        if colour != self._stroke:
            self._canvas.setStrokeColorRGB(*colour)
            self._stroke = colour
        pen = (line * self._scale, tuple(each * self._scale for each in dash))
        if pen != self._pen:
            self._canvas.setLineWidth(pen[0])
            self._canvas.setDash(list(pen[1]))
            self._pen = pen

    def _ready(self, fill: str, stroke: str, line: float, dash: tuple[float, ...]) -> tuple[int, int]:
        if fill:
            self._use_fill(fill)
        if stroke:
            self._use_stroke(stroke, line, dash)
        return int(bool(stroke)), int(bool(fill))

    def _faded(self, opacity: float) -> bool:
        if opacity >= 1:
            return False
        self._canvas.saveState()
        self._canvas.setFillAlpha(opacity)
        return True

    def _restore(self) -> None:
        self._canvas.restoreState()
        self.new_page()

    def _rect(self, mark: Rect) -> None:
        faded = self._faded(mark.opacity)
        stroke, fill = self._ready(mark.fill, mark.stroke, mark.line, mark.dash)
        x, y = self._at(mark.x, mark.y + mark.height)
        wide, tall = mark.width * self._scale, mark.height * self._scale
        if stroke or fill:
            if mark.radius > 0:
                radius = min(mark.radius * self._scale, wide / 2, tall / 2)
                self._canvas.roundRect(x, y, wide, tall, radius, stroke=stroke, fill=fill)
            else:
                self._canvas.rect(x, y, wide, tall, stroke=stroke, fill=fill)
        if faded:
            self._restore()
        if mark.pattern is not Pattern.NONE:
            self._pattern(mark.pattern, x, y, wide, tall)

    def _pattern(self, pattern: Pattern, x: float, y: float, wide: float, tall: float) -> None:
        step = _SPACING * self._scale
        canvas = self._canvas
        canvas.saveState()
        canvas.setStrokeColorRGB(*self._colours["pat"])
        canvas.setStrokeAlpha(0.28 if pattern is Pattern.DOTS else 0.17)
        canvas.setLineWidth((1.5 if pattern is Pattern.DOTS else 0.8) * self._scale)
        path = canvas.beginPath()
        if pattern is Pattern.DOTS:
            # A row of dots is one line of round ends with nothing between them.
            canvas.setLineCap(1)
            canvas.setDash([0, step])
            row = y + step / 2
            while row < y + tall - step / 4:
                path.moveTo(x + step / 2, row)
                path.lineTo(x + wide - step / 4, row)
                row += step
        else:
            self._hatch(path, x, y, wide, tall, step, 1)
            if pattern is Pattern.CROSSED:
                self._hatch(path, x, y, wide, tall, step, -1)
        canvas.drawPath(path, stroke=1, fill=0)
        self._restore()

    @staticmethod
    def _hatch(path: Any, x: float, y: float, wide: float, tall: float, step: float, slope: int) -> None:
        """Slanted lines cut to the rectangle: along a line, across plus or minus up is constant."""
        offset = step / 2
        while offset < wide + tall:
            first, last = max(0.0, offset - tall), min(wide, offset)
            rise = (
                (tall - (offset - first), tall - (offset - last))
                if slope > 0
                else (offset - first, offset - last)
            )
            path.moveTo(x + first, y + rise[0])
            path.lineTo(x + last, y + rise[1])
            offset += step

    def _line(self, mark: Line) -> None:
        self._use_stroke(mark.stroke, mark.line, mark.dash)
        points = [self._at(*point) for point in mark.points]
        if len(points) == 2:
            self._canvas.line(*points[0], *points[1])
        else:
            path = self._canvas.beginPath()
            path.moveTo(*points[0])
            for point in points[1:]:
                path.lineTo(*point)
            self._canvas.drawPath(path, stroke=1, fill=0)
        if mark.arrow and len(points) > 1:
            self._head(points[-2], points[-1], max(4.5, 3.2 * mark.line) * self._scale, mark)

    def _head(self, before: tuple[float, float], tip: tuple[float, float], size: float, mark: Line) -> None:
        angle = math.atan2(tip[1] - before[1], tip[0] - before[0])
        self._use_stroke(mark.stroke, mark.line)
        path = self._canvas.beginPath()
        path.moveTo(tip[0] - size * math.cos(angle - 0.5), tip[1] - size * math.sin(angle - 0.5))
        path.lineTo(*tip)
        path.lineTo(tip[0] - size * math.cos(angle + 0.5), tip[1] - size * math.sin(angle + 0.5))
        self._canvas.drawPath(path, stroke=1, fill=0)

    def _circle(self, mark: Circle) -> None:
        stroke, fill = self._ready(mark.fill, mark.stroke, mark.line, mark.dash)
        x, y = self._at(mark.x, mark.y)
        self._canvas.circle(x, y, mark.radius * self._scale, stroke=stroke, fill=fill)

    def _polygon(self, mark: Polygon) -> None:
        if len(mark.points) < 2:
            return
        faded = self._faded(mark.opacity)
        stroke, fill = self._ready(mark.fill, mark.stroke, mark.line, mark.dash)
        path = self._canvas.beginPath()
        path.moveTo(*self._at(*mark.points[0]))
        for point in mark.points[1:]:
            path.lineTo(*self._at(*point))
        path.close()
        self._canvas.drawPath(path, stroke=stroke, fill=fill)
        if faded:
            self._restore()

    def _text(self, mark: Text) -> None:
        if not mark.text.strip():
            return
        runs, units = fonts.runs(mark.text, mark.family, mark.weight, mark.key == fonts.VISUAL)
        size = mark.size * self._scale
        wide = units * size / 1000
        squeeze = 1.0
        if self._squeeze and not (mark.text.isascii() and mark.text.isprintable()):
            planned = text_width(mark.text, size, mark.weight, mark.family)
            if wide > planned * _OVER:
                squeeze = max(0.4, planned / wide)
                wide *= squeeze
        x, y = self._at(mark.x, mark.y)
        if mark.anchor is Anchor.MIDDLE:
            x -= wide / 2
        elif mark.anchor is Anchor.END:
            x -= wide
        self._use_fill(mark.color)
        text = self._canvas.beginText(x, y)
        if squeeze < 1:
            text.setHorizScale(100 * squeeze)
        for name, part in runs:
            text.setFont(name, size)
            text.textOut(part)
        if squeeze < 1:
            text.setHorizScale(100)
        self._canvas.drawText(text)
