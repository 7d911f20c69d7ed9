"""What a plot is made of: the figure as one item, what lies over it, and the box both are in."""

from __future__ import annotations

from typing import Any

import pyqtgraph as pg
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QGuiApplication, QPainter, QPen
from PySide6.QtWidgets import QStyleOptionGraphicsItem, QWidget

from ui.widgets.figure_view import FigurePainter
from workbench.charts.figure import Circle, Figure, Handle, Mark, Polygon, Rect, Text

TALL = 2000.0
CLOSEST = 5.0
ALONG_TIME, ACROSS = "time", "across"


class FigureItem(pg.GraphicsObject):
    """Paints one whole figure: a grid of cells as one item is a hundred times quicker than an item a cell."""

    def __init__(self, painter: FigurePainter) -> None:
        super().__init__()
        self._painter = painter
        self.figure: Figure | None = None
        # Without this flag Qt says that all of it is to be painted, whatever is in sight.
        self.setFlag(pg.QtWidgets.QGraphicsItem.GraphicsItemFlag.ItemUsesExtendedStyleOption)

    def show_figure(self, figure: Figure) -> None:
        """Show another figure."""
        self.prepareGeometryChange()
        self.figure = figure
        self.update()

    def boundingRect(self) -> QRectF:
        return QRectF(0, 0, self.figure.width, self.figure.height) if self.figure else QRectF()

    def paint(
        self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None
    ) -> None:
        figure = self.figure
        if figure is None:
            return
        if figure.height < TALL:
            self._painter.paint(painter, figure)
            return
        # Of a very tall figure only what is in sight is painted.
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        top, bottom = option.exposedRect.top() - 40, option.exposedRect.bottom() + 40  # type: ignore[attr-defined]
        for mark in figure.marks:
            if isinstance(mark, Text):
                seen = top <= mark.y <= bottom
            elif isinstance(mark, Rect):
                seen = mark.y <= bottom and mark.y + mark.height >= top
            else:
                seen = True
            if seen:
                self._painter.paint_mark(painter, mark)


class Overlay(pg.GraphicsObject):
    """What lies over the figure: the focus ring, the cell a marker would land on, the marker on its way."""

    def __init__(self, painter: FigurePainter) -> None:
        super().__init__()
        self._painter = painter
        self._size = QRectF()
        self.ring: QRectF | None = None
        self.target: QRectF | None = None
        self.ghost: tuple[Mark, ...] = ()
        self.shift = QPointF()
        self.words = ""

    def fit(self, width: float, height: float) -> None:
        """Cover a figure of this size."""
        self.prepareGeometryChange()
        self._size = QRectF(0, 0, width, height)

    def boundingRect(self) -> QRectF:
        return self._size

    def clear(self) -> None:
        """Nothing is on its way any more."""
        self.target, self.ghost, self.words = None, (), ""
        self.update()

    def paint(
        self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None
    ) -> None:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        accent = self._painter.color("accent")
        painter.setBrush(Qt.BrushStyle.NoBrush)
        if self.target is not None:
            painter.setPen(QPen(accent, 2.5))
            painter.drawRoundedRect(self.target.adjusted(2, 2, -2, -2), 4, 4)
        if self.ring is not None:
            painter.setPen(QPen(accent, 2))
            ring = self.ring.adjusted(-3, -3, 3, 3) & self._size.adjusted(1, 1, -1, -1)
            painter.drawRoundedRect(ring, 6, 6)
        if self.ghost:
            painter.save()
            painter.translate(self.shift)
            for mark in self.ghost:
                self._painter.paint_mark(painter, mark)
            painter.restore()
        if self.words:
            self._say(painter)

    def _say(self, painter: QPainter) -> None:
        """Where the thing on its way would land, in words beside it."""
        first = self.ghost[0] if self.ghost else None
        box = bounds(first) if first is not None else QRectF()
        box.translate(self.shift)
        painter.setFont(QGuiApplication.font())
        wide = painter.fontMetrics().horizontalAdvance(self.words) + 12
        x = min(max(0.0, box.left()), self._size.width() - wide)
        y = box.top() - 24 if box.top() > 26 else box.bottom() + 4
        painter.setPen(QPen(self._painter.color("accent"), 1))
        painter.setBrush(self._painter.color("surface"))
        painter.drawRoundedRect(QRectF(x, y, wide, 20), 4, 4)
        painter.setPen(self._painter.color("ink"))
        painter.drawText(QRectF(x, y, wide, 20), Qt.AlignmentFlag.AlignCenter, self.words)


