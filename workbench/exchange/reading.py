"""Reading several files with answers through a child process: one that ends it costs its own answers and no others."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from workbench.exchange.answer_checks import Read
from workbench.exchange.answer_error import AnswerFileError
from workbench.exchange.answer_pack import pack_from
from workbench.exchange.door import ANSWERS, SESSION, STOPPED, USUAL, Child, Limits
from workbench.exchange.envelope import canonical
from workbench.exchange.session_pack import SessionPack, read_session

_STOPPED = f"{STOPPED} Ask for the file again."
Progress = Callable[[int, int], None]


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
        with Child(ANSWERS, paths[before:], limits, {"passphrases": list(passphrases)}) as child:
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
