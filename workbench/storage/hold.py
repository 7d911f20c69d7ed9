"""Who holds a workspace: a lock of the system, and a note beside the file of which computer has it open.

The lock tells truly within one computer, and is let go of when a program dies. There are two: by the file's name beside
it, and by the file itself in the program's own folder, since a file may have other names and its folder other places.
Between computers, on a share or in a folder that is synchronised, locks are often known to neither; there the note speaks.
"""

from __future__ import annotations

import datetime as dt
import json
import platform
import uuid
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from filelock import FileLock, Timeout

from workbench.domain.text import whole_line
from workbench.storage import errors
from workbench.storage.files import make_own, write_whole
from workbench.storage.header import first_bytes
from workbench.storage.places import data_folder

_BY_ITSELF = ".held-{}.lock"
_MOST = 4096
"""A note is some hundred bytes long; more is none of ours."""


@dataclass(frozen=True, slots=True)
class Owner:
    """The computer that has a workspace open, and since when by its own clock."""

    computer: str
    since: str

    def said(self) -> str:
        """'on ANNA-LAPTOP since 22 Nov 2026, 10:41'."""
        with suppress(ValueError):
            at = dt.datetime.fromisoformat(self.since)
            return f"on '{self.computer}' since {at.day} {at:%b %Y, %H:%M}"
        return f"on '{self.computer}'"


class Hold:
    """A workspace held by this program until it lets go."""

    def __init__(self, locks: Sequence[FileLock], note: Path, said: bytes) -> None:
        self._locks, self._note, self._said = locks, note, said

    def follow(self, path: Path) -> None:
        """Hold the file that lies there now, in place of the one that did."""
        before = self._locks[1:]
        with suppress(Timeout):
            self._locks = [self._locks[0], *_by_itself(path)]
        for each in before:
            _let_go(each)

    def let_go(self) -> None:
        """Say that nobody has it open any more; what another one said since, who took it over, is theirs to take away."""
        with suppress(OSError):
            if first_bytes(self._note) == self._said:
                self._note.unlink(missing_ok=True)
        for each in self._locks:
            _let_go(each)


def take(path: Path, *, over: bool = False) -> Hold:
    """Hold a workspace; what a program that died left behind is taken over, what another computer left only when `over`.

    Raises:
        WorkspaceLocked: when another program on this computer has it.
        HeldElsewhere: when another computer says it has it.
        NotWritable: when its folder cannot be written.
    """
    mode = _mode_of(path)
    lock = FileLock(path.with_name(f".{path.name}.lock"), timeout=0, mode=mode)
    try:
        lock.acquire()
    except Timeout:
        raise _locked(path) from None
    except OSError as error:
        raise errors.NotWritable(
            f"'{path.name}' lies in a folder that cannot be written ({error.strerror}). "
            "Move it to one you may write to, then open it there; nothing was changed."
        ) from error
    locks = [lock]
    try:
        locks += _by_itself(path)
    except Timeout:
        _let_go(lock)
        raise _locked(path) from None
    # Nothing can be written over where nothing is.
    owner = read(path) if _is_something(path) else None
    if owner is not None and owner.computer != this_computer() and not over:
        for each in locks:
            _let_go(each)
        raise errors.HeldElsewhere(
            f"'{path.name}' is open {owner.said()}. Two at once would write over each other. "
            "Close it there first; if it is not open there any more, say that you open it anyway."
        )
    since = dt.datetime.now().astimezone().isoformat(timespec="minutes")
    said = json.dumps({"computer": this_computer(), "since": since, "mark": uuid.uuid4().hex}).encode()
    # A full disk must not keep anybody from opening it, to read or to save elsewhere.
    with suppress(OSError):
        write_whole(note_of(path), said, mode)
    return Hold(locks, note_of(path), said)


def _by_itself(path: Path) -> list[FileLock]:
    """A lock for a file by whatever name it goes; none where there is no file yet, or no folder of the program's own.

    Raises:
        Timeout: when somebody has it.
    """
    try:
        there = path.stat()
        make_own(data_folder())
        # Whoever sweeps has it for a moment.
        lock = FileLock(
            data_folder() / _BY_ITSELF.format(f"{there.st_dev:x}-{there.st_ino:x}"), timeout=0.2, mode=0o600
        )
        lock.acquire()
    except OSError as error:
        if isinstance(error, Timeout):
            raise
        return []
    return [lock]


def sweep() -> None:
    """Take away the locks of programs that died; one that somebody has stays."""
    with suppress(OSError):
        for each in data_folder().glob(_BY_ITSELF.format("*")):
            with suppress(OSError):
                lock = FileLock(each, timeout=0, mode=0o600)
                lock.acquire()
                _let_go(lock)


def _mode_of(path: Path) -> int:
    """Who may write a workspace may see who has it: two accounts on one computer may share a folder."""
    try:
        return 0o600 | (path.stat().st_mode & 0o066)
    except OSError:
        return 0o600


def _is_something(path: Path) -> bool:
    try:
        return path.stat().st_size > 0
    except OSError:
        return False


def _let_go(lock: FileLock) -> None:
    with suppress(OSError):
        Path(lock.lock_file).unlink(missing_ok=True)
    lock.release()


def _locked(path: Path) -> errors.WorkspaceLocked:
    return errors.WorkspaceLocked(
        f"'{path.name}' is open in another window of this program. Go on there, or close it first; nothing was changed."
    )


def note_of(path: Path) -> Path:
    """Where it is said which computer has a workspace open."""
    return path.with_name(f".{path.name}.open")


def read(path: Path) -> Owner | None:
    """The computer that says it has a workspace open; `None` where none does, or what it says makes no sense."""
    try:
        said = json.loads(first_bytes(note_of(path), _MOST))
        computer, since = whole_line(str(said["computer"]))[:80], str(said["since"])[:40]
        computer.encode()
        return Owner(computer, since)
    except PermissionError:
        # Somebody else's account says so, and not to this one.
        return Owner("another account", "")
    except (OSError, ValueError, KeyError, TypeError, RecursionError):
        return None


def this_computer() -> str:
    """What this computer calls itself."""
    return whole_line(platform.node())[:80] or "a computer without a name"
