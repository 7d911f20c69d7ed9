"""The first bytes of a workspace file: whose it is and how old, known before anything is opened."""

from __future__ import annotations

import stat
from pathlib import Path

from workbench.storage import errors

SUFFIX = ".srew"
APPLICATION_ID = 0x53524557  # 'SREW'
LATEST = 6
"""The schema version this program writes; a test holds it to the number of migrations."""
MAGIC = b"SQLite format 3\x00"
_LEAST_DIFFERENT = 200
"""How many of the 256 bytes there are in an encrypted page at least; 4,096 random bytes lack one of them in every 30,000."""


class NoFile(OSError):
    """A pipe, a socket or a device lies there: whoever opens one may wait for ever."""

    strerror = "it is a pipe or a device"


def first_bytes(path: Path, size: int = 4096) -> bytes:
    """The first bytes of a file; never of a pipe.

    Raises:
        OSError: when it cannot be read.
    """
    mode = path.stat().st_mode
    if not (stat.S_ISREG(mode) or stat.S_ISDIR(mode)):
        raise NoFile
    with path.open("rb") as file:
        return file.read(size)


def peek(path: Path) -> int:
    """Read the schema version from a file's first bytes, without opening it as a database.

    Raises:
        PassphraseNeeded: when it is protected, so that its version cannot be told yet.
        StorageError: when it is missing, unreadable, no workspace of ours, or newer than this program.
    """
    name = path.name
    try:
        head = first_bytes(path)
    except FileNotFoundError:
        raise errors.WorkspaceMissing(
            f"There is no workspace at '{path}'. Check the name, or begin a new one."
        ) from None
    except IsADirectoryError:
        raise errors.NotAWorkspace(f"'{path}' is a folder. Choose a file that ends in {SUFFIX}.") from None
    except NoFile:
        raise errors.NotAWorkspace(
            f"'{path}' is no file but a pipe or a device. Choose a file that ends in {SUFFIX}."
        ) from None
    except OSError as error:
        raise errors.NotWritable(
            f"'{name}' cannot be read ({error.strerror}). Check that you may open it, then try again."
        ) from error
    if not head:
        raise errors.NotAWorkspace(f"'{name}' is empty, so it is no workspace. It was left as it is.")
    if path.suffix.lower() == SUFFIX and looks_protected(head):
        raise errors.PassphraseNeeded(f"'{name}' is protected. Give its passphrase, or its recovery key.")
    if not head.startswith(MAGIC) or len(head) < 100:
        raise errors.NotAWorkspace(
            f"'{name}' is not an SRE Workbench workspace. It was left as it is; choose a file that ends in {SUFFIX}."
        )
    version, application = int.from_bytes(head[60:64], "big"), int.from_bytes(head[68:72], "big")
    check(path, application, version)
    return version


def check(path: Path, application: int, version: int) -> None:
    """Hold what a file says of itself against what this program knows.

    Raises:
        StorageError: when it is another program's, or newer.
    """
    name = path.name
    if application != APPLICATION_ID:
        raise errors.NotAWorkspace(
            f"'{name}' is a database of another program. It was left as it is; choose a file that ends in {SUFFIX}."
        )
    if version > LATEST:
        raise errors.NewerWorkspace(
            f"'{name}' was saved by a newer version of this program (format {version}, this one knows {LATEST}). "
            "Install the newer version to open it; nothing was changed."
        )


def require_suffix(path: Path) -> None:
    """Refuse to protect a file that would not be known as a workspace afterwards: by its content nobody can tell.

    Raises:
        StorageError: when its name ends in something else.
    """
    if path.suffix.lower() != SUFFIX:
        raise errors.StorageError(
            f"A workspace with a passphrase is known by the end of its name, and '{path.name}' does not end in {SUFFIX}. "
            "Rename it first; nothing was changed."
        )


def looks_protected(head: bytes) -> bool:
    """Whether the first page of a file is encrypted: no mark of SQLite's, and as good as every byte in it.

    A file that was cut off later is still one: with its key it is known to be damaged.
    """
    return len(head) == 4096 and not head.startswith(MAGIC) and len(set(head)) >= _LEAST_DIFFERENT
