"""Icons: one drawing each, tinted in the theme's colours and crisp at every scale."""

from __future__ import annotations

from functools import lru_cache

from PySide6.QtCore import QByteArray, QRectF, Qt
from PySide6.QtGui import QColor, QGuiApplication, QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from ui.theme import Theme, resource


@lru_cache(maxsize=256)
def _source(name: str) -> str:
    return resource("icons", f"{name}.svg").read_text(encoding="utf-8")


@lru_cache(maxsize=512)
def _pixmap(name: str, color: str, size: int, ratio: float) -> QPixmap:
    source = _source(name).replace("currentColor", color)
    source = source.replace('stroke-width="2"', f'stroke-width="{2 if size <= 14 else 1.75}"')
    renderer = QSvgRenderer(QByteArray(source.encode()))
    pixmap = QPixmap(round(size * ratio), round(size * ratio))
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    renderer.render(painter, QRectF(pixmap.rect()))
    painter.end()
    pixmap.setDevicePixelRatio(ratio)
    return pixmap


def pixmap(theme: Theme, name: str, token: str = "ink2", size: int = 16) -> QPixmap:
    """An icon as a picture, in a token's colour."""
    screen = QGuiApplication.primaryScreen()
    ratio = screen.devicePixelRatio() if screen else 1.0
    return _pixmap(name, theme.color(token).name(QColor.NameFormat.HexRgb), theme.px(size), ratio)


def icon(theme: Theme, name: str, token: str = "ink2", size: int = 16) -> QIcon:
    """An icon for a button or a menu, in a token's colour."""
    return QIcon(pixmap(theme, name, token, size))
