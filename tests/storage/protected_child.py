"""Programs that tests kill: `python -m tests.storage.protected_child WHAT PATH`, with recovery keys on standard input.

spill    begin to write so much that it reaches the disk before it is committed, say 'in' and wait
protect  say 'ready'; for each line on stdin start a process that puts the workspace under the other of two keys again and
         again, say its number, and 'gone' after its end
"""

from __future__ import annotations

import hashlib
import itertools
import os
import sys
from dataclasses import replace
from pathlib import Path

from workbench.domain.assessment import Workspace
from workbench.domain.key import Key, read_recovery
from workbench.storage.cipher import fits, is_protected
from workbench.storage.store import Store

CANARY = b"CANARY-larkfield-owes-nobody"


def _say(word: object) -> None:
    os.write(1, f"{word}\n".encode())


def _key(salt: bytes) -> Key | None:
    said = sys.stdin.readline().strip()
    return read_recovery(said, salt) if said else None


def _spill(path: Path) -> None:
    key = _key(b"\0" * 16)
    with Store.open(path, key=key) as store, store.unit("Much") as unit:
        workspace = unit.all(Workspace)[0]
        unit.put(replace(workspace, about=f"{CANARY.decode()} {workspace.about}"))
        # Eight times what SQLite keeps in memory before it goes to the disk.
        data = CANARY * (16_000_000 // len(CANARY))
        unit.keep_blob(hashlib.sha256(data).hexdigest(), data)
        _say("in")
        sys.stdin.readline()


def _protect(path: Path) -> None:
    keys = [_key(b"\1" * 16), _key(b"\2" * 16), None]
    _say("ready")
    while sys.stdin.readline():
        one = os.fork()
        if one == 0:
            now = next(
                (each for each in keys if each is not None and is_protected(path) and fits(path, each)), None
            )
            with Store.open(path, key=now) as store:
                _say(os.getpid())
                for number in itertools.count(keys.index(now) + 1):
                    store.protect(keys[number % len(keys)])
        os.waitpid(one, 0)
        _say("gone")


if __name__ == "__main__":
    what = {"spill": _spill, "protect": _protect}[sys.argv[1]]
    what(Path(sys.argv[2]))
