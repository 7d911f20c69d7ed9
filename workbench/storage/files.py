"""Writing files so that there is always a whole one: the old or the new, never half."""

from __future__ import annotations

import glob
import hashlib
import os
import shutil
import stat
import time
import uuid
from collections.abc import Callable, Iterable
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from workbench.storage import errors

if TYPE_CHECKING:
    from filelock import FileLock

_STRAY_SECONDS = 3600
CHECKED = ".srew-check-"
"""How folders begin in which a file is looked into that a save was cut off in."""
_PART = ".srew-part"
_LONGEST = 40
_HEX = "[0-9a-f]" * 8
LONGEST_NAME = 255 - len("-journal")
"""In bytes: a name has 255 at most on the usual disks, and the journal's is the longest beside a file."""
_IN_USE = ".in-use"
# By the name alone, in folders that are not ours alone; SQLite may have left a journal beside a draft.
_STRAYS = (f".*{_PART}*", f"{CHECKED}*")


def draft_of(path: Path) -> Path:
    """A name beside a file to make it under, which nobody else has and a sweep knows again."""
    return path.with_name(f"{_begin(path)}{uuid.uuid4().hex[:8]}{_PART}")


def drop_drafts(path: Path) -> None:
    """Take away what was begun in the place of a file and never finished, however lately; only for who holds the file.

    A draft of a protected file may be one without its protection.
    """
    with suppress(OSError):
        for each in path.parent.glob(f"{glob.escape(_begin(path))}{_HEX}{_PART}*"):
            with suppress(OSError):
                each.unlink()


def _begin(path: Path) -> str:
    """How drafts of a file are called; its name may be as long as names can be, and others may begin the same."""
    name = path.name
    if len(name) > _LONGEST:
        name = f"{name[: _LONGEST - 9]}-{hashlib.sha256(name.encode('utf-8', 'surrogateescape')).hexdigest()[:8]}"
    return f".{name}."


def journal_of(path: Path) -> Path:
    """Where SQLite keeps what it needs to take a save back; behind a link it lies beside the file itself."""
    path = path.resolve()
    return path.with_name(f"{path.name}-journal")


def require_short_name(path: Path) -> None:
    """See that there is room in a name for those of the files beside it.

    Raises:
        NotWritable: when there is not.
    """
    if len(os.fsencode(path.name)) > LONGEST_NAME:
        raise errors.NotWritable(
            f"The name '{path.name[:40]}…' is too long: the files beside it have longer ones. "
            f"Shorten it to at most {LONGEST_NAME} bytes; nothing was changed."
        )


def require_plain_journal(path: Path) -> None:
    """See that a journal has room for its name, and that it is a file: whoever opens a pipe may wait for ever.

    Raises:
        NotWritable: when it is anything else.
    """
    require_short_name(path.resolve())
    journal = journal_of(path)
    with suppress(OSError):
        if not stat.S_ISREG(journal.stat().st_mode):
            raise errors.NotWritable(
                f"'{journal.name}' beside the workspace is no file but a folder, a pipe or a device. "
                "Move it away, then try again; nothing was changed."
            )


def write_whole(path: Path, data: bytes, mode: int = 0o600) -> None:
    """Write bytes to a file through a temporary one beside it.

    Raises:
        OSError: when it could not be written; what was there is then still there.
    """
    write_through(path, lambda file: file.write(data), mode)


def write_through(path: Path, write: Callable[[BinaryIO], object], mode: int = 0o600) -> None:
    """Let `write` fill a temporary file beside `path`, and move it into place only when it is whole and on disk.

    Raises:
        OSError: when it could not be written; what was there is then still there.
    """
    # What an earlier write into this folder was killed over is nobody's else to clear away.
    sweep([path.parent])
    draft = draft_of(path)
    try:
        with os.fdopen(
            os.open(draft, os.O_CREAT | os.O_EXCL | os.O_WRONLY | getattr(os, "O_BINARY", 0), mode), "wb"
        ) as file:
            write(file)
            file.flush()
            os.fsync(file.fileno())
        os.replace(draft, path)
    except BaseException:
        with suppress(OSError):
            draft.unlink(missing_ok=True)
        raise
    sync_folder(path.parent)


def make_own(folder: Path) -> None:
    """Make a folder, and every missing one above it, for their owner alone: of those above, Python asks the system.

    Raises:
        OSError: when it cannot be made.
    """
    for each in reversed((folder, *folder.parents)):
        if not each.is_dir():
            each.mkdir(mode=0o700, exist_ok=True)


def sync_folder(folder: Path) -> None:
    """Make a rename last through a power cut, where the system lets a folder be synced."""
    with suppress(OSError, AttributeError):
        handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def sweep(folders: Iterable[Path]) -> None:
    """Take away what a kill left behind: temporary files of ours after an hour, folders that nobody looks into at once."""
    for folder in folders:
        for pattern in _STRAYS:
            # What vanishes or resists meanwhile keeps nothing else from being swept.
            with suppress(OSError):
                for stray in folder.glob(pattern):
                    old = time.time() - stray.stat().st_mtime > _STRAY_SECONDS
                    if stray.is_dir() and not stray.is_symlink():
                        # Whoever looks into something there holds it; before they do there is nothing in it.
                        if old or (stray / _IN_USE).exists():
                            _sweep_folder(stray)
                    elif old:
                        stray.unlink()


def in_use(folder: Path) -> FileLock:
    """The lock that keeps a folder of ours from being swept, for as long as somebody has it."""
    from filelock import FileLock  # not before the first paint, which asks for places and so for this module

    return FileLock(folder / _IN_USE, timeout=0, mode=0o600)


def _sweep_folder(folder: Path) -> None:
    from filelock import Timeout

    try:
        with in_use(folder):
            pass
    except Timeout:
        return
    shutil.rmtree(folder, ignore_errors=True)
