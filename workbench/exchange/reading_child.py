"""Reading files that others sent, in a process of its own: whatever is in them, the program goes on.

As a program (`python -m workbench.exchange.reading_child`) it reads a request from standard input and writes one line
of JSON per file, as soon as it is read. Memory and processor time are limited where the system can.
"""

from __future__ import annotations

import base64
import contextlib
import datetime as dt
import gc
import hashlib
import json
import os
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from workbench.exchange import door

# Each kind of reading loads its libraries when it is asked for: nobody waits for those of another.
_COLLECT = 8
_TIMES = 8
"""How many times what a file weighs is allowed on top, for what may be large at all."""
_MEGABYTE = 1_000_000
Request = Mapping[str, Any]


def main() -> int:
    """Read the files that standard input names."""
    request = json.load(sys.stdin)
    out = os.fdopen(os.dup(1), "w", encoding="utf-8")
    # What a library prints must not be taken for an answer.
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
    # Looking for garbage among thousands of new objects takes as long as reading them; it is looked for between files.
    gc.disable()
    for number, name in enumerate(request["files"]):
        if number % _COLLECT == _COLLECT - 1:
            gc.collect()
        path = Path(name)
        _limit_memory(int(request.get("memory", door.USUAL.memory)), path)
        _limit_seconds(int(request.get("seconds", door.USUAL.seconds)))
        answer = read_one(path, request)
        print(json.dumps({"number": number, **answer}), file=out, flush=True)
    return 0


def _limit_memory(most: int, path: Path) -> None:
    with contextlib.suppress(ImportError, ValueError, OSError):
        import resource  # not on Windows

        # Only readers that know how large a file of theirs may be get so far that it weighs on them.
        weight = path.stat().st_size if path.is_file() else 0
        _limit(resource, resource.RLIMIT_AS, most + _TIMES * min(weight, 500 * _MEGABYTE))
        # A crash on purpose leaves no copy of what was in memory.
        _limit(resource, resource.RLIMIT_CORE, 0)


def _limit_seconds(more: int) -> None:
    """Allow some processor seconds from now; the system ends the process where a file takes longer."""
    with contextlib.suppress(ImportError, ValueError, OSError):
        import resource  # not on Windows

        used = resource.getrusage(resource.RUSAGE_SELF)
        _limit(resource, resource.RLIMIT_CPU, int(used.ru_utime + used.ru_stime) + more)


def _limit(resource: Any, which: int, most: int) -> None:
    """Lower a limit that can be raised again, as far as whoever started us allows."""
    _, hard = resource.getrlimit(which)
    resource.setrlimit(which, (most if hard == resource.RLIM_INFINITY else min(most, hard), hard))


def read_one(path: Path, request: Request) -> dict[str, Any]:
    """One file as plain values: what it says, or one sentence on why it cannot be read."""
    what = str(request.get("what", door.ANSWERS))
    most, noun, read = _READERS[what]
    try:
        with path.open("rb") as file:
            # One byte more tells a file of the largest size from a larger one.
            data = file.read(most + 1)
            saved = dt.datetime.fromtimestamp(os.fstat(file.fileno()).st_mtime, dt.UTC)
        if len(data) > most:
            return _sorry(what, path, f"is larger than {most // _MEGABYTE} MB; {noun}")
        request = {**request, "saved": saved.isoformat(timespec="seconds")}
        return read(data, path, request)
    except OSError as problem:
        return _sorry(
            what,
            path,
            f"cannot be read ({problem.strerror or problem}). Check that it is there and that you may open it.",
        )
    except MemoryError:
        return _sorry(
            what, path, "takes more memory than any such file; it was not read. Choose another file."
        )
    except Exception as problem:
        # Whatever a hostile file finds in a library ends here, in a sentence.
        return _sorry(what, path, f"cannot be read ({type(problem).__name__}). Choose another file.")


def _sorry(what: str, path: Path, said: str) -> dict[str, Any]:
    # Files with answers are many at once: their reader says itself which one it was.
    return {"problem": f"it {said}" if what in (door.ANSWERS, door.KEPT) else f"'{path.name}' {said}"}


