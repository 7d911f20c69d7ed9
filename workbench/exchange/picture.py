"""A client's logo from a file: PNG or JPEG made small and bare, a drawing in SVG with nothing in it but shapes."""

from __future__ import annotations

import base64
import binascii
import re
import warnings
from collections.abc import Mapping
from io import BytesIO
from pathlib import Path
from typing import Any
from xml.parsers import expat
from xml.sax.saxutils import escape, quoteattr

from workbench.exchange.door import PICTURE, NotRead, ask

MOST_BYTES = 10_000_000
MOST_PIXELS = 40_000_000
_SIDE = 1200
_PNG = b"\x89PNG\r\n\x1a\n"
_TOO_MANY = "The picture has more than 40 million points. Take a smaller one."
_WRONG = "This is no picture that can be read. Take a PNG or JPEG file."
_MOST_SHAPES, _DEEPEST = 20_000, 60
_MOST_DRAWING = 2_000_000
_MOST_NUMBERS, _MOST_LONG = 100_000, 20_000
"""How many numbers the outlines of a drawing may have, all together and each."""
# Shapes, paints and groups; nothing that names another file, brings words, moves or is used again and again.
_SHAPES = frozenset(
    [
        "svg",
        "g",
        "defs",
        "title",
        "desc",
        "metadata",
        "path",
        "rect",
        "circle",
        "ellipse",
        "line",
        "polyline",
        "polygon",
        "linearGradient",
        "radialGradient",
        "stop",
    ]
)
_SILENT = frozenset({"title", "desc", "metadata"})
# What a drawing may refer to is a paint of its own; everything else after 'url' lies elsewhere.
_NUMBER = re.compile(r"[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?")
_OUTLINES = ("d", "points")
_DASHES = "stroke-dash"
_OUTSIDE = re.compile(r"url\s*\(\s*(?!['\"]?\s*#)|import|expression|\\", re.IGNORECASE)


class PictureError(ValueError):
    """A picture is not taken; says why and what to do in one sentence."""


def read_picture(path: Path) -> bytes:
    """Read a logo in a process of its own: a PNG of at most 1,200 pixels a side, or a drawing that begins with '<svg'.

    Raises:
        PictureError: for what is no such picture, or too large.
    """
    try:
        data = base64.b64decode(str(ask(PICTURE, path).get("picture")), validate=True)
    except NotRead as problem:
        raise PictureError(str(problem)) from None
    except binascii.Error:
        raise PictureError(_WRONG) from None
    if not data.startswith((_PNG, b"<svg")):
        raise PictureError(_WRONG)
    return data


def is_drawing(data: bytes) -> bool:
    """Whether this is what `read_picture` gives for a drawing."""
    return data.startswith(b"<svg")


def picture_of(data: bytes) -> bytes:
    """The same of the bytes of a file, of which nothing is believed.

    Raises:
        PictureError: for what is no such picture, or too large.
    """
    if len(data) > MOST_BYTES:
        raise PictureError(f"The picture is larger than {MOST_BYTES // 1_000_000} MB. Take a smaller one.")
    if b"<svg" in data[:4096].lower():
        return _Drawing(data).made()
    return small_png(data)


def small_png(data: bytes) -> bytes:
    """Make a PNG of at most 1,200 pixels a side from a PNG or JPEG file, without anything but its pixels.

    Raises:
        PictureError: for what is no such picture, or too large.
    """
    if len(data) > MOST_BYTES:
        raise PictureError(f"The picture is larger than {MOST_BYTES // 1_000_000} MB. Take a smaller one.")
    # Only who has a logo pays for it.
    from PIL import Image

    try:
        with warnings.catch_warnings():
            # What Pillow only warns of is refused below, by our own measure.
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)
            image: Any = Image.open(BytesIO(data), formats=("PNG", "JPEG"))
        if image.width * image.height > MOST_PIXELS:
            raise PictureError(_TOO_MANY)
        image.load()
        bare: Any = image.convert("RGBA")
    except Image.DecompressionBombError as error:
        raise PictureError(_TOO_MANY) from error
    except PictureError:
        raise
    except Exception as error:
        # A damaged picture can fail in any way Pillow's readers know.
        raise PictureError(_WRONG) from error
    bare.thumbnail((_SIDE, _SIDE))
    out = BytesIO()
    clean: Any = Image.new("RGBA", bare.size)
    clean.paste(bare)
    clean.save(out, "PNG", optimize=True)
    return out.getvalue()


