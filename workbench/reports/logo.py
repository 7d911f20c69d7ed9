"""A client's logo: read from a picture file, made small and bare, and placed on a page."""

from __future__ import annotations

import warnings
from io import BytesIO
from typing import Any

from workbench.reports.settings import ReportError

MOST_BYTES = 10_000_000
MOST_PIXELS = 40_000_000
_SIDE = 1200
_TOO_MANY = "The picture has more than 40 million points. Take a smaller one."
_WRONG = "This is no picture that can be read. Take a PNG or JPEG file."


def read_logo(data: bytes) -> bytes:
    """Make a PNG of at most 1,200 pixels a side from a PNG or JPEG file, without anything but its pixels.

    Raises:
        ReportError: for what is no such picture, or too large.
    """
    if len(data) > MOST_BYTES:
        raise ReportError(f"The picture is larger than {MOST_BYTES // 1_000_000} MB. Take a smaller one.")
    # Only who has a logo pays for it.
    from PIL import Image

    try:
        with warnings.catch_warnings():
            # What Pillow only warns of is refused below, by our own measure.
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)
            image: Any = Image.open(BytesIO(data), formats=("PNG", "JPEG"))
        if image.width * image.height > MOST_PIXELS:
            raise ReportError(_TOO_MANY)
        image.load()
        bare: Any = image.convert("RGBA")
    except Image.DecompressionBombError as error:
        raise ReportError(_TOO_MANY) from error
    except ReportError:
        raise
    except Exception as error:
        # A damaged picture can fail in any way Pillow's readers know.
        raise ReportError(_WRONG) from error
    bare.thumbnail((_SIDE, _SIDE))
    out = BytesIO()
    clean: Any = Image.new("RGBA", bare.size)
    clean.paste(bare)
    clean.save(out, "PNG", optimize=True)
    return out.getvalue()


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
