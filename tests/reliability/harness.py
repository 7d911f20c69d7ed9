"""Running operations under strace: which calls one makes on its files, and the same again with something done to one."""

from __future__ import annotations

import contextlib
import os
import re
import shutil
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.reliability.operations import Operation
from tests.storage.raw import ROOT

WRITING = (
    *(
        "openat",
        "write",
        "pwrite64",
        "writev",
        "pwritev",
        "pwritev2",
        "sendfile",
        "copy_file_range",
        "fallocate",
    ),
    *(
        "fsync",
        "fdatasync",
        "ftruncate",
        "unlink",
        "unlinkat",
        "rename",
        "renameat",
        "renameat2",
        "link",
        "linkat",
    ),
    *("symlink", "mkdir", "rmdir"),
)
_LINE = re.compile(r"^(?:\d+\s+)?(\w+)\((.*)$")


@dataclass(frozen=True, slots=True)
class Point:
    """The `when`-th call of a kind in an operation."""

    call: str
    when: int


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a run said before it ended: what it acknowledged, the errors it showed, and whether it ended by itself."""

    said: tuple[str, ...]
    errors: tuple[str, ...]
    killed: bool


class Nursery:
    """The worker process; starts operations in folders, under strace with what is to be done to them."""

    def __init__(self, process: subprocess.Popen[str]) -> None:
        self._process = process
        assert process.stdin is not None
        assert process.stdout is not None
        self._in, self._out = process.stdin, process.stdout

    def run(self, operation: Operation, folder: Path, strace: Sequence[str] = ()) -> Outcome:
        """Do an operation, and give what came of it."""
        self._tell(f"{operation.name}\t{folder}")
        first = self._out.readline().split()
        assert first[:1] == ["pid"], first
        with _traced(first[1], strace):
            self._tell("go")
            words: list[str] = []
            while not (word := self._out.readline().rstrip("\n")).startswith("gone"):
                assert word, "the worker is gone"
                words.append(word)
        crashed = [each for each in words if each.startswith("crash")]
        assert not crashed, crashed
        return Outcome(
            tuple(each[3:] for each in words if each.startswith("ok ")),
            tuple(each[6:] for each in words if each.startswith("error ")),
            word != "gone 0",
        )

    def _tell(self, line: str) -> None:
        self._in.write(f"{line}\n")
        self._in.flush()


@contextlib.contextmanager
def nursery(cwd: Path = ROOT) -> Iterator[Nursery]:
    """Start the worker."""
    pipe = subprocess.PIPE
    command = [sys.executable, "-m", "tests.reliability.worker"]
    with subprocess.Popen(command, cwd=cwd, stdin=pipe, stdout=pipe, text=True) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "ready\n"
        made = Nursery(process)
        yield made
        assert process.stdin is not None
        process.stdin.close()
    assert process.returncode == 0


@contextlib.contextmanager
def _traced(pid: str, strace: Sequence[str]) -> Iterator[None]:
    if not strace:
        yield
        return
    log = () if "-o" in strace else ("-o", os.devnull)
    with subprocess.Popen(["strace", *log, *strace, "-p", pid], stderr=subprocess.PIPE, text=True) as process:
        assert process.stderr is not None
        said = process.stderr.readline()
        assert "attached" in said, said
        yield


def needs(tool: str, package: str) -> None:
    """Skip where a means is missing, saying so; in continuous integration a skip counts as failed."""
    if shutil.which(tool) is None:
        pytest.skip(f"because {tool} is not installed (apt install {package})")


def points(
    nursery: Nursery, operation: Operation, folder: Path, calls: Sequence[str] = WRITING
) -> list[Point]:
    """Every call of an undisturbed run that touches its folder, or says that something is done."""
    log = folder.parent / "strace.log"
    done = nursery.run(operation, folder, ["-y", "-o", str(log), "-e", f"trace={','.join(calls)}"])
    assert done.said, done
    assert not done.errors
    counted: Counter[str] = Counter()
    found: list[Point] = []
    for line in log.read_text(encoding="utf-8", errors="replace").splitlines():
        match = _LINE.match(line)
        if match is None:
            continue
        call, rest = match[1], match[2]
        counted[call] += 1
        opened_to_read = call == "openat" and "O_CREAT" not in rest
        if not opened_to_read and (str(folder) in rest or rest.startswith("1<")):
            found.append(Point(call, counted[call]))
    log.unlink()
    return found
