"""A copy of a workspace in another place, to go on with there."""

from __future__ import annotations

import os
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from workbench.domain.key import Key
from workbench.storage import errors
from workbench.storage.backups import FAILS, copy_database, why
from workbench.storage.checking import check_file, settled
from workbench.storage.files import draft_of, journal_of, require_short_name, sync_folder


def save_copy(path: Path, goal: Path, key: Key | None = None) -> None:
    """Copy everything that is saved in a workspace, which may be open, to a place where nothing is yet.

    The copy is checked before it stands there under its name, and protected with the same `key`.

    Raises:
        StorageError: when something is there already, or the copy is not sound; there is none then.
        NotWritable: when there is no room, or the folder cannot be written.
    """

    def fill(draft: Path) -> None:
        with settled(path, key) as readable:
            copy_database(readable, draft, key)

    save_filled(path.absolute(), goal, fill, key)


def save_filled(path: Path, goal: Path, fill: Callable[[Path], None], key: Key | None = None) -> None:
    """Let `fill` copy a workspace into an empty file, and move that to a place where nothing is yet when it is sound.

    Raises:
        StorageError: as `save_copy`, and what `fill` raises; there is no copy then.
    """
    goal = goal.absolute()
    require_short_name(goal)
    if goal.exists():
        raise errors.StorageError(
            f"'{goal.name}' is there already. Choose another name; it was left as it is."
        )
    left = journal_of(goal)
    if left.exists() and left.stat().st_size:
        raise errors.StorageError(
            f"'{left.name}' lies there, the journal of a workspace that is gone: it would be played back into the copy. "
            "Move it away, or choose another name; nothing was written."
        )
    draft = draft_of(goal)
    try:
        goal.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        os.close(os.open(draft, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600))
        fill(draft)
        health = check_file(draft, key)
        if not health.sound:
            raise errors.DamagedWorkspace(
                f"'{path.name}' was not copied, since it is not sound: {health.findings[0]} It was left as it is."
            )
        os.replace(draft, goal)
        sync_folder(goal.parent)
    except FAILS as error:
        raise errors.NotWritable(
            f"No copy of '{path.name}' could be made in '{goal.parent}' ({why(error)}). Choose another folder or drive."
        ) from error
    finally:
        with suppress(OSError):
            draft.unlink(missing_ok=True)
