"""The one way in for files from outside: each is read in a child process with limits and comes back as plain values."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import workbench

CHILD = "read-for-parent"
"""What a built program, which is no Python, is asked for: `sre-workbench pack read-for-parent`."""
ANSWERS, KEPT, TABLE, EVENTS = "answers", "kept", "table", "events"
WHOLE, PACK, PICTURE = "whole", "pack", "picture"
"""What a file is read as."""
SESSION = "session"
"""The kind of a file that came back from another room, found among files with answers."""
STOPPED = "it took longer or more memory than any such file, so reading it was stopped."
_EVERY = 0.05


@dataclass(frozen=True, slots=True)
class Limits:
    """What reading may take: seconds on the clock and on the processor for each file, bytes of memory.

    What a file itself weighs comes on top of the memory, eight times, since it is unpacked, checked and handed over.
    """

    wall: float = 60.0
    seconds: int = 20
    memory: int = 512 << 20


USUAL = Limits()


class NotRead(ValueError):
    """A file was not read; says which, why and what to do in one sentence."""


def ask(what: str, path: Path, limits: Limits = USUAL, **more: Any) -> dict[str, Any]:
    """Have one file read; `more` is what this kind of reading wants to know.

    What comes back was read from something hostile: the caller builds it anew.

    Raises:
        NotRead: when it cannot be read, is not what it must be, or takes more than the limits.
    """
    with Child(what, [path], limits, more) as child:
        answer = child.next()
    if answer is None:
        raise NotRead(f"'{path.name}' was not read: {STOPPED} Choose another file.")
    if "problem" in answer:
        raise NotRead(str(answer["problem"]))
    return answer


def _command() -> list[str]:
    if getattr(sys, "frozen", False):
        return [sys.executable, "pack", CHILD]
    # Not from the folder one happens to be in: a file there could take the place of a library.
    return [sys.executable, "-P", "-m", "workbench.exchange.reading_child"]


def _environment() -> dict[str, str]:
    root = str(Path(workbench.__file__).resolve().parents[1])
    return {**os.environ, "PYTHONPATH": root, "PYTHONUTF8": "1"}


class Child:
    """A child process and what it has said so far.

    It speaks through a pipe and leaves no file, since what was locked with a passphrase must not lie about unlocked.
    """

    def __init__(
        self, what: str, paths: Sequence[Path], limits: Limits, more: Mapping[str, Any] | None = None
    ) -> None:
        self._wall = limits.wall
        request = {
            **(more or {}),
            "what": what,
            "files": [str(each.absolute()) for each in paths],
            "seconds": limits.seconds,
            "memory": limits.memory,
        }
        self._request: bytes | None = json.dumps(request).encode()
        self._heard = b""
        self._at = 0
        self._ended = False
        self._process = subprocess.Popen(
            _command(),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=_environment(),
            creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
        )

    def __enter__(self) -> Child:
        return self

    def __exit__(self, *_about: object) -> None:
        self._process.kill()
        with self._process:
            pass

    def next(self) -> dict[str, Any] | None:
        """The next file's answer; `None` when the child ended, or took too long, before it gave one."""
        until = time.monotonic() + self._wall
        while True:
            line = self._line()
            if line is not None:
                return line
            if self._ended or time.monotonic() > until:
                return None
            self._listen()

    def _listen(self) -> None:
        """Wait a moment for more."""
        request, self._request = self._request, None
        try:
            self._heard, _ = self._process.communicate(request, timeout=_EVERY)
            self._ended = True
        except subprocess.TimeoutExpired as still:
            # Windows tells what was said only at the end: all files are then read at once, as it seems.
            self._heard = still.output or b""

    def _line(self) -> dict[str, Any] | None:
        """A whole line, once there is one."""
        end = self._heard.find(b"\n", self._at)
        if end < 0:
            return None
        line, self._at = self._heard[self._at : end], end + 1
        try:
            found = json.loads(line)
        except (ValueError, RecursionError):
            return {"problem": STOPPED}
        return found if isinstance(found, dict) else {"problem": STOPPED}
