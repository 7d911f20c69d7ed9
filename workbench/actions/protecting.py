"""Putting a workspace under a passphrase, another one, or none; it is no edit, since nothing in it changes."""

from __future__ import annotations

import datetime as dt
from contextlib import suppress
from dataclasses import dataclass

from workbench.domain.assessment import Workspace
from workbench.domain.key import Key, new_key
from workbench.storage import backups
from workbench.storage.cipher import key_from
from workbench.storage.errors import NotWritable
from workbench.storage.files import sweep
from workbench.storage.places import data_folder
from workbench.storage.store import Store


@dataclass(frozen=True, slots=True)
class Protected:
    """What came of it: the key now, `None` for none; how many backups were removed that can be read without it, and are left;
    and how many other names (hard links) there are in whose file nothing was changed."""

    key: Key | None
    removed: int = 0
    left: int = 0
    other_names: int = 0


def protect(
    store: Store, present: str, passphrase: str, now: dt.datetime, *, remove_old: bool = False
) -> Protected:
    """Give a workspace a passphrase, '' for none; `present` is the one it has, or its recovery key.

    With `remove_old`, backups that can be read without the new passphrase are removed, once there is one under it.

    Raises:
        ValueError: for a passphrase that would protect nothing.
        WrongPassphrase: when `present` does not open it.
        StorageError: when it could not be written anew; it is then as it was.
    """
    if store.key is not None:
        key_from(store.path, present)
    key = new_key(passphrase) if passphrase else None
    # The file is made anew under this name alone.
    others = max(0, store.path.stat().st_nlink - 1)
    store.protect(key)
    # What was looked into by somebody who was killed meanwhile is readable there still.
    sweep([data_folder()])
    if key is None:
        return Protected(None)
    # One that was begun before comes first; where none can be made there is none to wait for.
    with suppress(NotWritable), backups.turn(_id_of(store)):
        pass
    old = readable_without(store)
    if not remove_old or not old:
        return Protected(key, left=len(old), other_names=others)
    backups.make(store.path, "by-hand", now, key)
    # Pruning may have taken some of them already.
    old = readable_without(store)
    backups.remove(old)
    return Protected(key, removed=len(old), other_names=others)


def of_other_names(done: Protected) -> str:
    """A sentence on names under which the file is still as it was; '' where there are none."""
    if not done.other_names:
        return ""
    has = "another name" if done.other_names == 1 else f"{done.other_names} other names"
    return (
        f"The file has {has} on this disk (a hard link), under which it is still as it was, readable as before. "
        "Find and delete that, too."
    )


def readable_without(store: Store) -> list[backups.Backup]:
    """The backups that can be read without the key a workspace has now; none where it has none."""
    return [] if store.key is None else backups.not_under(_id_of(store), store.key, store.path)


def _id_of(store: Store) -> str:
    with store.unit(writes=False) as unit:
        return unit.all(Workspace)[0].id
