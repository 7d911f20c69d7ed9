"""Small and read-only disks, mounted for a test; only root can."""

from __future__ import annotations

import contextlib
import os
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest


def needs_root() -> None:
    """Skip where nothing can be mounted, saying so."""
    if not hasattr(os, "geteuid") or os.geteuid() != 0:
        pytest.skip("because only root mounts file systems")


class Filler:
    """A file that takes the room on a disk."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def leave(self, room: int) -> None:
        """Fill the disk up to so many bytes."""
        with self._path.open("wb") as file:
            # Counted once what was filled before is given back.
            found = os.statvfs(self._path.parent)
            free = found.f_bavail * found.f_frsize
            os.posix_fallocate(file.fileno(), 0, max(1, free - room))

    def away(self) -> None:
        """Give the room back."""
        self._path.unlink()


@contextlib.contextmanager
def small_disk(place: Path, kilobytes: int) -> Iterator[Filler]:
    """A disk of its own at a folder, and what fills it."""
    needs_root()
    place.mkdir(parents=True, exist_ok=True)
    subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={kilobytes}k", "tmpfs", str(place)], check=True)
    try:
        yield Filler(place / "filler")
    finally:
        subprocess.run(["umount", "--lazy", str(place)], check=True)


@contextlib.contextmanager
def read_only(folder: Path, place: Path) -> Iterator[Path]:
    """A folder seen at another place, where nothing can be written: for root, too, whom no mode stops."""
    needs_root()
    place.mkdir(parents=True, exist_ok=True)
    subprocess.run(["mount", "--bind", str(folder), str(place)], check=True)
    try:
        subprocess.run(["mount", "-o", "remount,ro,bind", str(place)], check=True)
        yield place
    finally:
        subprocess.run(["umount", "--lazy", str(place)], check=True)
