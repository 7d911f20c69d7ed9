"""The backups that hold somebody who was forgotten: deleted once there is a good new one, and not before."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from workbench.domain.assessment import Workspace
from workbench.storage import backups
from workbench.storage.errors import StorageError
from workbench.storage.store import Store

_LABEL = "Delete old backups"


class BackupsLeft(StorageError):
    """The person is forgotten, but a backup that holds them is still there."""


def delete_backups(store: Store) -> int:
    """Make a new backup, and delete every other one; gives how many went.

    A workspace without any backup would be a worse state than the one before, so none goes until there is a good one of
    what is left.

    Raises:
        BackupsLeft: when no new one could be made, and none was deleted; or when one could not be deleted.
    """
    try:
        with store.unit(writes=False) as unit:
            workspace_id = unit.all(Workspace)[0].id
        new = _new_backup(store)
        # One that is just being made may hold the person still.
        with backups.turn(workspace_id) as folder:
            listed = [each for each in backups.backups_of(workspace_id) if each.path != new.path]
            for each in listed:
                try:
                    each.path.unlink(missing_ok=True)
                except OSError as problem:
                    raise BackupsLeft(
                        f"The person is forgotten, but the backup '{each.path.name}' could not be deleted "
                        f"({problem.strerror}). Delete it by hand in '{folder}'."
                    ) from problem
    except BackupsLeft:
        raise
    except StorageError as problem:
        raise BackupsLeft(
            f"The person is forgotten, but the backups were not deleted and hold them still. {problem}"
        ) from problem
    return len(listed)


def _new_backup(store: Store) -> backups.Backup:
    """A backup of what is left, made and checked.

    Raises:
        StorageError: when none could be made.
    """
    made = backups.make(store.path, "by-hand", dt.datetime.now(dt.UTC), store.key)
    if made is None:
        # One with the same history is there already, but its history may have another past.
        with store.unit(_LABEL) as unit:
            unit.put(replace(unit.all(Workspace)[0]))
        made = backups.make(store.path, "by-hand", dt.datetime.now(dt.UTC), store.key)
    if made is None:
        raise StorageError("The file is put under another key just now; try again when that is done.")
    return made
