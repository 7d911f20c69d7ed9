"""A client's logo, placed on a page."""

from __future__ import annotations

from io import BytesIO
from typing import Any


class Logo:
    """A logo on one canvas: its pixels are kept once, however many pages show it."""

    def __init__(self, canvas: Any, data: bytes) -> None:
        from reportlab.lib.utils import ImageReader

        self._canvas = canvas
        self._image: Any = ImageReader(BytesIO(data))
        self._wide, self._tall = self._image.getSize()

    def width(self, tall: float, most: float) -> float:
        """How wide it comes out when it is at most so tall and so wide, in points."""
        return self._wide * self._scale(tall, most)

    def _scale(self, tall: float, most: float) -> float:
        return min(tall / self._tall, most / self._wide)

    def draw(self, x: float, base: float, tall: float, most: float) -> None:
        """Draw it from x, `base` the height of its middle above the foot of the page."""
        scale = self._scale(tall, most)
        wide, high = self._wide * scale, self._tall * scale
        self._canvas.drawImage(self._image, x, base - high / 2, wide, high, mask="auto")
