"""Paints any figure on a PDF page: native lines, shapes and text, in the paper colours."""

from __future__ import annotations

import json
import math
from collections.abc import Iterable, Mapping
from functools import cache
from importlib import resources
from typing import Any

from reportlab.pdfgen.canvas import Canvas

from workbench.charts.figure import Anchor, Circle, Figure, Line, Mark, Pattern, Polygon, Rect, Text
from workbench.charts.measure import text_width
from workbench.reports import fonts
from workbench.reports.brand import parts_of
from workbench.reports.text import Style, single

Colour = tuple[float, float, float]
_SPACING = 8.0
_OVER = 1.02
_TIGHTEST, _READABLE = 0.4, 0.6


def _fractions(colour: str) -> Colour:
    red, green, blue = (round(each / 255, 4) for each in parts_of(colour))
    return red, green, blue


def _number(colour: Colour) -> str:
    return " ".join(f"{part:g}" for part in colour)


@cache
def palette() -> dict[str, Colour]:
    """The light theme's tokens as fractions of red, green and blue."""
    text = resources.files("resources").joinpath("themes", "light.json").read_text(encoding="utf-8")
    found: dict[str, Colour] = {}
    for name, value in json.loads(text).items():
        if isinstance(value, str) and len(value) == 7 and value[0] == "#":
            found[name] = _fractions(value)
    return found


# How far the handles of a curve lie out, to look like a quarter of a circle.
_ROUND = 0.5523
_ESCAPES = {
    code: f"\\{chr(code)}" if code in b"()\\" else f"\\{code:03o}"
    for code in (*range(32), *b"()\\", *range(127, 256))
}


@cache
def _numbers() -> dict[str, str]:
    """The palette as a page's operators write it."""
    return {name: _number(colour) for name, colour in palette().items()}


