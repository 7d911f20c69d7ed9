"""The heat map as a plot: rows by the arrow keys, targets by dragging a ring or by keys."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication, QImage, QKeyEvent, QPainter

from ui.theme import Theme
from ui.widgets.figure_view import FigurePainter
from ui.widgets.plot_view import PlotView
from workbench.charts.figure import Figure, Text

STEPS = {Qt.Key.Key_Plus: 1, Qt.Key.Key_Minus: -1}
"""The keys that raise and lower a target."""
COMMANDS = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier
_ROWS = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
_SHARP = 2


class HeatPlot(PlotView):
    """Up and down go from row to row, left and right from cell to cell; `stepped(row, by)` for plus and minus.

    Shift with an arrow moves the target of the row, as dragging its ring does.
    """

    stepped = Signal(str, int)

    @property
    def rows(self) -> list[str]:
        """The keys of the rows from top to bottom: capabilities, and the questions of those that are open."""
        figure = self.figure
        return [spot.key for spot in figure.spots if spot.width > figure.width / 2] if figure else []

    @property
    def row(self) -> str:
        """The row the keys are at; that of a cell where they are in one."""
        return self.active if self.active in self.rows else self.active.split(":")[0]

    def keyPressEvent(self, ev: QKeyEvent) -> None:
        key, held = Qt.Key(ev.key()), ev.modifiers()
        command = held & COMMANDS
        if key in STEPS and not command:
            self.stepped.emit(self.row, STEPS[key])
            return
        if held & Qt.KeyboardModifier.ShiftModifier:
            self.select(self.row)
        elif key in _ROWS and not command:
            self._go(_ROWS[key])
            return
        super().keyPressEvent(ev)

    def _go(self, by: int) -> None:
        rows = self.rows
        if rows:
            at = rows.index(self.row) + by if self.row in rows else 0
            self.select(rows[max(0, min(len(rows) - 1, at))])
            self._announce()


def noted(figure: Figure, *notes: str) -> Figure:
    """A figure with notes under it, and in its table, so that a copy says what it was made from."""
    said = [note for note in notes if note]
    if not said:
        return figure
    lines = tuple(
        Text(0, figure.height + 16 + 16 * n, note, 11.5, color="ink3") for n, note in enumerate(said)
    )
    table = figure.table
    rows = (*table.rows, *((note, *[""] * (len(table.headers) - 1)) for note in said))
    return replace(
        figure,
        height=figure.height + 8 + 16 * len(said),
        marks=(*figure.marks, *lines),
        table=replace(table, rows=rows),
    )


def copy_picture(theme: Theme, paint: FigurePainter, figure: Figure) -> None:
    """Put a whole figure on the clipboard as a picture, twice as sharp as on screen."""
    image = QImage(
        round(figure.width * _SHARP), round(figure.height * _SHARP), QImage.Format.Format_ARGB32_Premultiplied
    )
    image.fill(theme.color("surface"))
    painter = QPainter(image)
    painter.scale(_SHARP, _SHARP)
    paint.paint(painter, figure)
    painter.end()
    QGuiApplication.clipboard().setImage(image)
