"""Copies of figures for other programs: as a table and as a picture."""

from __future__ import annotations

import re

from PySide6.QtGui import QGuiApplication, QPainter, QPixmap

from ui.theme import Theme
from ui.widgets.figure_view import FigurePainter
from workbench.charts.figure import Figure
from workbench.exchange.formulas import guarded

# '+0.8' is a number and no formula.
_NUMBER = re.compile(r"[+\-\N{MINUS SIGN}]?\d[\d.,%\s]*")


def _safe(cell: str) -> str:
    return cell if _NUMBER.fullmatch(cell) else guarded(cell)


def copy_table(figure: Figure) -> None:
    """Put a figure on the clipboard as a table, ready for a spreadsheet."""
    # Pasted, a text that begins like a formula would be one.
    rows = (map(_safe, cells) for cells in (figure.table.headers, *figure.table.rows))
    lines = ["\t".join(cells) for cells in rows]
    QGuiApplication.clipboard().setText("\n".join(lines))


def copy_picture(theme: Theme, figure: Figure, ratio: float) -> None:
    """Put a whole figure on the clipboard as a picture, as sharp as the screen (`ratio` pixels a point)."""
    wide, high = (round(each * theme.scale * ratio) for each in (figure.width, figure.height))
    picture = QPixmap(max(1, wide), max(1, high))
    picture.setDevicePixelRatio(ratio)
    picture.fill(theme.color("surface"))
    painter = QPainter(picture)
    painter.scale(theme.scale, theme.scale)
    FigurePainter(theme).paint(painter, figure)
    painter.end()
    QGuiApplication.clipboard().setPixmap(picture)
