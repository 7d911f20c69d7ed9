"""Paints any figure on screen with QPainter, and lets people hover, focus and press what it shows."""

from __future__ import annotations

import math
from collections.abc import Callable

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetricsF,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QPolygonF,
    QResizeEvent,
)
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from ui.theme import MONO, SANS, SERIF, Theme
from ui.widgets.parts import as_plain
from workbench.charts.figure import (
    Anchor,
    Circle,
    Figure,
    Line,
    Mark,
    Pattern,
    Polygon,
    Rect,
    Spot,
    Text,
)

_FAMILIES = {"sans": SANS, "serif": SERIF, "mono": MONO}
_PATTERN_STEP = 7.0


class FigurePainter:
    """Paints marks in a theme; pens, brushes and fonts are made once per look."""

    def __init__(self, theme: Theme) -> None:
        self._theme = theme
        self._colors: dict[str, QColor] = {}
        self._fonts: dict[tuple[str, int, float], QFont] = {}
        theme.changed.connect(self._forget)

    def _forget(self) -> None:
        self._colors.clear()
        self._fonts.clear()

    def color(self, token: str) -> QColor:
        """The colour of a token."""
        if token not in self._colors:
            self._colors[token] = self._theme.color(token)
        return self._colors[token]

    def _font(self, mark: Text) -> QFont:
        key = (mark.family, mark.weight, mark.size)
        if key not in self._fonts:
            font = QFont(_FAMILIES[mark.family])
            # Whole pixels would round 10.5 away; point sizes keep what the figure says at any scale.
            font.setPixelSize(max(1, round(mark.size)))
            font.setWeight(
                {400: QFont.Weight.Normal, 500: QFont.Weight.Medium}.get(mark.weight, QFont.Weight.DemiBold)
            )
            self._fonts[key] = font
        return self._fonts[key]

    def paint(self, painter: QPainter, figure: Figure) -> None:
        """Paint a figure at its own size."""
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for mark in figure.marks:
            self.paint_mark(painter, mark)

    def paint_mark(self, painter: QPainter, mark: Mark) -> None:
        """Paint one mark."""
        if isinstance(mark, Text):
            self._text(painter, mark)
        elif isinstance(mark, Rect):
            self._rect(painter, mark)
        elif isinstance(mark, Line):
            self._line(painter, mark)
        elif isinstance(mark, Polygon):
            painter.save()
            painter.setOpacity(mark.opacity)
            self._brush(painter, mark.fill)
            painter.setPen(Qt.PenStyle.NoPen)
            shape = QPolygonF([QPointF(x, y) for x, y in mark.points])
            painter.drawPolygon(shape)
            painter.restore()
            if mark.stroke:
                painter.setBrush(Qt.BrushStyle.NoBrush)
                self._pen(painter, mark.stroke, mark.line, mark.dash)
                painter.drawPolygon(shape)
        else:
            self._circle(painter, mark)

    def _brush(self, painter: QPainter, token: str) -> None:
        if token:
            painter.setBrush(self.color(token))
        else:
            painter.setBrush(Qt.BrushStyle.NoBrush)

    def _pen(self, painter: QPainter, token: str, width: float, dash: tuple[float, ...] = ()) -> None:
        if not token:
            painter.setPen(Qt.PenStyle.NoPen)
            return
        pen = QPen(self.color(token), width)
        pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
        if dash:
            pen.setCapStyle(Qt.PenCapStyle.FlatCap)
            pen.setDashPattern([max(0.1, part / width) for part in dash])
        painter.setPen(pen)

    def _rect(self, painter: QPainter, mark: Rect) -> None:
        box = QRectF(mark.x, mark.y, mark.width, mark.height)
        if mark.fill:
            painter.save()
            painter.setOpacity(mark.opacity)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(self.color(mark.fill))
            painter.drawRoundedRect(box, mark.radius, mark.radius)
            painter.restore()
        if mark.pattern is not Pattern.NONE:
            self._pattern(painter, box, mark.pattern)
        if mark.stroke:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            self._pen(painter, mark.stroke, mark.line, mark.dash)
            painter.drawRoundedRect(box, mark.radius, mark.radius)

    def _pattern(self, painter: QPainter, box: QRectF, pattern: Pattern) -> None:
        painter.save()
        painter.setClipRect(box, Qt.ClipOperation.IntersectClip)
        color = QColor(self.color("pat"))
        color.setAlphaF(0.16)
        step = _PATTERN_STEP
        if pattern is Pattern.DOTS:
            painter.setPen(Qt.PenStyle.NoPen)
            color.setAlphaF(0.28)
            painter.setBrush(color)
            for i in range(int(box.width() / step) + 1):
                for j in range(int(box.height() / step) + 1):
                    painter.drawEllipse(
                        QPointF(box.x() + (i + 0.5) * step, box.y() + (j + 0.5) * step), 0.9, 0.9
                    )
        else:
            painter.setPen(QPen(color, 0.8))
            reach = box.width() + box.height()
            for i in range(int(reach / step) + 1):
                at = i * step
                painter.drawLine(
                    QPointF(box.x() + at, box.y()), QPointF(box.x() + at - box.height(), box.bottom())
                )
                if pattern is Pattern.CROSSED:
                    left = box.right() - at
                    painter.drawLine(QPointF(left, box.y()), QPointF(left + box.height(), box.bottom()))
        painter.restore()

    def _line(self, painter: QPainter, mark: Line) -> None:
        self._pen(painter, mark.stroke, mark.line, mark.dash)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        points = [QPointF(x, y) for x, y in mark.points]
        painter.drawPolyline(QPolygonF(points))
        if mark.arrow and len(points) > 1:
            (x0, y0), (x1, y1) = mark.points[-2], mark.points[-1]
            angle = math.atan2(y1 - y0, x1 - x0)
            self._pen(painter, mark.stroke, mark.line)
            for turn in (2.6, -2.6):
                end = QPointF(x1 + 6 * math.cos(angle + turn), y1 + 6 * math.sin(angle + turn))
                painter.drawLine(QPointF(x1, y1), end)

    def _circle(self, painter: QPainter, mark: Circle) -> None:
        self._brush(painter, mark.fill)
        self._pen(painter, mark.stroke, mark.line, mark.dash)
        painter.drawEllipse(QPointF(mark.x, mark.y), mark.radius, mark.radius)

    def _text(self, painter: QPainter, mark: Text) -> None:
        font = self._font(mark)
        painter.setFont(font)
        painter.setPen(self.color(mark.color))
        x = mark.x
        if mark.anchor is not Anchor.START:
            width = QFontMetricsF(font).horizontalAdvance(mark.text)
            x -= width if mark.anchor is Anchor.END else width / 2
        painter.drawText(QPointF(x, mark.y), mark.text)


