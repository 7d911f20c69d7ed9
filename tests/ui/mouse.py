"""A mouse that presses, moves and lets go on a plot, in the plot's own units."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPointF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QApplication

from ui.widgets.plot_view import PlotView


def _send(view: PlotView, kind: QEvent.Type, at: QPointF, held: bool) -> None:
    widget = view.viewport()
    position = QPointF(view.point(at.x(), at.y()))
    button = Qt.MouseButton.NoButton if kind == QEvent.Type.MouseMove else Qt.MouseButton.LeftButton
    buttons = Qt.MouseButton.LeftButton if held else Qt.MouseButton.NoButton
    event = QMouseEvent(
        kind,
        position,
        QPointF(widget.mapToGlobal(position.toPoint())),
        button,
        buttons,
        Qt.KeyboardModifier.NoModifier,
    )
    QApplication.sendEvent(widget, event)


def press(view: PlotView, at: QPointF) -> None:
    """Click at a point of the figure."""
    _send(view, QEvent.Type.MouseButtonPress, at, True)
    _send(view, QEvent.Type.MouseButtonRelease, at, False)


def drag(view: PlotView, start: QPointF, end: QPointF, hold: bool = False) -> None:
    """Drag from one point of the figure to another; `hold` leaves the button pressed."""
    _send(view, QEvent.Type.MouseButtonPress, start, True)
    for part in (0.3, 0.7, 1.0):
        _send(view, QEvent.Type.MouseMove, start + (end - start) * part, True)
    if not hold:
        _send(view, QEvent.Type.MouseButtonRelease, end, False)
