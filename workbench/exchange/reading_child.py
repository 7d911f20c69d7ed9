"""Reading files that others sent, in a process of its own: whatever is in them, the program goes on.

As a program (`python -m workbench.exchange.reading_child`) it reads a request from standard input and writes one line
of JSON per file, as soon as it is read. Memory and processor time are limited where the system can.
"""

from __future__ import annotations

import contextlib
import datetime as dt
import gc
import hashlib
import json
import os
import sys
from pathlib import Path
from typing import Any

from workbench.exchange.answer_error import AnswerFileError, AnswerFileLocked
from workbench.exchange.answer_files import MOST_BYTES, read_answers
from workbench.exchange.answer_pack import document_of
from workbench.exchange.sealed import is_sealed, unseal
from workbench.exchange.session_mark import MOST_BYTES as MOST_BYTES_OF_SESSION
from workbench.exchange.session_mark import is_session

SESSION = "session"
"""The kind of a file that came back from another room; the others are those of `Read`."""
_COLLECT = 8
_GIGABYTE = 1 << 30
MEMORY = 2 * _GIGABYTE
"""The most address space; the libraries themselves take a quarter of it."""
SECONDS = 20
"""The most processor seconds a file may take."""


def main() -> int:
    """Read the files that standard input names."""
    request = json.load(sys.stdin)
    _limit_memory(int(request.get("memory", MEMORY)))
    out = os.fdopen(os.dup(1), "w", encoding="utf-8")
    # What a library prints must not be taken for an answer.
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
    # Looking for garbage among thousands of new objects takes as long as reading them; it is looked for between files.
    gc.disable()
    for number, name in enumerate(request["files"]):
        if number % _COLLECT == _COLLECT - 1:
            gc.collect()
        _limit_seconds(int(request.get("seconds", SECONDS)))
        answer = read_one(Path(name), request.get("passphrases", []))
        print(json.dumps({"number": number, **answer}), file=out, flush=True)
    return 0


def _limit_memory(most: int) -> None:
    with contextlib.suppress(ImportError, ValueError, OSError):
        import resource  # not on Windows

        _limit(resource, resource.RLIMIT_AS, most)
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


def read_one(path: Path, passphrases: list[str]) -> dict[str, Any]:
    """One file as plain values: what it says, or one sentence on why it cannot be read."""
    try:
        with path.open("rb") as file:
            # One byte more tells a file of the largest size from a larger one.
            data = file.read(max(MOST_BYTES, MOST_BYTES_OF_SESSION) + 1)
            saved = dt.datetime.fromtimestamp(os.fstat(file.fileno()).st_mtime, dt.UTC)
        opened = _opened(data, passphrases)
        proof = {"sha256": hashlib.sha256(data).hexdigest()}
        if is_session(opened):
            from workbench.exchange.session_pack import (
                read_session,  # half a second that no answer pack needs
            )

            read_session(opened)
            return {"kind": SESSION, **proof, "session": json.loads(opened.decode("utf-8-sig"))}
        found = read_answers(opened, saved_at=saved.isoformat(timespec="seconds"))
        return {
            "kind": found.kind,
            **proof,
            "problems": list(found.problems),
            "pack": document_of(found.pack),
        }
    except AnswerFileError as problem:
        return {"problem": str(problem), "locked": isinstance(problem, AnswerFileLocked)}
    except OSError as problem:
        return {"problem": f"it cannot be read ({problem.strerror or problem})."}
    except MemoryError:
        return {
            "problem": "it takes more memory than any file with answers; it was not read. Ask for the file again."
        }
    except Exception as problem:
        # Whatever a hostile file finds in a library ends here, in a sentence.
        return {"problem": f"it cannot be read ({type(problem).__name__}). Ask for the file again."}


def _opened(data: bytes, passphrases: list[str]) -> bytes:
    """Try the passphrases one after the other; the last refusal is the one that counts."""
    if not is_sealed(data):
        return data
    for each in passphrases[:-1]:
        with contextlib.suppress(AnswerFileLocked):
            return unseal(data, each)
    return unseal(data, passphrases[-1] if passphrases else "")


if __name__ == "__main__":
    sys.exit(main())