def _answers(data: bytes, _path: Path, request: Request) -> dict[str, Any]:
    from workbench.exchange.answer_error import AnswerFileError, AnswerFileLocked
    from workbench.exchange.answer_files import read_answers
    from workbench.exchange.answer_pack import document_of
    from workbench.exchange.session_mark import is_session
    from workbench.exchange.strict_json import read_json

    try:
        opened = _opened(data, request.get("passphrases", []))
        proof = {"sha256": hashlib.sha256(data).hexdigest()}
        if is_session(opened):
            from workbench.exchange.session_pack import (
                read_session,  # half a second that no answer pack needs
            )

            read_session(opened)
            return {"kind": door.SESSION, **proof, "session": read_json(opened)}
        found = read_answers(opened, saved_at=str(request["saved"]))
        return {
            "kind": found.kind,
            **proof,
            "problems": list(found.problems),
            "pack": document_of(found.pack),
        }
    except AnswerFileError as problem:
        return {"problem": str(problem), "locked": isinstance(problem, AnswerFileLocked)}


def _opened(data: bytes, passphrases: list[str]) -> bytes:
    """Try the passphrases one after the other; the last refusal is the one that counts."""
    from workbench.exchange.answer_error import AnswerFileLocked
    from workbench.exchange.sealed import is_sealed, unseal

    if not is_sealed(data):
        return data
    for each in passphrases[:-1]:
        with contextlib.suppress(AnswerFileLocked):
            return unseal(data, each)
    return unseal(data, passphrases[-1] if passphrases else "")


def _kept(data: bytes, _path: Path, request: Request) -> dict[str, Any]:
    from workbench.exchange.answer_error import AnswerFileError, AnswerFileLocked
    from workbench.exchange.answer_pack import document_of, read_pack

    try:
        pack = read_pack(data, str(request.get("passphrase", "")))
    except AnswerFileError as problem:
        return {"refused": str(problem), "locked": isinstance(problem, AnswerFileLocked)}
    return {"pack": document_of(pack), "sha256": hashlib.sha256(data).hexdigest()}


def _table(data: bytes, path: Path, _request: Request) -> dict[str, Any]:
    from workbench.exchange.sheets import SheetError, tables_of

    try:
        return {"sheets": tables_of(data, path.name)}
    except SheetError as problem:
        return {"problem": str(problem)}


def _events(data: bytes, path: Path, request: Request) -> dict[str, Any]:
    from workbench.exchange.events import EventsError, events_of

    try:
        found = events_of(data, path, request.get("window"))
    except EventsError as problem:
        return {"problem": str(problem)}
    return {"good": found.good, "total": found.total, "days": found.days, "covered": found.covered}


def _whole(data: bytes, path: Path, _request: Request) -> dict[str, Any]:
    from workbench.exchange.strict_json import read_json
    from workbench.exchange.whole_reading import WholeError, parse

    try:
        parse(data, path.name)
        return {"whole": read_json(data)}
    except WholeError as problem:
        return {"problem": str(problem)}


def _pack(data: bytes, path: Path, _request: Request) -> dict[str, Any]:
    from workbench.content.loader import parse_pack
    from workbench.content.yaml_tree import PackError

    try:
        _, source = parse_pack(data, path.name)
    except PackError as problem:
        return {"line": problem.line, "reason": problem.reason}
    return {"source": source, "sha256": hashlib.sha256(data).hexdigest()}


def _picture(data: bytes, _path: Path, _request: Request) -> dict[str, Any]:
    from workbench.exchange.picture import PictureError, picture_of

    try:
        return {"picture": base64.b64encode(picture_of(data)).decode("ascii")}
    except PictureError as problem:
        return {"problem": str(problem)}


_READERS: dict[str, tuple[int, str, Callable[[bytes, Path, Request], dict[str, Any]]]] = {
    door.ANSWERS: (
        300 * _MEGABYTE,
        "that is no file with answers, nor one from another room. Ask for the file again.",
        _answers,
    ),
    door.KEPT: (20 * _MEGABYTE, "that is no answer pack.", _kept),
    door.TABLE: (50 * _MEGABYTE, "that is no such list.", _table),
    door.EVENTS: (20 * _MEGABYTE, "add it up per hour or day first.", _events),
    door.WHOLE: (500 * _MEGABYTE, "that is no exported assessment. Choose another file.", _whole),
    door.PACK: (3 * _MEGABYTE, "no content pack is.", _pack),
    door.PICTURE: (10 * _MEGABYTE, "take a smaller one.", _picture),
}
"""What each kind of reading takes: the most bytes, what is said of more, and who reads it."""


if __name__ == "__main__":
    sys.exit(main())
