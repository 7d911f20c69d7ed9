"""Pages of a PDF as pictures: the one place where PDFium is called."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator

from PySide6.QtGui import QImage

_ALONE = threading.Lock()
"""PDFium keeps state for the whole process: two threads in it at once end the program."""


def _never() -> bool:
    return False


def render_pages(data: bytes, width: int, cancelled: Callable[[], bool] = _never) -> list[QImage]:
    """Draw every page of a PDF at a width in pixels, as many as there are until it is cancelled.

    It may be called from any thread; another call gets its turn between two pages.
    """
    return list(_pages(data, width, cancelled))


def _pages(data: bytes, width: int, cancelled: Callable[[], bool]) -> Iterator[QImage]:
    import pypdfium2  # a large library that only previews need

    with _ALONE:
        document = pypdfium2.PdfDocument(data)
        count = len(document)
    try:
        for number in range(count):
            if cancelled():
                return
            # Everything of a page is closed in here: what is left to be collected is closed by any thread at any time.
            with _ALONE:
                page = document[number]
                bitmap = page.render(scale=width / page.get_width(), rev_byteorder=True)
                shape = bitmap.width, bitmap.height, bitmap.stride
                # The copy owns its bytes; the bitmap's go with it.
                image = QImage(bitmap.buffer, *shape, QImage.Format.Format_RGB888).copy()
                bitmap.close()
                page.close()
            yield image
    finally:
        with _ALONE:
            document.close()