class FigureView(QWidget):
    """Shows a still figure; `draw(width, height)` describes it anew whenever the size changes.

    Spots answer to the mouse and to the keyboard (arrow keys move, Enter presses), and are read out by name.
    """

    pressed = Signal(str)

    def __init__(
        self,
        theme: Theme,
        draw: Callable[[float, float], Figure] | None = None,
        *,
        name: str = "",
        keep_height: bool = False,
    ) -> None:
        super().__init__()
        self._theme = theme
        self._painter = FigurePainter(theme)
        self._draw = draw
        self._keep_height = keep_height
        self._figure: Figure | None = None
        self._active = -1
        self.setAccessibleName(name)
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        theme.changed.connect(self.update)

    @property
    def figure(self) -> Figure | None:
        """What is shown now."""
        return self._figure

    def show_figure(self, draw: Callable[[float, float], Figure]) -> None:
        """Show another figure."""
        self._draw = draw
        self._lay_out()

    def sizeHint(self) -> QSize:
        if self._figure is not None and self._keep_height:
            return QSize(200, round(self._figure.height * self._theme.scale))
        return QSize(320, 240)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._draw is not None and (
            not self._keep_height or event.oldSize().width() != event.size().width()
        ):
            self._lay_out()

    def _lay_out(self) -> None:
        if self._draw is None or self.width() < 20:
            return
        scale = self._theme.scale
        self._figure = self._draw(self.width() / scale, self.height() / scale)
        if self._keep_height:
            self.setFixedHeight(max(1, round(self._figure.height * scale)))
        table = self._figure.table
        rows = "; ".join(", ".join(cell for cell in row if cell) for row in table.rows[:40])
        self.setAccessibleDescription(f"{self._figure.title}. {rows}")
        focusable = bool(self._figure.spots)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus if focusable else Qt.FocusPolicy.NoFocus)
        self._active = min(self._active, len(self._figure.spots) - 1)
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        if self._figure is None:
            self._lay_out()
        if self._figure is None:
            return
        painter = QPainter(self)
        painter.scale(self._theme.scale, self._theme.scale)
        self._painter.paint(painter, self._figure)
        if self.hasFocus() and 0 <= self._active < len(self._figure.spots):
            spot = self._figure.spots[self._active]
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(self._painter.color("accent"), 2))
            painter.drawRoundedRect(QRectF(spot.x - 2, spot.y - 2, spot.width + 4, spot.height + 4), 6, 6)
        painter.end()

    def _spot_at(self, x: float, y: float) -> int:
        spots = self._figure.spots if self._figure else ()
        scale = self._theme.scale
        for i in range(len(spots) - 1, -1, -1):
            spot = spots[i]
            inside = (
                spot.x <= x / scale <= spot.x + spot.width and spot.y <= y / scale <= spot.y + spot.height
            )
            if inside:
                return i
        return -1

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        index = self._spot_at(event.position().x(), event.position().y())
        self.setCursor(Qt.CursorShape.PointingHandCursor if index >= 0 else Qt.CursorShape.ArrowCursor)
        if index >= 0 and self._figure is not None:
            spot = self._figure.spots[index]
            # A tooltip takes markup by itself, so what people typed is shown as text.
            QToolTip.showText(event.globalPosition().toPoint(), as_plain(spot.hint or spot.name), self)
        else:
            QToolTip.hideText()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        index = self._spot_at(event.position().x(), event.position().y())
        if index >= 0 and event.button() == Qt.MouseButton.LeftButton:
            self._active = index
            self._press()

    def _press(self) -> None:
        if self._figure is not None and 0 <= self._active < len(self._figure.spots):
            self.update()
            self.pressed.emit(self._figure.spots[self._active].key)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        spots: tuple[Spot, ...] = self._figure.spots if self._figure else ()
        step = {
            Qt.Key.Key_Right: 1,
            Qt.Key.Key_Down: 1,
            Qt.Key.Key_Left: -1,
            Qt.Key.Key_Up: -1,
        }.get(Qt.Key(event.key()))
        if spots and step is not None:
            self._active = (self._active + step) % len(spots)
            self.setAccessibleName(spots[self._active].name)
            self.update()
        elif spots and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self._active = max(0, self._active)
            self._press()
        else:
            super().keyPressEvent(event)

    def event(self, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.FocusIn, QEvent.Type.FocusOut):
            if event.type() == QEvent.Type.FocusIn and self._active < 0:
                self._active = 0
            self.update()
        return super().event(event)
