"""A drawing in SVG made into pixels, in a process of its own: no count of shapes says how long drawing them takes."""

from __future__ import annotations

import contextlib
import os
import sys
from collections.abc import Sequence
from pathlib import Path

CHILD = ("pack", "draw-for-parent")
"""What a built program, which is no Python, is asked for: `sre-workbench pack draw-for-parent`."""
SECONDS = 10.0
"""How long drawing may take: many times what a logo needs."""
_SIDE = 1200
_MEMORY = 1 << 30
_WRONG = "This drawing cannot be read. Take it as PNG or JPEG."


def drawn(data: bytes, seconds: float = SECONDS) -> bytes:
    """A PNG of a drawing, as `read_picture` gives it: shapes alone. It takes up to `seconds`, so it is for a job.

    Raises:
        PictureError: for a drawing that cannot be drawn, or not in this time.
    """
    # The program asks this module at its start whether it is such a child, and needs none of it otherwise.
    import subprocess

    from workbench.exchange.picture import PictureError, is_drawing

    if not is_drawing(data):
        raise PictureError(_WRONG)
    frozen = getattr(sys, "frozen", False)
    # Not from the folder one happens to be in: a file there could take the place of a library.
    command = [sys.executable, *CHILD] if frozen else [sys.executable, "-P", "-m", "ui.drawing"]
    root = str(Path(__file__).resolve().parents[1])
    try:
        done = subprocess.run(
            command,
            input=data,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env={**os.environ, "PYTHONPATH": root, "QT_QPA_PLATFORM": "offscreen"},
            timeout=seconds,
            check=False,
            creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
        )
    except subprocess.TimeoutExpired:
        raise PictureError(
            "This drawing takes too long to be drawn, so it was not taken. Take it as PNG or JPEG."
        ) from None
    if done.returncode or not done.stdout:
        raise PictureError(_WRONG)
    return done.stdout


def is_child(arguments: Sequence[str]) -> bool:
    """Whether the program was started to draw for another one."""
    return tuple(arguments) == CHILD


def main() -> int:
    """Draw what standard input holds; standard output gets the PNG, or nothing."""
    with contextlib.suppress(ImportError, ValueError, OSError):
        import resource  # not on Windows

        resource.setrlimit(resource.RLIMIT_CPU, (int(2 * SECONDS), int(2 * SECONDS)))
        resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, _MEMORY))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    picture = _pixels(sys.stdin.buffer.read())
    sys.stdout.buffer.write(picture)
    return 0 if picture else 1


def _pixels(data: bytes) -> bytes:
    from PySide6.QtCore import QBuffer, QByteArray, Qt
    from PySide6.QtGui import QImage, QPainter
    from PySide6.QtSvg import QSvgRenderer

    renderer = QSvgRenderer(QByteArray(data))
    size = renderer.defaultSize()
    if not renderer.isValid() or size.isEmpty():
        return b""
    fitting = size.scaled(_SIDE, _SIDE, Qt.AspectRatioMode.KeepAspectRatio)
    image = QImage(fitting, QImage.Format.Format_ARGB32)
    if image.isNull():
        return b""
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    renderer.render(painter)
    painter.end()
    held = QByteArray()
    buffer = QBuffer(held)
    buffer.open(QBuffer.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")  # pyright: ignore[reportCallIssue, reportArgumentType]
    return bytes(held.data())


if __name__ == "__main__":
    sys.exit(main())
