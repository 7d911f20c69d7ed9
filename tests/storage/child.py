"""Programs that tests start beside themselves: `python -m tests.storage.child hold|begin|fork PATH`.

hold   open the workspace as the program does and keep it open
begin  lock it with a bare BEGIN EXCLUSIVE, as another program would
fork   start a process for each line on stdin, say 'pid' and its number, and 'gone' after its end; after 'save' it
       saves without end, after 'two' it waits for one more line and saves twice

Whoever saves prints one number after each step that is on disk.
"""

from __future__ import annotations

import itertools
import os
import sys
from pathlib import Path

from sqlcipher3 import dbapi2

from tests.storage.steps import step, steps_in
from workbench.actions.edit import perform
from workbench.storage.store import Store


def _say(word: object) -> None:
    # One write for each word: a kill cannot leave half a number behind.
    os.write(1, f"{word}\n".encode())


def _save(path: Path, steps: int | None) -> None:
    with Store.open(path) as store:
        with store.unit(writes=False) as unit:
            first = steps_in(unit)
        for number in itertools.count(first) if steps is None else range(first, first + steps):
            perform(store, step(number), who="Facilitator")
            _say(number)


def _fork(path: Path) -> None:
    while order := os.read(0, 100).decode().strip():
        saver = os.fork()
        if saver == 0:
            _say(f"pid {os.getpid()}")
            if order == "two":
                os.read(0, 100)
                _save(path, 2)
                os._exit(0)
            _save(path, None)
        os.waitpid(saver, 0)
        _say("gone")


def main() -> None:
    """Run what the command line names."""
    what, path = sys.argv[1], Path(sys.argv[2])
    match what:
        case "hold":
            with Store.open(path):
                _say("held")
                sys.stdin.readline()
        case "begin":
            connection = dbapi2.connect(str(path), isolation_level=None)  # pyright: ignore[reportAttributeAccessIssue]
            connection.execute("BEGIN EXCLUSIVE")
            _say("held")
            sys.stdin.readline()
            connection.close()
        case "fork":
            _say("ready")
            _fork(path)
        case _:
            raise ValueError(what)


if __name__ == "__main__":
    main()
