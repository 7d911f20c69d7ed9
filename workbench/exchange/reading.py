"""Reading several files with answers through a child process: one that ends it costs its own answers and no others."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import workbench
from workbench.exchange.answer_checks import Read
from workbench.exchange.answer_error import AnswerFileError
from workbench.exchange.answer_pack import canonical, pack_from
from workbench.exchange.reading_child import SESSION
from workbench.exchange.session_pack import SessionPack, read_session

CHILD = "read-for-parent"
"""What a built program, which is no Python, is asked for: `sre-workbench pack read-for-parent`."""
_STOPPED = "it took longer or more memory than any file with answers, so reading it was stopped. Ask for the file again."
_EVERY = 0.05
Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Limits:
    """What reading may take: seconds on the clock and on the processor for each file, bytes of memory for all."""

    wall: float = 60.0
    seconds: int = 20
    memory: int = 2 << 30


USUAL = Limits()


@dataclass(frozen=True, slots=True)
class FileRead:
    """What came of a file: what it says with its SHA-256, or a whole sentence; `locked` asks for a passphrase.

    A file from another room has a `session` and no `read`.
    """

    path: Path
    read: Read | None = None
    sha256: str = ""
    problem: str = ""
    locked: bool = False
    session: SessionPack | None = None


def read_files(
    paths: Sequence[Path],
    passphrases: Sequence[str] = (),
    progress: Progress | None = None,
    cancelled: Callable[[], bool] | None = None,
    limits: Limits = USUAL,
) -> list[FileRead]:
    """Read files in their order, each on its own; `progress` hears how many of them are done.

    Where `cancelled` says so what is read so far comes back, and nothing is left running.
    """
    found: list[FileRead] = []
    while len(found) < len(paths):
        before = len(found)
        with _Child(paths[before:], passphrases, limits) as child:
            while len(found) < len(paths):
                if cancelled is not None and cancelled():
                    return found
                answer = child.next()
                if answer is None:
                    # It ended over this one; the next child goes on behind it.
                    found.append(_bad(paths[len(found)], _STOPPED))
                else:
                    found.append(_built(paths[len(found)], answer))
                if progress is not None:
                    progress(len(found), len(paths))
                if answer is None:
                    break
    return found


def _bad(path: Path, problem: str, locked: bool = False) -> FileRead:
    return FileRead(path, problem=f"'{path.name}' was not taken in: {problem}", locked=locked)


def _built(path: Path, answer: dict[str, Any]) -> FileRead:
    """What the child said, checked again: it read something hostile."""
    if "problem" in answer:
        return _bad(path, str(answer["problem"]), answer.get("locked") is True)
    try:
        if answer["kind"] == SESSION:
            session = read_session(canonical(answer["session"]))
            return FileRead(path, sha256=str(answer["sha256"]), session=session)
        problems = tuple(str(each) for each in answer["problems"])
        read = Read(str(answer["kind"]), pack_from(answer["pack"]), problems)
        return FileRead(path, read, str(answer["sha256"]))
    except (AnswerFileError, LookupError, TypeError) as problem:
        return _bad(path, str(problem) if isinstance(problem, AnswerFileError) else _STOPPED)


def _command() -> list[str]:
    if getattr(sys, "frozen", False):
        return [sys.executable, "pack", CHILD]
    # Not from the folder one happens to be in: a file there could take the place of a library.
    return [sys.executable, "-P", "-m", "workbench.exchange.reading_child"]


def _environment() -> dict[str, str]:
    root = str(Path(workbench.__file__).resolve().parents[1])
    return {**os.environ, "PYTHONPATH": root, "PYTHONUTF8": "1"}


class _Child:
    """A child process and what it has said so far.

    It speaks through a pipe and leaves no file, since what was locked with a passphrase must not lie about unlocked.
    """

    def __init__(self, paths: Sequence[Path], passphrases: Sequence[str], limits: Limits) -> None:
        self._wall = limits.wall
        request = {
            "files": [str(each.absolute()) for each in paths],
            "passphrases": list(passphrases),
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

    def __enter__(self) -> _Child:
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
            return {"problem": _STOPPED}
        return found if isinstance(found, dict) else {"problem": _STOPPED}
