"""Commands in processes of their own that are forked from one which has the libraries already, so that a test of many takes
seconds. What a user starts is the same but for the time the libraries take; `test_cli` starts that, too.
"""

from __future__ import annotations

import atexit
import json
import os
import runpy
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from tests.storage.raw import ROOT

POSSIBLE = hasattr(os, "fork")
_LIBRARIES = (
    "workbench.cli.commands",
    "workbench.actions.demo",
    "workbench.reports.draft",
    "openpyxl",
    "docx",
    "pypdf",
)
_servers: list[subprocess.Popen[str]] = []


def run(arguments: Sequence[str], environment: Mapping[str, str], out: Path, err: Path) -> int:
    """Run `python -m workbench` with these arguments and nothing else of this environment; gives its status."""
    if not _servers:
        _servers.append(_started())
        atexit.register(_stop)
    server = _servers[0]
    assert server.stdin is not None
    assert server.stdout is not None
    asked = {"arguments": list(arguments), "environment": dict(environment), "out": str(out), "err": str(err)}
    server.stdin.write(json.dumps(asked) + "\n")
    server.stdin.flush()
    said = server.stdout.readline()
    assert said, "the process that forks ended"
    return int(said)


def _started() -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-m", "tests.cli.forking"],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        encoding="utf-8",
    )


def _stop() -> None:
    server = _servers.pop()
    assert server.stdin is not None
    server.stdin.close()
    server.wait()


def _serve() -> None:
    for each in _LIBRARIES:
        __import__(each)
    for line in sys.stdin:
        child = os.fork()
        if not child:
            _become(json.loads(line))
        _, ended = os.waitpid(child, 0)
        print(os.waitstatus_to_exitcode(ended), flush=True)


def _become(asked: dict[str, Any]) -> None:
    """Be the command; never comes back."""
    os.environ.clear()
    os.environ.update(asked["environment"])
    for number, name, mode in ((0, os.devnull, "r"), (1, asked["out"], "w"), (2, asked["err"], "w")):
        handle = os.open(name, os.O_RDONLY if mode == "r" else os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        os.dup2(handle, number)
        os.close(handle)
    sys.stdin = os.fdopen(0, encoding="utf-8", closefd=False)
    sys.stdout = os.fdopen(1, "w", encoding="utf-8", closefd=False)
    sys.stderr = os.fdopen(2, "w", encoding="utf-8", errors="backslashreplace", closefd=False)
    sys.argv = ["workbench", *asked["arguments"]]
    status: object = 1
    try:
        runpy.run_module("workbench", run_name="__main__", alter_sys=False)
    except SystemExit as ending:
        status = ending.code
    except BaseException as error:
        sys.excepthook(type(error), error, error.__traceback__)
    for stream in (sys.stdout, sys.stderr):
        stream.flush()
    os._exit(status if isinstance(status, int) else 0 if status is None else 1)


if __name__ == "__main__":
    _serve()