class FigureBox(pg.ViewBox):
    """A view box in figure units, y down; it pans only where it is zoomed, and never shows a menu of its own."""

    def __init__(self) -> None:
        super().__init__(invertY=True, enableMenu=False, defaultPadding=0.0)
        self.whole = (0.0, 0.0)
        self.setMouseEnabled(False, False)
        self.setBorder(None)

    @property
    def zoomed(self) -> bool:
        """Whether only a part is seen."""
        (left, right), _ = self.viewRange()
        return self.whole[0] > 0 and right - left < self.whole[0] - 1

    def show_all(self) -> None:
        """Show the whole figure."""
        if self.whole[0] > 0:
            self.setRange(xRange=(0, self.whole[0]), yRange=(0, self.whole[1]), padding=0)

    def pan(self, by: QPointF) -> None:
        """Show what lies beside, never beyond the figure's edge."""
        (left, right), (top, bottom) = self.viewRange()
        dx = max(-left, min(by.x(), self.whole[0] - right))
        dy = max(-top, min(by.y(), self.whole[1] - bottom))
        self.setRange(xRange=(left + dx, right + dx), yRange=(top + dy, bottom + dy), padding=0)

    def zoom(self, factor: float, about: QPointF) -> None:
        """Look closer (a factor above 1) or from further away, never further than the whole."""
        if self.whole[0] <= 0:
            return
        (left, right), (top, bottom) = self.viewRange()
        share = min(1.0, max(1 / CLOSEST, (right - left) / self.whole[0] / factor))
        wide, high = self.whole[0] * share, self.whole[1] * share
        x = about.x() - (about.x() - left) * wide / (right - left)
        y = about.y() - (about.y() - top) * high / (bottom - top)
        x, y = max(0.0, min(x, self.whole[0] - wide)), max(0.0, min(y, self.whole[1] - high))
        self.setRange(xRange=(x, x + wide), yRange=(y, y + high), padding=0)

    def keep_in_sight(self, box: QRectF) -> None:
        """Pan as far as it takes to see a part of the figure."""
        if self.zoomed:
            (left, right), (top, bottom) = self.viewRange()
            x = min(0.0, box.x() - left) + max(0.0, box.x() + min(box.width(), right - left) - right)
            y = min(0.0, box.y() - top) + max(0.0, box.y() + min(box.height(), bottom - top) - bottom)
            self.pan(QPointF(x, y))

    def wheelEvent(self, ev: Any, axis: int | None = None) -> None:
        """Zooming is the view's business."""
        ev.ignore()


def marks_of(figure: Figure, handle: Handle) -> tuple[Mark, ...]:
    """The marks that make up a marker: those with its key, and the text inside it."""
    mine = [mark for mark in figure.marks if mark.key == handle.key]
    box = QRectF(handle.x, handle.y, handle.width, handle.height)
    inside = [
        mark
        for mark in figure.marks
        if isinstance(mark, Text) and handle.along != ALONG_TIME and box.contains(mark.x, mark.y)
    ]
    return (*mine, *inside)


def bounds(mark: Mark) -> QRectF:
    """The box a mark lies in."""
    if isinstance(mark, Rect):
        return QRectF(mark.x, mark.y, mark.width, mark.height)
    if isinstance(mark, Circle):
        return QRectF(mark.x - mark.radius, mark.y - mark.radius, 2 * mark.radius, 2 * mark.radius)
    if isinstance(mark, Polygon):
        xs, ys = zip(*mark.points, strict=True)
        return QRectF(min(xs), min(ys), max(xs) - min(xs), max(ys) - min(ys))
    return QRectF()
