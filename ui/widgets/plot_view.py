"""Shows a figure that people work in: the same painting as everywhere, in a plot with handles, zoom and keys."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

import pyqtgraph as pg
from PySide6.QtCore import QEvent, QPoint, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QKeyEvent,
    QMouseEvent,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QMenu, QSizePolicy, QToolTip, QWidget

from ui.theme import Theme
from ui.widgets import copies
from ui.widgets.figure_view import FigurePainter
from ui.widgets.parts import as_plain
from ui.widgets.plot_view_items import ACROSS, ALONG_TIME, FigureBox, FigureItem, Overlay, marks_of
from workbench.charts import calendar
from workbench.charts.figure import Drop, Figure, Handle, Rect, Spot, reworded

Draw = Callable[[float, float], Figure]
_FAR = 4.0
_EDGE = 6.0
_NOT_ASKED = object()
_NEXT = (Qt.Key.Key_Right, Qt.Key.Key_Down)
_ARROWS = {
    Qt.Key.Key_Left: (-1, 0),
    Qt.Key.Key_Right: (1, 0),
    Qt.Key.Key_Up: (0, -1),
    Qt.Key.Key_Down: (0, 1),
}


class PlotView(pg.GraphicsView):
    """A figure to work in. `pressed(key)` for a spot, `dropped(key, value)` for a marker put elsewhere,
    `moved(key, days)` and `stretched(key, days)` for a bar shifted or made longer along time, `reached(spot)` for the
    place the keys came to.

    Tab comes in; arrow keys go from spot to spot, Enter presses, Shift with an arrow moves one step or one day
    (Ctrl: a week; Alt: only the end). Ctrl and the wheel zoom, dragging the ground pans, a double click goes back.
    """

    pressed = Signal(str)
    dropped = Signal(str, object)
    moved = Signal(str, int)
    stretched = Signal(str, int)
    reached = Signal(object)

    def __init__(self, theme: Theme, name: str, *, keep_height: bool = False, zooms: bool = True) -> None:
        super().__init__(background=None)  # pyright: ignore[reportArgumentType]
        self._theme = theme
        self._name = name
        self._keep_height, self._zooms = keep_height, zooms
        self._draw: Draw | None = None
        self._draw_copy: Draw | None = None
        self.by_role: Callable[[str], str] = str
        """Gives a text with roles in place of names, as copies have it."""
        self._figure: Figure | None = None
        self._order: list[Spot] = []
        self._active = ""
        self._drag: tuple[Handle, QPointF, bool] | None = None
        self._moving = False
        # Where markers were asked to go; kept while edits are on their way, since keys may come faster than those land.
        self._asked: dict[str, Any] = {}
        self.waits: Callable[[], bool] = lambda: False
        """Whether something asked for is still on its way to disk."""
        self.accepts: Callable[[str, Any], bool] = lambda _key, _value: True
        painter = FigurePainter(theme)
        self._box = FigureBox()
        self.setCentralItem(self._box)
        self._item, self._overlay = FigureItem(painter), Overlay(painter)
        self._overlay.setZValue(10)
        self._box.addItem(self._item, ignoreBounds=True)
        self._box.addItem(self._overlay, ignoreBounds=True)
        self.setAccessibleName(name)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setFrameShape(pg.QtWidgets.QFrame.Shape.NoFrame)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.DefaultContextMenu)
        self.viewport().setMouseTracking(True)
        # The ground is the window's: kept, it would stay light when the window turns dark.
        self.setCacheMode(self.CacheModeFlag.CacheNone)
        theme.changed.connect(self._lay_out)

    # What is shown

    @property
    def figure(self) -> Figure | None:
        """What is shown now."""
        return self._figure

    @property
    def active(self) -> str:
        """The key of the spot the keys are at."""
        return self._active

    @property
    def zoomed(self) -> bool:
        """Whether only a part is seen."""
        return self._box.zoomed

    def show_figure(self, draw: Draw, copied: Draw | None = None) -> None:
        """Show another figure; `draw(width, height)` describes it anew whenever the size changes.

        `copied` describes it as it may be copied, where that is not the same text with roles in place of names.
        """
        self._draw, self._draw_copy = draw, copied
        if not self.waits():
            self._asked.clear()
        self._lay_out()

    def select(self, key: str) -> None:
        """Let the keys begin at a spot."""
        if any(spot.key == key for spot in self._order):
            self._active = key
            self._show_ring()

    def sizeHint(self) -> QSize:
        if self._figure is not None and self._keep_height:
            return QSize(200, round(self._figure.height * self._theme.scale))
        return QSize(320, 240)

    def minimumSizeHint(self) -> QSize:
        return QSize(120, 80)

    def close(self) -> bool:  # pyright: ignore[reportIncompatibleMethodOverride]
        """Close like any widget: pyqtgraph's own way takes the viewport away, which ends in a crash."""
        return QWidget.close(self)

    def resizeEvent(self, ev: QResizeEvent | None) -> None:
        super().resizeEvent(ev)
        # pyqtgraph calls this once before there is anything to lay out.
        if ev is None or getattr(self, "_draw", None) is None:
            return
        # What is as high as it has to be is described anew only when its width has changed.
        if not self._keep_height or self._figure is None or ev.oldSize().width() != ev.size().width():
            self._lay_out()

    def _lay_out(self) -> None:
        if self._draw is None or self.width() < 20:
            return
        scale = self._theme.scale
        figure = self._draw(self.width() / scale, self.height() / scale)
        same_size = self._figure is not None and (figure.width, figure.height) == (
            self._figure.width,
            self._figure.height,
        )
        self._figure = figure
        if self._keep_height:
            self.setFixedHeight(max(1, round(figure.height * scale)))
        self._item.show_figure(figure)
        self._overlay.fit(figure.width, figure.height)
        self._box.whole = (figure.width, figure.height)
        if not same_size or not self.zoomed:
            self.reset_view()
        self._order = sorted(figure.spots, key=lambda spot: (round(spot.y / 8), spot.x))
        self._describe(figure)
        self._show_ring()

    def _describe(self, figure: Figure) -> None:
        rows = "; ".join(", ".join(cell for cell in row if cell) for row in figure.table.rows[:40])
        moves = " Shift and the arrow keys move what is chosen." if figure.handles else ""
        self.setAccessibleDescription(f"{figure.title}.{moves} {rows}")

    def reset_view(self) -> None:
        """Show the whole figure."""
        self._box.show_all()

    def _copied(self, names: bool) -> Figure | None:
        """What a copy is made of: the figure, with roles in place of names unless those are asked for."""
        if self._figure is None or names:
            return self._figure
        if self._draw_copy is not None:
            return self._draw_copy(self._figure.width, self._figure.height)
        return reworded(self._figure, self.by_role)

    def copy_table(self, names: bool = False) -> None:
        """Put the figure on the clipboard as a table, ready for a spreadsheet; people by role unless `names`."""
        figure = self._copied(names)
        if figure is not None:
            copies.copy_table(figure)

    def copy_image(self, names: bool = False) -> None:
        """Put the figure on the clipboard as a picture; people by role unless `names`."""
        figure = self._copied(names)
        if figure is not None:
            copies.copy_picture(self._theme, figure, self.devicePixelRatioF())

    def menu(self) -> QMenu:
        """What can be done with the figure; names are offered only where some are seen now."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addAction("Copy as picture", lambda: self.copy_image())
        menu.addAction("Copy as table", lambda: self.copy_table())
        figure, copied = self._figure, self._copied(names=False)
        if figure is not None and copied is not None and figure.table != copied.table:
            menu.addAction("Copy as picture, with names", lambda: self.copy_image(names=True))
            menu.addAction("Copy as table, with names", lambda: self.copy_table(names=True))
        if self.zoomed:
            menu.addAction("Show all", self.reset_view)
        return menu

    # Where things are

    def point(self, x: float, y: float) -> QPoint:
        """Where a point of the figure lies on the widget."""
        scene = self._box.mapViewToScene(QPointF(x, y))
        return self.mapFromScene(scene)

    def _in_figure(self, position: QPointF) -> QPointF:
        return self._box.mapSceneToView(self.mapToScene(position.toPoint()))

    def _spot_at(self, at: QPointF) -> Spot | None:
        spots = self._figure.spots if self._figure else ()
        inside = (spot for spot in reversed(spots) if _holds(spot, at))
        # A cell inside a row is meant before the row itself.
        return min(inside, key=lambda spot: spot.width * spot.height, default=None)

    def _handle_at(self, at: QPointF) -> Handle | None:
        handles = self._figure.handles if self._figure else ()
        return next((handle for handle in reversed(handles) if _holds(handle, at, 2)), None)

    def _drop_at(self, key: str, at: QPointF) -> Drop | None:
        drops = self._figure.drops if self._figure else ()
        found = next((drop for drop in drops if _holds(drop, at)), None)
        return found if found is not None and self.accepts(key, found.value) else None

    # The mouse

    def mousePressEvent(self, ev: QMouseEvent) -> None:
        if ev.button() != Qt.MouseButton.LeftButton or self._figure is None:
            return
        self.setFocus(Qt.FocusReason.MouseFocusReason)
        at = self._in_figure(ev.position())
        handle = self._handle_at(at)
        self._moving = False
        self._from = ev.position()
        if handle is not None:
            end = handle.along == ALONG_TIME and handle.width > 4 * _EDGE
            self._drag = (handle, at, end and at.x() > handle.x + handle.width - _EDGE)
            self._active = handle.key
            self._show_ring()
        ev.accept()

    def mouseMoveEvent(self, ev: QMouseEvent) -> None:
        if self._figure is None:
            return
        at = self._in_figure(ev.position())
        if not ev.buttons() & Qt.MouseButton.LeftButton:
            self._hover(ev, at)
            return
        away = ev.position() - self._from
        self._moving = self._moving or away.manhattanLength() > _FAR
        if not self._moving:
            return
        QToolTip.hideText()
        if self._drag is not None:
            self._carry(at)
        elif self.zoomed:
            before = self._in_figure(self._from)
            self._from = ev.position()
            self._box.pan(before - at)

    def mouseReleaseEvent(self, ev: QMouseEvent) -> None:
        if ev.button() != Qt.MouseButton.LeftButton:
            return
        drag, moving = self._drag, self._moving
        self._drag, self._moving = None, False
        at = self._in_figure(ev.position())
        self._overlay.clear()
        if drag is not None and moving:
            self._put(drag, at)
        elif not moving:
            spot = self._spot_at(at)
            if spot is not None:
                self._active = spot.key
                self._show_ring()
                self.pressed.emit(spot.key)

    def mouseDoubleClickEvent(self, ev: QMouseEvent) -> None:
        if self.zoomed:
            self.reset_view()
        ev.accept()

    def wheelEvent(self, ev: QWheelEvent) -> None:
        # Without Ctrl the page scrolls; a plot that swallows the wheel traps the reader.
        if not self._zooms or not ev.modifiers() & Qt.KeyboardModifier.ControlModifier:
            ev.ignore()
            return
        self._box.zoom(1.2 ** (ev.angleDelta().y() / 120), self._in_figure(ev.position()))
        ev.accept()

    def contextMenuEvent(self, ev: QContextMenuEvent) -> None:
        self.menu().popup(ev.globalPos())

    def _hover(self, ev: QMouseEvent, at: QPointF) -> None:
        handle, spot = self._handle_at(at), self._spot_at(at)
        if handle is not None and handle.along == ALONG_TIME:
            near = handle.width > 4 * _EDGE and at.x() > handle.x + handle.width - _EDGE
            self.viewport().setCursor(Qt.CursorShape.SizeHorCursor if near else Qt.CursorShape.OpenHandCursor)
        elif handle is not None:
            self.viewport().setCursor(Qt.CursorShape.OpenHandCursor)
        elif spot is not None:
            self.viewport().setCursor(Qt.CursorShape.PointingHandCursor)
        else:
            self.viewport().setCursor(Qt.CursorShape.ArrowCursor)
        if spot is not None:
            words = spot.name if not spot.hint or spot.hint in spot.name else f"{spot.name}\n{spot.hint}"
            # A tooltip takes markup by itself, so what people typed is shown as text.
            QToolTip.showText(ev.globalPosition().toPoint(), as_plain(words), self)
        else:
            QToolTip.hideText()

    def _carry(self, at: QPointF) -> None:
        assert self._drag is not None
        assert self._figure is not None
        handle, start, end = self._drag
        overlay = self._overlay
        overlay.ghost = marks_of(self._figure, handle)
        if handle.along == ALONG_TIME and self._figure.axis is not None:
            days = self._days(start.x(), at.x())
            per_day = self._figure.axis.x(1) - self._figure.axis.x(0)
            if end:
                overlay.ghost = (
                    Rect(handle.x, handle.y + 4, max(2.0, handle.width + days * per_day), handle.height - 8, stroke="accent", line=2, radius=3),
                )  # fmt: skip
                overlay.shift = QPointF()
            else:
                overlay.shift = QPointF(days * per_day, 0)
            overlay.words = self._span_words(handle, days, end)
        else:
            across = handle.along == ACROSS
            overlay.shift = QPointF(at.x() - start.x(), 0) if across else at - start
            drop = self._drop_at(handle.key, _meant(handle, at))
            overlay.target = QRectF(drop.x, drop.y, drop.width, drop.height) if drop else None
        overlay.update()

    def _put(self, drag: tuple[Handle, QPointF, bool], at: QPointF) -> None:
        handle, start, end = drag
        if handle.along == ALONG_TIME:
            days = self._days(start.x(), at.x())
            if days:
                (self.stretched if end else self.moved).emit(handle.key, days)
            return
        drop = self._drop_at(handle.key, _meant(handle, at))
        if drop is not None and not _holds(drop, start):
            self.dropped.emit(handle.key, drop.value)

    def _days(self, x0: float, x1: float) -> int:
        axis = self._figure.axis if self._figure else None
        return 0 if axis is None else axis.day(x1) - axis.day(x0)

    def _span_words(self, handle: Handle, days: int, end: bool) -> str:
        axis = self._figure.axis if self._figure else None
        if axis is None:
            return ""
        # Of a bar that is cut by the edge only its own days say where it would land.
        seen = (axis.day(handle.x), axis.day(handle.x + handle.width) - 1)
        begun, ended = handle.days or seen
        first, last = begun + (0 if end else days), ended + days
        try:
            return calendar.span_words((dt.date.fromordinal(first), dt.date.fromordinal(max(first, last))))
        except (ValueError, OverflowError):
            return ""

    # Keys

    def keyPressEvent(self, ev: QKeyEvent) -> None:
        key = Qt.Key(ev.key())
        moves = ev.modifiers() & (
            Qt.KeyboardModifier.ShiftModifier
            | Qt.KeyboardModifier.ControlModifier
            | Qt.KeyboardModifier.AltModifier
        )
        if key in _ARROWS and moves:
            self._nudge(_ARROWS[key], ev.modifiers())
        elif key in _ARROWS and self._order:
            self._step(1 if key in _NEXT else -1)
        elif key in (Qt.Key.Key_Home, Qt.Key.Key_End) and self._order:
            self._active = self._order[0 if key == Qt.Key.Key_Home else -1].key
            self._announce()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space) and self._spot() is not None:
            self.pressed.emit(self._active)
        elif key == Qt.Key.Key_Escape and self._drag is not None:
            self._drag, self._moving = None, False
            self._overlay.clear()
        elif key == Qt.Key.Key_Escape and self.zoomed:
            self.reset_view()
        else:
            ev.ignore()

    def keyReleaseEvent(self, ev: QKeyEvent) -> None:
        ev.ignore()

    def _step(self, by: int) -> None:
        keys = [spot.key for spot in self._order]
        at = keys.index(self._active) + by if self._active in keys else 0
        self._active = keys[at % len(keys)]
        self._announce()

    def _nudge(self, way: tuple[int, int], modifiers: Qt.KeyboardModifier) -> None:
        figure = self._figure
        handles = figure.handles if figure else ()
        handle = next((each for each in handles if each.key == self._active), None)
        if handle is None or figure is None:
            return
        if handle.along == ALONG_TIME:
            week = modifiers & Qt.KeyboardModifier.ControlModifier
            end = modifiers & Qt.KeyboardModifier.AltModifier
            if way[0]:
                (self.stretched if end else self.moved).emit(handle.key, way[0] * (7 if week else 1))
            return
        if not self.waits():
            self._asked.clear()
        asked = self._asked.get(handle.key, _NOT_ASKED)
        here = next((drop for drop in figure.drops if drop.value == asked), None)
        if here is None:
            centre = QPointF(handle.x + handle.width / 2, handle.y + handle.height / 2)
            here = next((drop for drop in figure.drops if _holds(drop, centre)), None)
        if here is None:
            return
        there = QPointF(here.x + here.width * (0.5 + way[0]), here.y + here.height * (0.5 + way[1]))
        drop = self._drop_at(handle.key, there)
        if drop is not None:
            self.dropped.emit(handle.key, drop.value)
            # Only now: choosing another entry first draws anew, before anything is on its way.
            self._asked[handle.key] = drop.value

    def _spot(self) -> Spot | None:
        return next((spot for spot in self._order if spot.key == self._active), None)

    def _announce(self) -> None:
        spot = self._spot()
        self.setAccessibleName(f"{self._name}: {spot.name}" if spot else self._name)
        self._show_ring()
        if spot is not None:
            self.reached.emit(spot)
            self._box.keep_in_sight(QRectF(spot.x, spot.y, spot.width, spot.height))

    def _show_ring(self) -> None:
        spot = self._spot() if self.hasFocus() else None
        self._overlay.ring = QRectF(spot.x, spot.y, spot.width, spot.height) if spot else None
        self._overlay.update()

    def event(self, ev: QEvent) -> bool:
        if ev.type() in (QEvent.Type.FocusIn, QEvent.Type.FocusOut) and hasattr(self, "_order"):
            if ev.type() == QEvent.Type.FocusIn and self._spot() is None and self._order:
                self._active = self._order[0].key
            handled = super().event(ev)
            self._show_ring()
            return handled
        return super().event(ev)


def _meant(handle: Handle, at: QPointF) -> QPointF:
    """Where a marker on its way is: one that only goes across stays at its height."""
    return QPointF(at.x(), handle.y + handle.height / 2) if handle.along == ACROSS else at


def _holds(box: Spot | Handle | Drop, at: QPointF, slack: float = 0) -> bool:
    return (
        box.x - slack <= at.x() <= box.x + box.width + slack
        and box.y - slack <= at.y() <= box.y + box.height + slack
    )