class Painter:
    """Draws marks on one canvas; y runs down from the top of the page, as in figures.

    It writes a page's operators itself: the canvas formats each number alone, and that took half of a report's time.
    """

    def __init__(self, canvas: Canvas, page_height: float, own: Mapping[str, str] | None = None) -> None:
        """`own` are colours as '#RRGGBB' that stand for the theme's, by token."""
        self._canvas: Any = canvas
        self._top = page_height
        self._colours = _numbers() | {name: _number(_fractions(each)) for name, each in (own or {}).items()}
        self._x = self._y = 0.0
        self._scale = 1.0
        self._squeeze = False
        self._code: list[str] = []
        self.new_page()

    def new_page(self) -> None:
        """Forget the state of the last page."""
        self._fill = self._stroke = ""
        self._pen: tuple[float, tuple[float, ...]] | None = None
        self._font: tuple[str, float] | None = None

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
        self._flush()

    def figure(self, figure: Figure, x: float, y: float, scale: float) -> None:
        """Paint a figure, with its finding as the description that programs which read aloud can take."""
        self._code.append(f"/Span <</Alt {_hexed(figure.title)}>> BDC")
        self.paint(figure.marks, x, y, scale, squeeze=True)
        self._code.append("EMC")
        self._flush()

    def artifact(self, marks: Iterable[Mark]) -> None:
        """Paint what belongs to the page and not to what is said on it."""
        self._code.append("/Artifact BMC")
        self.paint(marks)
        self._code.append("EMC")
        self._flush()

    def _flush(self) -> None:
        if self._code:
            self._canvas.addLiteral("\n".join(self._code))
            self._code.clear()

    def _at(self, x: float, y: float) -> tuple[float, float]:
        return self._x + x * self._scale, self._top - self._y - y * self._scale

    def _use_fill(self, token: str) -> None:
        if token != self._fill:
            self._code.append(f"{self._colours[token]} rg")
            self._fill = token

    def _use_stroke(self, token: str, line: float, dash: tuple[float, ...] = ()) -> None:
        if token != self._stroke:
            self._code.append(f"{self._colours[token]} RG")
            self._stroke = token
        pen = (line * self._scale, tuple(each * self._scale for each in dash))
        if pen != self._pen:
            dashes = " ".join(f"{each:.2f}" for each in pen[1])
            self._code.append(f"{pen[0]:.3f} w [{dashes}] 0 d")
            self._pen = pen

    def _ready(self, fill: str, stroke: str, line: float, dash: tuple[float, ...]) -> str:
        """Set the colours; the operator that then paints a path."""
        if fill:
            self._use_fill(fill)
        if stroke:
            self._use_stroke(stroke, line, dash)
        return ("B" if stroke else "f") if fill else ("S" if stroke else "n")

    def _faded(self, opacity: float) -> bool:
        if opacity >= 1:
            return False
        self._save()
        self._canvas.setFillAlpha(opacity)
        return True

    def _save(self) -> None:
        self._flush()
        self._canvas.saveState()

    def _restore(self) -> None:
        self._flush()
        self._canvas.restoreState()
        self.new_page()

    def _rect(self, mark: Rect) -> None:
        faded = self._faded(mark.opacity)
        paint = self._ready(mark.fill, mark.stroke, mark.line, mark.dash)
        x, y = self._at(mark.x, mark.y + mark.height)
        wide, tall = mark.width * self._scale, mark.height * self._scale
        if paint != "n":
            if mark.radius > 0:
                radius = min(mark.radius * self._scale, wide / 2, tall / 2)
                self._rounded(x, y, wide, tall, radius, paint)
            else:
                self._code.append(f"{x:.2f} {y:.2f} {wide:.2f} {tall:.2f} re {paint}")
        if faded:
            self._restore()
        if mark.pattern is not Pattern.NONE:
            self._pattern(mark.pattern, x, y, wide, tall)

    def _rounded(self, x: float, y: float, wide: float, tall: float, radius: float, paint: str) -> None:
        """A rectangle with round corners; a circle is one with nothing between them."""
        right, top, out = x + wide, y + tall, radius * (1 - _ROUND)
        self._code.append(
            f"{x + radius:.2f} {y:.2f} m {right - radius:.2f} {y:.2f} l "
            f"{right - out:.2f} {y:.2f} {right:.2f} {y + out:.2f} {right:.2f} {y + radius:.2f} c "
            f"{right:.2f} {top - radius:.2f} l "
            f"{right:.2f} {top - out:.2f} {right - out:.2f} {top:.2f} {right - radius:.2f} {top:.2f} c "
            f"{x + radius:.2f} {top:.2f} l "
            f"{x + out:.2f} {top:.2f} {x:.2f} {top - out:.2f} {x:.2f} {top - radius:.2f} c "
            f"{x:.2f} {y + radius:.2f} l "
            f"{x:.2f} {y + out:.2f} {x + out:.2f} {y:.2f} {x + radius:.2f} {y:.2f} c h {paint}"
        )

    def _pattern(self, pattern: Pattern, x: float, y: float, wide: float, tall: float) -> None:
        step = _SPACING * self._scale
        self._save()
        self._canvas.setStrokeAlpha(0.28 if pattern is Pattern.DOTS else 0.17)
        thick = (1.5 if pattern is Pattern.DOTS else 0.8) * self._scale
        self._code.append(f"{self._colours['pat']} RG {thick:.3f} w")
        if pattern is Pattern.DOTS:
            # A row of dots is one line of round ends with nothing between them.
            self._code.append(f"1 J [0 {step:.2f}] 0 d")
            row = y + step / 2
            while row < y + tall - step / 4:
                self._stretch((x + step / 2, row), (x + wide - step / 4, row))
                row += step
        else:
            self._code.append("[] 0 d")
            self._hatch(x, y, wide, tall, step, 1)
            if pattern is Pattern.CROSSED:
                self._hatch(x, y, wide, tall, step, -1)
        self._code.append("S")
        self._restore()

    def _stretch(self, start: tuple[float, float], end: tuple[float, float]) -> None:
        self._code.append(f"{start[0]:.2f} {start[1]:.2f} m {end[0]:.2f} {end[1]:.2f} l")

    def _hatch(self, x: float, y: float, wide: float, tall: float, step: float, slope: int) -> None:
        """Slanted lines cut to the rectangle: along a line, across plus or minus up is constant."""
        offset = step / 2
        while offset < wide + tall:
            first, last = max(0.0, offset - tall), min(wide, offset)
            rise = (
                (tall - (offset - first), tall - (offset - last))
                if slope > 0
                else (offset - first, offset - last)
            )
            self._stretch((x + first, y + rise[0]), (x + last, y + rise[1]))
            offset += step

    def _line(self, mark: Line) -> None:
        if len(mark.points) < 2:
            return
        self._use_stroke(mark.stroke, mark.line, mark.dash)
        points = [self._at(*point) for point in mark.points]
        self._code.append(f"{_path(points)} S")
        if mark.arrow:
            self._head(points[-2], points[-1], max(4.5, 3.2 * mark.line) * self._scale, mark)

    def _head(self, before: tuple[float, float], tip: tuple[float, float], size: float, mark: Line) -> None:
        angle = math.atan2(tip[1] - before[1], tip[0] - before[0])
        self._use_stroke(mark.stroke, mark.line)
        ends = [
            (tip[0] - size * math.cos(angle + turn), tip[1] - size * math.sin(angle + turn))
            for turn in (-0.5, 0.5)
        ]
        self._code.append(f"{_path([ends[0], tip, ends[1]])} S")

    def _circle(self, mark: Circle) -> None:
        paint = self._ready(mark.fill, mark.stroke, mark.line, mark.dash)
        x, y = self._at(mark.x, mark.y)
        radius = mark.radius * self._scale
        self._rounded(x - radius, y - radius, 2 * radius, 2 * radius, radius, paint)

    def _polygon(self, mark: Polygon) -> None:
        if len(mark.points) < 2:
            return
        faded = self._faded(mark.opacity)
        paint = self._ready(mark.fill, mark.stroke, mark.line, mark.dash)
        self._code.append(f"{_path([self._at(*point) for point in mark.points])} h {paint}")
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
                if planned < wide * _TIGHTEST and mark.key != fonts.VISUAL:
                    # Narrower still nobody can read it; what is left of it can be.
                    style = Style(size, size, mark.weight, mark.family)
                    runs, units = fonts.runs(
                        single(mark.text, planned / _READABLE, style), mark.family, mark.weight
                    )
                    wide = units * size / 1000
                squeeze = min(1.0, max(_TIGHTEST, planned / wide))
                wide *= squeeze
        turned = mark.said or (fonts.reads_other(mark.text) and mark.key != fonts.VISUAL and mark.text)
        if turned:
            self._code.append(f"/Span <</ActualText {_hexed(turned)}>> BDC")
        x, y = self._at(mark.x, mark.y)
        if mark.anchor is Anchor.MIDDLE:
            x -= wide / 2
        elif mark.anchor is Anchor.END:
            x -= wide
        self._use_fill(mark.color)
        # The canvas keeps the document, and the document knows which letters of a font are in use.
        document = self._canvas._doc
        self._code.append(f"BT 1 0 0 1 {x:.2f} {y:.2f} Tm")
        if squeeze < 1:
            self._code.append(f"{100 * squeeze:.1f} Tz")
        for name, part in runs:
            font: Any = fonts.load(name)
            for subset, codes in font.splitString(part, document):
                known = (font.getSubsetInternalName(subset, document), size)
                if known != self._font:
                    self._code.append(f"{known[0]} {size:.2f} Tf")
                    self._font = known
                self._code.append(f"({codes.decode('latin-1').translate(_ESCAPES)}) Tj")
        self._code.append("100 Tz ET" if squeeze < 1 else "ET")
        if turned:
            self._code.append("EMC")


def _hexed(text: str) -> str:
    """Text as a string of a page's operators, in any script."""
    return f"<{'FEFF' + text.encode('utf-16-be', 'replace').hex().upper()}>"


def _path(points: list[tuple[float, float]]) -> str:
    return " l ".join(f"{x:.2f} {y:.2f}" for x, y in points).replace(" l ", " m ", 1) + " l"
