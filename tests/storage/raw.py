"""A workspace file seen from outside, through the driver alone."""

from __future__ import annotations

import contextlib
import hashlib
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from sqlcipher3 import dbapi2

ROOT = Path(__file__).parents[2]


@contextlib.contextmanager
def database(path: Path) -> Iterator[Any]:
    """A bare connection that commits each statement."""
    connection: Any = dbapi2.connect(str(path), isolation_level=None)  # pyright: ignore[reportAttributeAccessIssue]
    try:
        yield connection
    finally:
        connection.close()


def digest(path: Path) -> str:
    """The SHA-256 of a file."""
    return hashlib.sha256(path.read_bytes()).hexdigest()


@contextlib.contextmanager
def holding(how: str, path: Path) -> Iterator[None]:
    """Another process that holds the file: 'hold' as the program does, 'begin' by a bare lock."""
    pipe = subprocess.PIPE
    command = [sys.executable, "-m", "tests.storage.child", how, str(path)]
    with subprocess.Popen(command, cwd=ROOT, stdin=pipe, stdout=pipe, text=True) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "held\n"
        yield
        assert process.stdin is not None
        process.stdin.close()
    assert process.returncode == 0