def is_kept(data: bytes) -> bool:
    """Whether this is a picture as `small_png` gives it; a workspace from somebody else may hold anything as one."""
    if not data.startswith(_PNG):
        return False
    from PIL import Image

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)
            image: Any = Image.open(BytesIO(data), formats=("PNG",))
        if max(image.size) > _SIDE:
            return False
        image.load()
    except Exception:
        # A damaged picture can fail in any way Pillow's readers know.
        return False
    return True


class _Drawing:
    """Writes a drawing anew from what is known to be harmless; anything else in it refuses the whole."""

    def __init__(self, data: bytes) -> None:
        self._out: list[str] = []
        self._open: list[str] = []
        self._count = self._numbers = 0
        if len(data) > _MOST_DRAWING:
            raise PictureError("This drawing is larger than 2 MB. Take it as PNG or JPEG.")
        parser = expat.ParserCreate(namespace_separator=" ")
        parser.StartElementHandler = self._begin
        parser.EndElementHandler = self._end
        parser.StartDoctypeDeclHandler = self._refuse
        parser.ProcessingInstructionHandler = self._refuse
        try:
            parser.Parse(data, True)
        except (expat.ExpatError, ValueError) as error:
            if isinstance(error, PictureError):
                raise
            raise PictureError("This drawing cannot be read. Take it as PNG or JPEG.") from None

    def made(self) -> bytes:
        """The drawing, shapes alone."""
        text = "".join(self._out)
        if not text.startswith("<svg"):
            raise PictureError("This drawing cannot be read. Take it as PNG or JPEG.")
        return text.encode()

    def _refuse(self, *_about: object) -> None:
        raise PictureError(
            "This drawing holds more than shapes, or refers to something outside itself. Take it as PNG or JPEG."
        )

    def _begin(self, name: str, attributes: Mapping[str, str]) -> None:
        space, _, bare = name.rpartition(" ")
        self._count += 1
        if self._count > _MOST_SHAPES or len(self._open) > _DEEPEST:
            self._refuse()
        self._open.append(bare)
        if _SILENT & set(self._open) or (space and not space.endswith("/svg")):
            # Words about it, and what drawing programs note for themselves, are not drawn.
            self._open[-1] = "title"
            return
        if bare not in _SHAPES or (bare == "svg") != (len(self._open) == 1):
            self._refuse()
        said = {key: value for key, value in attributes.items() if " " not in key}
        if any(key.lower().startswith("on") or _OUTSIDE.search(value) for key, value in said.items()) or any(
            key.endswith(" href") for key in attributes
        ):
            self._refuse()
        self._measure(said)
        said = {key: _undashed(key, value) for key, value in said.items() if not key.startswith(_DASHES)}
        if any(_DASHES in value.casefold() for value in said.values()):
            self._refuse()
        if bare == "svg":
            said["xmlns"] = "http://www.w3.org/2000/svg"
        listed = "".join(f" {escape(key)}={quoteattr(value)}" for key, value in said.items())
        self._out.append(f"<{bare}{listed}>")

    def _measure(self, said: Mapping[str, str]) -> None:
        """Refuse outlines of more pieces than any logo has."""
        for key in _OUTLINES:
            numbers = len(_NUMBER.findall(said.get(key, "")))
            self._numbers += numbers
            if numbers > _MOST_LONG or self._numbers > _MOST_NUMBERS:
                raise PictureError("The outlines of this drawing are too long. Take it as PNG or JPEG.")

    def _end(self, _name: str) -> None:
        bare = self._open.pop()
        if bare not in _SILENT and not _SILENT & set(self._open):
            self._out.append(f"</{bare}>")


def _undashed(key: str, value: str) -> str:
    """A style without dashes: a long line in short ones is drawn for minutes."""
    if key != "style":
        return value
    return ";".join(each for each in value.split(";") if not each.strip().casefold().startswith(_DASHES))
