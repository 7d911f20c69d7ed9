"""Small pictures of pages, and how alike two of them are.

    python -m tests.reports.pictures

makes those in `tests/reports/golden` anew; look at them before you commit them.
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import pypdfium2
from numpy.typing import NDArray

from tests.reports import everything, sample
from workbench.analysis.standing import rate_book
from workbench.domain.book import Book
from workbench.reports.build import Draft
from workbench.reports.settings import ReportSettings

GOLDEN = Path(__file__).parent / "golden"
WIDTH = 200
"""How wide a picture is, in pixels: enough to see every line and bar, too little to see a figure change."""
FULL = ReportSettings(date=sample.TODAY)

Picture = NDArray[np.uint8]

PAGES: dict[str, tuple[str, str, int]] = {
    **{key: ("full", key, 1) for key in (
        "cover", "summary", "reading", "profile", "agreement", "sureness", "areas", "obstacles", "risks", "treatment", "roadmap",
        "priority", "actions", "method",
    )},
    "capabilities": ("full", "profile", 2),
    "session": ("handout", "session", 1),
    "scales": ("handout", "scales", 1),
    "answering": ("questionnaire", "answering", 1),
    "questions": ("questionnaire", "questions", 1),
    "map": ("full", "stakeholders", 1),
}  # fmt: skip
"""The pages there are pictures of: the edition, the section alone, and the page of it."""


@cache
def _book() -> Book:
    return sample.book()


@cache
def _scripts() -> Book:
    texts = "مرحبا بالعالم 12 · שלום עולם · 可靠性 テスト 한국어 · การทดสอบ · Ω Ж ế · 🚀 ❤"
    return everything.book(lambda word: f"{word} {texts}")


def render(data: bytes, number: int = 1) -> Picture:
    """A page of a PDF as red, green and blue, rows first."""
    document = pypdfium2.PdfDocument(data)
    try:
        page = document[number - 1]
        bitmap: Any = page.render(scale=WIDTH / page.get_width(), rev_byteorder=True)
        return np.array(bitmap.to_numpy()[:, :, :3], dtype=np.uint8)
    finally:
        document.close()


def picture(name: str) -> Picture:
    """The page of this name as it is drawn now."""
    if name == "scripts":
        book, (edition, section, number) = _scripts(), ("full", "obstacles", 1)
    else:
        book, (edition, section, number) = _book(), PAGES[name]
    settings = replace(FULL, edition=edition, sections=(section,))
    return render(Draft(book, rate_book(book), settings).page(number))


def names() -> Iterator[str]:
    """All pictures there are to be."""
    yield from (*PAGES, "scripts")


def apart(one: Picture, other: Picture) -> float:
    """How far two pictures are apart, as the share of small fields whose shade differs visibly; 1 for other sizes."""
    if one.shape != other.shape:
        return 1.0
    rows, columns = (size // 4 * 4 for size in one.shape[:2])
    # Fields of four by four pixels: the last digit of another version's rounding is no difference.
    fields = [
        each[:rows, :columns].reshape(rows // 4, 4, columns // 4, 4, 3).astype(float).mean(axis=(1, 3))
        for each in (one, other)
    ]
    return float((np.abs(fields[0] - fields[1]).max(axis=2) > 12).mean())


def write_png(path: Path, found: Picture) -> None:
    """Write a picture; every line is stored as its difference from the one above."""
    high, wide = found.shape[:2]
    above = np.vstack([np.zeros((1, wide * 3), np.uint8), found.reshape(high, wide * 3)[:-1]])
    lines = np.hstack([np.full((high, 1), 2, np.uint8), found.reshape(high, wide * 3) - above])
    head = struct.pack(">IIBBBBB", wide, high, 8, 2, 0, 0, 0)
    parts = ((b"IHDR", head), (b"IDAT", zlib.compress(lines.tobytes(), 9)), (b"IEND", b""))
    path.write_bytes(
        b"\x89PNG\r\n\x1a\n"
        + b"".join(
            struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
            for kind, data in parts
        )
    )


def read_png(path: Path) -> Picture:
    """Read a picture that `write_png` wrote."""
    data = path.read_bytes()
    at, packed, wide, high = 8, b"", 0, 0
    while at < len(data):
        (size,), kind = struct.unpack(">I", data[at : at + 4]), data[at + 4 : at + 8]
        body = data[at + 8 : at + 8 + size]
        if kind == b"IHDR":
            wide, high = struct.unpack(">II", body[:8])
        elif kind == b"IDAT":
            packed += body
        at += size + 12
    lines = np.frombuffer(zlib.decompress(packed), np.uint8).reshape(high, wide * 3 + 1)[:, 1:]
    return np.cumsum(lines, axis=0, dtype=np.uint8).reshape(high, wide, 3)


def main() -> None:
    """Make all pictures anew and leave no other."""
    GOLDEN.mkdir(exist_ok=True)
    for old in GOLDEN.glob("*.png"):
        old.unlink()
    for name in names():
        write_png(GOLDEN / f"{name}.png", picture(name))


if __name__ == "__main__":
    main()
