"""The program that is disturbed: `python -m tests.reliability.worker` has everything imported and forks for each order.

An order is a line 'NAME<tab>FOLDER'. The fork says 'pid N', waits for a line (by then somebody traces it), does the
operation, and says 'ok …' after each thing that is on disk, or 'error CLASS …' with the sentence it would have shown; the
parent says 'gone' with its exit status. Every word is one write, so that a kill leaves no half of one.
"""

from __future__ import annotations

import os
import sys
import traceback
from pathlib import Path

from tests.reliability.operations import BY_NAME, refusals
from workbench.storage.places import HOME_VARIABLE


def say(word: object) -> None:
    """Say a line at once."""
    # By a call that nothing else here makes, so that failing writes leave it alone.
    os.writev(1, [f"{' '.join(str(word).split())}\n".encode("utf-8", "backslashreplace")])


def _work(name: str, folder: Path) -> None:
    os.environ[HOME_VARIABLE] = str(folder / "home")
    try:
        run = BY_NAME[name].ready(folder)
        say(f"pid {os.getpid()}")
        os.read(0, 100)
        run(lambda word: say(f"ok {word}"))
    except refusals() as problem:
        say(f"error {type(problem).__name__} {problem}")
    except BaseException as problem:
        # No sentence for people: whoever tests this must see all of it.
        sys.stderr.write(traceback.format_exc())
        say(f"crash {type(problem).__name__} {problem}")


def main() -> None:
    """Fork for every order until there is none."""
    say("ready")
    while order := os.read(0, 4096).decode().strip():
        name, folder = order.split("\t")
        worker = os.fork()
        if worker == 0:
            _work(name, Path(folder))
            os._exit(0)
        _, status = os.waitpid(worker, 0)
        say(f"gone {status}")


if __name__ == "__main__":
    main()
