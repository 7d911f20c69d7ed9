"""Programs that tests start beside themselves: `python -m tests.storage.child hold|begin|fork PATH`.

hold   open the workspace as the program does and keep it open
begin  lock it with a bare BEGIN EXCLUSIVE, as another program would; a third word says for how many seconds
fork   start a process for each line on stdin that saves without end; say 'pid' and its number, and 'gone' after its end

Whoever saves prints one number after each step that is on disk.
"""

from __future__ import annotations

import itertools
import os
import select
import sys
from pathlib import Path

from sqlcipher3 import dbapi2

from tests.storage.steps import step, steps_in
from workbench.actions.edit import perform
from workbench.storage.store import Store


def _say(word: object) -> None:
    # One write for each word: a kill cannot leave half a number behind.
    os.write(1, f"{word}\n".encode())


def _save(path: Path) -> None:
    with Store.open(path) as store:
        with store.unit(writes=False) as unit:
            first = steps_in(unit)
        for number in itertools.count(first):
            perform(store, step(number), who="Facilitator")
            _say(number)


def _fork(path: Path) -> None:
    while os.read(0, 100):
        saver = os.fork()
        if saver == 0:
            _say(f"pid {os.getpid()}")
            _save(path)
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
            select.select([sys.stdin], [], [], float(sys.argv[3]) if len(sys.argv) > 3 else None)
            connection.close()
        case "fork":
            _say("ready")
            _fork(path)
        case _:
            raise ValueError(what)


if __name__ == "__main__":
    main()
